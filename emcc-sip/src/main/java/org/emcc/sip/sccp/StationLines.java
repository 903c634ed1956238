package org.emcc.sip.sccp;

import java.util.List;
import org.emcc.core.id.DeviceName;

/**
 * Port: the lines of a device, which an SCCP phone is told when it registers and not by its file (phone-config-files 3.8).
 *
 * <ul>
 *   <li>Durability: none is asked for.
 *   <li>Concurrency: one call at a time for each registrar, on its thread; it should answer at once, as the registrar waits for it.
 *   <li>Failure: an exception gives the phone no lines; it is logged once.
 *   <li>Nullness: neither argument nor answer is null.
 *   <li>Contract suite: none; whatever is told is shown.
 * </ul>
 *
 * @threadsafety confined
 * @since 0.1.0
 */
@FunctionalInterface
public interface StationLines {
    /**
     * Tells the lines of a device that registers.
     *
     * @param device its name
     * @return its lines in the order of its buttons; more than 42 are left out
     */
    List<StationLine> lines(DeviceName device);
}
