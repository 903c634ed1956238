package org.emcc.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.ServiceParameters;
import org.emcc.core.configuration.Setting;
import org.emcc.core.id.Release;
import org.junit.jupiter.api.Test;

class SnapshotDifferenceTest {
    private static final ClusterSnapshot EMPTY = ClusterSnapshot.builder("x").build();

    private static ClusterObject pool(String name, String region) {
        return ClusterObject.builder(ObjectKind.DEVICE_POOL)
                .read(DevicePoolFields.NAME, name)
                .read(DevicePoolFields.REGION_NAME, region)
                .build();
    }

    private static ClusterSnapshot pools(ClusterObject... pools) {
        return EMPTY.toBuilder().objects(ObjectKind.DEVICE_POOL, List.of(pools)).build();
    }

    private static List<String> lines(ClusterSnapshot before, ClusterSnapshot after) {
        return SnapshotDifference.of(before, after).text().lines().toList();
    }

    @Test
    void equalSnapshotsDifferInNothing() {
        ClusterSnapshot other =
                Samples.cluster().toBuilder().remark("read later").build();
        SnapshotDifference difference = SnapshotDifference.of(Samples.cluster(), other);
        assertThat(difference.isEmpty()).isTrue();
        assertThat(difference.changes()).isEmpty();
        assertThat(difference.text()).isEmpty();
        assertThat(SnapshotDifference.of(EMPTY, Samples.cluster()).isEmpty()).isFalse();
    }

    @Test
    void changesAreToldInTheWordsAndTheOrderOfTheProcedure() {
        ClusterSnapshot before = EMPTY.toBuilder()
                .release(Release.parse("12.5"))
                .featureParameters(FeatureParameters.read(Map.of("EMCC Geolocation Filter", "gf-1")))
                .serviceParameters(ServiceParameters.read(Map.of("Allow Proxy", "True")))
                .add(pool("dp-1", "r1"), pool("dp-2", "r1"), pool("dp-3", ""))
                .add(ClusterObject.builder(ObjectKind.USER)
                        .read(UserFields.USERID, "alice")
                        .read(UserFields.ENABLE_EMCC, "true")
                        .other("mailid", "a@example.com")
                        .build())
                .objects(ObjectKind.SRST, List.of())
                .build();
        ClusterSnapshot after = EMPTY.toBuilder()
                .release(Release.parse("14.0"))
                .featureParameters(FeatureParameters.read(Map.of("EMCC Geolocation Filter", "")))
                .serviceParameters(ServiceParameters.read(Map.of("Allow Proxy", "maybe")))
                .add(pool("DP-1", "r2"), pool("dp-3", ""), pool("dp-4", ""))
                .add(ClusterObject.builder(ObjectKind.USER)
                        .read(UserFields.USERID, "alice")
                        .other("mailid", "b@example.com")
                        .build())
                .objects(ObjectKind.REGION, List.of())
                .build();
        assertThat(lines(before, after))
                .containsExactly(
                        "cluster Release was \"12.5\" and is \"14.0\"",
                        "step 4: user alice, Enable Extension Mobility Cross Cluster was \"true\" and is unknown",
                        "step 4: user alice, mailid was \"a@example.com\" and is \"b@example.com\"",
                        "step 11: device pool dp-2 is removed",
                        "step 11: device pool dp-4 is added",
                        "step 11: device pool DP-1, Device Pool Name was \"dp-1\" and is \"DP-1\"",
                        "step 11: device pool DP-1, Region was \"r1\" and is \"r2\"",
                        "step 11: every region was unknown and is known",
                        "step 11: every SRST reference was known and is unknown",
                        "step 12: EMCC feature parameter EMCC Geolocation Filter was \"gf-1\" and is not set",
                        "step 16: service parameter Allow Proxy was \"True\" and is \"maybe\" (invalid)");
    }

    @Test
    void thereAndBackAreTheSameChangesTheOtherWayRound() {
        SnapshotDifference there = SnapshotDifference.of(pools(pool("a", "1")), pools(pool("b", "1"), pool("a", "2")));
        SnapshotDifference back = SnapshotDifference.of(pools(pool("b", "1"), pool("a", "2")), pools(pool("a", "1")));
        assertThat(there.changes())
                .containsExactly(
                        new SnapshotChange.ObjectAdded(pool("b", "1")),
                        new SnapshotChange.FieldChanged(ObjectKind.DEVICE_POOL, "a", "Region", "\"1\"", "\"2\""));
        assertThat(back.changes())
                .containsExactly(
                        new SnapshotChange.ObjectRemoved(pool("b", "1")),
                        new SnapshotChange.FieldChanged(ObjectKind.DEVICE_POOL, "a", "Region", "\"2\"", "\"1\""));
    }

    @Test
    void severalOfOneNameAreComparedInTheirOrder() {
        assertThat(lines(pools(pool("a", "1"), pool("A", "2"), pool("a", "3")), pools(pool("a", "1"), pool("A", "9"))))
                .containsExactly(
                        "step 11: device pool a is removed", "step 11: device pool A, Region was \"2\" and is \"9\"");
    }

    @Test
    void everyKindHasAStepOfTheProcedure() {
        assertThat(SnapshotSteps.kinds())
                .containsExactlyInAnyOrder(ObjectKind.values())
                .allMatch(kind -> SnapshotSteps.of(kind) >= 1 && SnapshotSteps.of(kind) <= 16);
    }

    @Test
    void aLongTextIsCut() {
        ClusterSnapshot after = pools(pool("a", "r".repeat(300)));
        assertThat(lines(pools(pool("a", "")), after))
                .singleElement()
                .asString()
                .hasSizeLessThan(300);
        assertThat(after.all(ObjectKind.DEVICE_POOL).get(0).get(DevicePoolFields.REGION_NAME))
                .isInstanceOf(Setting.Invalid.class);
    }
}
