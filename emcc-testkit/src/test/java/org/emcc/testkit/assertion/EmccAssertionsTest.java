package org.emcc.testkit.assertion;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.emcc.testkit.assertion.EmccAssertions.assertThat;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.user.Pin;
import org.emcc.testkit.junit.EmccLabExtension;
import org.emcc.testkit.lab.EmccLab;
import org.emcc.testkit.phone.Display;
import org.emcc.testkit.phone.VirtualPhone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EmccAssertionsTest {
    @RegisterExtension
    final EmccLabExtension extension = EmccLabExtension.of(EmccLab::start);

    private static void fails(ThrowingCallable assertion, String... saying) {
        assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessageContainingAll(saying);
    }

    @Test
    void aPhoneWithoutPower(EmccLab lab) {
        VirtualPhone phone = lab.phone("SEP0011AABBCCD1");
        ServiceAddress here = lab.cluster("LON").sipAddress();
        String happened = "exports its certificates";

        fails(() -> assertThat(phone).isRegistered(), "SEP0011AABBCCD1 should be registered", "is Off", happened);
        fails(() -> assertThat(phone).isRegisteredAt(here), "with " + here, happened);
        fails(() -> assertThat(phone).isInEmccMode(), "in EMCC mode", happened);
        fails(() -> assertThat(phone).isNotInEmccMode(), "not in EMCC mode", happened);
        fails(() -> assertThat(phone).hasLine("2222"), "the line 2222", happened);
        fails(() -> assertThat(phone).hasFetched("x.cnf.xml"), "should have fetched x.cnf.xml", happened);
        fails(() -> assertThat((VirtualPhone) null).isRegistered(), "not to be null");
    }

    @Test
    void aPhoneThatIsLoggedIn(EmccLab lab) {
        VirtualPhone phone = lab.phone("SEP0011AABBCCD1");
        phone.start().join();
        ServiceAddress here = lab.cluster("LON").sipAddress();
        ServiceAddress home = lab.cluster("NYC").sipAddress();
        lab.awaitRegistration(phone, "LON");

        assertThat(phone).isRegistered().isRegisteredAt(here).isNotInEmccMode().hasFetched("SEP0011AABBCCD1.cnf.xml");
        fails(() -> assertThat(phone).isRegisteredAt(home), "registered with " + home);
        fails(() -> assertThat(phone).isInEmccMode(), "emccMode=false");
        fails(() -> assertThat(phone).hasLine("0"), "the line 0");

        Display wrong = phone.logIn("alice", Pin.of("123"));
        fails(() -> assertThat(wrong).hasNoError(), "should show no error", wrong.text());
        assertThat(wrong).canBe(wrong.candidates().get(0)).containsText(wrong.text());
        fails(() -> assertThat(wrong).containsText("no such words"), "\"no such words\"");
        fails(() -> assertThat(lab.trace()).hasNothingAmiss(), "does not admit the login");

        Display right = phone.logIn("alice", Pin.of("7193551802"));
        assertThat(right).hasNoError();
        fails(() -> assertThat(right).canBe(ErrorCode.fromDisplay(wrong.text()).get(0)), "what can be");
        lab.awaitRegistration(phone, "NYC");
        assertThat(phone).isInEmccMode();
        fails(() -> assertThat(phone).isNotInEmccMode(), "emccMode=true");
    }

    @Test
    void whatHappened(EmccLab lab) {
        assertThat(lab.trace())
                .hasNothingAmiss()
                .containsInOrder("exports its certificates", "exports its certificates", "consolidates", "imports")
                .doesNotContain("sends the login request");
        fails(
                () -> assertThat(lab.trace()).containsInOrder("consolidates", "exports its certificates"),
                "\"exports its certificates\" should have happened after \"consolidates\"");
        fails(() -> assertThat(lab.trace()).containsInOrder("x"), "\"x\" should have happened,");
        fails(
                () -> assertThat(lab.trace()).containsInOrder("consolidates", "consolidates"),
                "should have happened after \"consolidates\"");
        fails(() -> assertThat(lab.trace()).doesNotContain("consolidates"), "should not have happened");
    }
}
