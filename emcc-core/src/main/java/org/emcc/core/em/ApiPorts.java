package org.emcc.core.em;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.device.Phone;
import org.emcc.core.gateway.ApplicationCheck;
import org.emcc.core.gateway.Applications;
import org.emcc.core.gateway.LocalLogin;
import org.emcc.core.gateway.LocalLogins;
import org.emcc.core.gateway.LocalOutcome;
import org.emcc.core.gateway.LocalPresence;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.LoginType;
import org.emcc.core.id.UserId;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.login.VisitingCluster;
import org.emcc.core.session.HomeSession;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.LogoutOutcome;
import org.emcc.core.session.VisitingSession;
import org.emcc.core.store.StoreException;
import org.emcc.core.user.EndUser;

/** What the API asks of the world; whatever fails there says with which code the call ends. */
final class ApiPorts {
    private static final int DATABASE = 6;
    private static final int USERS = 9;

    private final HomeCluster home;
    private final VisitingCluster visiting;
    private final Applications applications;
    private final LocalLogins locals;
    private final Duration deadline;

    ApiPorts(HomeCluster home, VisitingCluster visiting, Applications applications, Duration deadline) {
        this.home = home;
        this.visiting = visiting;
        this.applications = applications;
        this.locals = visiting.localLogins();
        this.deadline = deadline;
    }

    /** A port has failed. */
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int code;

        private Failed(int code, Throwable cause) {
            super("A port failed, and the call ends with " + code, cause);
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    ClusterSettings settings() {
        return present(DATABASE, () -> visiting.directories().cluster().settings());
    }

    /** A user whom this cluster calls its own. */
    Optional<EndUser> user(UserId id) {
        List<EndUser> found =
                present(USERS, () -> visiting.directories().users().find(LoginType.UID, id.value()));
        return found.stream().filter(EndUser::homeCluster).findFirst();
    }

    /** Also where a user was typed in another way than the directory spells it. */
    boolean covers(ApiRight right, UserId typed) {
        return right.covers(typed)
                || user(typed).map(EndUser::id).filter(right::covers).isPresent();
    }

    Optional<Phone> phone(DeviceName device) {
        return present(DATABASE, () -> visiting.directories().devices().phone(device));
    }

    boolean hasProfile(DeviceProfileName name) {
        return present(DATABASE, () -> visiting.directories().devices().profile(name))
                .isPresent();
    }

    Optional<VisitingSession> visitor(DeviceName device) {
        return visiting.session(device);
    }

    List<VisitingSession> visitors(LoginId after, int max) {
        return visiting.sessionsAfter(after, max);
    }

    CompletableFuture<LogoutOutcome> end(VisitingSession visit) {
        return visiting.logout(visit.login().id(), LogoutCause.PHONE);
    }

    Optional<HomeSession> lent(DeviceName device) {
        return home.session(device);
    }

    List<HomeSession> away(UserId user) {
        return home.sessions(user);
    }

    CompletableFuture<LogoutOutcome> callBack(HomeSession session, LogoutCause cause) {
        return home.logout(session.login().id(), cause);
    }

    /** The password is cleared when the check has come to its end, which may be after it was waited for. */
    CompletableFuture<ApplicationCheck> check(ApiApplication application) {
        char[] password = application.reveal();
        CompletableFuture<ApplicationCheck> check =
                present(USERS, () -> applications.check(application.appId(), password));
        return answered(
                USERS,
                check.whenComplete((found, failure) -> Arrays.fill(password, '\0'))
                        .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS));
    }

    CompletableFuture<LocalOutcome> login(LocalLogin login) {
        return local(() -> locals.login(login));
    }

    CompletableFuture<LocalOutcome> logout(DeviceName device, UserId user) {
        return local(() -> locals.logout(device, user));
    }

    CompletableFuture<LocalOutcome> logoutAll() {
        return local(locals::logoutAll);
    }

    CompletableFuture<LocalPresence> at(DeviceName device) {
        return local(() -> locals.at(device));
    }

    /** Where a user of this cluster is logged in: at its phones, and then at those that other clusters have lent. */
    CompletableFuture<Set<DeviceName>> placesOf(UserId user) {
        return local(() -> locals.devicesOf(user)).thenApply(here -> {
            Set<DeviceName> places = new LinkedHashSet<>(here);
            away(user).forEach(session -> places.add(session.login().device()));
            return places;
        });
    }

    private static <T> T present(int code, Supplier<T> call) {
        try {
            T result = call.get();
            if (result == null) {
                throw new NullPointerException("a port gave null");
            }
            return result;
        } catch (RuntimeException e) {
            throw new Failed(e instanceof StoreException ? DATABASE : code, e);
        }
    }

    /** The visiting cluster holds them to its deadline. */
    private static <T> CompletableFuture<T> local(Supplier<CompletableFuture<T>> call) {
        return answered(DATABASE, present(DATABASE, call));
    }

    private static <T> CompletableFuture<T> answered(int code, CompletableFuture<T> answer) {
        return answer.handle((result, failure) -> {
            if (result == null) {
                throw new Failed(code, failure == null ? new NullPointerException("a port gave null") : own(failure));
            }
            return result;
        });
    }

    /** What was thrown; a future wraps it. */
    static Throwable own(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
