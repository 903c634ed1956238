package org.emcc.bench;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.directory.Directories;
import org.emcc.core.gateway.PhoneControl;
import org.emcc.core.gateway.ResetOutcome;
import org.emcc.core.id.DeviceName;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.login.InProcessLink;
import org.emcc.core.login.VisitingCluster;
import org.emcc.core.session.LoginOutcome;
import org.emcc.core.session.LoginRequest;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.LogoutOutcome;
import org.emcc.core.store.HomeLoginStore;
import org.emcc.core.store.VisitingLoginStore;
import org.emcc.tftp.content.ClusterPhoneFiles;

/**
 * Both clusters in one process, with their real rules, shells and phone files. PINs are taken for good unseen, because the slow hash
 * is meant to be slow; resets are taken for accepted, because there are no phones.
 */
final class LoginWorld implements AutoCloseable {
    private static final PhoneControl RESETS = device -> CompletableFuture.completedFuture(ResetOutcome.ACCEPTED);

    /** What the clusters have when nobody says otherwise. */
    static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(5);

    /** Made beforehand, as what asks is not what is measured. */
    private final List<DeviceName> names;

    private final List<String> users;
    private final Map<DeviceName, URI> logoutUris;
    private final HomeCluster home;
    private final VisitingCluster visiting;

    static LoginWorld inMemory(int phones, int baseDevices, Duration portDeadline) {
        return new LoginWorld(
                phones, baseDevices, portDeadline, HomeLoginStore.inMemory(), VisitingLoginStore.inMemory());
    }

    LoginWorld(
            int phones,
            int baseDevices,
            Duration portDeadline,
            HomeLoginStore homeStore,
            VisitingLoginStore visitingStore) {
        this.names = IntStream.range(0, phones).mapToObj(Estate::phone).toList();
        this.users = IntStream.range(0, phones).mapToObj(Estate::user).toList();
        this.logoutUris = names.stream().collect(Collectors.toMap(Function.identity(), LoginWorld::uri));
        Clock clock = Clock.systemUTC();
        InProcessLink link = InProcessLink.create();
        Directories oslo = directories(Estate.oslo(phones, baseDevices));
        Directories lima = directories(Estate.lima(phones));
        this.home = HomeCluster.builder(oslo, new GoodPins(), ClusterPhoneFiles.of(oslo, clock), link)
                .store(homeStore)
                .control(RESETS)
                .portDeadline(portDeadline)
                .memory(Duration.ofMinutes(1))
                .build();
        this.visiting = VisitingCluster.builder(lima, link, ClusterPhoneFiles.of(lima, clock), this::logoutUri)
                .store(visitingStore)
                .control(RESETS)
                .portDeadline(portDeadline)
                .memory(Duration.ofMinutes(1))
                .build();
        link.join(home).join(visiting);
    }

    private static Directories directories(ClusterConfiguration configuration) {
        return Directories.of(configuration);
    }

    private URI logoutUri(DeviceName device) {
        return logoutUris.get(device);
    }

    private static URI uri(DeviceName device) {
        return URI.create("https://cucm.lima.example.com:8443/emapp/EMAppServlet?device=" + device + "&doLogout=true");
    }

    /** One user logs in, the phone registers at home, the user logs out. */
    void cycle(int number) {
        login(number);
        LogoutOutcome out =
                visiting.logout(names.get(number), LogoutCause.PHONE).join();
        if (!(out instanceof LogoutOutcome.LoggedOut done) || !done.homeAcknowledged()) {
            throw new IllegalStateException("the logout of phone " + number + " came to " + out);
        }
    }

    void login(int number) {
        DeviceName phone = names.get(number);
        LoginOutcome outcome = visiting.login(LoginRequest.builder(phone, users.get(number), Estate.PIN)
                        .build())
                .join();
        if (!(outcome instanceof LoginOutcome.LoggedIn)) {
            throw new IllegalStateException("the login at phone " + number + " came to " + outcome);
        }
        home.registered(phone);
    }

    @Override
    public void close() {
        visiting.close();
        home.close();
    }
}
