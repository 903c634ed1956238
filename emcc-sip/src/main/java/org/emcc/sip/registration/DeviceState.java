package org.emcc.sip.registration;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.emcc.sip.transport.Flow;

/**
 * What a registrar holds of all lines of one device, in the order in which they registered. A phone that registers all of them at once
 * has one, with an empty name.
 */
record DeviceState(List<Line> lines) {
    static final DeviceState NONE = new DeviceState(List.of());

    /**
     * One line.
     *
     * @param name its directory number; empty for all lines
     */
    record Line(String name, BindingState.Bound bound) {}

    DeviceState {
        lines = List.copyOf(lines);
    }

    /** By what the device is reached. */
    Optional<BindingState.Bound> first() {
        return lines.stream().findFirst().map(Line::bound);
    }

    /** When there is something to do next. */
    Optional<Instant> deadline() {
        return lines.stream().map(line -> line.bound().deadline()).min(Instant::compareTo);
    }

    /** The streams that its lines are bound to. */
    Set<Flow> streams() {
        return lines.stream()
                .map(line -> line.bound().flow())
                .filter(Flow::isReliable)
                .collect(Collectors.toUnmodifiableSet());
    }
}
