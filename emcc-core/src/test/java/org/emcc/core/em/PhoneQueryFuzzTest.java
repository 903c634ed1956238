package org.emcc.core.em;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.emcc.core.directory.Directories;
import org.emcc.core.gateway.AddressGuesses;
import org.emcc.core.gateway.Credentials;
import org.emcc.core.gateway.GuessLimits;
import org.emcc.core.id.UserId;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.login.InProcessLink;
import org.emcc.core.login.VisitingCluster;
import org.emcc.core.user.Pin;
import org.emcc.testing.Canary;
import org.emcc.testing.Mutator;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Queries as no phone would send them, with the PIN in every parameter that is one: there is always a page, and the PIN is in none,
 * nor in what is printed of it. What is logged is searched at the end of the module.
 */
class PhoneQueryFuzzTest {
    private static final List<String> NAMES = List.of(
            "device",
            "EMCC",
            "loginType",
            "userid",
            "doLogout",
            "refresh",
            "choice",
            "profile",
            "changePin",
            "getClusterInfo",
            "headsetbasedem",
            "Device",
            "SEQ",
            "",
            "%zz",
            "a%00b");
    private static final List<String> VALUES = List.of(
            TwoClusters.PHONE.value(),
            "SEP",
            "true",
            "false",
            "UID",
            "SP",
            "DN",
            "XX",
            "alice",
            "bob",
            "carol",
            "lisa",
            "nobody",
            "",
            "+",
            "%20",
            "%",
            "%zz",
            "%00",
            "%0d%0aX:y",
            "0",
            "1",
            "99",
            "-1",
            "12345",
            "#EMCC#",
            "%23DEVICENAME%23",
            "%C3%BC",
            "%F0%9F%98%80",
            "<>&\"'",
            "x".repeat(129),
            "é");
    private static final List<String> PINS = List.of("seq", "oldpin", "newpin", "confirmnewpin");

    private final InProcessLink link = InProcessLink.create();
    private final Credentials pins = Credentials.inMemory(Clock.systemUTC(), new Random(1))
            .withIterations(1)
            .withLimits(GuessLimits.builder()
                    .perUserAndSource(1_000)
                    .perUser(100_000)
                    .perSource(1_000_000)
                    .build())
            .set(UserId.of("alice"), Pin.of(Canary.PIN))
            .set(UserId.of("bob"), Pin.of(Canary.PIN))
            .setToBeChanged(UserId.of("carol"), Pin.of(Canary.PIN));
    private final HomeCluster home = HomeCluster.builder(
                    Directories.of(TwoClusters.nyc()), pins, TwoClusters.noFiles(), link)
            .build();
    private final VisitingCluster visiting = TwoClusters.visiting(TwoClusters.lon(), link);
    private final EmApp app = EmApp.builder(visiting)
            .random(Seeds.random(Seeds.seed(), -1))
            .credentialPages(cluster -> Optional.of(URI.create("/c")))
            .build();
    private final CredentialApp credentials =
            CredentialApp.of(home, AddressGuesses.of(GuessLimits.builder().build(), Clock.systemUTC()));
    private final Set<String> prompts = new TreeSet<>();
    private String lastChoice = "";

    @BeforeEach
    void join() {
        link.join(home).join(visiting);
    }

    @AfterEach
    void close() {
        home.close();
        visiting.close();
    }

    @Test
    void everyQueryHasAPageAndNoPageHasThePin() {
        int cases = Math.max(2_000, Seeds.cases(20_000)); // each may be a whole login
        for (int i = 0; i < cases; i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            random.nextLong(); // the first numbers of neighbouring cases resemble each other
            random.nextLong();
            String query = i % 3 == 0 ? mutated(sensible(random), random) : random(random);
            PhoneRequest request = PhoneRequest.builder(URI.create("https://10.1.1.11:8443/emapp/EMAppServlet"))
                    .query(query)
                    .remoteAddress("10.1.1.99")
                    .viaProxy(random.nextBoolean())
                    .build();
            if (typedBesideThePin(request)) {
                continue; // a PIN typed where a name belongs is a name, and may be shown and logged as one
            }
            String which = "seed " + Seeds.seed() + " case " + i;
            look(which, app.answer(request).join());
            look(which, PhoneAnswer.of(credentials.page(request)));
            Canary.mustNotBeIn("a request as text", request.toString());
        }
        assertThat(prompts)
                .as("what the queries led to")
                .contains(
                        "Login failed",
                        "Logout failed",
                        "Login successful",
                        "Currently logged in",
                        "Choose a device profile",
                        "PIN change is required",
                        "Enter User ID and PIN",
                        "Enter old and new PIN",
                        "PIN not changed");
    }

    private static boolean typedBesideThePin(PhoneRequest request) {
        return NAMES.stream()
                .filter(name -> !name.equals("SEQ"))
                .anyMatch(name -> request.parameter(name).filter(Canary::isIn).isPresent());
    }

    private void look(String which, PhoneAnswer answer) {
        byte[] document = PhonePageCodec.encode(answer.page());
        Canary.mustNotBeIn("a page, " + which, new String(document, UTF_8));
        Canary.mustNotBeIn("an answer as text, " + which, answer.toString());
        answer.next().ifPresent(next -> Canary.mustNotBeIn("a next page, " + which, next.url()));
        assertThat(PhonePageCodec.decode(document).value()).as(which).contains(answer.page());
        prompts.add(answer.page().head().prompt());
        if (answer.page() instanceof PhoneMenu menu) {
            String url = menu.items().get(0).url();
            lastChoice = url.substring(url.indexOf("&choice="));
        }
    }

    /** One that a phone could send. */
    private String sensible(RandomGenerator random) {
        String device = "device=" + TwoClusters.PHONE;
        String user = List.of("alice", "bob", "carol", "lisa", "nobody").get(random.nextInt(5));
        return switch (random.nextInt(6)) {
            case 0 -> device + "&doLogout=true";
            case 1 -> device + lastChoice;
            case 2 -> device + "&EMCC=true";
            case 3 ->
                device + "&changePin=true&userid=" + user + "&oldpin=" + Canary.PIN + "&newpin=" + Canary.PIN
                        + "&confirmnewpin=" + Canary.PIN;
            default -> device + "&EMCC=true&userid=" + user + "&seq=" + Canary.PIN;
        };
    }

    /** One query in two of those stays as it was. */
    private static String mutated(String query, RandomGenerator random) {
        return random.nextBoolean() ? query : new String(Mutator.mutate(query.getBytes(UTF_8), random), ISO_8859_1);
    }

    private String random(RandomGenerator random) {
        List<String> pairs = new ArrayList<>();
        if (random.nextInt(8) > 0) {
            pairs.add("device=" + TwoClusters.PHONE);
        }
        for (int i = random.nextInt(8); i > 0; i--) {
            pairs.add(
                    random.nextInt(3) == 0
                            ? PINS.get(random.nextInt(PINS.size())) + "=" + pin(random)
                            : NAMES.get(random.nextInt(NAMES.size())) + "="
                                    + VALUES.get(random.nextInt(VALUES.size())));
        }
        return String.join(random.nextInt(20) == 0 ? "&&" : "&", pairs) + (random.nextInt(9) == 0 ? lastChoice : "");
    }

    private static String pin(RandomGenerator random) {
        return switch (random.nextInt(5)) {
            case 0 -> Canary.PIN.repeat(13); // longer than any PIN
            case 1 -> "%" + Canary.PIN;
            case 2 -> "";
            default -> Canary.PIN;
        };
    }
}
