package org.emcc.sip.routing;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.emcc.core.FindingSeverity;
import org.emcc.core.internal.Require;

/** What can be said about a dial plan without dialling: which patterns of an EMCC caller lead to visiting and are not for emergencies. */
final class PlanCheck {
    private static final int NAMED = 10;

    private PlanCheck() {}

    static void of(EmccCaller caller, EmergencyNumbers emergencies, Trail trail) {
        DialPlan plan = caller.plan();
        Set<String> toVisiting = listsToVisiting(plan);
        Set<String> known = emergencies.all();
        List<String> beyond = new ArrayList<>();
        for (String partition : reachable(plan, caller.searchOrder())) {
            for (PlanEntry entry : plan.in(partition)) {
                if (entry instanceof PlanEntry.RoutePattern route
                        && route.routeList().filter(toVisiting::contains).isPresent()
                        && !isWithin(route.pattern(), known)) {
                    beyond.add(route.title());
                }
            }
        }
        if (!beyond.isEmpty()) {
            trail.find(
                    "EMCC-DP-03",
                    FindingSeverity.WARNING,
                    "The standard local route group is used beyond emergencies (CSCul58705): " + named(beyond) + ".",
                    "Lead other patterns to a route group by name.");
        }
        adjunct(caller, known, trail);
    }

    private static void adjunct(EmccCaller caller, Set<String> emergencies, Trail trail) {
        DialPlan plan = caller.plan();
        caller.device().devicePool().value().adjunctCallingSearchSpace().ifPresent(adjunct -> {
            List<String> others = new ArrayList<>();
            for (String partition : plan.callingSearchSpaces().getOrDefault(adjunct, List.of())) {
                for (PlanEntry entry : plan.in(partition)) {
                    if (!isWithin(entry.pattern(), emergencies)) {
                        others.add(entry.title());
                    }
                }
            }
            if (!others.isEmpty()) {
                trail.find(
                        "EMCC-DP-04",
                        FindingSeverity.WARNING,
                        "Adjunct CSS " + adjunct + " stands before the line CSS and has more than emergency numbers: "
                                + named(others) + ".",
                        "Reduce it to partitions of emergency numbers.");
            }
        });
    }

    private static Set<String> listsToVisiting(DialPlan plan) {
        Set<String> found = new HashSet<>();
        plan.routeLists().forEach((list, members) -> {
            if (members.stream().anyMatch(member -> member.kind() == RouteMember.Kind.STANDARD_LOCAL_ROUTE_GROUP)) {
                found.add(list);
            }
        });
        return found;
    }

    /** All partitions that a caller reaches, by translations too; each once. */
    private static Set<String> reachable(DialPlan plan, List<SearchSpace> order) {
        Set<String> partitions = new LinkedHashSet<>(plan.partitions(order));
        Deque<String> open = new ArrayDeque<>(partitions);
        Set<String> searched = new HashSet<>();
        while (!open.isEmpty()) {
            for (PlanEntry entry : plan.in(open.pop())) {
                if (entry instanceof PlanEntry.TranslationPattern translation) {
                    translation.callingSearchSpace().stream()
                            .filter(searched::add)
                            .flatMap(css -> plan.callingSearchSpaces().getOrDefault(css, List.of()).stream())
                            .filter(partitions::add)
                            .forEach(open::push);
                }
            }
        }
        return partitions;
    }

    /** Whether every number of a pattern is an emergency number. */
    static boolean isWithin(DialPattern pattern, Set<String> emergencies) {
        int longest = pattern.longest();
        if (longest < 0) {
            return false;
        }
        long matching = emergencies.stream().filter(pattern::matches).count();
        return pattern.numbersOfLength(longest).equals(BigInteger.valueOf(matching));
    }

    private static String named(List<String> titles) {
        List<String> first = titles.stream().limit(NAMED).map(Require::clip).toList();
        return String.join("; ", first) + (titles.size() > NAMED ? "; and " + (titles.size() - NAMED) + " more" : "");
    }
}
