package org.emcc.certs.bundle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.emcc.certs.internal.Json;
import org.emcc.certs.internal.Printable;
import org.emcc.certs.internal.ReportText;
import org.emcc.certs.pkcs12.CertificateBag;
import org.emcc.certs.pkcs12.Fingerprint;
import org.emcc.certs.pkcs12.TrustStoreExport;

/**
 * Certificates of several nodes, each once, in the order of their fingerprints: the same set gives the same bundle, in
 * whatever order it was found.
 *
 * <p>Source: certificates 4.4 (C2, C6, C8).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class CertificateBundle {
    private final List<BundledCertificate> certificates;

    private CertificateBundle(List<BundledCertificate> certificates) {
        this.certificates = certificates;
    }

    /**
     * A bundle of these certificates. Those with one fingerprint become one, with the origins of all;
     * it is old only when all of them are, until the latest of their times.
     *
     * @param certificates the certificates, in any order; may be none
     * @return the bundle
     */
    public static CertificateBundle of(Collection<BundledCertificate> certificates) {
        Map<Fingerprint, BundledCertificate> merged = new TreeMap<>();
        for (BundledCertificate each : certificates) {
            merged.merge(each.fingerprint(), each, CertificateBundle::merge);
        }
        return new CertificateBundle(List.copyOf(merged.values()));
    }

    private static BundledCertificate merge(BundledCertificate one, BundledCertificate other) {
        if (one.oldUntil().isPresent() && other.oldUntil().isPresent()) {
            Instant until = Collections.max(
                    List.of(one.oldUntil().orElseThrow(), other.oldUntil().orElseThrow()));
            return one.withOrigins(both(one, other)).withOldUntil(until);
        }
        return (one.oldUntil().isPresent() ? other : one).withOrigins(both(one, other));
    }

    private static List<CertificateOrigin> both(BundledCertificate one, BundledCertificate other) {
        List<CertificateOrigin> origins = new ArrayList<>(one.origins());
        origins.addAll(other.origins());
        return origins;
    }

    /**
     * The certificates.
     *
     * @return each once, in the order of their fingerprints; unmodifiable
     */
    public List<BundledCertificate> certificates() {
        return certificates;
    }

    /**
     * The certificates of one type.
     *
     * @param type the type
     * @return those with an origin of this type, in the order of their fingerprints; unmodifiable
     */
    public List<BundledCertificate> certificates(CertificateType type) {
        return certificates.stream().filter(each -> each.isOf(type)).toList();
    }

    /**
     * The certificate with this fingerprint.
     *
     * @param fingerprint the fingerprint
     * @return the certificate, if it is here
     */
    public Optional<BundledCertificate> certificate(Fingerprint fingerprint) {
        int from = 0;
        int to = certificates.size();
        while (from < to) {
            int middle = (from + to) / 2;
            BundledCertificate each = certificates.get(middle);
            int order = each.fingerprint().compareTo(fingerprint);
            if (order == 0) {
                return Optional.of(each);
            }
            if (order < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return Optional.empty();
    }

    /**
     * These certificates in the forms that other programs take: PEM, PKCS#12, JKS and a key store in memory. Such a file trusts
     * everything in it for whatever its reader uses it for; for one trust store of a cluster there is {@code TrustStores.export}. Each
     * certificate has for a name the node and the type of its first origin, and what is old, until when it is kept.
     *
     * <p>Source: certificates 4.4 (C24).
     *
     * @return the forms
     */
    public TrustStoreExport export() {
        return TrustStoreExport.of(certificates.stream()
                .map(each -> CertificateBag.of(each.certificate(), name(each)))
                .toList());
    }

    private static String name(BundledCertificate each) {
        CertificateOrigin first = each.origins().get(0);
        return Printable.of(first.source() + "_" + first.type()
                + each.oldUntil().map(until -> "_old_until_" + until).orElse(""));
    }

    /**
     * The certificates for people. Fingerprints are shortened to 16 digits.
     *
     * @return lines that end in a line feed
     */
    public String toText() {
        ReportText out = new ReportText().line("Bundle: " + ReportText.count(certificates.size(), "certificate"));
        if (!certificates.isEmpty()) {
            BundleText.describe(certificates, out.heading("Certificates"));
        }
        return out.toString();
    }

    /**
     * The certificates for programs.
     *
     * @return a JSON object on several lines; names may be added in later versions
     */
    public String toJson() {
        return Json.pretty(json());
    }

    Map<String, Object> json() {
        return Json.object(
                "certificates", certificates.stream().map(BundleText::json).toList());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CertificateBundle that && certificates.equals(that.certificates);
    }

    @Override
    public int hashCode() {
        return certificates.hashCode();
    }

    /** How many certificates there are. */
    @Override
    public String toString() {
        return "CertificateBundle[" + certificates.size() + " certificates]";
    }
}
