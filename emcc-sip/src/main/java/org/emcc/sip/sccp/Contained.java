package org.emcc.sip.sccp;

import org.slf4j.Logger;

/** Calls what the user gave us: its failures stay here, and the first is logged. For one thread. */
final class Contained {
    private final Logger log;
    private boolean told;

    Contained(Logger log) {
        this.log = log;
    }

    void call(Class<?> whose, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            failed(whose, e);
        }
    }

    void failed(Class<?> whose, RuntimeException e) {
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
