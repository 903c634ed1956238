package org.emcc.testkit.contract;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.directory.Directories;
import org.emcc.core.gateway.ApplicationCheck;
import org.emcc.core.gateway.Applications;
import org.emcc.core.gateway.ClusterLink;
import org.emcc.core.gateway.LinkAnswer;
import org.emcc.core.gateway.PhoneControl;
import org.emcc.core.gateway.PhoneFiles;
import org.emcc.core.gateway.PublishedFile;
import org.emcc.core.gateway.ResetOutcome;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.LoginsAnswer;
import org.emcc.core.session.LoginsQuery;
import org.emcc.core.session.LogoutMessage;
import org.emcc.core.session.LogoutReply;
import org.emcc.core.session.Redirect;
import org.emcc.core.session.RemoteLogin;
import org.emcc.core.session.TemporaryDevice;
import org.emcc.core.session.UpdateAnswer;
import org.emcc.core.session.UpdateQuery;
import org.emcc.core.session.UserAnswer;
import org.emcc.core.session.UserQuery;

/** Small implementations of ports which keep to their contracts, until a subclass breaks one point. */
final class SoundPorts {
    private SoundPorts() {}

    /** Where calls that overlap meet. */
    static final class Meeting<T> {
        private final Exchanger<T> exchanger = new Exchanger<>();
        private final int patience;

        Meeting() {
            this(50);
        }

        Meeting(int patience) {
            this.patience = patience;
        }

        /** What the other call brought, or the own where none came within a moment. */
        T meet(T own) {
            try {
                return exchanger.exchange(own, patience, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                return own;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return own;
            }
        }
    }

    /** Phone files in memory: one text for each phone. */
    static class Files implements PhoneFiles {
        /** What is served of one kind, by phone, and which logins are over. */
        static final class Shelf {
            final Map<DeviceName, LoginId> logins = new HashMap<>();
            final Map<DeviceName, String> texts = new HashMap<>();
            final Map<DeviceName, Instant> ends = new HashMap<>();
            final Set<LoginId> over = new HashSet<>();
        }

        final Directories directories;
        final Clock clock;
        final Shelf home = new Shelf();
        final Shelf redirects = new Shelf();

        Files(Directories directories, Clock clock) {
            this.directories = directories;
            this.clock = clock;
        }

        synchronized Optional<byte[]> served(DeviceName phone) {
            return text(redirects, phone)
                    .or(() -> text(home, phone))
                    .or(() -> directories.devices().phone(phone).map(own -> "own " + own.lines()))
                    .map(text -> text.getBytes(StandardCharsets.UTF_8));
        }

        private Optional<String> text(Shelf shelf, DeviceName phone) {
            Instant end = shelf.ends.get(phone);
            boolean ended = end != null && !clock.instant().isBefore(end);
            return ended ? Optional.empty() : Optional.ofNullable(shelf.texts.get(phone));
        }

        boolean takes(Shelf shelf, LoginId login, DeviceName phone) {
            LoginId there = shelf.logins.get(phone);
            return !shelf.over.contains(login)
                    && (there == null || shelf.over.contains(there) || there.compareTo(login) <= 0);
        }

        synchronized PublishedFile put(Shelf shelf, LoginId login, DeviceName phone, String text) {
            if (takes(shelf, login, phone)) {
                shelf.logins.put(phone, login);
                shelf.texts.put(phone, text);
                shelf.ends.remove(phone);
            }
            return new PublishedFile(phone + ".cnf.xml", text.getBytes(StandardCharsets.UTF_8).length);
        }

        synchronized void end(Shelf shelf, LoginId login, DeviceName phone, Instant when) {
            if (shelf.over.add(login) && login.equals(shelf.logins.get(phone))) {
                shelf.ends.put(phone, when);
            }
        }

        @Override
        public PublishedFile publish(TemporaryDevice device) {
            return put(
                    home,
                    device.login(),
                    device.name(),
                    "home " + device.profile().value().lines());
        }

        @Override
        public void withdraw(LoginId login, DeviceName device, Duration grace) {
            end(home, login, device, clock.instant().plus(grace));
        }

        @Override
        public PublishedFile redirect(LoginId login, Redirect redirect) {
            return put(redirects, login, redirect.device(), redirect.homeTftpServers() + " " + redirect.logoutUri());
        }

        @Override
        public void restore(LoginId login, DeviceName device) {
            end(redirects, login, device, Instant.MIN);
        }
    }

    /** A cluster's phones, each of which does one thing when it is told to restart. */
    static class Phones implements PhoneControl {
        final Map<DeviceName, ResetOutcome> registered = new ConcurrentHashMap<>();
        final Map<DeviceName, AtomicInteger> told = new ConcurrentHashMap<>();
        private final Queue<Silence> silences = new ConcurrentLinkedQueue<>();

        IntSupplier register(DeviceName phone, ResetOutcome does) {
            AtomicInteger count = new AtomicInteger();
            told.put(phone, count);
            registered.put(phone, does);
            return count::get;
        }

        void unregister(DeviceName phone) {
            registered.remove(phone);
        }

        void tell(DeviceName phone) {
            AtomicInteger count = told.get(phone);
            if (count != null) {
                count.incrementAndGet();
            }
        }

        /** A phone is silent until two others were asked for, or where nobody is asked for, two seconds. */
        @Override
        public CompletableFuture<ResetOutcome> reset(DeviceName device) {
            silences.forEach(Silence::anotherWasAskedFor);
            ResetOutcome does = registered.getOrDefault(device, ResetOutcome.NOT_REGISTERED);
            if (does != ResetOutcome.NOT_REGISTERED) {
                tell(device);
            }
            if (does != ResetOutcome.NO_ANSWER) {
                return CompletableFuture.completedFuture(does);
            }
            Silence silence = new Silence();
            silences.add(silence);
            return silence.ended.completeOnTimeout(ResetOutcome.NO_ANSWER, 2, TimeUnit.SECONDS);
        }

        private static final class Silence {
            final CompletableFuture<ResetOutcome> ended = new CompletableFuture<>();
            final AtomicInteger others = new AtomicInteger();

            void anotherWasAskedFor() {
                if (others.incrementAndGet() == 2) {
                    ended.complete(ResetOutcome.NO_ANSWER);
                }
            }
        }
    }

    /** Applications with passwords in clear, which is no example for anybody. */
    static class Clear implements Applications {
        final Map<String, ApplicationCheck> rights;
        final Function<String, char[]> passwords;

        Clear(Map<String, ApplicationCheck> rights, Function<String, char[]> passwords) {
            this.rights = rights;
            this.passwords = passwords;
        }

        boolean proves(String appId, char[] password) {
            return new String(password).equals(new String(passwords.apply(appId)));
        }

        ApplicationCheck said(String appId, char[] password) {
            ApplicationCheck right = rights.get(appId);
            if (right == null) {
                return new ApplicationCheck.Unknown();
            }
            return proves(appId, password) ? right : new ApplicationCheck.WrongPassword();
        }

        @Override
        public CompletableFuture<ApplicationCheck> check(String appId, char[] password) {
            return CompletableFuture.completedFuture(said(appId, password));
        }
    }

    /** Another link's calls on threads of their own, with a deadline. */
    static class Pooled implements ClusterLink {
        final ClusterLink way;
        final Executor threads;
        private final Duration forQuestions;
        private final Duration forLogins;

        Pooled(ClusterLink way, Executor threads, Duration forQuestions, Duration forLogins) {
            this.way = way;
            this.threads = threads;
            this.forQuestions = forQuestions;
            this.forLogins = forLogins;
        }

        private <T> CompletableFuture<LinkAnswer<T>> call(
                Supplier<CompletableFuture<LinkAnswer<T>>> message, Duration deadline) {
            return CompletableFuture.runAsync(() -> {}, threads)
                    .thenComposeAsync(begun -> message.get(), threads)
                    .completeOnTimeout(late(), deadline.toMillis(), TimeUnit.MILLISECONDS);
        }

        <T> LinkAnswer<T> late() {
            return new LinkAnswer.Silent<>("no answer in time");
        }

        @Override
        public CompletableFuture<LinkAnswer<UserAnswer>> findUser(RemoteCluster peer, UserQuery query) {
            return call(() -> way.findUser(peer, query), forQuestions);
        }

        @Override
        public CompletableFuture<LinkAnswer<HomeReply>> login(RemoteCluster peer, RemoteLogin request) {
            return call(() -> way.login(peer, request), forLogins);
        }

        @Override
        public CompletableFuture<LinkAnswer<LogoutReply>> logout(RemoteCluster peer, LogoutMessage message) {
            return call(() -> way.logout(peer, message), forLogins);
        }

        @Override
        public CompletableFuture<LinkAnswer<LogoutReply>> notice(RemoteCluster peer, LogoutMessage message) {
            return call(() -> way.notice(peer, message), forLogins);
        }

        @Override
        public CompletableFuture<LinkAnswer<LoginsAnswer>> liveLogins(RemoteCluster peer, LoginsQuery query) {
            return call(() -> way.liveLogins(peer, query), forQuestions);
        }

        @Override
        public CompletableFuture<LinkAnswer<UpdateAnswer>> update(RemoteCluster peer, UpdateQuery query) {
            return call(() -> way.update(peer, query), forQuestions);
        }
    }

    /** For links that look at a reply. */
    static <T> CompletableFuture<LinkAnswer<T>> changed(
            CompletableFuture<LinkAnswer<T>> answer, Function<T, T> change) {
        return answer.thenApply(said -> said instanceof LinkAnswer.Answered<T> answered
                ? new LinkAnswer.Answered<>(change.apply(answered.reply()))
                : said);
    }

    /** The first of a list, if there is one. */
    static <T> List<T> first(List<T> all) {
        return all.subList(0, Math.min(1, all.size()));
    }
}
