package org.emcc.testkit.contract;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** As little of a connection pool as the tests need: closing a connection puts it back. Broken ones are not put back. */
final class Pool implements DataSource, AutoCloseable {
    private final DataSource source;
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger lent = new AtomicInteger();

    Pool(DataSource source) {
        this.source = source;
    }

    /** How many connections are out. */
    int lent() {
        return lent.get();
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection free = idle.pollFirst();
        Connection real = free == null ? source.getConnection() : free;
        lent.incrementAndGet();
        AtomicBoolean back = new AtomicBoolean();
        return (Connection) Proxy.newProxyInstance(
                Pool.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        if (!back.getAndSet(true)) {
                            putBack(real);
                        }
                        return null;
                    }
                    if (back.get()) {
                        if (method.getName().equals("isClosed")) {
                            return true;
                        }
                        throw new SQLException("the connection was given back", "08003");
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void putBack(Connection real) throws SQLException {
        lent.decrementAndGet();
        if (real.isClosed()) {
            return;
        }
        if (!real.getAutoCommit()) {
            throw new SQLException("a connection came back within a transaction");
        }
        idle.addFirst(real);
    }

    @Override
    public void close() throws SQLException {
        for (Connection real = idle.pollFirst(); real != null; real = idle.pollFirst()) {
            real.close();
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("nothing is wrapped");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
