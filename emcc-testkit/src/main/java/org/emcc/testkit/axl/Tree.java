package org.emcc.testkit.axl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An element of an answer that is being made: a text, or elements below by their names, in no order of the schema. */
final class Tree {
    private final Map<String, List<Tree>> below = new LinkedHashMap<>();
    private String text = "";
    private String uuid = "";
    private String raw = "";

    /** The first element of that name; made when there is none. */
    Tree at(String path) {
        Tree at = this;
        for (String step : path.split("/", -1)) {
            List<Tree> all = at.below.computeIfAbsent(step, any -> new ArrayList<>(1));
            if (all.isEmpty()) {
                all.add(new Tree());
            }
            at = all.get(0);
        }
        return at;
    }

    /** One more element of that name. */
    Tree more(String name) {
        Tree made = new Tree();
        below.computeIfAbsent(name, any -> new ArrayList<>(1)).add(made);
        return made;
    }

    Tree text(String said) {
        text = said;
        return this;
    }

    Tree uuid(String named) {
        uuid = named;
        return this;
    }

    /** What is inside, as XML. */
    Tree raw(String xml) {
        raw = xml;
        return this;
    }

    String text() {
        return text;
    }

    String uuid() {
        return uuid;
    }

    String raw() {
        return raw;
    }

    List<Tree> all(String name) {
        return below.getOrDefault(name, List.of());
    }
}
