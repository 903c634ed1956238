package org.emcc.core.em;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.emcc.core.gateway.AddressGuesses;
import org.emcc.core.gateway.Credentials;
import org.emcc.core.gateway.GuessLimits;
import org.emcc.core.gateway.LocalLogins;
import org.emcc.core.gateway.PinChange;
import org.emcc.core.gateway.PinCheck;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.UserId;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.login.InProcessLink;
import org.emcc.core.user.Pin;
import org.emcc.testing.Canary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialAppTest {
    private static final URI SERVICE = URI.create("https://10.1.1.11:8443/changecredential/ChangeCredentialServlet");
    private static final String DEVICE = "device=" + TwoClusters.PHONE;
    private static final String NEXT = "8203645519";
    private static final UserId ALICE = UserId.of("alice");

    private final List<String> shown = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private final Credentials kept = Credentials.inMemory(Clock.systemUTC(), new Random(1))
            .withIterations(1)
            .setToBeChanged(ALICE, Pin.of(Canary.PIN));
    private Credentials pins = counting(kept);

    private final List<HomeCluster> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(HomeCluster::close);
    }

    @AfterEach
    void showsNoPin() {
        assertThat(shown).isNotEmpty().allSatisfy(page -> assertThat(page).doesNotContain(NEXT));
    }

    private Credentials counting(Credentials real) {
        return new Credentials() {
            @Override
            public PinCheck check(UserId user, Pin pin, ClusterId source) {
                throw new AssertionError("a change is one question");
            }

            @Override
            public PinChange change(UserId user, Pin old, Pin next, ClusterId source) {
                asked.add(user + " at " + source);
                return real.change(user, old, next, source);
            }
        };
    }

    @Test
    void leadsThroughTheFormToTheNewPin() {
        PhoneInput form = (PhoneInput) ask(DEVICE);

        assertThat(form.head().title()).isEqualTo("Change Credential");
        assertThat(form.url()).isEqualTo(SERVICE + "?" + DEVICE + "&changePin=true");
        assertThat(form.items())
                .extracting(item -> item.queryStringParam() + " " + item.flags())
                .containsExactly("userid A", "oldpin NP", "newpin NP", "confirmnewpin NP");
        assertThat(form.items()).extracting(PhoneInput.Item::defaultValue).containsOnly("");

        PhoneText changed = (PhoneText) follow(form.url() + filled("alice", Canary.PIN, NEXT, NEXT));
        assertThat(changed.head().title()).isEqualTo("Change Credential");
        assertThat(changed.head().prompt()).isEqualTo("PIN changed");
        assertThat(asked).containsExactly("alice at NYC");
        assertThat(kept.check(ALICE, Pin.of(NEXT), TwoClusters.NYC)).isEqualTo(PinCheck.GOOD);
    }

    @ParameterizedTest
    @CsvSource({
        "'', Change of credential is unavailable (207)",
        "device=, Change of credential is unavailable (207)",
        "device=%23DEVICENAME%23, Change of credential is unavailable (11)",
        "device=SEP1&changePin=true, Fill in all four fields (202).",
        "device=SEP1&changePin=true&userid=a&oldpin=1&newpin=2, Fill in all four fields (202).",
        "device=SEP1&changePin=true&userid=+&oldpin=1&newpin=2&confirmnewpin=2, Fill in all four fields (202).",
        "device=SEP1&changePin=true&userid=a&oldpin=1&newpin=20000&confirmnewpin=20001, The two new PINs differ."
    })
    void saysWhatIsMissingWithoutAskingAnybody(String query, String text) {
        assertThat(((PhoneText) ask(query)).text()).isEqualTo(text);
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1234, A PIN must have at least 5 digits",
        "12345a, A PIN must have digits only",
        "77777, A PIN must not be one digit repeated",
        Canary.PIN + ", A new PIN must not be the old one"
    })
    void saysWhichRuleTheNewPinBreaks(String next, String text) {
        PhoneText refused = (PhoneText) ask(DEVICE + "&changePin=true" + filled("alice", Canary.PIN, next, next));

        assertThat(refused.head().prompt()).isEqualTo("PIN not changed");
        assertThat(refused.text()).isEqualTo(text);
        assertThat(follow(refused.head().softKeys().get(0).url())).isInstanceOf(PhoneInput.class);
    }

    @Test
    void anUnknownUserTakesTheWayOfAWrongPin() {
        PhonePage wrong = ask(DEVICE + "&changePin=true" + filled("alice", "11111", NEXT, NEXT));
        PhonePage unknown = ask(DEVICE + "&changePin=true" + filled("nobody", "11111", NEXT, NEXT));

        assertThat(((PhoneText) wrong).text()).isEqualTo("User ID or PIN is wrong (2).");
        assertThat(unknown).isEqualTo(wrong);
        assertThat(asked).as("both were asked").containsExactly("alice at NYC", "nobody at NYC");
        for (int i = 0; i < 5; i++) {
            wrong = ask(DEVICE + "&changePin=true" + filled("alice", "11111", NEXT, NEXT));
            unknown = ask(DEVICE + "&changePin=true" + filled("nobody", "11111", NEXT, NEXT));
            assertThat(unknown).isEqualTo(wrong);
        }
        assertThat(((PhoneText) wrong).text()).startsWith("There were too many wrong PINs");
    }

    @Test
    void whatCannotBeIsWrongWithoutAskingAnybody() {
        String longest = "9".repeat(129);
        PhonePage wrong = ask(DEVICE + "&changePin=true" + filled("alice", longest, NEXT, NEXT));

        assertThat(((PhoneText) wrong).text()).isEqualTo("User ID or PIN is wrong (2).");
        assertThat(ask(DEVICE + "&changePin=true" + filled("a".repeat(129), "11111", NEXT, NEXT)))
                .isEqualTo(wrong);
        assertThat(ask(DEVICE + "&changePin=true" + filled("a%00b", "11111", NEXT, NEXT)))
                .isEqualTo(wrong);
        assertThat(((PhoneText) ask(DEVICE + "&changePin=true" + filled("alice", Canary.PIN, longest, longest))).text())
                .isEqualTo("The new PIN is too long.");
        assertThat(asked).isEmpty();
    }

    @Test
    void fillsInAUserButNeverBesideAPin() {
        assertThat(((PhoneInput) ask(DEVICE + "&userid=alice")).items().get(0).defaultValue())
                .isEqualTo("alice");
        for (String query : List.of("&userid=alice&oldpin=1", "&userid=" + "a".repeat(33), "&userid=a%01")) {
            assertThat(((PhoneInput) ask(DEVICE + query)).items().get(0).defaultValue())
                    .isEmpty();
        }
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRUE", "false", ""})
    void changesNothingUnlessItIsTold(String changePin) {
        assertThat(ask(DEVICE + "&changePin=" + changePin + filled("alice", Canary.PIN, NEXT, NEXT)))
                .isInstanceOf(PhoneInput.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void saysNineWhenTheCredentialsFail() {
        pins = new Credentials() {
            @Override
            public PinCheck check(UserId user, Pin pin, ClusterId source) {
                throw new IllegalStateException("the credentials are away");
            }

            @Override
            public PinChange change(UserId user, Pin old, Pin next, ClusterId source) {
                throw new IllegalStateException("the credentials are away");
            }
        };

        assertThat(((PhoneText) ask(DEVICE + "&changePin=true" + filled("alice", Canary.PIN, NEXT, NEXT))).text())
                .isEqualTo("Change of credential is unavailable (9)");
    }

    @Test
    void aStrangerAtOnePhoneClosesThePageForNobodyElse() {
        CredentialApp app = app();
        for (int i = 0; i < 150; i++) {
            ask(app, "10.9.9.9", DEVICE + "&changePin=true" + filled("user" + i, "13579", NEXT, NEXT));
        }
        assertThat(asked).as("after a hundred wrong ones this address waits").hasSize(100);
        String right = DEVICE + "&changePin=true" + filled("alice", Canary.PIN, NEXT, NEXT);
        PhoneText locked = (PhoneText) ask(app, "10.9.9.9", right);
        assertThat(locked.text()).isEqualTo(((PhoneText) CredentialPages.locked()).text());
        assertThat(asked).hasSize(100);

        assertThat(((PhoneText) ask(app, "10.1.1.99", right)).head().prompt()).isEqualTo("PIN changed");
    }

    @Test
    void refusesADeviceNameThatWouldMakeTheUrlsTooLong() {
        URI distant = URI.create("https://" + "n".repeat(60) + ".example.com:8443" + SERVICE.getPath());
        PhonePage page = app().page(PhoneRequest.builder(distant)
                .query("device=" + "x".repeat(128))
                .build());

        assertThat(((PhoneText) page).text()).endsWith("(210)");
        assertThat(ask("device=" + "x".repeat(128))).isInstanceOf(PhoneInput.class);
    }

    /** New York, with the PINs as they are now. */
    private CredentialApp app() {
        HomeCluster home = TwoClusters.home(TwoClusters.nyc(), InProcessLink.create(), pins, LocalLogins.reportsOnly());
        open.add(home);
        return CredentialApp.of(home, AddressGuesses.of(GuessLimits.builder().build(), Clock.systemUTC()));
    }

    private static String filled(String user, String old, String next, String again) {
        return "&userid=" + user + "&oldpin=" + old + "&newpin=" + next + "&confirmnewpin=" + again;
    }

    private PhonePage follow(String url) {
        assertThat(url).startsWith(SERVICE + "?");
        return ask(url.substring(SERVICE.toString().length() + 1));
    }

    private PhonePage ask(String query) {
        return ask(app(), "10.1.1.99", query);
    }

    private PhonePage ask(CredentialApp app, String address, String query) {
        PhoneRequest request = PhoneRequest.builder(SERVICE)
                .query(query)
                .remoteAddress(address)
                .build();
        PhonePage page = app.page(request);
        String document = new String(PhonePageCodec.encode(page), UTF_8);
        shown.add(document);
        Canary.mustNotBeIn("a page", document);
        Canary.mustNotBeIn("a page as text", page.toString() + request);
        assertThat(PhonePageCodec.decodeOrThrow(document.getBytes(UTF_8))).isEqualTo(page);
        return page;
    }
}
