package org.emcc.certs.pkcs12;

import java.util.List;
import java.util.Objects;
import org.emcc.core.Decoded;

/**
 * The certificates of one PKCS#12 file, in the order of their bags.
 *
 * <p>The reader takes certificates and nothing else. Private keys and secrets are named as problems and never opened; bags
 * and attributes of other kinds are passed over, unknown bags with a problem, and are not written again. Three bags with one
 * friendly name are three certificates, and safes inside safes are walked.
 *
 * <p>Read are safes that are plain, encrypted by PBES2 (PBKDF2 with HMAC of SHA-1 or SHA-2, or scrypt; AES in CBC or GCM mode,
 * or triple DES) or by one of the six old encryptions of PKCS#12 (triple DES, RC2, RC4); a MAC of SHA-1 or SHA-2, PBMAC1 with
 * PBKDF2, or none; DER and BER. Not read is what is protected by public keys (signed and enveloped data): its password would be
 * a private key.
 *
 * <p>Neither reading nor writing makes or registers a security provider; keys are derived and ciphers run by those that the
 * platform has.
 *
 * <p>Source: certificates 2.1 to 2.6, 4.4 (C1 to C6, C18, C20, C21).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class CertificateFile {
    private final List<CertificateBag> bags;

    private CertificateFile(List<CertificateBag> bags) {
        this.bags = bags;
    }

    /**
     * A file of these bags.
     *
     * @param bags the bags, in the order of the file; may be none
     * @return the file
     */
    public static CertificateFile of(List<CertificateBag> bags) {
        return new CertificateFile(List.copyOf(bags));
    }

    /**
     * Reads a file. It is refused as a whole when it is not PKCS#12 of version 3, breaks a limit, its MAC does not fit or cannot be checked, or
     * not one of its safes can be opened; everything less is a problem beside the certificates that could be read. The
     * position of a problem is {@code file}, {@code safes}, {@code MAC}, {@code safe 2}, or {@code safe 2 bag 3.1} for the
     * first bag inside the third.
     *
     * @param file the octets of the file
     * @param password the password; any where the file is neither encrypted nor has a MAC
     * @param limits what to put up with
     * @return the certificates with the problems beside them, or the reasons of the refusal; no problem holds the password
     */
    public static Decoded<CertificateFile> decode(byte[] file, FilePassword password, Pkcs12Limits limits) {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(limits, "limits");
        return Pkcs12Reader.read(file, password, limits, new Derivations());
    }

    /**
     * Says which certificates a file holds, and opens none of them: several times as fast as {@link #decode}, for whoever compares
     * files. It refuses what {@link #decode} refuses, with the same problems but for those of a certificate that is one ASN.1
     * sequence and yet no X.509 certificate: that is counted among the others here.
     *
     * @param file the octets of the file
     * @param password the password; any where the file is neither encrypted nor has a MAC
     * @param limits what to put up with
     * @return the fingerprints in the order of the bags, with the problems beside them, or the reasons of the refusal
     */
    public static Decoded<List<Fingerprint>> fingerprints(byte[] file, FilePassword password, Pkcs12Limits limits) {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(limits, "limits");
        return Pkcs12Reader.fingerprints(file, password, limits);
    }

    /**
     * Reads a file in strict mode: whatever {@link #decode} has to tell is thrown, a problem beside good certificates too, so
     * that nothing of a file is passed over unseen: not a private key, not a certificate that cannot be read, not bytes behind
     * the end. Readers of other formats throw only when there is no value; here a value may be a part. To put up with problems,
     * call {@link #decode} and look at them.
     *
     * @param file the octets of the file
     * @param password the password; any where the file is neither encrypted nor has a MAC
     * @param limits what to put up with
     * @return the certificates
     * @throws CertificateFormatException when {@link #decode} has any problem to tell
     */
    public static CertificateFile decodeOrThrow(byte[] file, FilePassword password, Pkcs12Limits limits) {
        Decoded<CertificateFile> decoded = decode(file, password, limits);
        if (!decoded.problems().isEmpty()) {
            throw new CertificateFormatException(decoded.problems());
        }
        return decoded.value().orElseThrow();
    }

    /**
     * The bags, in the order of the file.
     *
     * @return the bags; unmodifiable
     */
    public List<CertificateBag> bags() {
        return bags;
    }

    /**
     * Writes a file. The same bags in the same order with the same profile and password give the same octets, everywhere and
     * always: salts and initial vectors are digests of the content. That is harmless here, because certificates are
     * public; it would not be for keys, which this module does not write. Every bag has the attribute by which Java's key
     * store knows a trusted certificate. The order of the bags is that of the file; {@link TrustStoreExport} sorts them, so that
     * the same set gives the same octets.
     *
     * @param profile how to protect the file
     * @param password the password; not used by {@link Pkcs12Profile#PLAIN}
     * @return the octets, in DER
     */
    public byte[] encode(Pkcs12Profile profile, FilePassword password) {
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(password, "password");
        return new Pkcs12Writer(profile, password).write(bags);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CertificateFile that && bags.equals(that.bags);
    }

    @Override
    public int hashCode() {
        return bags.hashCode();
    }

    @Override
    public String toString() {
        return "CertificateFile" + bags;
    }
}
