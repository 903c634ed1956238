package org.emcc.core.login;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.emcc.core.gateway.LocalLogin;
import org.emcc.core.gateway.LocalLogins;
import org.emcc.core.gateway.LocalOutcome;
import org.emcc.core.gateway.LocalPresence;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.UserId;
import org.emcc.core.store.StoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Local logins held to their contract: an answer that does not come in time, or is null, is a failure, and so of a store (6). */
final class LocalLoginsInTime implements LocalLogins {
    private static final Logger LOG = LoggerFactory.getLogger(LocalLoginsInTime.class);
    private static final String NOTHING = "the local logins gave null";

    private record Place(DeviceName device, UserId user) {}

    private final LocalLogins logins;
    private final Executor calls;
    private final Duration deadline;
    /** The newest login of each that has not come to its end: an older one is not taken back, for that would undo the newer. */
    private final Map<Place, Object> newest = new ConcurrentHashMap<>();

    /**
     * The logins, with a deadline.
     *
     * @param logins theirs
     * @param calls runs their calls, whose answers may come late, and must not be lost then
     * @param deadline how long an answer may take, its call included; none when zero
     */
    LocalLoginsInTime(LocalLogins logins, Executor calls, Duration deadline) {
        this.logins = logins;
        this.calls = calls;
        this.deadline = deadline;
    }

    @Override
    public CompletableFuture<LocalOutcome> login(LocalLogin login) {
        Place place = new Place(login.device(), login.user());
        Object own = new Object();
        newest.put(place, own);
        CompletableFuture<LocalOutcome> theirs = called(() -> logins.login(login));
        return inTime(theirs).whenComplete((outcome, failure) -> {
            if (failure == null) {
                newest.remove(place, own);
                return;
            }
            CompletableFuture<?> unused = theirs.whenComplete((late, never) -> {
                if (newest.remove(place, own) && late instanceof LocalOutcome.Done) {
                    takeBack(place);
                }
            });
        });
    }

    /** Nobody has waited for it, and it was said that it had failed: nobody has looked whether it may stay. */
    private void takeBack(Place place) {
        LOG.warn("The login of {} at {} came after its deadline, and is taken back", place.user(), place.device());
        Links.watch(logout(place.device(), place.user()));
    }

    @Override
    public CompletableFuture<LocalOutcome> logout(DeviceName device, UserId user) {
        return inTime(called(() -> logins.logout(device, user)));
    }

    @Override
    public CompletableFuture<LocalOutcome> logoutAll() {
        return inTime(called(logins::logoutAll));
    }

    @Override
    public CompletableFuture<LocalPresence> at(DeviceName device) {
        return inTime(called(() -> logins.at(device)));
    }

    @Override
    public CompletableFuture<List<DeviceName>> devicesOf(UserId user) {
        return inTime(called(() -> logins.devicesOf(user)));
    }

    /** What they answer, sooner or later. A call that blocks keeps nobody waiting but the thread on which it runs. */
    private <T> CompletableFuture<T> called(Supplier<CompletableFuture<T>> call) {
        return CompletableFuture.<@Nullable Void>completedFuture(null)
                .thenComposeAsync(begun -> Objects.requireNonNull(call.get(), NOTHING), calls);
    }

    /** The answer itself is left alone: it may come late. */
    private <T> CompletableFuture<T> inTime(CompletableFuture<T> answer) {
        CompletableFuture<T> bounded =
                deadline.isZero() ? answer : answer.copy().orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS);
        // Deadlines end on a thread that the whole JVM shares: what a failure leads to is not its work.
        return bounded.exceptionallyComposeAsync(failure -> CompletableFuture.failedFuture(broken(failure)))
                .thenApply(result -> {
                    if (result == null) {
                        throw broken(new NullPointerException(NOTHING));
                    }
                    return result;
                });
    }

    private static StoreException broken(Throwable cause) {
        return new StoreException("the local logins of the cluster failed", true, cause);
    }
}
