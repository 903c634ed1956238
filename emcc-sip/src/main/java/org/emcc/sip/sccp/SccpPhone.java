package org.emcc.sip.sccp;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.emcc.core.Decoded;
import org.emcc.core.gateway.Timers;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.internal.Require;
import org.emcc.sip.internal.Contained;
import org.emcc.sip.registration.CiscoAlarm;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The phone's side of registration over SCCP: registers with one call manager at a time over TCP, asks for its lines, keeps the
 * registration alive by itself, and tells when the call manager resets it.
 *
 * <p>Registering anywhere begins anew, over another connection; what was registered before ends with its connection. Source: sip 4.10.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class SccpPhone implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SccpPhone.class);

    private final DeviceName device;
    private final SccpPhoneListener listener;
    private final StationRules rules;
    private final Clock clock;
    private final Timers timers;
    private final boolean ownsTimers;
    private final StreamLoop loop = new StreamLoop("phone");
    private final Contained listenerFailures = new Contained(LOG);
    /** Written on the loop only. */
    private volatile boolean registered;

    // All below is confined to the loop.
    private final InTurn<PhoneSide.Event> events = new InTurn<>(this::step);
    private PhoneSide.State state = PhoneSide.State.IDLE;
    private @Nullable Call call;
    private @Nullable CompletableFuture<SccpOutcome> waiting;
    private Timers.@Nullable Ordered order;
    private boolean closed;

    private SccpPhone(Builder builder) {
        this.device = builder.device;
        this.listener = builder.listener;
        this.clock = builder.clock;
        Timers given = builder.timers;
        this.ownsTimers = given == null;
        this.timers = given == null ? Timers.daemon(clock) : given;
        this.rules = new StationRules(
                new StationMessage.RegisterReq(StationId.of(device), builder.address, builder.model, 1)
                        .with(builder.protocolVersion, 0, builder.maxLines, builder.load),
                builder.load,
                List.of(
                        new StationMessage.CapabilitiesRes.Capability(4, 40), // G.711 mu-law
                        new StationMessage.CapabilitiesRes.Capability(2, 40)), // G.711 A-law
                builder.maxLines,
                builder.patience);
    }

    /**
     * Begins a phone.
     *
     * @param device its name, of at most 16 characters
     * @return a builder
     * @throws IllegalArgumentException when the name is too long for SCCP
     */
    public static Builder builder(DeviceName device) {
        return new Builder(device);
    }

    /**
     * Tells whether the phone is registered at this moment.
     *
     * @return whether it is, as far as it knows
     */
    public boolean isRegistered() {
        return registered;
    }

    /**
     * Registers with a call manager, and asks for its lines. Waits for nothing but the address of its name; the future completes
     * normally, on a thread of this phone. What was under way completes with {@link SccpOutcome.NoAnswer}.
     *
     * @param callManager its address; the port is {@link SccpRegistrar#PORT} by default
     * @param alarm why the phone is no longer where it was registered before
     * @return what came of it
     */
    public CompletableFuture<SccpOutcome> register(ServiceAddress callManager, CiscoAlarm alarm) {
        Objects.requireNonNull(callManager, "callManager");
        Objects.requireNonNull(alarm, "alarm");
        CompletableFuture<SccpOutcome> future = new CompletableFuture<>();
        InetSocketAddress target = new InetSocketAddress(callManager.host(), callManager.portOr(SccpRegistrar.PORT));
        if (target.isUnresolved()) {
            future.complete(new SccpOutcome.NoAnswer("The name " + callManager.host() + " has no address."));
            return future;
        }
        begin(future, () -> {
            forget("Another registration was begun.");
            waiting = future;
            events.add(new PhoneSide.Begin(alarm));
            Call made = new Call();
            call = made;
            made.link = loop.connect(target, made);
        });
        return future;
    }

    /**
     * Unregisters, if the phone is registered. Does not wait; the future completes normally, on a thread of this phone. Whatever the
     * answer is, the phone is not registered any longer, as its connection is closed.
     *
     * @return what came of it; {@link SccpOutcome.Unregistered} when there was nothing to do
     */
    public CompletableFuture<SccpOutcome> unregister() {
        CompletableFuture<SccpOutcome> future = new CompletableFuture<>();
        begin(future, () -> {
            complete(new SccpOutcome.NoAnswer("The phone unregisters."));
            waiting = future;
            events.add(new PhoneSide.Leave());
        });
        return future;
    }

    private void begin(CompletableFuture<SccpOutcome> future, Runnable task) {
        SccpOutcome closedOutcome = new SccpOutcome.NoAnswer("The phone is closed.");
        boolean taken = loop.execute(() -> {
            if (closed) {
                future.complete(closedOutcome);
            } else {
                task.run();
            }
        });
        if (!taken) {
            future.complete(closedOutcome);
        }
    }

    private void forget(String why) {
        Call old = call;
        call = null;
        if (old != null && old.link != null) {
            old.link.abort();
        }
        state = PhoneSide.State.IDLE;
        registered = false;
        arm();
        complete(new SccpOutcome.NoAnswer(why));
    }

    private void complete(SccpOutcome outcome) {
        CompletableFuture<SccpOutcome> future = waiting;
        waiting = null;
        if (future != null) {
            future.complete(outcome);
        }
    }

    /** The connection to one call manager; what comes of a former one counts no longer. */
    private final class Call implements StreamLoop.Owner {
        private StreamLoop.@Nullable Link link;

        @Override
        public void connected(StreamLoop.Link made) {
            link = made;
            if (call == this) {
                events.add(new PhoneSide.Connected());
            }
        }

        @Override
        public void received(SccpFrame frame) {
            Decoded<SccpMessage> decoded = SccpMessage.decode(frame);
            if (decoded.value().isEmpty()) {
                LOG.debug("{} was sent a message that it cannot read: {}", device, decoded.problems());
            } else if (call == this) {
                events.add(new PhoneSide.Heard(decoded.value().get()));
            }
        }

        @Override
        public void ended(String why) {
            if (call == this) {
                events.add(new PhoneSide.Lost(why));
            }
        }
    }

    private void step(PhoneSide.Event event) {
        StationRules.Step step = rules.step(state, event, clock.instant());
        state = step.next();
        registered = state instanceof PhoneSide.Registered;
        step.effects().forEach(this::carryOut);
        arm();
    }

    private void carryOut(PhoneSide.Effect effect) {
        Call current = call;
        StreamLoop.Link link = current == null ? null : current.link;
        if (effect instanceof PhoneSide.Send send && link != null) {
            link.send(send.message().frame(send.headerVersion()).encode());
        } else if (effect instanceof PhoneSide.Done done) {
            complete(done.outcome());
        } else if (effect instanceof PhoneSide.TellReset told) {
            listenerFailures.call(listener.getClass(), () -> listener.reset(told.reset()));
        } else if (effect instanceof PhoneSide.TellLost told) {
            listenerFailures.call(listener.getClass(), () -> listener.registrationLost(told.outcome()));
        } else if (effect instanceof PhoneSide.Close) {
            call = null;
            if (link != null) {
                link.abort();
            }
        }
    }

    private void arm() {
        if (order != null) {
            order.cancel();
            order = null;
        }
        Instant deadline = state.deadline();
        if (!deadline.equals(Instant.MAX)) {
            order = timers.at(deadline, () -> loop.execute(() -> events.add(new PhoneSide.TimePassed())));
        }
    }

    /**
     * Ends the connection without a word; what is under way completes with {@link SccpOutcome.NoAnswer}. Waits up to a few seconds for
     * its threads to end. Timers that were given to the builder go on.
     */
    @Override
    public void close() {
        loop.close();
        if (ownsTimers) {
            timers.close();
        }
    }

    private void end() {
        closed = true;
        forget("The phone is closed.");
    }

    /**
     * Puts a phone together.
     *
     * @threadsafety not thread-safe
     * @since 0.1.0
     */
    public static final class Builder {
        private final DeviceName device;
        private SccpPhoneListener listener = new SccpPhoneListener() {};
        private Inet4Address address = unspecified();
        private int model = 436;
        private int protocolVersion = 20;
        private int maxLines = 6;
        private String load = "SCCP42.9-4-2SR3-1S";
        private Duration patience = Duration.ofSeconds(20);
        private Clock clock = Clock.systemUTC();
        private @Nullable Timers timers;

        private Builder(DeviceName device) {
            this.device = Objects.requireNonNull(device, "device");
            Wire.text(device.value(), "device name", StationId.LONGEST);
        }

        private static Inet4Address unspecified() {
            try {
                return (Inet4Address) InetAddress.getByAddress(new byte[4]);
            } catch (UnknownHostException e) {
                throw new IllegalStateException("four bytes are an address", e);
            }
        }

        /**
         * Sets what hears of resets and losses; nothing by default.
         *
         * @param listener the listener
         * @return this builder
         */
        public Builder listener(SccpPhoneListener listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /**
         * Sets the address that the phone names; 0.0.0.0 by default.
         *
         * @param address its IPv4 address
         * @return this builder
         */
        public Builder address(Inet4Address address) {
            this.address = Objects.requireNonNull(address, "address");
            return this;
        }

        /**
         * Sets the model and how many lines it can have; 436 (a 7965G) with 6 lines by default.
         *
         * @param number the number of the model, 0 to 99999
         * @param maxLines 1 to 100
         * @return this builder
         * @throws IllegalArgumentException when one is out of range
         */
        public Builder model(int number, int maxLines) {
            this.model = Require.range(number, "model number", 0, 99_999);
            this.maxLines = Require.range(maxLines, "max lines", 1, 100);
            return this;
        }

        /**
         * Sets the firmware that the phone names.
         *
         * @param load 1 to 32 characters
         * @return this builder
         * @throws IllegalArgumentException when it breaks the rule
         */
        public Builder load(String load) {
            Wire.text(Require.text(load, "load", 32), "load", 32);
            this.load = load;
            return this;
        }

        /**
         * Sets the newest protocol version that the phone speaks; 20 by default.
         *
         * @param version 0 to 255
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder protocolVersion(int version) {
            this.protocolVersion = Require.range(version, "protocol version", 0, 0xFF);
            return this;
        }

        /**
         * Sets how long a registration may take altogether, and an unregistration; 20 seconds by default.
         *
         * @param patience up to a day
         * @return this builder
         * @throws IllegalArgumentException when it breaks the rule
         */
        public Builder patience(Duration patience) {
            this.patience = Require.upToADay(patience, "patience");
            return this;
        }

        /**
         * Sets the clock and what runs something at its time; by default the system's clock and a daemon thread of the phone's own.
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
         * Starts the phone; nothing is registered yet.
         *
         * @return the phone
         */
        public SccpPhone start() {
            SccpPhone phone = new SccpPhone(this);
            phone.loop.begin(phone::end);
            return phone;
        }
    }
}
