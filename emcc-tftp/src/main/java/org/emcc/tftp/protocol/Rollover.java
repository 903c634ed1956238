package org.emcc.tftp.protocol;

/**
 * What follows block 65535. The RFCs end there; nearly everybody goes on with 0, a few clients expect 1. The option
 * {@code rollover} of tftpd-hpa asks for one of the two; without it both sides go by their settings.
 *
 * <p>Source: tftp 6.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum Rollover {
    /** Block 0: what everybody expects who says nothing. */
    TO_ZERO,
    /** Block 1; the number 0 stands for the OACK only. */
    TO_ONE;

    /** The distance to a number that no block has. */
    static final int NOWHERE = Integer.MAX_VALUE;

    /** The value of the option. */
    String word() {
        return this == TO_ZERO ? "0" : "1";
    }

    /** The number on the wire of a block that is counted from 1; 0 stands for the OACK. */
    int wire(long block) {
        return (int) (this == TO_ZERO || block == 0 ? block & 0xFFFF : (block - 1) % 0xFFFF + 1);
    }

    /** How far a number on the wire is ahead of a block that is counted from 1: 0 for that block itself. */
    int ahead(int number, long block) {
        if (this == TO_ZERO) {
            return (number - (int) block) & 0xFFFF;
        }
        if (number == 0 || block == 0) {
            return block == 0 ? number : NOWHERE;
        }
        return Math.floorMod(number - wire(block), 0xFFFF);
    }
}
