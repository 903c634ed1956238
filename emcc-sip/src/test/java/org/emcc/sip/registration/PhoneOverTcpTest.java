package org.emcc.sip.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.sip.message.SipHeader;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.testing.StreamLine;
import org.emcc.sip.testing.Wire;
import org.emcc.sip.transport.SipTransport;
import org.junit.jupiter.api.Test;

/** The same over connections, of which a node gets one. */
class PhoneOverTcpTest extends PhoneRegistrationTest {
    private final Map<Wire, StreamLine> lines = new HashMap<>();

    @Override
    SipTransport transport() {
        return SipTransport.tcp();
    }

    @Override
    Wire wire() throws Exception {
        StreamLine line = StreamLine.tcp();
        Wire wire = new Wire(line);
        lines.put(wire, line);
        return wire;
    }

    @Override
    void hangUp(Wire wire) throws Exception {
        lines.get(wire).hangUp();
    }

    /** No test here: nothing is sent twice over a connection. */
    @Override
    void whatIsTakenBackIsNotSentAgain() {}

    /** It is known at once, but the phone was won just before. */
    @Override
    void notice() throws Exception {
        assertThat(next()).isEqualTo("lost NO_ANSWER");
        time().advance(java.time.Duration.ofSeconds(30));
    }

    @Test
    void aConnectionThatClosesIsALossAtOnce() throws Exception {
        PhoneRegistration phone = started(builder());
        var outcome = phone.register(nodes(), CiscoAlarm.RESET_RESTART);
        SipRequest first = request(primary());
        primary()
                .answer(
                        first,
                        200,
                        "Expires: 120",
                        "Contact: " + first.header("Contact").orElseThrow().value());
        assertThat(get(outcome).kind()).isEqualTo(RegistrationOutcome.Kind.REGISTERED);
        assertThat(next()).isEqualTo("registered PRIMARY");
        int port = phone.address().getPort();
        assertThat(lines.get(primary()).socket().getPort())
                .as("the contact is the connection")
                .isEqualTo(port);
        SipRequest look = request(secondary());
        assertThat(look.header("Contact").map(SipHeader::value).orElse(""))
                .as("each node has its own")
                .contains(":" + lines.get(secondary()).socket().getPort() + ";transport=tcp>");
        secondary().answer(look, 200, "Expires: 0");
        taken(secondary());
        time().advance(java.time.Duration.ofMinutes(1));
        hangUp(primary());
        assertThat(next()).isEqualTo("lost NO_ANSWER");
        SipRequest moved = request(secondary());
        assertThat(moved.header("Reason").map(SipHeader::value).orElse("")).contains("cisco-alarm:14 ");
        assertThat(moved.header("Via").map(SipHeader::value).orElse(""))
                .as("over the connection that is there")
                .contains(":" + lines.get(secondary()).socket().getPort() + ";");
    }

    @Test
    void whereNobodyListensTheNextNodeIsTriedAtOnce() throws Exception {
        int nobody;
        try (Wire closed = new Wire(StreamLine.tcp())) {
            nobody = closed.port();
        }
        PhoneRegistration phone = PhoneRegistration.builder(DeviceName.of("SEP020000AABBCD"), "2223")
                .transport(transport())
                .start();
        try {
            var outcome = phone.register(
                    PhoneNode.list(
                            java.util.List.of(
                                    ServiceAddress.of("127.0.0.1", nobody),
                                    ServiceAddress.of("127.0.0.1", secondary().port())),
                            java.util.List.of()),
                    CiscoAlarm.INITIALIZED);
            SipRequest first = request(secondary());
            secondary()
                    .answer(
                            first,
                            200,
                            "Expires: 120",
                            "Contact: " + first.header("Contact").orElseThrow().value());
            assertThat(get(outcome).kind()).isEqualTo(RegistrationOutcome.Kind.REGISTERED);
        } finally {
            phone.close();
        }
    }
}
