package org.emcc.sip.location;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.core.internal.Require;
import org.emcc.sip.message.ContentType;
import org.emcc.sip.message.Multipart;
import org.emcc.sip.message.SipHeader;
import org.emcc.sip.message.SipMessage;
import org.emcc.sip.message.SipRequest;

/** The body of a message as the rules of location see it (sip 3.6). */
final class LocationBody {
    private static final String CONTENT_ID = "Content-ID";
    private static final String BOUNDARY = "uniqueBoundary";

    /** The most digits of the number behind a boundary: no message holds so many boundaries that it needs more. */
    private static final int LONGEST_NUMBER = 8;

    /** The headers that say something of a body, and move with it into a part. */
    private static final List<String> OF_THE_BODY = List.of(
            "Content-Disposition", CONTENT_ID, "Content-Encoding", "Content-Language", "Content-Transfer-Encoding");

    private static final Set<String> PLAIN = Set.of("", "7bit", "8bit", "binary", "identity");

    /** A part of the body, or all of it. */
    private static final class Piece {
        private final Decoded<ContentType> type;
        private final Set<String> encodings;
        private final byte[] bytes;

        Piece(Decoded<ContentType> type, Set<String> encodings, byte[] bytes) {
            this.type = type;
            this.encodings = encodings;
            this.bytes = bytes;
        }

        boolean isLocation() {
            return type.value().filter(is -> is.is("application", "pidf+xml")).isPresent();
        }
    }

    private final Map<ContentId, Piece> named = new LinkedHashMap<>();
    private int nameless;

    private LocationBody() {}

    /** Finds what can be named. Of two parts of the same name the first counts. */
    static LocationBody of(SipMessage message, List<Problem> problems) {
        LocationBody body = new LocationBody();
        if (message.header("Content-Type").isEmpty()) {
            return body;
        }
        Decoded<ContentType> type = message.contentType();
        if (type.value().filter(LocationBody::hasParts).isEmpty()) {
            body.add(message::header, type, message.body(), problems);
            return body;
        }
        Decoded<Multipart> parts = Multipart.decode(type.value().get(), message.body());
        problems.addAll(parts.problems());
        for (Multipart.Part part : parts.value().map(Multipart::leaves).orElse(List.of())) {
            body.add(part::header, part.contentType(), part.body(), problems);
        }
        return body;
    }

    private static boolean hasParts(ContentType type) {
        return type.type().equalsIgnoreCase("multipart");
    }

    private void add(
            Function<String, Optional<SipHeader>> header,
            Decoded<ContentType> type,
            byte[] bytes,
            List<Problem> problems) {
        Set<String> encodings =
                new HashSet<>(List.of(word(header, "Content-Encoding"), word(header, "Content-Transfer-Encoding")));
        Piece piece = new Piece(type, encodings, bytes);
        Optional<SipHeader> name = header.apply(CONTENT_ID);
        Decoded<ContentId> id = name.isEmpty()
                ? Decoded.refused(CONTENT_ID, "missing")
                : ContentId.decode(name.get().value());
        if (id instanceof Decoded.Ok<ContentId> ok) {
            if (named.putIfAbsent(ok.result(), piece) == null) {
                return;
            }
            problems.add(new Problem(CONTENT_ID, "two parts must not have the same id; the first counts"));
        } else if (name.isPresent()) {
            problems.addAll(id.problems());
        }
        nameless += piece.isLocation() ? 1 : 0;
    }

    private static String word(Function<String, Optional<SipHeader>> header, String name) {
        return header.apply(name).map(SipHeader::value).orElse("").strip().toLowerCase(Locale.ROOT);
    }

    /** Reads the document that a value means. */
    ConveyedLocation follow(GeolocationValue value, ContentId id) {
        Piece piece = named.get(id);
        if (piece == null) {
            return broken(value, "no part of the body has the Content-ID " + Require.clip(id.toString()));
        }
        if (!piece.isLocation()) {
            return broken(value, "the part must be application/pidf+xml");
        }
        if (!PLAIN.containsAll(piece.encodings)) {
            return broken(value, "the part must not be encoded");
        }
        Decoded<PidfLo> document = PidfLo.decode(piece.bytes);
        if (document instanceof Decoded.Ok<PidfLo> ok) {
            return new ConveyedLocation.Here(value, ok.result(), ok.problems());
        }
        return new ConveyedLocation.Broken(
                value, GeolocationError.CANNOT_PROCESS, document.problems().get(0));
    }

    static ConveyedLocation broken(GeolocationValue value, String message) {
        return new ConveyedLocation.Broken(
                value, GeolocationError.CANNOT_PROCESS, new Problem(GeolocationValue.HEADER, message));
    }

    /** A problem when there are location documents that nothing names. */
    List<Problem> unnamed(Set<ContentId> byHeaders) {
        int count = nameless;
        for (Map.Entry<ContentId, Piece> piece : named.entrySet()) {
            count += piece.getValue().isLocation() && !byHeaders.contains(piece.getKey()) ? 1 : 0;
        }
        return count == 0
                ? List.of()
                : List.of(new Problem(
                        "body", count + " location documents were not used, as no Geolocation header names them"));
    }

    /** Puts a document into a request. */
    static void attach(
            SipRequest request, SipRequest.Builder to, PidfLo document, ContentId id, LocationDialect dialect) {
        byte[] body = request.body();
        if (body.length == 0) {
            OF_THE_BODY.forEach(to::remove);
            to.body(PidfLo.TYPE, document.encode());
            to.header(CONTENT_ID, dialect == LocationDialect.PRODUCT ? id.value() : id.toString());
            return;
        }
        List<Problem> ignored = new ArrayList<>();
        if (of(request, ignored).named.containsKey(id)) {
            throw new IllegalArgumentException("the request must not have a part of the Content-ID already");
        }
        ContentType type = request.contentType()
                .value()
                .orElseThrow(() -> new IllegalArgumentException("the request must say what its body is"));
        Multipart.Part added = Multipart.Part.of(PidfLo.TYPE, document.encode()).withHeader(CONTENT_ID, id.toString());
        Optional<Multipart> mixed =
                type.is("multipart", "mixed") ? Multipart.decode(type, body).value() : Optional.empty();
        List<byte[]> inside = new ArrayList<>(List.of(document.encode()));
        mixed.ifPresentOrElse(found -> found.parts().forEach(part -> inside.add(part.body())), () -> inside.add(body));
        Multipart.Builder parts = Multipart.builder("mixed", boundary(inside));
        if (mixed.isPresent()) {
            mixed.get().parts().forEach(parts::part);
        } else {
            Multipart.Part first = Multipart.Part.of(type, body);
            for (String name : OF_THE_BODY) {
                for (SipHeader header : request.headers(name)) {
                    first = first.withHeader(header.name(), header.value());
                }
                to.remove(name);
            }
            parts.part(first);
        }
        Multipart whole = parts.part(added).build();
        to.remove("MIME-Version");
        to.header(dialect == LocationDialect.PRODUCT ? "Mime-Version" : "MIME-Version", "1.0");
        to.body(whole.type(), whole.encode());
    }

    /** The product's, unless one of the parts holds it: then the first with a number that none of them holds. One pass over the parts. */
    private static String boundary(List<byte[]> parts) {
        Set<String> behind = new HashSet<>();
        String line = "--" + BOUNDARY;
        for (byte[] part : parts) {
            String text = new String(part, StandardCharsets.ISO_8859_1);
            for (int at = text.indexOf(line); at >= 0; at = text.indexOf(line, at + 1)) {
                int from = at + line.length();
                behind.add("");
                for (int to = from;
                        to < Math.min(text.length(), from + LONGEST_NUMBER) && isDigit(text.charAt(to));
                        to++) {
                    behind.add(text.substring(from, to + 1));
                }
            }
        }
        if (behind.isEmpty()) {
            return BOUNDARY;
        }
        int number = 2;
        while (behind.contains(Integer.toString(number))) {
            number++;
        }
        return BOUNDARY + number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
