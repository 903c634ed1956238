package org.emcc.core.axl;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.emcc.core.internal.Xml;
import org.emcc.core.internal.XmlException;
import org.emcc.core.internal.XmlNode;
import org.jspecify.annotations.Nullable;

/** A response of AXL: a SOAP envelope with what it returns, or a fault (em-api-and-axl 4.1). */
final class AxlDocument {
    /** An answer of a cluster has 8 MB at most (em-api-and-axl 4.1, faults). */
    static final Xml.Limits LIMITS = new Xml.Limits(16 * 1024 * 1024, 32, 4_000_000);

    private final String operation;
    private final @Nullable AxlFault fault;
    private final List<XmlNode.Element> returned;

    private AxlDocument(String operation, @Nullable AxlFault fault, List<XmlNode.Element> returned) {
        this.operation = operation;
        this.fault = fault;
        this.returned = returned;
    }

    /**
     * Reads a document.
     *
     * @throws XmlException when it is not well-formed, breaks a limit, or is no response of AXL
     */
    static AxlDocument read(byte[] document) throws XmlException, NotAxlException {
        XmlNode.Element root = Xml.read(document, LIMITS, Xml.Doctype.REFUSED);
        if (!local(root).equals("Envelope")) {
            throw new NotAxlException("root element must be a SOAP Envelope, but is " + root.name());
        }
        XmlNode.Element body = child(root, "Body")
                .orElseThrow(() -> new NotAxlException("SOAP envelope must have a Body, but has none"));
        XmlNode.Element content = body.elements().stream()
                .findFirst()
                .orElseThrow(() -> new NotAxlException("SOAP body must have an element, but has none"));
        if (local(content).equals("Fault")) {
            return new AxlDocument(local(content), fault(content), List.of());
        }
        XmlNode.Element result = child(content, "return")
                .orElseThrow(() -> new NotAxlException(local(content) + " must have a return, but has none"));
        return new AxlDocument(local(content), null, result.elements());
    }

    /** Says what a document lacks to be one of AXL. */
    static final class NotAxlException extends Exception {
        private static final long serialVersionUID = 1L;

        NotAxlException(String message) {
            super(message);
        }
    }

    private static AxlFault fault(XmlNode.Element content) {
        String message =
                child(content, "faultstring").map(XmlNode.Element::text).orElse("");
        Optional<XmlNode.Element> error = child(content, "detail").flatMap(detail -> child(detail, "axlError"));
        return new AxlFault(
                error.flatMap(each -> child(each, "axlcode"))
                        .map(AxlDocument::number)
                        .orElse(0),
                error.flatMap(each -> child(each, "axlmessage"))
                        .map(XmlNode.Element::text)
                        .filter(text -> !text.isEmpty())
                        .orElse(message),
                error.flatMap(each -> child(each, "request"))
                        .map(XmlNode.Element::text)
                        .orElse(""));
    }

    private static int number(XmlNode.Element element) {
        try {
            return Integer.parseInt(element.text());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** The name of what the body has, such as listPhoneResponse. */
    String operation() {
        return operation;
    }

    /** What went wrong at the cluster; empty when it answered. */
    Optional<AxlFault> fault() {
        return Optional.ofNullable(fault);
    }

    /** What is inside of the return. */
    List<XmlNode.Element> returned() {
        return returned;
    }

    /** The name without its prefix. */
    static String local(XmlNode.Element element) {
        return local(element.name());
    }

    private static String local(String name) {
        return name.substring(name.indexOf(':') + 1);
    }

    /** The first child of that name, whatever its prefix. */
    static Optional<XmlNode.Element> child(XmlNode.Element parent, String name) {
        for (XmlNode node : parent.children()) {
            if (node instanceof XmlNode.Element element && local(element).equals(name)) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    /** Whether the element says that it has no value. */
    static boolean isNil(XmlNode.Element element) {
        for (Map.Entry<String, String> attribute : element.attributes().entrySet()) {
            if (local(attribute.getKey()).equals("nil")) {
                return attribute.getValue().equals("true")
                        || attribute.getValue().equals("1");
            }
        }
        return false;
    }
}
