package org.emcc.core.em;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginType;
import org.emcc.core.id.UserId;
import org.emcc.core.session.ErrorCode;
import org.emcc.testing.Canary;
import org.emcc.testing.Mutator;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiCodecTest {
    private static final ApiApplication GATEWAY = ApiApplication.password("em-gateway", "s3cret&pass".toCharArray());
    private static final String APP_INFO =
            "<appInfo><appID>em-gateway</appID>" + "<appCertificate>s3cret&amp;pass</appCertificate></appInfo>";
    private static final DeviceName DESK = DeviceName.of("SEP00AA11BB22CC");
    private static final DeviceName LAB = DeviceName.of("SEP00AA11BB22CD");
    private static final UserId MEYER = UserId.of("mmeyer");
    private static final UserId KRANZ = UserId.of("tkranz@example.net");
    private static final ApiCaller PHONE =
            ApiCaller.unknown().withRemoteAddress("10.1.1.11").withViaProxy(true);

    static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.of(
                        ApiRequest.Login.builder(GATEWAY, DESK, MEYER)
                                .profile(DeviceProfileName.of("UDP-mmeyer-8851"))
                                .duration(ExclusiveDuration.minutes(480))
                                .caller(PHONE)
                                .build(),
                        "<request>" + APP_INFO
                                + "<login><deviceName>SEP00AA11BB22CC</deviceName><userID>mmeyer</userID>"
                                + "<deviceProfile>UDP-mmeyer-8851</deviceProfile>"
                                + "<exclusiveDuration><time>480</time></exclusiveDuration>"
                                + "<remoteIPAddr>10.1.1.11</remoteIPAddr><isViaHeaderSet>true</isViaHeaderSet></login></request>"),
                Arguments.of(
                        ApiRequest.Login.builder(GATEWAY, DESK, MEYER)
                                .duration(ExclusiveDuration.indefinite())
                                .build(),
                        "<request>" + APP_INFO
                                + "<login><deviceName>SEP00AA11BB22CC</deviceName><userID>mmeyer</userID>"
                                + "<exclusiveDuration><indefinite/></exclusiveDuration></login></request>"),
                Arguments.of(
                        new ApiRequest.Logout(
                                ApiApplication.of("CCMSysUser", ApiApplication.Form.ENCRYPTED, "0a1b".toCharArray()),
                                DESK,
                                ApiCaller.unknown()),
                        "<request><appInfo><appID>CCMSysUser</appID><appEncryptedCertificate>0a1b</appEncryptedCertificate>"
                                + "</appInfo><logout><deviceName>SEP00AA11BB22CC</deviceName></logout></request>"),
                Arguments.of(
                        new ApiRequest.LogoutAll(GATEWAY, ApiCaller.unknown()),
                        "<request>" + APP_INFO + "<logoutAll/></request>"),
                Arguments.of(
                        ApiRequest.DeviceUserQuery.builder(GATEWAY, List.of(DESK, LAB))
                                .loginType(LoginType.SP)
                                .caller(ApiCaller.unknown().withRemoteAddress("10.1.1.11"))
                                .build(),
                        "<query>" + APP_INFO + "<deviceUserQuery><deviceName>SEP00AA11BB22CC</deviceName>"
                                + "<deviceName>SEP00AA11BB22CD</deviceName><loginType>SP</loginType>"
                                + "<remoteIPAddr>10.1.1.11</remoteIPAddr></deviceUserQuery></query>"),
                Arguments.of(
                        new ApiRequest.UserDevicesQuery(GATEWAY, List.of(MEYER, KRANZ), ApiCaller.unknown()),
                        "<query>" + APP_INFO
                                + "<userDevicesQuery><userID>mmeyer</userID><userID>tkranz@example.net</userID>"
                                + "</userDevicesQuery></query>"),
                Arguments.of(
                        new ApiRequest.CheckUser(GATEWAY, List.of(MEYER), PHONE),
                        "<query>" + APP_INFO
                                + "<checkUser><userID>mmeyer</userID><remoteIPAddr>10.1.1.11</remoteIPAddr>"
                                + "<isViaHeaderSet>true</isViaHeaderSet></checkUser></query>"),
                Arguments.of(
                        new ApiRequest.DeviceProfileQuery(GATEWAY, List.of(MEYER), ApiCaller.unknown()),
                        "<query>" + APP_INFO
                                + "<deviceProfileQuery><userID>mmeyer</userID></deviceProfileQuery></query>"));
    }

    static Stream<Arguments> responses() {
        return Stream.of(
                Arguments.of(new ApiResponse.Success(), "<response><success/></response>"),
                Arguments.of(
                        new ApiResponse.Failure(ErrorCode.of(18), "Another user logged in"),
                        "<response><failure><error code=\"18\">Another user logged in</error></failure></response>"),
                Arguments.of(
                        new ApiResponse.DeviceUsers(List.of(
                                new ApiResponse.Device(
                                        DESK,
                                        true,
                                        ApiResponse.Somebody.of(MEYER),
                                        ApiResponse.Somebody.of(KRANZ),
                                        ApiResponse.EmccDevice.NO),
                                new ApiResponse.Device(
                                        LAB,
                                        true,
                                        ApiResponse.Somebody.none(),
                                        ApiResponse.Somebody.none(),
                                        ApiResponse.EmccDevice.YES),
                                new ApiResponse.Device(
                                        LAB,
                                        true,
                                        ApiResponse.Somebody.none(),
                                        ApiResponse.Somebody.nothing(),
                                        ApiResponse.EmccDevice.UNSAID),
                                ApiResponse.Device.unknown(DeviceName.of("SEPFFFFFFFFFFFF")))),
                        "<response><deviceUserResults><device name=\"SEP00AA11BB22CC\"><userID>mmeyer</userID>"
                                + "<lastlogin>tkranz%40example.net</lastlogin><emccDevice>no</emccDevice></device>"
                                + "<device name=\"SEP00AA11BB22CD\"><none/><none/><emccDevice>yes</emccDevice></device>"
                                + "<device name=\"SEP00AA11BB22CD\"><none/></device>"
                                + "<device name=\"SEPFFFFFFFFFFFF\"><doesNotExist/></device></deviceUserResults></response>"),
                Arguments.of(
                        new ApiResponse.UserDevices(List.of(
                                new ApiResponse.Places(MEYER, true, List.of(DESK, LAB)),
                                new ApiResponse.Places(KRANZ, true, List.of()),
                                new ApiResponse.Places(UserId.of("ghost"), false, List.of()))),
                        "<response><userDevicesResults><user id=\"mmeyer\"><deviceName>SEP00AA11BB22CC</deviceName>"
                                + "<deviceName>SEP00AA11BB22CD</deviceName></user>"
                                + "<user id=\"tkranz%40example.net\"><none/></user>"
                                + "<user id=\"ghost\"><doesNotExist/></user></userDevicesResults></response>"),
                Arguments.of(
                        new ApiResponse.CheckedUsers(
                                List.of(new ApiResponse.Checked(KRANZ, true), new ApiResponse.Checked(MEYER, false))),
                        "<response><checkUserResults><user id=\"tkranz%40example.net\">"
                                + "<exists>tkranz%40example.net</exists></user><user id=\"mmeyer\"/>"
                                + "</checkUserResults></response>"),
                Arguments.of(
                        new ApiResponse.DeviceProfiles(List.of(
                                ApiResponse.Profiles.of(
                                        MEYER,
                                        List.of(new ApiResponse.Profile(
                                                DeviceProfileName.of("UDP-mmeyer-8851"), true))),
                                ApiResponse.Profiles.failed(
                                        UserId.of("ghost"),
                                        new ApiResponse.Failure(ErrorCode.of(23), "User not found")))),
                        "<response><deviceProfileResults><user id=\"mmeyer\"><deviceProfile>"
                                + "<deviceProfileName>UDP-mmeyer-8851</deviceProfileName>"
                                + "<isDefaultDeviceProfile>t</isDefaultDeviceProfile></deviceProfile></user>"
                                + "<user id=\"ghost\"><failure><error code=\"23\">User not found</error></failure></user>"
                                + "</deviceProfileResults></response>"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void requestsAreWrittenInTheOrderOfTheDtdAndReadBack(ApiRequest request, String document) {
        assertThat(new String(ApiCodec.encode(request), UTF_8)).isEqualTo(document);
        assertThat(ApiCodec.decodeRequest(document.getBytes(UTF_8))).isEqualTo(Decoded.ok(request));
        assertThat(request.toString()).contains(request.application().appId()).doesNotContain("s3cret", "0a1b");
    }

    @ParameterizedTest
    @MethodSource("responses")
    void responsesAreWrittenAsServersSendThemAndReadBack(ApiResponse response, String document) {
        assertThat(new String(ApiCodec.encode(response), UTF_8)).isEqualTo(document);
        assertThat(ApiCodec.decodeResponse(document.getBytes(UTF_8), ApiCodec.UserIds.ESCAPED))
                .isEqualTo(Decoded.ok(response));
    }

    private static ApiResponse response(String document) {
        return ApiCodec.decodeResponse(document.getBytes(UTF_8), ApiCodec.UserIds.ESCAPED)
                .value()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?xml version=\"1.0\"?><response><success/></response>",
                "<!DOCTYPE response SYSTEM \"http://node:8080/emservice/jsp/Login.dtd\"><response><success/></response>",
                "\n <response> <future><deep/></future> <success/> </response>"
            })
    void whatComesWithAResponseIsPassedOver(String document) {
        assertThat(response(document)).isEqualTo(new ApiResponse.Success());
    }

    @Test
    void whatIsNotKnownIsKeptForDiagnosis() {
        Decoded<ApiRequest> request = ApiCodec.decodeRequest(("<request>" + APP_INFO
                        + "<priority>1</priority><logout><deviceName>SEP00AA11BB22CC</deviceName>"
                        + "<reason><code>7</code></reason></logout></request>")
                .getBytes(UTF_8));
        assertThat(request.value()).contains(new ApiRequest.Logout(GATEWAY, DESK, ApiCaller.unknown()));
        assertThat(request.problems())
                .containsExactly(
                        new Problem("request/priority", "the element is not known, and was passed over"),
                        new Problem("request/logout/reason", "the element is not known, and was passed over"));

        String many = "<response><success/>" + "<x/>".repeat(100) + "</response>";
        assertThat(ApiCodec.decodeResponse(many.getBytes(UTF_8), ApiCodec.UserIds.ESCAPED)
                        .problems())
                .hasSize(16)
                .allMatch(problem -> problem.where().equals("response/x"));
        assertThat(requests().map(each -> ApiCodec.decodeRequest(ApiCodec.encode((ApiRequest) each.get()[0]))))
                .allMatch(read -> read.problems().isEmpty());
        assertThat(responses()
                        .map(each -> ApiCodec.decodeResponse(
                                ApiCodec.encode((ApiResponse) each.get()[0]), ApiCodec.UserIds.ESCAPED)))
                .allMatch(read -> read.problems().isEmpty());
    }

    @Test
    void aFailureOfAQueryIsReadInBothShapes() {
        assertThat(response("<response><failure><errorMessage>no</errorMessage></failure></response>"))
                .isEqualTo(new ApiResponse.Failure(ErrorCode.of(0), "no"));
        assertThat(response("<response><failure><error code=' 6 '/></failure></response>"))
                .isEqualTo(new ApiResponse.Failure(ErrorCode.of(6), ""));
    }

    @Test
    void theOrderOfElementsDoesNotCountAndTextIsTrimmed() {
        assertThat(
                        response(
                                "<response><deviceUserResults><device name='SEP00AA11BB22CC '><emccDevice> no </emccDevice>"
                                        + "<lastlogin> tkranz%40example.net </lastlogin><none/></device></deviceUserResults></response>"))
                .isEqualTo(new ApiResponse.DeviceUsers(List.of(new ApiResponse.Device(
                        DESK,
                        true,
                        ApiResponse.Somebody.none(),
                        ApiResponse.Somebody.of(KRANZ),
                        ApiResponse.EmccDevice.NO))));
    }

    @Test
    void userIdsAreTakenLiterallyOnRequest() {
        byte[] document =
                "<response><checkUserResults><user id='100%+'/></checkUserResults></response>".getBytes(UTF_8);

        assertThat(ApiCodec.decodeResponse(document, ApiCodec.UserIds.LITERAL))
                .isEqualTo(Decoded.ok(
                        new ApiResponse.CheckedUsers(List.of(new ApiResponse.Checked(UserId.of("100%+"), false)))));
        assertThat(ApiCodec.decodeResponse(document, ApiCodec.UserIds.ESCAPED).problems())
                .containsExactly(new Problem("response/checkUserResults/user/@id", "the value breaks its rule"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"userQuery", "userDevicesQuery"})
    void bothNamesOfAQueryAreRead(String name) {
        String document = "<query><" + name + "><userID> mmeyer </userID></" + name + ">" + APP_INFO + "</query>";

        assertThat(ApiCodec.decodeRequest(document.getBytes(UTF_8)))
                .isEqualTo(Decoded.ok(new ApiRequest.UserDevicesQuery(GATEWAY, List.of(MEYER), ApiCaller.unknown())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "root|the root must be request or query|<reQuest/>",
                "request|there must be one of the elements login, logout, logoutAll, but there are 0|<request>%s</request>",
                "request/appInfo|the element is missing|<request><logoutAll/></request>",
                "request/appInfo|there must be one of the elements appCertificate, appEncryptedCertificate, but there are 0|"
                        + "<request><appInfo><appID>a</appID></appInfo><logoutAll/></request>",
                "request/login/userID|the element is missing|<request>%s<login><deviceName>SEP00AA11BB22CC</deviceName>"
                        + "</login></request>",
                "request/login/exclusiveDuration/time|time in minutes must be from 1 to 999999999|<request>%s<login>"
                        + "<deviceName>SEP00AA11BB22CC</deviceName><userID>a</userID><exclusiveDuration><time>0</time>"
                        + "</exclusiveDuration></login></request>",
                "query/checkUser|number of users must be from 1 to 1000|<query>%s<checkUser/></query>",
            })
    void namesWhatIsWrong(String caseOf) {
        String[] parts = caseOf.split("\\|", 3);
        byte[] document = parts[2].replace("%s", APP_INFO).getBytes(UTF_8);

        assertThat(ApiCodec.decodeRequest(document).problems()).containsExactly(new Problem(parts[0], parts[1]));
    }

    @Test
    void whatContradictsItselfCannotBeMade() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ApiResponse.Device(
                        DESK,
                        false,
                        ApiResponse.Somebody.none(),
                        ApiResponse.Somebody.nothing(),
                        ApiResponse.EmccDevice.UNSAID))
                .withMessageContaining("must be said");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ApiResponse.Places(MEYER, false, List.of(DESK)))
                .withMessageContaining("must have no devices");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiApplication.password("a", new char[0]))
                .withMessageContaining("1 to 1024 characters, but has 0");
    }

    @Test
    void applicationsWithOtherSecretsAreNotEqual() {
        ApiApplication one = ApiApplication.password("a", "secret".toCharArray());
        assertThat(one)
                .isEqualTo(ApiApplication.password("a", "secret".toCharArray()))
                .hasSameHashCodeAs(ApiApplication.password("a", "secret".toCharArray()))
                .isNotEqualTo(ApiApplication.password("a", "secreT".toCharArray()))
                .isNotEqualTo(ApiApplication.password("a", "secretsecret".toCharArray()))
                .isNotEqualTo(ApiApplication.password("b", "secret".toCharArray()))
                .isNotEqualTo(ApiApplication.of("a", ApiApplication.Form.ENCRYPTED, "secret".toCharArray()));
    }

    @Test
    void throwsNothingElseAndTellsNoSecretWhateverItIsGiven() {
        ApiApplication canary = ApiApplication.password("app", Canary.PIN.toCharArray());
        List<byte[]> requests = requests()
                .map(each -> new String(ApiCodec.encode((ApiRequest) each.get()[0]), UTF_8)
                        .replace("s3cret&amp;pass", String.valueOf(canary.reveal()))
                        .getBytes(UTF_8))
                .toList();
        List<byte[]> responses = responses()
                .map(each -> ApiCodec.encode((ApiResponse) each.get()[0]))
                .toList();
        for (int i = 0; i < Seeds.cases(100_000); i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            Decoded<ApiRequest> request =
                    ApiCodec.decodeRequest(Mutator.mutate(requests.get(i % requests.size()), random));
            assertThat(request.toString())
                    .as("seed %d case %d", Seeds.seed(), i)
                    .doesNotContain(Canary.PIN);
            request.value()
                    .ifPresent(value -> assertThat(ApiCodec.decodeRequest(ApiCodec.encode(value)))
                            .isInstanceOf(Decoded.Ok.class));
            ApiCodec.decodeResponse(
                            Mutator.mutate(responses.get(i % responses.size()), random), ApiCodec.UserIds.ESCAPED)
                    .value()
                    .ifPresent(value -> assertThat(
                                    ApiCodec.decodeResponse(ApiCodec.encode(value), ApiCodec.UserIds.ESCAPED))
                            .as("%s", value)
                            .isEqualTo(Decoded.ok(value)));
        }
    }
}
