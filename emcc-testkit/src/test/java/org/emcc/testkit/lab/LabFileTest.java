package org.emcc.testkit.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.user.Pin;
import org.emcc.testing.Canary;
import org.emcc.testing.Mutator;
import org.emcc.testing.Seeds;
import org.emcc.testkit.fixture.Addresses;
import org.emcc.testkit.fixture.Company;
import org.emcc.testkit.fixture.SipOver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabFileTest {
    static final String WHOLE = """
            # two clusters of one company
            control 0            # any port
            seed -7

            ready NYC
              base-devices 2

            cluster PAR cucm-par.example.com
              release 14.0(1)SU3
              security mixed
              protocol SIP
              ports em=0 tftp=0 sip=0 sccp=0
              site "Paris Sud" FR
                clock Europe/Paris D/M/Y "Central Europe Standard/Daylight Time"
                emergency css-emergency-FR 112 15 17 18
                phone SEP00AA11BB0001
                phone SEP00AA11BB0002 SCCP
                phones SEP00AA11BB1000 3
              site Lyon FR
              user claire 71935518029 33155550100 "Claire Curie"
            """;

    private static LabFile read(String text) {
        Decoded<LabFile> read = LabFile.decode(text);
        assertThat(read.problems()).isEmpty();
        return read.value().orElseThrow();
    }

    @Test
    void everyWordIsTaken() {
        LabFile file = read(WHOLE);
        assertThat(file.seed()).isEqualTo(-7);
        assertThat(file.controlPort()).hasValue(0);
        assertThat(file.ports()).containsOnlyKeys(ClusterId.of("PAR"));
        assertThat(file.companies()).extracting(Company::toString).containsExactly("Company[NYC]", "Company[PAR]");
        Company paris = file.companies().get(1);
        assertThat(paris.pins()).containsEntry(UserId.of("claire"), Pin.of("71935518029"));
        assertThat(paris.sites().get(0).emergencyNumbers()).containsExactly("112", "15", "17", "18");
        ServiceAddress somewhere = ServiceAddress.of("127.0.0.1", 1);
        ClusterConfiguration made = paris.configuration(
                new Addresses(somewhere, somewhere, somewhere),
                List.of(file.companies().get(0)));
        assertThat(made.settings().release()).hasToString("14.0(1)SU3");
        assertThat(made.settings().securityMode()).isEqualTo(ClusterSecurityMode.MIXED);
        assertThat(made.phones().values())
                .extracting(phone -> phone.name() + " " + phone.protocol())
                .containsExactly(
                        "SEP00AA11BB0001 " + DeviceProtocol.SIP,
                        "SEP00AA11BB0002 " + DeviceProtocol.SCCP,
                        "SEP00AA11BB1000 " + DeviceProtocol.SIP,
                        "SEP00AA11BB1001 " + DeviceProtocol.SIP,
                        "SEP00AA11BB1002 " + DeviceProtocol.SIP);
        assertThat(made.settings().devicePools().get(1).dateTimeGroup().olsonTimeZone())
                .isEqualTo("Europe/Paris");
        assertThat(file.toString()).doesNotContain(Canary.PIN);
    }

    @Test
    void aLabOfReadyClustersIsTwoLines() {
        LabFile file = read("ready TYO\r\nready LON");
        assertThat(file.companies()).extracting(company -> company.id().value()).containsExactly("TYO", "LON");
        assertThat(file.controlPort()).isEmpty();
        assertThat(LabFile.standard().companies()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "sit Paris FR | line 3: the first word must be control, seed, direct, remote, certificates, ready",
                "ready PAR | line 3: a ready cluster must be NYC, LON or TYO, but is PAR",
                "ready NYC | line 3: a cluster must be there once, but NYC is there twice",
                "cluster PAR | line 3: cluster must be followed by a cluster ID and the name of its node and nothing else",
                "cluster PAR par.example.com | line 3: cluster PAR must have at least one site",
                "cluster PAR no_host | line 3: host name of a node must have 1 to 64 letters, digits, dots and hyphens",
                "clock Europe/Paris D/M/Y x | line 3: clock must stand below a site",
                "base-devices many | line 3: number of base devices must be a whole number, but is many",
                "base-devices 30001 | line 3: number of base devices must be from 0 to 30000, but is 30001",
                "protocol H323 | line 3: protocol must be sip or sccp, but is H323",
                "security none | line 3: security must be nonsecure or mixed, but is none",
                "ports em=70000 | line 3: port must be from 0 to 65535, but is 70000",
                "ports http=1 | line 3: ports must be em=, pages=, tftp=, files=, sip=, sip-udp=, sip-tls= or sccp= and a port, but are http=1",
                "ports em=1 em=2 | line 3: the port of a service must be there once, but that of em is there twice",
                "site Paris | line 3: site must be followed by a name and a country and nothing else",
                "site Paris FRANCE | line 3: ",
                "user ann 71935518029 | line 3: user must be followed by a user ID, a PIN, a number and a name and nothing else",
                "user ann 71935518029 1 ~Ann | line 3: a quotation mark must have a second one on the same line",
                "user nora 71935518022 1 Nora | line 3: cluster LON has a user nora already",
                "control 1 2 3 | line 3: control must be followed by a port and perhaps the file of a token",
                "certificates | line 3: certificates must be followed by a directory and perhaps the file of a password",
                "phone SEP00AA11BB0001 | line 3: phone must stand below a site",
                "direct now | line 3: direct must be followed by nothing",
                "remote SYD | line 3: remote must be followed by a cluster ID, the name of its node, and where its EM service listens",
                "remote SYD syd.example.com 127.0.0.1:x | line 3: ",
                "remote LON syd.example.com 127.0.0.1:1 | line 3: a cluster must be there once, but LON is there twice",
                "sip TLS | line 3: sip must be tcp or udp, but is TLS",
                "pages http | line 3: pages must be plain or secure, but is http",
                "files ftp | line 3: files must be http or signed, but is ftp",
                "expired yes | line 3: expired must be followed by nothing",
                "users worker 0 71935518029 1 | line 3: number of users must be from 1 to 30000, but is 0",
                "users worker 2 71935518029 x | line 3: first number must have 1 to 15 digits and nothing else",
                "seed x | line 3: seed must be a whole number, but is x",
                "site London GB | line 3: cluster LON has a site London already",
            })
    void aWrongLineIsNamedWithItsRule(String line, String expected) {
        Decoded<LabFile> read = LabFile.decode("ready NYC\nready LON\n" + line.replace('~', '"'));
        assertThat(read.value()).isEmpty();
        Problem first = read.problems().get(0);
        assertThat(first.where() + ": " + first.message()).startsWith(expected.strip());
    }

    @Test
    void allWrongLinesAreToldButNotMoreThanTen() {
        assertThat(LabFile.decode("ready X\nseed y\nready NYC").problems())
                .extracting(Problem::where)
                .containsExactly("line 1", "line 2", "the text");
        assertThat(LabFile.decode("wrong\n".repeat(1_000)).problems()).hasSize(10);
        assertThat(LabFile.decode("#".repeat(LabFile.LONGEST + 1)).problems())
                .extracting(Problem::message)
                .containsExactly("must have at most 1048576 characters, but has 1048577");
        String many = """
                ready NYC
                ready LON
                cluster PAR par.example.com
                site Paris FR
                phones SEP00AA11000000 30000
                phones SEP00AA12000000 30000
                phone SEP00AA13000000
                """;
        assertThat(LabFile.decode(many).problems())
                .extracting(Problem::message)
                .containsExactly("a lab must have at most 60000 phones");
    }

    @Test
    void whatClustersMustNotShareIsToldWithTheLineOfTheSecond() {
        String shared = """
                ready LON
                cluster PAR cucm-lon.example.com
                  site Paris FR
                    phone SEP00AA11BB0001
                    phone SEP0011AABBCCD1
                    phones SEP0011AABBCCD2 2
                ready NYC
                """;
        assertThat(LabFile.decode(shared).problems())
                .extracting(problem -> problem.where() + ": " + problem.message())
                .containsExactly(
                        "line 2: clusters of a lab must not share a node name, but two have cucm-lon.example.com",
                        "line 5: clusters of a lab must not share a phone, but two have SEP0011AABBCCD1",
                        "line 6: clusters of a lab must not share a phone, but two have SEP0011AABBCCD2",
                        "line 6: clusters of a lab must not share a phone, but two have SEP0011AABBCCD3");
        assertThat(LabFile.decode("ready NYC").problems())
                .containsExactly(new Problem("the text", "a lab must have at least two clusters, but has one"));
        assertThat(LabFile.decode("direct\nready NYC\nready LON\nports em=0").problems())
                .containsExactly(new Problem("line 4", "a direct lab must leave its ports to the system"));
    }

    @Test
    void whatPhonesDoAndWhatIsAmissIsTaken() {
        LabFile file = read("""
                direct
                remote SYD cucm-syd.example.com 127.0.0.1:8443
                ready NYC
                  without-import
                  expired
                  sip UDP
                  pages plain
                  files http
                ready LON
                  without-exchange
                  files signed
                  pages secure
                cluster PAR cucm-par.example.com
                  security mixed
                  site Paris FR
                    phone SEP00AA11BB0001 SECURE
                    phones SEP00AA11BB1000 2 SECURE
                  users worker 3 71935518029 0099
                """);
        Company newYork = file.companies().get(0);
        assertThat(newYork.sipOver()).isEqualTo(SipOver.UDP);
        assertThat(newYork.plainPages()).isTrue();
        assertThat(newYork.httpFiles()).isTrue();
        assertThat(newYork.signedFiles()).isFalse();
        assertThat(file.companies().get(1).signedFiles()).isTrue();
        assertThat(file.companies().get(1).plainPages()).isFalse();
        Company paris = file.companies().get(2);
        assertThat(paris.signedFiles()).isTrue();
        assertThat(paris.pins()).containsOnlyKeys(UserId.of("worker1"), UserId.of("worker2"), UserId.of("worker3"));
        ServiceAddress somewhere = ServiceAddress.of("127.0.0.1", 1);
        ClusterConfiguration made =
                paris.configuration(new Addresses(somewhere, somewhere, somewhere), List.of(newYork));
        assertThat(made.phones().values()).hasSize(3).allMatch(phone -> phone.security() == PhoneSecurity.SECURE);
        assertThat(made.profiles().values())
                .extracting(profile -> profile.lines().get(0).number())
                .containsExactlyInAnyOrder("0099", "0100", "0101");
        try (EmccLab lab = file.builder().start()) {
            assertThat(lab.cluster("PAR").configuration().settings().remoteClusters())
                    .extracting(remote -> remote.id().value())
                    .containsExactly("NYC", "LON", "SYD");
            assertThat(lab.trace().asText()).contains("forgets to import", "has no part in the exchange");
        }
    }

    @Test
    void theLastWordAboutPagesCounts() {
        LabFile file = read("""
                ready NYC
                  pages plain
                  pages secure
                ready LON
                  pages secure
                  pages plain
                """);
        assertThat(file.companies()).extracting(Company::plainPages).containsExactly(false, true);
    }

    @Test
    void secretsStandInFilesOfTheirOwn() {
        LabFile file = read("control 0 \"my token\"\ncertificates \"my shared\" password.txt\nready NYC\nready LON");
        assertThat(file.controlToken()).contains(Path.of("my token"));
        assertThat(read("control 0\nready NYC\nready LON").controlToken()).isEmpty();
        assertThat(LabFile.decode("certificates a\ncertificates b\nready NYC\nready LON")
                        .problems())
                .containsExactly(new Problem("line 2", "certificates must be there once, but is there twice"));
    }

    @Test
    void noTextDoesMoreThanToBeRefused() {
        byte[] whole = WHOLE.getBytes(StandardCharsets.UTF_8);
        Set<Boolean> outcomes = new HashSet<>();
        int cases = Seeds.cases(100_000);
        for (int i = 0; i < cases; i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            String text = new String(Mutator.mutate(whole, random), StandardCharsets.UTF_8);
            Decoded<LabFile> read;
            try {
                read = LabFile.decode(text);
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + Seeds.seed() + ", case " + i + ":\n" + text, e);
            }
            outcomes.add(read.value().isPresent());
            assertThat(read.problems())
                    .as("seed %d, case %d", Seeds.seed(), i)
                    .hasSizeLessThanOrEqualTo(10)
                    .allMatch(problem -> (problem.where().startsWith("line ")
                                    || problem.where().equals("the text"))
                            && !problem.message().equals("null"));
        }
        assertThat(outcomes).containsExactlyInAnyOrder(true, false);
    }
}
