package org.emcc.core.em;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.MultipleLoginBehavior;
import org.emcc.core.configuration.ServiceParameters;
import org.emcc.core.device.Phone;
import org.emcc.core.gateway.LocalLogin;
import org.emcc.core.gateway.LocalOutcome;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.UserId;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.HomeSession;
import org.emcc.core.session.LoginLimit;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.LogoutOutcome;
import org.emcc.core.session.VisitingSession;
import org.emcc.core.store.StoreException;
import org.emcc.core.user.EndUser;
import org.emcc.core.user.MaximumLoginTime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logins and logouts by applications; {@link EmApi} says in which order they are checked. */
final class ApiActions {
    /** How many logins of visitors are ended side by side. */
    private static final int PAGE = 100;

    private static final Logger LOG = LoggerFactory.getLogger(ApiActions.class);

    private final ApiPorts ports;
    private final ApiTurns turns = new ApiTurns();
    /** The logout of everybody that is under way, in which whoever asks for the same takes part. */
    private final AtomicReference<@Nullable CompletableFuture<ApiResponse>> everybodyOut = new AtomicReference<>();

    ApiActions(ApiPorts ports) {
        this.ports = ports;
    }

    // ---- login

    CompletableFuture<ApiResponse> login(ApiRequest.Login login, ApiRight right, ClusterSettings settings) {
        if (!ports.covers(right, login.user())) {
            return EmApi.refused(10);
        }
        Optional<Phone> phone = ports.phone(login.device());
        if (phone.isEmpty()) {
            return EmApi.refused(11);
        }
        if (!phone.get().extensionMobilityEnabled()) {
            return EmApi.refused(22);
        }
        // Whoever is not local is refused: an application never begins a login across clusters.
        Optional<EndUser> user = ports.user(login.user());
        if (user.isEmpty()) {
            return EmApi.refused(23);
        }
        Object wish = List.of(user.get().id(), login.profile(), login.duration());
        return turns.inTurn(login.device(), wish, () -> atPhone(login, user.get(), settings));
    }

    private CompletableFuture<ApiResponse> atPhone(ApiRequest.Login login, EndUser user, ClusterSettings settings) {
        if (ports.visitor(login.device()).isPresent()) {
            return EmApi.refused(18);
        }
        return ports.at(login.device()).thenCompose(there -> {
            boolean another = there.user().filter(who -> !who.equals(user.id())).isPresent();
            return another ? EmApi.refused(18) : local(login, user, settings);
        });
    }

    private CompletableFuture<ApiResponse> local(ApiRequest.Login login, EndUser user, ClusterSettings settings) {
        Optional<DeviceProfileName> profile =
                login.profile().or(() -> user.controlledProfiles().stream().findFirst());
        if (profile.isEmpty()
                || !user.controlledProfiles().contains(profile.get())
                || !ports.hasProfile(profile.get())) {
            return EmApi.refused(12);
        }
        LoginLimit most = most(user, settings);
        if (isBeyond(login, most)) {
            return EmApi.refused(4);
        }
        MultipleLoginBehavior policy = policy(settings);
        if (mayNotBeAway(user.id(), policy)) {
            return EmApi.refused(25);
        }
        LocalLogin wish = new LocalLogin(login.device(), user.id(), profile.get(), limit(login, most));
        return ports.login(wish)
                .thenCompose(outcome ->
                        outcome instanceof LocalOutcome.Done ? confirmed(wish, policy) : EmApi.done(response(outcome)));
    }

    /**
     * Once more: a login across clusters may have come meanwhile, and would not have seen the local one before it was there. Of two that
     * come side by side both may so be refused, but never do both stay. A login that only repeats one that is there is taken back with
     * it: whether that was still there when the other one looked is not known here.
     */
    private CompletableFuture<ApiResponse> confirmed(LocalLogin done, MultipleLoginBehavior policy) {
        try {
            if (ports.visitor(done.device()).isPresent()) {
                return takenBack(done, 18);
            }
            if (mayNotBeAway(done.user(), policy)) {
                return takenBack(done, 25);
            }
        } catch (RuntimeException e) {
            LOG.warn("It is not known whether {} may be logged in at {}", done.user(), done.device(), e);
            return takenBack(done, 6);
        }
        return policy == MultipleLoginBehavior.AUTO_LOGOUT
                ? callBack(ports.away(done.user())).thenApply(all -> new ApiResponse.Success())
                : EmApi.done(new ApiResponse.Success());
    }

    /** One that cannot be taken back is for the administrator to see: nothing here would be told when it can. */
    private CompletableFuture<ApiResponse> takenBack(LocalLogin done, int code) {
        return ports.logout(done.device(), done.user()).handle((outcome, failure) -> {
            boolean gone = outcome instanceof LocalOutcome.Done
                    || (outcome instanceof LocalOutcome.Refused refused
                            && refused.code().equals(ErrorCode.of(19)));
            if (!gone) {
                LOG.error(
                        "{} stays logged in at {} though the login was refused with {}: {}",
                        done.user(),
                        done.device(),
                        code,
                        outcome,
                        failure);
            }
            return ApiResponse.Failure.of(code);
        });
    }

    private boolean mayNotBeAway(UserId user, MultipleLoginBehavior policy) {
        return policy == MultipleLoginBehavior.MULTIPLE_LOGINS_NOT_ALLOWED
                && !ports.away(user).isEmpty();
    }

    /** Before 12.5 logins in other clusters never counted (emcc-behaviour 3.4). */
    private static MultipleLoginBehavior policy(ClusterSettings settings) {
        return settings.release().isAtLeast(12, 5)
                ? settings.serviceParameters().multipleLoginBehavior()
                : MultipleLoginBehavior.MULTIPLE_LOGINS_ALLOWED;
    }

    /** The user's own time counts from 12.5 on, the cluster's where it is enforced; zero stands for "do not enforce". */
    private static LoginLimit most(EndUser user, ClusterSettings settings) {
        ServiceParameters parameters = settings.serviceParameters();
        Duration cluster = parameters.intraclusterMaximumLoginTime();
        boolean enforced = parameters.enforceIntraclusterMaximumLoginTime() && !cluster.isZero();
        boolean own = settings.release().isAtLeast(12, 5) && user.maximumLoginTime() instanceof MaximumLoginTime.After;
        if (!enforced && !own) {
            return LoginLimit.none();
        }
        return user.maximumLoginTime()
                .resolve(cluster, settings.release())
                .map(LoginLimit::after)
                .orElse(LoginLimit.none());
    }

    private static boolean isBeyond(ApiRequest.Login login, LoginLimit most) {
        if (login.duration().isEmpty() || most.duration().isEmpty()) {
            return false;
        }
        Optional<Duration> asked = minutes(login.duration().get());
        return asked.isEmpty() || asked.get().compareTo(most.duration().get()) > 0;
    }

    private static LoginLimit limit(ApiRequest.Login login, LoginLimit most) {
        return login.duration()
                .map(asked -> minutes(asked).map(LoginLimit::after).orElse(LoginLimit.none()))
                .orElse(most);
    }

    private static Optional<Duration> minutes(ExclusiveDuration asked) {
        return asked.minutes().isPresent()
                ? Optional.of(Duration.ofMinutes(asked.minutes().getAsInt()))
                : Optional.empty();
    }

    /**
     * The logins in other clusters give way to a newer one. Where the store fails, the call ends with 6 though the newer login stands.
     */
    private CompletableFuture<List<LogoutOutcome>> callBack(List<HomeSession> away) {
        List<CompletableFuture<LogoutOutcome>> ended = new ArrayList<>();
        for (HomeSession each : away) {
            ended.add(ports.callBack(each, LogoutCause.SECOND_LOGIN));
        }
        return EmApi.all(ended);
    }

    // ---- logout

    CompletableFuture<ApiResponse> logout(ApiRequest.Logout logout, ApiRight right) {
        // Of phones where the caller is not, an end user is not even told whether they are there.
        return right.coversAll()
                ? loggedOut(logout.device(), right)
                : ports.placesOf(right.user())
                        .thenCompose(here ->
                                here.contains(logout.device()) ? loggedOut(logout.device(), right) : EmApi.refused(10));
    }

    private CompletableFuture<ApiResponse> loggedOut(DeviceName device, ApiRight right) {
        // A login that lives is ended whatever the phone's record says by now.
        Optional<VisitingSession> visit = ports.visitor(device);
        if (visit.isPresent()) {
            return right.coversAll()
                    ? ports.end(visit.get()).thenApply(ApiActions::response)
                    : EmApi.refused(10); // a visitor is no end user of this cluster
        }
        Optional<HomeSession> lent = ports.lent(device);
        if (lent.isPresent()) {
            return right.covers(lent.get().login().user())
                    ? ports.callBack(lent.get(), LogoutCause.HOME_ADMINISTRATOR).thenApply(ApiActions::response)
                    : EmApi.refused(10);
        }
        Optional<Phone> phone = ports.phone(device);
        if (phone.isEmpty()) {
            return EmApi.refused(11);
        }
        if (!phone.get().extensionMobilityEnabled()) {
            return EmApi.refused(5);
        }
        return ports.at(device).thenCompose(there -> {
            if (there.user().isEmpty()) {
                return EmApi.refused(19);
            }
            UserId user = there.user().get();
            return right.covers(user) ? ports.logout(device, user).thenApply(ApiActions::response) : EmApi.refused(10);
        });
    }

    CompletableFuture<ApiResponse> logoutAll(ApiRight right) {
        if (!right.coversAll()) {
            return EmApi.refused(10);
        }
        CompletableFuture<ApiResponse> own = new CompletableFuture<>();
        CompletableFuture<ApiResponse> running = everybodyOut.compareAndExchange(null, own);
        if (running != null) {
            return running.copy();
        }
        CompletableFuture<ApiResponse> unused = everybodyOut(own);
        return own.copy();
    }

    private CompletableFuture<ApiResponse> everybodyOut(CompletableFuture<ApiResponse> own) {
        CompletableFuture<ApiResponse> visits;
        try {
            visits = endVisits(LoginId.LEAST, new ApiResponse.Success());
        } catch (Throwable e) { // whatever it is, the next one is not to wait for it
            visits = CompletableFuture.failedFuture(e);
        }
        return visits.thenCompose(visited -> ports.logoutAll().thenApply(locals -> worse(visited, response(locals))))
                .whenComplete((response, failure) -> {
                    everybodyOut.set(null);
                    if (failure == null) {
                        own.complete(response);
                    } else {
                        own.completeExceptionally(failure);
                    }
                });
    }

    /**
     * Ends the logins of all visitors, page by page; what fails keeps no other from its end, nor a page that cannot be read the local
     * logins. Pages after the first are not the work of the thread, perhaps a timer's, on which the last logout of the one before ended.
     */
    private CompletableFuture<ApiResponse> endVisits(LoginId after, ApiResponse soFar) {
        List<VisitingSession> page;
        try {
            page = ports.visitors(after, PAGE);
        } catch (StoreException e) {
            LOG.warn("The visitors after {} cannot be read, and stay logged in", after, e);
            return EmApi.done(worse(soFar, ApiResponse.Failure.of(6)));
        }
        List<CompletableFuture<ApiResponse>> ended = new ArrayList<>();
        for (VisitingSession each : page) {
            ended.add(ports.end(each).thenApply(ApiActions::goneOrFailed));
        }
        CompletableFuture<ApiResponse> these =
                EmApi.all(ended).thenApply(all -> all.stream().reduce(soFar, ApiActions::worse));
        if (page.size() < PAGE) {
            return these;
        }
        LoginId last = page.get(page.size() - 1).login().id();
        return these.thenComposeAsync(worst -> endVisits(last, worst));
    }

    /** The first failure, if there is one. */
    private static ApiResponse worse(ApiResponse first, ApiResponse second) {
        return first.kind() == ApiResponse.Kind.FAILURE ? first : second;
    }

    /** Whoever has logged out meanwhile is logged out. */
    private static ApiResponse goneOrFailed(LogoutOutcome outcome) {
        boolean gone = outcome instanceof LogoutOutcome.Refused refused
                && refused.code().equals(ErrorCode.of(19));
        return gone ? new ApiResponse.Success() : response(outcome);
    }

    private static ApiResponse response(LogoutOutcome outcome) {
        return outcome instanceof LogoutOutcome.Refused refused
                ? EmApi.failure(refused.code())
                : new ApiResponse.Success();
    }

    private static ApiResponse response(LocalOutcome outcome) {
        return outcome instanceof LocalOutcome.Refused refused
                ? EmApi.failure(refused.code())
                : new ApiResponse.Success();
    }
}
