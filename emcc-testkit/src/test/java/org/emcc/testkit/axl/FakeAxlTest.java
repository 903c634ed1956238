package org.emcc.testkit.axl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import org.emcc.core.id.Release;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The service is strict: what a client may get away with elsewhere is refused, and told. */
@Timeout(60)
class FakeAxlTest {
    private static final String USERS = "<searchCriteria><userid>%</userid></searchCriteria>";
    private static FakeAxl axl;

    @BeforeAll
    static void start() throws Exception {
        axl = FakeAxl.builder(Everything.of(Release.parse("14.0")))
                .account("reader", "secret".toCharArray())
                .start();
    }

    @AfterAll
    static void stop() {
        axl.close();
    }

    private static HttpRequest.Builder request(String version, String operation, String namespace, String content) {
        return HttpRequest.newBuilder(axl.uri())
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString("reader:secret".getBytes(UTF_8)))
                .header("Content-Type", "text/xml; charset=utf-8")
                .header("SOAPAction", "\"CUCM:DB ver=" + version + " " + operation + "\"")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body><n:"
                                + operation + " sequence=\"7\" xmlns:n=\"http://www.cisco.com/AXL/API/" + namespace
                                + "\">" + content
                                + "</n:" + operation + "></e:Body></e:Envelope>"));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> ask(String operation, String content) throws Exception {
        return send(request("14.0", operation, "14.0", content));
    }

    private static FakeAxl.Request last() {
        List<FakeAxl.Request> all = axl.requests();
        return all.get(all.size() - 1);
    }

    @Test
    void whatIsAskedForIsAnsweredInTheOrderOfTheSchema() throws Exception {
        HttpResponse<String> answer = ask(
                "listUser",
                USERS
                        + "<returnedTags><userid/><enableEmcc/><homeCluster/></returnedTags><skip>1</skip><first>1</first>");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .contains("listUserResponse xmlns:ns=\"http://www.cisco.com/AXL/API/14.0\" sequence=\"7\"")
                .containsPattern("<user uuid=\"\\{[0-9A-F-]{36}}\"><userid>userid &lt;2&gt; &amp; é</userid>")
                .doesNotContain("&lt;1&gt;", "&lt;3&gt;", "primaryExtension");
        assertThat(last()).isEqualTo(new FakeAxl.Request("listUser", 200, ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "listUser | <returnedTags><userid/></returnedTags><searchCriteria><userid>%</userid></searchCriteria> | searchCriteria",
                "listUser | <searchCriteria><userid>%</userid></searchCriteria> | returnedTags",
                "listUser | <searchCriteria/><returnedTags><userid/></returnedTags> | searchCriteria",
                "listUser | <searchCriteria><userid>%</userid></searchCriteria><returnedTags><enableEmcc/><userid/></returnedTags> | userid",
                "listUser | <searchCriteria><userid>%</userid></searchCriteria><returnedTags><shoeSize/></returnedTags> | shoeSize",
                "listUser | <searchCriteria><userid>%</userid></searchCriteria><returnedTags><phoneProfiles/></returnedTags> | phoneProfiles",
                "listUser | <searchCriteria><userid>%</userid></searchCriteria><returnedTags><userid/></returnedTags><first>many</first> | many",
                "getUser | <userid>a</userid><uuid>{00000000-0000-0000-0000-000000000000}</uuid> | uuid",
                "getUser | <uuid>1</uuid> | 1",
                "getShoe | <name>a</name> | getShoe",
            })
    void whatIsNotOfTheSchemaIsRefusedWithItsReason(String operation, String content, String minded) throws Exception {
        HttpResponse<String> answer = ask(operation, content);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(500);
        assertThat(answer.body())
                .contains("<soapenv:Fault>", "<axlcode>-1</axlcode>", "<request>" + operation + "</request>");
        assertThat(last().objection()).contains(minded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"addUser", "updateUser", "removeUser", "doUpdateRemoteCluster", "executeSQLQuery"})
    void whatDoesNotReadIsForbidden(String operation) throws Exception {
        assertThat(ask(operation, "<userid>a</userid>").statusCode()).isEqualTo(403);
        assertThat(last().objection()).contains(operation, "only reads");
    }

    @Test
    void whatIsNotThereIsAFault() throws Exception {
        HttpResponse<String> answer = ask("getUser", "<userid>nobody</userid>");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body())
                .contains("<axlcode>5007</axlcode>", "Item not valid: The specified User was not found");
    }

    @Test
    void itTakesItsOwnVersionAndTwoBefore() throws Exception {
        for (String version : List.of("11.5", "12.5", "14.0")) {
            assertThat(send(request(version, "getCCMVersion", version, "")).body())
                    .contains("<version>14.0</version>");
        }
        for (String version : List.of("10.5", "15.0", "9.9")) {
            HttpResponse<String> answer = send(request(version, "getCCMVersion", version, ""));
            assertThat(answer.statusCode()).isEqualTo(599);
            assertThat(answer.body()).contains(version, "11.5", "12.5", "14.0");
        }
    }

    @Test
    void theHeaderAndTheBodyNameTheSame() throws Exception {
        HttpResponse<String> version = send(request("14.0", "getCCMVersion", "12.5", ""));
        assertThat(version.statusCode()).isEqualTo(500);
        assertThat(last().objection()).contains("namespace must be", "12.5");

        HttpResponse<String> operation = send(
                request("14.0", "getCCMVersion", "14.0", "").setHeader("SOAPAction", "\"CUCM:DB ver=14.0 getUser\""));
        assertThat(operation.statusCode()).isEqualTo(500);
        assertThat(last().objection()).contains("getUser", "getCCMVersion");

        HttpResponse<String> none =
                send(request("14.0", "getCCMVersion", "14.0", "").setHeader("SOAPAction", "\"\""));
        assertThat(none.statusCode()).isEqualTo(400);
    }

    @Test
    void strangersAndOtherPlacesAreRefused() throws Exception {
        HttpRequest.Builder wrong = request("14.0", "getCCMVersion", "14.0", "")
                .setHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString("reader:x".getBytes(UTF_8)));
        HttpResponse<String> answer = send(wrong);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();

        URI other = axl.uri().resolve("/other/");
        assertThat(send(request("14.0", "getCCMVersion", "14.0", "").uri(other)).statusCode())
                .isEqualTo(404);
        assertThat(send(request("14.0", "getCCMVersion", "14.0", "").GET()).statusCode())
                .isEqualTo(405);
        assertThat(send(request("14.0", "getCCMVersion", "14.0", "").setHeader("Content-Type", "text/plain"))
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void whatIsNoXmlIsRefused() throws Exception {
        for (String body : List.of("", "<a", "<a/>", "<!DOCTYPE a><a/>")) {
            HttpResponse<String> answer =
                    send(request("14.0", "getUser", "14.0", "").POST(HttpRequest.BodyPublishers.ofString(body)));
            assertThat(answer.statusCode()).as(body).isEqualTo(500);
            assertThat(last().objection()).isNotEmpty();
        }
    }

    @Test
    void aCookieKeepsASession() throws Exception {
        int before = axl.sessions();
        HttpResponse<String> first = ask("getCCMVersion", "");
        String cookie = first.headers().firstValue("Set-Cookie").orElseThrow().split(";", -1)[0];
        assertThat(axl.sessions()).isEqualTo(before + 1);

        HttpResponse<String> second =
                send(request("14.0", "getCCMVersion", "14.0", "").header("Cookie", cookie));
        assertThat(second.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(axl.sessions()).isEqualTo(before + 1);
    }

    @Test
    void anAccountHasANameThatBasicAuthenticationCanCarryAndAPasswordThatIsNotPrinted() {
        FakeAxl.Builder builder = FakeAxl.builder(Everything.of(Release.parse("15.0")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.account("a:b", new char[0]))
                .withMessage("name of the user must have no colon, but is a:b");
        assertThat(axl.toString()).isEqualTo("FakeAxl[" + axl.uri() + "]").doesNotContain("secret");
    }

    @Test
    void everyVersionHasASchema() {
        for (AxlVersion version : AxlVersion.values()) {
            assertThat(new Schema(Shapes.read(), version).text()).contains(version.namespace());
        }
    }
}
