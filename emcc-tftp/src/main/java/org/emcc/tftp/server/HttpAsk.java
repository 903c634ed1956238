package org.emcc.tftp.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.emcc.core.internal.Require;
import org.emcc.tftp.content.Content;
import org.emcc.tftp.content.ContentAnswer;
import org.emcc.tftp.content.ContentName;
import org.emcc.tftp.server.TransferReport.Result;

/**
 * A request over HTTP, and what is answered to it: no connection, no clock, no state.
 *
 * <p>Names are refused as a TFTP server refuses them, as files that are not there (tftp 9.1, 9.3); only what is no name at all, because its
 * percent signs are wrong, is a bad request. The headers are those of the product (phone-config-files 2.3), but the type of the content and
 * the tag are ours (inferred).
 *
 * @param method as sent
 * @param path of the target, as sent: with its percent signs, without query
 * @param ifNoneMatch the values of that header
 */
record HttpAsk(String method, String path, List<String> ifNoneMatch) {
    /** Of the seconds that a client is told to wait; phones turn to TFTP at once (inferred). */
    private static final String RETRY_AFTER = "2";

    private static final Pattern TAG = Pattern.compile("\"([^\"]*)\"");
    private static final int LONGEST_TAG = 255;

    HttpAsk {
        ifNoneMatch = Require.list(ifNoneMatch, "ifNoneMatch");
    }

    /** The path of a target; all of one that is not for this server, such as a drive letter, which is a scheme to a reader of URIs. */
    static String path(URI target) {
        String scheme = target.getScheme();
        String path = target.getRawPath();
        boolean ours = scheme == null || scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
        return ours && path != null ? path : target.toString();
    }

    /** Reads the request: the file that it asks for, or an answer. */
    HttpStep read() {
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return text(405, "This is for reading only", Result.REFUSED, Map.of("Allow", "GET, HEAD"));
        }
        Optional<String> name = unescaped(path);
        if (name.isEmpty()) {
            return text(400, "The request could not be read", Result.REFUSED, Map.of());
        }
        return ContentName.decode(name.get())
                .value()
                .<HttpStep>map(HttpStep.Look::new)
                .orElseGet(this::notFound);
    }

    /** Once and strictly: what a first reading makes of it is no percent sign for a second one. */
    private static Optional<String> unescaped(String path) {
        StringBuilder out = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c != '%') {
                out.append(c);
                continue;
            }
            if (i + 2 >= path.length()
                    || !HexFormat.isHexDigit(path.charAt(i + 1))
                    || !HexFormat.isHexDigit(path.charAt(i + 2))) {
                return Optional.empty();
            }
            out.append((char) HexFormat.fromHexDigits(path, i + 1, i + 3));
            i += 2;
        }
        return Optional.of(out.toString());
    }

    /** The answer to what the source has said about a name; still being built counts as busy. */
    HttpReply answer(ContentName name, ContentAnswer answer) {
        return switch (answer.kind()) {
            case FOUND -> found(name, ((ContentAnswer.Found) answer).content());
            case NOT_FOUND -> notFound();
            case BUILDING, BUSY -> busy();
            case REFUSED -> text(403, "Not for this client", Result.REFUSED, Map.of());
        };
    }

    private HttpReply found(ContentName name, Content content) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Cache-Control", "no-store");
        Optional<String> tag = tag(content.version());
        tag.ifPresent(value -> headers.put("ETag", value));
        if (tag.isPresent() && has(tag.get())) {
            return new HttpReply(304, headers, ByteBuffer.allocate(0), Result.DONE);
        }
        headers.put("Content-Type", name.value().endsWith(".xml") ? "text/xml" : "application/octet-stream");
        return reply(200, headers, content.bytes(), Result.DONE);
    }

    /** A tag in which every other version looks different; none for a version that says nothing. */
    private static Optional<String> tag(String version) {
        StringBuilder out = new StringBuilder();
        for (byte b : version.getBytes(UTF_8)) {
            if (b > 0x20 && b < 0x7F && b != '"' && b != '%' && b != '\\') {
                out.append((char) b);
            } else {
                out.append('%').append(HexFormat.of().toHexDigits(b));
            }
        }
        return version.isEmpty() || out.length() > LONGEST_TAG ? Optional.empty() : Optional.of("\"" + out + "\"");
    }

    private boolean has(String tag) {
        for (String value : ifNoneMatch) {
            if (value.trim().equals("*")) {
                return true;
            }
            for (Matcher matcher = TAG.matcher(value); matcher.find(); ) {
                if (matcher.group().equals(tag)) {
                    return true;
                }
            }
        }
        return false;
    }

    private HttpReply notFound() {
        return text(404, "Not found", Result.NOT_FOUND, Map.of());
    }

    /** Never 404, upon which a phone would go on without the file (tftp 10.3 and 10.4). */
    HttpReply busy() {
        return text(503, "Busy, try again", Result.OVERLOAD, Map.of("Retry-After", RETRY_AFTER));
    }

    /** The source has failed. */
    HttpReply failed() {
        return text(503, "Internal error, try again", Result.INTERNAL, Map.of("Retry-After", RETRY_AFTER));
    }

    /** A body follows the head: then it is no request for a file, whatever else it says. */
    HttpReply withBody() {
        return read() instanceof HttpReply reply
                ? reply
                : text(400, "A request for a file has no body", Result.REFUSED, Map.of());
    }

    /** The server is being closed; what that is to this request, refused or cut off. */
    HttpReply closing(Result result) {
        return text(503, "Shutting down", result, Map.of("Retry-After", RETRY_AFTER, "Connection", "close"));
    }

    private HttpReply text(int status, String text, Result result, Map<String, String> more) {
        Map<String, String> headers = new LinkedHashMap<>(more);
        headers.put("Content-Type", "text/plain");
        headers.put("Cache-Control", "no-store");
        return reply(status, headers, ByteBuffer.wrap((text + "\n").getBytes(US_ASCII)), result);
    }

    private HttpReply reply(int status, Map<String, String> headers, ByteBuffer body, Result result) {
        headers.put("Content-Length", Integer.toString(body.remaining()));
        return new HttpReply(status, headers, method.equals("HEAD") ? ByteBuffer.allocate(0) : body, result);
    }
}
