package org.emcc.tftp.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
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
     * The screen of a model, which gives its list and pictures their folder and size.
     *
     * @param width of a picture, in pixels
     * @param height of a picture, in pixels
     * @param depth bits of a pixel
     * @param thumbnailWidth of the small picture, in pixels; 0 for a key module, which shows what was chosen at the phone
     * @param thumbnailHeight of the small picture, in pixels; 0 for a key module
     * @threadsafety immutable
     * @since 0.1.0
     */
    public record Screen(int width, int height, int depth, int thumbnailWidth, int thumbnailHeight) {
        /**
         * Checks the numbers.
         *
         * @param width of a picture
         * @param height of a picture
         * @param depth bits of a pixel
         * @param thumbnailWidth of the small picture
         * @param thumbnailHeight of the small picture
         * @throws IllegalArgumentException when a length is none of 1 to 9999 (0 for a thumbnail), or the depth none of 1 to 32
         */
        public Screen {
            Require.range(width, "width", 1, 9999);
            Require.range(height, "height", 1, 9999);
            Require.range(depth, "depth", 1, 32);
            Require.range(thumbnailWidth, "width of a thumbnail", 0, 9999);
            Require.range(thumbnailHeight, "height of a thumbnail", 0, 9999);
        }

        /**
         * The screen of a model.
         *
         * @param model for example {@code Cisco 8851}, where the first number of four digits counts, or the name of a key module,
         *     {@code BEKEM}, {@code CP-8800-Audio} or {@code CP-8800-Video}
         * @return the screen, or empty when no source names it
         */
        public static Optional<Screen> ofModel(String model) {
            String name = Objects.requireNonNull(model, "model");
            return switch (name.equals("BEKEM") || name.startsWith("CP-8800-")
                    ? name
                    : PhoneModels.number(name).orElse("")) {
                case "7906", "7911" -> Optional.of(new Screen(95, 34, 1, 23, 8));
                case "7941", "7942", "7961", "7962" -> Optional.of(new Screen(320, 196, 4, 80, 53));
                case "7945", "7965" -> Optional.of(new Screen(320, 212, 16, 80, 53));
                case "7970", "7971" -> Optional.of(new Screen(320, 212, 12, 80, 53));
                case "7975" -> Optional.of(new Screen(320, 216, 16, 80, 53));
                case "8821" -> Optional.of(new Screen(240, 320, 24, 117, 117));
                case "8841", "8845", "8851", "8861", "8865" -> Optional.of(new Screen(800, 480, 24, 139, 109));
                case "8941", "8945", "8961", "9951", "9971" -> Optional.of(new Screen(640, 480, 24, 123, 111));
                case "BEKEM" -> Optional.of(new Screen(272, 480, 24, 0, 0));
                case "CP-8800-Audio", "CP-8800-Video" -> Optional.of(new Screen(320, 480, 24, 0, 0));
                default -> Optional.empty();
            };
        }

        /**
         * Where its pictures are.
         *
         * @return for example {@code Desktops/800x480x24}
         */
        public String directory() {
            return "Desktops/" + width + "x" + height + "x" + depth;
        }

        /**
         * Where its list is.
         *
         * @return for example {@code Desktops/800x480x24/List.xml}
         */
        public String listName() {
            return directory() + "/List.xml";
        }
    }

    /**
     * What phones would not show: pictures that are not named as {@code TFTP:Desktops/…} with PNG at the end. At most 200 findings.
     *
     * @return the findings; empty when there are none
     */
    public List<Problem> check() {
        Findings findings = new Findings("CiscoIPPhoneImageList");
        for (int i = 0; i < pictures.size(); i++) {
            fits(findings, i, "Image", pictures.get(i).thumbnail);
            fits(findings, i, "URL", pictures.get(i).picture);
        }
        return findings.list();
    }

    private static void fits(Findings findings, int index, String attribute, String url) {
        if (!url.startsWith("TFTP:Desktops/") || !url.toLowerCase(Locale.ROOT).endsWith(".png")) {
            findings.add(
                    "ImageItem " + (index + 1),
                    attribute + " must be TFTP:Desktops/… with .png at the end, but is \"" + Require.clip(url) + "\".");
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
