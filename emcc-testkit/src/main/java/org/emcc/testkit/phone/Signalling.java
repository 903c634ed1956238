package org.emcc.testkit.phone;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.emcc.core.id.ServiceAddress;
import org.emcc.sip.registration.CiscoAlarm;
import org.emcc.tftp.config.PhoneConfiguration;

/** How a phone speaks with its call managers: over SIP or over SCCP. All but the events is for one thread. */
interface Signalling extends AutoCloseable {
    /** What comes of it, on threads of its own. */
    interface Events {
        /** The phone is registered, also with another node after a while. */
        void registered(PhoneStatus.Registered status, String protocol);

        /** The phone goes on trying. */
        void lost(String why);

        /** The phone is to start anew. */
        void toldTo(String order);
    }

    /**
     * Registers with the call managers of a configuration (emcc-behaviour 2.9, P8).
     *
     * @throws IllegalStateException when none takes it; one sentence says why
     */
    PhoneStatus.Registered register(PhoneConfiguration file, CiscoAlarm reason, boolean emccMode);

    /** Says goodbye, if there is whom to say it to, and forgets the call managers. */
    void leave(CiscoAlarm reason);

    /** Loses its power: forgets the call managers without a word. */
    @Override
    void close();

    /**
     * What comes of something in time, or nothing.
     *
     * @throws IllegalStateException when it fails, or the phone is interrupted
     */
    static <T> Optional<T> awaited(CompletableFuture<T> future, Duration patience) {
        try {
            return Optional.of(future.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the registration failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the phone was interrupted", e);
        }
    }

    /** What a registration that fails says. */
    static IllegalStateException refused(ServiceAddress callManager, String why) {
        return new IllegalStateException(callManager + " did not register the phone: " + why);
    }
}
