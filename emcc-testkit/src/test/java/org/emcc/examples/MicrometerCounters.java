package org.emcc.examples;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.emcc.core.gateway.Counter;
import org.emcc.core.gateway.LoginCounters;

final class MicrometerCounters {
    private MicrometerCounters() {}

    // tag::readme[]
    /** Shows the counters of a cluster, which are its listener, in a registry: emcc.remote.devices and so on. */
    static void bind(LoginCounters counters, MeterRegistry registry) {
        for (Counter each : Counter.values()) {
            String name = "emcc." + each.name().toLowerCase(Locale.ROOT).replace('_', '.');
            if (each.gauge()) {
                Gauge.builder(name, counters, all -> all.value(each))
                        .description(each.text())
                        .register(registry);
            } else {
                FunctionCounter.builder(name, counters, all -> all.value(each))
                        .description(each.text())
                        .register(registry);
            }
        }
    }
    // end::readme[]
}
