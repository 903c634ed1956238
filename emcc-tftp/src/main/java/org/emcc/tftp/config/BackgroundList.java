package org.emcc.tftp.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.emcc.core.Decoded;
import org.emcc.core.internal.Require;
import org.emcc.core.internal.XmlException;
import org.emcc.tftp.TftpFormatException;
import org.emcc.tftp.internal.binding.BackgroundListDocument;
import org.emcc.tftp.internal.binding.PhoneFileBinding;

/**
 * A list of background pictures, {@code Desktops/<width>x<height>x<depth>/List.xml}. Source: phone-config-files 5.8.
 *
 * @param pictures the pictures, in order; at most 50
 * @threadsafety immutable
 * @since 0.1.0
 */
public record BackgroundList(List<Picture> pictures) {
    /** The most that a phone reads. */
    public static final int MOST = 50;

    /**
     * A picture.
     *
     * @param thumbnail where the small picture is, for example {@code TFTP:Desktops/320x212x16/a-tn.png}; at most 255 characters
     * @param picture where the picture itself is; at most 255 characters
     */
    public record Picture(String thumbnail, String picture) {
        /**
         * Checks the lengths.
         *
         * @param thumbnail where the small picture is, for example {@code TFTP:Desktops/320x212x16/a-tn.png}
         * @param picture where the picture itself is
         * @throws IllegalArgumentException when one is too long or has control characters
         */
        public Picture {
            Require.textOrEmpty(thumbnail, "Image", 255);
            Require.textOrEmpty(picture, "URL", 255);
        }
    }

    /**
     * Copies the list.
     *
     * @param pictures the pictures, in order
     * @throws IllegalArgumentException when there are more than 50
     */
    public BackgroundList {
        pictures = Require.list(pictures, "pictures");
        Require.range(pictures.size(), "number of pictures", 0, MOST);
    }

    /**
     * Reads a file. What it does not know is passed over; one picture that breaks a rule of this class refuses the whole file.
     *
     * @param file the bytes
     * @return the pictures, or why they cannot be read
     */
    public static Decoded<BackgroundList> decode(byte[] file) {
        Objects.requireNonNull(file, "file");
        try {
            List<Picture> found = new ArrayList<>();
            for (BackgroundListDocument.Item item : PhoneFileBinding.read(
                            file, BackgroundListDocument.class, "CiscoIPPhoneImageList", name -> name)
                    .items) {
                found.add(new Picture(Elements.trimmed(item.image), Elements.trimmed(item.url)));
            }
            return Decoded.ok(new BackgroundList(found));
        } catch (XmlException e) {
            return Decoded.refused(e.where(), String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return Decoded.refused("ImageItem", String.valueOf(e.getMessage()));
        }
    }

    /**
     * Reads a file.
     *
     * @param file the bytes
     * @return the pictures
     * @throws TftpFormatException when they cannot be read
     */
    public static BackgroundList decodeOrThrow(byte[] file) {
        return TftpFormatException.unwrap(decode(file));
    }

    /**
     * Writes the file.
     *
     * @return a new array, in UTF-8
     */
    public byte[] encode() {
        BackgroundListDocument document = new BackgroundListDocument();
        for (Picture one : pictures) {
            BackgroundListDocument.Item bound = new BackgroundListDocument.Item();
            bound.image = one.thumbnail;
            bound.url = one.picture;
            document.items.add(bound);
        }
        return PhoneFileBinding.write(document);
    }
}
