package org.emcc.certs.pkcs12;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.RC2ParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;

/** How one safe is encrypted, read from its algorithm identifier before any key is derived. Source: certificates 2.2. */
sealed interface Encryption {
    /** The hash iterations that {@link #decrypt} runs at most. */
    long work(FilePassword password);

    /**
     * The content; of several forms of the password that of the first which gives something that fits. That it can be decrypted
     * says little: another key leaves a valid padding once in 256 times.
     *
     * @param forms what the old derivation may have made of the password
     * @param fits what decrypted content must be
     */
    byte[] decrypt(
            Slice content, FilePassword password, List<byte[]> forms, Predicate<byte[]> fits, Derivations derivations)
            throws GeneralSecurityException;

    /**
     * Reads an algorithm identifier. May throw what the ASN.1 library throws on malformed input: see {@link Guard}.
     */
    static Encryption of(AlgorithmIdentifier algorithm, String where, Pkcs12Limits limits) throws MalformedException {
        ASN1ObjectIdentifier id = algorithm.getAlgorithm();
        if (PKCSObjectIdentifiers.id_PBES2.equals(id)) {
            return Modern.of(PBES2Parameters.getInstance(algorithm.getParameters()), where, limits);
        }
        OldCipher cipher = OldCipher.BY_ID.get(id);
        if (cipher == null) {
            throw new MalformedException(where, "is encrypted by " + id.getId() + ", which is not supported");
        }
        PKCS12PBEParams parameters = PKCS12PBEParams.getInstance(algorithm.getParameters());
        return new Old(
                cipher,
                Guard.salt(parameters.getIV(), where, limits),
                Guard.iterations(parameters.getIterations(), where, limits));
    }

    /** PBES2: a derivation of a key, and AES or triple DES. */
    record Modern(KeyDerivation derivation, BlockCipher cipher, AlgorithmParameterSpec parameters)
            implements Encryption {
        static Modern of(PBES2Parameters parameters, String where, Pkcs12Limits limits) throws MalformedException {
            KeyDerivation derivation = KeyDerivation.of(parameters.getKeyDerivationFunc(), where, limits);
            EncryptionScheme scheme = parameters.getEncryptionScheme();
            BlockCipher cipher = BlockCipher.BY_ID.get(scheme.getAlgorithm());
            if (cipher == null) {
                throw new MalformedException(
                        where, "is encrypted by " + scheme.getAlgorithm().getId() + ", which is not supported");
            }
            BigInteger length = derivation.keyLength();
            if (length != null && !length.equals(BigInteger.valueOf(cipher.keyOctets()))) {
                throw new MalformedException(
                        where, "must derive a key of " + cipher.keyOctets() + " octets for its cipher");
            }
            return new Modern(derivation, cipher, cipher.parameters(scheme.getParameters(), where, limits));
        }

        @Override
        public long work(FilePassword password) {
            return derivation.work(cipher.keyOctets());
        }

        @Override
        public byte[] decrypt(
                Slice content,
                FilePassword password,
                List<byte[]> forms,
                Predicate<byte[]> fits,
                Derivations derivations)
                throws GeneralSecurityException {
            byte[] key = derivation.key(password, cipher.keyOctets(), derivations);
            return run(cipher.transformation(), Cipher.DECRYPT_MODE, key, parameters, content);
        }
    }

    /** How PBES2 derives a key. */
    sealed interface KeyDerivation {
        /** The length in the file, if there is one. */
        @Nullable
        BigInteger keyLength();

        long work(int octets);

        byte[] key(FilePassword password, int octets, Derivations derivations) throws GeneralSecurityException;

        static KeyDerivation of(KeyDerivationFunc derivation, String where, Pkcs12Limits limits)
                throws MalformedException {
            ASN1ObjectIdentifier id = derivation.getAlgorithm();
            if (PKCSObjectIdentifiers.id_PBKDF2.equals(id)) {
                PBKDF2Params pbkdf2 = PBKDF2Params.getInstance(derivation.getParameters());
                int iterations = Guard.iterations(pbkdf2.getIterationCount(), where, limits);
                ASN1OctetString salt = Guard.salt(pbkdf2.getSalt(), where, limits);
                ASN1ObjectIdentifier prf = pbkdf2.getPrf().getAlgorithm();
                HashFunction hash = HashFunction.ofHmac(prf)
                        .orElseThrow(() -> new MalformedException(
                                where, "derives its key with " + prf.getId() + ", which is not supported"));
                return new Pbkdf2(hash, salt, iterations, pbkdf2.getKeyLength());
            }
            if (MiscObjectIdentifiers.id_scrypt.equals(id)) {
                return Scrypt.of(ASN1Sequence.getInstance(derivation.getParameters()), where, limits);
            }
            throw new MalformedException(where, "derives its key by " + id.getId() + ", which is not supported");
        }
    }

    /** RFC 8018 5.2. */
    record Pbkdf2(
            HashFunction hash,
            ASN1OctetString salt,
            int iterations,
            @Nullable BigInteger keyLength) implements KeyDerivation {
        @Override
        public long work(int octets) {
            return Derivations.work(hash, octets, iterations);
        }

        @Override
        public byte[] key(FilePassword password, int octets, Derivations derivations) throws GeneralSecurityException {
            return derivations.pbkdf2(password, hash, salt.getOctets(), iterations, octets);
        }
    }

    /** RFC 7914 7. */
    record Scrypt(
            ASN1OctetString salt,
            int n,
            int r,
            int p,
            @Nullable BigInteger keyLength) implements KeyDerivation {
        static Scrypt of(ASN1Sequence parameters, String where, Pkcs12Limits limits) throws MalformedException {
            if (parameters.size() < 4 || parameters.size() > 5) {
                throw new MalformedException(where, "must have four or five parameters of scrypt");
            }
            byte[] salt = ASN1OctetString.getInstance(parameters.getObjectAt(0)).getOctets();
            int n = Guard.scrypt(parameters.getObjectAt(1), where);
            int r = Guard.scrypt(parameters.getObjectAt(2), where);
            int p = Guard.scrypt(parameters.getObjectAt(3), where);
            if (n < 2 || Integer.bitCount(n) != 1 || (r == 1 && n >= 1 << 16)) {
                throw new MalformedException(
                        where, "must have a cost of scrypt that is a power of two and below 2^(16 r)");
            }
            // Each factor is at most 2^24, so neither product is too large for a long.
            if (128L * n * r > limits.scryptBytes() || 128L * p * r > limits.scryptBytes()) {
                throw new Guard.LimitException(
                        where, "must derive its key by scrypt with at most " + limits.scryptBytes() + " bytes");
            }
            BigInteger length = parameters.size() == 5
                    ? ASN1Integer.getInstance(parameters.getObjectAt(4)).getValue()
                    : null;
            return new Scrypt(Guard.salt(salt, where, limits), n, r, p, length);
        }

        @Override
        public long work(int octets) {
            return Derivations.scryptWork(n, r, p);
        }

        @Override
        public byte[] key(FilePassword password, int octets, Derivations derivations) {
            return derivations.scrypt(password, salt.getOctets(), n, r, p, octets);
        }
    }

    /** The encryption of PKCS#12 itself: its own derivation, for key and initial vector, with SHA-1. */
    record Old(OldCipher cipher, ASN1OctetString salt, int iterations) implements Encryption {
        @Override
        public long work(FilePassword password) {
            long once = Derivations.work(HashFunction.SHA_1, cipher.derivedOctets(), iterations)
                    + (cipher.hasVector() ? Derivations.work(HashFunction.SHA_1, OldCipher.BLOCK, iterations) : 0);
            return password.oldForms() * once;
        }

        @Override
        public byte[] decrypt(
                Slice content,
                FilePassword password,
                List<byte[]> forms,
                Predicate<byte[]> fits,
                Derivations derivations)
                throws GeneralSecurityException {
            for (byte[] form : forms) {
                try {
                    byte[] plain = run(Cipher.DECRYPT_MODE, form, content, derivations);
                    if (fits.test(plain)) {
                        return plain;
                    }
                } catch (GeneralSecurityException e) {
                    // Not this form of the password.
                }
            }
            throw new GeneralSecurityException("no form of the password fits");
        }

        byte[] run(int mode, byte[] form, Slice content, Derivations derivations) throws GeneralSecurityException {
            byte[] derived = derivations.pkcs12(
                    form,
                    HashFunction.SHA_1,
                    salt.getOctets(),
                    Derivations.Purpose.KEY,
                    iterations,
                    cipher.derivedOctets());
            byte[] vector = cipher.hasVector()
                    ? derivations.pkcs12(
                            form,
                            HashFunction.SHA_1,
                            salt.getOctets(),
                            Derivations.Purpose.VECTOR,
                            iterations,
                            OldCipher.BLOCK)
                    : new byte[0];
            return Encryption.run(
                    cipher.transformation(), mode, cipher.key(derived), cipher.parameters(vector), content);
        }
    }

    /**
     * Runs a cipher over the whole content.
     *
     * @param transformation the platform's name of cipher, mode and padding, or of a cipher that has neither
     * @param parameters the parameters, if the cipher has any
     */
    static byte[] run(
            String transformation, int mode, byte[] key, @Nullable AlgorithmParameterSpec parameters, Slice content)
            throws GeneralSecurityException {
        Cipher instance = Cipher.getInstance(transformation);
        int slash = transformation.indexOf('/');
        SecretKeySpec secret = new SecretKeySpec(key, slash < 0 ? transformation : transformation.substring(0, slash));
        if (parameters == null) {
            instance.init(mode, secret);
        } else {
            instance.init(mode, secret, parameters);
        }
        return instance.doFinal(content.array(), content.from(), content.length());
    }

    /** A cipher of PBES2; the block is 0 for GCM, whose vector may have any size. */
    record BlockCipher(String transformation, int keyOctets, int blockOctets) {
        static final String AES = "AES/CBC/PKCS5Padding";
        private static final String GCM = "AES/GCM/NoPadding";
        static final Map<ASN1ObjectIdentifier, BlockCipher> BY_ID = Map.of(
                NISTObjectIdentifiers.id_aes128_CBC, new BlockCipher(AES, 16, 16),
                NISTObjectIdentifiers.id_aes192_CBC, new BlockCipher(AES, 24, 16),
                NISTObjectIdentifiers.id_aes256_CBC, new BlockCipher(AES, 32, 16),
                NISTObjectIdentifiers.id_aes128_GCM, new BlockCipher(GCM, 16, 0),
                NISTObjectIdentifiers.id_aes192_GCM, new BlockCipher(GCM, 24, 0),
                NISTObjectIdentifiers.id_aes256_GCM, new BlockCipher(GCM, 32, 0),
                PKCSObjectIdentifiers.des_EDE3_CBC, new BlockCipher(OldCipher.TRIPLE_DES, 24, 8));

        AlgorithmParameterSpec parameters(ASN1Encodable parameters, String where, Pkcs12Limits limits)
                throws MalformedException {
            if (blockOctets > 0) {
                byte[] vector = ASN1OctetString.getInstance(parameters).getOctets();
                if (vector.length != blockOctets) {
                    throw new MalformedException(where, "must have an initial vector of one block of its cipher");
                }
                return new IvParameterSpec(vector);
            }
            // RFC 5084 3.2: the nonce, and the octets of the tag, by default 12.
            ASN1Sequence both = ASN1Sequence.getInstance(parameters);
            byte[] nonce = Guard.salt(
                            ASN1OctetString.getInstance(both.getObjectAt(0)).getOctets(), where, limits)
                    .getOctets();
            int tag = both.size() < 2
                    ? 12
                    : ASN1Integer.getInstance(both.getObjectAt(1)).intValueExact();
            if (tag < 12 || tag > 16) {
                throw new MalformedException(where, "must have a tag of 12 to 16 octets");
            }
            return new GCMParameterSpec(8 * tag, nonce);
        }
    }

    /** A cipher of the old encryption. */
    record OldCipher(String transformation, int derivedOctets, int effectiveBits) {
        static final int BLOCK = 8;
        static final String TRIPLE_DES = "DESede/CBC/PKCS5Padding";
        private static final String RC2 = "RC2/CBC/PKCS5Padding";
        private static final String RC4 = "ARCFOUR";
        static final OldCipher DES_EDE3 = new OldCipher(TRIPLE_DES, 24, 168);
        static final Map<ASN1ObjectIdentifier, OldCipher> BY_ID = Map.of(
                PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC, DES_EDE3,
                PKCSObjectIdentifiers.pbeWithSHAAnd2_KeyTripleDES_CBC, new OldCipher(TRIPLE_DES, 16, 112),
                PKCSObjectIdentifiers.pbeWithSHAAnd128BitRC2_CBC, new OldCipher(RC2, 16, 128),
                PKCSObjectIdentifiers.pbeWithSHAAnd40BitRC2_CBC, new OldCipher(RC2, 5, 40),
                PKCSObjectIdentifiers.pbeWithSHAAnd128BitRC4, new OldCipher(RC4, 16, 128),
                PKCSObjectIdentifiers.pbeWithSHAAnd40BitRC4, new OldCipher(RC4, 5, 40));

        boolean hasVector() {
            return !transformation.equals(RC4);
        }

        /** Two-key triple DES uses its first key twice. */
        byte[] key(byte[] derived) {
            if (!transformation.equals(TRIPLE_DES) || derived.length == 24) {
                return derived;
            }
            byte[] key = new byte[24];
            System.arraycopy(derived, 0, key, 0, 16);
            System.arraycopy(derived, 0, key, 16, 8);
            return key;
        }

        @Nullable
        AlgorithmParameterSpec parameters(byte[] vector) {
            if (!hasVector()) {
                return null;
            }
            return transformation.equals(RC2)
                    ? new RC2ParameterSpec(effectiveBits, vector)
                    : new IvParameterSpec(vector);
        }
    }
}
