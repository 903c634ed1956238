package org.emcc.model;

import org.jspecify.annotations.Nullable;

/** A question that a cluster has sent out, and what hangs on its answer. */
final class Call {
    /** What is asked. */
    enum Kind {
        FIND_USER,
        LOG_IN,
        LOG_OUT,
        NOTICE,
        LIVE_LOGINS,
        RESET_BY_VISITING,
        RESET_BY_HOME
    }

    final Kind kind;

    /** Who asks. */
    final int from;

    final Object payload;

    /** What the asker does with the answer: a future of the shells, or what a rule world goes on with. */
    @Nullable
    Object then;

    final @Nullable Login login;
    final @Nullable Handset phone;

    /** The version of the session at the asking side while it waits; what comes back to another version was overtaken. */
    long held = -1;

    /** Its deadline is over: an answer changes nothing any more. */
    boolean expired;

    /** An answer has come. */
    boolean answered;

    /** The asker has crashed. */
    boolean orphaned;

    Call(Kind kind, int from, Object payload, @Nullable Object then, @Nullable Login login, @Nullable Handset phone) {
        this.kind = kind;
        this.from = from;
        this.payload = payload;
        this.then = then;
        this.login = login;
        this.phone = phone;
    }

    Call copy() {
        Call copy = new Call(kind, from, payload, then, login, phone);
        copy.held = held;
        copy.expired = expired;
        copy.answered = answered;
        copy.orphaned = orphaned;
        return copy;
    }

    boolean open() {
        return !orphaned && !expired && !answered;
    }

    /** Whether it changes nothing where it is answered. */
    boolean isOnlyRead() {
        return kind == Kind.FIND_USER || kind == Kind.LIVE_LOGINS;
    }

    boolean isReset() {
        return kind == Kind.RESET_BY_HOME || kind == Kind.RESET_BY_VISITING;
    }

    @Override
    public String toString() {
        return kind + (login == null ? "" : " of " + login);
    }
}
