package org.emcc.certs.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.DSAPublicKey;
import java.security.spec.NamedParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoundKeysTest {
    private static final BigInteger PUBLIC = BigInteger.valueOf(65_537);

    private static PublicKey generated(String algorithm, int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        return generator.generateKeyPair().getPublic();
    }

    private static PublicKey rsa(int bits) {
        return OddKeys.rsa(BigInteger.ONE.shiftLeft(bits - 1).setBit(0), PUBLIC).getPublicKey();
    }

    @ParameterizedTest
    @CsvSource({"RSA, 2048", "EC, 256", "EC, 521", "DSA, 1024", "DSA, 2048", "Ed25519, 0", "Ed448, 0"})
    void keysOfEveryDayAreSound(String algorithm, int bits) throws Exception {
        PublicKey key = bits == 0
                ? KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPublic()
                : generated(algorithm, bits);

        assertThat(SoundKeys.objection(key)).isEmpty();
    }

    @Test
    void rsaHasALongestModulusAndExponent() {
        BigInteger modulus = BigInteger.ONE.shiftLeft(2047).setBit(0);
        BigInteger longest = BigInteger.ONE.shiftLeft(63).setBit(0);

        assertThat(SoundKeys.objection(rsa(16_384))).isEmpty();
        assertThat(SoundKeys.objection(OddKeys.rsa(modulus, longest).getPublicKey()))
                .isEmpty();
        for (BigInteger exponent : new BigInteger[] {longest.shiftLeft(1).setBit(0), BigInteger.valueOf(65_538)}) {
            assertThat(SoundKeys.objection(OddKeys.rsa(modulus, exponent).getPublicKey()))
                    .as(exponent.toString(16))
                    .isPresent();
        }
        assertThat(SoundKeys.objection(OddKeys.rsa(modulus.clearBit(0), PUBLIC).getPublicKey()))
                .isPresent();
    }

    @Test
    void dsaHasParametersThatFitTogether() throws Exception {
        DSAPublicKey good = (DSAPublicKey) generated("DSA", 1024);
        BigInteger p = good.getParams().getP();
        BigInteger q = good.getParams().getQ();

        assertThat(SoundKeys.objection(OddKeys.dsa(p, q).getPublicKey())).isEmpty();
        assertThat(SoundKeys.objection(OddKeys.dsa(OddKeys.EVEN_Q).getPublicKey()))
                .isPresent();
        for (BigInteger other : new BigInteger[] {
            BigInteger.ZERO,
            BigInteger.ONE,
            BigInteger.TWO,
            q.negate(),
            q.add(BigInteger.TWO),
            p.subtract(BigInteger.ONE),
            p.subtract(BigInteger.ONE).shiftRight(1)
        }) {
            assertThat(SoundKeys.objection(OddKeys.dsa(p, other).getPublicKey()))
                    .as(other.toString(16))
                    .isPresent();
        }
        for (BigInteger other :
                new BigInteger[] {p.negate(), p.subtract(q), p.add(BigInteger.ONE), BigInteger.ONE, BigInteger.ZERO}) {
            assertThat(SoundKeys.objection(OddKeys.dsa(other, q).getPublicKey()))
                    .as(other.toString(16))
                    .isPresent();
        }
        assertThat(SoundKeys.objection(
                        OddKeys.dsa(BigInteger.ONE.shiftLeft(100_000).setBit(0), q)
                                .getPublicKey()))
                .contains("must have at most 3072 bits, but has 100001");
    }

    @Test
    void whatIsNotKnownIsNotSound() throws Exception {
        assertThat(SoundKeys.objection(null)).isPresent();
        KeyPairGenerator x25519 = KeyPairGenerator.getInstance("XDH");
        x25519.initialize(NamedParameterSpec.X25519);
        assertThat(SoundKeys.objection(x25519.generateKeyPair().getPublic()))
                .contains("is of an algorithm that is not known here");
    }

    @Test
    void noSignatureIsCheckedWithAnUnsoundKey() {
        Issuing issuing = new Issuing();

        assertThat(issuing.objection(
                        OddKeys.dsa(BigInteger.ONE.shiftLeft(20_000).setBit(0), OddKeys.ODD_Q), OddKeys.issued("x")))
                .contains("cannot be checked, because its key must have at most 3072 bits, but has 20001");
        assertThat(issuing.objection(OddKeys.dsa(OddKeys.EVEN_Q), OddKeys.issued("x")))
                .contains("cannot be checked, because its key has parameters that do not fit together");
        assertThat(issuing.checked()).isZero();
    }
}
