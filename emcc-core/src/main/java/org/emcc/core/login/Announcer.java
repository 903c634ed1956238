package org.emcc.core.login;

import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.emcc.core.gateway.LoginListener;
import org.emcc.core.gateway.LoginStep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listener, and lets nothing that it does harm a login. */
final class Announcer {
    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

    private final LoginListener listener;

    Announcer(LoginListener listener) {
        this.listener = listener;
    }

    /** Tells of a failure: in the log with its stack, to the listener in words. */
    void failed(LoginStep.Subject subject, String what, Throwable failure) {
        LOG.warn("Login {}: could not {}", subject.login(), what, failure);
        tell(told -> told.failed(
                new LoginStep.Failed(subject, what, String.valueOf(own(failure).getMessage()))));
    }

    /** What the port threw: a future wraps it, and names its class in the message. */
    private static Throwable own(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    void tell(Consumer<LoginListener> news) {
        try {
            news.accept(listener);
        } catch (RuntimeException e) {
            LOG.warn("The login listener {} failed", listener.getClass().getName(), e);
        }
    }
}
