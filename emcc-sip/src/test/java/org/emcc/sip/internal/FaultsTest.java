package org.emcc.sip.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class FaultsTest {
    @Test
    void onlyTheFirstIsAnError() {
        List<String> levels = new ArrayList<>();
        Logger log = (Logger) Proxy.newProxyInstance(
                Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, arguments) -> {
                    levels.add(method.getName());
                    return null;
                });
        Faults faults = new Faults(log, "It failed");
        for (int i = 0; i < 3; i++) {
            faults.met(new IllegalStateException("a bug"));
        }
        assertThat(levels).containsExactly("error", "debug", "debug");
    }
}
