package org.emcc.testkit.fault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A message of HTTP/1.1 as it is, with a body whose length its head tells. */
final class HttpMessage {
    private static final int LONGEST_HEAD = 64 * 1024;
    private static final int LONGEST_BODY = 1024 * 1024;
    private static final String END = "\r\n\r\n";
    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length:[ \t]*(\\d{1,9})[ \t]*\\r?$");

    private HttpMessage() {}

    /** The next one, head and body; empty when the stream ends before a whole head. */
    static byte[] read(InputStream in) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        int ended = 0;
        while (ended < END.length()) {
            int octet = in.read();
            if (octet < 0) {
                return new byte[0];
            }
            message.write(octet);
            ended = octet == END.charAt(ended) ? ended + 1 : octet == END.charAt(0) ? 1 : 0;
            if (message.size() > LONGEST_HEAD) {
                throw new IOException("a head must have at most " + LONGEST_HEAD + " octets");
            }
        }
        Matcher length = LENGTH.matcher(message.toString(StandardCharsets.ISO_8859_1));
        int body = length.find() ? Integer.parseInt(length.group(1)) : 0;
        if (body > LONGEST_BODY) {
            throw new IOException("a body must have at most " + LONGEST_BODY + " octets, but has " + body);
        }
        message.write(in.readNBytes(body));
        return message.toByteArray();
    }
}
