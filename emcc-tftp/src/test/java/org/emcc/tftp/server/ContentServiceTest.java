package org.emcc.tftp.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.emcc.core.id.DeviceName;
import org.emcc.tftp.client.FetchOutcome;
import org.emcc.tftp.client.TftpClient;
import org.emcc.tftp.content.CachedContent;
import org.emcc.tftp.content.Content;
import org.emcc.tftp.content.ContentName;
import org.emcc.tftp.content.DeviceTrustLists;
import org.emcc.tftp.content.OverlayDirectory;
import org.emcc.tftp.content.SignedContent;
import org.emcc.tftp.trust.FileDigest;
import org.emcc.tftp.trust.FileSigner;
import org.emcc.tftp.trust.Identities;
import org.emcc.tftp.trust.Identities.Identity;
import org.emcc.tftp.trust.SignatureCheck;
import org.emcc.tftp.trust.SignedFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole service: static files, built files, trust lists and both forms of each, under TFTP and HTTP. */
@Timeout(60)
class ContentServiceTest {
    private static final InetSocketAddress FREE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Identity IDENTITY = Identities.rsa("CN=service,O=Lab", "52", 2048);
    private static final String PHONE = "SEP0011AABBCCDD.cnf.xml";

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private volatile String user = "nobody";
    private CachedContent built = CachedContent.of(name -> Optional.empty(), threads);
    private OverlayDirectory overlay;
    private SignedContent service;
    private TftpServer tftp;
    private ContentHttpServer http;
    private TftpClient client;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(folder.resolve("ITLFile.tlv"), "the list");
        Files.writeString(folder.resolve("RingList.xml"), "<rings/>");
        FileSigner signer = IDENTITY.signer();
        Files.write(
                folder.resolve("load.loads.sgn"),
                SignedFile.builder("load.loads.sgn", new byte[] {1, 2, 3}, java.time.Instant.EPOCH)
                        .build(signer)
                        .encode());
        built = CachedContent.builder(this::build, threads)
                .names(name -> name.value().endsWith(".xml"))
                .build();
        overlay = OverlayDirectory.builder(folder).over(built).build();
        service = SignedContent.builder(
                        DeviceTrustLists.of(overlay, DeviceName.of("SEP0011AABBCCDD")::equals), signer, threads)
                .digest(FileDigest.SHA_512)
                .build();
        tftp = TftpServer.builder(FREE, service).start();
        http = ContentHttpServer.builder(FREE, service).start();
        client = TftpClient.builder().open();
    }

    @AfterEach
    void close() {
        client.close();
        http.close();
        tftp.close();
        threads.shutdownNow();
    }

    private Optional<Content> build(ContentName name) {
        return name.phone().isPresent()
                ? Optional.of(Content.of(("<device>" + user + "</device>").getBytes(UTF_8), user))
                : Optional.empty();
    }

    /** What both transports give, which must be the same; empty when there is no such file. */
    private Optional<byte[]> both(String name) throws Exception {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + http.address().getPort() + "/" + name)
                        .toURL()
                        .openConnection();
        FetchOutcome outcome = client.fetch(tftp.address(), name);
        if (connection.getResponseCode() == 404) {
            assertThat(outcome).isEqualTo(new FetchOutcome.NotFound());
            return Optional.empty();
        }
        try (InputStream in = connection.getInputStream()) {
            byte[] body = in.readAllBytes();
            assertThat(((FetchOutcome.Fetched) outcome).bytes()).isEqualTo(body);
            return Optional.of(body);
        }
    }

    @Test
    void bothTransportsHaveBothFormsOfTheSameVersion() throws Exception {
        for (int i = 0; i < 3; i++) {
            user = "user" + i;
            built.invalidate(ContentName.of(PHONE));
            byte[] plain = ("<device>user" + i + "</device>").getBytes(UTF_8);

            SignedFile signed = SignedFile.decodeOrThrow(both(PHONE + ".sgn").orElseThrow());

            assertThat(both(PHONE))
                    .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(plain));
            assertThat(signed.content()).isEqualTo(plain);
            assertThat(signed.verify(IDENTITY.certificate().getPublicKey()))
                    .isEqualTo(new SignatureCheck.Genuine(FileDigest.SHA_512));
        }
        assertThat(service.counters().and(built.counters()).toMap())
                .containsEntry("BuildSignCount", 3L)
                .containsEntry("BuildDeviceCount", 3L)
                .containsEntry("BuildAbortCount", 0L);
        assertThat(http.counters().toMap())
                .containsEntry("HttpRequests", 6L)
                .containsEntry("HttpRequestsNotFound", 0L)
                .containsEntry("HttpRequestsOverflow", 0L);
    }

    @Test
    void staticFilesAndTrustListsHaveBothFormsToo() throws Exception {
        SignedFile rings = SignedFile.decodeOrThrow(both("RingList.xml.sgn").orElseThrow());
        assertThat(rings.content()).isEqualTo("<rings/>".getBytes(UTF_8));
        assertThat(rings.header().fileName()).isEqualTo("RingList.xml.sgn");
        assertThat(both("load.loads"))
                .hasValueSatisfying(bytes -> assertThat(bytes).containsExactly(1, 2, 3));
        assertThat(both("ITLSEP0011AABBCCDD.tlv"))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo("the list".getBytes(UTF_8)));
        for (String none : new String[] {
            "ITLSEP0011AABBCCDE.tlv", "CTLSEP0011AABBCCDD.tlv", PHONE.replace(".xml", ".xml.enc.sgn"), "x.sgn.sgn"
        }) {
            assertThat(both(none)).as(none).isEmpty();
        }
        Files.writeString(folder.resolve("RingList.xml"), "<rings2/>");
        overlay.refresh();
        assertThat(SignedFile.decodeOrThrow(both("RingList.xml.sgn").orElseThrow())
                        .content())
                .isEqualTo("<rings2/>".getBytes(UTF_8));
    }
}
