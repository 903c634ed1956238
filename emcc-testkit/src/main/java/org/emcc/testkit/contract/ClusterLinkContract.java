package org.emcc.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.directory.Directories;
import org.emcc.core.gateway.ClusterLink;
import org.emcc.core.gateway.Credentials;
import org.emcc.core.gateway.LinkAnswer;
import org.emcc.core.gateway.PhoneFiles;
import org.emcc.core.gateway.PinChange;
import org.emcc.core.gateway.PinCheck;
import org.emcc.core.gateway.PublishedFile;
import org.emcc.core.gateway.Timers;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.geolocation.CivicField;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.LoginType;
import org.emcc.core.id.Release;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.login.InProcessLink;
import org.emcc.core.login.VisitingCluster;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.HomeLogin;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.HomeState;
import org.emcc.core.session.LoginLimit;
import org.emcc.core.session.LoginsAnswer;
import org.emcc.core.session.LoginsQuery;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.LogoutMessage;
import org.emcc.core.session.LogoutReply;
import org.emcc.core.session.PhoneFacts;
import org.emcc.core.session.Redirect;
import org.emcc.core.session.RemoteLogin;
import org.emcc.core.session.TemporaryDevice;
import org.emcc.core.session.UpdateAnswer;
import org.emcc.core.session.UpdateQuery;
import org.emcc.core.session.UserAnswer;
import org.emcc.core.session.UserQuery;
import org.emcc.core.session.VisitingFacts;
import org.emcc.core.session.VisitingLogin;
import org.emcc.core.session.VisitingSession;
import org.emcc.core.session.VisitingState;
import org.emcc.core.store.HomeLoginStore;
import org.emcc.core.store.Lease;
import org.emcc.core.store.VisitingLoginStore;
import org.emcc.core.user.EndUser;
import org.emcc.core.user.Pin;
import org.emcc.testkit.fixture.Addresses;
import org.emcc.testkit.fixture.Company;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link ClusterLink} keeps to. Uses nothing but JUnit: one method says how to make a link of {@link Company#london} that reaches
 * {@link Company#newYork}, whose two sides the test brings.
 *
 * <p>Source: design 4.2 and 4.4; emcc-behaviour 2.5.
 *
 * @threadsafety not thread-safe; a new one for each test
 * @since 0.1.0
 */
public abstract class ClusterLinkContract {
    private static final ServiceAddress HERE = ServiceAddress.of("127.0.0.1", 1);
    private static final ClusterConfiguration NEW_YORK =
            Company.newYork().configuration(new Addresses(HERE, HERE, HERE));
    private static final ClusterId NYC = Company.newYork().id();
    private static final ClusterId LON = Company.london().id();
    private static final RemoteCluster PEER = RemoteCluster.builder(
                    NYC, ServiceAddress.of(Company.newYork().node()))
            .build();
    private static final RemoteCluster NOBODY = RemoteCluster.builder(
                    ClusterId.of("PAR"), ServiceAddress.of("cucm-par.example.com"))
            .build();
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final DeviceName PHONE = Company.london().phones().get(0);
    private static final DeviceName OTHER_PHONE = Company.london().phones().get(1);
    private static final DeviceName THEIR_PHONE = Company.newYork().phones().get(0);
    private static final UserId ALICE = UserId.of("alice");
    private static final String DIGITS = "7193551802";
    private static final Pin PIN = Pin.of(DIGITS);
    private static final List<DeviceProfileName> PROFILES =
            List.of(DeviceProfileName.of("UDP-mmeyer-8851"), DeviceProfileName.of("UDP-alice-8851"));

    /** A user for whom New York thinks as long as a test wants it to. */
    private static final String HELD = "thinks";

    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    private static final int THREADS = 8;
    private static final int EACH = 5;

    private final CountDownLatch released = new CountDownLatch(1);
    private final CountDownLatch thinking = new CountDownLatch(1);

    /** What New York looked for, and whose PINs it checked. */
    private final Queue<String> sought = new ConcurrentLinkedQueue<>();

    private final Queue<String> pins = new ConcurrentLinkedQueue<>();
    private final HomeLoginStore homeLogins = HomeLoginStore.inMemory();
    private final VisitingLoginStore visitingLogins = VisitingLoginStore.inMemory();
    private volatile boolean failing;
    private volatile boolean pinsAreHeld;
    private HomeCluster home;
    private VisitingCluster visiting;
    private ClusterLink link;

    /** For those who extend it. */
    protected ClusterLinkContract() {}

    /**
     * A link of the cluster {@code LON} by which one other cluster is reached, and no third.
     *
     * @param peer the record of the other cluster, {@code NYC}; a record of another cluster, at {@code cucm-par.example.com}, is asked for too
     * @param itsHome what answers for the other cluster's users
     * @param itsVisiting what answers for its phones
     * @return a new link, whose deadlines are some seconds at most
     * @throws IOException when it cannot be made, which fails the test
     */
    protected abstract ClusterLink newLink(RemoteCluster peer, HomeCluster itsHome, VisitingCluster itsVisiting)
            throws IOException;

    /**
     * Whether the link is a call within one process, on the caller's thread, which has no deadline of its own. No link between processes may
     * say so: what is asked of overlapping calls and of deadlines is left out then.
     *
     * @return false by default
     */
    protected boolean callsOnTheCallersThread() {
        return false;
    }

    @BeforeEach
    void make() throws Exception {
        Directories directories = Directories.of(NEW_YORK);
        Directories watched = new Directories(this::settings, this::users, directories.devices());
        ClusterLink back = InProcessLink.create();
        home = HomeCluster.builder(watched, new WatchedPins(), new NoFiles(), back)
                .store(homeLogins)
                .clock(CLOCK)
                .timers(new NoTimers())
                .portDeadline(Duration.ofMinutes(10))
                .build();
        visiting = VisitingCluster.builder(
                        watched, back, new NoFiles(), device -> URI.create("https://127.0.0.1/logout"))
                .store(visitingLogins)
                .clock(CLOCK)
                .timers(new NoTimers())
                .portDeadline(Duration.ofMinutes(10))
                .build();
        link = newLink(PEER, home, visiting);
    }

    @AfterEach
    void close() {
        released.countDown();
        home.close();
        visiting.close();
    }

    private ClusterSettings settings() {
        if (failing) {
            throw new IllegalStateException("on purpose: the settings cannot be read");
        }
        return NEW_YORK.settings();
    }

    /** As configured, but that Alice has two profiles to choose from. */
    private List<EndUser> users(LoginType type, String identifier) {
        sought.add(type + " " + identifier);
        if (identifier.equals(HELD)) {
            think();
        }
        return Directories.of(NEW_YORK).users().find(type, identifier).stream()
                .map(user -> user.id().equals(ALICE)
                        ? user.toBuilder().controlledProfiles(PROFILES).build()
                        : user)
                .toList();
    }

    private void think() {
        thinking.countDown();
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class WatchedPins implements Credentials {
        @Override
        public PinCheck check(UserId user, Pin pin, ClusterId source) {
            pins.add(user + " from " + source);
            if (pinsAreHeld) {
                think();
            }
            return pin.equals(PIN) ? PinCheck.GOOD : PinCheck.WRONG;
        }

        @Override
        public PinChange change(UserId user, Pin old, Pin next, ClusterId source) {
            throw new IllegalStateException("no message changes a PIN");
        }
    }

    /** What is published matters to nobody here. */
    private static final class NoFiles implements PhoneFiles {
        private static final PublishedFile NONE = new PublishedFile("none", 0);

        @Override
        public PublishedFile publish(TemporaryDevice device) {
            return NONE;
        }

        @Override
        public void withdraw(LoginId login, DeviceName device, Duration grace) {
            // There is none.
        }

        @Override
        public PublishedFile redirect(LoginId login, Redirect redirect) {
            return NONE;
        }

        @Override
        public void restore(LoginId login, DeviceName device) {
            // There is none.
        }
    }

    /** The time stands still. */
    private static final class NoTimers implements Timers {
        @Override
        public Ordered at(Instant when, Runnable task) {
            return () -> {};
        }

        @Override
        public void close() {
            // Nothing was ordered.
        }
    }

    private static LoginId id(int number) {
        return LoginId.of(NOON.plusMillis(number), number);
    }

    private static RemoteLogin.Builder request(int number, String identifier, Pin pin) {
        return RemoteLogin.builder(
                id(number),
                identifier,
                pin,
                new VisitingFacts(LON, Release.parse("12.5(1)SU3"), ClusterSecurityMode.NONSECURE),
                PhoneFacts.builder(PHONE, new PhoneModel("Cisco 8851", 684, true), DeviceProtocol.SIP)
                        .geolocation(CivicAddress.of(Map.of(CivicField.COUNTRY, "GB", CivicField.A3, "London & <é>")))
                        .logoutUri(URI.create("https://127.0.0.1:8443/emapp/EMAppServlet?device=a&doLogout=true"))
                        .build());
    }

    private static RemoteLogin chosen(int number) {
        return request(number, "alice", PIN).chosenProfile(PROFILES.get(1)).build();
    }

    private static <T> LinkAnswer<T> done(CompletableFuture<LinkAnswer<T>> answer) throws Exception {
        return answer.get(100, TimeUnit.SECONDS);
    }

    private static <T> T answered(CompletableFuture<LinkAnswer<T>> future) throws Exception {
        LinkAnswer<T> answer = done(future);
        if (answer instanceof LinkAnswer.Answered<T> said) {
            return said.reply();
        }
        throw new AssertionError("should have been answered, but is " + answer);
    }

    private UserAnswer find(String identifier) throws Exception {
        return answered(link.findUser(PEER, UserQuery.builder(LON, identifier).build()));
    }

    // ---- messages

    @Test
    @Timeout(180)
    void aUserQueryIsAnswered() throws Exception {
        assertEquals(new UserAnswer.Mine(), find("alice"));
        assertEquals(new UserAnswer.NotMine(), find("nobody"));
        assertEquals(
                new UserAnswer.Mine(),
                answered(link.findUser(
                        PEER,
                        UserQuery.builder(LON, "2125550101")
                                .loginType(LoginType.DN)
                                .build())));
    }

    @Test
    @Timeout(180)
    void whatAUserTypedArrivesAsItIs() throws Exception {
        String typed = " \"M\u00fcller\" & <s\u00f8n>'s 100%2B+;=? \ud83d\ude00 ";
        assertEquals(new UserAnswer.NotMine(), find(typed));
        assertEquals(List.of("UID " + typed), List.copyOf(sought));
    }

    @Test
    @Timeout(180)
    void aLoginArrivesWholeAndSoDoesItsAnswer() throws Exception {
        RemoteLogin request = request(1, "2125550100", PIN)
                .loginType(LoginType.DN)
                .chosenProfile(PROFILES.get(1))
                .remoteAddress("10.9.8.7")
                .viaProxy(true)
                .build();
        HomeReply reply = answered(link.login(PEER, request));

        assertEquals(List.of("DN 2125550100"), List.copyOf(sought));
        assertEquals(List.of("alice from LON"), List.copyOf(pins), "a PIN is sent once");
        HomeLogin login = home.session(PHONE).orElseThrow().login();
        assertEquals(request.login(), login.id());
        assertEquals(request.visiting(), login.visiting());
        assertEquals(request.phone(), login.phone());
        assertEquals(PROFILES.get(1), login.profile());
        assertEquals(new HomeReply.Accepted(NYC, ALICE, List.of(HERE), NOON, login.limit()), reply);
    }

    @Test
    @Timeout(180)
    void homesQuestionsAndRefusalsComeBack() throws Exception {
        assertEquals(
                new HomeReply.ChooseProfile(PROFILES),
                answered(link.login(PEER, request(1, "alice", PIN).build())));
        RemoteLogin wrong = request(2, "alice", Pin.of("1")).build();
        assertEquals(home.admit(wrong), answered(link.login(PEER, wrong)));
        RemoteLogin unknown = request(3, "nobody", PIN).build();
        assertEquals(home.admit(unknown), answered(link.login(PEER, unknown)));
    }

    @Test
    @Timeout(180)
    void aLogoutEndsTheLoginAtHome() throws Exception {
        assertInstanceOf(HomeReply.Accepted.class, home.admit(chosen(1)));
        LogoutMessage another = new LogoutMessage(LON, id(1), OTHER_PHONE, LogoutCause.PHONE);
        assertEquals(home.logoutReceived(another), answered(link.logout(PEER, another)));
        assertTrue(home.session(PHONE).isPresent(), "that was about another phone");

        LogoutMessage message = new LogoutMessage(LON, id(1), PHONE, LogoutCause.LOGIN_FAILED);
        assertEquals(new LogoutReply.Acknowledged(), answered(link.logout(PEER, message)));
        assertEquals(Optional.empty(), home.session(PHONE));
        assertEquals(
                Optional.of(new HomeState.Released(LogoutCause.LOGIN_FAILED)),
                homeLogins.find(id(1)).map(found -> found.value().state()));
        assertEquals(home.logoutReceived(message), answered(link.logout(PEER, message)), "said again");
    }

    @Test
    @Timeout(180)
    void aNoticeEndsTheLoginAtVisiting() throws Exception {
        loggedInThere();
        LogoutMessage another = new LogoutMessage(LON, id(1), OTHER_PHONE, LogoutCause.PHONE);
        assertEquals(visiting.noticeReceived(another), answered(link.notice(PEER, another)));
        assertTrue(visiting.session(THEIR_PHONE).isPresent(), "that was about another phone");

        LogoutMessage message = new LogoutMessage(LON, id(1), THEIR_PHONE, LogoutCause.MAXIMUM_LOGIN_TIME);
        assertEquals(new LogoutReply.Acknowledged(), answered(link.notice(PEER, message)));
        assertEquals(Optional.empty(), visiting.session(THEIR_PHONE));
        assertEquals(
                Optional.of(new VisitingState.Returned(LON, LogoutCause.MAXIMUM_LOGIN_TIME, true)),
                visitingLogins.find(id(1)).map(found -> found.value().state()));
    }

    @Test
    @Timeout(180)
    void theLoginsThatLiveComeBack() throws Exception {
        loggedInThere();
        assertEquals(
                new LoginsAnswer.Live(Set.of(id(1))),
                answered(link.liveLogins(PEER, new LoginsQuery(LON, List.of(id(3), id(1), id(2))))));
        assertEquals(new LoginsAnswer.Live(Set.of()), answered(link.liveLogins(PEER, new LoginsQuery(LON, List.of()))));
        List<LoginId> most = IntStream.range(0, LoginsQuery.MOST)
                .mapToObj(ClusterLinkContract::id)
                .toList();
        assertEquals(new LoginsAnswer.Live(Set.of(id(1))), answered(link.liveLogins(PEER, new LoginsQuery(LON, most))));
    }

    /** A user of London's is logged in at a phone of New York. */
    private void loggedInThere() {
        HomeReply.Accepted accepted =
                new HomeReply.Accepted(LON, UserId.of("nora"), List.of(HERE), NOON, LoginLimit.none());
        VisitingSession session = VisitingSession.builder(
                        new VisitingLogin(id(1), THEIR_PHONE, "nora", NOON), new VisitingState.Locating())
                .build();
        Lease lease = new Lease("elsewhere", NOON.plusSeconds(60));
        long version = visitingLogins.open(session, lease).orElseThrow().version();
        for (VisitingState next : List.of(
                new VisitingState.AwaitingHome(LON),
                new VisitingState.Recorded(accepted),
                new VisitingState.Redirected(accepted),
                new VisitingState.Away(accepted))) {
            version = visitingLogins
                    .save(session.moved(next, List.of()), version, lease)
                    .orElseThrow()
                    .version();
        }
    }

    @Test
    @Timeout(180)
    void aClustersDataComeBack() throws Exception {
        UpdateQuery query = new UpdateQuery(LON, NYC);
        UpdateAnswer answer = answered(link.update(PEER, query));
        assertInstanceOf(UpdateAnswer.Current.class, answer);
        assertEquals(home.updateQueried(query), answer);
        assertEquals(
                new UpdateAnswer.Refused(ErrorCode.of(42)),
                answered(link.update(PEER, new UpdateQuery(LON, ClusterId.of("SFO")))));
    }

    // ---- failures

    @Test
    @Timeout(180)
    void whoIsNotThereIsUnreachable() throws Exception {
        LogoutMessage end = new LogoutMessage(LON, id(1), PHONE, LogoutCause.PHONE);
        List<LinkAnswer<?>> answers = List.of(
                done(link.findUser(NOBODY, UserQuery.builder(LON, "alice").build())),
                done(link.login(NOBODY, chosen(1))),
                done(link.logout(NOBODY, end)),
                done(link.notice(NOBODY, end)),
                done(link.liveLogins(NOBODY, new LoginsQuery(LON, List.of(id(1))))),
                done(link.update(NOBODY, new UpdateQuery(LON, NOBODY.id()))));
        for (LinkAnswer<?> answer : answers) {
            LinkAnswer.Unreachable<?> unreachable = assertInstanceOf(LinkAnswer.Unreachable.class, answer);
            assertFalse(unreachable.why().isBlank(), "an administrator is told why");
        }
        assertEquals(List.of(), List.copyOf(sought), "nothing is told to another cluster");
        assertEquals(List.of(), List.copyOf(pins), "nothing is told to another cluster");
    }

    @Test
    @Timeout(180)
    void aClusterThatFailsIsNotSaidToHaveMissedTheMessage() throws Exception {
        failing = true;
        LogoutMessage end = new LogoutMessage(LON, id(1), PHONE, LogoutCause.PHONE);
        assertFalse(done(link.login(PEER, chosen(1))) instanceof LinkAnswer.Unreachable, "the login arrived");
        assertFalse(done(link.logout(PEER, end)) instanceof LinkAnswer.Unreachable, "the logout arrived");
        LinkAnswer<UserAnswer> answer =
                done(link.findUser(PEER, UserQuery.builder(LON, "alice").build()));
        assertFalse(answer.equals(new LinkAnswer.Answered<>(new UserAnswer.Mine())), "nobody said so");
        failing = false;
        assertEquals(new UserAnswer.Mine(), find("alice"), "the next message is another matter");
    }

    @Test
    @Timeout(180)
    void nobodyWaitsForAnothersAnswer() throws Exception {
        assumeFalse(callsOnTheCallersThread(), "skipped: a call is carried out on the caller's thread here");
        CompletableFuture<LinkAnswer<UserAnswer>> held =
                link.findUser(PEER, UserQuery.builder(LON, HELD).build());
        assertTrue(thinking.await(100, TimeUnit.SECONDS), "the question arrives");
        assertEquals(new UserAnswer.Mine(), find("mmeyer"), "while the other cluster thinks about another");
        assertInstanceOf(HomeReply.Accepted.class, answered(link.login(PEER, chosen(1))));
        released.countDown();
        done(held);
    }

    @Test
    @Timeout(180)
    void aQuestionThatIsNotAnsweredIsSilent() throws Exception {
        assumeFalse(callsOnTheCallersThread(), "skipped: a call is carried out on the caller's thread here");
        LinkAnswer<UserAnswer> answer =
                done(link.findUser(PEER, UserQuery.builder(LON, HELD).build()));
        assertInstanceOf(LinkAnswer.Silent.class, answer);
    }

    @Test
    @Timeout(180)
    void aLoginThatIsNotAnsweredIsSilentAndNotSentAgain() throws Exception {
        assumeFalse(callsOnTheCallersThread(), "skipped: a call is carried out on the caller's thread here");
        assertEquals(new UserAnswer.Mine(), find("alice"));
        pinsAreHeld = true;
        LinkAnswer<HomeReply> answer = done(link.login(PEER, chosen(1)));
        assertInstanceOf(LinkAnswer.Silent.class, answer);
        assertFalse(answer.toString().contains(DIGITS), "no text tells the PIN");
        released.countDown();
        assertEquals(new UserAnswer.Mine(), find("alice"));
        assertTrue(pins.size() <= 1, "a PIN is sent once; where the deadline was over by then, never");
    }

    @Test
    @Timeout(180)
    void noTextTellsAPin() throws Exception {
        CompletableFuture<LinkAnswer<HomeReply>> refused = link.login(NOBODY, chosen(1));
        CompletableFuture<LinkAnswer<HomeReply>> accepted = link.login(PEER, chosen(1));
        failing = true;
        CompletableFuture<LinkAnswer<HomeReply>> failed = link.login(PEER, chosen(2));
        String said = link + " " + done(refused) + " " + done(accepted) + " " + done(failed) + " " + refused;
        assertFalse(said.contains(DIGITS), "the PIN stands in: " + said);
    }

    // ---- many at once

    @Test
    @Timeout(180)
    void ofManyQuestionsEachGetsItsOwnAnswer() throws Exception {
        AtomicInteger next = new AtomicInteger();
        AtOnce.run(THREADS, () -> {
            for (int i = 0; i < EACH; i++) {
                int number = next.getAndIncrement();
                boolean known = number % 2 == 0;
                assertEquals(
                        known ? new UserAnswer.Mine() : new UserAnswer.NotMine(),
                        find(known ? "mmeyer" : "nobody-" + number));
                LoginsQuery query = new LoginsQuery(LON, List.of(id(number)));
                assertEquals(new LoginsAnswer.Live(Set.of()), answered(link.liveLogins(PEER, query)));
            }
            return List.of();
        });
        assertEquals(THREADS * EACH, sought.size(), "each question is asked once");
    }
}
