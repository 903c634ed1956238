package org.emcc.core.axl;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.core.configuration.EnterpriseParameters;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.Parameter;
import org.emcc.core.configuration.ServiceParameters;
import org.emcc.core.configuration.Setting;
import org.emcc.core.id.Release;
import org.emcc.core.internal.Require;
import org.emcc.core.internal.SecretNames;
import org.emcc.core.internal.XmlNode;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.ObjectField;
import org.emcc.core.snapshot.ObjectKind;
import org.emcc.core.snapshot.Omission;

/** One reading of a cluster: its release, every kind of object, its parameters. A kind is read whole or not at all. */
final class AxlReading {
    /** The services of the profile, each of which is asked for by its name (em-api-and-axl 4.3). */
    private static final List<String> INTERCLUSTER_SERVICES =
            List.of("EMCC", "PSTN Access", "RSVP Agent", "TFTP", "LBM", "UDS");

    private static final String EXTENSION_MOBILITY = "Cisco Extension Mobility";
    private static final String ENTERPRISE = "Enterprise Wide";
    private static final Pattern FEWER = Pattern.compile("[Ss]uggestive [Rr]ow [Ff]etch: *less than *([0-9]{1,9})");

    /** A build as the cluster writes it, such as 12.5.1.10000(22). */
    private static final Pattern BUILD = Pattern.compile("([0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+)\\(([0-9]+)\\)");

    private static final String RELEASE = "release must be numbers such as 12.5.1.10000(22)";
    private static final int LONGEST_REMARK = 1_000;

    private final AxlConnection connection;
    private final AxlClient.Builder settings;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Omission> omissions = new ArrayList<>();
    private boolean over;

    AxlReading(AxlConnection connection, AxlClient.Builder settings) {
        this.connection = connection;
        this.settings = settings;
    }

    /** What the cluster says it is, and the schema that fits. */
    private record Version(AxlSchema schema, Setting<Release> release) {}

    AxlOutcome run(String title) throws InterruptedException {
        AxlOutcome outcome = begun(title, version());
        return connection.isClosed()
                ? new AxlOutcome.Failed(AxlOutcome.Reason.CLOSED, "The client was closed")
                : outcome;
    }

    private AxlOutcome begun(String title, AxlReply<Version> version) throws InterruptedException {
        if (version instanceof AxlReply.Answered<Version> answered) {
            return read(title, answered.value());
        }
        return version instanceof AxlReply.Failed<Version> failed
                ? new AxlOutcome.Failed(failed.reason(), "getCCMVersion: " + failed.why())
                : new AxlOutcome.Failed(
                        AxlOutcome.Reason.UNREADABLE,
                        "getCCMVersion: " + words(((AxlReply.Faulted<Version>) version).fault()));
    }

    /** The oldest schema first, which the fewest clusters refuse; then the one of the release, if the cluster takes it. */
    private AxlReply<Version> version() throws InterruptedException {
        AxlSchema stated = settings.schema;
        if (stated != null) {
            return version(stated);
        }
        AxlReply<Version> reply = version(AxlSchema.V10_5);
        for (AxlSchema newer : EnumSet.complementOf(EnumSet.of(AxlSchema.V10_5))) {
            reply = isUnsupported(reply) ? version(newer) : reply;
        }
        if (!(reply instanceof AxlReply.Answered<Version> answered)) {
            return reply;
        }
        Optional<AxlSchema> own = answered.value().release().value().flatMap(AxlSchema::of);
        if (own.isEmpty() || own.get() == answered.value().schema()) {
            return reply;
        }
        AxlReply<Version> better = version(own.get());
        return isUnsupported(better) ? reply : better;
    }

    private static boolean isUnsupported(AxlReply<Version> reply) {
        return reply instanceof AxlReply.Failed<Version> failed && failed.reason() == AxlOutcome.Reason.UNSUPPORTED;
    }

    private AxlReply<Version> version(AxlSchema schema) throws InterruptedException {
        AxlReply<AxlDocument> reply = connection.ask(AxlOperation.version(), schema);
        if (reply instanceof AxlReply.Answered<AxlDocument> answered) {
            return new AxlReply.Answered<>(new Version(schema, release(answered.value())));
        }
        return reply instanceof AxlReply.Failed<AxlDocument> failed
                ? new AxlReply.Failed<>(failed.reason(), failed.why() + " (schema " + schema.version() + ")")
                : new AxlReply.Faulted<>(((AxlReply.Faulted<AxlDocument>) reply).fault());
    }

    private static Setting<Release> release(AxlDocument document) {
        return document.returned().stream()
                .filter(each -> AxlDocument.local(each).equals("componentVersion"))
                .flatMap(each -> AxlDocument.child(each, "version").stream())
                .findFirst()
                .map(each -> Setting.read(each.text(), RELEASE, AxlReading::release))
                .orElseGet(Setting::unknown);
    }

    private static Release release(String text) {
        Matcher build = BUILD.matcher(text);
        return Release.parse(build.matches() ? build.group(1) + "-" + build.group(2) : text);
    }

    private AxlOutcome read(String title, Version version) throws InterruptedException {
        ClusterSnapshot.Builder snapshot = ClusterSnapshot.builder(title).release(version.release());
        if (!(version.release() instanceof Setting.Valid<Release>)) {
            problems.add(new Problem("getCCMVersion", RELEASE + ", but the answer has none"));
        }
        for (ObjectKind kind : ObjectKind.values()) {
            Optional<List<ClusterObject>> found = kind(kind, version.schema());
            found.ifPresent(objects -> snapshot.objects(kind, objects));
        }
        parameters(EXTENSION_MOBILITY, version.schema())
                .ifPresent(texts -> snapshot.serviceParameters(ServiceParameters.read(texts)));
        parameters(ENTERPRISE, version.schema())
                .ifPresent(texts -> snapshot.enterpriseParameters(EnterpriseParameters.read(texts)));
        snapshot.featureParameters(FeatureParameters.read(features(version.schema())));
        problems.forEach(each -> snapshot.remark(remark(each.where() + ": " + each.message())));
        omissions.forEach(each -> snapshot.remark(remark(each.toString())));
        return new AxlOutcome.Read(snapshot.build(), problems, omissions);
    }

    private static String remark(String text) {
        return Require.clip(text, LONGEST_REMARK);
    }

    private Optional<List<ClusterObject>> kind(ObjectKind kind, AxlSchema schema) throws InterruptedException {
        if (kind.axlType().isEmpty()) {
            omissions.add(new Omission(kind.label(), "", "AXL does not offer it"));
            return Optional.empty();
        }
        if (over) {
            return Optional.empty();
        }
        return kind == ObjectKind.INTERCLUSTER_SERVICE ? services(schema) : listed(kind, schema);
    }

    private Optional<List<ClusterObject>> services(AxlSchema schema) throws InterruptedException {
        List<ClusterObject> found = new ArrayList<>();
        AxlReader reader = AxlReader.of(ObjectKind.INTERCLUSTER_SERVICE);
        for (String service : INTERCLUSTER_SERVICES) {
            Got got = get(
                    reader,
                    ObjectKind.INTERCLUSTER_SERVICE,
                    List.of(service),
                    ObjectKind.INTERCLUSTER_SERVICE.fields(),
                    schema);
            if (got.isFailed()) {
                return Optional.empty();
            }
            found.addAll(got.objects());
        }
        return Optional.of(found);
    }

    /** One object, none when it is not there, or a failure, which is among the problems then. */
    private record Got(List<ClusterObject> objects, boolean isFailed) {
        private static final Got NONE = new Got(List.of(), false);
        private static final Got FAILED = new Got(List.of(), true);
    }

    private Got get(AxlReader reader, ObjectKind kind, List<String> keys, List<ObjectField<?>> wanted, AxlSchema schema)
            throws InterruptedException {
        AxlOperation operation = AxlOperation.get(kind, keys, wanted);
        AxlReply<AxlDocument> reply = connection.ask(operation, schema);
        if (reply instanceof AxlReply.Faulted<AxlDocument> faulted
                && faulted.fault().code() == AxlFault.NOT_FOUND) {
            return Got.NONE;
        }
        Optional<AxlDocument> answer = answer(operation, reply);
        if (answer.isEmpty()) {
            return Got.FAILED;
        }
        Optional<List<ClusterObject>> found = whole(operation, reader.found(answer.get()));
        if (found.isPresent() && found.get().size() != 1) {
            problems.add(new Problem(
                    operation.name(),
                    "answer must have one " + kind.label() + ", but has "
                            + found.get().size()));
            return Got.FAILED;
        }
        return found.map(each -> new Got(each, false)).orElse(Got.FAILED);
    }

    /** The answer; without one there is a problem more, and where nothing else would be answered either the reading is over. */
    private Optional<AxlDocument> answer(AxlOperation operation, AxlReply<AxlDocument> reply) {
        if (reply instanceof AxlReply.Answered<AxlDocument> answered) {
            return Optional.of(answered.value());
        }
        if (reply instanceof AxlReply.Failed<AxlDocument> failed) {
            over |= failed.isFinal();
            problems.add(new Problem(
                    operation.name(), failed.why() + (failed.isFinal() ? "; nothing more was asked for" : "")));
        } else {
            problems.add(new Problem(operation.name(), words(((AxlReply.Faulted<AxlDocument>) reply).fault())));
        }
        return Optional.empty();
    }

    private String words(AxlFault fault) {
        return "fault " + fault.code() + ": " + connection.said(fault.message());
    }

    /** The objects of an answer in which every element is one. */
    private Optional<List<ClusterObject>> whole(AxlOperation operation, Decoded<List<ClusterObject>> read) {
        if (read.problems().isEmpty()) {
            return read.value();
        }
        Problem first = read.problems().get(0);
        problems.add(new Problem(operation.name(), connection.said(first.message())));
        return Optional.empty();
    }

    private Optional<List<ClusterObject>> listed(ObjectKind kind, AxlSchema schema) throws InterruptedException {
        Optional<List<ClusterObject>> found = pages(kind, schema);
        List<ObjectField<?>> more = schema.known(
                kind.fields().stream().filter(field -> !field.isListed()).toList());
        if (found.isEmpty() || more.isEmpty()) {
            return found;
        }
        if (!settings.details.contains(kind)) {
            more.forEach(field -> omissions.add(new Omission(
                    kind.label(), field.label(), "lists do not have it, and each by itself was not asked for")));
            return found;
        }
        return Optional.of(details(kind, found.get(), more, schema));
    }

    private Optional<List<ClusterObject>> pages(ObjectKind kind, AxlSchema schema) throws InterruptedException {
        AxlReader reader = AxlReader.of(kind);
        Map<List<String>, ClusterObject> first = new HashMap<>();
        List<ClusterObject> all = new ArrayList<>();
        int rows = settings.pageSize;
        long skip = 0;
        for (int pages = 1; ; ) {
            AxlOperation operation = AxlOperation.list(kind, schema, skip, rows);
            AxlReply<AxlDocument> reply = connection.ask(operation, schema);
            if (isTooLarge(reply) && rows > 1) {
                rows = fewer(rows, ((AxlReply.Faulted<AxlDocument>) reply).fault());
                continue;
            }
            Optional<List<ClusterObject>> page =
                    answer(operation, reply).flatMap(answer -> whole(operation, reader.found(answer)));
            if (page.isEmpty() || page.get().isEmpty()) {
                return page.map(none -> all);
            }
            int before = all.size();
            page.get().forEach(object -> add(object, first, all));
            if (all.size() == before || all.size() > settings.most) {
                problems.add(new Problem(
                        operation.name(),
                        all.size() == before
                                ? "pages must go on, but the one from " + skip + " has only objects of pages before"
                                : "cluster must have at most " + settings.most + " of a kind, but has more"));
                return Optional.empty();
            }
            skip += page.get().size();
            settings.progress.page(kind, all.size(), pages++);
        }
    }

    private static boolean isTooLarge(AxlReply<AxlDocument> reply) {
        return reply instanceof AxlReply.Faulted<AxlDocument> faulted
                && faulted.fault().isTooLarge();
    }

    /** At most half, and fewer if the cluster says so. */
    private static int fewer(int rows, AxlFault fault) {
        Matcher said = FEWER.matcher(fault.message());
        int half = rows / 2;
        return said.find() ? Math.max(1, Math.min(half, Integer.parseInt(said.group(1)) - 1)) : half;
    }

    /** Another object of the same name stays, for an audit is to see it; the same object is a page that overlaps. */
    private static void add(ClusterObject object, Map<List<String>, ClusterObject> first, List<ClusterObject> all) {
        ClusterObject same = first.putIfAbsent(keys(object), object);
        if (same == null || !same.equals(object)) {
            all.add(object);
        }
    }

    private static List<String> keys(ClusterObject object) {
        return object.kind().keys().stream().map(object::text).toList();
    }

    /** Asks for each by itself. After the first failure the rest stays as lists have it. */
    private List<ClusterObject> details(
            ObjectKind kind, List<ClusterObject> listed, List<ObjectField<?>> more, AxlSchema schema)
            throws InterruptedException {
        AxlReader reader = AxlReader.of(kind);
        List<ClusterObject> all = new ArrayList<>();
        boolean failed = false;
        for (int i = 0; i < listed.size(); i++) {
            if (failed) {
                all.add(listed.get(i));
                continue;
            }
            connection.pause(settings.betweenDetails);
            Got got = get(reader, kind, keys(listed.get(i)), more, schema);
            failed = got.isFailed();
            if (failed) {
                problems.add(new Problem(
                        "get" + kind.axlType().orElse(""),
                        "details of " + (listed.size() - i) + " of " + listed.size() + " are not known"));
                all.add(listed.get(i));
            } else {
                ClusterObject base = listed.get(i);
                got.objects().forEach(detail -> all.add(merged(base, detail, more)));
                settings.progress.detail(kind, i + 1, listed.size());
            }
        }
        return all;
    }

    private static ClusterObject merged(ClusterObject base, ClusterObject detail, List<ObjectField<?>> more) {
        ClusterObject.Builder merged = base.toBuilder();
        more.forEach(field -> copy(field, detail, merged));
        return merged.build();
    }

    private static <T> void copy(ObjectField<T> field, ClusterObject from, ClusterObject.Builder to) {
        to.setting(field, from.get(field));
    }

    /** The parameters of a service by the names of the page, where those are known. */
    private Optional<Map<String, String>> parameters(String service, AxlSchema schema) throws InterruptedException {
        Map<String, String> pageNames = new TreeMap<>();
        settings.parameterNames.forEach((page, internal) -> pageNames.put(internal, page));
        Map<String, String> found = new LinkedHashMap<>();
        for (long skip = 0; !over; ) {
            AxlOperation operation = AxlOperation.parameters(service, skip, settings.pageSize);
            Optional<AxlDocument> page = answer(operation, connection.ask(operation, schema));
            if (page.isEmpty()) {
                return Optional.empty();
            }
            List<XmlNode.Element> rows = page.get().returned();
            if (rows.isEmpty()) {
                return Optional.of(found);
            }
            rows.forEach(row -> parameter(operation, row, pageNames, found));
            skip += rows.size();
            if (skip > settings.most) {
                problems.add(new Problem(
                        operation.name(), "service must have at most " + settings.most + " parameters, but has more"));
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private void parameter(
            AxlOperation operation, XmlNode.Element row, Map<String, String> pageNames, Map<String, String> found) {
        String internal = text(row, "name");
        String value = text(row, "value");
        if (internal.isEmpty() || SecretNames.isIn(internal, value)) {
            return;
        }
        String name = pageNames.getOrDefault(internal, internal);
        String first = found.putIfAbsent(name, value);
        if (first != null && !first.equals(value)) {
            problems.add(new Problem(
                    operation.name(),
                    "parameter " + connection.said(name) + " should be the same on all nodes, but is another on "
                            + connection.said(text(row, "processNodeName")) + "; the first was taken"));
        }
    }

    private static String text(XmlNode.Element row, String child) {
        return AxlDocument.child(row, child).map(XmlNode.Element::text).orElse("");
    }

    private Map<String, String> features(AxlSchema schema) throws InterruptedException {
        Map<String, String> found = new LinkedHashMap<>();
        for (Parameter<?> parameter : FeatureParameters.all()) {
            String internal = settings.parameterNames.get(parameter.name());
            if (internal == null) {
                omissions.add(new Omission(
                        "feature parameter", parameter.name(), "AXL has it by an internal name, which was not given"));
            } else if (!over) {
                feature(parameter.name(), AxlOperation.feature(internal), schema, found);
            }
        }
        return found;
    }

    private void feature(String name, AxlOperation operation, AxlSchema schema, Map<String, String> found)
            throws InterruptedException {
        answer(operation, connection.ask(operation, schema)).ifPresent(document -> {
            Optional<XmlNode.Element> value = document.returned().stream()
                    .flatMap(each -> AxlDocument.child(each, "value").stream())
                    .findFirst();
            if (value.isPresent()) {
                found.put(name, value.get().text());
            } else {
                problems.add(new Problem(operation.name(), "answer must have a value of " + name + ", but has none"));
            }
        });
    }
}
