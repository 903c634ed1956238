package org.emcc.core.em.http;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.emcc.core.em.ApiApplication;
import org.emcc.core.em.ApiCaller;
import org.emcc.core.em.ApiCodec;
import org.emcc.core.em.ApiRequest;
import org.emcc.core.em.ApiResponse;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.UserId;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * Calls the Extension Mobility API of a cluster: of a real one, or of an {@link EmService}.
 *
 * <table>
 *   <caption>What counts as which {@link ApiAnswer}</caption>
 *   <tr><th>What happened</th><th>Answer</th><th>A query is sent again</th></tr>
 *   <tr><td>the kind of response that was asked for</td><td>Answered</td><td>no</td></tr>
 *   <tr><td>a failure with code 26 or 29</td><td>Refused</td><td>yes</td></tr>
 *   <tr><td>a failure with any other code, 2 and 3 among them</td><td>Refused</td><td>no</td></tr>
 *   <tr><td>no connection; HTTP status 503</td><td>NotReached</td><td>yes</td></tr>
 *   <tr><td>the client does not trust the server; another status below 500, a redirect among them</td><td>NotReached</td><td>no</td></tr>
 *   <tr><td>the connection broke</td><td>Uncertain</td><td>yes</td></tr>
 *   <tr><td>another status from 500 on; an answer that cannot be read, or to something else, or of more than
 *   {@value ApiCodec#RESPONSE_LIMIT} bytes</td><td>Uncertain</td><td>no</td></tr>
 *   <tr><td>no answer by the deadline</td><td>Uncertain, or what the last attempt had come to</td><td>no</td></tr>
 * </table>
 *
 * <p>A login or logout is never sent twice: after Uncertain, ask who is logged in. A query is sent at most as often as
 * {@link Builder#attempts} says, with pauses that double up to five seconds, all within one deadline.
 *
 * <p>A query names up to 1000 phones or users. Whatever their names, the answer can be read, unless users have dozens of profiles
 * each: then the sentence of Uncertain says so, and fewer are to be asked for at once. An {@link EmService} takes no more than
 * {@link EmService#BODY_LIMIT} bytes of request, which 1000 users with long names outside of ASCII exceed; the answer is NotReached
 * and says so.
 *
 * <p>No redirect is followed and no proxy used. The password of the application is in the body of every call, so use an
 * {@code https} base outside laboratories. It is in no log and no exception.
 *
 * <p>The threads are daemons named {@code emcc-core-em-api-<n>}; the JDK's client adds one of its own, which ends some time after
 * {@link #close}. Futures are completed on them: whatever follows on a future and takes long belongs on another executor.
 *
 * <p>Source: em-api-and-axl 1.1 to 1.7 and 1.11. Deadlines and pauses are inferred.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class EmApiClient implements AutoCloseable {
    private final ApiConnection connection;
    private final ApiApplication application;
    private final ApiCaller caller;

    private EmApiClient(ApiConnection connection, ApiApplication application, ApiCaller caller) {
        this.connection = connection;
        this.application = application;
        this.caller = caller;
    }

    /** What says that {@link EmApiClient#logoutAll} is meant. */
    public enum Confirmation {
        /** Every user of the whole cluster is to be logged out. */
        LOG_OUT_EVERYBODY
    }

    /**
     * Starts one.
     *
     * @param base where the node is, such as {@code https://node:8443}, or {@code http://node:8080} in a laboratory
     * @param application who calls
     * @return a builder
     * @throws IllegalArgumentException when the base is not {@code http} or {@code https} with a host and nothing behind it
     */
    public static Builder builder(URI base, ApiApplication application) {
        return new Builder(base, application);
    }

    /**
     * The same client for calls on behalf of somebody. Queries for the users of devices and for the devices of users do not say whether
     * a proxy was between, for the DTD has no place for {@code isViaHeaderSet} in them (em-api-and-axl 1.5).
     *
     * @param phoneOrBrowser what is said of him in every call
     * @return a client over the same connections; closing one closes both
     */
    public EmApiClient onBehalfOf(ApiCaller phoneOrBrowser) {
        return new EmApiClient(connection, application, Objects.requireNonNull(phoneOrBrowser, "phoneOrBrowser"));
    }

    /**
     * Logs a user in with his default profile, for as long as the cluster's policy has it.
     *
     * @param device the phone
     * @param user the user
     * @return what came of it; never completed exceptionally
     */
    public CompletableFuture<ApiAnswer<ApiResponse.Success>> login(DeviceName device, UserId user) {
        return login(device, user, login -> login);
    }

    /**
     * Logs a user in.
     *
     * @param device the phone
     * @param user the user
     * @param more sets the profile or the duration
     * @return what came of it; never completed exceptionally
     */
    public CompletableFuture<ApiAnswer<ApiResponse.Success>> login(
            DeviceName device, UserId user, UnaryOperator<ApiRequest.Login.Builder> more) {
        ApiRequest.Login.Builder login =
                ApiRequest.Login.builder(application, device, user).caller(caller);
        return connection.ask(more.apply(login).build(), ApiResponse.Success.class);
    }

    /**
     * Logs out whoever is logged in at a phone.
     *
     * @param device the phone
     * @return what came of it; never completed exceptionally
     */
    public CompletableFuture<ApiAnswer<ApiResponse.Success>> logout(DeviceName device) {
        return connection.ask(new ApiRequest.Logout(application, device, caller), ApiResponse.Success.class);
    }

    /**
     * Logs out every user of the whole cluster. It may take longer than the deadline, and goes on all the same.
     *
     * @param confirmation that this is meant
     * @return what came of it; never completed exceptionally
     */
    public CompletableFuture<ApiAnswer<ApiResponse.Success>> logoutAll(Confirmation confirmation) {
        Objects.requireNonNull(confirmation, "confirmation");
        return connection.ask(new ApiRequest.LogoutAll(application, caller), ApiResponse.Success.class);
    }

    /**
     * Asks who is, or was last, logged in at phones.
     *
     * @param devices 1 to 1000 phones
     * @return what came of it; never completed exceptionally
     * @throws IllegalArgumentException when there are none, or too many
     */
    public CompletableFuture<ApiAnswer<ApiResponse.DeviceUsers>> deviceUsers(List<DeviceName> devices) {
        ApiRequest query = ApiRequest.DeviceUserQuery.builder(application, devices)
                .caller(caller)
                .build();
        return connection.ask(query, ApiResponse.DeviceUsers.class);
    }

    /**
     * Asks at which phones users are logged in.
     *
     * @param users 1 to 1000 users
     * @return what came of it; never completed exceptionally
     * @throws IllegalArgumentException when there are none, or too many
     */
    public CompletableFuture<ApiAnswer<ApiResponse.UserDevices>> userDevices(List<UserId> users) {
        return connection.ask(
                new ApiRequest.UserDevicesQuery(application, users, caller), ApiResponse.UserDevices.class);
    }

    /**
     * Asks whether users are of the cluster.
     *
     * @param users 1 to 1000 users
     * @return what came of it; never completed exceptionally
     * @throws IllegalArgumentException when there are none, or too many
     */
    public CompletableFuture<ApiAnswer<ApiResponse.CheckedUsers>> checkUsers(List<UserId> users) {
        return connection.ask(new ApiRequest.CheckUser(application, users, caller), ApiResponse.CheckedUsers.class);
    }

    /**
     * Asks for the device profiles of users.
     *
     * @param users 1 to 1000 users
     * @return what came of it; never completed exceptionally
     * @throws IllegalArgumentException when there are none, or too many
     */
    public CompletableFuture<ApiAnswer<ApiResponse.DeviceProfiles>> deviceProfiles(List<UserId> users) {
        return connection.ask(
                new ApiRequest.DeviceProfileQuery(application, users, caller), ApiResponse.DeviceProfiles.class);
    }

    /** Answers what is under way with {@link ApiAnswer.Uncertain}, and ends the threads within four seconds. May be called often. */
    @Override
    public void close() {
        connection.close();
    }

    /** Names the application, and nothing of its secret. */
    @Override
    public String toString() {
        return "EmApiClient[" + application.appId() + "]";
    }

    /**
     * Builds it.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        final URI base;
        Duration deadline = Duration.ofSeconds(30);
        Duration connectTime = Duration.ofSeconds(3);
        Duration pause = Duration.ofMillis(200);
        int attempts = 3;
        ApiCodec.UserIds userIds = ApiCodec.UserIds.ESCAPED;

        @Nullable
        SSLContext tls;

        private final ApiApplication application;

        private Builder(URI base, ApiApplication application) {
            boolean http = "http".equalsIgnoreCase(base.getScheme()) || "https".equalsIgnoreCase(base.getScheme());
            if (!http
                    || base.getHost() == null
                    || !base.getRawPath().isEmpty()
                    || base.getRawQuery() != null
                    || base.getRawFragment() != null
                    || base.getRawUserInfo() != null) {
                throw new IllegalArgumentException(
                        "base must be http or https with a host, perhaps a port, and nothing behind it");
            }
            this.base = base;
            this.application = Objects.requireNonNull(application, "application");
        }

        /**
         * The TLS of {@code https}. The JDK's own by default, which trusts public authorities.
         *
         * @param context what is trusted, and what is shown
         * @return this builder
         */
        public Builder tls(SSLContext context) {
            this.tls = Objects.requireNonNull(context, "tls");
            return this;
        }

        /**
         * How long a call may take, repeats and their pauses included. 30 seconds by default.
         *
         * @param time a millisecond to an hour
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder deadline(Duration time) {
            this.deadline = EmClusterLink.Builder.positive(time, "deadline");
            return this;
        }

        /**
         * How long a new connection may take. Three seconds by default. It should be shorter than the deadline: else the deadline ends
         * first, and a call that was never sent is {@link ApiAnswer.Uncertain}.
         *
         * @param time a millisecond to an hour
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder connectTime(Duration time) {
            this.connectTime = EmClusterLink.Builder.positive(time, "connect time");
            return this;
        }

        /**
         * How often a query is sent at most. Three times by default; logins and logouts are sent once.
         *
         * @param number 1 to 10
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder attempts(int number) {
            this.attempts = Require.range(number, "number of attempts", 1, 10);
            return this;
        }

        /**
         * How long to wait before a query is sent for the second time; each further pause is twice as long. No pause is longer than
         * five seconds, whatever is given. 200 milliseconds by default.
         *
         * @param time a millisecond to an hour
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder pause(Duration time) {
            this.pause = EmClusterLink.Builder.positive(time, "pause");
            return this;
        }

        /**
         * How user ids stand in responses. Percent-encoded by default, as servers send them.
         *
         * @param how the value
         * @return this builder
         */
        public Builder userIds(ApiCodec.UserIds how) {
            this.userIds = Objects.requireNonNull(how, "userIds");
            return this;
        }

        /**
         * The finished client.
         *
         * @return a client to be closed by the caller
         */
        public EmApiClient build() {
            return new EmApiClient(new ApiConnection(this), application, ApiCaller.unknown());
        }
    }
}
