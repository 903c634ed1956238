package org.emcc.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.bundle.KeyKind;
import org.emcc.certs.bundle.NodeIdentity;
import org.emcc.certs.trust.ClusterTls;
import org.emcc.certs.trust.TrustStoreName;
import org.emcc.certs.trust.TrustStores;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.directory.Directories;
import org.emcc.core.em.EmApp;
import org.emcc.core.em.PhoneInput;
import org.emcc.core.em.PhonePage;
import org.emcc.core.em.PhonePageCodec;
import org.emcc.core.em.PhoneText;
import org.emcc.core.em.http.EmClusterLink;
import org.emcc.core.em.http.EmService;
import org.emcc.core.gateway.ClusterLink;
import org.emcc.core.gateway.Credentials;
import org.emcc.core.gateway.InMemoryCredentials;
import org.emcc.core.gateway.ResetOutcome;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.login.VisitingCluster;
import org.emcc.testing.Canary;
import org.emcc.testkit.fixture.Addresses;
import org.emcc.testkit.fixture.Company;
import org.emcc.tftp.content.ClusterPhoneFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two clusters whose EM services a servlet container hosts, with TLS on both sides between them. */
class ServletHostTest {
    private static final ServiceAddress SOMEWHERE = ServiceAddress.of("192.0.2.10");
    private static final Addresses ADDRESSES = new Addresses(SOMEWHERE, SOMEWHERE, SOMEWHERE);
    /** Nothing here is about a deadline: a host that stalls for some seconds fails nothing. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Clock clock = Clock.systemUTC();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final Map<String, InetSocketAddress> hosts = new ConcurrentHashMap<>();
    private final NodeIdentity nyc = identity(Company.newYork());
    private final NodeIdentity lon = identity(Company.london());
    private final TrustStores trust = TrustStores.of(Map.of(
            TrustStoreName.TOMCAT_TRUST,
            List.of(nyc.certificate().certificate(), lon.certificate().certificate())));

    private static NodeIdentity identity(Company company) {
        return NodeIdentity.selfSigned(company.node(), CertificateType.TOMCAT)
                .addresses(List.of(InetAddress.getLoopbackAddress()))
                .key(KeyKind.EC_P256)
                .generate();
    }

    @AfterEach
    void close() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    private <T extends AutoCloseable> T closing(T resource) {
        open.add(resource);
        return resource;
    }

    /** A cluster in a container of its own, as an application would build it. */
    private URI host(Company company, NodeIdentity identity) throws Exception {
        X509ExtendedKeyManager keys = ClusterTls.keyManager(identity);
        X509ExtendedTrustManager trusted = ClusterTls.trustManager(trust, TrustStoreName.TOMCAT_TRUST, clock);
        EmClusterLink link = closing(EmClusterLink.builder(keys, trusted)
                .resolver(address -> hosts.get(address.host()))
                .connectTime(PATIENCE)
                .queryDeadline(PATIENCE)
                .loginDeadline(PATIENCE)
                .build());
        Server server = new Server();
        HttpConfiguration http = new HttpConfiguration();
        http.addCustomizer(new SecureRequestCustomizer(false)); // no name is indicated where an address is called
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(ClusterTls.context(identity, trust, clock));
        tls.setWantClientAuth(true);
        ServerConnector connector = new ServerConnector(server, tls, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler handler = new ServletContextHandler("/");
        ServletHolder holder = new ServletHolder(new ServletHost(service(company, link)));
        holder.setAsyncSupported(true);
        handler.addServlet(holder, "/");
        server.setHandler(handler);
        server.start();
        open.add(server::stop);
        hosts.put(company.node(), new InetSocketAddress(InetAddress.getLoopbackAddress(), connector.getLocalPort()));
        return URI.create("https://127.0.0.1:" + connector.getLocalPort());
    }

    private EmService service(Company company, ClusterLink link) {
        ClusterConfiguration configuration = company.configuration(ADDRESSES);
        Directories directories = Directories.of(configuration);
        InMemoryCredentials pins =
                Credentials.inMemory(clock, new SecureRandom()).withIterations(1_000);
        company.pins().forEach(pins::set);
        ClusterPhoneFiles files = ClusterPhoneFiles.of(directories, clock);
        HomeCluster home = closing(HomeCluster.builder(directories, pins, files, link)
                .control(device -> CompletableFuture.completedFuture(ResetOutcome.ACCEPTED))
                .noticeDeadline(PATIENCE)
                .portDeadline(PATIENCE)
                .lease(PATIENCE.multipliedBy(2))
                .build());
        VisitingCluster visiting = closing(VisitingCluster.builder(
                        directories,
                        link,
                        files,
                        device -> EmApp.logoutUri(
                                URI.create("https://" + company.node() + "/emapp/EMAppServlet"), device))
                .control(device -> CompletableFuture.completedFuture(ResetOutcome.ACCEPTED))
                .searchDeadline(PATIENCE)
                .homeDeadline(PATIENCE)
                .portDeadline(PATIENCE)
                .lease(PATIENCE.multipliedBy(2))
                .build());
        return EmService.builder(home, visiting, directories.cluster()).build();
    }

    /** A phone trusts the service and has no certificate. */
    private SSLContext phone() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                null, new TrustManager[] {ClusterTls.trustManager(trust, TrustStoreName.TOMCAT_TRUST, clock)}, null);
        return context;
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(phone())
                .build()
                .send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private PhonePage page(String url) throws Exception {
        HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(URI.create(url)));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow().replace(" ", ""))
                .isEqualToIgnoringCase("text/xml;charset=utf-8");
        Canary.mustNotBeIn("an answer of the container", new String(answer.body(), StandardCharsets.UTF_8));
        return PhonePageCodec.decodeOrThrow(answer.body());
    }

    /** The login goes from London's container to New York's, as messages of clusters. */
    @Test
    void aPhoneLogsInAndOutThroughTheContainer() throws Exception {
        host(Company.newYork(), nyc);
        URI service = host(Company.london(), lon).resolve("/emapp/EMAppServlet");

        PhoneInput form = (PhoneInput) page(service + "?device=SEP0011AABBCCD1&EMCC=true");
        assertThat(form.url()).startsWith(service + "?");
        assertThat(page(form.url() + "&userid=alice&seq=" + Canary.PIN).head().prompt())
                .isEqualTo("Login successful");
        PhoneText question = (PhoneText) page(form.url());
        assertThat(question.text()).isEqualTo("Log out alice?");
        assertThat(page(question.head().softKeys().get(0).url()).head().prompt())
                .isEqualTo("Logout successful");
    }

    @Test
    void answersStatusesAsTheOtherServerDoes() throws Exception {
        URI base = host(Company.newYork(), nyc);
        String form = "xml=" + URLEncoder.encode("<emccRequest/>", StandardCharsets.UTF_8);

        assertThat(send(HttpRequest.newBuilder(base.resolve("/emservice/EMServiceServlet"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(form)))
                        .statusCode())
                .as("a cluster without a certificate")
                .isEqualTo(403);
        HttpResponse<byte[]> put = send(HttpRequest.newBuilder(base.resolve("/emservice/EMServiceServlet"))
                .PUT(HttpRequest.BodyPublishers.ofString(form)));
        assertThat(put.statusCode()).isEqualTo(405);
        assertThat(put.headers().firstValue("Allow")).contains("POST, GET");
        assertThat(send(HttpRequest.newBuilder(base.resolve("/nothing"))).statusCode())
                .isEqualTo(404);
    }
}
