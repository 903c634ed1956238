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

    /**
     * Who guesses at whom.
     *
     * @param ofMany whether the source speaks for many users, whose guesses are counted together as well
     */
    record Guess(UserId user, ClusterId source, boolean ofMany) {
        private Pair pair() {
            return new Pair(user, source);
        }
    }

    /** Lets a guess in, or not. One that is let in must be ended by one of the methods below. */
    synchronized boolean begin(Guess guess, Instant now) {
        if (!pairs.open(guess.pair(), now)
                || !users.open(guess.user(), now)
                || (guess.ofMany() && !sources.open(guess.source(), now))) {
            return false;
        }
        pairs.begin(guess.pair(), now);
        users.begin(guess.user(), now);
        if (guess.ofMany()) {
            sources.begin(guess.source(), now);
        }
        return true;
    }

    synchronized void wrong(Guess guess, Instant now) {
        int failures = pairs.wrong(guess.pair(), true, now);
        users.wrong(guess.user(), failures <= share, now);
        if (guess.ofMany()) {
            sources.wrong(guess.source(), true, now);
        }
    }

    /** The wrong guesses before the right one were of the same person, so they are taken back. */
    synchronized void right(Guess guess) {
        int failures = pairs.failures(guess.pair());
        Instant since = pairs.since(guess.pair());
        // A window that began later than the pair's does not hold all of its failures: then none is taken back.
        boolean sameUserWindow = !users.since(guess.user()).isAfter(since);
        pairs.right(guess.pair(), failures);
        users.right(guess.user(), sameUserWindow ? Math.min(failures, share) : 0);
        if (guess.ofMany()) {
            boolean sameSourceWindow = !sources.since(guess.source()).isAfter(since);
            sources.right(guess.source(), sameSourceWindow ? failures : 0);
        }
    }

    /** The guess was not looked at, for the hash failed. */
    synchronized void abandoned(Guess guess) {
        pairs.right(guess.pair(), 0);
        users.right(guess.user(), 0);
        if (guess.ofMany()) {
            sources.right(guess.source(), 0);
        }
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
