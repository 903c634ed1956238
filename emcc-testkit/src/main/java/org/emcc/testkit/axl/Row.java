package org.emcc.testkit.axl;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.emcc.core.snapshot.ClusterObject;

/** What can be served of one object. */
interface Row {
    /** Its UUID, with braces. */
    String uuid();

    /** The text of an element directly below it; empty where it has none. */
    String text(String element);

    /** All of it. */
    Tree tree(ObjectShape shape);

    /** An object of a snapshot. */
    static Row of(ClusterObject object) {
        return new ObjectRow(object);
    }

    /** A few texts. */
    static Row of(String element, Map<String, String> texts) {
        return new TextRow(element, texts);
    }

    /** The same for the same name in every answer of every run. Cases are not told apart in names (inferred). */
    static String uuid(String element, String name) {
        byte[] seed = (element + '/' + name.toLowerCase(Locale.ROOT)).getBytes(StandardCharsets.UTF_8);
        return '{' + UUID.nameUUIDFromBytes(seed).toString().toUpperCase(Locale.ROOT) + '}';
    }
}
