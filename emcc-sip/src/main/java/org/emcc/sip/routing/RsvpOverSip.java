package org.emcc.sip.routing;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * <em>RSVP Over SIP</em> of a SIP profile.
 *
 * <p>Source: sip 2.6.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum RsvpOverSip {
    /** Each cluster reserves on its own side; the default. */
    LOCAL_RSVP("Local RSVP"),
    /** From end to end, by the preconditions of RFC 3312; it needs reliable provisional responses, which the SIP profile's check asks for. */
    E2E("E2E");

    private final String label;

    RsvpOverSip(String label) {
        this.label = label;
    }

    /**
     * The vendor's text.
     *
     * @return for example {@code Local RSVP}
     */
    public String label() {
        return label;
    }

    /**
     * The extensions that an INVITE names for it.
     *
     * @return {@code precondition} for {@link #E2E}, else nothing
     */
    public List<String> extensions() {
        return this == E2E ? List.of("precondition") : List.of();
    }

    /**
     * The constant of a vendor's text, such as that of {@code rsvpOverSip} in a SIP profile; the case of letters does not count.
     *
     * @param label the text
     * @return the constant, or empty when there is none of that text
     */
    public static Optional<RsvpOverSip> byLabel(String label) {
        Objects.requireNonNull(label, "label");
        return Arrays.stream(values())
                .filter(value -> value.label.equalsIgnoreCase(label))
                .findFirst();
    }
}
