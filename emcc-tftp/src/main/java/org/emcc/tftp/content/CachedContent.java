package org.emcc.tftp.content;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that are built when they are asked for, and kept.
 *
 * <p>Of one name at most one build runs at a time; whoever else asks meanwhile gets the same {@link ContentAnswer.Building}. What was built
 * is kept until it is invalidated, or until it is the one that nobody has asked for longest when there is no more room. That there is no
 * such file is not kept, nor is that a build has failed: that is {@link ContentAnswer.Busy} for those who wait, and the next request
 * builds again.
 *
 * <p>Whoever asks after an invalidation gets what was built after it, also when a build was running then: its outcome goes to those who
 * have asked before, and another build follows it.
 *
 * <p>Source: tftp 10.1 (built when asked for, and kept in memory), 10.4 (busy, not absent, while it is built), 17 (requirement 6).
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
    private final long limit;

    // Both guarded by kept.
    private final LinkedHashMap<ContentName, Content> kept = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<ContentName, Slot> building = new HashMap<>();
    private long size;

    /** The builds of a name: the one that runs, and the one that follows it because the first began before an invalidation. */
    private static final class Slot {
        private Build running;
        private @Nullable Build next;

        Slot(Build running) {
            this.running = running;
        }
    }

    /** One build, which all who wait for it share. */
    private static final class Build {
        private final CompletableFuture<ContentAnswer> outcome = new CompletableFuture<>();
        private final ContentAnswer.Building answer = new ContentAnswer.Building(outcome.minimalCompletionStage());
        private boolean stale;
    }

    private CachedContent(Function<ContentName, Optional<Content>> builder, Executor executor, long limit) {
        this.builder = Objects.requireNonNull(builder, "builder");
        this.executor = Objects.requireNonNull(executor, "executor");
        this.limit = limit;
    }

    /**
     * A source that keeps up to 64 MiB.
     *
     * @param builder builds a file, or says that there is none; called on the executor's threads, at once for several names, and may wait.
     *     What it throws is a failed build
     * @param executor runs builds. One that refuses makes for {@link ContentAnswer.Busy}. Not closed here
     * @return a source that has built nothing
     */
    public static CachedContent of(Function<ContentName, Optional<Content>> builder, Executor executor) {
        return new CachedContent(builder, executor, STANDARD_LIMIT);
    }

    /**
     * The same builder and executor, with nothing kept, and another limit.
     *
     * @param bytes how much is kept at most, where each file counts half a KiB more than its bytes; 0 keeps nothing. A larger file is served
     *     and not kept
     * @return a source that has built nothing
     * @throws IllegalArgumentException when it is negative
     */
    public CachedContent withLimit(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("byte limit must not be negative, but is " + bytes);
        }
        return new CachedContent(builder, executor, bytes);
    }

    @Override
    public ContentAnswer find(ContentRequest request) {
        ContentName name = request.name();
        Build mine;
        boolean begins = false;
        synchronized (kept) {
            Content content = kept.get(name);
            if (content != null) {
                return new ContentAnswer.Found(content);
            }
            Slot slot = building.get(name);
            if (slot == null) {
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
        }
        if (begins) {
            begin(name, mine);
        }
        return mine.outcome.isDone() ? mine.outcome.join() : mine.answer;
    }

    /**
     * Forgets a file because what it is built from has changed.
     *
     * @param name the file
     */
    public void invalidate(ContentName name) {
        Objects.requireNonNull(name, "name");
        synchronized (kept) {
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
            kept.clear();
            size = 0;
            building.values().forEach(slot -> slot.running.stale = true);
        }
    }

    private void begin(ContentName name, Build build) {
        try {
            executor.execute(() -> ended(name, build, built(name)));
        } catch (RuntimeException
                | Error e) { // no thread can be made: an Error, after which somebody waits none the less
            LOG.warn("There is no thread to build {}: {}", name, e.toString());
            ended(name, build, new ContentAnswer.Busy());
        }
    }

    /** Whatever the builder throws, an Error too, somebody waits for an answer. */
    private ContentAnswer built(ContentName name) {
        try {
            return builder.apply(name)
                    .<ContentAnswer>map(ContentAnswer.Found::new)
                    .orElseGet(ContentAnswer.NotFound::new);
        } catch (Throwable e) {
            LOG.warn("{} could not be built", name, e);
            return new ContentAnswer.Busy();
        }
    }

    private void ended(ContentName name, Build build, ContentAnswer answer) {
        Build next;
        synchronized (kept) {
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
        build.outcome.complete(answer);
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
}
