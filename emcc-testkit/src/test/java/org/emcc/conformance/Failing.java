package org.emcc.conformance;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Ports that fail when they are told to, and listeners of which each call reaches several. */
final class Failing {
    private Failing() {}

    /**
     * A port that fails when it is told to.
     *
     * @param before why it fails this time, if it does
     * @param after told of each call that has been done, by its name
     */
    static <P> P port(Class<P> type, P real, Supplier<Optional<RuntimeException>> before, Consumer<String> after) {
        return proxy(type, (proxy, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) {
                return call(real, method, arguments);
            }
            Optional<RuntimeException> why = before.get();
            if (why.isPresent()) {
                throw why.get();
            }
            Object done = call(real, method, arguments);
            after.accept(method.getName());
            return done;
        });
    }

    /** Whatever is called is called on all; the last one's answer counts. */
    static <P> P all(Class<P> type, List<P> each) {
        return proxy(type, (proxy, method, arguments) -> {
            Object last = proxy;
            for (P one : each) {
                last = call(one, method, arguments);
            }
            return last;
        });
    }

    private static <P> P proxy(Class<P> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
