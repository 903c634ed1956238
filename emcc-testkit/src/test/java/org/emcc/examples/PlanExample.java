package org.emcc.examples;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.emcc.certs.bundle.BulkCertificates;
import org.emcc.certs.bundle.CertificateBundle;
import org.emcc.certs.bundle.CertificateChecks;
import org.emcc.certs.bundle.CertificateFinding;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.bundle.NodeCertificate;
import org.emcc.certs.bundle.NodeIdentity;
import org.emcc.certs.depot.CertificateDepot;
import org.emcc.certs.pkcs12.FilePassword;
import org.emcc.certs.plan.ClusterInventory;
import org.emcc.certs.plan.ExchangePlan;
import org.emcc.certs.trust.ImportRules;
import org.emcc.certs.trust.TrustStoreName;
import org.emcc.certs.trust.TrustStores;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.Release;

final class PlanExample {
    private PlanExample() {}

    /** A directory as an exchange leaves it. */
    static void exchange(Path folder) {
        BulkCertificates bulk = BulkCertificates.in(
                CertificateDepot.directory(folder), "10.1.2.3", FilePassword.of("changeit".toCharArray()));
        bulk.export(ClusterId.of("NYC"), of("cucm-nyc.example.com"));
        bulk.export(ClusterId.of("LON"), of("cucm-lon.example.com"));
        bulk.consolidate();
    }

    private static List<NodeCertificate> of(String publisher) {
        List<NodeCertificate> certificates = new ArrayList<>();
        for (CertificateType type :
                List.of(CertificateType.TOMCAT, CertificateType.TFTP, CertificateType.ITL_RECOVERY)) {
            certificates.add(NodeIdentity.selfSigned(publisher, type)
                    .commonName(type.equals(CertificateType.ITL_RECOVERY) ? "ITLRECOVERY_" + publisher : publisher)
                    .generate()
                    .certificate());
        }
        return certificates;
    }

    static String run(Path folder) {
        ClusterId nyc = ClusterId.of("NYC");
        ClusterId lon = ClusterId.of("LON");
        FilePassword password = FilePassword.of("changeit".toCharArray());
        TrustStores stores = TrustStores.empty();
        Clock clock = Clock.systemUTC();
        StringBuilder out = new StringBuilder();
        // tag::readme[]
        BulkCertificates bulk = BulkCertificates.in(CertificateDepot.directory(folder), "10.1.2.3", password);
        CertificateBundle bundle = bulk.consolidation().orElseThrow().bundle(); // what was read
        CertificateChecks<TrustStoreName> checks = CertificateChecks.by(ImportRules.DEFAULTS::storesOf);
        for (CertificateFinding each : checks.check(bundle).all()) {
            out.append(each.code()).append(": ").append(each.sentence()).append('\n');
        }

        ClusterInventory newYork = ClusterInventory.builder(nyc, Release.parse("14"), "cucm-nyc.example.com")
                .certificates(bundle) // those that its exports stated
                .build();
        ClusterInventory london = ClusterInventory.builder(lon, Release.parse("12.5.1"), "cucm-lon.example.com")
                .certificates(bundle)
                .trust(stores) // what it trusts now
                .build();
        ExchangePlan plan = ExchangePlan.builder(List.of(newYork, london), clock.instant())
                .bundle(bundle) // what is imported
                .build();
        out.append(plan.toText()); // imports, findings, restarts, trusts before and after, expiries
        // end::readme[]
        return out.toString();
    }
}
