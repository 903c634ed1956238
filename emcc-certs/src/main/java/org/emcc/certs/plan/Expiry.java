package org.emcc.certs.plan;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.emcc.certs.internal.Json;
import org.emcc.certs.internal.ReportText;
import org.emcc.core.FindingSeverity;

/**
 * What breaks when one certificate expires.
 *
 * <p>Source: certificates 1.10; 4.4 (C12).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class Expiry {
    private final X509Certificate certificate;
    private final List<CertificateUse> uses;
    private final FindingSeverity severity;
    private final boolean past;
    private final List<String> atHome;
    private final List<ExpiryEffect> effects;

    Expiry(
            X509Certificate certificate,
            List<CertificateUse> uses,
            FindingSeverity severity,
            boolean past,
            List<String> atHome,
            List<ExpiryEffect> effects) {
        this.certificate = certificate;
        this.uses = List.copyOf(uses);
        this.severity = severity;
        this.past = past;
        this.atHome = List.copyOf(atHome);
        this.effects = List.copyOf(effects);
    }

    /**
     * The certificate.
     *
     * @return the certificate
     */
    public X509Certificate certificate() {
        return certificate;
    }

    /**
     * Until when it is valid, that second included.
     *
     * @return the instant
     */
    public Instant expires() {
        return certificate.getNotAfter().toInstant();
    }

    /**
     * Whose it is.
     *
     * @return what clusters state; none for a CA of which no cluster says anything; unmodifiable
     */
    public List<CertificateUse> uses() {
        return uses;
    }

    /**
     * How much it matters.
     *
     * @return {@link FindingSeverity#ERROR} when what is listed does not work any more, which is what counts unless {@link
     *     Expiries#withSeverity} says otherwise; of a certificate with several types the gravest
     */
    public FindingSeverity severity() {
        return severity;
    }

    /**
     * Whether it has happened.
     *
     * @return whether it had expired at the time of the analysis
     */
    public boolean isPast() {
        return past;
    }

    /**
     * What its own cluster feels.
     *
     * @return sentences; unmodifiable
     */
    public List<String> atHome() {
        return atHome;
    }

    /**
     * What pairs of clusters feel. A trust that also rests on other certificates, such as those of other nodes, may hold partly.
     *
     * @return the trusts, pair by pair; unmodifiable
     */
    public List<ExpiryEffect> effects() {
        return effects;
    }

    /**
     * The expiry for people.
     *
     * @return lines that end in a line feed
     */
    public String toText() {
        StringBuilder out = new StringBuilder();
        out.append(expires())
                .append(past ? "  EXPIRED  " : "  ")
                .append(CertificateUses.label(certificate))
                .append(": ")
                .append(CertificateUses.text(uses))
                .append(
                        severity == FindingSeverity.ERROR
                                ? ""
                                : " (" + severity.name().toLowerCase(Locale.ROOT) + " only)")
                .append('\n');
        atHome.forEach(each -> out.append("  at home: ").append(each).append('\n'));
        effects.forEach(each -> out.append("  ").append(each).append('\n'));
        return out.toString();
    }

    Map<String, Object> json() {
        return Json.object(
                "expires", expires(),
                "past", past,
                "severity", severity,
                "certificate", PlanJson.certificate(certificate),
                "uses", PlanJson.uses(uses),
                "atHome", atHome,
                "effects",
                        effects.stream()
                                .map(each -> Json.object(
                                        "trust", each.trust().name(),
                                        "visiting", each.visiting(),
                                        "home", each.home(),
                                        "before", each.before(),
                                        "after", each.after()))
                                .toList());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Expiry that
                && certificate.equals(that.certificate)
                && uses.equals(that.uses)
                && severity == that.severity
                && past == that.past
                && atHome.equals(that.atHome)
                && effects.equals(that.effects);
    }

    @Override
    public int hashCode() {
        return Objects.hash(certificate, uses, severity, past, atHome, effects);
    }

    /** The date, the subject and how many trusts it takes along. */
    @Override
    public String toString() {
        return "Expiry[" + expires() + ", " + CertificateUses.label(certificate) + ", "
                + ReportText.count(effects.size(), "effect") + "]";
    }
}
