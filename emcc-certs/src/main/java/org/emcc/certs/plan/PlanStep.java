package org.emcc.certs.plan;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.internal.Printable;
import org.emcc.certs.pkcs12.Fingerprint;
import org.emcc.certs.trust.TrustStoreName;

/**
 * What an import would do with one certificate in one store, and why.
 *
 * <p>Source: certificates 1.6.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class PlanStep {
    private final TrustStoreName store;
    private final PlanVerdict verdict;
    private final X509Certificate certificate;
    private final List<CertificateType> types;
    private final List<CertificateUse> uses;
    private final List<X509Certificate> replaced;
    private final String reason;
    private final String section;

    PlanStep(
            TrustStoreName store,
            PlanVerdict verdict,
            X509Certificate certificate,
            List<CertificateType> types,
            List<CertificateUse> uses,
            List<X509Certificate> replaced,
            String reason,
            String section) {
        this.store = store;
        this.verdict = verdict;
        this.certificate = certificate;
        this.types = List.copyOf(types);
        this.uses = List.copyOf(uses);
        this.replaced = List.copyOf(replaced);
        this.reason = Printable.of(reason);
        this.section = section;
    }

    /**
     * The store.
     *
     * @return its name
     */
    public TrustStoreName store() {
        return store;
    }

    /**
     * What would be done.
     *
     * @return the verdict
     */
    public PlanVerdict verdict() {
        return verdict;
    }

    /**
     * The certificate.
     *
     * @return the certificate that is imported, or for an orphan the one that stays
     */
    public X509Certificate certificate() {
        return certificate;
    }

    /**
     * By which types it lands in this store.
     *
     * @return the types, in the order of work; none for an orphan; unmodifiable
     */
    public List<CertificateType> types() {
        return types;
    }

    /**
     * Whose it is.
     *
     * @return what the clusters of the exchange state; none when none of them states it; unmodifiable
     */
    public List<CertificateUse> uses() {
        return uses;
    }

    /**
     * The certificates that give way.
     *
     * @return what is there now, for {@link PlanVerdict#REPLACE} only; several only when common names are compared; unmodifiable
     */
    public List<X509Certificate> replaced() {
        return replaced;
    }

    /**
     * Why.
     *
     * @return one plain sentence, in one line
     */
    public String reason() {
        return reason;
    }

    /**
     * By which section of the notes.
     *
     * @return such as {@code certificates 1.6}
     */
    public String section() {
        return section;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PlanStep that
                && store.equals(that.store)
                && verdict == that.verdict
                && certificate.equals(that.certificate)
                && types.equals(that.types)
                && uses.equals(that.uses)
                && replaced.equals(that.replaced)
                && reason.equals(that.reason)
                && section.equals(that.section);
    }

    @Override
    public int hashCode() {
        return Objects.hash(store, verdict, certificate, types, uses, replaced, reason, section);
    }

    /** Store, verdict, subject, fingerprint and reason. */
    @Override
    public String toString() {
        return Printable.of(store.value()) + ": " + verdict.words() + " " + CertificateUses.label(certificate) + " ("
                + Fingerprint.of(certificate) + "): " + reason;
    }
}
