package org.emcc.testkit.axl;

import org.emcc.core.internal.Xml;

/**
 * What is sent back (em-api-and-axl 4.1).
 *
 * @param status the status of HTTP
 * @param type the type of the content
 * @param body the content, to be sent in UTF-8
 * @param problem why it was not served, in one sentence; empty when it was
 */
record Answer(int status, String type, String body, String problem) {
    static final int NOT_FOUND = 5007;
    /** What the schema refuses has no documented code (inferred). */
    static final int INVALID = -1;

    private static final String XML = "text/xml;charset=UTF-8";
    private static final String HEAD = "<?xml version='1.0' encoding='UTF-8'?><soapenv:Envelope"
            + " xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Body>";
    private static final String TAIL = "</soapenv:Body></soapenv:Envelope>";

    /** Objects, or whatever is inside of the return. */
    static Answer returned(String operation, AxlVersion version, String sequence, CharSequence inside) {
        String name = "ns:" + operation + "Response";
        StringBuilder out = new StringBuilder(inside.length() + 512).append(HEAD);
        out.append('<').append(name).append(" xmlns:ns=\"").append(version.namespace());
        if (!sequence.isEmpty()) {
            out.append("\" sequence=\"");
            Xml.escape(sequence, out, true);
        }
        out.append("\"><return>")
                .append(inside)
                .append("</return></")
                .append(name)
                .append('>')
                .append(TAIL);
        return new Answer(200, XML, out.toString(), "");
    }

    static Answer fault(int code, String message, String operation) {
        StringBuilder out = new StringBuilder(HEAD);
        out.append("<soapenv:Fault><faultcode>soapenv:Server</faultcode><faultstring>");
        Xml.escape(message, out, false);
        out.append("</faultstring><detail><axlError><axlcode>").append(code).append("</axlcode><axlmessage>");
        Xml.escape(message, out, false);
        out.append("</axlmessage><request>");
        Xml.escape(operation, out, false);
        out.append("</request></axlError></detail></soapenv:Fault>").append(TAIL);
        return new Answer(500, XML, out.toString(), message);
    }

    /** A page, as the server in front of AXL answers. */
    static Answer page(int status, String said) {
        StringBuilder out = new StringBuilder("<!DOCTYPE html><html><head><title>");
        Xml.escape(said, out, false);
        out.append("</title></head><body><h1>");
        Xml.escape(said, out, false);
        return new Answer(
                status,
                "text/html;charset=utf-8",
                out.append("</h1></body></html>").toString(),
                said);
    }

    static Answer text(int status, String said) {
        return new Answer(status, "text/plain;charset=utf-8", said, said);
    }
}
