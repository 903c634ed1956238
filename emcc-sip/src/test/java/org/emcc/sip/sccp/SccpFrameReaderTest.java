package org.emcc.sip.sccp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SccpFrameReaderTest {
    private static final List<SccpFrame> FRAMES =
            Samples.all().stream().map(message -> message.frame(20)).toList();

    private static byte[] stream() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FRAMES.forEach(frame -> out.writeBytes(frame.encode()));
        return out.toByteArray();
    }

    private static void read(SccpFrameReader reader, ByteBuffer in, List<SccpFrameReader.Event> events) {
        for (Optional<SccpFrameReader.Event> event = reader.next(in); event.isPresent(); event = reader.next(in)) {
            events.add(event.get());
        }
        assertThat(in.hasRemaining()).isFalse();
    }

    @Test
    void cutsTheSameFramesHoweverTheBytesCome() {
        byte[] bytes = stream();
        List<SccpFrameReader.Event> expected = new ArrayList<>();
        FRAMES.forEach(frame -> expected.add(new SccpFrameReader.Received(frame)));
        for (int piece = 1; piece <= bytes.length; piece += piece < 64 ? 1 : 97) {
            SccpFrameReader reader = new SccpFrameReader();
            List<SccpFrameReader.Event> events = new ArrayList<>();
            for (int at = 0; at < bytes.length; at += piece) {
                read(reader, ByteBuffer.wrap(bytes, at, Math.min(piece, bytes.length - at)), events);
            }
            assertThat(events).as("pieces of %d", piece).isEqualTo(expected);
            assertThat(reader.isWithinFrame()).isFalse();
        }
    }

    @Test
    void aLengthOutOfRangeBreaksTheConnectionBeforeAnythingIsAllocated() {
        for (int length : new int[] {0, 3, SccpFrame.MAX_LENGTH + 1, 0x7FFF_FFFF, 0x8000_0000, -1}) {
            SccpFrameReader reader = new SccpFrameReader();
            byte[] head = new FieldWriter()
                    .unsigned32(length & 0xFFFF_FFFFL)
                    .zeros(100)
                    .end(SccpBytes.EMPTY)
                    .toByteArray();
            List<SccpFrameReader.Event> events = new ArrayList<>();
            read(reader, ByteBuffer.wrap(head), events);
            assertThat(events).singleElement().isInstanceOf(SccpFrameReader.Broken.class);
            assertThat(reader.capacity()).isEqualTo(8);
            assertThat(reader.isWithinFrame()).isFalse();
            read(reader, ByteBuffer.wrap(stream()), events);
            assertThat(events).as("what comes later is thrown away").hasSize(1);
        }
    }

    @Test
    void theLongestAndTheShortestFrameAreRead() {
        for (int payload : new int[] {0, SccpFrame.MAX_LENGTH - 4}) {
            SccpFrame frame = new SccpFrame(0, 0x7777, SccpBytes.zeros(payload));
            SccpFrameReader reader = new SccpFrameReader();
            List<SccpFrameReader.Event> events = new ArrayList<>();
            byte[] bytes = frame.encode();
            read(reader, ByteBuffer.wrap(bytes, 0, bytes.length - 1), events);
            assertThat(events).isEmpty();
            assertThat(reader.isWithinFrame()).isTrue();
            assertThat(reader.capacity()).isLessThanOrEqualTo(8 + SccpFrame.MAX_LENGTH);
            read(reader, ByteBuffer.wrap(bytes, bytes.length - 1, 1), events);
            assertThat(events).containsExactly(new SccpFrameReader.Received(frame));
            assertThat(reader.capacity()).as("nothing is kept between frames").isEqualTo(8);
        }
    }
}
