package org.emcc.simulation;

import java.util.List;
import java.util.Set;
import org.emcc.model.BadStores;
import org.emcc.model.Doubles;
import org.emcc.model.Faults;

/** What the simulation has to find. Without a word of JUnit, since it runs in a process that has none. */
final class Mistakes {
    private Mistakes() {}

    /**
     * Rules or ports with one mistake.
     *
     * @param invariants what it breaks; which of them shows first is a matter of chance
     */
    record Mistake(String name, Set<Integer> invariants, Doubles doubles) {}

    static List<Mistake> all() {
        Doubles none = Doubles.NONE;
        return List.of(
                new Mistake("home does not withdraw its files", Set.of(7), none.home(Faults::homeForgetsToWithdraw)),
                new Mistake("home gives no notice of an end", Set.of(7), none.home(Faults::homeGivesNoNotice)),
                new Mistake(
                        "home goes back when a phone is lost",
                        Set.of(8),
                        none.home(Faults::homeGoesBackWhenAPhoneIsLost)),
                new Mistake(
                        "home ends no login whose phone is unregistered",
                        Set.of(7),
                        none.home(Faults::homeKeepsWhoIsUnregistered)),
                new Mistake("home releases too early", Set.of(3), none.home(Faults::homeReleasesTooEarly)),
                new Mistake("visiting tells nobody", Set.of(6, 7), none.visiting(Faults::visitingTellsNobody)),
                new Mistake(
                        "visiting fails silently when an answer is lost",
                        Set.of(6),
                        none.visiting(Faults::visitingFailsSilently)),
                new Mistake(
                        "visiting fails silently after a crash",
                        Set.of(6),
                        none.visiting(Faults::visitingRecoversSilently)),
                new Mistake("visiting keeps the redirect", Set.of(5), none.visiting(Faults::visitingDoesNotRestore)),
                new Mistake("visiting ignores notices", Set.of(7), none.visiting(Faults::visitingIgnoresNotices)),
                new Mistake("credentials believe every PIN", Set.of(4), none.credentialsThatBelieveAll()),
                new Mistake(
                        "the store forgets what was ended before it began",
                        Set.of(6),
                        none.store(BadStores::withoutGraves)),
                new Mistake(
                        "the store gives one base device twice", Set.of(1), none.store(BadStores::withOneBaseDevice)),
                new Mistake("the store throws anything", Set.of(0), none.store(BadStores::thatThrows)),
                new Mistake(
                        "the store takes two logins at one phone", Set.of(2), none.store(BadStores::withoutDevices)),
                new Mistake("credentials tell the PIN", Set.of(10), none.credentialsThatTellThePin()),
                new Mistake("the store has no policy", Set.of(9), none.store(BadStores::withoutPolicy)));
    }
}
