package org.emcc.core.em;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.core.internal.Xml;
import org.emcc.core.internal.XmlException;
import org.emcc.core.internal.XmlNode.Element;

/**
 * Reads and writes the messages of the Extension Mobility API. The writer follows the published order of elements, without a
 * declaration and without a DOCTYPE. The reader accepts requests of at most {@value #REQUEST_LIMIT} bytes and responses of at most
 * {@value #RESPONSE_LIMIT}, in any order of elements, with a declaration or a DOCTYPE, which it passes over unresolved; both names of
 * the queries; failures of queries in both shapes. Elements that it does not know it names by their paths and keeps
 * ({@link MessageExtras}): a message that is written again has them. An optional element that is empty counts as absent. What it
 * refuses it names by its path and never quotes.
 *
 * <p>The text of a failure is for people, so it never makes a response unreadable: line breaks, control characters and blanks in a row
 * become one blank, and what is longer than {@value ApiResponse.Failure#TEXT_LIMIT} characters is cut. A failure whose code is missing
 * or no number of 0 to 999 is one with code 0.
 *
 * <p>Source: em-api-and-axl 1.3 to 1.6 and 1.11.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class ApiCodec {
    /** The largest request that is read, in bytes. */
    public static final int REQUEST_LIMIT = 256 * 1024;

    /** The largest response that is read, in bytes: a query may name 1000 users, who have many profiles. */
    public static final int RESPONSE_LIMIT = 4 * 1024 * 1024;

    private static final Xml.Limits RESPONSE = new Xml.Limits(RESPONSE_LIMIT, Xml.Limits.MESSAGE.depth(), 200_000);

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
     * Reads a request. A {@code loginType} that is none of {@code UID}, {@code SP} and {@code DN} makes it unreadable, which a server
     * answers with 1: the reference gives 1 to a {@code loginType} that a cluster cannot take, 23 to a bad user ID, self-service ID or
     * extension, and 215 to the parameter of phones only (em-api-and-axl 1.7 and 1.8; for this query <em>inferred</em>).
     *
     * @param document the document
     * @return the request with the paths of the elements that are not known, 16 at most; or the first reason why there is none
     */
    public static Decoded<ApiRequest> decodeRequest(byte[] document) {
        return decode(document, Xml.Limits.MESSAGE, root -> {
            ApiRequest request = new ApiReader(false).request(root);
            return new Decoded.Ok<>(
                    ApiReader.keeping(request, kept(root, ApiWriter.known(request))), UnknownElements.of(root));
        });
    }

    /**
     * Reads a response.
     *
     * @param document the document
     * @param users how user ids stand in it
     * @return the response with what was tolerated and the paths of the elements that are not known, 16 of these at most; or the first
     *     reason why there is none
     */
    public static Decoded<ApiResponse> decodeResponse(byte[] document, UserIds users) {
        boolean escaped = Objects.requireNonNull(users, "users") == UserIds.ESCAPED;
        return decode(document, RESPONSE, read -> {
            Element root = ApiReader.asPractised(read);
            ApiReader reader = new ApiReader(escaped);
            ApiResponse response = reader.response(root);
            List<Problem> problems = new ArrayList<>(reader.remarks());
            problems.addAll(UnknownElements.of(root));
            return new Decoded.Ok<>(ApiReader.keeping(response, kept(root, ApiWriter.known(response))), problems);
        });
    }

    /**
     * Reads a request or throws.
     *
     * @param document the document
     * @return the request
     * @throws EmFormatException when the document is none
     */
    public static ApiRequest decodeRequestOrThrow(byte[] document) {
        Decoded<ApiRequest> decoded = decodeRequest(document);
        return decoded.value()
                .orElseThrow(() -> ClusterMessageCodec.refusal(
                        "request of an application", decoded.problems().get(0)));
    }

    /**
     * Reads a response or throws.
     *
     * @param document the document
     * @param users how user ids stand in it
     * @return the response
     * @throws EmFormatException when the document is none
     */
    public static ApiResponse decodeResponseOrThrow(byte[] document, UserIds users) {
        Decoded<ApiResponse> decoded = decodeResponse(document, users);
        return decoded.value()
                .orElseThrow(() -> ClusterMessageCodec.refusal(
                        "response to an application", decoded.problems().get(0)));
    }

    /** Whether a document that is no request is a query all the same, of a kind that nobody knows (code 8 and not 1). */
    static boolean asksUnknown(byte[] document) {
        try {
            return ApiReader.asksUnknown(Xml.read(document, Xml.Limits.MESSAGE, Xml.Doctype.IGNORED));
        } catch (XmlException e) {
            return false;
        }
    }

    private static MessageExtras kept(Element read, Element known) {
        return MessageExtras.between(read, known, UnknownElements::isKnown);
    }

    private interface Reading<T> {
        Decoded<T> of(Element root) throws Fields.Broken;
    }

    private static <T> Decoded<T> decode(byte[] document, Xml.Limits limits, Reading<T> reading) {
        Objects.requireNonNull(document, "document");
        try {
            return reading.of(Xml.read(document, limits, Xml.Doctype.IGNORED));
        } catch (XmlException e) {
            return Decoded.refused(e.where(), String.valueOf(e.getMessage()));
        } catch (Fields.Broken e) {
            return new Decoded.Refused<>(List.of(e.problem()));
        }
    }
}
