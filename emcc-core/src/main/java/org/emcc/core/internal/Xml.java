package org.emcc.core.internal;

import com.ctc.wstx.api.ReaderConfig;
import com.ctc.wstx.stax.WstxInputFactory;
import com.ctc.wstx.util.SymbolTable;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads and writes XML for every module. The reader is hardened: it resolves nothing, expands nothing, and refuses what is too
 * large, too deep or too rich before it has built it. Stateless and thread-safe.
 */
public final class Xml {
    private static final Pattern ENCODING = Pattern.compile(
            "^(?:\u00EF\u00BB\u00BF)?<\\?xml[^>]{0,100}?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})[\"']");

    private static final Pattern QUOTED =
            Pattern.compile("\"[^\"]*\"|'[^']{2,}'|(?<=character )'[^']*' \\(code \\d+\\)|(?<=<)/?[^ <>'\"]+(?=>)");
    /** Names of elements and attributes that differ: who makes them collide in the parser's table costs it their square. */
    private static final int MOST_NAMES = 1_000;

    private static final int LONGEST_NAME = 256;

    private static final boolean[] SPECIAL = specialCharacters();

    static final WstxInputFactory FACTORY = factory();

    private Xml() {}

    /** What a document may declare in front of its root. */
    public enum Doctype {
        /** A DOCTYPE makes the document unreadable (phone-config-files 3.1). */
        REFUSED,
        /** A DOCTYPE is passed over, unresolved (em-api-and-axl 1.11). */
        IGNORED
    }

    /**
     * How much a reader accepts.
     *
     * @param bytes the largest document
     * @param depth the deepest nesting of elements
     * @param nodes the most elements, attributes, texts and comments together
     */
    public record Limits(int bytes, int depth, int nodes) {
        /** For messages: 256 KiB, 32 deep, 10,000 nodes. */
        public static final Limits MESSAGE = new Limits(256 * 1024, 32, 10_000);
        /** For phone files: 2 MiB (phone-config-files 2.5), 64 deep, 200,000 nodes. */
        public static final Limits FILE = new Limits(2 * 1024 * 1024, 64, 200_000);
    }

    /**
     * Reads a document.
     *
     * @param document the bytes, in any encoding that XML allows
     * @param limits how much is accepted
     * @param doctype what to do with a DOCTYPE
     * @return the root element
     * @throws XmlException when the document is not well-formed or breaks a limit
     */
    public static XmlNode.Element read(byte[] document, Limits limits, Doctype doctype) throws XmlException {
        return parsed(document, limits, reader -> new TreeBuilder(reader, limits, doctype).build());
    }

    /**
     * Reads a document up to its root element only: what comes behind the start of it may be anything.
     *
     * @param document the bytes, in any encoding that XML allows
     * @param limits how much is accepted
     * @param doctype what to do with a DOCTYPE
     * @return the name of the root element
     * @throws XmlException when what stands before the root is not well-formed, or the document breaks a limit
     */
    public static String root(byte[] document, Limits limits, Doctype doctype) throws XmlException {
        return parsed(document, limits, reader -> new TreeBuilder(reader, limits, doctype).root());
    }

    private interface Parsing<T> {
        T of(XMLStreamReader reader) throws XMLStreamException, XmlException;
    }

    private static <T> T parsed(byte[] document, Limits limits, Parsing<T> parsing) throws XmlException {
        if (document.length > limits.bytes()) {
            throw new XmlException(
                    "byte " + limits.bytes(),
                    "the document has " + document.length + " bytes, the limit is " + limits.bytes());
        }
        try (StringReader text = new StringReader(decode(document))) {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(text);
            try {
                return parsing.of(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw new XmlException(where(e.getLocation()), "not well-formed XML: " + reason(e));
        } catch (RuntimeException e) {
            // What the parser lets out unchecked means the same to a caller.
            throw new XmlException(
                    "unknown position", "not well-formed XML: " + e.getClass().getSimpleName());
        }
    }

    /**
     * The document as text. We decode it ourselves, strictly: a parser may guess where bytes do not fit their encoding.
     */
    private static String decode(byte[] document) throws XmlException {
        Charset charset = charset(document);
        if (charset.equals(StandardCharsets.UTF_8)) {
            String text = new String(document, StandardCharsets.UTF_8); // much faster, and marks what it cannot decode
            if (text.indexOf('\uFFFD') < 0) {
                return text.startsWith("\uFEFF") ? text.substring(1) : text;
            }
        }
        try {
            String text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(document))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new XmlException("unknown position", "the bytes are not " + charset.name());
        }
    }

    /** What the byte order mark or the declaration says, else UTF-8. */
    private static Charset charset(byte[] document) throws XmlException {
        if (document.length >= 2 && (document[0] & 0xFF) == 0xFE && (document[1] & 0xFF) == 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        if (document.length >= 2 && (document[0] & 0xFF) == 0xFF && (document[1] & 0xFF) == 0xFE) {
            return StandardCharsets.UTF_16LE;
        }
        String head = new String(document, 0, Math.min(document.length, 200), StandardCharsets.ISO_8859_1);
        Matcher declared = ENCODING.matcher(head);
        if (!declared.find()) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(declared.group(1));
        } catch (IllegalArgumentException e) {
            throw new XmlException("line 1", "the declared encoding is not known here");
        }
    }

    /** Safe for use by several threads once it is set up. */
    private static WstxInputFactory factory() {
        WstxInputFactory factory = new Forgetful();
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.getConfig().doParseLazily(false); // what is wrong is said where it stands
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("external entities are not resolved");
        });
        return factory;
    }

    /** Keeps nothing of a document: names of elements, which anybody may choose, are not remembered for the next one. */
    private static final class Forgetful extends WstxInputFactory {
        /** Names that nobody remembers need not be made one with those of all other documents either, which costs more than reading. */
        @Override
        public ReaderConfig createPrivateConfig() {
            ReaderConfig own = super.createPrivateConfig();
            own.getSymbols().setInternStrings(false);
            return own;
        }

        @Override
        public synchronized void updateSymbolTable(SymbolTable names) {
            // Those of one document only.
        }
    }

    static String where(@org.jspecify.annotations.Nullable Location location) {
        return location == null
                ? "unknown position"
                : "line " + location.getLineNumber() + ", column " + location.getColumnNumber();
    }

    /** The parser's own words in one line, without the position that it repeats, and without names and texts of the document. */
    static String reason(XMLStreamException e) {
        String message = e.getMessage() == null ? "unreadable" : e.getMessage();
        String own = message.lines().findFirst().orElse("unreadable");
        return QUOTED.matcher(own).replaceAll("…").strip();
    }

    /** Writes a document with the declaration that phones and the EM service expect. */
    public static String write(XmlNode.Element root) {
        StringBuilder out = new StringBuilder(8192).append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        write(root, out);
        return out.append('\n').toString();
    }

    /** Writes an element without a declaration. */
    public static void write(XmlNode node, StringBuilder out) {
        if (node instanceof XmlNode.Text text) {
            escape(text.text(), out, false);
        } else if (node instanceof XmlNode.Comment comment) {
            out.append("<!--").append(comment.text()).append("-->");
        } else if (node instanceof XmlNode.Element element) {
            String kept = element.written();
            if (kept != null) {
                out.append(kept);
            } else {
                element(element, out);
            }
        }
    }

    private static void element(XmlNode.Element element, StringBuilder out) {
        out.append('<').append(element.name());
        if (!element.attributes().isEmpty()) {
            element.attributes().forEach((name, value) -> {
                out.append(' ').append(name).append("=\"");
                escape(value, out, true);
                out.append('"');
            });
        }
        if (element.children().isEmpty()) {
            out.append("/>");
            return;
        }
        out.append('>');
        List<XmlNode> children = element.children();
        for (int i = 0; i < children.size(); i++) { // without an iterator for each of a file's many elements
            write(children.get(i), out);
        }
        out.append("</").append(element.name()).append('>');
    }

    /** Appends text, escaped for content or for an attribute value. What XML 1.0 cannot hold becomes U+FFFD. */
    public static void escape(String text, StringBuilder out, boolean attribute) {
        int plain = plain(text, 0);
        if (plain == text.length()) {
            out.append(text); // most text, and much faster in one piece
            return;
        }
        int done = 0;
        while (plain < text.length()) {
            out.append(text, done, plain);
            done = special(text, plain, out, attribute) + 1;
            plain = plain(text, done);
        }
        out.append(text, done, plain);
    }

    /** Where the first character stands that is not written as it is, from an index on. */
    private static int plain(String text, int from) {
        int i = from;
        while (i < text.length() && isPlain(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isPlain(char c) {
        return c < SPECIAL.length ? !SPECIAL[c] : c < Character.MIN_SURROGATE;
    }

    private static boolean[] specialCharacters() {
        boolean[] special = new boolean['>' + 1];
        Arrays.fill(special, 0, ' ', true);
        for (char c : new char[] {'&', '<', '>', '"'}) {
            special[c] = true;
        }
        return special;
    }

    /** Appends one character, and says where it ended. */
    private static int special(String text, int i, StringBuilder out, boolean attribute) {
        char c = text.charAt(i);
        switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append(attribute ? "&quot;" : "\"");
            case '\r' -> out.append("&#13;");
            case '\n', '\t' -> out.append(attribute ? "&#" + (int) c + ";" : String.valueOf(c));
            default -> {
                if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    out.append(c).append(text.charAt(i + 1));
                    return i + 1;
                }
                out.append(c < ' ' || Character.isSurrogate(c) || c >= 0xFFFE ? '\uFFFD' : c);
            }
        }
        return i;
    }

    private static final class TreeBuilder {
        private final XMLStreamReader reader;
        private final Limits limits;
        private final Doctype doctype;
        /** The elements that are open, from the root; what is behind {@link #depth} waits for use. */
        private final List<Open> open = new ArrayList<>();

        private final Set<String> names = new HashSet<>();
        private int depth;
        private int nodes;

        TreeBuilder(XMLStreamReader reader, Limits limits, Doctype doctype) {
            this.reader = reader;
            this.limits = limits;
            this.doctype = doctype;
        }

        /** An element whose end is still to come. Most hold one text, and need no list. */
        private static final class Open {
            private String name = "";
            private Map<String, String> attributes = Map.of();
            private @org.jspecify.annotations.Nullable XmlNode first;
            private final List<XmlNode> more = new ArrayList<>();

            void begin(String named, Map<String, String> with) {
                name = named;
                attributes = with;
                first = null;
                more.clear();
            }

            void add(XmlNode child) {
                if (first == null && more.isEmpty()) {
                    first = child;
                    return;
                }
                if (first != null) {
                    more.add(first);
                    first = null;
                }
                more.add(child);
            }

            XmlNode.Element end() {
                return XmlNode.Element.read(name, attributes, first != null ? List.of(first) : List.copyOf(more));
            }
        }

        XmlNode.Element build() throws XMLStreamException, XmlException {
            XmlNode.@org.jspecify.annotations.Nullable Element root = null;
            refuseOtherVersions();
            while (reader.hasNext()) {
                int event = reader.next();
                switch (event) {
                    case XMLStreamConstants.START_ELEMENT -> start();
                    case XMLStreamConstants.END_ELEMENT -> {
                        depth--;
                        XmlNode.Element element = open.get(depth).end();
                        if (depth == 0) {
                            root = element;
                        } else {
                            open.get(depth - 1).add(element);
                        }
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> text();
                    default -> other(event);
                }
            }
            if (root == null) {
                throw at("the document has no element");
            }
            return root;
        }

        /** The name of the root, behind which nothing is read. */
        String root() throws XMLStreamException, XmlException {
            refuseOtherVersions();
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    return rawName(reader.getPrefix(), reader.getLocalName());
                }
                other(event);
            }
            throw at("the document has no element");
        }

        /** XML 1.1 allows control characters, which nobody expects in a text. */
        private void refuseOtherVersions() throws XmlException {
            if (reader.getVersion() != null && !reader.getVersion().equals("1.0")) {
                throw at("the version of XML must be 1.0");
            }
        }

        /** What may stand before the root as well as in it. */
        private void other(int event) throws XmlException {
            switch (event) {
                case XMLStreamConstants.COMMENT -> add(new XmlNode.Comment(reader.getText()));
                case XMLStreamConstants.DTD -> {
                    if (doctype == Doctype.REFUSED) {
                        throw at("a DOCTYPE is not allowed here");
                    }
                }
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw at("entities other than XML's own five are not allowed");
                default -> {
                    // Processing instructions and the ends of the document carry nothing that is kept.
                }
            }
        }

        private void start() throws XmlException {
            if (depth == limits.depth()) {
                throw at("elements are nested deeper than " + limits.depth());
            }
            int count = reader.getAttributeCount();
            count(1 + count);
            Map<String, String> attributes = count == 0 ? Map.of() : new LinkedHashMap<>();
            for (int i = 0; i < count; i++) {
                String name = rawName(reader.getAttributePrefix(i), reader.getAttributeLocalName(i));
                attributes.put(known(name), reader.getAttributeValue(i));
            }
            if (depth == open.size()) {
                open.add(new Open());
            }
            open.get(depth).begin(known(rawName(reader.getPrefix(), reader.getLocalName())), attributes);
            depth++;
        }

        private String known(String name) throws XmlException {
            if (names.add(name) && (names.size() > MOST_NAMES || name.length() > LONGEST_NAME)) {
                throw at("the document has more than " + MOST_NAMES + " different names, or one of more than "
                        + LONGEST_NAME + " characters");
            }
            return name;
        }

        private static String rawName(@org.jspecify.annotations.Nullable String prefix, String local) {
            return prefix == null || prefix.isEmpty() ? local : prefix + ":" + local;
        }

        private void text() throws XmlException {
            String text = reader.getText();
            if (depth > 0 && !text.isEmpty()) {
                add(new XmlNode.Text(text));
            }
        }

        private void add(XmlNode node) throws XmlException {
            count(1);
            if (depth > 0) {
                open.get(depth - 1).add(node);
            }
        }

        private void count(int more) throws XmlException {
            nodes += more;
            if (nodes > limits.nodes()) {
                throw at("the document has more than " + limits.nodes() + " elements, attributes, texts and comments");
            }
        }

        private XmlException at(String message) {
            return new XmlException(where(reader.getLocation()), message);
        }
    }
}
