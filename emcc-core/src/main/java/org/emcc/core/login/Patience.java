package org.emcc.core.login;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.emcc.core.directory.ClusterDirectory;
import org.emcc.core.directory.DeviceDirectory;
import org.emcc.core.directory.Directories;
import org.emcc.core.directory.UserDirectory;
import org.emcc.core.gateway.LocalLogins;
import org.emcc.core.internal.NeverBlocks;
import org.emcc.core.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * Holds the application's own ports to their contract: a call that lasts longer than the deadline, or gives null, is an exception.
 * The call itself may go on and succeed late; what it leaves then is unfinished work, and ends with its lease.
 */
final class Patience implements AutoCloseable {
    private static final int MOST_CALLS = 256;

    private final Duration deadline;
    private final AtomicInteger threads = new AtomicInteger();
    private final List<ExecutorService> pools = new ArrayList<>();

    Patience(Duration deadline) {
        this.deadline = deadline;
    }

    /**
     * For one port, so that a hanging directory takes no thread from a healthy store. No thread is made before the first call, and none
     * waits longer than a minute for the next.
     */
    private ExecutorService pool() {
        ExecutorService pool =
                new ThreadPoolExecutor(0, MOST_CALLS, 1, TimeUnit.MINUTES, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "emcc-core-ports-" + threads.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pools.add(pool);
        return pool;
    }

    Directories with(Directories directories) {
        return new Directories(
                with(ClusterDirectory.class, directories.cluster()),
                with(UserDirectory.class, directories.users()),
                with(DeviceDirectory.class, directories.devices()));
    }

    /** Not only their calls are held to the deadline, but also their answers, which come later. */
    LocalLogins with(LocalLogins logins) {
        if (logins instanceof NeverBlocks) {
            return logins;
        }
        return new LocalLoginsInTime(logins, deadline.isZero() ? Runnable::run : pool(), deadline);
    }

    /** The port, held to the deadline. One of ours that answers from memory is given back as it is. */
    <P> P with(Class<P> port, P implementation) {
        if (deadline.isZero() || implementation instanceof NeverBlocks) {
            return implementation;
        }
        ExecutorService pool = pool();
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (proxy, method, arguments) -> method.getDeclaringClass() == Object.class
                        ? method.invoke(implementation, arguments)
                        : call(pool, port, implementation, method, arguments)));
    }

    private @Nullable Object call(
            ExecutorService pool, Class<?> port, Object implementation, Method method, @Nullable Object[] arguments)
            throws Throwable {
        String what = port.getSimpleName() + "." + method.getName();
        Future<@Nullable Object> call = begin(pool, port, implementation, method, arguments);
        try {
            Object result = call.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
            if (result == null && method.getReturnType() != void.class) {
                throw broken(port, what + " gave null", new NullPointerException(what));
            }
            return result;
        } catch (TimeoutException e) {
            call.cancel(true);
            throw broken(port, what + " gave no answer within " + deadline, e);
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            throw broken(port, what + " was interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof InvocationTargetException thrown ? thrown.getCause() : e.getCause();
        }
    }

    private static Future<@Nullable Object> begin(
            ExecutorService pool, Class<?> port, Object implementation, Method method, @Nullable Object[] arguments) {
        try {
            return pool.submit(() -> method.invoke(implementation, arguments));
        } catch (RejectedExecutionException e) {
            throw broken(
                    port,
                    port.getSimpleName() + "." + method.getName() + " is not called: the cluster is closed, or "
                            + MOST_CALLS + " calls hang already",
                    e);
        }
    }

    private static RuntimeException broken(Class<?> port, String message, Throwable cause) {
        return port.getPackage().equals(StoreException.class.getPackage())
                ? new StoreException(message, true, cause)
                : new IllegalStateException(message, cause);
    }

    @Override
    public void close() {
        pools.forEach(ExecutorService::shutdownNow);
    }
}
