package org.emcc.certs.pkcs12;

import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * HMAC that hashes the block of its key once, and not for each message as the platform's does: PBKDF2, all of whose messages are one
 * block, takes two thirds of the time by it (certificates 6, P2). Not thread-safe. Source: RFC 2104 2 and 4.
 */
final class KeyedHash {
    private final Supplier<MessageDigest> digests;
    private final byte[] innerBlock;
    private final byte[] outerBlock;
    private final MessageDigest inner;
    private final MessageDigest outer;

    KeyedHash(Supplier<MessageDigest> digests, int block, byte[] key) {
        this.digests = digests;
        byte[] atMostBlock = key.length > block ? digests.get().digest(key) : key.clone();
        this.innerBlock = block(atMostBlock, block, 0x36);
        this.outerBlock = block(atMostBlock, block, 0x5C);
        Arrays.fill(atMostBlock, (byte) 0);
        this.inner = begun(innerBlock);
        this.outer = begun(outerBlock);
    }

    private static byte[] block(byte[] key, int size, int pad) {
        byte[] block = Arrays.copyOf(key, size);
        for (int i = 0; i < size; i++) {
            block[i] ^= (byte) pad;
        }
        return block;
    }

    private MessageDigest begun(byte[] block) {
        MessageDigest digest = digests.get();
        digest.update(block);
        return digest;
    }

    /** Puts the HMAC of a message into an array, which may be that of the message. */
    void hash(byte[] message, byte[] out) throws DigestException {
        MessageDigest first = copy(inner, innerBlock);
        first.update(message);
        first.digest(out, 0, out.length);
        MessageDigest second = copy(outer, outerBlock);
        second.update(out);
        second.digest(out, 0, out.length);
    }

    private MessageDigest copy(MessageDigest digest, byte[] block) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            // A provider may have digests that cannot be copied: then its key is hashed again.
            return begun(block);
        }
    }

    /** Forgets the key; the hash is of no use afterwards. */
    void wipe() {
        Arrays.fill(innerBlock, (byte) 0);
        Arrays.fill(outerBlock, (byte) 0);
        inner.reset();
        outer.reset();
    }
}
