package org.emcc.sip.routing;

import java.util.Locale;
import java.util.regex.Pattern;
import org.emcc.core.internal.Require;

/**
 * A Call-ID of the form that the product gives to calls on a trunk: {@code 8hex-8hex-hex-8hex@host}. The last group is the IPv4 address of
 * the sender, low byte first.
 *
 * <p>Source: sip 2.7 (a trace).
 *
 * @param value the Call-ID
 * @threadsafety immutable
 * @since 0.1.0
 */
public record TrunkCallId(String value) {
    private static final Pattern FORM = Pattern.compile(
            "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{8}-[0-9A-Fa-f]{1,8}-[0-9A-Fa-f]{8}@[A-Za-z0-9.:\\[\\]_-]{1,255}");

    private static final Pattern IPV4 =
            Pattern.compile("(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");

    /**
     * Checks the form.
     *
     * @param value the Call-ID
     * @throws IllegalArgumentException when it has another form
     */
    public TrunkCallId {
        Require.form(value, "Call-ID of a trunk", FORM, "be 8hex-8hex-hex-8hex@host");
    }

    /**
     * A Call-ID of its parts.
     *
     * @param first the first group; of its 32 low bits
     * @param second the second group; of its 32 low bits
     * @param third the third group; of its 32 low bits
     * @param sender the IPv4 address of the sender
     * @return the Call-ID
     * @throws IllegalArgumentException when the sender is not an IPv4 address
     */
    public static TrunkCallId of(int first, int second, int third, String sender) {
        Require.form(sender, "sender of a call", IPV4, "be an IPv4 address");
        return new TrunkCallId(
                String.format(Locale.ROOT, "%08x-%08x-%x-%08x@%s", first, second, third, lowByteFirst(sender), sender));
    }

    private static int lowByteFirst(String address) {
        int number = 0;
        int shift = 0;
        for (String part : address.split("\\.", -1)) {
            number |= Integer.parseInt(part) << shift;
            shift += 8;
        }
        return number;
    }

    /**
     * The first group.
     *
     * @return 0 to 2^32 - 1
     */
    public long first() {
        return Long.parseLong(value.substring(0, 8), 16);
    }

    /**
     * The last group: the sender's IPv4 address, low byte first.
     *
     * @return 0 to 2^32 - 1
     */
    public long last() {
        int at = value.indexOf('@');
        return Long.parseLong(value.substring(at - 8, at), 16);
    }

    /**
     * The sender's IPv4 address, as the last group says it.
     *
     * @return such as {@code 10.1.2.3}
     */
    public String sender() {
        long last = last();
        return (last & 255) + "." + (last >> 8 & 255) + "." + (last >> 16 & 255) + "." + (last >> 24 & 255);
    }

    @Override
    public String toString() {
        return value;
    }
}
