package org.emcc.testkit.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import org.emcc.core.id.UserId;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.user.Pin;
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
    void aQuestionThatIsLostIsAskedAgainOrAnsweredByNobody() {
        up();
        lab.link("LON", "NYC").drop(1);
        assertThat(phone.logIn("alice", PIN).candidates()).isNotEmpty();
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
        lab.cluster("LON").tftp().drop(2);
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
    void aStoppedTftpServiceLeavesThePhoneWithoutItsFile() {
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
        assertThat(phone.logIn("alice", PIN).candidates()).isNotEmpty();
        lab.cluster("LON").skew(Duration.ZERO);
        assertAllIsWell();
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
