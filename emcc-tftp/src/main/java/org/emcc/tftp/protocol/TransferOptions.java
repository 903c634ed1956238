package org.emcc.tftp.protocol;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * The options that the SDK knows: those that a client asks for, or those that both sides have agreed on. An absent one means what
 * RFC 1350 says: 512 bytes a block, one block at a time, no size told.
 *
 * <p>Source: tftp 3.1.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class TransferOptions {
    static final String BLKSIZE = "blksize";
    static final String TIMEOUT = "timeout";
    static final String TSIZE = "tsize";
    static final String WINDOWSIZE = "windowsize";
    static final String ROLLOVER = "rollover";

    private static final TransferOptions NONE = new TransferOptions(new Builder());

    private final int blockSize;
    private final int timeoutSeconds;
    private final long transferSize;
    private final int windowSize;
    private final @Nullable Rollover rollover;

    private TransferOptions(Builder builder) {
        this.blockSize = builder.blockSize;
        this.timeoutSeconds = builder.timeoutSeconds;
        this.transferSize = builder.transferSize;
        this.windowSize = builder.windowSize;
        this.rollover = builder.rollover;
    }

    /**
     * No option at all: how phones ask.
     *
     * @return the empty options
     */
    public static TransferOptions none() {
        return NONE;
    }

    /**
     * Begins with no option.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Begins with these options.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.blockSize = blockSize;
        builder.timeoutSeconds = timeoutSeconds;
        builder.transferSize = transferSize;
        builder.windowSize = windowSize;
        builder.rollover = rollover;
        return builder;
    }

    /**
     * The option {@code blksize}.
     *
     * @return 8 to 65464 bytes, or empty
     */
    public OptionalInt blockSize() {
        return blockSize == 0 ? OptionalInt.empty() : OptionalInt.of(blockSize);
    }

    /**
     * The option {@code timeout}.
     *
     * @return 1 to 255 seconds, or empty
     */
    public Optional<Duration> timeout() {
        return timeoutSeconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(timeoutSeconds));
    }

    /**
     * The option {@code tsize}.
     *
     * @return the size of the file in bytes as transferred (0 where a client asks for it), or empty
     */
    public OptionalLong transferSize() {
        return transferSize < 0 ? OptionalLong.empty() : OptionalLong.of(transferSize);
    }

    /**
     * The option {@code windowsize}.
     *
     * @return 1 to 32767 blocks, or empty
     */
    public OptionalInt windowSize() {
        return windowSize == 0 ? OptionalInt.empty() : OptionalInt.of(windowSize);
    }

    /**
     * The option {@code rollover}, which tftpd-hpa knows and no RFC names.
     *
     * @return what follows block 65535, or empty
     */
    public Optional<Rollover> rollover() {
        return Optional.ofNullable(rollover);
    }

    /** As they stand in a request, in a fixed order. */
    List<TftpOption> toList() {
        List<TftpOption> list = new ArrayList<>();
        blockSize().ifPresent(n -> list.add(new TftpOption(BLKSIZE, Integer.toString(n))));
        timeout().ifPresent(d -> list.add(new TftpOption(TIMEOUT, Long.toString(d.toSeconds()))));
        transferSize().ifPresent(n -> list.add(new TftpOption(TSIZE, Long.toString(n))));
        windowSize().ifPresent(n -> list.add(new TftpOption(WINDOWSIZE, Integer.toString(n))));
        rollover().ifPresent(r -> list.add(new TftpOption(ROLLOVER, r.word())));
        return list;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TransferOptions that && toList().equals(that.toList());
    }

    @Override
    public int hashCode() {
        return Objects.hash(blockSize, timeoutSeconds, transferSize, windowSize, rollover);
    }

    @Override
    public String toString() {
        return "TransferOptions" + toList();
    }

    /**
     * Collects options.
     *
     * @threadsafety not thread-safe
     * @since 0.1.0
     */
    public static final class Builder {
        private int blockSize;
        private int timeoutSeconds;
        private long transferSize = -1;
        private int windowSize;
        private @Nullable Rollover rollover;

        private Builder() {}

        /**
         * Bytes a block.
         *
         * @param bytes 8 to 65464
         * @return this builder
         * @throws IllegalArgumentException when it is outside
         */
        public Builder blockSize(int bytes) {
            blockSize = Require.range(bytes, "blksize", 8, TftpPacket.MAX_BLOCK_SIZE);
            return this;
        }

        /**
         * The time after which either side sends again.
         *
         * @param timeout whole seconds, 1 to 255
         * @return this builder
         * @throws IllegalArgumentException when it is outside, or has a fraction of a second
         */
        public Builder timeout(Duration timeout) {
            if (timeout.getNano() != 0 || timeout.getSeconds() < 1 || timeout.getSeconds() > 255) {
                throw new IllegalArgumentException("timeout must be 1 to 255 whole seconds, but is " + timeout);
            }
            timeoutSeconds = (int) timeout.getSeconds();
            return this;
        }

        /**
         * The size of the file; 0 asks for it.
         *
         * @param bytes 0 or more
         * @return this builder
         * @throws IllegalArgumentException when it is negative
         */
        public Builder transferSize(long bytes) {
            if (bytes < 0) {
                throw new IllegalArgumentException("tsize must not be negative, but is " + bytes);
            }
            transferSize = bytes;
            return this;
        }

        /**
         * Blocks sent before an ACK is waited for. RFC 7440 goes up to 65535, but above 32767 old and new block numbers cannot
         * be told apart (tftp 4).
         *
         * @param blocks 1 to 32767
         * @return this builder
         * @throws IllegalArgumentException when it is outside
         */
        public Builder windowSize(int blocks) {
            windowSize = Require.range(blocks, "windowsize", 1, 32_767);
            return this;
        }

        /**
         * What follows block 65535; servers which do not know the option leave it out of their answer.
         *
         * @param rollover block 0 or block 1
         * @return this builder
         */
        public Builder rollover(Rollover rollover) {
            this.rollover = Objects.requireNonNull(rollover, "rollover");
            return this;
        }

        /**
         * Makes the options.
         *
         * @return the options
         */
        public TransferOptions build() {
            return new TransferOptions(this);
        }
    }
}
