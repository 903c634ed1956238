package org.emcc.sip.sccp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.emcc.core.gateway.Timers;
import org.emcc.core.id.DeviceName;
import org.emcc.sip.registration.ResetAnswer;
import org.jspecify.annotations.Nullable;

/** The resets that wait for their phones to leave. Confined to the loop of a registrar. */
final class PendingResets {
    private final Map<DeviceName, Set<Pending>> byDevice = new HashMap<>();
    private long visits;

    /** One reset that waits. */
    final class Pending {
        private final DeviceName device;
        private final CompletableFuture<ResetAnswer> answer;
        private Timers.@Nullable Ordered order;

        private Pending(DeviceName device, CompletableFuture<ResetAnswer> answer) {
            this.device = device;
            this.answer = answer;
        }

        /** What completes it when the phone does not leave. */
        void until(Timers.Ordered patience) {
            order = patience;
        }

        /** Completes it, unless it is already. */
        void complete(ResetAnswer outcome) {
            Set<Pending> same = byDevice.get(device);
            if (same == null || !same.remove(this)) {
                return;
            }
            if (same.isEmpty()) {
                byDevice.remove(device);
            }
            tell(outcome);
        }

        private void tell(ResetAnswer outcome) {
            visits++;
            if (order != null) {
                order.cancel();
            }
            answer.complete(outcome);
        }
    }

    Pending add(DeviceName device, CompletableFuture<ResetAnswer> answer) {
        Pending waiting = new Pending(device, answer);
        byDevice.computeIfAbsent(device, name -> new LinkedHashSet<>()).add(waiting);
        return waiting;
    }

    /** A phone has left: all that waited for that is done. */
    void left(DeviceName device) {
        Set<Pending> done = byDevice.remove(device);
        if (done != null) {
            done.forEach(each -> each.tell(new ResetAnswer.Accepted()));
        }
    }

    /** Nobody waits any longer. */
    void giveUp() {
        List<Set<Pending>> all = new ArrayList<>(byDevice.values());
        byDevice.clear();
        all.forEach(some -> some.forEach(each -> each.tell(new ResetAnswer.NoAnswer())));
    }

    /** How many resets were looked at, for tests. */
    long visits() {
        return visits;
    }
}
