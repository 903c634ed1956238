package org.emcc.tftp.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.emcc.core.internal.XmlNode;

/** Makes changed copies of a tree. What is new comes where the product writes it; all else stays in its place. */
final class TreeEdit {
    private TreeEdit() {}

    /** The tree with a text at an element of the table, or without it. Groups on the way are made. */
    static XmlNode.Element with(XmlNode.Element at, String base, PhoneElement element, Optional<String> text) {
        String path = element.path();
        if (path.startsWith("@", base.length())) {
            return withAttribute(at, element.name(), text);
        }
        int from = base.isEmpty() ? 0 : base.length() + 1;
        int end = from;
        while (end < path.length() && path.charAt(end) != '/' && path.charAt(end) != '@') {
            end++;
        }
        String name = path.substring(from, end);
        String childPath = path.substring(0, end);
        boolean last = end == path.length();
        List<XmlNode> children = new ArrayList<>();
        boolean done = false;
        for (XmlNode child : at.children()) {
            if (!(child instanceof XmlNode.Element found) || !found.name().equals(name)) {
                children.add(child);
            } else {
                if (!last) { // a group may stand there twice: what is set stays in the first only
                    children.add(with(found, childPath, element, done ? Optional.empty() : text));
                } else if (!done && text.isPresent()) {
                    children.add(withText(found, text.get()));
                }
                done = true;
            }
        }
        if (!done && text.isPresent()) {
            XmlNode.Element fresh = XmlNode.Element.of(name, last ? text.get() : "");
            insert(children, base, childPath, last ? fresh : with(fresh, childPath, element, text));
        }
        return new XmlNode.Element(at.name(), at.attributes(), children);
    }

    private static XmlNode.Element withAttribute(XmlNode.Element at, String name, Optional<String> text) {
        Map<String, String> attributes = new LinkedHashMap<>(at.attributes());
        text.ifPresentOrElse(value -> attributes.put(name, value), () -> attributes.remove(name));
        return new XmlNode.Element(at.name(), attributes, at.children());
    }

    /** Its own text replaced; attributes, comments and elements in it stay. */
    private static XmlNode.Element withText(XmlNode.Element at, String text) {
        List<XmlNode> children = new ArrayList<>();
        if (!text.isEmpty()) {
            children.add(new XmlNode.Text(text));
        }
        for (XmlNode child : at.children()) {
            if (!(child instanceof XmlNode.Text)) {
                children.add(child);
            }
        }
        return new XmlNode.Element(at.name(), at.attributes(), children);
    }

    /** Behind the last sibling that the product writes before it, else before the first that it writes after it. */
    private static void insert(List<XmlNode> children, String base, String path, XmlNode.Element fresh) {
        int order = Optional.ofNullable(PhoneElement.at(path))
                .map(PhoneElement::order)
                .orElse(Integer.MAX_VALUE);
        int place = -1;
        int next = children.size();
        for (int i = children.size() - 1; i >= 0 && place < 0; i--) {
            if (children.get(i) instanceof XmlNode.Element sibling) {
                PhoneElement known = PhoneElement.at(base.isEmpty() ? sibling.name() : base + "/" + sibling.name());
                if (known != null && known.order() < order) {
                    place = i + 1;
                } else if (known != null) {
                    next = i;
                }
            }
        }
        children.add(place >= 0 ? place : next, fresh);
    }

    /** The values of an element of the table at all its places below a tree, in document order. */
    static List<ElementValue> values(XmlNode.Element at, String base, PhoneElement element) {
        List<ElementValue> found = new ArrayList<>();
        collect(at, base, element, found);
        return List.copyOf(found);
    }

    private static void collect(XmlNode.Element at, String base, PhoneElement element, List<ElementValue> found) {
        String path = element.path();
        if (path.equals(base)) {
            found.add(element.read(at.text()));
            return;
        }
        if (path.startsWith("@", base.length())) {
            at.attribute(element.name()).ifPresent(text -> found.add(element.read(text.trim())));
            return;
        }
        int from = base.isEmpty() ? 0 : base.length() + 1;
        int end = from;
        while (end < path.length() && path.charAt(end) != '/' && path.charAt(end) != '@') {
            end++;
        }
        for (XmlNode.Element child : at.all(path.substring(from, end))) {
            collect(child, path.substring(0, end), element, found);
        }
    }
}
