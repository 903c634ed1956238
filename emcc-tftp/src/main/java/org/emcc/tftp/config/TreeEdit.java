package org.emcc.tftp.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.emcc.core.internal.XmlNode;
import org.jspecify.annotations.Nullable;

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

    /**
     * A tree in the product's order with many elements set at once, in one pass: the same as {@link #with} for each of them.
     *
     * @param device the tree, from its root
     * @param texts the texts by rank; null where nothing is set
     */
    static XmlNode.Element withAll(XmlNode.Element device, @Nullable String[] texts) {
        return new Edits(texts).in(device, null, 0, texts.length);
    }

    /** The texts that are set, by rank. */
    private static final class Edits {
        private final @Nullable String[] texts;

        Edits(@Nullable String[] texts) {
            this.texts = texts;
        }

        /** An element with what is set in it, all of which has its rank between two; no group is the root. */
        XmlNode.Element in(XmlNode.Element at, @Nullable PhoneElement group, int from, int end) {
            int next = next(from, end);
            if (next == end) {
                return at;
            }
            Map<String, String> attributes = new LinkedHashMap<>(at.attributes());
            List<XmlNode> children = new ArrayList<>(at.children().size() + 16);
            for (XmlNode child : at.children()) {
                PhoneElement row =
                        child instanceof XmlNode.Element found ? PhoneElement.child(group, found.name()) : null;
                if (row != null && next < row.end()) {
                    next = made(next, row.rank(), group, attributes, children);
                }
                if (row != null && next < row.end()) {
                    children.add(at((XmlNode.Element) child, row));
                    next = next(row.end(), end);
                } else {
                    children.add(child);
                }
            }
            made(next, end, group, attributes, children);
            return new XmlNode.Element(at.name(), attributes, children);
        }

        /** An element of a row with its own text and what is in it. */
        private XmlNode.Element at(XmlNode.Element found, PhoneElement row) {
            String own = texts[row.rank()];
            return in(own == null ? found : withText(found, own), row, row.rank() + 1, row.end());
        }

        /** The same where there was none. */
        private XmlNode.Element fresh(PhoneElement row) {
            String own = texts[row.rank()];
            return in(row.holding(own == null ? "" : own), row, row.rank() + 1, row.end());
        }

        /** Makes what is set below a rank and was not there, and says where the next is that is set. */
        private int made(
                int from,
                int end,
                @Nullable PhoneElement group,
                Map<String, String> attributes,
                List<XmlNode> children) {
            int next = from;
            while (next < end) {
                PhoneElement row = PhoneElement.ofRank(next);
                String text = texts[next];
                if (row.attribute() && row.group() == group && text != null) {
                    attributes.put(row.name(), text);
                    next = next(next + 1, texts.length);
                    continue;
                }
                for (PhoneElement above = row.group(); above != group && above != null; above = above.group()) {
                    row = above;
                }
                children.add(fresh(row));
                next = next(row.end(), texts.length);
            }
            return next;
        }

        private int next(int from, int end) {
            int next = from;
            while (next < end && texts[next] == null) {
                next++;
            }
            return next;
        }
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
        children.add(place(children, base, path), fresh);
    }

    private static int place(List<XmlNode> children, String base, String path) {
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
        return place >= 0 ? place : next;
    }

    /**
     * The tree with other elements in place of those of a name, at the place of the first of them or where the product writes them; what
     * else is in their group stays, but the white space between them. The group is made where it is not there.
     */
    static XmlNode.Element withRepeated(
            XmlNode.Element device, String group, String name, List<? extends XmlNode> elements) {
        XmlNode.Element with = with(device, "", PhoneElement.of(group), Optional.of(""));
        return inGroup(with, "", group, found -> {
            List<XmlNode> children = new ArrayList<>();
            int first = -1;
            for (XmlNode child : found.children()) {
                if (child instanceof XmlNode.Element old && old.name().equals(name)) {
                    first = first < 0 ? children.size() : first;
                } else {
                    children.add(child);
                }
            }
            children.addAll(first < 0 ? place(children, group, group + "/" + name) : first, elements);
            return new XmlNode.Element(found.name(), found.attributes(), children);
        });
    }

    /** The tree with nothing but these elements in a group. */
    static XmlNode.Element withOnly(XmlNode.Element device, String group, List<? extends XmlNode> elements) {
        XmlNode.Element with = with(device, "", PhoneElement.of(group), Optional.of(""));
        return inGroup(
                with, "", group, found -> new XmlNode.Element(found.name(), found.attributes(), List.copyOf(elements)));
    }

    /** A change of the first group at a path. */
    private static XmlNode.Element inGroup(
            XmlNode.Element at, String base, String group, UnaryOperator<XmlNode.Element> change) {
        if (base.equals(group)) {
            return change.apply(at);
        }
        int from = base.isEmpty() ? 0 : base.length() + 1;
        int slash = group.indexOf('/', from);
        String path = slash < 0 ? group : group.substring(0, slash);
        List<XmlNode> children = new ArrayList<>(at.children());
        for (int i = 0; i < children.size(); i++) {
            if (children.get(i) instanceof XmlNode.Element child && child.name().equals(path.substring(from))) {
                children.set(i, inGroup(child, path, group, change));
                break;
            }
        }
        return new XmlNode.Element(at.name(), at.attributes(), children);
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
