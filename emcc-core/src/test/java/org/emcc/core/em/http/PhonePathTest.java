package org.emcc.core.em.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Clock;
import java.util.Random;
import org.emcc.core.directory.Directories;
import org.emcc.core.em.PageHead;
import org.emcc.core.em.PhoneInput;
import org.emcc.core.em.PhonePage;
import org.emcc.core.em.PhonePageCodec;
import org.emcc.core.em.PhoneText;
import org.emcc.core.em.TwoClusters;
import org.emcc.core.gateway.Credentials;
import org.emcc.core.gateway.InMemoryCredentials;
import org.emcc.core.gateway.PinCheck;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.login.InProcessLink;
import org.emcc.core.login.VisitingCluster;
import org.emcc.core.user.Pin;
import org.emcc.testing.Canary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What phones are answered, as the responses that a server sends. */
class PhonePathTest {
    private static final String NODE = "https://10.1.1.11:8443";
    private static final String DEVICE = "device=" + TwoClusters.PHONE;
    private static final String LOGIN = DEVICE + "&EMCC=true&seq=" + Canary.PIN + "&userid=";
    private static final UserId LISA = UserId.of("lisa");
    private static final String CHANGE =
            "&changePin=true&userid=lisa&oldpin=" + Canary.PIN + "&newpin=8203645519&confirmnewpin=8203645519";

    private final InProcessLink link = InProcessLink.create();
    private final HomeCluster nyc = Patient.home(TwoClusters.nyc(), link);
    private final VisitingCluster visiting = Patient.visiting(TwoClusters.lon(), link);
    private final InMemoryCredentials pins = Credentials.inMemory(Clock.systemUTC(), new Random(1))
            .withIterations(1)
            .set(LISA, Pin.of(Canary.PIN));
    private final HomeCluster home = Patient.home(TwoClusters.lon(), link, pins);
    private final EmService service = builder().build();

    PhonePathTest() {
        link.join(nyc).join(visiting);
    }

    private EmService.Builder builder() {
        return EmService.builder(
                home, visiting, Directories.of(TwoClusters.lon()).cluster());
    }

    @AfterEach
    void close() {
        nyc.close();
        home.close();
        visiting.close();
    }

    @Test
    void aUserChangesAPin() {
        PhoneInput form = (PhoneInput) page(answer(NODE, Wire.CREDENTIALS, DEVICE));
        assertThat(form.url()).isEqualTo(NODE + Wire.CREDENTIALS + "?" + DEVICE + "&changePin=true");

        assertThat(page(answer(NODE, Wire.CREDENTIALS, DEVICE + CHANGE)).head().prompt())
                .isEqualTo("PIN changed");
        assertThat(pins.check(LISA, Pin.of("8203645519"), TwoClusters.LON)).isEqualTo(PinCheck.GOOD);
    }

    @Test
    void thePageIsOnlyRead() {
        EmResponse post =
                service.answer(request(NODE, "POST", Wire.CREDENTIALS, DEVICE)).join();
        assertThat(post.status()).isEqualTo(405);
        assertThat(post.headers()).containsEntry("Allow", "GET");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", DEVICE_ONLY, DEVICE_ONLY + "&doLogout=true", DEVICE_ONLY + "&userid=x&seq=1"})
    void noPageIsKept(String query) {
        for (String path : new String[] {Wire.PHONES, Wire.CREDENTIALS}) {
            EmResponse response = answer(NODE, path, query);
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.headers())
                    .containsEntry("Content-Type", "text/xml; charset=UTF-8")
                    .containsEntry("Expires", "Thu, 01 Jan 1970 00:00:00 GMT")
                    .doesNotContainKeys("Refresh", "Set-Cookie");
        }
    }

    private static final String DEVICE_ONLY = "device=SEP0011AABBCCDD";

    @Test
    void thePageOfASuccessIsAskedForAnew() {
        EmResponse in = answer(NODE, Wire.PHONES, LOGIN + "alice");

        assertThat(in.headers())
                .containsEntry("Refresh", "30; url=" + NODE + Wire.PHONES + "?" + DEVICE + "&refresh=true&EMCC=true");
        assertThat(answer(NODE, Wire.PHONES, DEVICE + "&doLogout=true").headers())
                .doesNotContainKey("Refresh");
    }

    @Test
    void aPinThatMustBeChangedLeadsToTheHomeCluster() {
        PhoneText page = (PhoneText) page(answer(NODE, Wire.PHONES, LOGIN + "carol"));

        assertThat(page.head().softKeys())
                .contains(new PageHead.SoftKey(
                        "Change",
                        "https://" + TwoClusters.NYC_HOST + ":8443" + Wire.CREDENTIALS + "?" + DEVICE + "&userid=carol",
                        1));
    }

    @Test
    void theLongestNameOfANodeHasItsPages() {
        EmService distant =
                builder().nodeName(ServiceAddress.of("n".repeat(100), 65_535)).build();

        for (String path : new String[] {Wire.PHONES, Wire.CREDENTIALS}) {
            EmResponse response =
                    distant.answer(request(NODE, "GET", path, DEVICE)).join();
            assertThat(((PhoneInput) page(response)).url()).startsWith("https://" + "n".repeat(100) + ":65535" + path);
        }
    }

    @Test
    void thePortOfANodesNameIsThatOfHttps() {
        EmService named =
                builder().nodeName(ServiceAddress.of("lon.example.com", 9_443)).build();

        for (String path : new String[] {Wire.PHONES, Wire.CREDENTIALS}) {
            EmResponse secure = named.answer(request(NODE, "GET", path, DEVICE)).join();
            assertThat(((PhoneInput) page(secure)).url()).startsWith("https://lon.example.com:9443" + path);
            EmResponse plain = named.answer(request("http://10.1.1.11:8080", "GET", path, DEVICE))
                    .join();
            assertThat(((PhoneInput) page(plain)).url()).startsWith("http://lon.example.com:8080" + path);
        }
    }

    @Test
    void thePortOfPlainHttpIsThatOfWhateverForwardsToIt() {
        EmService forwarded = builder()
                .nodeName(ServiceAddress.of("lon.example.com", 9_443))
                .plainPort(80)
                .build();

        for (String path : new String[] {Wire.PHONES, Wire.CREDENTIALS}) {
            EmResponse secure =
                    forwarded.answer(request(NODE, "GET", path, DEVICE)).join();
            assertThat(((PhoneInput) page(secure)).url()).startsWith("https://lon.example.com:9443" + path);
            EmResponse plain = forwarded
                    .answer(request("http://10.1.1.11:8080", "GET", path, DEVICE))
                    .join();
            assertThat(((PhoneInput) page(plain)).url()).startsWith("http://lon.example.com:80" + path);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().plainPort(0))
                .withMessage("port of plain HTTP must be from 1 to 65535, but is 0");
    }

    @Test
    void aPinInClearIsWarnedOfOnce() {
        EmService plain = builder().build();
        int before = warnings();

        String http = "http://10.1.1.11:8080";
        for (String query : new String[] {"", DEVICE, DEVICE + "&userid=alice", DEVICE + "&seq=+"}) {
            plain.answer(request(http, "GET", Wire.PHONES, query)).join();
        }
        plain.answer(request(NODE, "GET", Wire.PHONES, LOGIN + "nobody")).join();
        assertThat(warnings()).as("nothing was in clear so far").isEqualTo(before);

        plain.answer(request(http, "GET", Wire.CREDENTIALS, DEVICE + CHANGE)).join();
        assertThat(warnings()).isEqualTo(before + 1);
        plain.answer(request(http, "GET", Wire.PHONES, LOGIN + "nobody")).join();
        plain.answer(request(http, "GET", Wire.CREDENTIALS, DEVICE + CHANGE)).join();
        assertThat(warnings()).as("it is said once").isEqualTo(before + 1);

        builder()
                .build()
                .answer(request(http, "GET", Wire.PHONES, LOGIN + "nobody"))
                .join();
        assertThat(warnings()).as("but by every service").isEqualTo(before + 2);
    }

    private static int warnings() {
        return Canary.log().split("WARN org.emcc.core.em.http.EmService - PINs travel in clear", -1).length - 1;
    }

    private EmResponse answer(String node, String path, String query) {
        return service.answer(request(node, "GET", path, query)).join();
    }

    private static EmRequest request(String node, String method, String path, String query) {
        return EmRequest.builder(URI.create(node), method, path)
                .query(query)
                .remoteAddress("10.1.1.99")
                .build();
    }

    private static PhonePage page(EmResponse response) {
        Canary.mustNotBeIn("an answer to a phone", new String(response.body(), UTF_8) + response.headers());
        return PhonePageCodec.decodeOrThrow(response.body());
    }
}
