package org.emcc.sip.registration;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import org.emcc.core.gateway.PhoneControl;
import org.emcc.core.gateway.ResetOutcome;
import org.emcc.core.id.DeviceName;
import org.emcc.core.internal.Require;
import org.emcc.sip.message.ContentType;
import org.emcc.sip.message.NameAddress;
import org.emcc.sip.message.SipHeader;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.message.SipResponse;
import org.emcc.sip.message.SipUri;
import org.emcc.sip.message.Via;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registrar of a cluster: phones register, keep alive and unregister with it, over UDP, TCP or TLS, and it tells them to reset.
 *
 * <p>A phone is known by the device name in its contact. It is granted at most the keep-alive interval, and given up when the grace
 * after its refresh was due has passed. A device has one binding; another registration of it replaces the former. Only REGISTER is
 * answered with 200; other methods get 405, unknown ones 501. There is no authentication: who reaches it may register any
 * device that is admitted.
 *
 * <p>Bindings are kept in memory only; phones register anew when they see {@code x-cisco-newreg} on a refresh. Source: sip 4.3, 4.5
 * and 4.7.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class Registrar implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Registrar.class);

    /** RFC 3261 and its extensions: methods that exist, and are not for a registrar. */
    private static final Set<String> OTHER_METHODS = Set.of(
            "INVITE",
            "BYE",
            "CANCEL",
            "OPTIONS",
            "INFO",
            "PRACK",
            "UPDATE",
            "SUBSCRIBE",
            "NOTIFY",
            "REFER",
            "MESSAGE",
            "PUBLISH");

    private final DeviceAdmission admission;
    private final RegistrationListener listener;
    private final BindingRules rules;
    private final String serverName;
    private final Endpoint endpoint;
    private final Contained admissionFailures = new Contained(LOG);
    private final Contained listenerFailures = new Contained(LOG);
    /** Written on the loop only. */
    private final Map<DeviceName, BindingState.Bound> bindings = new ConcurrentHashMap<>();

    private final Map<DeviceName, Endpoint.Timer> deadlines = new HashMap<>();
    /** How each registered device came last. */
    private final Map<DeviceName, Flow> flows = new HashMap<>();

    private Registrar(Builder builder, InetSocketAddress local) {
        this.admission = builder.admission;
        this.listener = builder.listener;
        this.rules = new BindingRules(builder.keepAlive, builder.grace);
        this.serverName = builder.serverName;
        List<Endpoint.Access> accesses = new ArrayList<>();
        accesses.add(new Endpoint.Access(builder.transport, local, true));
        accesses.addAll(builder.others);
        this.endpoint = new Endpoint("registrar", accesses, builder.options, new Endpoint.Handler() {
            @Override
            public Endpoint.Answer handle(SipRequest request, Flow flow) {
                return Registrar.this.handle(request, flow);
            }

            @Override
            public void closed(Flow flow, String why) {
                Registrar.this.closed(flow, why);
            }
        });
    }

    /**
     * Begins a registrar.
     *
     * @param admission tells which devices may register
     * @return a builder
     */
    public static Builder builder(DeviceAdmission admission) {
        return new Builder(admission);
    }

    /**
     * Where this registrar listens; where it does at several addresses, the one that it was started at.
     *
     * @return its address and port
     */
    public InetSocketAddress address() {
        return addresses().get(0);
    }

    /**
     * Where this registrar listens.
     *
     * @return the address that it was started at, then those of {@link Builder#also} in their order
     */
    public List<InetSocketAddress> addresses() {
        return endpoint.addresses();
    }

    /**
     * Where a device is reached.
     *
     * @param device its name
     * @return the address of its contact, or empty when it is not registered
     */
    public Optional<InetSocketAddress> contact(DeviceName device) {
        return Optional.ofNullable(bindings.get(Objects.requireNonNull(device, "device")))
                .map(BindingState.Bound::address);
    }

    /**
     * This registrar as the {@code PhoneControl} of a cluster: a phone is told to restart, after which it fetches its files anew.
     *
     * <p>Source: sip 4.6 (an EMCC login ends in reason 23, reset-restart).
     *
     * @return the control; it works as long as this registrar
     */
    public PhoneControl phoneControl() {
        return device -> reset(device, ResetKind.RESTART).thenApply(Registrar::inTermsOfCore);
    }

    private static ResetOutcome inTermsOfCore(ResetAnswer outcome) {
        return switch (outcome.kind()) {
            case ACCEPTED -> ResetOutcome.ACCEPTED;
            case REFUSED -> ResetOutcome.REFUSED;
            case NOT_REGISTERED -> ResetOutcome.NOT_REGISTERED;
            case NO_ANSWER -> ResetOutcome.NO_ANSWER;
        };
    }

    /**
     * Tells a phone to reset or restart, by a NOTIFY to the contact it registered. Does not wait; the future completes on a thread of
     * this registrar, normally, and at the latest when the total of the retransmission has passed or the registrar is closed.
     *
     * <p>Source: sip 4.7.
     *
     * @param device its name
     * @param kind what it is to do
     * @return what came of it
     */
    public CompletableFuture<ResetAnswer> reset(DeviceName device, ResetKind kind) {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(kind, "kind");
        CompletableFuture<ResetAnswer> outcome = new CompletableFuture<>();
        endpoint.execute(() -> {
            try {
                reset(device, kind, outcome);
            } catch (RuntimeException e) {
                // A contact that no request can be addressed to, such as one that fills a datagram alone.
                LOG.debug("Phone {} cannot be told to {}", device, kind.action(), e);
                outcome.complete(new ResetAnswer.NoAnswer());
            }
        });
        return outcome;
    }

    private void reset(DeviceName device, ResetKind kind, CompletableFuture<ResetAnswer> outcome) {
        BindingState.Bound bound = bindings.get(device);
        if (bound == null || endpoint.closed()) {
            outcome.complete(new ResetAnswer.NotRegistered());
            return;
        }
        Flow flow = endpoint.back(Objects.requireNonNull(flows.get(device)), bound.address());
        endpoint.request(notify(bound, kind, flow), flow, reply -> {
            Optional<SipResponse> answer = reply.answer();
            if (answer.isEmpty()) {
                outcome.complete(new ResetAnswer.NoAnswer());
            } else if (answer.get().status() < 300) {
                outcome.complete(new ResetAnswer.Accepted());
            } else {
                outcome.complete(new ResetAnswer.Refused(
                        answer.get().status(), answer.get().reason()));
            }
        });
    }

    /** For tests that let time pass by hand. */
    boolean idle() {
        return endpoint.idle();
    }

    private SipRequest notify(BindingState.Bound bound, ResetKind kind, Flow flow) {
        Ids ids = endpoint.ids();
        InetSocketAddress here = flow.local();
        SipUri.Builder uri = SipUri.builder(Answers.host(here)).port(here.getPort());
        if (flow.isReliable()) {
            uri.parameter("transport", flow.protocol().toLowerCase(Locale.ROOT));
        }
        SipUri self = uri.build();
        return SipRequest.builder("NOTIFY", bound.contact())
                .header("Via", Via.of(flow.protocol(), here, ids.branch()).toString())
                .header(
                        "From",
                        NameAddress.of(self).withParameter("tag", ids.tag()).toString())
                .header("To", NameAddress.of(bound.contact()).toString())
                .header("Call-ID", ids.uuid() + "@" + Answers.agent(here))
                .header("CSeq", "101 NOTIFY")
                .header("Max-Forwards", "70")
                .header("Date", Answers.date(endpoint.clock().instant()))
                .header("Event", "service-control")
                .header("Subscription-State", "active")
                .header("Contact", NameAddress.of(self).toString())
                .body(
                        ServiceControl.TYPE,
                        new ServiceControl(new ServiceAction(kind.action()), bound.callId()).encode())
                .build();
    }

    /** A stream is closed: a phone that came on it is not reached any longer, and keeps its binding until the deadline. */
    private void closed(Flow flow, String why) {
        LOG.debug("{} is closed, and what registered on it waits for its deadline: {}", flow, why);
    }

    private Endpoint.Answer handle(SipRequest request, Flow flow) {
        if (request.method().equals("ACK")) {
            return new Endpoint.Answer(null, () -> {});
        }
        Optional<Refusal> malformed = Refusal.of(request);
        if (malformed.isPresent()) {
            return refuse(request, flow, malformed.get());
        }
        if (!request.method().equals("REGISTER")) {
            boolean exists = OTHER_METHODS.contains(request.method());
            return refuse(
                    request,
                    flow,
                    exists
                            ? new Refusal(405, "Method Not Allowed", "this is a registrar only")
                            : new Refusal(501, "Not Implemented", "there is no such method here"));
        }
        RegisterRequest read = RegisterRequest.read(request, flow.peer());
        if (read instanceof RegisterRequest.Unusable unusable) {
            return refuse(request, flow, unusable.refusal());
        }
        RegisterRequest.Usable register = (RegisterRequest.Usable) read;
        DeviceAdmission.Verdict verdict;
        try {
            verdict = Objects.requireNonNull(admission.verdict(register.device()), "verdict");
        } catch (RuntimeException e) {
            admissionFailures.failed(admission.getClass(), e);
            return refuse(request, flow, new Refusal(503, "Service Unavailable", "cannot tell which devices exist"));
        }
        return register(request, flow, register.device(), register.event(verdict));
    }

    private Endpoint.Answer register(SipRequest request, Flow flow, DeviceName device, BindingEvent.Register event) {
        BindingRules.Step step = apply(device, event);
        SipResponse response = null;
        for (BindingEffect effect : step.effects()) {
            if (effect instanceof BindingEffect.Accept accept) {
                response = accept(request, flow, accept);
                if (!accept.expires().isZero()) {
                    flows.put(device, flow);
                }
            } else if (effect instanceof BindingEffect.Refuse refuse) {
                response = refuse(request, flow, refuse.refusal()).response();
            }
        }
        return new Endpoint.Answer(response, () -> tell(device, step.effects()));
    }

    private BindingRules.Step apply(DeviceName device, BindingEvent event) {
        Instant now = endpoint.clock().instant();
        BindingState.Bound before = bindings.get(device);
        BindingRules.Step step = rules.step(before == null ? BindingState.UNBOUND : before, event, now);
        Endpoint.Timer timer = deadlines.remove(device);
        if (timer != null) {
            timer.cancel();
        }
        if (step.next() instanceof BindingState.Bound bound) {
            bindings.put(device, bound);
            deadlines.put(
                    device,
                    endpoint.schedule(
                            Duration.between(now, bound.deadline()),
                            () -> tell(
                                    device,
                                    apply(device, new BindingEvent.DeadlinePassed())
                                            .effects())));
        } else {
            bindings.remove(device);
            flows.remove(device);
        }
        return step;
    }

    private void tell(DeviceName device, List<BindingEffect> effects) {
        for (BindingEffect effect : effects) {
            if (effect instanceof BindingEffect.TellRegistered told) {
                LOG.debug("{} registered at {}", device, told.address());
                listenerFailures.call(listener.getClass(), () -> listener.registered(device, told.address()));
            } else if (effect instanceof BindingEffect.TellUnregistered told) {
                LOG.debug("{} unregistered: {}", device, told.reason());
                listenerFailures.call(listener.getClass(), () -> listener.unregistered(device, told.reason()));
            }
        }
    }

    /** Sip 4.3. */
    private SipResponse accept(SipRequest request, Flow flow, BindingEffect.Accept accept) {
        SipResponse.Builder response = Answers.begin(
                        request, flow.peer(), 200, "OK", endpoint.ids().tag())
                .header("Date", Answers.date(endpoint.clock().instant()))
                .header("Server", serverName)
                .header("Expires", Long.toString(accept.expires().toSeconds()));
        if (!accept.expires().isZero()) {
            SipHeader contact = request.header("Contact").orElseThrow().unfolded();
            response.header(accept.newRegistration() ? contact.withFlag("x-cisco-newreg") : contact);
        }
        response.header("Supported", "X-cisco-srtp-fallback,X-cisco-sis-8.0.0");
        if (request.contentType().value().stream().anyMatch(Registrar::asksForOptions)) {
            response.body(RemoteControl.RESPONSE, RemoteControl.accepted());
        }
        return response.build();
    }

    private static boolean asksForOptions(ContentType type) {
        return type.is("multipart", "mixed");
    }

    private Endpoint.Answer refuse(SipRequest request, Flow flow, Refusal refusal) {
        SipResponse.Builder response = Answers.refuse(
                        request,
                        flow.peer(),
                        refusal,
                        Answers.agent(flow.local()),
                        endpoint.ids().tag())
                .header("Server", serverName);
        if (refusal.status() == 405) {
            response.header("Allow", "REGISTER");
        }
        if (refusal.status() == 403 || refusal.status() == 503) {
            // Sip 4.3 names the header; that it is one interval is our choice.
            response.header("Retry-After", Long.toString(rules.keepAlive().toSeconds()));
        }
        return Endpoint.Answer.of(response.build());
    }

    /**
     * Stops listening, completes open resets with {@link ResetAnswer.NoAnswer}, and waits up to a few seconds for its threads to end.
     * Listeners are told nothing: the phones do not know. A scheduler that was given to the builder goes on.
     */
    @Override
    public void close() {
        endpoint.close();
        LOG.info("Registrar at {} stopped", endpoint.addresses());
    }

    /**
     * Puts a registrar together.
     *
     * @threadsafety not thread-safe
     * @since 0.1.0
     */
    public static final class Builder {
        private final DeviceAdmission admission;
        private final Endpoint.Options options = new Endpoint.Options();
        private SipTransport transport = SipTransport.udp();
        private final List<Endpoint.Access> others = new ArrayList<>();
        private RegistrationListener listener = new RegistrationListener() {};
        private Duration keepAlive = Duration.ofMinutes(2);
        private Duration grace = Duration.ofSeconds(15);
        private String serverName = "Cisco-CUCM14.0";

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
         * Sets what {@link #start} listens for; UDP by default.
         *
         * @param transport the transport
         * @return this builder
         */
        public Builder transport(SipTransport transport) {
            this.transport = Objects.requireNonNull(transport, "transport");
            return this;
        }

        /**
         * Listens at one more address, or for one more transport at the same. The product has UDP and TCP at 5060 and TLS at 5061
         * (sip 4.9).
         *
         * @param transport the transport
         * @param local one address of this machine (not the wildcard) and a port, 0 for any
         * @return this builder
         * @throws IllegalArgumentException when the address is the wildcard or not resolved
         */
        public Builder also(SipTransport transport, InetSocketAddress local) {
            others.add(new Endpoint.Access(transport, local, true));
            return this;
        }

        /**
         * Sets the longest lifetime that is granted; 120 s by default (sip 4.3).
         *
         * @param keepAlive 1 s to 24 h, in whole seconds
         * @return this builder
         * @throws IllegalArgumentException when it breaks the rule
         */
        public Builder keepAlive(Duration keepAlive) {
            if (!keepAlive.equals(keepAlive.truncatedTo(ChronoUnit.SECONDS))) {
                throw new IllegalArgumentException("keep-alive must be whole seconds, but is " + keepAlive);
            }
            this.keepAlive = within(keepAlive, "keep-alive", Duration.ofSeconds(1));
            return this;
        }

        /**
         * Sets how long after its refresh was due a phone is given up; 15 s by default (sip 4.5). A refresh is due 5 s before the end of
         * the lifetime, and no phone is given up before that end.
         *
         * @param grace 0 to 24 h
         * @return this builder
         * @throws IllegalArgumentException when it breaks the rule
         */
        public Builder grace(Duration grace) {
            this.grace = within(grace, "grace", Duration.ZERO);
            return this;
        }

        private static Duration within(Duration value, String what, Duration least) {
            if (value.compareTo(least) < 0 || value.compareTo(Duration.ofHours(24)) > 0) {
                throw new IllegalArgumentException(
                        what + " must be from " + least.toSeconds() + " s to 24 h, but is " + value);
            }
            return value;
        }

        /**
         * Sets what the Server header says; {@code Cisco-CUCM14.0} by default, as phones expect it (sip 4.3).
         *
         * @param serverName 1 to 128 characters
         * @return this builder
         * @throws IllegalArgumentException when it breaks the rule
         */
        public Builder serverName(String serverName) {
            this.serverName = Require.text(serverName, "server name", 128);
            return this;
        }

        /**
         * Sets when an unanswered NOTIFY is sent again and given up; {@link Retransmission#STANDARD} by default.
         *
         * @param retransmission the times
         * @return this builder
         */
        public Builder retransmission(Retransmission retransmission) {
            options.retransmission = Objects.requireNonNull(retransmission, "retransmission");
            return this;
        }

        /**
         * Sets the clock; the system's by default.
         *
         * @param clock the clock
         * @return this builder
         */
        public Builder clock(Clock clock) {
            options.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Sets what runs timers and resets; by default one daemon thread of the registrar's own. It is not shut down, and must not be
         * while the registrar is open.
         *
         * @param scheduler the scheduler; its time must pass as the clock's does
         * @return this builder
         */
        public Builder scheduler(ScheduledExecutorService scheduler) {
            options.timers = Objects.requireNonNull(scheduler, "scheduler");
            return this;
        }

        /**
         * Sets where tags, branches and Call-IDs come from; a secure generator by default. It is used by one thread at a time.
         *
         * @param random the generator
         * @return this builder
         */
        public Builder random(RandomGenerator random) {
            options.random = Objects.requireNonNull(random, "random");
            return this;
        }

        /**
         * Binds all addresses and begins to listen.
         *
         * @param local one address of this machine (not the wildcard, as messages name it) and a port, 0 for any
         * @return the registrar
         * @throws IllegalArgumentException when the address is the wildcard or not resolved
         * @throws java.io.UncheckedIOException when an address cannot be bound; then none is
         */
        public Registrar start(InetSocketAddress local) {
            Registrar registrar = new Registrar(this, local);
            registrar.endpoint.begin();
            LOG.info("Registrar at {} started", registrar.addresses());
            return registrar;
        }
    }
}
