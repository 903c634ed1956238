package org.emcc.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A task that waits for its instant. */
final class Alarm {
    /** What it is for; told apart by how long it waits. */
    enum Label {
        SEARCH(5_000),
        NOTICE(6_000),
        ANSWER(9_000),
        MAINTENANCE(10_000),
        RESET(40_000),
        HOME_SWEEP(60_001),
        VISITING_SWEEP(61_001),
        GRACE(30_000),
        LIMIT(0);

        final long millis;

        Label(long millis) {
            this.millis = millis;
        }

        static Label of(long millis) {
            for (Label label : values()) {
                if (label.millis == millis) {
                    return label;
                }
            }
            return LIMIT;
        }

        /** Whether it is the end of waiting for an answer. */
        boolean isDeadline() {
            return switch (this) {
                case SEARCH, NOTICE, ANSWER, MAINTENANCE, RESET -> true;
                case HOME_SWEEP, VISITING_SWEEP, GRACE, LIMIT -> false;
            };
        }

        /** Whether something is unfinished until it rings. */
        boolean isWork() {
            return this != LIMIT && this != GRACE;
        }
    }

    final int serial;
    final Label label;
    final Instant when;

    /** What the shells do then; nothing in a rule world, which knows by the label. */
    final @Nullable Runnable task;

    final @Nullable Login login;

    final @Nullable Call call;

    Alarm(int serial, Label label, Instant when, @Nullable Runnable task, @Nullable Login login, @Nullable Call call) {
        this.serial = serial;
        this.label = label;
        this.when = when;
        this.task = task;
        this.login = login;
        this.call = call;
    }

    @Override
    public String toString() {
        return label + (login == null ? "" : " of " + login);
    }
}
