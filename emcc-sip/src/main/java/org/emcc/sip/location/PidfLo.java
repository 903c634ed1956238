package org.emcc.sip.location;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.Decoded;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.internal.Require;
import org.emcc.sip.message.ContentType;
import org.emcc.sip.message.SipFormatException;
import org.emcc.sip.message.Uri;
import org.jspecify.annotations.Nullable;

/**
 * A location document: presence information with one location or more (PIDF-LO). It keeps the bytes that it was read from, with
 * everything that is not understood, and is written as it came.
 *
 * <p>{@link #product} writes the product's dialect, {@link #standard} the standard form. The dialect is not valid by the schemas
 * (sip 3.3 lists why); readers of other makers may refuse it.
 *
 * <p>Source: sip 3.2 to 3.4; RFC 3863, 4119, 5139, 5491.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class PidfLo {
    /** The media type of a location document. */
    public static final ContentType TYPE = ContentType.of("application", "pidf+xml");

    /** The most bytes of a document (sip 3.3). */
    public static final int MAX_BYTES = 65_536;

    /** How long a location may be kept where nothing else is said: what RFC 4119 assumes and the product writes. */
    public static final Duration RETENTION = Duration.ofHours(24);

    private final byte[] bytes;
    private final @Nullable String entity;
    private final List<LocationObject> locations;

    /** The bytes are copied. */
    PidfLo(byte[] bytes, @Nullable String entity, List<LocationObject> locations) {
        this.bytes = bytes.clone();
        this.entity = entity;
        this.locations = List.copyOf(locations);
    }

    /**
     * Reads a document in either form. Prefixes are resolved, so they may be any; namespaces may have white space around them.
     *
     * <p>Refused is what is not well-formed, has a DOCTYPE, more than {@value #MAX_BYTES} bytes, elements nested deeper than 32 or
     * more than 10,000 nodes, and what has another root than a {@code presence}. All else is read as far as it goes, with at most
     * 16 problems. A document without a location is returned with a problem.
     *
     * @param document the bytes
     * @return the document, or why there is none
     */
    public static Decoded<PidfLo> decode(byte[] document) {
        return PidfReader.read(Objects.requireNonNull(document, "document"));
    }

    /**
     * Reads a document, as {@link #decode(byte[])} does.
     *
     * @param document the bytes
     * @return the document
     * @throws SipFormatException when there is none
     */
    public static PidfLo decodeOrThrow(byte[] document) {
        Decoded<PidfLo> decoded = decode(document);
        return decoded.value()
                .orElseThrow(() -> new SipFormatException(decoded.problems().get(0)));
    }

    /**
     * A document as the product writes it, byte for byte: all fields of the address in the order of the product's page, constants
     * for the one whom it concerns, retransmission allowed, and to be kept for 24 hours. Its lines end with LF, the last one too
     * (inferred).
     *
     * <p>Source: sip 3.3.
     *
     * @param address the address, with one field or more
     * @param device on which side of the border the device stands
     * @param timestamp when the location is true; it is written in whole seconds; the years 1 to 9998
     * @return the document
     * @throws IllegalArgumentException when the address is empty or the time is out of range
     */
    public static PidfLo product(CivicAddress address, GeolocationDevice device, Instant timestamp) {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(device, "device");
        if (address.isEmpty()) {
            throw new IllegalArgumentException("address must have at least one field");
        }
        return written(PidfWriter.product(address, device, timestamp));
    }

    /**
     * Begins a document in the standard form, for one device.
     *
     * @param entity whom the presence concerns, such as {@code pres:sep020000aabbcc@vc.example}
     * @param deviceId the device, such as {@code mac:020000aabbcc}
     * @param timestamp when the location is true; it is written in whole seconds; the years 1 to 9998
     * @return a builder
     * @throws IllegalArgumentException when the time is out of range
     */
    public static Builder standard(Uri entity, Uri deviceId, Instant timestamp) {
        return new Builder(entity, deviceId, timestamp);
    }

    private static PidfLo written(String document) {
        byte[] bytes = document.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "a location document must have at most " + MAX_BYTES + " bytes, but has " + bytes.length);
        }
        return decodeOrThrow(bytes);
    }

    /**
     * Whom the presence concerns. The product writes a constant, so it identifies nobody.
     *
     * @return a URI as it stands, or empty when the document names none
     */
    public Optional<String> entity() {
        return Optional.ofNullable(entity);
    }

    /**
     * All locations.
     *
     * @return the locations in the order of the document
     */
    public List<LocationObject> locations() {
        return locations;
    }

    /**
     * The location to go by: the first of a device, else of a tuple, else of a person.
     *
     * @return the location, or empty when there is none
     */
    public Optional<LocationObject> preferred() {
        return locations.stream().min(Comparator.comparing(LocationObject::target));
    }

    /**
     * The document as bytes.
     *
     * @return a copy; of one that was read, the same bytes that it was read from
     */
    public byte[] encode() {
        return bytes.clone();
    }

    /** Two are equal when their bytes are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof PidfLo that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** How much there is; not where anybody is. */
    @Override
    public String toString() {
        return "location document " + locations + " (" + bytes.length + " bytes)";
    }

    /**
     * Puts a document in the standard form together.
     *
     * @threadsafety not thread-safe
     * @since 0.1.0
     */
    public static final class Builder {
        final Uri entity;
        final Uri deviceId;
        final Instant timestamp;
        final List<CivicLocation> civics = new ArrayList<>();
        String id = "device";
        boolean retransmission;
        Instant expiry;

        @Nullable
        String method;

        @Nullable
        GeolocationDevice device;

        private Builder(Uri entity, Uri deviceId, Instant timestamp) {
            this.entity = Objects.requireNonNull(entity, "entity");
            this.deviceId = Objects.requireNonNull(deviceId, "deviceId");
            this.timestamp = PidfWriter.seconds(timestamp, "timestamp");
            this.expiry = this.timestamp.plus(RETENTION);
        }

        /**
         * Adds a civic address. All of a document mean the same place; the first is the most preferred.
         *
         * @param civic the address, with one field or more
         * @return this builder
         * @throws IllegalArgumentException when the address is empty
         */
        public Builder civic(CivicLocation civic) {
            if (civic.isEmpty()) {
                throw new IllegalArgumentException("civic must have at least one field");
            }
            civics.add(civic);
            return this;
        }

        /**
         * Sets the id of the device's element; {@code device} by default.
         *
         * @param id a letter or underscore, then letters, digits, dots, hyphens and underscores, at most 64
         * @return this builder
         * @throws IllegalArgumentException when the id breaks its rule
         */
        public Builder id(String id) {
            if (!id.matches("[A-Za-z_][A-Za-z0-9._-]{0,63}")) {
                throw new IllegalArgumentException("id must be a letter or underscore and at most 63 letters, digits,"
                        + " dots, hyphens and underscores, but is \"" + Require.clip(id) + "\"");
            }
            this.id = id;
            return this;
        }

        /**
         * Allows the receiver to pass the location on, or not; not by default, as in RFC 4119.
         *
         * @param allowed whether the receiver may
         * @return this builder
         */
        public Builder retransmission(boolean allowed) {
            this.retransmission = allowed;
            return this;
        }

        /**
         * Sets until when the location may be kept; {@link PidfLo#RETENTION} from the timestamp by default.
         *
         * @param expiry the time; it is written in whole seconds; the years 1 to 9998
         * @return this builder
         * @throws IllegalArgumentException when the time is out of range
         */
        public Builder retentionExpiry(Instant expiry) {
            this.expiry = PidfWriter.seconds(expiry, "expiry");
            return this;
        }

        /**
         * Says how the location was found; not said by default.
         *
         * @param method a word of the register of methods, such as {@code Manual}
         * @return this builder
         * @throws IllegalArgumentException when it is not 1 to 64 characters without control characters
         */
        public Builder method(String method) {
            this.method = Require.text(method, "method", 64);
            return this;
        }

        /**
         * Says on which side of the border the device stands, in the product's own element; not said by default.
         *
         * @param device the side
         * @return this builder
         */
        public Builder device(GeolocationDevice device) {
            this.device = Objects.requireNonNull(device, "device");
            return this;
        }

        /**
         * Makes the document. The fields stand in the order of RFC 5139's schema.
         *
         * @return the document
         * @throws IllegalArgumentException when there is no civic address, or it would have more than {@value PidfLo#MAX_BYTES} bytes
         */
        public PidfLo build() {
            if (civics.isEmpty()) {
                throw new IllegalArgumentException("a location document must have a civic address");
            }
            return written(PidfWriter.standard(this));
        }
    }
}
