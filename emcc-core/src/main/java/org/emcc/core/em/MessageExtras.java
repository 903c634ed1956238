package org.emcc.core.em;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import org.emcc.core.internal.Require;
import org.emcc.core.internal.XmlNode;
import org.emcc.core.internal.XmlNode.Element;

/**
 * What stood in a message besides what the SDK has a name for: attributes and elements, each with its place. A message that was read
 * holds it, and it is written back behind what is known when that message is written again; a message that is made has none. It counts
 * when messages are compared. It prints no more than how much it is, because what it holds may be a secret.
 *
 * <p>Comments, and text between elements, are kept only inside of an unknown element. An optional element of the Extension Mobility API
 * that is known and empty says nothing and is not kept.
 *
 * <p>Source: em-api-and-axl 1.11; design 4.4 and 6 (a reader keeps what it does not know, and gives it back).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class MessageExtras {
    private static final MessageExtras NONE = new MessageExtras(Map.of(), Map.of(), List.of());

    /** Elements that are read under two names, and written under the second (em-api-and-axl 1.5 and 1.6). */
    private static final Map<String, String> WRITTEN_AS = Map.of(
            "userQuery", "userDevicesQuery", "userDeviceProfileQuery", "deviceProfileQuery", "errorMessage", "error");

    private final Map<String, String> attributes;
    /** What is kept in each element that is known, by its place. */
    private final Map<String, MessageExtras> inside;

    private final List<Element> elements;

    private MessageExtras(Map<String, String> attributes, Map<String, MessageExtras> inside, List<Element> elements) {
        this.attributes = attributes;
        this.inside = inside;
        this.elements = elements;
    }

    /**
     * Nothing else.
     *
     * @return the value
     */
    public static MessageExtras none() {
        return NONE;
    }

    /**
     * Whatever of an element that was read is not in what is written of it.
     *
     * @param read the element as it stood
     * @param written what its value is written as
     * @param knownIn whether a parent and a child, by their names, are known; an empty one of those is not kept
     */
    static MessageExtras between(Element read, Element written, BiPredicate<String, String> knownIn) {
        Map<String, String> attributes = new LinkedHashMap<>(read.attributes());
        attributes.keySet().removeAll(written.attributes().keySet());
        Map<String, Element> places = places(written);
        Map<String, MessageExtras> inside = new LinkedHashMap<>();
        List<Element> elements = new ArrayList<>();
        places(read).forEach((place, child) -> {
            Element same = places.get(place);
            if (same == null) {
                if (!saysNothing(child) || !knownIn.test(read.name(), child.name())) {
                    elements.add(whole(child));
                }
            } else {
                MessageExtras more = between(child, same, knownIn);
                if (!more.isEmpty()) {
                    inside.put(place, more);
                }
            }
        });
        return attributes.isEmpty() && inside.isEmpty() && elements.isEmpty()
                ? NONE
                : new MessageExtras(
                        Collections.unmodifiableMap(attributes),
                        Collections.unmodifiableMap(inside),
                        List.copyOf(elements));
    }

    /** The same element with all that is kept of it, behind what is known. */
    Element into(Element written) {
        if (isEmpty()) {
            return written;
        }
        Map<String, String> all = new LinkedHashMap<>(written.attributes());
        attributes.forEach(all::putIfAbsent);
        Map<String, Integer> counts = new HashMap<>();
        List<XmlNode> children = new ArrayList<>();
        for (XmlNode child : written.children()) {
            children.add(
                    child instanceof Element element
                            ? inside.getOrDefault(place(element, counts), NONE).into(element)
                            : child);
        }
        children.addAll(elements);
        return new Element(written.name(), all, children);
    }

    /** The elements in another by their places, in order. */
    private static Map<String, Element> places(Element parent) {
        Map<String, Integer> counts = new HashMap<>();
        Map<String, Element> places = new LinkedHashMap<>();
        for (XmlNode child : parent.children()) {
            if (child instanceof Element element) {
                places.put(place(element, counts), element);
            }
        }
        return places;
    }

    /** Its name, and how many of that name there are up to it; services are told apart by the name they bear, for their order is free. */
    private static String place(Element element, Map<String, Integer> counts) {
        String name = WRITTEN_AS.getOrDefault(element.name(), element.name());
        if (name.equals("service")) {
            name += "=" + element.attribute("name").orElse("").trim();
        }
        return name + "[" + counts.merge(name, 1, Integer::sum) + "]";
    }

    private static boolean saysNothing(Element element) {
        return element.attributes().isEmpty()
                && element.elements().isEmpty()
                && element.text().isEmpty();
    }

    /** The element with texts that follow each other made one, which is how they are read the next time. */
    static Element whole(Element element) {
        List<XmlNode> children = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (XmlNode child : element.children()) {
            if (child instanceof XmlNode.Text piece) {
                text.append(piece.text());
                continue;
            }
            flush(text, children);
            children.add(child instanceof Element inner ? whole(inner) : child);
        }
        flush(text, children);
        return new Element(element.name(), element.attributes(), children);
    }

    private static void flush(StringBuilder text, List<XmlNode> children) {
        if (text.length() > 0) {
            children.add(new XmlNode.Text(text.toString()));
            text.setLength(0);
        }
    }

    /**
     * Whether there is nothing.
     *
     * @return true when all that stood in the message is known
     */
    public boolean isEmpty() {
        return attributes.isEmpty() && inside.isEmpty() && elements.isEmpty();
    }

    /**
     * Where everything stands, for people.
     *
     * @return the path of each element and attribute below the root, such as {@code login[1]/colour} and {@code login[1]/@version}; what
     *     they hold is in none
     */
    public List<String> paths() {
        List<String> paths = new ArrayList<>();
        collect("", paths);
        return List.copyOf(paths);
    }

    private void collect(String path, List<String> paths) {
        attributes.keySet().forEach(name -> paths.add(path + "@" + Require.clip(name)));
        inside.forEach((place, more) -> more.collect(path + Require.clip(place) + "/", paths));
        elements.forEach(element -> paths.add(path + Require.clip(element.name())));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MessageExtras that
                && attributes.equals(that.attributes)
                && inside.equals(that.inside)
                && elements.equals(that.elements);
    }

    @Override
    public int hashCode() {
        return Objects.hash(attributes, inside, elements);
    }

    /** How many elements and attributes there are, and nothing of them. */
    @Override
    public String toString() {
        return "MessageExtras[" + paths().size() + "]";
    }
}
