package org.emcc.core.em;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.emcc.core.internal.Require;
import org.emcc.core.internal.XmlNode;
import org.emcc.core.internal.XmlNode.Element;

/**
 * An element of a {@code CiscoIPPhone} object of which the SDK knows no more than its name, attributes, text and children. What was
 * read is written back as it stood, comments included. It prints its name only, because what it holds may be a secret.
 *
 * <p>Source: design 6 (a reader keeps what it does not know).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class PhoneElement {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9._:-]{0,63}");
    private static final int TEXT_LIMIT = 64 * 1024;

    private final Element node;

    private PhoneElement(Element node) {
        this.node = node;
    }

    /** An element as it was read. */
    static PhoneElement kept(Element node) {
        return new PhoneElement(MessageExtras.whole(node));
    }

    /**
     * An element that holds text.
     *
     * @param name 1 to 64 letters, digits, dots, hyphens, colons and underscores
     * @param attributes the attributes, named likewise
     * @param text at most 65,536 characters; blanks around it are dropped
     * @return the element
     * @throws IllegalArgumentException when a part breaks its rule
     */
    public static PhoneElement of(String name, Map<String, String> attributes, String text) {
        String shown = Display.require(text, "text of an element", TEXT_LIMIT);
        return made(name, attributes, shown.isEmpty() ? List.of() : List.of(new XmlNode.Text(shown)));
    }

    /**
     * An element that holds others.
     *
     * @param name 1 to 64 letters, digits, dots, hyphens, colons and underscores
     * @param attributes the attributes, named likewise
     * @param children the elements in it, in order
     * @return the element
     * @throws IllegalArgumentException when a part breaks its rule
     */
    public static PhoneElement of(String name, Map<String, String> attributes, List<PhoneElement> children) {
        return made(
                name,
                attributes,
                Require.list(children, "children").stream()
                        .map(PhoneElement::node)
                        .toList());
    }

    private static PhoneElement made(String name, Map<String, String> attributes, List<? extends XmlNode> children) {
        Map<String, String> checked = new LinkedHashMap<>();
        attributes.forEach((each, value) -> checked.put(requireName(each), requireValue(value)));
        return new PhoneElement(new Element(requireName(name), checked, List.copyOf(children)));
    }

    static String requireName(String name) {
        return Require.form(
                name,
                "name of an element or attribute",
                NAME,
                "have 1 to 64 letters, digits, dots, hyphens, colons and underscores, and begin with no digit");
    }

    static String requireValue(String value) {
        return Display.require(value, "attribute of an element", TEXT_LIMIT);
    }

    Element node() {
        return node;
    }

    /**
     * The name.
     *
     * @return the name, with its prefix if it has one
     */
    public String name() {
        return node.name();
    }

    /**
     * The attributes.
     *
     * @return an unmodifiable map, in the order of the document
     */
    public Map<String, String> attributes() {
        return node.attributes();
    }

    /**
     * The text directly in it.
     *
     * @return the text without blanks around it; empty when there is none
     */
    public String text() {
        return node.text();
    }

    /**
     * The elements in it.
     *
     * @return an unmodifiable list, in the order of the document
     */
    public List<PhoneElement> children() {
        List<PhoneElement> children = new ArrayList<>();
        for (Element each : node.elements()) {
            children.add(new PhoneElement(each));
        }
        return List.copyOf(children);
    }

    /**
     * The first element in it of a name.
     *
     * @param name the name
     * @return the element, or empty when there is none
     */
    public Optional<PhoneElement> child(String name) {
        return node.first(name).map(PhoneElement::new);
    }

    /** Two elements are equal when all that is in them is. */
    @Override
    public boolean equals(Object other) {
        return other instanceof PhoneElement that && node.equals(that.node);
    }

    @Override
    public int hashCode() {
        return node.hashCode();
    }

    /** The name, and nothing of what it holds. */
    @Override
    public String toString() {
        return "PhoneElement[" + node.name() + "]";
    }
}
