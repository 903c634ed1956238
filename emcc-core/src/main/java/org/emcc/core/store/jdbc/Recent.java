package org.emcc.core.store.jdbc;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.emcc.core.id.DeviceName;
import org.emcc.core.store.Versioned;

/**
 * The live logins as one store has last read or written them, those of the phones that were used last. Another node may have moved
 * them since. Thread-safe.
 *
 * @param <S> the sessions
 */
final class Recent<S> {
    /** Some kilobytes each. */
    static final int MOST = 4096;

    private final Map<DeviceName, Versioned<S>> byDevice = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DeviceName, Versioned<S>> eldest) {
            return size() > MOST;
        }
    };

    synchronized Optional<Versioned<S>> of(DeviceName device) {
        return Optional.ofNullable(byDevice.get(device));
    }

    synchronized void note(DeviceName device, Versioned<S> live) {
        byDevice.put(device, live);
    }

    synchronized void drop(DeviceName device) {
        byDevice.remove(device);
    }
}
