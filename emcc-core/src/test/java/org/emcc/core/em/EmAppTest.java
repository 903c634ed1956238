package org.emcc.core.em;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.device.PhoneServiceUrl;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.LoginType;
import org.emcc.core.id.Release;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.login.InProcessLink;
import org.emcc.core.login.VisitingCluster;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.VisitingSession;
import org.emcc.core.session.VisitingState;
import org.emcc.core.store.Lease;
import org.emcc.core.store.StoreException;
import org.emcc.core.store.Versioned;
import org.emcc.core.store.VisitingLoginStore;
import org.emcc.testing.Canary;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmAppTest {
    private static final URI SERVICE = URI.create("https://10.1.1.11:8443/emapp/EMAppServlet");
    private static final String DEVICE = "device=" + TwoClusters.PHONE;
    private static final String SUBMIT = DEVICE + "&EMCC=true&seq=" + TwoClusters.PIN + "&userid=";

    private final InProcessLink link = InProcessLink.create();
    private final HomeCluster home = TwoClusters.home(TwoClusters.nyc(), link);
    private final VisitingCluster visiting = TwoClusters.visiting(TwoClusters.lon(), link);
    private final TwoClusters.Time time = new TwoClusters.Time();
    private final List<String> shown = new ArrayList<>();
    private EmApp app = app(visiting);

    EmAppTest() {
        link.join(home).join(visiting);
    }

    private EmApp app(VisitingCluster cluster) {
        return EmApp.builder(cluster)
                .clock(time)
                .timers(time)
                .random(Seeds.random(Seeds.seed(), 1))
                .build();
    }

    @AfterEach
    void showsNoPin() {
        assertThat(shown).isNotEmpty().allSatisfy(page -> assertThat(page).doesNotContain(TwoClusters.PIN));
        home.close();
        visiting.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'', Login is unavailable (207)",
        "device=, Login is unavailable (207)",
        "doLogout=true, Logout is unavailable (207)",
        "device=%3F%3F, Login is unavailable (11)",
        "device=SEP0011AABBCCDD&loginType=XX, LoginType invalid(215)",
        "device=SEP0011AABBCCDD&loginType=, LoginType invalid(215)",
        "device=SEP0011AABBCCDD&loginType=uid, LoginType invalid(215)",
        "device=SEP0011AABBCCDD&userid=alice, Please try to login again (202)",
        "device=SEP0011AABBCCDD&seq=12345, Please try to login again (202)",
        "device=SEP0011AABBCCDD&userid=+&seq=12345, Please try to login again (202)",
        "device=SEP0011AABBCCDD&userid=&seq=, Please try to login again (202)",
        "device=SEP0011AABBCCDD&doLogout=true, Logout is unavailable(19)",
    })
    void answersWhatTheCodesSay(String query, String display) {
        assertThat(((PhoneText) ask(query)).text()).isEqualTo(display);
    }

    /** emcc-behaviour 8.2: up to 11.5 the parameter is ignored, and user ID and PIN are asked for. */
    @ParameterizedTest
    @CsvSource({
        "11.5, DN, User ID",
        "11.5, SP, User ID",
        "11.5, XX, User ID",
        "12.0, DN, Extension",
        "12.0, SP, Self-service ID"
    })
    void asksForTheUserIdWhereTheReleaseKnowsNoLoginType(String release, String type, String asked) {
        ClusterConfiguration lon = TwoClusters.lon();
        ClusterSettings old = lon.settings();
        VisitingCluster older = TwoClusters.visiting(
                lon.toBuilder()
                        .settings(ClusterSettings.builder(old.id(), Release.parse(release))
                                .devicePools(old.devicePools())
                                .build())
                        .build(),
                link);
        app = app(older);

        PhoneInput form = (PhoneInput) ask(DEVICE + "&EMCC=true&loginType=" + type);

        assertThat(form.head().prompt()).isEqualTo("Enter " + asked + " and PIN");
        assertThat(form.items().get(0).displayName()).isEqualTo(asked);
        older.close();
    }

    @Test
    void leadsThroughLoginAndLogoutByItsOwnUrls() {
        PhoneServiceUrl service = PhoneServiceUrl.extensionMobility(ServiceAddress.of("10.1.1.11"), true)
                .with(LoginType.UID);
        PhoneInput form = (PhoneInput) follow(service.resolve(TwoClusters.PHONE, true));
        assertThat(form.url()).isEqualTo(SERVICE + "?" + DEVICE + "&EMCC=true&loginType=UID");
        assertThat(form.items())
                .extracting(item -> item.queryStringParam() + " " + item.flags())
                .containsExactly("userid A", "seq NP");

        PhonePage welcome = follow(form.url() + "&userid=alice&seq=" + TwoClusters.PIN);
        assertThat(welcome.head().prompt()).isEqualTo("Login successful");

        PhoneText question = (PhoneText) ask(DEVICE + "&EMCC=true");
        assertThat(question.text()).isEqualTo("Log out alice?");
        assertThat(((PhoneText) ask(SUBMIT + "alice")).text())
                .isEqualTo(ErrorCode.of(18).loginDisplay());
        PhonePage farewell = follow(question.head().softKeys().get(0).url());
        assertThat(farewell.head().prompt()).isEqualTo("Logout successful");
        assertThat(ask(DEVICE)).isInstanceOf(PhoneInput.class);
    }

    @Test
    void namesTheUserAsHomeDoesAndNotAsWasTyped() {
        assertThat(ask(SUBMIT + "2001&loginType=DN").head().prompt()).isEqualTo("Login successful");

        assertThat(((PhoneText) ask(DEVICE)).text()).isEqualTo("Log out alice?");
        assertThat(((PhoneText) ask(DEVICE + "&refresh=true")).text()).startsWith("alice is logged in.");
        VisitingSession login = visiting.session(TwoClusters.PHONE).orElseThrow();
        assertThat(EmPages.visitor(VisitingSession.builder(login.login(), new VisitingState.Locating())
                        .build()))
                .as("home has not said anything so far")
                .isEqualTo("2001");
    }

    @ParameterizedTest
    @CsvSource({"UID, User ID", "SP, Self-service ID", "DN, Extension"})
    void asksForWhatTheLoginTypeSays(String type, String name) {
        PhoneInput form = (PhoneInput) ask(DEVICE + "&loginType=" + type);

        assertThat(form.items().get(0).displayName()).isEqualTo(name);
        assertThat(form.url()).isEqualTo(SERVICE + "?" + DEVICE + "&loginType=" + type);
    }

    @Test
    void takesEmccExactly() {
        assertThat(((PhoneInput) ask(DEVICE + "&EMCC=#EMCC#".replace("#", "%23"))).url())
                .doesNotContain("EMCC");
        for (String odd : List.of("&EMCC=TRUE", "&EMCC=", "&EMCC", "&EMCC=false", "&EMCC=null", "&emcc=true")) {
            assertThat(((PhoneInput) ask(DEVICE + odd)).url()).doesNotContain("EMCC");
        }
        PhoneServiceUrl twice = PhoneServiceUrl.parse(
                PhoneServiceUrl.extensionMobility(ServiceAddress.of("10.1.1.11"), true) + "&EMCC=#EMCC#");
        assertThat(((PhoneInput) follow(twice.resolve(TwoClusters.PHONE, true))).url())
                .as("a URL to which a product defect has added it once more")
                .endsWith("&EMCC=true");
        String withoutEmcc = SUBMIT.replace("EMCC=true", "EMCC=false") + "alice";
        assertThat(((PhoneText) ask(withoutEmcc)).text())
                .isEqualTo(ErrorCode.of(23).loginDisplay());
    }

    @Test
    void showsTheCodesOfTheLogin() {
        assertThat(((PhoneText) ask(SUBMIT + "nobody")).text())
                .isEqualTo(ErrorCode.of(23).loginDisplay());
        assertThat(((PhoneText) ask(SUBMIT.replace(TwoClusters.PIN, "11111") + "alice")).text())
                .isEqualTo(ErrorCode.of(2).loginDisplay());
        assertThat(((PhoneText) ask(SUBMIT.replace(TwoClusters.PIN, "1".repeat(129)) + "alice")).text())
                .isEqualTo(ErrorCode.of(2).loginDisplay());
        assertThat(((PhoneText) ask(SUBMIT + "a".repeat(129))).text())
                .isEqualTo(ErrorCode.of(23).loginDisplay());
        assertThat(((PhoneText) ask(SUBMIT + "lisa")).text())
                .isEqualTo("lisa belongs to this cluster. A login within one cluster is not done here.");
    }

    @Test
    void letsTheUserChooseOnceWithoutThePinInAnyUrl() {
        PhoneMenu menu = (PhoneMenu) ask(SUBMIT + "bob&loginType=UID");
        assertThat(menu.items()).extracting(PhoneMenu.Item::name).containsExactly("UDP-one", "UDP-" + "x".repeat(60));
        String second = menu.items().get(1).url();

        assertThat(follow(second.replace("profile=1", "profile=2")))
                .as("a profile that was not offered uses the choice up")
                .isInstanceOf(PhoneInput.class);
        assertThat(follow(second)).isInstanceOf(PhoneInput.class);

        PhoneMenu again = (PhoneMenu) ask(SUBMIT + "bob");
        assertThat(follow(again.items().get(1).url()).head().prompt()).isEqualTo("Login successful");
        PhoneInput over = (PhoneInput) follow(again.items().get(0).url());
        assertThat(over.head().prompt()).isEqualTo("Please log in again");
    }

    @Test
    void forgetsAChoiceAfterTwoMinutes() {
        PhoneMenu menu = (PhoneMenu) ask(SUBMIT + "bob");
        time.advance(Duration.ofMinutes(2));

        assertThat(follow(menu.items().get(0).url())).isInstanceOf(PhoneInput.class);
    }

    @Test
    void saysWhereThePinIsChanged() {
        PhoneText page = (PhoneText) ask(SUBMIT + "carol");

        assertThat(page.head().prompt()).isEqualTo("PIN change is required");
        assertThat(page.text())
                .isEqualTo("PIN change is required (41)\n"
                        + "Open the service Change Credential of your home cluster NYC, then log in again.");
        assertThat(ErrorCode.fromDisplay(page.text())).containsExactly(ErrorCode.of(41));
        assertThat(page.head().softKeys()).extracting(PageHead.SoftKey::name).containsExactly("Exit");
    }

    @ParameterizedTest
    @CsvSource({
        "https://nyc:8443/c, '', https://nyc:8443/c?device=SEP0011AABBCCDD&userid=carol",
        "/c, &loginType=UID, https://10.1.1.11:8443/c?device=SEP0011AABBCCDD&userid=carol",
        "/c, &loginType=DN, https://10.1.1.11:8443/c?device=SEP0011AABBCCDD"
    })
    void leadsToThePageOfTheHomeCluster(String page, String more, String url) {
        app = EmApp.builder(visiting)
                .credentialPages(home -> Optional.of(URI.create(page)).filter(known -> home.equals(TwoClusters.NYC)))
                .build();

        String user = more.contains("DN") ? "1234" : "carol";
        PhoneText asked = (PhoneText) ask(SUBMIT + user + more);
        assertThat(asked.text()).contains("Press Change");
        assertThat(asked.head().softKeys().get(0)).isEqualTo(new PageHead.SoftKey("Change", url, 1));
    }

    @Test
    void saysWhatToDoThoughThePageCannotBeFoundOrIsTooFar() {
        List<Function<ClusterId, Optional<URI>>> lost = List.of(
                home -> {
                    throw new IllegalStateException("the directory is away");
                },
                home -> Optional.of(URI.create("https://" + "n".repeat(250) + "/c")));
        for (Function<ClusterId, Optional<URI>> pages : lost) {
            app = EmApp.builder(visiting).credentialPages(pages).build();
            assertThat(((PhoneText) ask(SUBMIT + "carol")).text()).contains("(41)", "Open the service");
        }
    }

    @Test
    void asksAgainWhetherThePhoneHasRestarted() {
        PhoneRequest login = PhoneRequest.builder(SERVICE)
                .query(SUBMIT + "alice&loginType=UID")
                .build();
        PhoneAnswer.Next next = app.answer(login).join().next().orElseThrow();

        assertThat(next.url()).isEqualTo(SERVICE + "?" + DEVICE + "&refresh=true&EMCC=true&loginType=UID");
        assertThat(next.after()).isEqualTo(Duration.ofSeconds(30));
        assertThat(((PhoneText) follow(next.url())).text()).startsWith("alice is logged in.");
        ask(DEVICE + "&doLogout=true");
        assertThat(follow(next.url())).isInstanceOf(PhoneInput.class);
        assertThat(app.answer(PhoneRequest.builder(SERVICE).query(DEVICE).build())
                        .join()
                        .next())
                .isEmpty();
    }

    @Test
    void answersSixWhenTheStoreFailsAndZeroWhenABugIsMet() {
        app = app(TwoClusters.visiting(
                TwoClusters.lon(),
                link,
                new FailingStore(new StoreException("the store is away", true, new java.io.IOException("away")))));
        assertThat(((PhoneText) ask(DEVICE)).text()).isEqualTo(ErrorCode.of(6).loginDisplay());

        app = app(TwoClusters.visiting(TwoClusters.lon(), link, new FailingStore(new IllegalStateException("a bug"))));
        assertThat(((PhoneText) ask(DEVICE)).text()).isEqualTo(ErrorCode.of(0).loginDisplay());
    }

    @Test
    void refusesADeviceNameThatWouldMakeTheUrlsTooLong() {
        URI distant = URI.create("https://" + "n".repeat(60) + ".example.com:8443/emapp/EMAppServlet");
        PhonePage page = TwoClusters.page(
                app,
                PhoneRequest.builder(distant).query("device=" + "x".repeat(128)).build());

        shown.add(page.toString());
        assertThat(((PhoneText) page).text()).isEqualTo(ErrorCode.of(210).loginDisplay());
        assertThat(ask("device=" + "x".repeat(128))).isInstanceOf(PhoneInput.class);
    }

    @Test
    void printsNoParameterOfARequest() {
        PhoneRequest request = PhoneRequest.builder(SERVICE)
                .query(SUBMIT + "alice&" + TwoClusters.PIN + "=%zz")
                .build();

        shown.add(request.toString());
        assertThat(request.parameter("seq")).contains(TwoClusters.PIN);
        assertThat(request.parameter(TwoClusters.PIN)).contains("%zz");
    }

    /** A store that throws whatever it is asked. */
    private record FailingStore(RuntimeException failure) implements VisitingLoginStore {
        @Override
        public Optional<Versioned<VisitingSession>> open(VisitingSession first, Lease lease) {
            throw failure;
        }

        @Override
        public Optional<Versioned<VisitingSession>> save(VisitingSession next, long version, Lease lease) {
            throw failure;
        }

        @Override
        public Optional<Versioned<VisitingSession>> find(LoginId login) {
            throw failure;
        }

        @Override
        public Optional<Versioned<VisitingSession>> live(DeviceName device) {
            throw failure;
        }

        @Override
        public List<Versioned<VisitingSession>> liveAfter(LoginId after, int max) {
            throw failure;
        }

        @Override
        public List<Versioned<VisitingSession>> claim(Instant now, Lease lease, int max) {
            throw failure;
        }

        @Override
        public void handOver(String node) {
            // A store fails at last when it is needed: the cluster must come up first.
        }

        @Override
        public void forget(Instant issuedBefore) {
            throw failure;
        }
    }

    private PhonePage follow(String url) {
        assertThat(url).startsWith(SERVICE + "?").hasSizeLessThanOrEqualTo(256);
        return ask(url.substring(SERVICE.toString().length() + 1));
    }

    /** What a phone would show: the page goes through the codec, and every page has titles that fit. */
    private PhonePage ask(String query) {
        PhonePage page = TwoClusters.page(
                app,
                PhoneRequest.builder(SERVICE)
                        .query(query)
                        .remoteAddress("10.1.1.99")
                        .build());
        byte[] document = PhonePageCodec.encode(page);
        shown.add(new String(document, UTF_8));
        Canary.mustNotBeIn("a page", new String(document, UTF_8));
        Canary.mustNotBeIn("a page as text", page.toString());
        assertThat(PhonePageCodec.decodeOrThrow(document)).isEqualTo(page);
        return page;
    }
}
