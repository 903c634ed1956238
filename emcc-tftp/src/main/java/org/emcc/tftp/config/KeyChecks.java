package org.emcc.tftp.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What phone-config-files 3.5 says of a key by its {@code featureID}. */
final class KeyChecks {
    private static final int INTERCOM = 23;

    private static final Set<PhoneFamily> OLD = Set.of(PhoneFamily.SERIES_79, PhoneFamily.WIRELESS_79);
    private static final Set<PhoneFamily> NEW =
            Set.of(PhoneFamily.SERIES_78, PhoneFamily.SERIES_88, PhoneFamily.SERIES_89_99);

    /** The most calls of a line of the family's largest model. */
    private static final Map<PhoneFamily, Integer> CALLS = Map.of(
            PhoneFamily.SERIES_69, 72,
            PhoneFamily.SERIES_78, 24,
            PhoneFamily.SERIES_79, 50,
            PhoneFamily.WIRELESS_79, 50,
            PhoneFamily.SERIES_88, 200,
            PhoneFamily.SERIES_89_99, 200);

    /**
     * What a key does.
     *
     * @param name what it is, for a sentence
     * @param children it must have one of each of these, of which {@code a|b} is either
     * @param families who has such a key; empty when no source limits them
     */
    private record Feature(String name, List<String> children, Set<PhoneFamily> families) {}

    private static final Map<Integer, Feature> FEATURES = features();

    private KeyChecks() {}

    private static Map<Integer, Feature> features() {
        Map<Integer, Feature> all = new HashMap<>();
        List<String> line = List.of("@lineIndex", "name", "proxy", "port");
        all.put(SipLine.LINE, new Feature("a line", line, Set.of()));
        all.put(INTERCOM, new Feature("an intercom line", line, Set.of()));
        all.put(2, new Feature("a speed dial", List.of("speedDialNumber"), Set.of()));
        all.put(21, new Feature("a BLF speed dial", List.of("speedDialNumber"), Set.of()));
        all.put(22, new Feature("a BLF directed call park", List.of("speedDialNumber"), Set.of()));
        all.put(20, new Feature("a service URL", List.of("serviceURI|secureServiceURI"), Set.of()));
        for (int id : new int[] {27, 123, 126, 127, 128, 130, 135, 139, 159}) {
            all.put(id, new Feature("a function", List.of(), Set.of()));
        }
        for (int id : new int[] {1, 3, 4, 5, 18, 102, 132, 133, 134, 137, 141, 192, 194, 195, 197, 198}) {
            all.put(id, new Feature("a function of 79xx", List.of(), OLD));
        }
        for (int id : new int[] {140, 142}) {
            all.put(id, new Feature("a function of 78xx, 88xx, 8961 and 99xx", List.of(), NEW));
        }
        return Map.copyOf(all);
    }

    /** The ends of sentences that begin with the path of a key. */
    static List<String> of(SipLine key, @Nullable PhoneFamily family) {
        List<String> found = new ArrayList<>();
        OptionalInt id = key.featureId();
        if (id.isEmpty()) {
            if (key.element().textOf("featureID").orElse("").isEmpty()) { // else it breaks the rule of its type
                found.add(" must have a featureID, which says what the key does (3.5).");
            }
            return found;
        }
        Feature feature = FEATURES.get(id.getAsInt());
        if (feature == null) {
            found.add(" has featureID " + id.getAsInt() + ", which no source documents (3.5).");
            return found;
        }
        String shown = " with featureID " + id.getAsInt() + " (" + feature.name + ") must have ";
        for (String child : feature.children) {
            boolean there = false;
            for (String either : child.split("\\|", -1)) {
                Optional<String> text = either.startsWith("@")
                        ? key.element().attribute(either.substring(1))
                        : key.element().textOf(either);
                there |= text.filter(t -> !t.isBlank()).isPresent();
            }
            if (!there) {
                found.add(shown + child.replace("@", "the attribute ").replace("|", " or ") + " (3.5).");
            }
        }
        if (family != null) {
            if (!feature.families.isEmpty() && !feature.families.contains(family)) {
                found.add(" with featureID " + id.getAsInt() + " is not known to phones of the family " + family
                        + " (3.5).");
            }
            int most = CALLS.getOrDefault(family, Integer.MAX_VALUE);
            if (Elements.number(key.element().textOf("maxNumCalls")).orElse(0) > most) {
                found.add("/maxNumCalls must be at most " + most + " for phones of the family " + family + " (3.5).");
            }
        }
        return found;
    }

    /** Whether the line of the lowest button is one for intercom. */
    static boolean beginsWithIntercom(List<SipLine> keys) {
        return keys.stream()
                .filter(key -> key.button().isPresent())
                .filter(key -> key.featureId().orElse(0) == SipLine.LINE
                        || key.featureId().orElse(0) == INTERCOM)
                .min(Comparator.comparingInt(key -> key.button().getAsInt()))
                .filter(key -> key.featureId().orElse(0) == INTERCOM)
                .isPresent();
    }
}
