package org.emcc.certs.pkcs12;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.crypto.generators.SCrypt;

/**
 * The key derivations of one file, by the platform's hash functions, and the count of the work they did.
 *
 * <p>Whoever asks for octets made of the password wipes them after use; what is needed to make them is wiped here.
 *
 * <p>Source: certificates 2.5 (encodings of a password), RFC 7292 appendix B (the old derivation), RFC 8018 5.2 (PBKDF2).
 */
class Derivations {
    private long done;

    /** The hash iterations that were run so far. */
    long done() {
        return done;
    }

    /** How many hash iterations a derivation of so many octets takes. */
    static long work(HashFunction hash, int octets, int iterations) {
        return (long) iterations * ((octets + hash.octets() - 1) / hash.octets());
    }

    byte[] pbkdf2(FilePassword password, HashFunction hash, byte[] salt, int iterations, int octets)
            throws GeneralSecurityException {
        done += work(hash, octets, iterations);
        byte[] form = utf8(password);
        KeyedHash keyed = new KeyedHash(() -> digest(hash), hash.block(), form);
        Arrays.fill(form, (byte) 0);
        byte[] out = new byte[octets];
        try {
            for (int from = 0, number = 1; from < octets; from += hash.octets(), number++) {
                byte[] block = pbkdf2Block(keyed, hash, salt, number, iterations);
                System.arraycopy(block, 0, out, from, Math.min(block.length, octets - from));
                Arrays.fill(block, (byte) 0);
            }
            return out;
        } finally {
            keyed.clear();
        }
    }

    /** F of RFC 8018 5.2. */
    private static byte[] pbkdf2Block(KeyedHash keyed, HashFunction hash, byte[] salt, int number, int iterations)
            throws GeneralSecurityException {
        byte[] first =
                ByteBuffer.allocate(salt.length + 4).put(salt).putInt(number).array();
        byte[] last = new byte[hash.octets()];
        keyed.hash(first, last);
        byte[] sum = last.clone();
        for (int i = 1; i < iterations; i++) {
            keyed.hash(last, last);
            for (int at = 0; at < sum.length; at++) {
                sum[at] ^= last[at];
            }
        }
        Arrays.fill(last, (byte) 0);
        return sum;
    }

    private static MessageDigest digest(HashFunction hash) {
        try {
            return MessageDigest.getInstance(hash.digest());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the Java platform has no " + hash.digest(), e);
        }
    }

    /** How many Salsa20/8 a derivation by scrypt takes: each counts as an iteration. */
    static long scryptWork(int n, int r, int p) {
        return 4L * n * r * p;
    }

    /** Derives by Bouncy Castle's function of scrypt, for which no provider is made. */
    byte[] scrypt(FilePassword password, byte[] salt, int n, int r, int p, int octets) {
        done += scryptWork(n, r, p);
        byte[] form = utf8(password);
        try {
            return SCrypt.generate(form, salt, n, r, p, octets);
        } finally {
            wipe(form);
        }
    }

    /**
     * The forms which the old derivation may have made of the password, the right one first. Of the empty password some
     * writers make nothing at all. Of a character beyond ASCII OpenSSL before 1.1.0 makes one UTF-16 unit for each octet of
     * its UTF-8 form.
     */
    static List<byte[]> oldForms(FilePassword password) {
        byte[] form = form(password.copy());
        if (password.isEmpty()) {
            return List.of(form, new byte[0]);
        }
        if (password.isAscii()) {
            return List.of(form);
        }
        byte[] octets = utf8(password);
        char[] widened = new char[octets.length];
        for (int i = 0; i < octets.length; i++) {
            widened[i] = (char) (octets[i] & 0xff);
        }
        wipe(octets);
        return List.of(form, form(widened));
    }

    /** Wipes the characters. */
    private static byte[] form(char[] characters) {
        byte[] form = new byte[2 * characters.length + 2];
        for (int i = 0; i < characters.length; i++) {
            form[2 * i] = (byte) (characters[i] >> 8);
            form[2 * i + 1] = (byte) characters[i];
        }
        Arrays.fill(characters, '\0');
        return form;
    }

    static void wipe(byte[] secret) {
        Arrays.fill(secret, (byte) 0);
    }

    private static byte[] utf8(FilePassword password) {
        char[] characters = password.copy();
        byte[] room = new byte[3 * characters.length];
        ByteBuffer out = ByteBuffer.wrap(room);
        CharsetEncoder encoder = StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        try {
            encoder.encode(CharBuffer.wrap(characters), out, true);
            encoder.flush(out);
            return Arrays.copyOf(room, out.position());
        } finally {
            wipe(room);
            Arrays.fill(characters, '\0');
        }
    }

    /** What the old derivation makes its octets for. */
    enum Purpose {
        KEY(1),
        VECTOR(2),
        MAC(3);

        private final int id;

        Purpose(int id) {
            this.id = id;
        }
    }

    byte[] pkcs12(byte[] form, HashFunction hash, byte[] salt, Purpose purpose, int iterations, int octets)
            throws GeneralSecurityException {
        done += work(hash, octets, iterations);
        MessageDigest digest = digest(hash);
        int block = hash.block();
        byte[] diversifier = new byte[block];
        Arrays.fill(diversifier, (byte) purpose.id);
        byte[] saltBlocks = repeated(salt, block);
        byte[] passwordBlocks = repeated(form, block);
        byte[] input = Arrays.copyOf(saltBlocks, saltBlocks.length + passwordBlocks.length);
        System.arraycopy(passwordBlocks, 0, input, saltBlocks.length, passwordBlocks.length);
        wipe(passwordBlocks);

        byte[] a = new byte[hash.octets()];
        byte[] out = new byte[octets];
        try {
            for (int from = 0; from < octets; from += a.length) {
                digest.update(diversifier);
                digest.update(input);
                digest.digest(a, 0, a.length);
                for (int i = 1; i < iterations; i++) { // in one array: each digest wipes the one before
                    digest.update(a);
                    digest.digest(a, 0, a.length);
                }
                System.arraycopy(a, 0, out, from, Math.min(a.length, octets - from));
                addToEachBlock(input, a, block);
            }
            return out;
        } finally {
            wipe(input);
            wipe(a);
        }
    }

    private static byte[] repeated(byte[] source, int block) {
        if (source.length == 0) {
            return source;
        }
        byte[] out = new byte[(source.length + block - 1) / block * block];
        for (int i = 0; i < out.length; i++) {
            out[i] = source[i % source.length];
        }
        return out;
    }

    /** Adds the digest, repeated to a block, and 1 to each block of the input, as big-endian numbers. */
    private static void addToEachBlock(byte[] input, byte[] digest, int block) {
        for (int start = 0; start < input.length; start += block) {
            int carry = 1;
            for (int i = block - 1; i >= 0; i--) {
                carry += (input[start + i] & 0xff) + (digest[i % digest.length] & 0xff);
                input[start + i] = (byte) carry;
                carry >>= 8;
            }
        }
    }

    /** A salt or vector that is a function of what it is for and of the content. */
    static byte[] fromContent(String use, byte[] content, int octets) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] inner = digest.digest(content);
            digest.update(use.getBytes(StandardCharsets.US_ASCII));
            return Arrays.copyOf(digest.digest(inner), octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
