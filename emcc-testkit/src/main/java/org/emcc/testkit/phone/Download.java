package org.emcc.testkit.phone;

import org.emcc.core.id.ServiceAddress;

/** A file as it came, and by which way. */
final class Download {
    private final byte[] bytes;
    private final String by;

    private Download(byte[] bytes, String by) {
        this.bytes = bytes;
        this.by = by;
    }

    static Download overTftp(ServiceAddress server, byte[] bytes) {
        return new Download(bytes, "TFTP " + server);
    }

    static Download overHttp(ServiceAddress server, byte[] bytes) {
        return new Download(bytes, "HTTP " + server);
    }

    /** Not copied; nobody changes them. */
    byte[] bytes() {
        return bytes;
    }

    /** The protocol and the server's address. */
    String by() {
        return by;
    }
}
