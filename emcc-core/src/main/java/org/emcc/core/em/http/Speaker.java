package org.emcc.core.em.http;

import org.emcc.core.internal.Xml;
import org.emcc.core.internal.XmlException;

/** Who speaks at the path that clusters and applications share. */
enum Speaker {
    CLUSTER,
    APPLICATION;

    /**
     * By the root of the document; where that tells nothing, whoever has shown a certificate is a cluster.
     *
     * @param document the document
     * @param certified whether a certificate was shown
     */
    static Speaker of(byte[] document, boolean certified) {
        return switch (root(document)) {
            case "emccRequest" -> CLUSTER;
            case "request", "query" -> APPLICATION;
            default -> certified ? CLUSTER : APPLICATION;
        };
    }

    /** Only its name is read here: the codec of whoever it is reads the rest, and says what is wrong with it. */
    private static String root(byte[] document) {
        try {
            return Xml.root(document, Xml.Limits.MESSAGE, Xml.Doctype.IGNORED);
        } catch (XmlException e) {
            return "";
        }
    }
}
