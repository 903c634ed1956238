package org.emcc.certs.plan;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.bundle.NodeCertificate;
import org.emcc.certs.internal.CertificateText;
import org.emcc.certs.internal.Issuing;
import org.emcc.certs.internal.KeyPurpose;
import org.emcc.certs.internal.Printable;
import org.emcc.certs.trust.ImportRules;
import org.emcc.certs.trust.TrustStoreName;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ClusterSecurityMode;

/** Who has to believe which certificate by which store. Source: certificates 1.10. */
final class TrustNeeds {
    private static final TrustStoreName TVS_TRUST = TrustStoreName.of("TVS-trust");

    private final List<ClusterInventory> clusters;
    private final Map<ClusterId, ClusterInventory> byId = new HashMap<>();
    private final ImportRules rules;
    private final ReleaseRules releases;
    private final CertificateUses uses;
    private final Chains chains;
    private final IdentityHashMap<List<X509Certificate>, Map<String, X509Certificate>> entities =
            new IdentityHashMap<>();

    TrustNeeds(List<ClusterInventory> clusters, ImportRules rules, ReleaseRules releases, Issuing issuing) {
        this.clusters = clusters;
        clusters.forEach(each -> byId.put(each.id(), each));
        this.rules = Objects.requireNonNull(rules, "rules");
        this.releases = Objects.requireNonNull(releases, "releases");
        this.uses = new CertificateUses(clusters);
        this.chains = new Chains(issuing);
    }

    /** How a verifier looks at a certificate. */
    private enum How {
        /** As TLS does, of a certificate that is shown there: a chain that ends in the store, and issued for both sides. */
        TLS,
        /** As TLS does, of a certificate that has issued what is shown there: a chain that ends in the store. */
        CHAIN,
        /** As TVS does: the certificate itself in the store. */
        LOOKUP,
        /** The verifier's own, which is in no store of others. */
        OWN
    }

    /** One verifier, store and presenter; the trust holds when one of the certificates of each is believed. */
    private record Need(
            ClusterInventory verifier,
            TrustStoreName store,
            ClusterInventory presenter,
            List<NodeCertificate> certificates,
            String type,
            How how) {}

    private List<Need> needs(ClusterInventory visiting, ClusterInventory home, EmccTrust trust) {
        List<Need> needs = new ArrayList<>();
        switch (trust) {
            case EM_SERVICE -> {
                needs.add(web(visiting, home, How.TLS));
                needs.add(web(home, visiting, How.TLS));
            }
            case HOME_TRUST_LIST -> {
                CertificateType signer = releases.trustListSigner(home.release());
                for (TrustStoreName store :
                        List.of(TrustStoreName.PHONE_SAST_TRUST, TrustStoreName.CALL_MANAGER_TRUST)) {
                    needs.add(new Need(visiting, store, home, home.certificates(signer), signer.value(), How.LOOKUP));
                }
                tvs(visiting).ifPresent(needs::add);
            }
            case HOME_WEB -> {
                needs.add(web(visiting, home, How.LOOKUP));
                tvs(visiting).ifPresent(needs::add);
            }
            case PHONE_CERTIFICATE -> {
                if (visiting.securityMode() == ClusterSecurityMode.MIXED
                        && home.securityMode() == ClusterSecurityMode.MIXED) {
                    needs.add(new Need(
                            home,
                            TrustStoreName.CALL_MANAGER_TRUST,
                            visiting,
                            capf(visiting),
                            CertificateType.CAPF.value(),
                            How.CHAIN));
                }
            }
            case SIP_TRUNK -> {
                if (visiting.tlsTrunk() && home.tlsTrunk()) {
                    needs.add(calls(visiting, home));
                    needs.add(calls(home, visiting));
                }
            }
        }
        return needs;
    }

    private static Need web(ClusterInventory verifier, ClusterInventory presenter, How how) {
        List<NodeCertificate> all = Stream.concat(
                        presenter.certificates(CertificateType.TOMCAT).stream(),
                        presenter.certificates(CertificateType.TOMCAT_ECDSA).stream())
                .toList();
        return new Need(verifier, TrustStoreName.TOMCAT_TRUST, presenter, all, CertificateType.TOMCAT.value(), how);
    }

    private static Need calls(ClusterInventory verifier, ClusterInventory presenter) {
        return new Need(
                verifier,
                TrustStoreName.CALL_MANAGER_TRUST,
                presenter,
                presenter.certificates(CertificateType.TFTP),
                CertificateType.TFTP.value(),
                How.TLS);
    }

    /** From release 14 on CAPF is on the publisher only; what subscribers state is left over. */
    private static List<NodeCertificate> capf(ClusterInventory cluster) {
        return cluster.certificates(CertificateType.CAPF).stream()
                .filter(each -> !Planner.isLeftOver(each, cluster))
                .toList();
    }

    private static Optional<Need> tvs(ClusterInventory visiting) {
        List<NodeCertificate> own = visiting.certificates(CertificateUses.TVS);
        return own.isEmpty()
                ? Optional.empty()
                : Optional.of(new Need(visiting, TVS_TRUST, visiting, own, "TVS", How.OWN));
    }

    TrustCoverage.Verdict verdict(
            ClusterInventory visiting, ClusterInventory home, EmccTrust trust, Instant at, List<TrustGap> gaps) {
        List<Need> needs = needs(visiting, home, trust);
        if (needs.isEmpty()) {
            return TrustCoverage.Verdict.NOT_NEEDED;
        }
        boolean fails = false;
        for (Need need : needs) {
            int believed = 0;
            for (NodeCertificate each : inOrder(need.certificates())) {
                Optional<Flaw> flaw = flaw(need, each, at);
                if (flaw.isEmpty()) {
                    believed++;
                } else {
                    gaps.add(gap(visiting, home, trust, need, flaw.get()));
                }
            }
            if (need.certificates().isEmpty()) {
                gaps.add(gap(
                        visiting,
                        home,
                        trust,
                        need,
                        new Flaw(
                                TrustGap.Cause.NOT_STATED,
                                need.presenter().id() + " states no " + need.type() + " certificate, which "
                                        + need.store() + " of "
                                        + need.verifier().id() + " has to have")));
            }
            fails |= believed == 0;
        }
        if (fails) {
            return TrustCoverage.Verdict.FAILS;
        }
        return gaps.isEmpty() ? TrustCoverage.Verdict.HOLDS : TrustCoverage.Verdict.PARTLY;
    }

    private static List<NodeCertificate> inOrder(List<NodeCertificate> certificates) {
        return certificates.stream()
                .sorted(Comparator.comparing(NodeCertificate::node)
                        .thenComparing(each -> CertificateUses.rank(each.type()))
                        .thenComparing(NodeCertificate::certificate, CertificateUses.byName()))
                .toList();
    }

    private static TrustGap gap(
            ClusterInventory visiting, ClusterInventory home, EmccTrust trust, Need need, Flaw flaw) {
        return new TrustGap(
                trust,
                visiting.id(),
                home.id(),
                need.verifier().id(),
                need.store(),
                flaw.cause(),
                Printable.of(flaw.sentence()));
    }

    private record Flaw(TrustGap.Cause cause, String sentence) {}

    private Optional<Flaw> flaw(Need need, NodeCertificate presented, Instant at) {
        X509Certificate certificate = presented.certificate();
        Supplier<String> what = () -> presented.type() + " of " + presented.node() + " in "
                + need.presenter().id() + " (serial " + CertificateText.serial(certificate) + ")";
        Optional<Flaw> dates = dates(what, certificate, at);
        if (dates.isPresent() || need.how() == How.OWN) {
            return dates;
        }
        List<X509Certificate> store = need.verifier().trust().certificates(need.store());
        String where = need.store() + " of " + need.verifier().id();
        boolean lookup = need.how() == How.LOOKUP;
        StoreIndex index = chains.index(store);
        boolean there = index.contains(certificate);
        if ((lookup || Chains.isSelfIssued(certificate)) && !there) {
            return Optional.of(absent(what.get(), certificate, store, where));
        }
        if (lookup) {
            return index.lookalikes(certificate).size() > 1
                    ? Optional.of(new Flaw(
                            TrustGap.Cause.AMBIGUOUS,
                            what.get() + " has the issuer and serial number of another certificate in " + where))
                    : Optional.empty();
        }
        Chains.Climb climb = chains.climbed(certificate, store);
        String missing = climb.missing();
        if (missing != null) {
            return Optional.of(new Flaw(
                    TrustGap.Cause.ISSUER_MISSING,
                    where + " has no certificate of " + missing + ", needed for " + what.get()));
        }
        for (X509Certificate issuer : climb.issuers()) {
            Optional<Flaw> flaw =
                    dates(() -> CertificateUses.label(issuer) + ", an issuer of " + what.get() + ",", issuer, at);
            if (flaw.isPresent()) {
                return flaw;
            }
        }
        return need.how() == How.TLS && !there ? purpose(what, certificate, where) : Optional.empty();
    }

    /** Each side calls the other, so each certificate is shown as a server's and as a client's. */
    private static Optional<Flaw> purpose(Supplier<String> what, X509Certificate certificate, String where) {
        for (KeyPurpose purpose : KeyPurpose.values()) {
            if (!isOf(purpose, certificate)) {
                return Optional.of(new Flaw(
                        TrustGap.Cause.WRONG_PURPOSE,
                        what.get() + " is not issued for " + purpose.words() + " (key purpose " + purpose.id()
                                + "), and is not itself in " + where));
            }
        }
        return Optional.empty();
    }

    private static boolean isOf(KeyPurpose purpose, X509Certificate certificate) {
        try {
            return purpose.isOf(certificate);
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    private Flaw absent(String what, X509Certificate certificate, List<X509Certificate> store, String where) {
        Map<String, X509Certificate> there = entities.computeIfAbsent(store, this::byEntity);
        return Optional.ofNullable(there.get(rules.entity(certificate)))
                .map(each -> new Flaw(
                        TrustGap.Cause.NAME_TAKEN,
                        what + " is not in " + where + ", which has serial " + CertificateText.serial(each)
                                + " of that name, " + CertificateUses.brief(uses.of(each))))
                .orElseGet(() -> new Flaw(TrustGap.Cause.ABSENT, what + " is not in " + where));
    }

    private Map<String, X509Certificate> byEntity(List<X509Certificate> store) {
        Map<String, X509Certificate> first = new HashMap<>();
        store.forEach(each -> first.putIfAbsent(rules.entity(each), each));
        return first;
    }

    private static Optional<Flaw> dates(Supplier<String> what, X509Certificate certificate, Instant at) {
        if (at.isAfter(certificate.getNotAfter().toInstant())) {
            return Optional.of(new Flaw(
                    TrustGap.Cause.EXPIRED,
                    what.get() + " has expired on " + certificate.getNotAfter().toInstant()));
        }
        if (at.isBefore(certificate.getNotBefore().toInstant())) {
            return Optional.of(new Flaw(
                    TrustGap.Cause.NOT_YET_VALID,
                    what.get() + " is not valid before "
                            + certificate.getNotBefore().toInstant()));
        }
        return Optional.empty();
    }

    /** Where a certificate matters to others: a trust of a pair. By ids, because whole inventories take long to compare. */
    record Stake(EmccTrust trust, ClusterId visiting, ClusterId home) {}

    /** Every certificate by which something is believed or would be, the CAs of a chain included. */
    Map<X509Certificate, Set<Stake>> stakes() {
        Map<X509Certificate, Set<Stake>> stakes = new LinkedHashMap<>();
        for (ClusterInventory visiting : clusters) {
            for (ClusterInventory home : clusters) {
                if (visiting.id().equals(home.id())) {
                    continue;
                }
                for (EmccTrust trust : EmccTrust.values()) {
                    Stake stake = new Stake(trust, visiting.id(), home.id());
                    for (Need need : needs(visiting, home, trust)) {
                        need.certificates()
                                .forEach(each -> involved(need, each.certificate())
                                        .forEach(one -> stakes.computeIfAbsent(one, c -> new LinkedHashSet<>())
                                                .add(stake)));
                    }
                }
            }
        }
        return stakes;
    }

    private List<X509Certificate> involved(Need need, X509Certificate presented) {
        List<X509Certificate> all = new ArrayList<>();
        all.add(presented);
        if (need.how() == How.TLS || need.how() == How.CHAIN) {
            all.addAll(chains.climbed(presented, need.verifier().trust().certificates(need.store()))
                    .issuers());
        }
        return all;
    }

    /** A trust at any time, found out once: what the verdict of another instant costs is two searches for each need. */
    Outlook outlook(Stake stake) {
        return new Outlook(needs(of(stake.visiting()), of(stake.home()), stake.trust()).stream()
                .map(this::spans)
                .toList());
    }

    private ClusterInventory of(ClusterId id) {
        return Objects.requireNonNull(byId.get(id), "a stake is of clusters that are here");
    }

    /**
     * When how many certificates of a need are believed. Dates are all that changes with time, so what is believed at one instant at
     * which no date is against it is believed at all of them, from the latest begin to the earliest end of all that are involved.
     */
    private Spans spans(Need need) {
        List<Instant> begins = new ArrayList<>();
        List<Instant> ends = new ArrayList<>();
        for (NodeCertificate each : need.certificates()) {
            Instant begin = Instant.MIN;
            Instant end = Instant.MAX;
            for (X509Certificate one : involved(need, each.certificate())) {
                Instant from = one.getNotBefore().toInstant();
                Instant until = one.getNotAfter().toInstant();
                begin = from.isAfter(begin) ? from : begin;
                end = until.isBefore(end) ? until : end;
            }
            if (flaw(need, each, begin).isEmpty()) {
                begins.add(begin);
                ends.add(end);
            }
        }
        begins.sort(Comparator.naturalOrder());
        ends.sort(Comparator.naturalOrder());
        return new Spans(need.certificates().size(), begins, ends);
    }

    /** The spans of time in which certificates are believed, their begins and their ends each in order; of some there is none. */
    private record Spans(int certificates, List<Instant> begins, List<Instant> ends) {
        /** How many are believed: those that have begun without those that have ended, which they have behind their last instant. */
        int believed(Instant at) {
            return count(begins, each -> !each.isAfter(at)) - count(ends, each -> each.isBefore(at));
        }

        /** How many of a sorted list, which are the first of it, are so. */
        private static int count(List<Instant> sorted, Predicate<Instant> so) {
            int from = 0;
            int to = sorted.size();
            while (from < to) {
                int middle = (from + to) >>> 1;
                if (so.test(sorted.get(middle))) {
                    from = middle + 1;
                } else {
                    to = middle;
                }
            }
            return from;
        }
    }

    /** What becomes of a trust as time goes by. */
    record Outlook(List<Spans> needs) {
        TrustCoverage.Verdict at(Instant at) {
            if (needs.isEmpty()) {
                return TrustCoverage.Verdict.NOT_NEEDED;
            }
            boolean all = true;
            for (Spans each : needs) {
                int believed = each.believed(at);
                if (believed == 0) {
                    return TrustCoverage.Verdict.FAILS;
                }
                all &= believed == each.certificates();
            }
            return all ? TrustCoverage.Verdict.HOLDS : TrustCoverage.Verdict.PARTLY;
        }
    }
}
