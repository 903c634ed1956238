package org.emcc.testkit.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.bundle.KeyKind;
import org.emcc.certs.bundle.NodeIdentity;
import org.emcc.certs.trust.ClusterTls;
import org.emcc.certs.trust.TrustStoreName;
import org.emcc.certs.trust.TrustStores;
import org.emcc.tftp.content.Content;
import org.emcc.tftp.content.ContentAnswer;
import org.emcc.tftp.content.ContentRequest;
import org.emcc.tftp.content.Transport;
import org.emcc.tftp.server.ContentHttpServer;
import org.emcc.tftp.server.ContentHttpServer.ClientCertificate;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The JDK's own client against the server of files; the module of that server does not read the client's. */
@Timeout(60)
class ContentHttpClientTest {
    private static final InetSocketAddress FREE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final byte[] LARGE = "0123456789".repeat(300_000).getBytes(UTF_8);

    private final Queue<ContentRequest> asked = new ConcurrentLinkedQueue<>();
    private final NodeIdentity identity = NodeIdentity.selfSigned("files.example.com", CertificateType.TOMCAT)
            .addresses(List.of(InetAddress.getLoopbackAddress()))
            .key(KeyKind.EC_P256)
            .generate();
    private final TrustStores trust = TrustStores.of(
            Map.of(TrustStoreName.TOMCAT_TRUST, List.of(identity.certificate().certificate())));

    private ContentAnswer find(ContentRequest request) {
        asked.add(request);
        return switch (request.name().value()) {
            case "a.xml" -> new ContentAnswer.Found(Content.of("<a/>".getBytes(UTF_8), "version 1"));
            case "large" -> new ContentAnswer.Found(Content.of(LARGE, "2"));
            case "busy" -> new ContentAnswer.Busy();
            default -> new ContentAnswer.NotFound();
        };
    }

    private ContentHttpServer server(Transport transport) {
        ContentHttpServer.Builder builder = ContentHttpServer.builder(FREE, this::find);
        return transport == Transport.HTTPS
                ? builder.tls(ClusterTls.context(identity, trust, Clock.systemUTC()), ClientCertificate.NONE)
                        .start()
                : builder.start();
    }

    private HttpClient client(HttpClient.Version version) throws Exception {
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(
                null,
                new TrustManager[] {ClusterTls.trustManager(trust, TrustStoreName.TOMCAT_TRUST, Clock.systemUTC())},
                null);
        return HttpClient.newBuilder().version(version).sslContext(tls).build();
    }

    @ParameterizedTest
    @EnumSource(
            value = Transport.class,
            names = {"HTTP", "HTTPS"})
    void isServedOnOneConnectionWithItsTags(Transport transport) throws Exception {
        try (ContentHttpServer server = server(transport)) {
            HttpClient client = client(HttpClient.Version.HTTP_1_1);
            HttpRequest.Builder file = request(server, transport, "/A.xml");

            HttpResponse<byte[]> first = send(client, file);

            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(first.body()).isEqualTo("<a/>".getBytes(UTF_8));
            assertThat(header(first, "Content-Type")).isEqualTo("text/xml");
            assertThat(header(first, "Cache-Control")).isEqualTo("no-store");
            String tag = header(first, "ETag");
            HttpResponse<byte[]> same =
                    send(client, request(server, transport, "/a.xml").header("If-None-Match", "W/\"x\", " + tag));
            assertThat(same.statusCode()).isEqualTo(304);
            assertThat(same.body()).isEmpty();
            assertThat(header(same, "ETag")).isEqualTo(tag);
            assertThat(send(client, request(server, transport, "/a.xml").header("If-None-Match", "\"other\""))
                            .statusCode())
                    .isEqualTo(200);
            // Files have versions and no dates, so that a date decides nothing and the file is sent.
            HttpResponse<byte[]> dated = send(
                    client,
                    request(server, transport, "/a.xml").header("If-Modified-Since", "Sun, 22 Nov 2026 08:00:00 GMT"));
            assertThat(dated.statusCode()).isEqualTo(200);
            assertThat(dated.headers().firstValue("Last-Modified")).isEmpty();
            HttpResponse<byte[]> head = send(
                    client, request(server, transport, "/large").method("HEAD", HttpRequest.BodyPublishers.noBody()));
            assertThat(header(head, "Content-Length")).isEqualTo(Integer.toString(LARGE.length));
            assertThat(head.body()).isEmpty();
            assertThat(send(client, request(server, transport, "/large")).body())
                    .isEqualTo(LARGE);
            assertThat(send(client, request(server, transport, "/none")).statusCode())
                    .isEqualTo(404);
            HttpResponse<byte[]> busy = send(client, request(server, transport, "/busy"));
            assertThat(busy.statusCode()).isEqualTo(503);
            assertThat(header(busy, "Retry-After")).isEqualTo("2");

            assertThat(asked.stream().map(ContentRequest::transport)).containsOnly(transport);
            assertThat(asked.stream().map(ContentRequest::client).distinct())
                    .as("one connection for all")
                    .hasSize(1);
        }
    }

    /** A client that would speak HTTP/2 is answered as one that does not. */
    @ParameterizedTest
    @EnumSource(
            value = Transport.class,
            names = {"HTTP", "HTTPS"})
    void answersAClientThatWouldSpeakHttp2(Transport transport) throws Exception {
        try (ContentHttpServer server = server(transport)) {
            HttpResponse<byte[]> answer =
                    send(client(HttpClient.Version.HTTP_2), request(server, transport, "/large?x=1"));

            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThat(answer.body()).isEqualTo(LARGE);
        }
    }

    private static HttpRequest.Builder request(ContentHttpServer server, Transport transport, String target) {
        String scheme = transport == Transport.HTTPS ? "https" : "http";
        return HttpRequest.newBuilder(
                URI.create(scheme + "://127.0.0.1:" + server.address().getPort() + target));
    }

    private static HttpResponse<byte[]> send(HttpClient client, HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<byte[]> response, String name) {
        return response.headers().firstValue(name).orElseThrow();
    }
}
