package org.emcc.sip.registration;

import java.util.random.RandomGenerator;

/** The random parts of messages, all of them lower-case hexadecimal. Confined to the loop of its endpoint. */
record Ids(RandomGenerator random) {
    String hex(int digits) {
        StringBuilder out = new StringBuilder(digits);
        while (out.length() < digits) {
            out.append(Character.forDigit(random.nextInt(16), 16));
        }
        return out.toString();
    }

    /** 64 random bits: who cannot see the request cannot answer it. */
    String branch() {
        return "z9hG4bK" + hex(16);
    }

    String tag() {
        return hex(16);
    }

    String uuid() {
        return hex(8) + "-" + hex(4) + "-4" + hex(3) + "-8" + hex(3) + "-" + hex(12);
    }
}
