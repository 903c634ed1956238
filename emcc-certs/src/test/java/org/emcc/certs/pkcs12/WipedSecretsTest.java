package org.emcc.certs.pkcs12;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.DERSequence;
import org.emcc.certs.pkcs12.Pkcs12Profile.Cover;
import org.emcc.certs.pkcs12.Pkcs12Profile.Seal;
import org.junit.jupiter.api.Test;

/** What is made of a password is zeros when the file is read or written, also where that fails. */
class WipedSecretsTest {
    private static final int ITERATIONS = 3;

    /** Keeps every array that has to be wiped. */
    private static final class Watching extends Derivations {
        private final List<byte[]> secrets = new ArrayList<>();

        private byte[] seen(byte[] secret) {
            assertThat(isSecret(secret)).as("it is not wiped before it is used").isTrue();
            secrets.add(secret);
            return secret;
        }

        private static boolean isSecret(byte[] octets) {
            for (byte each : octets) {
                if (each != 0) {
                    return true;
                }
            }
            return octets.length == 0;
        }

        @Override
        byte[] pbkdf2(FilePassword password, HashFunction hash, byte[] salt, int iterations, int octets)
                throws GeneralSecurityException {
            return seen(super.pbkdf2(password, hash, salt, iterations, octets));
        }

        @Override
        byte[] scrypt(FilePassword password, byte[] salt, int n, int r, int p, int octets) {
            return seen(super.scrypt(password, salt, n, r, p, octets));
        }

        @Override
        byte[] pkcs12(byte[] form, HashFunction hash, byte[] salt, Purpose purpose, int iterations, int octets)
                throws GeneralSecurityException {
            secrets.add(form);
            return seen(super.pkcs12(form, hash, salt, purpose, iterations, octets));
        }

        void areWiped(String what) {
            assertThat(secrets).as(what).isNotEmpty();
            assertThat(secrets).as(what).allSatisfy(each -> assertThat(each).containsOnly((byte) 0));
        }
    }

    private static byte[] written(Cover cover, Seal seal, FilePassword password, Derivations derivations) {
        return new Pkcs12Writer(cover, seal, ITERATIONS, 8, password, derivations).write(new DERSequence());
    }

    @Test
    void afterWritingAndReading() {
        for (String password : new String[] {"changeit", "пароль"}) {
            for (Cover cover : Cover.values()) {
                for (Seal seal : Seal.values()) {
                    if (cover == Cover.NONE && seal == Seal.NONE) {
                        continue;
                    }
                    FilePassword right = FilePassword.of(password.toCharArray());
                    Watching writing = new Watching();
                    byte[] file = written(cover, seal, right, writing);
                    writing.areWiped("written with " + cover + " and " + seal);
                    for (FilePassword tried : List.of(right, FilePassword.of("wrong".toCharArray()))) {
                        Watching reading = new Watching();
                        assertThat(Pkcs12Reader.read(file, tried, Pkcs12Limits.DEFAULTS, reading)
                                        .value()
                                        .isPresent())
                                .isEqualTo(tried.equals(right));
                        reading.areWiped("read with " + cover + " and " + seal);
                    }
                }
            }
        }
    }
}
