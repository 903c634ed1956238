package org.emcc.certs.pkcs12;

import java.math.BigInteger;
import org.emcc.core.Problem;

/** Turns what the platform throws on malformed input into the one checked exception, and checks what costs work. */
final class Guard {
    private Guard() {}

    /** A count or a size that breaks a limit: the whole file is refused, whatever part of it holds the count. */
    static final class LimitException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        LimitException(String where, String message) {
            super(message);
            this.problem = new Problem(where, message);
        }

        Problem problem() {
            return problem;
        }
    }

    /** What to throw for that which the platform throws on malformed input. */
    static MalformedException unreadable(String where, Exception e) {
        return new MalformedException(
                where, "is not what PKCS#12 puts there (" + e.getClass().getSimpleName() + ")");
    }

    static int iterations(BigInteger count, String where, Pkcs12Limits limits) throws MalformedException {
        if (count.signum() <= 0) {
            throw new MalformedException(where, "must have an iteration count of 1 or more");
        }
        if (count.bitLength() > 31 || count.intValue() > limits.iterations()) {
            throw new LimitException(
                    where,
                    "must have an iteration count of at most " + limits.iterations() + ", but asks for " + count);
        }
        return count.intValue();
    }

    /** A factor of the work of scrypt: none that is sensible comes near to 2^24. */
    static int scrypt(BigInteger value, String where) throws MalformedException {
        if (value.signum() <= 0) {
            throw new MalformedException(where, "must have parameters of scrypt of 1 or more");
        }
        if (value.bitLength() > 24) {
            throw new LimitException(where, "must have parameters of scrypt below 2^24, but asks for " + value);
        }
        return value.intValueExact();
    }

    static Slice salt(Slice salt, String where, Pkcs12Limits limits) throws MalformedException {
        if (salt.length() == 0) {
            throw new MalformedException(where, "must have a salt");
        }
        if (salt.length() > limits.saltBytes()) {
            throw new LimitException(
                    where, "must have a salt of at most " + limits.saltBytes() + " bytes, but has " + salt.length());
        }
        return salt;
    }
}
