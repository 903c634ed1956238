package org.emcc.core.axl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.core.configuration.Setting;
import org.emcc.core.internal.SecretNames;
import org.emcc.core.internal.Xml;
import org.emcc.core.internal.XmlException;
import org.emcc.core.internal.XmlNode;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ObjectField;
import org.emcc.core.snapshot.ObjectKind;

/**
 * Reads the responses of AXL's get and list operations for one kind of object. A field that is not in a response is unknown, an empty
 * or nil one is absent, and every other is valid or invalid. Values of enumerations are open. Elements that are no fields of ours are kept
 * as {@linkplain ClusterObject#others others}, except those that may hold a secret; UUIDs are not.
 *
 * <p>The responses of releases 11.5 to 15 are read as their schemas have them; those of 10.x differ in what they leave out.
 *
 * <p>Source: em-api-and-axl 4.1 to 4.8 and 4.10.
 *
 * @threadsafety not thread-safe: equal settings of many objects are kept once
 * @since 0.1.0
 */
public final class AxlReader {
    /** So many settings of one field are kept once; names of users and phones are all different. */
    private static final int SHARED = 2_000;

    private static final int LONGEST_SHARED = 64;

    private final ObjectKind kind;
    private final Set<String> known;
    private final Map<ObjectField<?>, Map<List<String>, Setting<?>>> shared = new HashMap<>();

    private AxlReader(ObjectKind kind) {
        this.kind = kind;
        this.known = kind.fields().stream()
                .filter(field -> !field.axlPath().isEmpty())
                .map(field -> field.axlPath().split("/", 2)[0])
                .collect(Collectors.toCollection(HashSet::new));
    }

    /**
     * A reader for a kind of object.
     *
     * @param kind a kind that AXL offers
     * @return a reader
     * @throws IllegalArgumentException when AXL does not offer that kind
     */
    public static AxlReader of(ObjectKind kind) {
        if (kind.axlType().isEmpty()) {
            throw new IllegalArgumentException("kind must be one that AXL offers, but is " + kind.label());
        }
        return new AxlReader(kind);
    }

    /**
     * Reads a response.
     *
     * @param document the whole response, at most 16 MB
     * @return the objects or the fault; refused when it is no response of AXL, or cut short. Nothing is read by half
     */
    public Decoded<AxlAnswer> decode(byte[] document) {
        Objects.requireNonNull(document, "document");
        try {
            AxlDocument read = AxlDocument.read(document);
            if (read.fault().isPresent()) {
                return Decoded.ok(new AxlAnswer.Faulted(read.fault().get()));
            }
            Decoded<List<ClusterObject>> found = found(read);
            return new Decoded.Ok<>(new AxlAnswer.Found(found.value().orElseThrow()), found.problems());
        } catch (XmlException e) {
            return Decoded.refused(e.where(), "response of AXL cannot be read: " + e.getMessage());
        } catch (AxlDocument.NotAxlException e) {
            return Decoded.refused("", String.valueOf(e.getMessage()));
        }
    }

    /** The objects of a document that is no fault. */
    Decoded<List<ClusterObject>> found(AxlDocument read) {
        List<ClusterObject> found = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (XmlNode.Element each : read.returned()) {
            if (AxlDocument.local(each).equals(kind.element())) {
                found.add(object(each));
            } else {
                problems.add(new Problem(
                        "return", "element must be " + kind.element() + ", but is " + AxlDocument.local(each)));
            }
        }
        return new Decoded.Ok<>(found, problems);
    }

    private ClusterObject object(XmlNode.Element element) {
        ClusterObject.Builder object = ClusterObject.builder(kind);
        kind.fields().stream()
                .filter(field -> !field.axlPath().isEmpty())
                .forEach(field -> read(element, field, object));
        for (XmlNode.Element child : element.elements()) {
            String name = AxlDocument.local(child);
            if (!known.contains(name)) {
                other(name, content(child), object);
            }
        }
        return object.build();
    }

    private static void other(String name, String content, ClusterObject.Builder object) {
        if (!SecretNames.isIn(name, content)) {
            object.other(name, content);
        }
    }

    private static String content(XmlNode.Element element) {
        if (element.elements().isEmpty()) {
            return element.text();
        }
        StringBuilder out = new StringBuilder();
        element.children().forEach(node -> Xml.write(node, out));
        return out.toString();
    }

    private <T> void read(XmlNode.Element object, ObjectField<T> field, ClusterObject.Builder into) {
        List<String> texts = new ArrayList<>();
        if (found(object, field, texts)) {
            into.setting(field, setting(field, texts));
        }
    }

    /** Whether the response says anything of a field; what it says is added. */
    private static boolean found(XmlNode.Element object, ObjectField<?> field, List<String> texts) {
        String[] path = field.axlPath().split("/", -1);
        List<XmlNode.Element> at = List.of(object);
        for (int i = 0; i < path.length; i++) {
            List<XmlNode.Element> next = new ArrayList<>();
            for (XmlNode.Element parent : at) {
                for (XmlNode.Element child : parent.elements()) {
                    if (AxlDocument.local(child).equals(path[i])) {
                        next.add(child);
                    }
                }
            }
            if (next.isEmpty()) {
                // What holds a list may be there and empty: then it is known that there is none.
                return i > 0 && (field.isMany() || at.stream().anyMatch(AxlReader::isEmpty));
            }
            at = next;
        }
        return values(at, field, texts);
    }

    private static boolean isEmpty(XmlNode.Element element) {
        return element.elements().isEmpty();
    }

    private static boolean values(List<XmlNode.Element> at, ObjectField<?> field, List<String> texts) {
        boolean any = field.axlParts().isEmpty() || !field.arePartsApart();
        for (XmlNode.Element element : at) {
            if (AxlDocument.isNil(element)) {
                any = true;
            } else if (field.axlParts().isEmpty()) {
                texts.add(text(element));
            } else if (field.arePartsApart()) {
                for (String part : field.axlParts()) {
                    List<XmlNode.Element> parts = descend(element, part);
                    any |= !parts.isEmpty();
                    parts.forEach(each -> texts.add(text(each)));
                }
            } else {
                texts.add(field.axlParts().stream()
                        .map(part -> descend(element, part).stream()
                                .findFirst()
                                .map(AxlReader::text)
                                .orElse(""))
                        .collect(Collectors.joining(";")));
            }
        }
        return any;
    }

    private static List<XmlNode.Element> descend(XmlNode.Element from, String path) {
        List<XmlNode.Element> at = List.of(from);
        for (String step : path.split("/", -1)) {
            at = at.stream()
                    .flatMap(parent -> AxlDocument.child(parent, step).stream())
                    .toList();
        }
        return at;
    }

    /** An audio source that is not set can be the word null (em-api-and-axl 4.1). */
    private static String text(XmlNode.Element element) {
        String text = AxlDocument.isNil(element) ? "" : element.text();
        return text.equals("null") ? "" : text;
    }

    @SuppressWarnings("unchecked") // the settings of a field are kept under it
    private <T> Setting<T> setting(ObjectField<T> field, List<String> texts) {
        if (texts.stream().anyMatch(text -> text.length() > LONGEST_SHARED)) {
            return field.read(texts);
        }
        Map<List<String>, Setting<?>> settings = shared.computeIfAbsent(field, any -> new HashMap<>());
        Setting<?> same = settings.get(texts);
        if (same == null) {
            same = field.read(texts);
            if (settings.size() < SHARED) {
                settings.put(List.copyOf(texts), same);
            }
        }
        return (Setting<T>) same;
    }
}
