package org.emcc.conformance;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Ports that fail when they are told to, and listeners of which each call reaches several. */
final class Failing {
    private Failing() {}

    static <P> P port(Class<P> type, P real, Supplier<Optional<RuntimeException>> failure) {
        return proxy(type, (proxy, method, arguments) -> {
            Optional<RuntimeException> why = failure.get();
            if (why.isPresent() && method.getDeclaringClass() != Object.class) {
                throw why.get();
            }
            return call(real, method, arguments);
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
