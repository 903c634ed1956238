package org.emcc.sip.sccp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.emcc.core.Decoded;
import org.emcc.testing.Mutator;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;

class SccpFuzzTest {
    private static final List<SccpMessage> MESSAGES = Samples.all();

    @Test
    void payloadsOfAnyKindAreReadOrRefused() {
        int cases = Seeds.cases(100_000);
        int read = 0;
        for (int i = 0; i < cases; i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            int version = List.of(0, 17, 20, 22).get(random.nextInt(4));
            SccpMessage message = MESSAGES.get(random.nextInt(MESSAGES.size()));
            byte[] payload = Mutator.mutate(message.payload(version).toByteArray(), random);
            try {
                read += message(new SccpFrame(version, message.id(), SccpBytes.of(payload))) ? 1 : 0;
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + Seeds.seed() + ", case " + i, e);
            }
        }
        assertThat(read).as("cases that could be read, of " + cases).isBetween(cases / 4, cases);
    }

    private static boolean message(SccpFrame frame) {
        Decoded<SccpMessage> decoded = SccpMessage.decode(frame);
        if (decoded.value().isEmpty()) {
            assertThat(decoded.problems()).isNotEmpty();
            return false;
        }
        SccpMessage message = decoded.value().get();
        assertThat(message.id()).isEqualTo(frame.messageId());
        SccpFrame written = message.frame((int) frame.headerVersion());
        if (decoded.problems().isEmpty()) {
            assertThat(written).isEqualTo(frame);
        }
        assertThat(SccpMessage.decodeOrThrow(written)).isEqualTo(message);
        assertThat(message.toString()).isNotEmpty();
        if (message instanceof StationMessage.RegisterReq register) {
            assertThat(register.station().device()).isNotNull();
            assertThat(register.protocolVersion()).isNotNull();
            assertThat(register.load()).isNotNull();
            assertThat(register.configurationStamp()).isNotNull();
        }
        return true;
    }

    @Test
    void streamsOfAnyKindAreCutOrBroken() {
        int cases = Seeds.cases(100_000);
        for (int i = 0; i < cases; i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            byte[] frame =
                    MESSAGES.get(random.nextInt(MESSAGES.size())).frame(0).encode();
            byte[] bytes = Mutator.mutate(frame, random);
            SccpFrameReader reader = new SccpFrameReader();
            List<SccpFrameReader.Event> events = new ArrayList<>();
            int at = 0;
            while (at < bytes.length) {
                int piece = Math.min(bytes.length - at, 1 + random.nextInt(bytes.length));
                ByteBuffer in = ByteBuffer.wrap(bytes, at, piece);
                for (Optional<SccpFrameReader.Event> event = reader.next(in);
                        event.isPresent();
                        event = reader.next(in)) {
                    events.add(event.get());
                }
                assertThat(in.hasRemaining()).isFalse();
                at += piece;
            }
            assertThat(reader.capacity()).isLessThanOrEqualTo(8 + SccpFrame.MAX_LENGTH);
            assertThat(events.size()).isLessThanOrEqualTo(bytes.length / 12 + 1);
            if (SccpFrame.decode(bytes).value().isPresent()) {
                assertThat(events)
                        .containsExactly(new SccpFrameReader.Received(
                                SccpFrame.decode(bytes).value().get()));
            }
        }
    }
}
