package org.emcc.core.axl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.emcc.core.snapshot.ObjectField;

/** The elements that a request asks for, empty and in the order of the schema (em-api-and-axl 4.1). */
final class AxlTags {
    /** Where the parts of a value stand in another order than in the value. */
    private static final Map<String, List<String>> ORDER = Map.of(
            "lines/line", List.of("index", "label", "dirn/pattern", "dirn/routePartitionName"),
            "members/member", List.of("routePartitionName", "index"));

    private final Map<String, AxlTags> children = new LinkedHashMap<>();

    private AxlTags() {}

    /**
     * Asks for fields.
     *
     * @param fields in the order of the schema, each one that AXL offers
     */
    static String of(List<ObjectField<?>> fields) {
        AxlTags root = new AxlTags();
        for (ObjectField<?> field : fields) {
            AxlTags at = root.child(field.axlPath());
            ORDER.getOrDefault(field.axlPath(), field.axlParts()).forEach(at::child);
        }
        StringBuilder out = new StringBuilder();
        root.write("returnedTags", out);
        return out.toString();
    }

    private AxlTags child(String path) {
        AxlTags at = this;
        for (String step : path.split("/", -1)) {
            at = at.children.computeIfAbsent(step, none -> new AxlTags());
        }
        return at;
    }

    private void write(String name, StringBuilder out) {
        if (children.isEmpty()) {
            out.append('<').append(name).append("/>");
            return;
        }
        out.append('<').append(name).append('>');
        children.forEach((child, tags) -> tags.write(child, out));
        out.append("</").append(name).append('>');
    }
}
