package org.emcc.testkit.lab;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.emcc.core.store.StoreException;

/** The power of a machine. Without it nothing reaches a store any more, whatever is still under way. */
final class Power {
    private volatile boolean on = true;

    void off() {
        on = false;
    }

    /** A store that this machine reaches as long as it has power. */
    <T> T over(Class<T> port, T store) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (self, method, arguments) -> {
                    if (!on) {
                        throw new StoreException("the machine has no power", true, new IllegalStateException("crash"));
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
