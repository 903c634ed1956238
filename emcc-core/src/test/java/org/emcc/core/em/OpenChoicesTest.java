package org.emcc.core.em;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.session.LoginRequest;
import org.emcc.core.user.Pin;
import org.emcc.testing.Canary;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;

class OpenChoicesTest {
    private static final List<DeviceProfileName> PROFILES =
            List.of(DeviceProfileName.of("Desk"), DeviceProfileName.of("Lab"));
    private static final LoginRequest REQUEST = LoginRequest.builder(
                    DeviceName.of("SEP00AA11BB22CC"), "mmeyer", Pin.of(Canary.PIN))
            .build();

    private Instant now = Instant.parse("2026-11-22T08:00:00Z");
    private final OpenChoices choices = new OpenChoices(
            new Clock() {
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
            },
            Seeds.random(Seeds.seed(), 1),
            null);

    @Test
    void givesALoginOnceAndOnlyToItsPhone() {
        String token = choices.keep(REQUEST, PROFILES);

        assertThat(token).hasSize(32).isNotEqualTo(choices.keep(REQUEST, PROFILES));
        assertThat(choices.take(token, DeviceName.of("SEP00AA11BB22DD"))).isEmpty();
        assertThat(choices.take(token, REQUEST.device())).isPresent();
        assertThat(choices.take(token, REQUEST.device())).isEmpty();
    }

    @Test
    void forgetsAfterTwoMinutes() {
        String token = choices.keep(REQUEST, PROFILES);
        now = now.plus(OpenChoices.LIFE).minusMillis(1);
        String later = choices.keep(REQUEST, PROFILES);
        now = now.plusMillis(1);

        assertThat(choices.take(token, REQUEST.device())).isEmpty();
        assertThat(choices.size()).isEqualTo(1);
        now = now.plus(Duration.ofMinutes(2));
        choices.forget();
        assertThat(choices.size()).isZero();
        assertThat(choices.take(later, REQUEST.device())).isEmpty();
    }

    @Test
    void letsTheOldestGoWhenThereAreTooMany() {
        String first = choices.keep(REQUEST, PROFILES);
        for (int i = 0; i < OpenChoices.LIMIT; i++) {
            choices.keep(REQUEST, PROFILES);
        }

        assertThat(choices.size()).isEqualTo(OpenChoices.LIMIT);
        assertThat(choices.take(first, REQUEST.device())).isEmpty();
    }
}
