package org.emcc.sip.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;

class SerialTest {
    private static final Logger LOG = LoggerFactory.getLogger(SerialTest.class);

    private final Queue<Runnable> handedOver = new ArrayDeque<>();
    private final List<Integer> ran = new ArrayList<>();
    private final Serial serial = new Serial(handedOver::add, LOG);

    private void addFromWithin(int tasks) {
        serial.run(() -> IntStream.range(0, tasks).forEach(i -> serial.run(() -> ran.add(i))));
    }

    @Test
    void aThreadIsKeptForOneTurnOnly() {
        addFromWithin(1_000);
        assertThat(ran).as("the one that added them is one of the turn").hasSize(Serial.TURN - 1);
        assertThat(handedOver).hasSize(1);
        serial.run(() -> ran.add(1_000));
        assertThat(ran).as("who comes meanwhile runs nothing").hasSize(Serial.TURN - 1);
        int turns = 0;
        while (!handedOver.isEmpty()) {
            handedOver.remove().run();
            turns++;
        }
        assertThat(turns).isEqualTo(1_002 / Serial.TURN);
        assertThat(ran).isEqualTo(IntStream.rangeClosed(0, 1_000).boxed().toList());
        assertThat(serial.waiting()).isZero();
    }

    @Test
    void aFullTurnHandsNothingOver() {
        addFromWithin(Serial.TURN - 1);
        assertThat(ran).hasSize(Serial.TURN - 1);
        assertThat(handedOver).isEmpty();
    }

    @Test
    void goesOnWhereNobodyTakesTheRest() {
        Serial alone = new Serial(
                task -> {
                    throw new RejectedExecutionException("planted");
                },
                LOG);
        alone.run(() -> IntStream.range(0, 1_000).forEach(i -> alone.run(() -> ran.add(i))));
        assertThat(ran).hasSize(1_000);
        assertThat(alone.waiting()).isZero();
    }

    /** As a scheduler does that is shut down. */
    @Test
    void whatWasHandedOverAndDroppedIsTakenOver() {
        addFromWithin(100);
        Runnable late = handedOver.remove();
        serial.takeOver();
        assertThat(ran).hasSize(100);
        late.run();
        serial.takeOver();
        assertThat(ran).as("nothing twice").hasSize(100);
        serial.run(() -> ran.add(100));
        assertThat(ran).hasSize(101);
    }

    @Test
    void onlyTheFirstFailureIsLoud() {
        Recorded log = new Recorded();
        Serial failing = new Serial(handedOver::add, log);
        failing.run(() -> {
            throw new IllegalStateException("planted");
        });
        failing.run(() -> {
            throw new AssertionError("planted");
        });
        failing.run(() -> ran.add(1));
        assertThat(log.levels).containsExactly(Level.ERROR, Level.DEBUG);
        assertThat(ran).containsExactly(1);
    }

    private static final class Recorded extends LegacyAbstractLogger {
        private static final long serialVersionUID = 1;
        private final transient List<Level> levels = new ArrayList<>();

        @Override
        protected String getFullyQualifiedCallerName() {
            return "";
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level, Marker marker, String message, Object[] arguments, Throwable throwable) {
            levels.add(level);
        }

        @Override
        public boolean isTraceEnabled() {
            return true;
        }

        @Override
        public boolean isDebugEnabled() {
            return true;
        }

        @Override
        public boolean isInfoEnabled() {
            return true;
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }
    }
}
