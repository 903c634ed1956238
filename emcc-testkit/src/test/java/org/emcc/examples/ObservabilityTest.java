package org.emcc.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.emcc.core.directory.Directories;
import org.emcc.core.gateway.Credentials;
import org.emcc.core.gateway.InMemoryCredentials;
import org.emcc.core.gateway.LoginCounters;
import org.emcc.core.gateway.LoginListener;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.login.InProcessLink;
import org.emcc.core.login.VisitingCluster;
import org.emcc.core.session.LoginRequest;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.user.Pin;
import org.emcc.testkit.fixture.Addresses;
import org.emcc.testkit.fixture.Company;
import org.emcc.tftp.content.ClusterPhoneFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the examples for metrics and traces show of one login and one logout. */
class ObservabilityTest {
    private static final ServiceAddress SOMEWHERE = ServiceAddress.of("192.0.2.10");
    private static final Addresses ADDRESSES = new Addresses(SOMEWHERE, SOMEWHERE, SOMEWHERE);
    private static final DeviceName PHONE = DeviceName.of("SEP0011AABBCCD1");
    private static final Pin PIN = Company.newYork().pins().get(UserId.of("alice"));

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final SdkTracerProvider tracers = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(spans))
            .build();
    private HomeCluster home;
    private VisitingCluster visiting;

    @AfterEach
    void close() {
        visiting.close();
        home.close();
        tracers.close();
    }

    private void build(LoginListener atHome, LoginListener atVisiting) {
        Directories nyc = Directories.of(Company.newYork().configuration(ADDRESSES));
        Directories lon = Directories.of(Company.london().configuration(ADDRESSES));
        Clock clock = Clock.systemUTC();
        InMemoryCredentials pins =
                Credentials.inMemory(clock, new SecureRandom()).withIterations(1_000);
        Company.newYork().pins().forEach(pins::set);
        InProcessLink link = InProcessLink.create();
        home = HomeCluster.builder(nyc, pins, ClusterPhoneFiles.of(nyc, clock), link)
                .listener(atHome)
                .build();
        visiting = VisitingCluster.builder(
                        lon,
                        link,
                        ClusterPhoneFiles.of(lon, clock),
                        device -> URI.create("https://cucm-lon.example.com:8443/emapp/EMAppServlet?device=" + device
                                + "&doLogout=true"))
                .listener(atVisiting)
                .build();
        link.join(home).join(visiting);
    }

    private void login(String user) {
        visiting.login(LoginRequest.builder(PHONE, user, PIN).build()).join();
    }

    private void logout() {
        visiting.logout(PHONE, LogoutCause.PHONE).join();
    }

    @Test
    void micrometerSeesALoginAndALogout() {
        LoginCounters atHome = LoginCounters.create();
        LoginCounters atVisiting = LoginCounters.create();
        SimpleMeterRegistry nyc = new SimpleMeterRegistry();
        SimpleMeterRegistry lon = new SimpleMeterRegistry();
        MicrometerCounters.bind(atHome, nyc);
        MicrometerCounters.bind(atVisiting, lon);
        build(atHome, atVisiting);

        login("alice");
        assertThat(nyc.get("emcc.remote.devices").gauge().value()).isEqualTo(1);
        assertThat(lon.get("emcc.remote.users").gauge().value()).isEqualTo(1);
        assertThat(lon.get("emcc.logins.successful").functionCounter().count()).isEqualTo(1);

        logout();
        assertThat(nyc.get("emcc.remote.devices").gauge().value()).isZero();
        assertThat(lon.get("emcc.remote.users").gauge().value()).isZero();
        assertThat(lon.get("emcc.logouts.successful").functionCounter().count()).isEqualTo(1);
        assertThat(nyc.getMeters()).hasSize(12);
    }

    @Test
    void openTelemetrySeesALoginAndALogout() {
        build(LoginListener.none(), new OpenTelemetrySteps(tracers.get("org.emcc.examples")));

        login("alice");
        logout();
        login("nobody");

        List<SpanData> seen = spans.getFinishedSpanItems();
        assertThat(seen).extracting(SpanData::getName).containsExactly("emcc.login", "emcc.logout", "emcc.login");
        assertThat(seen.get(0).getAttributes().get(AttributeKey.stringKey("emcc.home")))
                .isEqualTo("NYC");
        assertThat(seen.get(0).getEvents())
                .extracting(EventData::getName)
                .containsExactly("asked NYC for the user: mine", "sent the login", "redirected the phone");
        assertThat(seen.get(1).getAttributes().get(AttributeKey.stringKey("emcc.cause")))
                .isEqualTo("PHONE");
        assertThat(seen.get(1).getEvents())
                .extracting(EventData::getName)
                .containsExactly("restored the phone's own file");
        assertThat(seen)
                .extracting(span -> span.getStatus().getStatusCode())
                .containsExactly(StatusCode.OK, StatusCode.OK, StatusCode.ERROR);
    }
}
