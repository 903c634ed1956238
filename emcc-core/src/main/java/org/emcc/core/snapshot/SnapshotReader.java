package org.emcc.core.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.core.configuration.EnterpriseParameters;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.ServiceParameters;
import org.emcc.core.configuration.Setting;
import org.emcc.core.id.Release;
import org.emcc.core.internal.Require;
import org.emcc.core.internal.SecretNames;
import org.emcc.core.internal.XmlException;
import org.emcc.core.internal.XmlPull;

/** Reads the file form of {@link SnapshotFile}. For one document. */
final class SnapshotReader {
    private static final XmlPull.Limits LIMITS = new XmlPull.Limits(1L << 30, 64, 50_000_000, 1 << 20);
    private static final int MOST_PROBLEMS = 1_000;
    private static final int MOST_SHARED = 4_096;
    private static final String OTHER = "other";

    private final XmlPull document;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<ObjectKind, List<ClusterObject>> objects = new EnumMap<>(ObjectKind.class);
    private final Map<ObjectKind, Map<String, ObjectField<?>>> fields = new EnumMap<>(ObjectKind.class);
    /** Settings that are there already, by field and text: thousands of phones name the same pool. */
    private final Map<ObjectField<?>, Map<List<String>, Setting<?>>> shared = new HashMap<>();

    private SnapshotReader(XmlPull document) {
        this.document = document;
    }

    static Decoded<ClusterSnapshot> read(InputStream bytes) throws IOException {
        PushbackInputStream some = new PushbackInputStream(bytes);
        int first = some.read();
        if (first < 0) {
            return Decoded.refused("line 1", "the file is empty");
        }
        some.unread(first);
        try {
            return XmlPull.read(some, LIMITS, document -> {
                SnapshotReader reader = new SnapshotReader(document);
                ClusterSnapshot snapshot = reader.snapshot();
                return new Decoded.Ok<>(snapshot, reader.problems);
            });
        } catch (XmlException e) {
            return Decoded.refused(e.where(), String.valueOf(e.getMessage()));
        }
    }

    private ClusterSnapshot snapshot() throws XMLStreamException, XmlException {
        if (!document.next().equals(Optional.of("emccSnapshot"))) {
            throw document.at("the root must be emccSnapshot");
        }
        version();
        ClusterSnapshot.Builder builder = begun();
        Optional<String> element = document.next();
        while (element.isPresent()) {
            part(element.get(), builder);
            element = document.next();
        }
        objects.forEach(builder::objects);
        return builder.build();
    }

    private void version() throws XmlException {
        String version = document.attribute("version").orElse("");
        if (!version.matches("[1-9][0-9]{0,3}")) {
            throw document.at("version must be a number from 1 on");
        }
        if (!version.equals("1")) {
            problem("version " + version + " of the form is not known here; it is read as version 1");
        }
    }

    private ClusterSnapshot.Builder begun() throws XmlException {
        try {
            return ClusterSnapshot.builder(document.attribute("title").orElse(""));
        } catch (IllegalArgumentException e) {
            throw document.at(String.valueOf(e.getMessage()));
        }
    }

    private void part(String element, ClusterSnapshot.Builder builder) throws XMLStreamException, XmlException {
        switch (element) {
            case "release" ->
                text(element)
                        .ifPresent(text -> builder.release(
                                Setting.read(text, "release must be numbers such as 12.5 or 14SU2", Release::parse)));
            case "remark" -> remark(builder);
            case "enterpriseParameters" -> {
                EnterpriseParameters.Builder read = EnterpriseParameters.read(Map.of()).toBuilder();
                parameters(read::read);
                builder.enterpriseParameters(read.build());
            }
            case "featureParameters" -> {
                FeatureParameters.Builder read = FeatureParameters.read(Map.of()).toBuilder();
                parameters(read::read);
                builder.featureParameters(read.build());
            }
            case "serviceParameters" -> {
                ServiceParameters.Builder read = ServiceParameters.read(Map.of()).toBuilder();
                parameters(read::read);
                builder.serviceParameters(read.build());
            }
            case "objects" -> section(builder);
            case OTHER -> other(builder::other);
            default -> {
                problem("element " + Require.clip(element) + " is not known; it is kept as it is");
                keep(element, document.inner(), builder::other);
            }
        }
    }

    private void remark(ClusterSnapshot.Builder builder) throws XMLStreamException, XmlException {
        String where = document.where();
        Optional<String> text = text("remark");
        try {
            text.ifPresent(builder::remark);
        } catch (IllegalArgumentException e) {
            problem(where, String.valueOf(e.getMessage()));
        }
    }

    private void parameters(ParameterKind.Reader into) throws XMLStreamException, XmlException {
        Set<String> names = new HashSet<>();
        Optional<String> element = document.next();
        while (element.isPresent()) {
            switch (element.get()) {
                case "parameter" -> {
                    String name = document.attribute("name").orElse("");
                    String where = document.where();
                    Optional<String> text = text("parameter");
                    if (!names.add(name)) {
                        problem(where, "parameter " + Require.clip(name) + " is there twice; the first counts");
                    } else if (text.isPresent()) {
                        keep(where, name, text.get(), into);
                    }
                }
                case OTHER -> other(into);
                default -> unread(element.get(), "parameter or other");
            }
            element = document.next();
        }
    }

    private void section(ClusterSnapshot.Builder builder) throws XMLStreamException, XmlException {
        String name = document.attribute("kind").orElse("");
        Optional<ObjectKind> kind = ObjectKind.byElement(name);
        if (kind.isPresent()) {
            objects(kind.get());
        } else {
            problem("kind " + Require.clip(name) + " is not known; its objects are kept as they are");
            keep(name, document.inner(), builder::other);
        }
    }

    private void objects(ObjectKind kind) throws XMLStreamException, XmlException {
        if (objects.containsKey(kind)) {
            problem("kind " + kind.element() + " is there twice; all its objects count");
        }
        List<ClusterObject> found = objects.computeIfAbsent(kind, none -> new ArrayList<>());
        Optional<String> element = document.next();
        while (element.isPresent()) {
            if (element.get().equals(kind.element())) {
                found.add(object(kind));
            } else {
                unread(element.get(), kind.element());
            }
            element = document.next();
        }
    }

    private ClusterObject object(ObjectKind kind) throws XMLStreamException, XmlException {
        ClusterObject.Builder builder = ClusterObject.builder(kind);
        Map<String, ObjectField<?>> known = fields.computeIfAbsent(kind, SnapshotReader::byName);
        Set<String> seen = new HashSet<>();
        Optional<String> element = document.next();
        while (element.isPresent()) {
            String name = element.get();
            ObjectField<?> field = known.get(name);
            if (name.equals(OTHER)) {
                other(builder::other);
            } else if (!seen.add(name)) {
                problem("element " + Require.clip(name) + " is there twice; the first counts");
                document.skip();
            } else if (field == null) {
                problem("field " + Require.clip(name) + " of a " + kind.label() + " is not known; it is kept as it is");
                keep(name, document.inner(), builder::other);
            } else {
                field(field, builder);
            }
            element = document.next();
        }
        return builder.build();
    }

    private static Map<String, ObjectField<?>> byName(ObjectKind kind) {
        Map<String, ObjectField<?>> found = new HashMap<>();
        kind.fields().forEach(field -> found.put(field.name(), field));
        return found;
    }

    private <T> void field(ObjectField<T> field, ClusterObject.Builder builder)
            throws XMLStreamException, XmlException {
        if (field.isMany()) {
            builder.setting(field, shared(field, items()));
            return;
        }
        Optional<String> text = text(field.name());
        if (text.isPresent()) {
            builder.setting(field, shared(field, List.of(text.get())));
        }
    }

    private List<String> items() throws XMLStreamException, XmlException {
        List<String> items = new ArrayList<>();
        Optional<String> element = document.next();
        while (element.isPresent()) {
            if (element.get().equals("item")) {
                text("item").ifPresent(items::add);
            } else {
                unread(element.get(), "item");
            }
            element = document.next();
        }
        return items;
    }

    @SuppressWarnings("unchecked") // each field has put its own type there
    private <T> Setting<T> shared(ObjectField<T> field, List<String> texts) {
        Map<List<String>, Setting<?>> known = shared.computeIfAbsent(field, none -> new HashMap<>());
        Setting<?> found = known.get(texts);
        if (found != null) {
            return (Setting<T>) found;
        }
        Setting<T> made = field.read(texts);
        if (known.size() < MOST_SHARED) {
            known.put(List.copyOf(texts), made);
        }
        return made;
    }

    /** The text of the element where it stands; empty, with a problem, when it has elements. */
    private Optional<String> text(String element) throws XMLStreamException, XmlException {
        boolean coded = isCoded();
        String where = document.where();
        Optional<String> text = document.text();
        if (text.isEmpty()) {
            problem(where, element + " must have a text only, but has elements; it is not read");
        }
        return coded ? text.map(SnapshotText::decoded) : text;
    }

    private boolean isCoded() {
        return document.attribute(SnapshotText.CODED).equals(Optional.of("true"));
    }

    private void other(ParameterKind.Reader into) throws XMLStreamException, XmlException {
        String name = document.attribute("name").orElse("");
        String where = document.where();
        Optional<String> text = text(OTHER);
        if (text.isPresent()) {
            keep(where, name, text.get(), into);
        }
    }

    private void keep(String name, String content, ParameterKind.Reader into) {
        keep(document.where(), name, content, into);
    }

    private void keep(String where, String name, String content, ParameterKind.Reader into) {
        if (SecretNames.isIn(name, content)) {
            problem(where, Require.clip(name) + " has the name of a secret; it is left out");
            return;
        }
        try {
            into.read(name, content);
        } catch (IllegalArgumentException e) {
            problem(where, String.valueOf(e.getMessage()));
        }
    }

    private void unread(String element, String expected) throws XMLStreamException, XmlException {
        problem("element must be " + expected + ", but is " + Require.clip(element) + "; it is not read");
        document.skip();
    }

    private void problem(String message) {
        problem(document.where(), message);
    }

    private void problem(String where, String message) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(new Problem(where, message));
        } else if (problems.size() == MOST_PROBLEMS) {
            problems.add(new Problem(where, "there are more problems, which are not told"));
        }
    }
}
