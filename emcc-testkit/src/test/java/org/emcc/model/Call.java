package org.emcc.model;

import java.util.concurrent.CompletableFuture;
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
    final Life from;
    final Object payload;
    final CompletableFuture<?> future;
    final @Nullable Login login;
    final @Nullable Handset phone;

    /** The version of the session at the asking side while it waits; what comes back to another version was overtaken. */
    long held = -1;

    /** Its deadline is over: an answer changes nothing any more. */
    boolean expired;

    Call(
            Kind kind,
            Life from,
            Object payload,
            CompletableFuture<?> future,
            @Nullable Login login,
            @Nullable Handset phone) {
        this.kind = kind;
        this.from = from;
        this.payload = payload;
        this.future = future;
        this.login = login;
        this.phone = phone;
    }

    boolean open() {
        return !from.dead && !expired && !future.isDone();
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
