package org.emcc.core.em.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Self-signed certificates made by the keytool of the running JDK. */
final class TestKeys {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final KeyStore all;

    private TestKeys(KeyStore all) {
        this.all = all;
    }

    /** New York by an alternative name, London by a common name only, and two that are neither. */
    static TestKeys make(Path folder) throws Exception {
        Path store = folder.resolve("keys.p12");
        add(store, "nyc", "CN=nyc", "san=dns:CUCM-nyc.example.com,ip:10.9.9.9,ip:2001:db8::1");
        add(store, "lon", "CN=cucm-lon.example.com,O=x\\,CN\\=other.example.com", "");
        add(store, "other", "CN=cucm-lon.example.com", "san=dns:other.example.com,dns:*.example.com");
        add(store, "stranger", "CN=cucm-lon.example.com", "");
        return load(folder);
    }

    /** Those that were made in a folder before, by another process perhaps. */
    static TestKeys load(Path folder) throws Exception {
        Path store = folder.resolve("keys.p12");
        KeyStore all = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            all.load(in, PASSWORD);
        }
        return new TestKeys(all);
    }

    private static void add(Path store, String alias, String subject, String extension) throws Exception {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        assumeTrue(Files.isExecutable(keytool), "skipped: this JDK has no keytool at " + keytool);
        List<String> command = new ArrayList<>(List.of(
                keytool.toString(), "-genkeypair", "-alias", alias, "-keyalg", "EC", "-groupname", "secp256r1"));
        command.addAll(List.of("-dname", subject, "-validity", "30", "-storetype", "PKCS12"));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", new String(PASSWORD)));
        if (!extension.isEmpty()) {
            command.addAll(List.of("-ext", extension));
        }
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("keytool ends").isTrue();
        assertThat(process.exitValue()).as("exit value of keytool").isZero();
    }

    java.security.cert.X509Certificate certificate(String alias) throws Exception {
        return (java.security.cert.X509Certificate) all.getCertificate(alias);
    }

    X509ExtendedKeyManager keys(String alias) throws Exception {
        KeyStore one = KeyStore.getInstance("PKCS12");
        one.load(null, PASSWORD);
        one.setKeyEntry(alias, all.getKey(alias, PASSWORD), PASSWORD, all.getCertificateChain(alias));
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(one, PASSWORD);
        return (X509ExtendedKeyManager) factory.getKeyManagers()[0];
    }

    X509ExtendedTrustManager trusting(String... aliases) throws Exception {
        KeyStore some = KeyStore.getInstance("PKCS12");
        some.load(null, PASSWORD);
        for (String alias : aliases) {
            some.setCertificateEntry(alias, all.getCertificate(alias));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(some);
        return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    }
}
