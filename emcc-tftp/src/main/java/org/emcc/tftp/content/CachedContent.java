package org.emcc.tftp.content;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Predicate;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that are built when they are asked for, and kept.
 *
 * <p>Of one name at most one build runs at a time; whoever else asks meanwhile gets the same {@link ContentAnswer.Building}. What was built
 * is kept until it is invalidated, or until it is the one that nobody has asked for longest when there is no more room. That there is no
 * such file is not kept, nor is that a build has failed: that is the failure of a source for those who wait, upon which a client is told to
 * try again, and the next request builds again.
 *
 * <p>Whoever asks after an invalidation gets what was built after it, also when a build was running then: its outcome goes to those who
 * have asked before, and another build follows it.
 *
 * <p>Only so many builds run at a time, and only so many requests wait for one; above that the answer is {@link ContentAnswer.Busy}, so
 * that a builder that hangs costs no more than that.
 *
 * <p>Not to be put over {@link ClusterPhoneFiles} or {@link PhoneFileStore}, which keep their files themselves: it would go on with an old
 * one when they have published another.
 *
 * <p>Source: tftp 10.1 (built when asked for, and kept in memory), 10.4 (busy, not absent, while it is built), 17 (requirement 6). The
 * limits are the SDK's own, but for the number that is served at a time (tftp 10.3).
 *
 * @threadsafety thread-safe; no lock is held while a file is built
 * @since 0.1.0
 */
public final class CachedContent implements ContentSource {
    /** What a file takes besides its bytes, roughly, so that many empty ones are not for nothing. */
    static final int OVERHEAD = 512;

    private static final Logger LOG = LoggerFactory.getLogger(CachedContent.class);
    private static final long STANDARD_LIMIT = 64L * 1024 * 1024;

    private final Function<ContentName, Optional<Content>> builder;
    private final Executor executor;
    private final Predicate<ContentName> names;
    private final long limit;
    private final int buildsAtOnce;
    private final int waitersPerBuild;

    // All guarded by kept.
    private final LinkedHashMap<ContentName, Content> kept = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<ContentName, Slot> building = new HashMap<>();
    private final CacheTally tally = new CacheTally();
    private long size;

    /** The builds of a name: the one that runs, and the one that follows it because the first began before an invalidation. */
    private static final class Slot {
        private Build running;
        private @Nullable Build next;

        Slot(Build running) {
            this.running = running;
        }
    }

    /** One build. */
    private static final class Build {
        private final SharedBuild shared = new SharedBuild();
        private boolean stale;
    }

    private CachedContent(Builder builder) {
        this.builder = builder.builder;
        this.executor = builder.executor;
        this.names = builder.names;
        this.limit = builder.byteLimit;
        this.buildsAtOnce = builder.buildsAtOnce;
        this.waitersPerBuild = builder.waitersPerBuild;
    }

    /**
     * A source with the limits that a {@link Builder} has by default.
     *
     * @param builder builds a file, or says that there is none; called on the executor's threads, at once for several names, and may wait.
     *     What it throws is a failed build
     * @param executor runs builds. One that refuses makes for {@link ContentAnswer.Busy}. Not closed here
     * @return a source that has built nothing
     */
    public static CachedContent of(Function<ContentName, Optional<Content>> builder, Executor executor) {
        return builder(builder, executor).build();
    }

    /**
     * Begins a source.
     *
     * @param builder builds a file, or says that there is none; called on the executor's threads, at once for several names, and may wait.
     *     What it throws is a failed build. One that never returns holds its thread, and its place among the builds at once
     * @param executor runs builds. One that refuses makes for {@link ContentAnswer.Busy}. Not closed here
     * @return a new builder
     */
    public static Builder builder(Function<ContentName, Optional<Content>> builder, Executor executor) {
        return new Builder(builder, executor);
    }

    @Override
    public ContentAnswer find(ContentRequest request) {
        ContentName name = request.name();
        if (!names.test(name)) {
            return new ContentAnswer.NotFound();
        }
        Build mine;
        boolean begins = false;
        synchronized (kept) {
            Content content = kept.get(name);
            tally.looked(name, content != null);
            if (content != null) {
                return new ContentAnswer.Found(content);
            }
            Slot slot = building.get(name);
            if (slot == null) {
                if (building.size() >= buildsAtOnce) {
                    return new ContentAnswer.Busy();
                }
                mine = new Build();
                building.put(name, new Slot(mine));
                begins = true;
            } else if (!slot.running.stale) {
                mine = slot.running;
            } else {
                if (slot.next == null) {
                    slot.next = new Build();
                }
                mine = slot.next;
            }
            if (!mine.shared.admits(waitersPerBuild)) {
                return new ContentAnswer.Busy();
            }
        }
        if (begins) {
            begin(name, mine);
        }
        return mine.shared.answer();
    }

    /**
     * Forgets a file because what it is built from has changed.
     *
     * @param name the file
     */
    public void invalidate(ContentName name) {
        Objects.requireNonNull(name, "name");
        synchronized (kept) {
            tally.changed(name);
            forget(kept.remove(name));
            Slot slot = building.get(name);
            if (slot != null) {
                slot.running.stale = true;
            }
        }
    }

    /** Forgets all files. */
    public void invalidateAll() {
        synchronized (kept) {
            tally.allChanged();
            kept.clear();
            size = 0;
            building.values().forEach(slot -> slot.running.stale = true);
        }
    }

    /**
     * What was built so far, and what was found in the cache.
     *
     * @return the counters, all of one instant
     */
    public ContentCounters counters() {
        synchronized (kept) {
            return tally.snapshot();
        }
    }

    private void begin(ContentName name, Build build) {
        try {
            executor.execute(() -> run(name, build));
        } catch (RuntimeException
                | Error e) { // no thread can be made: an Error, after which somebody waits none the less
            LOG.warn("There is no thread to build {}: {}", name, e.toString());
            ended(name, build, new ContentAnswer.Busy());
            build.shared.end(new ContentAnswer.Busy());
        }
    }

    /** Whatever the builder throws, an Error too, somebody waits for an answer. */
    private void run(ContentName name, Build build) {
        ContentAnswer answer;
        try {
            answer = builder.apply(name)
                    .<ContentAnswer>map(ContentAnswer.Found::new)
                    .orElseGet(ContentAnswer.NotFound::new);
        } catch (Throwable e) {
            LOG.warn("{} could not be built", name, e);
            ended(name, build, new ContentAnswer.Busy());
            build.shared.fail(new IllegalStateException(name + " could not be built", e));
            return;
        }
        ended(name, build, answer);
        build.shared.end(answer);
    }

    private void ended(ContentName name, Build build, ContentAnswer answer) {
        Build next;
        synchronized (kept) {
            tally.built(name, answer);
            if (!build.stale && answer instanceof ContentAnswer.Found found) {
                keep(name, found.content());
            }
            Slot slot = Objects.requireNonNull(building.get(name));
            next = slot.next;
            if (next == null) {
                building.remove(name);
            } else {
                slot.running = next;
                slot.next = null;
            }
        }
        if (next != null) {
            begin(name, next);
        }
    }

    private void keep(ContentName name, Content content) {
        if (cost(content) > limit) {
            return;
        }
        forget(kept.put(name, content));
        size += cost(content);
        Iterator<Content> oldest = kept.values().iterator();
        while (size > limit) {
            Content gone = oldest.next();
            oldest.remove();
            forget(gone);
        }
    }

    private void forget(@Nullable Content gone) {
        if (gone != null) {
            size -= cost(gone);
        }
    }

    private static long cost(Content content) {
        return (long) content.size() + OVERHEAD;
    }

    /**
     * Collects what a source needs.
     *
     * @threadsafety not thread-safe
     * @since 0.1.0
     */
    public static final class Builder {
        private final Function<ContentName, Optional<Content>> builder;
        private final Executor executor;
        private Predicate<ContentName> names = name -> true;
        private long byteLimit = STANDARD_LIMIT;
        private int buildsAtOnce = 500;
        private int waitersPerBuild = 500;

        private Builder(Function<ContentName, Optional<Content>> builder, Executor executor) {
            this.builder = Objects.requireNonNull(builder, "builder");
            this.executor = Objects.requireNonNull(executor, "executor");
        }

        /**
         * Which names a build is tried for; others are not found at once. All by default.
         *
         * @param names whether there may be such a file; called on the threads of servers, and must not wait
         * @return this builder
         */
        public Builder names(Predicate<ContentName> names) {
            this.names = Objects.requireNonNull(names, "names");
            return this;
        }

        /**
         * How much is kept at most, where each file counts half a KiB more than its bytes. A larger file is served and not kept. 64 MiB by
         * default.
         *
         * @param bytes zero or more; 0 keeps nothing
         * @return this builder
         * @throws IllegalArgumentException when it is negative
         */
        public Builder byteLimit(long bytes) {
            if (bytes < 0) {
                throw new IllegalArgumentException("byte limit must not be negative, but is " + bytes);
            }
            this.byteLimit = bytes;
            return this;
        }

        /**
         * How many builds run, or wait for a thread, at a time; above it the answer is busy. 500 by default.
         *
         * @param builds 1 to 65536
         * @return this builder
         * @throws IllegalArgumentException when it is outside
         */
        public Builder buildsAtOnce(int builds) {
            this.buildsAtOnce = Require.range(builds, "builds at once", 1, 65_536);
            return this;
        }

        /**
         * How many requests may wait for one build; above it the answer is busy. One that has given up waiting counts until the build ends.
         * 500 by default.
         *
         * @param requests 1 to 65536
         * @return this builder
         * @throws IllegalArgumentException when it is outside
         */
        public Builder waitersPerBuild(int requests) {
            this.waitersPerBuild = Require.range(requests, "waiters per build", 1, 65_536);
            return this;
        }

        /**
         * Makes the source.
         *
         * @return a source that has built nothing
         */
        public CachedContent build() {
            return new CachedContent(this);
        }
    }
}
