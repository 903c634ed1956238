package org.emcc.core.device;

import org.emcc.core.internal.Require;

/**
 * How many base devices a cluster can hold: its phones and twice its base devices are at most 60,000.
 *
 * <p>Source: emcc-behaviour 5.7.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class BaseDeviceCapacity {
    /** The greatest sum of phones and twice the base devices. */
    public static final int MAX_PHONES = 60_000;

    private BaseDeviceCapacity() {}

    /**
     * How many base devices have room beside some phones.
     *
     * @param phones the phones of the cluster, 0 to 60000
     * @return for example 5000 beside 50,000 phones, and 30000 beside none
     * @throws IllegalArgumentException when the number of phones is out of range
     */
    public static int mostBeside(int phones) {
        return (MAX_PHONES - Require.range(phones, "number of phones", 0, MAX_PHONES)) / 2;
    }

    /**
     * Whether a cluster can hold these.
     *
     * @param phones the phones of the cluster, 0 or more
     * @param baseDevices the base devices, 0 or more
     * @return true when the phones and twice the base devices are at most 60,000
     * @throws IllegalArgumentException when a number is negative
     */
    public static boolean fits(int phones, int baseDevices) {
        Require.range(phones, "number of phones", 0, Integer.MAX_VALUE);
        Require.range(baseDevices, "number of EMCC base devices", 0, Integer.MAX_VALUE);
        return phones + 2L * baseDevices <= MAX_PHONES;
    }
}
