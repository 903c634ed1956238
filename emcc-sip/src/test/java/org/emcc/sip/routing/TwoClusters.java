package org.emcc.sip.routing;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.CssForPstnAccess;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.InterclusterServiceProfile;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.configuration.Setting;
import org.emcc.core.configuration.SipTrunk;
import org.emcc.core.configuration.TrunkServiceType;
import org.emcc.core.device.CallManagerGroup;
import org.emcc.core.device.DateTimeGroup;
import org.emcc.core.device.DevicePool;
import org.emcc.core.device.DeviceProfile;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.device.Phone;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.device.Srst;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DevicePoolName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.id.Release;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.session.Origin;
import org.emcc.core.session.Sourced;
import org.emcc.core.session.TemporaryDevice;

/** The worked example of emcc-behaviour 12.5: Alice of NYC sits at a phone in London. */
final class TwoClusters {
    static final ClusterId NYC = ClusterId.of("NYC");
    static final ClusterId LON = ClusterId.of("LON");
    static final DeviceName PHONE = DeviceName.of("SEP0011AABBCCDD");
    static final EmergencyNumbers EMERGENCIES =
            new EmergencyNumbers(Set.of("911", "9911"), Set.of("999", "9999", "112"));
    static final RouteMember SLRG = new RouteMember.StandardLocalRouteGroup();

    private TwoClusters() {}

    static DevicePool.Builder pool(String name) {
        return DevicePool.builder(
                DevicePoolName.of(name),
                new CallManagerGroup("Default", List.of(ServiceAddress.of("10.0.0.1"))),
                new DateTimeGroup("CMLocal", "M/D/Y", "GMT Standard/Daylight Time", "Europe/London"));
    }

    static TemporaryDevice device(DevicePool pool, Origin origin, String emccCss) {
        DeviceProfile.Builder profile = DeviceProfile.builder(DeviceProfileName.of("UDP-alice"));
        if (!emccCss.isEmpty()) {
            profile.emccCallingSearchSpace(emccCss);
        }
        return TemporaryDevice.builder(
                        PHONE,
                        LoginId.of(Instant.EPOCH, 1),
                        BaseDeviceName.of(1),
                        UserId.of("alice"),
                        new Sourced<>(new PhoneModel("Cisco 8851", 684, true), Origin.VISITING_PHONE),
                        new Sourced<>(DeviceProtocol.SIP, Origin.VISITING_PHONE),
                        new Sourced<>(pool, origin),
                        new Sourced<>(profile.build(), Origin.DEVICE_PROFILE),
                        new Sourced<>(Srst.disabled(), Origin.VISITING_PHONE),
                        new Sourced<>("Standard SIP Profile", Origin.EMCC_TEMPLATE),
                        new Sourced<>("Standard Common Phone Profile", Origin.EMCC_TEMPLATE),
                        new Sourced<>(PhoneSecurity.NONSECURE, Origin.BASE_DEVICE),
                        new Sourced<>(CivicAddress.empty(), Origin.VISITING_PHONE))
                .build();
    }

    /** That of {@code rdp-LON} has the local route group of a home gateway, which must never be used. */
    static TemporaryDevice alice() {
        return device(
                pool("rdp-LON")
                        .adjunctCallingSearchSpace("css-emergency-UK")
                        .localRouteGroup("rg-nyc-local")
                        .build(),
                Origin.ROAMING_DEVICE_POOL,
                "css-emcc");
    }

    static ClusterSettings settings(ClusterId id, ClusterId other, String release) {
        return ClusterSettings.builder(id, Release.parse(release))
                .serviceProfile(InterclusterServiceProfile.builder()
                        .emccActive(true)
                        .pstnAccessActive(true)
                        .pstnAccessTrunk("EMCC-ICT")
                        .rsvpAgentActive(true)
                        .rsvpAgentTrunk("EMCC-ICT")
                        .build())
                .trunks(List.of(new SipTrunk("EMCC-ICT", TrunkServiceType.EXTENSION_MOBILITY_CROSS_CLUSTER)))
                .remoteClusters(List.of(RemoteCluster.builder(
                                other, ServiceAddress.of("cucm-" + other.value().toLowerCase(Locale.ROOT)))
                        .build()))
                .devicePools(List.of(
                        pool("dp-" + id.value()).localRouteGroup("rg-local").build()))
                .build();
    }

    static ClusterSettings nyc() {
        return settings(NYC, LON, "14SU2");
    }

    static ClusterSettings lon(CssForPstnAccess mode) {
        return settings(LON, NYC, "14SU2").toBuilder()
                .featureParameters(FeatureParameters.builder()
                        .cssForPstnAccess(Setting.of(mode))
                        .build())
                .build();
    }

    static DialPattern p(String text) {
        return DialPattern.of(text);
    }

    static PlanEntry.DirectoryNumber dn(String number, String partition, String device) {
        return new PlanEntry.DirectoryNumber(p(number), partition, device);
    }

    static PlanEntry.RoutePattern route(String pattern, String partition, String list) {
        return PlanEntry.RoutePattern.over(p(pattern), partition, list);
    }

    /** Home: emergency numbers of both countries by the standard local route group, the rest by name. */
    static DialPlan.Builder nycPlan() {
        return DialPlan.builder()
                .device(RouteDevice.Gateway.of("gw-nyc").withInboundCallingSearchSpace("css-phones"))
                .device(RouteDevice.Gateway.of("gw-nyc-local"))
                .device(RouteDevice.InterclusterTrunk.of("ict-lon", LON).withInboundCallingSearchSpace("css-phones"))
                .routeGroup("rg-nyc", List.of("gw-nyc"))
                .routeGroup("rg-nyc-local", List.of("gw-nyc-local"))
                .routeGroup("rg-local", List.of("gw-nyc-local"))
                .routeGroup("rg-lon", List.of("ict-lon"))
                .routeList("rl-local", List.of(SLRG))
                .routeList("rl-pstn", List.of(new RouteMember.Group("rg-nyc")))
                .routeList("rl-lon", List.of(new RouteMember.Group("rg-lon")))
                .callingSearchSpace("css-emergency-UK", List.of("pt-emergency-UK"))
                .callingSearchSpace("css-line", List.of("pt-phones", "pt-emergency-US"))
                .callingSearchSpace("css-emcc", List.of("pt-pstn", "pt-lon"))
                .callingSearchSpace("css-phones", List.of("pt-phones"))
                .entry(route("999", "pt-emergency-UK", "rl-local").withUrgentPriority())
                .entry(route("9.999", "pt-emergency-UK", "rl-local"))
                .entry(route("112", "pt-emergency-UK", "rl-local"))
                .entry(route("911", "pt-emergency-UK", "rl-local"))
                .entry(route("9.911", "pt-emergency-UK", "rl-local"))
                .entry(route("911", "pt-emergency-US", "rl-pstn"))
                .entry(dn("2222", "pt-phones", "SEP000000002222"))
                .entry(dn("1111", "pt-phones", PHONE.value()))
                .entry(route("9.1[2-9]XXXXXXXXX", "pt-pstn", "rl-pstn").with(DigitChange.PRE_DOT))
                .entry(route("8.XXXX", "pt-lon", "rl-lon").with(DigitChange.PRE_DOT));
    }

    /** Visiting: the trunk's CSS knows the emergency numbers of both countries, the phone's own CSS those of its own. */
    static DialPlan.Builder lonPlan() {
        return DialPlan.builder()
                .device(RouteDevice.Gateway.of("gw-lon"))
                .device(RouteDevice.Gateway.of("gw-lon-other"))
                .device(RouteDevice.InterclusterTrunk.of("ict-nyc", NYC).withInboundCallingSearchSpace("css-phones"))
                .routeGroup("rg-local", List.of("gw-lon"))
                .routeGroup("rg-other", List.of("gw-lon-other"))
                .routeList("rl-local", List.of(SLRG))
                .callingSearchSpace("css-trunk", List.of("pt-emergency", "pt-partners"))
                .callingSearchSpace("css-device", List.of("pt-emergency", "pt-phones"))
                .callingSearchSpace("css-emergency", List.of("pt-emergency"))
                .callingSearchSpace("css-phones", List.of("pt-phones"))
                .entry(route("999", "pt-emergency", "rl-local"))
                .entry(route("9.999", "pt-emergency", "rl-local").with(DigitChange.PRE_DOT))
                .entry(route("112", "pt-emergency", "rl-local"))
                .entry(PlanEntry.TranslationPattern.of(
                        p("911"), "pt-partners", DigitChange.replaceBy("999"), "css-emergency"))
                .entry(PlanEntry.TranslationPattern.of(
                        p("9.911"), "pt-partners", DigitChange.replaceBy("999"), "css-emergency"))
                .entry(dn("4444", "pt-phones", "SEP000000004444"));
    }

    static Phone phone() {
        return Phone.builder(
                        PHONE, new PhoneModel("Cisco 8851", 684, true), DeviceProtocol.SIP, DevicePoolName.of("dp-LON"))
                .build();
    }

    static EmccCaller caller() {
        return caller(nyc(), nycPlan().build());
    }

    static EmccCaller caller(ClusterSettings settings, DialPlan plan) {
        return EmccCaller.builder(settings, plan, alice(), LON)
                .lineCallingSearchSpace("css-line")
                .build();
    }

    static VisitingSide.Builder visiting(CssForPstnAccess mode) {
        return VisitingSide.builder(lon(mode), lonPlan().build(), phone())
                .trunkCallingSearchSpace("css-trunk")
                .originalDeviceCallingSearchSpace("css-device");
    }

    static CallTracer tracer() {
        return CallTracer.of(caller())
                .visiting(visiting(CssForPstnAccess.USE_TRUNK_CSS).build())
                .emergencies(EMERGENCIES);
    }
}
