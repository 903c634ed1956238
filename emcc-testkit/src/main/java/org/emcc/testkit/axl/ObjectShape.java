package org.emcc.testkit.axl;

import java.util.List;
import java.util.Set;

/**
 * A kind of object as get and list have it.
 *
 * @param type its type, which is a part of the names of operations
 * @param element its element in an answer
 * @param keys by these together get finds one
 * @param criteria by these list searches, in the order of the schema; none when objects of the kind are not listed
 * @param omitted what an answer of list does not have
 * @param fields its fields in the order of the schema, the read-only ones last
 */
record ObjectShape(
        String type,
        String element,
        List<String> keys,
        List<Criterion> criteria,
        Set<String> omitted,
        List<Shape> fields) {
    /** A criterion of a search, and the first version that has it. */
    record Criterion(String name, AxlVersion since) {}

    boolean isListed() {
        return !criteria.isEmpty();
    }

    List<String> criteria(AxlVersion version) {
        return criteria.stream()
                .filter(each -> each.since().compareTo(version) <= 0)
                .map(Criterion::name)
                .toList();
    }

    /** The fields of an answer of that version. */
    List<Shape> fields(AxlVersion version, boolean list) {
        return fields.stream()
                .filter(field -> field.isIn(version) && !(list && omitted.contains(field.name())))
                .toList();
    }
}
