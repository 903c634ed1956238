package org.emcc.sip.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.emcc.core.audit.CallRoads;
import org.emcc.core.configuration.CssForPstnAccess;
import org.emcc.core.snapshot.CallingSearchSpaceFields;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.DevicePoolFields;
import org.emcc.core.snapshot.ObjectKind;
import org.emcc.core.snapshot.OrderedName;
import org.emcc.core.snapshot.PhoneFields;
import org.emcc.core.snapshot.RoutePatternFields;
import org.emcc.core.snapshot.SipTrunkFields;
import org.junit.jupiter.api.Test;

/** Emergency calls of a visitor, by what two snapshots say (emcc-behaviour 6.3). */
class EmergencyRoadsTest {
    private static ClusterObject pattern(String text, String partition, boolean emergency, boolean local) {
        return ClusterObject.builder(ObjectKind.ROUTE_PATTERN)
                .set(RoutePatternFields.PATTERN, text)
                .set(RoutePatternFields.ROUTE_PARTITION_NAME, partition)
                .set(RoutePatternFields.EMERGENCY, emergency)
                .set(RoutePatternFields.STANDARD_LOCAL_ROUTE_GROUP, local)
                .build();
    }

    private static ClusterObject css(String name, String... partitions) {
        ClusterObject.Builder css =
                ClusterObject.builder(ObjectKind.CALLING_SEARCH_SPACE).set(CallingSearchSpaceFields.NAME, name);
        List<OrderedName> members = new ArrayList<>();
        for (String partition : partitions) {
            members.add(new OrderedName(members.size(), partition));
        }
        return css.set(CallingSearchSpaceFields.MEMBERS, members).build();
    }

    private static ClusterSnapshot.Builder newYork() {
        return ClusterSnapshot.builder("NYC")
                .add(
                        css("css-emergency-UK", "PT-911"),
                        css("css-emcc", "PT-PSTN"),
                        pattern("999", "PT-911", true, true),
                        pattern("911", "PT-911", true, true),
                        pattern("9.@", "PT-PSTN", false, false));
    }

    private static ClusterSnapshot london() {
        return ClusterSnapshot.builder("LON")
                .add(
                        css("css-trunk", "PT-999"),
                        pattern("999", "PT-999", true, true),
                        ClusterObject.builder(ObjectKind.DEVICE_POOL)
                                .set(DevicePoolFields.NAME, "dp-LON")
                                .set(DevicePoolFields.LOCAL_ROUTE_GROUP_NAME, "rg-local")
                                .build(),
                        ClusterObject.builder(ObjectKind.PHONE)
                                .set(PhoneFields.NAME, TwoClusters.PHONE.value())
                                .set(PhoneFields.DEVICE_POOL_NAME, "dp-LON")
                                .build(),
                        ClusterObject.builder(ObjectKind.SIP_TRUNK)
                                .set(SipTrunkFields.NAME, "EMCC-ICT")
                                .set(SipTrunkFields.CALLING_SEARCH_SPACE_NAME, "css-trunk")
                                .build())
                .build();
    }

    private static List<CallRoads.Road> roads(ClusterSnapshot home, ClusterSnapshot visiting) {
        return EmergencyRoads.of(home, visiting)
                .of(TwoClusters.nyc(), TwoClusters.lon(CssForPstnAccess.USE_TRUNK_CSS), TwoClusters.alice());
    }

    @Test
    void theNumberOfTheVisitedCountryLeavesThere() {
        CallRoads.Road road = roads(newYork().build(), london()).get(0);

        assertThat(road.number()).isEqualTo("999");
        assertThat(road.arrives()).as(() -> String.join("\n", road.steps())).isTrue();
        assertThat(road.steps())
                .last()
                .isEqualTo("The call leaves by gateway gateway of rg-local of cluster LON as 999.");
    }

    /** Visiting needs a translation for it (6.3, 4). */
    @Test
    void theNumberOfTheHomeCountryFindsNoWayOutThere() {
        CallRoads.Road road = roads(newYork().build(), london()).get(1);

        assertThat(road.number()).isEqualTo("911");
        assertThat(road.arrives()).isFalse();
    }

    /** CSCul58705 the other way round: the pattern is there, but leads to a gateway of home. */
    @Test
    void aPatternWithoutTheLocalRouteGroupLeadsHome() {
        ClusterSnapshot wrong = newYork()
                .objects(
                        ObjectKind.ROUTE_PATTERN,
                        List.of(pattern("999", "PT-911", true, false), pattern("911", "PT-911", true, true)))
                .build();

        CallRoads.Road road = roads(wrong, london()).get(0);

        assertThat(road.arrives()).isFalse();
        assertThat(road.steps()).last().isEqualTo("The call leaves by gateway gateway of NYC of cluster NYC as 999.");
    }

    @Test
    void aPatternOutsideTheAdjunctSearchSpaceIsNotFound() {
        ClusterSnapshot wrong = newYork()
                .objects(ObjectKind.ROUTE_PATTERN, List.of(pattern("999", "PT-Elsewhere", true, true)))
                .build();

        assertThat(roads(wrong, london()).get(0).arrives()).isFalse();
    }

    @Test
    void whatIsWrongInASnapshotIsPassedOver() {
        ClusterSnapshot odd = newYork()
                .add(
                        ClusterObject.builder(ObjectKind.ROUTE_PATTERN)
                                .read(RoutePatternFields.PATTERN, "[[[")
                                .read(RoutePatternFields.EMERGENCY, "true")
                                .build(),
                        ClusterObject.builder(ObjectKind.ROUTE_PATTERN).build(),
                        pattern("999", "PT-911", true, false),
                        css("css-emcc", "PT-Twice"),
                        ClusterObject.builder(ObjectKind.CALLING_SEARCH_SPACE).build())
                .build();

        assertThat(roads(odd, london())).extracting(CallRoads.Road::number).containsExactly("999", "911");
        assertThat(roads(odd, london()).get(0).arrives()).isTrue();
        assertThat(roads(
                        ClusterSnapshot.builder("NYC").build(),
                        ClusterSnapshot.builder("LON").build()))
                .isEmpty();
    }
}
