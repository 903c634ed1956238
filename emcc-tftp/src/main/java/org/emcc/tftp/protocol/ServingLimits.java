package org.emcc.tftp.protocol;

import org.emcc.core.internal.Require;

/**
 * What a server grants at most when options are asked. Source: tftp 3.1 and 4.
 *
 * @param blockSize the most bytes of a block, 8 to 65464 bytes
 * @param windowSize the most blocks of a window, 1 to 32767 blocks
 * @threadsafety immutable
 * @since 0.1.0
 */
public record ServingLimits(int blockSize, int windowSize) {
    private static final ServingLimits STANDARD = new ServingLimits(TftpPacket.MAX_BLOCK_SIZE, 16);

    /**
     * Checks the ranges.
     *
     * @param blockSize the most bytes of a block
     * @param windowSize the most blocks of a window
     * @throws IllegalArgumentException when one is outside its range
     */
    public ServingLimits {
        Require.range(blockSize, "largest blksize", 8, TftpPacket.MAX_BLOCK_SIZE);
        Require.range(windowSize, "largest windowsize", 1, 32_767);
    }

    /**
     * Blocks of up to 65464 bytes, windows of up to 16 blocks: at block sizes that need no fragments, a whole window fits an ordinary socket
     * buffer.
     *
     * @return the limits
     */
    public static ServingLimits standard() {
        return STANDARD;
    }
}
