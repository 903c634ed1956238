package org.emcc.testkit.axl;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.emcc.core.Problem;
import org.emcc.core.axl.AxlClient;
import org.emcc.core.axl.AxlOutcome;
import org.emcc.core.id.Release;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.ObjectKind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client of AXL against the strict service, over TLS: what it reads is what is served, and every request is of the schema. */
@Timeout(120)
class LiveAxlTest {
    private static final char[] PASSWORD = "Canary-31415926".toCharArray();
    private static final Map<String, String> NAMES = Map.of(
            "Cluster ID", "ClusterID",
            "EMCC Geolocation Filter", "EmccGeolocationFilter");

    private static Tls tls;

    @BeforeAll
    static void keys() throws Exception {
        tls = Tls.forLoopback();
    }

    private static FakeAxl.Builder service(ClusterSnapshot of) {
        return FakeAxl.builder(of)
                .account("reader", PASSWORD)
                .parameterNames(NAMES)
                .tls(tls.server());
    }

    private static AxlOutcome read(FakeAxl from, UnaryOperator<AxlClient.Builder> more) throws InterruptedException {
        try (AxlClient client = more.apply(AxlClient.builder(from.uri(), "reader", PASSWORD)
                        .trust(tls.client())
                        .pageSize(2)
                        .pauses(time -> {})
                        .parameterNames(NAMES))
                .build()) {
            return client.read("everything");
        }
    }

    private static AxlOutcome.Read whole(FakeAxl from, UnaryOperator<AxlClient.Builder> more)
            throws InterruptedException {
        AxlOutcome outcome = read(from, more);
        assertThat(outcome).isInstanceOf(AxlOutcome.Read.class);
        return (AxlOutcome.Read) outcome;
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.5", "11.5", "12.5", "14.0", "15.0"})
    void whatIsServedIsRead(String version) throws Exception {
        ClusterSnapshot served = Everything.of(Release.parse(version));
        try (FakeAxl axl = service(served).start()) {
            AxlOutcome.Read read = whole(axl, b -> b.details(Duration.ofMillis(1), ObjectKind.values()));

            assertThat(read.problems()).extracting(Problem::toString).isEmpty();
            AxlVersion schema = AxlVersion.of(version).orElseThrow();
            Shapes shapes = Shapes.read();
            for (ObjectKind kind : ObjectKind.values()) {
                if (kind.axlType().isEmpty()) {
                    assertThat(read.snapshot().knows(kind)).as(kind.label()).isFalse();
                    continue;
                }
                ObjectShape shape = shapes.find(kind.axlType().get()).orElseThrow();
                assertThat(read.snapshot().all(kind))
                        .map(Everything::told)
                        .as(kind.label())
                        .containsExactlyElementsOf(served.all(kind).stream()
                                .map(object -> Everything.told(Everything.in(schema, shape, object)))
                                .toList());
            }
            assertThat(read.snapshot().release()).isEqualTo(served.release());
            assertThat(read.snapshot().enterpriseParameters()).isEqualTo(served.enterpriseParameters());
            assertThat(read.snapshot().featureParameters()).isEqualTo(served.featureParameters());
            assertThat(axl.sessions()).isEqualTo(1);
            assertThat(axl.requests())
                    .as("every request is of the schema")
                    .allSatisfy(request -> assertThat(request.operation()).matches("(get|list)[A-Z].*"))
                    .filteredOn(request -> request.status() != 599)
                    .filteredOn(request -> !request.objection().startsWith("Item not valid"))
                    .extracting(FakeAxl.Request::objection)
                    .containsOnly("");
        }
    }

    @Test
    void withoutDetailsWhatListsHaveIsRead() throws Exception {
        ClusterSnapshot served = Everything.of(Release.parse("15.0"));
        try (FakeAxl axl = service(served).start()) {
            AxlOutcome.Read read = whole(axl, b -> b);
            for (ObjectKind kind : List.of(ObjectKind.PHONE, ObjectKind.USER, ObjectKind.DEVICE_PROFILE)) {
                assertThat(read.snapshot().all(kind))
                        .hasSize(3)
                        .allSatisfy(object -> Everything.offered(kind)
                                .forEach(field -> assertThat(object.knows(field))
                                        .as("%s %s", kind, field)
                                        .isEqualTo(field.isListed())));
            }
        }
    }

    @Test
    void aBusyClusterIsAskedAgainAndALargeAnswerInParts() throws Exception {
        ClusterSnapshot served = Everything.of(Release.parse("14.0"));
        try (FakeAxl axl = service(served).mostRows(1).start()) {
            axl.meetNext(FakeAxl.Trouble.UNAVAILABLE, FakeAxl.Trouble.THROTTLED);
            AxlOutcome.Read read = whole(axl, b -> b);
            assertThat(read.problems()).isEmpty();
            assertThat(read.snapshot().all(ObjectKind.PHONE)).hasSize(3);
            assertThat(axl.requests())
                    .extracting(FakeAxl.Request::objection)
                    .anyMatch(each -> each.startsWith("Query request too large. Total rows matched: 2 rows"));
        }
    }

    @Test
    void aWrongPasswordIsTriedOnceAndNeverTold() throws Exception {
        try (FakeAxl axl = FakeAxl.builder(Everything.of(Release.parse("15.0")))
                .account("reader", "another".toCharArray())
                .tls(tls.server())
                .start()) {
            AxlOutcome outcome = read(axl, b -> b);
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            AxlOutcome.Failed.class,
                            failed -> assertThat(failed.reason()).isEqualTo(AxlOutcome.Reason.DENIED));
            assertThat(outcome.toString()).doesNotContain("Canary");
            assertThat(axl.requests())
                    .hasSize(1)
                    .first()
                    .extracting(FakeAxl.Request::status)
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PAGE", "CUT_SHORT", "FORBIDDEN"})
    void whatIsNoAnswerIsNotHalfRead(String trouble) throws Exception {
        try (FakeAxl axl = service(Everything.of(Release.parse("12.5"))).start()) {
            axl.meetNext(FakeAxl.Trouble.valueOf(trouble));
            assertThat(read(axl, b -> b)).isInstanceOf(AxlOutcome.Failed.class);
        }
    }

    @Test
    void aKindThatNobodyKnowsIsAProblemAndTheOthersAreRead() throws Exception {
        ClusterSnapshot served = Everything.of(Release.parse("15.0")).toBuilder()
                .unknown(ObjectKind.SRST)
                .build();
        try (FakeAxl axl = service(served).start()) {
            AxlOutcome.Read read = whole(axl, b -> b);
            assertThat(read.problems()).singleElement().asString().contains("listSrst", "nobody knows");
            assertThat(read.snapshot().knows(ObjectKind.SRST)).isFalse();
            assertThat(read.snapshot().knows(ObjectKind.PHONE)).isTrue();
        }
    }

    @Test
    void aStrangerIsNotTrusted() throws Exception {
        try (FakeAxl axl = FakeAxl.builder(Everything.of(Release.parse("15.0")))
                        .account("reader", PASSWORD)
                        .tls(Tls.forLoopback().server())
                        .start();
                AxlClient client = AxlClient.builder(axl.uri(), "reader", PASSWORD)
                        .trust(tls.client())
                        .attempts(1, Duration.ofMillis(1))
                        .build()) {
            assertThat(client.read("everything"))
                    .isInstanceOfSatisfying(
                            AxlOutcome.Failed.class,
                            failed -> assertThat(failed.reason()).isEqualTo(AxlOutcome.Reason.UNREACHABLE));
            assertThat(axl.requests()).isEmpty();
        }
    }
}
