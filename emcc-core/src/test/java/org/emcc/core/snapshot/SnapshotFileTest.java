package org.emcc.core.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.core.configuration.EnterpriseParameters;
import org.emcc.core.configuration.Setting;
import org.emcc.core.id.ClusterId;
import org.emcc.testing.Canary;
import org.emcc.testing.Mutator;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(600) // a guard against a reader that hangs
class SnapshotFileTest {
    private static final String HEAD = "<emccSnapshot version=\"1\" title=\"x\">";

    private static Decoded<ClusterSnapshot> read(String document) {
        return SnapshotFile.decode(document.getBytes(UTF_8));
    }

    private static ClusterSnapshot inside(String parts) {
        Decoded<ClusterSnapshot> decoded = read(HEAD + parts + "</emccSnapshot>");
        return decoded.value().orElseThrow(() -> new AssertionError(decoded.problems()));
    }

    private static List<String> problems(String parts) {
        return read(HEAD + parts + "</emccSnapshot>").problems().stream()
                .map(Problem::toString)
                .toList();
    }

    @Test
    void whatIsWrittenIsReadAgainWithoutAProblem() {
        ClusterSnapshot snapshot = Samples.cluster();
        byte[] document = SnapshotFile.encode(snapshot);
        Decoded<ClusterSnapshot> decoded = SnapshotFile.decode(document);
        assertThat(decoded.problems()).isEmpty();
        assertThat(decoded.value()).contains(snapshot);
        assertThat(SnapshotFile.encode(decoded.value().orElseThrow())).isEqualTo(document);
    }

    @Test
    void everyKindAndFieldGoesThroughTheFile() {
        long seed = Seeds.seed();
        for (int i = 0; i < Seeds.cases(10_000); i++) {
            ClusterSnapshot snapshot = Samples.any(Seeds.random(seed, i));
            assertThat(SnapshotFile.decodeOrThrow(SnapshotFile.encode(snapshot)))
                    .as("seed %d, case %d", seed, i)
                    .isEqualTo(snapshot);
        }
    }

    @Test
    void unknownAbsentValidAndInvalidAreKeptApart() {
        ClusterSnapshot read = inside("<enterpriseParameters><parameter name='Default Geolocation'/>"
                + "<parameter name='Cluster Security Mode'>7</parameter></enterpriseParameters>"
                + "<objects kind='phone'><phone><name>p</name><geoLocationName/>"
                + "<enableExtensionMobility>perhaps</enableExtensionMobility></phone></objects><objects kind='srst'/>");
        EnterpriseParameters enterprise = read.enterpriseParameters();
        assertThat(enterprise.setting(EnterpriseParameters.CLUSTER_ID)).isEqualTo(Setting.<ClusterId>unknown());
        assertThat(enterprise.setting(EnterpriseParameters.DEFAULT_GEOLOCATION)).isEqualTo(Setting.absent());
        assertThat(enterprise.setting(EnterpriseParameters.CLUSTER_SECURITY_MODE))
                .isInstanceOf(Setting.Invalid.class);
        ClusterObject phone = read.all(ObjectKind.PHONE).get(0);
        assertThat(phone.get(PhoneFields.NAME)).isEqualTo(Setting.of("p"));
        assertThat(phone.get(PhoneFields.GEO_LOCATION_NAME)).isEqualTo(Setting.absent());
        assertThat(phone.get(PhoneFields.MODEL)).isEqualTo(Setting.unknown());
        assertThat(phone.get(PhoneFields.ENABLE_EXTENSION_MOBILITY)).isInstanceOf(Setting.Invalid.class);
        assertThat(read.knows(ObjectKind.SRST)).isTrue();
        assertThat(read.knows(ObjectKind.USER)).isFalse();
        assertThat(read.release()).isEqualTo(Setting.unknown());
    }

    @Test
    void theSampleOfTheDocumentationIsReadAndWrittenAsItStands() throws IOException {
        String source = Files.readString(
                Path.of(System.getProperty("basedir", ""), "src/main/java/org/emcc/core/snapshot/SnapshotFile.java"));
        Matcher sample = Pattern.compile("<pre>\\{@code\n(.*?) \\* }</pre>", Pattern.DOTALL)
                .matcher(source);
        assertThat(sample.find()).isTrue();
        String document = sample.group(1).replace(" * ", "");
        Decoded<ClusterSnapshot> decoded = read(document);
        assertThat(decoded.problems()).isEmpty();
        assertThat(new String(SnapshotFile.encode(decoded.value().orElseThrow()), UTF_8))
                .isEqualTo(document);
    }

    @Test
    void whatIsNotKnownIsKeptAndTold() {
        String parts = "\n<objects kind='gizmo'><gizmo><a b='1'>2</a></gizmo></objects>"
                + "\n<objects kind='region'><region><name>r</name>\n<colour>red &amp; blue</colour></region></objects>"
                + "\n<weather>fine</weather>";
        ClusterSnapshot read = inside(parts);
        assertThat(read.others())
                .containsEntry("gizmo", "<gizmo><a b=\"1\">2</a></gizmo>")
                .containsEntry("weather", "fine");
        assertThat(read.all(ObjectKind.REGION).get(0).others()).containsEntry("colour", "red & blue");
        assertThat(problems(parts))
                .containsExactly(
                        "line 2: kind gizmo is not known; its objects are kept as they are",
                        "line 4: field colour of a region is not known; it is kept as it is",
                        "line 5: element weather is not known; it is kept as it is");
        assertThat(SnapshotFile.decodeOrThrow(SnapshotFile.encode(read))).isEqualTo(read);
    }

    @Test
    void whatIsDoubledOrAtTheWrongPlaceIsTold() {
        assertThat(problems("<objects kind='region'><region><name>a</name><name>b</name></region><phone/></objects>"
                        + "<objects kind='region'/>"
                        + "<serviceParameters><parameter name='Allow Proxy'>True</parameter>"
                        + "<parameter name='Allow Proxy'>False</parameter><x/></serviceParameters>"
                        + "<remark> </remark><release><a/></release>"))
                .containsExactly(
                        "line 1: element name is there twice; the first counts",
                        "line 1: element must be region, but is phone; it is not read",
                        "line 1: kind region is there twice; all its objects count",
                        "line 1: parameter Allow Proxy is there twice; the first counts",
                        "line 1: element must be parameter or other, but is x; it is not read",
                        "line 1: remark must not be blank",
                        "line 1: release must have a text only, but has elements; it is not read");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<a/> | the root must be emccSnapshot",
                "<emccSnapshot title='x'/> | version must be a number from 1 on",
                "<emccSnapshot version='1'/> | title of a snapshot must not be blank",
                "<!DOCTYPE emccSnapshot><emccSnapshot version='1' title='x'/> | a DOCTYPE is not allowed here",
                "<emccSnapshot version='1' title='x'> | not well-formed",
                "<emccSnapshot version='1' title='x'>text</emccSnapshot> | a text stands between elements",
                "<emccSnapshot version='1' title='x'><release>&x;</release></emccSnapshot> | entit",
                "<?xml version='1.0' encoding='UTF-16'?><emccSnapshot version='1' title='x'/> | must be UTF-8",
                "'' | the file is empty",
            })
    void whatIsNoSnapshotIsRefusedWithItsPlace(String document, String reason) {
        Decoded<ClusterSnapshot> decoded = read(document);
        assertThat(decoded).isInstanceOf(Decoded.Refused.class);
        assertThat(decoded.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.message()).contains(reason);
            assertThat(problem.where()).startsWith("line ");
        });
        assertThatThrownBy(() -> SnapshotFile.decodeOrThrow(document.getBytes(UTF_8)))
                .isInstanceOf(SnapshotFormatException.class)
                .hasMessageStartingWith("file of a snapshot cannot be read: line ");
    }

    @Test
    void limitsAreKept() {
        assertThat(read(HEAD + "<a>".repeat(70) + "</a>".repeat(70) + "</emccSnapshot>")
                        .problems())
                .extracting(Problem::message)
                .containsExactly("elements are nested deeper than 64");
        assertThat(read(HEAD + "<release>" + "1".repeat(1_048_577) + "</release></emccSnapshot>")
                        .problems())
                .extracting(Problem::message)
                .containsExactly("an element has more than 1048576 characters");
        assertThat(problems("<x/>".repeat(1_500)))
                .hasSize(1_001)
                .last()
                .asString()
                .endsWith("there are more problems, which are not told");
        assertThat(SnapshotFile.decode(new byte[] {'<', (byte) 0xC3, '('}).problems())
                .extracting(Problem::message)
                .containsExactly("the bytes are not UTF-8");
        assertThat(read("\uFEFF" + HEAD + "</emccSnapshot>").value()).isPresent();
    }

    @Test
    void aFailureOfReadingIsTheCallers() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the disk is gone");
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                return read();
            }
        };
        assertThatThrownBy(() -> SnapshotFile.decode(broken))
                .isInstanceOf(IOException.class)
                .hasMessage("the disk is gone");
    }

    @ParameterizedTest
    @CsvSource({
        "password, true",
        "userPassword, true",
        "digestCredentials, true",
        "PIN, true",
        "pinCredentials, true",
        "authenticationString, true",
        "Application User Passwd, true",
        "privateKey, true",
        "sharedSecret, true",
        "x:pwd, true",
        "shippingCode, false",
        "softkeyTemplateName, false",
        "spinning, false",
        "monkey, false"
    })
    void whatHasTheNameOfASecretIsNeitherWrittenNorRead(String name, boolean secret) {
        ClusterSnapshot snapshot = ClusterSnapshot.builder("x")
                .enterpriseParameters(
                        EnterpriseParameters.builder().read(name, Canary.PIN).build())
                .add(ClusterObject.builder(ObjectKind.USER)
                        .read(UserFields.USERID, "alice")
                        .other(name, Canary.PIN)
                        .other("nested", "<a><" + name.replace(" ", "") + ">" + Canary.PIN + "</a></a>")
                        .other("inAttribute", "<a " + name.replace(" ", "") + "='" + Canary.PIN + "'/>")
                        .build())
                .other(name, Canary.PIN)
                .build();
        String document = new String(SnapshotFile.encode(snapshot), UTF_8);
        assertThat(document.contains(Canary.PIN)).isEqualTo(!secret);
        String text = SnapshotDifference.of(ClusterSnapshot.builder("x").build(), snapshot)
                .text();
        assertThat(text.contains(Canary.PIN)).isEqualTo(!secret);
        String foreign = "<objects kind='user'><user><userid>alice</userid><other name='" + name + "'>" + Canary.PIN
                + "</other></user></objects>";
        assertThat(inside(foreign).all(ObjectKind.USER).get(0).others().isEmpty())
                .isEqualTo(secret);
        assertThat(problems(foreign))
                .isEqualTo(
                        secret ? List.of("line 1: " + name + " has the name of a secret; it is left out") : List.of());
    }

    @Test
    void anyBytesGiveASnapshotOrAProblem() {
        byte[] good = SnapshotFile.encode(Samples.cluster());
        long seed = Seeds.seed();
        int read = 0;
        int refused = 0;
        int cases = Seeds.cases(100_000);
        for (int i = 0; i < cases; i++) {
            RandomGenerator random = Seeds.random(seed, i);
            byte[] bytes = Mutator.mutate(good, random);
            Decoded<ClusterSnapshot> decoded = SnapshotFile.decode(bytes);
            if (decoded.value().isPresent()) {
                ClusterSnapshot snapshot = decoded.value().get();
                assertThat(SnapshotFile.decodeOrThrow(SnapshotFile.encode(snapshot)))
                        .as("seed %d, case %d", seed, i)
                        .isEqualTo(snapshot);
                read++;
            } else {
                assertThat(decoded.problems()).as("seed %d, case %d", seed, i).isNotEmpty();
                refused++;
            }
        }
        assertThat(List.of(read, refused)).allMatch(count -> count > cases / 100);
    }

    @Test
    void aLargeFileIsReadOnceAndSharesWhatRepeats() throws IOException {
        int phones = 60_000;
        int users = 100_000;
        Iterator<InputStream> parts = Stream.of(
                        Stream.of(HEAD + "<objects kind='phone'>"),
                        IntStream.range(0, phones)
                                .mapToObj(i -> "<phone><name>SEP" + String.format(java.util.Locale.ROOT, "%012X", i)
                                        + "</name><devicePoolName>dp</devicePoolName><services><item>EM</item></services>"
                                        + "</phone>"),
                        Stream.of("</objects><objects kind='user'>"),
                        IntStream.range(0, users)
                                .mapToObj(i -> "<user><userid>u" + i + "</userid><enableEmcc>true</enableEmcc></user>"),
                        Stream.of("</objects></emccSnapshot>"))
                .flatMap(each -> each)
                .map(text -> (InputStream) new ByteArrayInputStream(text.getBytes(UTF_8)))
                .iterator();
        ClusterSnapshot read =
                SnapshotFile.decodeOrThrow(new SequenceInputStream(Collections.enumeration(list(parts))));
        List<ClusterObject> all = read.all(ObjectKind.PHONE);
        assertThat(all).hasSize(phones);
        assertThat(read.all(ObjectKind.USER)).hasSize(users);
        assertThat(all.get(0).get(PhoneFields.DEVICE_POOL_NAME))
                .isSameAs(all.get(phones - 1).get(PhoneFields.DEVICE_POOL_NAME));
        assertThat(all.get(0).get(PhoneFields.SERVICES))
                .isSameAs(all.get(phones - 1).get(PhoneFields.SERVICES));
    }

    private static List<InputStream> list(Iterator<InputStream> parts) {
        List<InputStream> all = new java.util.ArrayList<>();
        parts.forEachRemaining(all::add);
        return all;
    }
}
