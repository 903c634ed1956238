package org.emcc.sip.registration;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.emcc.sip.transport.Flow;

/** A way to a peer for tests of rules: nothing can be sent. */
record FakeFlow(String name, boolean isReliable) implements Flow {
    static final Flow UDP = new FakeFlow("udp", false);
    static final Flow A = new FakeFlow("a", true);
    static final Flow B = new FakeFlow("b", true);

    private static final InetSocketAddress SOMEWHERE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);

    @Override
    public String protocol() {
        return isReliable ? "TCP" : "UDP";
    }

    @Override
    public InetSocketAddress local() {
        return SOMEWHERE;
    }

    @Override
    public InetSocketAddress peer() {
        return SOMEWHERE;
    }

    @Override
    public Optional<String> whyClosed() {
        return Optional.empty();
    }

    @Override
    public void send(byte[] message) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close(String why) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String toString() {
        return name;
    }
}
