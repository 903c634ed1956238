package org.emcc.sip.registration;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.emcc.core.id.DeviceName;
import org.emcc.sip.transport.Flow;

/**
 * What a registrar holds of all devices, with one timer for each, and which of them stand on which stream. Confined to the loop of the
 * registrar, but for {@link #of}, which anybody may ask.
 */
final class Bindings {
    private final Endpoint endpoint;
    private final Consumer<DeviceName> due;
    private final Map<DeviceName, DeviceState> held = new ConcurrentHashMap<>();
    private final Map<DeviceName, Deadline> deadlines = new HashMap<>();
    private final Map<Flow, Set<DeviceName>> byStream = new ConcurrentHashMap<>();

    private record Deadline(Instant at, Endpoint.Timer timer) {}

    /**
     * Holds nothing yet.
     *
     * @param due is told of a device whose deadline may have passed
     */
    Bindings(Endpoint endpoint, Consumer<DeviceName> due) {
        this.endpoint = endpoint;
        this.due = due;
    }

    DeviceState of(DeviceName device) {
        return held.getOrDefault(device, DeviceState.NONE);
    }

    /** Whether a device is registered the way that something came. */
    boolean takesFrom(DeviceName device, Flow flow) {
        return of(device).lines().stream().anyMatch(line -> line.bound().flow().equals(flow));
    }

    /** How many devices are registered. */
    int size() {
        return held.size();
    }

    /** On how many streams there are devices. */
    int streams() {
        return byStream.size();
    }

    /** A stream is no more. */
    Set<DeviceName> takeThoseOn(Flow stream) {
        Set<DeviceName> devices = byStream.remove(stream);
        return devices == null ? Set.of() : devices;
    }

    void keep(DeviceName device, DeviceState next, Instant now) {
        follow(device, of(device).streams(), next.streams());
        Optional<Instant> deadline = next.deadline();
        if (deadline.isPresent()) {
            held.put(device, next);
            watch(device, deadline.get(), now);
        } else {
            held.remove(device);
            unwatch(device);
        }
    }

    /**
     * A timer that fires too early finds out. To order another one for each REGISTER would let who sends many of them pile up what was
     * cancelled, where the scheduler keeps that until its time.
     */
    private void watch(DeviceName device, Instant at, Instant now) {
        Deadline before = deadlines.get(device);
        if (before != null && !before.at().isAfter(at)) {
            return;
        }
        unwatch(device);
        Endpoint.Timer timer = endpoint.schedule(Duration.between(now, at), () -> {
            deadlines.remove(device);
            due.accept(device);
        });
        deadlines.put(device, new Deadline(at, timer));
    }

    private void unwatch(DeviceName device) {
        Deadline before = deadlines.remove(device);
        if (before != null) {
            before.timer().cancel();
        }
    }

    private void follow(DeviceName device, Set<Flow> before, Set<Flow> after) {
        for (Flow stream : before) {
            if (!after.contains(stream)) {
                byStream.computeIfPresent(stream, (flow, all) -> all.remove(device) && all.isEmpty() ? null : all);
            }
        }
        for (Flow stream : after) {
            if (!before.contains(stream)) {
                byStream.computeIfAbsent(stream, flow -> new LinkedHashSet<>(2)).add(device);
            }
        }
    }
}
