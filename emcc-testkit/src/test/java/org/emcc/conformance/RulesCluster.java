package org.emcc.conformance;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.device.BaseDevice;
import org.emcc.core.device.DeviceProfile;
import org.emcc.core.device.Phone;
import org.emcc.core.directory.DeviceDirectory;
import org.emcc.core.directory.Directories;
import org.emcc.core.em.CredentialApp;
import org.emcc.core.em.EmApi;
import org.emcc.core.em.EmApp;
import org.emcc.core.gateway.AddressGuesses;
import org.emcc.core.gateway.Applications;
import org.emcc.core.gateway.ClusterLink;
import org.emcc.core.gateway.Counter;
import org.emcc.core.gateway.Credentials;
import org.emcc.core.gateway.GuessLimits;
import org.emcc.core.gateway.InMemoryCredentials;
import org.emcc.core.gateway.LocalLogins;
import org.emcc.core.gateway.LoginCounters;
import org.emcc.core.gateway.LoginListener;
import org.emcc.core.gateway.LoginStep;
import org.emcc.core.gateway.PhoneControl;
import org.emcc.core.gateway.PhoneFiles;
import org.emcc.core.gateway.PublishedFile;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.UserId;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.login.VisitingCluster;
import org.emcc.core.session.Redirect;
import org.emcc.core.session.TemporaryDevice;
import org.emcc.core.store.HomeLoginStore;
import org.emcc.core.store.StoreException;
import org.emcc.core.store.VisitingLoginStore;
import org.emcc.core.user.Pin;
import org.emcc.model.Crash;
import org.emcc.testkit.trace.LoginTrace;
import org.emcc.testkit.trace.Trace;
import org.emcc.tftp.config.PhoneConfiguration;
import org.emcc.tftp.content.ClusterPhoneFiles;
import org.emcc.tftp.content.ContentAnswer;
import org.emcc.tftp.content.ContentName;
import org.emcc.tftp.content.ContentRequest;
import org.emcc.tftp.content.Transport;

/** One cluster in this process: the real shells, pages, files and interface for applications, over stores in memory. */
final class RulesCluster {
    private static final InetSocketAddress SOMEBODY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 6969);

    private final String id;
    private final Course course;
    private final ClusterLink link;
    private final PhoneControl control;
    private final Rules rules;
    private final Set<String> failing = new HashSet<>();
    private final HomeLoginStore homeStore = HomeLoginStore.inMemory();
    private final VisitingLoginStore visitingStore = VisitingLoginStore.inMemory();
    private final LoginListener listener;
    private final InMemoryCredentials pins;
    private final LocalLogins locals = LocalLogins.inMemory();
    private final List<LoginStep> steps = new ArrayList<>();
    private final LoginCounters counters = LoginCounters.create();
    private final AddressGuesses guesses;
    private final Applications applications;
    private ClusterPhoneFiles files;
    private Life life = new Life();
    private ClusterConfiguration configuration;
    private Directories now;
    private HomeCluster home;
    private VisitingCluster visiting;
    private EmApp app;
    private CredentialApp credentialApp;
    private EmApi api;

    RulesCluster(
            String id,
            ClusterConfiguration configuration,
            Map<UserId, Pin> pins,
            Course course,
            ClusterLink link,
            PhoneControl control,
            Trace trace,
            Rules rules) {
        this.id = id;
        this.course = course;
        this.link = link;
        this.control = control;
        this.rules = rules;
        this.configuration = configuration;
        this.now = Directories.of(configuration);
        this.pins = Credentials.inMemory(course.clock(), new Random(1)).withIterations(1);
        pins.forEach(this.pins::set);
        this.files = ClusterPhoneFiles.of(directories(), course.clock());
        LoginTrace traced = new LoginTrace(ClusterId.of(id), trace);
        this.listener = Failing.all(LoginListener.class, List.of(traced, counters, new LoginListener() {
            @Override
            public void step(LoginStep step) {
                steps.add(step);
            }
        }));
        this.guesses = AddressGuesses.of(GuessLimits.builder().build(), course.clock());
        this.applications = Applications.inMemory(new Random(7))
                .withIterations(1)
                .setProxy("em-gateway", "em-secret".toCharArray())
                .setWithoutRight("reporter", "em-secret".toCharArray())
                .setEndUser(UserId.of("nora"), "em-secret".toCharArray());
        this.home = makeHome();
        this.visiting = makeVisiting();
        this.app = makeApp();
        this.credentialApp = CredentialApp.of(home, guesses);
        this.api = makeApi();
    }

    /** From a start to the next crash: what it calls after its end is not there. */
    private static final class Life {
        private boolean over;

        /** How often it still stores something before it ends in the middle; as often as it likes, when none. */
        private int storing;

        void calls() {
            if (over) {
                throw new Crash();
            }
        }

        void called(String method) {
            boolean stores = method.equals("reserve") || method.equals("save") || method.equals("open");
            if (stores && storing > 0 && --storing == 0) {
                over = true;
                throw new Crash();
            }
        }
    }

    /** A port of this life: a store fails when the scene says so, and what is stored may be its last. */
    private <P> P ofLife(Class<P> type, P port) {
        Life mine = life;
        return Failing.port(
                type,
                port,
                () -> {
                    mine.calls();
                    return type == ClusterLink.class ? Optional.empty() : store();
                },
                mine::called);
    }

    private Optional<RuntimeException> store() {
        return failing.contains("login store")
                ? Optional.of(new StoreException(
                        "the login store fails on purpose", true, new IllegalStateException("on purpose")))
                : Optional.empty();
    }

    private void whole(String port) {
        if (failing.contains(port)) {
            throw new IllegalStateException("the " + port + " fails on purpose");
        }
    }

    private Directories directories() {
        return new Directories(
                () -> settingsNow(),
                (type, identifier) -> {
                    whole("user directory");
                    return now.users().find(type, identifier);
                },
                new Devices());
    }

    private ClusterSettings settingsNow() {
        whole("cluster settings");
        return now.cluster().settings();
    }

    /** Of the configuration that counts now. */
    private final class Devices implements DeviceDirectory {
        @Override
        public Optional<Phone> phone(DeviceName name) {
            whole("device directory");
            return now.devices().phone(name);
        }

        @Override
        public Optional<DeviceProfile> profile(DeviceProfileName name) {
            whole("device directory");
            return failing.contains("device profiles")
                    ? Optional.empty()
                    : now.devices().profile(name);
        }

        @Override
        public List<BaseDevice> baseDevices() {
            return now.devices().baseDevices();
        }
    }

    /** The files, unless they fail. */
    private final class Files implements PhoneFiles {
        private final Life mine = life;

        private void whole() {
            mine.calls();
            RulesCluster.this.whole("phone files");
        }

        @Override
        public PublishedFile publish(TemporaryDevice device) {
            whole();
            return files.publish(device);
        }

        @Override
        public void withdraw(LoginId login, DeviceName device, Duration grace) {
            whole();
            files.withdraw(login, device, grace);
        }

        @Override
        public PublishedFile redirect(LoginId login, Redirect redirect) {
            whole();
            return files.redirect(login, redirect);
        }

        @Override
        public void restore(LoginId login, DeviceName device) {
            whole();
            files.restore(login, device);
        }
    }

    private HomeCluster makeHome() {
        return HomeCluster.builder(directories(), pins, new Files(), ofLife(ClusterLink.class, link))
                .store(ofLife(HomeLoginStore.class, homeStore))
                .control(control)
                .localLogins(locals)
                .listener(listener)
                .clock(course.clock())
                .timers(course.timers())
                .portDeadline(Duration.ZERO)
                .node(id + "-home")
                .rules(rules.home())
                .build();
    }

    private VisitingCluster makeVisiting() {
        return VisitingCluster.builder(
                        directories(),
                        ofLife(ClusterLink.class, link),
                        new Files(),
                        device -> EmApp.logoutUri(service(), device))
                .store(ofLife(VisitingLoginStore.class, visitingStore))
                .control(control)
                .localLogins(locals)
                .listener(listener)
                .clock(course.clock())
                .timers(course.timers())
                .portDeadline(Duration.ZERO)
                .node(id + "-visiting")
                .rules(rules.visiting())
                .build();
    }

    private EmApp makeApp() {
        Function<ClusterId, Optional<URI>> pages =
                cluster -> Optional.of(URI.create("https://" + Base.host(cluster.value()) + ":8443/changecredential/"));
        return EmApp.builder(visiting)
                .clock(course.clock())
                .timers(course.timers())
                .random(new Random(3))
                .credentialPages(pages)
                .build();
    }

    private EmApi makeApi() {
        return EmApi.builder(home, visiting)
                .applications(applications)
                .clock(course.clock())
                .build();
    }

    /** Both sides end in good order and begin again as the same nodes; stores, files and PINs stay. */
    void restart() {
        home.close();
        visiting.close();
        begin();
    }

    /** Both sides are gone in the middle of whatever they do, and begin again: the files are lost, stores and PINs stay. */
    void crash() {
        life.over = true;
        files = ClusterPhoneFiles.of(directories(), course.clock());
        begin();
    }

    /** The last of the next so many things that are stored is the last thing that happens before a crash. */
    void crashAfter(int stored) {
        life.storing = stored;
    }

    private void begin() {
        life = new Life();
        home = makeHome();
        visiting = makeVisiting();
        app = makeApp();
        credentialApp = CredentialApp.of(home, guesses);
        api = makeApi();
        home.recover();
        visiting.recover();
    }

    void work() {
        home.start();
        visiting.start();
    }

    void configure(ClusterConfiguration next) {
        configuration = next;
        now = Directories.of(next);
        home.provision();
    }

    void fail(String port, boolean fails) {
        if (fails) {
            failing.add(port);
        } else {
            failing.remove(port);
        }
    }

    boolean fails(String port) {
        return failing.contains(port);
    }

    /** As the TFTP service answers at one of its addresses. */
    Optional<PhoneConfiguration> served(String phone, boolean backup) {
        if (failing.contains("TFTP service") || (!backup && failing.contains("default TFTP server"))) {
            return Optional.empty();
        }
        ContentAnswer answer =
                files.find(new ContentRequest(ContentName.ofPhoneFile(DeviceName.of(phone)), SOMEBODY, Transport.TFTP));
        return answer instanceof ContentAnswer.Found found
                ? Optional.of(
                        PhoneConfiguration.decodeOrThrow(bytes(found.content().bytes())))
                : Optional.empty();
    }

    private static byte[] bytes(ByteBuffer content) {
        byte[] all = new byte[content.remaining()];
        content.duplicate().get(all);
        return all;
    }

    /** Whether a call manager of this cluster takes the phone: its own, or one that is logged in here. */
    boolean register(String phone) {
        DeviceName device = DeviceName.of(phone);
        if (failing.contains("call managers")
                || (!configuration.phones().containsKey(device)
                        && home.temporaryDevice(device).isEmpty())) {
            return false;
        }
        home.registered(device);
        return true;
    }

    void unregister(String phone) {
        home.unregistered(DeviceName.of(phone));
    }

    URI service() {
        return URI.create("https://" + Base.host(id) + ":8443/emapp/EMAppServlet");
    }

    void demandNewPin(String user, Pin pin) {
        pins.setToBeChanged(UserId.of(user), pin);
    }

    String id() {
        return id;
    }

    ClusterConfiguration configuration() {
        return configuration;
    }

    HomeCluster home() {
        return home;
    }

    VisitingCluster visiting() {
        return visiting;
    }

    EmApp app() {
        return app;
    }

    CredentialApp credentialApp() {
        return credentialApp;
    }

    EmApi api() {
        return api;
    }

    List<LoginStep> steps() {
        return steps;
    }

    long counter(Counter counter) {
        return counters.value(counter);
    }

    void close() {
        failing.clear();
        home.close();
        visiting.close();
    }
}
