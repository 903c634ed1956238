package org.emcc.core.configuration;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.internal.HostNames;
import org.emcc.core.internal.Require;

/**
 * The service parameters of <em>Cisco Extension Mobility</em>. A getter gives what the product goes by; {@link #setting} tells
 * whether that was set.
 *
 * <p>Source: emcc-behaviour 5.2. The guide states a default only for <em>Enforce …</em>, <em>Maximum Concurrent Requests</em>,
 * <em>Multiple Login Behavior</em> and the cache size; the others are what screens show, or inferred where it says so. That an
 * inter-cluster maximum of zero is not valid is inferred: only the intra-cluster one is documented to take it.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class ServiceParameters {
    /** <em>Enforce Intra-cluster Maximum Login Time</em> (default false); no effect on EMCC. */
    public static final Parameter<Boolean> ENFORCE_INTRACLUSTER_MAXIMUM_LOGIN_TIME =
            Parameter.flag("Enforce Intra-cluster Maximum Login Time", false);

    /**
     * <em>Intra-cluster Maximum Login Time</em>, 0:00 to 168:00 (default 8:00, as screens show); from 12.5 zero stands for "do not
     * enforce"; no effect on EMCC.
     */
    public static final Parameter<Duration> INTRACLUSTER_MAXIMUM_LOGIN_TIME =
            Parameter.time("Intra-cluster Maximum Login Time", Duration.ofHours(8), 0);

    /** <em>Inter-cluster Maximum Login Time</em>, 0:01 to 168:00 (default 10:00, inferred). */
    public static final Parameter<Duration> INTERCLUSTER_MAXIMUM_LOGIN_TIME =
            Parameter.time("Inter-cluster Maximum Login Time", Duration.ofHours(10), 1);

    /** <em>Maximum Concurrent Requests</em>, 1 to 100 (default 5); more are answered with 26. */
    public static final Parameter<Integer> MAXIMUM_CONCURRENT_REQUESTS =
            Parameter.number("Maximum Concurrent Requests", 5, 1, 100, "");

    /**
     * <em>Multiple Login Behavior</em>, before 12.5 <em>Intra-cluster Multiple Login Behavior</em> (default: not allowed).
     */
    public static final Parameter<MultipleLoginBehavior> MULTIPLE_LOGIN_BEHAVIOR = Parameter.choice(
                    "Multiple Login Behavior",
                    MultipleLoginBehavior.MULTIPLE_LOGINS_NOT_ALLOWED,
                    MultipleLoginBehavior::label,
                    MultipleLoginBehavior::byLabel)
            .alsoNamed("Intra-cluster Multiple Login Behavior");

    /** <em>Alphanumeric User ID</em> (default true); false lets only digits be typed at the phone. */
    public static final Parameter<Boolean> ALPHANUMERIC_USER_ID = Parameter.flag("Alphanumeric User ID", true);

    /** <em>Remember the Last User Logged In</em> (default false). */
    public static final Parameter<Boolean> REMEMBER_LAST_USER =
            Parameter.flag("Remember the Last User Logged In", false);

    /** <em>Clear Call Logs on Intra-Cluster EM</em> (default false); EMCC always clears them. */
    public static final Parameter<Boolean> CLEAR_CALL_LOGS =
            Parameter.flag("Clear Call Logs on Intra-Cluster EM", false);

    /** <em>Validate IP Address</em> (default false): whether the source of a request is checked. */
    public static final Parameter<Boolean> VALIDATE_IP_ADDRESS = Parameter.flag("Validate IP Address", false);

    /**
     * <em>Trusted List of IPs</em> (default none): at most 1024 characters with their semicolons; a source that is not there is answered
     * with 28 when sources are checked.
     */
    public static final Parameter<List<ServiceAddress>> TRUSTED_IPS = Parameter.addresses("Trusted List of IPs", 1024);

    /**
     * <em>Allow Proxy</em> (default true, inferred): false answers requests through a proxy with 30, when sources are checked.
     */
    public static final Parameter<Boolean> ALLOW_PROXY = Parameter.flag("Allow Proxy", true);

    /** <em>EMCC Allow Proxy</em> (default false, inferred). */
    public static final Parameter<Boolean> EMCC_ALLOW_PROXY = Parameter.flag("EMCC Allow Proxy", false);

    /** <em>Extension Mobility Cache Size</em>, 1000 to 20000 (default 10000). */
    public static final Parameter<Integer> CACHE_SIZE =
            Parameter.number("Extension Mobility Cache Size", 10_000, 1000, 20_000, "");

    private static final List<Parameter<?>> ALL = List.of(
            ENFORCE_INTRACLUSTER_MAXIMUM_LOGIN_TIME,
            INTRACLUSTER_MAXIMUM_LOGIN_TIME,
            INTERCLUSTER_MAXIMUM_LOGIN_TIME,
            MAXIMUM_CONCURRENT_REQUESTS,
            MULTIPLE_LOGIN_BEHAVIOR,
            ALPHANUMERIC_USER_ID,
            REMEMBER_LAST_USER,
            CLEAR_CALL_LOGS,
            VALIDATE_IP_ADDRESS,
            TRUSTED_IPS,
            ALLOW_PROXY,
            EMCC_ALLOW_PROXY,
            CACHE_SIZE);

    private final ParameterValues values;

    private ServiceParameters(ParameterValues values) {
        this.values = values;
    }

    /**
     * All service parameters of Cisco Extension Mobility, in the order of the page.
     *
     * @return the 13 parameters
     */
    public static List<Parameter<?>> all() {
        return ALL;
    }

    /**
     * Starts one in which nothing is set.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder(ParameterValues.of("service parameter", ALL));
    }

    /**
     * Reads what was found in a real cluster. What is wrong is kept as invalid, a parameter that is not among the texts is unknown,
     * and a text under another name is kept in {@link #others}.
     *
     * @param texts the texts by the names of the page; the case of names does not count
     * @return the parameters
     * @throws IllegalArgumentException when a name is blank, or longer than 255 characters
     */
    public static ServiceParameters read(Map<String, String> texts) {
        Builder builder =
                new Builder(ParameterValues.of("service parameter", ALL).unknownUntilRead());
        Objects.requireNonNull(texts, "texts").forEach(builder::read);
        return builder.build();
    }

    /**
     * A builder that holds what this holds.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        return new Builder(values);
    }

    /**
     * The setting of a parameter, as it was found.
     *
     * @param parameter one of {@link #all}
     * @param <T> the type of its values
     * @return the setting; absent when nobody set it
     * @throws IllegalArgumentException when it is none of them
     */
    public <T> Setting<T> setting(Parameter<T> parameter) {
        return values.get(parameter);
    }

    /**
     * What the product goes by: the valid value, else the default. That an invalid text counts as the default is inferred.
     *
     * @param parameter one of {@link #all}
     * @param <T> the type of its values
     * @return the value, or empty when there is neither
     * @throws IllegalArgumentException when it is none of them
     */
    public <T> Optional<T> valueOrDefault(Parameter<T> parameter) {
        return values.valueOrDefault(parameter);
    }

    /**
     * What was read under names that are not those of these parameters.
     *
     * @return an unmodifiable map of the texts by name
     */
    public Map<String, String> others() {
        return values.others();
    }

    /**
     * <em>Enforce Intra-cluster Maximum Login Time</em> (default false); no effect on EMCC.
     *
     * @return the valid value, else the default
     */
    public boolean enforceIntraclusterMaximumLoginTime() {
        return effective(ENFORCE_INTRACLUSTER_MAXIMUM_LOGIN_TIME);
    }

    /**
     * <em>Intra-cluster Maximum Login Time</em>, 0:00 to 168:00 (default 8:00, as screens show); from 12.5 zero stands for "do not
     * enforce"; no effect on EMCC.
     *
     * @return the valid value, else the default
     */
    public Duration intraclusterMaximumLoginTime() {
        return effective(INTRACLUSTER_MAXIMUM_LOGIN_TIME);
    }

    /**
     * <em>Inter-cluster Maximum Login Time</em>, 0:01 to 168:00 (default 10:00, inferred).
     *
     * @return the valid value, else the default
     */
    public Duration interclusterMaximumLoginTime() {
        return effective(INTERCLUSTER_MAXIMUM_LOGIN_TIME);
    }

    /**
     * <em>Maximum Concurrent Requests</em>, 1 to 100 (default 5); more are answered with 26.
     *
     * @return the valid value, else the default
     */
    public int maximumConcurrentRequests() {
        return effective(MAXIMUM_CONCURRENT_REQUESTS);
    }

    /**
     * <em>Multiple Login Behavior</em>, before 12.5 <em>Intra-cluster Multiple Login Behavior</em> (default: not allowed).
     *
     * @return the valid value, else the default
     */
    public MultipleLoginBehavior multipleLoginBehavior() {
        return effective(MULTIPLE_LOGIN_BEHAVIOR);
    }

    /**
     * <em>Alphanumeric User ID</em> (default true); false lets only digits be typed at the phone.
     *
     * @return the valid value, else the default
     */
    public boolean alphanumericUserId() {
        return effective(ALPHANUMERIC_USER_ID);
    }

    /**
     * <em>Remember the Last User Logged In</em> (default false).
     *
     * @return the valid value, else the default
     */
    public boolean rememberLastUser() {
        return effective(REMEMBER_LAST_USER);
    }

    /**
     * <em>Clear Call Logs on Intra-Cluster EM</em> (default false); EMCC always clears them.
     *
     * @return the valid value, else the default
     */
    public boolean clearCallLogs() {
        return effective(CLEAR_CALL_LOGS);
    }

    /**
     * <em>Validate IP Address</em> (default false): whether the source of a request is checked.
     *
     * @return the valid value, else the default
     */
    public boolean validateIpAddress() {
        return effective(VALIDATE_IP_ADDRESS);
    }

    /**
     * <em>Trusted List of IPs</em> (default none): at most 1024 characters with their semicolons; a source that is not there is answered
     * with 28 when sources are checked.
     *
     * @return the valid value, else the default
     */
    public List<ServiceAddress> trustedIps() {
        return effective(TRUSTED_IPS);
    }

    /**
     * Whether a source is on the <em>Trusted List of IPs</em>. Addresses are compared by value, names but for case; no name is looked
     * up, and a port in the list does not count (inferred).
     *
     * @param source the address or name of who asks
     * @return whether it is on the list
     */
    public boolean trusts(String source) {
        String asked = HostNames.normal(source);
        return trustedIps().stream()
                .anyMatch(each -> HostNames.normal(each.host()).equals(asked));
    }

    /**
     * <em>Allow Proxy</em> (default true, inferred): false answers requests through a proxy with 30, when sources are checked.
     *
     * @return the valid value, else the default
     */
    public boolean allowProxy() {
        return effective(ALLOW_PROXY);
    }

    /**
     * <em>EMCC Allow Proxy</em> (default false, inferred).
     *
     * @return the valid value, else the default
     */
    public boolean emccAllowProxy() {
        return effective(EMCC_ALLOW_PROXY);
    }

    /**
     * <em>Extension Mobility Cache Size</em>, 1000 to 20000 (default 10000).
     *
     * @return the valid value, else the default
     */
    public int cacheSize() {
        return effective(CACHE_SIZE);
    }

    /** Each of these parameters has a default. */
    private <T> T effective(Parameter<T> parameter) {
        return values.valueOrDefault(parameter).orElseThrow();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ServiceParameters that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** The parameters that are set. */
    @Override
    public String toString() {
        return "ServiceParameters[" + values + "]";
    }

    /**
     * Builds it.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private ParameterValues values;

        private Builder(ParameterValues values) {
            this.values = values;
        }

        /**
         * Any parameter.
         *
         * @param parameter one of {@link #all}
         * @param setting the setting
         * @param <T> the type of its values
         * @return this builder
         * @throws IllegalArgumentException when it is none of them, or the value breaks its rule
         */
        public <T> Builder set(Parameter<T> parameter, Setting<T> setting) {
            values = values.with(parameter, setting);
            return this;
        }

        /**
         * Reads what was found in a real cluster; nothing but the name is refused.
         *
         * @param name the name on the page; one that is not known is kept
         * @param text the text of the setting
         * @return this builder
         * @throws IllegalArgumentException when the name is blank, or longer than 255 characters
         */
        public Builder read(String name, String text) {
            values = values.read(name, text);
            return this;
        }

        /**
         * <em>Enforce Intra-cluster Maximum Login Time</em> (default false); no effect on EMCC.
         *
         * @param enforceIntraclusterMaximumLoginTime the value
         * @return this builder
         */
        public Builder enforceIntraclusterMaximumLoginTime(boolean enforceIntraclusterMaximumLoginTime) {
            return set(ENFORCE_INTRACLUSTER_MAXIMUM_LOGIN_TIME, Setting.of(enforceIntraclusterMaximumLoginTime));
        }

        /**
         * <em>Intra-cluster Maximum Login Time</em>, 0:00 to 168:00 (default 8:00, as screens show); from 12.5 zero stands for "do not
         * enforce"; no effect on EMCC.
         *
         * @param intraclusterMaximumLoginTime the value
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder intraclusterMaximumLoginTime(Duration intraclusterMaximumLoginTime) {
            return set(
                    INTRACLUSTER_MAXIMUM_LOGIN_TIME,
                    Setting.of(Objects.requireNonNull(intraclusterMaximumLoginTime, "intraclusterMaximumLoginTime")));
        }

        /**
         * <em>Inter-cluster Maximum Login Time</em>, 0:01 to 168:00 (default 10:00, inferred).
         *
         * @param interclusterMaximumLoginTime the value
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder interclusterMaximumLoginTime(Duration interclusterMaximumLoginTime) {
            return set(
                    INTERCLUSTER_MAXIMUM_LOGIN_TIME,
                    Setting.of(Objects.requireNonNull(interclusterMaximumLoginTime, "interclusterMaximumLoginTime")));
        }

        /**
         * <em>Maximum Concurrent Requests</em>, 1 to 100 (default 5); more are answered with 26.
         *
         * @param maximumConcurrentRequests the value
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder maximumConcurrentRequests(int maximumConcurrentRequests) {
            return set(MAXIMUM_CONCURRENT_REQUESTS, Setting.of(maximumConcurrentRequests));
        }

        /**
         * <em>Multiple Login Behavior</em>, before 12.5 <em>Intra-cluster Multiple Login Behavior</em> (default: not allowed).
         *
         * @param multipleLoginBehavior the value
         * @return this builder
         */
        public Builder multipleLoginBehavior(MultipleLoginBehavior multipleLoginBehavior) {
            return set(
                    MULTIPLE_LOGIN_BEHAVIOR,
                    Setting.of(Objects.requireNonNull(multipleLoginBehavior, "multipleLoginBehavior")));
        }

        /**
         * <em>Alphanumeric User ID</em> (default true); false lets only digits be typed at the phone.
         *
         * @param alphanumericUserId the value
         * @return this builder
         */
        public Builder alphanumericUserId(boolean alphanumericUserId) {
            return set(ALPHANUMERIC_USER_ID, Setting.of(alphanumericUserId));
        }

        /**
         * <em>Remember the Last User Logged In</em> (default false).
         *
         * @param rememberLastUser the value
         * @return this builder
         */
        public Builder rememberLastUser(boolean rememberLastUser) {
            return set(REMEMBER_LAST_USER, Setting.of(rememberLastUser));
        }

        /**
         * <em>Clear Call Logs on Intra-Cluster EM</em> (default false); EMCC always clears them.
         *
         * @param clearCallLogs the value
         * @return this builder
         */
        public Builder clearCallLogs(boolean clearCallLogs) {
            return set(CLEAR_CALL_LOGS, Setting.of(clearCallLogs));
        }

        /**
         * <em>Validate IP Address</em> (default false): whether the source of a request is checked.
         *
         * @param validateIpAddress the value
         * @return this builder
         */
        public Builder validateIpAddress(boolean validateIpAddress) {
            return set(VALIDATE_IP_ADDRESS, Setting.of(validateIpAddress));
        }

        /**
         * <em>Trusted List of IPs</em> (default none): at most 1024 characters with their semicolons; a source that is not there is answered
         * with 28 when sources are checked.
         *
         * @param trustedIps the value
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder trustedIps(List<ServiceAddress> trustedIps) {
            return set(TRUSTED_IPS, Setting.of(Require.list(trustedIps, "trustedIps")));
        }

        /**
         * <em>Allow Proxy</em> (default true, inferred): false answers requests through a proxy with 30, when sources are checked.
         *
         * @param allowProxy the value
         * @return this builder
         */
        public Builder allowProxy(boolean allowProxy) {
            return set(ALLOW_PROXY, Setting.of(allowProxy));
        }

        /**
         * <em>EMCC Allow Proxy</em> (default false, inferred).
         *
         * @param emccAllowProxy the value
         * @return this builder
         */
        public Builder emccAllowProxy(boolean emccAllowProxy) {
            return set(EMCC_ALLOW_PROXY, Setting.of(emccAllowProxy));
        }

        /**
         * <em>Extension Mobility Cache Size</em>, 1000 to 20000 (default 10000).
         *
         * @param cacheSize the value
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder cacheSize(int cacheSize) {
            return set(CACHE_SIZE, Setting.of(cacheSize));
        }

        /**
         * The finished value.
         *
         * @return a new value
         */
        public ServiceParameters build() {
            return new ServiceParameters(values);
        }
    }
}
