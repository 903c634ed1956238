package org.emcc.testkit.axl;

import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.emcc.core.snapshot.ClusterObject;
import org.jspecify.annotations.Nullable;

/**
 * All objects of a kind. They may be made only when they are asked for; what is kept of them is where each is, by its keys and by its UUID,
 * and that only from the first question for one.
 */
final class Rows {
    private static final String ALL = "%";
    private static final String APART = "\n";

    private final ObjectShape shape;
    private final List<Row> rows;
    private @Nullable Map<String, Integer> places;

    Rows(ObjectShape shape, List<Row> rows) {
        this.shape = shape;
        this.rows = rows;
    }

    static Rows of(ObjectShape shape, List<ClusterObject> objects) {
        return new Rows(shape, new AbstractList<Row>() {
            @Override
            public Row get(int index) {
                return Row.of(objects.get(index));
            }

            @Override
            public int size() {
                return objects.size();
            }
        });
    }

    Optional<Row> byKey(List<String> texts) {
        return at(key(texts));
    }

    Optional<Row> byUuid(String uuid) {
        return at(uuid.toUpperCase(Locale.ROOT));
    }

    private Optional<Row> at(String place) {
        return Optional.ofNullable(places().get(place)).map(rows::get);
    }

    private synchronized Map<String, Integer> places() {
        Map<String, Integer> known = places;
        if (known == null) {
            known = new HashMap<>(rows.size() * 3);
            for (int i = 0; i < rows.size(); i++) {
                Row row = rows.get(i);
                known.putIfAbsent(key(shape.keys().stream().map(row::text).toList()), i);
                known.putIfAbsent(row.uuid(), i);
            }
            places = known;
        }
        return known;
    }

    /** Cases are not told apart (inferred); a key begins so that it is no UUID. */
    private static String key(List<String> texts) {
        return texts.stream()
                .map(text -> text.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(APART, APART, ""));
    }

    /** Those that match all criteria; a per cent sign stands for any characters. */
    List<Row> matching(Map<String, String> criteria) {
        if (criteria.values().stream().allMatch(ALL::equals)) {
            return rows;
        }
        Map<String, Pattern> patterns = criteria.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> pattern(each.getValue())));
        return rows.stream()
                .filter(row -> patterns.entrySet().stream()
                        .allMatch(each ->
                                each.getValue().matcher(row.text(each.getKey())).matches()))
                .toList();
    }

    private static Pattern pattern(String criterion) {
        String regex = java.util.Arrays.stream(criterion.split(ALL, -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }
}
