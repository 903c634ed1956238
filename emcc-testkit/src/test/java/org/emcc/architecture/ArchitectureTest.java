package org.emcc.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The house rules, held against every class of the five modules. That they bite is shown in {@link RulesBiteTest}. */
class ArchitectureTest {
    private static final String ROOT = "org.emcc";
    private static final String CORE = ROOT + ".core";
    private static final String EMCC_EXCEPTION = CORE + ".EmccException";

    /**
     * The classes that may ask the machine for the time, an id or chance, or may sleep: where the system's default of an injected
     * source is made. Each entry says why it is one.
     */
    private static final Set<String> MAY_ASK_THE_MACHINE = Set.of();

    private static final Set<String> EXPORTED = BuiltModule.all().stream()
            .flatMap(module -> module.exported().stream())
            .collect(Collectors.toSet());

    @Test
    void allModulesAreLookedAt() {
        assertThat(BuiltModule.all())
                .extracting(BuiltModule::name)
                .containsExactly("org.emcc.certs", CORE, "org.emcc.sip", "org.emcc.testkit", "org.emcc.tftp");
        assertThat(BuiltModule.classes().contain(EMCC_EXCEPTION)).isTrue();
        assertThat(BuiltModule.classes().contain("org.emcc.testing.Seeds"))
                .as("the test harness is not a part of the product")
                .isFalse();
    }

    @Test
    void classesLieBelowTheRootPackageOfTheirModule() {
        for (JavaClass type : BuiltModule.classes()) {
            String file = plain(type.getSource().orElseThrow().getUri());
            assertThat(BuiltModule.all())
                    .as("the module in which %s was built", type.getName())
                    .filteredOn(
                            module -> file.startsWith(plain(module.location().asURI())))
                    .singleElement()
                    .satisfies(module -> assertThat(Rules.isBelow(module.name(), type.getPackageName()))
                            .as("%s lies below %s", type.getName(), module.name())
                            .isTrue());
        }
    }

    @Test
    void arrowsOfTheCorePointDown() {
        Rules.coreArrowsPointDown(CORE).check(BuiltModule.classes());
    }

    @Test
    void packagesHaveNoCycle() {
        for (BuiltModule module : BuiltModule.all()) {
            Rules.packagesOfAModuleHaveNoCycle(module.name()).check(BuiltModule.classes());
        }
    }

    @Test
    void modulesKnowOnlyWhatTheyMay() {
        Rules.modulesKnowOnlyWhatTheyMay(ROOT).check(BuiltModule.classes());
        for (BuiltModule module : BuiltModule.all()) {
            Set<String> required = module.descriptor().requires().stream()
                    .map(ModuleDescriptor.Requires::name)
                    .filter(name -> name.startsWith(ROOT + "."))
                    .map(name -> name.substring(ROOT.length() + 1))
                    .collect(Collectors.toSet());
            String name = module.name().substring(ROOT.length() + 1);
            assertThat(Rules.MODULE_ARROWS.get(name))
                    .as("required by the descriptor of %s", name)
                    .containsAll(required);
        }
    }

    @Test
    void internalsStayInTheirModule() {
        Rules.internalsStayInTheirModule(ROOT).check(BuiltModule.classes());
    }

    /** What is public is either for everybody or internal: nothing is forgotten in a descriptor, and nothing slips out. */
    @Test
    void packagesAreExportedOrInternal() {
        for (BuiltModule module : BuiltModule.all()) {
            Set<String> withPublicTypes = new TreeSet<>();
            for (JavaClass type : BuiltModule.classes()) {
                if (Rules.isBelow(module.name(), type.getPackageName())
                        && !Rules.isInternal(type.getPackageName())
                        && type.getModifiers().contains(JavaModifier.PUBLIC)) {
                    withPublicTypes.add(type.getPackageName());
                }
            }
            assertThat(module.exported()).as("exported by %s", module.name()).isEqualTo(withPublicTypes);
            assertThat(module.descriptor().exports())
                    .as("internal packages of %s go to other modules of the SDK only", module.name())
                    .filteredOn(exports -> Rules.isInternal(exports.source()))
                    .allMatch(exports -> exports.source().equals(CORE + ".internal")
                            && exports.targets().stream().allMatch(target -> target.startsWith(ROOT + ".")));
        }
    }

    @Test
    void packagesAreAtMostTwoDeep() {
        Rules.packagesAreAtMostTwoDeep(ROOT).check(BuiltModule.classes());
    }

    @Test
    void packagesAreNullMarked() {
        Rules.packagesAreNullMarked(ROOT).check(BuiltModule.classes());
        assertThat(BuiltModule.all()).isNotEmpty();
    }

    @Test
    void nothingIsPrinted() {
        Rules.printsNothing(ROOT).check(BuiltModule.classes());
    }

    @Test
    void nothingOfTheMachineIsChanged() {
        Rules.changesNothingOfTheMachine().check(BuiltModule.classes());
    }

    @Test
    void timeIdsAndChanceComeFromOutside() {
        Rules.takesTimeIdsAndChanceFromOutside(MAY_ASK_THE_MACHINE).check(BuiltModule.classes());
    }

    @Test
    void exceptionsFromThatRuleStillExist() {
        assertThat(MAY_ASK_THE_MACHINE).allMatch(name -> BuiltModule.classes().contain(name));
    }

    @Test
    void noStateIsStatic() {
        Rules.keepsNoStaticState(ROOT).check(BuiltModule.classes());
    }

    @Test
    void publicNamesSayWhatTheyAre() {
        Rules.publicNamesSayWhatTheyAre().check(BuiltModule.classes());
    }

    @Test
    void publicTypesAreClosed() {
        Rules.publicTypesAreClosed(ROOT, EXPORTED).check(BuiltModule.classes());
    }

    @Test
    void exceptionsAreFewAndHaveOneRoot() {
        Rules.exceptionsHaveOneRoot(EXPORTED, EMCC_EXCEPTION).check(BuiltModule.classes());
        Rules.exceptionsAreFew(ROOT, EXPORTED, EMCC_EXCEPTION).check(BuiltModule.classes());
    }

    @Test
    void signaturesAreClean() {
        Rules.optionalIsOnlyReturned().check(BuiltModule.classes());
        Rules.signaturesThrowNothingChecked(EXPORTED).check(BuiltModule.classes());
    }

    @Test
    void kindsMatchTheirFamily() {
        Rules.kindsMatchTheirFamily().check(BuiltModule.classes());
    }

    /** A folder's address is written with one slash by some and with three by others. */
    private static String plain(URI address) {
        return address.toString().replaceFirst("file:/+", "file:/");
    }
}
