package org.emcc.core.em;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.core.configuration.InterclusterService;
import org.emcc.core.configuration.LinkLossType;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.device.Srst;
import org.emcc.core.device.SrstOption;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.geolocation.CivicField;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.LoginType;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.id.Release;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.LoginLimit;
import org.emcc.core.session.LoginsAnswer;
import org.emcc.core.session.LoginsQuery;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.LogoutMessage;
import org.emcc.core.session.LogoutReply;
import org.emcc.core.session.PhoneFacts;
import org.emcc.core.session.RegionParameters;
import org.emcc.core.session.RemoteClusterFacts;
import org.emcc.core.session.RemoteLogin;
import org.emcc.core.session.UpdateAnswer;
import org.emcc.core.session.UpdateQuery;
import org.emcc.core.session.UserAnswer;
import org.emcc.core.session.UserQuery;
import org.emcc.core.session.VisitingFacts;
import org.emcc.core.user.Pin;
import org.emcc.testing.Canary;
import org.emcc.testing.Mutator;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterMessageCodecTest {
    private static final String CANARY = Canary.PIN;
    private static final ClusterId MUNICH = ClusterId.of("munich");
    private static final LoginId ID = LoginId.parse("0199aa5b2c00-00000000000000a1");
    private static final LoginId OTHER = LoginId.parse("0199aa5b2c00-00000000000000a0");
    private static final DeviceName PHONE = DeviceName.of("SEP00AA11BB22CC");

    static Stream<ClusterMessage> messages() {
        return Stream.of(
                new ClusterMessage.FindUser(
                        UserQuery.builder(MUNICH, " m<me>yer & \"co\" ").build()),
                new ClusterMessage.FindUser(UserQuery.builder(MUNICH, "4711")
                        .loginType(LoginType.DN)
                        .build()),
                new ClusterMessage.UserAnswered(new UserAnswer.Mine()),
                new ClusterMessage.UserAnswered(new UserAnswer.NotMine()),
                new ClusterMessage.UserAnswered(new UserAnswer.Refused(ErrorCode.of(35))),
                smallLogin(),
                fullLogin(),
                new ClusterMessage.LoginAnswered(new HomeReply.Accepted(
                        ClusterId.of("oslo"),
                        UserId.of("mmeyer"),
                        List.of(ServiceAddress.of("10.2.1.11"), ServiceAddress.parse("[2001:db8::1]:6069")),
                        Instant.parse("2026-11-22T08:00:00.123456789Z"),
                        LoginLimit.after(Duration.ofHours(10)))),
                new ClusterMessage.LoginAnswered(new HomeReply.ChooseProfile(
                        List.of(DeviceProfileName.of("Desk \u00fc \u65e5"), DeviceProfileName.of("Lab")))),
                new ClusterMessage.LoginAnswered(new HomeReply.ChangePin()),
                new ClusterMessage.LoginAnswered(new HomeReply.Refused(ErrorCode.of(33))),
                new ClusterMessage.Logout(new LogoutMessage(MUNICH, ID, PHONE, LogoutCause.PHONE)),
                new ClusterMessage.Notice(new LogoutMessage(MUNICH, ID, PHONE, LogoutCause.MAXIMUM_LOGIN_TIME)),
                new ClusterMessage.LogoutAnswered(new LogoutReply.Acknowledged()),
                new ClusterMessage.LogoutAnswered(new LogoutReply.Refused(ErrorCode.of(42))),
                new ClusterMessage.CheckLogins(new LoginsQuery(MUNICH, List.of())),
                new ClusterMessage.CheckLogins(new LoginsQuery(ClusterId.of(" oslo 1"), List.of(ID, OTHER, ID))),
                new ClusterMessage.LoginsChecked(new LoginsAnswer.Live(Set.of())),
                new ClusterMessage.LoginsChecked(new LoginsAnswer.Live(Set.of(OTHER, ID))),
                new ClusterMessage.LoginsChecked(new LoginsAnswer.Refused(ErrorCode.of(35))),
                new ClusterMessage.Update(new UpdateQuery(MUNICH, ClusterId.of("oslo"))),
                new ClusterMessage.Updated(new UpdateAnswer.Current(smallData())),
                fullUpdate(),
                new ClusterMessage.Updated(new UpdateAnswer.Refused(ErrorCode.of(42))),
                new ClusterMessage.NotUnderstood(ErrorCode.of(1)));
    }

    private static RemoteClusterFacts smallData() {
        return new RemoteClusterFacts(
                ClusterId.of("oslo"),
                Release.parse("12.5(1)SU3"),
                Map.of(),
                new RegionParameters(1, 0, LinkLossType.LOW_LOSS));
    }

    private static ClusterMessage.Updated fullUpdate() {
        List<ServiceAddress> three = List.of(
                ServiceAddress.of("10.2.1.13"),
                ServiceAddress.parse("[2001:db8::1]:6069"),
                ServiceAddress.of("cucm-oslo.example.com"));
        return new ClusterMessage.Updated(new UpdateAnswer.Current(new RemoteClusterFacts(
                ClusterId.of("oslo"),
                Release.parse("14SU2"),
                Map.of(
                        InterclusterService.EMCC,
                        three,
                        InterclusterService.RSVP_AGENT,
                        List.of(ServiceAddress.of("10.2.1.11")),
                        InterclusterService.UDS,
                        List.of()),
                new RegionParameters(64, 8128, LinkLossType.LOSSY))));
    }

    private static ClusterMessage.Login smallLogin() {
        return new ClusterMessage.Login(RemoteLogin.builder(ID, "mmeyer", Pin.of(CANARY), visiting(), phone().build())
                .build());
    }

    private static ClusterMessage.Login fullLogin() {
        PhoneFacts phone = phone().security(PhoneSecurity.SECURE)
                .geolocation(CivicAddress.of(Map.of(CivicField.COUNTRY, "DE", CivicField.A3, "M\\;x=1")))
                .srst(Srst.builder(SrstOption.USER_SPECIFIC)
                        .sccp(ServiceAddress.of("10.1.1.1"))
                        .sip(ServiceAddress.of("10.1.1.1", 5062))
                        .build())
                .logoutUri(URI.create("https://10.1.1.11:8443/emapp/EMAppServlet?device=SEP00AA11BB22CC&doLogout=true"))
                .build();
        return new ClusterMessage.Login(RemoteLogin.builder(ID, "mmeyer", Pin.of(CANARY), visiting(), phone)
                .loginType(LoginType.SP)
                .chosenProfile(DeviceProfileName.of("Desk"))
                .remoteAddress("10.1.1.99")
                .viaProxy(true)
                .build());
    }

    private static PhoneFacts.Builder phone() {
        return PhoneFacts.builder(PHONE, new PhoneModel("Cisco 8851", 684, true), DeviceProtocol.SIP);
    }

    private static VisitingFacts visiting() {
        return new VisitingFacts(MUNICH, Release.parse("14SU2"), ClusterSecurityMode.MIXED);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void readsWhatItWrote(ClusterMessage message) {
        assertThat(ClusterMessageCodec.decode(ClusterMessageCodec.encode(message)))
                .isEqualTo(Decoded.ok(message));
    }

    @ParameterizedTest
    @EnumSource(LogoutCause.class)
    void everyCauseTravels(LogoutCause cause) {
        ClusterMessage message = new ClusterMessage.Logout(new LogoutMessage(MUNICH, ID, PHONE, cause));

        assertThat(ClusterMessageCodec.decodeOrThrow(ClusterMessageCodec.encode(message)))
                .isEqualTo(message);
    }

    @Test
    void writesTheFormatOfThePackage() {
        assertThat(text(fullLogin()))
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        + "<emccRequest version=\"1\"><login><loginId>0199aa5b2c00-00000000000000a1</loginId>"
                        + "<userIdentifier>mmeyer</userIdentifier><pin>" + CANARY + "</pin><loginType>SP</loginType>"
                        + "<deviceProfile>Desk</deviceProfile><remoteIPAddr>10.1.1.99</remoteIPAddr>"
                        + "<isViaHeaderSet>true</isViaHeaderSet>"
                        + "<visiting><cluster>munich</cluster><release>14SU2</release>"
                        + "<securityMode>MIXED</securityMode></visiting>"
                        + "<phone><deviceName>SEP00AA11BB22CC</deviceName>"
                        + "<model number=\"684\" emcc=\"true\">Cisco 8851</model><protocol>SIP</protocol>"
                        + "<security>SECURE</security><geolocation>COUNTRY=DE;A3=M\\\\\\;x=1</geolocation>"
                        + "<srst><option>USER_SPECIFIC</option><sccp>10.1.1.1</sccp><sip>10.1.1.1:5062</sip></srst>"
                        + "<logoutUrl>https://10.1.1.11:8443/emapp/EMAppServlet?device=SEP00AA11BB22CC"
                        + "&amp;doLogout=true</logoutUrl></phone></login></emccRequest>\n");
        assertThat(text(new ClusterMessage.UserAnswered(new UserAnswer.Mine())))
                .endsWith("<emccResponse version=\"1\"><checkUser><user><exists/></user></checkUser></emccResponse>\n");
        assertThat(text(new ClusterMessage.NotUnderstood(ErrorCode.of(1))))
                .endsWith("<emccResponse version=\"1\"><failure><error code=\"1\">Error on parsing</error></failure>"
                        + "</emccResponse>\n");
    }

    @Test
    void writesTheQuestionsOfThePackage() {
        assertThat(text(new ClusterMessage.CheckLogins(new LoginsQuery(MUNICH, List.of(ID, OTHER)))))
                .endsWith("<emccRequest version=\"1\"><checkLogins><cluster>munich</cluster><loginId>" + ID
                        + "</loginId><loginId>" + OTHER + "</loginId></checkLogins></emccRequest>\n");
        assertThat(text(new ClusterMessage.LoginsChecked(new LoginsAnswer.Live(Set.of(ID, OTHER)))))
                .endsWith("<emccResponse version=\"1\"><checkLogins><live><loginId>" + OTHER + "</loginId><loginId>"
                        + ID + "</loginId></live></checkLogins></emccResponse>\n");
        assertThat(text(new ClusterMessage.Update(new UpdateQuery(MUNICH, ClusterId.of("oslo")))))
                .endsWith("<emccRequest version=\"1\"><update><cluster>munich</cluster><asked>oslo</asked></update>"
                        + "</emccRequest>\n");
        assertThat(text(fullUpdate()))
                .endsWith("<emccResponse version=\"1\"><update><success><cluster>oslo</cluster>"
                        + "<release>14SU2</release><service name=\"EMCC\"><address>10.2.1.13</address>"
                        + "<address>[2001:db8::1]:6069</address><address>cucm-oslo.example.com</address></service>"
                        + "<service name=\"RSVP_AGENT\"><address>10.2.1.11</address></service>"
                        + "<service name=\"UDS\"/><region><maxAudioBitRate>64</maxAudioBitRate>"
                        + "<maxVideoBitRate>8128</maxVideoBitRate><linkLossType>LOSSY</linkLossType></region>"
                        + "</success></update></emccResponse>\n");
    }

    @Test
    void theLargestQueryAndAnswerTravel() {
        List<LoginId> most = IntStream.range(0, LoginsQuery.MOST)
                .mapToObj(i -> LoginId.of(Instant.EPOCH, i))
                .toList();
        ClusterMessage query = new ClusterMessage.CheckLogins(new LoginsQuery(MUNICH, most));
        ClusterMessage answer = new ClusterMessage.LoginsChecked(new LoginsAnswer.Live(Set.copyOf(most)));

        assertThat(decode(text(query))).isEqualTo(Decoded.ok(query));
        assertThat(decode(text(answer))).isEqualTo(Decoded.ok(answer));
        String another = "<loginId>" + ID + "</loginId>";
        assertThat(decode(text(query).replace("</checkLogins>", another + "</checkLogins>"))
                        .problems())
                .containsExactly(
                        new Problem("emccRequest/checkLogins", "number of logins in a query must be from 0 to 500"));
        assertThat(decode(text(answer).replace("</live>", another + "</live>")).problems())
                .containsExactly(
                        new Problem("emccResponse/checkLogins/live", "number of live logins must be from 0 to 500"));
        Set<LoginId> tooMany = Stream.concat(most.stream(), Stream.of(ID)).collect(Collectors.toSet());
        assertThatThrownBy(() -> new LoginsAnswer.Live(tooMany))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("number of live logins must be from 0 to 500, but is 501");
    }

    @Test
    void onlyTheLoginCarriesThePin() {
        messages().forEach(message -> {
            assertThat(message.toString()).doesNotContain(CANARY);
            assertThat(text(message).contains(CANARY)).isEqualTo(message instanceof ClusterMessage.Login);
        });
    }

    @Test
    void toleratesWhatIsNew() {
        String query = "\uFEFF<!DOCTYPE x SYSTEM \"file:///nowhere\"><!-- c --><emccRequest new=\"1\" version=\"1.7\">"
                + "<later/><checkUser later=\"x\">\n <userIdentifier>mmeyer</userIdentifier> <hint>a<b/></hint>"
                + "<loginType> UID </loginType><cluster>munich</cluster></checkUser></emccRequest>";

        ClusterMessage.FindUser read = (ClusterMessage.FindUser) read(query);
        assertThat(read.query())
                .isEqualTo(UserQuery.builder(MUNICH, "mmeyer")
                        .loginType(LoginType.UID)
                        .build());
        assertThat(read.extras().paths()).containsExactly("@new", "checkUser[1]/@later", "checkUser[1]/hint", "later");
        assertThat(text(read))
                .endsWith("<emccRequest version=\"1\" new=\"1\"><checkUser later=\"x\"><cluster>munich</cluster>"
                        + "<userIdentifier>mmeyer</userIdentifier><loginType>UID</loginType><hint>a<b/></hint>"
                        + "</checkUser><later/></emccRequest>\n");
        assertThat(read(text(read))).isEqualTo(read);
    }

    @Test
    void toleratesWhatIsNewInQuestions() {
        assertThat(read("<emccRequest version='1.1'><checkLogins urgent='1'><loginId> " + ID
                        + "\n</loginId><why>x<loginId>?</loginId></why><loginId>" + OTHER
                        + "</loginId><cluster>munich</cluster></checkLogins></emccRequest>"))
                .isInstanceOfSatisfying(
                        ClusterMessage.CheckLogins.class,
                        read -> assertThat(read.query()).isEqualTo(new LoginsQuery(MUNICH, List.of(ID, OTHER))));
        assertThat(read("<emccResponse version='1'><checkLogins><live><gone><loginId>" + OTHER
                        + "</loginId></gone><loginId since='1'>" + ID
                        + "</loginId></live></checkLogins></emccResponse>"))
                .isInstanceOfSatisfying(
                        ClusterMessage.LoginsChecked.class,
                        read -> assertThat(read.answer()).isEqualTo(new LoginsAnswer.Live(Set.of(ID))));
        assertThat(read("<emccRequest version='1'><update><x/><asked>oslo</asked><cluster>munich</cluster></update>"
                        + "</emccRequest>"))
                .isInstanceOfSatisfying(
                        ClusterMessage.Update.class,
                        read -> assertThat(read.query()).isEqualTo(new UpdateQuery(MUNICH, ClusterId.of("oslo"))));
    }

    @Test
    void ignoresServicesThatItDoesNotKnow() {
        String unknown =
                "<service name='MIND_READING'><address>not an address ?</address><address/><address/><address/>"
                        + "</service>";
        String document = text(fullUpdate())
                .replace("<region>", unknown + unknown + "<later/><region better='1'><maxFun>1</maxFun>")
                .replace("<service name=\"EMCC\">", "<service name=\" EMCC \" weight=\"1\"><port>1</port>");

        ClusterMessage.Updated read = (ClusterMessage.Updated) read(document);
        assertThat(read.answer()).isEqualTo(fullUpdate().answer());
        assertThat(text(read))
                .contains(
                        "<service name=\"EMCC\" weight=\"1\"><address>10.2.1.13</address>",
                        "<port>1</port></service><service name=\"RSVP_AGENT\">",
                        "<region better=\"1\">",
                        "<maxFun>1</maxFun></region>"
                                + unknown.replace('\'', '"').repeat(2) + "<later/></success>");
        assertThat(read(text(read))).isEqualTo(read);
    }

    @Test
    void aServiceThatItDoesNotKnowIsKeptWhereverItStands() {
        String unknown = "<service name=\"MIND_READING\" since=\"16\"><address>?</address></service>";
        String document = text(fullUpdate()).replace("<service name=\"EMCC\">", unknown + "<service name=\"EMCC\">");

        ClusterMessage.Updated read = (ClusterMessage.Updated) read(document);
        assertThat(read.answer()).isEqualTo(fullUpdate().answer());
        assertThat(text(read)).contains("</region>" + unknown + "</success>");
        assertThat(read(text(read))).isEqualTo(read);
    }

    /** The sample of em-api-and-axl 3.3, within the root that our format has. */
    @Test
    void thePublicSampleIsReadAndGivenBack() {
        String user = "<user id=\"mmeyer\"><exists/><numProfiles>1</numProfiles>"
                + "<deviceProfile1>UDP-mmeyer-8851</deviceProfile1></user>";
        String sample = "<emccResponse version=\"1\"><checkUser>" + user + "</checkUser></emccResponse>";

        ClusterMessage.UserAnswered read = (ClusterMessage.UserAnswered) read(sample);
        assertThat(read.answer()).isEqualTo(new UserAnswer.Mine());
        assertThat(text(read)).endsWith(sample + "\n");
        assertThat(read.toString()).doesNotContain("UDP-mmeyer-8851");
    }

    /** To the letter, as it stands there: without our version, and in its order. */
    @Test
    void thePublicSampleIsReadAsItStands() {
        String sample = """
                <emccResponse>
                  <checkUser>
                    <user id="mmeyer">
                      <numProfiles>1</numProfiles>
                      <exists/>
                      <deviceProfile1>UDP-mmeyer-8851</deviceProfile1>
                    </user>
                  </checkUser>
                </emccResponse>
                """;

        ClusterMessage.UserAnswered read = (ClusterMessage.UserAnswered) read(sample);
        assertThat(read.answer()).isEqualTo(new UserAnswer.Mine());
        assertThat(text(read)).contains("version=\"1\"", "<deviceProfile1>UDP-mmeyer-8851</deviceProfile1>");
        assertThat(read(text(read))).isEqualTo(read);
    }

    private static ClusterMessage read(String document) {
        return ClusterMessageCodec.decodeOrThrow(document.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/cluster|the element is missing|<cluster>oslo</cluster>|",
                "/cluster|the value breaks its rule|<cluster>oslo</cluster>|<cluster> </cluster>",
                "/cluster|the element must not occur more than once|<release>|<cluster>a</cluster><release>",
                "/release|the element is missing|<release>14SU2</release>|",
                "/release|release must be numbers such as 12.5, 14SU2 or 10.5.2.11900-3|>14SU2<|>new<",
                "/service/@name|the attribute is missing| name=\"UDS\"|",
                "/service|a service must not occur more than once|\"UDS\"|\"EMCC\"",
                "/service|number of addresses of a service must be from 0 to 3|<address>10.2.1.13|"
                        + "<address>10.9.9.9</address><address>10.2.1.13",
                "/service/address|host must be a host name, an IPv4 address or a bare IPv6 address|10.2.1.11|?",
                "/region|the element is missing|region>|x>",
                "/region|the element must not occur more than once|<region>|<region/><region>",
                "/region/maxAudioBitRate|the element is missing|maxAudioBitRate>|x>",
                "/region/maxAudioBitRate|the value must be a number of 1 to 9 digits|>64<|>-1<",
                "/region|EMCC Region Max Audio Bit Rate must be from 1 to 100000|>64<|>0<",
                "/region/maxVideoBitRate|the element is missing|maxVideoBitRate>|x>",
                "/region|EMCC Region Max Video Call Bit Rate must be from 0 to 8128|>8128<|>8129<",
                "/region/linkLossType|the element is missing|linkLossType>|x>",
                "/region/linkLossType|the value must be one of [LOW_LOSS, LOSSY]|>LOSSY<|>lossy<",
            })
    void namesWhatIsWrongInAnUpdate(String caseOf) {
        String[] parts = caseOf.split("\\|", -1);
        String broken = text(fullUpdate()).replace(parts[2], parts[3]);

        assertThat(decode(broken).problems())
                .containsExactly(new Problem("emccResponse/update/success" + parts[0], parts[1]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "emccRequest/checkLogins/cluster|the element is missing|<emccRequest version='1'><checkLogins/>"
                        + "</emccRequest>",
                "emccRequest/checkLogins/loginId|login id must be 12 and 16 lower-case hexadecimal digits with a hyphen"
                        + " between|<emccRequest version='1'><checkLogins><cluster>a</cluster><loginId>?</loginId>"
                        + "</checkLogins></emccRequest>",
                "emccRequest/update/cluster|the element is missing|<emccRequest version='1'><update><asked>a</asked>"
                        + "</update></emccRequest>",
                "emccRequest/update/asked|the element is missing|<emccRequest version='1'><update><cluster>a</cluster>"
                        + "</update></emccRequest>",
                "emccRequest|there must be one of the elements checkUser, login, logout, logoutNotice, checkLogins,"
                        + " update, but there are 2|<emccRequest version='1'><update/><checkLogins/></emccRequest>",
                "emccResponse/checkLogins|there must be one of the elements live, failure, but there are 0|"
                        + "<emccResponse version='1'><checkLogins/></emccResponse>",
                "emccResponse/checkLogins|there must be one of the elements live, failure, but there are 2|"
                        + "<emccResponse version='1'><checkLogins><live/><failure/></checkLogins></emccResponse>",
                "emccResponse/checkLogins/live|the element must not occur more than once|"
                        + "<emccResponse version='1'><checkLogins><live/><live/></checkLogins></emccResponse>",
                "emccResponse/checkLogins/live/loginId|login id must be 12 and 16 lower-case hexadecimal digits with a"
                        + " hyphen between|<emccResponse version='1'><checkLogins><live><loginId/></live></checkLogins>"
                        + "</emccResponse>",
                "emccResponse/checkLogins/failure/error|the element is missing|<emccResponse version='1'><checkLogins>"
                        + "<failure/></checkLogins></emccResponse>",
                "emccResponse/update|there must be one of the elements success, failure, but there are 0|"
                        + "<emccResponse version='1'><update/></emccResponse>",
                "emccResponse/update/failure/error/@code|the attribute is missing|<emccResponse version='1'><update>"
                        + "<failure><error/></failure></update></emccResponse>",
            })
    void namesWhatIsWrongInAQuestion(String caseOf) {
        String[] parts = caseOf.split("\\|", 3);

        assertThat(decode(parts[2]).problems()).containsExactly(new Problem(parts[0], parts[1]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "emccRequest/@version|<emccRequest><checkUser/></emccRequest>",
                "emccRequest/@version|<emccRequest version='2'><checkUser/></emccRequest>",
                "emccRequest|<emccRequest version='1'/>",
                "emccRequest|<emccRequest version='1'><checkUser/><login/></emccRequest>",
                "emccRequest/checkUser/cluster|<emccRequest version='1'><checkUser/></emccRequest>",
                "emccRequest/checkUser/cluster|<emccRequest version='1'><checkUser><cluster>a</cluster>"
                        + "<cluster>b</cluster></checkUser></emccRequest>",
                "emccRequest/checkUser/loginType|<emccRequest version='1'><checkUser><cluster>a</cluster>"
                        + "<userIdentifier>u</userIdentifier><loginType>XY</loginType></checkUser></emccRequest>",
                "emccRequest/logout/deviceName|<emccRequest version='1'><logout><cluster>a</cluster>"
                        + "<loginId>0199aa5b2c00-00000000000000a1</loginId><deviceName>?</deviceName></logout></emccRequest>",
                "emccResponse/login/success|<emccResponse version='1'><login><success><cluster>a</cluster>"
                        + "<userId>u</userId><loginTime>2026-11-22T08:00:00Z</loginTime>"
                        + "<maximumDuration>PT1H</maximumDuration></success></login></emccResponse>",
                "emccResponse/login/success/loginTime|<emccResponse version='1'><login><success><cluster>a</cluster>"
                        + "<userId>u</userId><loginTime>today</loginTime></success></login></emccResponse>",
                "emccResponse/login/chooseProfile/deviceProfile|<emccResponse version='1'><login><chooseProfile>"
                        + "<deviceProfile>a</deviceProfile></chooseProfile></login></emccResponse>",
                "emccResponse/failure/error/@code|<emccResponse version='1'><failure><error code='1000'/></failure>"
                        + "</emccResponse>",
                "root|<html/>"
            })
    void namesTheElementThatIsWrong(String expectedAndDocument) {
        String[] parts = expectedAndDocument.split("\\|", 2);

        assertThat(decode(parts[1]).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.where()).isEqualTo(parts[0]));
        assertThatThrownBy(() -> ClusterMessageCodec.decodeOrThrow(parts[1].getBytes(UTF_8)))
                .isInstanceOf(EmFormatException.class)
                .hasMessageContaining(parts[0]);
    }

    @Test
    void quotesNothingOfWhatItRefuses() {
        String login = text(fullLogin());
        for (String element : List.of("loginId", "loginType", "deviceName", "protocol", "release", "sip", "option")) {
            String misplaced = login.replaceFirst(
                    "<" + element + ">[^<]*</" + element + ">",
                    "<" + element + ">?" + CANARY + " , but</" + element + ">");
            assertThat(decode(misplaced)).isInstanceOf(Decoded.Refused.class);
            assertThat(decode(misplaced).problems().toString())
                    .contains(element)
                    .doesNotContain(CANARY);
        }
        String tooLong = login.replace(CANARY, CANARY.repeat(20));
        assertThat(decode(tooLong).problems().toString()).contains("pin").doesNotContain(CANARY);
        String broken = login.replace("</pin>", "&" + CANARY + ";</pin>");
        assertThat(decode(broken).problems().toString()).doesNotContain(CANARY);
    }

    @Test
    void throwsNothingElseAndTellsNoPinWhateverItIsGiven() {
        List<byte[]> samples = messages().map(ClusterMessageCodec::encode).toList();
        for (int i = 0; i < Seeds.cases(100_000); i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            Decoded<ClusterMessage> decoded =
                    ClusterMessageCodec.decode(Mutator.mutate(samples.get(i % samples.size()), random));
            assertThat(decoded.problems().toString())
                    .as("seed %d case %d", Seeds.seed(), i)
                    .doesNotContain(CANARY);
            if (decoded.value().isPresent()) {
                ClusterMessage again = decoded.value().get();
                assertThat(ClusterMessageCodec.decode(ClusterMessageCodec.encode(again)))
                        .as("seed %d case %d", Seeds.seed(), i)
                        .isEqualTo(Decoded.ok(again));
            }
        }
    }

    private static Decoded<ClusterMessage> decode(String document) {
        return ClusterMessageCodec.decode(document.getBytes(UTF_8));
    }

    private static String text(ClusterMessage message) {
        return new String(ClusterMessageCodec.encode(message), UTF_8);
    }
}
