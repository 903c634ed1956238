package org.emcc.testkit.contract;

import java.nio.file.Path;
import java.util.Optional;
import org.emcc.certs.depot.CertificateDepot;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The depot in a directory, and one that an application brings. */
class CertificateDepotTest {
    @TempDir
    Path folder;

    @Nested
    class Directory extends CertificateDepotContract {
        @Override
        protected CertificateDepot newDepot() {
            return CertificateDepot.directory(folder);
        }

        @Override
        protected CertificateDepot otherCluster(CertificateDepot depot) {
            return CertificateDepot.directory(folder);
        }

        @Override
        protected Optional<CertificateDepot> newDepotThatIsAway() {
            return Optional.of(CertificateDepot.directory(folder.resolve("not-mounted")));
        }
    }

    @Nested
    class Own extends CertificateDepotContract {
        @Override
        protected CertificateDepot newDepot() {
            return new InMemoryDepot();
        }

        @Override
        protected CertificateDepot otherCluster(CertificateDepot depot) {
            return depot;
        }
    }
}
