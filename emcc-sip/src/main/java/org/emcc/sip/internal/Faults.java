package org.emcc.sip.internal;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;

/**
 * Logs what only a bug of this SDK brings about: the first time at error, from then on at debug, so that whoever can cause it again and
 * again does not fill the log. Thread-safe.
 */
public final class Faults {
    private final Logger log;
    private final String what;
    private final AtomicBoolean told = new AtomicBoolean();

    /**
     * Nothing has failed yet.
     *
     * @param log where it is told
     * @param what what failed and what goes on, without a full stop
     */
    public Faults(Logger log, String what) {
        this.log = log;
        this.what = what;
    }

    /**
     * It failed.
     *
     * @param failure how
     */
    public void met(Throwable failure) {
        if (told.compareAndSet(false, true)) {
            log.error("{}, which is a bug of this SDK; further ones are logged at debug", what, failure);
        } else {
            log.debug("{} again", what, failure);
        }
    }
}
