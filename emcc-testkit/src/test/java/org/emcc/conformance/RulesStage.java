package org.emcc.conformance;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.em.ApiApplication;
import org.emcc.core.em.ApiCaller;
import org.emcc.core.em.ApiRequest;
import org.emcc.core.em.ApiResponse;
import org.emcc.core.em.EmApi;
import org.emcc.core.em.PageHead;
import org.emcc.core.em.PhoneAnswer;
import org.emcc.core.em.PhoneInput;
import org.emcc.core.em.PhoneMenu;
import org.emcc.core.em.PhonePage;
import org.emcc.core.em.PhoneRequest;
import org.emcc.core.gateway.Counter;
import org.emcc.core.gateway.LoginStep;
import org.emcc.core.gateway.ResetOutcome;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.login.VisitingCluster;
import org.emcc.core.session.Ending;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.user.Pin;
import org.emcc.testkit.phone.Display;
import org.emcc.testkit.trace.Trace;
import org.emcc.tftp.config.PhoneConfiguration;
import org.jspecify.annotations.Nullable;

/** The real rules and shells of every cluster in one process; no thread, no socket. What takes time, and how long, its course says. */
final class RulesStage implements Stage, Stage.Network {
    private final StageKind kind;
    private final Rules rules;
    private final Course course;
    private final Trace trace;
    private final Map<String, RulesCluster> clusters = new LinkedHashMap<>();
    private final Map<String, DeskPhone> phones = new LinkedHashMap<>();
    private final Set<Set<String>> cuts = new HashSet<>();
    private final Set<String> silent = new HashSet<>();
    private @Nullable ApiResponse answer;
    private String reply = "none";

    /** What must not have failed and did. */
    private @Nullable Throwable failure;

    private RulesStage(StageKind kind, Rules rules, Course course) {
        this.kind = kind;
        this.rules = rules;
        this.course = course;
        this.trace = new Trace(course.clock());
    }

    /** Where nothing takes time. */
    static RulesStage atOnce(Rules rules) {
        return new RulesStage(StageKind.RULES, rules, new AtOnce());
    }

    /** Where chance decides how long everything takes. */
    static RulesStage simulated(Rules rules, InTime course) {
        return new RulesStage(StageKind.SIMULATION, rules, course);
    }

    @Override
    public StageKind kind() {
        return kind;
    }

    Course course() {
        return course;
    }

    /** Goes on when something is done; what must not fail and does fails the script. */
    <T> void when(CompletableFuture<T> work, Consumer<T> then) {
        var unused = work.thenAccept(then).whenComplete((done, why) -> {
            if (why != null && failure == null) {
                failure = why;
            }
        });
    }

    @Override
    public void begin(Situation situation) {
        Base.clusters(situation.paris()).forEach((id, configuration) -> {
            ClusterConfiguration given = situation.applied(id, configuration);
            clusters.put(
                    id,
                    new RulesCluster(
                            id,
                            given,
                            Pins.of(id),
                            course,
                            new Wire(id, this),
                            device -> reset(id, device),
                            trace,
                            rules));
            // All phones of the cluster exist, configured or not.
            configuration
                    .phones()
                    .keySet()
                    .forEach(phone -> phones.put(phone.value(), new DeskPhone(phone.value(), id, this)));
        });
        situation.besides().forEach(what -> what.accept(this));
        phones.values().forEach(phone -> phone.power(true));
        settle();
    }

    @Override
    public void change(Situation situation) {
        for (String id : situation.clusters()) {
            cluster(id).configure(situation.applied(id, cluster(id).configuration()));
        }
        situation.besides().forEach(what -> what.accept(this));
        settle();
    }

    private CompletableFuture<ResetOutcome> reset(String cluster, DeviceName device) {
        DeskPhone phone = phones.get(device.value());
        if (phone == null) {
            return CompletableFuture.completedFuture(ResetOutcome.NOT_REGISTERED);
        }
        return course.talk(
                cluster,
                phone.owner(),
                () -> CompletableFuture.completedFuture(
                        phone.reset(cluster) ? ResetOutcome.ACCEPTED : ResetOutcome.NOT_REGISTERED));
    }

    /** What is under way or due is done. */
    private void settle() {
        course.settle();
        if (failure != null) {
            throw new IllegalStateException("something failed that never should", failure);
        }
    }

    private RulesCluster cluster(String id) {
        RulesCluster found = clusters.get(id);
        if (found == null) {
            throw new IllegalArgumentException("cluster " + id + " takes no part, only " + clusters.keySet());
        }
        return found;
    }

    private DeskPhone phone(String name) {
        DeskPhone found = phones.get(name);
        if (found == null) {
            throw new IllegalArgumentException("there is no phone " + name + ", only " + phones.keySet());
        }
        return found;
    }

    @Override
    public Trace trace() {
        return trace;
    }

    @Override
    public Instant now() {
        return course.clock().instant();
    }

    @Override
    public HomeCluster home(String cluster) {
        return cluster(cluster).home();
    }

    @Override
    public VisitingCluster visiting(String cluster) {
        return cluster(cluster).visiting();
    }

    @Override
    public String look(Expected expected) {
        return expected.seen().get();
    }

    @Override
    public void await(CompletableFuture<?> work) {
        when(work, done -> {});
        settle();
    }

    // ---- what phones and the wire need

    Optional<RulesCluster> at(String host) {
        return clusters.values().stream()
                .filter(cluster -> Base.host(cluster.id()).equals(host))
                .findFirst();
    }

    boolean cutOff(String one, String other) {
        return cuts.contains(Set.of(one, other));
    }

    boolean silent(String cluster) {
        return silent.contains(cluster);
    }

    CompletableFuture<Optional<PhoneConfiguration>> fetch(String site, ServiceAddress server, String phone) {
        return clusters.values().stream()
                .filter(cluster -> isTftp(cluster.id(), server))
                .findFirst()
                .map(cluster -> course.talk(
                        site,
                        cluster.id(),
                        () -> CompletableFuture.completedFuture(
                                cluster.served(phone, server.equals(Base.backupTftp(cluster.id()))))))
                .orElseGet(RulesStage::nothing);
    }

    private static <T> CompletableFuture<Optional<T>> nothing() {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    private static boolean isTftp(String cluster, ServiceAddress server) {
        return server.equals(Base.tftp(cluster)) || server.equals(Base.backupTftp(cluster));
    }

    CompletableFuture<Optional<String>> register(String site, ServiceAddress callManager, String phone) {
        return clusters.values().stream()
                .filter(cluster -> Base.callManager(cluster.id()).equals(callManager))
                .findFirst()
                .map(cluster -> course.talk(
                        site,
                        cluster.id(),
                        () -> CompletableFuture.completedFuture(
                                cluster.register(phone) ? Optional.of(cluster.id()) : Optional.<String>empty())))
                .orElseGet(RulesStage::nothing);
    }

    CompletableFuture<Boolean> unregister(String site, String cluster, String phone) {
        return course.talk(site, cluster, () -> {
            cluster(cluster).unregister(phone);
            return CompletableFuture.completedFuture(true);
        });
    }

    // ---- what a phone and its user do

    @Override
    public void open(String phone) {
        get(phone, phone(phone).serviceUrl(), false);
    }

    @Override
    public void logIn(String phone, String user, String pin) {
        open(phone);
        if (phone(phone).screen() instanceof PhoneInput form) {
            get(phone, filled(form, user, List.of(pin)), false);
        }
    }

    /** Masked fields take the PINs in their order, the others the user. */
    private static String filled(PhoneInput form, String user, List<String> pins) {
        StringBuilder url = new StringBuilder(form.url());
        int masked = 0;
        for (PhoneInput.Item item : form.items()) {
            String typed = item.flags().masked() ? pins.get(Math.min(masked++, pins.size() - 1)) : user;
            url.append(url.indexOf("?") < 0 ? '?' : '&')
                    .append(item.queryStringParam())
                    .append('=')
                    .append(java.net.URLEncoder.encode(typed, StandardCharsets.UTF_8));
        }
        return url.toString();
    }

    @Override
    public void logOut(String phone) {
        get(phone, phone(phone).logoutUrl(), false);
    }

    @Override
    public void choose(String phone, String entry) {
        if (!(phone(phone).screen() instanceof PhoneMenu menu)) {
            throw new IllegalStateException(
                    "phone " + phone + " shows no menu, but " + phone(phone).last());
        }
        PhoneMenu.Item item = menu.items().stream()
                .filter(each -> each.name().equals(entry))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the menu has no entry " + entry + ", but "
                        + phone(phone).last()));
        get(phone, item.url(), false);
    }

    @Override
    public void press(String phone, String key) {
        PageHead head = phone(phone).screen().head();
        String url = head.softKeys().stream()
                .filter(each -> each.name().equals(key))
                .map(PageHead.SoftKey::url)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("phone " + phone + " has no softkey " + key + ", only "
                        + head.softKeys().stream().map(PageHead.SoftKey::name).toList()));
        get(phone, url, false);
    }

    @Override
    public void changePin(String phone, String user, String oldPin, String newPin) {
        press(phone, "Change");
        if (phone(phone).screen() instanceof PhoneInput form) {
            get(phone, filled(form, user, List.of(oldPin, newPin, newPin)), false);
        }
    }

    @Override
    public void request(String phone, Map<String, String> parameters, boolean viaProxy) {
        StringBuilder url =
                new StringBuilder(cluster(phone(phone).owner()).service().toString()).append('?');
        parameters.forEach((name, value) -> url.append(name)
                .append('=')
                .append(java.net.URLEncoder.encode(value, StandardCharsets.UTF_8))
                .append('&'));
        get(phone, url.substring(0, url.length() - 1), viaProxy);
    }

    /** As the servers of the clusters answer it. */
    private void get(String phone, String url, boolean viaProxy) {
        URI uri = URI.create(url);
        String host = Optional.ofNullable(uri.getHost()).orElse("");
        RulesCluster server = at(host).orElseThrow(() -> new IllegalStateException("no cluster answers at " + host));
        PhoneRequest.Builder request = PhoneRequest.builder(
                        URI.create(uri.getScheme() + "://" + uri.getAuthority() + uri.getPath()))
                .remoteAddress("10.2.1.7")
                .viaProxy(viaProxy);
        for (String part : Optional.ofNullable(uri.getRawQuery()).orElse("").split("&", -1)) {
            String[] pair = part.split("=", 2);
            if (pair.length == 2) {
                request.parameter(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
            }
        }
        PhoneRequest asked = request.build();
        long number = phone(phone).asks();
        CompletableFuture<PhonePage> page = course.talk(
                phone(phone).owner(),
                server.id(),
                () -> uri.getPath().startsWith("/changecredential/")
                        ? CompletableFuture.completedFuture(
                                server.credentialApp().page(asked))
                        : server.app().answer(asked).thenApply(PhoneAnswer::page));
        when(page, came -> phone(phone).show(number, came));
        settle();
    }

    @Override
    public void power(String phone, boolean on) {
        phone(phone).power(on);
        settle();
    }

    @Override
    public Display shown(String phone) {
        return phone(phone).last();
    }

    @Override
    public List<String> fields(String phone) {
        return phone(phone).screen() instanceof PhoneInput form
                ? form.items().stream().map(item -> item.flags().toString()).toList()
                : List.of();
    }

    @Override
    public String registeredWith(String phone) {
        return phone(phone).registered();
    }

    @Override
    public boolean inEmccMode(String phone) {
        return phone(phone).emccMode();
    }

    @Override
    public Optional<PhoneConfiguration> served(String cluster, String phone) {
        return cluster(cluster).served(phone, false);
    }

    // ---- what clusters do

    @Override
    public void pass(Duration passed) {
        course.pass(passed);
        settle();
    }

    @Override
    public String pin(String user, String words) {
        return Pins.typed(user, words);
    }

    @Override
    public void demandNewPin(String user) {
        cluster(Base.clusterOfUser(user)).demandNewPin(user, Pin.of(Pins.typed(user, "the right PIN")));
    }

    @Override
    public Network network() {
        return this;
    }

    @Override
    public void cut(String one, String other, boolean cut) {
        if (cut) {
            cuts.add(Set.of(one, other));
        } else {
            cuts.remove(Set.of(one, other));
        }
    }

    @Override
    public void silence(String cluster, boolean isSilent) {
        if (isSilent) {
            silent.add(cluster);
        } else {
            silent.remove(cluster);
        }
    }

    @Override
    public void fail(String cluster, String port, boolean fails) {
        cluster(cluster).fail(port, fails);
    }

    @Override
    public void restart(String cluster) {
        if (kind == StageKind.SIMULATION) {
            cluster(cluster).crash();
        } else {
            cluster(cluster).restart();
        }
        settle();
    }

    @Override
    public void crashAfter(String cluster, int stored) {
        cluster(cluster).crashAfter(stored);
    }

    @Override
    public void work(String cluster) {
        cluster(cluster).work();
    }

    @Override
    public void remember(String phone, boolean emcc) {
        phone(phone).capable(emcc);
    }

    @Override
    public void replied(String words) {
        reply = words;
        settle();
    }

    @Override
    public String reply() {
        return reply;
    }

    @Override
    public List<Integer> refusals(String cluster, boolean atHome) {
        return cluster(cluster).steps().stream()
                .flatMap(step -> ending(step, atHome))
                .filter(Ending.Refused.class::isInstance)
                .map(ending -> ((Ending.Refused) ending).code().number())
                .toList();
    }

    private static Stream<Ending> ending(LoginStep step, boolean atHome) {
        if (atHome) {
            return step instanceof LoginStep.AdmissionRefused refused ? Stream.of(refused.ending()) : Stream.empty();
        }
        return step instanceof LoginStep.LoginRefused refused ? Stream.of(refused.ending()) : Stream.empty();
    }

    @Override
    public List<String> causes(String cluster) {
        return cluster(cluster).steps().stream()
                .flatMap(step -> cause(step).stream())
                .map(cause -> cause.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .toList();
    }

    private static Optional<LogoutCause> cause(LoginStep step) {
        if (step instanceof LoginStep.ReleaseBegun release) {
            return Optional.of(release.cause());
        }
        return step instanceof LoginStep.LogoutBegun logout ? Optional.of(logout.cause()) : Optional.empty();
    }

    @Override
    public List<String> events(String cluster) {
        return cluster(cluster).steps().stream()
                .map(step -> Events.name(step.getClass()))
                .toList();
    }

    @Override
    public long counter(String cluster, String counter) {
        return cluster(cluster)
                .counter(Counter.valueOf(counter.toUpperCase(Locale.ROOT).replace(' ', '_')));
    }

    // ---- applications

    private ApiResponse ask(String cluster, ApiRequest request) {
        return said(cluster(cluster).api().answer(request, ApiCaller.unknown()));
    }

    private ApiResponse said(CompletableFuture<ApiResponse> asked) {
        settle();
        if (!asked.isDone()) {
            throw new IllegalStateException("the application gets no answer");
        }
        ApiResponse said = asked.join();
        answer = said;
        return said;
    }

    private static ApiApplication gateway() {
        return ApiApplication.password("em-gateway", "em-secret".toCharArray());
    }

    @Override
    public ApiResponse whoIsAt(String cluster, String phone) {
        return ask(
                cluster,
                ApiRequest.DeviceUserQuery.builder(gateway(), List.of(DeviceName.of(phone)))
                        .build());
    }

    @Override
    public ApiResponse logOutByApplication(String cluster, String phone) {
        return ask(cluster, new ApiRequest.Logout(gateway(), DeviceName.of(phone), ApiCaller.unknown()));
    }

    @Override
    public ApiResponse logInByApplication(String cluster, String phone, String user) {
        return ask(
                cluster,
                ApiRequest.Login.builder(gateway(), DeviceName.of(phone), UserId.of(user))
                        .build());
    }

    @Override
    public ApiResponse call(String cluster, ApiApplication application, ApiCaller from, String request) {
        DeviceName desk = DeviceName.of("SEP0011AABBCCD1");
        EmApi api = cluster(cluster).api();
        if (request.equals("query of who is at a phone")) {
            return said(api.answer(
                    ApiRequest.DeviceUserQuery.builder(application, List.of(desk))
                            .build(),
                    from));
        }
        return said(
                request.equals("logout of all")
                        ? api.answer(new ApiRequest.LogoutAll(application, ApiCaller.unknown()), from)
                        : api.answer(request.getBytes(StandardCharsets.UTF_8), from));
    }

    @Override
    public Optional<ApiResponse> lastAnswer() {
        return Optional.ofNullable(answer);
    }

    @Override
    public void close() {
        clusters.values().forEach(RulesCluster::close);
        course.close();
    }
}
