package org.emcc.certs.pkcs12;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.emcc.testing.Mutator;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a walk that is as plain as the rules: one call for each element. */
class Asn1ScanTest {
    private static final int DEPTH = 5;
    private static final int ELEMENTS = 40;
    private static final Pkcs12Limits LIMITS =
            Pkcs12Limits.DEFAULTS.withDepth(DEPTH).withElements(ELEMENTS);

    @Test
    void findsTheEndsThatAPlainWalkFinds() {
        int sound = 0;
        int cases = Seeds.cases(1_000_000);
        for (int i = 0; i < cases; i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            element(random, 0, out);
            out.writeBytes(new byte[random.nextInt(3)]);
            byte[] octets = random.nextBoolean() ? out.toByteArray() : Mutator.mutate(out.toByteArray(), random);
            OptionalInt expected = new PlainWalk(octets).end();

            assertThat(end(octets))
                    .as("case %d: %s", i, HexFormat.of().formatHex(octets))
                    .isEqualTo(expected);
            sound += expected.isPresent() ? 1 : 0;
        }
        assertThat(sound).as("sound ones").isBetween(cases / 5, cases * 4 / 5);
    }

    private static OptionalInt end(byte[] octets) {
        try {
            // As part of a larger array, whose other octets count for nothing.
            byte[] array = new byte[octets.length + 20];
            Arrays.fill(array, (byte) 1);
            System.arraycopy(octets, 0, array, 10, octets.length);
            return OptionalInt.of(Asn1Scan.end(new Slice(array, 10, 10 + octets.length), "file", LIMITS) - 10);
        } catch (MalformedException | Guard.LimitException e) {
            return OptionalInt.empty();
        }
    }

    /** An element of any form of head, with elements inside that are sometimes too many or too deep. */
    private static void element(RandomGenerator random, int depth, ByteArrayOutputStream out) {
        boolean constructed = depth == 0 || (depth <= DEPTH && random.nextInt(3) == 0);
        ByteArrayOutputStream contents = new ByteArrayOutputStream();
        boolean indefinite = constructed && random.nextInt(3) == 0;
        if (constructed) {
            for (int i = random.nextInt(6); i > 0; i--) {
                element(random, depth + 1, contents);
            }
        } else {
            contents.writeBytes(new byte[random.nextInt(4)]);
        }
        int number = random.nextInt(3) == 0 ? 0x1f : 1 + random.nextInt(0x1e);
        out.write(random.nextInt(4) << 6 | (constructed ? 0x20 : 0) | number);
        if (number == 0x1f) {
            for (int i = random.nextInt(5); i > 0; i--) {
                out.write(0x80 | random.nextInt(0x80));
            }
            out.write(random.nextInt(0x80));
        }
        if (indefinite) {
            out.write(0x80);
        } else if (contents.size() > 0x7f || random.nextInt(3) == 0) {
            int octets = 2 + random.nextInt(7);
            out.write(0x80 | octets);
            for (int i = octets - 1; i >= 0; i--) {
                out.write(i > 3 ? 0 : contents.size() >> (8 * i));
            }
        } else {
            out.write(contents.size());
        }
        out.writeBytes(contents.toByteArray());
        if (indefinite) {
            out.write(0);
            out.write(0);
        }
    }

    private static final class PlainWalk {
        private final byte[] octets;
        private int at;
        private int elements;
        private boolean wrong;

        PlainWalk(byte[] octets) {
            this.octets = octets;
        }

        OptionalInt end() {
            element(octets.length, 0, false);
            return wrong ? OptionalInt.empty() : OptionalInt.of(at);
        }

        private int next(int bound) {
            wrong |= at >= bound;
            return wrong ? 0 : octets[at++] & 0xff;
        }

        private void element(int bound, int depth, boolean inIndefinite) {
            int tag = next(bound);
            elements++;
            wrong |= elements > ELEMENTS || (inIndefinite && tag == 0);
            if ((tag & 0x1f) == 0x1f) {
                int more = 0;
                while (!wrong && (next(bound) & 0x80) != 0) {
                    wrong = ++more > 4;
                }
            }
            int first = next(bound);
            long length = first;
            boolean constructed = (tag & 0x20) != 0;
            wrong |= constructed && depth == DEPTH;
            boolean indefinite = first == 0x80;
            if (first > 0x80) {
                length = 0;
                wrong |= (first & 0x7f) > 8;
                for (int i = first & 0x7f; i > 0 && !wrong; i--) {
                    length = length << 8 | next(bound);
                    wrong |= length > Integer.MAX_VALUE;
                }
            }
            wrong |= indefinite ? !constructed : length > bound - at;
            if (wrong) {
                return;
            }
            int end = indefinite ? bound : at + (int) length;
            if (!constructed) {
                at = end;
                return;
            }
            while (!wrong && (indefinite ? !isEnd(bound) : at < end)) {
                element(end, depth + 1, indefinite);
            }
            at += indefinite ? 2 : 0;
        }

        private boolean isEnd(int bound) {
            return at + 1 < bound && octets[at] == 0 && octets[at + 1] == 0;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "3003 1f ff 01, is cut off in the middle of an element (byte 5)",
        "3003 1f 01 81, is cut off in the middle of an element (byte 5)",
        "3004 1f 01 81 05 00, has an element that is longer than what holds it (byte 6)",
        "3008 1f ff ff ff ff ff 01 00, has a tag number of more than four octets (byte 8)",
        "300b 05 89 000000000000000000, has a length of more than eight octets (byte 4)",
        "3007 05 85 0080000000, has an element of more than 2 GiB (byte 9)",
        "3003 1f 01 80, has an indefinite length on a primitive element (byte 5)",
    })
    void tellsWhatIsWrongWithALongHead(String octets, String rule) {
        Slice file = Slice.of(HexFormat.of().parseHex(octets.replace(" ", "")));

        assertThatThrownBy(() -> Asn1Scan.end(file, "file", LIMITS))
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.problem()).hasToString("file: " + rule));
    }
}
