package org.emcc.certs.trust;

import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javax.security.auth.x500.X500Principal;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.core.internal.CertificateNames;

/**
 * By which rules an import goes: which type lands in which stores, and when two certificates are of one entity.
 *
 * <p>Source: certificates 1.6.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class ImportRules {
    /**
     * The table of certificates 1.6, and the whole subject compared. A CAPF certificate lands in {@code CallManager-trust}:
     * it is there that the certificates of visiting phones are checked.
     */
    public static final ImportRules DEFAULTS = new ImportRules(
            Map.of(
                    CertificateType.TOMCAT, List.of(TrustStoreName.TOMCAT_TRUST),
                    CertificateType.TOMCAT_ECDSA, List.of(TrustStoreName.TOMCAT_TRUST),
                    CertificateType.TFTP, List.of(TrustStoreName.CALL_MANAGER_TRUST, TrustStoreName.PHONE_SAST_TRUST),
                    CertificateType.ITL_RECOVERY,
                            List.of(TrustStoreName.CALL_MANAGER_TRUST, TrustStoreName.PHONE_SAST_TRUST),
                    CertificateType.CAPF, List.of(TrustStoreName.CALL_MANAGER_TRUST)),
            NameComparison.SUBJECT);

    private final Map<CertificateType, List<TrustStoreName>> targets;
    private final NameComparison comparison;

    private ImportRules(Map<CertificateType, List<TrustStoreName>> targets, NameComparison comparison) {
        this.targets = Map.copyOf(targets);
        this.comparison = Objects.requireNonNull(comparison, "comparison");
    }

    /**
     * A copy in which a type lands elsewhere.
     *
     * @param type the type
     * @param stores where it lands; none to have it imported nowhere
     * @return the copy
     */
    public ImportRules with(CertificateType type, List<TrustStoreName> stores) {
        Map<CertificateType, List<TrustStoreName>> copy = new HashMap<>(targets);
        copy.put(type, List.copyOf(stores));
        return new ImportRules(copy, comparison);
    }

    /**
     * A copy that compares otherwise.
     *
     * @param other when two certificates are of one entity
     * @return the copy
     */
    public ImportRules with(NameComparison other) {
        return new ImportRules(targets, other);
    }

    /**
     * Where a type lands.
     *
     * @param type the type
     * @return the stores; none when the table does not know the type; unmodifiable
     */
    public List<TrustStoreName> storesOf(CertificateType type) {
        return targets.getOrDefault(type, List.of());
    }

    /**
     * What two certificates of one entity have in common: a store has room for one certificate of each.
     *
     * @param certificate a certificate
     * @return a text for comparison, equal for two certificates when, and only when, they are of one entity; whoever made the
     *     certificate chose what stands in it, control characters and any length
     */
    public String entity(X509Certificate certificate) {
        X500Principal subject = certificate.getSubjectX500Principal();
        List<String> names =
                comparison == NameComparison.COMMON_NAME ? CertificateNames.commonNames(subject) : List.of();
        return names.isEmpty()
                ? "subject " + subject.getName(X500Principal.CANONICAL)
                : "common name " + names.get(0).strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ImportRules that && targets.equals(that.targets) && comparison == that.comparison;
    }

    @Override
    public int hashCode() {
        return Objects.hash(targets, comparison);
    }

    @Override
    public String toString() {
        return "ImportRules[" + targets + ", " + comparison + "]";
    }
}
