package org.emcc.testkit.axl;

import java.util.Map;

/** A row of a few texts: a parameter. */
record TextRow(String element, Map<String, String> texts) implements Row {
    @Override
    public String uuid() {
        return Row.uuid(element, texts.toString());
    }

    @Override
    public String text(String name) {
        return texts.getOrDefault(name, "");
    }

    @Override
    public Tree tree(ObjectShape shape) {
        Tree tree = new Tree();
        texts.forEach((name, text) -> tree.at(name).text(text));
        return tree;
    }
}
