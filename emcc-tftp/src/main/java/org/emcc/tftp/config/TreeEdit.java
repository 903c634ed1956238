package org.emcc.tftp.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.emcc.core.internal.XmlNode;
import org.jspecify.annotations.Nullable;

/** Makes changed copies of a tree. What is new comes where the product writes it; all else stays in its place. */
final class TreeEdit {
    private static final int LAST_PRIORITY = 4;

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
     * A group with elements of values in the places of those of a name that a view can read: further ones come behind all of the name,
     * missing ones go, and all else stays. What was there of a value is taken as it is, once. Each old element is viewed once, however many
     * there are. Members get the priority of their place among all, of which the last is 4; those that cannot be read keep theirs.
     */
    static <T> XmlNode.Element replaced(
            XmlNode.Element group,
            String path,
            String name,
            List<T> values,
            Function<XmlNode.Element, Optional<T>> view,
            Function<T, XmlNode.Element> maker) {
        BitSet readable = new BitSet();
        Map<T, Deque<XmlNode.Element>> old = new HashMap<>();
        for (int i = 0; i < group.children().size(); i++) {
            if (group.children().get(i) instanceof XmlNode.Element child
                    && child.name().equals(name)) {
                Optional<T> value = view.apply(child);
                if (value.isPresent()) {
                    readable.set(i);
                    old.computeIfAbsent(value.get(), key -> new ArrayDeque<>()).add(child);
                }
            }
        }
        Deque<XmlNode.Element> made = new ArrayDeque<>();
        for (T value : values) {
            Deque<XmlNode.Element> same = old.get(value);
            made.add(same == null || same.isEmpty() ? maker.apply(value) : same.remove());
        }
        boolean numbered = name.equals("member");
        List<XmlNode> children = new ArrayList<>();
        int place = 0;
        int behind = -1;
        for (int i = 0; i < group.children().size(); i++) {
            XmlNode child = group.children().get(i);
            if (readable.get(i)) {
                if (!made.isEmpty()) {
                    children.add(numbered(made.remove(), numbered, place++));
                }
                behind = children.size();
            } else {
                children.add(child);
                if (child instanceof XmlNode.Element kept && kept.name().equals(name)) {
                    place++;
                    behind = children.size();
                }
            }
        }
        List<XmlNode> further = new ArrayList<>();
        while (!made.isEmpty()) {
            further.add(numbered(made.remove(), numbered, place++));
        }
        children.addAll(behind < 0 ? place(children, path, path + "/" + name) : behind, further);
        return new XmlNode.Element(group.name(), group.attributes(), children);
    }

    private static XmlNode.Element numbered(XmlNode.Element member, boolean numbered, int place) {
        return numbered ? Elements.withPriority(member, Math.min(place, LAST_PRIORITY)) : member;
    }

    /** The tree with a change of the first group at a path of the table; the group is made where it is not there. */
    static XmlNode.Element inFirst(
            XmlNode.Element at, String base, String group, UnaryOperator<XmlNode.Element> change) {
        if (base.equals(group)) {
            return change.apply(at);
        }
        int from = base.isEmpty() ? 0 : base.length() + 1;
        int slash = group.indexOf('/', from);
        String path = slash < 0 ? group : group.substring(0, slash);
        String name = path.substring(from);
        List<XmlNode> children = new ArrayList<>(at.children());
        for (int i = 0; i < children.size(); i++) {
            if (children.get(i) instanceof XmlNode.Element child && child.name().equals(name)) {
                children.set(i, inFirst(child, path, group, change));
                return new XmlNode.Element(at.name(), at.attributes(), children);
            }
        }
        insert(children, base, path, inFirst(XmlNode.Element.of(name, ""), path, group, change));
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
