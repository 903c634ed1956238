package org.emcc.testkit.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.emcc.certs.depot.CertificateDepot;

/** A depot that an application brings: files in memory. */
class InMemoryDepot implements CertificateDepot {
    final ConcurrentSkipListMap<String, byte[]> files = new ConcurrentSkipListMap<>();

    @Override
    public List<String> names() {
        return List.copyOf(files.keySet());
    }

    @Override
    public Optional<byte[]> read(String name, int most) {
        return Optional.ofNullable(files.get(checked(name)))
                .map(content -> Arrays.copyOf(content, Math.min(content.length, most)));
    }

    @Override
    public void write(String name, byte[] content) {
        files.put(checked(name), content.clone());
    }

    @Override
    public boolean delete(String name) {
        return files.remove(checked(name)) != null;
    }

    String checked(String name) {
        boolean good = !name.isEmpty()
                && name.length() <= 255
                && name.charAt(0) != '.'
                && name.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
        if (!good) {
            throw new IllegalArgumentException("no name of a file in a depot");
        }
        return name;
    }
}
