package org.emcc.testkit.phone;

import java.util.Objects;
import org.emcc.core.id.ServiceAddress;

/**
 * What a virtual phone is doing.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface PhoneStatus {
    /** It has no power. */
    record Off() implements PhoneStatus {}

    /** It reads its files, or registers. */
    record Starting() implements PhoneStatus {}

    /**
     * It is registered.
     *
     * @param callManager with which call manager
     * @param line its first line
     * @param emccMode whether a redirect led it there
     */
    record Registered(ServiceAddress callManager, String line, boolean emccMode) implements PhoneStatus {
        /**
         * Checks the parts.
         *
         * @param callManager with which call manager
         * @param line its first line
         * @param emccMode whether a redirect led it there
         */
        public Registered {
            Objects.requireNonNull(callManager, "callManager");
            Objects.requireNonNull(line, "line");
        }
    }

    /**
     * It could not start, or lost its registration. Once it has read its files, it goes on trying the nodes that they name.
     *
     * @param why one sentence
     */
    record Unregistered(String why) implements PhoneStatus {
        /**
         * Checks the parts.
         *
         * @param why one sentence
         */
        public Unregistered {
            Objects.requireNonNull(why, "why");
        }
    }
}
