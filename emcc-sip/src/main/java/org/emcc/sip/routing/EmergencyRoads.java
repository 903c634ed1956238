package org.emcc.sip.routing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.emcc.core.audit.CallRoads;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.device.Phone;
import org.emcc.core.id.DevicePoolName;
import org.emcc.core.session.TemporaryDevice;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.ObjectKind;
import org.emcc.core.snapshot.PhoneFields;
import org.emcc.core.snapshot.SipTrunkFields;

/**
 * The roads of emergency calls between two clusters, by the dial plans of their snapshots: those numbers that either cluster calls
 * emergency numbers, dialled on a phone that is logged in. A call arrives when it leaves by a gateway of the visiting cluster, where the
 * caller is.
 *
 * <p>A snapshot has no gateways and no translation patterns: a call that ends at a gateway is shown to leave by one of its route
 * group. Route patterns are given by hand, because AXL is not asked for them.
 *
 * <p>Source: emcc-behaviour 6.2 to 6.4; sip 2.1 to 2.5.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class EmergencyRoads implements CallRoads {
    private final ClusterSnapshot visiting;
    private final SnapshotPlan homePlan;
    private final SnapshotPlan visitingPlan;

    private EmergencyRoads(ClusterSnapshot home, ClusterSnapshot visiting) {
        this.visiting = visiting;
        this.homePlan = SnapshotPlan.of(home);
        this.visitingPlan = SnapshotPlan.of(visiting);
    }

    /**
     * Roads between two clusters.
     *
     * @param home the cluster of the users
     * @param visiting the cluster of the phones
     * @return the roads
     */
    public static EmergencyRoads of(ClusterSnapshot home, ClusterSnapshot visiting) {
        return new EmergencyRoads(Objects.requireNonNull(home, "home"), Objects.requireNonNull(visiting, "visiting"));
    }

    @Override
    public List<Road> of(ClusterSettings home, ClusterSettings away, TemporaryDevice device) {
        CallTracer tracer = CallTracer.of(EmccCaller.builder(home, homePlan.plan(), device, away.id())
                        .build())
                .emergencies(new EmergencyNumbers(homePlan.emergencies(), visitingPlan.emergencies()))
                .visiting(side(away, device));
        Set<String> numbers = new LinkedHashSet<>(visitingPlan.emergencies());
        numbers.addAll(homePlan.emergencies());
        return numbers.stream().map(number -> road(tracer.trace(number), away)).toList();
    }

    private static Road road(CallTrace trace, ClusterSettings away) {
        List<String> steps =
                new ArrayList<>(trace.steps().stream().map(TraceStep::toString).toList());
        steps.add(trace.outcome().message());
        boolean arrives = trace.outcome() instanceof CallOutcome.LeavesByGateway gateway
                && gateway.cluster().equals(away.id());
        return new Road(trace.dialled(), steps, arrives);
    }

    private VisitingSide side(ClusterSettings away, TemporaryDevice device) {
        Optional<ClusterObject> row =
                visiting.find(ObjectKind.PHONE, device.name().value());
        String pool = row.map(phone -> phone.text(PhoneFields.DEVICE_POOL_NAME)).orElse("");
        Phone phone = Phone.builder(
                        device.name(),
                        device.model().value(),
                        device.protocol().value(),
                        pool.isEmpty() ? device.devicePool().value().name() : DevicePoolName.of(pool))
                .build();
        VisitingSide.Builder side =
                VisitingSide.builder(away, visitingPlan.plan(), phone).phoneKnown(!pool.isEmpty());
        row.map(each -> each.text(PhoneFields.CALLING_SEARCH_SPACE_NAME))
                .filter(css -> !css.isEmpty())
                .ifPresent(side::originalDeviceCallingSearchSpace);
        away.serviceProfile()
                .pstnAccessTrunk()
                .flatMap(trunk -> visiting.find(ObjectKind.SIP_TRUNK, trunk))
                .map(trunk -> trunk.text(SipTrunkFields.CALLING_SEARCH_SPACE_NAME))
                .filter(css -> !css.isEmpty())
                .ifPresent(side::trunkCallingSearchSpace);
        return side.build();
    }

    @Override
    public String toString() {
        return "EmergencyRoads[" + homePlan.emergencies() + " and " + visitingPlan.emergencies() + "]";
    }
}
