package org.emcc.core.geolocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.emcc.core.geolocation.CivicField.A1;
import static org.emcc.core.geolocation.CivicField.A3;
import static org.emcc.core.geolocation.CivicField.COUNTRY;
import static org.emcc.core.geolocation.CivicField.HNO;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.emcc.core.geolocation.GeolocationMatch.Candidate;
import org.emcc.core.geolocation.GeolocationMatch.Matched;
import org.emcc.core.geolocation.GeolocationMatch.NoMatch;
import org.emcc.core.geolocation.GeolocationMatch.Reason;
import org.junit.jupiter.api.Test;

/** The reference rule of emcc-behaviour 5.8, step by step. */
class GeolocationMatchTest {
    private static final Set<CivicField> ALL = EnumSet.allOf(CivicField.class);
    private static final CivicAddress VISITOR = CivicAddress.parse("COUNTRY=GB;A1=England;A3=London");

    private static Candidate pool(String name, String address) {
        return new Candidate(name, CivicAddress.parse(address));
    }

    private static GeolocationMatch match(Set<CivicField> fields, Candidate... candidates) {
        return GeolocationMatch.of(fields, VISITOR, List.of(candidates));
    }

    @Test
    void withoutAFilterOrAFieldInItNothingMatches() {
        assertThat(match(Set.of(), pool("a", "COUNTRY=GB"))).isEqualTo(new NoMatch(Reason.NO_FILTER));
    }

    @Test
    void aVisitorWithoutGeolocationMatchesNothing() {
        assertThat(GeolocationMatch.of(ALL, CivicAddress.empty(), List.of(pool("a", "COUNTRY=GB"))))
                .isEqualTo(new NoMatch(Reason.NO_GEOLOCATION));
    }

    @Test
    void aPoolWithoutGeolocationNeverMatches() {
        assertThat(match(ALL)).isEqualTo(new NoMatch(Reason.NO_CANDIDATE));
        assertThat(match(ALL, pool("a", ""))).isEqualTo(new NoMatch(Reason.NO_CANDIDATE));
    }

    @Test
    void onlyFilteredFieldsCount() {
        assertThat(match(Set.of(COUNTRY), pool("a", "COUNTRY=GB;A3=Leeds")))
                .isEqualTo(new Matched("a", Set.of(COUNTRY), List.of()));
        assertThat(match(Set.of(HNO), pool("a", "COUNTRY=GB"))).isEqualTo(new NoMatch(Reason.NO_CANDIDATE));
    }

    @Test
    void oneFilteredFieldThatDiffersPutsAPoolOutHoweverMuchElseIsEqual() {
        assertThat(match(ALL, pool("a", "COUNTRY=GB;A1=England;A3=Leeds"), pool("b", "COUNTRY=GB")))
                .isEqualTo(new Matched("b", Set.of(COUNTRY), List.of()));
    }

    @Test
    void aFieldThatOneSideLeavesOpenNeitherCountsNorPutsOut() {
        assertThat(match(ALL, pool("a", "COUNTRY=GB;HNO=1"))).isEqualTo(new Matched("a", Set.of(COUNTRY), List.of()));
        assertThat(match(ALL, pool("a", "HNO=1"))).isEqualTo(new NoMatch(Reason.NO_CANDIDATE));
    }

    @Test
    void caseCountsAndBlanksAroundDoNot() {
        assertThat(match(ALL, pool("a", "COUNTRY=gb"))).isEqualTo(new NoMatch(Reason.NO_CANDIDATE));
        assertThat(match(Set.of(A3), pool("a", "A3= London "))).isEqualTo(new Matched("a", Set.of(A3), List.of()));
    }

    @Test
    void thePoolWithMostEqualFieldsWinsWhereverItStands() {
        List<Candidate> pools = List.of(
                pool("one", "COUNTRY=GB"),
                pool("three", "COUNTRY=GB;A1=England;A3=London"),
                pool("two", "COUNTRY=GB;A3=London"));

        for (List<Candidate> order : orders(pools)) {
            assertThat(GeolocationMatch.of(ALL, VISITOR, order))
                    .isEqualTo(new Matched("three", Set.of(COUNTRY, A1, A3), List.of()));
        }
    }

    @Test
    void aTieGoesToTheFirstByNameAndNamesTheOthers() {
        List<Candidate> pools = List.of(pool("b", "COUNTRY=GB"), pool("c", "A1=England"), pool("a", "A3=London"));

        for (List<Candidate> order : orders(pools)) {
            assertThat(GeolocationMatch.of(ALL, VISITOR, order))
                    .isEqualTo(new Matched("a", Set.of(A3), List.of("b", "c")));
        }
    }

    @Test
    void aTieThatIsBeatenLaterLeavesNoTrace() {
        assertThat(match(ALL, pool("a", "COUNTRY=GB"), pool("b", "COUNTRY=GB"), pool("c", "COUNTRY=GB;A3=London")))
                .isEqualTo(new Matched("c", Set.of(COUNTRY, A3), List.of()));
    }

    @Test
    void aFilterCopiesItsFields() {
        Set<CivicField> fields = new HashSet<>(Set.of(A3, COUNTRY));
        GeolocationFilter filter = new GeolocationFilter("f", fields);
        fields.clear();

        assertThat(filter.fields()).containsExactly(COUNTRY, A3);
    }

    private static List<List<Candidate>> orders(List<Candidate> three) {
        return Stream.of("012", "021", "102", "120", "201", "210")
                .map(order -> order.chars().mapToObj(i -> three.get(i - '0')).toList())
                .toList();
    }
}
