package org.emcc.core.em;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.LoginType;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.LoginLimit;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.LogoutMessage;
import org.emcc.core.session.LogoutReply;
import org.emcc.core.session.UserAnswer;
import org.emcc.core.session.UserQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bytes of each kind of page, message and answer: what is written is these, and these are read as what was written. Applications'
 * are in {@link ApiCodecTest}, and the larger messages between clusters in {@link ClusterMessageCodecTest}.
 */
class GoldenBytesTest {
    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private static final ClusterId MUNICH = ClusterId.of("munich");
    private static final LogoutMessage ENDED = new LogoutMessage(
            MUNICH,
            LoginId.parse("0199aa5b2c00-00000000000000a1"),
            DeviceName.of("SEP00AA11BB22CC"),
            LogoutCause.PHONE);
    private static final String ENDED_PARTS =
            "<cluster>munich</cluster><loginId>0199aa5b2c00-00000000000000a1</loginId>"
                    + "<deviceName>SEP00AA11BB22CC</deviceName><cause>PHONE</cause>";
    private static final PageHead HEAD = PageHead.builder()
            .title("Extension Mobility")
            .prompt("Enter user ID & PIN")
            .softKey("Exit", "SoftKey:Exit", 3)
            .build();
    private static final String HEAD_PARTS =
            "<Title>Extension Mobility</Title>\n<Prompt>Enter user ID &amp; PIN</Prompt>\n";
    private static final String KEY_PARTS = """
            <SoftKeyItem>
            <Name>Exit</Name>
            <URL>SoftKey:Exit</URL>
            <Position>3</Position>
            </SoftKeyItem>
            """;

    static Stream<Arguments> pages() {
        return Stream.of(
                Arguments.of(
                        new PhoneText(HEAD, "Log out mmeyer?"),
                        "<CiscoIPPhoneText>\n" + HEAD_PARTS + "<Text>Log out mmeyer?</Text>\n" + KEY_PARTS
                                + "</CiscoIPPhoneText>\n"),
                Arguments.of(
                        new PhoneMenu(
                                HEAD,
                                List.of(
                                        new PhoneMenu.Item("Desk", "http://x/y?p=1&device=SEP00AA11BB22CC"),
                                        new PhoneMenu.Item("Lab", "http://x/y?p=2&device=SEP00AA11BB22CC"))),
                        "<CiscoIPPhoneMenu>\n" + HEAD_PARTS
                                + "<MenuItem>\n<Name>Desk</Name>\n<URL>http://x/y?p=1&amp;device=SEP00AA11BB22CC</URL>\n"
                                + "</MenuItem>\n"
                                + "<MenuItem>\n<Name>Lab</Name>\n<URL>http://x/y?p=2&amp;device=SEP00AA11BB22CC</URL>\n"
                                + "</MenuItem>\n" + KEY_PARTS + "</CiscoIPPhoneMenu>\n"),
                Arguments.of(
                        new PhoneInput(
                                HEAD,
                                "https://10.1.1.11:8443/emapp/EMAppServlet?device=SEP00AA11BB22CC&EMCC=true",
                                List.of(
                                        new PhoneInput.Item(
                                                "User ID",
                                                "userid",
                                                new PhoneInput.Flags(PhoneInput.Mode.A, false),
                                                ""),
                                        new PhoneInput.Item(
                                                "PIN", "seq", new PhoneInput.Flags(PhoneInput.Mode.N, true), ""))),
                        "<CiscoIPPhoneInput>\n" + HEAD_PARTS
                                + "<URL>https://10.1.1.11:8443/emapp/EMAppServlet?device=SEP00AA11BB22CC&amp;EMCC=true</URL>\n"
                                + "<InputItem>\n<DisplayName>User ID</DisplayName>\n"
                                + "<QueryStringParam>userid</QueryStringParam>\n<InputFlags>A</InputFlags>\n"
                                + "<DefaultValue></DefaultValue>\n</InputItem>\n"
                                + "<InputItem>\n<DisplayName>PIN</DisplayName>\n"
                                + "<QueryStringParam>seq</QueryStringParam>\n<InputFlags>NP</InputFlags>\n"
                                + "<DefaultValue></DefaultValue>\n</InputItem>\n" + KEY_PARTS
                                + "</CiscoIPPhoneInput>\n"),
                Arguments.of(
                        new PhoneExecute(List.of(
                                new PhoneExecute.Item("Init:CallHistory", 0),
                                new PhoneExecute.Item("http://10.1.1.11:8080/note.xml?a=1&device=x", 1))),
                        """
                        <CiscoIPPhoneExecute>
                        <ExecuteItem Priority="0" URL="Init:CallHistory"/>
                        <ExecuteItem Priority="1" URL="http://10.1.1.11:8080/note.xml?a=1&amp;device=x"/>
                        </CiscoIPPhoneExecute>
                        """),
                Arguments.of(
                        new PhoneResponse(List.of(
                                PhoneResponse.Item.of("Init:CallHistory", "Success", 0),
                                PhoneResponse.Item.of("http://10.1.1.11:8080/note.xml", "Internal Error", 6),
                                PhoneResponse.Item.withoutStatus("Key:Up", ""))),
                        """
                        <CiscoIPPhoneResponse>
                        <ResponseItem Status="0" Data="Success" URL="Init:CallHistory"/>
                        <ResponseItem Status="6" Data="Internal Error" URL="http://10.1.1.11:8080/note.xml"/>
                        <ResponseItem Data="" URL="Key:Up"/>
                        </CiscoIPPhoneResponse>
                        """),
                Arguments.of(new PhoneError(4), "<CiscoIPPhoneError Number=\"4\"/>\n"),
                Arguments.of(
                        PhoneOther.of(PhoneElement.of(
                                "CiscoIPPhoneStatusFile",
                                Map.of("appId", "x"),
                                List.of(
                                        PhoneElement.of("Text", Map.of(), "It's on"),
                                        PhoneElement.of("URL", Map.of(), "http://x/y.png?device=z")))),
                        "<CiscoIPPhoneStatusFile appId=\"x\"><Text>It&apos;s on</Text>"
                                + "<URL>http://x/y.png?device=z</URL></CiscoIPPhoneStatusFile>\n"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void pagesAreTheseBytes(PhonePage page, String document) {
        assertThat(new String(PhonePageCodec.encode(page), UTF_8)).isEqualTo(DECLARATION + document);
        assertThat(PhonePageCodec.decodeOrThrow(document.getBytes(UTF_8))).isEqualTo(page);
    }

    static Stream<Arguments> messages() {
        return Stream.of(
                Arguments.of(
                        new ClusterMessage.FindUser(UserQuery.builder(MUNICH, "m<me>yer")
                                .loginType(LoginType.SP)
                                .build()),
                        "<emccRequest version=\"1\"><checkUser><cluster>munich</cluster>"
                                + "<userIdentifier>m&lt;me&gt;yer</userIdentifier><loginType>SP</loginType></checkUser>"
                                + "</emccRequest>\n"),
                Arguments.of(
                        new ClusterMessage.UserAnswered(new UserAnswer.Mine()),
                        "<emccResponse version=\"1\"><checkUser><user><exists/></user></checkUser></emccResponse>\n"),
                Arguments.of(
                        new ClusterMessage.UserAnswered(new UserAnswer.NotMine()),
                        "<emccResponse version=\"1\"><checkUser><user/></checkUser></emccResponse>\n"),
                Arguments.of(
                        new ClusterMessage.LoginAnswered(new HomeReply.Accepted(
                                ClusterId.of("oslo"),
                                UserId.of("mmeyer"),
                                List.of(ServiceAddress.of("10.2.1.11"), ServiceAddress.parse("[2001:db8::1]:6069")),
                                Instant.parse("2026-11-22T08:00:00Z"),
                                LoginLimit.after(Duration.ofHours(10)))),
                        "<emccResponse version=\"1\"><login><success><cluster>oslo</cluster><userId>mmeyer</userId>"
                                + "<tftpServer>10.2.1.11</tftpServer><tftpServer>[2001:db8::1]:6069</tftpServer>"
                                + "<loginTime>2026-11-22T08:00:00Z</loginTime><maximumDuration>PT10H</maximumDuration>"
                                + "</success></login></emccResponse>\n"),
                Arguments.of(
                        new ClusterMessage.LoginAnswered(new HomeReply.ChooseProfile(
                                List.of(DeviceProfileName.of("Desk"), DeviceProfileName.of("Lab")))),
                        "<emccResponse version=\"1\"><login><chooseProfile><deviceProfile>Desk</deviceProfile>"
                                + "<deviceProfile>Lab</deviceProfile></chooseProfile></login></emccResponse>\n"),
                Arguments.of(
                        new ClusterMessage.LoginAnswered(new HomeReply.ChangePin()),
                        "<emccResponse version=\"1\"><login><changePin/></login></emccResponse>\n"),
                Arguments.of(
                        new ClusterMessage.LoginAnswered(new HomeReply.Refused(ErrorCode.of(33))),
                        "<emccResponse version=\"1\"><login><failure><error code=\"33\">No free EMCC dummy device</error>"
                                + "</failure></login></emccResponse>\n"),
                Arguments.of(
                        new ClusterMessage.Logout(ENDED),
                        "<emccRequest version=\"1\"><logout>" + ENDED_PARTS + "</logout></emccRequest>\n"),
                Arguments.of(
                        new ClusterMessage.Notice(ENDED),
                        "<emccRequest version=\"1\"><logoutNotice>" + ENDED_PARTS + "</logoutNotice></emccRequest>\n"),
                Arguments.of(
                        new ClusterMessage.LogoutAnswered(new LogoutReply.Acknowledged()),
                        "<emccResponse version=\"1\"><logout><success/></logout></emccResponse>\n"),
                Arguments.of(
                        new ClusterMessage.LogoutAnswered(new LogoutReply.Refused(ErrorCode.of(42))),
                        "<emccResponse version=\"1\"><logout><failure><error code=\"42\">Invalid cluster ID</error>"
                                + "</failure></logout></emccResponse>\n"),
                Arguments.of(
                        new ClusterMessage.NotUnderstood(ErrorCode.of(1)),
                        "<emccResponse version=\"1\"><failure><error code=\"1\">Error on parsing</error></failure>"
                                + "</emccResponse>\n"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void messagesAreTheseBytes(ClusterMessage message, String document) {
        assertThat(new String(ClusterMessageCodec.encode(message), UTF_8)).isEqualTo(DECLARATION + document);
        assertThat(ClusterMessageCodec.decodeOrThrow(document.getBytes(UTF_8))).isEqualTo(message);
    }

    static Stream<Arguments> uds() {
        UdsSource self = new UdsSource("https://a/cucm-uds/clusterUser?username=x&y", "14.0.1");
        return Stream.of(
                Arguments.of(
                        ClusterUser.Found.builder(self, ServiceAddress.of("b1.example.net"))
                                .user(new UdsSource("https://b/cucm-uds/user/x", "14.0.1"))
                                .serversUri(URI.create("https://b/cucm-uds/servers"))
                                .details(Map.of("adminProvisionMode", "false"))
                                .build(),
                        "<clusterUser uri=\"https://a/cucm-uds/clusterUser?username=x&amp;y\" version=\"14.0.1\">"
                                + "<result found=\"true\" uri=\"https://b/cucm-uds/user/x\" version=\"14.0.1\"/>"
                                + "<homeCluster serversUri=\"https://b/cucm-uds/servers\">b1.example.net</homeCluster>"
                                + "<homeClusterDetails><adminProvisionMode>false</adminProvisionMode></homeClusterDetails>"
                                + "</clusterUser>\n"),
                Arguments.of(
                        new ClusterUser.NotFound(self),
                        "<clusterUser uri=\"https://a/cucm-uds/clusterUser?username=x&amp;y\" version=\"14.0.1\">"
                                + "<result found=\"false\"/></clusterUser>\n"),
                Arguments.of(
                        new UdsServers(
                                new UdsSource("https://a/cucm-uds/servers", "14.0.1"),
                                List.of(ServiceAddress.of("cucm-a1.example.net"), ServiceAddress.of("2001:db8::1"))),
                        "<servers uri=\"https://a/cucm-uds/servers\" version=\"14.0.1\">"
                                + "<server>cucm-a1.example.net</server><server>2001:db8::1</server></servers>\n"),
                Arguments.of(
                        new UdsVersion(
                                new UdsSource("https://a/cucm-uds/version", "14.0.1"),
                                "14.0.1",
                                Map.of("usersResourceAuthEnabled", "false")),
                        "<versionInformation uri=\"https://a/cucm-uds/version\" version=\"14.0.1\">"
                                + "<version>14.0.1</version><capabilities>"
                                + "<usersResourceAuthEnabled>false</usersResourceAuthEnabled></capabilities>"
                                + "</versionInformation>\n"));
    }

    @ParameterizedTest
    @MethodSource("uds")
    void answersOfUdsAreTheseBytes(Object answer, String document) {
        byte[] bytes = document.getBytes(UTF_8);
        byte[] written;
        Object read;
        if (answer instanceof ClusterUser user) {
            written = UdsCodec.encode(user);
            read = UdsCodec.decodeClusterUserOrThrow(bytes);
        } else if (answer instanceof UdsServers servers) {
            written = UdsCodec.encode(servers);
            read = UdsCodec.decodeServersOrThrow(bytes);
        } else {
            written = UdsCodec.encode((UdsVersion) answer);
            read = UdsCodec.decodeVersionOrThrow(bytes);
        }
        assertThat(new String(written, UTF_8)).isEqualTo(DECLARATION + document);
        assertThat(read).isEqualTo(answer);
    }

    /** The kinds that {@link ClusterMessageCodecTest} has the bytes of. */
    private static final List<ClusterMessage.Kind> ELSEWHERE = List.of(
            ClusterMessage.Kind.LOGIN,
            ClusterMessage.Kind.CHECK_LOGINS,
            ClusterMessage.Kind.LOGINS_CHECKED,
            ClusterMessage.Kind.UPDATE,
            ClusterMessage.Kind.UPDATED);

    @Test
    void noKindIsLeftOut() {
        assertThat(pages().map(each -> ((PhonePage) each.get()[0]).kind())).contains(PhonePage.Kind.values());
        assertThat(Stream.concat(messages().map(each -> ((ClusterMessage) each.get()[0]).kind()), ELSEWHERE.stream()))
                .contains(ClusterMessage.Kind.values());
        assertThat(ApiCodecTest.requests().map(each -> ((ApiRequest) each.get()[0]).kind()))
                .contains(ApiRequest.Kind.values());
        assertThat(ApiCodecTest.responses().map(each -> ((ApiResponse) each.get()[0]).kind()))
                .contains(ApiResponse.Kind.values());
    }
}
