package org.emcc.testkit.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.emcc.certs.depot.CertificateDepot;
import org.emcc.sftp.SftpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract over a real SFTP server. */
class SftpDepotTest extends CertificateDepotContract {
    @TempDir
    private Path folder;

    private SftpServer server;

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Override
    protected CertificateDepot newDepot() {
        server = new SftpServer(folder);
        return server.depot();
    }

    @Override
    protected CertificateDepot otherCluster(CertificateDepot depot) {
        return server.depot();
    }

    @Override
    protected boolean replacesInOneStep() {
        return false;
    }

    @Override
    protected Optional<CertificateDepot> newDepotThatIsAway() {
        SftpServer gone = new SftpServer(folder);
        CertificateDepot depot = gone.depot();
        try {
            gone.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(depot);
    }
}
