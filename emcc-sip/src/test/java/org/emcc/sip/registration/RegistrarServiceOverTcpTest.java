package org.emcc.sip.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.emcc.core.id.DeviceName;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.message.SipResponse;
import org.emcc.sip.testing.StreamLine;
import org.emcc.sip.testing.Wire;
import org.emcc.sip.transport.SipTransport;
import org.junit.jupiter.api.Test;

/** All of {@link RegistrarServiceTest} over connections, and what happens when they close. */
class RegistrarServiceOverTcpTest extends RegistrarServiceTest {
    private StreamLine line;

    @Override
    SipTransport transport() {
        return SipTransport.tcp();
    }

    @Override
    Wire wire() throws Exception {
        line = StreamLine.tcp();
        return new Wire(line);
    }

    /** Closes the connection, and waits until the registrar knows. */
    private void hangUp(Registrar registrar) throws Exception {
        line.hangUp();
        long guard = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (registrar.streams() > 0) {
            assertThat(System.nanoTime()).as("it knows in time").isLessThan(guard);
            Thread.onSpinWait();
        }
    }

    @Test
    void aPhoneWhoseConnectionClosesHasAGrace() throws Exception {
        Registrar registrar = registrar(builder -> builder.connectionGrace(Duration.ofSeconds(7)));
        register(registrar, "c", 1);
        assertThat(next()).isEqualTo("+SEP020000AABBCC");
        hangUp(registrar);
        time.advance(Duration.ofMillis(6_999));
        assertThat(registrar.contact(PHONE)).isPresent();
        assertThat(told).isEmpty();
        time.advance(Duration.ofMillis(1));
        assertThat(next()).isEqualTo("-SEP020000AABBCC CONNECTION_CLOSED");
        assertThat(registrar.contact(PHONE)).isEmpty();
        assertThat(time.waiting()).isZero();
    }

    @Test
    void aPhoneThatComesBackContinuesOnItsNewConnection() throws Exception {
        Registrar registrar = registrar(builder -> builder);
        register(registrar, "c", 1);
        assertThat(next()).isEqualTo("+SEP020000AABBCC");
        hangUp(registrar);
        time.advance(Duration.ofSeconds(14));
        SipResponse back = ask(registrar, wire.register(PHONE.value(), "c", 2).replace("line@127", "other@127"));
        assertThat(back.status()).isEqualTo(200);
        assertThat(value(back, "Contact")).contains("other").doesNotContain("newreg");
        time.advance(Duration.ofSeconds(100));
        assertThat(told).as("nobody was given up").isEmpty();
        var done = registrar.reset(PHONE, ResetKind.RESET);
        SipRequest notify = wire.request();
        wire.answer(notify, 200);
        assertThat(done.get(20, TimeUnit.SECONDS)).isEqualTo(new ResetAnswer.Accepted());
        hangUp(registrar);
        time.advance(Duration.ofSeconds(15));
        assertThat(next()).isEqualTo("-SEP020000AABBCC CONNECTION_CLOSED");
    }

    @Test
    void theContactCountsAtFirstAndTheConnectionLater() throws Exception {
        Registrar registrar = registrar(builder -> builder);
        register(registrar, "c", 1);
        String moved = wire.register(PHONE.value(), "c", 2).replace("line@127", "other@127");
        assertThat(ask(registrar, moved).status()).isEqualTo(500);
        assertThat(register(registrar, "c", 3).status()).isEqualTo(200);
        assertThat(ask(registrar, moved.replace("CSeq: 2", "CSeq: 4")).status()).isEqualTo(200);
    }

    @Test
    void aConnectionCarriesManyPhones() throws Exception {
        Registrar registrar = registrar(device -> DeviceAdmission.Verdict.ADMITTED, builder -> builder);
        for (int i = 0; i < 20; i++) {
            ask(registrar, wire.register("SEP0200000000" + (10 + i), "c" + i, 1));
            assertThat(next()).startsWith("+");
        }
        ask(registrar, wire.register("SEP020000000010", "c0", 2, "Expires: 0"));
        assertThat(next()).isEqualTo("-SEP020000000010 BY_PHONE");
        hangUp(registrar);
        time.advance(Duration.ofSeconds(15));
        for (int i = 1; i < 20; i++) {
            assertThat(next()).endsWith("CONNECTION_CLOSED");
        }
        assertThat(told).isEmpty();
        assertThat(registrar.contact(DeviceName.of("SEP020000000029"))).isEmpty();
    }
}
