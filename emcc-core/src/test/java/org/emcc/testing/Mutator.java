package org.emcc.testing;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Breaks valid input in the ways in which the world does: flipped bits, lost, doubled and foreign bytes, cut ends. */
public final class Mutator {
    private static final byte[] TROUBLE = {0, 1, -1, 127, -128, '<', '>', '&', '"', '%', '\r', '\n', ';', ':', '['};

    private Mutator() {}

    /** A copy of {@code input} with one to four wounds. */
    public static byte[] mutate(byte[] input, RandomGenerator random) {
        byte[] out = input.clone();
        int wounds = 1 + random.nextInt(4);
        for (int i = 0; i < wounds; i++) {
            out = wound(out, random);
        }
        return out;
    }

    private static byte[] wound(byte[] in, RandomGenerator random) {
        if (in.length == 0) {
            return new byte[] {TROUBLE[random.nextInt(TROUBLE.length)]};
        }
        int at = random.nextInt(in.length);
        return switch (random.nextInt(7)) {
            case 0 -> set(in, at, in[at] ^ (1 << random.nextInt(8)));
            case 1 -> set(in, at, TROUBLE[random.nextInt(TROUBLE.length)]);
            case 2 -> Arrays.copyOf(in, at);
            case 3 -> splice(in, at, at + 1 + random.nextInt(Math.min(8, in.length - at)), new byte[0]);
            case 4 -> splice(in, at, at, Arrays.copyOfRange(in, at, Math.min(in.length, at + 1 + random.nextInt(64))));
            case 5 -> {
                byte[] foreign = new byte[1 + random.nextInt(4)];
                random.nextBytes(foreign);
                yield splice(in, at, at, foreign);
            }
            default -> set(in, at, random.nextInt(256));
        };
    }

    private static byte[] set(byte[] in, int at, int value) {
        in[at] = (byte) value;
        return in;
    }

    private static byte[] splice(byte[] in, int from, int to, byte[] middle) {
        byte[] out = new byte[in.length - (to - from) + middle.length];
        System.arraycopy(in, 0, out, 0, from);
        System.arraycopy(middle, 0, out, from, middle.length);
        System.arraycopy(in, to, out, from + middle.length, in.length - to);
        return out;
    }
}
