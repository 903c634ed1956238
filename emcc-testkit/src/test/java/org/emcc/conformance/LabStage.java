package org.emcc.conformance;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.emcc.certs.trust.TrustStoreName;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.em.ApiResponse;
import org.emcc.core.em.http.ApiAnswer;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.UserId;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.login.VisitingCluster;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.RemoteStatus;
import org.emcc.core.user.Pin;
import org.emcc.testkit.fault.Link;
import org.emcc.testkit.lab.EmccLab;
import org.emcc.testkit.lab.LabCluster;
import org.emcc.testkit.phone.Display;
import org.emcc.testkit.phone.FetchedFile;
import org.emcc.testkit.phone.PhoneStatus;
import org.emcc.testkit.phone.VirtualPhone;
import org.emcc.testkit.trace.Trace;
import org.emcc.testkit.trace.TraceEvent;
import org.emcc.tftp.client.FetchOutcome;
import org.emcc.tftp.config.PhoneConfiguration;
import org.jspecify.annotations.Nullable;

/** The socket lab, whose clusters and phones talk over HTTPS, TFTP and SIP on loopback. */
final class LabStage implements Stage, Stage.Network {
    /** More answers than a script waits for. */
    private static final int MANY = 1000;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long GLANCE_MILLIS = 20;

    /** Nothing has happened for so long: what one step leads to is done. */
    private static final long REST_MILLIS = 100;

    private static final UnaryOperator<ClusterConfiguration> NONSECURE =
            Edits.settings(settings -> settings.securityMode(ClusterSecurityMode.NONSECURE));

    private final LabPool pool;
    private final boolean secure;
    private final LabPool.Lent lent;
    private final EmccLab lab;
    private final Set<String> phones;
    private final int begun;
    private final Map<String, Display> shown = new HashMap<>();

    /** How many files each phone had fetched before. */
    private final Map<String, Integer> fetched = new HashMap<>();

    private boolean spoilt;
    private @Nullable ApiResponse answer;

    /**
     * Borrows a lab.
     *
     * @param phones those that the script names; others stay as they are
     * @param secure whether one of them is secure
     */
    LabStage(LabPool pool, Set<String> phones, boolean secure) {
        this.pool = pool;
        this.secure = secure;
        this.lent = pool.lend(secure);
        this.lab = lent.lab();
        this.phones = Set.copyOf(phones);
        this.begun = lab.trace().events().size();
    }

    @Override
    public StageKind kind() {
        return StageKind.LAB;
    }

    @Override
    public void begin(Situation situation) {
        if (secure) {
            // That London has a secure phone needs mixed clusters at the start; a script says itself which are.
            lab.clusters().forEach(cluster -> cluster.configure(NONSECURE.apply(cluster.configuration())));
        }
        change(situation);
        for (String name : phones) {
            VirtualPhone phone = lab.phone(name);
            fetched.put(name, phone.fetchedFiles().size());
            CompletableFuture<PhoneStatus> started = phone.start();
            await(started);
            if (!(phone.status() instanceof PhoneStatus.Registered)) {
                spoilt = true;
            }
        }
    }

    @Override
    public void change(Situation situation) {
        for (String id : situation.clusters()) {
            LabCluster cluster = lab.cluster(id);
            cluster.configure(situation.applied(id, cluster.configuration()));
            cluster.home().provision();
        }
        situation.besides().forEach(what -> what.accept(this));
    }

    @Override
    public Trace trace() {
        return lab.trace();
    }

    @Override
    public HomeCluster home(String cluster) {
        return lab.cluster(cluster).home();
    }

    @Override
    public VisitingCluster visiting(String cluster) {
        return lab.cluster(cluster).visiting();
    }

    @Override
    public String look(Expected expected) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String seen = expected.seen().get();
        while (!expected.fits().test(seen) && System.nanoTime() < end) {
            lent.bell().await(GLANCE_MILLIS);
            seen = expected.seen().get();
        }
        return seen;
    }

    @Override
    public void rest() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (lent.bell().await(REST_MILLIS)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("something happens without end");
            }
        }
    }

    @Override
    public void await(CompletableFuture<?> work) {
        try {
            Object unused = work.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("it is not done within " + PATIENCE, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("it failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the lab", e);
        }
    }

    // ---- what a phone and its user do

    @Override
    public void open(String phone) {
        throw new UnsupportedOperationException("a page without a login");
    }

    @Override
    public void logIn(String phone, String user, String pin) {
        shown.put(phone, lab.phone(phone).logIn(user, Pin.of(pin)));
    }

    @Override
    public void choose(String phone, String entry) {
        shown.put(phone, lab.phone(phone).choose(entry));
    }

    @Override
    public void logOut(String phone) {
        shown.put(phone, lab.phone(phone).logOut());
    }

    @Override
    public void changePin(String phone, String user, String oldPin, String newPin) {
        spoilt = true;
        shown.put(phone, lab.phone(phone).changePin(user, Pin.of(oldPin), Pin.of(newPin)));
    }

    @Override
    public void power(String phone, boolean on) {
        await(on ? lab.phone(phone).start() : lab.phone(phone).powerOff());
    }

    @Override
    public Display shown(String phone) {
        return shown.getOrDefault(phone, new Display("", "", ""));
    }

    @Override
    public String registeredWith(String phone) {
        return lab.phone(phone).status() instanceof PhoneStatus.Registered registered
                ? lab.clusters().stream()
                        .filter(cluster -> Set.of(cluster.sipAddress(), cluster.sipTlsAddress())
                                .contains(registered.callManager()))
                        .map(cluster -> cluster.id().value())
                        .findFirst()
                        .orElse(registered.callManager().toString())
                : "nowhere";
    }

    @Override
    public boolean inEmccMode(String phone) {
        return lab.phone(phone).status() instanceof PhoneStatus.Registered registered && registered.emccMode();
    }

    @Override
    public Optional<PhoneConfiguration> served(String cluster, String phone) {
        FetchOutcome outcome = pool.files().fetch(lab.cluster(cluster).tftpAddress(), phone + ".cnf.xml");
        if (outcome instanceof FetchOutcome.Fetched file) {
            return Optional.of(PhoneConfiguration.decodeOrThrow(file.bytes()));
        }
        if (outcome instanceof FetchOutcome.NotFound) {
            return Optional.empty();
        }
        throw new IllegalStateException(
                "the TFTP service of " + cluster + " does not say whether it has a file: " + outcome);
    }

    @Override
    public List<String> fetched(String phone, String cluster) {
        LabCluster of = lab.cluster(cluster);
        return lab.phone(phone).fetchedFiles().stream()
                .skip(fetched.getOrDefault(phone, 0))
                .filter(file -> Set.of(of.tftpAddress(), of.filesAddress()).contains(file.server()))
                .map(FetchedFile::name)
                .toList();
    }

    // ---- what clusters do

    @Override
    public void forgetSigners(String cluster) {
        spoilt = true;
        lab.cluster(cluster).emptyTrustStores(TrustStoreName.PHONE_SAST_TRUST, TrustStoreName.CALL_MANAGER_TRUST);
    }

    @Override
    public void pass(Duration time) {
        lab.clock().advance(time);
    }

    @Override
    public Network network() {
        return this;
    }

    @Override
    public void cut(String one, String other, boolean cut) {
        spoilt = true;
        for (Link way : List.of(lab.link(one, other), lab.link(other, one))) {
            if (cut) {
                way.refuse();
            } else {
                way.clear();
            }
        }
    }

    @Override
    public void silence(String cluster, boolean isSilent) {
        spoilt = true;
        for (LabCluster other : lab.clusters()) {
            if (!other.id().value().equals(cluster)) {
                lab.link(other.id().value(), cluster).dropAnswers(isSilent ? MANY : 0);
            }
        }
    }

    @Override
    public void fail(String cluster, String port, boolean fails) {
        throw new UnsupportedOperationException("a port that fails");
    }

    @Override
    public void restart(String cluster) {
        spoilt = true;
        lab.cluster(cluster).crash();
        lab.cluster(cluster).restart();
    }

    @Override
    public void work(String cluster) {
        spoilt = true;
        lab.cluster(cluster).home().start();
        lab.cluster(cluster).visiting().start();
    }

    @Override
    public void remember(String phone, boolean emcc) {
        throw new UnsupportedOperationException("a phone of another kind");
    }

    @Override
    public void replied(String reply) {
        throw new UnsupportedOperationException("a message of one's own");
    }

    @Override
    public String reply() {
        throw new UnsupportedOperationException("a message of one's own");
    }

    @Override
    public String pin(String user, String words) {
        spoilt = spoilt || words.equals("a wrong PIN"); // guesses are counted
        return Pins.typed(user, words);
    }

    @Override
    public void demandNewPin(String user) {
        spoilt = true;
        lab.cluster(Base.clusterOfUser(user)).demandNewPin(UserId.of(user));
    }

    private Stream<TraceEvent> happened() {
        return lab.trace().events().stream().skip(begun);
    }

    @Override
    public List<Integer> refusals(String cluster, boolean atHome) {
        String what = atHome ? "does not admit the login" : "login ends without success";
        return happened()
                .filter(event -> event.from().equals(cluster) && event.what().equals(what))
                .map(event -> String.join(" ", event.facts()))
                .filter(facts -> facts.matches("code [0-9]+ .*"))
                .map(facts -> Integer.valueOf(facts.split(" ", -1)[1]))
                .toList();
    }

    @Override
    public List<String> causes(String cluster) {
        return happened()
                .filter(event -> event.from().equals(cluster))
                .flatMap(event -> event.facts().stream())
                .filter(fact -> fact.startsWith("cause "))
                .map(fact -> fact.substring("cause ".length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', ' '))
                .toList();
    }

    @Override
    public List<String> events(String cluster) {
        return happened()
                .flatMap(event -> Events.ofTrace(event.what())
                        .filter(name -> cluster.equals(Events.isAsked(name) ? event.to() : event.from()))
                        .stream())
                .toList();
    }

    @Override
    public long counter(String cluster, String counter) {
        throw new UnsupportedOperationException("counters");
    }

    // ---- applications

    private <T extends ApiResponse> ApiResponse answered(CompletableFuture<ApiAnswer<T>> call) {
        await(call);
        ApiAnswer<T> got = call.join();
        ApiResponse said;
        if (got instanceof ApiAnswer.Answered<T> answered) {
            said = answered.response();
        } else if (got instanceof ApiAnswer.Refused<T> refused) {
            said = refused.failure();
        } else {
            throw new IllegalStateException("the application got no answer: " + got);
        }
        answer = said;
        return said;
    }

    @Override
    public ApiResponse whoIsAt(String cluster, String phone) {
        return answered(lab.cluster(cluster).application().deviceUsers(List.of(DeviceName.of(phone))));
    }

    @Override
    public ApiResponse logOutByApplication(String cluster, String phone) {
        return answered(lab.cluster(cluster).application().logout(DeviceName.of(phone)));
    }

    @Override
    public ApiResponse logInByApplication(String cluster, String phone, String user) {
        spoilt = true;
        return answered(lab.cluster(cluster).application().login(DeviceName.of(phone), UserId.of(user)));
    }

    @Override
    public Optional<ApiResponse> lastAnswer() {
        return Optional.ofNullable(answer);
    }

    /** Gives the lab back as it was: everybody is logged out, and all is configured as at the start. */
    @Override
    public void close() {
        try {
            lent.begun().forEach((id, configuration) -> lab.cluster(id).configure(configuration));
            phones.forEach(this::logOutQuietly);
            lent.begun().keySet().forEach(id -> lab.cluster(id).home().provision());
            spoilt = spoilt || !isAsAtTheStart() || hasLearned();
        } catch (RuntimeException e) {
            spoilt = true;
        }
        if (spoilt) {
            pool.discard();
        }
    }

    private void logOutQuietly(String phone) {
        DeviceName device = DeviceName.of(phone);
        String owner = Base.clusterOfPhone(phone);
        Optional<ClusterId> away = visiting(owner)
                .session(device)
                .flatMap(session -> session.state().loggedIn())
                .map(HomeReply.Accepted::home);
        // A phone that is just on its way there would find neither file nor call manager any more.
        away.ifPresent(there -> awaitArrival(phone, owner, there.value()));
        if (visiting(owner).session(device).isPresent()) {
            await(visiting(owner).logout(device, LogoutCause.PHONE));
        }
        for (LabCluster cluster : lab.clusters()) {
            if (cluster.home().session(device).isPresent()) {
                await(cluster.home().logout(device, LogoutCause.HOME_ADMINISTRATOR));
            }
        }
        lab.awaitRegistration(lab.phone(phone), owner);
    }

    /** A phone that would not go is at rest where it was, and nobody waits for it. */
    private void awaitArrival(String phone, String owner, String there) {
        rest();
        if (registeredWith(phone).equals(owner)) {
            throw new IllegalStateException(phone + " did not go to " + there);
        }
        lab.awaitRegistration(lab.phone(phone), there);
    }

    /** What an update has brought cannot be forgotten. */
    private boolean hasLearned() {
        return lab.clusters().stream()
                .anyMatch(one -> lab.clusters().stream()
                        .anyMatch(
                                other -> !(one.visiting().remoteStatus(other.id()) instanceof RemoteStatus.NotAsked)));
    }

    private boolean isAsAtTheStart() {
        return lab.clusters().stream()
                .allMatch(cluster -> cluster.home().freeBaseDevices()
                        == lent.begun().get(cluster.id().value()).baseDevices().size());
    }
}
