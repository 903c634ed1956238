package org.emcc.tftp.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.testing.Mutator;
import org.emcc.testing.Seeds;
import org.emcc.tftp.TftpFormatException;
import org.junit.jupiter.api.Test;

class PhoneConfigurationTest {
    private static final VersionStamp STAMP = VersionStamp.of(Instant.ofEpochSecond(1_795_305_600), new UUID(1, 2));

    /** In the form that the product writes: two spaces, an undeclared prefix, blocks that no document lists. */
    private static final String AS_WRITTEN_BY_THE_PRODUCT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <device  xsi:type="axl:XIPPhone" ctiid="548" uuid="{00000000-0000-0000-0000-000000000001}">
            <fullConfig>true</fullConfig>
            <deviceProtocol>SIP</deviceProtocol>
            <unknownBefore a="1">kept</unknownBefore>
            <devicePool uuid="{00000000-0000-0000-0000-000000000002}">
            <name>Default &amp; more</name>
            <dateTimeSetting><dateTemplate>M/D/Ya</dateTemplate><olsonTimeZone>Europe/Berlin</olsonTimeZone></dateTimeSetting>
            <callManagerGroup><members>
            <member priority="0"><callManager><ports><sipPort>5070</sipPort></ports><processNodeName>10.1.0.10</processNodeName></callManager></member>
            <member priority="1"><callManager><processNodeName></processNodeName></callManager></member>
            <member priority="2"><callManager><processNodeName>cucm2</processNodeName></callManager></member>
            </members></callManagerGroup>
            </devicePool>
            <!-- a comment -->
            <vendorConfig><webAccess>0</webAccess></vendorConfig>
            <loadInformation>sip78xx.12-1-1</loadInformation>
            <versionStamp>{Jan 01 2003 00:00:00}</versionStamp>
            <phoneServices useHTTPS="true"><phoneService type="0"><name>EM</name><url>http://h/e?a=b&amp;EMCC=#EMCC#</url></phoneService></phoneServices>
            </device>
            """;

    @Test
    void keepsWhatItDoesNotKnowInItsPlace() {
        PhoneConfiguration file = PhoneConfiguration.decodeOrThrow(AS_WRITTEN_BY_THE_PRODUCT.getBytes(UTF_8));

        String written = new String(file.encode(), UTF_8);
        // Only the second space before the attributes and the form of an empty element may differ.
        assertThat(written)
                .isEqualTo(AS_WRITTEN_BY_THE_PRODUCT
                        .replace("<device  ", "<device ")
                        .replace("<processNodeName></processNodeName>", "<processNodeName/>"));
        assertThat(PhoneConfiguration.decodeOrThrow(file.encode())).isEqualTo(file);
    }

    @Test
    void viewsWhatTheProductWrites() {
        PhoneConfiguration file = PhoneConfiguration.decodeOrThrow(AS_WRITTEN_BY_THE_PRODUCT.getBytes(UTF_8));

        assertThat(file.devicePool()).contains("Default & more");
        assertThat(file.dateTimeSetting()).contains(new DateTimeSetting("", "M/D/Ya", "", "Europe/Berlin"));
        assertThat(file.callManagers())
                .containsExactly(CallManagerNode.of("10.1.0.10").withSipPort(5070), CallManagerNode.of("cucm2"));
        assertThat(file.loadInformation()).contains("sip78xx.12-1-1");
        assertThat(file.versionStamp()).contains(VersionStamp.of("{Jan 01 2003 00:00:00}"));
        assertThat(file.phoneServices()).containsExactly(new PhoneServiceEntry("EM", "http://h/e?a=b&EMCC=#EMCC#"));
        assertThat(file.srst()).isEmpty();
        assertThat(file.userId()).isEmpty();
        assertThat(file.deviceSecurityMode()).isEmpty();
        assertThat(file.text("vendorConfig", "webAccess")).contains("0");
    }

    @Test
    void writesAHomeFileThatSaysAllItWasTold() {
        SipLine line =
                SipLine.builder(1, "5001").displayName("Ada").label("5001").build();
        PhoneConfiguration home = homeFile(line).build();
        PhoneConfiguration read = PhoneConfiguration.decodeOrThrow(home.encode());

        assertThat(read).isEqualTo(home);
        assertThat(read.deviceProtocol()).contains("SIP");
        assertThat(read.devicePool()).contains("Roaming");
        assertThat(read.dateTimeSetting()).map(DateTimeSetting::olsonTimeZone).contains("Europe/London");
        assertThat(read.callManagers()).containsExactly(CallManagerNode.of(ServiceAddress.of("127.0.0.1", 15060)));
        assertThat(read.srst()).contains(SrstReference.of("Visiting", List.of(ServiceAddress.of("10.2.0.1", 5090))));
        assertThat(read.tvs()).containsExactly(ServiceAddress.of("10.1.0.9"), ServiceAddress.of("10.1.0.8", 12445));
        assertThat(read.lines()).containsExactly(line);
        assertThat(read.lines().get(0).registers()).isTrue();
        assertThat(read.userId()).contains(UserId.of("ada"));
        assertThat(read.phoneServices()).containsExactly(PhoneServiceEntry.extensionMobility("127.0.0.1", 18080));
        assertThat(read.versionStamp())
                .map(VersionStamp::value)
                .get()
                .asString()
                .startsWith("1795305600-");
        assertThat(read.deviceSecurityMode()).hasValue(1);
        assertThat(read.transportLayerProtocol()).hasValue(4);
    }

    @Test
    void writesNoFirmwareAndNoCapfIntoAHomeFile() {
        PhoneConfiguration home = homeFile(SipLine.builder(1, "5001").build()).build();

        for (String absent :
                List.of("loadInformation", "inactiveLoadInformation", "capfAuthMode", "capfList", "certHash")) {
            assertThat(home.text(absent)).as(absent).isEmpty();
        }
        assertThatThrownBy(() -> PhoneConfiguration.homeFile(STAMP).loadInformation("x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("loadInformation");
    }

    @Test
    void namesAllThatAHomeFileLacks() {
        assertThatThrownBy(() -> PhoneConfiguration.homeFile(STAMP).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("callManagerGroup", "line", "user", "phone service");
    }

    @Test
    void writesTheElementsInTheProductsOrder() {
        String own = new String(
                PhoneConfiguration.ownFile(STAMP)
                        .callManager(CallManagerNode.of("cucm1"))
                        .tvs(ServiceAddress.of("cucm1"))
                        .loadInformation("load")
                        .line(SipLine.builder(1, "1").build())
                        .build()
                        .encode(),
                UTF_8);
        int last = -1;
        for (String element : List.of(
                "fullConfig",
                "deviceProtocol",
                "devicePool",
                "callManagerGroup",
                "ethernetPhonePort",
                "processNodeName",
                "srstInfo",
                "connectionMonitorDuration",
                "TVS",
                "sipProfile",
                "sipLines",
                "softKeyFile",
                "loadInformation",
                "versionStamp",
                "deviceSecurityMode",
                "transportLayerProtocol",
                "capfAuthMode",
                "certHash",
                "encrConfig",
                "userId",
                "phoneServices")) {
            int at = own.indexOf("<" + element);
            assertThat(at).as(element).isGreaterThan(last);
            last = at;
        }
    }

    @Test
    void refusesADoctypeAndForeignRoots() {
        for (String document : List.of(
                "<!DOCTYPE device SYSTEM \"file:///etc/passwd\"><device/>",
                "<!DOCTYPE device [<!ENTITY a \"b\">]><device>&a;</device>",
                "<settings/>",
                "",
                "no xml")) {
            assertThat(PhoneConfiguration.decode(document.getBytes(UTF_8)).value())
                    .as(document)
                    .isEmpty();
        }
    }

    @Test
    void readsOtherEncodings() {
        byte[] latin = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><device><userId>\u00fc</userId></device>"
                .getBytes(ISO_8859_1);

        assertThat(PhoneConfiguration.decodeOrThrow(latin).userId()).contains(UserId.of("\u00fc"));
    }

    @Test
    void showsNoContentInItsText() {
        PhoneConfiguration file =
                PhoneConfiguration.decodeOrThrow("<device><sshPassword>canary</sshPassword></device>".getBytes(UTF_8));

        assertThat(file.toString()).doesNotContain("canary");
    }

    @Test
    void throwsNothingElseWhateverItIsGiven() {
        List<byte[]> samples = List.of(
                AS_WRITTEN_BY_THE_PRODUCT.getBytes(UTF_8),
                homeFile(SipLine.builder(1, "5001").build()).build().encode(),
                RedirectFileTest.FULL.encode(),
                new DialRules(List.of(new DialRule("9", "7", "1", "0"))).encode());
        for (int i = 0; i < Seeds.cases(100_000); i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            byte[] broken = Mutator.mutate(samples.get(i % samples.size()), random);
            try {
                if (i % samples.size() == 3) {
                    DialRules rules = DialRules.decodeOrThrow(broken);
                    assertThat(DialRules.decodeOrThrow(rules.encode())).isEqualTo(rules);
                    continue;
                }
                PhoneConfiguration file = PhoneConfiguration.decodeOrThrow(broken);
                file.callManagers();
                file.srst();
                file.tvs();
                file.lines().forEach(SipLine::registers);
                file.dateTimeSetting();
                file.phoneServices();
                file.userId();
                file.versionStamp();
                RedirectFile.from(file, RedirectVocabulary.standard())
                        .value()
                        .ifPresent(r -> assertThat(
                                        RedirectFile.decodeOrThrow(r.encode()).homeTftp())
                                .isEqualTo(r.homeTftp()));
                assertThat(PhoneConfiguration.decode(file.encode()).value())
                        .as("seed %d case %d", Seeds.seed(), i)
                        .isPresent();
            } catch (TftpFormatException expected) {
                assertThat(expected.problems()).isNotEmpty();
            }
        }
    }

    private static PhoneConfiguration.Builder homeFile(SipLine line) {
        return PhoneConfiguration.homeFile(STAMP)
                .devicePool("Roaming")
                .dateTimeSetting(new DateTimeSetting("Home", "D/M/YY", "GMT Standard/Daylight Time", "Europe/London"))
                .callManager(CallManagerNode.of(ServiceAddress.of("127.0.0.1", 15060)))
                .srst(SrstReference.of("Visiting", List.of(ServiceAddress.of("10.2.0.1", 5090))))
                .tvs(ServiceAddress.of("10.1.0.9"))
                .tvs(ServiceAddress.of("10.1.0.8", 12445))
                .line(line)
                .userId(UserId.of("ada"))
                .phoneService(PhoneServiceEntry.extensionMobility("127.0.0.1", 18080));
    }
}
