package org.emcc.core.em;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
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
        assertThat(response(document).kind()).isEqualTo(ApiResponse.Kind.SUCCESS);
    }

    @Test
    void whatIsNotKnownIsNamedAndGivenBack() {
        Decoded<ApiRequest> request = ApiCodec.decodeRequest(("<request>" + APP_INFO
                        + "<priority>1</priority><logout><deviceName>SEP00AA11BB22CC</deviceName>"
                        + "<reason><code>7</code></reason></logout></request>")
                .getBytes(UTF_8));
        ApiRequest logout = request.value().orElseThrow();
        assertThat(logout)
                .isInstanceOfSatisfying(
                        ApiRequest.Logout.class,
                        read -> assertThat(read.device()).isEqualTo(DESK));
        assertThat(logout.extras().paths()).containsExactly("logout[1]/reason", "priority");
        assertThat(new String(ApiCodec.encode(logout), UTF_8))
                .isEqualTo("<request>" + APP_INFO + "<logout><deviceName>SEP00AA11BB22CC</deviceName>"
                        + "<reason><code>7</code></reason></logout><priority>1</priority></request>");
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
    void whatIsNotKnownOfEveryKindIsGivenBackInItsPlace() {
        String more = "<x a=\"1\">t<!--c--><y/></x>";
        for (Arguments each : responses().toList()) {
            String document =
                    ((String) each.get()[1]).replaceAll("</(failure|device|user|deviceProfile)>", more + "</$1>");
            String later =
                    document.replace("</response>", more + "</response>").replace("<response>", "<response v=\"2\">");
            ApiResponse read = response(later);
            assertThat(new String(ApiCodec.encode(read), UTF_8)).isEqualTo(later);
            assertThat(response(later)).isEqualTo(read).isNotEqualTo(each.get()[0]);
        }
        for (Arguments each : requests().toList()) {
            String document = ((String) each.get()[1])
                    .replaceAll("</(appInfo|login|logout|exclusiveDuration|[a-zA-Z]*Query|checkUser)>", more + "</$1>")
                    .replace("<deviceName>", "<deviceName kind=\"desk\">");
            ApiRequest read =
                    ApiCodec.decodeRequest(document.getBytes(UTF_8)).value().orElseThrow();
            assertThat(new String(ApiCodec.encode(read), UTF_8)).isEqualTo(document);
            assertThat(read.extras().isEmpty()).isFalse();
            assertThat(read.extras())
                    .hasToString("MessageExtras[" + read.extras().paths().size() + "]");
        }
    }

    @Test
    void whatIsReadUnderAnotherNameKeepsWhatIsInIt() {
        String document = "<query>" + APP_INFO + "<userQuery><x/><userID>mmeyer</userID></userQuery></query>";

        ApiRequest read =
                ApiCodec.decodeRequest(document.getBytes(UTF_8)).value().orElseThrow();
        assertThat(new String(ApiCodec.encode(read), UTF_8))
                .isEqualTo("<query>" + APP_INFO
                        + "<userDevicesQuery><userID>mmeyer</userID><x/></userDevicesQuery></query>");
    }

    @Test
    void anOptionalElementThatIsEmptyIsAbsent() {
        String login = "<request>" + APP_INFO + "<login><deviceName>SEP00AA11BB22CC</deviceName><userID>mmeyer</userID>"
                + "<deviceProfile/><exclusiveDuration> </exclusiveDuration><remoteIPAddr> </remoteIPAddr>"
                + "<isViaHeaderSet></isViaHeaderSet></login></request>";
        String query = "<query>" + APP_INFO + "<deviceUserQuery><deviceName>SEP00AA11BB22CC</deviceName><loginType/>"
                + "<remoteIPAddr/></deviceUserQuery></query>";
        String device = "<response><deviceUserResults><device name='SEP00AA11BB22CC'><userID/><lastlogin/><emccDevice/>"
                + "</device></deviceUserResults></response>";

        assertThat(ApiCodec.decodeRequest(login.getBytes(UTF_8)))
                .isEqualTo(Decoded.ok(
                        ApiRequest.Login.builder(GATEWAY, DESK, MEYER).build()));
        assertThat(ApiCodec.decodeRequest(query.getBytes(UTF_8)))
                .isEqualTo(Decoded.ok(ApiRequest.DeviceUserQuery.builder(GATEWAY, List.of(DESK))
                        .build()));
        assertThat(response(device))
                .isEqualTo(new ApiResponse.DeviceUsers(List.of(new ApiResponse.Device(
                        DESK,
                        true,
                        ApiResponse.Somebody.nothing(),
                        ApiResponse.Somebody.nothing(),
                        ApiResponse.EmccDevice.UNSAID))));
    }

    @Test
    void aLoginTypeThatIsNoneIsUnreadable() {
        String query = "<query>" + APP_INFO + "<deviceUserQuery><deviceName>SEP00AA11BB22CC</deviceName>"
                + "<loginType>XX</loginType></deviceUserQuery></query>";

        assertThat(ApiCodec.decodeRequest(query.getBytes(UTF_8)).problems())
                .containsExactly(
                        new Problem("query/deviceUserQuery/loginType", "the value must be one of [UID, SP, DN]"));
        assertThat(ApiCodec.asksUnknown(query.getBytes(UTF_8))).isFalse();
    }

    @Test
    void noWordsAndNoCodeMakeARefusalUnreadable() {
        assertThat(response(
                        "<response><failure><error code='18'>\n Somebody\n\tis&#x85;  there&#x7F;\n</error></failure>"
                                + "</response>"))
                .isEqualTo(new ApiResponse.Failure(ErrorCode.of(18), "Somebody is there"));
        assertThat(response("<response><failure><error code='18'>" + "\uD83D\uDE00".repeat(600)
                        + "</error></failure></response>"))
                .isEqualTo(new ApiResponse.Failure(ErrorCode.of(18), "\uD83D\uDE00".repeat(512)));
        for (String error :
                List.of("<error code='x'>no</error>", "<error code='1000'>no</error>", "<error>no</error>")) {
            Decoded<ApiResponse> read = ApiCodec.decodeResponse(
                    ("<response><failure>" + error + "</failure></response>").getBytes(UTF_8),
                    ApiCodec.UserIds.ESCAPED);
            assertThat(read.value()).contains(new ApiResponse.Failure(ErrorCode.of(0), "no"));
            assertThat(read.problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.where()).isEqualTo("response/failure/error/@code"));
        }
    }

    @Test
    void theLargestAnswersAreRead() {
        List<ApiResponse.Profile> some = IntStream.range(0, 10)
                .mapToObj(i -> new ApiResponse.Profile(DeviceProfileName.of("P".repeat(48) + i), i == 0))
                .toList();
        List<UserId> users = IntStream.range(0, ApiRequest.MOST)
                .mapToObj(i -> UserId.of("\u65E5".repeat(124) + String.format("%04d", i)))
                .toList();
        ApiResponse profiles = new ApiResponse.DeviceProfiles(
                users.stream().map(user -> ApiResponse.Profiles.of(user, some)).toList());
        ApiResponse places = new ApiResponse.DeviceUsers(users.stream()
                .map(user -> new ApiResponse.Device(
                        DESK,
                        true,
                        ApiResponse.Somebody.of(user),
                        ApiResponse.Somebody.of(user),
                        ApiResponse.EmccDevice.YES))
                .toList());

        for (ApiResponse largest : List.of(profiles, places)) {
            byte[] document = ApiCodec.encode(largest);
            assertThat(document.length).isBetween(1_000_000, ApiCodec.RESPONSE_LIMIT);
            assertThat(ApiCodec.decodeResponse(document, ApiCodec.UserIds.ESCAPED))
                    .isEqualTo(Decoded.ok(largest));
        }
        assertThat(ApiCodec.decodeResponse(new byte[ApiCodec.RESPONSE_LIMIT + 1], ApiCodec.UserIds.ESCAPED)
                        .problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("the limit is 4194304"));
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

    @ParameterizedTest
    @CsvSource({
        "true, true",
        "TRUE, true",
        "' True\t', true",
        "false, false",
        "'False ', false",
        "yes, ",
        "1, ",
        "t, ",
        "tr\u00FCe, "
    })
    void whetherAProxyWasBetweenIsReadInAnyCase(String written, @Nullable Boolean proxy) {
        String document = "<request>" + APP_INFO + "<logout><deviceName>SEP00AA11BB22CC</deviceName><isViaHeaderSet>"
                + written + "</isViaHeaderSet></logout></request>";
        Decoded<ApiRequest> read = ApiCodec.decodeRequest(document.getBytes(UTF_8));

        if (proxy == null) {
            assertThat(read.value()).isEmpty();
            assertThat(read.problems())
                    .containsExactly(new Problem("request/logout/isViaHeaderSet", "the value must be true or false"));
        } else {
            assertThat(read.value().orElseThrow().caller().viaProxy()).contains(proxy);
        }
    }

    @ParameterizedTest
    @CsvSource({"yes, YES", "YES, YES", "' Yes\t', YES", "No, NO", "'NO ', NO", "true, ", "y, ", "maybe, "})
    void whetherAPhoneIsLentIsReadInAnyCase(String written, ApiResponse.@Nullable EmccDevice emcc) {
        String document = "<response><deviceUserResults><device name='SEP00AA11BB22CC'><none/><none/><emccDevice>"
                + written + "</emccDevice></device></deviceUserResults></response>";
        Decoded<ApiResponse> read = ApiCodec.decodeResponse(document.getBytes(UTF_8), ApiCodec.UserIds.ESCAPED);

        if (emcc == null) {
            assertThat(read.value()).isEmpty();
            assertThat(read.problems())
                    .containsExactly(
                            new Problem("response/deviceUserResults/device/emccDevice", "the value must be yes or no"));
        } else {
            assertThat(((ApiResponse.DeviceUsers) read.value().orElseThrow())
                            .devices()
                            .get(0)
                            .emcc())
                    .isEqualTo(emcc);
        }
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
                    .ifPresent(value -> assertThat(ApiCodec.decodeRequest(ApiCodec.encode(value))
                                    .value())
                            .contains(value));
            ApiCodec.decodeResponse(
                            Mutator.mutate(responses.get(i % responses.size()), random), ApiCodec.UserIds.ESCAPED)
                    .value()
                    .ifPresent(value -> assertThat(
                                    ApiCodec.decodeResponse(ApiCodec.encode(value), ApiCodec.UserIds.ESCAPED)
                                            .value())
                            .as("%s", value)
                            .contains(value));
        }
    }

    @Test
    void throwsWhatItCannotRead() {
        byte[] garbage = "garbage".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> ApiCodec.decodeRequestOrThrow(garbage))
                .isInstanceOf(EmFormatException.class)
                .hasMessageStartingWith("Not a request of an application: ");
        assertThatThrownBy(() -> ApiCodec.decodeResponseOrThrow(garbage, ApiCodec.UserIds.ESCAPED))
                .isInstanceOf(EmFormatException.class)
                .hasMessageStartingWith("Not a response to an application: ");
        ApiResponse success = new ApiResponse.Success();
        assertThat(ApiCodec.decodeResponseOrThrow(ApiCodec.encode(success), ApiCodec.UserIds.ESCAPED))
                .isEqualTo(success);
        ApiRequest request = new ApiRequest.LogoutAll(ApiWorld.GATEWAY, ApiCaller.unknown());
        assertThat(ApiCodec.decodeRequestOrThrow(ApiCodec.encode(request))).isEqualTo(request);
    }

    /** em-api-and-axl 1.6, deviation 5. */
    @Test
    void profilesAsTheDtdHasThemAreReadAsServersWriteThem() {
        String document = "<response><deviceProfileResults><userID>lisa</userID><userID since=\"1\">k%40x</userID>"
                + "</deviceProfileResults></response>";

        ApiResponse read =
                ApiCodec.decodeResponseOrThrow(document.getBytes(StandardCharsets.UTF_8), ApiCodec.UserIds.ESCAPED);
        assertThat(((ApiResponse.DeviceProfiles) read).users())
                .containsExactly(
                        ApiResponse.Profiles.of(UserId.of("lisa"), List.of()),
                        ApiResponse.Profiles.of(UserId.of("k@x"), List.of()));
        String written = new String(ApiCodec.encode(read), StandardCharsets.UTF_8);
        assertThat(written).contains("since=\"1\"").doesNotContain("userID");
        assertThat(ApiCodec.decodeResponseOrThrow(ApiCodec.encode(read), ApiCodec.UserIds.ESCAPED))
                .isEqualTo(read);
    }
}
