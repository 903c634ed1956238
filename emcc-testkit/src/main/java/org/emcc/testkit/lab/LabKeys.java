package org.emcc.testkit.lab;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.stream.Stream;

/**
 * The keys of one lab, each given out once. The first come from a pool that is made once for all labs of the virtual machine, because
 * making keys takes longer than anything else at the start. Such keys guard nothing: whoever runs in the same virtual machine has them.
 */
final class LabKeys {
    /** As many as two clusters need. */
    private static final int POOL = 8;

    /** As many as sign files of two clusters. */
    private static final int RSA_POOL = 2;

    private static final int RSA_BITS = 2_048;

    private int given;
    private int givenRsa;

    /** Made when the first lab asks for it. */
    private static final class Pool {
        static final List<KeyPair> PAIRS =
                Stream.generate(LabKeys::made).limit(POOL).toList();

        private Pool() {}
    }

    /** A pair of the curve P-256 that nobody else in this lab has. */
    synchronized KeyPair next() {
        given++;
        return given <= POOL ? Pool.PAIRS.get(given - 1) : made();
    }

    /** Those that sign files, made when the first lab asks for one. */
    private static final class RsaPool {
        static final List<KeyPair> PAIRS =
                Stream.generate(LabKeys::madeRsa).limit(RSA_POOL).toList();

        private RsaPool() {}
    }

    /** An RSA pair of 2,048 bits that nobody else in this lab has: files of phones are signed by no others. */
    synchronized KeyPair nextRsa() {
        givenRsa++;
        return givenRsa <= RSA_POOL ? RsaPool.PAIRS.get(givenRsa - 1) : madeRsa();
    }

    /** A pair of the curve P-256 that is new; none of the pool, which is for clusters. */
    static KeyPair made() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform must make keys of the curve P-256", e);
        }
    }

    private static KeyPair madeRsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform must make RSA keys", e);
        }
    }
}
