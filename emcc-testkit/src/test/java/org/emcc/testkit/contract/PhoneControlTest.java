package org.emcc.testkit.contract;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.emcc.core.gateway.PhoneControl;
import org.emcc.core.gateway.ResetOutcome;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.sip.registration.CiscoAlarm;
import org.emcc.sip.registration.DeviceAdmission;
import org.emcc.sip.registration.HomeRegistrations;
import org.emcc.sip.registration.PhoneRegistration;
import org.emcc.sip.registration.Registrar;
import org.emcc.sip.registration.RegistrationOutcome;
import org.emcc.sip.registration.Retransmission;
import org.emcc.sip.sccp.CallManagerMessage;
import org.emcc.sip.sccp.SccpOutcome;
import org.emcc.sip.sccp.SccpPhone;
import org.emcc.sip.sccp.SccpPhoneListener;
import org.emcc.sip.sccp.SccpRegistrar;
import org.emcc.sip.transport.SipTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The controls of the registrars, and of several of them together. */
class PhoneControlTest {
    private static final DeviceAdmission ANY_PHONE =
            DeviceAdmission.of(device -> device.value().startsWith("SEP0200000000"));
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private Duration patience = Duration.ofMinutes(1);

    /** Shorter where a phone is silent, and yet enough for the other that confirms, so that no other test depends on how fast the machine is. */
    @RegisterExtension
    final BeforeEachCallback silence = context -> {
        if (context.getRequiredTestMethod().getName().startsWith("silence")) {
            patience = Duration.ofSeconds(3);
        }
    };

    @AfterEach
    void closeAll() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    private <T extends AutoCloseable> T opened(T service) {
        open.push(service);
        return service;
    }

    private static <T> T done(CompletableFuture<T> future) {
        return future.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private static ServiceAddress at(InetSocketAddress address) {
        return ServiceAddress.of("127.0.0.1", address.getPort());
    }

    /** A cluster's phones that speak SIP. */
    private final class OverSip {
        private final SipTransport transport;
        private final Registrar registrar;
        private final Map<DeviceName, PhoneRegistration> phones = new HashMap<>();

        OverSip(SipTransport transport) {
            this.transport = transport;
            this.registrar = opened(Registrar.builder(ANY_PHONE)
                    .transport(transport)
                    .retransmission(new Retransmission(patience.dividedBy(2), patience, patience))
                    .start(ANY));
        }

        IntSupplier register(DeviceName device, ResetOutcome does) {
            AtomicInteger told = new AtomicInteger();
            PhoneRegistration phone = opened(PhoneRegistration.builder(device, "5001")
                    .transport(new TransportOfAPhone(transport, does, told))
                    .start());
            RegistrationOutcome outcome = done(phone.register(at(registrar.address()), CiscoAlarm.INITIALIZED));
            if (outcome.kind() != RegistrationOutcome.Kind.REGISTERED) {
                throw new AssertionError(device + " is not registered: " + outcome);
            }
            phones.put(device, phone);
            return told::get;
        }

        void unregister(DeviceName device) {
            done(phones.get(device).unregister(CiscoAlarm.UNSPECIFIED));
        }
    }

    /** A cluster's phones that speak SCCP; they confirm a reset by leaving. */
    private final class OverSccp {
        private final SccpRegistrar registrar =
                opened(SccpRegistrar.builder(ANY_PHONE).resetPatience(patience).start(ANY));
        private final Map<DeviceName, SccpPhone> phones = new ConcurrentHashMap<>();
        private final Queue<CompletableFuture<SccpOutcome>> leaving = new ConcurrentLinkedQueue<>();

        IntSupplier register(DeviceName device, ResetOutcome does) {
            AtomicInteger told = new AtomicInteger();
            SccpPhone phone = opened(SccpPhone.builder(device)
                    .listener(new SccpPhoneListener() {
                        @Override
                        public void reset(CallManagerMessage.Reset reset) {
                            told.incrementAndGet();
                            if (does == ResetOutcome.ACCEPTED) {
                                leaving.add(phones.get(device).unregister());
                            }
                        }
                    })
                    .start());
            phones.put(device, phone);
            SccpOutcome outcome = done(phone.register(at(registrar.address()), CiscoAlarm.INITIALIZED));
            if (!(outcome instanceof SccpOutcome.Registered)) {
                throw new AssertionError(device + " is not registered: " + outcome);
            }
            return told::get;
        }

        void unregister(DeviceName device) {
            done(phones.get(device).unregister());
        }
    }

    abstract class Sip extends PhoneControlContract {
        private final SipTransport transport;
        private OverSip cluster;

        Sip(SipTransport transport) {
            this.transport = transport;
        }

        @Override
        protected PhoneControl newControl() {
            cluster = new OverSip(transport);
            return cluster.registrar.phoneControl();
        }

        @Override
        protected IntSupplier register(DeviceName phone, ResetOutcome does) {
            return cluster.register(phone, does);
        }

        @Override
        protected void unregister(DeviceName phone) {
            cluster.unregister(phone);
        }
    }

    @Nested
    class OverUdp extends Sip {
        OverUdp() {
            super(SipTransport.udp());
        }
    }

    @Nested
    class OverTcp extends Sip {
        OverTcp() {
            super(SipTransport.tcp());
        }
    }

    @Nested
    class Sccp extends PhoneControlContract {
        private OverSccp cluster;

        @Override
        protected PhoneControl newControl() {
            cluster = new OverSccp();
            return cluster.registrar.phoneControl();
        }

        @Override
        protected IntSupplier register(DeviceName phone, ResetOutcome does) {
            return cluster.register(phone, does);
        }

        @Override
        protected void unregister(DeviceName phone) {
            cluster.unregister(phone);
        }

        @Override
        protected boolean phonesCanRefuse() {
            return false;
        }
    }

    /** As in a cluster that has phones of both protocols: those with odd numbers speak SCCP. */
    @Nested
    class OfBothProtocols extends PhoneControlContract {
        private OverSccp sccp;
        private OverSip sip;

        private boolean speaksSccp(DeviceName phone) {
            return phone.value().charAt(phone.value().length() - 1) % 2 == 1;
        }

        @Override
        protected PhoneControl newControl() {
            sccp = new OverSccp();
            sip = new OverSip(SipTransport.tcp());
            return HomeRegistrations.control(List.of(sccp.registrar.phoneControl(), sip.registrar.phoneControl()));
        }

        @Override
        protected IntSupplier register(DeviceName phone, ResetOutcome does) {
            return speaksSccp(phone) ? sccp.register(phone, does) : sip.register(phone, does);
        }

        @Override
        protected void unregister(DeviceName phone) {
            if (speaksSccp(phone)) {
                sccp.unregister(phone);
            } else {
                sip.unregister(phone);
            }
        }

        @Override
        protected boolean phonesCanRefuse() {
            return false; // the first phone of the tests speaks SCCP
        }
    }
}
