package org.emcc.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import org.emcc.core.Decoded;
import org.emcc.testing.Mutator;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;

class SipFuzzTest {
    @Test
    void readersThrowNothingButTheirOwn() {
        int read = 0;
        int cases = Seeds.cases(100_000);
        for (int i = 0; i < cases; i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            byte[] input = Mutator.mutate(Samples.bytes(Samples.ALL.get(random.nextInt(Samples.ALL.size()))), random);
            try {
                read += message(input) ? 1 : 0;
            } catch (SipFormatException e) {
                throw new AssertionError("decode must not throw; seed " + Seeds.seed() + ", case " + i, e);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + Seeds.seed() + ", case " + i, e);
            }
        }
        assertThat(read).as("cases that could be read, of " + cases).isBetween(cases / 4, cases);
    }

    private static boolean message(byte[] input) {
        Decoded<SipMessage> decoded = SipMessage.decode(input);
        if (decoded.value().isEmpty()) {
            assertThat(decoded.problems()).isNotEmpty();
            return false;
        }
        SipMessage message = decoded.value().get();
        byte[] written = message.encode();
        assertThat(written.length).isLessThanOrEqualTo(input.length);
        assertThat(SipMessage.decodeOrThrow(written)).isEqualTo(message);
        assertThat(SipMessage.decodeOrThrow(written).encode()).isEqualTo(written);
        assertThat(message.from()).isNotNull();
        assertThat(message.to()).isNotNull();
        assertThat(message.callId()).isNotNull();
        assertThat(message.cseq()).isNotNull();
        assertThat(message.expires()).isNotNull();
        assertThat(message.contentType()).isNotNull();
        assertThat(message.contentLength()).isNotNull();
        message.vias().value().stream()
                .flatMap(java.util.List::stream)
                .forEach(via -> assertThat(Via.decodeOrThrow(via.toString())).isEqualTo(via));
        message.contacts().value().stream().flatMap(java.util.List::stream).forEach(contact -> {
            NameAddress again = NameAddress.decodeOrThrow(contact.toString());
            assertThat(again.uri()).isEqualTo(contact.uri());
            assertThat(again.parameters()).isEqualTo(contact.parameters());
            if (contact.uri() instanceof SipUri uri) {
                assertThat(uri.matches(uri)).isTrue();
                assertThat(uri.user()).isNotNull();
            }
        });
        if (message instanceof SipRequest request) {
            assertThat(request.uri()).isNotNull();
        }
        return true;
    }
}
