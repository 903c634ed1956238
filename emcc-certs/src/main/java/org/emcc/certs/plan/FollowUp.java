package org.emcc.certs.plan;

import java.util.Objects;
import java.util.Optional;

/**
 * One thing to do, or that happens by itself, after an import.
 *
 * <p>Source: certificates 1.9; what is inferred from regeneration says so in the reason.
 *
 * @param kind what it is
 * @param where the node, or {@code phones}
 * @param what the service, the command or the phones
 * @param reason one sentence
 * @threadsafety immutable
 * @since 0.1.0
 */
public record FollowUp(Kind kind, String where, String what, String reason) {
    /** What is to be done. */
    public enum Kind {
        /** Phones reset by themselves as soon as the import is done. */
        PHONES_RESET,
        /** The trust list file of the cluster is written anew. */
        UPDATE_CTL,
        /** A service is restarted. */
        RESTART,
        /** Nothing more is done until the phones have registered again. */
        WAIT_FOR_PHONES,
        /** Phones are reset by hand. */
        RESET_PHONES
    }

    /**
     * Checks that all is given.
     *
     * @param kind what it is
     * @param where the node, or {@code phones}
     * @param what the service, the command or the phones
     * @param reason one sentence
     */
    public FollowUp {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(where, "where");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(reason, "reason");
    }

    /**
     * The command of the platform's command line, where one is documented.
     *
     * @return such as {@code utils service restart Cisco Tomcat}; empty where the page of services is to be used
     */
    public Optional<String> command() {
        if (kind == Kind.UPDATE_CTL) {
            return Optional.of("utils ctl update CTLFile");
        }
        return kind == Kind.RESTART && what.equals(FollowUps.TOMCAT)
                ? Optional.of("utils service restart Cisco Tomcat")
                : Optional.empty();
    }

    /** What is done and where, in words. */
    @Override
    public String toString() {
        return switch (kind) {
            case PHONES_RESET -> what + " reset by themselves";
            case UPDATE_CTL -> "run utils ctl update CTLFile on " + where;
            case RESTART -> "restart " + what + " on " + where;
            case WAIT_FOR_PHONES -> "wait until " + what + " have registered again";
            case RESET_PHONES -> "reset " + what;
        };
    }
}
