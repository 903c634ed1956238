package org.emcc.certs.plan;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.bundle.NodeCertificate;
import org.emcc.certs.internal.CertificateText;
import org.emcc.certs.internal.Printable;
import org.emcc.certs.internal.SubjectNames;
import org.emcc.certs.pkcs12.Fingerprint;
import org.emcc.core.id.ClusterId;

/** Whose a certificate is: by fingerprint, as clusters state it. */
final class CertificateUses {
    /** The certificate of the Trust Verification Service, which is not exchanged. */
    static final CertificateType TVS = CertificateType.of("tvs");

    /** In the order of work: what the web server has, what CallManager and the trust lists have, CAPF, and the rest. */
    private static final List<CertificateType> TYPES = List.of(
            CertificateType.TOMCAT,
            CertificateType.TOMCAT_ECDSA,
            CertificateType.TFTP,
            CertificateType.ITL_RECOVERY,
            CertificateType.CAPF);

    /** How many uses a message tells, which is about another certificate as well. */
    private static final int MOST_USES = 4;

    /** Whose one certificate is. */
    private record Known(List<CertificateUse> uses, List<ClusterId> clusters) {
        static final Known NONE = new Known(List.of(), List.of());

        static Known of(List<CertificateUse> all) {
            List<CertificateUse> sorted = all.stream().distinct().sorted().toList();
            return new Known(
                    sorted,
                    sorted.stream().map(CertificateUse::cluster).distinct().toList());
        }
    }

    private final Map<Fingerprint, Known> known = new HashMap<>();

    CertificateUses(Collection<ClusterInventory> clusters) {
        Map<Fingerprint, List<CertificateUse>> uses = new HashMap<>();
        for (ClusterInventory cluster : clusters) {
            for (NodeCertificate each : cluster.certificates()) {
                uses.computeIfAbsent(Fingerprint.of(each.certificate()), f -> new ArrayList<>())
                        .add(new CertificateUse(cluster.id(), each.node(), each.type()));
            }
        }
        uses.forEach((fingerprint, all) -> known.put(fingerprint, Known.of(all)));
    }

    /** None when no cluster states it. */
    List<CertificateUse> of(X509Certificate certificate) {
        return known(certificate).uses();
    }

    List<ClusterId> clusters(X509Certificate certificate) {
        return known(certificate).clusters();
    }

    private Known known(X509Certificate certificate) {
        return known.getOrDefault(Fingerprint.of(certificate), Known.NONE);
    }

    static int rank(CertificateType type) {
        int at = TYPES.indexOf(type);
        return at < 0 ? TYPES.size() : at;
    }

    /** One text for all uses: a cluster's nodes together. */
    static String text(List<CertificateUse> uses) {
        if (uses.isEmpty()) {
            return "stated by no cluster";
        }
        return Printable.of(uses.stream()
                .collect(Collectors.groupingBy(
                        each -> each.type() + " of " + each.cluster(), java.util.TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(e -> e.getKey() + " ("
                        + e.getValue().stream().map(CertificateUse::node).collect(Collectors.joining(", ")) + ")")
                .collect(Collectors.joining("; ")));
    }

    /** The first few uses, for messages that are told of many certificates: who wants all finds them with the certificate. */
    static String brief(List<CertificateUse> uses) {
        int more = uses.size() - MOST_USES;
        return more <= 0 ? text(uses) : text(uses.subList(0, MOST_USES)) + " and " + more + " more";
    }

    static Comparator<X509Certificate> byName() {
        return Comparator.comparing(
                        (X509Certificate each) -> Printable.of(SubjectNames.spelled(each.getSubjectX500Principal())))
                .thenComparing(each -> each.getNotBefore().toInstant())
                .thenComparing(X509Certificate::getSerialNumber)
                .thenComparing(Fingerprint::of);
    }

    /** Short for messages: the subject and the serial number. */
    static String label(X509Certificate certificate) {
        return SubjectNames.text(certificate) + ", serial " + CertificateText.serial(certificate);
    }
}
