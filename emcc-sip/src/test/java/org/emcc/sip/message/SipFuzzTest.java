package org.emcc.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.emcc.core.Decoded;
import org.emcc.testing.Mutator;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;

class SipFuzzTest {
    private static final SipValidator PHONE = SipValidator.builder()
            .body(ContentType.of("application", "sdp"))
            .answer(ContentType.of("application", "sdp"))
            .build();
    private static final SipValidator PROXY = SipValidator.builder().proxy().build();

    private static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        Samples.ALL.forEach(sample -> seeds.add(Samples.bytes(sample)));
        Torture.rfc4475().forEach(one -> seeds.add(one.message()));
        Torture.rfc5118().forEach(one -> seeds.add(one.message()));
        return seeds;
    }

    @Test
    void readersThrowNothingButTheirOwn() {
        List<byte[]> seeds = seeds();
        int read = 0;
        int cases = Seeds.cases(100_000);
        for (int i = 0; i < cases; i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            byte[] input = Mutator.mutate(seeds.get(random.nextInt(seeds.size())), random);
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

    @Test
    void looksAtEachByteOfAHeadOnce() {
        for (byte[] seed : seeds()) {
            HeadReader head = new HeadReader();
            assertThat(head.read(seed, 0, seed.length, 0)).isTrue();
            assertThat(head.work()).isLessThanOrEqualTo(head.end() + 1L);
        }
        byte[] folds = Samples.bytes("BYE sip:h SIP/2.0\r\nA:" + "\r\n ".repeat(20_000) + "\r\n\r\n");
        HeadReader head = new HeadReader();
        assertThat(head.read(folds, 0, folds.length, 0)).isTrue();
        assertThat(head.work()).isLessThanOrEqualTo(folds.length + 1L);
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
        assertThat(message.maxForwards()).isNotNull();
        assertThat(message.date()).isNotNull();
        assertThat(message.reasons()).isNotNull();
        assertThat(message.warnings()).isNotNull();
        assertThat(message.multipart()).isNotNull();
        assertThat(message.tokens("Supported")).isNotNull();
        assertThat(message.addresses("Route")).isNotNull();
        assertThat(message.single("Session-Expires", Interval::decode)).isNotNull();
        assertThat(PHONE.check(message)).isNotNull();
        assertThat(PROXY.check(message)).isNotNull();
        for (SipHeader header : message.headers()) {
            assertThat(header.unfolded().value()).isEqualTo(header.value());
            if (!header.name().isEmpty()) {
                assertThat(message.headers(header.name())).contains(header);
            }
        }
        message.vias().value().stream()
                .flatMap(List::stream)
                .forEach(via -> assertThat(Via.decodeOrThrow(via.toString())).isEqualTo(via));
        message.contacts().value().stream().flatMap(List::stream).forEach(contact -> {
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
