package org.emcc.certs.plan;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.security.auth.x500.X500Principal;
import org.emcc.certs.pkcs12.CertificateBag;
import org.emcc.certs.pkcs12.FilePassword;
import org.emcc.certs.pkcs12.TrustStoreExport;
import org.emcc.certs.trust.TrustStoreName;
import org.emcc.certs.trust.TrustStores;
import org.emcc.testing.JsonText;

/**
 * A cluster that imports, as the notes tell it (certificates 1.4, 1.6, 1.11), written without the classes that plan: no import rules,
 * no reports. Its stores are files, so that a restart reads them again.
 */
final class SimulatedCluster {
    private static final Map<String, List<String>> TABLE = Map.of(
            "Tomcat", List.of("tomcat-trust"),
            "Tomcat-ECDSA", List.of("tomcat-trust"),
            "TFTP", List.of("CallManager-trust", "Phone-SAST-trust"),
            "ITL_Recovery", List.of("CallManager-trust", "Phone-SAST-trust"),
            "CAPF", List.of("CallManager-trust"));
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Map<String, byte[]> files = new TreeMap<>();

    SimulatedCluster(TrustStores begin) {
        for (TrustStoreName name : begin.names()) {
            write(name.value(), begin.certificates(name));
        }
    }

    private void write(String store, List<X509Certificate> certificates) {
        files.put(
                store,
                TrustStoreExport.of(
                                certificates.stream().map(CertificateBag::of).toList())
                        .jks(FilePassword.of(PASSWORD)));
    }

    private List<X509Certificate> read(String store) {
        byte[] file = files.get(store);
        List<X509Certificate> found = new ArrayList<>();
        if (file != null) {
            try {
                KeyStore keys = KeyStore.getInstance("JKS");
                keys.load(new ByteArrayInputStream(file), PASSWORD);
                for (String alias : Collections.list(keys.aliases())) {
                    found.add((X509Certificate) keys.getCertificate(alias));
                }
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
        return found;
    }

    TrustStores trust() {
        Map<TrustStoreName, List<X509Certificate>> all = new HashMap<>();
        files.keySet().forEach(store -> all.put(TrustStoreName.of(store), read(store)));
        return TrustStores.of(all);
    }

    /** Rule 1 to 3 of certificates 1.6 for one certificate. */
    void upload(String store, X509Certificate certificate) {
        if (certificate.getSubjectX500Principal().getName().contains("*")) {
            return;
        }
        List<X509Certificate> there = read(store);
        for (X509Certificate each : List.copyOf(there)) {
            if (name(each).equals(name(certificate))) {
                boolean other = !each.getSerialNumber().equals(certificate.getSerialNumber());
                if (!other
                        || !certificate
                                .getNotBefore()
                                .toInstant()
                                .isAfter(each.getNotBefore().toInstant())) {
                    return;
                }
                there.remove(each);
            }
        }
        there.add(certificate);
        write(store, there);
    }

    private static String name(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName(X500Principal.CANONICAL);
    }

    /** One entry of a bulk file, into the stores of its type. */
    void importOne(String type, X509Certificate certificate) {
        TABLE.getOrDefault(type, List.of()).forEach(store -> upload(store, certificate));
    }

    /** A call as the REST interface takes it. */
    void post(String body) {
        Map<?, ?> json = (Map<?, ?>) JsonText.read(body);
        for (Object service : (List<?>) json.get("service")) {
            for (Object pem : (List<?>) json.get("certificates")) {
                try {
                    upload(service + "-trust", (X509Certificate) CertificateFactory.getInstance("X.509")
                            .generateCertificate(
                                    new ByteArrayInputStream(pem.toString().getBytes(StandardCharsets.US_ASCII))));
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }
        }
    }
}
