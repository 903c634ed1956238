package org.emcc.testkit.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.emcc.core.id.UserId;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.user.Pin;
import org.emcc.testkit.fault.Impostor;
import org.emcc.testkit.fixture.Company;
import org.emcc.testkit.phone.Display;
import org.emcc.testkit.phone.PhoneStatus;
import org.emcc.testkit.phone.VirtualPhone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each fault has the consequence that is documented for it, and when it is over, a login and a logout succeed. */
@Timeout(300)
class FaultsTest {
    private static final Pin PIN = Company.newYork().pins().get(UserId.of("alice"));

    private final EmccLab lab = EmccLab.builder().seed(7).start();
    private final VirtualPhone phone = lab.phone("SEP0011AABBCCD1");

    @AfterEach
    void close() {
        lab.close();
    }

    private void up() {
        assertThat(phone.start().join()).isInstanceOf(PhoneStatus.Registered.class);
    }

    private void assertRefusedWith(int number) {
        Display shown = phone.logIn("alice", PIN);
        assertThat(shown.candidates())
                .as("%s%n%s", shown.text(), lab.trace().asText())
                .extracting(ErrorCode::number)
                .contains(number);
    }

    private void assertAllIsWell() {
        Display shown = phone.logIn("alice", PIN);
        assertThat(shown.candidates()).as(lab.trace().asText()).isEmpty();
        lab.awaitRegistration(phone, "NYC");
        phone.logOut();
        lab.awaitRegistration(phone, "LON");
        awaitFree(lab, 3);
    }

    /** The phone may be back a moment before the base device is. */
    static void awaitFree(EmccLab lab, int number) {
        Instant limit = Instant.now().plusSeconds(30);
        while (lab.cluster("NYC").home().freeBaseDevices() != number) {
            assertThat(Instant.now()).as(() -> lab.trace().asText()).isBefore(limit);
            Thread.onSpinWait();
        }
    }

    private void assertTold(String fault) {
        assertThat(lab.trace().events())
                .filteredOn(event -> event.amiss())
                .extracting(event -> event.what())
                .contains(fault);
    }

    /** 208: the home cluster is not reached (emcc-behaviour 7). */
    @Test
    void nobodyIsFoundBehindALinkThatRefuses() {
        up();
        lab.link("LON", "NYC").refuse();
        assertRefusedWith(208);
        lab.clearFaults();
        assertAllIsWell();
        assertTold("link wire refuses");
    }

    @Test
    void nobodyIsFoundBehindAPartition() {
        up();
        lab.link("LON", "NYC").partition();
        assertRefusedWith(208);
        lab.link("LON", "NYC").clear();
        assertAllIsWell();
        assertTold("link wire is cut off: nothing passes");
    }

    @Test
    void aStoppedServiceOfTheHomeClusterIsTheSame() {
        up();
        lab.cluster("NYC").em().refuse();
        assertRefusedWith(208);
        lab.cluster("NYC").em().clear();
        assertAllIsWell();
    }

    @Test
    void aQuestionThatIsLostOrLosesItsAnswerIsToBeTriedAgain() {
        up();
        lab.link("LON", "NYC").drop(1);
        assertRefusedWith(23);
        lab.link("LON", "NYC").dropAnswers(1);
        assertRefusedWith(23);
        assertAllIsWell();
        assertTold("link loses a question for a user");
    }

    @Test
    void aLoginThatArrivesTwiceTakesOneBaseDevice() {
        up();
        lab.link("LON", "NYC").twice(2);
        assertAllIsWell();
        assertTold("link sends a login twice");
    }

    @Test
    void aSlowLateAndCutWireOnlyTakesLonger() {
        up();
        lab.link("LON", "NYC").wire().delay(Duration.ofMillis(20)).slow(200_000);
        lab.cluster("LON").em().delay(Duration.ofMillis(5));
        assertAllIsWell();
        assertThat(lab.link("LON", "NYC").wire().faults()).containsExactly("delay PT0.02S", "slow 200000");
        lab.link("LON", "NYC").wire().cut();
        assertAllIsWell();
    }

    @Test
    void datagramsOfTftpThatAreLostDoubledOrOutOfOrderAreSentAgain() {
        lab.cluster("LON").tftp().drop(1);
        up();
        assertTold("TFTP wire loses a datagram");
        lab.cluster("LON").tftp().clear().twice(5);
        up();
        lab.cluster("LON").tftp().clear().reorder(1);
        up();
        lab.clearFaults();
        assertAllIsWell();
    }

    @Test
    void aStoppedCallManagerLeavesThePhoneUnregistered() {
        lab.cluster("LON").sip().refuse();
        assertThat(phone.start().join()).isInstanceOf(PhoneStatus.Unregistered.class);
        lab.clearFaults();
        up();
        assertAllIsWell();
    }

    /** What the stores hold is there after a crash, and the login goes on. */
    @Test
    void aLoginOutlivesACrashOfTheHomeCluster() {
        up();
        assertThat(phone.logIn("alice", PIN).candidates()).isEmpty();
        lab.awaitRegistration(phone, "NYC");
        LabCluster home = lab.cluster("NYC");
        String em = home.emAddress().toString();
        home.crash();
        assertThat(home.isUp()).isFalse();
        home.restart();
        assertThat(home.emAddress()).hasToString(em);
        assertThat(home.home().freeBaseDevices()).isEqualTo(2);
        assertThat(home.home().session(phone.name())).isPresent();
        up();
        phone.logOut();
        lab.awaitRegistration(phone, "LON");
        awaitFree(lab, 3);
        assertAllIsWell();
    }

    @Test
    void aLoginOutlivesACrashOfTheVisitingCluster() {
        up();
        assertThat(phone.logIn("alice", PIN).candidates()).isEmpty();
        lab.awaitRegistration(phone, "NYC");
        LabCluster visiting = lab.cluster("LON");
        visiting.crash();
        visiting.restart();
        assertThat(visiting.visiting().session(phone.name())).isPresent();
        phone.logOut();
        lab.awaitRegistration(phone, "LON");
        assertAllIsWell();
    }

    @Test
    void whoSeesAClusterCrashMayRestartIt() throws Exception {
        up();
        CountDownLatch again = new CountDownLatch(1);
        lab.when("is up again", again::countDown);
        lab.when("crashes", () -> lab.cluster("NYC").restart());
        lab.cluster("NYC").crash();
        assertThat(again.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(lab.cluster("NYC").isUp()).isTrue();
        assertAllIsWell();
    }

    @Test
    void aClusterWhosePortWasTakenMeanwhileStaysDown() throws Exception {
        up();
        LabCluster home = lab.cluster("NYC");
        home.crash();
        try (ServerSocket other = new ServerSocket()) {
            other.bind(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), home.emAddress().portOr(0)));
            assertThatThrownBy(home::restart).isInstanceOf(UncheckedIOException.class);
            assertThat(home.isUp()).isFalse();
        }
        home.restart();
        assertThat(home.isUp()).isTrue();
        assertAllIsWell();
    }

    @Test
    void nobodyIsFoundInAClusterThatIsDown() {
        up();
        lab.cluster("NYC").crash();
        lab.cluster("NYC").crash();
        assertRefusedWith(208);
        lab.cluster("NYC").restart();
        lab.cluster("NYC").restart();
        assertAllIsWell();
        assertTold("crashes");
    }

    @Test
    void clocksThatDifferTooMuchAreNoticed() {
        up();
        lab.cluster("LON").skew(Duration.ofDays(-1));
        assertThatIllegalStateException()
                .as("the phone goes by the clock of its cluster, by which no certificate is valid yet")
                .isThrownBy(() -> phone.logIn("alice", PIN))
                .withMessageContaining("the certificate of CN=cucm-lon.example.com is valid from");
        lab.cluster("LON").skew(Duration.ofMinutes(10));
        assertRefusedWith(1);
        lab.cluster("LON").skew(Duration.ZERO);
        assertAllIsWell();
        assertTold("has a wrong clock");
    }

    /** A connection that breaks means that the cluster is not reached (208), anything else that it is silent (23): EmClusterLink. */
    @Test
    void hostilePeersFindNobodyAndHoldNobodyUp() {
        up();
        for (Impostor.Manner manner : Impostor.Manner.values()) {
            int number = switch (manner) {
                case SAYS_NOTHING, ANSWERS_LATE, REPEATS_THE_ANSWER -> 0; // below
                case HANGS_UP, SAYS_TOO_MUCH, NEVER_ENDS -> 208;
                case FAILS, REDIRECTS, TALKS_NONSENSE, ANSWERS_TWICE, ANSWERS_OUT_OF_ORDER -> 23;
            };
            if (number > 0) {
                lab.link("LON", "NYC")
                        .answeredBy(lab.impostor("LON", "NYC", manner).address());
                assertRefusedWith(number);
            }
        }
        lab.clearFaults();
        assertAllIsWell();
    }

    /** Each is waited for until its deadline of five seconds, both at once. */
    @Test
    void whoIsSilentOrLateIsNotWaitedForForever() throws Exception {
        up();
        VirtualPhone other = lab.phone("SEP00AA11BB22C2");
        other.start().join();
        lab.link("LON", "NYC")
                .answeredBy(lab.impostor("NYC", Impostor.Manner.SAYS_NOTHING).address());
        lab.link("NYC", "LON")
                .answeredBy(
                        lab.impostor("NYC", "LON", Impostor.Manner.ANSWERS_LATE).address());
        CompletableFuture<Display> late = CompletableFuture.supplyAsync(
                () -> other.logIn("nora", Company.london().pins().get(UserId.of("nora"))));
        assertRefusedWith(23);
        assertThat(late.get(60, TimeUnit.SECONDS).candidates())
                .extracting(ErrorCode::number)
                .contains(23);
        lab.clearFaults();
        assertAllIsWell();
    }

    /** What was said once too often answers no other question. */
    @Test
    void aRightAnswerThatComesTwiceIsTakenOnce() {
        up();
        lab.link("LON", "NYC")
                .answeredBy(lab.impostor("LON", "NYC", Impostor.Manner.REPEATS_THE_ANSWER)
                        .address());
        assertAllIsWell();
        lab.clearFaults();
        assertAllIsWell();
    }

    /** As a test sets a fault at a moment of the login: the question is answered, the login request is not. */
    @Test
    void aFaultBeginsWhenSomethingHappens() {
        up();
        lab.when("sends the login request", () -> lab.link("LON", "NYC").refuse());
        assertThat(phone.logIn("alice", PIN).candidates())
                .as(lab.trace().asText())
                .isNotEmpty();
        assertTold("link wire refuses");
        lab.clearFaults();
        assertAllIsWell();
        assertThat(lab.trace().events()).extracting(event -> event.what()).contains("link wire works again");
    }

    /** One that goes on saying something to somebody who does not read. */
    @Test
    void anImpostorThatIsStuckCanBeClosed() throws Exception {
        Impostor stuck = lab.impostor("NYC", Impostor.Manner.NEVER_ENDS);
        try (Socket asker = lab.cluster("LON")
                .shown()
                .getSocketFactory()
                .createSocket(stuck.address().getAddress(), stuck.address().getPort())) {
            asker.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(asker.getInputStream().read()).isEqualTo('H');
            Instant limit = Instant.now().plusSeconds(30);
            while (!isStuck() && Instant.now().isBefore(limit)) {
                Thread.onSpinWait();
            }
            stuck.close();
        }
    }

    /** Whether an impostor writes, and no more is taken; by the names that this has in the JDK. */
    private static boolean isStuck() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(each -> each.getKey().getName().equals("emcc-testkit-impostor"))
                .map(each -> List.of(each.getValue()))
                .anyMatch(frames -> frames.size() > 1
                        && Set.of("poll", "write0").contains(frames.get(0).getMethodName())
                        && frames.stream()
                                .anyMatch(frame -> frame.getMethodName().equals("implWrite")));
    }

    @Test
    void anImpostorThatNeedsTheRightAnswerHasToKnowWhomToAsk() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> lab.impostor("NYC", Impostor.Manner.ANSWERS_LATE))
                .withMessage(
                        "an impostor that is ANSWERS_LATE must be between two others, from one of whom it has the right answer");
    }

    /** The power comes back by a restart only. */
    @Test
    void whoEndsTheFaultsOfAClusterThatIsDownDoesNotStartIt() {
        LabCluster home = lab.cluster("NYC");
        home.crash();
        home.em().clear();
        assertThatThrownBy(() -> new Socket(
                                InetAddress.getLoopbackAddress(),
                                home.emAddress().portOr(0))
                        .close())
                .isInstanceOf(ConnectException.class);
        home.restart();
        up();
        assertAllIsWell();
    }

    @Test
    void nobodyIsBelievedWithTheCertificateOfSomebodyElse() {
        up();
        lab.link("LON", "NYC")
                .answeredBy(lab.impostor("LON", Impostor.Manner.TALKS_NONSENSE).address());
        assertRefusedWith(208);
        lab.clearFaults();
        assertAllIsWell();
        assertTold("link leads to somebody else");
    }

    /** 33: no base device is free (emcc-behaviour 7). */
    @Test
    void aFullPoolRefusesUntilSomebodyLeaves() {
        try (EmccLab small = EmccLab.builder()
                .companies(Company.newYork().withBaseDevices(1), Company.london())
                .start()) {
            VirtualPhone first = small.phone("SEP0011AABBCCD1");
            VirtualPhone second = small.phone("SEP0011AABBCCD2");
            first.start().join();
            second.start().join();
            first.logIn("alice", PIN);
            small.awaitRegistration(first, "NYC");
            Pin other = Company.newYork().pins().get(UserId.of("mmeyer"));
            assertThat(second.logIn("mmeyer", other).candidates())
                    .extracting(ErrorCode::number)
                    .contains(33);
            first.logOut();
            small.awaitRegistration(first, "LON");
            assertThat(second.logIn("mmeyer", other).candidates()).isEmpty();
            small.awaitRegistration(second, "NYC");
        }
    }

    @Test
    void whatALabDoesNotHaveIsToldInOneSentence() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> lab.link("LON", "LON"))
                .withMessage("a link must lead to another cluster, but is asked for from LON to LON");
        try (EmccLab direct = EmccLab.builder().direct().start()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> direct.link("LON", "NYC"))
                    .withMessageStartingWith("the lab was started with direct()");
            assertThatIllegalStateException()
                    .isThrownBy(() -> direct.cluster("LON").crash())
                    .withMessageStartingWith("the lab was started with direct()");
        }
        lab.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> lab.link("LON", "NYC"))
                .withMessage("the lab is closed");
    }
}
