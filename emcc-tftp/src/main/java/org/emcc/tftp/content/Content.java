package org.emcc.tftp.content;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * The bytes of a file and the version they are.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class Content {
    private final ByteBuffer bytes;
    private final String version;

    private Content(ByteBuffer bytes, String version) {
        this.bytes = bytes.asReadOnlyBuffer();
        this.version = version;
    }

    /**
     * Content of a version.
     *
     * @param bytes the file; copied
     * @param version what changes when the bytes do, such as a version stamp
     * @return the content
     */
    public static Content of(byte[] bytes, String version) {
        return ofOwn(bytes.clone(), version);
    }

    /** Of bytes that nobody else has. */
    static Content ofOwn(byte[] bytes, String version) {
        return new Content(ByteBuffer.wrap(bytes), Objects.requireNonNull(version, "version"));
    }

    /** What follows the first bytes, of the same version; not copied. */
    Content from(int first) {
        ByteBuffer rest = bytes.duplicate();
        return new Content(rest.position(first).slice(), version);
    }

    /**
     * The file.
     *
     * @return a read-only view with a position of its own
     */
    public ByteBuffer bytes() {
        return bytes.duplicate();
    }

    /**
     * The size of the file.
     *
     * @return bytes
     */
    public int size() {
        return bytes.remaining();
    }

    /**
     * What changes when the bytes do.
     *
     * @return the version
     */
    public String version() {
        return version;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Content that && bytes.equals(that.bytes) && version.equals(that.version);
    }

    @Override
    public int hashCode() {
        return bytes.hashCode();
    }

    /** Without the bytes, which may hold secrets. */
    @Override
    public String toString() {
        return "Content[" + size() + " bytes, version " + version + "]";
    }
}
