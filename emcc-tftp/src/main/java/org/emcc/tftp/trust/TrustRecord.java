package org.emcc.tftp.trust;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.Problem;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * A record of a trust list: a certificate in one role. A certificate with several roles has several records; short records with
 * a name, a role and an address only exist too.
 *
 * <p>All parts may be absent in a list that was read. The key and the certificate are looked into only when asked for.
 *
 * <p>Source: phone-config-files 6.5.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class TrustRecord {
    /** The most bytes of a record: its length has 16 bits. */
    public static final int MAX_BYTES = 0xFFFF;

    static final int LENGTH = 1;
    static final int DNS_NAME = 2;
    static final int SUBJECT = 3;
    static final int ROLE = 4;
    static final int ISSUER = 5;
    static final int SERIAL = 6;
    static final int PUBLIC_KEY = 7;
    static final int SIGNATURE = 8;
    static final int CERTIFICATE = 9;
    static final int ADDRESS = 10;
    static final int HASH = 11;

    private static final int LENGTH_BYTES = 5;
    private static final int HASH_BYTES = 20;

    private final List<TlvElement> elements;

    private TrustRecord(List<TlvElement> elements) {
        this.elements = elements;
    }

    /** Reads the record that begins at an offset. */
    static TrustRecord read(byte[] list, int at) throws Malformed {
        if (list.length - at < LENGTH_BYTES || list[at] != LENGTH || TlvReader.number16(list, at + 1) != 2) {
            throw new Malformed(at, "a record must begin with its length (tag 1, two bytes)");
        }
        int length = TlvReader.number16(list, at + 3);
        if (length < LENGTH_BYTES || length > list.length - at) {
            throw new Malformed(
                    at,
                    "length of a record must be from " + LENGTH_BYTES + " to the " + (list.length - at)
                            + " bytes that are left, but is " + length);
        }
        return new TrustRecord(TlvReader.record(list, at, at + length));
    }

    /** What in this record is not as the rules say, though it was read. */
    void check(List<Problem> problems) {
        for (int tag : new int[] {DNS_NAME, SUBJECT, ISSUER}) {
            element(tag)
                    .filter(element -> !element.endsAsText())
                    .ifPresent(element -> problems.add(new Problem(
                            Malformed.where(element.at()),
                            "text must have one NUL, at its end; what is before the first is read")));
        }
        odd(ROLE, "role", 2, problems);
        odd(ADDRESS, "address", 4, problems);
        odd(HASH, "certificate hash", HASH_BYTES, problems);
    }

    private void odd(int tag, String what, int bytes, List<Problem> problems) {
        element(tag)
                .filter(element -> element.length() != bytes)
                .ifPresent(element -> problems.add(new Problem(
                        Malformed.where(element.at()),
                        what + " must have " + bytes + " bytes, but has " + element.length() + " and is not read")));
    }

    /**
     * Begins a record.
     *
     * @param role what the certificate may be used for
     * @return the beginning
     */
    public static Builder builder(TrustRole role) {
        return new Builder(role);
    }

    private Optional<TlvElement> element(int tag) {
        return elements.stream().filter(element -> element.tag() == tag).findFirst();
    }

    private Optional<String> text(int tag) {
        return element(tag).map(TlvElement::text);
    }

    /**
     * The name of the node.
     *
     * @return the DNS name, if there is one
     */
    public Optional<String> dnsName() {
        return text(DNS_NAME);
    }

    /**
     * The name of the certificate.
     *
     * @return the name as the list has it, if there is one
     */
    public Optional<String> subject() {
        return text(SUBJECT);
    }

    /**
     * What it may be used for.
     *
     * @return the role, known or not, if there is one
     */
    public Optional<TrustRole> role() {
        return element(ROLE).flatMap(element -> element.number(2)).map(number -> new TrustRole(number.intValue()));
    }

    /**
     * Whether it has a role.
     *
     * @param role the role
     * @return whether it is this one
     */
    public boolean hasRole(TrustRole role) {
        Objects.requireNonNull(role, "role");
        return role().filter(role::equals).isPresent();
    }

    /**
     * What signatures refer to it by.
     *
     * @return subject, issuer and serial number; empty when issuer or serial number is absent
     */
    public Optional<SignerId> id() {
        Optional<String> issuer = text(ISSUER);
        Optional<TlvElement> serial = element(SERIAL);
        return issuer.isEmpty() || serial.isEmpty()
                ? Optional.empty()
                : Optional.of(new SignerId(
                        subject().orElse(""),
                        issuer.get(),
                        new BigInteger(1, serial.get().value())));
    }

    /**
     * The key: that of its own element, else that of the certificate. Curves are known by the length of the point: P-256, P-384
     * and P-521.
     *
     * @return the key; empty when there is none, when it cannot be read, or when element and certificate contradict each other
     */
    public Optional<PublicKey> key() {
        Optional<PublicKey> own = element(PUBLIC_KEY).flatMap(element -> Keys.decode(element.value()));
        if (element(CERTIFICATE).isEmpty()) {
            return own;
        }
        Optional<PublicKey> certified = certificate().map(X509Certificate::getPublicKey);
        boolean agrees = element(PUBLIC_KEY).isEmpty()
                || (own.isPresent() && certified.isPresent() && Keys.same(own.get(), certified.get()));
        return agrees ? certified : Optional.empty();
    }

    /**
     * The certificate.
     *
     * @return the certificate; empty when there is none or it cannot be read
     */
    public Optional<X509Certificate> certificate() {
        return element(CERTIFICATE).flatMap(element -> Keys.certificate(element.value()));
    }

    /** What in this record is not what its certificate says. */
    Optional<String> contradiction() {
        Optional<TlvElement> der = element(CERTIFICATE);
        if (der.isEmpty()) {
            return Optional.empty();
        }
        Optional<TlvElement> hash = element(HASH).filter(element -> element.length() == HASH_BYTES);
        if (hash.isPresent()
                && !Arrays.equals(
                        hash.get().value(), FileDigest.SHA_1.hash(der.get().value()))) {
            return Optional.of("hash must be the SHA-1 of the certificate, but is another");
        }
        Optional<SignerId> id = id();
        return id.isPresent()
                        && certificate()
                                .filter(own -> !SignerId.of(own).matches(id.get()))
                                .isPresent()
                ? Optional.of("issuer and serial number must be those of the certificate, but are others")
                : Optional.empty();
    }

    /**
     * The address of the node.
     *
     * @return the IPv4 address, if there is one
     */
    public Optional<InetAddress> address() {
        return element(ADDRESS).filter(element -> element.length() == 4).map(element -> {
            try {
                return InetAddress.getByAddress(element.value());
            } catch (UnknownHostException e) {
                throw new IllegalStateException("four bytes are an address", e);
            }
        });
    }

    /**
     * All elements, known or not.
     *
     * @return the elements in order, the length first; unmodifiable
     */
    public List<TlvElement> elements() {
        return elements;
    }

    /**
     * The record as it stands in a list.
     *
     * @return a new array
     */
    public byte[] encode() {
        return Bytes.join(elements);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrustRecord that && elements.equals(that.elements);
    }

    @Override
    public int hashCode() {
        return elements.hashCode();
    }

    /** The role and the name. */
    @Override
    public String toString() {
        return "TrustRecord[" + role().map(TrustRole::toString).orElse("no role") + ", \""
                + Require.clip(subject().or(this::dnsName).orElse("")) + "\"]";
    }

    /**
     * Makes a record, its elements in the order of the product.
     *
     * @threadsafety not thread-safe
     * @since 0.1.0
     */
    public static final class Builder {
        private final TrustRole role;
        private @Nullable String dnsName;
        private @Nullable X509Certificate certificate;
        private @Nullable Inet4Address address;

        private Builder(TrustRole role) {
            this.role = Objects.requireNonNull(role, "role");
        }

        /**
         * Names the node.
         *
         * @param dnsName 1 to 255 characters
         * @return this
         * @throws IllegalArgumentException when the limit is broken
         */
        public Builder dnsName(String dnsName) {
            this.dnsName = Require.text(dnsName, "DNS name in a trust list", 255);
            return this;
        }

        /**
         * Puts in a certificate, with its names, number, key and signature.
         *
         * @param certificate for RSA or an elliptic curve
         * @return this
         */
        public Builder certificate(X509Certificate certificate) {
            this.certificate = Objects.requireNonNull(certificate, "certificate");
            return this;
        }

        /**
         * Says where the node is.
         *
         * @param address its address
         * @return this
         */
        public Builder address(Inet4Address address) {
            this.address = Objects.requireNonNull(address, "address");
            return this;
        }

        /**
         * Builds it.
         *
         * @return the record
         * @throws IllegalArgumentException when it would have more than {@link TrustRecord#MAX_BYTES} bytes, or the certificate
         *     has a key of another kind or cannot be encoded
         */
        public TrustRecord build() {
            List<TlvElement> parts = new ArrayList<>();
            if (dnsName != null) {
                parts.add(TlvElement.text(DNS_NAME, "DNS name in a trust list", dnsName));
            }
            SignerId id = certificate == null ? null : SignerId.of(certificate);
            if (id != null) {
                parts.add(TlvElement.text(SUBJECT, "subject in a trust list", id.subject()));
            }
            parts.add(TlvElement.number(ROLE, 2, role.value()));
            if (id != null && certificate != null) {
                parts.add(TlvElement.text(ISSUER, "issuer in a trust list", id.issuer()));
                parts.add(TlvElement.of(SERIAL, id.serialBytes()));
                parts.add(TlvElement.of(PUBLIC_KEY, Keys.encode(certificate.getPublicKey())));
                parts.add(TlvElement.of(SIGNATURE, certificate.getSignature()));
                parts.add(TlvElement.of(CERTIFICATE, encoded(certificate)));
            }
            if (address != null) {
                parts.add(TlvElement.of(ADDRESS, address.getAddress()));
            }
            int length = LENGTH_BYTES + Bytes.join(parts).length;
            Require.range(length, "number of bytes in a record of a trust list", LENGTH_BYTES, MAX_BYTES);
            parts.add(0, TlvElement.number(LENGTH, 2, length));
            return new TrustRecord(List.copyOf(parts));
        }

        private static byte[] encoded(X509Certificate certificate) {
            try {
                return certificate.getEncoded();
            } catch (CertificateEncodingException e) {
                throw new IllegalArgumentException("certificate of a trust list must have an encoding", e);
            }
        }
    }
}
