package org.emcc.certs.pkcs12;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.RC2ParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** How one safe is encrypted, read from its algorithm identifier before any key is derived. Source: certificates 2.2. */
sealed interface Encryption {
    /** The iterations in the file. */
    int iterations();

    /** The hash iterations that {@link #decrypt} runs at most. */
    long work(FilePassword password);

    /** The content; of several forms of the password the first that fits. */
    byte[] decrypt(byte[] content, FilePassword password, Derivations derivations) throws GeneralSecurityException;

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

    /** PBES2: PBKDF2 and a block cipher in CBC mode. */
    record Modern(BlockCipher cipher, HashFunction hash, ASN1OctetString salt, int iterations, ASN1OctetString vector)
            implements Encryption {
        static Modern of(PBES2Parameters parameters, String where, Pkcs12Limits limits) throws MalformedException {
            KeyDerivationFunc derivation = parameters.getKeyDerivationFunc();
            if (!PKCSObjectIdentifiers.id_PBKDF2.equals(derivation.getAlgorithm())) {
                throw new MalformedException(
                        where, "derives its key by " + derivation.getAlgorithm().getId() + ", which is not supported");
            }
            PBKDF2Params pbkdf2 = PBKDF2Params.getInstance(derivation.getParameters());
            int iterations = Guard.iterations(pbkdf2.getIterationCount(), where, limits);
            ASN1OctetString salt = Guard.salt(pbkdf2.getSalt(), where, limits);
            ASN1ObjectIdentifier prf = pbkdf2.getPrf().getAlgorithm();
            HashFunction hash = HashFunction.ofHmac(prf)
                    .orElseThrow(() -> new MalformedException(
                            where, "derives its key with " + prf.getId() + ", which is not supported"));
            EncryptionScheme scheme = parameters.getEncryptionScheme();
            BlockCipher cipher = BlockCipher.BY_ID.get(scheme.getAlgorithm());
            if (cipher == null) {
                throw new MalformedException(
                        where, "is encrypted by " + scheme.getAlgorithm().getId() + ", which is not supported");
            }
            BigInteger length = pbkdf2.getKeyLength();
            if (length != null && !length.equals(BigInteger.valueOf(cipher.keyOctets()))) {
                throw new MalformedException(
                        where, "must derive a key of " + cipher.keyOctets() + " octets for its cipher");
            }
            ASN1OctetString vector = ASN1OctetString.getInstance(scheme.getParameters());
            if (vector.getOctets().length != cipher.blockOctets()) {
                throw new MalformedException(where, "must have an initial vector of one block of its cipher");
            }
            return new Modern(cipher, hash, salt, iterations, vector);
        }

        @Override
        public long work(FilePassword password) {
            return Derivations.work(hash, cipher.keyOctets(), iterations);
        }

        @Override
        public byte[] decrypt(byte[] content, FilePassword password, Derivations derivations)
                throws GeneralSecurityException {
            byte[] key = derivations.pbkdf2(password, hash, salt.getOctets(), iterations, cipher.keyOctets());
            return run(cipher.name(), Cipher.DECRYPT_MODE, key, new IvParameterSpec(vector.getOctets()), content);
        }
    }

    /** The encryption of PKCS#12 itself: its own derivation, for key and initial vector, with SHA-1. */
    record Old(OldCipher cipher, ASN1OctetString salt, int iterations) implements Encryption {
        @Override
        public long work(FilePassword password) {
            long once = Derivations.work(HashFunction.SHA_1, cipher.derivedOctets(), iterations)
                    + Derivations.work(HashFunction.SHA_1, OldCipher.BLOCK, iterations);
            return password.isEmpty() ? 2 * once : once;
        }

        @Override
        public byte[] decrypt(byte[] content, FilePassword password, Derivations derivations)
                throws GeneralSecurityException {
            List<GeneralSecurityException> failures = new ArrayList<>();
            for (byte[] form : Derivations.oldForms(password)) {
                byte[] derived = derivations.pkcs12(
                        form,
                        HashFunction.SHA_1,
                        salt.getOctets(),
                        Derivations.Purpose.KEY,
                        iterations,
                        cipher.derivedOctets());
                byte[] vector = derivations.pkcs12(
                        form,
                        HashFunction.SHA_1,
                        salt.getOctets(),
                        Derivations.Purpose.VECTOR,
                        iterations,
                        OldCipher.BLOCK);
                try {
                    return run(
                            cipher.name(),
                            Cipher.DECRYPT_MODE,
                            cipher.key(derived),
                            cipher.parameters(vector),
                            content);
                } catch (GeneralSecurityException e) {
                    failures.add(e);
                }
            }
            throw failures.get(0);
        }
    }

    /** Runs a cipher in CBC mode over the whole content. */
    static byte[] run(String cipher, int mode, byte[] key, AlgorithmParameterSpec parameters, byte[] content)
            throws GeneralSecurityException {
        Cipher instance = Cipher.getInstance(cipher + "/CBC/PKCS5Padding");
        instance.init(mode, new SecretKeySpec(key, cipher), parameters);
        return instance.doFinal(content);
    }

    /** A cipher of PBES2. */
    record BlockCipher(String name, int keyOctets, int blockOctets) {
        static final Map<ASN1ObjectIdentifier, BlockCipher> BY_ID = Map.of(
                NISTObjectIdentifiers.id_aes128_CBC, new BlockCipher("AES", 16, 16),
                NISTObjectIdentifiers.id_aes192_CBC, new BlockCipher("AES", 24, 16),
                NISTObjectIdentifiers.id_aes256_CBC, new BlockCipher("AES", 32, 16),
                PKCSObjectIdentifiers.des_EDE3_CBC, new BlockCipher("DESede", 24, 8));
    }

    /** A cipher of the old encryption. */
    record OldCipher(String name, int derivedOctets, int effectiveBits) {
        static final int BLOCK = 8;
        static final Map<ASN1ObjectIdentifier, OldCipher> BY_ID = Map.of(
                PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC, new OldCipher("DESede", 24, 168),
                PKCSObjectIdentifiers.pbeWithSHAAnd2_KeyTripleDES_CBC, new OldCipher("DESede", 16, 112),
                PKCSObjectIdentifiers.pbeWithSHAAnd128BitRC2_CBC, new OldCipher("RC2", 16, 128),
                PKCSObjectIdentifiers.pbeWithSHAAnd40BitRC2_CBC, new OldCipher("RC2", 5, 40));

        /** Two-key triple DES uses its first key twice. */
        byte[] key(byte[] derived) {
            if (!name.equals("DESede") || derived.length == 24) {
                return derived;
            }
            byte[] key = new byte[24];
            System.arraycopy(derived, 0, key, 0, 16);
            System.arraycopy(derived, 0, key, 16, 8);
            return key;
        }

        AlgorithmParameterSpec parameters(byte[] vector) {
            return name.equals("RC2") ? new RC2ParameterSpec(effectiveBits, vector) : new IvParameterSpec(vector);
        }
    }
}
