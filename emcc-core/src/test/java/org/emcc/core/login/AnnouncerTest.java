package org.emcc.core.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.emcc.core.gateway.LoginListener;
import org.emcc.core.gateway.LoginStep;
import org.emcc.core.id.LoginId;
import org.junit.jupiter.api.Test;

class AnnouncerTest {
    private static final LoginStep.OwnFileRestored STEP =
            new LoginStep.OwnFileRestored(new LoginStep.Subject(LoginId.of(Instant.EPOCH, 1), LoginFixture.PHONE));

    @Test
    void aThrowingListenerHarmsNobodyAndIsToldAgain() {
        List<LoginStep> heard = new ArrayList<>();
        Announcer announcer = new Announcer(new LoginListener() {
            @Override
            public void step(LoginStep step) {
                heard.add(step);
                throw new IllegalStateException("the audit trail is full");
            }
        });

        assertThatCode(() -> {
                    announcer.tell(listener -> listener.ownFileRestored(STEP));
                    announcer.tell(listener -> listener.ownFileRestored(STEP));
                })
                .doesNotThrowAnyException();
        assertThat(heard).containsExactly(STEP, STEP);
    }

    @Test
    void aListenerThatWantsNothingHearsNothing() {
        assertThatCode(() -> new Announcer(new LoginListener() {}).tell(listener -> listener.ownFileRestored(STEP)))
                .doesNotThrowAnyException();
    }
}
