package org.emcc.core.em.http;

import java.nio.charset.StandardCharsets;

/** The answers that many give. */
final class EmResponses {
    private EmResponses() {}

    static EmResponse text(int status, String sentence) {
        return EmResponse.of(status, "text/plain; charset=UTF-8", (sentence + "\n").getBytes(StandardCharsets.UTF_8));
    }

    static EmResponse xml(byte[] document) {
        return EmResponse.of(200, "text/xml; charset=UTF-8", document);
    }
}
