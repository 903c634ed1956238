package org.emcc.certs.pkcs12;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.RC2ParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** How one safe is encrypted, read from its algorithm identifier before any key is derived. Source: certificates 2.2. */
sealed interface Encryption {
    /** The hash iterations that {@link #decrypt} runs at most. */
    long work(FilePassword password);

    /**
     * The content; of several forms of the password that of the first which gives something that fits, or else that of the first
     * which gives something that would fit but for a limit. That it can be decrypted says little: another key leaves a valid
     * padding once in 256 times.
     *
     * @param forms what the old derivation may have made of the password
     * @param check what decrypted content must be
     */
    byte[] decrypt(Slice content, FilePassword password, List<byte[]> forms, Check check, Derivations derivations)
            throws GeneralSecurityException;

    /** Knows what may come out of a safe. */
    interface Check {
        /**
         * Says whether it is what was put in.
         *
         * @throws Guard.LimitException when it looks like that, but breaks a limit
         */
        boolean fits(byte[] plain);
    }

    /** Reads an algorithm identifier. */
    static Encryption of(Element.Algorithm algorithm, String where, Pkcs12Limits limits) throws MalformedException {
        if (algorithm.id().equals(Identifiers.PBES2)) {
            return Modern.of(algorithm.sequence(where), where, limits);
        }
        OldCipher cipher = OldCipher.BY_ID.get(algorithm.id());
        if (cipher == null) {
            throw new MalformedException(where, "is encrypted by " + algorithm.id() + ", which is not supported");
        }
        Element.Parts parameters = algorithm.sequence(where);
        return new Old(
                cipher,
                Guard.salt(parameters.next().octets(), where, limits),
                Guard.iterations(parameters.next().integer(), where, limits));
    }

    /** PBES2: a derivation of a key, and AES or triple DES. */
    record Modern(KeyDerivation derivation, BlockCipher cipher, AlgorithmParameterSpec parameters)
            implements Encryption {
        static Modern of(Element.Parts parameters, String where, Pkcs12Limits limits) throws MalformedException {
            Element.Algorithm function = parameters.next().algorithm();
            KeyDerivation derivation = function.id().equals(Identifiers.SCRYPT)
                    ? Scrypt.of(function.sequence(where), where, limits)
                    : pbkdf2(function, where, limits);
            Element.Algorithm scheme = parameters.next().algorithm();
            BlockCipher cipher = BlockCipher.BY_ID.get(scheme.id());
            if (cipher == null) {
                throw new MalformedException(where, "is encrypted by " + scheme.id() + ", which is not supported");
            }
            BigInteger length = derivation.keyLength();
            if (length != null && !length.equals(BigInteger.valueOf(cipher.keyOctets()))) {
                throw new MalformedException(
                        where, "must derive a key of " + cipher.keyOctets() + " octets for its cipher");
            }
            Element vector = scheme.parameter(where);
            return new Modern(derivation, cipher, cipher.parameters(vector, where, limits));
        }

        @Override
        public long work(FilePassword password) {
            return derivation.work(cipher.keyOctets());
        }

        @Override
        public byte[] decrypt(
                Slice content, FilePassword password, List<byte[]> forms, Check check, Derivations derivations)
                throws GeneralSecurityException {
            byte[] key = derivation.key(password, cipher.keyOctets(), derivations);
            try {
                return run(cipher.transformation(), Cipher.DECRYPT_MODE, key, parameters, content);
            } finally {
                Derivations.wipe(key);
            }
        }
    }

    /** How PBES2 derives a key. */
    sealed interface KeyDerivation {
        /** The length in the file, if there is one. */
        @Nullable
        BigInteger keyLength();

        long work(int octets);

        byte[] key(FilePassword password, int octets, Derivations derivations) throws GeneralSecurityException;
    }

    /** Reads PBKDF2, which is also what PBMAC1 derives its key by. */
    static Pbkdf2 pbkdf2(Element.Algorithm function, String where, Pkcs12Limits limits) throws MalformedException {
        if (!function.id().equals(Identifiers.PBKDF2)) {
            throw new MalformedException(where, "derives its key by " + function.id() + ", which is not supported");
        }
        Element.Parts parameters = function.sequence(where);
        Slice salt = Guard.salt(parameters.next().octets(), where, limits);
        int iterations = Guard.iterations(parameters.next().integer(), where, limits);
        BigInteger length = null;
        HashFunction hash = HashFunction.SHA_1;
        while (parameters.hasNext()) {
            Element next = parameters.next();
            if (next.is(Element.INTEGER)) {
                length = next.integer();
            } else {
                String prf = next.algorithm().id();
                HashFunction named = HashFunction.ofHmac(prf);
                if (named == null) {
                    throw new MalformedException(where, "derives its key with " + prf + ", which is not supported");
                }
                hash = named;
            }
        }
        return new Pbkdf2(hash, salt, iterations, length);
    }

    /** RFC 8018 5.2. */
    record Pbkdf2(
            HashFunction hash,
            Slice salt,
            int iterations,
            @Nullable BigInteger keyLength) implements KeyDerivation {
        @Override
        public long work(int octets) {
            return Derivations.work(hash, octets, iterations);
        }

        @Override
        public byte[] key(FilePassword password, int octets, Derivations derivations) throws GeneralSecurityException {
            return derivations.pbkdf2(password, hash, salt.copy(), iterations, octets);
        }
    }

    /** RFC 7914 7. */
    record Scrypt(Slice salt, int n, int r, int p, @Nullable BigInteger keyLength) implements KeyDerivation {
        static Scrypt of(Element.Parts parameters, String where, Pkcs12Limits limits) throws MalformedException {
            Slice salt = Guard.salt(parameters.next().octets(), where, limits);
            int n = Guard.scrypt(parameters.next().integer(), where);
            int r = Guard.scrypt(parameters.next().integer(), where);
            int p = Guard.scrypt(parameters.next().integer(), where);
            if (n < 2 || Integer.bitCount(n) != 1 || (r == 1 && n >= 1 << 16)) {
                throw new MalformedException(
                        where, "must have a cost of scrypt that is a power of two and below 2^(16 r)");
            }
            // Each factor is at most 2^24, so neither product is too large for a long.
            if (128L * n * r > limits.scryptBytes() || 128L * p * r > limits.scryptBytes()) {
                throw new Guard.LimitException(
                        where, "must derive its key by scrypt with at most " + limits.scryptBytes() + " bytes");
            }
            return new Scrypt(
                    salt, n, r, p, parameters.hasNext() ? parameters.next().integer() : null);
        }

        @Override
        public long work(int octets) {
            return Derivations.scryptWork(n, r, p);
        }

        @Override
        public byte[] key(FilePassword password, int octets, Derivations derivations) {
            return derivations.scrypt(password, salt.copy(), n, r, p, octets);
        }
    }

    /** The encryption of PKCS#12 itself: its own derivation, for key and initial vector, with SHA-1. */
    record Old(OldCipher cipher, Slice salt, int iterations) implements Encryption {
        @Override
        public long work(FilePassword password) {
            long once = Derivations.work(HashFunction.SHA_1, cipher.derivedOctets(), iterations)
                    + (cipher.hasVector() ? Derivations.work(HashFunction.SHA_1, OldCipher.BLOCK, iterations) : 0);
            return password.oldForms() * once;
        }

        @Override
        public byte[] decrypt(
                Slice content, FilePassword password, List<byte[]> forms, Check check, Derivations derivations)
                throws GeneralSecurityException {
            byte[] tooMuch = null;
            for (byte[] form : forms) {
                byte[] plain = new byte[0];
                try {
                    plain = run(Cipher.DECRYPT_MODE, form, content, derivations);
                    if (check.fits(plain)) {
                        return plain;
                    }
                } catch (GeneralSecurityException e) {
                    // Not this form of the password.
                } catch (Guard.LimitException e) {
                    tooMuch = tooMuch == null ? plain : tooMuch;
                }
            }
            if (tooMuch != null) {
                return tooMuch;
            }
            throw new GeneralSecurityException("no form of the password fits");
        }

        byte[] run(int mode, byte[] form, Slice content, Derivations derivations) throws GeneralSecurityException {
            byte[] derived = derivations.pkcs12(
                    form, HashFunction.SHA_1, salt.copy(), Derivations.Purpose.KEY, iterations, cipher.derivedOctets());
            byte[] key = cipher.key(derived);
            byte[] vector = new byte[0];
            try {
                if (cipher.hasVector()) {
                    vector = derivations.pkcs12(
                            form,
                            HashFunction.SHA_1,
                            salt.copy(),
                            Derivations.Purpose.VECTOR,
                            iterations,
                            OldCipher.BLOCK);
                }
                return Encryption.run(cipher.transformation(), mode, key, cipher.parameters(vector), content);
            } finally {
                Derivations.wipe(derived);
                Derivations.wipe(key);
                Derivations.wipe(vector);
            }
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
        static final Map<String, BlockCipher> BY_ID = Map.of(
                "2.16.840.1.101.3.4.1.2", new BlockCipher(AES, 16, 16),
                "2.16.840.1.101.3.4.1.22", new BlockCipher(AES, 24, 16),
                "2.16.840.1.101.3.4.1.42", new BlockCipher(AES, 32, 16),
                "2.16.840.1.101.3.4.1.6", new BlockCipher(GCM, 16, 0),
                "2.16.840.1.101.3.4.1.26", new BlockCipher(GCM, 24, 0),
                "2.16.840.1.101.3.4.1.46", new BlockCipher(GCM, 32, 0),
                "1.2.840.113549.3.7", new BlockCipher(OldCipher.TRIPLE_DES, 24, 8));

        AlgorithmParameterSpec parameters(Element parameters, String where, Pkcs12Limits limits)
                throws MalformedException {
            if (blockOctets > 0) {
                Slice vector = parameters.octets();
                if (vector.length() != blockOctets) {
                    throw new MalformedException(where, "must have an initial vector of one block of its cipher");
                }
                return new IvParameterSpec(vector.copy());
            }
            // RFC 5084 3.2: the nonce, and the octets of the tag, by default 12.
            Element.Parts both = parameters.must(Element.SEQUENCE).parts();
            Slice nonce = Guard.salt(both.next().octets(), where, limits);
            BigInteger tag = both.hasNext() ? both.next().integer() : BigInteger.valueOf(12);
            if (tag.compareTo(BigInteger.valueOf(12)) < 0 || tag.compareTo(BigInteger.valueOf(16)) > 0) {
                throw new MalformedException(where, "must have a tag of 12 to 16 octets");
            }
            return new GCMParameterSpec(8 * tag.intValueExact(), nonce.copy());
        }
    }

    /** A cipher of the old encryption. */
    record OldCipher(String transformation, int derivedOctets, int effectiveBits) {
        static final int BLOCK = 8;
        static final String TRIPLE_DES = "DESede/CBC/PKCS5Padding";
        private static final String RC2 = "RC2/CBC/PKCS5Padding";
        private static final String RC4 = "ARCFOUR";
        static final OldCipher DES_EDE3 = new OldCipher(TRIPLE_DES, 24, 168);
        static final Map<String, OldCipher> BY_ID = Map.of(
                "1.2.840.113549.1.12.1.3", DES_EDE3,
                "1.2.840.113549.1.12.1.4", new OldCipher(TRIPLE_DES, 16, 112),
                "1.2.840.113549.1.12.1.5", new OldCipher(RC2, 16, 128),
                "1.2.840.113549.1.12.1.6", new OldCipher(RC2, 5, 40),
                "1.2.840.113549.1.12.1.1", new OldCipher(RC4, 16, 128),
                "1.2.840.113549.1.12.1.2", new OldCipher(RC4, 5, 40));

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
