package org.emcc.core.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.emcc.core.FindingSeverity;
import org.emcc.core.configuration.Setting;
import org.emcc.core.id.Release;
import org.emcc.core.snapshot.CertificateFields;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.ConsolidationFields;
import org.emcc.core.snapshot.ObjectKind;

/**
 * Whether clusters trust each other's certificates, as far as names and fingerprints tell (emcc-behaviour 8.4). Chains of issuers are
 * followed by the contributor of the module of certificates.
 */
final class CertificateChecks {
    static final List<Check> ALL = List.of(
            new Check.OfSeveral(AuditRule.EMCC_CRT_01, CertificateChecks::tomcat),
            new Check.OfSeveral(AuditRule.EMCC_CRT_02, CertificateChecks::callManager),
            new Check.OfSeveral(AuditRule.EMCC_CRT_03, CertificateChecks::itlRecovery),
            new Check.OfSeveral(AuditRule.EMCC_CRT_04, CertificateChecks::capf),
            new Check.OfCluster(AuditRule.EMCC_CRT_05, CertificateChecks::valid),
            new Check.OfCluster(AuditRule.EMCC_CRT_08, CertificateChecks::trustList));

    private static final String TOMCAT_TRUST = "tomcat-trust";
    private static final String CALL_MANAGER_TRUST = "CallManager-trust";
    private static final String PHONE_TRUST = "Phone-SAST-trust";
    private static final String ITL_RECOVERY = "ITLRecovery";

    /** What is exchanged, by the stores in which a cluster has its own. */
    private static final List<String> EXCHANGED =
            List.of("tomcat", "tomcat-ECDSA", "CallManager", "CallManager-ECDSA", "CAPF", ITL_RECOVERY);

    /** What a trust list holds: what signs it and what phones talk to, and what was imported for phones (inferred). */
    private static final List<String> IN_TRUST_LIST =
            List.of("CallManager", "CallManager-ECDSA", "CAPF", "TVS", ITL_RECOVERY, PHONE_TRUST);

    private static final int MOST_IN_TRUST_LIST = 39;
    private static final Release ITL_BY_RECOVERY = Release.parse("12.0");

    private CertificateChecks() {}

    /** Each cluster looks at each other; what they hold is sorted once. */
    private static void pairs(
            List<ClusterSnapshot> all, Look look, BiConsumer<CertificateStores, CertificateStores> body) {
        List<CertificateStores> stores =
                all.stream().map(cluster -> CertificateStores.of(cluster, look)).toList();
        stores.forEach(from -> stores.stream().filter(to -> to != from).forEach(to -> {
            if (from.cluster().knows(ObjectKind.CERTIFICATE) && to.cluster().knows(ObjectKind.CERTIFICATE)) {
                body.accept(from, to);
            }
        }));
    }

    /** One of the clusters' own certificates in a trust store of another. */
    private record Need(String own, String trust, boolean byIssuer, String consequence) {}

    private static void tomcat(List<ClusterSnapshot> all, Look look) {
        String consequence = "its EM service does not believe the other";
        pairs(all, look, (from, to) -> {
            needed(from, to, look, new Need("tomcat", TOMCAT_TRUST, true, consequence));
            trusted(from, to, look, new Need("tomcat-ECDSA", TOMCAT_TRUST, true, consequence));
        });
    }

    private static void callManager(List<ClusterSnapshot> all, Look look) {
        String consequence = "its phones cannot verify files of the other";
        pairs(all, look, (from, to) -> {
            needed(from, to, look, new Need("CallManager", CALL_MANAGER_TRUST, true, consequence));
            trusted(from, to, look, new Need("CallManager", PHONE_TRUST, false, consequence));
        });
    }

    private static void itlRecovery(List<ClusterSnapshot> all, Look look) {
        pairs(
                all,
                look,
                (from, to) -> look.release(to.cluster())
                        .filter(release -> release.isAtLeast(ITL_BY_RECOVERY))
                        .ifPresent(release -> needed(
                                from,
                                to,
                                look,
                                new Need(
                                        ITL_RECOVERY,
                                        PHONE_TRUST,
                                        false,
                                        "its phones cannot verify the ITL of the other"))));
    }

    private static void capf(List<ClusterSnapshot> all, Look look) {
        pairs(
                all,
                look,
                (from, to) -> needed(
                        from,
                        to,
                        look,
                        new Need("CAPF", CALL_MANAGER_TRUST, true, "secure phones of the other do not register")));
    }

    /** As {@link #trusted}; that the other cluster has such a certificate is sure, so that none is a gap. */
    private static void needed(CertificateStores from, CertificateStores to, Look look, Need need) {
        if (to.in(need.own()).isEmpty()) {
            look.gap(
                    to.cluster().name() + " " + need.own(),
                    "no " + need.own() + " certificate of " + to.cluster().name() + " is known");
        }
        trusted(from, to, look, need);
    }

    private static void trusted(CertificateStores from, CertificateStores to, Look look, Need need) {
        for (ClusterObject certificate : to.in(need.own())) {
            if (from.holds(need.trust(), certificate)
                    || (need.byIssuer() && from.holdsIssuer(need.trust(), certificate))) {
                continue;
            }
            if (CertificateStores.fingerprint(certificate).isEmpty() || from.isVague(need.trust())) {
                look.gap(
                        from.cluster().name() + " " + to.cluster().name() + " " + need,
                        "a fingerprint in " + need.own() + " of " + to.cluster().name() + " or in " + need.trust()
                                + " of " + from.cluster().name() + " is unknown");
                continue;
            }
            missing(from.cluster(), to.cluster(), look, need, certificate);
        }
    }

    private static void missing(
            ClusterSnapshot from, ClusterSnapshot to, Look look, Need need, ClusterObject certificate) {
        String subject = certificate.text(CertificateFields.SUBJECT);
        String node = certificate.text(CertificateFields.NODE);
        look.finding(
                        need.own() + " certificate of " + node + " in " + need.trust(),
                        from.name() + " does not have the " + need.own() + " certificate " + subject + " of " + node
                                + " in " + to.name() + " in " + need.trust() + ", so " + need.consequence())
                .about(from, to)
                .evidence(to, certificate, CertificateFields.SHA256)
                .evidence(from, "", need.trust(), "holds neither " + subject + " nor its issuer")
                .remedy(
                        from,
                        ObjectKind.CONSOLIDATION,
                        "Export all on " + to.name() + ", consolidate, and import all on " + from.name()
                                + "; or upload the certificate to " + need.trust()
                                + (need.trust().equals(PHONE_TRUST) ? ", and restart TVS" : ""))
                .add();
    }

    private static void valid(ClusterSnapshot cluster, Look look) {
        CertificateStores stores = CertificateStores.of(cluster, look);
        Optional<Instant> exported = lastExport(cluster, look);
        for (String store : EXCHANGED) {
            for (ClusterObject certificate : stores.in(store)) {
                dates(cluster, look, certificate);
                look.get(cluster, certificate, CertificateFields.NOT_BEFORE)
                        .value()
                        .filter(begin -> exported.filter(begin::isAfter).isPresent())
                        .ifPresent(begin -> renewed(cluster, look, certificate, exported.orElseThrow()));
            }
        }
        stores.in("TVS").forEach(certificate -> dates(cluster, look, certificate));
    }

    private static Optional<Instant> lastExport(ClusterSnapshot cluster, Look look) {
        return look.all(cluster, ObjectKind.CONSOLIDATION).stream()
                .map(exchange -> look.get(cluster, exchange, ConsolidationFields.EXPORTED))
                .flatMap(setting -> setting.value().stream())
                .max(Instant::compareTo);
    }

    private static void dates(ClusterSnapshot cluster, Look look, ClusterObject certificate) {
        Instant now = look.surroundings().now();
        Setting<Instant> begin = look.get(cluster, certificate, CertificateFields.NOT_BEFORE);
        Setting<Instant> end = look.get(cluster, certificate, CertificateFields.NOT_AFTER);
        if (end.value().filter(now::isAfter).isPresent()) {
            told(cluster, look, certificate, "has expired on " + certificate.text(CertificateFields.NOT_AFTER))
                    .evidence(cluster, certificate, CertificateFields.NOT_AFTER)
                    .add();
        } else if (begin.value().filter(now::isBefore).isPresent()) {
            told(cluster, look, certificate, "is valid only from " + certificate.text(CertificateFields.NOT_BEFORE))
                    .evidence(cluster, certificate, CertificateFields.NOT_BEFORE)
                    .add();
        }
    }

    private static void renewed(ClusterSnapshot cluster, Look look, ClusterObject certificate, Instant exported) {
        told(cluster, look, certificate, "is newer than the last export, of " + exported)
                .severity(FindingSeverity.WARNING)
                .evidence(cluster, certificate, CertificateFields.NOT_BEFORE)
                .evidence(cluster, ObjectKind.CONSOLIDATION.label(), "Exported", exported.toString())
                .add();
    }

    private static Look.Told told(ClusterSnapshot cluster, Look look, ClusterObject certificate, String what) {
        String store = certificate.text(CertificateFields.STORE);
        String node = certificate.text(CertificateFields.NODE);
        return look.finding(
                        store + " certificate of " + node,
                        store + " certificate " + certificate.text(CertificateFields.SUBJECT) + " of " + node + " in "
                                + cluster.name() + " " + what)
                .remedy(
                        cluster,
                        ObjectKind.CONSOLIDATION,
                        "Renew what has expired; then export all again, consolidate, and import all on every cluster");
    }

    private static void trustList(ClusterSnapshot cluster, Look look) {
        CertificateStores stores = CertificateStores.of(cluster, look);
        if (!cluster.knows(ObjectKind.CERTIFICATE)) {
            return;
        }
        long length = stores.distinct(IN_TRUST_LIST);
        if (length > MOST_IN_TRUST_LIST) {
            look.finding(
                            "",
                            length + " certificates of " + cluster.name() + " go into the ITL, more than "
                                    + MOST_IN_TRUST_LIST + ", with which phones no longer register")
                    .evidence(cluster, "", "Certificates in " + String.join(", ", IN_TRUST_LIST), "" + length)
                    .remedy(
                            cluster,
                            ObjectKind.CERTIFICATE,
                            "Delete stale certificates from " + PHONE_TRUST
                                    + ", those of clusters that have gone first")
                    .add();
        }
    }
}
