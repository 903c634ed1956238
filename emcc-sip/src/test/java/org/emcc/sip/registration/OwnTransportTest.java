package org.emcc.sip.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.sip.message.SipMessage;
import org.emcc.sip.transport.Carrier;
import org.emcc.sip.transport.CarrierEvents;
import org.emcc.sip.transport.Flow;
import org.emcc.sip.transport.SipTransport;
import org.junit.jupiter.api.Test;

/** A transport that an application brings: messages go from hand to hand in one process. */
class OwnTransportTest {
    private static final DeviceName PHONE = DeviceName.of("SEP020000AABBCC");

    private static final class InProcess implements SipTransport, AutoCloseable {
        private final Map<InetSocketAddress, Node> nodes = new ConcurrentHashMap<>();
        private final ExecutorService thread = Executors.newSingleThreadExecutor();

        @Override
        public String protocol() {
            return "X-MEMORY";
        }

        @Override
        public Carrier open(InetSocketAddress local, boolean listens, CarrierEvents events) throws IOException {
            int port = local.getPort() == 0 ? 40_000 + nodes.size() : local.getPort();
            Node node = new Node(new InetSocketAddress(local.getAddress(), port), events);
            if (nodes.putIfAbsent(node.at, node) != null) {
                throw new IOException(node.at + " is taken");
            }
            return node;
        }

        @Override
        public void close() {
            thread.shutdown();
        }

        private final class Node implements Carrier {
            private final InetSocketAddress at;
            private final CarrierEvents events;

            Node(InetSocketAddress at, CarrierEvents events) {
                this.at = at;
                this.events = events;
            }

            @Override
            public InetSocketAddress address() {
                return at;
            }

            @Override
            public Flow connect(InetSocketAddress peer) {
                End mine = new End(this, peer);
                Node other = nodes.get(peer);
                if (other == null) {
                    mine.close("Nobody is there.");
                } else {
                    mine.other = new End(other, at);
                    mine.other.other = mine;
                }
                return mine;
            }

            @Override
            public void close() {
                nodes.remove(at);
            }
        }

        private final class End implements Flow {
            private final Node node;
            private final InetSocketAddress peer;
            private volatile End other;
            private volatile String why;

            End(Node node, InetSocketAddress peer) {
                this.node = node;
                this.peer = peer;
            }

            @Override
            public String protocol() {
                return InProcess.this.protocol();
            }

            @Override
            public boolean isReliable() {
                return true;
            }

            @Override
            public InetSocketAddress local() {
                return node.at;
            }

            @Override
            public InetSocketAddress peer() {
                return peer;
            }

            @Override
            public Optional<String> whyClosed() {
                return Optional.ofNullable(why);
            }

            @Override
            public void send(byte[] message) {
                End to = other;
                if (why == null) {
                    thread.execute(() -> to.node.events.received(to, SipMessage.decodeOrThrow(message)));
                }
            }

            @Override
            public void close(String reason) {
                if (why != null) {
                    return;
                }
                why = reason;
                thread.execute(() -> node.events.closed(this, reason));
                End to = other;
                if (to != null) {
                    to.close("The other side closed.");
                }
            }
        }
    }

    @Test
    void carriesAWholeRegistration() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        try (InProcess memory = new InProcess();
                Registrar registrar = Registrar.builder(DeviceAdmission.of(PHONE::equals))
                        .transport(memory)
                        .listener(new RegistrationListener() {
                            @Override
                            public void registered(DeviceName device, InetSocketAddress contact) {
                                told.add("registered");
                            }

                            @Override
                            public void unregistered(DeviceName device, UnregisterReason reason) {
                                told.add(reason.name());
                            }
                        })
                        .start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                PhoneRegistration phone = PhoneRegistration.builder(PHONE, "2222")
                        .transport(memory)
                        .start()) {
            ServiceAddress at =
                    ServiceAddress.of("127.0.0.1", registrar.address().getPort());
            assertThat(phone.register(at, CiscoAlarm.INITIALIZED)
                            .get(20, TimeUnit.SECONDS)
                            .kind())
                    .isEqualTo(RegistrationOutcome.Kind.REGISTERED);
            assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("registered");
            assertThat(registrar.reset(PHONE, ResetKind.RESET).get(20, TimeUnit.SECONDS))
                    .isEqualTo(new ResetAnswer.Accepted());
            assertThat(phone.unregister(CiscoAlarm.UNSPECIFIED)
                            .get(20, TimeUnit.SECONDS)
                            .kind())
                    .isEqualTo(RegistrationOutcome.Kind.UNREGISTERED);
            assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("BY_PHONE");
            ServiceAddress nobody = ServiceAddress.of("127.0.0.1", 9);
            assertThat(phone.register(nobody, CiscoAlarm.UNSPECIFIED).get(20, TimeUnit.SECONDS))
                    .isEqualTo(new RegistrationOutcome.NoAnswer("Nobody is there."));
        }
    }

    /** The product's three: UDP and TCP at one port, and another one. */
    @Test
    void oneRegistrarListensForSeveral() throws Exception {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (InProcess memory = new InProcess();
                Registrar first = Registrar.builder(DeviceAdmission.of(PHONE::equals))
                        .also(SipTransport.tcp(), any)
                        .also(memory, any)
                        .start(any)) {
            assertThat(first.addresses()).hasSize(3).doesNotHaveDuplicates();
            int i = 0;
            for (SipTransport transport : new SipTransport[] {SipTransport.udp(), SipTransport.tcp(), memory}) {
                try (PhoneRegistration phone = PhoneRegistration.builder(PHONE, "2222")
                        .transport(transport)
                        .start()) {
                    ServiceAddress at = ServiceAddress.of(
                            "127.0.0.1", first.addresses().get(i++).getPort());
                    assertThat(phone.register(at, CiscoAlarm.INITIALIZED)
                                    .get(20, TimeUnit.SECONDS)
                                    .kind())
                            .isEqualTo(RegistrationOutcome.Kind.REGISTERED);
                    assertThat(first.reset(PHONE, ResetKind.RESET).get(20, TimeUnit.SECONDS))
                            .as("the way it came: " + transport.protocol())
                            .isEqualTo(new ResetAnswer.Accepted());
                }
            }
        }
    }
}
