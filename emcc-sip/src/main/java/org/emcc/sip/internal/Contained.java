package org.emcc.sip.internal;

import org.slf4j.Logger;

/** Calls what the user gave us: its failures stay here, and the first is logged. For one thread. */
public final class Contained {
    private final Logger log;
    private boolean told;

    public Contained(Logger log) {
        this.log = log;
    }

    public void call(Class<?> whose, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            failed(whose, e);
        }
    }

    public void failed(Class<?> whose, RuntimeException e) {
        if (told) {
            log.debug("{} failed again", whose.getName(), e);
        } else {
            told = true;
            log.warn(
                    "{} failed, and is called again next time; further failures are logged at debug",
                    whose.getName(),
                    e);
        }
    }
}
