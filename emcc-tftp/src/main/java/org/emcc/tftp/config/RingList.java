package org.emcc.tftp.config;

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
 * {@code DISTINCTIVERINGLIST.XML}, all of one grammar. Source: phone-config-files 5.2.
 *
 * @param rings the rings, in order; at most 50
 * @threadsafety immutable
 * @since 0.1.0
 */
public record RingList(List<Ring> rings) {
    /** The most that a phone reads. */
    public static final int MOST = 50;

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
