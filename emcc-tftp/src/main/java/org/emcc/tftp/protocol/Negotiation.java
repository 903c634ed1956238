package org.emcc.tftp.protocol;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.emcc.core.Decoded;
import org.emcc.core.internal.Require;

/** Both ends of the option exchange. Source: tftp 3. */
final class Negotiation {
    private Negotiation() {}

    /** What a server grants, and what it writes into the OACK: in the client's spelling and order; nothing means no OACK. */
    record Grant(TransferOptions agreed, List<TftpOption> reply) {}

    /**
     * Answers a request. What is unknown, malformed or out of range is left out, never an error.
     */
    static Grant grant(List<TftpOption> asked, ServingLimits limits, long size) {
        TransferOptions.Builder agreed = TransferOptions.builder();
        List<TftpOption> reply = new ArrayList<>();
        for (TftpOption option : asked) {
            String name = option.name().toLowerCase(Locale.ROOT);
            long value = number(option.value());
            if (value < 0) {
                continue;
            }
            switch (name) {
                case TransferOptions.BLKSIZE -> {
                    if (value >= 8) {
                        int granted = (int) Math.min(value, limits.blockSize());
                        agreed.blockSize(granted);
                        reply.add(new TftpOption(option.name(), Integer.toString(granted)));
                    }
                }
                case TransferOptions.TIMEOUT -> {
                    if (value >= 1 && value <= 255) {
                        agreed.timeout(Duration.ofSeconds(value));
                        reply.add(option);
                    }
                }
                case TransferOptions.TSIZE -> {
                    agreed.transferSize(size);
                    reply.add(new TftpOption(option.name(), Long.toString(size)));
                }
                case TransferOptions.WINDOWSIZE -> {
                    if (value >= 1 && value <= 65_535) {
                        int granted = (int) Math.min(value, limits.windowSize());
                        agreed.windowSize(granted);
                        reply.add(new TftpOption(option.name(), Integer.toString(granted)));
                    }
                }
                case TransferOptions.ROLLOVER -> {
                    if (value <= 1) {
                        agreed.rollover(value == 0 ? Rollover.TO_ZERO : Rollover.TO_ONE);
                        reply.add(option);
                    }
                }
                default -> {
                    // Not known here: what is left out of the OACK counts as never asked (RFC 2347).
                }
            }
        }
        return new Grant(agreed.build(), reply);
    }

    /** Checks an OACK; whatever is refused here ends the transfer with ERROR 8. Source: tftp 3.2. */
    static Decoded<TransferOptions> check(TransferOptions asked, List<TftpOption> reply) {
        TransferOptions.Builder agreed = TransferOptions.builder();
        Set<String> seen = new HashSet<>();
        for (TftpOption option : reply) {
            String name = option.name().toLowerCase(Locale.ROOT);
            long value = number(option.value());
            String shown = "option " + Require.clip(option.name());
            if (asked.toList().stream().noneMatch(o -> o.is(name))) {
                return Decoded.refused(shown, "the OACK has an option that was not asked");
            }
            if (!seen.add(name)) {
                return Decoded.refused(shown, "the OACK has an option twice");
            }
            boolean good = switch (name) {
                case TransferOptions.BLKSIZE ->
                    value >= 8 && value <= asked.blockSize().orElseThrow();
                case TransferOptions.TIMEOUT ->
                    value == asked.timeout().orElseThrow().toSeconds();
                case TransferOptions.WINDOWSIZE ->
                    value >= 1 && value <= asked.windowSize().orElseThrow();
                case TransferOptions.ROLLOVER ->
                    option.value().equals(asked.rollover().orElseThrow().word());
                default -> value >= 0;
            };
            if (!good) {
                return Decoded.refused(shown, "the OACK has a value that the request does not allow");
            }
            switch (name) {
                case TransferOptions.BLKSIZE -> agreed.blockSize((int) value);
                case TransferOptions.TIMEOUT -> agreed.timeout(Duration.ofSeconds(value));
                case TransferOptions.WINDOWSIZE -> agreed.windowSize((int) value);
                case TransferOptions.ROLLOVER ->
                    agreed.rollover(asked.rollover().orElseThrow());
                default -> agreed.transferSize(value);
            }
        }
        return Decoded.ok(agreed.build());
    }

    /** A plain decimal of at most 18 digits, or -1. */
    private static long number(String digits) {
        if (digits.isEmpty() || digits.length() > 18 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        return Long.parseLong(digits);
    }
}
