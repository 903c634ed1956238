package org.emcc.tftp.content;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.internal.Require;
import org.emcc.tftp.config.DialRules;
import org.emcc.tftp.config.PhoneConfiguration;
import org.emcc.tftp.config.RedirectFile;
import org.emcc.tftp.config.RedirectVocabulary;
import org.emcc.tftp.config.VersionStamp;
import org.jspecify.annotations.Nullable;

/**
 * The files that one cluster serves to phones, in memory: each phone's own file, built when it is asked for; the home files of EMCC
 * logins; and the redirects that hide a phone's own file while it is logged in elsewhere.
 *
 * <p>For one name the first of these that exists is served: redirect, home file, own file. A change is seen whole by every server
 * and transport at the same moment.
 *
 * <p>Every change names the login it is for, and may come twice, late or out of order. A login that was withdrawn or restored, or
 * that gave way to another one at the same phone, is over: nothing about it has an effect any more. So an older login neither
 * removes nor replaces the file of a newer one. That memory lasts 24 hours.
 *
 * <p>Source: phone-config-files 4.4 and 4.5 (order of events); design 4 and 4.4.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class PhoneFileStore implements ContentSource {
    private static final Duration MEMORY = Duration.ofHours(24);
    /** Of one phone; nothing that was ordered for a login comes so late that a phone has had more of them since. */
    private static final int MOST_REMEMBERED = 8;

    private static final int CHANGES_BETWEEN_SWEEPS = 1_000;

    private final Function<DeviceName, Optional<PhoneConfiguration>> ownFiles;
    private final Map<ContentName, Content> others;
    private final RedirectVocabulary vocabulary;
    private final Clock clock;
    private final ConcurrentHashMap<DeviceName, Slot> homeFiles = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<DeviceName, Slot> redirects = new ConcurrentHashMap<>();
    private final AtomicInteger changes = new AtomicInteger();

    /** The login whose file a phone has, if any, and the logins which are over. Immutable. */
    private record Slot(
            @Nullable String login,
            @Nullable Content content,
            @Nullable Instant until,
            List<Over> over) {
        static final Slot EMPTY = new Slot(null, null, null, List.of());

        Optional<Content> at(Instant now) {
            return content == null || (until != null && !now.isBefore(until)) ? Optional.empty() : Optional.of(content);
        }

        Slot published(String newLogin, Content file, Instant now) {
            if (isOver(newLogin)) {
                return this;
            }
            List<Over> ended = login == null || login.equals(newLogin) ? remembered(now) : remembered(login, now);
            return new Slot(newLogin, file, null, ended);
        }

        /** As it is, when it has the file of a login that began later and is not over: then the older one is over. */
        Slot publishedInOrder(String newLogin, Content file, Instant now) {
            boolean late = login != null && !isOver(login) && newLogin.compareTo(login) < 0;
            return late && !isOver(newLogin)
                    ? new Slot(login, content, until, remembered(newLogin, now))
                    : published(newLogin, file, now);
        }

        Slot ended(String oldLogin, Instant goneAt, Instant now) {
            List<Over> ended = isOver(oldLogin) ? remembered(now) : remembered(oldLogin, now);
            if (!oldLogin.equals(login)) {
                return new Slot(login, content, until, ended);
            }
            return new Slot(login, content, until != null && until.isBefore(goneAt) ? until : goneAt, ended);
        }

        private boolean isOver(String asked) {
            int hash = asked.hashCode(); // ids begin alike, so most comparisons would read far
            for (Over ended : over) {
                if (ended.login().hashCode() == hash && ended.login().equals(asked)) {
                    return true;
                }
            }
            return false;
        }

        /** The logins which are over, without those of which the memory has passed. */
        private List<Over> remembered(Instant now) {
            return over.isEmpty() || over.get(0).isFresh(now)
                    ? over
                    : over.stream().filter(ended -> ended.isFresh(now)).toList();
        }

        /** And one more; the oldest gives way. */
        private List<Over> remembered(String ended, Instant now) {
            List<Over> fresh = remembered(now);
            List<Over> longer =
                    new ArrayList<>(fresh.subList(Math.max(0, fresh.size() + 1 - MOST_REMEMBERED), fresh.size()));
            longer.add(new Over(ended, now));
            return longer;
        }

        /** Without what has passed; null when nothing is left. */
        @Nullable
        Slot swept(Instant now) {
            List<Over> ended = remembered(now);
            boolean there = at(now).isPresent();
            if (!there && ended.isEmpty()) {
                return null;
            }
            return there ? new Slot(login, content, until, ended) : new Slot(null, null, null, ended);
        }
    }

    /** A login that is over, and since when. */
    private record Over(String login, Instant at) {
        boolean isFresh(Instant now) {
            return at.plus(MEMORY).isAfter(now);
        }
    }

    private PhoneFileStore(Builder builder) {
        this.ownFiles = builder.ownFiles;
        this.others = Map.copyOf(builder.others);
        this.vocabulary = builder.vocabulary;
        this.clock = builder.clock;
    }

    /**
     * Begins a store.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Serves a home file for a login. The latest login of a phone has the say, and once more for the same login replaces its file.
     *
     * @param phone the visiting phone
     * @param loginId the login
     * @param file the home file
     * @return how long the file is, in bytes
     */
    public int publish(DeviceName phone, String loginId, PhoneConfiguration file) {
        Content content = contentOf(file);
        change(homeFiles, phone, loginId, slot -> slot.published(loginId, content, clock.instant()));
        return content.size();
    }

    /** Publishes, but not in place of the file of a login that began later. */
    int publish(DeviceName phone, LoginId login, PhoneConfiguration file) {
        Content content = contentOf(file);
        change(homeFiles, phone, login.value(), slot -> slot.publishedInOrder(login.value(), content, clock.instant()));
        return content.size();
    }

    /**
     * Ends the home file of a login. Until the instant it is still served, because the phone may be in the middle of a download. A
     * second call can bring the end nearer, not put it off.
     *
     * @param phone the visiting phone
     * @param loginId the login
     * @param at when it is gone; at once when that has passed
     */
    public void withdraw(DeviceName phone, String loginId, Instant at) {
        Objects.requireNonNull(at, "at");
        change(homeFiles, phone, loginId, slot -> slot.ended(loginId, at, clock.instant()));
    }

    /**
     * Serves a redirect in place of a phone's own file.
     *
     * @param phone the phone of this cluster
     * @param loginId the login
     * @param redirect where the phone is sent
     * @return how long the file is, in bytes
     */
    public int redirect(DeviceName phone, String loginId, RedirectFile redirect) {
        Content content = contentOf(redirect.toConfiguration(vocabulary));
        change(redirects, phone, loginId, slot -> slot.published(loginId, content, clock.instant()));
        return content.size();
    }

    /** Redirects, but not in place of the redirect of a login that began later. */
    int redirect(DeviceName phone, LoginId login, RedirectFile redirect) {
        Content content = contentOf(redirect.toConfiguration(vocabulary));
        change(redirects, phone, login.value(), slot -> slot.publishedInOrder(login.value(), content, clock.instant()));
        return content.size();
    }

    /**
     * Serves the phone's own file again, at once.
     *
     * @param phone the phone of this cluster
     * @param loginId the login whose redirect ends
     */
    public void restore(DeviceName phone, String loginId) {
        change(redirects, phone, loginId, slot -> slot.ended(loginId, Instant.MIN, clock.instant()));
    }

    @Override
    public ContentAnswer find(ContentRequest request) {
        Optional<DeviceName> phone = request.name().phone();
        Optional<Content> content =
                phone.isPresent() ? phoneFile(phone.get()) : Optional.ofNullable(others.get(request.name()));
        return content.<ContentAnswer>map(ContentAnswer.Found::new).orElseGet(ContentAnswer.NotFound::new);
    }

    private Optional<Content> phoneFile(DeviceName phone) {
        Instant now = clock.instant();
        return Optional.ofNullable(redirects.get(phone))
                .flatMap(slot -> slot.at(now))
                .or(() -> Optional.ofNullable(homeFiles.get(phone)).flatMap(slot -> slot.at(now)))
                .or(() -> ownFiles.apply(phone).map(PhoneFileStore::contentOf));
    }

    private static Content contentOf(PhoneConfiguration file) {
        return Content.ofOwn(
                file.encode(), file.versionStamp().map(VersionStamp::value).orElse(""));
    }

    private void change(
            ConcurrentHashMap<DeviceName, Slot> slots, DeviceName phone, String loginId, UnaryOperator<Slot> change) {
        Objects.requireNonNull(phone, "phone");
        Require.text(loginId, "login id", 255);
        slots.compute(phone, (name, slot) -> change.apply(slot == null ? Slot.EMPTY : slot));
        sweepNowAndThen();
    }

    /** As seldom as there are many phones, so that a change costs the same however many there are. */
    private void sweepNowAndThen() {
        long enough = Math.max(CHANGES_BETWEEN_SWEEPS, 8 * (homeFiles.mappingCount() + redirects.mappingCount()));
        int now = changes.incrementAndGet();
        if (now >= enough && changes.compareAndSet(now, 0)) {
            sweep(homeFiles);
            sweep(redirects);
        }
    }

    private void sweep(ConcurrentHashMap<DeviceName, Slot> slots) {
        Instant now = clock.instant();
        for (DeviceName phone : slots.keySet()) {
            slots.computeIfPresent(phone, (name, slot) -> slot.swept(now));
        }
    }

    /**
     * Collects what a store needs.
     *
     * @threadsafety not thread-safe
     * @since 0.1.0
     */
    public static final class Builder {
        private Function<DeviceName, Optional<PhoneConfiguration>> ownFiles = phone -> Optional.empty();
        private final Map<ContentName, Content> others = new HashMap<>();
        private RedirectVocabulary vocabulary = RedirectVocabulary.standard();
        private Clock clock = Clock.systemUTC();

        private Builder() {
            dialRules(DialRules.none());
        }

        /**
         * Where phones' own files come from; there are none by default. Called at every request, on the servers' threads, so it
         * must be quick and must not wait.
         *
         * @param ownFiles the own file of a phone of this cluster, or empty when there is no such phone
         * @return this builder
         */
        public Builder ownFiles(Function<DeviceName, Optional<PhoneConfiguration>> ownFiles) {
            this.ownFiles = Objects.requireNonNull(ownFiles, "ownFiles");
            return this;
        }

        /**
         * The dial rules that all phones get as {@code AppDialRules.xml}; none by default, in a file without rules.
         *
         * @param rules the rules
         * @return this builder
         */
        public Builder dialRules(DialRules rules) {
            return file("AppDialRules.xml", Content.of(rules.encode(), Integer.toHexString(rules.hashCode())));
        }

        /**
         * Adds a file that is the same for all phones, such as soft keys.
         *
         * @param name its name, in any case
         * @param content its content
         * @return this builder
         * @throws IllegalArgumentException when the name breaks a rule, or is that of a phone's configuration file
         */
        public Builder file(String name, Content content) {
            ContentName normal = ContentName.of(name);
            if (normal.phone().isPresent()) {
                throw new IllegalArgumentException("file name must not be that of a phone's configuration file");
            }
            others.put(normal, Objects.requireNonNull(content, "content"));
            return this;
        }

        /**
         * The element names of redirects; the standard ones by default.
         *
         * @param vocabulary the names
         * @return this builder
         */
        public Builder vocabulary(RedirectVocabulary vocabulary) {
            this.vocabulary = Objects.requireNonNull(vocabulary, "vocabulary");
            return this;
        }

        /**
         * Where the time comes from; the system's clock by default.
         *
         * @param clock the clock
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Makes the store.
         *
         * @return an empty store
         */
        public PhoneFileStore build() {
            return new PhoneFileStore(this);
        }
    }
}
