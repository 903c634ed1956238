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
            PBEKeySpec spec = new PBEKeySpec(characters, salt, iterations, BYTES * 8);
            try {
                return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                        .generateSecret(spec)
                        .getEncoded();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this JDK lacks PBKDF2WithHmacSHA256", e);
            } finally {
                spec.clearPassword();
                Arrays.fill(characters, '\0');
            }
        };
    }
}
