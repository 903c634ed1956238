package org.emcc.certs.pkcs12;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The MAC of a file. Only the octets of the digest are compared: the structure around them differs between writers.
 *
 * <p>Source: certificates 2.1, 2.2, 2.4 (wrong answers of a comparison of structures).
 */
sealed interface Integrity {
    String WHERE = "MAC";

    /** The hash iterations that {@link #fit} runs at most. */
    long work(FilePassword password);

    /**
     * Which form of the password fits.
     *
     * @param forms what the old derivation may have made of the password
     * @return the index of the form, 0 where the form does not matter, or -1 when none fits
     */
    int fit(Slice content, FilePassword password, List<byte[]> forms, Derivations derivations)
            throws GeneralSecurityException;

    static Integrity of(Element macData, Pkcs12Limits limits) throws MalformedException {
        Element.Parts mac = macData.must(Element.SEQUENCE).parts();
        Element.Parts digestInfo = mac.next().must(Element.SEQUENCE).parts();
        Element.Algorithm algorithm = digestInfo.next().algorithm();
        Slice digest = digestInfo.next().octets();
        if (algorithm.id().equals(Identifiers.PBMAC1)) {
            return Modern.of(algorithm.sequence(WHERE), digest, limits);
        }
        HashFunction hash = HashFunction.ofDigest(algorithm.id());
        if (hash == null) {
            throw notSupported(algorithm.id());
        }
        Slice salt = Guard.salt(mac.next().octets(), WHERE, limits);
        BigInteger count = mac.hasNext() ? mac.next().integer() : BigInteger.ONE;
        return new Old(hash, digest, salt, Guard.iterations(count, WHERE, limits));
    }

    private static MalformedException notSupported(String id) {
        return new MalformedException(WHERE, "is made by " + id + ", which is not supported");
    }

    /** The MAC of PKCS#12 itself, with its own derivation. */
    record Old(HashFunction hash, Slice digest, Slice salt, int iterations) implements Integrity {
        @Override
        public long work(FilePassword password) {
            return password.oldForms() * Derivations.work(hash, hash.octets(), iterations);
        }

        @Override
        public int fit(Slice content, FilePassword password, List<byte[]> forms, Derivations derivations)
                throws GeneralSecurityException {
            for (int i = 0; i < forms.size(); i++) {
                if (MessageDigest.isEqual(
                        digest.copy(), compute(hash, salt.copy(), iterations, forms.get(i), content, derivations))) {
                    return i;
                }
            }
            return -1;
        }

        static byte[] compute(
                HashFunction hash, byte[] salt, int iterations, byte[] form, Slice content, Derivations derivations)
                throws GeneralSecurityException {
            byte[] key = derivations.pkcs12(form, hash, salt, Derivations.Purpose.MAC, iterations, hash.octets());
            try {
                return hmac(hash, key, content);
            } finally {
                Derivations.wipe(key);
            }
        }
    }

    /**
     * PBMAC1 with PBKDF2: RFC 9879, which makes the salt and the count of the old MAC placeholders, demands the length of the
     * key, and has readers refuse keys that are short enough to be guessed. Longer keys than any hash function has octets are
     * refused too.
     */
    record Modern(Encryption.Pbkdf2 derivation, HashFunction hash, Slice digest, int keyOctets) implements Integrity {
        private static final int SHORTEST = 20;
        private static final int LONGEST = 64;

        static Modern of(Element.Parts parameters, Slice digest, Pkcs12Limits limits) throws MalformedException {
            Encryption.Pbkdf2 derivation = Encryption.pbkdf2(parameters.next().algorithm(), WHERE, limits);
            String scheme = parameters.next().algorithm().id();
            HashFunction hash = HashFunction.ofHmac(scheme);
            if (hash == null) {
                throw notSupported(scheme);
            }
            BigInteger length = derivation.keyLength();
            if (length == null
                    || length.compareTo(BigInteger.valueOf(SHORTEST)) < 0
                    || length.compareTo(BigInteger.valueOf(LONGEST)) > 0) {
                throw new MalformedException(
                        WHERE, "must derive a key of " + SHORTEST + " to " + LONGEST + " octets, and say so");
            }
            return new Modern(derivation, hash, digest, length.intValueExact());
        }

        @Override
        public long work(FilePassword password) {
            return derivation.work(keyOctets);
        }

        @Override
        public int fit(Slice content, FilePassword password, List<byte[]> forms, Derivations derivations)
                throws GeneralSecurityException {
            byte[] key = derivation.key(password, keyOctets, derivations);
            try {
                return MessageDigest.isEqual(digest.copy(), hmac(hash, key, content)) ? 0 : -1;
            } finally {
                Derivations.wipe(key);
            }
        }
    }

    /** The HMAC of the content. */
    static byte[] hmac(HashFunction hash, byte[] key, Slice content) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(hash.hmac());
        mac.init(new SecretKeySpec(key, hash.hmac()));
        mac.update(content.array(), content.from(), content.length());
        return mac.doFinal();
    }
}
