package org.emcc.testkit.axl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.emcc.core.id.Release;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.ObjectKind;
import org.w3c.dom.Element;

/** Answers the requests of AXL that read, and refuses every other, without a network. */
final class AxlDesk {
    private static final Pattern ACTION = Pattern.compile("\"?CUCM:DB ver=([0-9.]+) (\\w+)\"?");
    private static final Pattern READS = Pattern.compile("(get|list)(\\w+)");
    private static final int UNSUPPORTED = 599;
    private static final int FORBIDDEN = 403;

    private final Shapes shapes = Shapes.read();
    private final Map<AxlVersion, Schema> schemas = new LinkedHashMap<>();
    private final Map<String, Rows> rows = new LinkedHashMap<>();
    private final AxlVersion own;
    private final String release;
    private final int mostRows;

    /**
     * For a cluster.
     *
     * @param names the internal names of parameters, by their names on the page
     * @param mostRows how many rows an answer may have
     */
    AxlDesk(ClusterSnapshot cluster, Release release, Map<String, String> names, int mostRows) {
        this.own = AxlVersion.ofRelease(release.major(), release.minor());
        this.release = build(release);
        this.mostRows = mostRows;
        own.supported().forEach(version -> schemas.put(version, new Schema(shapes, version)));
        for (ObjectKind kind : ObjectKind.values()) {
            kind.axlType()
                    .filter(type -> cluster.knows(kind))
                    .flatMap(shapes::find)
                    .ifPresent(shape -> rows.put(shape.type(), Rows.of(shape, cluster.all(kind))));
        }
        Parameters parameters = new Parameters(names, node(cluster));
        put("ServiceParameter", parameters.service(cluster));
        put("EmccFeatureConfig", parameters.feature(cluster));
    }

    private void put(String type, List<Row> all) {
        rows.put(type, new Rows(shapes.find(type).orElseThrow(), all));
    }

    private static String node(ClusterSnapshot cluster) {
        return cluster.all(ObjectKind.NODE).stream()
                .map(each -> each.name())
                .findFirst()
                .orElse("publisher");
    }

    /** As a cluster writes it, such as 12.5.1.10000(22). */
    private static String build(Release release) {
        Matcher dashed = Pattern.compile("(.*)-([0-9]+)").matcher(release.toString());
        return dashed.matches() ? dashed.group(1) + "(" + dashed.group(2) + ")" : release.toString();
    }

    /**
     * Answers.
     *
     * @param action the header SOAPAction; empty for none
     */
    Answer answer(String action, byte[] body) {
        Matcher said = ACTION.matcher(action);
        if (!said.matches()) {
            return Answer.text(400, "SOAPAction must be \"CUCM:DB ver=<version> <operation>\", but is " + action);
        }
        Optional<AxlVersion> version = AxlVersion.of(said.group(1));
        if (version.isEmpty() || !schemas.containsKey(version.get())) {
            return Answer.text(
                    UNSUPPORTED,
                    "version " + said.group(1) + " is not supported, but "
                            + own.supported().stream().map(AxlVersion::text).toList());
        }
        try {
            return answer(Question.read(body), version.get(), said.group(2));
        } catch (Question.NoQuestionException e) {
            return Answer.fault(Answer.INVALID, String.valueOf(e.getMessage()), said.group(2));
        }
    }

    private Answer answer(Question question, AxlVersion version, String named) {
        String operation = question.operation();
        if (!operation.equals(named)) {
            return Answer.fault(
                    Answer.INVALID, "SOAPAction names " + named + ", but the body has " + operation, operation);
        }
        if (!question.namespace().equals(version.namespace())) {
            return Answer.fault(
                    Answer.INVALID,
                    "the namespace must be " + version.namespace() + ", but is " + question.namespace(),
                    operation);
        }
        Matcher reads = READS.matcher(operation);
        if (!reads.matches()) {
            return Answer.page(FORBIDDEN, operation + " is no operation that only reads");
        }
        Schema schema = java.util.Objects.requireNonNull(schemas.get(version));
        Optional<String> objection = schema.objection(question.content());
        if (objection.isPresent()) {
            return Answer.fault(Answer.INVALID, objection.get(), operation);
        }
        return operation.equals("getCCMVersion")
                ? returned(question, version, "<componentVersion><version>" + release + "</version></componentVersion>")
                : read(question, version, reads.group(2), reads.group(1).equals("list"));
    }

    private Answer read(Question question, AxlVersion version, String type, boolean list) {
        Rows all = rows.get(type);
        if (all == null) {
            return Answer.fault(
                    Answer.INVALID, "nobody knows this cluster's objects of type " + type, question.operation());
        }
        ObjectShape shape = shapes.find(type).orElseThrow();
        ObjectWriter writer = new ObjectWriter(
                shape, version, list, question.child("returnedTags").orElse(null));
        return list ? list(question, version, all, writer) : get(question, version, shape, all, writer);
    }

    private Answer get(Question question, AxlVersion version, ObjectShape shape, Rows all, ObjectWriter writer) {
        Optional<Row> found = question.child("uuid").isPresent()
                ? all.byUuid(question.text("uuid"))
                : all.byKey(shape.keys().stream().map(question::text).toList());
        if (found.isEmpty()) {
            return Answer.fault(
                    Answer.NOT_FOUND,
                    "Item not valid: The specified " + shape.type() + " was not found",
                    question.operation());
        }
        StringBuilder inside = new StringBuilder();
        writer.write(found.get(), inside);
        return returned(question, version, inside);
    }

    private Answer list(Question question, AxlVersion version, Rows all, ObjectWriter writer) {
        List<Row> matched = all.matching(criteria(question));
        int from = (int) Math.min(number(question, "skip", 0), matched.size());
        long first = number(question, "first", Long.MAX_VALUE);
        int to = (int) Math.min(matched.size(), first > matched.size() ? matched.size() : from + first);
        if (to - from > mostRows) {
            return Answer.fault(
                    Answer.INVALID,
                    "Query request too large. Total rows matched: " + (to - from)
                            + " rows. Suggestive Row Fetch: less than " + mostRows + " rows",
                    question.operation());
        }
        StringBuilder inside = new StringBuilder();
        matched.subList(from, to).forEach(row -> writer.write(row, inside));
        return returned(question, version, inside);
    }

    private static Map<String, String> criteria(Question question) {
        Map<String, String> criteria = new LinkedHashMap<>();
        List<Element> all = new ArrayList<>();
        question.child("searchCriteria").ifPresent(each -> all.addAll(Schema.children(each)));
        all.forEach(each -> criteria.put(each.getLocalName(), each.getTextContent()));
        return criteria;
    }

    private static long number(Question question, String name, long otherwise) {
        String text = question.text(name);
        return text.isEmpty() ? otherwise : Long.parseLong(text);
    }

    private static Answer returned(Question question, AxlVersion version, CharSequence inside) {
        return Answer.returned(question.operation(), version, question.sequence(), inside);
    }
}
