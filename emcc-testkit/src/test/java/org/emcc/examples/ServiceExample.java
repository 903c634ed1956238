package org.emcc.examples;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.bundle.NodeIdentity;
import org.emcc.core.directory.Directories;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.login.HomeCluster;
import org.emcc.testkit.fixture.Addresses;
import org.emcc.testkit.fixture.Company;
import org.emcc.tftp.client.FetchOutcome;
import org.emcc.tftp.client.TftpClient;
import org.emcc.tftp.content.ClusterPhoneFiles;
import org.emcc.tftp.content.DeviceTrustLists;
import org.emcc.tftp.content.OverlayDirectory;
import org.emcc.tftp.content.SignedContent;
import org.emcc.tftp.server.ContentHttpServer;
import org.emcc.tftp.server.TftpServer;
import org.emcc.tftp.trust.FileSigner;
import org.emcc.tftp.trust.SignedFile;

final class ServiceExample {
    private ServiceExample() {}

    static String run(Path folder, HomeCluster home) throws IOException {
        ServiceAddress somewhere = ServiceAddress.of("192.0.2.10");
        Directories data =
                Directories.of(Company.london().configuration(new Addresses(somewhere, somewhere, somewhere)));
        ClusterPhoneFiles files = ClusterPhoneFiles.of(data, Clock.systemUTC());
        InetAddress own = InetAddress.getLoopbackAddress();
        int tftpPort = 0;
        int httpPort = 0;
        NodeIdentity node =
                NodeIdentity.selfSigned("cucm-lon", CertificateType.TFTP).generate();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        // tag::readme[]
        OverlayDirectory all = OverlayDirectory.builder(
                        folder) // ring lists, loads, ITLFile.tlv: refresh() after a change
                .over(files) // the ClusterPhoneFiles of HomeCluster and VisitingCluster
                .build();
        DeviceTrustLists lists = DeviceTrustLists.of(
                all,
                device -> data.devices().phone(device).isPresent()
                        || home.temporaryDevice(device).isPresent());
        FileSigner signer = FileSigner.of(node.certificate().certificate(), node.privateKey());
        SignedContent service = SignedContent.builder(lists, signer, threads).build(); // X and X.sgn

        try (TftpServer tftp = TftpServer.builder(new InetSocketAddress(own, tftpPort), service)
                        .start(); // 69
                ContentHttpServer http = ContentHttpServer.builder(new InetSocketAddress(own, httpPort), service)
                        .start(); // 6970
                TftpClient client = TftpClient.builder().open()) {
            FetchOutcome outcome = client.fetch(tftp.address(), "SEP0011AABBCCD1.cnf.xml.sgn");
            // end::readme[]
            byte[] fetched = ((FetchOutcome.Fetched) outcome).bytes();
            FetchOutcome list = client.fetch(tftp.address(), "ITL" + DeviceName.of("SEP0011AABBCCD1") + ".tlv");
            return SignedFile.decodeOrThrow(fetched).header().fileName() + " "
                    + ((FetchOutcome.Fetched) list).bytes().length + " "
                    + (http.address().getPort() > 0);
        } finally {
            threads.shutdown();
        }
    }
}
