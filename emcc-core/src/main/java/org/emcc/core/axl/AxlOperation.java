package org.emcc.core.axl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.emcc.core.internal.Xml;
import org.emcc.core.snapshot.ObjectField;
import org.emcc.core.snapshot.ObjectKind;
import org.emcc.core.snapshot.ServiceActivationFields;

/** A request of AXL. There is no other than those that read: every name begins with get or list. */
final class AxlOperation {
    private static final String LEAST = "<processNodeName/><name/><service/><value/>";

    private final String name;
    private final String content;

    private AxlOperation(Verb verb, String type, String content) {
        this.name = verb.word + type;
        this.content = content;
    }

    private enum Verb {
        GET("get"),
        LIST("list");

        private final String word;

        Verb(String word) {
            this.word = word;
        }
    }

    /** Which release it is. */
    static AxlOperation version() {
        return new AxlOperation(Verb.GET, "CCMVersion", "");
    }

    /** One page of all objects of a kind, with every field that lists have. */
    static AxlOperation list(ObjectKind kind, AxlSchema schema, long skip, int first) {
        List<ObjectField<?>> fields = schema.known(
                kind.fields().stream().filter(ObjectField::isListed).toList());
        return new AxlOperation(
                Verb.LIST, type(kind), criteria(criterion(kind), "%") + AxlTags.of(fields) + page(skip, first));
    }

    /** Services are found by their node only; every other kind by its first key (em-api-and-axl 4.3 to 4.8). */
    private static String criterion(ObjectKind kind) {
        ObjectField<?> field = kind == ObjectKind.SERVICE_ACTIVATION
                ? ServiceActivationFields.PROCESS_NODE_NAME
                : kind.keys().get(0);
        return field.axlPath();
    }

    /**
     * One object, with its keys and some fields.
     *
     * @param keys the texts of its keys, in their order
     * @param wanted which fields, in the order of the schema
     */
    static AxlOperation get(ObjectKind kind, List<String> keys, List<ObjectField<?>> wanted) {
        StringBuilder content = new StringBuilder();
        for (int i = 0; i < keys.size(); i++) {
            content.append(element(kind.keys().get(i).axlPath(), keys.get(i)));
        }
        return new AxlOperation(
                Verb.GET, type(kind), content.append(AxlTags.of(wanted)).toString());
    }

    /** One page of the parameters of a service, on all nodes. */
    static AxlOperation parameters(String service, long skip, int first) {
        return new AxlOperation(
                Verb.LIST,
                "ServiceParameter",
                criteria("service", service) + "<returnedTags>" + LEAST + "</returnedTags>" + page(skip, first));
    }

    /** A feature parameter by its internal name. */
    static AxlOperation feature(String internalName) {
        return new AxlOperation(
                Verb.GET,
                "EmccFeatureConfig",
                element("parameterName", internalName) + "<returnedTags><parameterName/><value/></returnedTags>");
    }

    private static String type(ObjectKind kind) {
        return kind.axlType()
                .orElseThrow(
                        () -> new IllegalArgumentException("kind must be one that AXL offers, but is " + kind.label()));
    }

    private static String criteria(String field, String value) {
        return "<searchCriteria>" + element(field, value) + "</searchCriteria>";
    }

    private static String page(long skip, int first) {
        return "<skip>" + skip + "</skip><first>" + first + "</first>";
    }

    private static String element(String name, String text) {
        StringBuilder out = new StringBuilder("<").append(name).append('>');
        Xml.escape(text, out, false);
        return out.append("</").append(name).append('>').toString();
    }

    /** The name, such as listPhone. */
    String name() {
        return name;
    }

    /** The header SOAPAction. */
    String action(AxlSchema schema) {
        return "\"CUCM:DB ver=" + schema.version() + " " + name + "\"";
    }

    byte[] envelope(AxlSchema schema) {
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                        + "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:ns=\""
                        + "http://www.cisco.com/AXL/API/" + schema.version() + "\"><soapenv:Body><ns:" + name + ">"
                        + content + "</ns:" + name + "></soapenv:Body></soapenv:Envelope>")
                .getBytes(UTF_8);
    }

    @Override
    public String toString() {
        return name;
    }
}
