package org.emcc.sip.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.emcc.core.gateway.PhoneControl;
import org.emcc.core.gateway.ResetOutcome;
import org.emcc.core.id.DeviceName;
import org.emcc.sip.sccp.SccpRegistrar;
import org.emcc.sip.testing.Wire;
import org.junit.jupiter.api.Test;

class HomeRegistrationsTest {
    private static final DeviceName PHONE = DeviceName.of("SEP020000AABBCC");
    private static final DeviceName OTHER = DeviceName.of("SEP020000AABBDD");
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final HomeRegistrations registrations = new HomeRegistrations();
    private final RegistrationListener first = registrations.listener();
    private final RegistrationListener second = registrations.listener();
    private final HomeRegistrations.Home home = new HomeRegistrations.Home(
            device -> told.add("+" + device), device -> told.add("-" + device), device -> Optional.empty());

    @Test
    void aPhoneThatBeginsAnewHasNotLeft() throws Exception {
        registrations.connect(home);
        try (Registrar registrar = Registrar.builder(registrations.admission(PHONE::equals))
                        .listener(registrations.listener())
                        .start(ANY);
                Wire wire = new Wire()) {
            for (String register : List.of(
                    wire.register(PHONE.value(), "a", 1),
                    wire.register(PHONE.value(), "b", 1),
                    wire.register(PHONE.value(), "b", 2),
                    wire.register(PHONE.value(), "b", 3, "Expires: 0"))) {
                wire.send(registrar.address(), register);
                assertThat(wire.response().status()).isEqualTo(200);
            }
            wire.send(registrar.address(), wire.register(OTHER.value(), "c", 1));
            assertThat(wire.response().status())
                    .as("after all that was told before")
                    .isEqualTo(404);
        }
        assertThat(told).containsExactly("+" + PHONE, "+" + PHONE, "-" + PHONE);
    }

    @Test
    void whatRegistersBeforeTheHomeSideIsThereIsToldWhenItComes() {
        first.registered(PHONE, ANY);
        first.registered(OTHER, ANY);
        first.unregistered(PHONE, UnregisterReason.REPLACED);
        first.registered(PHONE, ANY);
        first.unregistered(OTHER, UnregisterReason.EXPIRED);
        assertThat(registrations.temporaryDevice(PHONE)).isEmpty();
        registrations.connect(home);
        assertThat(told).containsExactly("+" + PHONE);
        first.unregistered(PHONE, UnregisterReason.CONNECTION_CLOSED);
        assertThat(told).containsExactly("+" + PHONE, "-" + PHONE);
        assertThatIllegalStateException().isThrownBy(() -> registrations.connect(home));
    }

    /** Sip 4.5: what it left behind at the first node runs out there. */
    @Test
    void aPhoneThatFailedOverLeavesWithTheLastRegistrarThatHasIt() {
        registrations.connect(home);
        first.registered(PHONE, ANY);
        second.registered(PHONE, ANY);
        first.unregistered(PHONE, UnregisterReason.EXPIRED);
        assertThat(told).as("the other one has it").containsExactly("+" + PHONE, "+" + PHONE);
        second.unregistered(PHONE, UnregisterReason.REPLACED);
        second.registered(PHONE, ANY);
        second.unregistered(PHONE, UnregisterReason.CONNECTION_CLOSED);
        first.registered(PHONE, ANY);
        first.unregistered(PHONE, UnregisterReason.BY_PHONE);
        assertThat(told).containsExactly("+" + PHONE, "+" + PHONE, "+" + PHONE, "-" + PHONE, "+" + PHONE, "-" + PHONE);
    }

    @Test
    void whoFailedOverBeforeTheHomeSideIsThereIsStillToldWhenItComes() {
        first.registered(PHONE, ANY);
        second.registered(PHONE, ANY);
        first.unregistered(PHONE, UnregisterReason.EXPIRED);
        registrations.connect(home);
        second.unregistered(PHONE, UnregisterReason.EXPIRED);
        assertThat(told).containsExactly("+" + PHONE, "-" + PHONE);
    }

    @Test
    void whatAClosedRegistrarHeldCountsNoLonger() {
        registrations.connect(home);
        first.registered(PHONE, ANY);
        first.registered(OTHER, ANY);
        first.closed();
        assertThat(told).as("the phones do not know").containsExactly("+" + PHONE, "+" + OTHER);
        second.registered(PHONE, ANY);
        second.unregistered(PHONE, UnregisterReason.EXPIRED);
        assertThat(told).containsExactly("+" + PHONE, "+" + OTHER, "+" + PHONE, "-" + PHONE);
    }

    @Test
    void aRegistrarTellsOnceThatItIsClosed() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        RegistrationListener ears = new RegistrationListener() {
            @Override
            public void registered(DeviceName device, InetSocketAddress contact) {
                heard.add("registered");
            }

            @Override
            public void unregistered(DeviceName device, UnregisterReason reason) {
                heard.add("unregistered");
            }

            @Override
            public void closed() {
                heard.add("closed");
            }
        };
        DeviceAdmission admission = DeviceAdmission.of(PHONE::equals);
        Registrar sip = Registrar.builder(admission).listener(ears).start(ANY);
        try (Wire wire = new Wire()) {
            wire.send(sip.address(), wire.register(PHONE.value(), "a", 1));
            assertThat(wire.response().status()).isEqualTo(200);
            wire.send(sip.address(), wire.register(OTHER.value(), "c", 1));
            assertThat(wire.response().status()).as("after what was told").isEqualTo(404);
        }
        sip.close();
        sip.close();
        assertThat(heard).containsExactly("registered", "closed");
        SccpRegistrar sccp = SccpRegistrar.builder(admission).listener(ears).start(ANY);
        sccp.close();
        sccp.close();
        assertThat(heard).containsExactly("registered", "closed", "closed");
    }

    @Test
    void twoRegistrarsTellOfOnePhone() throws Exception {
        registrations.connect(home);
        DeviceAdmission admission = registrations.admission(PHONE::equals);
        try (Registrar one = Registrar.builder(admission).listener(first).start(ANY);
                Registrar other = Registrar.builder(admission).listener(second).start(ANY);
                Wire wire = new Wire()) {
            wire.send(one.address(), wire.register(PHONE.value(), "a", 1));
            assertThat(wire.response().status()).isEqualTo(200);
            wire.send(other.address(), wire.register(PHONE.value(), "b", 1));
            assertThat(wire.response().status()).isEqualTo(200);
            wire.send(other.address(), wire.register(OTHER.value(), "e", 1));
            assertThat(wire.response().status()).as("after what was told").isEqualTo(404);
            wire.send(one.address(), wire.register(PHONE.value(), "a", 2, "Expires: 0"));
            assertThat(wire.response().status()).isEqualTo(200);
            wire.send(one.address(), wire.register(OTHER.value(), "c", 1));
            assertThat(wire.response().status()).as("after what was told").isEqualTo(404);
            assertThat(told).containsExactly("+" + PHONE, "+" + PHONE);
            wire.send(other.address(), wire.register(PHONE.value(), "b", 2, "Expires: 0"));
            assertThat(wire.response().status()).isEqualTo(200);
            wire.send(other.address(), wire.register(OTHER.value(), "d", 1));
            assertThat(wire.response().status()).as("after what was told").isEqualTo(404);
            assertThat(told).containsExactly("+" + PHONE, "+" + PHONE, "-" + PHONE);
        }
    }

    /** The first registrar has what the phone left behind. */
    @Test
    void aPhoneThatDoesNotAnswerOneRegistrarIsResetByTheNext() throws Exception {
        PhoneControl silent = device -> CompletableFuture.completedFuture(ResetOutcome.NO_ANSWER);
        PhoneControl none = device -> CompletableFuture.completedFuture(ResetOutcome.NOT_REGISTERED);
        PhoneControl accepts = device -> CompletableFuture.completedFuture(ResetOutcome.ACCEPTED);
        assertThat(HomeRegistrations.control(List.of(silent, none, accepts, silent))
                        .reset(PHONE)
                        .get())
                .isEqualTo(ResetOutcome.ACCEPTED);
        assertThat(HomeRegistrations.control(List.of(none, silent, none))
                        .reset(PHONE)
                        .get())
                .isEqualTo(ResetOutcome.NO_ANSWER);
    }

    @Test
    void aPhoneIsResetByTheRegistrarThatHasIt() throws Exception {
        List<String> asked = new ArrayList<>();
        PhoneControl none = device -> {
            asked.add("none");
            return CompletableFuture.completedFuture(ResetOutcome.NOT_REGISTERED);
        };
        PhoneControl refuses = device -> {
            asked.add("refuses");
            return CompletableFuture.completedFuture(ResetOutcome.REFUSED);
        };
        assertThat(HomeRegistrations.control(List.of(none, refuses, none))
                        .reset(PHONE)
                        .get())
                .isEqualTo(ResetOutcome.REFUSED);
        assertThat(asked).containsExactly("none", "refuses");
        assertThat(HomeRegistrations.control(List.of()).reset(PHONE).get()).isEqualTo(ResetOutcome.NOT_REGISTERED);
    }
}
