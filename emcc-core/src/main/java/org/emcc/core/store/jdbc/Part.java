package org.emcc.core.store.jdbc;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.emcc.core.internal.Xml;
import org.emcc.core.internal.XmlException;
import org.emcc.core.internal.XmlNode;
import org.emcc.core.internal.XmlNode.Element;
import org.jspecify.annotations.Nullable;

/**
 * An element of a stored document, read strictly: what is missing or broken is a {@link Broken}. What is not asked for is passed
 * over, so that a later version can say more.
 */
final class Part {
    /** H2 keeps no longer texts; far more than a login ever needs. */
    private static final int LONGEST = 1_000_000;

    private static final Xml.Limits LIMITS = new Xml.Limits(16 * LONGEST, 16, 4 * LONGEST);

    private final Element element;

    private Part(Element element) {
        this.element = element;
    }

    /** What is stored cannot be read. The message has no value in it but names. */
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;

        private final String why;

        Broken(String why) {
            super(why);
            this.why = why;
        }

        String why() {
            return why;
        }
    }

    // ---- reading

    /** Reads the documents of one row together, because a parser costs more than what it parses here. */
    static Part row(@Nullable String... documents) throws Broken {
        StringBuilder row = new StringBuilder(4096).append("<row>");
        for (String document : documents) {
            if (document != null) {
                row.append(document);
            }
        }
        byte[] bytes = row.append("</row>").toString().getBytes(StandardCharsets.UTF_8);
        try {
            return new Part(Xml.read(bytes, LIMITS, Xml.Doctype.REFUSED));
        } catch (XmlException e) {
            throw new Broken(e.where() + ": " + e.getMessage());
        }
    }

    /** A value that must be there. */
    <T> T get(String attribute, Function<String, T> parse) throws Broken {
        return parsed(
                attribute,
                element.attribute(attribute).orElseThrow(() -> new Broken(at(attribute) + " is missing")),
                parse);
    }

    String text(String attribute) throws Broken {
        return get(attribute, text -> text);
    }

    boolean flag(String attribute) throws Broken {
        return get(attribute, text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        });
    }

    <E extends Enum<E>> E constant(String attribute, Class<E> type) throws Broken {
        String name = text(attribute);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        throw new Broken(at(attribute) + " is not known to this version: " + name);
    }

    /** A value that may be absent. */
    <T> Optional<T> find(String attribute, Function<String, T> parse) throws Broken {
        Optional<String> text = element.attribute(attribute);
        return text.isEmpty() ? Optional.empty() : Optional.of(parsed(attribute, text.get(), parse));
    }

    Optional<String> findText(String attribute) throws Broken {
        return find(attribute, text -> text);
    }

    private <T> T parsed(String attribute, String text, Function<String, T> parse) throws Broken {
        try {
            return parse.apply(Plain.read(text));
        } catch (RuntimeException e) {
            throw new Broken(at(attribute) + " breaks its rule");
        }
    }

    private String at(String attribute) {
        return element.name() + "/@" + attribute;
    }

    Part part(String child) throws Broken {
        return findPart(child).orElseThrow(() -> new Broken(element.name() + "/" + child + " is missing"));
    }

    Optional<Part> findPart(String child) {
        return element.first(child).map(Part::new);
    }

    List<Part> parts(String child) {
        return element.all(child).stream().map(Part::new).toList();
    }

    /** Builds a value whose rules span several parts. */
    <T> T made(Making<T> making) throws Broken {
        try {
            return making.make();
        } catch (RuntimeException e) {
            throw new Broken(element.name() + " breaks its rule");
        }
    }

    /** Makes a value of parts. */
    interface Making<T> {
        T make() throws Broken;
    }

    // ---- writing

    /** Attributes in the order of writing; those without a value are left out. */
    static final class Attributes {
        private final Map<String, String> all = new LinkedHashMap<>();

        Attributes put(String name, Object value) {
            all.put(name, Plain.write(value.toString()));
            return this;
        }

        Attributes put(String name, Enum<?> value) {
            all.put(name, value.name());
            return this;
        }

        Attributes putIf(String name, Optional<?> value) {
            value.ifPresent(present -> put(name, present));
            return this;
        }

        Element element(String name, List<? extends XmlNode> children) {
            return new Element(name, all, List.copyOf(children));
        }

        Element element(String name) {
            return element(name, List.of());
        }
    }

    static Attributes with() {
        return new Attributes();
    }

    /** The document of an element, or nothing when it says nothing. */
    static @Nullable String written(Element root) {
        return root.attributes().isEmpty() && root.children().isEmpty() ? null : document(root);
    }

    static String document(Element root) {
        StringBuilder out = new StringBuilder(1024);
        Xml.write(root, out);
        if (out.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "a " + root.name() + " must have at most " + LONGEST + " characters, but has " + out.length());
        }
        return out.toString();
    }
}
