package org.emcc.tftp.internal.binding;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import jakarta.xml.bind.Unmarshaller;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.emcc.core.internal.Xml;
import org.emcc.core.internal.XmlException;

/** Reads and writes dial rules. The public value types are elsewhere and know no JAXB. */
public final class DialRulesBinding {
    private DialRulesBinding() {}

    /** A rule; each part may be empty. */
    public record Rule(String beginsWith, String numDigits, String digitsToRemove, String prefixWith) {}

    /** Built at the first use, thread-safe afterwards. */
    private static final class Context {
        static final JAXBContext INSTANCE = create();

        private static JAXBContext create() {
            try {
                return JAXBContext.newInstance(DialRulesDocument.class);
            } catch (JAXBException e) {
                throw new IllegalStateException("no JAXB runtime for the phone files", e);
            }
        }
    }

    /** The rules in a file. */
    public static List<Rule> read(byte[] file) throws XmlException {
        // First the reader of all phone files: it has the limits and knows positions.
        Xml.read(file, Xml.Limits.FILE, Xml.Doctype.REFUSED);
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(file));
            try {
                Unmarshaller unmarshaller = Context.INSTANCE.createUnmarshaller();
                if (!(unmarshaller.unmarshal(reader) instanceof DialRulesDocument document)) {
                    throw new JAXBException("the root of a dial rule file is DialRules");
                }
                List<Rule> rules = new ArrayList<>();
                for (DialRulesDocument.Rule rule : document.rules) {
                    rules.add(new Rule(
                            Optional.ofNullable(rule.beginsWith).orElse(""),
                            Optional.ofNullable(rule.numDigits).orElse(""),
                            Optional.ofNullable(rule.digitsToRemove).orElse(""),
                            Optional.ofNullable(rule.prefixWith).orElse("")));
                }
                return rules;
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | JAXBException | RuntimeException e) {
            // Unchecked ones too: what a parser lets out about a document means the same to a caller.
            throw new IllegalArgumentException("not a dial rule file", e);
        }
    }

    /** The file of some rules: without a declaration, as the product sends it (phone-config-files 2.2). */
    public static byte[] write(List<Rule> rules) {
        DialRulesDocument document = new DialRulesDocument();
        for (Rule rule : rules) {
            DialRulesDocument.Rule bound = new DialRulesDocument.Rule();
            bound.beginsWith = rule.beginsWith();
            bound.numDigits = rule.numDigits();
            bound.digitsToRemove = rule.digitsToRemove();
            bound.prefixWith = rule.prefixWith();
            document.rules.add(bound);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Marshaller marshaller = Context.INSTANCE.createMarshaller();
            marshaller.setProperty(Marshaller.JAXB_FRAGMENT, true);
            XMLStreamWriter writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
            marshaller.marshal(document, writer);
            writer.close();
        } catch (JAXBException | XMLStreamException e) {
            throw new IllegalStateException("dial rules cannot be written", e);
        }
        out.write('\r');
        out.write('\n');
        return out.toByteArray();
    }
}
