package org.emcc.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a request and a response are made of: the start line (one character for each byte), headers, body. */
final class Content {
    private final String startLine;
    private final List<SipHeader> headers;
    private final byte[] body;

    /** The body is not copied: nobody but this package holds it. */
    Content(String startLine, List<SipHeader> headers, byte[] body) {
        this.startLine = startLine;
        this.headers = List.copyOf(headers);
        this.body = body;
    }

    String startLine() {
        return startLine;
    }

    List<SipHeader> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    byte[] encode() {
        StringBuilder head = new StringBuilder(512);
        head.append(startLine).append("\r\n");
        for (SipHeader header : headers) {
            head.append(header.raw()).append("\r\n");
        }
        byte[] octets = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[octets.length + body.length];
        System.arraycopy(octets, 0, all, 0, octets.length);
        System.arraycopy(body, 0, all, octets.length, body.length);
        return all;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Content that && Arrays.equals(encode(), that.encode());
    }

    @Override
    public int hashCode() {
        return Objects.hash(startLine, headers);
    }

    @Override
    public String toString() {
        return SipHeader.text(startLine) + " (" + headers.size() + " headers, " + body.length + " bytes of body)";
    }

    /** Collects headers and a body; both builders delegate to it. */
    static final class Draft {
        private final List<SipHeader> headers = new ArrayList<>();
        private byte[] body = new byte[0];
        private boolean lengthOwed = true;

        Draft() {}

        Draft(Content from) {
            headers.addAll(from.headers());
            body = from.body();
            lengthOwed = false;
        }

        void add(SipHeader header) {
            headers.add(Objects.requireNonNull(header, "header"));
        }

        /** In the place of the first of that name, or at the end; the others of that name go. */
        void replace(String name, String value) {
            SipHeader next = SipHeader.of(name, value);
            int first = -1;
            for (int i = 0; i < headers.size() && first < 0; i++) {
                first = headers.get(i).is(name) ? i : -1;
            }
            remove(name);
            headers.add(first < 0 ? headers.size() : first, next);
        }

        void remove(String name) {
            Objects.requireNonNull(name, "name");
            headers.removeIf(header -> header.is(name));
        }

        void body(ContentType type, byte[] content) {
            replace("Content-Type", type.toString());
            body = content.clone();
            lengthOwed = true;
        }

        Content content(String startLine) {
            List<SipHeader> all = new ArrayList<>(headers);
            if (lengthOwed) {
                all.removeIf(header -> header.is("Content-Length"));
                all.add(SipHeader.of("Content-Length", Integer.toString(body.length)));
            }
            Content content = new Content(startLine, all, body);
            if (all.size() > SipMessage.MAX_HEADERS) {
                throw new IllegalArgumentException(
                        "a message must have at most " + SipMessage.MAX_HEADERS + " headers, but has " + all.size());
            }
            int size = content.encode().length;
            if (size > SipMessage.MAX_BYTES) {
                throw new IllegalArgumentException(
                        "a message must have at most " + SipMessage.MAX_BYTES + " bytes, but has " + size);
            }
            return content;
        }
    }
}
