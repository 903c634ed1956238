package org.emcc.core.login;

import java.util.function.Consumer;
import org.emcc.core.gateway.LoginListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listener, and lets nothing that it does harm a login. */
final class Announcer {
    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

    private final LoginListener listener;

    Announcer(LoginListener listener) {
        this.listener = listener;
    }

    void tell(Consumer<LoginListener> news) {
        try {
            news.accept(listener);
        } catch (RuntimeException e) {
            LOG.warn("The login listener {} failed", listener.getClass().getName(), e);
        }
    }
}
