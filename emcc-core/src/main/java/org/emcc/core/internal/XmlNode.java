package org.emcc.core.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A piece of an XML document as it stood: elements, text and comments in their order. Immutable. Names are raw, prefix and all,
 * because phone files use prefixes that they never declare (phone-config-files 3.1).
 */
public sealed interface XmlNode {
    /** Character data, unescaped. */
    record Text(String text) implements XmlNode {}

    /** A comment, without its delimiters. */
    record Comment(String text) implements XmlNode {}

    /** An element with its attributes and children in document order. */
    final class Element implements XmlNode {
        private final String name;
        private final Map<String, String> attributes;
        private final List<XmlNode> children;
        private final @Nullable String written;

        public Element(String name, Map<String, String> attributes, List<XmlNode> children) {
            this(
                    Objects.requireNonNull(name, "name"),
                    attributes.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(attributes)),
                    List.copyOf(children),
                    null);
        }

        private Element(String name, Map<String, String> attributes, List<XmlNode> children, @Nullable String written) {
            this.name = name;
            this.attributes = attributes;
            this.children = children;
            this.written = written;
        }

        /** Of parts that nobody else has or that cannot change. */
        static Element read(String name, Map<String, String> attributes, List<XmlNode> children) {
            return new Element(
                    name, attributes.isEmpty() ? Map.of() : Collections.unmodifiableMap(attributes), children, null);
        }

        /** An element that holds only text. */
        public static Element of(String name, String text) {
            return new Element(name, Map.of(), text.isEmpty() ? List.of() : List.of(new Text(text)));
        }

        /** An element that holds other nodes. */
        public static Element of(String name, List<? extends XmlNode> children) {
            return new Element(name, Map.of(), List.copyOf(children));
        }

        /** The same element, for constants that many documents hold: it keeps how it is written, and is not written anew each time. */
        public Element kept() {
            StringBuilder out = new StringBuilder();
            Xml.write(this, out);
            return new Element(name, attributes, children, out.toString());
        }

        /** Its raw name. */
        public String name() {
            return name;
        }

        /** Its attributes in order, unmodifiable. */
        public Map<String, String> attributes() {
            return attributes;
        }

        /** What it holds, unmodifiable. */
        public List<XmlNode> children() {
            return children;
        }

        /** How it is written, where it keeps that. */
        @Nullable
        String written() {
            return written;
        }

        /** The child elements, in order. */
        public List<Element> elements() {
            List<Element> found = new ArrayList<>();
            for (XmlNode child : children) {
                if (child instanceof Element element) {
                    found.add(element);
                }
            }
            return found;
        }

        /** The child elements of one name, in order. */
        public List<Element> all(String child) {
            List<Element> found = new ArrayList<>();
            for (XmlNode node : children) {
                if (node instanceof Element element && element.name.equals(child)) {
                    found.add(element);
                }
            }
            return found;
        }

        /** The first child element of a name. */
        public Optional<Element> first(String child) {
            for (XmlNode node : children) {
                if (node instanceof Element element && element.name.equals(child)) {
                    return Optional.of(element);
                }
            }
            return Optional.empty();
        }

        /** The text directly inside this element, trimmed. */
        public String text() {
            StringBuilder out = new StringBuilder();
            for (XmlNode node : children) {
                if (node instanceof Text piece) {
                    out.append(piece.text());
                }
            }
            return out.toString().trim();
        }

        /** The trimmed text of the first child element of a name. */
        public Optional<String> textOf(String child) {
            return first(child).map(Element::text);
        }

        /** An attribute. */
        public Optional<String> attribute(String attribute) {
            return Optional.ofNullable(attributes.get(attribute));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Element that
                    && name.equals(that.name)
                    && attributes.equals(that.attributes)
                    && children.equals(that.children);
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, attributes, children);
        }

        @Override
        public String toString() {
            return "Element[name=" + name + ", attributes=" + attributes + ", children=" + children + "]";
        }
    }
}
