package org.emcc.testkit.trace;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.emcc.core.gateway.LoginListener;
import org.emcc.core.gateway.LoginMove;
import org.emcc.core.gateway.LoginStep;
import org.emcc.core.gateway.ResetOutcome;
import org.emcc.core.geolocation.GeolocationMatch;
import org.emcc.core.id.ClusterId;
import org.emcc.core.session.Ending;
import org.emcc.core.session.TemporaryDevice;

/**
 * Writes the steps of one cluster's logins into a trace, and their moves into its recording.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class LoginTrace implements LoginListener {
    private final ClusterId id;
    private final String cluster;
    private final Trace trace;

    /**
     * The listener of one cluster.
     *
     * @param cluster its id, which is the name of its lane
     * @param trace where the steps go
     */
    public LoginTrace(ClusterId cluster, Trace trace) {
        this.id = cluster;
        this.cluster = cluster.value();
        this.trace = Objects.requireNonNull(trace, "trace");
    }

    private void own(String what, String... facts) {
        trace.record(cluster, cluster, what, facts);
    }

    private void record(boolean good, String from, String to, String what, String... facts) {
        if (good) {
            trace.record(from, to, what, facts);
        } else {
            trace.recordAmiss(from, to, what, facts);
        }
    }

    @Override
    public void loginBegun(LoginStep.LoginBegun step) {
        own("login begun", step.identifier(), "login " + step.subject().login());
    }

    @Override
    public void userSought(LoginStep.UserSought step) {
        trace.record(step.remote().value(), cluster, "answers the user query", step.answer());
    }

    @Override
    public void homeAsked(LoginStep.HomeAsked step) {
        trace.record(cluster, step.home().value(), "sends the login request", "PIN hidden");
    }

    @Override
    public void loginRefused(LoginStep.LoginRefused step) {
        record(isGood(step.ending()), cluster, cluster, "login ends without success", inWords(step.ending()));
    }

    /** A question to the user is on the way. */
    private static boolean isGood(Ending ending) {
        return !(ending instanceof Ending.Refused);
    }

    private static String inWords(Ending ending) {
        if (ending instanceof Ending.Refused refused) {
            return "code " + refused.code();
        }
        return ending instanceof Ending.ProfileAsked ? "a device profile must be chosen" : "the PIN must be changed";
    }

    @Override
    public void loginRecorded(LoginStep.LoginRecorded step) {
        trace.record(step.home().value(), cluster, "accepts the login", "home TFTP " + step.homeTftpServers());
        own("records the remote login");
    }

    @Override
    public void redirectPublished(LoginStep.RedirectPublished step) {
        own("publishes the redirect", step.file().name(), step.file().size() + " bytes");
    }

    @Override
    public void phoneReset(LoginStep.PhoneReset step) {
        record(
                step.outcome() == ResetOutcome.ACCEPTED,
                cluster,
                step.subject().device().value(),
                "resets the phone",
                step.outcome().toString());
    }

    @Override
    public void logoutBegun(LoginStep.LogoutBegun step) {
        own("logout begun", "cause " + step.cause());
    }

    @Override
    public void ownFileRestored(LoginStep.OwnFileRestored step) {
        own("serves the phone's own file again");
    }

    @Override
    public void homeTold(LoginStep.HomeTold step) {
        record(
                step.acknowledged(),
                cluster,
                step.home().value(),
                "told of the logout",
                step.acknowledged() ? "acknowledged" : "not acknowledged, will be told again");
    }

    @Override
    public void userQueried(LoginStep.UserQueried step) {
        trace.record(step.from().value(), cluster, "asks whose user it is", step.identifier());
    }

    @Override
    public void admissionRefused(LoginStep.AdmissionRefused step) {
        record(
                isGood(step.ending()),
                cluster,
                step.visiting().value(),
                "does not admit the login",
                inWords(step.ending()));
    }

    @Override
    public void poolChosen(LoginStep.PoolChosen step) {
        own("chooses the device pool", step.pool().value(), why(step.match()));
    }

    private static String why(GeolocationMatch match) {
        if (match instanceof GeolocationMatch.Matched matched) {
            return "its geolocation matches in " + matched.equal()
                    + (matched.tied().isEmpty() ? "" : ", as that of " + matched.tied() + " does");
        }
        return "the pool of the template: " + ((GeolocationMatch.NoMatch) match).reason();
    }

    @Override
    public void baseDeviceReserved(LoginStep.BaseDeviceReserved step) {
        own("reserves a base device", step.baseDevice().toString());
    }

    @Override
    public void deviceBuilt(LoginStep.DeviceBuilt step) {
        TemporaryDevice device = step.temporaryDevice();
        List<String> facts = List.of(
                device.name() + " for " + device.user(),
                "pool from " + device.devicePool().origin(),
                "lines from " + device.profile().origin() + " "
                        + device.profile().value().lines().stream()
                                .map(line -> line.number())
                                .collect(Collectors.joining("/")),
                "model from " + device.model().origin());
        own("builds the temporary device", facts.toArray(String[]::new));
    }

    @Override
    public void filesPublished(LoginStep.FilesPublished step) {
        own("publishes the home file", step.file().name(), step.file().size() + " bytes");
    }

    @Override
    public void phoneRegistered(LoginStep.PhoneRegistered step) {
        own("sees the phone registered", step.subject().device().value());
    }

    @Override
    public void phoneUnregistered(LoginStep.PhoneUnregistered step) {
        own("sees the phone unregistered", step.subject().device().value());
    }

    @Override
    public void releaseBegun(LoginStep.ReleaseBegun step) {
        own("ends the session", "cause " + step.cause());
    }

    @Override
    public void visitingTold(LoginStep.VisitingTold step) {
        record(
                step.acknowledged(),
                cluster,
                step.visiting().value(),
                "gives notice of the end",
                step.acknowledged() ? "acknowledged" : "not acknowledged");
    }

    @Override
    public void released(LoginStep.Released step) {
        own("base device is free again", step.baseDevice().toString());
    }

    @Override
    public void moved(LoginMove move) {
        trace.recording().add(id, move);
    }
}
