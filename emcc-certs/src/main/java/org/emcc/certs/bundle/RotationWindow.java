package org.emcc.certs.bundle;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.emcc.certs.pkcs12.Fingerprint;

/**
 * How long a consolidation keeps the certificate of a node that has another now, so that both are trusted while the new one
 * makes its way. Without a window, what comes out of a consolidation is a function of the STORE files alone; with one, also of
 * the consolidation before and of the time.
 *
 * <p>Only a certificate in whose place another came is kept: those of a retired node go at once. A trust store of the product
 * has room for one certificate of a subject: there the newer takes the place of the old one all the same.
 *
 * <p>Source: certificates 4.4 (C23), 1.6 (rule 1).
 *
 * @threadsafety thread-safe when the clock is
 * @since 0.1.0
 */
public final class RotationWindow {
    private final Duration length;
    private final Clock clock;

    private RotationWindow(Duration length, Clock clock) {
        this.length = length;
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * A window of this length.
     *
     * @param length how long an old certificate is kept; one second or more, fractions are cut off
     * @param clock says when a consolidation finds that a certificate is old
     * @return the window
     * @throws IllegalArgumentException when it is less
     */
    public static RotationWindow of(Duration length, Clock clock) {
        if (length.toSeconds() < 1) {
            throw new IllegalArgumentException("rotation window must be one second or more, but is " + length);
        }
        return new RotationWindow(length.truncatedTo(ChronoUnit.SECONDS), clock);
    }

    /**
     * Adds the certificates to be kept. Those that are old for the first time are kept until a window's length from now; those
     * that were old before, until the time said then.
     *
     * @param previous the certificates before
     * @param current the certificates now
     * @return the current ones, and those old ones whose time has not come
     */
    public CertificateBundle keep(CertificateBundle previous, CertificateBundle current) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Set<Fingerprint> replaced = new HashSet<>();
        for (BundleChange change :
                BundleDiff.between(inUse(previous), inUse(current)).changes()) {
            if (change.kind().isReplacement()) {
                replaced.add(change.before().orElseThrow().fingerprint());
            }
        }
        List<BundledCertificate> all = new ArrayList<>(current.certificates());
        for (BundledCertificate each : previous.certificates()) {
            if (current.certificate(each.fingerprint()).isPresent()) {
                continue;
            }
            if (each.oldUntil().isPresent()) {
                if (each.oldUntil().orElseThrow().isAfter(now)) {
                    all.add(each);
                }
            } else if (replaced.contains(each.fingerprint())) {
                all.add(each.withOldUntil(now.plus(length)));
            }
        }
        return CertificateBundle.of(all);
    }

    private static CertificateBundle inUse(CertificateBundle bundle) {
        return CertificateBundle.of(bundle.certificates().stream()
                .filter(each -> each.oldUntil().isEmpty())
                .toList());
    }

    @Override
    public String toString() {
        return "RotationWindow[" + length + "]";
    }
}
