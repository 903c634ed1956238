package org.emcc.core.em;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.emcc.core.Decoded;
import org.emcc.core.id.ServiceAddress;
import org.emcc.testing.Mutator;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UdsCodecTest {
    /** The published sample, as it stands in em-api-and-axl 3.6. */
    private static final String SAMPLE = """
            <clusterUser uri="https://cucm-a1.example.net:8443/cucm-uds/clusterUser?username=mmeyer" version="14.0.1">
              <result found="true" uri="https://cucm-b1.example.net:8443/cucm-uds/user/mmeyer" version="14.0.1"/>
              <homeCluster serversUri="https://cucm-b1.example.net:8443/cucm-uds/servers">cucm-b1.example.net</homeCluster>
              <homeClusterDetails>
                <selfProvisioningSecureMode>false</selfProvisioningSecureMode>
                <adminProvisionMode>false</adminProvisionMode>
              </homeClusterDetails>
            </clusterUser>
            """;

    private static final UdsSource SELF =
            new UdsSource("https://cucm-a1.example.net:8443/cucm-uds/clusterUser?username=mmeyer", "14.0.1");

    private static ClusterUser.Found found() {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("selfProvisioningSecureMode", "false");
        details.put("adminProvisionMode", "false");
        return ClusterUser.Found.builder(SELF, ServiceAddress.of("cucm-b1.example.net"))
                .user(new UdsSource("https://cucm-b1.example.net:8443/cucm-uds/user/mmeyer", "14.0.1"))
                .serversUri(URI.create("https://cucm-b1.example.net:8443/cucm-uds/servers"))
                .details(details)
                .build();
    }

    private static byte[] bytes(String document) {
        return document.getBytes(UTF_8);
    }

    @Test
    void readsAndWritesThePublishedSample() {
        assertThat(UdsCodec.decodeClusterUserOrThrow(bytes(SAMPLE))).isEqualTo(found());
        assertThat(new String(UdsCodec.encode(found()), UTF_8))
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + SAMPLE.replaceAll("\n *", "") + "\n");
    }

    @Test
    void writesWhatItReads() {
        UdsServers servers = new UdsServers(
                new UdsSource("https://a/cucm-uds/servers", "14.0.1"),
                List.of(ServiceAddress.of("cucm-a1.example.net"), ServiceAddress.of("2001:db8::1")));
        UdsVersion version = new UdsVersion(
                new UdsSource("https://a/cucm-uds/version", "14.0.1"),
                "14.0.1",
                Map.of("usersResourceAuthEnabled", "false"));

        assertThat(UdsCodec.decodeServersOrThrow(UdsCodec.encode(servers))).isEqualTo(servers);
        assertThat(UdsCodec.decodeVersionOrThrow(UdsCodec.encode(version))).isEqualTo(version);
        for (ClusterUser user : List.of(
                found(),
                ClusterUser.Found.builder(UdsSource.unsaid(), ServiceAddress.of("b1"))
                        .build(),
                new ClusterUser.NotFound(SELF),
                new ClusterUser.NotFound(UdsSource.unsaid()))) {
            assertThat(UdsCodec.decodeClusterUserOrThrow(UdsCodec.encode(user))).isEqualTo(user);
        }
        assertThat(new String(UdsCodec.encode(version), UTF_8)).isEqualTo("""
                        <?xml version="1.0" encoding="UTF-8"?>
                        <versionInformation uri="https://a/cucm-uds/version" version="14.0.1"><version>14.0.1</version>\
                        <capabilities><usersResourceAuthEnabled>false</usersResourceAuthEnabled></capabilities></versionInformation>
                        """);
    }

    @Test
    void passesOverWhatItDoesNotKnow() {
        ClusterUser user = UdsCodec.decodeClusterUserOrThrow(bytes("""
                <!DOCTYPE clusterUser SYSTEM "http://192.0.2.1/x.dtd">
                <clusterUser later="1">
                  <later><deeper/></later>
                  <homeClusterDetails><later>yes</later><adminProvisionMode/></homeClusterDetails>
                  <homeCluster> b1 </homeCluster>
                  <result found=" true " later="1"><later/></result>
                </clusterUser>
                """));

        assertThat(user).isInstanceOfSatisfying(ClusterUser.Found.class, found -> {
            assertThat(found.homeCluster()).isEqualTo(ServiceAddress.of("b1"));
            assertThat(found.details()).containsExactly(Map.entry("later", "yes"), Map.entry("adminProvisionMode", ""));
            assertThat(found.serversUri()).isEmpty();
            assertThat(found.source()).isEqualTo(UdsSource.unsaid());
            assertThat(found.extras().paths())
                    .containsExactlyInAnyOrder("@later", "later", "result[1]/@later", "result[1]/later");
            assertThat(found.toBuilder(SELF).build().extras())
                    .as("another document has its own")
                    .isEqualTo(MessageExtras.none());
        });
        assertThat(UdsCodec.decodeVersionOrThrow(
                                bytes("<versionInformation><version>15</version></versionInformation>"))
                        .capabilities())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<clusterUser later=\"1\"><result found=\"true\" later=\"2\"/>"
                        + "<homeCluster later=\"3\">b1</homeCluster><homeClusterDetails><a later=\"4\">yes</a>"
                        + "</homeClusterDetails><later>5<deeper/></later></clusterUser>",
                "<clusterUser><result found=\"false\"><later/></result><homeCluster>b1</homeCluster></clusterUser>",
                "<servers later=\"1\"><server later=\"2\">a</server><server>b</server><later/></servers>",
                "<versionInformation><version later=\"1\">15</version><capabilities><a>b</a><a>c</a></capabilities>"
                        + "<later>2</later></versionInformation>"
            })
    void givesBackWhatItDoesNotKnow(String document) {
        byte[] written;
        Object read;
        Object again;
        if (document.startsWith("<clusterUser")) {
            ClusterUser user = UdsCodec.decodeClusterUserOrThrow(bytes(document));
            written = UdsCodec.encode(user);
            read = user;
            again = UdsCodec.decodeClusterUserOrThrow(written);
        } else if (document.startsWith("<servers")) {
            UdsServers servers = UdsCodec.decodeServersOrThrow(bytes(document));
            written = UdsCodec.encode(servers);
            read = servers;
            again = UdsCodec.decodeServersOrThrow(written);
        } else {
            UdsVersion version = UdsCodec.decodeVersionOrThrow(bytes(document));
            written = UdsCodec.encode(version);
            read = version;
            again = UdsCodec.decodeVersionOrThrow(written);
        }
        assertThat(new String(written, UTF_8))
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + document + "\n");
        assertThat(again).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<servers/> | root: the root must be clusterUser",
                "<clusterUser/> | clusterUser/result: the element is missing",
                "<clusterUser><result/></clusterUser> | clusterUser/result/@found: the attribute is missing",
                "<clusterUser><result found='maybe'/></clusterUser> | clusterUser/result/@found: the value must be true or false",
                "<clusterUser><result found='true'/></clusterUser> | clusterUser/homeCluster: the element is missing",
                "<clusterUser><result found='true'/><homeCluster>a b</homeCluster></clusterUser> | clusterUser/homeCluster: host must be",
                "<clusterUser><result found='false'/><result found='true'/></clusterUser> | clusterUser/result: the element must not occur",
                "<clusterUser | line 1"
            })
    void namesWhatIsWrongAndWhere(String document, String problem) {
        Decoded<ClusterUser> decoded = UdsCodec.decodeClusterUser(bytes(document));

        assertThat(decoded.value()).isEmpty();
        assertThat(decoded.problems()).hasSize(1).first().asString().startsWith(problem);
        assertThatThrownBy(() -> UdsCodec.decodeClusterUserOrThrow(bytes(document)))
                .isInstanceOf(EmFormatException.class)
                .hasMessageStartingWith("Not a clusterUser of UDS: " + problem);
    }

    @Test
    void refusesTheOtherTwoLikewise() {
        assertThatThrownBy(() -> UdsCodec.decodeServersOrThrow(bytes("<servers><server>a b</server></servers>")))
                .isInstanceOf(EmFormatException.class)
                .hasMessageStartingWith("Not a list of servers of UDS: servers/server: host must be");
        assertThatThrownBy(() -> UdsCodec.decodeVersionOrThrow(bytes("<versionInformation/>")))
                .isInstanceOf(EmFormatException.class)
                .hasMessage("Not a version of UDS: versionInformation/version: the element is missing");
    }

    @Test
    void valuesNameTheirRules() {
        assertThatThrownBy(() -> ClusterUserQuery.username(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ClusterUserQuery(ClusterUserQuery.Key.EMAIL, "x".repeat(256)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("email");
        assertThatThrownBy(() -> new UdsSource("x".repeat(2049), "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new UdsVersion(UdsSource.unsaid(), "15", Map.of("no name", "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("begin with a letter");
    }

    @Test
    void neverThrowsButItsOneException() {
        List<byte[]> samples = List.of(
                bytes(SAMPLE),
                UdsCodec.encode(new ClusterUser.NotFound(SELF)),
                bytes("<servers uri='x' version='1'><server>a</server><server>b</server></servers>"),
                bytes(
                        "<versionInformation><version>15</version><capabilities><a>b</a></capabilities></versionInformation>"));
        for (int i = 0; i < Seeds.cases(100_000); i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            byte[] document = Mutator.mutate(samples.get(i % samples.size()), random);
            List<Decoded<?>> all = List.of(
                    UdsCodec.decodeClusterUser(document),
                    UdsCodec.decodeServers(document),
                    UdsCodec.decodeVersion(document));
            for (Decoded<?> decoded : all) {
                assertThat(decoded.value().isPresent() || !decoded.problems().isEmpty())
                        .as("seed %d case %d", Seeds.seed(), i)
                        .isTrue();
            }
            UdsCodec.decodeClusterUser(document)
                    .value()
                    .ifPresent(user -> assertThat(UdsCodec.decodeClusterUserOrThrow(UdsCodec.encode(user)))
                            .isEqualTo(user));
        }
    }
}
