package org.emcc.certs.depot;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A depot of which one thing is asked at a time. File systems other than the platform's own have one connection, and some fail when
 * several threads write by it (Apache MINA SSHD 2.x).
 */
final class OneAtATime implements CertificateDepot {
    private final CertificateDepot depot;

    OneAtATime(CertificateDepot depot) {
        this.depot = depot;
    }

    @Override
    public synchronized List<String> names() {
        return depot.names();
    }

    @Override
    public synchronized List<String> names(Predicate<? super String> wanted) {
        return depot.names(wanted);
    }

    @Override
    public synchronized Optional<byte[]> read(String name, int most) {
        return depot.read(name, most);
    }

    @Override
    public synchronized void write(String name, byte[] content) {
        depot.write(name, content);
    }

    @Override
    public synchronized void writeUnforced(String name, byte[] content) {
        depot.writeUnforced(name, content);
    }

    @Override
    public synchronized boolean delete(String name) {
        return depot.delete(name);
    }

    @Override
    public String toString() {
        return depot.toString();
    }
}
