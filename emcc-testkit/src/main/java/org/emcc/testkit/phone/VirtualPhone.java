package org.emcc.testkit.phone;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.em.PageHead;
import org.emcc.core.em.PhoneInput;
import org.emcc.core.em.PhoneMenu;
import org.emcc.core.em.http.HostResolver;
import org.emcc.core.gateway.Timers;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.internal.Require;
import org.emcc.core.user.Pin;
import org.emcc.sip.registration.CiscoAlarm;
import org.emcc.sip.registration.PhoneTimes;
import org.emcc.testkit.trace.Trace;
import org.emcc.tftp.client.FetchOutcome;
import org.emcc.tftp.config.PhoneServiceEntry;
import org.emcc.tftp.config.RedirectFile;
import org.emcc.tftp.config.RedirectVocabulary;
import org.emcc.tftp.trust.PhoneTrust;
import org.emcc.tftp.trust.TrustVerifier;
import org.jspecify.annotations.Nullable;

/**
 * A desk phone in software. It reads the trust lists of its cluster, and its file, signed once it holds a list; follows a redirect,
 * and reads the same from there; registers over SIP (UDP, TCP or TLS, as its file says) or over SCCP; goes to another node when one
 * fails; opens the Extension Mobility service over HTTPS; asks anew for a page that says so ({@code Refresh}); follows the way to a new
 * PIN; and restarts when its call manager tells it to, which clears its screen.
 *
 * <p>What it does not trust it leaves, and goes on with the file and the lists that it has. It does not read its files again by itself
 * when that has failed, and cannot read encrypted ones.
 *
 * <p>Source: emcc-behaviour 2.9 (P1, P5, P8) and 3.1; phone-config-files 2.2 to 2.4, 4.3, 6.5 and 7; sip 4.1 and 4.10.
 *
 * @threadsafety thread-safe; one login or logout at a time
 * @since 0.1.0
 */
public final class VirtualPhone implements AutoCloseable {
    /** So many events stand in a message. */
    private static final int LAST_EVENTS = 200;

    /** In the address of the page for a new PIN (em-api-and-axl 2.5). */
    private static final String CHANGE_CREDENTIAL = "/changecredential/";

    /** How many of the files that it has fetched a phone remembers. */
    public static final int MOST_FILES = 100;

    private static final Duration LAST_WORK = Duration.ofSeconds(5);

    private final DeviceName name;
    private final PhoneModel model;
    private final String service;
    private final ServicePages pages;
    private final Trace trace;
    private final Function<ServiceAddress, String> lanes;
    private final Clock clock;
    private final Timers timers;
    /** By all phones of the resources; those that were given are the phone's own business. */
    private final boolean timersAreShared;

    private final PhoneResources resources;
    private final boolean ownsResources;
    private final Turns turns;
    private final Provisioning provisioning;
    private final Signalling signalling;
    private final Object lock = new Object();
    private final Queue<FetchedFile> fetched = new ArrayDeque<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private PhoneStatus status = new PhoneStatus.Off();
    private Provisioning.@Nullable Provisioned provisioned;
    private ServicePages.@Nullable Page screen;
    private Timers.@Nullable Ordered refresh;
    private int starts;
    private boolean ended;

    /** Somebody who waits for a status. */
    private record Waiting(Predicate<PhoneStatus> wanted, CompletableFuture<PhoneStatus> seen) {
        /** What fails is the matter of who waits, and not of the phone. */
        void ask(PhoneStatus status) {
            try {
                if (wanted.test(status)) {
                    seen.complete(status);
                }
            } catch (RuntimeException | Error e) {
                seen.completeExceptionally(e);
            }
        }
    }

    /** The phone was closed while somebody waited. */
    private static final class ClosedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private VirtualPhone(Builder builder) {
        this.name = builder.name;
        this.model = builder.model;
        this.service = builder.service;
        this.clock = builder.clock;
        this.trace = builder.trace;
        this.lanes = builder.lanes;
        this.ownsResources = builder.resources == null;
        this.resources = builder.resources == null ? PhoneResources.open(1) : builder.resources;
        this.timersAreShared = builder.timers == null;
        this.timers = builder.timers == null ? resources.timers() : builder.timers;
        this.turns = new Turns(resources.workers());
        this.pages = new ServicePages(() -> resources.browser(builder.trust), builder.model.name(), builder.names);
        this.provisioning = new Provisioning(
                name, builder.tftp, builder.vocabulary, downloads(builder), builder.verifiers, new Reads());
        this.signalling = builder.sccp == null
                ? new SipSide(name, model, secure(builder.identity), builder.times, resources, new Ears())
                : new SccpSide(name, model, builder.sccp, builder.times, resources, new Ears());
    }

    private Downloads downloads(Builder builder) {
        return builder.http == null
                ? this::overTftp
                : new HttpFirst(resources.browser(builder.trust), builder.http, this::overTftp);
    }

    private @Nullable SSLContext secure(@Nullable X509ExtendedKeyManager identity) {
        if (identity == null) {
            return null;
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            TrustManager callManagers = new SignallingTrust(provisioning::trust, provisioning::verifier);
            context.init(new KeyManager[] {identity}, new TrustManager[] {callManagers}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
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
        return run(() -> boot(reason));
    }

    /** In turn with all else that the phone does. */
    private CompletableFuture<PhoneStatus> run(Supplier<PhoneStatus> what) {
        try {
            return turns.submit(what, new PhoneStatus.Off());
        } catch (RejectedExecutionException e) {
            throw closed();
        }
    }

    private IllegalStateException closed() {
        return new IllegalStateException("phone " + name + " is closed");
    }

    /** How often the phone has started. */
    private int requireOpen() {
        if (turns.isClosed()) {
            throw closed();
        }
        synchronized (lock) {
            return starts;
        }
    }

    private PhoneStatus boot(CiscoAlarm reason) {
        synchronized (lock) {
            starts++;
            clear();
        }
        become(new PhoneStatus.Starting());
        try {
            signalling.leave(reason);
            provision();
            return register(reason);
        } catch (RuntimeException e) {
            recordAmiss("could not start", String.valueOf(e.getMessage()));
            return become(new PhoneStatus.Unregistered(String.valueOf(e.getMessage())));
        }
    }

    /** P1 and P5. A phone that does not trust what it reads goes on with what it has (phone-config-files 2.4). */
    private void provision() {
        try {
            Provisioning.Provisioned read = provisioning.read();
            synchronized (lock) {
                provisioned = read;
            }
        } catch (Provisioning.DistrustedException e) {
            synchronized (lock) {
                if (provisioned == null) {
                    throw e;
                }
            }
            recordAmiss("keeps the configuration it has", String.valueOf(e.getMessage()));
        }
    }

    private PhoneStatus register(CiscoAlarm reason) {
        Provisioning.Provisioned by;
        synchronized (lock) {
            by = Objects.requireNonNull(provisioned);
        }
        return signalling.register(by.configuration(), reason, by.ofHome());
    }

    /** What comes of the registration. */
    private final class Ears implements Signalling.Events {
        @Override
        public void registered(PhoneStatus.Registered now, String protocol) {
            hears(
                    lanes.apply(now.callManager()),
                    "registers",
                    protocol + " " + now.callManager(),
                    "line " + now.line());
            become(now);
        }

        @Override
        public void lost(String why) {
            trace.recordAmissAside(name.value(), name.value(), "has lost its registration", why);
            become(new PhoneStatus.Unregistered(why));
        }

        @Override
        public void toldTo(String order) {
            if (!turns.isClosed()) {
                hears(name.value(), "is told to " + order);
                CompletableFuture<PhoneStatus> unused = restart(CiscoAlarm.RESET_RESTART);
            }
        }

        /** On threads that carry the traffic of all phones. */
        private void hears(String with, String what, String... facts) {
            trace.recordAside(name.value(), with, what, facts);
        }
    }

    /** What the phone reads. */
    private final class Reads implements Provisioning.Diary {
        @Override
        public void wrote(ServiceAddress with, String what, String... facts) {
            recordWith(with, what, facts);
        }

        @Override
        public void amiss(String what, String why) {
            recordAmiss(what, why);
        }

        @Override
        public void fetched(FetchedFile file) {
            synchronized (lock) {
                if (fetched.size() == MOST_FILES) {
                    fetched.remove();
                }
                fetched.add(file);
            }
        }
    }

    private Optional<Download> overTftp(ServiceAddress server, String file) {
        FetchOutcome outcome = resources.tftp().fetch(server, file);
        if (outcome instanceof FetchOutcome.Fetched content) {
            return Optional.of(Download.overTftp(server, content.bytes()));
        }
        if (outcome instanceof FetchOutcome.NotFound) {
            return Optional.empty();
        }
        throw new IllegalStateException(file + " could not be fetched from " + server + ": " + outcome);
    }

    /**
     * Opens the Extension Mobility service, fills the form that comes, and sends it. A user who has several device profiles is shown a
     * menu of them, and {@link #choose} answers it.
     *
     * @param user what the user types
     * @param pin the PIN
     * @return what the phone shows then; on success the phone restarts by itself soon
     * @throws IllegalStateException when the phone is closed, has no such service, or the service is not reached
     */
    public Display logIn(String user, Pin pin) {
        int now = requireOpen();
        return shown(sent(user, pin), now);
    }

    /**
     * The same for a user who may have several device profiles: chooses one, if the service asks.
     *
     * @param user what the user types
     * @param pin the PIN
     * @param profile the name of a device profile as the menu shows it
     * @return what the phone shows then; on success the phone restarts by itself soon
     * @throws IllegalStateException when the phone is closed, has no such service, the service is not reached, or its menu has no such
     *     profile; the message says which it has
     */
    public Display logIn(String user, Pin pin, String profile) {
        Objects.requireNonNull(profile, "profile");
        int now = requireOpen();
        ServicePages.Page page = sent(user, pin);
        Display display = shown(page, now);
        return page.page() instanceof PhoneMenu menu ? chosen(page, menu, profile, now) : display;
    }

    /** What the service answers to user ID and PIN. */
    private ServicePages.Page sent(String user, Pin pin) {
        String service = serviceUrl();
        recordWith(pages.server(service), "opens the Extension Mobility service");
        ServicePages.Page page = pages.get(service);
        if (!(page.page() instanceof PhoneInput form)) {
            return page;
        }
        record("shows the login page", form.head().prompt());
        String filled = ServicePages.filled(page, form, user, List.of(pin));
        recordWith(pages.server(service), "sends user ID and PIN", user, "PIN hidden");
        return pages.get(filled);
    }

    /**
     * Chooses an entry of the menu that the phone shows, as of the device profiles of a user who has several.
     *
     * @param entry its name as the menu shows it
     * @return what the phone shows then; on success of a login the phone restarts by itself soon
     * @throws IllegalStateException when the phone is closed, shows no menu or one without such an entry, or the service is not reached;
     *     the message says which entries there are
     */
    public Display choose(String entry) {
        Objects.requireNonNull(entry, "entry");
        int now = requireOpen();
        ServicePages.Page page = screen().orElse(null);
        if (page == null || !(page.page() instanceof PhoneMenu menu)) {
            throw new IllegalStateException("phone " + name + " shows no menu");
        }
        return chosen(page, menu, entry, now);
    }

    private Display chosen(ServicePages.Page page, PhoneMenu menu, String entry, int now) {
        PhoneMenu.Item item = menu.items().stream()
                .filter(each -> each.name().equals(entry))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the menu that phone " + name + " shows has no " + entry
                        + ", but "
                        + menu.items().stream().map(PhoneMenu.Item::name).toList()));
        String url = page.to(item.url());
        recordWith(pages.server(url), "chooses " + item.name());
        return shown(pages.get(url), now);
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
        int now = requireOpen();
        ServicePages.Page before = screen().orElseThrow(this::noKey);
        PageHead.SoftKey key = keyToANewPin(before);
        String target = before.to(key.url());
        recordWith(pages.server(target), "presses " + key.name());
        ServicePages.Page page = pages.get(target);
        if (!(page.page() instanceof PhoneInput form)) {
            return shown(page, now);
        }
        record("shows the page for a new PIN", form.head().prompt());
        String filled = ServicePages.filled(page, form, user, List.of(old, next));
        recordWith(pages.server(filled), "sends user ID, old and new PIN", user, "PINs hidden");
        return shown(pages.get(filled), now);
    }

    private PageHead.SoftKey keyToANewPin(ServicePages.Page page) {
        return page.page().head().softKeys().stream()
                .filter(key -> key.url().contains(CHANGE_CREDENTIAL))
                .findFirst()
                .orElseThrow(this::noKey);
    }

    private IllegalStateException noKey() {
        return new IllegalStateException("phone " + name + " shows no softkey that leads to a new PIN");
    }

    private Optional<ServicePages.Page> screen() {
        synchronized (lock) {
            return Optional.ofNullable(screen);
        }
    }

    /**
     * Asks for the logout: of the visiting cluster in EMCC mode, at the address that came with the redirect (emcc-behaviour 3.1).
     *
     * @return what the phone shows then; on success the phone restarts soon
     * @throws IllegalStateException when the service is not reached
     */
    public Display logOut() {
        int now = requireOpen();
        Optional<URI> address = provisioning.redirect().flatMap(RedirectFile::visitingLogout);
        String url = address.map(URI::toString).orElseGet(() -> serviceUrl() + "&doLogout=true");
        recordWith(pages.server(url), "asks for the logout");
        return shown(pages.get(url), now);
    }

    /**
     * Shows a page, and asks for the next one when it is time.
     *
     * @param now how often the phone had started when it asked; when it has started again, its screen is empty and stays so
     */
    private Display shown(ServicePages.Page page, int now) {
        Display display = Display.of(page.page());
        if (display.candidates().isEmpty()) {
            record("shows", display.text());
        } else {
            recordAmiss("shows", display.text());
        }
        synchronized (lock) {
            if (now == starts && !turns.isClosed()) {
                clear();
                screen = page;
                page.answer()
                        .next()
                        .ifPresent(next -> refresh =
                                timers.at(clock.instant().plus(next.after()), () -> refreshed(next.url(), now)));
            }
        }
        return display;
    }

    /** On the thread of timers that were given, which is said so there; those that phones share must not wait for a page. */
    private void refreshed(String url, int now) {
        if (timersAreShared) {
            try {
                resources.workers().execute(() -> refresh(url, now));
            } catch (RejectedExecutionException e) {
                recordAmiss("has no new page", "there is no thread any longer");
            }
        } else {
            refresh(url, now);
        }
    }

    private void refresh(String url, int now) {
        if (turns.isClosed()) {
            return;
        }
        try {
            recordWith(pages.server(url), "asks for the page anew");
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
            return Optional.ofNullable(screen).map(page -> Display.of(page.page()));
        }
    }

    /** The service URL with the phone's own substitutions (em-api-and-axl 2.1). */
    private String serviceUrl() {
        Provisioning.Provisioned by;
        synchronized (lock) {
            by = provisioned;
        }
        if (by == null) {
            throw new IllegalStateException("phone " + name + " has not read its configuration yet");
        }
        return by.configuration().phoneServices().stream()
                .filter(each -> each.name().equals(service))
                .map(PhoneServiceEntry::url)
                .findFirst()
                .map(url -> url.replace("#DEVICENAME#", name.value())
                        .replace("#EMCC#", String.valueOf(model.supportsEmcc()).toLowerCase(Locale.ROOT)))
                .orElseThrow(() -> new IllegalStateException("phone " + name + " is not subscribed to " + service));
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
     * The files that the phone has fetched since it was made, and the last {@value #MOST_FILES} when they are more.
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
     * @param wanted what is waited for; any thread may ask it. Where it fails, the waiting ends
     * @param patience how long
     * @return the status that was waited for
     * @throws IllegalStateException when it does not come in time, or the phone is closed; the message says what the phone does instead
     */
    public PhoneStatus await(Predicate<PhoneStatus> wanted, Duration patience) {
        Waiting one = new Waiting(Objects.requireNonNull(wanted, "wanted"), new CompletableFuture<>());
        look(one);
        try {
            return one.seen.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "phone " + name + " is not where it should be after " + patience + ", but " + status()
                            + "; what happened last:\n" + trace.asText(LAST_EVENTS),
                    e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ClosedException
                    ? closed()
                    : new IllegalStateException("a condition on phone " + name + " failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for phone " + name, e);
        } finally {
            synchronized (lock) {
                waiting.remove(one);
            }
        }
    }

    private void look(Waiting one) {
        PhoneStatus now;
        boolean isLast;
        synchronized (lock) {
            waiting.add(one);
            now = status;
            isLast = ended;
        }
        one.ask(now);
        if (isLast) {
            one.seen.completeExceptionally(new ClosedException());
        }
    }

    /** Nothing comes after the end. */
    private PhoneStatus become(PhoneStatus next) {
        List<Waiting> all;
        synchronized (lock) {
            if (ended) {
                return status;
            }
            status = next;
            all = List.copyOf(waiting);
        }
        all.forEach(one -> one.ask(next));
        return next;
    }

    private void end() {
        become(new PhoneStatus.Off());
        List<Waiting> all;
        synchronized (lock) {
            ended = true;
            all = List.copyOf(waiting);
        }
        all.forEach(one -> one.seen.completeExceptionally(new ClosedException()));
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

    /**
     * The trust lists that the phone holds.
     *
     * @return the lists as they are now; none before a service gave it one
     */
    public PhoneTrust trust() {
        return provisioning.trust();
    }

    /**
     * Deletes the trust lists, as an operator does with the menu of a phone that is stuck (phone-config-files 7): from its next start
     * on it takes the first that come.
     *
     * @return done when the phone has restarted; never completed exceptionally
     * @throws IllegalStateException when the phone is closed
     */
    public CompletableFuture<PhoneStatus> deleteTrustLists() {
        return run(() -> {
            provisioning.forgetTrust();
            return boot(CiscoAlarm.RESET_RESTART);
        });
    }

    /**
     * Takes the power away: the phone leaves its call manager without a word. It keeps its files and trust lists, and {@link #start}
     * gives it power again.
     *
     * @return done when it is off; never completed exceptionally
     * @throws IllegalStateException when the phone is closed
     */
    public CompletableFuture<PhoneStatus> powerOff() {
        return run(() -> {
            synchronized (lock) {
                starts++;
                clear();
            }
            signalling.close();
            return become(new PhoneStatus.Off());
        });
    }

    /**
     * Takes the power away for good: the phone leaves its call manager without a word, as a phone does. What it was about is cut short,
     * and what waits for its turn is not done; the futures of both complete.
     */
    @Override
    public void close() {
        stop();
        finish(LAST_WORK);
    }

    /**
     * Closes many phones as {@link #close} does, which takes little longer than to close one: all are told to stop before any is waited
     * for.
     *
     * @param phones the phones; those that are closed already stay so
     */
    public static void closeAll(Collection<VirtualPhone> phones) {
        List<VirtualPhone> all = List.copyOf(phones);
        all.forEach(VirtualPhone::stop);
        Duration patience = LAST_WORK;
        for (VirtualPhone phone : all) {
            if (!phone.finish(patience)) {
                patience = Duration.ZERO; // the others had as long as this one
            }
        }
    }

    private void stop() {
        turns.close();
        synchronized (lock) {
            clear();
        }
    }

    /** What the phone is about ends soon, since it is interrupted; whatever it opened meanwhile is closed then. */
    private boolean finish(Duration patience) {
        boolean stopped = awaitItsEnd(patience);
        signalling.close();
        if (ownsResources) {
            resources.close();
        }
        end();
        return stopped;
    }

    private boolean awaitItsEnd(Duration patience) {
        try {
            boolean stopped = turns.awaitEnd(patience);
            if (!stopped) {
                recordAmiss("does not stop", "it is still busy after " + LAST_WORK);
            }
            return stopped;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
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
        private String service = "Extension Mobility";
        private RedirectVocabulary vocabulary = RedirectVocabulary.standard();
        private Function<ServiceAddress, String> lanes = ServiceAddress::toString;
        private Clock clock = Clock.systemUTC();
        private @Nullable Timers timers;
        private @Nullable HostResolver names;
        private @Nullable Function<ServiceAddress, ServiceAddress> sccp;
        private Function<ServiceAddress, TrustVerifier> verifiers = tftp -> TrustVerifier.unreachable();
        private @Nullable Function<ServiceAddress, Optional<ServiceAddress>> http;
        private @Nullable X509ExtendedKeyManager identity;
        private @Nullable PhoneResources resources;
        private PhoneTimes times = PhoneTimes.STANDARD;

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
         * What the phone service is called in the phone's file by which users log in and out; {@code Extension Mobility} by default.
         *
         * @param name its name, 1 to 128 characters
         * @return this builder
         * @throws IllegalArgumentException when it breaks the rule
         */
        public Builder service(String name) {
            this.service = Require.text(name, "name of a service", 128);
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
         * Lets the phone share threads and sockets with others; it has its own by default.
         *
         * @param shared what it shares; not closed with the phone
         * @return this builder
         */
        public Builder resources(PhoneResources shared) {
            this.resources = Objects.requireNonNull(shared, "shared");
            return this;
        }

        /**
         * The trust verification services that the phone asks about signers and call managers it does not know; none answers by
         * default. It asks that of the cluster whose file it uses (phone-config-files 4.5).
         *
         * @param services the TVS of the cluster whose TFTP service has an address
         * @return this builder
         */
        public Builder tvs(Function<ServiceAddress, TrustVerifier> services) {
            this.verifiers = Objects.requireNonNull(services, "services");
            return this;
        }

        /**
         * Lets the phone read its files over HTTP first; it uses TFTP only by default (phone-config-files 2.3).
         *
         * @param services where the HTTP service of the cluster is whose TFTP service has an address, if it has one
         * @return this builder
         */
        public Builder http(Function<ServiceAddress, Optional<ServiceAddress>> services) {
            this.http = Objects.requireNonNull(services, "services");
            return this;
        }

        /**
         * Gives the phone a certificate, by which it registers over TLS when its file says so; it has none by default, and then such a
         * file leaves it unregistered.
         *
         * @param keys its certificate and key
         * @return this builder
         */
        public Builder identity(X509ExtendedKeyManager keys) {
            this.identity = Objects.requireNonNull(keys, "keys");
            return this;
        }

        /**
         * When the phone goes to another node, back to a better one, and when it tries again; {@link PhoneTimes#STANDARD} by default.
         *
         * @param times the times; over SCCP the call manager says how often a phone shows that it lives
         * @return this builder
         */
        public Builder times(PhoneTimes times) {
            this.times = Objects.requireNonNull(times, "times");
            return this;
        }

        /**
         * When a page is asked for anew. By the system's clock by default.
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
