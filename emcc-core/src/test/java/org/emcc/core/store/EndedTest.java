package org.emcc.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.emcc.core.id.LoginId;
import org.junit.jupiter.api.Test;

class EndedTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final Ended ended = new Ended();
    private final List<LoginId> gone = new ArrayList<>();

    private static LoginId id(long millis) {
        return LoginId.of(NOON.plusMillis(millis), 7);
    }

    private void forget(LoginId firstKept) {
        ended.forget(firstKept, gone::add);
    }

    @Test
    void whatIsOlderThanTheFirstThatIsKeptGoesAndNothingElse() {
        List.of(id(-90_000), id(59_999), id(30_000), id(30_001), id(60_000)).forEach(ended::add);

        forget(LoginId.of(NOON.plusMillis(30_001), 0));
        assertThat(gone).containsExactlyInAnyOrder(id(-90_000), id(30_000));

        forget(LoginId.of(NOON.plusMillis(60_000), 0));
        assertThat(gone).containsExactlyInAnyOrder(id(-90_000), id(30_000), id(30_001), id(59_999));
    }

    @Test
    void whatTheStoreDoesNotLetGoIsTriedAgain() {
        ended.add(id(1));
        ended.add(id(2));

        ended.forget(id(5), login -> login.equals(id(2)));
        forget(id(5));

        assertThat(gone).containsExactly(id(1));
    }
}
