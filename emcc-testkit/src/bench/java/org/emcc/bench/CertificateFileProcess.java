package org.emcc.bench;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.emcc.certs.pkcs12.CertificateFile;
import org.emcc.certs.pkcs12.FilePassword;
import org.emcc.certs.pkcs12.Pkcs12Limits;
import org.jspecify.annotations.Nullable;

/** Reads one file in a virtual machine of its own, and says how many milliseconds that took. */
final class CertificateFileProcess {
    private CertificateFileProcess() {}

    public static void main(String[] arguments) throws Exception {
        long begin = System.nanoTime();
        char[] password = "changeit".toCharArray();
        byte[] octets = Files.readAllBytes(Path.of(arguments[1]));
        int read = switch (arguments[0]) {
            case "SDK" ->
                CertificateFile.decodeOrThrow(octets, FilePassword.of(password), Pkcs12Limits.DEFAULTS)
                        .bags()
                        .size();
            case "Java" -> size(KeyStore.getInstance("PKCS12"), octets, password);
            default -> ByBouncyCastle.read(octets, arguments[1].contains("PLAIN") ? null : password);
        };
        if (read == 0) {
            throw new IllegalStateException("nothing was read");
        }
        System.out.println((System.nanoTime() - begin) / 1e6);
    }

    /** Apart, because to verify it takes the provider's signed archive to be opened, and only who uses it is to pay for that. */
    private static final class ByBouncyCastle {
        private ByBouncyCastle() {}

        static int read(byte[] octets, char @Nullable [] password) throws Exception {
            return size(KeyStore.getInstance("PKCS12", new BouncyCastleProvider()), octets, password);
        }
    }

    private static int size(KeyStore store, byte[] octets, char @Nullable [] password) throws Exception {
        store.load(new ByteArrayInputStream(octets), password);
        return store.size();
    }
}
