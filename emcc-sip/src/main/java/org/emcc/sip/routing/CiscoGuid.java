package org.emcc.sip.routing;

import java.util.Locale;
import java.util.regex.Pattern;
import org.emcc.core.internal.Require;

/**
 * The header {@code Cisco-Guid}, by which the legs of a call find each other: four numbers of 32 bits, ten decimal digits each. The first is
 * the first group of the Call-ID, the last the sender's IPv4 address, low byte first.
 *
 * <p>Source: sip 2.7 (a trace).
 *
 * @param first 0 to 2^32 - 1
 * @param second 0 to 2^32 - 1
 * @param third 0 to 2^32 - 1
 * @param fourth 0 to 2^32 - 1
 * @threadsafety immutable
 * @since 0.1.0
 */
public record CiscoGuid(long first, long second, long third, long fourth) {
    private static final Pattern FORM = Pattern.compile("\\d{10}(-\\d{10}){3}");
    private static final long MOST = 0xFFFF_FFFFL;

    /**
     * Checks the numbers.
     *
     * @param first 0 to 2^32 - 1
     * @param second 0 to 2^32 - 1
     * @param third 0 to 2^32 - 1
     * @param fourth 0 to 2^32 - 1
     * @throws IllegalArgumentException when one is out of range
     */
    public CiscoGuid {
        check(first);
        check(second);
        check(third);
        check(fourth);
    }

    private static void check(long number) {
        if (number < 0 || number > MOST) {
            throw new IllegalArgumentException(
                    "number of a Cisco-Guid must be from 0 to " + MOST + ", but is " + number);
        }
    }

    /**
     * That of a call.
     *
     * @param callId its Call-ID
     * @param second the second number; of its 32 low bits
     * @param third the third number; of its 32 low bits
     * @return the guid
     */
    public static CiscoGuid of(TrunkCallId callId, int second, int third) {
        return new CiscoGuid(callId.first(), second & MOST, third & MOST, callId.last());
    }

    /**
     * Reads one.
     *
     * @param text four times ten digits, joined by hyphens
     * @return the guid
     * @throws IllegalArgumentException when the text has another form, or a number is too large
     */
    public static CiscoGuid parse(String text) {
        Require.form(text, "Cisco-Guid", FORM, "be four times ten digits, joined by hyphens");
        return new CiscoGuid(
                Long.parseLong(text.substring(0, 10)),
                Long.parseLong(text.substring(11, 21)),
                Long.parseLong(text.substring(22, 32)),
                Long.parseLong(text.substring(33)));
    }

    /**
     * Whether it is that of a call.
     *
     * @param callId the Call-ID
     * @return true when its first and last number are those of the Call-ID
     */
    public boolean belongsTo(TrunkCallId callId) {
        return first == callId.first() && fourth == callId.last();
    }

    /** The text of the header. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%010d-%010d-%010d-%010d", first, second, third, fourth);
    }
}
