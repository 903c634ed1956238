package org.emcc.core.gateway;

import java.time.Instant;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.UserId;

/** Counts wrong PINs by user and source, by user, and by source, as {@link GuessLimits} says. */
final class GuessCounts {
    private record Pair(UserId user, ClusterId source) {}

    private final GuessTable<Pair> pairs;
    private final GuessTable<UserId> users;
    private final GuessTable<ClusterId> sources;
    private final int share;

    GuessCounts(GuessLimits limits) {
        this.pairs = new GuessTable<>(limits, limits.perUserAndSource());
        this.users = new GuessTable<>(limits, limits.perUser());
        this.sources = new GuessTable<>(limits, limits.perSource());
        this.share = limits.share();
    }

    /** Lets a guess in, or not. One that is let in must be ended by one of the methods below. */
    synchronized boolean begin(UserId user, ClusterId source, Instant now) {
        Pair pair = new Pair(user, source);
        if (!pairs.open(pair, now) || !users.open(user, now) || !sources.open(source, now)) {
            return false;
        }
        pairs.begin(pair, now);
        users.begin(user, now);
        sources.begin(source, now);
        return true;
    }

    synchronized void wrong(UserId user, ClusterId source, Instant now) {
        int failures = pairs.wrong(new Pair(user, source), true, now);
        users.wrong(user, failures <= share, now);
        sources.wrong(source, true, now);
    }

    /** The wrong guesses before the right one were of the same person, so they are taken back. */
    synchronized void right(UserId user, ClusterId source) {
        Pair pair = new Pair(user, source);
        int failures = pairs.failures(pair);
        // A window that began later than the pair's does not hold all of its failures: then none is taken back.
        boolean sameUserWindow = !users.since(user).isAfter(pairs.since(pair));
        boolean sameSourceWindow = !sources.since(source).isAfter(pairs.since(pair));
        pairs.right(pair, failures);
        users.right(user, sameUserWindow ? Math.min(failures, share) : 0);
        sources.right(source, sameSourceWindow ? failures : 0);
    }

    /** The guess was not looked at, for the hash failed. */
    synchronized void abandoned(UserId user, ClusterId source) {
        pairs.right(new Pair(user, source), 0);
        users.right(user, 0);
        sources.right(source, 0);
    }

    /** The user's PIN was set anew. What the sources have on their account stays. */
    synchronized void forgive(UserId user) {
        pairs.forgive(pair -> pair.user().equals(user));
        users.forgive(user::equals);
    }

    synchronized int size() {
        return Math.max(pairs.size(), Math.max(users.size(), sources.size()));
    }
}
