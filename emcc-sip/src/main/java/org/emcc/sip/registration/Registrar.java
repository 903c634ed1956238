package org.emcc.sip.registration;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.emcc.core.gateway.PhoneControl;
import org.emcc.core.gateway.ResetOutcome;
import org.emcc.core.id.DeviceName;
import org.emcc.core.internal.Require;
import org.emcc.sip.internal.Addresses;
import org.emcc.sip.internal.Contained;
import org.emcc.sip.message.DigestAlgorithm;
import org.emcc.sip.message.NameAddress;
import org.emcc.sip.message.SipHeader;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.message.SipResponse;
import org.emcc.sip.message.SipUri;
import org.emcc.sip.message.SipValidator;
import org.emcc.sip.message.Via;
import org.emcc.sip.transport.Flow;
import org.emcc.sip.transport.SipTransport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registrar of a cluster: phones register, keep alive and unregister with it, over UDP, TCP or TLS, and it tells them to reset.
 *
 * <p>A phone is known by the device name in its contact, or by its digest user when it names none. It is granted at most the keep-alive
 * interval, and given up when the grace after its refresh was due has passed, or the one after its connection was closed. A device
 * registers all of its lines at once, or one by one; another registration of the same line, or of all, replaces what was there. Without
 * {@link Builder#digest} there is no authentication: who reaches the registrar may register any device that is admitted. Over TLS too
 * that is whoever the transport trusts, unless {@link DeviceAdmission#verdict(DeviceName, Flow)} compares certificates.
 *
 * <p>REGISTER is answered with 100 and then 200, as the product does, though RFC 4320 has no such 100. A REFER may ask whether the phone
 * may come back to this node, or carry an alarm (both answered with 202). Other methods get 405, unknown ones 501. Alarms and requests
 * for tokens are not authenticated (inferred): an alarm is hearsay, and a token is no registration. Of a device that has to prove itself
 * by digest they tell nothing: both are answered alike whether it exists or not, and its alarms are told only when it is registered the
 * same way.
 *
 * <p>What a sender that has proved nothing makes this registrar keep is bounded: nothing is kept of challenges and refusals, and of
 * devices that are not admitted. What it writes to the log at other levels than debug and trace is a line when it starts and when it is
 * closed, one for each failing port, and what its transports say of sockets that fail or of connections that are too many.
 *
 * <p>Bindings are kept in memory only; phones register anew when they see {@code x-cisco-newreg} on a refresh. Source: sip 4.3 to 4.8.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class Registrar implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Registrar.class);

    /** Sip 4.8: a REFER of a phone requires norefersub. */
    private static final SipValidator VALIDATOR = SipValidator.builder()
            .methods("REGISTER", "REFER")
            .extension("norefersub")
            .build();

    private final DeviceAdmission admission;
    private final RegistrationListener listener;
    private final DeviceRules rules;
    private final String serverName;
    private final PhoneOptions used;
    private final int maxDevices;
    private final @Nullable DigestGate gate;
    private final Endpoint endpoint;
    private final Contained admissionFailures = new Contained(LOG);
    private final Contained listenerFailures = new Contained(LOG);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Contained userFailures = new Contained(LOG);
    private final Bindings bindings;

    private Registrar(Builder builder, InetSocketAddress local) {
        this.admission = builder.admission;
        this.listener = builder.listener;
        this.rules = new DeviceRules(new BindingRules(builder.keepAlive, builder.grace, builder.flowGrace));
        this.serverName = builder.serverName;
        this.used = builder.used;
        this.maxDevices = builder.maxDevices;
        this.gate = builder.users == null
                ? null
                : new DigestGate(
                        builder.realm, builder.users, builder.algorithms, builder.nonceLife, builder.options.keys);
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
        this.bindings = new Bindings(endpoint, device -> apply(device, new BindingEvent.DeadlinePassed()));
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
     * @return the address in its contact, or empty when it is not registered; over a stream that need not be the other end of its
     *     connection, by which it is reached
     */
    public Optional<InetSocketAddress> contact(DeviceName device) {
        return bindings.of(Objects.requireNonNull(device, "device")).first().map(BindingState.Bound::address);
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
        return serviceControl(
                device, new ServiceAction(Objects.requireNonNull(kind, "kind").action()), VersionStamps.STALE);
    }

    /**
     * Tells a phone to do something, as {@link #reset} does. The NOTIFY names the Call-ID that the phone registered with; a phone that
     * knows another one refuses it with 400.
     *
     * <p>Source: sip 4.7.
     *
     * @param device its name
     * @param action what it is to do
     * @param stamps the versions of what it should hold
     * @return what came of it
     */
    public CompletableFuture<ResetAnswer> serviceControl(
            DeviceName device, ServiceAction action, VersionStamps stamps) {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(stamps, "stamps");
        CompletableFuture<ResetAnswer> outcome = new CompletableFuture<>();
        endpoint.execute(() -> {
            try {
                control(device, action, stamps, outcome);
            } catch (RuntimeException e) {
                // A contact that no request can be addressed to, such as one that fills a datagram alone.
                LOG.debug("Phone {} cannot be told to {}", device, action.value(), e);
                outcome.complete(new ResetAnswer.NoAnswer());
            }
        });
        return outcome;
    }

    private void control(
            DeviceName device, ServiceAction action, VersionStamps stamps, CompletableFuture<ResetAnswer> outcome) {
        Optional<BindingState.Bound> first = bindings.of(device).first();
        if (first.isEmpty() || endpoint.closed()) {
            outcome.complete(new ResetAnswer.NotRegistered());
            return;
        }
        BindingState.Bound bound = first.get();
        Flow flow = endpoint.back(bound.flow(), bound.address());
        endpoint.request(notify(bound, action, stamps, flow), flow, reply -> {
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

    /** On how many streams there are phones. For tests, which know that nothing else happens meanwhile. */
    int streams() {
        return bindings.streams();
    }

    private SipRequest notify(BindingState.Bound bound, ServiceAction action, VersionStamps stamps, Flow flow) {
        Ids ids = endpoint.ids();
        InetSocketAddress here = flow.local();
        SipUri.Builder uri = SipUri.builder(Addresses.plain(here.getAddress())).port(here.getPort());
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
                .header("Call-ID", ids.uuid() + "@" + Addresses.bracketed(here.getAddress()))
                .header("CSeq", "101 NOTIFY")
                .header("Max-Forwards", "70")
                .header("Date", Answers.date(endpoint.clock().instant()))
                .header("Event", "service-control")
                .header("Subscription-State", "active")
                .header("Contact", NameAddress.of(self).toString())
                .body(ServiceControl.TYPE, new ServiceControl(action, bound.callId(), stamps).encode())
                .build();
    }

    /** A stream is closed: the phones that came on it are not reached any longer. */
    private void closed(Flow flow, String why) {
        LOG.debug("{} is closed, and the phones on it have a grace: {}", flow, why);
        for (DeviceName device : bindings.takeThoseOn(flow)) {
            apply(device, new BindingEvent.FlowClosed(flow));
        }
    }

    /** Answers a request; on the loop, and for tests. */
    Endpoint.Answer handle(SipRequest request, Flow flow) {
        SipValidator.Verdict verdict = VALIDATOR.check(request);
        if (verdict instanceof SipValidator.Verdict.Answer answer) {
            return refuse(request, flow, Refusal.of(answer));
        }
        if (verdict instanceof SipValidator.Verdict.Discard) {
            return new Endpoint.Answer(null, () -> {});
        }
        return request.method().equals("REFER") ? refer(request, flow) : register(request, flow);
    }

    private Endpoint.Answer register(SipRequest request, Flow flow) {
        RegisterRequest read = RegisterRequest.read(request, flow.peer());
        if (read instanceof RegisterRequest.Unusable unusable) {
            return refuse(request, flow, unusable.refusal());
        }
        RegisterRequest.Usable register = (RegisterRequest.Usable) read;
        DigestGate.Decision decision = identify(request, register, flow);
        if (decision instanceof DigestGate.Decision.Refused refused) {
            return refuse(request, flow, refused.refusal());
        }
        DeviceName device = ((DigestGate.Decision.Passed) decision).device();
        Optional<DeviceAdmission.Verdict> verdict = verdict(() -> admission.verdict(device, flow));
        if (verdict.isEmpty()) {
            return refuse(request, flow, portFailed());
        }
        boolean full =
                bindings.size() >= maxDevices && bindings.of(device).lines().isEmpty();
        if (full
                && verdict.get() == DeviceAdmission.Verdict.ADMITTED
                && !register.expires().isZero()) {
            return refuse(request, flow, new Refusal(503, "Service Unavailable", "too many devices are registered"));
        }
        RemoteControl.Asked asked = RemoteControl.asked(request);
        return register(request, flow, device, register.event(verdict.get(), flow, asked.allLines()), asked);
    }

    /** Which device sends. */
    private DigestGate.Decision identify(SipRequest request, RegisterRequest.Usable register, Flow flow) {
        DeviceName named = register.named();
        if (gate == null) {
            return named == null
                    ? new DigestGate.Decision.Refused(
                            new Refusal(404, "Not Found", "the contact does not name its device"))
                    : new DigestGate.Decision.Passed(named);
        }
        try {
            DigestGate.Decision decision = gate.check(
                    request, named, flow.peer().getAddress(), endpoint.clock().instant());
            // Sip 4.4; that it is answered with 404 is inferred.
            return decision instanceof DigestGate.Decision.Passed
                            && named == null
                            && !RegisterRequest.isNumeric(request)
                    ? new DigestGate.Decision.Refused(
                            new Refusal(404, "Not Found", "To and From must have a directory number of digits"))
                    : decision;
        } catch (RuntimeException e) {
            userFailures.failed(gate.port(), e);
            return new DigestGate.Decision.Refused(portFailed());
        }
    }

    /** Empty when the port failed. */
    private Optional<DeviceAdmission.Verdict> verdict(Supplier<DeviceAdmission.Verdict> port) {
        try {
            return Optional.of(Objects.requireNonNull(port.get(), "verdict"));
        } catch (RuntimeException e) {
            admissionFailures.failed(admission.getClass(), e);
            return Optional.empty();
        }
    }

    private static Refusal portFailed() {
        return new Refusal(503, "Service Unavailable", "cannot tell which devices exist");
    }

    /** What cannot be answered changes nothing: the answer is there before anything is kept. */
    private Endpoint.Answer register(
            SipRequest request, Flow flow, DeviceName device, BindingEvent.Register event, RemoteControl.Asked asked) {
        Instant now = endpoint.clock().instant();
        DeviceRules.Step step = rules.step(bindings.of(device), event, now);
        SipResponse response = null;
        for (BindingEffect effect : step.effects()) {
            if (effect instanceof BindingEffect.Accept accept) {
                response = accept(request, flow, accept, asked);
            } else if (effect instanceof BindingEffect.Refuse refuse) {
                response = refuse(request, flow, refuse.refusal()).response();
            }
        }
        SipResponse trying = Answers.trying(request, flow.peer());
        bindings.keep(device, step.next(), now);
        return new Endpoint.Answer(trying, response, () -> {
            tell(device, step.effects());
            if (step.effects().stream().anyMatch(BindingEffect.TellRegistered.class::isInstance)) {
                CiscoAlarm.of(request)
                        .ifPresent(alarm -> listenerFailures.call(
                                listener.getClass(), () -> listener.unregisteredBefore(device, alarm)));
            }
        });
    }

    private Endpoint.Answer refer(SipRequest request, Flow flow) {
        ReferRequest read = ReferRequest.read(request);
        if (read instanceof ReferRequest.Unusable unusable) {
            return refuse(request, flow, unusable.refusal());
        }
        return read instanceof ReferRequest.Token token
                ? token(request, flow, token.device())
                : alarm(request, flow, ((ReferRequest.Alarm) read).alarm());
    }

    private Endpoint.Answer token(SipRequest request, Flow flow, @Nullable DeviceName device) {
        return device == null
                ? accepted(request, flow, () -> {})
                : hearsay(request, flow, device, () -> admission.tokenVerdict(device), () -> {});
    }

    private Endpoint.Answer alarm(SipRequest request, Flow flow, PhoneAlarm alarm) {
        Optional<DeviceName> device = alarm.device();
        return device.isEmpty()
                ? accepted(request, flow, () -> {})
                : hearsay(request, flow, device.get(), () -> admission.verdict(device.get(), flow), () -> {
                    LOG.debug("{} tells of {}", device.get(), alarm.name());
                    listenerFailures.call(listener.getClass(), () -> listener.alarm(device.get(), alarm));
                });
    }

    /**
     * What somebody says of a device without a proof. Where the device has to give one, nothing is told to the sender, and nothing is
     * believed unless it comes the way that the device is registered.
     */
    private Endpoint.Answer hearsay(
            SipRequest request,
            Flow flow,
            DeviceName device,
            Supplier<DeviceAdmission.Verdict> port,
            Runnable believed) {
        boolean hidden;
        try {
            hidden = gate != null && gate.isDemandedOf(device);
        } catch (RuntimeException e) {
            userFailures.failed(Objects.requireNonNull(gate).port(), e);
            return refuse(request, flow, portFailed());
        }
        if (hidden) {
            return accepted(request, flow, bindings.takesFrom(device, flow) ? believed : () -> {});
        }
        Optional<DeviceAdmission.Verdict> verdict = verdict(port);
        if (verdict.isEmpty()) {
            return refuse(request, flow, portFailed());
        }
        return verdict.get() == DeviceAdmission.Verdict.ADMITTED
                ? accepted(request, flow, believed)
                : refuse(request, flow, BindingRules.notAdmitted(verdict.get()));
    }

    private Endpoint.Answer accepted(SipRequest request, Flow flow, Runnable afterwards) {
        SipResponse response = SipResponse.answering(
                        request, flow.peer(), 202, "Accepted", endpoint.ids().tag())
                .header("Date", Answers.date(endpoint.clock().instant()))
                .header("Server", serverName)
                .build();
        return new Endpoint.Answer(response, afterwards);
    }

    private void apply(DeviceName device, BindingEvent event) {
        Instant now = endpoint.clock().instant();
        DeviceRules.Step step = rules.step(bindings.of(device), event, now);
        bindings.keep(device, step.next(), now);
        tell(device, step.effects());
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
    private SipResponse accept(SipRequest request, Flow flow, BindingEffect.Accept accept, RemoteControl.Asked asked) {
        SipResponse.Builder response = SipResponse.answering(
                        request, flow.peer(), 200, "OK", endpoint.ids().tag())
                .header("Date", Answers.date(endpoint.clock().instant()))
                .header("Server", serverName)
                .header("Expires", Long.toString(accept.expires().toSeconds()));
        if (!accept.expires().isZero()) {
            SipHeader contact = Answers.granted(request.header("Contact").orElseThrow(), accept.expires());
            response.header(accept.newRegistration() ? contact.withFlag("x-cisco-newreg") : contact);
        }
        response.header("Supported", "X-cisco-srtp-fallback,X-cisco-sis-8.0.0");
        if (asked.anything()) {
            PhoneOptions offered = asked.offered();
            response.body(
                    RemoteControl.RESPONSE,
                    new RemoteControl.Response(200, offered == null ? null : offered.sharedWith(used)).encode());
        }
        return response.build();
    }

    private Endpoint.Answer refuse(SipRequest request, Flow flow, Refusal refusal) {
        SipResponse.Builder response =
                Answers.refuse(request, flow, refusal, endpoint.ids().tag()).header("Server", serverName);
        if (refusal.status() == 403 || refusal.status() == 503) {
            // Sip 4.3 names the header; that it is one interval is our choice.
            response.header(
                    "Retry-After", Long.toString(rules.rules().keepAlive().toSeconds()));
        }
        return Endpoint.Answer.of(response.build());
    }

    /**
     * Stops listening, completes open resets with {@link ResetAnswer.NoAnswer}, and waits up to a few seconds for its threads to end.
     * The listener is told of that, and not of each device: the phones do not know. A scheduler that was given to the builder goes on.
     */
    @Override
    public void close() {
        boolean first = !closed.getAndSet(true);
        endpoint.close();
        if (first) {
            listenerFailures.call(listener.getClass(), listener::closed);
            LOG.info("Registrar at {} stopped", endpoint.addresses());
        }
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
        private Duration flowGrace = Duration.ofSeconds(15);
        private String serverName = "Cisco-CUCM14.0";
        private PhoneOptions used = PhoneOptions.NONE;
        private int maxDevices = 100_000;
        private String realm = "";
        private @Nullable DigestUsers users;
        private List<DigestAlgorithm> algorithms = List.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5);
        private Duration nonceLife = Duration.ofMinutes(5);

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
            Objects.requireNonNull(keepAlive, "keepAlive");
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

        /**
         * Sets how long a phone whose connection was closed has to come back on another one with the same Call-ID, before it is given up;
         * 15 s by default (inferred). It is given up no later than without that.
         *
         * @param flowGrace 0 to 24 h
         * @return this builder
         * @throws IllegalArgumentException when it breaks the rule
         */
        public Builder connectionGrace(Duration flowGrace) {
            this.flowGrace = within(flowGrace, "connection grace", Duration.ZERO);
            return this;
        }

        /**
         * Sets what this registrar uses of what phones can do; its answers name what both know. Nothing by default: what the product uses
         * is not public (sip 4.3).
         *
         * @param used the options
         * @return this builder
         */
        public Builder options(PhoneOptions used) {
            this.used = Objects.requireNonNull(used, "used");
            return this;
        }

        /**
         * Sets how many devices may be registered at once; 100,000 by default. More are answered with 503.
         *
         * @param maxDevices 1 or more
         * @return this builder
         * @throws IllegalArgumentException when it is less
         */
        public Builder maxDevices(int maxDevices) {
            this.maxDevices = Require.range(maxDevices, "maxDevices", 1, Integer.MAX_VALUE);
            return this;
        }

        /**
         * Demands digest authentication: of third-party phones, which name no device, always, and of others as the port says. Without it
         * third-party phones are answered with 404. A user that does not exist is challenged again, as one is whose proof is wrong, and not
         * answered with 404, so that nobody learns which users there are; and third-party phones may use TLS, which the product has not
         * for them. Both are our choice.
         *
         * <p>Source: sip 4.3 and 4.4.
         *
         * @param realm what the users are known in, 1 to 128 characters
         * @param users who they are
         * @return this builder
         * @throws IllegalArgumentException when the realm breaks the rule
         */
        public Builder digest(String realm, DigestUsers users) {
            this.realm = Require.text(realm, "realm", 128);
            this.users = Objects.requireNonNull(users, "users");
            return this;
        }

        /**
         * Sets which hashes a user may be proved with, the best first; SHA-256 and MD5 by default. There is one challenge for each, and a
         * phone answers the first that it knows (RFC 8760).
         *
         * @param algorithms at least one
         * @return this builder
         * @throws IllegalArgumentException when there is none, or one is there twice
         */
        public Builder digestAlgorithms(List<DigestAlgorithm> algorithms) {
            Objects.requireNonNull(algorithms, "algorithms");
            Require.range(algorithms.size(), "number of algorithms", 1, DigestAlgorithm.values().length);
            this.algorithms = Require.distinct(List.copyOf(algorithms), "algorithm");
            return this;
        }

        /**
         * Sets how long a nonce is good; 5 min by default. After that a phone is challenged with another one, and repeats without asking
         * anybody.
         *
         * @param nonceLife 1 s to 24 h
         * @return this builder
         * @throws IllegalArgumentException when it breaks the rule
         */
        public Builder nonceLife(Duration nonceLife) {
            this.nonceLife = within(nonceLife, "nonce life", Duration.ofSeconds(1));
            return this;
        }

        private static Duration within(Duration value, String what, Duration least) {
            Objects.requireNonNull(value, what);
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
         * while the registrar is open. A scheduler that keeps what is cancelled until its time is to be told otherwise, as by
         * {@link java.util.concurrent.ScheduledThreadPoolExecutor#setRemoveOnCancelPolicy}.
         *
         * @param scheduler the scheduler; its time must pass as the clock's does
         * @return this builder
         */
        public Builder scheduler(ScheduledExecutorService scheduler) {
            options.timers = Objects.requireNonNull(scheduler, "scheduler");
            return this;
        }

        /**
         * Sets where tags, branches and Call-IDs come from; a secure generator by default. It is used by one thread at a time. The key
         * that signs the nonces of challenges never comes from it, but always from a secure generator.
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
