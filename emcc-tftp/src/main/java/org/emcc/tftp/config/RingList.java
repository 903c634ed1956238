package org.emcc.tftp.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.emcc.core.Decoded;
import org.emcc.core.internal.Require;
import org.emcc.core.internal.XmlException;
import org.emcc.tftp.TftpFormatException;
import org.emcc.tftp.internal.binding.PhoneFileBinding;
import org.emcc.tftp.internal.binding.RingListDocument;

/**
 * A list of ring tones: {@code Ringlist.xml} of 79xx, 69xx, 89xx and 99xx, {@code Ringlist-wb.xml} of 78xx and 88xx, and
 * {@code DISTINCTIVERINGLIST.XML}, all of one grammar; and {@code RINGLIST.DAT} of the first 7940 and 7960, which is plain text. Source: phone-config-files 5.2.
 *
 * @param rings the rings, in order; at most 50
 * @threadsafety immutable
 * @since 0.1.0
 */
public record RingList(List<Ring> rings) {
    /** The most that a phone reads. */
    public static final int MOST = 50;

    private static final int LARGEST_DAT = 2 * 1024 * 1024;

    /**
     * A ring tone.
     *
     * @param displayName what the menu shows; at most 25 characters
     * @param fileName the file with the samples, {@code .raw} or {@code .rwb}; at most 25 characters
     */
    public record Ring(String displayName, String fileName) {
        /**
         * Checks the lengths.
         *
         * @param displayName what the menu shows
         * @param fileName the file with the samples, {@code .raw} or {@code .rwb}
         * @throws IllegalArgumentException when one is too long or has control characters
         */
        public Ring {
            Require.textOrEmpty(displayName, "DisplayName", 25);
            Require.textOrEmpty(fileName, "FileName", 25);
        }
    }

    /**
     * Copies the list.
     *
     * @param rings the rings, in order
     * @throws IllegalArgumentException when there are more than 50
     */
    public RingList {
        rings = Require.list(rings, "rings");
        Require.range(rings.size(), "number of rings", 0, MOST);
    }

    /**
     * Reads a file. What it does not know is passed over; one ring that breaks a rule of this class refuses the whole file.
     *
     * @param file the bytes
     * @return the rings, or why they cannot be read
     */
    public static Decoded<RingList> decode(byte[] file) {
        Objects.requireNonNull(file, "file");
        try {
            List<Ring> found = new ArrayList<>();
            for (RingListDocument.Ring item :
                    PhoneFileBinding.read(file, RingListDocument.class, "CiscoIPPhoneRingList", name -> name).rings) {
                found.add(new Ring(Elements.trimmed(item.displayName), Elements.trimmed(item.fileName)));
            }
            return Decoded.ok(new RingList(found));
        } catch (XmlException e) {
            return Decoded.refused(e.where(), String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return Decoded.refused("Ring", String.valueOf(e.getMessage()));
        }
    }

    /**
     * Reads a file.
     *
     * @param file the bytes
     * @return the rings
     * @throws TftpFormatException when they cannot be read
     */
    public static RingList decodeOrThrow(byte[] file) {
        return TftpFormatException.unwrap(decode(file));
    }

    /**
     * Reads a {@code RINGLIST.DAT}, as the first 7940 and 7960 have it: in each line a name, a tabulator and a file. Blank lines without a
     * tabulator are passed over, as are blanks around a text; one line that breaks a rule of this class refuses the whole file. That the texts are ISO 8859-1 is <em>inferred</em>.
     *
     * @param file the bytes, at most 2097152
     * @return the rings, or why they cannot be read
     */
    public static Decoded<RingList> decodeDat(byte[] file) {
        Objects.requireNonNull(file, "file");
        if (file.length > LARGEST_DAT) {
            return Decoded.refused("byte " + LARGEST_DAT, "the file must have at most " + LARGEST_DAT + " bytes");
        }
        String text = new String(file, ISO_8859_1);
        List<Ring> found = new ArrayList<>();
        int number = 0;
        for (int from = 0; from < text.length(); ) {
            int end = text.indexOf('\n', from);
            String line = text.substring(from, end < 0 ? text.length() : end);
            from = end < 0 ? text.length() : end + 1;
            number++;
            int tab = line.indexOf('\t');
            if (tab < 0 && line.isBlank()) {
                continue;
            }
            try {
                if (tab < 0) {
                    throw new IllegalArgumentException("a ring must have a tabulator between its name and its file");
                }
                if (found.size() == MOST) {
                    throw new IllegalArgumentException("number of rings must be at most " + MOST);
                }
                found.add(new Ring(
                        line.substring(0, tab).strip(), line.substring(tab + 1).strip()));
            } catch (IllegalArgumentException e) {
                return Decoded.refused("line " + number, String.valueOf(e.getMessage()));
            }
        }
        return Decoded.ok(new RingList(found));
    }

    /**
     * Reads a {@code RINGLIST.DAT}.
     *
     * @param file the bytes
     * @return the rings
     * @throws TftpFormatException when they cannot be read
     */
    public static RingList decodeDatOrThrow(byte[] file) {
        return TftpFormatException.unwrap(decodeDat(file));
    }

    /**
     * Writes a {@code RINGLIST.DAT}, as the first 7940 and 7960 read it.
     *
     * @return a new array, in ISO 8859-1, with a question mark for what that has not
     * @throws IllegalArgumentException when a text begins or ends with a blank, which a reader drops
     */
    public byte[] encodeDat() {
        StringBuilder out = new StringBuilder();
        for (Ring ring : rings) {
            for (String text : List.of(ring.displayName, ring.fileName)) {
                if (!text.equals(text.strip())) {
                    throw new IllegalArgumentException(
                            "text in RINGLIST.DAT must not begin or end with a blank, which readers drop, but is \""
                                    + Require.clip(text) + "\"");
                }
            }
            out.append(ring.displayName).append('\t').append(ring.fileName).append("\r\n");
        }
        return out.toString().getBytes(ISO_8859_1);
    }

    /**
     * The name under which a family of phones asks for its list.
     *
     * @param family the family
     * @return {@code Ringlist-wb.xml} for 78xx and 88xx, {@code Ringlist.xml} for the others
     */
    public static String fileName(PhoneFamily family) {
        return RingFormat.of(family) == RingFormat.RWB ? "Ringlist-wb.xml" : "Ringlist.xml";
    }

    /**
     * Writes the file.
     *
     * @return a new array, in UTF-8
     */
    public byte[] encode() {
        RingListDocument document = new RingListDocument();
        for (Ring one : rings) {
            RingListDocument.Ring bound = new RingListDocument.Ring();
            bound.displayName = one.displayName;
            bound.fileName = one.fileName;
            document.rings.add(bound);
        }
        return PhoneFileBinding.write(document);
    }
}
