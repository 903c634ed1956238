package org.emcc.core.em;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.emcc.core.Decoded;
import org.emcc.core.internal.Xml;
import org.emcc.core.internal.XmlException;
import org.emcc.core.internal.XmlNode.Element;

/**
 * Reads and writes the messages of the Extension Mobility API. The writer follows the published order of elements, without a
 * declaration and without a DOCTYPE. The reader accepts documents of at most 256 KiB in any order of elements, with a declaration or
 * a DOCTYPE, which it passes over unresolved, and with elements that it does not know, whose paths it names; both names of the queries;
 * failures of queries in both shapes. What it refuses it names by its path and never quotes.
 *
 * <p>Source: em-api-and-axl 1.3 to 1.6 and 1.11.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class ApiCodec {
    private ApiCodec() {}

    /** How user ids stand in a response. */
    public enum UserIds {
        /** Percent-encoded, as servers send them. */
        ESCAPED,
        /** As they are. */
        LITERAL
    }

    /**
     * Writes a request.
     *
     * @param request the request
     * @return the document in UTF-8, which holds the secret of the application
     */
    public static byte[] encode(ApiRequest request) {
        return bytes(ApiWriter.write(Objects.requireNonNull(request, "request")));
    }

    /**
     * Writes a response, with the ids of users percent-encoded as servers send them.
     *
     * @param response the response
     * @return the document in UTF-8
     */
    public static byte[] encode(ApiResponse response) {
        return bytes(ApiWriter.write(Objects.requireNonNull(response, "response")));
    }

    private static byte[] bytes(Element root) {
        StringBuilder out = new StringBuilder(256);
        Xml.write(root, out);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads a request.
     *
     * @param document the document
     * @return the request with the paths of the elements that are not known, 16 at most; or the first reason why there is none
     */
    public static Decoded<ApiRequest> decodeRequest(byte[] document) {
        return decode(document, root -> new ApiReader(false).request(root));
    }

    /**
     * Reads a response.
     *
     * @param document the document
     * @param users how user ids stand in it
     * @return the response with the paths of the elements that are not known, 16 at most; or the first reason why there is none
     */
    public static Decoded<ApiResponse> decodeResponse(byte[] document, UserIds users) {
        boolean escaped = Objects.requireNonNull(users, "users") == UserIds.ESCAPED;
        return decode(document, root -> new ApiReader(escaped).response(root));
    }

    /** Whether a document that is no request is a query all the same, of a kind that nobody knows (code 8 and not 1). */
    static boolean asksUnknown(byte[] document) {
        try {
            return ApiReader.asksUnknown(Xml.read(document, Xml.Limits.MESSAGE, Xml.Doctype.IGNORED));
        } catch (XmlException e) {
            return false;
        }
    }

    private interface Reading<T> {
        T of(Element root) throws Fields.Broken;
    }

    private static <T> Decoded<T> decode(byte[] document, Reading<T> reading) {
        Objects.requireNonNull(document, "document");
        try {
            Element root = Xml.read(document, Xml.Limits.MESSAGE, Xml.Doctype.IGNORED);
            return new Decoded.Ok<>(reading.of(root), UnknownElements.of(root));
        } catch (XmlException e) {
            return Decoded.refused(e.where(), String.valueOf(e.getMessage()));
        } catch (Fields.Broken e) {
            return new Decoded.Refused<>(List.of(e.problem()));
        }
    }
}
