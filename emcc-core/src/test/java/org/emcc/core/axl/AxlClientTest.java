package org.emcc.core.axl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.emcc.core.axl.ScriptedCluster.fault;
import static org.emcc.core.axl.ScriptedCluster.returned;
import static org.emcc.core.axl.ScriptedCluster.status;
import static org.emcc.core.axl.ScriptedCluster.xml;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.ServiceParameters;
import org.emcc.core.configuration.Setting;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.InterclusterServiceFields;
import org.emcc.core.snapshot.ObjectKind;
import org.emcc.core.snapshot.PhoneFields;
import org.emcc.core.snapshot.UserFields;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@SuppressWarnings("try") // what closing does is what some tests are about
class AxlClientTest {
    private static final String PASSWORD = "canary-8-Xq";
    private static final String BUSY =
            "Maximum AXL Memory Allocation Consumed. Please retry once requests have completed";

    private final List<Duration> pauses = new ArrayList<>();
    private ScriptedCluster cluster;

    @BeforeEach
    void start() throws Exception {
        cluster = new ScriptedCluster();
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private AxlOutcome read(UnaryOperator<AxlClient.Builder> settings) throws InterruptedException {
        AxlClient.Builder builder = AxlClient.builder(cluster.address(), "reader", PASSWORD.toCharArray())
                .pauses(pauses::add);
        try (AxlClient client = settings.apply(builder).build()) {
            AxlOutcome outcome = client.read("NYC");
            assertThat(client + " " + builder + " " + outcome).doesNotContain(PASSWORD);
            return outcome;
        }
    }

    private AxlOutcome.Read whole(UnaryOperator<AxlClient.Builder> settings) throws InterruptedException {
        AxlOutcome outcome = read(settings);
        assertThat(outcome).isInstanceOf(AxlOutcome.Read.class);
        return (AxlOutcome.Read) outcome;
    }

    private AxlOutcome.Failed failed(UnaryOperator<AxlClient.Builder> settings) throws InterruptedException {
        AxlOutcome outcome = read(settings);
        assertThat(outcome).isInstanceOf(AxlOutcome.Failed.class);
        return (AxlOutcome.Failed) outcome;
    }

    private static String partitions(int... numbers) {
        return IntStream.of(numbers)
                .mapToObj(i -> "<routePartition><name>PT" + i + "</name></routePartition>")
                .collect(Collectors.joining());
    }

    private static List<String> names(ClusterSnapshot snapshot, ObjectKind kind) {
        return snapshot.all(kind).stream().map(ClusterObject::name).toList();
    }

    private static List<String> problems(AxlOutcome.Read read) {
        return read.problems().stream()
                .map(each -> each.where() + ": " + each.message())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "'11.5,10.5', 11.5.1.10000(6), 11.5, 11.5.1.10000-6",
        "'15.0,14.0,12.5', 15.0.1.11900(23), 15.0, 15.0.1.11900-23",
        "'15.0,14.0,12.5', 14.0.1.10000(20), 14.0, 14.0.1.10000-20",
        "'10.5', 10.5.2.10000(5), 10.5, 10.5.2.10000-5",
        "'12.5', 15.0.1.11900(23), 12.5, 15.0.1.11900-23",
    })
    void findsTheVersionOut(String accepted, String said, String schema, String release) throws Exception {
        cluster.versions = Set.of(accepted.split(",", -1));
        cluster.release = said;
        AxlOutcome.Read read = whole(b -> b);

        assertThat(read.snapshot().release().value()).hasToString("Optional[" + release + "]");
        assertThat(cluster.asked("listPhone")).singleElement().satisfies(asked -> {
            assertThat(asked.version()).isEqualTo(schema);
            assertThat(asked.body()).contains("http://www.cisco.com/AXL/API/" + schema + "\"");
        });
        assertThat(read.problems()).isEmpty();
    }

    @Test
    void aVersionThatIsStatedIsTheOnlyOne() throws Exception {
        cluster.versions = Set.of("15.0");
        assertThat(failed(b -> b.schema("12.5")).reason()).isEqualTo(AxlOutcome.Reason.UNSUPPORTED);
        assertThat(cluster.asked).hasSize(1);
    }

    @Test
    void noVersionIsSaid() throws Exception {
        cluster.versions = Set.of("9.0");
        assertThat(failed(b -> b).reason()).isEqualTo(AxlOutcome.Reason.UNSUPPORTED);
        assertThat(cluster.asked)
                .extracting(ScriptedCluster.Asked::version)
                .containsExactly("10.5", "11.5", "12.0", "12.5", "14.0", "15.0");
    }

    @Test
    void onlyReads() throws Exception {
        whole(b -> b.details(Duration.ofMillis(1), ObjectKind.values()));
        assertThat(cluster.asked)
                .extracting(ScriptedCluster.Asked::operation)
                .allMatch(operation -> operation.startsWith("get") || operation.startsWith("list"))
                .contains("listPhone", "listUser", "getInterClusterServiceProfile", "listServiceParameter");
    }

    @Test
    void readsPageByPage() throws Exception {
        cluster.on(
                "listRoutePartition",
                returned("listRoutePartition", partitions(1, 2)),
                returned("listRoutePartition", partitions(3)));
        List<String> told = new ArrayList<>();
        AxlOutcome.Read read = whole(b -> b.pageSize(2)
                .progress((kind, objects, pages) -> told.add(kind.element() + " " + objects + " " + pages)));

        assertThat(names(read.snapshot(), ObjectKind.PARTITION)).containsExactly("PT1", "PT2", "PT3");
        assertThat(cluster.asked("listRoutePartition"))
                .extracting(ScriptedCluster.Asked::body)
                .satisfiesExactly(
                        body -> assertThat(body).contains("<skip>0</skip><first>2</first>"),
                        body -> assertThat(body).contains("<skip>2</skip><first>2</first>"),
                        body -> assertThat(body).contains("<skip>3</skip><first>2</first>"));
        assertThat(told).containsExactly("routePartition 2 1", "routePartition 3 2");
    }

    @Test
    void pagesThatRepeatAreNotReadForEver() throws Exception {
        ScriptedCluster.Reply page = returned("listRoutePartition", partitions(1, 2));
        cluster.on("listRoutePartition", page, page, page);
        AxlOutcome.Read read = whole(b -> b);

        assertThat(read.snapshot().knows(ObjectKind.PARTITION)).isFalse();
        assertThat(problems(read))
                .singleElement()
                .asString()
                .contains("listRoutePartition", "only objects of pages before");
        assertThat(cluster.asked("listRoutePartition")).hasSize(2);
    }

    @Test
    void pagesThatOverlapGiveEachOnce_andAnotherOfOneNameStays() throws Exception {
        cluster.on(
                "listRoutePartition",
                returned("listRoutePartition", partitions(1, 2)),
                returned(
                        "listRoutePartition",
                        partitions(2, 3)
                                + "<routePartition><name>PT1</name><description>two</description></routePartition>"));
        assertThat(names(whole(b -> b).snapshot(), ObjectKind.PARTITION)).containsExactly("PT1", "PT2", "PT3", "PT1");
    }

    @Test
    void aKindHasAMost() throws Exception {
        cluster.on("listRoutePartition", returned("listRoutePartition", partitions(1, 2, 3)));
        AxlOutcome.Read read = whole(b -> b.most(2));
        assertThat(read.snapshot().knows(ObjectKind.PARTITION)).isFalse();
        assertThat(problems(read)).singleElement().asString().contains("at most 2");
    }

    @Test
    void asksForFewerWhenItIsTooMuch() throws Exception {
        cluster.on(
                "listRoutePartition",
                fault(
                        -1,
                        "Query request too large. Total rows matched: 900 rows. Suggestive Row Fetch: less than 300 rows"),
                fault(-1, "Query request too large."),
                returned("listRoutePartition", partitions(1)));
        assertThat(names(whole(b -> b.pageSize(1_000)).snapshot(), ObjectKind.PARTITION))
                .containsExactly("PT1");
        assertThat(cluster.asked("listRoutePartition"))
                .extracting(asked -> asked.body().replaceAll(".*<first>(.*)</first>.*", "$1"))
                .containsExactly("1000", "299", "149", "149");
    }

    @Test
    void waitsForABusyCluster() throws Exception {
        cluster.on(
                "listRoutePartition",
                status(503, "busy"),
                fault(-1, BUSY),
                status(503, "busy"),
                returned("listRoutePartition", partitions(1)));
        assertThat(names(whole(b -> b.attempts(4, Duration.ofSeconds(20))).snapshot(), ObjectKind.PARTITION))
                .containsExactly("PT1");
        assertThat(pauses).containsExactly(Duration.ofSeconds(20), Duration.ofSeconds(40), Duration.ofMinutes(1));
    }

    @Test
    void aClusterThatStaysBusyIsLeftInPeace() throws Exception {
        cluster.on("listUser", status(503, ""), fault(-1, BUSY));
        AxlOutcome.Read read = whole(b -> b.attempts(2, Duration.ofSeconds(1)));
        assertThat(problems(read)).singleElement().asString().contains("listUser", "nothing more was asked for");
        assertThat(cluster.asked("listPhone")).as("after it").isEmpty();
        assertThat(read.snapshot().knows(ObjectKind.USER)).isFalse();
        assertThat(read.snapshot().knows(ObjectKind.PHONE_SERVICE)).isTrue();
        assertThat(read.snapshot().serviceParameters()).isEqualTo(ServiceParameters.read(Map.of()));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aWrongPasswordIsTriedOnce(int code) throws Exception {
        cluster.on("getCCMVersion", status(code, "<html>no</html>"));
        AxlOutcome.Failed failed = failed(b -> b);
        assertThat(failed.reason()).isEqualTo(AxlOutcome.Reason.DENIED);
        assertThat(failed.why()).contains("HTTP status " + code, "reader");
        assertThat(cluster.asked).hasSize(1);
        assertThat(pauses).isEmpty();
    }

    @Test
    void aPasswordThatIsChangedMeanwhileIsTriedOnce() throws Exception {
        cluster.on("listUser", status(401, "<html>no</html>"));
        AxlOutcome.Read read = whole(b -> b);
        assertThat(cluster.asked.get(cluster.asked.size() - 1).operation()).isEqualTo("listUser");
        assertThat(problems(read)).singleElement().asString().contains("401");
    }

    @Test
    void sendsNameAndSession() throws Exception {
        cluster.on(
                "getCCMVersion",
                status(599, ""),
                new ScriptedCluster.Reply(
                        200,
                        "text/xml",
                        returned("getCCMVersion", "<componentVersion><version>11.5.1.1(2)</version></componentVersion>")
                                .body(),
                        "JSESSIONID=A1B2; Path=/axl; Secure; HttpOnly"));
        whole(b -> b);
        String basic =
                "Basic " + Base64.getEncoder().encodeToString(("reader:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        assertThat(cluster.asked)
                .extracting(ScriptedCluster.Asked::authorization)
                .containsOnly(basic);
        assertThat(cluster.asked.get(1).cookie()).isEmpty();
        assertThat(cluster.asked.stream().skip(2))
                .extracting(ScriptedCluster.Asked::cookie)
                .containsOnly("JSESSIONID=A1B2");
    }

    @ParameterizedTest
    @CsvSource({
        "200, '<!DOCTYPE html><html>sign in</html>', a page of HTML",
        "200, 'not xml', cannot be read",
        "200, '<a/>', Envelope",
        "302, '', redirects are not followed",
        "404, 'none', but is 404",
    })
    void whatIsNoAnswerIsSaid(int code, String body, String why) throws Exception {
        cluster.on("listUser", new ScriptedCluster.Reply(code, "text/xml", body, ""));
        AxlOutcome.Read read = whole(b -> b);
        assertThat(problems(read))
                .singleElement()
                .asString()
                .startsWith("listUser")
                .contains(why);
        assertThat(read.snapshot().knows(ObjectKind.USER)).isFalse();
        assertThat(read.snapshot().knows(ObjectKind.PHONE)).as("the next").isTrue();
        assertThat(read.snapshot().remarks()).anyMatch(remark -> remark.contains(why));
    }

    @Test
    void nothingIsReadByHalf() throws Exception {
        String page = returned("listRoutePartition", partitions(3, 4)).body();
        cluster.on(
                "listRoutePartition",
                returned("listRoutePartition", partitions(1, 2)),
                xml(page.substring(0, page.length() - 40)));
        AxlOutcome.Read read = whole(b -> b);
        assertThat(read.snapshot().knows(ObjectKind.PARTITION)).isFalse();
        assertThat(problems(read)).singleElement().asString().contains("cannot be read");
    }

    @Test
    void theAnswerToAnotherQuestionIsRefused() throws Exception {
        cluster.on("listRoutePartition", returned("listPhone", ""));
        cluster.on("listCss", returned("listCss", partitions(1)));
        assertThat(problems(whole(b -> b)))
                .satisfiesExactlyInAnyOrder(
                        text -> assertThat(text).contains("listRoutePartitionResponse, but is listPhoneResponse"),
                        text -> assertThat(text).contains("element must be css, but is routePartition"));
    }

    @Test
    void anUnknownReleaseIsSaid() throws Exception {
        cluster.release = "fifteen";
        AxlOutcome.Read read = whole(b -> b);
        assertThat(read.snapshot().release()).isInstanceOf(Setting.Invalid.class);
        assertThat(problems(read)).singleElement().asString().contains("getCCMVersion");
    }

    @Test
    void whatThePasswordIsInIsNotTold() throws Exception {
        cluster.on("listUser", fault(5000, "no " + PASSWORD));
        assertThat(problems(whole(b -> b)))
                .singleElement()
                .asString()
                .doesNotContain(PASSWORD)
                .contains("5000");
    }

    @Test
    void detailsAreReadWhenAskedFor() throws Exception {
        cluster.on(
                "listPhone", returned("listPhone", "<phone><name>SEP1</name></phone><phone><name>SEP2</name></phone>"));
        cluster.on(
                "getPhone",
                returned(
                        "getPhone",
                        "<phone><lines><line><index>1</index><dirn><pattern>100</pattern><routePartitionName/></dirn></line>"
                                + "</lines></phone>"),
                fault(5007, "deleted meanwhile"));
        AxlOutcome.Read read = whole(b -> b.details(Duration.ofMillis(50), ObjectKind.PHONE));

        assertThat(names(read.snapshot(), ObjectKind.PHONE)).containsExactly("SEP1");
        assertThat(read.snapshot().all(ObjectKind.PHONE).get(0).knows(PhoneFields.LINES))
                .isTrue();
        assertThat(pauses).containsExactly(Duration.ofMillis(50), Duration.ofMillis(50));
        assertThat(read.omissions()).noneMatch(each -> each.object().equals("phone"));
        assertThat(read.problems()).isEmpty();
    }

    @Test
    void detailsThatFailStayUnknown() throws Exception {
        cluster.on(
                "listPhone", returned("listPhone", "<phone><name>SEP1</name></phone><phone><name>SEP2</name></phone>"));
        cluster.on("getPhone", fault(5000, "broken"));
        AxlOutcome.Read read = whole(b -> b.details(Duration.ofMillis(50), ObjectKind.PHONE));
        assertThat(names(read.snapshot(), ObjectKind.PHONE)).containsExactly("SEP1", "SEP2");
        assertThat(read.snapshot().all(ObjectKind.PHONE)).noneMatch(each -> each.knows(PhoneFields.LINES));
        assertThat(problems(read)).anyMatch(text -> text.contains("details of 2 of 2 are not known"));
        assertThat(cluster.asked("getPhone")).hasSize(1);
    }

    @Test
    void detailsThatAreNotAskedForAreOmitted() throws Exception {
        AxlOutcome.Read read = whole(b -> b);
        assertThat(read.omissions())
                .anyMatch(each -> each.object().equals("phone") && each.why().contains("lists do not have it"))
                .anyMatch(each -> each.object().equals(ObjectKind.BASE_DEVICE.label()))
                .anyMatch(each -> each.object().equals(ObjectKind.CERTIFICATE.label()))
                .anyMatch(each -> each.field().equals(FeatureParameters.EXPIRED_DEVICE_MAINTENANCE.name()));
        assertThat(cluster.asked("getEmccFeatureConfig")).isEmpty();
    }

    @Test
    void readsTheServicesOfTheProfile() throws Exception {
        cluster.on(
                "getInterClusterServiceProfile",
                returned(
                        "getInterClusterServiceProfile",
                        "<interClusterServiceProfile><interClusterService>EMCC</interClusterService><isActivated>true"
                                + "</isActivated></interClusterServiceProfile>"));
        AxlOutcome.Read read = whole(b -> b);
        assertThat(read.snapshot().all(ObjectKind.INTERCLUSTER_SERVICE))
                .singleElement()
                .satisfies(emcc -> assertThat(emcc.get(InterclusterServiceFields.IS_ACTIVATED))
                        .isEqualTo(Setting.of(true)));
        assertThat(cluster.asked("getInterClusterServiceProfile")).hasSize(6);
    }

    @Test
    void readsParametersByTheNamesOfThePage() throws Exception {
        String row = "<serviceParameter><processNodeName>%s</processNodeName><name>%s</name><service>x</service>"
                + "<value>%s</value></serviceParameter>";
        cluster.on(
                "listServiceParameter",
                returned(
                        "listServiceParameter",
                        row.formatted("n1", "MaxReq", "7")
                                + row.formatted("n2", "MaxReq", "8")
                                + row.formatted("n1", "AdminPassword", "secret")));
        cluster.on(
                "getEmccFeatureConfig",
                returned("getEmccFeatureConfig", "<emccFeatureConfig><value>30</value></emccFeatureConfig>"));
        AxlOutcome.Read read = whole(b -> b.parameterNames(Map.of(
                ServiceParameters.MAXIMUM_CONCURRENT_REQUESTS.name(), "MaxReq",
                FeatureParameters.EXPIRED_DEVICE_MAINTENANCE.name(), "EmccExpire")));

        assertThat(read.snapshot().serviceParameters().setting(ServiceParameters.MAXIMUM_CONCURRENT_REQUESTS))
                .isEqualTo(Setting.of(7));
        assertThat(read.snapshot().serviceParameters().others()).isEmpty();
        assertThat(read.snapshot().featureParameters().expiredDeviceMaintenanceMinutes())
                .isEqualTo(Setting.of(30));
        assertThat(problems(read)).singleElement().asString().contains("another on n2");
    }

    @Test
    void aSilentClusterIsNotWaitedForLong() throws Exception {
        cluster.silent = "getCCMVersion";
        AxlOutcome.Failed failed = failed(b -> b.timeout(Duration.ofMillis(50)));
        assertThat(failed.reason()).isEqualTo(AxlOutcome.Reason.UNREADABLE);
        assertThat(failed.why()).contains("no answer within");
    }

    @Test
    void closeEndsAnExchange() throws Exception {
        cluster.silent = "listUser";
        try (AxlClient client = AxlClient.builder(cluster.address(), "reader", PASSWORD.toCharArray())
                .build()) {
            CompletableFuture<AxlOutcome> reading = reading(client);
            cluster.silence.await();
            client.close();
            assertThat(reading.get(30, TimeUnit.SECONDS))
                    .isEqualTo(new AxlOutcome.Failed(AxlOutcome.Reason.CLOSED, "The client was closed"));
        }
    }

    @Test
    void closeEndsAPause() throws Exception {
        cluster.on("getCCMVersion", status(503, ""));
        try (AxlClient client = AxlClient.builder(cluster.address(), "reader", PASSWORD.toCharArray())
                .attempts(5, Duration.ofHours(1))
                .build()) {
            CompletableFuture<AxlOutcome> reading = reading(client);
            while (cluster.asked.isEmpty()) {
                Thread.onSpinWait();
            }
            client.close();
            assertThat(((AxlOutcome.Failed) reading.get(30, TimeUnit.SECONDS)).reason())
                    .isEqualTo(AxlOutcome.Reason.CLOSED);
            assertThat(((AxlOutcome.Failed) client.read("again")).reason()).isEqualTo(AxlOutcome.Reason.CLOSED);
        }
    }

    private static CompletableFuture<AxlOutcome> reading(AxlClient client) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return client.read("NYC");
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void nobodyThereIsSaid() throws Exception {
        URI address = cluster.address();
        cluster.close();
        try (AxlClient client =
                AxlClient.builder(address, "reader", PASSWORD.toCharArray()).build()) {
            assertThat(client.read("NYC"))
                    .isInstanceOfSatisfying(
                            AxlOutcome.Failed.class,
                            failed -> assertThat(failed.reason()).isEqualTo(AxlOutcome.Reason.UNREACHABLE));
        }
    }

    @Test
    void aListenerThatThrowsEndsTheReading() throws Exception {
        cluster.on("listRoutePartition", returned("listRoutePartition", partitions(1)));
        IllegalStateException mine = new IllegalStateException("mine");
        CountDownLatch done = new CountDownLatch(1);
        try {
            read(b -> b.progress((kind, objects, pages) -> {
                throw mine;
            }));
        } catch (IllegalStateException e) {
            assertThat(e).isSameAs(mine);
            done.countDown();
        }
        assertThat(done.getCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://cucm1.example.com/axl/",
                "ftp://127.0.0.1/axl/",
                "https://me:secret@127.0.0.1/axl/",
                "https:///axl/",
                "axl",
                "https://127.0.0.1/axl/?q=1"
            })
    void anAddressThatIsNotSafeIsRefused(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AxlClient.builder(URI.create(address), "reader", new char[] {'x'}))
                .withMessageStartingWith("address must be")
                .withMessageNotContaining("secret");
    }

    @Test
    void userFieldsOfListsAreAskedForInTheOrderOfTheSchema() throws Exception {
        whole(b -> b);
        String body = cluster.asked("listUser").get(0).body();
        int last = 0;
        for (String name : ObjectKind.USER.fields().stream()
                .filter(field -> field.isListed() && !field.axlPath().isEmpty() && field != UserFields.USERID)
                .map(field -> field.axlPath().split("/", 2)[0])
                .distinct()
                .toList()) {
            int at = body.indexOf("<" + name);
            assertThat(at).as(name).isGreaterThan(last);
            last = at;
        }
    }
}
