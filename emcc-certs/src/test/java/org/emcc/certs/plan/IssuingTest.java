package org.emcc.certs.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.emcc.certs.plan.Made.LATER;
import static org.emcc.certs.plan.Made.NOW;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.emcc.certs.internal.Issuing;
import org.junit.jupiter.api.Test;

class IssuingTest {
    private final Made made = new Made();
    private final Issuing issuing = new Issuing();
    private final X509Certificate root = made.ca("CN=root", 9, "CN=root", 9, 1, LATER);

    @Test
    void anIssuerIsACaThatSigned() {
        X509Certificate child = made.issued("CN=a.lab", 2, "CN=root", 9);

        assertThat(issuing.objection(root, child)).isEmpty();
        assertThat(issuing.objection(made.ca("CN=root", 8, "CN=root", 8, 1, LATER), child))
                .contains("did not sign it");
        assertThat(issuing.objection(
                        made.issued("CN=root", 3, NOW.minusSeconds(9), LATER, 9, "CN=root", 9, false), child))
                .contains("is no CA");
        assertThat(issuing.objection(child, root)).contains("is no CA");
        assertThat(issuing.objection(made.ca("CN=other", 9, "CN=other", 9, 4, LATER), child))
                .contains("did not issue it in a way that this platform accepts");
        assertThat(issuing.checked()).isEqualTo(3);
        assertThat(issuing.objection(root, child)).isEmpty();
        assertThat(issuing.checked()).as("it is remembered").isEqualTo(3);
    }

    /** One that says nothing of its key's use may sign; who says something must say that (RFC 5280 6.1.4 (n)). */
    @Test
    void anIssuerMaySignByItsKeyUsage() {
        X509Certificate child = made.issued("CN=a.lab", 2, "CN=root", 9);

        for (String may : List.of("000001000", "111111111", "000001")) {
            assertThat(issuing.objection(root(may, 9), child)).as(may).isEmpty();
        }
        int checked = issuing.checked();
        for (String mayNot : List.of("000000000", "111110111", "000000100", "11111", "")) {
            assertThat(issuing.objection(root(mayNot, 9), child))
                    .as(mayNot)
                    .contains("may not sign certificates by its key usage");
        }
        assertThat(issuing.checked()).as("no signature need be checked").isEqualTo(checked);
    }

    /** How many issuers there may be below an issuer is another question. */
    @Test
    void anIssuerOfNoOtherIssuersIsACa() {
        X509Certificate child = made.issued("CN=a.lab", 2, "CN=root", 9);

        assertThat(issuing.objection(root("000001000", 0), child)).isEmpty();
        assertThat(issuing.objection(root("000001000", -1), child)).contains("is no CA");
    }

    /** The root with other limits; its key usage is one digit for each bit. */
    private X509Certificate root(String usage, int constraints) {
        return new CountingCertificate(root, CountingCertificate.counts()) {
            private static final long serialVersionUID = 1L;

            @Override
            public boolean[] getKeyUsage() {
                boolean[] bits = new boolean[usage.length()];
                for (int i = 0; i < bits.length; i++) {
                    bits[i] = usage.charAt(i) == '1';
                }
                return bits;
            }

            @Override
            public int getBasicConstraints() {
                return constraints;
            }

            @Override
            public boolean equals(Object other) {
                return this == other;
            }

            @Override
            public int hashCode() {
                return System.identityHashCode(this);
            }
        };
    }

    /** What was issued stays issued. */
    @Test
    void datesAreNotLookedAt() {
        Instant from = Instant.parse("1999-01-01T00:00:00Z");
        X509Certificate past = made.issued("CN=past", 5, from, from.plusSeconds(9), 1, "CN=root", 9, false);
        X509Certificate gone = made.ca("CN=root", 9, "CN=root", 9, 6, NOW.minusSeconds(86_400L * 29));

        assertThat(issuing.objection(root, past)).isEmpty();
        assertThat(issuing.objection(gone, made.issued("CN=a.lab", 2, "CN=root", 9)))
                .isEmpty();
    }

    /** Providers fail on keys and signatures in ways that they do not tell. */
    @Test
    void whatMakesAProviderFailIsNotIssued() {
        X509Certificate failing =
                new CountingCertificate(made.issued("CN=a.lab", 2, "CN=root", 9), CountingCertificate.counts()) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public void verify(PublicKey key) {
                        throw new IllegalStateException("as a provider might");
                    }

                    @Override
                    public void verify(PublicKey key, String provider) {
                        throw new IllegalStateException("as a provider might");
                    }
                };

        assertThat(issuing.objection(root, failing)).contains("did not issue it in a way that this platform can check");
    }
}
