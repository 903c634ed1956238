package org.emcc.core.gateway;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.emcc.core.user.Pin;

/** Turns a PIN into what may be kept of it. */
@FunctionalInterface
interface PinHash {
    int BYTES = 32;

    byte[] of(Pin pin, byte[] salt);

    static PinHash pbkdf2(int iterations) {
        return (pin, salt) -> {
            char[] characters = pin.reveal();
            try {
                return pbkdf2(characters, salt, iterations);
            } finally {
                Arrays.fill(characters, '\0');
            }
        };
    }

    /** The same for any secret; the characters are the caller's to clear. */
    static byte[] pbkdf2(char[] secret, byte[] salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(secret, salt, iterations, BYTES * 8);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK lacks PBKDF2WithHmacSHA256", e);
        } finally {
            spec.clearPassword();
        }
    }
}
