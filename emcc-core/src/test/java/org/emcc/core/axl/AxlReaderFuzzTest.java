package org.emcc.core.axl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.random.RandomGenerator;
import org.emcc.core.Decoded;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.ObjectField;
import org.emcc.core.snapshot.ObjectKind;
import org.emcc.core.snapshot.SnapshotFile;
import org.emcc.testing.Canary;
import org.emcc.testing.Mutator;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Responses as no cluster would send them: fields lost, doubled, emptied, under another name, with values that are none, a secret among
 * them, and broken bytes. There is a value or a problem; what was read is held by a snapshot whose file is read again as the same.
 */
@Timeout(600) // a guard against a reader that hangs
class AxlReaderFuzzTest {
    private static final List<String> VALUES = List.of(
            "",
            "null",
            "t",
            "0",
            "-1",
            "true",
            "99999999999999999999",
            "SEP00AA11BB22CC",
            "{3F1C2A50}",
            "\u65e5\ud83d\ude00",
            "&lt;a&gt;",
            "<a/>",
            "<member><index>1</index></member>",
            "<![CDATA[x]]>",
            "x".repeat(300));

    private static final List<ObjectKind> KINDS = List.of(ObjectKind.values()).stream()
            .filter(kind -> kind.axlType().isPresent())
            .toList();

    private static <T> T any(List<T> of, RandomGenerator random) {
        return of.get(random.nextInt(of.size()));
    }

    private static String response(ObjectKind kind, RandomGenerator random) {
        StringBuilder out =
                new StringBuilder("<s:Envelope xmlns:s=\"s\"><s:Body><n:listXResponse xmlns:n=\"n\"><return>");
        for (int objects = random.nextInt(4); objects > 0; objects--) {
            String name = random.nextInt(20) == 0 ? "other" : kind.element();
            out.append('<').append(name).append(" uuid=\"{1}\">");
            for (int fields = random.nextInt(12); fields > 0; fields--) {
                field(any(kind.fields(), random), random, out);
            }
            out.append("<digestCredentials>").append(Canary.PIN).append("</digestCredentials>");
            out.append("</").append(name).append('>');
        }
        return out.append("</return></n:listXResponse></s:Body></s:Envelope>").toString();
    }

    private static void field(ObjectField<?> field, RandomGenerator random, StringBuilder out) {
        String[] path = (field.axlPath().isEmpty() ? "later" : field.axlPath()).split("/", -1);
        int depth = random.nextInt(8) == 0 ? 1 : path.length;
        for (int i = 0; i < depth; i++) {
            out.append('<').append(path[i]).append(random.nextInt(12) == 0 ? " nil=\"true\">" : ">");
        }
        String part = field.axlParts().isEmpty() || random.nextInt(4) == 0
                ? ""
                : any(field.axlParts(), random).split("/", -1)[0];
        out.append(part.isEmpty() ? "" : "<" + part + ">")
                .append(any(VALUES, random))
                .append(part.isEmpty() ? "" : "</" + part + ">");
        for (int i = depth - 1; i >= 0; i--) {
            out.append("</").append(path[i]).append('>');
        }
    }

    @Test
    void everyResponseIsReadOrRefused() {
        int cases = Math.max(2_000, Seeds.cases(100_000));
        int read = 0;
        int objects = 0;
        for (int i = 0; i < cases; i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            random.nextLong(); // the first numbers of neighbouring cases resemble each other
            ObjectKind kind = any(KINDS, random);
            byte[] document = response(kind, random).getBytes(UTF_8);
            boolean broken = i % 3 == 0;
            String which = "seed " + Seeds.seed() + " case " + i;
            Decoded<AxlAnswer> decoded =
                    AxlReader.of(kind).decode(broken ? Mutator.mutate(document, random) : document);
            if (decoded.value().isEmpty()) {
                assertThat(broken).as(which).isTrue();
                assertThat(decoded.problems()).as(which).isNotEmpty();
                continue;
            }
            read++;
            objects += look(kind, decoded.value().get(), broken, which);
        }
        assertThat(read).as("responses that were read, of %s", cases).isBetween(cases * 2 / 3, cases - cases / 20);
        assertThat(objects).as("objects of %s responses", cases).isGreaterThan(cases / 2);
    }

    private static int look(ObjectKind kind, AxlAnswer answer, boolean broken, String which) {
        if (!(answer instanceof AxlAnswer.Found found)) {
            return 0;
        }
        ClusterSnapshot snapshot =
                ClusterSnapshot.builder("x").objects(kind, found.all()).build();
        byte[] file = SnapshotFile.encode(snapshot);
        if (!broken) { // a wound may take the name of what holds the secret
            Canary.mustNotBeIn("what was read, " + which, new String(file, UTF_8));
        }
        ClusterSnapshot again = SnapshotFile.decodeOrThrow(file);
        assertThat(settings(again)).as(which).isEqualTo(settings(snapshot));
        assertThat(again).as(which).isEqualTo(snapshot);
        return found.all().size();
    }

    private static List<String> settings(ClusterSnapshot snapshot) {
        return KINDS.stream()
                .flatMap(kind -> snapshot.all(kind).stream())
                .map(object ->
                        object.kind().fields().stream()
                                        .map(field -> field.name() + "=" + object.get(field))
                                        .toList() + " " + object.others())
                .toList();
    }
}
