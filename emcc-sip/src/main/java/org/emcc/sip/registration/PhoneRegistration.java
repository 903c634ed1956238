package org.emcc.sip.registration;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.internal.Require;
import org.emcc.sip.internal.Contained;
import org.emcc.sip.message.DigestSecret;
import org.emcc.sip.message.Interval;
import org.emcc.sip.message.NameAddress;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.message.SipResponse;
import org.emcc.sip.message.SipUri;
import org.emcc.sip.transport.Flow;
import org.emcc.sip.transport.SipTransport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The phone's side of registration: registers with one of its nodes at a time, keeps the registration alive by itself, goes to another
 * node when one fails and back when it has recovered, and answers the service-control NOTIFY by which a cluster resets a phone.
 *
 * <p>Registering anywhere begins anew, with another Call-ID; what was registered before is forgotten here, and not told to the former
 * registrar. A refresh that is answered with {@code x-cisco-newreg} begins anew at the same registrar. A challenge is answered when the
 * phone has credentials. What the phone decides is a pure function of where it stands, what happened and the time; this is the shell
 * around it. Source: sip 4.1 to 4.8.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class PhoneRegistration implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PhoneRegistration.class);

    /** Where a registration stands. Source: sip 4.5. */
    public enum Phase {
        /** Nothing is registered; a phone with a list of nodes may be waiting to try them again. */
        IDLE,
        /** A REGISTER is under way. */
        REGISTERING,
        /** The registrar holds the binding; a refresh may be under way. */
        REGISTERED,
        /** A REGISTER with Expires 0 is under way. */
        UNREGISTERING
    }

    /** What others may look at while the loop goes on. */
    private record Standing(
            PhoneState state,
            List<PhoneNode> nodes,
            @Nullable InetSocketAddress reached) {}

    private final PhoneListener listener;
    private final Duration expires;
    private final List<PhoneAlarm> alarms;
    private final DigestAnswers.@Nullable Account account;
    private final PhoneRules rules;
    private final int defaultPort;
    private final Endpoint endpoint;
    private final PhoneMessages messages;
    private final PhoneServer server;
    private final HostLookups lookups;
    /** Whether the phone is at loopback because nobody said where it is. */
    private final boolean atLoopbackByDefault;

    private final Contained listenerFailures = new Contained(LOG);
    /** Written on the loop of the endpoint only. */
    private volatile Standing standing = new Standing(PhoneState.Idle.SWITCHED_ON, List.of(), null);

    // All below is confined to the loop of the endpoint.
    private final Queue<PhoneEvent> events = new ArrayDeque<>();
    private boolean applying;
    private final Map<Long, Runnable> running = new HashMap<>();
    private final Map<Long, Call> calls = new HashMap<>();
    /** The ways to the nodes that have a role, by their places. */
    private final Map<Integer, Flow> flows = new HashMap<>();

    private @Nullable CompletableFuture<RegistrationOutcome> waiting;

    /** A session at one node. */
    private static final class Call {
        private final int node;
        private final PhoneMessages.Session session;
        private final Flow flow;
        private final DigestAnswers digest;
        /** The number of the next REGISTER. */
        private long cseq = FIRST_REGISTER;

        Call(int node, PhoneMessages.Session session, Flow flow, DigestAnswers digest) {
            this.node = node;
            this.session = session;
            this.flow = flow;
            this.digest = digest;
        }
    }

    /** Sip 4.2: the numbers of a session begin with 101. */
    private static final long FIRST_REGISTER = 101;

    private PhoneRegistration(Builder builder) {
        this.listener = builder.listener;
        this.expires = builder.expires;
        this.alarms = builder.thirdParty ? List.of() : builder.alarms;
        this.account = builder.account;
        this.rules = new PhoneRules(builder.times, !builder.thirdParty, !alarms.isEmpty());
        this.endpoint = new Endpoint(
                "phone",
                List.of(new Endpoint.Access(builder.transport, builder.local, false)),
                builder.options,
                new Endpoint.Handler() {
                    @Override
                    public Endpoint.Answer handle(SipRequest request, Flow flow) {
                        return server.handle(request, flow);
                    }

                    @Override
                    public void closed(Flow flow, String why) {
                        PhoneRegistration.this.closed(flow, why);
                    }
                });
        this.defaultPort = builder.transport.defaultPort();
        this.lookups = new HostLookups(endpoint, builder.names, builder.options.retransmission.total());
        this.atLoopbackByDefault = !builder.localIsSet;
        Ids ids = endpoint.ids();
        this.server = new PhoneServer(
                ids,
                this::registration,
                order -> listenerFailures.call(
                        listener.getClass(), () -> listener.serviceControl(order.action(), order.stamps())));
        String userAgent = builder.userAgent;
        if (userAgent == null) {
            userAgent = builder.thirdParty ? "" : Builder.USER_AGENT;
        }
        String contactUser = builder.contactUser;
        if (contactUser == null) {
            contactUser = builder.thirdParty ? builder.line : ids.uuid();
        }
        this.messages = new PhoneMessages(
                builder.device,
                builder.line,
                builder.thirdParty,
                builder.model,
                userAgent,
                builder.activeLoad,
                builder.inactiveLoad,
                contactUser,
                PhoneMessages.mac(builder.device, ids),
                builder.offered);
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
     * Where this phone is reached: over UDP where it listens, over TCP and TLS its end of the connection to the active node.
     *
     * @return its address and port; without a connection the one it was given, 0 for any
     */
    public InetSocketAddress address() {
        InetSocketAddress reached = standing.reached();
        return reached == null ? endpoint.addresses().get(0) : reached;
    }

    /**
     * Where the registration stands at this moment.
     *
     * @return the phase
     */
    public Phase phase() {
        return standing.state().phase();
    }

    /**
     * What the nodes are for the phone at this moment.
     *
     * @return the nodes of the last order in their order; empty before the first
     */
    public Map<PhoneNode, NodeRole> roles() {
        Standing now = standing;
        Map<PhoneNode, NodeRole> roles = new LinkedHashMap<>();
        for (int i = 0; i < now.nodes().size(); i++) {
            roles.put(now.nodes().get(i), now.state().role(i));
        }
        return Collections.unmodifiableMap(roles);
    }

    /**
     * Registers all lines with a single registrar. Does not wait; the future completes normally, on a thread of this phone. What was under
     * way completes with {@link RegistrationOutcome.NoAnswer}. When the registration fails, now or later, the phone does not try again.
     *
     * <p>Source: sip 4.2.
     *
     * @param registrar its address; the port is 5060 by default, and 5061 over TLS
     * @param alarm why the phone is no longer where it was registered before
     * @return what came of it
     */
    public CompletableFuture<RegistrationOutcome> register(ServiceAddress registrar, CiscoAlarm alarm) {
        Objects.requireNonNull(alarm, "alarm");
        return begin(List.of(new PhoneNode(PhoneNode.Rank.PRIMARY, registrar)), false, alarm);
    }

    /**
     * Registers all lines with the first of some nodes that takes them, and stays registered: with another node when the active one fails,
     * and with a better one again when that has recovered. Does not wait; the future completes normally, on a thread of this phone, when
     * the phone is registered or all nodes have been tried in vain for the first time. The phone goes on trying then, until it is told
     * something else; the listener is told. What was under way completes with {@link RegistrationOutcome.NoAnswer}.
     *
     * <p>Source: sip 4.1, 4.2 and 4.5.
     *
     * @param nodes 1 to {@value PhoneNode#MAX} nodes in the order of their ranks, no address twice
     * @param alarm why the phone is no longer where it was registered before
     * @return what came of it: of refusals the first, else the last silence
     * @throws IllegalArgumentException when the list breaks its rule
     */
    public CompletableFuture<RegistrationOutcome> register(List<PhoneNode> nodes, CiscoAlarm alarm) {
        Objects.requireNonNull(alarm, "alarm");
        return begin(PhoneNode.checked(nodes), true, alarm);
    }

    /**
     * Registers as {@link #register(List, CiscoAlarm)} does, and says what the phone knows itself of why it unregistered last: what it was
     * told when it was to unregister, or how its registration was lost; {@link CiscoAlarm#INITIALIZED} when it never was registered.
     *
     * @param nodes 1 to {@value PhoneNode#MAX} nodes in the order of their ranks, no address twice
     * @return what came of it
     * @throws IllegalArgumentException when the list breaks its rule
     */
    public CompletableFuture<RegistrationOutcome> register(List<PhoneNode> nodes) {
        return begin(PhoneNode.checked(nodes), true, null);
    }

    private CompletableFuture<RegistrationOutcome> begin(
            List<PhoneNode> nodes, boolean lasting, @Nullable CiscoAlarm alarm) {
        PhoneState.Order order = new PhoneState.Order(nodes.size(), lasting);
        return start(future -> {
            supersede("Another registration was begun.", future);
            standing = new Standing(standing.state(), nodes, null);
            closeFlows(node -> true);
            apply(new PhoneEvent.Start(order, alarm));
        });
    }

    /**
     * Unregisters, if the phone is registered, and tries no more. Does not wait; the future completes normally, on a thread of this phone.
     * Whatever the answer is, the phone does not refresh any longer.
     *
     * <p>Source: sip 4.5.
     *
     * @param alarm why the phone leaves: what {@link #register(List)} says next time, as the reason stands in a first REGISTER only
     * @return what came of it; {@link RegistrationOutcome.Unregistered} when there was nothing to do
     */
    public CompletableFuture<RegistrationOutcome> unregister(CiscoAlarm alarm) {
        Objects.requireNonNull(alarm, "alarm");
        return start(future -> {
            supersede("The phone unregisters.", future);
            apply(new PhoneEvent.Leave(alarm));
        });
    }

    private CompletableFuture<RegistrationOutcome> start(Consumer<CompletableFuture<RegistrationOutcome>> task) {
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

    private void supersede(String why, @Nullable CompletableFuture<RegistrationOutcome> next) {
        CompletableFuture<RegistrationOutcome> before = waiting;
        waiting = next;
        if (before != null) {
            before.complete(new RegistrationOutcome.NoAnswer(why));
        }
    }

    /** For tests that let time pass by hand. */
    boolean idle() {
        return endpoint.idle() && lookups.idle();
    }

    /** One event after the other, also where an effect is itself the reason of the next. */
    private void apply(PhoneEvent event) {
        events.add(event);
        if (applying) {
            return;
        }
        applying = true;
        try {
            for (PhoneEvent next = events.poll(); next != null; next = events.poll()) {
                once(next);
            }
        } finally {
            applying = false;
        }
    }

    private void once(PhoneEvent event) {
        if (endpoint.closed()) {
            end();
            return;
        }
        PhoneState before = standing.state();
        PhoneRules.Step step = rules.step(before, event, endpoint.clock().instant());
        PhoneState next = step.next();
        if (next.phase() != before.phase() || next.active() != before.active()) {
            LOG.debug(
                    "{}: {} of node {} after {} of {}",
                    messages.device(),
                    next.phase(),
                    next.active(),
                    before.phase(),
                    before.active());
        }
        standing = new Standing(next, standing.nodes(), reached(next));
        takeBackAllBut(next.awaited());
        calls.keySet().retainAll(next.sessions());
        for (PhoneEffect effect : step.effects()) {
            perform(effect);
        }
        if (next.phase() != Phase.REGISTERING) {
            closeFlows(node -> next.role(node) == NodeRole.UNUSED);
        }
    }

    private void end() {
        standing = new Standing(PhoneState.Idle.SWITCHED_ON, standing.nodes(), null);
        supersede("The phone is closed.", null);
    }

    private @Nullable InetSocketAddress reached(PhoneState state) {
        Flow flow = flows.get(state.active());
        return flow == null ? null : flow.local();
    }

    private void closeFlows(IntPredicate ofNode) {
        flows.entrySet().removeIf(entry -> {
            boolean over = ofNode.test(entry.getKey());
            if (over) {
                entry.getValue().close("The registration is over.");
            }
            return over;
        });
    }

    /** Nobody reaches this phone that way any longer. What was under way has said so already, and then the flow is no more one of these. */
    private void closed(Flow flow, String why) {
        for (Map.Entry<Integer, Flow> entry : List.copyOf(flows.entrySet())) {
            if (entry.getValue().equals(flow)) {
                lost(entry.getKey(), why);
            }
        }
    }

    /** A transport does not tell the ways apart in which a stream can end, so the alarm is that of the most usual (our choice). */
    private void lost(int node, String why) {
        flows.remove(node);
        apply(new PhoneEvent.StreamClosed(node, CiscoAlarm.CM_CLOSED_TCP, why));
    }

    private void takeBackAllBut(List<Long> awaited) {
        Set<Long> others = new HashSet<>(running.keySet());
        awaited.forEach(others::remove);
        for (long number : others) {
            Runnable takeBack = running.remove(number);
            if (takeBack != null) {
                takeBack.run();
            }
        }
    }

    private void perform(PhoneEffect effect) {
        if (effect instanceof PhoneEffect.Register register) {
            register(register);
        } else if (effect instanceof PhoneEffect.AskForToken ask) {
            askForToken(ask);
        } else if (effect instanceof PhoneEffect.SendAlarms send) {
            sendAlarms(send);
        } else if (effect instanceof PhoneEffect.SetTimer set) {
            Duration delay = Duration.between(endpoint.clock().instant(), set.at());
            Endpoint.Timer timer = endpoint.schedule(delay, () -> {
                running.remove(set.timer());
                apply(new PhoneEvent.TimerFired(set.timer()));
            });
            running.put(set.timer(), timer::cancel);
        } else if (effect instanceof PhoneEffect.Done done) {
            CompletableFuture<RegistrationOutcome> future = waiting;
            waiting = null;
            if (future != null) {
                future.complete(done.outcome());
            }
        } else {
            tell(effect);
        }
    }

    private void tell(PhoneEffect effect) {
        Class<?> whose = listener.getClass();
        if (effect instanceof PhoneEffect.TellRegistered told) {
            PhoneNode node = standing.nodes().get(told.node());
            listenerFailures.call(whose, () -> listener.registered(node, told.outcome()));
        } else if (effect instanceof PhoneEffect.TellLost told) {
            LOG.debug(
                    "{} lost node {}: {}",
                    messages.device(),
                    told.node(),
                    told.outcome().message());
            listenerFailures.call(whose, () -> listener.registrationLost(told.outcome()));
        } else if (effect instanceof PhoneEffect.TellTime told) {
            listenerFailures.call(whose, () -> listener.timeTold(told.time()));
        }
    }

    // ---- requests

    private void register(PhoneEffect.Register effect) {
        Call known = calls.get(effect.session());
        if (known != null
                && effect.purpose() == PhoneEffect.Purpose.LOOK
                && known.flow.whyClosed().isPresent()) {
            // Nothing hangs on the Call-ID of a look, and the old contact is no more.
            calls.remove(effect.session());
        }
        reach(
                effect.node(),
                effect.session(),
                () -> isAwaited(effect.request()),
                call -> new Exchange(call, call.cseq, (cseq, branch) -> {
                            call.cseq = cseq + 1;
                            return messages.register(
                                    call.session, effect.purpose(), cseq, branch, date(), expires, effect.alarm());
                        })
                        .ask(effect.request()),
                why -> apply(new PhoneEvent.Unanswered(effect.request(), why)));
    }

    private void askForToken(PhoneEffect.AskForToken effect) {
        reach(
                effect.node(),
                effect.session(),
                () -> isAwaited(effect.request()),
                call -> {
                    PhoneMessages.Refer refer = messages.refer(call.session, endpoint.ids());
                    new Exchange(
                                    call,
                                    PhoneMessages.FIRST_REFER,
                                    (cseq, branch) -> messages.token(call.session, refer, cseq, branch, date()))
                            .ask(effect.request());
                },
                why -> apply(new PhoneEvent.Unanswered(effect.request(), why)));
    }

    private void sendAlarms(PhoneEffect.SendAlarms effect) {
        reach(
                effect.node(),
                effect.session(),
                () -> standing.state().sessions().contains(effect.session()),
                call -> alarms.forEach(alarm -> send(call, alarm)),
                why -> {});
    }

    private boolean isAwaited(long request) {
        return standing.state().awaited().contains(request);
    }

    /** Its answer may come as late as it likes, and changes nothing (sip 4.1). */
    private void send(Call call, PhoneAlarm alarm) {
        PhoneMessages.Refer refer = messages.refer(call.session, endpoint.ids());
        new Exchange(
                        call,
                        PhoneMessages.FIRST_REFER,
                        (cseq, branch) -> messages.alarm(call.session, refer, cseq, branch, date(), alarm))
                .send(
                        takeBack -> {},
                        answer -> LOG.debug(
                                "Alarm {}: {}",
                                alarm.name(),
                                answer.answer().map(SipResponse::status).orElse(0)));
    }

    private String date() {
        return Answers.date(endpoint.clock().instant());
    }

    /** Goes on with the session at a node, at once or when the name of the node is looked up, if that is still wanted then. */
    private void reach(int node, long session, BooleanSupplier wanted, Consumer<Call> then, Consumer<String> cannot) {
        Call known = calls.get(session);
        Flow open = flows.get(node);
        if (known != null) {
            then.accept(known);
        } else if (open != null && open.whyClosed().isEmpty()) {
            then.accept(begun(node, session, open));
        } else {
            String host = standing.nodes().get(node).address().host();
            lookups.find(host, address -> {
                if (wanted.getAsBoolean()) {
                    found(node, session, address, then, cannot);
                }
            });
        }
    }

    private void found(
            int node, long session, Optional<InetAddress> address, Consumer<Call> then, Consumer<String> cannot) {
        Call known = calls.get(session);
        if (known != null) {
            then.accept(known);
            return;
        }
        ServiceAddress named = standing.nodes().get(node).address();
        if (address.isEmpty()) {
            cannot.accept("The name " + named.host() + " has no address.");
            return;
        }
        InetSocketAddress target = new InetSocketAddress(address.get(), named.portOr(defaultPort));
        if (atLoopbackByDefault && isElsewhere(target.getAddress())) {
            cannot.accept("The phone is at a loopback address, as nobody set another one, and cannot reach "
                    + target.getAddress().getHostAddress() + " from there.");
            return;
        }
        Flow flow = endpoint.connect(target);
        flows.put(node, flow);
        PhoneState state = standing.state();
        standing = new Standing(state, standing.nodes(), reached(state));
        then.accept(begun(node, session, flow));
    }

    private static boolean isElsewhere(InetAddress address) {
        try {
            return !address.isLoopbackAddress() && NetworkInterface.getByInetAddress(address) == null;
        } catch (SocketException e) {
            LOG.debug("Cannot tell whose address {} is", address, e);
            return false;
        }
    }

    private Call begun(int node, long session, Flow flow) {
        ServiceAddress address = standing.nodes().get(node).address();
        Call made = new Call(
                node,
                messages.session(flow, address, defaultPort, endpoint.ids()),
                flow,
                new DigestAnswers(account, endpoint.ids()));
        calls.put(session, made);
        return made;
    }

    /** A request, with its repetitions for the sake of a challenge. */
    private final class Exchange {
        private final Call call;
        private final PhoneMessages.Written written;
        private final DigestAnswers.Attempt attempt = new DigestAnswers.Attempt();
        private long cseq;

        Exchange(Call call, long cseq, PhoneMessages.Written written) {
            this.call = call;
            this.cseq = cseq;
            this.written = written;
        }

        void ask(long number) {
            send(takeBack -> running.put(number, takeBack), answer -> {
                running.remove(number);
                if (answer instanceof Endpoint.Reply.Answered answered) {
                    apply(new PhoneEvent.Answered(number, reply(call.session, answered.response())));
                } else if (answer instanceof Endpoint.Reply.Unanswered unanswered) {
                    unanswered(number, unanswered.why());
                }
            });
        }

        /** Where the stream was the reason, all that goes on at its node ends with it; a stream that is silent is not used again. */
        private void unanswered(long number, String why) {
            if (call.flow.equals(flows.get(call.node))) {
                if (call.flow.whyClosed().isPresent()) {
                    lost(call.node, why);
                } else {
                    flows.remove(call.node);
                    call.flow.close(why);
                }
            }
            apply(new PhoneEvent.Unanswered(number, why));
        }

        void send(Consumer<Runnable> begun, Consumer<Endpoint.Reply> done) {
            SipRequest request =
                    call.digest.authorized(written.write(cseq, endpoint.ids().branch()), attempt);
            boolean[] over = {false};
            Runnable takeBack = endpoint.request(request, call.flow, answer -> {
                over[0] = true;
                Optional<SipResponse> response = answer.answer();
                if (response.isPresent() && call.digest.isRepeated(request, response.get(), attempt)) {
                    cseq++;
                    send(begun, done);
                } else {
                    done.accept(answer);
                }
            });
            if (!over[0]) {
                begun.accept(takeBack);
            }
        }
    }

    private PhoneEvent.Reply reply(PhoneMessages.Session session, SipResponse response) {
        SipUri mine = messages.contact(session);
        Optional<NameAddress> own = response.contacts().value().orElse(List.of()).stream()
                .filter(contact -> contact.uri() instanceof SipUri uri && uri.matches(mine))
                .findFirst();
        Duration granted = own.flatMap(contact -> contact.parameters().value("expires"))
                .flatMap(RegisterRequest::seconds)
                .or(response::expires)
                .filter(one -> one.compareTo(expires) < 0)
                .orElse(expires);
        Instant date = response.date().value().orElse(null);
        return new PhoneEvent.Reply(
                response.status(),
                response.reason(),
                granted,
                own.stream().anyMatch(contact -> contact.parameters().has("x-cisco-newreg")),
                RemoteControl.Response.of(response)
                        .map(RemoteControl.Response::used)
                        .orElse(PhoneOptions.NONE),
                date,
                retryAfter(response));
    }

    private static Duration retryAfter(SipResponse response) {
        return response.single("Retry-After", Interval::decode)
                .value()
                .map(Interval::length)
                .orElse(Duration.ZERO);
    }

    /** The Call-ID of the registration that holds, or is being made or ended. */
    private Optional<String> registration() {
        PhoneState state = standing.state();
        Call current = state.active() < 0 ? null : calls.get(state.sessions().get(0));
        return Optional.ofNullable(current).map(call -> call.session.callId());
    }

    /**
     * Stops listening and refreshing, without a word to the registrar; what is under way completes with
     * {@link RegistrationOutcome.NoAnswer}. Waits up to a few seconds for its threads to end. A scheduler that was given to the builder
     * goes on.
     */
    @Override
    public void close() {
        endpoint.close();
        endpoint.execute(this::end);
    }

    /**
     * Puts a phone together.
     *
     * @threadsafety not thread-safe
     * @since 0.1.0
     */
    public static final class Builder {
        private static final String USER_AGENT = "Cisco-CP7821/14.2.1";
        private static final Pattern LINE = Pattern.compile("[0-9A-Za-z+*#]{1,50}");
        private static final Pattern DIGITS = Pattern.compile("[0-9]{1,50}");
        private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._-]{1,128}");
        private static final String WORD_RULE = "have 1 to 128 letters, digits, dots, hyphens and underscores";

        private final DeviceName device;
        private final String line;
        private final Endpoint.Options options = new Endpoint.Options();
        private SipTransport transport = SipTransport.udp();
        private PhoneListener listener = new PhoneListener() {};
        private InetSocketAddress local = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        private boolean localIsSet;
        private Duration expires = Duration.ofHours(1);
        private int model = 621;
        private String activeLoad = "sip78xx.14-2-1.loads";
        private String inactiveLoad = "sip78xx.12-1-1.loads";
        private @Nullable String userAgent;
        private @Nullable String contactUser;
        private PhoneTimes times = PhoneTimes.STANDARD;
        private List<PhoneAlarm> alarms = List.of();
        private DigestAnswers.@Nullable Account account;
        private boolean thirdParty;
        private PhoneOptions offered = PhoneOptions.OF_PHONES;
        private Function<String, Optional<InetAddress>> names = HostLookups::bySystem;

        private Builder(DeviceName device, String line) {
            this.device = Objects.requireNonNull(device, "device");
            this.line = Require.form(line, "line", LINE, "have 1 to 50 digits, letters and + * #");
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
         * Sets where the phone listens or, over TCP and TLS, connects from; any port of the loopback address by default. From there only
         * registrars of this machine are reached, and others are {@link RegistrationOutcome.NoAnswer} at once.
         *
         * @param local one address of this machine (not the wildcard) and a port, 0 for any
         * @return this builder
         */
        public Builder local(InetSocketAddress local) {
            this.local = Objects.requireNonNull(local, "local");
            this.localIsSet = true;
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
         * What the phone calls itself and its firmware are set apart, by {@link #userAgent} and {@link #loads}.
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
         * Sets what the phone calls itself; {@code Cisco-CP7821/14.2.1} by default, and nothing in the third-party form.
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
            this.activeLoad = Require.form(active, "active load", WORD, WORD_RULE);
            this.inactiveLoad = Require.form(inactive, "inactive load", WORD, WORD_RULE);
            return this;
        }

        /**
         * Sets the user of the contact, which the configuration file names for each line; a random UUID by default, and the line in the
         * third-party form.
         *
         * @param contactUser 1 to 128 letters, digits, dots, hyphens and underscores
         * @return this builder
         * @throws IllegalArgumentException when it breaks the rule
         */
        public Builder contactUser(String contactUser) {
            this.contactUser = Require.form(contactUser, "contact user", WORD, WORD_RULE);
            return this;
        }

        /**
         * Sets what the phone offers in its first REGISTER; {@link PhoneOptions#OF_PHONES} by default. The third-party form offers
         * nothing.
         *
         * <p>Source: sip 4.2.
         *
         * @param offered the options
         * @return this builder
         */
        public Builder options(PhoneOptions offered) {
            this.offered = Objects.requireNonNull(offered, "offered");
            return this;
        }

        /** For tests: what looks names up. */
        Builder names(Function<String, Optional<InetAddress>> service) {
            this.names = service;
            return this;
        }

        /**
         * Sets the times of refreshing and of going to other nodes; {@link PhoneTimes#STANDARD} by default.
         *
         * @param times the times
         * @return this builder
         */
        public Builder times(PhoneTimes times) {
            this.times = Objects.requireNonNull(times, "times");
            return this;
        }

        /**
         * Sets who the phone is to a registrar that challenges it; nobody by default, so that a challenge counts as a refusal. Of the
         * algorithms that are offered the strongest is answered.
         *
         * <p>Source: sip 4.3, 4.4, 5.10.
         *
         * @param user the digest user, 1 to 255 characters
         * @param secret what it knows
         * @return this builder
         * @throws IllegalArgumentException when the user breaks the rule
         */
        public Builder credentials(String user, DigestSecret secret) {
            this.account = new DigestAnswers.Account(
                    Require.text(user, "user", 255), Objects.requireNonNull(secret, "secret"));
            return this;
        }

        /**
         * Sets alarms that are sent to a node before the first REGISTER of each session; none by default. Phones send two of the kind
         * {@link PhoneAlarm#TRUST_LISTS} at a cross-registration, of the visiting cluster's list and of the home cluster's. Nobody waits
         * for their answers.
         *
         * <p>Source: sip 4.1 and 4.8.
         *
         * @param alarms the alarms in their order, at most 8
         * @return this builder
         * @throws IllegalArgumentException when there are more
         */
        public Builder alarms(List<PhoneAlarm> alarms) {
            this.alarms = Require.list(alarms, "alarms");
            Require.range(alarms.size(), "number of alarms", 0, 8);
            return this;
        }

        /**
         * Makes it a third-party phone: nothing of the vendor's own is in its messages, nothing but the failing of the active node brings
         * it to another one, and no alarm is sent. The product challenges such phones always, and knows them by the digest user; the line
         * has to be digits.
         *
         * <p>Source: sip 4.4.
         *
         * @return this builder
         */
        public Builder thirdParty() {
            this.thirdParty = true;
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
         * Sets what runs timers and begins requests; by default one daemon thread of the phone's own. It is not shut down, and must not
         * be while the phone is open. Names of registrars are looked up on other threads, daemons named {@code emcc-sip-lookup-1}, which
         * end with their look-up. A scheduler that keeps what is cancelled until its time is to be told otherwise, as by
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
         * @throws IllegalArgumentException when the local address is the wildcard or not resolved, or the line of a third-party phone is
         *     not of digits only
         * @throws java.io.UncheckedIOException when the address cannot be bound
         */
        public PhoneRegistration start() {
            if (thirdParty) {
                Require.form(line, "line", DIGITS, "have 1 to 50 digits in the third-party form");
            }
            PhoneRegistration phone = new PhoneRegistration(this);
            phone.endpoint.begin();
            return phone;
        }
    }
}
