package org.emcc.sip.sccp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InTurnTest {
    private final List<String> done = new ArrayList<>();
    private final InTurn<Integer> events = new InTurn<>(this::handle);

    private void handle(int event) {
        done.add("begin " + event);
        if (event % 10 < 2) {
            events.add(event + 1);
        }
        if (event == 30) {
            throw new IllegalStateException("a bug");
        }
        done.add("end " + event);
    }

    @Test
    void whatComesMeanwhileWaitsItsTurn() {
        events.add(0);
        assertThat(done).containsExactly("begin 0", "end 0", "begin 1", "end 1", "begin 2", "end 2");
    }

    @Test
    void aFailureDoesNotEndIt() {
        assertThatThrownBy(() -> events.add(30)).isInstanceOf(IllegalStateException.class);
        events.add(49);
        assertThat(done).containsExactly("begin 30", "begin 31", "end 31", "begin 49", "end 49", "begin 32", "end 32");
    }
}
