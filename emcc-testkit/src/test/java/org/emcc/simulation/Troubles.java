package org.emcc.simulation;

import java.util.random.RandomGenerator;
import org.emcc.core.store.StoreException;

/** Ports of a cluster that are out of order now and then: each call may fail, before it did anything or after. */
final class Troubles {
    private static final int OF_ALL = 1000;

    private final RandomGenerator random;

    /** Of a thousand calls. */
    private int failing;

    Troubles(RandomGenerator random) {
        this.random = random;
    }

    void begin(int ofAll) {
        failing = ofAll;
    }

    void end() {
        failing = 0;
    }

    boolean areNow() {
        return failing > 0;
    }

    /** Fails, if chance will have it. */
    void perhaps() {
        if (failing > 0 && random.nextInt(OF_ALL) < failing) {
            throw new StoreException("out of order", true, new Trouble(this));
        }
    }

    /** Whether an exception that a cluster threw goes back to such a failure of its own ports. */
    boolean areCauseOf(Throwable thrown) {
        Throwable cause = thrown;
        while (cause != null && !(cause instanceof Trouble trouble && trouble.of == this)) {
            cause = cause.getCause();
        }
        return cause != null;
    }

    /** By this one knows them. */
    private static final class Trouble extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Troubles of;

        Trouble(Troubles of) {
            super("simulated", null, false, false);
            this.of = of;
        }
    }
}
