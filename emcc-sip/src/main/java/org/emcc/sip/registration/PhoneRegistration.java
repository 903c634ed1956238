package org.emcc.sip.registration;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.internal.Require;
import org.emcc.sip.message.NameAddress;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.message.SipResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The phone's side of registration: registers with one cluster at a time, keeps the registration alive by itself, and
 * answers the service-control NOTIFY by which a cluster resets a phone.
 *
 * <p>Registering anywhere begins anew, with another Call-ID; what was registered before is forgotten here, and not told to the former
 * registrar. A refresh that is answered with {@code x-cisco-newreg} begins anew at the same registrar. Source: sip 4.2, 4.5 and 4.7.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class PhoneRegistration implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PhoneRegistration.class);

    /** Where a registration stands. Source: sip 4.5. */
    public enum Phase {
        /** Nothing is registered. */
        IDLE,
        /** A REGISTER is under way. */
        REGISTERING,
        /** The registrar holds the binding; a refresh may be under way. */
        REGISTERED,
        /** A REGISTER with Expires 0 is under way. */
        UNREGISTERING
    }

    private final PhoneListener listener;
    private final Duration expires;
    private final String protocol;
    private final Endpoint endpoint;
    private final PhoneMessages messages;
    private final Contained listenerFailures = new Contained(LOG);
    /** Written on the loop of the endpoint only. */
    private volatile Phase phase = Phase.IDLE;

    /** Likewise. */
    private volatile PhoneMessages.@Nullable Session session;

    // All below is confined to the loop of the endpoint.
    private long cseq;
    /** Takes back the request that is under way. */
    private Runnable takeBack = () -> {};

    private @Nullable CompletableFuture<RegistrationOutcome> waiting;
    private Endpoint.@Nullable Timer refresh;

    private PhoneRegistration(Builder builder) {
        this.listener = builder.listener;
        this.expires = builder.expires;
        this.endpoint = new Endpoint(
                "phone",
                List.of(new Endpoint.Access(builder.transport, builder.local, false)),
                builder.options,
                new Endpoint.Handler() {
                    @Override
                    public Endpoint.Answer handle(SipRequest request, Flow flow) {
                        return PhoneRegistration.this.handle(request, flow);
                    }

                    @Override
                    public void closed(Flow flow, String why) {
                        PhoneRegistration.this.closed(flow, why);
                    }
                });
        this.protocol = builder.transport.protocol();
        Ids ids = endpoint.ids();
        String contactUser = builder.contactUser;
        this.messages = new PhoneMessages(
                builder.device,
                builder.line,
                builder.model,
                builder.userAgent,
                builder.activeLoad,
                builder.inactiveLoad,
                contactUser == null ? ids.uuid() : contactUser,
                PhoneMessages.mac(builder.device, ids));
    }

    /**
     * Begins a phone.
     *
     * @param device its name
     * @param line the directory number of its first line, 1 to 50 digits, letters and {@code + * #}
     * @return a builder
     * @throws IllegalArgumentException when the line breaks its rule
     */
    public static Builder builder(DeviceName device, String line) {
        return new Builder(device, line);
    }

    /**
     * Where this phone is reached: over UDP where it listens, over TCP and TLS its end of the connection.
     *
     * @return its address and port; without a connection the one it was given, 0 for any
     */
    public InetSocketAddress address() {
        PhoneMessages.Session current = session;
        return current == null ? endpoint.addresses().get(0) : current.flow().local();
    }

    /**
     * Where the registration stands at this moment.
     *
     * @return the phase
     */
    public Phase phase() {
        return phase;
    }

    /**
     * Registers all lines with a registrar. Does not wait; the future completes normally, on a thread of this phone. What was under way
     * completes with {@link RegistrationOutcome.NoAnswer}.
     *
     * <p>Source: sip 4.2.
     *
     * @param registrar its address; the port is 5060 by default, 5061 over TLS
     * @param alarm why the phone is no longer where it was registered before
     * @return what came of it
     */
    public CompletableFuture<RegistrationOutcome> register(ServiceAddress registrar, CiscoAlarm alarm) {
        Objects.requireNonNull(registrar, "registrar");
        Objects.requireNonNull(alarm, "alarm");
        return start(future -> begin(registrar, alarm, future));
    }

    /**
     * Unregisters, if the phone is registered. Does not wait; the future completes normally, on a thread of this phone. Whatever the
     * answer is, the phone does not refresh any longer.
     *
     * <p>Source: sip 4.5.
     *
     * @param alarm why the phone leaves
     * @return what came of it; {@link RegistrationOutcome.Unregistered} when there was nothing to do
     */
    public CompletableFuture<RegistrationOutcome> unregister(CiscoAlarm alarm) {
        Objects.requireNonNull(alarm, "alarm");
        return start(future -> leave(alarm, future));
    }

    private CompletableFuture<RegistrationOutcome> start(
            java.util.function.Consumer<CompletableFuture<RegistrationOutcome>> task) {
        CompletableFuture<RegistrationOutcome> future = new CompletableFuture<>();
        endpoint.execute(() -> {
            if (endpoint.closed()) {
                future.complete(new RegistrationOutcome.NoAnswer("The phone is closed."));
            } else {
                task.accept(future);
            }
        });
        return future;
    }

    /** For tests that let time pass by hand. */
    boolean idle() {
        return endpoint.idle();
    }

    private void begin(
            ServiceAddress registrar, CiscoAlarm alarm, @Nullable CompletableFuture<RegistrationOutcome> future) {
        InetSocketAddress target =
                new InetSocketAddress(registrar.host(), registrar.portOr(PhoneMessages.defaultPort(protocol)));
        forget("Another registration was begun.");
        if (target.isUnresolved()) {
            complete(future, new RegistrationOutcome.NoAnswer("The name " + registrar.host() + " has no address."));
            return;
        }
        PhoneMessages.Session begun = messages.session(registrar, endpoint.connect(target), endpoint.ids());
        session = begun;
        cseq = 100;
        phase = Phase.REGISTERING;
        waiting = future;
        send(begun, expires, alarm, true, this::registered);
    }

    private void leave(CiscoAlarm alarm, CompletableFuture<RegistrationOutcome> future) {
        PhoneMessages.Session left = session;
        session = null; // its connection is still needed
        forget("The phone unregisters.");
        if (left == null) {
            future.complete(new RegistrationOutcome.Unregistered());
            return;
        }
        session = left;
        phase = Phase.UNREGISTERING;
        waiting = future;
        send(left, Duration.ZERO, alarm, false, answer -> {
            RegistrationOutcome outcome =
                    answer.answer().filter(response -> response.status() == 200).isPresent()
                            ? new RegistrationOutcome.Unregistered()
                            : failure(answer);
            end(outcome);
        });
    }

    private void send(
            PhoneMessages.Session to,
            Duration lifetime,
            @Nullable CiscoAlarm alarm,
            boolean bulk,
            java.util.function.Consumer<Endpoint.Reply> done) {
        cseq++;
        SipRequest request = messages.register(
                to, cseq, endpoint.ids().branch(), Answers.date(endpoint.clock().instant()), lifetime, alarm, bulk);
        takeBack = endpoint.request(request, to.flow(), done);
    }

    private void registered(Endpoint.Reply answer) {
        RegistrationOutcome outcome = outcome(answer);
        if (outcome instanceof RegistrationOutcome.Registered registered) {
            hold(registered.expires());
            CompletableFuture<RegistrationOutcome> future = waiting;
            waiting = null;
            complete(future, outcome);
        } else if (waiting == null) {
            lost(outcome);
        } else {
            end(outcome);
        }
    }

    private void hold(Duration granted) {
        phase = Phase.REGISTERED;
        refresh = endpoint.schedule(BindingRules.refreshAfter(granted), this::refresh);
    }

    /** Same Call-ID, same contact, the next number, no body (sip 4.5). */
    private void refresh() {
        PhoneMessages.Session current = session;
        if (current == null || phase != Phase.REGISTERED) {
            return;
        }
        send(current, expires, null, false, answer -> {
            RegistrationOutcome outcome = outcome(answer);
            if (!(outcome instanceof RegistrationOutcome.Registered registered)) {
                lost(outcome);
            } else if (registered.newRegistration()) {
                // Sip 4.3: the registrar has restarted, and knows one line at best.
                begin(current.registrar(), CiscoAlarm.UNSPECIFIED, null);
            } else {
                hold(registered.expires());
            }
        });
    }

    private void lost(RegistrationOutcome outcome) {
        end(outcome);
        if (!endpoint.closed()) {
            listenerFailures.call(listener.getClass(), () -> listener.registrationLost(outcome));
        }
    }

    private void end(RegistrationOutcome outcome) {
        CompletableFuture<RegistrationOutcome> future = waiting;
        waiting = null;
        PhoneMessages.Session ended = session;
        session = null;
        if (ended != null) {
            ended.flow().close("The registration is over.");
        }
        phase = Phase.IDLE;
        complete(future, outcome);
    }

    private void forget(String why) {
        takeBack.run();
        cancelRefresh();
        end(new RegistrationOutcome.NoAnswer(why));
    }

    private void cancelRefresh() {
        if (refresh != null) {
            refresh.cancel();
            refresh = null;
        }
    }

    private static void complete(@Nullable CompletableFuture<RegistrationOutcome> future, RegistrationOutcome outcome) {
        if (future != null) {
            future.complete(outcome);
        }
    }

    private RegistrationOutcome outcome(Endpoint.Reply answer) {
        if (!(answer instanceof Endpoint.Reply.Answered answered)
                || answered.response().status() != 200) {
            return failure(answer);
        }
        SipResponse response = answered.response();
        List<NameAddress> contacts = response.contacts().value().orElse(List.of());
        PhoneMessages.Session current = session;
        Optional<NameAddress> own = contacts.stream()
                .filter(contact -> current != null
                        && contact.uri().equals(messages.contact(current.flow()).uri()))
                .findFirst();
        Duration granted = own.flatMap(contact -> contact.parameters().value("expires"))
                .flatMap(RegisterRequest::seconds)
                .or(response::expires)
                .orElse(expires);
        if (granted.isZero()) {
            return new RegistrationOutcome.Rejected(200, "OK, but for no time");
        }
        return new RegistrationOutcome.Registered(
                granted, own.stream().anyMatch(contact -> contact.parameters().has("x-cisco-newreg")));
    }

    private static RegistrationOutcome failure(Endpoint.Reply answer) {
        return answer.answer()
                .<RegistrationOutcome>map(
                        response -> new RegistrationOutcome.Rejected(response.status(), response.reason()))
                .orElseGet(() -> new RegistrationOutcome.NoAnswer(((Endpoint.Reply.Unanswered) answer).why()));
    }

    /** Nobody reaches this phone any longer. A request that was under way has said so already. */
    private void closed(Flow flow, String why) {
        PhoneMessages.Session current = session;
        if (current != null && current.flow().equals(flow) && phase == Phase.REGISTERED) {
            cancelRefresh();
            lost(new RegistrationOutcome.NoAnswer(why));
        }
    }

    private Endpoint.Answer handle(SipRequest request, Flow flow) {
        if (request.method().equals("ACK")) {
            return new Endpoint.Answer(null, () -> {});
        }
        Optional<Refusal> malformed = Refusal.of(request);
        if (malformed.isPresent()) {
            return refuse(request, flow, malformed.get());
        }
        if (!request.method().equals("NOTIFY")) {
            return refuse(request, flow, new Refusal(405, "Method Not Allowed", "this phone only registers"));
        }
        String event = request.header("Event").map(header -> header.value()).orElse("");
        if (!event.split(";", 2)[0].strip().equalsIgnoreCase("service-control")) {
            return refuse(request, flow, new Refusal(489, "Bad Event", "this phone knows service-control only"));
        }
        Optional<ServiceControl> control = ServiceControl.decode(request.body());
        if (control.isEmpty()) {
            return refuse(request, flow, new Refusal(400, "Bad Request", "no action, or no RegisterCallId"));
        }
        PhoneMessages.Session current = session;
        if (current == null || !control.get().registerCallId().equals(current.callId())) {
            return refuse(request, flow, new Refusal(400, "Bad Request", "RegisterCallId is not of this registration"));
        }
        ServiceAction action = control.get().action();
        SipResponse response = Answers.begin(
                        request, flow.peer(), 200, "OK", endpoint.ids().tag())
                .build();
        return new Endpoint.Answer(
                response, () -> listenerFailures.call(listener.getClass(), () -> listener.serviceControl(action)));
    }

    private Endpoint.Answer refuse(SipRequest request, Flow flow, Refusal refusal) {
        SipResponse.Builder response = Answers.refuse(
                request, flow.peer(), refusal, "phone", endpoint.ids().tag());
        if (refusal.status() == 405) {
            response.header("Allow", "NOTIFY");
        }
        if (refusal.status() == 489) {
            response.header("Allow-Events", "service-control");
        }
        return Endpoint.Answer.of(response.build());
    }

    /**
     * Stops listening and refreshing, without a word to the registrar; what is under way completes with
     * {@link RegistrationOutcome.NoAnswer}. Waits up to a few seconds for its threads to end. A scheduler that was given to the builder
     * goes on.
     */
    @Override
    public void close() {
        endpoint.close();
    }

    /**
     * Puts a phone together.
     *
     * @threadsafety not thread-safe
     * @since 0.1.0
     */
    public static final class Builder {
        private final DeviceName device;
        private final String line;
        private final Endpoint.Options options = new Endpoint.Options();
        private SipTransport transport = SipTransport.udp();
        private PhoneListener listener = new PhoneListener() {};
        private InetSocketAddress local = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        private Duration expires = Duration.ofHours(1);
        private int model = 621;
        private String userAgent = "Cisco-CP7821/14.2.1";
        private String activeLoad = "sip78xx.14-2-1.loads";
        private String inactiveLoad = "sip78xx.12-1-1.loads";
        private @Nullable String contactUser;

        private Builder(DeviceName device, String line) {
            this.device = Objects.requireNonNull(device, "device");
            this.line = form(line, "line", "[0-9A-Za-z+*#]{1,50}", "have 1 to 50 digits, letters and + * #");
        }

        private static String form(String value, String what, String pattern, String rule) {
            return Require.form(value, what, java.util.regex.Pattern.compile(pattern), rule);
        }

        /**
         * Sets who is told what happens; nobody by default.
         *
         * @param listener the listener
         * @return this builder
         */
        public Builder listener(PhoneListener listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /**
         * Sets how messages are carried; UDP by default.
         *
         * @param transport the transport
         * @return this builder
         */
        public Builder transport(SipTransport transport) {
            this.transport = Objects.requireNonNull(transport, "transport");
            return this;
        }

        /**
         * Sets where the phone listens or, over TCP and TLS, connects from; any port of the loopback address by default.
         *
         * @param local one address of this machine (not the wildcard) and a port, 0 for any
         * @return this builder
         */
        public Builder local(InetSocketAddress local) {
            this.local = Objects.requireNonNull(local, "local");
            return this;
        }

        /**
         * Sets the lifetime that the phone asks for; 3600 s by default (sip 4.2). The registrar grants less.
         *
         * @param expires 1 s to 24 h, in whole seconds
         * @return this builder
         * @throws IllegalArgumentException when it breaks the rule
         */
        public Builder expires(Duration expires) {
            if (!expires.equals(expires.truncatedTo(ChronoUnit.SECONDS))
                    || expires.toSeconds() < 1
                    || expires.toSeconds() > 86_400) {
                throw new IllegalArgumentException("expires must be 1 s to 24 h in whole seconds, but is " + expires);
            }
            this.expires = expires;
            return this;
        }

        /**
         * Sets the model number; 621, which is a 7821, by default. It is the number of the model and not that of the product.
         *
         * @param model 0 or more
         * @return this builder
         * @throws IllegalArgumentException when it breaks the rule
         */
        public Builder model(int model) {
            this.model = Require.range(model, "model", 0, Integer.MAX_VALUE);
            return this;
        }

        /**
         * Sets what the phone calls itself; {@code Cisco-CP7821/14.2.1} by default.
         *
         * @param userAgent 1 to 128 characters
         * @return this builder
         * @throws IllegalArgumentException when it breaks the rule
         */
        public Builder userAgent(String userAgent) {
            this.userAgent = Require.text(userAgent, "user agent", 128);
            return this;
        }

        /**
         * Sets the two firmware loads that the phone reports.
         *
         * @param active what runs, one word
         * @param inactive what lies beside it, one word
         * @return this builder
         * @throws IllegalArgumentException when one of them breaks the rule
         */
        public Builder loads(String active, String inactive) {
            String rule = "have 1 to 128 letters, digits, dots, hyphens and underscores";
            this.activeLoad = form(active, "active load", "[A-Za-z0-9._-]{1,128}", rule);
            this.inactiveLoad = form(inactive, "inactive load", "[A-Za-z0-9._-]{1,128}", rule);
            return this;
        }

        /**
         * Sets the user of the contact, which the configuration file names for each line; a random UUID by default.
         *
         * @param contactUser 1 to 128 letters, digits, dots, hyphens and underscores
         * @return this builder
         * @throws IllegalArgumentException when it breaks the rule
         */
        public Builder contactUser(String contactUser) {
            this.contactUser = form(
                    contactUser,
                    "contact user",
                    "[A-Za-z0-9._-]{1,128}",
                    "have 1 to 128 letters, digits, dots, hyphens and underscores");
            return this;
        }

        /**
         * Sets when an unanswered REGISTER is sent again and given up; {@link Retransmission#STANDARD} by default.
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
         * Sets what runs timers and begins requests; by default one daemon thread of the phone's own. It looks up the names of registrars,
         * is not shut down, and must not be while the phone is open.
         *
         * @param scheduler the scheduler; its time must pass as the clock's does
         * @return this builder
         */
        public Builder scheduler(ScheduledExecutorService scheduler) {
            options.timers = Objects.requireNonNull(scheduler, "scheduler");
            return this;
        }

        /**
         * Sets where ids come from; a secure generator by default. It is used by one thread at a time.
         *
         * @param random the generator
         * @return this builder
         */
        public Builder random(RandomGenerator random) {
            options.random = Objects.requireNonNull(random, "random");
            return this;
        }

        /**
         * Opens the transport; nothing is registered yet.
         *
         * @return the phone
         * @throws IllegalArgumentException when the local address is the wildcard or not resolved
         * @throws java.io.UncheckedIOException when the address cannot be bound
         */
        public PhoneRegistration start() {
            PhoneRegistration phone = new PhoneRegistration(this);
            phone.endpoint.begin();
            return phone;
        }
    }
}
