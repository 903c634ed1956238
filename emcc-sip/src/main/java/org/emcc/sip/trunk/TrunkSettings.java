package org.emcc.sip.trunk;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.CssForPstnAccess;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.InterclusterServiceProfile;
import org.emcc.core.configuration.Parameter;
import org.emcc.core.configuration.Setting;
import org.emcc.core.configuration.SipTrunk;
import org.emcc.core.configuration.TrunkServiceType;
import org.emcc.core.id.ClusterId;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * All that a cluster has about trunks, and what is wrong with it: the settings of the cluster (service profile, remote clusters,
 * feature parameters), which the application's directory gives, and beside them the trunks and profiles in full. Nothing is refused;
 * everything that is wrong is found, all of it at once.
 *
 * <p>Of a trunk that only the settings have, the service type is known and nothing else.
 *
 * <p>Source: sip 1.1 to 1.6, 1.9; emcc-behaviour 10.3.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class TrunkSettings {
    /** The most EMCC trunks that are needed: one for both services, or one each. */
    private static final int EMCC_TRUNKS = 2;

    private static final List<Parameter<?>> OF_REGIONS = List.of(
            FeatureParameters.REGION_MAX_AUDIO_BIT_RATE,
            FeatureParameters.REGION_MAX_VIDEO_BIT_RATE,
            FeatureParameters.REGION_LINK_LOSS_TYPE);

    private final ClusterSettings cluster;
    private final List<Trunk> trunks;
    private final @Nullable List<TrunkSecurityProfile> securityProfiles;
    private final @Nullable List<SipProfile> sipProfiles;

    private TrunkSettings(Builder builder) {
        this.cluster = builder.cluster;
        this.trunks = builder.trunks;
        this.securityProfiles = builder.securityProfiles;
        this.sipProfiles = builder.sipProfiles;
    }

    /**
     * Starts one.
     *
     * @param cluster the settings of the cluster
     * @return a builder
     */
    public static Builder builder(ClusterSettings cluster) {
        return new Builder(cluster);
    }

    /**
     * The settings of the cluster.
     *
     * @return the settings
     */
    public ClusterSettings cluster() {
        return cluster;
    }

    /**
     * The trunks that are known in full.
     *
     * @return the trunks, in the order in which they were given
     */
    public List<Trunk> trunks() {
        return trunks;
    }

    /**
     * One of the trunks that are known in full.
     *
     * @param name its device name
     * @return the first trunk of that name, or empty when there is none
     */
    public Optional<Trunk> trunk(String name) {
        Objects.requireNonNull(name, "name");
        return trunks.stream().filter(trunk -> trunk.name().equals(name)).findFirst();
    }

    /**
     * The security profile of a trunk.
     *
     * @param trunk a trunk
     * @return the profile that it names, or empty when it names none, or one that is not known
     */
    public Optional<TrunkSecurityProfile> securityProfileOf(Trunk trunk) {
        return named(securityProfiles, TrunkSecurityProfile::name, trunk, TrunkFields.SECURITY_PROFILE_NAME);
    }

    /**
     * The SIP profile of a trunk.
     *
     * @param trunk a trunk
     * @return the profile that it names, or empty when it names none, or one that is not known
     */
    public Optional<SipProfile> sipProfileOf(Trunk trunk) {
        return named(sipProfiles, SipProfile::name, trunk, TrunkFields.SIP_PROFILE_NAME);
    }

    private static <P> Optional<P> named(
            @Nullable List<P> profiles, Function<P, String> name, Trunk trunk, FormField<String> field) {
        if (profiles == null) {
            return Optional.empty();
        }
        return trunk.valueOrDefault(field)
                .flatMap(wanted -> profiles.stream()
                        .filter(profile -> name.apply(profile).equals(wanted))
                        .findFirst());
    }

    /**
     * Everything that is found: of each trunk and profile alone, then of all of them together, of the service profile, of the records
     * of remote clusters, and of the feature parameters.
     *
     * @return the findings, in this order
     */
    public List<TrunkFinding> findings() {
        Findings findings = new Findings();
        trunks.forEach(trunk -> findings.addAll(trunk.findings()));
        List<TrunkSecurityProfile> security = securityProfiles == null ? List.of() : securityProfiles;
        List<SipProfile> sip = sipProfiles == null ? List.of() : sipProfiles;
        security.forEach(profile -> findings.addAll(profile.findings()));
        sip.forEach(profile -> findings.addAll(profile.findings()));
        twice("trunk", trunks.stream().map(Trunk::name).toList(), findings);
        twice(
                "SIP trunk security profile",
                security.stream().map(TrunkSecurityProfile::name).toList(),
                findings);
        twice("SIP profile", sip.stream().map(SipProfile::name).toList(), findings);
        trunks.forEach(trunk -> trunk(trunk, findings));
        ports(security, findings);
        count(findings);
        findings.addAll(validate(cluster.serviceProfile()));
        findings.addAll(TrunkPeers.of(cluster.remoteClusters(), TrunkSecurityProfile.nonSecure())
                .findings());
        for (Parameter<?> parameter : FeatureParameters.all()) {
            if (cluster.featureParameters().setting(parameter) instanceof Setting.Invalid<?> invalid) {
                findings.add(
                        TrunkRule.FEATURE_PARAMETER_INVALID,
                        "EMCC feature configuration, " + parameter.name(),
                        parameter.name() + " must " + parameter.rule() + ", but is " + Findings.quoted(invalid.text()));
            }
        }
        return findings.list();
    }

    private static void twice(String what, List<String> names, Findings findings) {
        Set<String> seen = new HashSet<>();
        Set<String> told = new HashSet<>();
        for (String name : names) {
            if (!name.isEmpty() && !seen.add(name) && told.add(name)) {
                String me = what + " " + Findings.quoted(name);
                findings.add(TrunkRule.NAME_TWICE, me, "the name of " + me + " must be there once, but is there twice");
            }
        }
    }

    private void trunk(Trunk trunk, Findings findings) {
        String me = "trunk " + Findings.quoted(trunk.name());
        notThere(
                me,
                trunk.setting(TrunkFields.SECURITY_PROFILE_NAME),
                securityProfiles != null && securityProfileOf(trunk).isEmpty(),
                TrunkRule.SECURITY_PROFILE_NOT_THERE,
                TrunkFields.SECURITY_PROFILE_NAME,
                findings);
        notThere(
                me,
                trunk.setting(TrunkFields.SIP_PROFILE_NAME),
                sipProfiles != null && sipProfileOf(trunk).isEmpty(),
                TrunkRule.SIP_PROFILE_NOT_THERE,
                TrunkFields.SIP_PROFILE_NAME,
                findings);
        if (trunk.serviceType().filter(type -> type != TrunkServiceType.NONE).isPresent()
                && sipProfileOf(trunk).filter(SipProfile::pings).isPresent()) {
            findings.add(
                    TrunkRule.PING_HAS_NO_EFFECT,
                    Findings.at(me, TrunkFields.SIP_PROFILE_NAME),
                    "the SIP profile of " + me + " has the OPTIONS ping on, which works only on service type "
                            + TrunkServiceType.NONE.label());
        }
        if (trunk.isEmcc()
                && trunk.setting(TrunkFields.CALLING_SEARCH_SPACE_NAME) instanceof Setting.Absent
                && servesPstnAccess(trunk.name())
                && certain(cluster.featureParameters(), FeatureParameters.CSS_FOR_PSTN_ACCESS)
                        .filter(CssForPstnAccess.USE_TRUNK_CSS::equals)
                        .isPresent()) {
            findings.add(
                    TrunkRule.TRUNK_CSS_MISSING,
                    Findings.at(me, TrunkFields.CALLING_SEARCH_SPACE_NAME),
                    "callingSearchSpaceName of " + me
                            + " must be set when CSS for PSTN Access SIP Trunk is Use trunk CSS, but is not");
        }
    }

    private static void notThere(
            String me,
            Setting<String> name,
            boolean missing,
            TrunkRule rule,
            FormField<String> field,
            Findings findings) {
        if (missing && name.value().isPresent()) {
            findings.add(
                    rule,
                    Findings.at(me, field),
                    field.name() + " of " + me + " names "
                            + Findings.quoted(name.value().get()) + ", which is not there");
        }
    }

    private boolean servesPstnAccess(String trunk) {
        return cluster.serviceProfile().pstnAccessTrunk().filter(trunk::equals).isPresent();
    }

    /** What the product goes by, where somebody said it. */
    private static <T> Optional<T> certain(FeatureParameters parameters, Parameter<T> parameter) {
        return parameters.setting(parameter) instanceof Setting.Unknown
                ? Optional.empty()
                : parameters.valueOrDefault(parameter);
    }

    private static void ports(List<TrunkSecurityProfile> profiles, Findings findings) {
        Map<Integer, Set<String>> withTls = new TreeMap<>();
        Map<Integer, Set<String>> without = new TreeMap<>();
        for (TrunkSecurityProfile profile : profiles) {
            if (profile.isCertainly(true)) {
                withTls.computeIfAbsent(profile.incomingPort(), port -> new TreeSet<>())
                        .add(profile.name());
            } else if (profile.isCertainly(false)) {
                without.computeIfAbsent(profile.incomingPort(), port -> new TreeSet<>())
                        .add(profile.name());
            }
        }
        withTls.forEach((port, names) -> {
            Set<String> others = without.getOrDefault(port, Set.of());
            if (!others.isEmpty()) {
                findings.add(
                        TrunkRule.PORT_SHARED_WITH_TLS,
                        "incoming port " + port,
                        "incoming port " + port + " must not be shared between profiles with TLS (" + all(names)
                                + ") and without (" + all(others) + ")");
            }
        });
    }

    private static String all(Set<String> names) {
        return names.stream().limit(8).map(Findings::quoted).collect(Collectors.joining(", "))
                + (names.size() > 8 ? ", …" : "");
    }

    /** The service types by name: of the trunks in full, else as the settings of the cluster have them. */
    private Map<String, Optional<TrunkServiceType>> types() {
        Map<String, Optional<TrunkServiceType>> types = new LinkedHashMap<>();
        trunks.forEach(trunk -> types.putIfAbsent(trunk.name(), trunk.serviceType()));
        for (SipTrunk trunk : cluster.trunks()) {
            if (types.getOrDefault(trunk.name(), Optional.empty()).isEmpty()) {
                types.put(trunk.name(), Optional.of(trunk.serviceType()));
            }
        }
        return types;
    }

    private void count(Findings findings) {
        Set<String> emcc = new LinkedHashSet<>();
        types().forEach((name, type) -> type.filter(TrunkServiceType.EXTENSION_MOBILITY_CROSS_CLUSTER::equals)
                .ifPresent(is -> emcc.add(name)));
        if (emcc.size() > EMCC_TRUNKS) {
            findings.add(
                    TrunkRule.EMCC_TRUNK_COUNT,
                    "cluster " + cluster.id(),
                    "cluster " + cluster.id() + " has " + emcc.size()
                            + " trunks of service type EMCC, and no more than " + EMCC_TRUNKS + " are needed: "
                            + all(emcc));
        }
    }

    /**
     * The button <em>Validate</em> of the page <em>EMCC Intercluster Service Profile</em>, for what is typed there and not saved yet;
     * <em>Save</em> only when no finding is an error. The vendor does not list the rules; they are inferred.
     *
     * @param profile the service profile to be saved
     * @return all findings at once, pane by pane
     */
    public List<TrunkFinding> validate(InterclusterServiceProfile profile) {
        Objects.requireNonNull(profile, "profile");
        Findings findings = new Findings();
        if (!profile.emccActive()) {
            findings.add(
                    TrunkRule.EMCC_INACTIVE,
                    "service profile, EMCC",
                    "EMCC must be active in the service profile, or logins fail with 201, but is not");
        }
        if (!profile.pstnAccessActive()) {
            findings.add(
                    TrunkRule.PSTN_ACCESS_INACTIVE,
                    "service profile, PSTN Access",
                    "PSTN Access must be active in the service profile, or logins fail with 211, but is not");
        }
        service("PSTN Access", profile.pstnAccessActive(), profile.pstnAccessTrunk(), findings);
        if (!profile.rsvpAgentActive()) {
            findings.add(
                    TrunkRule.RSVP_AGENT_INACTIVE,
                    "service profile, RSVP Agent",
                    "RSVP Agent is not active in the service profile: no bandwidth is reserved by agents");
        }
        service("RSVP Agent", profile.rsvpAgentActive(), profile.rsvpAgentTrunk(), findings);
        return findings.list();
    }

    private void service(String service, boolean active, Optional<String> trunk, Findings findings) {
        String where = "service profile, " + service;
        if (trunk.isEmpty()) {
            if (active) {
                findings.add(
                        TrunkRule.SERVICE_WITHOUT_TRUNK,
                        where,
                        service + " is active and must have a SIP trunk, but has none");
            }
            return;
        }
        String name = trunk.get();
        Map<String, Optional<TrunkServiceType>> types = types();
        if (!types.containsKey(name)) {
            findings.add(
                    TrunkRule.SERVICE_TRUNK_NOT_THERE,
                    where,
                    service + " must have a SIP trunk that is there, but names " + Findings.quoted(name));
            return;
        }
        Optional<TrunkServiceType> type = types.getOrDefault(name, Optional.empty());
        if (type.isEmpty()) {
            findings.add(
                    TrunkRule.SERVICE_TRUNK_OF_UNKNOWN_TYPE,
                    where,
                    service + " must have a SIP trunk of service type EMCC, but nobody said the type of "
                            + Findings.quoted(name));
        } else if (type.get() != TrunkServiceType.EXTENSION_MOBILITY_CROSS_CLUSTER) {
            findings.add(
                    TrunkRule.SERVICE_TRUNK_NOT_EMCC,
                    where,
                    service + " must have a SIP trunk of service type EMCC, but " + Findings.quoted(name) + " is "
                            + type.get().label());
        }
    }

    /**
     * What speaks against the deletion of a trunk: a trunk that is in use cannot be deleted (inferred).
     *
     * @param trunk the name of a trunk
     * @return a finding for each service that names it; none when it can be deleted
     */
    public List<TrunkFinding> deletion(String trunk) {
        Objects.requireNonNull(trunk, "trunk");
        Findings findings = new Findings();
        inUse("PSTN Access", cluster.serviceProfile().pstnAccessTrunk(), trunk, findings);
        inUse("RSVP Agent", cluster.serviceProfile().rsvpAgentTrunk(), trunk, findings);
        return findings.list();
    }

    private static void inUse(String service, Optional<String> named, String trunk, Findings findings) {
        named.filter(trunk::equals)
                .ifPresent(name -> findings.add(
                        TrunkRule.TRUNK_IN_USE,
                        "service profile, " + service,
                        "trunk " + Findings.quoted(name) + " must not be deleted while " + service + " uses it"));
    }

    /**
     * Where the region parameters of this cluster and of another differ. If any does, the remote cluster update disables RSVP Agent
     * toward it (sip 1.9). What nobody said is not compared; an invalid text counts as the default (inferred).
     *
     * @param peer the other cluster
     * @param theirs its feature parameters
     * @return a finding for each parameter that differs
     */
    public List<TrunkFinding> regionDifferences(ClusterId peer, FeatureParameters theirs) {
        Objects.requireNonNull(peer, "peer");
        Objects.requireNonNull(theirs, "theirs");
        Findings findings = new Findings();
        OF_REGIONS.forEach(parameter -> differs(peer, parameter, theirs, findings));
        return findings.list();
    }

    private <T> void differs(ClusterId peer, Parameter<T> parameter, FeatureParameters theirs, Findings findings) {
        Optional<T> here = certain(cluster.featureParameters(), parameter);
        Optional<T> there = certain(theirs, parameter);
        if (here.isPresent() && there.isPresent() && !here.equals(there)) {
            findings.add(
                    TrunkRule.REGION_PARAMETERS_DIFFER,
                    "EMCC feature configuration, " + parameter.name(),
                    parameter.name() + " must be equal in all clusters, but is " + parameter.write(here.get()) + " in "
                            + cluster.id() + " and " + parameter.write(there.get()) + " in " + peer);
        }
    }

    /**
     * Where the calls of an EMCC trunk go to and come from: the addresses of the remote clusters, with the port of the trunk's own
     * security profile, or of the shipped one while that is not known.
     *
     * @param trunk a trunk
     * @return the peers
     */
    public TrunkPeers peersOf(Trunk trunk) {
        return TrunkPeers.of(
                cluster.remoteClusters(), securityProfileOf(trunk).orElseGet(TrunkSecurityProfile::nonSecure));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrunkSettings that
                && cluster.equals(that.cluster)
                && trunks.equals(that.trunks)
                && Objects.equals(securityProfiles, that.securityProfiles)
                && Objects.equals(sipProfiles, that.sipProfiles);
    }

    @Override
    public int hashCode() {
        return Objects.hash(cluster, trunks, securityProfiles, sipProfiles);
    }

    @Override
    public String toString() {
        return "TrunkSettings[" + cluster.id() + ", " + trunks.size() + " trunks]";
    }

    /**
     * Builds it.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private final ClusterSettings cluster;
        private List<Trunk> trunks = List.of();
        private @Nullable List<TrunkSecurityProfile> securityProfiles;
        private @Nullable List<SipProfile> sipProfiles;

        private Builder(ClusterSettings cluster) {
            this.cluster = Objects.requireNonNull(cluster, "cluster");
        }

        /**
         * The trunks in full.
         *
         * @param values the trunks
         * @return this builder
         */
        public Builder trunks(List<Trunk> values) {
            this.trunks = Require.list(values, "trunks");
            return this;
        }

        /**
         * All security profiles of the cluster. When they are not given, nobody minds which one a trunk names.
         *
         * @param values the profiles
         * @return this builder
         */
        public Builder securityProfiles(List<TrunkSecurityProfile> values) {
            this.securityProfiles = Require.list(values, "securityProfiles");
            return this;
        }

        /**
         * All SIP profiles of the cluster. When they are not given, nobody minds which one a trunk names.
         *
         * @param values the profiles
         * @return this builder
         */
        public Builder sipProfiles(List<SipProfile> values) {
            this.sipProfiles = Require.list(values, "sipProfiles");
            return this;
        }

        /**
         * The finished value.
         *
         * @return a new value
         */
        public TrunkSettings build() {
            return new TrunkSettings(this);
        }
    }
}
