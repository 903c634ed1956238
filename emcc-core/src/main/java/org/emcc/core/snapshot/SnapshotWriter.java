package org.emcc.core.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.emcc.core.configuration.Parameter;
import org.emcc.core.configuration.Setting;
import org.emcc.core.internal.SecretNames;
import org.emcc.core.internal.Xml;

/** Writes the file form of {@link SnapshotFile}. */
final class SnapshotWriter {
    private final StringBuilder out = new StringBuilder(8192);

    private SnapshotWriter() {}

    static void write(ClusterSnapshot snapshot, OutputStream bytes) throws IOException {
        Writer to = new OutputStreamWriter(bytes, UTF_8);
        SnapshotWriter writer = new SnapshotWriter();
        writer.head(snapshot);
        writer.drain(to);
        for (ObjectKind kind : ObjectKind.values()) {
            if (snapshot.knows(kind)) {
                writer.begin(kind);
                for (ClusterObject object : snapshot.all(kind)) {
                    writer.object(object);
                    writer.drain(to);
                }
                writer.out.append("</objects>\n");
            }
        }
        writer.others(snapshot.others());
        writer.out.append("</emccSnapshot>\n");
        writer.drain(to);
        to.flush();
    }

    private void drain(Writer to) throws IOException {
        to.append(out);
        out.setLength(0);
    }

    private void head(ClusterSnapshot snapshot) {
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<emccSnapshot version=\"1\"");
        attribute("title", snapshot.title());
        out.append(">\n");
        if (!(snapshot.release() instanceof Setting.Unknown)) {
            line("release", "", releaseText(snapshot.release()));
        }
        snapshot.remarks().forEach(remark -> line("remark", "", remark));
        for (ParameterKind kind : ParameterKind.values()) {
            parameters(kind, snapshot);
        }
    }

    static String releaseText(Setting<?> release) {
        return release instanceof Setting.Invalid<?> invalid
                ? invalid.text()
                : release.value().map(Object::toString).orElse("");
    }

    private void parameters(ParameterKind kind, ClusterSnapshot snapshot) {
        out.append('<').append(kind.element()).append(">\n");
        // The others first: one of them can stand for a parameter that is told apart too.
        others(kind.others(snapshot));
        ParameterKind.Settings settings = kind.settings(snapshot);
        kind.all().forEach(parameter -> parameter(parameter, settings));
        out.append("</").append(kind.element()).append(">\n");
    }

    private <T> void parameter(Parameter<T> parameter, ParameterKind.Settings settings) {
        Setting<T> setting = settings.of(parameter);
        if (!(setting instanceof Setting.Unknown)) {
            line("parameter", named(parameter.name()), ParameterKind.text(parameter, setting));
        }
    }

    private void begin(ObjectKind kind) {
        out.append("<objects");
        attribute("kind", kind.element());
        out.append(">\n");
    }

    private void object(ClusterObject object) {
        out.append('<').append(object.kind().element()).append(">\n");
        for (ObjectField<?> field : object.kind().fields()) {
            if (object.knows(field)) {
                field(field, texts(object, field));
            }
        }
        others(object.others());
        out.append("</").append(object.kind().element()).append(">\n");
    }

    /** What is invalid is one text: line breaks in it would part it elsewhere than it was. */
    private static List<String> texts(ClusterObject object, ObjectField<?> field) {
        return object.get(field) instanceof Setting.Invalid<?> invalid ? List.of(invalid.text()) : object.texts(field);
    }

    private void field(ObjectField<?> field, List<String> texts) {
        if (!field.isMany() || texts.isEmpty()) {
            line(field.name(), "", texts.isEmpty() ? "" : texts.get(0));
            return;
        }
        out.append('<').append(field.name()).append(">\n");
        texts.forEach(text -> line("item", "", text));
        out.append("</").append(field.name()).append(">\n");
    }

    private void others(Map<String, String> others) {
        new TreeMap<>(others).forEach((name, content) -> {
            if (!SecretNames.isIn(name, content)) {
                line("other", named(name), content);
            }
        });
    }

    private void line(String element, String attributes, String text) {
        SnapshotText.write(element, attributes, text, out);
        out.append('\n');
    }

    private static String named(String name) {
        StringBuilder attribute = new StringBuilder(" name=\"");
        Xml.escape(name, attribute, true);
        return attribute.append('"').toString();
    }

    private void attribute(String name, String value) {
        out.append(' ').append(name).append("=\"");
        Xml.escape(value, out, true);
        out.append('"');
    }
}
