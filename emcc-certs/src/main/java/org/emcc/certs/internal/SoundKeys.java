package org.emcc.certs.internal;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.DSAParams;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * With which public keys of others signatures are checked. A key is numbers that its owner chose: some of them take the platform
 * seconds for one signature, and some make it fail in ways that no signature should.
 *
 * <p>Keys are elliptic curve keys of up to 571 bits; Ed25519 and Ed448; RSA of up to 16,384 bits with an exponent of up to 64 (as the
 * platform has it for long keys); DSA of up to 3072 bits with parameters that fit together. How sound a key is against others is not
 * asked here.
 *
 * <p>Source: FIPS 186-4 4.2 and 4.3 for DSA; the limits are this library's.
 */
public final class SoundKeys {
    private static final int LONGEST_EC = 571;
    private static final int LONGEST_RSA = 16_384;
    private static final int LONGEST_EXPONENT = 64;
    private static final int LONGEST_DSA = 3072;
    private static final int SHORTEST_Q = 160;
    private static final int LONGEST_Q = 256;

    private SoundKeys() {}

    /**
     * What keeps signatures from being checked with a key.
     *
     * @param key the key; none when the platform could not read it
     * @return what, after "its key"; empty when nothing does
     */
    public static Optional<String> objection(@Nullable PublicKey key) {
        if (key instanceof EdECPublicKey) {
            return Optional.empty();
        }
        if (key instanceof ECPublicKey ec) {
            return ec.getParams() == null
                    ? Optional.of("has no curve")
                    : atMost(ec.getParams().getCurve().getField().getFieldSize(), LONGEST_EC);
        }
        if (key instanceof RSAPublicKey rsa) {
            return rsa(rsa);
        }
        if (key instanceof DSAPublicKey dsa) {
            return dsa(dsa);
        }
        return Optional.of("is of an algorithm that is not known here");
    }

    private static Optional<String> atMost(int bits, int most) {
        return bits <= most ? Optional.empty() : Optional.of("must have at most " + most + " bits, but has " + bits);
    }

    private static Optional<String> rsa(RSAPublicKey key) {
        BigInteger modulus = key.getModulus();
        BigInteger exponent = key.getPublicExponent();
        if (modulus.signum() <= 0
                || !modulus.testBit(0)
                || !exponent.testBit(0)
                || exponent.compareTo(BigInteger.TWO) < 0
                || exponent.bitLength() > LONGEST_EXPONENT) {
            return Optional.of("must have an odd modulus, and an odd exponent of 2 to " + LONGEST_EXPONENT + " bits");
        }
        return atMost(modulus.bitLength(), LONGEST_RSA);
    }

    private static Optional<String> dsa(DSAPublicKey key) {
        DSAParams parameters = key.getParams();
        if (parameters == null) {
            return Optional.of("has no parameters");
        }
        BigInteger p = parameters.getP();
        BigInteger q = parameters.getQ();
        if (p.bitLength() > LONGEST_DSA) {
            return atMost(p.bitLength(), LONGEST_DSA);
        }
        boolean sound = p.signum() > 0
                && p.testBit(0)
                && q.signum() > 0
                && q.testBit(0)
                && q.bitLength() >= SHORTEST_Q
                && q.bitLength() <= LONGEST_Q
                && p.subtract(BigInteger.ONE).mod(q).signum() == 0
                && isBetween(parameters.getG(), p)
                && isBetween(key.getY(), p);
        return sound ? Optional.empty() : Optional.of("has parameters that do not fit together");
    }

    private static boolean isBetween(BigInteger number, BigInteger p) {
        return number.compareTo(BigInteger.ONE) > 0 && number.compareTo(p) < 0;
    }
}
