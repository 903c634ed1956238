package org.emcc.testkit.axl;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.emcc.core.internal.Xml;
import org.emcc.core.internal.XmlException;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ObjectField;
import org.emcc.core.snapshot.ObjectKind;

/**
 * An object of a snapshot as AXL has it. What the snapshot does not know is left out, and what it says is absent is empty. Texts of a list
 * that are not of its form, which only an invalid setting has, are put into the first elements of an entry.
 */
record ObjectRow(ClusterObject object) implements Row {
    @Override
    public String uuid() {
        return Row.uuid(object.kind().element(), object.name());
    }

    @Override
    public String text(String element) {
        for (ObjectField<?> field : object.kind().fields()) {
            if (field.axlPath().equals(element)) {
                return object.text(field);
            }
        }
        return object.others().getOrDefault(element, "");
    }

    @Override
    public Tree tree(ObjectShape shape) {
        Tree tree = new Tree();
        for (ObjectField<?> field : object.kind().fields()) {
            if (!field.axlPath().isEmpty() && object.knows(field)) {
                put(tree, shape, field);
            }
        }
        object.others()
                .forEach((name, content) -> Optional.ofNullable(Shape.find(shape.fields(), name))
                        .ifPresent(known -> other(tree.at(name), known, content)));
        return tree;
    }

    private static void other(Tree tree, Shape shape, String content) {
        boolean plain = shape.below().isEmpty() && !shape.type().equals("XVendorConfig");
        if (plain) {
            tree.text(content);
        } else if (isWellFormed(content)) {
            tree.raw(content);
        }
    }

    private static boolean isWellFormed(String content) {
        try {
            Xml.read(("<x>" + content + "</x>").getBytes(StandardCharsets.UTF_8), Xml.Limits.FILE, Xml.Doctype.REFUSED);
            return true;
        } catch (XmlException e) {
            return false;
        }
    }

    private <T> void put(Tree tree, ObjectShape shape, ObjectField<T> field) {
        List<String> texts = object.texts(field);
        if (field.arePartsApart()) {
            apart(tree.at(field.axlPath()), field.axlParts(), texts);
        } else if (field.isMany()) {
            many(tree, shape, field, texts);
        } else {
            reference(tree.at(field.axlPath()), field, texts.isEmpty() ? "" : texts.get(0));
        }
    }

    private static void apart(Tree tree, List<String> parts, List<String> texts) {
        for (int i = 0; i < parts.size(); i++) {
            tree.at(parts.get(i)).text(i < texts.size() ? texts.get(i) : "");
        }
    }

    private static void reference(Tree tree, ObjectField<?> field, String text) {
        tree.text(text);
        Optional<ObjectKind> target = field.target();
        if (target.isPresent() && !text.isEmpty()) {
            tree.uuid(Row.uuid(target.get().element(), text));
        }
    }

    private static void many(Tree tree, ObjectShape shape, ObjectField<?> field, List<String> texts) {
        List<String> path = Arrays.asList(field.axlPath().split("/", -1));
        int repeated = repeated(shape, path);
        Tree holder = repeated == 0 ? tree : tree.at(String.join("/", path.subList(0, repeated)));
        for (String text : texts) {
            Tree entry = holder.more(path.get(repeated));
            if (repeated + 1 < path.size()) {
                entry = entry.at(String.join("/", path.subList(repeated + 1, path.size())));
            }
            if (field.axlParts().isEmpty()) {
                reference(entry, field, text);
            } else {
                apart(
                        entry,
                        field.axlParts(),
                        Arrays.asList(text.split(";", field.axlParts().size())));
            }
        }
    }

    /** Which step of a path can be there more than once. */
    private static int repeated(ObjectShape shape, List<String> path) {
        List<Shape> at = shape.fields();
        for (int i = 0; i < path.size(); i++) {
            Shape found = Shape.find(at, path.get(i));
            if (found == null) {
                break;
            }
            if (found.many()) {
                return i;
            }
            at = found.below();
        }
        throw new IllegalStateException("nothing of " + shape.type() + " repeats at " + String.join("/", path));
    }
}
