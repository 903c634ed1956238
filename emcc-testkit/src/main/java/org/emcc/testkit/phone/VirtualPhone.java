package org.emcc.testkit.phone;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.em.PageHead;
import org.emcc.core.em.PhoneAnswer;
import org.emcc.core.em.PhoneInput;
import org.emcc.core.em.PhonePage;
import org.emcc.core.em.http.HostResolver;
import org.emcc.core.gateway.Timers;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.user.Pin;
import org.emcc.sip.registration.CiscoAlarm;
import org.emcc.sip.registration.PhoneListener;
import org.emcc.sip.registration.PhoneNode;
import org.emcc.sip.registration.PhoneRegistration;
import org.emcc.sip.registration.RegistrationOutcome;
import org.emcc.sip.registration.ServiceAction;
import org.emcc.sip.registration.VersionStamps;
import org.emcc.sip.sccp.CallManagerMessage;
import org.emcc.sip.sccp.SccpOutcome;
import org.emcc.sip.sccp.SccpPhoneListener;
import org.emcc.sip.transport.SipTransport;
import org.emcc.testkit.trace.Trace;
import org.emcc.tftp.client.FetchOutcome;
import org.emcc.tftp.client.TftpClient;
import org.emcc.tftp.config.CallManagerNode;
import org.emcc.tftp.config.PhoneConfiguration;
import org.emcc.tftp.config.PhoneServiceEntry;
import org.emcc.tftp.config.RedirectFile;
import org.emcc.tftp.config.RedirectVocabulary;
import org.emcc.tftp.config.SipLine;
import org.emcc.tftp.config.SrstReference;
import org.jspecify.annotations.Nullable;

/**
 * A nonsecure SIP desk phone in software. It reads its file by TFTP, follows a redirect, registers with the nodes of that file
 * over TCP or UDP as it says, goes to another node when one fails, opens the Extension Mobility service over HTTPS, asks anew for a page that says so ({@code Refresh}), follows the way to a new PIN, and restarts when its
 * call manager tells it to, which clears its screen.
 *
 * <p>It does not verify signatures and reads no trust lists yet; nor does it read its files again by itself when that has failed.
 *
 * <p>Source: emcc-behaviour 2.9 (P1, P5, P8) and 3.1; phone-config-files 2.3 and 4.3; sip 4.1.
 *
 * <p>A phone may speak SCCP instead ({@link Builder#sccp}); then it is told its lines when it registers (phone-config-files 3.8; sip 4.10).
 *
 * @threadsafety thread-safe; one login or logout at a time
 * @since 0.1.0
 */
public final class VirtualPhone implements AutoCloseable {
    private static final String SERVICE = "Extension Mobility";
    /** In the address of the page for a new PIN (em-api-and-axl 2.5). */
    private static final String CHANGE_CREDENTIAL = "/changecredential/";

    /** The values of {@code transportLayerProtocol} that matter here. */
    private static final int UDP = 2;

    private static final int TLS = 3;

    private static final Duration LEAVING = Duration.ofSeconds(2);
    private static final Duration REGISTERING = Duration.ofSeconds(40);

    private final DeviceName name;
    private final PhoneModel model;
    private final ServiceAddress tftp;
    private final RedirectVocabulary vocabulary;
    private final ServicePages pages;
    private final Trace trace;
    private final Function<ServiceAddress, String> lanes;
    private final Clock clock;
    private final Timers timers;
    private final boolean ownsTimers;
    private final TftpClient files;
    private final ExecutorService thread;
    private final @Nullable SccpSide sccp;
    private final Object lock = new Object();
    private final List<FetchedFile> fetched = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private PhoneStatus status = new PhoneStatus.Off();
    private @Nullable PhoneRegistration registration;
    private @Nullable PhoneConfiguration configuration;
    private @Nullable RedirectFile redirect;
    private @Nullable PhonePage screen;
    private Timers.@Nullable Ordered refresh;
    private int starts;

    /** Somebody who waits for a status. */
    private record Waiting(Predicate<PhoneStatus> wanted, CompletableFuture<PhoneStatus> seen) {}

    private VirtualPhone(Builder builder) {
        this.name = builder.name;
        this.model = builder.model;
        this.tftp = builder.tftp;
        this.vocabulary = builder.vocabulary;
        this.pages = new ServicePages(builder.trust, builder.model.name(), builder.names);
        this.clock = builder.clock;
        this.ownsTimers = builder.timers == null;
        this.timers = builder.timers == null ? Timers.daemon(builder.clock) : builder.timers;
        this.trace = builder.trace;
        this.lanes = builder.lanes;
        this.files = TftpClient.builder().open();
        this.sccp = builder.sccp == null ? null : new SccpSide(name, model, builder.sccp, new SccpEars());
        this.thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread made = new Thread(task, "emcc-testkit-phone-" + name);
            made.setDaemon(true);
            return made;
        });
    }

    /**
     * Starts a phone.
     *
     * @param name its device name
     * @param model its model
     * @param tftp the TFTP service of its own cluster, which never changes
     * @param trust decides which EM services it believes
     * @param trace where it writes what it does
     * @return a builder
     */
    public static Builder builder(
            DeviceName name, PhoneModel model, ServiceAddress tftp, SSLContext trust, Trace trace) {
        return new Builder(name, model, tftp, trust, trace);
    }

    /**
     * The device name.
     *
     * @return the name
     */
    public DeviceName name() {
        return name;
    }

    /**
     * Gives the phone power: it reads its files and registers. On a phone that runs it is a restart.
     *
     * @return done when it is registered or has failed to; never completed exceptionally
     * @throws IllegalStateException when the phone is closed
     */
    public CompletableFuture<PhoneStatus> start() {
        return restart(CiscoAlarm.INITIALIZED);
    }

    private CompletableFuture<PhoneStatus> restart(CiscoAlarm reason) {
        try {
            return CompletableFuture.supplyAsync(() -> boot(reason), thread);
        } catch (RejectedExecutionException e) {
            throw closed();
        }
    }

    private IllegalStateException closed() {
        return new IllegalStateException("phone " + name + " is closed");
    }

    private void requireOpen() {
        if (thread.isShutdown()) {
            throw closed();
        }
    }

    private PhoneStatus boot(CiscoAlarm reason) {
        synchronized (lock) {
            starts++;
            clear();
        }
        become(new PhoneStatus.Starting());
        leave(reason);
        try {
            return become(sccp == null ? register(read(), reason) : register(sccp, read(), reason));
        } catch (RuntimeException e) {
            recordAmiss("could not start", String.valueOf(e.getMessage()));
            return become(new PhoneStatus.Unregistered(String.valueOf(e.getMessage())));
        }
    }

    /** P1 and P5: the own TFTP service first, and what a redirect names after it. */
    private PhoneConfiguration read() {
        PhoneConfiguration first = fetch(tftp);
        Optional<RedirectFile> sent = RedirectFile.isRedirect(first, vocabulary)
                ? RedirectFile.from(first, vocabulary).value()
                : Optional.empty();
        synchronized (lock) {
            redirect = sent.orElse(null);
        }
        if (sent.isEmpty()) {
            return keep(first);
        }
        List<ServiceAddress> homes = sent.get().homeTftp();
        record("enters EMCC mode", "home TFTP " + homes);
        RuntimeException last = new IllegalStateException("the redirect names no home TFTP server");
        for (ServiceAddress home : homes) {
            try {
                return keep(fetch(home));
            } catch (RuntimeException e) {
                last = e;
            }
        }
        throw last;
    }

    private PhoneConfiguration keep(PhoneConfiguration read) {
        synchronized (lock) {
            configuration = read;
        }
        return read;
    }

    private PhoneConfiguration fetch(ServiceAddress server) {
        String file = name + ".cnf.xml";
        FetchOutcome outcome = files.fetch(server, file);
        if (!(outcome instanceof FetchOutcome.Fetched content)) {
            throw new IllegalStateException(file + " could not be fetched from " + server + ": " + outcome);
        }
        PhoneConfiguration read = PhoneConfiguration.decodeOrThrow(content.bytes());
        boolean sent = RedirectFile.isRedirect(read, vocabulary);
        synchronized (lock) {
            fetched.add(new FetchedFile(server, file, content.bytes(), sent));
        }
        recordWith(
                server,
                "reads " + file,
                "TFTP " + server,
                content.bytes().length + " bytes",
                sent ? "a redirect" : "device pool " + read.devicePool().orElse("unknown"));
        return read;
    }

    /** P8: the first call manager of the file that takes it. */
    private PhoneStatus register(PhoneConfiguration file, CiscoAlarm reason) {
        List<PhoneNode> nodes = PhoneNode.list(
                file.callManagers().stream().map(VirtualPhone::addressOf).toList(),
                file.srst().map(SrstReference::sipAddresses).orElse(List.of()));
        if (nodes.isEmpty()) {
            throw new IllegalStateException("the configuration names no call manager");
        }
        Optional<SipLine> first =
                file.lines().stream().filter(SipLine::registers).findFirst();
        String line = first.flatMap(SipLine::name)
                .orElseThrow(() -> new IllegalStateException("the configuration has no line"));
        boolean emccMode;
        synchronized (lock) {
            emccMode = redirect != null;
        }
        Ears ears = new Ears(line, emccMode);
        PhoneRegistration.Builder builder = PhoneRegistration.builder(name, line)
                .model(model.number())
                .transport(transportOf(file))
                .listener(ears);
        first.flatMap(SipLine::contact)
                .filter(user -> user.matches("[A-Za-z0-9._-]{1,128}"))
                .ifPresent(builder::contactUser);
        PhoneRegistration made = builder.start();
        synchronized (lock) {
            registration = made;
        }
        RegistrationOutcome outcome = join(made.register(nodes, reason), REGISTERING);
        if (!(outcome instanceof RegistrationOutcome.Registered)) {
            throw new IllegalStateException(
                    nodes.get(0).address() + " did not register the phone: " + outcome.message());
        }
        return ears.registered.join();
    }

    private static ServiceAddress addressOf(CallManagerNode node) {
        return node.sipPort() == CallManagerNode.DEFAULT_SIP_PORT
                ? ServiceAddress.of(node.host())
                : ServiceAddress.of(node.host(), node.sipPort());
    }

    /** A file that does not say means UDP (phone-config-files 3.9). */
    private static SipTransport transportOf(PhoneConfiguration file) {
        int protocol = file.transportLayerProtocol().orElse(UDP);
        if (protocol == TLS) {
            throw new IllegalStateException("the configuration demands TLS, which this phone does not speak");
        }
        return protocol == UDP ? SipTransport.udp() : SipTransport.tcp();
    }

    private void leave(CiscoAlarm reason) {
        if (sccp != null) {
            sccp.leave(LEAVING);
        }
        PhoneRegistration old;
        synchronized (lock) {
            old = registration;
            registration = null;
        }
        if (old == null) {
            return;
        }
        if (old.phase() == PhoneRegistration.Phase.REGISTERED) {
            join(old.unregister(reason), LEAVING);
        }
        old.close();
    }

    /** Whatever has not come in time is an outcome like others. */
    private static RegistrationOutcome join(CompletableFuture<RegistrationOutcome> future, Duration patience) {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new RegistrationOutcome.NoAnswer("no answer within " + patience);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the registration failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the phone was interrupted", e);
        }
    }

    /** What the call manager says to the phone. */
    private final class Ears implements PhoneListener {
        private final String line;
        private final boolean emccMode;
        /** The first time. */
        private final CompletableFuture<PhoneStatus> registered = new CompletableFuture<>();

        Ears(String line, boolean emccMode) {
            this.line = line;
            this.emccMode = emccMode;
        }

        @Override
        public void registered(PhoneNode node, RegistrationOutcome.Registered outcome) {
            ServiceAddress callManager = node.address();
            PhoneStatus now = new PhoneStatus.Registered(callManager, line, emccMode);
            try {
                recordWith(callManager, "registers", "SIP " + callManager, "line " + line);
                become(now);
            } finally {
                registered.complete(now);
            }
        }

        @Override
        public void serviceControl(ServiceAction action, VersionStamps stamps) {
            boolean again = action.equals(ServiceAction.RESET) || action.equals(ServiceAction.RESTART);
            if (again && !thread.isShutdown()) {
                record("is told to " + action.value());
                CompletableFuture<PhoneStatus> unused = restart(CiscoAlarm.RESET_RESTART);
            }
        }

        @Override
        public void registrationLost(RegistrationOutcome outcome) {
            recordAmiss("has lost its registration", outcome.message());
            become(new PhoneStatus.Unregistered(outcome.message()));
        }
    }

    /**
     * Opens the Extension Mobility service, fills the form that comes, and sends it.
     *
     * @param user what the user types
     * @param pin the PIN
     * @return what the phone shows then; on success the phone restarts by itself soon
     * @throws IllegalStateException when the phone is closed, has no such service, or the service is not reached
     */
    public Display logIn(String user, Pin pin) {
        requireOpen();
        int now = starts();
        String service = serviceUrl();
        recordWith(serverOf(service), "opens the Extension Mobility service");
        PhoneAnswer answer = pages.get(service);
        if (!(answer.page() instanceof PhoneInput form)) {
            return shown(answer, now);
        }
        record("shows the login page", form.head().prompt());
        recordWith(serverOf(service), "sends user ID and PIN", user, "PIN hidden");
        return shown(pages.get(ServicePages.filled(form, user, List.of(pin))), now);
    }

    /**
     * Presses the softkey that leads to a new PIN, on the page that the phone shows since a login was answered with 41; fills the form
     * that comes, and sends it.
     *
     * @param user what the user types
     * @param old the PIN until now
     * @param next the new PIN, which is typed twice
     * @return what the phone shows then
     * @throws IllegalStateException when the phone is closed, shows no such softkey, or the service is not reached
     */
    public Display changePin(String user, Pin old, Pin next) {
        requireOpen();
        int now = starts();
        PageHead.SoftKey key = keyToANewPin();
        String page = pages.located(key.url());
        recordWith(serverOf(page), "presses " + key.name());
        PhoneAnswer answer = pages.get(page);
        if (!(answer.page() instanceof PhoneInput form)) {
            return shown(answer, now);
        }
        record("shows the page for a new PIN", form.head().prompt());
        String filled = pages.located(ServicePages.filled(form, user, List.of(old, next)));
        recordWith(serverOf(filled), "sends user ID, old and new PIN", user, "PINs hidden");
        return shown(pages.get(filled), now);
    }

    private PageHead.SoftKey keyToANewPin() {
        PhonePage page;
        synchronized (lock) {
            page = screen;
        }
        return Optional.ofNullable(page).stream()
                .flatMap(each -> each.head().softKeys().stream())
                .filter(key -> key.url().contains(CHANGE_CREDENTIAL))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("phone " + name + " shows no softkey that leads to a new PIN"));
    }

    private int starts() {
        synchronized (lock) {
            return starts;
        }
    }

    /**
     * Asks for the logout: of the visiting cluster in EMCC mode, at the address that came with the redirect (emcc-behaviour 3.1).
     *
     * @return what the phone shows then; on success the phone restarts soon
     * @throws IllegalStateException when the service is not reached
     */
    public Display logOut() {
        requireOpen();
        int now = starts();
        Optional<URI> address;
        synchronized (lock) {
            address = redirect == null ? Optional.empty() : redirect.visitingLogout();
        }
        String url = address.map(URI::toString).orElseGet(() -> serviceUrl() + "&doLogout=true");
        recordWith(serverOf(url), "asks for the logout");
        return shown(pages.get(url), now);
    }

    private static ServiceAddress serverOf(String url) {
        URI uri = URI.create(url);
        return uri.getPort() < 0 ? ServiceAddress.of(uri.getHost()) : ServiceAddress.of(uri.getHost(), uri.getPort());
    }

    /**
     * Shows a page, and asks for the next one when it is time.
     *
     * @param now how often the phone had started when it asked; when it has started again, its screen is empty and stays so
     */
    private Display shown(PhoneAnswer answer, int now) {
        Display display = ServicePages.shown(answer.page());
        if (display.candidates().isEmpty()) {
            record("shows", display.text());
        } else {
            recordAmiss("shows", display.text());
        }
        synchronized (lock) {
            if (now == starts && !thread.isShutdown()) {
                clear();
                screen = answer.page();
                answer.next()
                        .ifPresent(next -> refresh = timers.at(
                                clock.instant().plus(next.after()), () -> refresh(pages.located(next.url()), now)));
            }
        }
        return display;
    }

    private void refresh(String url, int now) {
        recordWith(serverOf(url), "asks for the page anew");
        try {
            shown(pages.get(url), now);
        } catch (RuntimeException e) {
            recordAmiss("has no new page", String.valueOf(e.getMessage()));
        }
    }

    /** Nothing is shown and nothing is asked for; the caller holds the lock. */
    private void clear() {
        screen = null;
        if (refresh != null) {
            refresh.cancel();
            refresh = null;
        }
    }

    /**
     * What the phone shows now.
     *
     * @return the page of the service; empty since the phone has started
     */
    public Optional<Display> display() {
        synchronized (lock) {
            return Optional.ofNullable(screen).map(ServicePages::shown);
        }
    }

    /** P8 for a phone that speaks SCCP. */
    private PhoneStatus register(SccpSide overSccp, PhoneConfiguration file, CiscoAlarm reason) {
        boolean emccMode;
        synchronized (lock) {
            emccMode = redirect != null;
        }
        PhoneStatus.Registered done = overSccp.register(file, reason, REGISTERING, emccMode);
        recordWith(done.callManager(), "registers", "SCCP " + done.callManager(), "line " + done.line());
        return done;
    }

    /** What the call manager says to a phone that speaks SCCP; a changed configuration is taken over by a restart too. */
    private final class SccpEars implements SccpPhoneListener {
        @Override
        public void reset(CallManagerMessage.Reset reset) {
            if (!thread.isShutdown()) {
                record("is told to " + (reset.type() == CallManagerMessage.Reset.RESET ? "reset" : "restart"));
                CompletableFuture<PhoneStatus> unused = restart(CiscoAlarm.RESET_RESTART);
            }
        }

        @Override
        public void registrationLost(SccpOutcome outcome) {
            recordAmiss("has lost its registration", outcome.message());
            become(new PhoneStatus.Unregistered(outcome.message()));
        }
    }

    /** The service URL with the phone's own substitutions (em-api-and-axl 2.1). */
    private String serviceUrl() {
        PhoneConfiguration file;
        synchronized (lock) {
            file = configuration;
        }
        if (file == null) {
            throw new IllegalStateException("phone " + name + " has not read its configuration yet");
        }
        return file.phoneServices().stream()
                .filter(service -> service.name().equals(SERVICE))
                .map(PhoneServiceEntry::url)
                .findFirst()
                .map(url -> url.replace("#DEVICENAME#", name.value())
                        .replace("#EMCC#", String.valueOf(model.supportsEmcc()).toLowerCase(Locale.ROOT)))
                .orElseThrow(() -> new IllegalStateException("phone " + name + " is not subscribed to " + SERVICE));
    }

    /**
     * Where the phone writes what it does.
     *
     * @return the trace that it was built with
     */
    public Trace trace() {
        return trace;
    }

    /**
     * What the phone is doing now.
     *
     * @return the status
     */
    public PhoneStatus status() {
        synchronized (lock) {
            return status;
        }
    }

    /**
     * Every file the phone has fetched since it was made.
     *
     * @return the files in order
     */
    public List<FetchedFile> fetchedFiles() {
        synchronized (lock) {
            return List.copyOf(fetched);
        }
    }

    /**
     * Waits until the phone does something.
     *
     * @param wanted what is waited for
     * @param patience how long
     * @return the status that was waited for
     * @throws IllegalStateException when it does not come in time; the message says what the phone does instead
     */
    public PhoneStatus await(Predicate<PhoneStatus> wanted, Duration patience) {
        try {
            return when(wanted).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "phone " + name + " is not where it should be after " + patience + ", but " + status()
                            + "; what happened:\n" + trace.asText(),
                    e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a condition on phone " + name + " failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for phone " + name, e);
        }
    }

    private CompletableFuture<PhoneStatus> when(Predicate<PhoneStatus> wanted) {
        CompletableFuture<PhoneStatus> seen = new CompletableFuture<>();
        synchronized (lock) {
            if (wanted.test(status)) {
                seen.complete(status);
            } else {
                waiting.add(new Waiting(wanted, seen));
            }
        }
        return seen;
    }

    private PhoneStatus become(PhoneStatus next) {
        List<Waiting> met = new ArrayList<>();
        synchronized (lock) {
            status = next;
            for (Waiting one : waiting) {
                if (one.wanted.test(next)) {
                    met.add(one);
                }
            }
            waiting.removeAll(met);
        }
        met.forEach(one -> one.seen.complete(next));
        return next;
    }

    private void record(String what, String... facts) {
        trace.record(name.value(), name.value(), what, facts);
    }

    private void recordAmiss(String what, String why) {
        trace.recordAmiss(name.value(), name.value(), what, why);
    }

    private void recordWith(ServiceAddress peer, String what, String... facts) {
        trace.record(name.value(), lanes.apply(peer), what, facts);
    }

    /** Takes the power away for good: the phone leaves its call manager without a word, as a phone does. */
    @Override
    public void close() {
        thread.shutdownNow();
        PhoneRegistration old;
        synchronized (lock) {
            clear();
            old = registration;
            registration = null;
        }
        if (old != null) {
            old.close();
        }
        files.close();
        if (sccp != null) {
            sccp.close();
        }
        if (ownsTimers) {
            timers.close();
        }
        become(new PhoneStatus.Off());
    }

    @Override
    public String toString() {
        return "VirtualPhone[" + name + "]";
    }

    /**
     * Builds a phone.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private final DeviceName name;
        private final PhoneModel model;
        private final ServiceAddress tftp;
        private final SSLContext trust;
        private final Trace trace;
        private RedirectVocabulary vocabulary = RedirectVocabulary.standard();
        private Function<ServiceAddress, String> lanes = ServiceAddress::toString;
        private Clock clock = Clock.systemUTC();
        private @Nullable Timers timers;
        private @Nullable HostResolver names;
        private @Nullable Function<ServiceAddress, ServiceAddress> sccp;

        private Builder(DeviceName name, PhoneModel model, ServiceAddress tftp, SSLContext trust, Trace trace) {
            this.name = Objects.requireNonNull(name, "name");
            this.model = Objects.requireNonNull(model, "model");
            this.tftp = Objects.requireNonNull(tftp, "tftp");
            this.trust = Objects.requireNonNull(trust, "trust");
            this.trace = Objects.requireNonNull(trace, "trace");
        }

        /**
         * The words of a redirect that the phone understands; the SDK's own by default.
         *
         * @param names the vocabulary
         * @return this builder
         */
        public Builder vocabulary(RedirectVocabulary names) {
            this.vocabulary = Objects.requireNonNull(names, "vocabulary");
            return this;
        }

        /**
         * How the trace calls whoever listens at an address; by the address itself by default.
         *
         * @param names the lane of each address
         * @return this builder
         */
        public Builder lanes(Function<ServiceAddress, String> names) {
            this.lanes = Objects.requireNonNull(names, "lanes");
            return this;
        }

        /**
         * What the host names in URLs mean; the name service of the system by default.
         *
         * @param names the addresses; where one is unresolved, the name service is asked
         * @return this builder
         */
        public Builder resolver(HostResolver names) {
            this.names = Objects.requireNonNull(names, "names");
            return this;
        }

        /**
         * Makes the phone one that speaks SCCP; it speaks SIP by default. It is told its lines when it registers.
         *
         * @param ports where a call manager of its file listens for SCCP; the file names its SIP port
         * @return this builder
         */
        public Builder sccp(Function<ServiceAddress, ServiceAddress> ports) {
            this.sccp = Objects.requireNonNull(ports, "ports");
            return this;
        }

        /**
         * When a page is asked for anew. By the system's clock on a thread of the phone by default.
         *
         * @param timers what runs it; not closed here. It waits while the page is asked for
         * @param clock the clock of these timers
         * @return this builder
         */
        public Builder timers(Timers timers, Clock clock) {
            this.timers = Objects.requireNonNull(timers, "timers");
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * The phone, without power.
         *
         * @return a new phone, to be closed by the caller
         */
        public VirtualPhone build() {
            return new VirtualPhone(this);
        }
    }
}
