package org.emcc.certs.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.emcc.certs.bundle.BulkFileName;
import org.emcc.certs.bundle.BundledCertificate;
import org.emcc.certs.bundle.CertificateBundle;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.bundle.NodeCertificate;
import org.emcc.certs.internal.Printable;
import org.emcc.certs.internal.ReportText;
import org.emcc.certs.trust.TrustStores;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.Release;
import org.emcc.core.internal.HostNames;

/**
 * A cluster as far as certificates go: its release, its nodes, the certificates it has itself, and what it trusts now.
 *
 * <p>A certificate is a cluster's when it is in {@link #certificates}, whatever names say elsewhere. State there also what is not
 * exchanged but matters, such as certificates of the type {@code tvs}.
 *
 * <p>Host names are compared without regard to case and to a closing dot. Of several spellings of one, that of the publisher counts,
 * for other nodes the first in the order of their characters.
 *
 * <p>Source: certificates 1.4, 1.7, 1.9, 1.10.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class ClusterInventory {
    private final ClusterId id;
    private final Release release;
    private final String publisher;
    private final List<String> nodes;
    private final List<NodeCertificate> certificates;
    private final TrustStores trust;
    private final ClusterSecurityMode securityMode;
    private final boolean tlsTrunk;
    private final boolean singleSignOn;
    private final boolean sipOAuth;

    private ClusterInventory(Builder builder) {
        this.id = builder.id;
        this.release = builder.release;
        this.publisher = builder.publisher;
        Set<NodeCertificate> stated = new LinkedHashSet<>(builder.certificates);
        builder.bundles.forEach(each -> stated.addAll(of(builder, stated, each)));
        Map<String, String> spellings = new TreeMap<>();
        builder.subscribers.forEach(each -> spell(spellings, each));
        stated.forEach(each -> spell(spellings, each.node()));
        spellings.put(HostNames.normal(publisher), publisher);
        this.certificates = stated.stream()
                .map(each -> new NodeCertificate(
                        spellings.getOrDefault(HostNames.normal(each.node()), each.node()),
                        each.type(),
                        each.certificate()))
                .distinct()
                .toList();
        this.trust = builder.trust;
        this.securityMode = builder.securityMode;
        this.tlsTrunk = builder.tlsTrunk;
        this.singleSignOn = builder.singleSignOn;
        this.sipOAuth = builder.sipOAuth;
        Set<String> all = new LinkedHashSet<>(Set.of(publisher));
        all.addAll(spellings.values());
        this.nodes = List.copyOf(all);
    }

    /** What a bundle says of this cluster: of origins without a cluster only those count whose node is known otherwise. */
    private static List<NodeCertificate> of(
            Builder builder, Collection<NodeCertificate> stated, CertificateBundle bundle) {
        Set<String> own = new HashSet<>();
        own.add(HostNames.normal(builder.publisher));
        builder.subscribers.forEach(each -> own.add(HostNames.normal(each)));
        stated.forEach(each -> own.add(HostNames.normal(each.node())));
        List<NodeCertificate> found = new ArrayList<>();
        for (BundledCertificate each : bundle.certificates()) {
            if (each.oldUntil().isEmpty()) {
                each.origins().stream()
                        .filter(origin -> origin.cluster()
                                .map(cluster -> ExchangePlan.isSame(cluster, builder.id))
                                .orElseGet(() -> own.contains(HostNames.normal(origin.source()))))
                        .forEach(origin ->
                                found.add(new NodeCertificate(origin.source(), origin.type(), each.certificate())));
            }
        }
        return found;
    }

    /** Of several spellings of one host name the first in their order counts, in whatever order they are told. */
    private static void spell(Map<String, String> spellings, String name) {
        spellings.merge(HostNames.normal(name), name, (one, other) -> one.compareTo(other) < 0 ? one : other);
    }

    private static String requireNode(String name) {
        return new BulkFileName(BulkFileName.Kind.STORE, name, CertificateType.TOMCAT).source();
    }

    /**
     * Begins an inventory.
     *
     * @param id the cluster
     * @param release what it runs
     * @param publisher the host name of its publisher, by the rule of {@link NodeCertificate#node}
     * @return the beginning
     * @throws IllegalArgumentException when the host name breaks the rule
     */
    public static Builder builder(ClusterId id, Release release, String publisher) {
        return new Builder(id, release, requireNode(publisher));
    }

    /**
     * A builder that has all of this.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        return new Builder(id, release, publisher)
                .subscribers(nodes.subList(1, nodes.size()))
                .certificates(certificates)
                .trust(trust)
                .securityMode(securityMode)
                .tlsTrunk(tlsTrunk)
                .singleSignOn(singleSignOn)
                .sipOAuth(sipOAuth);
    }

    /**
     * The cluster.
     *
     * @return its id
     */
    public ClusterId id() {
        return id;
    }

    /**
     * What it runs.
     *
     * @return the release
     */
    public Release release() {
        return release;
    }

    /**
     * The node on which certificates are managed.
     *
     * @return its host name
     */
    public String publisher() {
        return publisher;
    }

    /**
     * All nodes that are known.
     *
     * @return the publisher, then the others in the order of their names; unmodifiable
     */
    public List<String> nodes() {
        return nodes;
    }

    /**
     * The certificates it has itself.
     *
     * @return the certificates, in the order in which they were stated, each use once; unmodifiable
     */
    public List<NodeCertificate> certificates() {
        return certificates;
    }

    /**
     * The certificates of one type.
     *
     * @param type the type
     * @return those of {@link #certificates}; unmodifiable
     */
    public List<NodeCertificate> certificates(CertificateType type) {
        return certificates.stream().filter(each -> each.type().equals(type)).toList();
    }

    /**
     * What it trusts now.
     *
     * @return its trust stores
     */
    public TrustStores trust() {
        return trust;
    }

    /**
     * Its security mode.
     *
     * @return the mode
     */
    public ClusterSecurityMode securityMode() {
        return securityMode;
    }

    /**
     * Whether its SIP trunk of Extension Mobility Cross Cluster uses TLS.
     *
     * @return whether it does
     */
    public boolean tlsTrunk() {
        return tlsTrunk;
    }

    /**
     * Whether users sign on by single sign-on or OAuth, which has a web server of its own to restart.
     *
     * @return whether they do
     */
    public boolean singleSignOn() {
        return singleSignOn;
    }

    /**
     * Whether phones register by OAuth over SIP, which has a proxy to restart from release 14 on.
     *
     * @return whether they do
     */
    public boolean sipOAuth() {
        return sipOAuth;
    }

    /**
     * A copy that trusts otherwise.
     *
     * @param other the trust stores
     * @return the copy
     */
    public ClusterInventory withTrust(TrustStores other) {
        return toBuilder().trust(other).build();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClusterInventory that
                && id.equals(that.id)
                && release.equals(that.release)
                && nodes.equals(that.nodes)
                && certificates.equals(that.certificates)
                && trust.equals(that.trust)
                && securityMode == that.securityMode
                && tlsTrunk == that.tlsTrunk
                && singleSignOn == that.singleSignOn
                && sipOAuth == that.sipOAuth;
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, release, nodes, certificates, trust, securityMode, tlsTrunk, singleSignOn, sipOAuth);
    }

    @Override
    public String toString() {
        return Printable.of("ClusterInventory[" + id + ", " + release + ", " + nodes + ", "
                + ReportText.count(certificates.size(), "certificate") + ", " + trust + "]");
    }

    /**
     * Makes an inventory.
     *
     * @threadsafety not thread-safe
     * @since 0.1.0
     */
    public static final class Builder {
        private final ClusterId id;
        private final Release release;
        private final String publisher;
        private final Set<String> subscribers = new LinkedHashSet<>();
        private final Set<NodeCertificate> certificates = new LinkedHashSet<>();
        private final List<CertificateBundle> bundles = new ArrayList<>();
        private TrustStores trust = TrustStores.empty();
        private ClusterSecurityMode securityMode = ClusterSecurityMode.NONSECURE;
        private boolean tlsTrunk;
        private boolean singleSignOn;
        private boolean sipOAuth;

        private Builder(ClusterId id, Release release, String publisher) {
            this.id = Objects.requireNonNull(id, "id");
            this.release = Objects.requireNonNull(release, "release");
            this.publisher = Objects.requireNonNull(publisher, "publisher");
        }

        /**
         * Adds nodes; those that have a certificate need not be named.
         *
         * @param names host names, by the rule of {@link NodeCertificate#node}
         * @return this
         * @throws IllegalArgumentException when one breaks the rule
         */
        public Builder subscribers(Collection<String> names) {
            List<String> copy = List.copyOf(names);
            copy.forEach(ClusterInventory::requireNode);
            subscribers.addAll(copy);
            return this;
        }

        /**
         * Adds certificates of its nodes; there are none by default.
         *
         * @param more what the nodes have
         * @return this
         */
        public Builder certificates(Collection<NodeCertificate> more) {
            certificates.addAll(List.copyOf(more));
            return this;
        }

        /**
         * Adds the certificates of this cluster that were read: those whose origin states this cluster, ids compared without regard to
         * case, and of origins that state no cluster those of its nodes, which are the publisher, the {@link #subscribers} and the
         * nodes of {@link #certificates(Collection)}. Certificates that are old are left out (see {@link BundledCertificate#oldUntil}).
         *
         * <p>Take the bundle of {@link org.emcc.certs.bundle.BulkCertificates#consolidation}, or that of {@link
         * org.emcc.certs.bundle.BulkCertificates#bundle}, which has the same origins where there is a manifest. The product leaves none: its BULK
         * files tell neither cluster nor node, so that nothing is found there; take {@link
         * org.emcc.certs.bundle.BulkCertificates#preview()} of the STORE files, with {@link
         * org.emcc.certs.bundle.BulkCertificates#withClusters}. What is read is as sure as the directory is: whoever can write to it can have this cluster state a certificate, and
         * no finding will tell. State the certificates of your own cluster by {@link #certificates(Collection)}, and those of
         * partners whom you do not trust to keep the directory clean.
         *
         * @param read a bundle, such as that of a consolidation
         * @return this
         */
        public Builder certificates(CertificateBundle read) {
            bundles.add(Objects.requireNonNull(read, "read"));
            return this;
        }

        /**
         * Sets what it trusts now; nothing by default.
         *
         * @param stores its trust stores
         * @return this
         */
        public Builder trust(TrustStores stores) {
            trust = Objects.requireNonNull(stores, "stores");
            return this;
        }

        /**
         * Sets its security mode; {@link ClusterSecurityMode#NONSECURE} by default.
         *
         * @param mode the mode
         * @return this
         */
        public Builder securityMode(ClusterSecurityMode mode) {
            securityMode = Objects.requireNonNull(mode, "mode");
            return this;
        }

        /**
         * Says whether its SIP trunk of Extension Mobility Cross Cluster uses TLS; no by default.
         *
         * @param used whether it does
         * @return this
         */
        public Builder tlsTrunk(boolean used) {
            tlsTrunk = used;
            return this;
        }

        /**
         * Says whether users sign on by single sign-on or OAuth; no by default.
         *
         * @param used whether they do
         * @return this
         */
        public Builder singleSignOn(boolean used) {
            singleSignOn = used;
            return this;
        }

        /**
         * Says whether phones register by OAuth over SIP; no by default.
         *
         * @param used whether they do
         * @return this
         */
        public Builder sipOAuth(boolean used) {
            sipOAuth = used;
            return this;
        }

        /**
         * Makes the inventory.
         *
         * @return a new inventory
         * @throws IllegalArgumentException when a bundle has for this cluster an origin whose source is no node, by the rule of {@link
         *     NodeCertificate#node}; none that was read has
         */
        public ClusterInventory build() {
            return new ClusterInventory(this);
        }
    }
}
