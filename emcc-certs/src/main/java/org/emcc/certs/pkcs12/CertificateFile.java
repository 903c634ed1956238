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
 * <p>Read are: safes that are plain, encrypted by PBES2 (PBKDF2 with HMAC of SHA-1 or SHA-2, AES or triple DES in CBC mode)
 * or by the old triple-DES and RC2 encryptions of PKCS#12; a MAC of SHA-1 or SHA-2, or none; DER and BER. Not yet read are
 * PBMAC1, scrypt, RC4 and public-key integrity.
 *
 * <p>Source: certificates 2.1 to 2.6, 4.4 (C1 to C6, C18, C20).
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
     * Reads a file. It is refused as a whole when it is not PKCS#12 of version 3, breaks a limit, its MAC does not fit, or
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
     * Reads a file and puts up with nothing: also a problem beside good certificates is thrown.
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
     * store knows a trusted certificate.
     *
     * @param profile how to protect the file
     * @param password the password; not used by {@link Pkcs12Profile#PLAIN}
     * @return the octets, in DER
     */
    public byte[] encode(Pkcs12Profile profile, FilePassword password) {
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(password, "password");
        return new Pkcs12Writer(profile.isEncrypted(), profile.hasMac(), Pkcs12Profile.ITERATIONS, password)
                .write(bags);
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
