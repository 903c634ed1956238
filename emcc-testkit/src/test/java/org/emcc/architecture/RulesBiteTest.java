package org.emcc.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Shows each rule classes that break it, so that a rule which objects to nothing is not taken for a house in order. */
class RulesBiteTest {
    private static final String BAD = "org.emcc.architecture.bad";
    private static final String HABITS = BAD + ".habits";
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(BAD);

    @Test
    void anArrowUpAndAnUnknownPackageAreSeen() {
        assertThat(objections(Rules.coreArrowsPointDown(BAD + ".core")))
                .allMatch(text -> text.contains("Upward") || text.contains("Unplaced") || text.contains("Deep"))
                .anyMatch(text -> text.startsWith("up: ") && text.contains("id.Upward"))
                .anyMatch(text -> text.contains("surprise.Unplaced is in a package without a place"));
    }

    @Test
    void aCycleIsSeen() {
        assertThat(objections(Rules.packagesOfAModuleHaveNoCycle(BAD + ".core")))
                .singleElement()
                .asString()
                .contains("Upward", "Session");
        assertThat(objections(Rules.packagesOfAModuleHaveNoCycle(BAD + ".tftp")))
                .isEmpty();
    }

    @Test
    void aForbiddenModuleIsSeen() {
        assertThat(objections(Rules.modulesKnowOnlyWhatTheyMay(BAD)))
                .anyMatch(text -> text.startsWith("tftp knows certs: ") && text.contains("Nosy"))
                .anyMatch(text -> text.startsWith(HABITS) && text.endsWith("is in no module of the SDK"))
                .noneMatch(text -> text.contains("knows core"));
    }

    @Test
    void useOfForeignInternalsIsSeen() {
        assertThat(objections(Rules.internalsStayInTheirModule(BAD)))
                .isNotEmpty()
                .allMatch(text -> text.contains("Nosy") && text.contains("Secret"));
    }

    @Test
    void aDeepPackageIsSeen() {
        assertThat(objections(Rules.packagesAreAtMostTwoDeep(BAD)))
                .singleElement()
                .asString()
                .contains("Deep");
    }

    @Test
    void anUnmarkedPackageIsSeen() {
        assertThat(objections(Rules.packagesAreNullMarked(BAD))).anyMatch(text -> text.contains("Session"));
    }

    @Test
    void printingIsSeenButInTheProgram() {
        assertThat(objections(Rules.printsNothing(BAD)))
                .hasSize(3)
                .allMatch(text -> text.contains("Printer"))
                .anyMatch(text -> text.contains("System.out"))
                .anyMatch(text -> text.contains("System.err"))
                .anyMatch(text -> text.contains("printStackTrace"));
    }

    @Test
    void changesOfTheMachineAreSeen() {
        assertThat(objections(Rules.changesNothingOfTheMachine()))
                .hasSize(2)
                .anyMatch(text -> text.contains("addsProvider"))
                .anyMatch(text -> text.contains("setsProperty"));
    }

    @Test
    void questionsToTheMachineAreSeen() {
        assertThat(objections(Rules.takesTimeIdsAndChanceFromOutside(Set.of())))
                .hasSize(7)
                .anyMatch(text -> text.contains("asksNow"))
                .anyMatch(text -> text.contains("asksMillis"))
                .anyMatch(text -> text.contains("asksNanosLater"))
                .anyMatch(text -> text.contains("asksNanosInLambda"))
                .anyMatch(text -> text.contains("asksId"))
                .anyMatch(text -> text.contains("asksChance"))
                .anyMatch(text -> text.contains("sleeps"));
        assertThat(objections(Rules.takesTimeIdsAndChanceFromOutside(Set.of(HABITS + ".Machine"))))
                .isEmpty();
    }

    @Test
    void staticStateIsSeen() {
        assertThat(objections(Rules.keepsNoStaticState(BAD)))
                .hasSize(5)
                .anyMatch(text -> text.contains("State.notFinal is not final"))
                .anyMatch(text -> text.contains("State.OPEN_ARRAY is an array"))
                .anyMatch(text -> text.contains("State.COUNTER has the type"))
                .anyMatch(text -> text.contains("State.GROWING holds a modifiable java.util.ArrayList"))
                .anyMatch(text -> text.contains("State.OURS has the type"));
    }

    @Test
    void emptyNamesAndOpenTypesAreSeen() {
        assertThat(objections(Rules.publicNamesSayWhatTheyAre()))
                .containsExactly(HABITS + ".PhoneManager ends in Manager");
        assertThat(objections(Rules.publicTypesAreClosed(BAD, Set.of(HABITS))))
                .containsExactly(HABITS + ".PhoneManager is open");
    }

    @Test
    void strayAndSuperfluousExceptionsAreSeen() {
        String root = "org.emcc.core.EmccException";

        assertThat(objections(Rules.exceptionsHaveOneRoot(Set.of(HABITS), root)))
                .containsExactly(HABITS + ".StrayException does not");
        assertThat(objections(Rules.exceptionsAreFew(BAD, Set.of(HABITS), root)))
                .singleElement()
                .asString()
                .contains("OneException", "TwoException");
    }

    @Test
    void uncleanSignaturesAreSeen() {
        assertThat(objections(Rules.optionalIsOnlyReturned()))
                .hasSize(2)
                .anyMatch(text -> text.contains("Signatures.kept"))
                .anyMatch(text -> text.contains("Signatures.takes"));
        assertThat(objections(Rules.signaturesThrowNothingChecked(Set.of(HABITS))))
                .singleElement()
                .asString()
                .contains("Signatures.throwsChecked");
    }

    @Test
    void aForgottenKindIsSeen() {
        assertThat(objections(Rules.kindsMatchTheirFamily()))
                .singleElement()
                .asString()
                .contains("Family", "secondchild");
    }

    private static List<String> objections(ArchRule rule) {
        return rule.evaluate(CLASSES).getFailureReport().getDetails();
    }
}
