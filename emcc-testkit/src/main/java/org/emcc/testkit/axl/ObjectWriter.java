package org.emcc.testkit.axl;

import java.util.List;
import org.emcc.core.internal.Xml;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Writes what an answer has of an object: in the order of the schema, and only what is asked for. */
final class ObjectWriter {
    private final ObjectShape shape;
    private final AxlVersion version;
    private final boolean list;
    private final @Nullable Element tags;

    /**
     * For the objects of one answer.
     *
     * @param tags what is asked for; null for all
     */
    ObjectWriter(ObjectShape shape, AxlVersion version, boolean list, @Nullable Element tags) {
        this.shape = shape;
        this.version = version;
        this.list = list;
        this.tags = tags;
    }

    void write(Row row, StringBuilder out) {
        out.append('<')
                .append(shape.element())
                .append(" uuid=\"")
                .append(row.uuid())
                .append("\">");
        fields(shape.fields(version, list), row.tree(shape), tags, out);
        out.append("</").append(shape.element()).append('>');
    }

    private void fields(List<Shape> fields, Tree tree, @Nullable Element asked, StringBuilder out) {
        for (Shape field : fields) {
            if (field.isChoice()) {
                fields(field.below(), tree, asked, out);
                continue;
            }
            Element tag =
                    asked == null ? null : Schema.child(asked, field.name()).orElse(null);
            if (asked == null || tag != null) {
                tree.all(field.name()).forEach(each -> element(field, each, tag, out));
            }
        }
    }

    private void element(Shape field, Tree tree, @Nullable Element tag, StringBuilder out) {
        out.append('<').append(field.name());
        if (field.type().equals(Shape.REFERENCE) && !tree.uuid().isEmpty()) {
            out.append(" uuid=\"").append(tree.uuid()).append('"');
        }
        out.append('>');
        if (!tree.raw().isEmpty()) {
            out.append(tree.raw());
        } else if (field.below().isEmpty()) {
            Xml.escape(tree.text(), out, false);
        } else {
            // A group without tags inside asks for all of it (inferred).
            boolean whole = tag == null || Schema.children(tag).isEmpty();
            fields(field.below(), tree, whole ? null : tag, out);
        }
        out.append("</").append(field.name()).append('>');
    }
}
