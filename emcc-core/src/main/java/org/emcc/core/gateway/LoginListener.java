package org.emcc.core.gateway;

/**
 * Told of every step of every login: the place for an audit trail, counters and traces. Implement {@link #step} to get all of
 * them, or the methods of those you want. The EM service tells of its HTTP requests too, which are no steps: they may hold a PIN,
 * so that nothing is told of them but that they were. A later version may add methods; all have a body.
 *
 * @implSpec Durability: none. Concurrency: called from any thread, calls overlap; the steps of one login at one side come in
 *     order. Failure: an exception is logged and changes nothing. Must not block. Nullness: never null.
 *     Contract suite: none; nothing depends on what a listener does.
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public interface LoginListener {
    /**
     * Any step, unless its own method is implemented.
     *
     * @param step the step
     */
    default void step(LoginStep step) {}

    /**
     * A user asked for a login.
     *
     * @param step the step
     */
    default void loginBegun(LoginStep.LoginBegun step) {
        step(step);
    }

    /**
     * A remote cluster was asked for the user.
     *
     * @param step the step
     */
    default void userSought(LoginStep.UserSought step) {
        step(step);
    }

    /**
     * The login request went to home.
     *
     * @param step the step
     */
    default void homeAsked(LoginStep.HomeAsked step) {
        step(step);
    }

    /**
     * The login ended without success.
     *
     * @param step the step
     */
    default void loginRefused(LoginStep.LoginRefused step) {
        step(step);
    }

    /**
     * Home accepted, and the remote login was recorded.
     *
     * @param step the step
     */
    default void loginRecorded(LoginStep.LoginRecorded step) {
        step(step);
    }

    /**
     * The redirect replaced the phone's own file.
     *
     * @param step the step
     */
    default void redirectPublished(LoginStep.RedirectPublished step) {
        step(step);
    }

    /**
     * The phone was told to restart.
     *
     * @param step the step
     */
    default void phoneReset(LoginStep.PhoneReset step) {
        step(step);
    }

    /**
     * The login is being ended at visiting.
     *
     * @param step the step
     */
    default void logoutBegun(LoginStep.LogoutBegun step) {
        step(step);
    }

    /**
     * The phone's own file is served again.
     *
     * @param step the step
     */
    default void ownFileRestored(LoginStep.OwnFileRestored step) {
        step(step);
    }

    /**
     * Home was told that the login has ended.
     *
     * @param step the step
     */
    default void homeTold(LoginStep.HomeTold step) {
        step(step);
    }

    /**
     * A remote cluster asked for a user.
     *
     * @param step the step
     */
    default void userQueried(LoginStep.UserQueried step) {
        step(step);
    }

    /**
     * A login request was refused, or answered with a question.
     *
     * @param step the step
     */
    default void admissionRefused(LoginStep.AdmissionRefused step) {
        step(step);
    }

    /**
     * The device pool was chosen.
     *
     * @param step the step
     */
    default void poolChosen(LoginStep.PoolChosen step) {
        step(step);
    }

    /**
     * A base device was claimed.
     *
     * @param step the step
     */
    default void baseDeviceReserved(LoginStep.BaseDeviceReserved step) {
        step(step);
    }

    /**
     * The temporary device was made.
     *
     * @param step the step
     */
    default void deviceBuilt(LoginStep.DeviceBuilt step) {
        step(step);
    }

    /**
     * The phone's configuration file is ready.
     *
     * @param step the step
     */
    default void filesPublished(LoginStep.FilesPublished step) {
        step(step);
    }

    /**
     * The phone registered with home.
     *
     * @param step the step
     */
    default void phoneRegistered(LoginStep.PhoneRegistered step) {
        step(step);
    }

    /**
     * The phone is no longer registered with home.
     *
     * @param step the step
     */
    default void phoneUnregistered(LoginStep.PhoneUnregistered step) {
        step(step);
    }

    /**
     * The login is being ended at home.
     *
     * @param step the step
     */
    default void releaseBegun(LoginStep.ReleaseBegun step) {
        step(step);
    }

    /**
     * A remote cluster was asked for its data.
     *
     * @param step the step
     */
    default void remoteClusterUpdated(LoginStep.RemoteClusterUpdated step) {
        step(step);
    }

    /**
     * The visiting cluster was given notice.
     *
     * @param step the step
     */
    default void visitingTold(LoginStep.VisitingTold step) {
        step(step);
    }

    /**
     * The login is over and the base device free.
     *
     * @param step the step
     */
    default void released(LoginStep.Released step) {
        step(step);
    }

    /**
     * A port or a store failed on the way.
     *
     * @param step the step
     */
    default void failed(LoginStep.Failed step) {
        step(step);
    }

    /**
     * The rules moved a login. This is no step: it is told besides, once the move is stored, so that what was lost with a crash, or
     * to a faster node, is not told. An event that changes nothing is not told either.
     *
     * @param move the event, and what the rules made of it
     */
    default void moved(LoginMove move) {}

    /**
     * The EM service began to answer an HTTP request. It ends with {@link #requestEnded}.
     */
    default void requestBegun() {}

    /**
     * The EM service has answered an HTTP request, or could not.
     */
    default void requestEnded() {}

    /**
     * The EM service refused an HTTP request because as many as may be were under way. It did not begin.
     */
    default void requestThrottled() {}

    /**
     * Nobody listens.
     *
     * @return a listener that does nothing
     */
    static LoginListener none() {
        return new LoginListener() {};
    }
}
