package org.emcc.sip.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.assertj.core.api.Assertions;
import org.emcc.core.id.ServiceAddress;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.message.SipResponse;
import org.emcc.sip.testing.StreamLine;
import org.emcc.sip.testing.Wire;
import org.emcc.sip.transport.SipTransport;
import org.junit.jupiter.api.Test;

/** All of {@link RegistrarTest} over connections, and what is different there. */
class RegistrarOverTcpTest extends RegistrarTest {
    private StreamLine line;

    @Override
    SipTransport transport() {
        return SipTransport.tcp();
    }

    StreamLine line() throws Exception {
        return StreamLine.tcp();
    }

    @Override
    Wire wire() throws Exception {
        line = line();
        return new Wire(line);
    }

    /** It watches that it does not fall silent. */
    @Override
    int timersOfAConnection() {
        return 1;
    }

    private String name() {
        return transport().protocol().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    @Test
    void answersARegisterToTheByte() throws Exception {
        wire.send(registrar.address(), wire.register("SEP020000AABBCC", "c", 101));
        assertThat(new String(wire.receiveFinal(), java.nio.charset.StandardCharsets.UTF_8)
                        .replaceFirst("tag=[0-9a-f]{16}", "tag=T"))
                .isEqualTo("""
                        SIP/2.0 200 OK\r
                        Via: SIP/2.0/PROTOCOL 127.0.0.1:PORT;branch=z9hG4bKc101\r
                        From: <sip:2222@127.0.0.1>;tag=f\r
                        To: <sip:2222@127.0.0.1>;tag=T\r
                        Call-ID: c\r
                        CSeq: 101 REGISTER\r
                        Date: Sun, 22 Nov 2026 08:00:00 GMT\r
                        Server: Cisco-CUCM14.0\r
                        Expires: 120\r
                        Contact: <sip:line@127.0.0.1:PORT;transport=NAME>;+u.sip!devicename.ccm.cisco.com="SEP020000AABBCC";x-cisco-newreg\r
                        Supported: X-cisco-srtp-fallback,X-cisco-sis-8.0.0\r
                        Content-Length: 0\r
                        \r
                        """.replace("PORT", Integer.toString(wire.port()))
                        .replace("PROTOCOL", transport().protocol())
                        .replace("NAME", name()));
        assertThat(next(told)).isEqualTo("+SEP020000AABBCC " + wire.port());
    }

    /** Nothing comes twice over a stream, and nothing is remembered; who sends the same again is answered by what is held. */
    @Override
    @Test
    void answersADuplicateWithTheSameBytesAndTellsOnce() throws Exception {
        String register = wire.register("SEP020000AABBCC", "c", 101);
        wire.send(registrar.address(), register + register + wire.register("SEP020000AABBCC", "c", 100));
        assertThat(wire.response().status()).isEqualTo(200);
        SipResponse again = wire.response();
        assertThat(again.status()).isEqualTo(200);
        assertThat(value(again, "Contact")).endsWith(";x-cisco-newreg");
        assertThat(wire.response().status()).as("out of order").isEqualTo(500);
        assertThat(next(told)).startsWith("+");
        assertThat(told).isEmpty();
    }

    @Override
    @Test
    void refusesWhatItMust() throws Exception {
        assertThat(ask(wire.register("SEP020000AABBDD", "a", 1)).status()).isEqualTo(404);
        String good = wire.register("SEP020000AABBCC", "b", 1);
        assertThat(ask(good.replace("CSeq: 1 ", "CSeq: x ")).status()).isEqualTo(400);
        SipResponse options = ask(good.replace("REGISTER", "OPTIONS"));
        assertThat(options.status()).isEqualTo(405);
        assertThat(value(options, "Allow")).isEqualTo("REFER, REGISTER");
        assertThat(ask(good.replace("SIP/2.0\r\nVia", "SIP/3.0\r\nVia")).status())
                .isEqualTo(505);
        assertThat(told).isEmpty();
    }

    @Override
    @Test
    void survivesRubbish() throws Exception {
        for (String rubbish : List.of("rubbish\r\n\r\n", "SIP/2.0 200 OK\r\n\r\n", "\0".repeat(70_000))) {
            wire.send(registrar.address(), rubbish);
            Assertions.assertThatThrownBy(wire::receive).isInstanceOf(java.io.IOException.class);
            line.hangUp();
        }
        String good = wire.register("SEP020000AABBCC", "c", 1);
        SipResponse refused = ask(good.replace("Content-Length: 0\r\n", ""));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(value(refused, "Warning")).contains("Content-Length");
        Assertions.assertThatThrownBy(wire::receive).isInstanceOf(EOFException.class);
        line.hangUp();
        assertThat(ask(good.replace("Length: 0", "Length: 1048577")).status()).isEqualTo(513);
        line.hangUp();
        assertThat(ask(good).status()).isEqualTo(200);
    }

    @Override
    @Test
    void answersToThePortThatAsked() throws Exception {
        String register = wire.register("SEP020000AABBCC", "c", 1)
                .replaceFirst("127.0.0.1:[0-9]+;branch", "phone.example:9;rport;branch");
        assertThat(value(ask(register), "Via"))
                .isEqualTo("SIP/2.0/" + transport().protocol() + " phone.example:9;rport=" + line.ownPort()
                        + ";branch=z9hG4bKc1;received=127.0.0.1");
    }

    /** Over the connection that the phone registered on, wherever its contact says; and once. */
    @Override
    @Test
    void resetsAPhoneThatAnswersLate() throws Exception {
        assertThat(get(registrar.reset(PHONE, ResetKind.RESET)).kind()).isEqualTo(ResetAnswer.Kind.NOT_REGISTERED);
        ask(wire.register("SEP020000AABBCC", "call@1", 1).replace("line@127.0.0.1", "line@192.0.2.1"));
        CompletableFuture<ResetAnswer> outcome = registrar.reset(PHONE, ResetKind.RESTART);
        time.advance(Duration.ofSeconds(31));
        SipRequest notify = wire.request();
        assertThat(value(notify, "Via"))
                .startsWith("SIP/2.0/" + transport().protocol() + " 127.0.0.1:"
                        + registrar.address().getPort() + ";");
        assertThat(value(notify, "Contact"))
                .isEqualTo("<sip:127.0.0.1:" + registrar.address().getPort() + ";transport=" + name() + ">");
        assertThat(notify.uri().value())
                .map(Object::toString)
                .contains("sip:line@192.0.2.1:" + wire.port() + ";transport=" + name());
        assertThat(outcome).isNotDone();
        wire.answer(notify, 100);
        wire.answer(notify, 200);
        assertThat(get(outcome)).isEqualTo(new ResetAnswer.Accepted());
        wire.send(registrar.address(), wire.register("SEP020000AABBCC", "new", 1));
        assertThat(wire.response().status())
                .as("nothing was sent again before it")
                .isEqualTo(200);
    }

    @Test
    void aResetEndsWithTheConnection() throws Exception {
        ask(wire.register("SEP020000AABBCC", "c", 1));
        CompletableFuture<ResetAnswer> outcome = registrar.reset(PHONE, ResetKind.RESET);
        assertThat(wire.request().method()).isEqualTo("NOTIFY");
        assertThat(outcome).isNotDone();
        line.hangUp();
        assertThat(get(outcome)).as("at once").isEqualTo(new ResetAnswer.NoAnswer());
        assertThat(get(registrar.reset(PHONE, ResetKind.RESET))).isEqualTo(new ResetAnswer.NoAnswer());
        assertThat(ask(wire.register("SEP020000AABBCC", "c", 2)).status()).isEqualTo(200);
        CompletableFuture<ResetAnswer> next = registrar.reset(PHONE, ResetKind.RESET);
        wire.answer(wire.request(), 200);
        assertThat(get(next)).as("over the connection of the refresh").isEqualTo(new ResetAnswer.Accepted());
    }

    @Override
    @Test
    void aPhoneRefreshesByItself() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (PhoneRegistration phone = phone(heard)) {
            CompletableFuture<RegistrationOutcome> outcome =
                    phone.register(ServiceAddress.of("127.0.0.1", wire.port()), CiscoAlarm.RESET_RESTART);
            SipRequest first = wire.request();
            InetSocketAddress here = phone.address();
            assertThat(here).isEqualTo(line.socket().getRemoteSocketAddress());
            assertThat(value(first, "Via"))
                    .startsWith("SIP/2.0/" + transport().protocol() + " 127.0.0.1:" + here.getPort() + ";");
            assertThat(value(first, "Contact")).contains("@127.0.0.1:" + here.getPort() + ";transport=" + name() + ">");
            assertThat(first.uri().value()).map(Object::toString).contains("sip:127.0.0.1:" + wire.port());
            time.advance(Duration.ofSeconds(31));
            wire.answer(first, 100);
            wire.answer(first, 200, "Expires: 120", "Contact: " + value(first, "Contact") + ";x-cisco-newreg");
            assertThat(get(outcome)).isEqualTo(new RegistrationOutcome.Registered(Duration.ofMinutes(2), true));

            time.advance(Duration.ofSeconds(115));
            SipRequest refresh = wire.request();
            assertThat(value(refresh, "CSeq"))
                    .as("nothing was sent again before it")
                    .isEqualTo("102 REGISTER");
            assertThat(value(refresh, "Contact")).isEqualTo(value(first, "Contact"));
            wire.answer(refresh, 200, "Expires: 120", "Contact: " + value(first, "Contact"));
            line.hangUp();
            assertThat(next(heard)).as("when the connection closes").isEqualTo("lost NO_ANSWER");
            assertThat(phone.phase()).isEqualTo(PhoneRegistration.Phase.IDLE);
        }
        assertThat(time.waiting()).isZero();
    }

    @Test
    void aPhoneHearsAtOnceThatNobodyListens() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        InetSocketAddress nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), wire.port());
        wire.close();
        try (PhoneRegistration phone = phone(heard)) {
            RegistrationOutcome outcome =
                    get(phone.register(ServiceAddress.of("127.0.0.1", nobody.getPort()), CiscoAlarm.INITIALIZED));
            assertThat(outcome.kind()).isEqualTo(RegistrationOutcome.Kind.NO_ANSWER);
            assertThat(outcome.message()).contains("refused");
        }
        assertThat(time.waiting()).isZero();
    }
}
