package org.emcc.core.session;

import java.util.List;
import java.util.Objects;
import org.emcc.core.id.DeviceProfileName;

/**
 * How an exchange ended that did not log the user in.
 *
 * <p>Source: design 4 and 4.1.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface Ending {
    /**
     * With an error code.
     *
     * @param code why
     */
    record Refused(ErrorCode code) implements Ending {
        /**
         * Checks the parts.
         *
         * @param code why
         */
        public Refused {
            Objects.requireNonNull(code, "code");
        }
    }

    /**
     * With the question which device profile is wanted.
     *
     * @param profiles the names to choose from
     */
    record ProfileAsked(List<DeviceProfileName> profiles) implements Ending {
        /**
         * Checks the parts.
         *
         * @param profiles the names to choose from
         */
        public ProfileAsked {
            profiles = List.copyOf(profiles);
        }
    }

    /**
     * With the demand to change the PIN.
     */
    record PinChangeAsked() implements Ending {}
}
