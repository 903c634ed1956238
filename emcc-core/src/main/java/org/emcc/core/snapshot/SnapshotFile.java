package org.emcc.core.snapshot;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;

/**
 * The file form of a snapshot: one XML document in UTF-8, to be stored, compared and attached to a ticket. Equal snapshots are written as
 * equal bytes.
 *
 * <pre>{@code
 * <?xml version="1.0" encoding="UTF-8"?>
 * <emccSnapshot version="1" title="New York">
 * <release>12.5(1)SU3</release>
 * <remark>base devices are not offered by AXL</remark>
 * <enterpriseParameters>
 * <parameter name="Cluster ID">NYC</parameter>
 * <parameter name="Default Geolocation"/>
 * </enterpriseParameters>
 * <featureParameters>
 * <parameter name="EMCC Geolocation Filter">gf-country</parameter>
 * </featureParameters>
 * <serviceParameters>
 * </serviceParameters>
 * <objects kind="phone">
 * <phone>
 * <name>SEP00AA11BB22C1</name>
 * <devicePoolName>dp-NYC</devicePoolName>
 * <geoLocationName/>
 * <lines>
 * <item>1;5001;PT-Internal;Desk 5001</item>
 * </lines>
 * <enableExtensionMobility>perhaps</enableExtensionMobility>
 * <other name="ringSettings">Ring</other>
 * </phone>
 * </objects>
 * <objects kind="srst">
 * </objects>
 * </emccSnapshot>
 * }</pre>
 *
 * <p>A kind of objects that has an element {@code objects} is known, though there may be none; a kind without is unknown. Inside,
 * {@link ObjectKind#element} names an object and {@link ObjectField#name} a field. A field without an element is unknown, one with an empty
 * element is absent, and any other text is the setting, valid or not. Fields of several values have an {@code item} for each; an invalid one has one for all of it. The same holds
 * of parameters, by their names. {@code other} holds what was read besides: the text of a plain element, or the XML inside it as a text.
 * A text with characters that XML cannot hold says {@code coded="true"}; in it a backslash is doubled, and such a character is a backslash,
 * {@code u} and four hexadecimal digits.
 *
 * <p><b>No secret is written or read.</b> A snapshot has none in its fields; of what was read besides, all is left out whose name, or a name
 * inside it, is that of a password, PIN, key or the like (our choice).
 *
 * <p>The reader takes at most 2<sup>30</sup> characters, 64 levels, 50,000,000 nodes, and 1,048,576 characters in one element. A DOCTYPE is
 * refused, and no entity is resolved. It goes through the document once, holds no more of it than one element besides the snapshot itself,
 * and shares settings that repeat. Elements that it does not know are kept as
 * {@link ClusterObject#others} and {@link ClusterSnapshot#others}, with a problem that says so. A setting that breaks its rule is no problem
 * of the file. A list of no values is read as absent.
 *
 * <p>Source: design 5; the form is the SDK's own.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class SnapshotFile {
    private SnapshotFile() {}

    /**
     * Writes a snapshot.
     *
     * @param snapshot the snapshot
     * @return the document in UTF-8
     */
    public static byte[] encode(ClusterSnapshot snapshot) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            write(snapshot, out);
        } catch (IOException e) {
            throw new UncheckedIOException("an array in memory takes every byte", e);
        }
        return out.toByteArray();
    }

    /**
     * Writes a snapshot, object by object.
     *
     * @param snapshot the snapshot
     * @param out takes the document; it is flushed, not closed
     * @throws IOException when it does not
     */
    public static void write(ClusterSnapshot snapshot, OutputStream out) throws IOException {
        SnapshotWriter.write(Objects.requireNonNull(snapshot, "snapshot"), Objects.requireNonNull(out, "out"));
    }

    /**
     * Reads a snapshot.
     *
     * @param document the document
     * @return the snapshot, with what was not understood; or why there is none
     */
    public static Decoded<ClusterSnapshot> decode(byte[] document) {
        try {
            return decode(new ByteArrayInputStream(Objects.requireNonNull(document, "document")));
        } catch (IOException e) {
            throw new UncheckedIOException("an array in memory gives every byte", e);
        }
    }

    /**
     * Reads a snapshot to the end of the bytes.
     *
     * @param document the document; it is not closed
     * @return the snapshot, with what was not understood; or why there is none. The place of a problem is its line
     * @throws IOException when the bytes cannot be read
     */
    public static Decoded<ClusterSnapshot> decode(InputStream document) throws IOException {
        return SnapshotReader.read(Objects.requireNonNull(document, "document"));
    }

    /**
     * Reads a snapshot or throws.
     *
     * @param document the document
     * @return the snapshot
     * @throws SnapshotFormatException when the document is none; the message has the position of the first reason
     */
    public static ClusterSnapshot decodeOrThrow(byte[] document) {
        return orThrow(decode(document));
    }

    /**
     * Reads a snapshot to the end of the bytes, or throws.
     *
     * @param document the document; it is not closed
     * @return the snapshot
     * @throws IOException when the bytes cannot be read
     * @throws SnapshotFormatException when the document is none; the message has the position of the first reason
     */
    public static ClusterSnapshot decodeOrThrow(InputStream document) throws IOException {
        return orThrow(decode(document));
    }

    private static ClusterSnapshot orThrow(Decoded<ClusterSnapshot> decoded) {
        return decoded.value().orElseThrow(() -> {
            Problem first = decoded.problems().get(0);
            return new SnapshotFormatException("file of a snapshot cannot be read: " + first);
        });
    }
}
