package org.emcc.sip.sccp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.emcc.core.Decoded;
import org.emcc.sip.message.SipFormatException;
import org.junit.jupiter.api.Test;

class SccpMessageTest {
    private static final HexFormat HEX = HexFormat.of();

    private static String hex(String text) {
        return HEX.formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String zeros(int bytes) {
        return "00".repeat(bytes);
    }

    private static SccpMessage read(String hex) {
        return SccpMessage.decodeOrThrow(SccpFrame.decodeOrThrow(HEX.parseHex(hex)));
    }

    private static void golden(String hex, SccpMessage message, int headerVersion) {
        assertThat(HEX.formatHex(message.frame(headerVersion).encode())).isEqualTo(hex);
        assertThat(read(hex)).isEqualTo(message);
    }

    /** Written by hand from the layout. */
    @Test
    void writesAndReadsGoldenBytes() {
        golden("040000000000000000000000", new StationMessage.KeepAliveReq(), 0);
        golden("040000000000000000010000", new CallManagerMessage.KeepAliveAck(), 0);
        golden(
                "60000000" + "00000000" + "20000000" + "02000000" + hex("25: Name=SEP1 Load=L Last=initialized")
                        + zeros(80 - 37) + "04000000" + "2a000000",
                new StationMessage.Alarm(2, "25: Name=SEP1 Load=L Last=initialized", 4, 42),
                0);
        golden(
                "28000000" + "00000000" + "01000000" + hex("SEP020000AABBCC") + "00" + "00000000" + "01000000"
                        + "c0000211" + "b4010000" + "05000000",
                new StationMessage.RegisterReq(Samples.STATION, Samples.ADDRESS, 436, 5),
                0);
        golden(
                "80000000" + "14000000" + "01000000" + hex("SEP020000AABBCC") + "00" + "00000000" + "01000000"
                        + "c0000211" + "b4010000" + "05000000"
                        + "00000000" + "14" + "851080" + "00000000" // streams, version, features, conferences
                        + "00000000" + zeros(12) + "00000000" + "06000000" + zeros(16) + "00000000"
                        + hex("SCCP42.9-4-2SR3-1S") + zeros(14),
                Samples.REGISTER,
                20);
        golden(
                "18000000" + "00000000" + "81000000" + "1e000000" + hex("D/M/Ya") + "0000" + "3c000000" + "14"
                        + "f18510",
                new CallManagerMessage.RegisterAck(30, "D/M/Ya", 60, 20, 0x1085F1),
                0);
        golden(
                "24000000" + "00000000" + "9d000000" + hex("Device unknown") + zeros(18),
                new CallManagerMessage.RegisterReject("Device unknown"),
                0);
        golden(
                "24000000" + "00000000" + "29000000" + hex("SEP020000AABBCC") + "00" + "00000000" + "01000000"
                        + "110200c0" + "b4010000", // the address the other way round
                new StationMessage.RegisterTokenReq(Samples.STATION, Samples.ADDRESS, 436),
                0);
        golden(
                "20000000" + "14000000" + "47010000" + "01000000" + "0f000000" + hex("2125550100") + "00" + hex("Al")
                        + "00" + hex("Bo") + "00" + "000000",
                new CallManagerMessage.LineStatV2(1, 15, "2125550100", "Al", "Bo"),
                20);
        golden("08000000" + "14000000" + "9f000000" + "02000000", new CallManagerMessage.Reset(2), 20);
        golden(
                "18000000" + "00000000" + "97000000" + "00000000" + "03000000" + "03000000" + "0109" + "0209" + "0102"
                        + "0000",
                Samples.ofCallManagers().get(2),
                0);
        golden(
                "28000000" + "00000000" + "94000000" + "ea070000" + "0b000000" + "00000000" + "16000000" + "08000000"
                        + "01000000" + "02000000" + "03000000" + "fe62026b",
                new CallManagerMessage.TimeDateRes(2026, 11, 0, 22, 8, 1, 2, 3, 0x6B0262FEL),
                0);
    }

    @Test
    void everyMessageIsReadAsItWasWritten() {
        for (SccpMessage message : Samples.all()) {
            for (int version : List.of(0, 0x11, 0x12, 22)) {
                SccpFrame frame = message.frame(version);
                assertThat(frame.messageId()).isEqualTo(message.id());
                assertThat(frame.payload().length() % 4 == 0
                                || message instanceof CallManagerMessage.ForwardStat
                                || message instanceof UnknownMessage)
                        .as("%s ends on a multiple of four", message)
                        .isTrue();
                Decoded<SccpMessage> decoded = SccpMessage.decode(SccpFrame.decodeOrThrow(frame.encode()));
                assertThat(decoded.problems()).isEmpty();
                assertThat(decoded.value()).contains(message);
            }
        }
    }

    @Test
    void everyMessageOfTheTableHasASample() {
        Set<Class<?>> sampled = new TreeSet<>((a, b) -> a.getName().compareTo(b.getName()));
        Samples.all().forEach(each -> sampled.add(each.getClass()));
        List<Class<?>> all = new ArrayList<>(Arrays.asList(StationMessage.class.getPermittedSubclasses()));
        all.addAll(Arrays.asList(CallManagerMessage.class.getPermittedSubclasses()));
        assertThat(all).hasSize(44);
        assertThat(sampled).containsAll(all);
        assertThat(Samples.all().stream().map(SccpMessage::id).distinct()).hasSize(all.size() + 1);
    }

    @Test
    void numbersOfForwardStatHaveAByteMoreFromHeaderVersion18On() {
        CallManagerMessage.ForwardStat forward = Samples.forward(3);
        assertThat(forward.payload(17).length()).isEqualTo(8 + 3 * (4 + 24));
        assertThat(forward.payload(18).length()).isEqualTo(8 + 3 * (4 + 25));
    }

    /** Newer phones append fields: they come back as they were. */
    @Test
    void whatFollowsIsKept() {
        byte[] more = {1, 2, 3, 4, 5, 6, 7};
        for (SccpMessage message : Samples.all()) {
            byte[] payload = message.payload(20).toByteArray();
            byte[] longer = Arrays.copyOf(payload, payload.length + more.length);
            System.arraycopy(more, 0, longer, payload.length, more.length);
            SccpFrame frame = new SccpFrame(20, message.id(), SccpBytes.of(longer));
            SccpMessage read = SccpMessage.decodeOrThrow(frame);
            assertThat(read).isNotEqualTo(message).hasSameClassAs(message);
            assertThat(read.frame(20)).isEqualTo(frame);
        }
    }

    @Test
    void aMessageThatIsTooShortIsRefused() {
        for (SccpMessage message : Samples.all()) {
            byte[] payload = message.payload(20).toByteArray();
            for (int length = 0; length < payload.length; length++) {
                SccpFrame frame = new SccpFrame(20, message.id(), SccpBytes.of(Arrays.copyOf(payload, length)));
                Decoded<SccpMessage> decoded = SccpMessage.decode(frame);
                decoded.value().ifPresent(read -> assertThat(read.frame(20)).isEqualTo(frame));
                if (decoded.value().isEmpty()) {
                    assertThat(decoded.problems().get(0).where()).startsWith("message ");
                    assertThatThrownBy(() -> SccpMessage.decodeOrThrow(frame)).isInstanceOf(SipFormatException.class);
                }
            }
        }
        assertThat(SccpMessage.decode(new SccpFrame(0, 1, SccpBytes.zeros(35))).value())
                .isEmpty();
        assertThat(SccpMessage.decode(new SccpFrame(0, 1, SccpBytes.zeros(36))).value())
                .isPresent();
        assertThat(SccpMessage.decode(new SccpFrame(0, 0x0B, SccpBytes.zeros(3)))
                        .value())
                .isEmpty();
    }

    @Test
    void countsThatCannotBeAreRefusedBeforeAnythingIsAllocated() {
        for (long id : List.of(0x10L, 0x97L, 0x108L, 0x109L)) {
            byte[] payload = new byte[64];
            Arrays.fill(payload, (byte) 0xFF);
            assertThat(SccpMessage.decode(new SccpFrame(0, id, SccpBytes.of(payload)))
                            .problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.message()).startsWith("there must be at most"));
        }
        byte[] five = new byte[40];
        five[0] = 5;
        assertThat(SccpMessage.decode(new SccpFrame(0, 0x10, SccpBytes.of(five)))
                        .problems()
                        .get(0)
                        .message())
                .isEqualTo("there must be 5 capabilities of 16 bytes, but only 36 bytes are left");
    }

    @Test
    void whatLiesBehindTheEndOfATextIsARemark() {
        byte[] payload = new CallManagerMessage.RegisterReject("No").payload(0).toByteArray();
        payload[3] = 'x';
        Decoded<SccpMessage> decoded = SccpMessage.decode(new SccpFrame(0, 0x9D, SccpBytes.of(payload)));
        assertThat(decoded.value()).contains(new CallManagerMessage.RegisterReject("No"));
        assertThat(decoded.problems()).hasSize(1);
    }

    @Test
    void laterFieldsOfARegistrationAreThereOrNot() {
        StationMessage.RegisterReq request = Samples.REGISTER;
        assertThat(request.protocolVersion()).hasValue(20);
        assertThat(request.features()).hasValue(0x80_1085);
        assertThat(request.activeStreams()).hasValue(0);
        assertThat(request.maxConferences()).hasValue(0);
        assertThat(request.activeConferences()).hasValue(0);
        assertThat(request.macAddress()).contains(SccpBytes.zeros(12));
        assertThat(request.maxLines()).hasValue(6);
        assertThat(request.ipv6()).contains(SccpBytes.zeros(16));
        assertThat(request.load()).contains("SCCP42.9-4-2SR3-1S");
        assertThat(request.configurationStamp()).isEmpty();
        StationMessage.RegisterReq old = new StationMessage.RegisterReq(Samples.STATION, Samples.ADDRESS, 7, 0);
        assertThat(old.protocolVersion()).isEmpty();
        assertThat(old.features()).isEmpty();
        assertThat(old.activeStreams()).isEmpty();
        assertThat(old.macAddress()).isEmpty();
        assertThat(old.load()).isEmpty();
        assertThat(new StationMessage.UnregisterReq().reason()).isEmpty();
        assertThat(StationMessage.UnregisterReq.because(1).reason()).hasValue(1);
        StationMessage.RegisterTokenReq token =
                new StationMessage.RegisterTokenReq(Samples.STATION, Samples.ADDRESS, 436, SccpBytes.zeros(20));
        assertThat(token.ipv6()).contains(SccpBytes.zeros(16));
    }

    @Test
    void partsThatCannotBeWrittenAreRefusedAtConstruction() {
        assertThatThrownBy(() -> new StationMessage.LineStatReq(1L << 32))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("line must be from 0 to 4294967295, but is 4294967296");
        assertThatThrownBy(() -> new CallManagerMessage.RegisterReject("x".repeat(33)))
                .hasMessage("text must have at most 32 characters, but has 33");
        assertThatThrownBy(() -> new CallManagerMessage.RegisterReject("a\0")).hasMessageContaining("U+0001 to U+00FF");
        assertThatThrownBy(() -> new CallManagerMessage.RegisterReject("\u20AC"))
                .hasMessageContaining("U+0001 to U+00FF");
        assertThatThrownBy(() -> new CallManagerMessage.ServerRes(List.of())).hasMessageContaining("must be 5");
        assertThatThrownBy(() -> new SccpFrame(0, 1, SccpBytes.zeros(8_189)))
                .hasMessage("payload must have at most 8188 bytes, but has 8189");
    }

    @Test
    void framesOfWrongLengthAreRefused() {
        assertThat(SccpFrame.decode(new byte[11]).value()).isEmpty();
        for (String head : List.of("03000000", "01200000", "ffffffff", "05000000")) {
            assertThat(SccpFrame.decode(HEX.parseHex(head + zeros(8))).value())
                    .as(head)
                    .isEmpty();
        }
        assertThatThrownBy(() -> SccpFrame.decodeOrThrow(new byte[12])).isInstanceOf(SipFormatException.class);
    }
}
