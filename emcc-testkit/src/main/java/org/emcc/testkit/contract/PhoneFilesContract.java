package org.emcc.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.device.DevicePool;
import org.emcc.core.device.DeviceProfile;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.device.Line;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.device.PhoneService;
import org.emcc.core.device.Srst;
import org.emcc.core.directory.Directories;
import org.emcc.core.gateway.PhoneFiles;
import org.emcc.core.gateway.PublishedFile;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DevicePoolName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.session.Origin;
import org.emcc.core.session.Redirect;
import org.emcc.core.session.Sourced;
import org.emcc.core.session.TemporaryDevice;
import org.emcc.testkit.fixture.Addresses;
import org.emcc.testkit.fixture.Company;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What all {@link PhoneFiles} keep to. Uses nothing but JUnit: three methods say how to make them for {@link Company#newYork}, how another
 * node sees them, and what a phone is served.
 *
 * <p>Source: design 4.2 and 4.4; phone-config-files 4.4 and 4.5.
 *
 * @threadsafety not thread-safe; a new one for each test
 * @since 0.1.0
 */
public abstract class PhoneFilesContract {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final ServiceAddress HERE = ServiceAddress.of("127.0.0.1", 1);
    private static final ClusterConfiguration NEW_YORK =
            Company.newYork().configuration(new Addresses(HERE, HERE, HERE));
    private static final DevicePool ROAMING = NEW_YORK.settings().devicePools().stream()
            .filter(pool -> pool.name().equals(DevicePoolName.of("rdp-LON")))
            .findFirst()
            .orElseThrow();

    /** Extension Mobility, by which the user logs out again. */
    private static final List<PhoneService> SERVICES =
            NEW_YORK.profiles().values().stream().findFirst().orElseThrow().services();

    /** A phone of London, of which New York has nothing but what is published for a login. */
    private static final DeviceName FOREIGN = Company.london().phones().get(0);

    private static final DeviceName ALSO_FOREIGN = Company.london().phones().get(1);
    private static final DeviceName OWN = Company.newYork().phones().get(0);
    private static final DeviceName ALSO_OWN = Company.newYork().phones().get(1);
    private static final Duration GRACE = Duration.ofMinutes(10);
    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final int THREADS = 4;
    private static final int ROUNDS = 20;

    private final ManualClock clock = new ManualClock();
    private PhoneFiles files;
    private PhoneFiles other;

    /** For those who extend it. */
    protected PhoneFilesContract() {}

    /**
     * Files of a cluster for which nothing has been published.
     *
     * @param directories the cluster; the phones in them have files of their own
     * @param clock the time, which passes only when a test says so
     * @return new ones
     */
    protected abstract PhoneFiles newFiles(Directories directories, Clock clock);

    /**
     * The same files as another node has them that shares the login store.
     *
     * @param files what {@link #newFiles} made
     * @return second ones which serve the same; the files themselves where all nodes share one process
     */
    protected abstract PhoneFiles otherNode(PhoneFiles files);

    /**
     * What a phone is given that asks for its configuration file now.
     *
     * @param files what {@link #newFiles} or {@link #otherNode} made
     * @param phone the phone
     * @return the file in clear, without a signature around it; empty when there is no such file
     */
    protected abstract Optional<byte[]> served(PhoneFiles files, DeviceName phone);

    /** Time has passed on the clock; for files that do something at an instant, and do not look at the clock when they are asked. */
    protected void timePassed() {}

    private static final class ManualClock extends Clock {
        private volatile Instant now = NOON;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @BeforeEach
    void make() {
        files = newFiles(Directories.of(NEW_YORK), clock);
        other = otherNode(files);
    }

    private void pass(Duration time) {
        clock.now = clock.now.plus(time);
        timePassed();
    }

    private static LoginId login(int number) {
        return LoginId.of(NOON.plusMillis(number), number);
    }

    /** The number of the line that a login brings along, which is in its home file. */
    private static String number(int login) {
        return String.valueOf(2_125_550_100L + login);
    }

    private static <T> Sourced<T> of(T value) {
        return new Sourced<>(value, Origin.EMCC_TEMPLATE);
    }

    private static TemporaryDevice device(int login, DeviceName phone) {
        return TemporaryDevice.builder(
                        phone,
                        login(login),
                        new BaseDeviceName(1),
                        UserId.of("alice"),
                        of(new PhoneModel("Cisco 8851", 684, true)),
                        of(DeviceProtocol.SIP),
                        of(ROAMING),
                        of(DeviceProfile.builder(DeviceProfileName.of("UDP-alice-8851"))
                                .lines(List.of(new Line(1, number(login), "Alice Archer")))
                                .services(SERVICES)
                                .build()),
                        of(Srst.disabled()),
                        of("Standard SIP Profile"),
                        of("Standard Common Phone Profile"),
                        of(PhoneSecurity.NONSECURE),
                        of(CivicAddress.empty()))
                .build();
    }

    /** Where a login's redirect leads, which is in its file. */
    private static String host(int login) {
        return "10.47.0." + (100 + login);
    }

    private static Redirect redirect(int login, DeviceName phone) {
        return new Redirect(
                phone,
                List.of(ServiceAddress.of(host(login))),
                URI.create("https://10.46.0.9:8443/emapp/EMAppServlet?doLogout=true"));
    }

    private String served(DeviceName phone) {
        String one = text(served(files, phone));
        assertEquals(one, text(served(other, phone)), "all nodes serve the same");
        return one;
    }

    private static String text(Optional<byte[]> file) {
        return file.map(octets -> new String(octets, StandardCharsets.UTF_8)).orElse("");
    }

    private void servesHomeFileOf(int login, DeviceName phone) {
        assertTrue(
                served(phone).contains(number(login)),
                () -> phone + " is to be served the home file of login " + login + ", but is served: " + served(phone));
    }

    private void servesRedirectOf(int login, DeviceName phone) {
        assertTrue(
                served(phone).contains(host(login)),
                () -> phone + " is to be served the redirect of login " + login + ", but is served: " + served(phone));
    }

    private void servesNothing(DeviceName phone) {
        assertEquals("", served(phone), () -> phone + " is to be served nothing");
    }

    // ---- home

    @Test
    @Timeout(120)
    void aHomeFileIsServedWhenItIsPublished() {
        servesNothing(FOREIGN);
        PublishedFile published = files.publish(device(1, FOREIGN));
        servesHomeFileOf(1, FOREIGN);
        assertEquals(
                published.size(), served(files, FOREIGN).orElseThrow().length, "the size that the audit trail tells");
        servesNothing(ALSO_FOREIGN);
    }

    @Test
    @Timeout(120)
    void whatIsPublishedAgainIsServedAsBefore() {
        PublishedFile published = files.publish(device(1, FOREIGN));
        String first = served(FOREIGN);
        pass(GRACE);
        assertEquals(published, other.publish(device(1, FOREIGN)));
        assertEquals(first, served(FOREIGN));
    }

    @Test
    @Timeout(120)
    void afterARestartTheRepeatedCallServesItAgain() {
        files.publish(device(1, FOREIGN));
        files.redirect(login(2), redirect(2, OWN));
        files = newFiles(Directories.of(NEW_YORK), clock);
        other = otherNode(files);
        files.publish(device(1, FOREIGN));
        files.redirect(login(2), redirect(2, OWN));
        servesHomeFileOf(1, FOREIGN);
        servesRedirectOf(2, OWN);
    }

    @Test
    @Timeout(120)
    void aWithdrawnFileIsServedForItsGraceTimeAndNoLonger() {
        files.publish(device(1, FOREIGN));
        other.withdraw(login(1), FOREIGN, GRACE);
        servesHomeFileOf(1, FOREIGN);
        pass(GRACE.minus(MOMENT));
        servesHomeFileOf(1, FOREIGN);
        pass(MOMENT);
        servesNothing(FOREIGN);
    }

    @Test
    @Timeout(120)
    void withoutGraceAWithdrawnFileIsGoneAtOnce() {
        files.publish(device(1, FOREIGN));
        files.withdraw(login(1), FOREIGN, Duration.ZERO);
        servesNothing(FOREIGN);
    }

    @Test
    @Timeout(120)
    void aRepeatedWithdrawalPutsNothingOff() {
        files.publish(device(1, FOREIGN));
        files.withdraw(login(1), FOREIGN, GRACE);
        pass(GRACE.minus(MOMENT));
        other.withdraw(login(1), FOREIGN, GRACE);
        pass(MOMENT);
        servesNothing(FOREIGN);
        files.withdraw(login(1), FOREIGN, GRACE);
        servesNothing(FOREIGN);
    }

    @Test
    @Timeout(120)
    void whatWasWithdrawnIsNotPublishedLate() {
        files.publish(device(1, FOREIGN));
        files.withdraw(login(1), FOREIGN, GRACE);
        other.publish(device(1, FOREIGN));
        pass(GRACE);
        servesNothing(FOREIGN);
        files.publish(device(1, FOREIGN));
        other.publish(device(1, FOREIGN));
        servesNothing(FOREIGN);
    }

    @Test
    @Timeout(120)
    void whatWasWithdrawnFirstIsNeverPublished() {
        other.withdraw(login(1), FOREIGN, GRACE);
        files.publish(device(1, FOREIGN));
        servesNothing(FOREIGN);
    }

    @Test
    @Timeout(120)
    void aNewerLoginTakesThePlaceOfAnOlder() {
        files.publish(device(1, FOREIGN));
        other.publish(device(2, FOREIGN));
        servesHomeFileOf(2, FOREIGN);
        files.withdraw(login(2), FOREIGN, Duration.ZERO);
        servesNothing(FOREIGN);
        files.publish(device(3, FOREIGN));
        servesHomeFileOf(3, FOREIGN);
    }

    @Test
    @Timeout(120)
    void theEndOfAnOlderLoginTakesNothingFromANewer() {
        files.publish(device(1, FOREIGN));
        files.publish(device(2, FOREIGN));
        other.withdraw(login(1), FOREIGN, Duration.ZERO);
        servesHomeFileOf(2, FOREIGN);
        files.withdraw(login(1), FOREIGN, GRACE);
        pass(GRACE);
        servesHomeFileOf(2, FOREIGN);
    }

    @Test
    @Timeout(120)
    void anOlderLoginPublishedAgainReplacesNoNewer() {
        files.publish(device(1, FOREIGN));
        files.publish(device(2, FOREIGN));
        other.publish(device(1, FOREIGN));
        servesHomeFileOf(2, FOREIGN);
    }

    @Test
    @Timeout(120)
    void anOlderLoginThatComesLateReplacesNoNewer() {
        files.publish(device(2, FOREIGN));
        other.publish(device(1, FOREIGN));
        servesHomeFileOf(2, FOREIGN);
    }

    // ---- visiting

    @Test
    @Timeout(120)
    void aRedirectTakesThePlaceOfThePhonesOwnFileUntilItIsRestored() {
        String own = served(OWN);
        assertNotEquals("", own, "a phone of the cluster has a file of its own");
        PublishedFile published = files.redirect(login(1), redirect(1, OWN));
        servesRedirectOf(1, OWN);
        assertTrue(served(OWN).contains("10.46.0.9"), "it says where the phone logs out");
        assertEquals(published.size(), served(files, OWN).orElseThrow().length, "the size that the audit trail tells");
        other.restore(login(1), OWN);
        assertEquals(own, served(OWN));
        files.restore(login(1), OWN);
        assertEquals(own, served(OWN), "twice");
    }

    @Test
    @Timeout(120)
    void whatIsRedirectedAgainIsServedAsBefore() {
        PublishedFile published = files.redirect(login(1), redirect(1, OWN));
        String first = served(OWN);
        pass(GRACE);
        assertEquals(published, other.redirect(login(1), redirect(1, OWN)));
        assertEquals(first, served(OWN));
    }

    @Test
    @Timeout(120)
    void whatWasRestoredIsNotRedirectedLate() {
        String own = served(OWN);
        files.redirect(login(1), redirect(1, OWN));
        files.restore(login(1), OWN);
        other.redirect(login(1), redirect(1, OWN));
        assertEquals(own, served(OWN));
        other.restore(login(2), OWN);
        files.redirect(login(2), redirect(2, OWN));
        assertEquals(own, served(OWN), "restored before it was redirected");
    }

    @Test
    @Timeout(120)
    void anOlderLoginNeitherEndsNorReplacesANewersRedirect() {
        files.redirect(login(1), redirect(1, OWN));
        files.redirect(login(2), redirect(2, OWN));
        servesRedirectOf(2, OWN);
        other.restore(login(1), OWN);
        servesRedirectOf(2, OWN);
        files.redirect(login(1), redirect(1, OWN));
        servesRedirectOf(2, OWN);
    }

    @Test
    @Timeout(120)
    void anOlderRedirectThatComesLateReplacesNoNewer() {
        files.redirect(login(2), redirect(2, OWN));
        other.redirect(login(1), redirect(1, OWN));
        servesRedirectOf(2, OWN);
    }

    @Test
    @Timeout(120)
    void onePhonesLoginIsNothingToAnother() {
        String own = served(ALSO_OWN);
        files.redirect(login(1), redirect(1, OWN));
        files.publish(device(2, FOREIGN));
        files.publish(device(3, ALSO_FOREIGN));
        assertEquals(own, served(ALSO_OWN));
        files.restore(login(1), ALSO_OWN);
        files.withdraw(login(2), ALSO_FOREIGN, Duration.ZERO);
        servesRedirectOf(1, OWN);
        servesHomeFileOf(2, FOREIGN);
        servesHomeFileOf(3, ALSO_FOREIGN);
    }

    // ---- many at once

    @Test
    @Timeout(120)
    void publishedAndWithdrawnSideBySideItIsGone() throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            int login = round;
            AtomicInteger next = new AtomicInteger();
            AtOnce.run(2, () -> {
                if (next.getAndIncrement() == 0) {
                    files.publish(device(login, FOREIGN));
                } else {
                    other.withdraw(login(login), FOREIGN, Duration.ZERO);
                }
                return List.of();
            });
            servesNothing(FOREIGN);
        }
    }

    @Test
    @Timeout(120)
    void redirectedAndRestoredSideBySideItIsThePhonesOwn() throws Exception {
        String own = served(OWN);
        for (int round = 1; round <= ROUNDS; round++) {
            int login = round;
            AtomicInteger next = new AtomicInteger();
            AtOnce.run(2, () -> {
                if (next.getAndIncrement() == 0) {
                    files.redirect(login(login), redirect(login, OWN));
                } else {
                    other.restore(login(login), OWN);
                }
                return List.of();
            });
            assertEquals(own, served(OWN));
        }
    }

    @Test
    @Timeout(120)
    void ofManyPublishedSideBySideTheNewestIsServed() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            int first = round * THREADS;
            AtomicInteger next = new AtomicInteger(first);
            AtOnce.run(THREADS, () -> {
                PhoneFiles mine = next.get() % 2 == 0 ? files : other;
                mine.publish(device(next.incrementAndGet(), FOREIGN));
                return List.of();
            });
            servesHomeFileOf(first + THREADS, FOREIGN);
        }
    }
}
