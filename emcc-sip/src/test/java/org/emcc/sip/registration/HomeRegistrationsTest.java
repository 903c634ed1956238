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
import org.emcc.sip.testing.Wire;
import org.junit.jupiter.api.Test;

class HomeRegistrationsTest {
    private static final DeviceName PHONE = DeviceName.of("SEP020000AABBCC");
    private static final DeviceName OTHER = DeviceName.of("SEP020000AABBDD");
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final HomeRegistrations registrations = new HomeRegistrations();
    private final HomeRegistrations.Home home = new HomeRegistrations.Home(
            device -> told.add("+" + device), device -> told.add("-" + device), device -> Optional.empty());

    @Test
    void aPhoneThatBeginsAnewHasNotLeft() throws Exception {
        registrations.connect(home);
        try (Registrar registrar = Registrar.builder(registrations.admission(PHONE::equals))
                        .listener(registrations)
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
        registrations.registered(PHONE, ANY);
        registrations.registered(OTHER, ANY);
        registrations.unregistered(PHONE, UnregisterReason.REPLACED);
        registrations.registered(PHONE, ANY);
        registrations.unregistered(OTHER, UnregisterReason.EXPIRED);
        assertThat(registrations.temporaryDevice(PHONE)).isEmpty();
        registrations.connect(home);
        assertThat(told).containsExactly("+" + PHONE);
        registrations.unregistered(PHONE, UnregisterReason.CONNECTION_CLOSED);
        assertThat(told).containsExactly("+" + PHONE, "-" + PHONE);
        assertThatIllegalStateException().isThrownBy(() -> registrations.connect(home));
    }

    /** Sip 4.5: what it left behind at the first node runs out there. */
    @Test
    void aPhoneThatFailedOverLeavesWithTheLastRegistrarThatHasIt() {
        registrations.connect(home);
        registrations.registered(PHONE, ANY);
        registrations.registered(PHONE, ANY);
        registrations.unregistered(PHONE, UnregisterReason.EXPIRED);
        assertThat(told).as("the other one has it").containsExactly("+" + PHONE, "+" + PHONE);
        registrations.unregistered(PHONE, UnregisterReason.REPLACED);
        registrations.registered(PHONE, ANY);
        registrations.unregistered(PHONE, UnregisterReason.CONNECTION_CLOSED);
        registrations.registered(PHONE, ANY);
        registrations.unregistered(PHONE, UnregisterReason.BY_PHONE);
        assertThat(told).containsExactly("+" + PHONE, "+" + PHONE, "+" + PHONE, "-" + PHONE, "+" + PHONE, "-" + PHONE);
    }

    @Test
    void whoFailedOverBeforeTheHomeSideIsThereIsStillToldWhenItComes() {
        registrations.registered(PHONE, ANY);
        registrations.registered(PHONE, ANY);
        registrations.unregistered(PHONE, UnregisterReason.EXPIRED);
        registrations.connect(home);
        registrations.unregistered(PHONE, UnregisterReason.EXPIRED);
        assertThat(told).containsExactly("+" + PHONE, "-" + PHONE);
    }

    @Test
    void twoRegistrarsTellOfOnePhone() throws Exception {
        registrations.connect(home);
        DeviceAdmission admission = registrations.admission(PHONE::equals);
        try (Registrar first =
                        Registrar.builder(admission).listener(registrations).start(ANY);
                Registrar second =
                        Registrar.builder(admission).listener(registrations).start(ANY);
                Wire wire = new Wire()) {
            wire.send(first.address(), wire.register(PHONE.value(), "a", 1));
            assertThat(wire.response().status()).isEqualTo(200);
            wire.send(second.address(), wire.register(PHONE.value(), "b", 1));
            assertThat(wire.response().status()).isEqualTo(200);
            wire.send(first.address(), wire.register(PHONE.value(), "a", 2, "Expires: 0"));
            assertThat(wire.response().status()).isEqualTo(200);
            wire.send(first.address(), wire.register(OTHER.value(), "c", 1));
            assertThat(wire.response().status()).as("after what was told").isEqualTo(404);
            assertThat(told).containsExactly("+" + PHONE, "+" + PHONE);
            wire.send(second.address(), wire.register(PHONE.value(), "b", 2, "Expires: 0"));
            assertThat(wire.response().status()).isEqualTo(200);
            wire.send(second.address(), wire.register(OTHER.value(), "d", 1));
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
