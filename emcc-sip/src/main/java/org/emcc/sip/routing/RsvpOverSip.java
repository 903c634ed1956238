package org.emcc.sip.routing;

import java.util.List;
import java.util.Optional;
import org.emcc.core.FindingSeverity;

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
    /** From end to end, by the preconditions of RFC 3312. */
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
     * What is wrong with a SIP profile that has this: end to end needs reliable provisional responses.
     *
     * @param prackForAll whether its <em>SIP Rel1XX Options</em> are <em>Send PRACK for all 1xx Messages</em>
     * @return the finding, or empty when nothing is wrong
     */
    public Optional<RoutingFinding> finding(boolean prackForAll) {
        return this == E2E && !prackForAll
                ? Optional.of(new RoutingFinding(
                        "EMCC-SIP-0322",
                        FindingSeverity.WARNING,
                        "RSVP Over SIP is E2E, but provisional responses are not reliable.",
                        "Set SIP Rel1XX Options to Send PRACK for all 1xx Messages."))
                : Optional.empty();
    }
}
