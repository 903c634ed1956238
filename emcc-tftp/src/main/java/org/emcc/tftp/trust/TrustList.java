package org.emcc.tftp.trust;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.core.internal.Require;
import org.emcc.tftp.TftpFormatException;

/**
 * A trust list of a cluster (CTL) or of one TFTP node (ITL): signed records, each a certificate in a role.
 *
 * <p>Source: phone-config-files 6.5.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class TrustList implements Envelope {
    /** The most bytes that are read or written. */
    public static final int MAX_BYTES = 1 << 20;

    /** The most bytes that phones take: about 39 certificates. */
    public static final int MAX_PHONE_BYTES = 1 << 16;

    /** More signers of lists than these are of no use to phones. */
    private static final int USEFUL_SIGNERS = 2;

    private final byte[] file;
    private final EnvelopeHeader header;
    private final List<TrustRecord> records;

    private TrustList(byte[] file, EnvelopeHeader header, List<TrustRecord> records) {
        this.file = file;
        this.header = header;
        this.records = records;
    }

    /**
     * Begins a list with signer version 1.0 over SHA-1, which every phone takes.
     *
     * @param kind which of the two; it decides on the name in the header
     * @param time what the list says of when it was signed, cut to seconds: 1970 to 2106
     * @return the beginning, without records
     * @throws IllegalArgumentException when the time is outside
     */
    public static Builder builder(TrustListKind kind, Instant time) {
        return new Builder(kind, time);
    }

    /**
     * Reads a trust list. The signature is not checked: {@link #check} does.
     *
     * @param file the whole file, at most {@link #MAX_BYTES}
     * @return the list, with at most 100 problems and one that says that there are more; or why it is none; the position is the
     *     byte offset
     */
    public static Decoded<TrustList> decode(byte[] file) {
        Objects.requireNonNull(file, "file");
        if (file.length > MAX_BYTES) {
            return Decoded.refused(
                    "byte " + MAX_BYTES,
                    "a trust list must have at most " + MAX_BYTES + " bytes, but has " + file.length);
        }
        byte[] kept = file.clone();
        try {
            EnvelopeHeader header = EnvelopeHeader.read(kept);
            if (!header.version().equals(EnvelopeVersion.V1_2)) {
                return Decoded.refused("byte 0", "a trust list has version 1.2, but this has " + header.version());
            }
            List<Problem> problems = new ArrayList<>(header.problems());
            List<TrustRecord> records = new ArrayList<>();
            int at = header.length();
            while (at < kept.length) {
                TrustRecord record = TrustRecord.read(kept, at);
                if (problems.size() <= Remarks.MOST) {
                    record.check(problems);
                }
                records.add(record);
                at += TlvReader.number16(kept, at + 3);
            }
            return new Decoded.Ok<>(new TrustList(kept, header, List.copyOf(records)), Remarks.cut(problems));
        } catch (Malformed e) {
            return e.refusal();
        }
    }

    /**
     * Reads a trust list.
     *
     * @param file the whole file, at most {@link #MAX_BYTES}
     * @return the list
     * @throws TftpFormatException when it is none
     */
    public static TrustList decodeOrThrow(byte[] file) {
        return TftpFormatException.unwrap(decode(file));
    }

    @Override
    public EnvelopeHeader header() {
        return header;
    }

    /**
     * Which of the two it is.
     *
     * @return the kind by the name in the header; empty when the header has another name, which phones refuse
     */
    public Optional<TrustListKind> kind() {
        return TrustListKind.of(header.fileName());
    }

    /**
     * What it lists.
     *
     * @return the records in order; unmodifiable
     */
    public List<TrustRecord> records() {
        return records;
    }

    /**
     * The records of a role.
     *
     * @param role the role
     * @return the records in order; unmodifiable
     */
    public List<TrustRecord> records(TrustRole role) {
        Objects.requireNonNull(role, "role");
        return records.stream().filter(record -> record.hasRole(role)).toList();
    }

    @Override
    public byte[] encode() {
        return file.clone();
    }

    @Override
    public SignatureCheck verify(PublicKey key) {
        Objects.requireNonNull(key, "key");
        return Signatures.check(key, header, file);
    }

    /**
     * Checks all that can be checked without knowing the phone: the size, the name in the header, that a record with the role
     * SAST is the signer, and the signature by the key of that record. Of several such records at most eight are tried, and the
     * first counts whose key fits (inferred).
     *
     * @return the record that signed, or why no phone takes the list
     */
    public ListCheck check() {
        if (file.length > MAX_PHONE_BYTES) {
            return new ListCheck.Refused(TrustRefusal.LIST_TOO_LARGE);
        }
        return checkAllButSize();
    }

    private ListCheck checkAllButSize() {
        if (kind().isEmpty()) {
            return new ListCheck.Refused(TrustRefusal.WRONG_NAME);
        }
        return Signatures.signer(this, records, TrustRole.SAST::equals)
                .orElseGet(() -> new ListCheck.Refused(TrustRefusal.SIGNER_NOT_LISTED));
    }

    /** Whether a phone that holds this list can know a TVS by it: elliptic-curve records count with signer version 1.1 only. */
    boolean knowsTvs() {
        return records(TrustRole.TVS).stream()
                .flatMap(record -> record.key().stream())
                .anyMatch(key -> key instanceof RSAPublicKey || (key instanceof ECPublicKey && usesCurves()));
    }

    private boolean usesCurves() {
        return header.signerVersion().filter(EnvelopeVersion.V1_1::equals).isPresent();
    }

    /**
     * What is allowed, but weak or of no use: a size that breaks phones, a single signer (when it is lost, no phone takes
     * another list), more than two, SHA-1, keys of the signer that are weak or too long for phones, elliptic-curve records where
     * the signer version makes phones ignore them, records that contradict their certificate. At most some hundred are told.
     *
     * @return remarks for an operator; none when all is well
     */
    public List<Problem> remarks() {
        List<Problem> remarks = new ArrayList<>();
        if (file.length > MAX_PHONE_BYTES) {
            remarks.add(new Problem(
                    "list", "phones take lists of at most " + MAX_PHONE_BYTES + " bytes, but this has " + file.length));
        }
        int signers = signersUpTo(USEFUL_SIGNERS + 1);
        if (signers < USEFUL_SIGNERS) {
            remarks.add(new Problem(
                    "list",
                    "there should be two signers (role SAST); without a second the loss of the first strands phones"));
        } else if (signers > USEFUL_SIGNERS) {
            remarks.add(new Problem("list", "two signers (role SAST) are of use to phones, but there are more"));
        }
        if (checkAllButSize() instanceof ListCheck.SignedBy signed) {
            signed.signer().key().ifPresent(key -> remarks.addAll(Remarks.of(signed.digest(), key)));
        }
        boolean hasCurves = records.stream()
                .flatMap(record -> record.key().stream())
                .anyMatch(key -> key.getAlgorithm().equals("EC"));
        if (hasCurves && !usesCurves()) {
            remarks.add(new Problem(
                    "signer version", "phones ignore records of elliptic curves unless the signer version is 1.1"));
        }
        for (int i = 0; i < records.size() && remarks.size() <= Remarks.MOST; i++) {
            int number = i + 1;
            records.get(i).contradiction().ifPresent(message -> remarks.add(new Problem("record " + number, message)));
        }
        return Remarks.cut(remarks);
    }

    /** How many different signers there are, counted no further than to a few: the names come from anywhere. */
    private int signersUpTo(int most) {
        List<SignerId> different = new ArrayList<>();
        for (TrustRecord record : records) {
            if (different.size() == most) {
                break;
            }
            if (record.hasRole(TrustRole.SAST)) {
                record.id().filter(id -> !different.contains(id)).ifPresent(different::add);
            }
        }
        return different.size();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrustList that && Arrays.equals(file, that.file);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(file);
    }

    /** The header and the number of records. */
    @Override
    public String toString() {
        return "TrustList[" + header + ", " + records.size() + " records]";
    }

    /**
     * Makes a trust list. The same parts, time and key always give the same bytes.
     *
     * @threadsafety not thread-safe
     * @since 0.1.0
     */
    public static final class Builder {
        private final TrustListKind kind;
        private final Instant time;
        private final List<TrustRecord> records = new ArrayList<>();
        private EnvelopeVersion signerVersion = EnvelopeVersion.V1_0;
        private FileDigest digest = FileDigest.SHA_1;

        private Builder(TrustListKind kind, Instant time) {
            this.kind = Objects.requireNonNull(kind, "kind");
            this.time = EnvelopeHeader.requireTime(time);
        }

        /**
         * Adds a record behind the others. The signer needs one with the role SAST.
         *
         * @param record the record
         * @return this
         */
        public Builder record(TrustRecord record) {
            records.add(Objects.requireNonNull(record, "record"));
            return this;
        }

        /**
         * Signs by another digest; phones that do not know it refuse the list.
         *
         * @param digest by default {@link FileDigest#SHA_1}
         * @return this
         */
        public Builder digest(FileDigest digest) {
            this.digest = Objects.requireNonNull(digest, "digest");
            return this;
        }

        /**
         * Tells phones whether elliptic-curve certificates are in use.
         *
         * @param signerVersion {@link EnvelopeVersion#V1_0}, the default, or {@link EnvelopeVersion#V1_1} when they are
         * @return this
         * @throws IllegalArgumentException when it is neither
         */
        public Builder signerVersion(EnvelopeVersion signerVersion) {
            if (!signerVersion.equals(EnvelopeVersion.V1_0) && !signerVersion.equals(EnvelopeVersion.V1_1)) {
                throw new IllegalArgumentException(
                        "signer version of a trust list must be 1.0 or 1.1, but is " + signerVersion);
            }
            this.signerVersion = signerVersion;
            return this;
        }

        /**
         * Signs and builds. A list of more than {@link TrustList#MAX_PHONE_BYTES} is built, but {@link TrustList#remarks} says
         * that phones do not take it.
         *
         * @param signer the key, RSA of 1024, 2048 or 4096 bits; phones take at most 2048
         * @return the list
         * @throws IllegalArgumentException when the key is none of these, when no record with the role SAST is the signer's
         *     with its key, when its names do not fit into a header, or when the list would exceed {@link TrustList#MAX_BYTES}
         * @throws IllegalStateException when the signature is not that of its certificate
         */
        public TrustList build(FileSigner signer) {
            X509Certificate certificate = signer.certificate();
            Predicate<SignerId> isSigner = SignerId.of(certificate).matcher();
            if (records.stream()
                    .noneMatch(record -> record.hasRole(TrustRole.SAST)
                            && record.id().filter(isSigner).isPresent())) {
                throw new IllegalArgumentException(
                        "trust list must have a record with the role SAST for its signer, which it has not");
            }
            byte[] body = Bytes.join(records.stream().map(TrustRecord::encode).toArray(byte[][]::new));
            byte[] file = EnvelopeWriter.write(
                    new EnvelopeWriter.Plan(
                            EnvelopeVersion.V1_2,
                            List.of(TlvElement.number(EnvelopeHeader.SIGNER_VERSION, 2, signerVersion.number())),
                            kind.fileName(),
                            time,
                            List.of()),
                    body,
                    digest,
                    certificate,
                    signer);
            Require.range(file.length, "number of bytes in a trust list", 0, MAX_BYTES);
            TrustList list = decodeOrThrow(file);
            if (list.checkAllButSize() instanceof ListCheck.Refused refused) {
                throw new IllegalArgumentException(
                        "trust list must be signed by the key in its record with the role SAST for the signer, but is not: "
                                + refused.reason().message());
            }
            return list;
        }
    }
}
