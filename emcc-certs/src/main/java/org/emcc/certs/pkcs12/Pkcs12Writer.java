package org.emcc.certs.pkcs12;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.AuthenticatedSafe;
import org.bouncycastle.asn1.pkcs.CertBag;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedData;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.pkcs.SafeBag;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/**
 * Writes one file: one safe with all certificates in their order, each with the attribute by which Java's key store knows a
 * trusted certificate.
 *
 * <p>Source: certificates 2.1, 2.4 (why the attribute), 4.4 (C6: salts and vectors from the content).
 */
final class Pkcs12Writer {
    private static final ASN1ObjectIdentifier TRUSTED_KEY_USAGE =
            new ASN1ObjectIdentifier("2.16.840.1.113894.746875.1.1");
    private static final int SALT = 16;
    private static final int VECTOR = 16;
    private static final int KEY = 32;

    private final boolean encrypted;
    private final boolean mac;
    private final int iterations;
    private final FilePassword password;
    private final Derivations derivations = new Derivations();

    Pkcs12Writer(boolean encrypted, boolean mac, int iterations, FilePassword password) {
        this.encrypted = encrypted;
        this.mac = mac;
        this.iterations = iterations;
        this.password = password;
    }

    byte[] write(List<CertificateBag> bags) {
        ASN1EncodableVector all = new ASN1EncodableVector();
        for (CertificateBag bag : bags) {
            all.add(certificate(bag));
        }
        return write(new DERSequence(all));
    }

    /** Writes any safe; tests use it for content which this module does not write. */
    byte[] write(ASN1Encodable safeContents) {
        try {
            byte[] contents = der(safeContents);
            ContentInfo safe = encrypted ? encrypted(contents) : plain(contents);
            byte[] safes = der(new AuthenticatedSafe(new ContentInfo[] {safe}));
            return der(new Pfx(plain(safes), mac ? mac(safes) : null));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES, SHA-256 and PBKDF2 with it", e);
        } catch (IOException e) {
            throw new IllegalStateException("memory can be written", e);
        }
    }

    static SafeBag certificate(CertificateBag bag) {
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        bag.friendlyName()
                .ifPresent(name -> attributes.add(
                        attribute(PKCSObjectIdentifiers.pkcs_9_at_friendlyName, new DERBMPString(name))));
        attributes.add(attribute(TRUSTED_KEY_USAGE, KeyPurposeId.anyExtendedKeyUsage));
        return new SafeBag(
                PKCSObjectIdentifiers.certBag,
                new CertBag(PKCSObjectIdentifiers.x509Certificate, new DEROctetString(bag.encoded())),
                new DERSet(attributes));
    }

    private static DERSequence attribute(ASN1ObjectIdentifier type, ASN1Encodable value) {
        return new DERSequence(new ASN1Encodable[] {type, new DERSet(value)});
    }

    private static ContentInfo plain(byte[] contents) {
        return new ContentInfo(PKCSObjectIdentifiers.data, new DEROctetString(contents));
    }

    private ContentInfo encrypted(byte[] contents) throws GeneralSecurityException {
        byte[] salt = Derivations.fromContent("emcc pkcs12 salt", contents, SALT);
        byte[] vector = Derivations.fromContent("emcc pkcs12 vector", contents, VECTOR);
        byte[] key = derivations.pbkdf2(password, HashFunction.SHA_256, salt, iterations, KEY);
        byte[] secret = Encryption.run("AES", Cipher.ENCRYPT_MODE, key, new IvParameterSpec(vector), contents);
        AlgorithmIdentifier prf = new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE);
        PBES2Parameters parameters = new PBES2Parameters(
                new KeyDerivationFunc(PKCSObjectIdentifiers.id_PBKDF2, new PBKDF2Params(salt, iterations, KEY, prf)),
                new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(vector)));
        return new ContentInfo(
                PKCSObjectIdentifiers.encryptedData,
                new EncryptedData(
                        PKCSObjectIdentifiers.data,
                        new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, parameters),
                        new DEROctetString(secret)));
    }

    private MacData mac(byte[] safes) throws GeneralSecurityException {
        byte[] salt = Derivations.fromContent("emcc pkcs12 mac salt", safes, SALT);
        byte[] digest = Integrity.compute(
                HashFunction.SHA_256,
                salt,
                iterations,
                Derivations.oldForms(password).get(0),
                safes,
                derivations);
        return new MacData(
                new DigestInfo(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE), digest),
                salt,
                iterations);
    }

    private static byte[] der(ASN1Encodable value) throws IOException {
        return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
    }
}
