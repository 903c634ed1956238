package org.emcc.testkit.axl;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * A request as its body says it.
 *
 * @param operation such as {@code listPhone}
 * @param content the element of the operation
 */
record Question(String operation, Element content) {
    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";

    /** Says what a body lacks to be a request. */
    static final class NoQuestionException extends Exception {
        private static final long serialVersionUID = 1L;

        NoQuestionException(String message) {
            super(message);
        }
    }

    /** Reads a body. A DOCTYPE is refused, so that there is nothing to be resolved. */
    static Question read(byte[] body) throws NoQuestionException {
        Element root = root(body);
        if (!SOAP.equals(root.getNamespaceURI()) || !root.getLocalName().equals("Envelope")) {
            throw new NoQuestionException("the root must be an Envelope of SOAP 1.1, but is " + root.getNodeName());
        }
        Element inside = Schema.children(root).stream()
                .filter(each -> SOAP.equals(each.getNamespaceURI())
                        && each.getLocalName().equals("Body"))
                .findFirst()
                .orElseThrow(() -> new NoQuestionException("the Envelope must have a Body, but has none"));
        List<Element> contents = Schema.children(inside);
        if (contents.size() != 1) {
            throw new NoQuestionException("the Body must have one element, but has " + contents.size());
        }
        return new Question(contents.get(0).getLocalName(), contents.get(0));
    }

    private static Element root(byte[] body) throws NoQuestionException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler()); // it throws, and prints nothing
            return builder.parse(new ByteArrayInputStream(body)).getDocumentElement();
        } catch (SAXException e) {
            throw new NoQuestionException("the request is not well-formed: " + e.getMessage());
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String namespace() {
        return Optional.ofNullable(content.getNamespaceURI()).orElse("");
    }

    String sequence() {
        return content.getAttribute("sequence");
    }

    Optional<Element> child(String name) {
        return Schema.child(content, name);
    }

    /** The text of a child; empty where there is none. */
    String text(String name) {
        return child(name).map(Element::getTextContent).orElse("");
    }
}
