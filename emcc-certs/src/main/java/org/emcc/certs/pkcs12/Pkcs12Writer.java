package org.emcc.certs.pkcs12;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.AuthenticatedSafe;
import org.bouncycastle.asn1.pkcs.CertBag;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedData;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PBMAC1Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.pkcs.SafeBag;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.jspecify.annotations.Nullable;

/**
 * Writes one file: one safe with all certificates in their order, each with the attribute by which Java's key store knows a
 * trusted certificate.
 *
 * <p>Source: certificates 2.1, 2.4 (why the attribute), 4.4 (C6: salts and vectors from the content).
 */
final class Pkcs12Writer {
    private static final ASN1ObjectIdentifier TRUSTED_KEY_USAGE =
            new ASN1ObjectIdentifier("2.16.840.1.113894.746875.1.1");
    private static final int VECTOR = 16;
    private static final int KEY = 32;
    /** RFC 9879: the old fields of a MAC are there and are not used. */
    private static final byte[] NOT_USED = "NOT USED".getBytes(StandardCharsets.US_ASCII);

    private final Pkcs12Profile.Cover cover;
    private final Pkcs12Profile.Seal seal;
    private final int iterations;
    private final int saltOctets;
    private final FilePassword password;
    private final Derivations derivations;

    Pkcs12Writer(Pkcs12Profile profile, FilePassword password) {
        this(profile, profile.iterations(), password);
    }

    /** Writes by a profile with another count of iterations. */
    Pkcs12Writer(Pkcs12Profile profile, int iterations, FilePassword password) {
        this(profile.cover(), profile.seal(), iterations, profile.saltOctets(), password);
    }

    Pkcs12Writer(
            Pkcs12Profile.Cover cover, Pkcs12Profile.Seal seal, int iterations, int saltOctets, FilePassword password) {
        this(cover, seal, iterations, saltOctets, password, new Derivations());
    }

    Pkcs12Writer(
            Pkcs12Profile.Cover cover,
            Pkcs12Profile.Seal seal,
            int iterations,
            int saltOctets,
            FilePassword password,
            Derivations derivations) {
        this.cover = cover;
        this.seal = seal;
        this.iterations = iterations;
        this.saltOctets = saltOctets;
        this.password = password;
        this.derivations = derivations;
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
            ContentInfo safe = safe(contents);
            byte[] safes = der(new AuthenticatedSafe(new ContentInfo[] {safe}));
            return der(new Pfx(plain(safes), mac(safes)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platforms this runs on have AES, triple DES, SHA and PBKDF2", e);
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

    private ContentInfo safe(byte[] contents) throws GeneralSecurityException {
        return switch (cover) {
            case NONE -> plain(contents);
            case AES_256 -> modern(contents);
            case TRIPLE_DES -> old(contents);
        };
    }

    private byte[] salt(String use, byte[] content) {
        return Derivations.fromContent(use, content, saltOctets);
    }

    private ContentInfo modern(byte[] contents) throws GeneralSecurityException {
        byte[] salt = salt("emcc pkcs12 salt", contents);
        byte[] vector = Derivations.fromContent("emcc pkcs12 vector", contents, VECTOR);
        byte[] key = derivations.pbkdf2(password, HashFunction.SHA_256, salt, iterations, KEY);
        byte[] secret;
        try {
            secret = Encryption.run(
                    Encryption.BlockCipher.AES,
                    Cipher.ENCRYPT_MODE,
                    key,
                    new IvParameterSpec(vector),
                    Slice.of(contents));
        } finally {
            Derivations.wipe(key);
        }
        PBES2Parameters parameters = new PBES2Parameters(
                pbkdf2(salt), new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(vector)));
        return encrypted(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, parameters), secret);
    }

    private KeyDerivationFunc pbkdf2(byte[] salt) {
        return new KeyDerivationFunc(
                PKCSObjectIdentifiers.id_PBKDF2, new PBKDF2Params(salt, iterations, KEY, hmacWithSha256()));
    }

    private static AlgorithmIdentifier hmacWithSha256() {
        return new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE);
    }

    private ContentInfo old(byte[] contents) throws GeneralSecurityException {
        byte[] salt = salt("emcc pkcs12 salt", contents);
        ASN1ObjectIdentifier id = PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC;
        byte[] form = form();
        byte[] secret;
        try {
            secret = new Encryption.Old(Encryption.OldCipher.DES_EDE3, Slice.of(salt), iterations)
                    .run(Cipher.ENCRYPT_MODE, form, Slice.of(contents), derivations);
        } finally {
            Derivations.wipe(form);
        }
        return encrypted(new AlgorithmIdentifier(id, new PKCS12PBEParams(salt, iterations)), secret);
    }

    /** What the old derivation makes of the password; the caller wipes it. */
    private byte[] form() {
        List<byte[]> forms = Derivations.oldForms(password);
        forms.stream().skip(1).forEach(Derivations::wipe);
        return forms.get(0);
    }

    private static ContentInfo encrypted(AlgorithmIdentifier algorithm, byte[] secret) {
        return new ContentInfo(
                PKCSObjectIdentifiers.encryptedData,
                new EncryptedData(PKCSObjectIdentifiers.data, algorithm, new DEROctetString(secret)));
    }

    private @Nullable MacData mac(byte[] safes) throws GeneralSecurityException {
        return switch (seal) {
            case NONE -> null;
            case SHA_1 -> mac(safes, HashFunction.SHA_1, OIWObjectIdentifiers.idSHA1);
            case SHA_256 -> mac(safes, HashFunction.SHA_256, NISTObjectIdentifiers.id_sha256);
            case PBMAC1 -> pbmac1(safes);
        };
    }

    private MacData mac(byte[] safes, HashFunction hash, ASN1ObjectIdentifier id) throws GeneralSecurityException {
        byte[] salt = salt("emcc pkcs12 mac salt", safes);
        byte[] form = form();
        byte[] digest;
        try {
            digest = Integrity.Old.compute(hash, salt, iterations, form, Slice.of(safes), derivations);
        } finally {
            Derivations.wipe(form);
        }
        return new MacData(new DigestInfo(new AlgorithmIdentifier(id, DERNull.INSTANCE), digest), salt, iterations);
    }

    private MacData pbmac1(byte[] safes) throws GeneralSecurityException {
        byte[] salt = salt("emcc pkcs12 mac salt", safes);
        byte[] key = derivations.pbkdf2(password, HashFunction.SHA_256, salt, iterations, KEY);
        byte[] digest;
        try {
            digest = Integrity.hmac(HashFunction.SHA_256, key, Slice.of(safes));
        } finally {
            Derivations.wipe(key);
        }
        AlgorithmIdentifier algorithm = new AlgorithmIdentifier(
                PKCSObjectIdentifiers.id_PBMAC1,
                new PBMAC1Params(AlgorithmIdentifier.getInstance(pbkdf2(salt)), hmacWithSha256()));
        return new MacData(new DigestInfo(algorithm, digest), NOT_USED, 1);
    }

    private static byte[] der(ASN1Encodable value) throws IOException {
        return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
    }
}
