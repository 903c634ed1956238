package org.emcc.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What one connection can make its reader keep. */
class StreamReaderBoundTest {
    private static final int BODY = 65_536;

    /** The longest head, and all of the longest body but one byte. */
    private static byte[] almost() {
        String begin = "OPTIONS sip:h SIP/2.0\r\nX: ";
        String end = "\r\nVia: SIP/2.0/TCP 127.0.0.1:9;branch=z9hG4bK1\r\nFrom: <sip:a@h>;tag=1\r\nTo: <sip:b@h>\r\n"
                + "Call-ID: c\r\nCSeq: 1 OPTIONS\r\nContent-Length: " + BODY + "\r\n\r\n";
        String head = begin + "x".repeat(SipMessage.MAX_HEAD - begin.length() - end.length()) + end;
        return (head + "y".repeat(BODY - 1)).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void keepsNoMoreThanAHeadABodyAndAPiece() {
        byte[] bytes = almost();
        for (int piece : new int[] {997, 16_384, 65_536, bytes.length}) {
            StreamReader reader = new StreamReader(BODY);
            int most = 0;
            for (int at = 0; at < bytes.length; at += piece) {
                ByteBuffer in = ByteBuffer.wrap(bytes, at, Math.min(piece, bytes.length - at));
                assertThat(reader.next(in)).isEmpty();
                most = Math.max(most, reader.capacity());
            }
            assertThat(most).as("pieces of %s", piece).isLessThanOrEqualTo(SipMessage.MAX_HEAD + BODY + 16_384);
            Optional<StreamReader.Event> event = reader.next(ByteBuffer.wrap(new byte[] {'z'}));
            assertThat(event).get().isInstanceOf(StreamReader.Received.class);
            assertThat(((StreamReader.Received) event.get()).message().value()).isPresent();
            assertThat(reader.work()).isLessThan(5L * bytes.length);
        }
    }

    @Test
    void theMostBytesOfABodyAreChecked() {
        assertThatThrownBy(() -> new StreamReader(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StreamReader(SipMessage.MAX_BODY + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
