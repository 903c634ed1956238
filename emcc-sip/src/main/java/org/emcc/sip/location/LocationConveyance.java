package org.emcc.sip.location;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.sip.message.SipMessage;
import org.emcc.sip.message.SipRequest;

/**
 * Which locations a message conveys. Only what a Geolocation header names counts: a location document that none names is not used.
 *
 * <p>Source: sip 3.5 and 3.6; RFC 6442.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class LocationConveyance {
    /** The option tag of the drafts, as the product writes it. */
    public static final String DRAFT_TAG = "Geolocation";

    /** The option tag of RFC 6442 for those who fetch locations by SIP. */
    public static final String SIP_TAG = "geolocation-sip";

    /** The option tag of RFC 6442 for those who fetch locations by HTTP. */
    public static final String HTTP_TAG = "geolocation-http";

    private static final List<String> TAGS = List.of(DRAFT_TAG, SIP_TAG, HTTP_TAG);

    private final List<ConveyedLocation> locations;
    private final GeolocationRouting routing;
    private final List<Problem> problems;
    private final boolean unreadable;

    private LocationConveyance(
            List<ConveyedLocation> locations, GeolocationRouting routing, List<Problem> problems, boolean unreadable) {
        this.locations = List.copyOf(locations);
        this.routing = routing;
        this.problems = List.copyOf(problems);
        this.unreadable = unreadable;
    }

    /**
     * Reads what a message conveys, in the form of the standard or of the product. A {@code cid:} URI means the part of the body, or
     * the whole body, that has its Content-ID, with or without angle brackets; parts of parts are looked through, depth first.
     *
     * @param message the message
     * @return what it conveys, which may be nothing
     */
    public static LocationConveyance of(SipMessage message) {
        Decoded<List<GeolocationValue>> values = GeolocationValue.of(message);
        List<Problem> problems = new ArrayList<>(values.problems());
        boolean unreadable = !problems.isEmpty();
        Decoded<GeolocationRouting> routing = GeolocationRouting.of(message);
        problems.addAll(routing.problems());
        LocationBody body = LocationBody.of(message, problems);
        Map<ContentId, ConveyedLocation> read = new HashMap<>();
        Set<ContentId> named = new HashSet<>();
        List<ConveyedLocation> found = new ArrayList<>();
        for (GeolocationValue value : values.value().orElse(List.of())) {
            if (!value.uri().scheme().equals("cid")) {
                found.add(new ConveyedLocation.Elsewhere(value));
                continue;
            }
            Optional<ContentId> id = value.contentId();
            if (id.isEmpty()) {
                found.add(LocationBody.broken(value, "the URI must name a Content-ID"));
                continue;
            }
            named.add(id.get());
            ConveyedLocation first = read.computeIfAbsent(id.get(), missing -> body.follow(value, missing));
            found.add(again(first, value));
        }
        body.unnamed(named).forEach(problems::add);
        return new LocationConveyance(found, routing.value().orElse(GeolocationRouting.NO), problems, unreadable);
    }

    /** A document is read once, however many values mean it. */
    private static ConveyedLocation again(ConveyedLocation first, GeolocationValue value) {
        if (first instanceof ConveyedLocation.Here here) {
            return new ConveyedLocation.Here(value, here.document(), here.problems());
        }
        return first instanceof ConveyedLocation.Broken broken
                ? new ConveyedLocation.Broken(value, broken.error(), broken.problem())
                : first;
    }

    /**
     * Where the values of all Geolocation headers lead to.
     *
     * @return one for each value that can be read, in their order
     */
    public List<ConveyedLocation> locations() {
        return locations;
    }

    /**
     * The document to go by.
     *
     * @return the first that is in the message and can be read, or empty when there is none
     */
    public Optional<PidfLo> document() {
        for (ConveyedLocation location : locations) {
            if (location instanceof ConveyedLocation.Here here) {
                return Optional.of(here.document());
            }
        }
        return Optional.empty();
    }

    /**
     * Whether the request may be routed by its location. What cannot be read allows nothing.
     *
     * @return the value of Geolocation-Routing
     */
    public GeolocationRouting routing() {
        return routing;
    }

    /**
     * What the sender is owed: in a response {@value GeolocationError#STATUS}, or in another one when the request is served
     * anyway.
     *
     * @return the error, or empty when no location was conveyed, or one that can be read or fetched
     */
    public Optional<GeolocationError> error() {
        Optional<GeolocationError> error = unreadable ? Optional.of(GeolocationError.CANNOT_PROCESS) : Optional.empty();
        for (ConveyedLocation location : locations) {
            if (!(location instanceof ConveyedLocation.Broken broken)) {
                return Optional.empty();
            }
            error = Optional.of(broken.error());
        }
        return error;
    }

    /**
     * What broke a rule in the headers and the body, and location documents that were not used.
     *
     * @return the problems; those of the documents are in {@link #locations()}
     */
    public List<Problem> problems() {
        return problems;
    }

    /** How many locations there are; not where anybody is. */
    @Override
    public String toString() {
        return locations.size() + " locations, routing " + routing + ", " + problems.size() + " problems";
    }

    /**
     * A request with a location document and the header that names it.
     *
     * <p>A request with a body gets one of several parts, the body first. The headers that describe it move with it; a
     * {@code multipart/mixed} body just gets one part more. A request without a body, which leaves the offer to the other side, gets
     * the document as its whole body. In the product's form that Content-ID has no angle brackets, {@code MIME-Version} is written
     * as the product writes it, and {@code Supported: Geolocation} is added where it is missing. Source: sip 3.5 and 3.6.
     *
     * @param request the request
     * @param document the location document
     * @param value what the Geolocation header says; its URI is a {@code cid:}
     * @param dialect the form
     * @return the longer request; the header stands behind others of its name
     * @throws IllegalArgumentException when the URI is no {@code cid:} or its Content-ID is there already, the request does not say
     *     what its body is or says it with control characters, or the longer request would break a limit of messages
     */
    public static SipRequest attach(
            SipRequest request, PidfLo document, GeolocationValue value, LocationDialect dialect) {
        Objects.requireNonNull(document, "document");
        Objects.requireNonNull(dialect, "dialect");
        ContentId id = value.contentId()
                .orElseThrow(() -> new IllegalArgumentException("value must have a cid: URI that names a Content-ID"));
        SipRequest.Builder builder = request.toBuilder();
        LocationBody.attach(request, builder, document, id, dialect);
        if (dialect == LocationDialect.PRODUCT && !supports(request, DRAFT_TAG)) {
            builder.header("Supported", DRAFT_TAG);
        }
        return builder.header(GeolocationValue.HEADER, value.toString()).build();
    }

    /**
     * Whether the sender says that it understands conveyed locations: whether one of the option tags of the standard and of the
     * drafts is in Supported. Option tags compare without regard to case (sip 3.5).
     *
     * @param message the message
     * @return whether it says so
     */
    public static boolean isSupported(SipMessage message) {
        return TAGS.stream().anyMatch(tag -> supports(message, tag));
    }

    private static boolean supports(SipMessage message, String tag) {
        return message.headers("Supported").stream()
                .flatMap(header -> HeaderText.values(header.value()).stream())
                .anyMatch(each -> each.strip().equalsIgnoreCase(tag));
    }
}
