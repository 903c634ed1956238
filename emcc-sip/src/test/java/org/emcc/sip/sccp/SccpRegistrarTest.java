package org.emcc.sip.sccp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.emcc.core.gateway.ResetOutcome;
import org.emcc.core.gateway.Timers;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.sip.registration.CiscoAlarm;
import org.emcc.sip.registration.DeviceAdmission;
import org.emcc.sip.registration.RegistrationListener;
import org.emcc.sip.registration.ResetAnswer;
import org.emcc.sip.registration.ResetKind;
import org.emcc.sip.registration.UnregisterReason;
import org.emcc.testing.StandingTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Registrar and phone over loopback, in a time that stands until it is moved. */
class SccpRegistrarTest {
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final DeviceName PHONE = Samples.PHONE;

    private final Set<DeviceName> known = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final StandingTime time = new StandingTime();
    private final List<AutoCloseable> open = new ArrayList<>();
    private SccpRegistrar registrar;

    @BeforeEach
    void start() {
        known.add(PHONE);
        registrar = opened(builder(DeviceAdmission.of(known::contains)).start(ANY));
    }

    @AfterEach
    void stop() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    private SccpRegistrar.Builder builder(DeviceAdmission admission) {
        return SccpRegistrar.builder(admission)
                .listener(new RegistrationListener() {
                    @Override
                    public void registered(DeviceName device, InetSocketAddress contact) {
                        told.add("+" + device + " " + contact.getPort());
                    }

                    @Override
                    public void unregisteredBefore(DeviceName device, CiscoAlarm alarm) {
                        told.add("?" + device + " " + alarm.number() + " " + alarm.last());
                    }

                    @Override
                    public void unregistered(DeviceName device, UnregisterReason reason) {
                        told.add("-" + device + " " + reason);
                    }
                })
                .lines(device ->
                        List.of(new StationLine("2125550100", "Alice Archer"), new StationLine("5001", "Desk")))
                .timers(time, time);
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.add(resource);
        return resource;
    }

    private SccpWire wire() throws IOException {
        return opened(SccpWire.to(registrar.address()));
    }

    private SccpWire registered() throws Exception {
        SccpWire wire = wire();
        wire.send(Samples.ofStations().get(0), Samples.REGISTER);
        wire.next(CallManagerMessage.RegisterAck.class);
        wire.next(CallManagerMessage.CapabilitiesReq.class);
        assertThat(next(told)).isEqualTo("+" + PHONE + " " + wire.local().getPort());
        assertThat(next(told)).isEqualTo("?" + PHONE + " 23 reset-restart");
        return wire;
    }

    private SccpPhone phone() {
        return opened(SccpPhone.builder(PHONE)
                .timers(time, time)
                .listener(new SccpPhoneListener() {
                    @Override
                    public void reset(CallManagerMessage.Reset reset) {
                        heard.add("reset " + reset.type());
                    }

                    @Override
                    public void registrationLost(SccpOutcome outcome) {
                        heard.add("lost " + outcome.code() + " " + outcome.message());
                    }
                })
                .start());
    }

    private static ServiceAddress at(InetSocketAddress address) {
        return ServiceAddress.of("127.0.0.1", address.getPort());
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T value = queue.poll(20, TimeUnit.SECONDS);
        assertThat(value).as("came in time").isNotNull();
        return value;
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }

    private int connections() throws Exception {
        return get(registrar.settled());
    }

    @Test
    void aPhoneRegistersAsksAndLeaves() throws Exception {
        SccpPhone phone = phone();
        SccpOutcome outcome = get(phone.register(at(registrar.address()), CiscoAlarm.INITIALIZED));
        assertThat(outcome)
                .isEqualTo(new SccpOutcome.Registered(
                        Duration.ofSeconds(30),
                        20,
                        List.of(new StationLine("2125550100", "Alice Archer"), new StationLine("5001", "Desk"))));
        assertThat(phone.isRegistered()).isTrue();
        assertThat(next(told)).startsWith("+" + PHONE);
        assertThat(next(told)).isEqualTo("?" + PHONE + " 25 initialized");
        assertThat(registrar.contact(PHONE)).isPresent();

        assertThat(get(phone.unregister())).isEqualTo(new SccpOutcome.Unregistered());
        assertThat(next(told)).isEqualTo("-" + PHONE + " BY_PHONE");
        assertThat(registrar.contact(PHONE)).isEmpty();
        assertThat(phone.isRegistered()).isFalse();
        assertThat(get(phone.unregister())).isEqualTo(new SccpOutcome.Unregistered());
    }

    @Test
    void anUnknownDeviceIsRejectedWithAText() throws Exception {
        known.clear();
        assertThat(get(phone().register(at(registrar.address()), CiscoAlarm.INITIALIZED)))
                .isEqualTo(new SccpOutcome.Rejected("Device unknown"));
        SccpWire wire = wire();
        wire.send(Samples.REGISTER);
        assertThat(wire.next(CallManagerMessage.RegisterReject.class).text()).isEqualTo("Device unknown");
        assertThat(wire.ends()).isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    void aFailureOfTheAdmissionRejectsToo() throws Exception {
        SccpRegistrar failing = opened(builder(device -> {
                    throw new IllegalStateException("no directory");
                })
                .start(ANY));
        SccpWire wire = opened(SccpWire.to(failing.address()));
        wire.send(Samples.REGISTER);
        assertThat(wire.next(CallManagerMessage.RegisterReject.class).text()).isEqualTo("Try again later");
    }

    @Test
    void keepsAliveForHoursAndIsGivenUpAfterThreeMissedIntervals() throws Exception {
        SccpWire wire = registered();
        for (int i = 0; i < 300; i++) {
            time.advance(Duration.ofSeconds(i % 3 == 0 ? 89 : 30));
            wire.send(new StationMessage.KeepAliveReq());
            wire.next(CallManagerMessage.KeepAliveAck.class);
        }
        assertThat(told).isEmpty();
        time.advance(Duration.ofSeconds(90));
        assertThat(next(told)).isEqualTo("-" + PHONE + " EXPIRED");
        assertThat(wire.ends()).isTrue();
    }

    @Test
    void thePhoneSendsSignsOfLifeAndNoticesSilence() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            SccpPhone phone = phone();
            CompletableFuture<SccpOutcome> outcome =
                    phone.register(at((InetSocketAddress) server.getLocalSocketAddress()), CiscoAlarm.INITIALIZED);
            SccpWire callManager = opened(SccpWire.over(server.accept()));
            callManager.next(StationMessage.Alarm.class);
            assertThat(callManager.next()).isInstanceOf(StationMessage.RegisterReq.class);
            callManager.send(new CallManagerMessage.RegisterAck(30, "M/D/Y", 60, 17, 0));
            callManager.next(StationMessage.ButtonTemplateReq.class);
            callManager.send(new CallManagerMessage.ButtonTemplateRes(List.of()));
            callManager.next(StationMessage.SoftKeyTemplateReq.class);
            callManager.send(new CallManagerMessage.SoftKeyTemplateRes(List.of()));
            callManager.next(StationMessage.SoftKeySetReq.class);
            callManager.send(new CallManagerMessage.SoftKeySetRes(List.of()));
            callManager.next(StationMessage.RegisterAvailableLines.class);
            callManager.next(StationMessage.TimeDateReq.class);
            callManager.send(new CallManagerMessage.TimeDateRes(2026, 11, 0, 22, 8, 0, 0, 0, 0));
            assertThat(get(outcome).kind()).isEqualTo(SccpOutcome.Kind.REGISTERED);
            for (int i = 0; i < 3; i++) {
                time.awaitOrders(1);
                time.advance(Duration.ofSeconds(30));
                assertThat(callManager.frame().headerVersion()).isEqualTo(17);
            }
            time.awaitOrders(1);
            time.advance(Duration.ofSeconds(30));
            assertThat(next(heard)).isEqualTo("lost EMCC-SIP-0603 The call manager did not answer 3 signs of life.");
            assertThat(callManager.ends()).isTrue();
        }
    }

    @Test
    void aStandbyConnectionIsNotAnsweredAndLivesOnMinutesOfSilence() throws Exception {
        SccpWire wire = wire();
        for (int i = 0; i < 5; i++) {
            wire.send(new StationMessage.KeepAliveReq());
            // The answer to a token shows that the sign of life before it was not answered.
            wire.send(new StationMessage.RegisterTokenReq(Samples.STATION, Samples.ADDRESS, 436, SccpBytes.EMPTY));
            wire.next(CallManagerMessage.RegisterTokenAck.class);
            wire.send(new StationMessage.KeepAliveReq());
            settleWith(wire);
            time.advance(Duration.ofSeconds(60));
        }
        wire.send(Samples.REGISTER);
        wire.next(CallManagerMessage.RegisterAck.class);
        assertThat(next(told)).startsWith("+" + PHONE);
    }

    /** UnregisterReq is answered in any case, and changes nothing of a connection that is not registered. */
    private static void settleWith(SccpWire wire) throws IOException {
        wire.send(new StationMessage.UnregisterReq());
        wire.next(CallManagerMessage.UnregisterAck.class);
    }

    @Test
    void tokensAreGivenToWhoMayCome() throws Exception {
        SccpWire wire = wire();
        wire.send(new StationMessage.RegisterTokenReq(Samples.STATION, Samples.ADDRESS, 436, SccpBytes.EMPTY));
        wire.next(CallManagerMessage.RegisterTokenAck.class);
        wire.send(new StationMessage.SpcpRegisterTokenReq(Samples.STATION, Samples.ADDRESS, 80_000, 1));
        wire.next(CallManagerMessage.SpcpRegisterTokenAck.class);
        known.clear();
        wire.send(new StationMessage.RegisterTokenReq(Samples.STATION, Samples.ADDRESS, 436, SccpBytes.EMPTY));
        assertThat(wire.next(CallManagerMessage.RegisterTokenReject.class).seconds())
                .isEqualTo(60);
        wire.send(new StationMessage.SpcpRegisterTokenReq(Samples.STATION, Samples.ADDRESS, 80_000, 1));
        assertThat(wire.next(CallManagerMessage.SpcpRegisterTokenReject.class).seconds())
                .isEqualTo(60);
        assertThat(told).isEmpty();
    }

    /** Whoever drains a node refuses tokens and goes on serving who is there; the phone asks again when it was told to. */
    @Test
    void aRefusedTokenLeavesTheTimeToAskAgain() throws Exception {
        BlockingQueue<DeviceAdmission.Verdict> verdicts = new LinkedBlockingQueue<>();
        SccpRegistrar draining = opened(builder(new DeviceAdmission() {
                    @Override
                    public Verdict verdict(DeviceName device) {
                        return Verdict.ADMITTED;
                    }

                    @Override
                    public Verdict tokenVerdict(DeviceName device) {
                        Verdict next = verdicts.poll();
                        return next == null ? Verdict.FORBIDDEN : next;
                    }
                })
                .start(ANY));
        SccpWire wire = opened(SccpWire.to(draining.address()));
        StationMessage ask =
                new StationMessage.RegisterTokenReq(Samples.STATION, Samples.ADDRESS, 436, SccpBytes.EMPTY);
        for (int i = 0; i < 3; i++) {
            wire.send(ask);
            long wait = wire.next(CallManagerMessage.RegisterTokenReject.class).seconds();
            time.advance(Duration.ofSeconds(wait - 1));
            get(draining.settled());
            time.advance(Duration.ofSeconds(1));
        }
        verdicts.add(DeviceAdmission.Verdict.ADMITTED);
        wire.send(ask);
        wire.next(CallManagerMessage.RegisterTokenAck.class);
        wire.send(Samples.REGISTER);
        wire.next(CallManagerMessage.RegisterAck.class);
    }

    @Test
    void tokensGiveNoMoreTimeToRegister() throws Exception {
        SccpWire wire = wire();
        StationMessage ask =
                new StationMessage.RegisterTokenReq(Samples.STATION, Samples.ADDRESS, 436, SccpBytes.EMPTY);
        wire.send(ask);
        wire.next(CallManagerMessage.RegisterTokenAck.class);
        time.advance(Duration.ofSeconds(29));
        wire.send(ask);
        wire.next(CallManagerMessage.RegisterTokenAck.class);
        time.advance(Duration.ofSeconds(1));
        assertThat(wire.ends()).isTrue();
    }

    /**
     * The connection fails while the registrar answers Register: what that brings about comes first, then the loss. The loop is held, so
     * that the request and the reset of the connection are both there when it reads on.
     */
    @Test
    void aConnectionThatFailsWhileItRegistersLeavesNoGhost() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch holding = new CountDownLatch(1);
        DeviceName blocker = DeviceName.of("SEP020000AABB00");
        SccpRegistrar slow = opened(builder(device -> {
                    if (device.equals(blocker)) {
                        holding.countDown();
                        await(held);
                    }
                    return DeviceAdmission.Verdict.ADMITTED;
                })
                .start(ANY));
        SccpWire ghost = opened(SccpWire.to(slow.address()));
        settleWith(ghost);
        SccpWire busy = opened(SccpWire.to(slow.address()));
        busy.send(new StationMessage.RegisterTokenReq(StationId.of(blocker), Samples.ADDRESS, 436, SccpBytes.EMPTY));
        await(holding);
        ghost.send(Samples.REGISTER);
        ghost.reset();
        held.countDown();
        busy.next(CallManagerMessage.RegisterTokenAck.class);
        busy.close();
        assertThat(next(told)).startsWith("+" + PHONE);
        assertThat(next(told)).isEqualTo("-" + PHONE + " CONNECTION_CLOSED");
        assertThat(slow.contact(PHONE)).isEmpty();
        assertThat(get(slow.reset(PHONE, ResetKind.RESET))).isEqualTo(new ResetAnswer.NotRegistered());
        assertThat(told).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All phones of a site have power again, while the registrar does something else. */
    @Test
    void manyMayWaitToBeAccepted() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch holding = new CountDownLatch(1);
        SccpRegistrar slow = opened(builder(device -> {
                    holding.countDown();
                    await(held);
                    return DeviceAdmission.Verdict.ADMITTED;
                })
                .start(ANY));
        SccpWire busy = opened(SccpWire.to(slow.address()));
        busy.send(Samples.REGISTER);
        await(holding);
        List<SccpWire> waiting = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            waiting.add(opened(SccpWire.to(slow.address())));
        }
        held.countDown();
        for (SccpWire wire : waiting) {
            settleWith(wire);
        }
        assertThat(get(slow.settled())).isEqualTo(121);
    }

    @Test
    void aFailedSelectorEndsWhatItCarried() throws Exception {
        CompletableFuture<String> ended = new CompletableFuture<>();
        CompletableFuture<SccpFrame> received = new CompletableFuture<>();
        CompletableFuture<String> last = new CompletableFuture<>();
        StreamLoop loop = opened(new StreamLoop("test"));
        InetSocketAddress at = loop.listen(ANY, link -> new StreamLoop.Owner() {
            @Override
            public void received(SccpFrame frame) {
                received.complete(frame);
            }

            @Override
            public void ended(String why) {
                ended.complete(why);
            }
        });
        loop.begin(() -> last.complete("last"));
        SccpWire wire = opened(SccpWire.to(at));
        wire.send(new StationMessage.KeepAliveReq());
        get(received);
        loop.selector().close();
        assertThat(get(ended)).isEqualTo("This side can receive nothing any longer.");
        assertThat(get(last)).isEqualTo("last");
        assertThat(wire.ends()).isTrue();
        assertThat(loop.execute(() -> {})).isFalse();
    }

    @Test
    void anotherDeviceOverTheSameConnectionIsRejected() throws Exception {
        DeviceName other = DeviceName.of("SEP020000AABBDD");
        known.add(other);
        SccpWire wire = registered();
        wire.send(new StationMessage.RegisterReq(StationId.of(other), Samples.ADDRESS, 436, 5));
        wire.next(CallManagerMessage.RegisterReject.class);
        assertThat(next(told)).isEqualTo("-" + PHONE + " CONNECTION_CLOSED");
        assertThat(wire.ends()).isTrue();
        assertThat(registrar.contact(other)).isEmpty();
        assertThat(told).isEmpty();
    }

    /** What is accepted and cannot be taken on gives its place back. */
    @Test
    void aConnectionThatFailsAtItsBeginningHoldsNoPlace() throws Exception {
        AtomicInteger failures = new AtomicInteger(3);
        SccpRegistrar small = opened(builder(DeviceAdmission.of(known::contains))
                .connections(10, 1)
                .timers(
                        new Timers() {
                            @Override
                            public Ordered at(Instant when, Runnable task) {
                                if (failures.getAndDecrement() > 0) {
                                    throw new IllegalStateException("no timers");
                                }
                                return time.at(when, task);
                            }

                            @Override
                            public void close() {}
                        },
                        time)
                .start(ANY));
        for (int i = 0; i < 3; i++) {
            assertThat(opened(SccpWire.to(small.address())).ends()).isTrue();
        }
        assertThat(get(small.settled())).isZero();
        settleWith(opened(SccpWire.to(small.address())));
    }

    /** A restart of many phones: only what waits for the one that leaves is looked at. */
    @Test
    void pendingResetsAreFoundByTheirDevice() throws Exception {
        PendingResets resets = new PendingResets();
        List<CompletableFuture<ResetAnswer>> answers = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            CompletableFuture<ResetAnswer> answer = new CompletableFuture<>();
            answers.add(answer);
            resets.add(DeviceName.of("SEP" + String.format("%012X", i / 2)), answer);
        }
        PendingResets.Pending patient = resets.add(PHONE, new CompletableFuture<>());
        resets.left(DeviceName.of("SEPFFFFFFFFFFFF"));
        for (int i = 0; i < 900; i++) {
            resets.left(DeviceName.of("SEP" + String.format("%012X", i)));
        }
        assertThat(resets.visits()).isEqualTo(1_800);
        patient.complete(new ResetAnswer.NoAnswer());
        patient.complete(new ResetAnswer.Accepted());
        resets.left(PHONE);
        assertThat(resets.visits()).isEqualTo(1_801);
        resets.giveUp();
        resets.giveUp();
        assertThat(resets.visits()).isEqualTo(2_001);
        assertThat(answers).allMatch(CompletableFuture::isDone);
        assertThat(get(answers.get(1_799))).isEqualTo(new ResetAnswer.Accepted());
        assertThat(get(answers.get(1_800))).isEqualTo(new ResetAnswer.NoAnswer());
    }

    @Test
    void aResetIsAcceptedWhenThePhoneLeaves() throws Exception {
        SccpPhone phone = phone();
        get(phone.register(at(registrar.address()), CiscoAlarm.INITIALIZED));
        CompletableFuture<ResetAnswer> reset = registrar.reset(PHONE, ResetKind.RESTART);
        assertThat(next(heard)).isEqualTo("reset 2");
        assertThat(reset).isNotDone();
        get(phone.unregister());
        assertThat(get(reset)).isEqualTo(new ResetAnswer.Accepted());
        assertThat(get(registrar.reset(PHONE, ResetKind.RESET))).isEqualTo(new ResetAnswer.NotRegistered());

        get(phone.register(at(registrar.address()), CiscoAlarm.RESET_RESTART));
        CompletableFuture<ResetOutcome> byCore = registrar.phoneControl().reset(PHONE);
        assertThat(next(heard)).isEqualTo("reset 2");
        get(phone.register(at(registrar.address()), CiscoAlarm.RESET_RESTART));
        assertThat(get(byCore)).isEqualTo(ResetOutcome.ACCEPTED);

        CompletableFuture<ResetAnswer> ignored = registrar.reset(PHONE, ResetKind.RESET);
        assertThat(next(heard)).isEqualTo("reset 1");
        connections();
        time.advance(Duration.ofSeconds(10));
        assertThat(get(ignored)).isEqualTo(new ResetAnswer.NoAnswer());
    }

    @Test
    void closingCompletesOpenResetsAndTellsNothing() throws Exception {
        SccpWire wire = registered();
        CompletableFuture<ResetAnswer> reset = registrar.reset(PHONE, ResetKind.RESET);
        assertThat(wire.next(CallManagerMessage.Reset.class).type()).isEqualTo(CallManagerMessage.Reset.RESET);
        registrar.close();
        assertThat(get(reset)).isEqualTo(new ResetAnswer.NoAnswer());
        assertThat(get(registrar.reset(PHONE, ResetKind.RESET))).isEqualTo(new ResetAnswer.NotRegistered());
        assertThat(wire.ends()).isTrue();
        assertThat(told).isEmpty();
        assertThatThrownBy(() -> SccpWire.to(registrar.address())).isInstanceOf(IOException.class);
    }

    @Test
    void anotherConnectionOfTheSameDeviceReplacesTheFormer() throws Exception {
        SccpWire first = registered();
        SccpWire second = wire();
        second.send(Samples.REGISTER);
        second.next(CallManagerMessage.RegisterAck.class);
        assertThat(next(told)).isEqualTo("-" + PHONE + " REPLACED");
        assertThat(next(told)).isEqualTo("+" + PHONE + " " + second.local().getPort());
        assertThat(first.ends()).isTrue();
        first.close();
        assertThat(registrar.contact(PHONE)).contains(second.local());
        second.close();
        assertThat(next(told)).isEqualTo("-" + PHONE + " CONNECTION_CLOSED");
        assertThat(registrar.contact(PHONE)).isEmpty();
    }

    @Test
    void aConnectionThatSaysNothingIsClosed() throws Exception {
        SccpWire silent = wire();
        SccpWire slow = wire();
        slow.send(Arrays.copyOf(Samples.REGISTER.frame(0).encode(), 20));
        SccpWire talking = wire();
        talking.send(Samples.ofStations().get(0));
        settleWith(talking);
        time.awaitOrders(3);
        time.advance(Duration.ofSeconds(10));
        assertThat(silent.ends()).isTrue();
        assertThat(slow.ends()).as("a frame that does not end is no message").isTrue();
        talking.send(Samples.ofStations().get(0));
        settleWith(talking);
        time.advance(Duration.ofSeconds(20));
        assertThat(talking.ends()).as("it talked, and did not register").isTrue();
    }

    @Test
    void connectionsAreBoundedAltogetherAndPerSource() throws Exception {
        SccpRegistrar small = opened(
                builder(DeviceAdmission.of(known::contains)).connections(10, 2).start(ANY));
        SccpWire one = opened(SccpWire.to(small.address()));
        settleWith(one);
        SccpWire two = opened(SccpWire.to(small.address()));
        settleWith(two);
        assertThat(opened(SccpWire.to(small.address())).ends()).isTrue();
        one.close();
        SccpWire again = opened(SccpWire.to(small.address()));
        boolean answered = false;
        while (!answered) { // its place is free once the registrar has seen the end of the first
            try {
                settleWith(again);
                answered = true;
            } catch (IOException e) {
                again = opened(SccpWire.to(small.address()));
            }
        }
        settleWith(two);
    }

    @Test
    void hostileBytesEndTheirConnectionOnly() throws Exception {
        SccpWire good = registered();
        for (byte[] bytes : List.of(
                "GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                new byte[64],
                new byte[] {-1, -1, -1, -1, 0, 0, 0, 0})) {
            SccpWire bad = wire();
            bad.send(bytes);
            assertThat(bad.ends()).isTrue();
        }
        SccpWire odd = wire();
        odd.send(new SccpFrame(0, 1, SccpBytes.zeros(8)).encode());
        odd.send(new SccpFrame(0, 0x0B, SccpBytes.EMPTY).encode());
        odd.send(new SccpFrame(77, 0xFFFF_FFFFL, SccpBytes.zeros(8)).encode());
        settleWith(odd);
        good.send(new StationMessage.KeepAliveReq());
        good.next(CallManagerMessage.KeepAliveAck.class);
        assertThat(told).isEmpty();
    }

    @Test
    void whoDoesNotTakeWhatIsSentIsLetGo() throws Exception {
        SccpWire greedy = registered();
        byte[] question = new StationMessage.ServerReq().frame(0).encode();
        byte[] many = new byte[question.length * 1_000];
        for (int i = 0; i < 1_000; i++) {
            System.arraycopy(question, 0, many, i * question.length, question.length);
        }
        try {
            for (int i = 0; i < 300; i++) { // the answers are 30 times as long, and nobody reads them
                greedy.send(many);
            }
        } catch (SocketException e) {
            assertThat(e).as("the registrar was faster").isNotNull();
        }
        assertThat(next(told)).isEqualTo("-" + PHONE + " CONNECTION_CLOSED");
    }

    /** A connection that is closed while its other side talks would be reset, and the last word with it. */
    @Test
    void theLastWordIsSaidAndWhatStillComesIsThrownAwayForFiveSeconds() throws Exception {
        known.clear();
        SccpWire wire = wire();
        wire.send(Samples.REGISTER);
        wire.next(CallManagerMessage.RegisterReject.class);
        assertThat(wire.ends()).isTrue();
        for (int i = 0; i < 20; i++) {
            wire.send(Samples.REGISTER);
            connections();
        }
        assertThat(connections()).isEqualTo(1);
        time.advance(Duration.ofSeconds(5));
        assertThat(connections()).isZero();
        assertThat(told).isEmpty();
    }

    @Test
    void failuresOfThePortsStayWithThem() throws Exception {
        SccpRegistrar failing = opened(SccpRegistrar.builder(DeviceAdmission.of(known::contains))
                .listener(new RegistrationListener() {
                    @Override
                    public void registered(DeviceName device, InetSocketAddress contact) {
                        throw new IllegalStateException("no");
                    }
                })
                .lines(device -> {
                    throw new IllegalStateException("no lines");
                })
                .timers(time, time)
                .start(ANY));
        SccpOutcome outcome = get(phone().register(at(failing.address()), CiscoAlarm.INITIALIZED));
        assertThat(outcome).isEqualTo(new SccpOutcome.Registered(Duration.ofSeconds(30), 20, List.of()));
    }

    @Test
    void anOldPhoneIsToldInTheOldMessages() throws Exception {
        SccpPhone old = opened(
                SccpPhone.builder(PHONE).protocolVersion(3).timers(time, time).start());
        SccpOutcome outcome = get(old.register(at(registrar.address()), CiscoAlarm.INITIALIZED));
        assertThat(outcome)
                .isEqualTo(new SccpOutcome.Registered(
                        Duration.ofSeconds(30),
                        3,
                        List.of(new StationLine("2125550100", "Alice Archer"), new StationLine("5001", "Desk"))));
    }

    @Test
    void aPhoneWithoutACallManagerSaysSo() throws Exception {
        InetSocketAddress nobody;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = (InetSocketAddress) server.getLocalSocketAddress();
        }
        SccpPhone phone = phone();
        assertThat(get(phone.register(at(nobody), CiscoAlarm.INITIALIZED)).kind())
                .isEqualTo(SccpOutcome.Kind.NO_ANSWER);
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            ServiceAddress there = at((InetSocketAddress) mute.getLocalSocketAddress());
            CompletableFuture<SccpOutcome> first = phone.register(there, CiscoAlarm.INITIALIZED);
            CompletableFuture<SccpOutcome> second = phone.register(there, CiscoAlarm.INITIALIZED);
            assertThat(get(first)).isEqualTo(new SccpOutcome.NoAnswer("Another registration was begun."));
            SccpWire callManager = opened(SccpWire.over(mute.accept()));
            assertThat(second).isNotDone();
            time.awaitOrders(1);
            time.advance(Duration.ofSeconds(20));
            assertThat(get(second)).isEqualTo(new SccpOutcome.NoAnswer("The call manager did not answer in time."));
            CompletableFuture<SccpOutcome> third = phone.register(there, CiscoAlarm.INITIALIZED);
            phone.close();
            assertThat(get(third)).isEqualTo(new SccpOutcome.NoAnswer("The phone is closed."));
            assertThat(get(phone.register(there, CiscoAlarm.INITIALIZED)))
                    .isEqualTo(new SccpOutcome.NoAnswer("The phone is closed."));
            callManager.close();
        }
    }
}
