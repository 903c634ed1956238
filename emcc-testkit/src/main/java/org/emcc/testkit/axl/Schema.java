package org.emcc.testkit.axl;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * The XML Schema of a version's get and list operations, written from the shapes. Nothing is loaded from elsewhere.
 *
 * <p>Tags of booleans may be empty, which a strict validator would refuse, because that is in common use (em-api-and-axl 4.1). Read-only
 * tags may stand anywhere among the others: where is not public.
 */
final class Schema {
    private static final String TAGS = "returnedTags";

    private final Shapes shapes;
    private final AxlVersion version;
    private final javax.xml.validation.Schema compiled;

    Schema(Shapes shapes, AxlVersion version) {
        this.shapes = shapes;
        this.version = version;
        try {
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            this.compiled = factory.newSchema(new StreamSource(new StringReader(text())));
        } catch (SAXException e) {
            throw new IllegalStateException("schema of AXL " + version.text() + " is wrong: " + e.getMessage(), e);
        }
    }

    /**
     * What a request or an answer breaks.
     *
     * @param content the element inside of the SOAP body; read-only tags are put to their place
     * @return what the validator says; empty when it breaks nothing
     */
    Optional<String> objection(Element content) {
        shapes.find(content.getLocalName().replaceFirst("^(get|list)", ""))
                .ifPresent(shape -> child(content, TAGS).ifPresent(tags -> readOnlyLast(tags, shape)));
        try {
            Validator validator = compiled.newValidator();
            validator.validate(new DOMSource(content));
            return Optional.empty();
        } catch (SAXException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Optional<Element> child(Element parent, String name) {
        return children(parent).stream()
                .filter(each -> each.getLocalName().equals(name))
                .findFirst();
    }

    static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    private static void readOnlyLast(Element tags, ObjectShape shape) {
        List<String> order =
                shape.fields().stream().filter(Shape::readOnly).map(Shape::name).toList();
        children(tags).stream()
                .filter(tag -> order.contains(tag.getLocalName()))
                .sorted(Comparator.comparingInt(tag -> order.indexOf(tag.getLocalName())))
                .forEach(tags::appendChild);
    }

    /** The schema as a document. */
    String text() {
        StringBuilder out = new StringBuilder(1 << 16);
        out.append("<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:a=\"")
                .append(version.namespace())
                .append("\" targetNamespace=\"")
                .append(version.namespace())
                .append("\" elementFormDefault=\"unqualified\">");
        simple("boolean", "<xs:pattern value=\"(t|f|true|false|0|1)?\"/>", out);
        simple("XInteger", "<xs:pattern value=\"([+\\-]?[0-9]+)?\"/>", out);
        simple("XMOHAudioSourceId", "<xs:pattern value=\"([0-9]|[1-4][0-9]|50|51|null)?\"/>", out);
        String four = "[0-9A-Fa-f]{4}";
        simple(
                "XUUID",
                "<xs:pattern value=\"\\{" + four + four + "(-" + four + "){3}-" + four + four + four + "\\}\"/>",
                out);
        text(Shape.REFERENCE, "uuid", out);
        text("XLoadInformation", "special", out);
        out.append("<xs:complexType name=\"XVendorConfig\"><xs:sequence>"
                + "<xs:any namespace=\"##any\" processContents=\"skip\" minOccurs=\"0\" maxOccurs=\"unbounded\"/>"
                + "</xs:sequence></xs:complexType>");
        shapes.all().forEach(shape -> operations(shape, out));
        element("getCCMVersion", "<xs:element name=\"processNodeName\" type=\"a:XFkType\" minOccurs=\"0\"/>", out);
        element(
                "getCCMVersionResponse",
                returned(
                        "<xs:element name=\"componentVersion\"><xs:complexType><xs:sequence>"
                                + "<xs:element name=\"version\" type=\"xs:string\"/></xs:sequence></xs:complexType></xs:element>"),
                out);
        return out.append("</xs:schema>").toString();
    }

    private static void simple(String name, String facet, StringBuilder out) {
        out.append("<xs:simpleType name=\"").append(name).append("\"><xs:restriction base=\"xs:string\">");
        out.append(facet).append("</xs:restriction></xs:simpleType>");
    }

    private static void text(String name, String attribute, StringBuilder out) {
        out.append("<xs:complexType name=\"").append(name).append("\"><xs:simpleContent><xs:extension");
        out.append(" base=\"xs:string\"><xs:attribute name=\"").append(attribute);
        out.append("\" type=\"xs:string\"/></xs:extension></xs:simpleContent></xs:complexType>");
    }

    private static void element(String name, String content, StringBuilder out) {
        out.append("<xs:element name=\"").append(name).append("\"><xs:complexType><xs:sequence>");
        out.append(content)
                .append("</xs:sequence><xs:attribute name=\"sequence\" type=\"xs:unsignedLong\"/>")
                .append("</xs:complexType></xs:element>");
    }

    private static String returned(String content) {
        return "<xs:element name=\"return\"><xs:complexType><xs:sequence>" + content
                + "</xs:sequence></xs:complexType></xs:element>";
    }

    private void operations(ObjectShape shape, StringBuilder out) {
        object("R" + shape.type(), shape.fields(version, false), out);
        element("get" + shape.type(), key(shape) + tags("R", shape, true), out);
        String found = "<xs:element name=\"" + shape.element() + "\" type=\"a:";
        element("get" + shape.type() + "Response", returned(found + "R" + shape.type() + "\"/>"), out);
        if (shape.isListed()) {
            object("L" + shape.type(), shape.fields(version, true), out);
            element("list" + shape.type(), criteria(shape) + tags("L", shape, false) + paging(), out);
            String all = found + "L" + shape.type() + "\" minOccurs=\"0\" maxOccurs=\"unbounded\"/>";
            element("list" + shape.type() + "Response", returned(all), out);
        }
    }

    private static void object(String name, List<Shape> fields, StringBuilder out) {
        out.append("<xs:complexType name=\"").append(name).append("\"><xs:sequence>");
        fields.forEach(field -> field(field, true, out));
        out.append("</xs:sequence><xs:attribute name=\"uuid\" type=\"a:XUUID\"/>"
                + "<xs:attribute name=\"ctiid\" type=\"xs:positiveInteger\"/></xs:complexType>");
    }

    private static void field(Shape field, boolean optional, StringBuilder out) {
        String least = optional ? " minOccurs=\"0\"" : "";
        if (field.isChoice()) {
            out.append("<xs:choice").append(least).append('>');
            field.below().forEach(each -> field(each, false, out));
            out.append("</xs:choice>");
            return;
        }
        out.append("<xs:element name=\"").append(field.name()).append('"').append(least);
        out.append(field.many() ? " maxOccurs=\"unbounded\"" : "");
        if (!field.below().isEmpty()) {
            out.append("><xs:complexType><xs:sequence>");
            field.below().forEach(each -> field(each, true, out));
            out.append("</xs:sequence><xs:attribute name=\"uuid\" type=\"a:XUUID\"/></xs:complexType></xs:element>");
        } else if (field.type().matches("String[0-9]+")) {
            out.append("><xs:simpleType><xs:restriction base=\"xs:string\"><xs:maxLength value=\"")
                    .append(field.type().substring("String".length()))
                    .append("\"/></xs:restriction></xs:simpleType></xs:element>");
        } else {
            out.append(" type=\"").append(leaf(field.type())).append("\"/>");
        }
    }

    /** Enumerations are open (em-api-and-axl 4.1). */
    private static String leaf(String type) {
        return switch (type) {
            case "boolean",
                    "XInteger",
                    "XMOHAudioSourceId",
                    "XUUID",
                    Shape.REFERENCE,
                    "XLoadInformation",
                    "XVendorConfig" -> "a:" + type;
            default -> "xs:string";
        };
    }

    private static String key(ObjectShape shape) {
        StringBuilder out = new StringBuilder("<xs:choice><xs:sequence>");
        shape.keys()
                .forEach(key -> out.append("<xs:element name=\"").append(key).append("\" type=\"a:XFkType\"/>"));
        return out.append("</xs:sequence><xs:element name=\"uuid\" type=\"a:XUUID\"/></xs:choice>")
                .toString();
    }

    private String tags(String prefix, ObjectShape shape, boolean optional) {
        String type = version.isTolerant() ? "xs:anyType" : "a:" + prefix + shape.type();
        return "<xs:element name=\"" + TAGS + "\" type=\"" + type + "\"" + (optional ? " minOccurs=\"0\"/>" : "/>");
    }

    /** In their order, and at least one. */
    private String criteria(ObjectShape shape) {
        List<String> names = shape.criteria(version);
        StringBuilder out = new StringBuilder("<xs:element name=\"searchCriteria\"><xs:complexType><xs:choice>");
        for (int first = 0; first < names.size(); first++) {
            out.append("<xs:sequence>");
            for (int i = first; i < names.size(); i++) {
                out.append("<xs:element name=\"").append(names.get(i)).append("\" type=\"xs:string\"");
                out.append(i == first ? "/>" : " minOccurs=\"0\"/>");
            }
            out.append("</xs:sequence>");
        }
        return out.append("</xs:choice></xs:complexType></xs:element>").toString();
    }

    private static String paging() {
        return "<xs:element name=\"skip\" type=\"xs:unsignedLong\" minOccurs=\"0\"/>"
                + "<xs:element name=\"first\" type=\"xs:unsignedLong\" minOccurs=\"0\"/>";
    }
}
