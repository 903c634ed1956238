package org.emcc.core.em;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.MultipleLoginBehavior;
import org.emcc.core.configuration.ServiceParameters;
import org.emcc.core.device.Phone;
import org.emcc.core.gateway.LocalLogin;
import org.emcc.core.gateway.LocalOutcome;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginId;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.HomeSession;
import org.emcc.core.session.LoginLimit;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.LogoutOutcome;
import org.emcc.core.session.VisitingSession;
import org.emcc.core.user.EndUser;
import org.emcc.core.user.MaximumLoginTime;

/** Logins and logouts by applications; {@link EmApi} says in which order they are checked. */
final class ApiActions {
    /** How many logins of visitors are ended side by side. */
    private static final int PAGE = 100;

    private final ApiPorts ports;

    ApiActions(ApiPorts ports) {
        this.ports = ports;
    }

    // ---- login

    CompletableFuture<ApiResponse> login(ApiRequest.Login login, ApiRight right, ClusterSettings settings) {
        if (!right.covers(login.user())) {
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
        if (ports.visitor(login.device()).isPresent()) {
            return EmApi.refused(18);
        }
        return ports.at(login.device()).thenCompose(there -> {
            boolean another =
                    there.user().filter(who -> !who.equals(login.user())).isPresent();
            return another ? EmApi.refused(18) : local(login, user.get(), settings);
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
        List<HomeSession> away = ports.away(user.id());
        if (policy == MultipleLoginBehavior.MULTIPLE_LOGINS_NOT_ALLOWED && !away.isEmpty()) {
            return EmApi.refused(25);
        }
        LocalLogin wish = new LocalLogin(login.device(), user.id(), profile.get(), limit(login, most));
        return ports.login(wish).thenCompose(outcome -> {
            boolean giveWay = policy == MultipleLoginBehavior.AUTO_LOGOUT && outcome instanceof LocalOutcome.Done;
            return giveWay ? callBack(away).thenApply(all -> response(outcome)) : EmApi.done(response(outcome));
        });
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
            ended.add(ports.callBack(each.login().device(), LogoutCause.SECOND_LOGIN));
        }
        return EmApi.all(ended);
    }

    // ---- logout

    CompletableFuture<ApiResponse> logout(ApiRequest.Logout logout, ApiRight right) {
        DeviceName device = logout.device();
        // A login that lives is ended whatever the phone's record says by now.
        if (ports.visitor(device).isPresent()) {
            return right.coversAll()
                    ? ports.endVisit(device).thenApply(ApiActions::response)
                    : EmApi.refused(10); // a visitor is no end user of this cluster
        }
        Optional<HomeSession> lent = ports.lent(device);
        if (lent.isPresent()) {
            return right.covers(lent.get().login().user())
                    ? ports.callBack(device, LogoutCause.HOME_ADMINISTRATOR).thenApply(ApiActions::response)
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
            return right.covers(there.user().get())
                    ? ports.logout(device).thenApply(ApiActions::response)
                    : EmApi.refused(10);
        });
    }

    CompletableFuture<ApiResponse> logoutAll(ApiRight right) {
        if (!right.coversAll()) {
            return EmApi.refused(10);
        }
        return endVisits(LoginId.LEAST)
                .thenCompose(visits -> ports.logoutAll().thenApply(locals -> {
                    List<ApiResponse> all = new ArrayList<>(visits);
                    all.add(response(locals));
                    return all.stream()
                            .filter(each -> each.kind() == ApiResponse.Kind.FAILURE)
                            .findFirst()
                            .orElseGet(ApiResponse.Success::new);
                }));
    }

    /** Ends the logins of all visitors, page by page; what fails keeps no other from its end. */
    private CompletableFuture<List<ApiResponse>> endVisits(LoginId after) {
        List<VisitingSession> page = ports.visitors(after, PAGE);
        List<CompletableFuture<ApiResponse>> ended = new ArrayList<>();
        for (VisitingSession each : page) {
            ended.add(ports.endVisit(each.login().device()).thenApply(ApiActions::goneOrFailed));
        }
        CompletableFuture<List<ApiResponse>> these = EmApi.all(ended);
        if (page.size() < PAGE) {
            return these;
        }
        LoginId last = page.get(page.size() - 1).login().id();
        return these.thenCompose(first -> endVisits(last).thenApply(rest -> {
            List<ApiResponse> all = new ArrayList<>(first);
            all.addAll(rest);
            return all;
        }));
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
