package org.emcc.testkit.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.emcc.core.user.Pin;
import org.emcc.testing.Canary;
import org.emcc.testing.Seeds;
import org.emcc.testkit.fault.Link;
import org.emcc.testkit.fault.Wire;
import org.emcc.testkit.fixture.Company;
import org.emcc.testkit.fixture.SipOver;
import org.emcc.testkit.fixture.Site;
import org.emcc.testkit.lab.EmccLab;
import org.emcc.testkit.lab.LabCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Ten thousand phones of London in one JVM, over SIP by UDP and pages without TLS; a user of New York logs in at each and logs out again,
 * while one message in twenty is lost or doubled, connections break, and the link fails. A user does what users do: he tries again, and
 * takes the plug out. In the end everything is as it was.
 *
 * <p>Forty of them in {@code mvn verify}. All phones need one file descriptor each and the lab 6,000; where the process may not have as
 * many, the test is skipped.
 */
@Timeout(900)
class ThousandsOfPhonesTest {
    private static final int PHONES = Boolean.getBoolean("emcc.deep") ? Integer.getInteger("emcc.phones", 10_000) : 40;
    private static final int USERS_AT_ONCE = 64;
    private static final int ATTEMPTS = 3;
    private static final int ROUNDS = 6;
    private static final int DESCRIPTORS_OF_A_PHONE = 1;
    /** A wire knows 1,000 callers over UDP, and there are two clusters with two such wires each. */
    private static final int DESCRIPTORS_OF_THE_LAB = PHONES < 1_000 ? 2_000 : 6_000;

    private static final Pin PIN = Pin.of(Canary.PIN);
    private static final Duration SOON = Duration.ofSeconds(20);

    private final long seed = Seeds.seed();

    private static Company newYork() {
        Company.Builder company = Company.builder("NYC", "cucm-nyc.example.com")
                .sipOver(SipOver.UDP)
                .plainPages()
                .site(Site.in("US", "New York").build())
                .baseDevices(PHONES);
        for (int i = 0; i < PHONES; i++) {
            company.user(user(i), PIN, "User " + i, number(i));
        }
        return company.build();
    }

    private static Company london() {
        return Company.builder("LON", "cucm-lon.example.com")
                .sipOver(SipOver.UDP)
                .plainPages()
                .site(Site.in("GB", "London")
                        .phonesFrom("SEP001100000000", PHONES)
                        .build())
                .build();
    }

    private static String user(int phone) {
        return "user" + phone;
    }

    private static String number(int phone) {
        return String.format(Locale.ROOT, "212555%05d", phone);
    }

    /** What goes wrong: on the wires of SIP by chance all the time, elsewhere with one of twenty things that a user does. */
    private final class Faults {
        private final RandomGenerator chance = Seeds.random(seed, 0);
        private final Link there;
        private final Link back;
        private final List<LabCluster> clusters;

        Faults(EmccLab lab) {
            this.clusters = lab.clusters();
            this.there = lab.link("LON", "NYC");
            this.back = lab.link("NYC", "LON");
            for (LabCluster cluster : clusters) {
                cluster.sipUdp().dropShare(0.05).twiceShare(0.05);
            }
        }

        synchronized void mayStrike() {
            if (chance.nextInt(20) > 0) {
                return;
            }
            LabCluster cluster = clusters.get(chance.nextInt(clusters.size()));
            Link link = chance.nextBoolean() ? there : back;
            switch (chance.nextInt(10)) {
                case 0 -> link.drop(1);
                case 1 -> link.dropAnswers(1);
                case 2 -> link.twice(1);
                case 3 -> cluster.tftp().drop(1);
                case 4 -> cluster.tftp().twice(1);
                case 5 -> cluster.pages().drop(1);
                case 6 -> cluster.pages().cut();
                case 7 -> link.wire().cut();
                case 8 -> late(link.wire());
                default -> {
                    link.refuse();
                    link.clear();
                }
            }
        }

        private void late(Wire wire) {
            wire.delay(Duration.ofMillis(chance.nextInt(2) * 10L));
        }
    }

    /**
     * Some people, who all do the same at their phones. Who does not get there in a few attempts comes back two minutes later, when the
     * clusters have told each other again what was lost (a login whose end is not known at home keeps its phone, emcc-behaviour 3.5).
     *
     * @return in words, how often it took
     */
    private static String inParallel(EmccLab lab, int count, Step step) throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(USERS_AT_ONCE);
        try {
            int attempts = 0;
            List<Integer> left = IntStream.range(0, count).boxed().toList();
            for (int round = 1; round <= ROUNDS; round++) {
                List<Callable<Attempts>> all = left.stream()
                        .<Callable<Attempts>>map(each -> () -> step.take(each))
                        .toList();
                List<Attempts> failed = new ArrayList<>();
                for (Future<Attempts> each : people.invokeAll(all)) {
                    Attempts taken = each.get();
                    attempts += taken.number;
                    if (!taken.isThere) {
                        failed.add(taken);
                    }
                }
                if (failed.isEmpty()) {
                    return "in " + attempts + " attempts and " + round + " rounds";
                }
                left = failed.stream().map(Attempts::phone).toList();
                assertThat(round).as(failed.toString()).isLessThan(ROUNDS);
                lab.clock().advance(Duration.ofMinutes(2));
            }
            throw new AssertionError("there is no round");
        } finally {
            people.shutdownNow();
        }
    }

    private interface Step {
        Attempts take(int phone);
    }

    private record Attempts(int phone, int number, boolean isThere, String last) {}

    private static Attempts untilItIs(int number, VirtualPhone phone, Predicate<PhoneStatus> wanted, Runnable act) {
        String last = "";
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                act.run();
                phone.await(wanted, SOON);
                return new Attempts(number, attempt, true, "");
            } catch (IllegalStateException e) {
                last = phone.status() + ": " + e.getMessage();
                phone.start().join(); // it may be there already, if it was an answer that was lost
            }
            if (wanted.test(phone.status())) {
                return new Attempts(number, attempt, true, "");
            }
        }
        return new Attempts(number, ATTEMPTS, false, last);
    }

    private static boolean isAtHome(PhoneStatus status) {
        return status instanceof PhoneStatus.Registered now && !now.emccMode();
    }

    private static boolean isAbroad(PhoneStatus status) {
        return status instanceof PhoneStatus.Registered now && now.emccMode();
    }

    @Test
    void allLogInAndOutAndLeaveNothingBehind() throws Exception {
        Descriptors.require(
                (long) PHONES * DESCRIPTORS_OF_A_PHONE + DESCRIPTORS_OF_THE_LAB, PHONES + " phones and their lab");
        long begun = System.nanoTime();
        try (EmccLab lab =
                EmccLab.builder().companies(newYork(), london()).seed(seed).start()) {
            told(begun, "up");
            LabCluster home = lab.cluster("NYC");
            List<VirtualPhone> phones = lab.cluster("LON").company().phones().stream()
                    .map(name -> lab.phone(name.value()))
                    .toList();
            assertThat(phones).hasSize(PHONES);
            Faults faults = new Faults(lab);

            told(
                    begun,
                    "started "
                            + inParallel(lab, PHONES, i -> {
                                VirtualPhone phone = phones.get(i);
                                return untilItIs(i, phone, ThousandsOfPhonesTest::isAtHome, () -> {
                                    faults.mayStrike();
                                    phone.start().join();
                                });
                            }));

            told(
                    begun,
                    "logged in "
                            + inParallel(lab, PHONES, i -> {
                                VirtualPhone phone = phones.get(i);
                                return untilItIs(i, phone, ThousandsOfPhonesTest::isAbroad, () -> {
                                    faults.mayStrike();
                                    require(phone.logIn(user(i), PIN), "Login successful");
                                });
                            }));
            assertThat(home.home().freeBaseDevices()).isZero();
            for (int i = 0; i < PHONES; i++) {
                assertThat(phones.get(i).status())
                        .isEqualTo(new PhoneStatus.Registered(home.sipUdpAddress(), number(i), true));
            }

            told(
                    begun,
                    "logged out "
                            + inParallel(lab, PHONES, i -> {
                                VirtualPhone phone = phones.get(i);
                                return untilItIs(i, phone, ThousandsOfPhonesTest::isAtHome, () -> {
                                    faults.mayStrike();
                                    require(phone.logOut(), "Logout successful");
                                });
                            }));
            lab.clearFaults();
            for (VirtualPhone phone : phones) {
                assertThat(phone.status())
                        .isInstanceOfSatisfying(
                                PhoneStatus.Registered.class,
                                now -> assertThat(now.callManager())
                                        .isEqualTo(lab.cluster("LON").sipUdpAddress()));
            }
            told(begun, home.home().freeBaseDevices() + " base devices are free at once");
            assertThat(home.home().freeBaseDevices())
                    .as("all but those whose message was lost, before any time passes")
                    .isGreaterThan(PHONES * 8 / 10);
            timePassesUntilAllAreFree(lab, home);
            assertThat(home.home().freeBaseDevices()).isEqualTo(PHONES);
        }
        told(begun, "closed");
    }

    /** What home was not told of, it is told again; what nobody tells it, its maintenance finds after a day. */
    private static void timePassesUntilAllAreFree(EmccLab lab, LabCluster home) throws Exception {
        BlockingQueue<String> freed = new LinkedBlockingQueue<>();
        lab.trace().watch(event -> {
            if (event.what().equals("base device is free again")) {
                freed.add(event.from());
            }
        });
        for (int minutes = 0; minutes < 60 && home.home().freeBaseDevices() < PHONES; minutes++) {
            lab.clock().advance(Duration.ofMinutes(1));
            freed.poll(1, TimeUnit.SECONDS);
        }
        if (home.home().freeBaseDevices() < PHONES) {
            lab.clock().advance(Duration.ofDays(1));
            home.home().maintain().get(60, TimeUnit.SECONDS);
        }
    }

    private static void require(Display display, String beginning) {
        if (!display.text().startsWith(beginning)) {
            throw new IllegalStateException(display.toString());
        }
    }

    private static void told(long begun, String what) {
        if (Boolean.getBoolean("emcc.deep")) {
            System.out.println((System.nanoTime() - begun) / 1_000_000 + " ms: " + what);
        }
    }
}
