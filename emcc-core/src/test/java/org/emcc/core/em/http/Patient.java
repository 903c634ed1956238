package org.emcc.core.em.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.directory.Directories;
import org.emcc.core.em.ApiApplication;
import org.emcc.core.em.ApiWorld;
import org.emcc.core.em.TwoClusters;
import org.emcc.core.gateway.ClusterLink;
import org.emcc.core.gateway.Credentials;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.login.VisitingCluster;
import org.emcc.core.store.VisitingLoginStore;

/** Builders for tests that are not about a deadline: a host that stalls for some seconds must not fail them. */
final class Patient {
    static final Duration TIME = Duration.ofMinutes(1);
    /** For threads that are told to end; shorter than the half a minute after which an idle one ends by itself. */
    private static final Duration LEAVING = Duration.ofSeconds(25);

    private Patient() {}

    static EmClusterLink.Builder link(X509ExtendedKeyManager keys, X509ExtendedTrustManager trust) {
        return EmClusterLink.builder(keys, trust)
                .connectTime(TIME)
                .queryDeadline(TIME)
                .loginDeadline(TIME);
    }

    static UdsClient.Builder uds(SSLContext tls) {
        return UdsClient.builder(tls).deadline(TIME);
    }

    static EmApiClient.Builder api(URI base, ApiApplication application) {
        return EmApiClient.builder(base, application).connectTime(TIME).deadline(TIME);
    }

    /** At any free port of the loopback interface. */
    static EmServer.Builder server(X509ExtendedKeyManager keys, X509ExtendedTrustManager trust, EmService service) {
        return EmServer.builder(keys, trust, service)
                .bind(anyPort())
                .bodyDeadline(TIME)
                .answerDeadline(TIME);
    }

    static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    static HomeCluster home(ClusterConfiguration configuration, ClusterLink link) {
        return home(configuration, link, TwoClusters.credentials());
    }

    static HomeCluster home(ClusterConfiguration configuration, ClusterLink link, Credentials credentials) {
        return HomeCluster.builder(Directories.of(configuration), credentials, TwoClusters.noFiles(), link)
                .noticeDeadline(TIME)
                .portDeadline(TIME)
                .lease(TIME.multipliedBy(2))
                .build();
    }

    static VisitingCluster visiting(ClusterConfiguration configuration, ClusterLink link) {
        return TwoClusters.visitingBuilder(Directories.of(configuration), link)
                .searchDeadline(TIME)
                .homeDeadline(TIME)
                .portDeadline(TIME)
                .lease(TIME.multipliedBy(2))
                .build();
    }

    static ApiWorld world() {
        return new ApiWorld(parameters -> parameters, VisitingLoginStore.inMemory(), TIME);
    }

    /** The threads of this package that have not ended though they were told to; an ended pool's last is gone a moment later. */
    static void leavesNoThread() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("emcc-core-em-")) {
                thread.join(LEAVING.toMillis());
                if (thread.isAlive()) {
                    throw new AssertionError("thread " + thread.getName() + " is left");
                }
            }
        }
    }
}
