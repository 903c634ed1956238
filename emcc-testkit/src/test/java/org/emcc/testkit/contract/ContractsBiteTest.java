package org.emcc.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * Each rule of the contracts is broken by an implementation on purpose, which is noticed by the tests that are named for it, and by no
 * others.
 */
class ContractsBiteTest {
    private static final List<Class<?>> CONTRACTS = List.of(
            UserDirectoryContract.class,
            DeviceDirectoryContract.class,
            ClusterDirectoryContract.class,
            ApplicationsContract.class,
            DigestUsersContract.class,
            PhoneControlContract.class,
            PhoneFilesContract.class,
            ClusterLinkContract.class,
            CertificateDepotContract.class);

    private static final Map<Class<?>, Noticed> EXPECTED = Map.ofEntries(
            Map.entry(
                    BrokenDirectories.LooksInAllFields.class,
                    by(
                            "aUserIsFoundBySelfServiceId",
                            "aUserIsFoundWholeByUserId",
                            "allWhoShareAPrimaryExtensionAreFoundByIt",
                            "manyAskAtOnce",
                            "whoseHomeIsElsewhereIsFoundToo")),
            Map.entry(
                    BrokenDirectories.KnowsNoSelfServiceId.class,
                    by("aUserIsFoundBySelfServiceId", "manyAskAtOnce", "whoseHomeIsElsewhereIsFoundToo")),
            Map.entry(
                    BrokenDirectories.TakesTheFirst.class,
                    by("allWhoShareAPrimaryExtensionAreFoundByIt", "manyAskAtOnce")),
            Map.entry(
                    BrokenDirectories.KnowsThoseAtHomeOnly.class,
                    by(
                            "allWhoShareAPrimaryExtensionAreFoundByIt",
                            "controlledProfilesKeepTheirOrder",
                            "manyAskAtOnce",
                            "whoseHomeIsElsewhereIsFoundToo")),
            Map.entry(
                    BrokenDirectories.SortsProfiles.class,
                    by(
                            "aUserIsFoundBySelfServiceId",
                            "aUserIsFoundWholeByUserId",
                            "allWhoShareAPrimaryExtensionAreFoundByIt",
                            "controlledProfilesKeepTheirOrder",
                            "manyAskAtOnce")),
            Map.entry(BrokenDirectories.TrimsWhatWasTyped.class, by("whatWasTypedIsTakenAsItIs")),
            Map.entry(BrokenDirectories.HasAGuest.class, by("whereNobodyIsNobodyIsFound")),
            Map.entry(BrokenDirectories.MixesQuestionsUp.class, by("manyAskAtOnce")),
            Map.entry(
                    BrokenDirectories.ForgetsThatAPhoneIsSecure.class,
                    by("eachPhoneIsFoundWholeByItsName", "manyAskAtOnce")),
            Map.entry(BrokenDirectories.ForgetsServices.class, by("eachProfileIsFoundWholeByItsName", "manyAskAtOnce")),
            Map.entry(BrokenDirectories.TakesBeginningsForNames.class, by("whatIsNotThereIsNotFound")),
            Map.entry(BrokenDirectories.TellsBaseDevicesTwice.class, by("allBaseDevicesAreToldEachOnce")),
            Map.entry(BrokenDirectories.HidesSecureBaseDevices.class, by("allBaseDevicesAreToldEachOnce")),
            Map.entry(BrokenDirectories.FailsWhereNothingIs.class, by("whereNothingIsNothingIsFound")),
            Map.entry(BrokenDirectories.MixesPhonesUp.class, by("manyAskAtOnce")),
            Map.entry(BrokenDirectories.ForgetsTrunks.class, by("manyAskAtOnce", "whatIsSetIsToldWhole")),
            Map.entry(BrokenDirectories.ChangesItsId.class, by("theClusterIdNeverChanges")),
            Map.entry(BrokenDirectories.ServesOneAtATime.class, by("manyAskAtOnce")),
            Map.entry(BrokenGateways.GivesEverybodyTheRight.class, by("whoProvesItselfIsToldItsRight")),
            Map.entry(BrokenGateways.IgnoresCase.class, by("anyOtherPasswordIsWrongWhateverTheRight")),
            Map.entry(
                    BrokenGateways.TakesAnyKnownPassword.class,
                    by("aPasswordThatTheCallerClearsIsTakenAgain", "anothersPasswordIsWrong", "manyAskAtOnce")),
            Map.entry(
                    BrokenGateways.DoesNotSayWhoIsUnknown.class,
                    by("manyAskAtOnce", "whoIsNotKnownIsUnknownByAnyPassword")),
            Map.entry(
                    BrokenGateways.KeepsTheCallersArray.class,
                    by("aPasswordThatTheCallerClearsIsTakenAgain").or("manyAskAtOnce")),
            Map.entry(BrokenGateways.MixesApplicationsUp.class, by("manyAskAtOnce")),
            Map.entry(BrokenGateways.TellsItsPasswords.class, by("noTextTellsAPassword")),
            Map.entry(BrokenGateways.KnowsNoDevices.class, by("eachIsFoundWithTheDeviceThatIsItsOwn")),
            Map.entry(BrokenGateways.TakesAnybodyWithTheBeginning.class, by("nobodyElseIsFound")),
            Map.entry(BrokenGateways.DemandsNothing.class, by("theDeviceOfAThirdPartyPhoneIsAlwaysProved")),
            Map.entry(
                    BrokenGateways.CannotTellWhoIsRegistered.class,
                    by(
                            "silenceIsAnOutcomeAndNobodyWaitsForIt",
                            "whoHasLeftIsNotReset",
                            "whoIsNotRegisteredIsNotReset")),
            Map.entry(BrokenGateways.FailsForOddNames.class, by("whoIsNotRegisteredIsNotReset")),
            Map.entry(
                    BrokenGateways.TellsTwice.class,
                    by(
                            "aPhoneThatConfirmsIsTold",
                            "aRefusalIsAnOutcome",
                            "manyAreResetAtOnce",
                            "onlyThePhoneThatIsMeantIsTold",
                            "whoHasLeftIsNotReset")),
            Map.entry(BrokenGateways.FailsWhenRefused.class, by("aRefusalIsAnOutcome")),
            Map.entry(BrokenGateways.WaitsForThePhone.class, by("silenceIsAnOutcomeAndNobodyWaitsForIt")),
            Map.entry(BrokenGateways.TakesSilenceForConsent.class, by("silenceIsAnOutcomeAndNobodyWaitsForIt")),
            Map.entry(BrokenGateways.TellsAllPhones.class, by("manyAreResetAtOnce", "onlyThePhoneThatIsMeantIsTold")),
            Map.entry(BrokenGateways.RemembersWhoHasLeft.class, by("whoHasLeftIsNotReset")),
            Map.entry(BrokenGateways.ResetsOneAtATime.class, by("manyAreResetAtOnce")),
            Map.entry(
                    BrokenGateways.EachNodeHasItsOwn.class,
                    by(
                                    "aHomeFileIsServedWhenItIsPublished",
                                    "aRedirectTakesThePlaceOfThePhonesOwnFileUntilItIsRestored")
                            .orOthers()),
            Map.entry(BrokenGateways.GivesNoGrace.class, by("aWithdrawnFileIsServedForItsGraceTimeAndNoLonger")),
            Map.entry(
                    BrokenGateways.GivesAMomentWhereThereIsNone.class,
                    by("aNewerLoginTakesThePlaceOfAnOlder", "withoutGraceAWithdrawnFileIsGoneAtOnce")
                            .or("publishedAndWithdrawnSideBySideItIsGone")),
            Map.entry(BrokenGateways.PutsItsEndOff.class, by("aRepeatedWithdrawalPutsNothingOff")),
            Map.entry(
                    BrokenGateways.TakesLateOnesOfTheEnded.class,
                    by(
                                    "aRepeatedWithdrawalPutsNothingOff",
                                    "whatWasRestoredIsNotRedirectedLate",
                                    "whatWasWithdrawnFirstIsNeverPublished",
                                    "whatWasWithdrawnIsNotPublishedLate")
                            .or(
                                    "publishedAndWithdrawnSideBySideItIsGone",
                                    "redirectedAndRestoredSideBySideItIsThePhonesOwn")),
            Map.entry(
                    BrokenGateways.ForgetsEndsWithoutBeginning.class,
                    by("whatWasRestoredIsNotRedirectedLate", "whatWasWithdrawnFirstIsNeverPublished")
                            .or(
                                    "publishedAndWithdrawnSideBySideItIsGone",
                                    "redirectedAndRestoredSideBySideItIsThePhonesOwn")),
            Map.entry(
                    BrokenGateways.EndsWhateverThePhoneHas.class,
                    by(
                            "anOlderLoginNeitherEndsNorReplacesANewersRedirect",
                            "onePhonesLoginIsNothingToAnother",
                            "theEndOfAnOlderLoginTakesNothingFromANewer")),
            Map.entry(
                    BrokenGateways.ServesWhoeverComesLast.class,
                    by(
                                    "anOlderLoginPublishedAgainReplacesNoNewer",
                                    "anOlderLoginThatComesLateReplacesNoNewer",
                                    "anOlderRedirectThatComesLateReplacesNoNewer")
                            .or("ofManyPublishedSideBySideTheNewestIsServed")),
            Map.entry(
                    BrokenGateways.KeepsTheFirst.class,
                    by(
                                    "aNewerLoginTakesThePlaceOfAnOlder",
                                    "anOlderLoginNeitherEndsNorReplacesANewersRedirect",
                                    "anOlderLoginPublishedAgainReplacesNoNewer",
                                    "theEndOfAnOlderLoginTakesNothingFromANewer")
                            .or("ofManyPublishedSideBySideTheNewestIsServed")),
            Map.entry(
                    BrokenGateways.StampsEachTimeAnew.class,
                    by("whatIsPublishedAgainIsServedAsBefore", "whatIsRedirectedAgainIsServedAsBefore")),
            Map.entry(BrokenGateways.DoesNothingTwice.class, by("afterARestartTheRepeatedCallServesItAgain")),
            Map.entry(
                    BrokenGateways.TellsNoSize.class,
                    by(
                            "aHomeFileIsServedWhenItIsPublished",
                            "aRedirectTakesThePlaceOfThePhonesOwnFileUntilItIsRestored")),
            Map.entry(
                    BrokenGateways.ForgetsThePhonesOwnFile.class,
                    by(
                            "aRedirectTakesThePlaceOfThePhonesOwnFileUntilItIsRestored",
                            "onePhonesLoginIsNothingToAnother",
                            "redirectedAndRestoredSideBySideItIsThePhonesOwn",
                            "whatWasRestoredIsNotRedirectedLate")),
            Map.entry(
                    BrokenGateways.HasOneShelfForAllPhones.class,
                    by(
                            "aRepeatedWithdrawalPutsNothingOff",
                            "anOlderLoginNeitherEndsNorReplacesANewersRedirect",
                            "onePhonesLoginIsNothingToAnother",
                            "theEndOfAnOlderLoginTakesNothingFromANewer")),
            Map.entry(
                    BrokenGateways.LooksBeforeItActs.class,
                    by(
                            "ofManyPublishedSideBySideTheNewestIsServed",
                            "publishedAndWithdrawnSideBySideItIsGone",
                            "redirectedAndRestoredSideBySideItIsThePhonesOwn")),
            Map.entry(
                    BrokenGateways.KnowsEverybody.class,
                    by("aUserQueryIsAnswered", "ofManyQuestionsEachGetsItsOwnAnswer", "whatAUserTypedArrivesAsItIs")),
            Map.entry(BrokenGateways.StripsWhatWasTyped.class, by("whatAUserTypedArrivesAsItIs")),
            Map.entry(
                    BrokenGateways.ForgetsTheChosenProfile.class,
                    by("aLoginArrivesWholeAndSoDoesItsAnswer", "nobodyWaitsForAnothersAnswer")),
            Map.entry(
                    BrokenGateways.SendsLoginsTwice.class,
                    by("aLoginArrivesWholeAndSoDoesItsAnswer", "aLoginThatIsNotAnsweredIsSilentAndNotSentAgain")),
            Map.entry(
                    BrokenGateways.SendsLoginsAgainAfterSilence.class,
                    by("aLoginThatIsNotAnsweredIsSilentAndNotSentAgain")),
            Map.entry(BrokenGateways.TakesQuestionsForRefusals.class, by("homesQuestionsAndRefusalsComeBack")),
            Map.entry(
                    BrokenGateways.KnowsOneCauseOnly.class,
                    by("aLogoutEndsTheLoginAtHome", "aNoticeEndsTheLoginAtVisiting")),
            Map.entry(BrokenGateways.SendsNoticesHome.class, by("aNoticeEndsTheLoginAtVisiting")),
            Map.entry(BrokenGateways.AsksForOneLogin.class, by("theLoginsThatLiveComeBack")),
            Map.entry(BrokenGateways.AsksEveryClusterForItsOwnData.class, by("aClustersDataComeBack")),
            Map.entry(BrokenGateways.FailsOverUnknownHosts.class, by("whoIsNotThereIsUnreachable")),
            Map.entry(
                    BrokenGateways.SaysThatNothingArrived.class,
                    by("aLoginThatIsNotAnsweredIsSilentAndNotSentAgain", "aQuestionThatIsNotAnsweredIsSilent")),
            Map.entry(BrokenGateways.HasOneThread.class, by("nobodyWaitsForAnothersAnswer")),
            Map.entry(
                    BrokenGateways.TakesRefusalsForAbsence.class,
                    by("aClusterThatFailsIsNotSaidToHaveMissedTheMessage", "homesQuestionsAndRefusalsComeBack")),
            Map.entry(
                    BrokenGateways.TellsThePin.class,
                    by("aLoginThatIsNotAnsweredIsSilentAndNotSentAgain", "noTextTellsAPin")),
            Map.entry(BrokenGateways.MixesAnswersUp.class, by("ofManyQuestionsEachGetsItsOwnAnswer")),
            Map.entry(
                    BrokenDepots.NeverReplaces.class,
                    by("whatIsNotForcedIsReadLikewise", "whatWasWrittenIsReadByEverybodyFromThenOn")),
            Map.entry(
                    BrokenDepots.EachClusterHasItsOwn.class,
                    by("whatWasWrittenIsReadByEverybodyFromThenOn", "whatIsTakenAwayIsGoneForEverybody")
                            .orOthers()),
            Map.entry(BrokenDepots.LosesWhatIsNotForced.class, by("whatIsNotForcedIsReadLikewise")),
            Map.entry(BrokenDepots.TakesOctetsForText.class, by("octetsAreKeptAsTheyAre")),
            Map.entry(BrokenDepots.ReadsAll.class, by("noMoreIsReadThanIsAskedFor")),
            Map.entry(
                    BrokenDepots.TakesAbsentForEmpty.class,
                    by(
                            "manyMayTakeTheSameFileAwayAtOnce",
                            "whatIsNotThereIsEmptyAndIsTakenAwayWithoutComplaint",
                            "whatIsTakenAwayIsGoneForEverybody")),
            Map.entry(
                    BrokenDepots.AlwaysSaysThatThereWasOne.class,
                    by("whatIsNotThereIsEmptyAndIsTakenAwayWithoutComplaint", "whatIsTakenAwayIsGoneForEverybody")),
            Map.entry(BrokenDepots.DeletesOneAtATime.class, by("manyMayTakeTheSameFileAwayAtOnce")),
            Map.entry(BrokenDepots.SortsBackwards.class, by("namesAreToldInTheirNaturalOrder")),
            // A list that changes under its reader may also break where several write and read at once.
            Map.entry(
                    BrokenDepots.GivesItsOwnListAway.class,
                    by("aListOfNamesIsOfItsMoment")
                            .or("aReaderSeesWholeFilesOnly", "whatSeveralWriteAlikeIsThereFromTheFirstOn")),
            Map.entry(BrokenDepots.TakesAnyName.class, by("aNameThatTheRuleForbidsIsRefusedByEveryMethod")),
            Map.entry(BrokenDepots.TakesShortNamesOnly.class, by("theLongestNameIsTaken")),
            Map.entry(BrokenDepots.KeepsTheCallersArray.class, by("arraysStayTheCallers")),
            Map.entry(
                    BrokenDepots.WritesOneAtATime.class,
                    by("aReaderSeesWholeFilesOnly", "whatSeveralWriteAlikeIsThereFromTheFirstOn")),
            Map.entry(BrokenDepots.ShowsPartsOfFiles.class, by("aReaderSeesWholeFilesOnly")),
            Map.entry(BrokenDepots.MissesAFileThatIsReplaced.class, by("aReaderSeesWholeFilesOnly")),
            Map.entry(BrokenDepots.HasAnExceptionOfItsOwn.class, by("whatThePlaceCannotDoIsToldByOneException")));

    /** Of each class that extends a contract, which of its tests failed. */
    private static Map<Class<?>, Set<String>> failed = Map.of();

    /** Which tests fail, and which may besides, because threads race or nothing works. */
    private record Noticed(Set<String> tests, Set<String> perhaps, boolean othersToo) {
        Noticed or(String... more) {
            return new Noticed(tests, Set.of(more), false);
        }

        Noticed orOthers() {
            return new Noticed(tests, Set.of(), true);
        }

        boolean is(Set<String> failures) {
            return failures.containsAll(tests)
                    && (othersToo
                            || failures.stream().allMatch(each -> tests.contains(each) || perhaps.contains(each)));
        }
    }

    private static Noticed by(String... tests) {
        return new Noticed(Set.of(tests), Set.of(), false);
    }

    /** All that extend a contract here, broken or not. */
    private static List<Class<?>> implementations() {
        return Stream.of(BrokenDirectories.class, BrokenGateways.class, BrokenDepots.class)
                .flatMap(each -> Stream.of(each.getDeclaredClasses()))
                .filter(each -> !Modifier.isAbstract(each.getModifiers()))
                .filter(each -> CONTRACTS.stream().anyMatch(contract -> contract.isAssignableFrom(each)))
                .toList();
    }

    /** All at once, because most of the time they wait. */
    @BeforeAll
    static void runAll() {
        Map<Class<?>, Set<String>> all = new HashMap<>();
        implementations().forEach(each -> all.put(each, new TreeSet<>()));
        EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "8")
                .selectors(implementations().stream()
                        .map(each -> selectClass(each))
                        .toArray(ClassSelector[]::new))
                .execute()
                .testEvents()
                .failed()
                .stream()
                .map(event -> event.getTestDescriptor())
                .forEach(test -> all.get(classOf(test)).add(nameOf(test)));
        failed = Map.copyOf(all);
    }

    private static Class<?> classOf(TestDescriptor test) {
        return test.getParent()
                .flatMap(TestDescriptor::getSource)
                .map(source -> ((ClassSource) source).getJavaClass())
                .orElseThrow();
    }

    private static String nameOf(TestDescriptor test) {
        return test.getDisplayName().replace("()", "");
    }

    private static Stream<String> testsOf(Class<?> contract) {
        return Stream.of(contract.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(method -> method.getName());
    }

    @Test
    void whatKeepsToAContractPasses() {
        Map<Class<?>, Set<String>> sound = failed.entrySet().stream()
                .filter(each -> !EXPECTED.containsKey(each.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        assertThat(sound)
                .hasSameSizeAs(CONTRACTS)
                .allSatisfy((each, failures) ->
                        assertThat(failures).as(each.getSimpleName()).isEmpty());
    }

    @Test
    void whatBreaksARuleIsNoticedByItsTests() {
        List<String> wrong = new ArrayList<>();
        EXPECTED.forEach((broken, noticed) -> {
            Set<String> failures = failed.getOrDefault(broken, Set.of());
            if (!noticed.is(failures)) {
                wrong.add(broken.getSimpleName() + " fails in " + failures);
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyTestOfAContractNoticesSomething() {
        Map<String, Set<String>> idle = new TreeMap<>();
        for (Class<?> contract : CONTRACTS) {
            Set<String> tests = testsOf(contract).collect(Collectors.toCollection(TreeSet::new));
            EXPECTED.forEach((broken, noticed) -> {
                if (contract.isAssignableFrom(broken)) {
                    tests.removeAll(noticed.tests());
                }
            });
            if (!tests.isEmpty()) {
                idle.put(contract.getSimpleName(), tests);
            }
        }
        assertThat(idle).isEmpty();
    }
}
