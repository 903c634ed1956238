package org.emcc.certs.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.DSAParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;
import java.security.spec.NamedParameterSpec;
import org.jspecify.annotations.Nullable;
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

    private record Rsa(BigInteger modulus, BigInteger exponent) implements RSAPublicKey {
        @Override
        public BigInteger getModulus() {
            return modulus;
        }

        @Override
        public BigInteger getPublicExponent() {
            return exponent;
        }

        @Override
        public String getAlgorithm() {
            return "RSA";
        }

        @Override
        public String getFormat() {
            return "none";
        }

        @Override
        public byte[] getEncoded() {
            return new byte[0];
        }
    }

    private record Ec(@Nullable ECParameterSpec spec) implements ECPublicKey {
        static Ec ofBits(int bits) {
            EllipticCurve curve = new EllipticCurve(() -> bits, BigInteger.ONE, BigInteger.ONE);
            return new Ec(new ECParameterSpec(curve, new ECPoint(BigInteger.ONE, BigInteger.ONE), BigInteger.TEN, 1));
        }

        @Override
        public @Nullable ECParameterSpec getParams() {
            return spec;
        }

        @Override
        public ECPoint getW() {
            return ECPoint.POINT_INFINITY;
        }

        @Override
        public String getAlgorithm() {
            return "EC";
        }

        @Override
        public String getFormat() {
            return "none";
        }

        @Override
        public byte[] getEncoded() {
            return new byte[0];
        }
    }

    private record Dsa(@Nullable DSAParameterSpec spec, BigInteger number) implements DSAPublicKey {
        @Override
        public @Nullable DSAParameterSpec getParams() {
            return spec;
        }

        @Override
        public BigInteger getY() {
            return number;
        }

        @Override
        public String getAlgorithm() {
            return "DSA";
        }

        @Override
        public String getFormat() {
            return "none";
        }

        @Override
        public byte[] getEncoded() {
            return new byte[0];
        }
    }

    private static BigInteger odd(int bits) {
        return BigInteger.ONE.shiftLeft(bits - 1).setBit(0);
    }

    /** A p of so many bits that fits to q: odd, unless q has to be taken an odd number of times. */
    private static BigInteger fitting(int bits, BigInteger q, boolean even) {
        BigInteger step = q.multiply(BigInteger.TWO);
        BigInteger p = BigInteger.ONE
                .shiftLeft(bits - 1)
                .divide(step)
                .add(BigInteger.ONE)
                .multiply(step);
        return p.add(even ? q : BigInteger.ZERO).add(BigInteger.ONE);
    }

    private static boolean isSound(BigInteger p, BigInteger q, BigInteger g, BigInteger y) {
        return SoundKeys.objection(new Dsa(new DSAParameterSpec(p, q, g), y)).isEmpty();
    }

    @Test
    void boundsAreMetToTheBit() {
        assertThat(SoundKeys.objection(Ec.ofBits(571))).isEmpty();
        assertThat(SoundKeys.objection(Ec.ofBits(572))).contains("must have at most 571 bits, but has 572");
        assertThat(SoundKeys.objection(new Ec(null))).contains("has no curve");
        assertThat(SoundKeys.objection(new Rsa(odd(16_385), PUBLIC)))
                .contains("must have at most 16384 bits, but has 16385");
        BigInteger two = BigInteger.TWO;
        for (int bits : new int[] {160, 256}) {
            assertThat(isSound(fitting(3072, odd(bits), false), odd(bits), two, two))
                    .isTrue();
        }
        for (int bits : new int[] {159, 257}) {
            assertThat(isSound(fitting(3072, odd(bits), false), odd(bits), two, two))
                    .as("q of %d bits", bits)
                    .isFalse();
        }
        assertThat(SoundKeys.objection(
                        new Dsa(new DSAParameterSpec(fitting(3073, odd(256), false), odd(256), two), two)))
                .contains("must have at most 3072 bits, but has 3073");
    }

    @Test
    void rsaHasNumbersThatMeanSomething() {
        assertThat(SoundKeys.objection(new Rsa(odd(2048), BigInteger.valueOf(3))))
                .isEmpty();
        for (BigInteger exponent : new BigInteger[] {
            BigInteger.valueOf(-3), BigInteger.ZERO, BigInteger.ONE, BigInteger.TWO, BigInteger.valueOf(4)
        }) {
            assertThat(SoundKeys.objection(new Rsa(odd(2048), exponent)))
                    .as("exponent %d", exponent)
                    .isPresent();
        }
        assertThat(SoundKeys.objection(new Rsa(odd(2048).negate(), PUBLIC))).isPresent();
        assertThat(SoundKeys.objection(new Rsa(BigInteger.ZERO, PUBLIC))).isPresent();
    }

    @Test
    void dsaHasNumbersBelowItsModulus() {
        BigInteger q = odd(160);
        BigInteger p = fitting(1024, q, false);
        BigInteger most = p.subtract(BigInteger.ONE);

        assertThat(isSound(p, q, BigInteger.TWO, most)).isTrue();
        assertThat(isSound(p, q, most, BigInteger.TWO)).isTrue();
        for (BigInteger other : new BigInteger[] {BigInteger.ONE, BigInteger.ZERO, BigInteger.valueOf(-2), p}) {
            assertThat(isSound(p, q, other, BigInteger.TWO)).as("g %d", other).isFalse();
            assertThat(isSound(p, q, BigInteger.TWO, other)).as("y %d", other).isFalse();
        }
        assertThat(isSound(fitting(1024, q, true), q, BigInteger.TWO, BigInteger.TWO))
                .as("an even p that fits")
                .isFalse();
        assertThat(isSound(fitting(1024, OddKeys.EVEN_Q, false), OddKeys.EVEN_Q, BigInteger.TWO, BigInteger.TWO))
                .as("an even q that fits")
                .isFalse();
        assertThat(isSound(p.add(BigInteger.TWO), q, BigInteger.TWO, BigInteger.TWO))
                .as("a p that does not fit")
                .isFalse();
        assertThat(SoundKeys.objection(new Dsa(null, BigInteger.TWO))).contains("has no parameters");
    }
}
