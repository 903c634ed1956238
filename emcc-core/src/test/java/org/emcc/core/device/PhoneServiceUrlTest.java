package org.emcc.core.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginType;
import org.emcc.core.id.ServiceAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The service URL of emcc-behaviour 2.3. */
class PhoneServiceUrlTest {
    private static final ServiceAddress NODE = ServiceAddress.of("cucm-lon.example.com");
    private static final String PLAIN =
            "http://cucm-lon.example.com:8080/emapp/EMAppServlet?device=#DEVICENAME#&EMCC=#EMCC#";

    @Test
    void theUrlOfTheProcedureIsWrittenSecureAndNot() {
        assertThat(PhoneServiceUrl.extensionMobility(NODE, false)).hasToString(PLAIN);
        assertThat(PhoneServiceUrl.extensionMobility(NODE, true))
                .hasToString("https://cucm-lon.example.com:8443/emapp/EMAppServlet?device=#DEVICENAME#&EMCC=#EMCC#");
        assertThat(PhoneServiceUrl.extensionMobility(ServiceAddress.of("::1", 9443), true))
                .hasToString("https://[::1]:9443/emapp/EMAppServlet?device=#DEVICENAME#&EMCC=#EMCC#");
    }

    @Test
    void theServiceThatChangesPinsAsksForTheDeviceOnly() {
        PhoneServiceUrl url = PhoneServiceUrl.changeCredential(NODE, true);

        assertThat(url)
                .hasToString("https://cucm-lon.example.com:8443/changecredential/ChangeCredentialServlet"
                        + "?device=#DEVICENAME#");
        assertThat(url.path()).isEqualTo(PhoneServiceUrl.CHANGE_CREDENTIAL_PATH);
        assertThat(url.asksForDevice()).isTrue();
        assertThat(url.asksForEmcc()).isFalse();
        assertThat(PhoneServiceUrl.changeCredential(NODE, false).resolve(DeviceName.of("SEP0011AABBCCDD"), true))
                .isEqualTo("http://cucm-lon.example.com:8080/changecredential/ChangeCredentialServlet"
                        + "?device=SEP0011AABBCCDD");
    }

    @Test
    void itsPartsAreKnown() {
        PhoneServiceUrl url = PhoneServiceUrl.parse(PLAIN + "&loginType=SP&x");

        assertThat(url.secure()).isFalse();
        assertThat(url.node()).isEqualTo(ServiceAddress.of("cucm-lon.example.com", 8080));
        assertThat(url.path()).isEqualTo(PhoneServiceUrl.EXTENSION_MOBILITY_PATH);
        assertThat(url.parameters())
                .hasToString("{device=#DEVICENAME#, EMCC=#EMCC#, loginType=SP, x=}")
                .isUnmodifiable();
        assertThat(url.asksForDevice()).isTrue();
        assertThat(url.asksForEmcc()).isTrue();
        assertThat(url.loginType()).contains(LoginType.SP);
        assertThat(PhoneServiceUrl.parse("HTTPS://10.1.0.1").secure()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(LoginType.class)
    void aLoginTypeIsAddedOnce(LoginType type) {
        PhoneServiceUrl url = PhoneServiceUrl.parse(PLAIN).with(type);

        assertThat(url).hasToString(PLAIN + "&loginType=" + type);
        assertThat(url.loginType()).contains(type);
        assertThat(url.loginTypeText()).contains(type.name());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> url.with(type))
                .withMessageStartingWith("phone service URL must have one loginType, but has \"http://");
        assertThat(PhoneServiceUrl.parse("http://a/b").with(type)).hasToString("http://a/b?loginType=" + type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"XX", "uid", "", "UID ", "DN,SP"})
    void aWrongLoginTypeIsKeptAndIsNone(String wrong) {
        String text = PLAIN + "&loginType=" + wrong.replace(" ", "%20");

        assertThat(PhoneServiceUrl.parse(text).loginType()).isEmpty();
        assertThat(PhoneServiceUrl.parse(text).loginTypeText()).contains(wrong.replace(" ", "%20"));
        assertThat(PhoneServiceUrl.parse(PLAIN).loginTypeText()).isEmpty();
    }

    @Test
    void thePhonePutsInItsNameAndWhatItCan() {
        PhoneServiceUrl url = PhoneServiceUrl.parse(PLAIN);
        DeviceName phone = DeviceName.of("SEP0011AABBCCDD");

        assertThat(url.resolve(phone, true))
                .isEqualTo("http://cucm-lon.example.com:8080/emapp/EMAppServlet?device=SEP0011AABBCCDD&EMCC=true");
        assertThat(url.resolve(phone, false)).endsWith("&EMCC=false");
    }

    @ParameterizedTest
    @CsvSource({
        "http://n:8080/emapp/EMAppServlet?device=#DEVICENAME#, true, false",
        "http://n:8080/emapp/EMAppServlet?EMCC=#EMCC#, false, true",
        "http://n:8080/emapp/EMAppServlet?device=SEP1&EMCC=true, false, false",
        "http://n:8080/emapp/EMAppServlet?device=#DEVICENAME#&emcc=#EMCC#, true, false",
        "http://n:8080/emapp/EMAppServlet, false, false"
    })
    void whatIsForgottenIsSeen(String text, boolean device, boolean emcc) {
        assertThat(PhoneServiceUrl.parse(text).asksForDevice()).isEqualTo(device);
        assertThat(PhoneServiceUrl.parse(text).asksForEmcc()).isEqualTo(emcc);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "ftp://a/b",
                "http:/a",
                "http://",
                "http:///a",
                "http://a b/c",
                "http://a/b c",
                "http://a/b?c d",
                "http://a/#b",
                " http://a/b",
                "Application:Cisco/MissedCalls"
            })
    void anotherFormIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PhoneServiceUrl.parse(text))
                .withMessage("phone service URL must be http or https with a host, a path and parameters, but is \""
                        + text + "\"");
    }

    @Test
    void aUrlHasAtMost255Characters() {
        String longest = "http://a/" + "b".repeat(246);

        assertThat(PhoneServiceUrl.parse(longest)).hasToString(longest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PhoneServiceUrl.parse(longest + "b"))
                .withMessage("phone service URL must have at most 255 characters, but has 256");
    }

    @Test
    void aServiceKeepsBothItsUrlsAndKnowsExtensionMobility() {
        PhoneService service = PhoneService.builder("EM", PLAIN)
                .secureUrl("https://n:8443/x")
                .enterpriseSubscription(true)
                .build();

        assertThat(service.toBuilder().build()).isEqualTo(service).hasSameHashCodeAs(service);
        assertThat(service.isExtensionMobility()).isTrue();
        assertThat(service.secureUrl()).contains("https://n:8443/x");
        PhoneService other = new PhoneService("EM", "Application:Cisco/MissedCalls");
        assertThat(other.isExtensionMobility()).isFalse();
        assertThat(other.secureUrl()).isEmpty();
        assertThat(other.enterpriseSubscription()).isFalse();
        assertThat(other).isNotEqualTo(service);
        assertThat(new PhoneService("EM", PLAIN)).isNotEqualTo(service);
    }
}
