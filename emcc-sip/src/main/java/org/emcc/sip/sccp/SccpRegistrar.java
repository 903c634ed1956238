package org.emcc.sip.sccp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.emcc.core.Decoded;
import org.emcc.core.gateway.PhoneControl;
import org.emcc.core.gateway.ResetOutcome;
import org.emcc.core.gateway.Timers;
import org.emcc.core.id.DeviceName;
import org.emcc.core.internal.Require;
import org.emcc.sip.internal.Contained;
import org.emcc.sip.internal.SourceConnections;
import org.emcc.sip.registration.DeviceAdmission;
import org.emcc.sip.registration.RegistrationListener;
import org.emcc.sip.registration.ResetAnswer;
import org.emcc.sip.registration.ResetKind;
import org.emcc.sip.registration.UnregisterReason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registrar of a cluster for SCCP phones, over TCP: they register, are told their lines, keep alive and unregister with it, and it
 * tells them to reset.
 *
 * <p>A phone is registered when it has been sent RegisterAck (<em>inferred</em>), and as long as its connection is there and it shows
 * that it lives: three intervals without a word end it. A device is registered over one connection; another registration of it ends the
 * former connection. There is no authentication: who reaches the socket may register any device that is admitted.
 *
 * <p>The listener hears of it as of the phones of a SIP registrar. A connection that ends is told at once as
 * {@link UnregisterReason#CONNECTION_CLOSED}: SCCP has no grace for it. So is one that names another device once it has registered: no
 * phone does, and it is rejected. Why a phone unregistered before is what its alarm says that comes before it registers.
 *
 * <p>A phone that asks for a token is decided about by {@link DeviceAdmission#tokenVerdict}. One that may not come is told to ask again
 * after 60 seconds (our choice), and its connection is then one of a phone that is registered elsewhere.
 *
 * <p>Bounds: connections altogether and from one source (an IPv4 address, or an IPv6 network of 64 bits, which has sixteen times as many),
 * the time until a connection says something and until it registers, the length
 * of a frame ({@link SccpFrame#MAX_LENGTH}), and 64 KB that wait to be taken by the other side. Whoever breaks one is disconnected.
 *
 * <p>Source: sip 4.10.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class SccpRegistrar implements AutoCloseable {
    /** The TCP port of call managers for SCCP. */
    public static final int PORT = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(SccpRegistrar.class);

    /** When a phone that may not come asks again; our choice. */
    private static final Duration TOKEN_WAIT = Duration.ofSeconds(60);

    /** How long the end of a connection may take. */
    private static final Duration LINGER = Duration.ofSeconds(5);

    private final DeviceAdmission admission;
    private final RegistrationListener listener;
    private final StationLines lines;
    private final ConnectionRules rules;
    private final Clock clock;
    private final Timers timers;
    private final boolean ownsTimers;
    private final Duration resetPatience;
    private final StreamLoop loop = new StreamLoop("registrar");
    private final InetSocketAddress address;
    private final Contained admissionFailures = new Contained(LOG);
    private final Contained listenerFailures = new Contained(LOG);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Contained linesFailures = new Contained(LOG);
    /** Written on the loop only. */
    private final Map<DeviceName, InetSocketAddress> contacts = new ConcurrentHashMap<>();

    // All below is confined to the loop.
    private final Map<DeviceName, Connection> devices = new HashMap<>();
    private final SourceConnections sources;
    private final PendingResets resets = new PendingResets();

    private SccpRegistrar(Builder builder, InetSocketAddress local) {
        this.admission = builder.admission;
        this.listener = builder.listener;
        this.lines = builder.lines;
        this.clock = builder.clock;
        this.resetPatience = builder.resetPatience;
        this.sources = new SourceConnections(builder.maxConnections, builder.maxPerSource);
        this.address = loop.listen(local, this::accepted);
        this.rules = new ConnectionRules(
                builder.keepAlive,
                builder.standbyKeepAlive,
                builder.firstMessage,
                builder.toRegister,
                TOKEN_WAIT,
                builder.maxProtocol,
                new StationAnswers(builder.serverName, address.getPort(), builder.zone, builder.dateTemplate));
        Timers given = builder.timers;
        this.ownsTimers = given == null;
        this.timers = given == null ? Timers.daemon(clock) : given;
    }

    /**
     * Begins a registrar. It shows the admission no certificate, as it has none: it asks {@link DeviceAdmission#verdict(DeviceName)} and
     * {@link DeviceAdmission#tokenVerdict} only. An admission that binds devices to their certificates has to refuse them there, or anybody
     * who reaches this registrar registers as one of them.
     *
     * @param admission tells which devices may register
     * @return a builder
     */
    public static Builder builder(DeviceAdmission admission) {
        return new Builder(admission);
    }

    /**
     * Where this registrar listens.
     *
     * @return its address and port
     */
    public InetSocketAddress address() {
        return address;
    }

    /**
     * Where a device is connected from.
     *
     * @param device its name
     * @return the address and port of its connection, or empty when it is not registered
     */
    public Optional<InetSocketAddress> contact(DeviceName device) {
        return Optional.ofNullable(contacts.get(Objects.requireNonNull(device, "device")));
    }

    /**
     * This registrar as the {@code PhoneControl} of a cluster: a phone is told to restart, after which it fetches its files anew.
     *
     * @return the control; it works as long as this registrar
     */
    public PhoneControl phoneControl() {
        return device -> reset(device, ResetKind.RESTART).thenApply(SccpRegistrar::inTermsOfCore);
    }

    private static ResetOutcome inTermsOfCore(ResetAnswer answer) {
        return switch (answer.kind()) {
            case ACCEPTED -> ResetOutcome.ACCEPTED;
            case REFUSED -> ResetOutcome.REFUSED;
            case NOT_REGISTERED -> ResetOutcome.NOT_REGISTERED;
            case NO_ANSWER -> ResetOutcome.NO_ANSWER;
        };
    }

    /**
     * Tells a phone to reset or restart. SCCP has no answer to that: it is accepted when the phone has left its registration, in whatever
     * way, before the patience ends (our choice). Does not wait; the future completes on a thread of this registrar, normally.
     *
     * @param device its name
     * @param kind what it is to do
     * @return what came of it; never {@link ResetAnswer.Refused}
     */
    public CompletableFuture<ResetAnswer> reset(DeviceName device, ResetKind kind) {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(kind, "kind");
        CompletableFuture<ResetAnswer> answer = new CompletableFuture<>();
        if (!loop.execute(() -> reset(device, kind, answer))) {
            answer.complete(new ResetAnswer.NotRegistered());
        }
        return answer;
    }

    private void reset(DeviceName device, ResetKind kind, CompletableFuture<ResetAnswer> answer) {
        Connection connection = devices.get(device);
        if (connection == null) {
            answer.complete(new ResetAnswer.NotRegistered());
            return;
        }
        PendingResets.Pending waiting = resets.add(device, answer);
        waiting.until(timers.at(
                clock.instant().plus(resetPatience),
                () -> loop.execute(() -> waiting.complete(new ResetAnswer.NoAnswer()))));
        connection.events.add(new ConnectionEvent.ResetAsked(kind));
    }

    private StreamLoop.@Nullable Owner accepted(StreamLoop.Link link) {
        InetAddress source = link.remote().getAddress();
        if (!sources.take(source)) {
            LOG.debug("A connection from {} is one too many", link.remote());
            return null;
        }
        link.whenReleased(() -> sources.giveBack(source));
        return new Connection(link);
    }

    /** One connection, with its state. */
    private final class Connection implements StreamLoop.Owner {
        private final StreamLoop.Link link;
        private final InTurn<ConnectionEvent> events = new InTurn<>(this::step);
        private ConnectionState state;
        private Timers.@Nullable Ordered order;
        private Instant orderedFor = Instant.MAX;

        private Connection(StreamLoop.Link link) {
            this.link = link;
            this.state = rules.begin(clock.instant());
            arm();
        }

        @Override
        public void received(SccpFrame frame) {
            Decoded<SccpMessage> decoded = SccpMessage.decode(frame);
            if (decoded instanceof Decoded.Refused<SccpMessage> refused) {
                LOG.debug("{} sent a message that cannot be read: {}", link.remote(), refused.problems());
                events.add(new ConnectionEvent.Heard(new UnknownMessage(frame.messageId(), frame.payload())));
                return;
            }
            SccpMessage message = decoded.value().orElseThrow();
            if (message instanceof StationMessage.RegisterReq register) {
                DeviceAdmission.Verdict verdict = verdict(register.station(), admission::verdict);
                List<StationLine> told =
                        verdict == DeviceAdmission.Verdict.ADMITTED ? linesOf(register.station()) : List.of();
                events.add(new ConnectionEvent.Register(
                        register, verdict, told, link.local().getAddress()));
            } else if (message instanceof StationMessage.RegisterTokenReq token) {
                events.add(new ConnectionEvent.AskToken(false, verdict(token.station(), admission::tokenVerdict)));
            } else if (message instanceof StationMessage.SpcpRegisterTokenReq token) {
                events.add(new ConnectionEvent.AskToken(true, verdict(token.station(), admission::tokenVerdict)));
            } else {
                events.add(new ConnectionEvent.Heard(message));
            }
        }

        @Override
        public void ended(String why) {
            LOG.debug("Connection from {} ended: {}", link.remote(), why);
            events.add(new ConnectionEvent.Lost());
        }

        private void step(ConnectionEvent event) {
            ConnectionRules.Step step = rules.step(state, event, clock.instant());
            state = step.next();
            step.effects().forEach(this::carryOut);
            arm();
        }

        private void carryOut(ConnectionEffect effect) {
            if (effect instanceof ConnectionEffect.Send send) {
                link.send(send.message().frame(send.headerVersion()).encode());
            } else if (effect instanceof ConnectionEffect.Claim claim) {
                Connection former = devices.put(claim.device(), this);
                if (former != null && former != this) {
                    former.events.add(new ConnectionEvent.Replaced());
                }
                contacts.put(claim.device(), link.remote());
            } else if (effect instanceof ConnectionEffect.TellRegistered told) {
                LOG.debug("{} registered from {}", told.device(), link.remote());
                listenerFailures.call(listener.getClass(), () -> listener.registered(told.device(), link.remote()));
            } else if (effect instanceof ConnectionEffect.TellUnregisteredBefore told) {
                listenerFailures.call(
                        listener.getClass(), () -> listener.unregisteredBefore(told.device(), told.alarm()));
            } else if (effect instanceof ConnectionEffect.TellUnregistered told) {
                unregistered(told.device(), told.reason());
            } else if (effect instanceof ConnectionEffect.Close) {
                link.close();
                if (link.isOpen()) {
                    timers.at(clock.instant().plus(LINGER), () -> loop.execute(link::abort));
                }
            }
        }

        private void unregistered(DeviceName device, UnregisterReason reason) {
            LOG.debug("{} unregistered: {}", device, reason);
            if (devices.remove(device, this)) {
                contacts.remove(device);
            }
            listenerFailures.call(listener.getClass(), () -> listener.unregistered(device, reason));
            resets.left(device);
        }

        /** One order at a time: it comes no later than the deadline, and is renewed when that has moved on. */
        private void arm() {
            Instant deadline = state.deadline();
            if (deadline.equals(Instant.MAX)) {
                if (order != null) {
                    order.cancel();
                    order = null;
                }
            } else if (order == null || deadline.isBefore(orderedFor)) {
                if (order != null) {
                    order.cancel();
                }
                orderedFor = deadline;
                order = timers.at(deadline, () -> loop.execute(this::due));
            }
        }

        private void due() {
            order = null;
            events.add(new ConnectionEvent.TimePassed());
        }
    }

    private DeviceAdmission.@Nullable Verdict verdict(
            StationId station, Function<DeviceName, DeviceAdmission.Verdict> asked) {
        Optional<DeviceName> device = station.device();
        if (device.isEmpty()) {
            return DeviceAdmission.Verdict.UNKNOWN;
        }
        try {
            return Objects.requireNonNull(asked.apply(device.get()), "verdict");
        } catch (RuntimeException e) {
            admissionFailures.failed(admission.getClass(), e);
            return null;
        }
    }

    private List<StationLine> linesOf(StationId station) {
        try {
            List<StationLine> told = station.device().map(lines::lines).orElse(List.of());
            return List.copyOf(told.subList(0, Math.min(told.size(), StationAnswers.MOST_LINES)));
        } catch (RuntimeException e) {
            linesFailures.failed(lines.getClass(), e);
            return List.of();
        }
    }

    /** Completes when everything is done that was begun before, for tests. */
    CompletableFuture<Integer> settled() {
        CompletableFuture<Integer> done = new CompletableFuture<>();
        if (!loop.execute(() -> done.complete(sources.open()))) {
            done.complete(0);
        }
        return done;
    }

    /**
     * Stops listening, ends all connections, completes open resets with {@link ResetAnswer.NoAnswer}, and waits up to a few seconds for
     * its threads to end. The listener is told of that, and not of each device: the phones come back. Timers that were given to the builder go on.
     */
    @Override
    public void close() {
        boolean first = !closed.getAndSet(true);
        loop.close();
        if (ownsTimers) {
            timers.close();
        }
        if (first) {
            listenerFailures.call(listener.getClass(), listener::closed);
            LOG.info("SCCP registrar at {} stopped", address);
        }
    }

    private void end() {
        resets.giveUp();
        contacts.clear();
    }

    /**
     * Puts a registrar together.
     *
     * @threadsafety not thread-safe
     * @since 0.1.0
     */
    public static final class Builder {
        private final DeviceAdmission admission;
        private RegistrationListener listener = new RegistrationListener() {};
        private StationLines lines = device -> List.of();
        private Duration keepAlive = Duration.ofSeconds(30);
        private Duration standbyKeepAlive = Duration.ofSeconds(60);
        private Duration firstMessage = Duration.ofSeconds(10);
        private Duration toRegister = Duration.ofSeconds(30);
        private Duration resetPatience = Duration.ofSeconds(10);
        private int maxProtocol = 22;
        private int maxConnections = 65_536;
        private int maxPerSource = 256;
        private String serverName = "CUCM";
        private ZoneId zone = ZoneOffset.UTC;
        private String dateTemplate = "M/D/Y";
        private Clock clock = Clock.systemUTC();
        private @Nullable Timers timers;

        private Builder(DeviceAdmission admission) {
            this.admission = Objects.requireNonNull(admission, "admission");
        }

        /**
         * Sets who is told of registrations; nobody by default.
         *
         * @param listener the listener
         * @return this builder
         */
        public Builder listener(RegistrationListener listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /**
         * Sets what tells the lines of phones; none by default.
         *
         * @param lines the port
         * @return this builder
         */
        public Builder lines(StationLines lines) {
            this.lines = Objects.requireNonNull(lines, "lines");
            return this;
        }

        /**
         * Sets how often phones show that they live; 30 and 60 seconds by default. Whoever misses three intervals is given up.
         *
         * @param active of a phone that is registered here; whole seconds, from one to a day
         * @param standby of a phone that is registered elsewhere; likewise
         * @return this builder
         * @throws IllegalArgumentException when one breaks its rule
         */
        public Builder keepAlive(Duration active, Duration standby) {
            this.keepAlive = seconds(active, "keep-alive");
            this.standbyKeepAlive = seconds(standby, "standby keep-alive");
            return this;
        }

        private static Duration seconds(Duration value, String what) {
            Require.upToADay(value, what);
            if (!value.equals(Duration.ofSeconds(value.toSeconds()))) {
                throw new IllegalArgumentException(what + " must be whole seconds, but is " + value);
            }
            return value;
        }

        /**
         * Sets how long a connection may exist without use; 10 and 30 seconds by default.
         *
         * @param firstMessage until its first message is complete; up to a day
         * @param toRegister from then on, and after a phone has left, until it registers, shows that it is on standby, or is refused a
         *     token; up to a day
         * @return this builder
         * @throws IllegalArgumentException when one breaks its rule
         */
        public Builder idle(Duration firstMessage, Duration toRegister) {
            this.firstMessage = Require.upToADay(firstMessage, "time to the first message");
            this.toRegister = Require.upToADay(toRegister, "time to register");
            return this;
        }

        /**
         * Sets how many connections there may be; 65,536 and 256 by default. More are closed as soon as they come.
         *
         * @param all altogether, from 1
         * @param perSource from one IPv4 address, from 1; an IPv6 network of 64 bits may have sixteen times as many
         * @return this builder
         * @throws IllegalArgumentException when one is less than 1
         */
        public Builder connections(int all, int perSource) {
            this.maxConnections = Require.range(all, "connections", 1, Integer.MAX_VALUE);
            this.maxPerSource = Require.range(perSource, "connections per source", 1, Integer.MAX_VALUE);
            return this;
        }

        /**
         * Sets how long a phone that was told to reset may take to leave; 10 seconds by default.
         *
         * @param patience up to a day
         * @return this builder
         * @throws IllegalArgumentException when it breaks the rule
         */
        public Builder resetPatience(Duration patience) {
            this.resetPatience = Require.upToADay(patience, "reset patience");
            return this;
        }

        /**
         * Sets the newest protocol version that is spoken; 22 by default. With a phone the older one of both is spoken.
         *
         * @param version 0 to 255
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder protocolVersion(int version) {
            this.maxProtocol = Require.range(version, "protocol version", 0, 0xFF);
            return this;
        }

        /**
         * Sets the name of this node, for phones that ask; {@code CUCM} by default.
         *
         * @param name 1 to 40 characters
         * @return this builder
         * @throws IllegalArgumentException when it breaks the rule
         */
        public Builder serverName(String name) {
            Wire.text(Require.text(name, "server name", 40), "server name", 40);
            this.serverName = name;
            return this;
        }

        /**
         * Sets the time that phones show; UTC and {@code M/D/Y} by default.
         *
         * @param zone where they are
         * @param template how they write a date; 1 to 6 characters
         * @return this builder
         * @throws IllegalArgumentException when the template breaks its rule
         */
        public Builder time(ZoneId zone, String template) {
            this.zone = Objects.requireNonNull(zone, "zone");
            Wire.text(Require.text(template, "date template", 6), "date template", 6);
            this.dateTemplate = template;
            return this;
        }

        /**
         * Sets the clock and what runs something at its time; by default the system's clock and a daemon thread of the registrar's own.
         *
         * @param timers not closed here
         * @param clock the clock of these timers
         * @return this builder
         */
        public Builder timers(Timers timers, Clock clock) {
            this.timers = Objects.requireNonNull(timers, "timers");
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Binds the socket and begins to listen.
         *
         * @param local where to listen; the port is {@link SccpRegistrar#PORT} in a real cluster, and 0 lets the system choose one
         * @return the registrar
         * @throws java.io.UncheckedIOException when the address cannot be bound
         */
        public SccpRegistrar start(InetSocketAddress local) {
            SccpRegistrar registrar = new SccpRegistrar(this, Objects.requireNonNull(local, "local"));
            registrar.loop.begin(registrar::end);
            LOG.info("SCCP registrar at {} started", registrar.address());
            return registrar;
        }
    }
}
