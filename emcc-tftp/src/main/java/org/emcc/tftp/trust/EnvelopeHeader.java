package org.emcc.tftp.trust;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.emcc.core.Problem;
import org.emcc.core.internal.Require;

/**
 * The header of a signed file, an encrypted file or a trust list.
 *
 * <p>Source: phone-config-files 6.2.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class EnvelopeHeader {
    /** The most bytes of a header: its length has 16 bits. */
    public static final int MAX_BYTES = 0xFFFF;

    static final int VERSION = 1;
    static final int LENGTH = 2;
    static final int SIGNER = 3;
    static final int SIGNER_NAME = 4;
    static final int SERIAL = 5;
    static final int ISSUER = 6;
    static final int SIGNATURE_GROUP = 7;
    static final int DIGEST = 8;
    static final int ALGORITHM_GROUP = 9;
    static final int ALGORITHM = 10;
    static final int MODULUS = 11;
    static final int SIGNATURE = 12;
    static final int FILE_NAME = 14;
    static final int TIME = 15;
    static final int SIGNER_VERSION = 28;

    /** Version and length: 5 bytes each. */
    private static final int LEAST_BYTES = 10;

    private final List<TlvElement> elements;
    private final Map<Integer, TlvElement> byTag = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final EnvelopeVersion version;
    private final int length;
    private final SignerId signer;
    private final int digestNumber;
    private final int algorithm;
    private final TlvElement signature;
    private final String fileName;

    private EnvelopeHeader(List<TlvElement> elements, int length) throws Malformed {
        this.elements = elements;
        this.length = length;
        index(elements);
        version = EnvelopeVersion.of(number(VERSION, "version", 2));
        signer = new SignerId(
                text(SIGNER_NAME, "name of the signer"),
                text(ISSUER, "issuer of the signer"),
                new BigInteger(1, need(SERIAL, "serial number of the signer").value()));
        digestNumber = (int) number(DIGEST, "digest", 1);
        algorithm = (int) number(ALGORITHM, "signature algorithm", 1);
        signature = need(SIGNATURE, "signature");
        int modulus = (int) number(MODULUS, "modulus", 1);
        if (modulus > 3 || signature.length() != 64 << modulus) {
            throw new Malformed(
                    signature.at(),
                    "signature must have as many bytes as its modulus says (64, 128, 256 or 512 for 0 to 3), but has "
                            + signature.length() + " where it says " + modulus);
        }
        fileName = text(FILE_NAME, "file name");
        checkForm();
    }

    /** Whether bytes begin with a version and a header length. */
    static boolean begins(byte[] file) {
        return file.length >= LEAST_BYTES
                && file[0] == VERSION
                && TlvReader.number16(file, 1) == 2
                && file[5] == LENGTH
                && TlvReader.number16(file, 6) == 2;
    }

    static EnvelopeHeader read(byte[] file) throws Malformed {
        if (!begins(file)) {
            throw new Malformed(
                    0,
                    "not an envelope: a signed file, an encrypted file or a trust list begins with its version and the"
                            + " length of its header");
        }
        int length = TlvReader.number16(file, 8);
        if (length < LEAST_BYTES || length > file.length) {
            throw new Malformed(
                    5,
                    "length of the header must be from " + LEAST_BYTES + " to the " + file.length
                            + " bytes of the file, but is " + length);
        }
        return new EnvelopeHeader(TlvReader.header(file, length), length);
    }

    private void index(List<TlvElement> some) {
        for (TlvElement element : some) {
            if (!element.isPadding()) {
                byTag.putIfAbsent(element.tag(), element);
            }
            index(element.children());
        }
    }

    private void checkForm() {
        int padding = 0;
        for (TlvElement element : elements) {
            if (element.isPadding()) {
                padding++;
            } else if (padding > 0) {
                problems.add(new Problem(
                        Malformed.where(element.at()), "padding must end the header, but an element follows it"));
                break;
            }
        }
        if (length % 4 != 0 || padding > 3) {
            problems.add(new Problem(
                    Malformed.where(5),
                    "header must be padded by at most 3 bytes to a multiple of 4, but has " + length + " bytes, "
                            + padding + " of them padding"));
        }
        oddLength(TIME, "time stamp", 4);
        oddLength(SIGNER_VERSION, "signer version", 2);
    }

    private void oddLength(int tag, String what, int bytes) {
        element(tag)
                .filter(element -> element.length() != bytes)
                .ifPresent(element -> problems.add(new Problem(
                        Malformed.where(element.at()),
                        what + " must have " + bytes + " bytes, but has " + element.length() + " and is not read")));
    }

    Optional<TlvElement> element(int tag) {
        return Optional.ofNullable(byTag.get(tag));
    }

    TlvElement need(int tag, String what) throws Malformed {
        TlvElement element = byTag.get(tag);
        if (element == null) {
            throw new Malformed(length, "header must have a " + what + " (tag " + tag + "), but ends without one");
        }
        return element;
    }

    long number(int tag, String what, int bytes) throws Malformed {
        TlvElement element = need(tag, what);
        return element.number(bytes)
                .orElseThrow(() -> new Malformed(
                        element.at(), what + " must have " + bytes + " bytes, but has " + element.length()));
    }

    private String text(int tag, String what) throws Malformed {
        TlvElement element = need(tag, what);
        if (!element.endsAsText()) {
            problems.add(new Problem(
                    Malformed.where(element.at()),
                    what + " must have one NUL, at its end; what is before the first is read"));
        }
        return element.text();
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /**
     * The version of the format.
     *
     * @return the version
     */
    public EnvelopeVersion version() {
        return version;
    }

    /**
     * How many bytes stand before the body, signature and padding included.
     *
     * @return 10 to {@link #MAX_BYTES}
     */
    public int length() {
        return length;
    }

    /**
     * Who signed.
     *
     * @return the signer, as the file names it
     */
    public SignerId signer() {
        return signer;
    }

    /**
     * The number of the digest, known or not.
     *
     * @return 0 to 255
     * @see FileDigest
     */
    public int digestNumber() {
        return digestNumber;
    }

    /** The number of the signature algorithm; 0 is RSA. */
    int algorithm() {
        return algorithm;
    }

    TlvElement signature() {
        return signature;
    }

    /**
     * The name of the file as a phone asks it, {@code .sgn} and folders included; in a trust list always the generic name.
     *
     * @return the name; may be empty in a file of others
     */
    public String fileName() {
        return fileName;
    }

    /**
     * When it was signed.
     *
     * @return the time in whole seconds; empty in the vendor's firmware
     */
    public Optional<Instant> signedAt() {
        return element(TIME).flatMap(element -> element.number(4)).map(Instant::ofEpochSecond);
    }

    /**
     * What the signer of a trust list expects of phones: 1.1 says that elliptic-curve certificates are in use.
     *
     * @return the version; empty in other files
     */
    public Optional<EnvelopeVersion> signerVersion() {
        return element(SIGNER_VERSION).flatMap(element -> element.number(2)).map(EnvelopeVersion::of);
    }

    /**
     * All elements, known or not.
     *
     * @return the elements in order, padding too; unmodifiable
     */
    public List<TlvElement> elements() {
        return elements;
    }

    static Instant requireTime(Instant time) {
        long seconds = time.getEpochSecond();
        if (seconds < 0 || seconds > 0xFFFF_FFFFL) {
            throw new IllegalArgumentException(
                    "time stamp of a file must be from 1970 to 2106 (32 bits of seconds), but is " + time);
        }
        return time;
    }

    static String requireFileName(String name) {
        return Require.text(name, "file name in a header", 1024);
    }

    /** The version, the name and the signer. */
    @Override
    public String toString() {
        return "EnvelopeHeader[" + version + ", \"" + Require.clip(fileName) + "\", signed by \""
                + Require.clip(signer.subject()) + "\"]";
    }
}
