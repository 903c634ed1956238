package org.emcc.core.em;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.device.DeviceProfile;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.device.Line;
import org.emcc.core.device.Phone;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.device.PhoneServiceUrl;
import org.emcc.core.directory.Directories;
import org.emcc.core.gateway.AddressGuesses;
import org.emcc.core.gateway.Credentials;
import org.emcc.core.gateway.GuessLimits;
import org.emcc.core.gateway.LocalLogins;
import org.emcc.core.gateway.PinChange;
import org.emcc.core.gateway.PinCheck;
import org.emcc.core.gateway.ResetOutcome;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DevicePoolName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginType;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.login.InProcessLink;
import org.emcc.core.login.VisitingCluster;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.user.EndUser;
import org.emcc.core.user.Pin;
import org.emcc.testing.Canary;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every page that the two conversations can make, with the longest names that are legal, at the longest address: all within the
 * limits of em-api-and-axl 2.6. The limits stand here once more, so that a slip in the types is seen.
 */
class PageLimitsTest {
    private static final ServiceAddress NODE = ServiceAddress.of("2001:db8:1111:2222:3333:4444:5555:6666", 65_535);
    /** The longest name of a phone at which the URLs of all pages still fit at this address. */
    private static final DeviceName PHONE = DeviceName.of("SEP-" + "d".repeat(95));

    private static final UserId ONE = UserId.of(named("one"));
    private static final UserId MANY = UserId.of(named("many"));
    private static final UserId CHANGE = UserId.of(named("change"));
    private static final UserId LOCAL = UserId.of(named("local"));
    private static final ClusterId LONGEST = ClusterId.of("N" + "y".repeat(254));

    private static String named(String name) {
        return name + "&<'\"é".repeat(128).substring(0, 128 - name.length());
    }

    private final List<AutoCloseable> open = new ArrayList<>();
    private final Set<String> walked = new HashSet<>();
    private final InProcessLink link = InProcessLink.create();
    private ResetOutcome reset = ResetOutcome.ACCEPTED;
    private PinChange outcome = new PinChange.Changed();

    private final EmApp app;
    private final CredentialApp credentials;

    PageLimitsTest() {
        HomeCluster home = HomeCluster.builder(Directories.of(home()), pins(), TwoClusters.noFiles(), link)
                .build();
        URI service = service(PhoneServiceUrl.extensionMobility(NODE, true));
        VisitingCluster visiting = VisitingCluster.builder(
                        Directories.of(visiting()),
                        link,
                        TwoClusters.noFiles(),
                        device -> EmApp.logoutUri(service, device))
                .control(device -> CompletableFuture.completedFuture(reset))
                .build();
        link.join(home).join(visiting);
        HomeCluster changing = TwoClusters.home(home(), InProcessLink.create(), new Told(), LocalLogins.reportsOnly());
        credentials = CredentialApp.of(
                changing, AddressGuesses.of(GuessLimits.builder().build(), Clock.systemUTC()));
        open.add(changing);
        open.add(home);
        open.add(visiting);
        app = EmApp.builder(visiting)
                .random(Seeds.random(Seeds.seed(), 1))
                .credentialPages(cluster -> Optional.of(URI.create(PhoneServiceUrl.CHANGE_CREDENTIAL_PATH)))
                .build();
    }

    /** Credentials that answer a change with what they are told to. */
    private final class Told implements Credentials {
        @Override
        public PinCheck check(UserId user, Pin pin, ClusterId source) {
            throw new AssertionError("a change is one question");
        }

        @Override
        public PinChange change(UserId user, Pin old, Pin next, ClusterId source) {
            return outcome;
        }
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private static Credentials pins() {
        return Credentials.inMemory(Clock.systemUTC(), new Random(1))
                .withIterations(1)
                .set(ONE, Pin.of(Canary.PIN))
                .set(MANY, Pin.of(Canary.PIN))
                .setToBeChanged(CHANGE, Pin.of(Canary.PIN));
    }

    private static ClusterConfiguration home() {
        List<DeviceProfileName> names = IntStream.range(0, 120)
                .mapToObj(i -> DeviceProfileName.of(
                        i + "p".repeat(128 - String.valueOf(i).length())))
                .toList();
        return TwoClusters.nyc(LONGEST).toBuilder()
                .profiles(names.stream()
                        .map(name -> DeviceProfile.builder(name)
                                .lines(List.of(new Line(1, "2125550100", "A")))
                                .emccCallingSearchSpace("css")
                                .build())
                        .toList())
                .users(List.of(
                        user(ONE).controlledProfiles(names.subList(0, 1)).build(),
                        user(CHANGE).controlledProfiles(names.subList(0, 1)).build(),
                        user(MANY).controlledProfiles(names).build()))
                .build();
    }

    private static ClusterConfiguration visiting() {
        return TwoClusters.lon(LONGEST).toBuilder()
                .phones(List.of(Phone.builder(
                                PHONE,
                                new PhoneModel("Cisco 8851", 684, true),
                                DeviceProtocol.SIP,
                                DevicePoolName.of("pool"))
                        .extensionMobilityEnabled(true)
                        .build()))
                .users(List.of(user(LOCAL).build()))
                .build();
    }

    private static EndUser.Builder user(UserId id) {
        return EndUser.builder(id).emccEnabled(true);
    }

    private static URI service(PhoneServiceUrl url) {
        String resolved = url.resolve(PHONE, true);
        return URI.create(resolved.substring(0, resolved.indexOf('?')));
    }

    @Test
    void thePagesOfALogin() {
        String opened = PhoneServiceUrl.extensionMobility(NODE, true)
                .with(LoginType.UID)
                .resolve(PHONE, true);
        PhoneInput form = (PhoneInput) em(opened);
        for (UserId user : List.of(LOCAL, CHANGE, UserId.of("x".repeat(128)))) {
            em(form.url() + typed(user, Canary.PIN));
        }
        em(form.url() + typed(ONE, "11111"));
        em(form.url() + typed(ONE, " "));

        PhoneMenu menu = (PhoneMenu) em(form.url() + typed(MANY, Canary.PIN));
        assertThat(menu.items()).hasSize(100);
        assertThat(menu.items())
                .extracting(PhoneMenu.Item::url)
                .allSatisfy(url -> assertThat(url).hasSizeBetween(250, 256));
        em(menu.items().get(0).url().replace("&profile=0", "&profile=x"));

        reset = ResetOutcome.REFUSED;
        em(form.url() + typed(ONE, Canary.PIN));
        PhoneText question = (PhoneText) em(opened);
        em(question.head().softKeys().get(0).url());
        reset = ResetOutcome.ACCEPTED;
        menu = (PhoneMenu) em(form.url() + typed(MANY, Canary.PIN));
        em(menu.items().get(99).url());
        em(opened + "&refresh=true");
        em(opened + "&userid=x&seq=1");
        em(opened + "&doLogout=true");
        em(opened + "&doLogout=true");
        for (LoginType type : LoginType.values()) {
            em(PhoneServiceUrl.extensionMobility(NODE, true).with(type).resolve(PHONE, false));
        }
        em(opened.replace("loginType=UID", "loginType=X"));
        em(opened.replace("device=" + PHONE, ""));
        em(opened.replace("device=" + PHONE, "device=%23DEVICENAME%23"));
        em(opened.replace("device=" + PHONE, "device=" + "d".repeat(128)));

        assertThat(walked)
                .contains(
                        "Enter User ID and PIN",
                        "Enter Self-service ID and PIN",
                        "Enter Extension and PIN",
                        "Choose a device profile",
                        "Please log in again",
                        "Currently logged in",
                        "Login successful",
                        "Login not done",
                        "Login failed",
                        "PIN change is required",
                        "Logout successful",
                        "Logout failed");
    }

    @Test
    void thePagesOfAChange() {
        String opened = PhoneServiceUrl.changeCredential(NODE, true).resolve(PHONE, true);
        PhoneInput form = (PhoneInput) credential(opened);
        credential(opened + "&userid=" + encoded(ONE.value()));
        for (PinChange each : List.of(
                new PinChange.Changed(),
                new PinChange.Wrong(),
                new PinChange.Locked(),
                new PinChange.Refused("r".repeat(200)))) {
            outcome = each;
            PhonePage page = credential(form.url() + "&userid=" + encoded(ONE.value()) + "&oldpin=" + Canary.PIN
                    + "&newpin=24680&confirmnewpin=24680");
            page.head().softKeys().stream()
                    .filter(key -> key.url().startsWith("https:"))
                    .forEach(key -> credential(key.url()));
        }
        credential(form.url());
        credential(form.url() + "&userid=a&oldpin=1&newpin=2&confirmnewpin=3");
        credential(opened.replace("device=" + PHONE, ""));

        assertThat(walked).containsExactlyInAnyOrder("Enter old and new PIN", "PIN changed", "PIN not changed");
    }

    static List<ErrorCode> codes() {
        return ErrorCode.documentedCodes();
    }

    @ParameterizedTest
    @MethodSource("codes")
    void thePageOfEveryCode(ErrorCode code) {
        for (String display : List.of(code.loginDisplay(), code.logoutDisplay())) {
            PhonePage page = EmPages.text("Login failed", display);
            within(page);
            assertThat(((PhoneText) page).text()).isEqualTo(display);
        }
        within(CredentialPages.unavailable(code.number()));
    }

    private static String typed(UserId user, String pin) {
        return "&userid=" + encoded(user.value()) + "&seq=" + encoded(pin);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private PhonePage em(String url) {
        PhoneAnswer answer = app.answer(request(url)).join();
        within(answer.page());
        answer.next().ifPresent(next -> {
            url(next.url());
            em(next.url());
        });
        return answer.page();
    }

    private PhonePage credential(String url) {
        PhonePage page = credentials.page(request(url));
        within(page);
        return page;
    }

    private static PhoneRequest request(String url) {
        int query = url.indexOf('?');
        return PhoneRequest.builder(URI.create(url.substring(0, query)))
                .query(url.substring(query + 1))
                .build();
    }

    /** em-api-and-axl 2.6. */
    private void within(PhonePage page) {
        walked.add(page.head().prompt());
        Canary.mustNotBeIn("a page", new String(PhonePageCodec.encode(page), UTF_8));
        assertThat(PhonePageCodec.decode(PhonePageCodec.encode(page)).problems())
                .isEmpty();
        assertThat(page.head().title()).hasSizeBetween(1, 32);
        assertThat(page.head().prompt()).hasSizeBetween(1, 32);
        assertThat(page.head().softKeys()).hasSizeBetween(1, 8).allSatisfy(key -> {
            assertThat(key.name()).hasSizeBetween(1, 32);
            assertThat(key.position()).isBetween(1, 8);
            url(key.url());
        });
        if (page instanceof PhoneText text) {
            assertThat(text.text()).hasSizeBetween(1, 4000);
        } else if (page instanceof PhoneMenu menu) {
            assertThat(menu.items()).hasSizeBetween(1, 100).allSatisfy(item -> {
                assertThat(item.name()).hasSizeBetween(1, 64);
                url(item.url());
            });
        } else {
            PhoneInput form = (PhoneInput) page;
            url(form.url());
            assertThat(form.items()).hasSizeBetween(1, 5).allSatisfy(item -> {
                assertThat(item.displayName()).hasSizeBetween(1, 32);
                assertThat(item.queryStringParam()).hasSizeBetween(1, 32);
                assertThat(item.defaultValue()).hasSizeLessThanOrEqualTo(32);
            });
        }
    }

    private static void url(String url) {
        assertThat(url).hasSizeBetween(1, 256);
        Canary.mustNotBeIn("a URL", url);
        if (url.startsWith("http")) {
            assertThat(URI.create(url).getHost()).isNotNull();
        }
    }
}
