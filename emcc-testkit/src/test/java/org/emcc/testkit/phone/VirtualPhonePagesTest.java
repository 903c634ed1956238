package org.emcc.testkit.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.em.PageHead;
import org.emcc.core.em.PhoneInput;
import org.emcc.core.em.PhoneMenu;
import org.emcc.core.em.PhonePage;
import org.emcc.core.em.PhonePageCodec;
import org.emcc.core.em.PhoneText;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.user.Pin;
import org.emcc.testing.Canary;
import org.emcc.testkit.trace.Trace;
import org.emcc.tftp.config.PhoneConfiguration;
import org.emcc.tftp.config.PhoneServiceEntry;
import org.emcc.tftp.config.VersionStamp;
import org.emcc.tftp.content.Content;
import org.emcc.tftp.content.ContentAnswer;
import org.emcc.tftp.server.TftpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a phone goes from page to page, also of a service that is not this SDK's (em-api-and-axl 2.3 to 2.7). */
@Timeout(120)
class VirtualPhonePagesTest {
    private static final DeviceName NAME = DeviceName.of("SEP020000AABBCC");
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Pin PIN = Pin.of(Canary.PIN);
    private static final PageHead HEAD =
            PageHead.builder().title("Service").prompt("What now?").build();

    private final Map<String, PhonePage> pages = new ConcurrentHashMap<>();
    private final Map<String, String> refreshes = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Trace trace = new Trace(Clock.systemUTC());
    private final HttpServer http = service();
    private final TftpServer tftp = files();
    private final VirtualPhone phone = phone("Extension Mobility");

    private HttpServer service() {
        try {
            HttpServer server = HttpServer.create(ANY, 0);
            server.createContext("/", exchange -> {
                String path = exchange.getRequestURI().getPath();
                asked.add(exchange.getRequestURI().toString());
                byte[] page = PhonePageCodec.encode(pages.getOrDefault(path, new PhoneText(HEAD, "nothing here")));
                if (refreshes.containsKey(path)) {
                    exchange.getResponseHeaders().add("Refresh", refreshes.get(path));
                }
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private TftpServer files() {
        byte[] file = PhoneConfiguration.ownFile(VersionStamp.of("1"))
                .phoneService(new PhoneServiceEntry("Extension Mobility", url("/em/open?device=#DEVICENAME#")))
                .phoneService(new PhoneServiceEntry("Anmelden", url("/de/open?device=#DEVICENAME#")))
                .build()
                .encode();
        return TftpServer.builder(
                        ANY,
                        request -> request.name().value().endsWith(".cnf.xml")
                                ? new ContentAnswer.Found(Content.of(file, "1"))
                                : new ContentAnswer.NotFound())
                .start();
    }

    private String url(String rest) {
        return "http://127.0.0.1:" + http.getAddress().getPort() + rest;
    }

    private VirtualPhone phone(String service) {
        try {
            return VirtualPhone.builder(
                            NAME,
                            new PhoneModel("Cisco 8851", 684, true),
                            ServiceAddress.of("127.0.0.1", tftp.address().getPort()),
                            SSLContext.getDefault(),
                            trace)
                    .service(service)
                    .build();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void readItsFile() throws Exception {
        phone.start().get(20, TimeUnit.SECONDS); // it names no call manager
    }

    @AfterEach
    void close() {
        phone.close();
        tftp.close();
        http.stop(0);
        Canary.mustNotBeIn("the trace", trace.asText());
    }

    private static PhoneInput form(String url) {
        return new PhoneInput(
                HEAD,
                url,
                List.of(
                        new PhoneInput.Item("UserID", "userid", PhoneInput.Flags.parse("A"), ""),
                        new PhoneInput.Item("PIN", "seq", PhoneInput.Flags.parse("NP"), "")));
    }

    private void offersTwoProfiles() {
        pages.put("/em/open", form(url("/em/in?a=1")));
        pages.put(
                "/em/in",
                new PhoneMenu(
                        HEAD,
                        List.of(
                                new PhoneMenu.Item("Desk", url("/em/desk")),
                                new PhoneMenu.Item("Travel", "travel?t=7"))));
        pages.put("/em/desk", new PhoneText(HEAD, "at the desk"));
        pages.put("/em/travel", new PhoneText(HEAD, "on the way"));
    }

    @Test
    void showsAMenuAndChoosesFromIt() {
        offersTwoProfiles();
        assertThat(phone.logIn("alice", PIN).text()).isEqualTo("Desk\nTravel");
        assertThat(phone.display())
                .hasValueSatisfying(shown -> assertThat(shown.text()).isEqualTo("Desk\nTravel"));
        assertThat(phone.choose("Travel").text()).isEqualTo("on the way");
        assertThat(asked.subList(0, 2))
                .containsExactly("/em/open?device=" + NAME, "/em/in?a=1&userid=alice&seq=" + Canary.PIN);
        assertThat(asked.subList(2, asked.size()))
                .as("as seen from the menu's own address")
                .containsExactly("/em/travel?t=7");
        assertThatIllegalStateException()
                .isThrownBy(() -> phone.choose("Desk"))
                .withMessage("phone " + NAME + " shows no menu");
    }

    @Test
    void choosesTheProfileThatItWasTold() {
        offersTwoProfiles();
        assertThat(phone.logIn("alice", PIN, "Desk").text()).isEqualTo("at the desk");
        assertThat(trace.events()).extracting(event -> event.what()).contains("chooses Desk");
        assertThatIllegalStateException()
                .isThrownBy(() -> phone.logIn("alice", PIN, "Boat"))
                .withMessage("the menu that phone " + NAME + " shows has no Boat, but [Desk, Travel]");
        pages.put("/em/in", new PhoneText(HEAD, "in at once"));
        assertThat(phone.logIn("alice", PIN, "Desk").text())
                .as("who has one is not asked")
                .isEqualTo("in at once");
    }

    @Test
    void aFormMayLeadToAnAddressAsSeenFromItsPage() {
        pages.put("/em/open", form("in"));
        pages.put("/em/in", new PhoneText(HEAD, "in"));
        assertThat(phone.logIn("alice", PIN).text()).isEqualTo("in");
    }

    @Test
    void aFormThatLeadsNowhereDoesNotTellThePin() {
        for (String bad :
                List.of("https://h/a b", "https://cucm_nyc/in", "https://127.0.0.1:99999/in", "in%", "SoftKey:x")) {
            pages.put("/em/open", form(bad));
            assertThatIllegalStateException()
                    .isThrownBy(() -> phone.logIn("alice", PIN))
                    .withMessageStartingWith("the EM service gave an address that the phone cannot use: ")
                    .withNoCause()
                    .satisfies(refused -> Canary.mustNotBeIn("the message for " + bad, refused.toString()));
        }
    }

    @Test
    void aRefreshThatLeadsNowhereDoesNotTellThePin() {
        pages.put("/em/open", form(url("/em/in")));
        refreshes.put("/em/in", "0; url=https://cucm_nyc/x?seq=" + Canary.PIN);
        assertThatIllegalStateException()
                .isThrownBy(() -> phone.logIn("alice", PIN))
                .withMessageStartingWith("the EM service gave an address that the phone cannot use: ")
                .withNoCause()
                .satisfies(refused -> Canary.mustNotBeIn("the message", refused.toString()));
    }

    @Test
    void opensTheServiceByTheNameThatItWasTold() throws Exception {
        pages.put("/de/open", form(url("/de/in")));
        pages.put("/de/in", new PhoneText(HEAD, "angemeldet"));
        try (VirtualPhone german = phone("Anmelden")) {
            german.start().get(20, TimeUnit.SECONDS);
            assertThat(german.logIn("alice", PIN).text()).isEqualTo("angemeldet");
        }
        try (VirtualPhone other = phone("Anders")) {
            other.start().get(20, TimeUnit.SECONDS);
            assertThatIllegalStateException()
                    .isThrownBy(() -> other.logIn("alice", PIN))
                    .withMessage("phone " + NAME + " is not subscribed to Anders");
        }
    }
}
