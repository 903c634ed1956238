package org.emcc.testkit.phone;

import java.util.Arrays;
import java.util.Objects;
import org.emcc.core.id.ServiceAddress;

/**
 * A file that the phone has fetched.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class FetchedFile {
    private final ServiceAddress server;
    private final String name;
    private final byte[] bytes;
    private final boolean redirect;

    FetchedFile(ServiceAddress server, String name, byte[] bytes, boolean redirect) {
        this.server = Objects.requireNonNull(server, "server");
        this.name = Objects.requireNonNull(name, "name");
        this.bytes = bytes;
        this.redirect = redirect;
    }

    /**
     * From which TFTP service.
     *
     * @return its address
     */
    public ServiceAddress server() {
        return server;
    }

    /**
     * Under which name.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * What was in it.
     *
     * @return a copy of the bytes
     */
    public byte[] bytes() {
        return bytes.clone();
    }

    /**
     * Whether it sent the phone to another cluster.
     *
     * @return true for a redirect
     */
    public boolean redirect() {
        return redirect;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FetchedFile that
                && server.equals(that.server)
                && name.equals(that.name)
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(server, name, Arrays.hashCode(bytes));
    }

    @Override
    public String toString() {
        return name + " from " + server + ", " + bytes.length + " bytes";
    }
}
