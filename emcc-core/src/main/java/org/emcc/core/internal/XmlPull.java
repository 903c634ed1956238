package org.emcc.core.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads a large document in UTF-8 from its beginning to its end, element by element, hardened as {@link Xml} is. It keeps nothing of what
 * was read. For one thread.
 */
public final class XmlPull {
    private final XMLStreamReader reader;
    private final Limits limits;
    private int depth;
    private long nodes;

    /**
     * How much a reader accepts.
     *
     * @param characters the largest document
     * @param depth the deepest nesting of elements
     * @param nodes the most elements, attributes, texts and comments together
     * @param text the longest text of one element, and of what {@link XmlPull#inner} gives
     */
    public record Limits(long characters, int depth, long nodes, int text) {}

    private XmlPull(XMLStreamReader reader, Limits limits) {
        this.reader = reader;
        this.limits = limits;
    }

    /** What is done with a document. */
    public interface Reading<T> {
        /** Reads; the exceptions of {@link XmlPull} are let through. */
        T of(XmlPull document) throws XMLStreamException, XmlException;
    }

    /**
     * Reads a document, and what stands behind its root.
     *
     * @param in the bytes; they are not closed
     * @param limits how much is accepted
     * @param reading what is done with it, beginning before the root
     * @return what that returns
     * @throws XmlException when the document is not well-formed or breaks a limit
     * @throws IOException when the bytes cannot be read
     */
    public static <T> T read(InputStream in, Limits limits, Reading<T> reading) throws XmlException, IOException {
        Counted source = new Counted(in, limits.characters());
        try {
            XMLStreamReader reader = Xml.FACTORY.createXMLStreamReader(source);
            try {
                XmlPull document = new XmlPull(reader, limits);
                document.refuseOthers();
                T result = reading.of(document);
                document.end();
                return result;
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw source.failure(e);
        } catch (RuntimeException e) {
            // What the parser lets out unchecked means the same to a caller.
            throw new XmlException(
                    "unknown position", "not well-formed XML: " + e.getClass().getSimpleName());
        }
    }

    /** XML 1.1 allows control characters, and the bytes are read as UTF-8 whatever is declared. */
    private void refuseOthers() throws XmlException {
        if (reader.getVersion() != null && !reader.getVersion().equals("1.0")) {
            throw at("the version of XML must be 1.0");
        }
        String declared = reader.getCharacterEncodingScheme();
        if (declared != null && !declared.equalsIgnoreCase("UTF-8")) {
            throw at("the encoding must be UTF-8");
        }
    }

    /**
     * Goes to the next element inside the one where it stands, or to the root. What stood between them must be blank.
     *
     * @return its name; empty at the end of the element
     * @throws XMLStreamException when the document is not well-formed
     * @throws XmlException when there is text, or a limit is broken
     */
    public Optional<String> next() throws XMLStreamException, XmlException {
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    begin();
                    return Optional.of(name());
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    return Optional.empty();
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    count(1);
                    if (!reader.isWhiteSpace()) {
                        throw at("a text stands between elements");
                    }
                }
                default -> other();
            }
        }
        return Optional.empty();
    }

    /** An attribute of the element to which {@link #next} has just gone. */
    public Optional<String> attribute(String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(name)) {
                return Optional.of(reader.getAttributeValue(i));
            }
        }
        return Optional.empty();
    }

    /** The number of the line where it stands. */
    public String where() {
        return "line " + reader.getLocation().getLineNumber();
    }

    /**
     * Reads the element to which {@link #next} has just gone, to its end.
     *
     * @return its text; empty when it has elements, which are passed over
     */
    public Optional<String> text() throws XMLStreamException, XmlException {
        return content(true);
    }

    /** Reads the element to which {@link #next} has just gone, to its end: its text, or the XML of all that is inside it. */
    public String inner() throws XMLStreamException, XmlException {
        return content(false).orElse("");
    }

    /** Passes over the element to which {@link #next} has just gone. */
    public void skip() throws XMLStreamException, XmlException {
        content(true);
    }

    private Optional<String> content(boolean textOnly) throws XMLStreamException, XmlException {
        int outside = depth - 1;
        StringBuilder text = new StringBuilder();
        StringBuilder xml = new StringBuilder();
        boolean plain = true;
        while (depth > outside) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    begin();
                    plain = false;
                    open(xml);
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    if (depth > outside) {
                        xml.append("</").append(name()).append('>');
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    count(1);
                    if (plain) {
                        text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
                    }
                    if (!textOnly) {
                        Xml.escape(reader.getText(), xml, false);
                    }
                }
                case XMLStreamConstants.END_DOCUMENT -> throw at("the document ends too early");
                default -> other();
            }
            if (text.length() > limits.text() || xml.length() > limits.text()) {
                throw at("an element has more than " + limits.text() + " characters");
            }
            if (textOnly) {
                xml.setLength(0);
            }
        }
        return plain ? Optional.of(text.toString()) : textOnly ? Optional.empty() : Optional.of(xml.toString());
    }

    private void open(StringBuilder xml) {
        xml.append('<').append(name());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String prefix = reader.getAttributePrefix(i);
            xml.append(' ');
            if (prefix != null && !prefix.isEmpty()) {
                xml.append(prefix).append(':');
            }
            xml.append(reader.getAttributeLocalName(i)).append("=\"");
            Xml.escape(reader.getAttributeValue(i), xml, true);
            xml.append('"');
        }
        xml.append('>');
    }

    private void end() throws XMLStreamException, XmlException {
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.DTD) {
                other();
            }
        }
    }

    private String name() {
        String prefix = reader.getPrefix();
        return prefix == null || prefix.isEmpty() ? reader.getLocalName() : prefix + ":" + reader.getLocalName();
    }

    private void begin() throws XmlException {
        if (depth == limits.depth()) {
            throw at("elements are nested deeper than " + limits.depth());
        }
        depth++;
        count(1 + reader.getAttributeCount());
    }

    private void other() throws XmlException {
        switch (reader.getEventType()) {
            case XMLStreamConstants.DTD -> throw at("a DOCTYPE is not allowed here");
            case XMLStreamConstants.ENTITY_REFERENCE -> throw at("entities other than XML's own five are not allowed");
            default -> count(1);
        }
    }

    private void count(int more) throws XmlException {
        nodes += more;
        if (nodes > limits.nodes()) {
            throw at("the document has more than " + limits.nodes() + " elements, attributes, texts and comments");
        }
    }

    /** A refusal at the place where it stands. */
    public XmlException at(String message) {
        return new XmlException(Xml.where(reader.getLocation()), message);
    }

    /** Decodes strictly, passes over a byte order mark, and ends where the limit is. */
    private static final class Counted extends Reader {
        private final Reader in;
        private final long most;
        private long done;
        private @org.jspecify.annotations.Nullable IOException broken;

        Counted(InputStream bytes, long most) {
            this.in = new InputStreamReader(
                    bytes,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT));
            this.most = most;
        }

        @Override
        public int read(char[] into, int from, int length) throws IOException {
            try {
                int got = in.read(into, from, length);
                boolean marked = done == 0 && got > 0 && into[from] == '\uFEFF';
                done += Math.max(0, got);
                if (done > most) {
                    throw new TooLong();
                }
                if (!marked) {
                    return got;
                }
                System.arraycopy(into, from + 1, into, from, got - 1);
                return got == 1 ? in.read(into, from, length) : got - 1;
            } catch (IOException e) {
                broken = e;
                throw e;
            }
        }

        /** The parser wraps what reading throws. */
        XmlException failure(XMLStreamException e) throws IOException {
            if (broken instanceof CharacterCodingException) {
                return new XmlException(Xml.where(e.getLocation()), "the bytes are not UTF-8");
            }
            if (broken instanceof TooLong) {
                return new XmlException(
                        Xml.where(e.getLocation()), "the document has more than " + most + " characters");
            }
            if (broken != null) {
                throw broken;
            }
            return new XmlException(Xml.where(e.getLocation()), "not well-formed XML: " + Xml.reason(e));
        }

        @Override
        public void close() {
            // The bytes are the caller's.
        }
    }

    private static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
