package org.emcc.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.sip.registration.CiscoAlarm;
import org.emcc.sip.registration.DeviceAdmission;
import org.emcc.sip.registration.PhoneRegistration;
import org.emcc.sip.registration.Registrar;
import org.emcc.sip.registration.RegistrationListener;
import org.emcc.sip.registration.RegistrationOutcome;
import org.emcc.sip.registration.ResetAnswer;
import org.emcc.sip.registration.ResetKind;
import org.emcc.sip.registration.UnregisterReason;
import org.emcc.sip.transport.SipTransport;
import org.junit.jupiter.api.Test;

/** Registrar and phone over a transport that an application brings. */
class OwnTransportTest {
    private static final DeviceName PHONE = DeviceName.of("SEP020000AABBCC");

    @Test
    void carriesAWholeRegistration() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        try (InProcessTransport memory = new InProcessTransport();
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
        try (InProcessTransport memory = new InProcessTransport();
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
