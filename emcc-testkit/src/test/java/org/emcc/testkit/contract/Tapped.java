package org.emcc.testkit.contract;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A source whose connections count what is done, and break when they are told to. */
final class Tapped {
    private final AtomicInteger statements = new AtomicInteger();
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicInteger untilBroken = new AtomicInteger(Integer.MAX_VALUE);
    private final DataSource source;

    Tapped(DataSource source) {
        this.source = source;
    }

    /** The connection is lost before the statement or commit of this number, counted from 0 and from now on. */
    void breakAt(int number) {
        untilBroken.set(number);
    }

    void heal() {
        untilBroken.set(Integer.MAX_VALUE);
    }

    /** How many statements were prepared since it was asked last. */
    int statements() {
        return statements.getAndSet(0);
    }

    /** How many transactions were committed by name since it was asked last. */
    int commits() {
        return commits.getAndSet(0);
    }

    DataSource source() {
        return (DataSource) Proxy.newProxyInstance(
                Tapped.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    Object result = call(() -> method.invoke(source, arguments));
                    return result instanceof Connection connection ? tapped(connection) : result;
                });
    }

    private Connection tapped(Connection real) {
        return (Connection) Proxy.newProxyInstance(
                Tapped.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    String name = method.getName();
                    if (name.equals("prepareStatement") || name.equals("commit")) {
                        (name.equals("commit") ? commits : statements).incrementAndGet();
                        if (untilBroken.getAndDecrement() <= 0) {
                            lose(real);
                        }
                    }
                    return call(() -> method.invoke(real, arguments));
                });
    }

    /** What the server does with a transaction whose connection is gone. */
    private static void lose(Connection real) throws SQLException {
        if (!real.isClosed()) {
            if (!real.getAutoCommit()) {
                real.rollback();
                real.setAutoCommit(true);
            }
            real.close();
        }
        throw new SQLException("the connection is gone", "08006");
    }

    private interface Call {
        Object make() throws InvocationTargetException, IllegalAccessException;
    }

    private static Object call(Call call) throws Throwable {
        try {
            return call.make();
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
