package org.emcc.tftp.internal.binding;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.emcc.core.internal.Xml;
import org.emcc.core.internal.XmlException;
import org.emcc.core.internal.XmlNode;

/**
 * Reads and writes the smaller phone files. JAXB never sees the bytes of others: the hardened reader makes a tree of them, and JAXB
 * gets what we write of that tree, without prefixes, comments and declarations.
 */
public final class PhoneFileBinding {
    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private PhoneFileBinding() {}

    /** Built at the first use, thread-safe afterwards. */
    private static final class Context {
        static final JAXBContext INSTANCE = create();

        private static JAXBContext create() {
            try {
                return JAXBContext.newInstance(
                        DialRulesDocument.class,
                        RingListDocument.class,
                        TonesDocument.class,
                        DialTemplateDocument.class,
                        SoftKeysDocument.class,
                        FeaturePolicyDocument.class,
                        BackgroundListDocument.class);
            } catch (JAXBException e) {
                throw new IllegalStateException("no JAXB runtime for the phone files", e);
            }
        }
    }

    /**
     * The document in a file.
     *
     * @param file the bytes
     * @param type what it must be
     * @param root the name that its root must have
     * @param names makes names of elements and attributes those of the document
     * @throws XmlException when the file is not well-formed or breaks a limit
     * @throws IllegalArgumentException when it is another file
     */
    public static <T> T read(byte[] file, Class<T> type, String root, UnaryOperator<String> names) throws XmlException {
        XmlNode.Element plain = plain(Xml.read(file, Xml.Limits.FILE, Xml.Doctype.REFUSED), names);
        if (!plain.name().equals(root)) {
            throw new IllegalArgumentException("the root of this file must be " + root);
        }
        StringBuilder text = new StringBuilder();
        Xml.write(plain, text);
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text.toString()));
            try {
                return type.cast(Context.INSTANCE.createUnmarshaller().unmarshal(reader));
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | JAXBException | RuntimeException e) {
            // Unchecked ones too: what a parser lets out about a document means the same to a caller.
            throw new IllegalArgumentException("this is no file with the root " + root, e);
        }
    }

    /** The tree without what JAXB would trip over: prefixes, which phone files do not declare, and comments. */
    private static XmlNode.Element plain(XmlNode.Element element, UnaryOperator<String> names) {
        Map<String, String> attributes = new LinkedHashMap<>();
        element.attributes().forEach((name, value) -> {
            if (isPlain(name)) {
                String own = names.apply(name);
                if (attributes.put(own, value) != null) {
                    throw new IllegalArgumentException("attribute " + own + " must stand there once, in any capitals");
                }
            }
        });
        List<XmlNode> children = new ArrayList<>();
        for (XmlNode child : element.children()) {
            if (child instanceof XmlNode.Element inner) {
                if (isPlain(inner.name())) {
                    children.add(plain(inner, names));
                }
            } else if (child instanceof XmlNode.Text) {
                children.add(child);
            }
        }
        String name = names.apply(element.name());
        return new XmlNode.Element(isPlain(name) ? name : "prefixed", attributes, children);
    }

    private static boolean isPlain(String name) {
        return name.indexOf(':') < 0 && !name.equals("xmlns");
    }

    /** The file of a document, in UTF-8, with a declaration. */
    public static byte[] write(Object document) {
        return write(DECLARATION, document, "\n");
    }

    /** The file of a document without a declaration, as the product sends dial rules (phone-config-files 2.2). */
    public static byte[] writeBare(Object document) {
        return write("", document, "\r\n");
    }

    private static byte[] write(String begin, Object document, String end) {
        StringWriter out = new StringWriter();
        try {
            Marshaller marshaller = Context.INSTANCE.createMarshaller();
            marshaller.setProperty(Marshaller.JAXB_FRAGMENT, true);
            XMLStreamWriter writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            marshaller.marshal(document, writer);
            writer.close();
        } catch (JAXBException | XMLStreamException e) {
            throw new IllegalStateException("a phone file cannot be written", e);
        }
        return (begin + clean(out.toString()) + end).getBytes(UTF_8);
    }

    /** With U+FFFD for what XML 1.0 cannot hold, as the other phone files have it; none of that is markup. */
    private static String clean(String document) {
        StringBuilder out = new StringBuilder(document.length());
        for (int i = 0; i < document.length(); i++) {
            char c = document.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < document.length()
                    && Character.isLowSurrogate(document.charAt(i + 1))) {
                i++;
                out.append(c).append(document.charAt(i));
            } else {
                out.append(Character.isSurrogate(c) || c >= 0xFFFE ? '\uFFFD' : c);
            }
        }
        return out.toString();
    }
}
