package org.emcc.tftp.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.emcc.core.id.ServiceAddress;
import org.junit.jupiter.api.Test;

class RedirectFileTest {
    static final RedirectFile FULL = RedirectFile.builder()
            .homeTftp(1, ServiceAddress.of("10.1.0.5"))
            .homeTftp(2, ServiceAddress.of("2001:db8::5", 1069))
            .homeTftp(3, ServiceAddress.of("10.1.0.6", 1069))
            .visitingLogout(URI.create("http://10.2.0.5:8080/emapp/EMAppServlet?device=SEP0011AABBCCDD&doLogout=true"))
            .versionStamp(VersionStamp.of("1795305600-x"))
            .tvs(ServiceAddress.of("10.2.0.9"))
            .build();

    @Test
    void saysWhereToGoAndWhereToLogOut() {
        assertThat(new String(FULL.encode(), UTF_8))
                .contains("<fullConfig>false</fullConfig><emccMode>true</emccMode>")
                .contains("<tempTftpAddress1>10.1.0.5</tempTftpAddress1>")
                .contains("<tempTftpAddress2>[2001:db8::5]:1069</tempTftpAddress2>")
                .contains("<tempTftpAddress3>10.1.0.6:1069</tempTftpAddress3>")
                .contains("<tempTftpAddress4/>")
                .contains("doLogout=true</visitingLogoutURI>")
                .contains("<encrConfig>false</encrConfig>")
                .doesNotContain("loadInformation", "capf", "sipLines");
        assertThat(RedirectFile.decodeOrThrow(FULL.encode())).isEqualTo(FULL);
        assertThat(FULL.toBuilder().build()).isEqualTo(FULL);
    }

    @Test
    void writesAPortOnlyWhereItIsNotTheDefault() {
        RedirectFile redirect = RedirectFile.builder()
                .homeTftp(List.of(ServiceAddress.of("10.1.0.5", 69)))
                .build();

        assertThat(redirect.toConfiguration(RedirectVocabulary.standard()).text("tempTftpAddress1"))
                .contains("10.1.0.5");
    }

    @Test
    void readsAnySubset() {
        RedirectFile read = RedirectFile.decodeOrThrow("<device><emccMode>true</emccMode></device>".getBytes(UTF_8));
        assertThat(read.homeTftp()).isEmpty();
        assertThat(read.visitingLogout()).isEmpty();

        var odd = RedirectFile.decode(
                "<device><tempTftpAddress4>h</tempTftpAddress4><tempTftpAddress1>not an address</tempTftpAddress1><visitingLogoutURI>:::</visitingLogoutURI></device>"
                        .getBytes(UTF_8));
        assertThat(odd.value().orElseThrow().homeTftp(4)).contains(ServiceAddress.of("h"));
        assertThat(odd.problems()).hasSize(2);
    }

    @Test
    void takesItsNamesFromTheVocabulary() {
        RedirectVocabulary other = RedirectVocabulary.standard()
                .withEmccMode("mode")
                .withTempTftpAddress("tftp")
                .withVisitingLogoutUri("logout");
        PhoneConfiguration file = FULL.toConfiguration(other);

        assertThat(file.text("tftp1")).contains("10.1.0.5");
        assertThat(RedirectFile.from(file, other).value()).contains(FULL);
        assertThat(RedirectFile.isRedirect(file, RedirectVocabulary.standard())).isFalse();
    }

    @Test
    void knowsAnOrdinaryFileIsNone() {
        PhoneConfiguration own =
                PhoneConfiguration.ownFile(VersionStamp.of("1")).build();

        assertThat(RedirectFile.decode(own.encode()).value()).isEmpty();
        assertThat(own.full()).isTrue();
        assertThat(FULL.toConfiguration(RedirectVocabulary.standard()).full()).isFalse();
    }

    @Test
    void theDefaultPortIsNotKept() {
        RedirectFile file = RedirectFile.builder()
                .homeTftp(List.of(ServiceAddress.of("10.1.0.10", 69), ServiceAddress.of("2001:db8::5", 69)))
                .build();

        assertThat(file.homeTftp()).containsExactly(ServiceAddress.of("10.1.0.10"), ServiceAddress.of("2001:db8::5"));
        assertThat(RedirectFile.decodeOrThrow(file.encode())).isEqualTo(file);
    }
}
