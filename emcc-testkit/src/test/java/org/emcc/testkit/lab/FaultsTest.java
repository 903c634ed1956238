package org.emcc.testkit.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
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

/** Each fault has the consequence that is documented for it, and when it is over, a login and a logout succeed. */
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
        assertThat(lab.cluster("NYC").home().freeBaseDevices()).isEqualTo(3);
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
        assertThat(home.home().freeBaseDevices()).isEqualTo(3);
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
                case SAYS_NOTHING -> 0; // until a deadline of five seconds
                case HANGS_UP, SAYS_TOO_MUCH, NEVER_ENDS -> 208;
                case FAILS, REDIRECTS, TALKS_NONSENSE, ANSWERS_TWICE -> 23;
            };
            if (number > 0) {
                lab.link("LON", "NYC").answeredBy(lab.impostor("NYC", manner).address());
                assertRefusedWith(number);
            }
        }
        lab.clearFaults();
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
