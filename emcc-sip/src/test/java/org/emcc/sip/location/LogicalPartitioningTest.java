package org.emcc.sip.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.emcc.sip.location.GeolocationDevice.BORDER;
import static org.emcc.sip.location.GeolocationDevice.INTERIOR;
import static org.emcc.sip.location.LogicalPartitionPolicy.ALLOW;
import static org.emcc.sip.location.LogicalPartitionPolicy.DENY;
import static org.emcc.sip.location.LogicalPartitionPolicy.USE_DEFAULT_POLICY;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.emcc.core.configuration.Setting;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.geolocation.CivicField;
import org.emcc.core.geolocation.GeolocationFilter;
import org.emcc.sip.location.LogicalPartitioning.Party;
import org.emcc.sip.location.PartitionDecision.Reason;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogicalPartitioningTest {
    private static final Set<CivicField> ALL = EnumSet.allOf(CivicField.class);

    /** One relation between all of the fields of two addresses, over the default Deny. */
    private static LogicalPartitioning.Builder one(
            GeolocationDevice a, String fieldsA, GeolocationDevice b, String fieldsB, LogicalPartitionPolicy policy) {
        return LogicalPartitioning.builder()
                .enabled(true)
                .policy(new GeolocationPolicy("a", CivicAddress.parse(fieldsA)))
                .policy(new GeolocationPolicy("b", CivicAddress.parse(fieldsB)))
                .relation(new PolicyRelation("a", a, "b", b, policy));
    }

    private static Party party(GeolocationDevice device, String address, Set<CivicField> filter) {
        return new Party(
                device, new GeolocationChoice(GeolocationChoice.Origin.DEVICE, CivicAddress.parse(address)), filter);
    }

    private static Party party(GeolocationDevice device, String address) {
        return party(device, address, ALL);
    }

    @Test
    void isOffAndDeniesByDefault() {
        Party border = party(BORDER, "COUNTRY=IN");

        PartitionDecision off = LogicalPartitioning.builder().build().decide(border, border);
        assertThat(off.isAllowed()).isTrue();
        assertThat(off.reason()).isEqualTo(Reason.SWITCHED_OFF);
        PartitionDecision on =
                LogicalPartitioning.builder().enabled(true).build().decide(border, border);
        assertThat(on.isAllowed()).isFalse();
        assertThat(on.reason()).isEqualTo(Reason.NO_RELATION);
        assertThat(LogicalPartitioning.builder()
                        .enabled(true)
                        .defaultPolicy(ALLOW)
                        .build()
                        .decide(border, border)
                        .isAllowed())
                .isTrue();
    }

    @Test
    void twoPhonesAreNeverCheckedWhateverThePoliciesSay() {
        LogicalPartitioning partitioning =
                one(INTERIOR, "COUNTRY=IN", INTERIOR, "COUNTRY=IN", DENY).build();

        PartitionDecision decision = partitioning.decide(party(INTERIOR, "COUNTRY=IN"), party(INTERIOR, "COUNTRY=IN"));
        assertThat(decision.isAllowed()).isTrue();
        assertThat(decision.reason()).isEqualTo(Reason.BOTH_INTERIOR);
        assertThat(decision.found()).isEmpty();
    }

    @Test
    void whoHasNoGeolocationOrNoFilterIsNotChecked() {
        LogicalPartitioning partitioning =
                LogicalPartitioning.builder().enabled(true).build();
        Party whole = party(BORDER, "COUNTRY=IN");

        for (Party other : List.of(party(BORDER, ""), party(INTERIOR, ""))) {
            assertBoth(partitioning, whole, other, true, Reason.NO_GEOLOCATION);
        }
        assertBoth(partitioning, whole, party(INTERIOR, "COUNTRY=IN", Set.of()), true, Reason.NO_FILTER);
    }

    private static void assertBoth(LogicalPartitioning in, Party a, Party b, boolean allowed, Reason reason) {
        for (PartitionDecision decision : List.of(in.decide(a, b), in.decide(b, a))) {
            assertThat(decision.isAllowed()).as(decision.toString()).isEqualTo(allowed);
            assertThat(decision.reason()).isEqualTo(reason);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    equal                              | COUNTRY=IN;A1=KA;A3=BLR | COUNTRY=IN;A1=KA;A3=BLR       | true
                    identifier longer than the policy  | COUNTRY=IN;A1=KA        | COUNTRY=IN;A1=KA;A3=BLR;A6=x  | true
                    policy longer than the identifier  | COUNTRY=IN;A1=KA;A3=BLR | COUNTRY=IN;A1=KA              | false
                    another value                      | COUNTRY=IN;A1=KA        | COUNTRY=IN;A1=MH;A3=BLR       | false
                    another value at the end           | COUNTRY=IN;A1=KA        | COUNTRY=IN;A1=KA;A3=BOM       | true
                    a field only the identifier has    | COUNTRY=IN;A3=BLR       | COUNTRY=IN;A2=x;A3=BLR        | false
                    a field only the policy has        | COUNTRY=IN;A2=x;A3=BLR  | COUNTRY=IN;A3=BLR             | false
                    both miss the same in the middle   | COUNTRY=IN;A3=BLR       | COUNTRY=IN;A3=BLR             | true
                    another case                       | COUNTRY=IN;NAM=BLD1     | COUNTRY=IN;NAM=bld1           | false
                    a policy without fields            | ''                      | COUNTRY=IN;A1=KA              | true
                    the order of the page counts       | COUNTRY=IN;FLR=1        | FLR=1;COUNTRY=IN;NAM=x        | true
                    """)
    void anIdentifierIsShortenedFromItsEndUntilAPolicyIsMet(String what, String policy, String address, boolean met) {
        LogicalPartitioning partitioning =
                one(BORDER, policy, INTERIOR, "COUNTRY=GB", ALLOW).build();

        assertBoth(
                partitioning,
                party(BORDER, address),
                party(INTERIOR, "COUNTRY=GB"),
                met,
                met ? Reason.RELATION : Reason.NO_RELATION);
    }

    @Test
    void sidesCount() {
        LogicalPartitioning partitioning =
                one(BORDER, "COUNTRY=IN", INTERIOR, "COUNTRY=IN", ALLOW).build();

        assertBoth(partitioning, party(BORDER, "COUNTRY=IN"), party(INTERIOR, "COUNTRY=IN"), true, Reason.RELATION);
        assertBoth(partitioning, party(BORDER, "COUNTRY=IN"), party(BORDER, "COUNTRY=IN"), false, Reason.NO_RELATION);
        LogicalPartitioning crossed =
                one(BORDER, "COUNTRY=IN", INTERIOR, "COUNTRY=GB", ALLOW).build();
        assertBoth(crossed, party(BORDER, "COUNTRY=GB"), party(INTERIOR, "COUNTRY=IN"), false, Reason.NO_RELATION);
    }

    @Test
    void aRelationMayLeaveItToTheDefault() {
        for (LogicalPartitionPolicy fallback : List.of(ALLOW, DENY)) {
            LogicalPartitioning partitioning = one(BORDER, "COUNTRY=IN", BORDER, "COUNTRY=GB", USE_DEFAULT_POLICY)
                    .defaultPolicy(fallback)
                    .build();
            assertBoth(
                    partitioning,
                    party(BORDER, "COUNTRY=IN"),
                    party(BORDER, "COUNTRY=GB"),
                    fallback == ALLOW,
                    Reason.RELATION_USES_DEFAULT);
        }
    }

    @Test
    void theLaterOfTwoRelationsBetweenTheSameCountsInEitherDirectionAndUnderAnyName() {
        LogicalPartitioning partitioning = one(BORDER, "COUNTRY=IN", INTERIOR, "", DENY)
                .policy(new GeolocationPolicy("c", CivicAddress.parse("COUNTRY=IN")))
                .relation(new PolicyRelation("b", INTERIOR, "c", BORDER, ALLOW))
                .build();

        assertBoth(partitioning, party(BORDER, "COUNTRY=IN"), party(INTERIOR, "COUNTRY=IN"), true, Reason.RELATION);
    }

    @Test
    void theMostFieldsWinAndAmongEqualsTheStricter() {
        LogicalPartitioning partitioning = one(BORDER, "COUNTRY=IN;A1=KA", INTERIOR, "COUNTRY=IN", ALLOW)
                .policy(new GeolocationPolicy("c", CivicAddress.parse("COUNTRY=IN")))
                .policy(new GeolocationPolicy("d", CivicAddress.parse("COUNTRY=IN;A1=KA")))
                .relation(new PolicyRelation("c", BORDER, "b", INTERIOR, DENY))
                .build();
        Party border = party(BORDER, "COUNTRY=IN;A1=KA");
        Party phone = party(INTERIOR, "COUNTRY=IN;A1=KA");
        assertBoth(partitioning, border, phone, true, Reason.RELATION);
        assertThat(partitioning.decide(phone, border).found().orElseThrow())
                .hasToString("Found[first=Interior:country=IN, second=Border:country=IN:A1=KA, policy=ALLOW]");

        LogicalPartitioning tied = one(BORDER, "COUNTRY=IN;A1=KA", INTERIOR, "COUNTRY=IN", ALLOW)
                .policy(new GeolocationPolicy("d", CivicAddress.parse("COUNTRY=IN;A1=KA")))
                .relation(new PolicyRelation("b", BORDER, "d", INTERIOR, DENY))
                .build();
        assertBoth(tied, border, phone, false, Reason.RELATION);
    }

    /** Sip 3.8: the device's, else the pool's, else the default; one that is set and has no field ends the search. */
    @Test
    void aFilterIsTheDevicesElseThePoolsElseTheDefault() {
        Setting<GeolocationFilter> a1 = Setting.of(new GeolocationFilter("a1", Set.of(CivicField.A1)));
        Setting<GeolocationFilter> a3 = Setting.of(new GeolocationFilter("a3", Set.of(CivicField.A3)));
        Setting<GeolocationFilter> pc = Setting.of(new GeolocationFilter("pc", Set.of(CivicField.PC)));
        Setting<GeolocationFilter> none = Setting.of(new GeolocationFilter("none", Set.of()));
        Setting<GeolocationFilter> unset = Setting.absent();
        assertThat(LogicalPartitioning.filterOf(a1, a3, pc)).containsExactly(CivicField.A1);
        assertThat(LogicalPartitioning.filterOf(unset, a3, pc)).containsExactly(CivicField.A3);
        assertThat(LogicalPartitioning.filterOf(unset, unset, pc)).containsExactly(CivicField.PC);
        assertThat(LogicalPartitioning.filterOf(unset, unset, unset)).isEmpty();
        assertThat(LogicalPartitioning.filterOf(none, a3, pc)).isEmpty();
    }

    @Test
    void onlyFilteredFieldsAreCompared() {
        LogicalPartitioning partitioning =
                one(BORDER, "COUNTRY=IN;A3=BLR", INTERIOR, "", ALLOW).build();
        Party unfiltered = party(BORDER, "COUNTRY=IN;A1=KA;A3=BLR");
        Party filtered =
                party(BORDER, "COUNTRY=IN;A1=KA;A3=BLR", EnumSet.of(CivicField.COUNTRY, CivicField.A3, CivicField.PC));

        assertBoth(partitioning, unfiltered, party(INTERIOR, "A3=x"), false, Reason.NO_RELATION);
        assertBoth(partitioning, filtered, party(INTERIOR, "A3=x"), true, Reason.RELATION);
        assertThat(filtered.identifier()).hasToString("Border:country=IN:A3=BLR");
        assertThat(unfiltered.identifier()).hasToString("Border:country=IN:A1=KA:A3=BLR");
        assertThat(party(INTERIOR, "A3=x", EnumSet.of(CivicField.PC)).identifier())
                .hasToString("Interior");
    }

    @Test
    void aLocationThatArrivesMayTurnAnAllowedCallIntoADeniedOne() {
        LogicalPartitioning partitioning = one(BORDER, "COUNTRY=DE", BORDER, "COUNTRY=IN", DENY)
                .defaultPolicy(ALLOW)
                .build();
        Party trunk = party(BORDER, "COUNTRY=GB");
        Party gateway = party(BORDER, "COUNTRY=IN");

        assertBoth(partitioning, trunk, gateway, true, Reason.NO_RELATION);
        assertBoth(partitioning, trunk.overriddenBy(received("true")), gateway, false, Reason.RELATION);
        assertBoth(partitioning, trunk.overriddenBy(received("false")), gateway, true, Reason.NO_RELATION);
        assertThat(trunk.overriddenBy(received("false")).device()).isEqualTo(INTERIOR);
        assertThat(trunk.overriddenBy(received("unclear")).device()).isEqualTo(BORDER);
        assertBoth(
                partitioning,
                trunk.overriddenBy(received("false")),
                party(INTERIOR, "COUNTRY=IN"),
                true,
                Reason.BOTH_INTERIOR);
    }

    private static LocationObject received(String gateway) {
        return Documents.read(Documents.PRODUCT.replace("gateway>false", "gateway>" + gateway))
                .preferred()
                .orElseThrow();
    }

    @Test
    void relationsNameRecordsThatAreThere() {
        assertThatThrownBy(() -> LogicalPartitioning.builder()
                        .relation(new PolicyRelation("x", BORDER, "y", BORDER, DENY))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[x, y] are not there");
        assertThatThrownBy(() -> LogicalPartitioning.builder()
                        .policy(new GeolocationPolicy("x", CivicAddress.empty()))
                        .policy(new GeolocationPolicy("x", CivicAddress.empty())))
                .hasMessageContaining("different names");
        assertThatThrownBy(() -> LogicalPartitioning.builder().defaultPolicy(USE_DEFAULT_POLICY))
                .hasMessageContaining("Allow or Deny");
    }

    @ParameterizedTest
    @CsvSource({"Use Default Policy, USE_DEFAULT_POLICY", "Allow, ALLOW", "Deny, DENY"})
    void knowsTheVendorsTexts(String label, LogicalPartitionPolicy policy) {
        assertThat(policy.label()).isEqualTo(label);
        assertThat(LogicalPartitionPolicy.byLabel(label.toUpperCase(java.util.Locale.ROOT)))
                .contains(policy);
        assertThat(LogicalPartitionPolicy.byLabel("")).isEmpty();
        assertThat(GeolocationDevice.byLabel("border")).contains(BORDER);
        assertThat(GeolocationDevice.byLabel("Interior")).contains(INTERIOR);
        assertThat(GeolocationDevice.byLabel("Exterior")).isEmpty();
        assertThat(BORDER.label() + INTERIOR.label()).isEqualTo("BorderInterior");
    }

    /** Against a search through all relations, which knows no shortening: a policy is met when it is how the identifier begins. */
    @Test
    void agreesWithASearchThroughAllRelations() {
        int found = 0;
        int cases = Seeds.cases(20_000);
        for (int i = 0; i < cases; i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            List<PolicyRelation> relations = new ArrayList<>();
            List<CivicAddress> fields = new ArrayList<>();
            LogicalPartitioning.Builder builder =
                    LogicalPartitioning.builder().enabled(true).defaultPolicy(random.nextBoolean() ? ALLOW : DENY);
            for (int p = 0; p < 6; p++) {
                fields.add(address(random));
                builder.policy(new GeolocationPolicy("" + p, fields.get(p)));
            }
            for (int r = 0; r < 8; r++) {
                PolicyRelation relation = new PolicyRelation(
                        "" + random.nextInt(6),
                        device(random),
                        "" + random.nextInt(6),
                        device(random),
                        List.of(ALLOW, DENY, USE_DEFAULT_POLICY).get(random.nextInt(3)));
                relations.add(relation);
                builder.relation(relation);
            }
            Party a = new Party(BORDER, new GeolocationChoice(GeolocationChoice.Origin.DEVICE, address(random)), ALL);
            Party b = new Party(
                    device(random), new GeolocationChoice(GeolocationChoice.Origin.DEVICE, address(random)), ALL);
            LogicalPartitioning partitioning = builder.build();
            PartitionDecision decision = partitioning.decide(a, b);
            PartitionDecision mirrored = partitioning.decide(b, a);

            String as = "seed " + Seeds.seed() + ", case " + i;
            assertThat(mirrored.isAllowed()).as(as).isEqualTo(decision.isAllowed());
            assertThat(mirrored.reason()).as(as).isEqualTo(decision.reason());
            LogicalPartitionPolicy expected = search(relations, fields, a.identifier(), b.identifier());
            boolean checked = !a.geolocation().address().isEmpty()
                    && !b.geolocation().address().isEmpty();
            assertThat(decision.found().map(PartitionDecision.Found::policy).orElse(null))
                    .as(as)
                    .isEqualTo(checked ? expected : null);
            found += decision.found().isPresent() ? 1 : 0;
        }
        assertThat(found).isBetween(cases / 50, cases);
    }

    private static LogicalPartitionPolicy search(
            List<PolicyRelation> relations,
            List<CivicAddress> fields,
            GeolocationIdentifier a,
            GeolocationIdentifier b) {
        int most = -1;
        LogicalPartitionPolicy strictest = null;
        List<LogicalPartitionPolicy> byStrictness = List.of(ALLOW, USE_DEFAULT_POLICY, DENY);
        for (GeolocationIdentifier[] pair : new GeolocationIdentifier[][] {{a, b}, {b, a}}) {
            for (int i = 0; i < relations.size(); i++) {
                PolicyRelation relation = relations.get(i);
                CivicAddress ofA = fields.get(Integer.parseInt(relation.policyA()));
                CivicAddress ofB = fields.get(Integer.parseInt(relation.policyB()));
                boolean met = relation.deviceA() == pair[0].device()
                        && relation.deviceB() == pair[1].device()
                        && begins(pair[0].fields(), ofA)
                        && begins(pair[1].fields(), ofB);
                int kept = ofA.fields().size() + ofB.fields().size();
                if (!met || kept < most || overwritten(relations, fields, i)) {
                    continue;
                }
                boolean stricter = strictest == null
                        || kept > most
                        || byStrictness.indexOf(relation.policy()) > byStrictness.indexOf(strictest);
                strictest = stricter ? relation.policy() : strictest;
                most = kept;
            }
        }
        return strictest;
    }

    private static boolean overwritten(List<PolicyRelation> relations, List<CivicAddress> fields, int index) {
        Set<String> own = ends(relations.get(index), fields);
        return relations.stream()
                .skip(index + 1L)
                .anyMatch(later -> ends(later, fields).equals(own));
    }

    private static Set<String> ends(PolicyRelation relation, List<CivicAddress> fields) {
        String a = relation.deviceA() + ":" + fields.get(Integer.parseInt(relation.policyA()));
        String b = relation.deviceB() + ":" + fields.get(Integer.parseInt(relation.policyB()));
        return new java.util.HashSet<>(List.of(a, b));
    }

    private static boolean begins(CivicAddress identifier, CivicAddress policy) {
        return identifier.equals(policy)
                || policy.isEmpty()
                || identifier.toString().startsWith(policy + ";");
    }

    private static GeolocationDevice device(RandomGenerator random) {
        return random.nextInt(3) == 0 ? INTERIOR : BORDER;
    }

    private static CivicAddress address(RandomGenerator random) {
        CivicAddress address = CivicAddress.empty();
        for (CivicField field : List.of(CivicField.COUNTRY, CivicField.A1, CivicField.A3)) {
            if (random.nextInt(4) > 0) {
                address = address.with(field, random.nextInt(4) == 0 ? "YY" : "XX");
            }
        }
        return address;
    }
}
