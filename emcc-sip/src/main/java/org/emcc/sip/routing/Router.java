package org.emcc.sip.routing;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.emcc.core.id.ClusterId;
import org.emcc.core.internal.Require;

/**
 * How one cluster routes one number: it looks the number up, follows translations, and takes the first member of the route list that leads
 * anywhere. Every pattern in reach is compared once for each look-up.
 */
final class Router {
    /** The longest number, in keys, that is looked up. */
    static final int MAX_NUMBER = 255;

    /** So many matches are named in a step; there is no need to read more. */
    private static final int NAMED = 20;

    private final ClusterId cluster;
    private final DialPlan plan;
    private final LocalGroup local;
    private final RoutingRules rules;
    private final Trail trail;

    Router(ClusterId cluster, DialPlan plan, LocalGroup local, RoutingRules rules, Trail trail) {
        this.cluster = cluster;
        this.plan = plan;
        this.local = local;
        this.rules = rules;
        this.trail = trail;
    }

    /** A match, the place of its partition in the search, and how many numbers it stands for. */
    private record Match(PlanEntry entry, int place, BigInteger breadth) {
        @Override
        public String toString() {
            return entry.title() + " (" + breadth + (breadth.equals(BigInteger.ONE) ? " number)" : " numbers)");
        }
    }

    /** What a look-up gives: the matches, the best first, and whether more keys could match more. */
    private record Found(List<Match> matches, int compared, boolean grows) {}

    Way route(List<SearchSpace> searchOrder, String dialled) {
        List<SearchSpace> order = searchOrder;
        String number = dialled;
        for (int translations = 0; translations <= rules.maxTranslations(); translations++) {
            if (!Keys.dialable(number) || number.length() > MAX_NUMBER) {
                return fails(
                        RoutingFault.NOT_DIALABLE,
                        RoutingRule.NOT_DIALABLE,
                        "\"" + Require.clip(number) + "\" cannot be dialled",
                        List.of());
            }
            Optional<PlanEntry> best = best(order, number);
            if (best.isEmpty()) {
                return fails(
                        RoutingFault.NO_MATCH,
                        RoutingRule.NO_MATCH,
                        Require.clip(number) + " matches nothing",
                        order.stream().map(this::described).toList());
            }
            PlanEntry entry = best.get();
            if (entry instanceof PlanEntry.DirectoryNumber own) {
                return new Way.Rings(
                        number,
                        own.device(),
                        trail.step(
                                cluster, RoutingRule.DIRECTORY_NUMBER, own.device() + " rings", List.of(own.title())));
            }
            if (entry instanceof PlanEntry.RoutePattern route) {
                return over(route, number);
            }
            PlanEntry.TranslationPattern translation = (PlanEntry.TranslationPattern) entry;
            String changed = translation.change().apply(number, translation.pattern());
            order = translation
                    .callingSearchSpace()
                    .map(css -> List.of(new SearchSpace(SearchSpace.Role.TRANSLATION, css)))
                    .orElse(order);
            trail.step(
                    cluster,
                    RoutingRule.TRANSLATION,
                    Require.clip(number) + " becomes " + Require.clip(changed),
                    order.stream().map(this::described).toList());
            number = changed;
        }
        return fails(
                RoutingFault.TRANSLATION_LOOP,
                RoutingRule.TRANSLATION_LOOP,
                Require.clip(dialled) + " is translated more than " + rules.maxTranslations() + " times",
                List.of());
    }

    /** The best match, written down. */
    private Optional<PlanEntry> best(List<SearchSpace> order, String number) {
        Found found = lookUp(order, number);
        if (found.matches().isEmpty()) {
            return Optional.empty();
        }
        Match best = found.matches().get(0);
        List<String> named = new ArrayList<>();
        found.matches().stream().limit(NAMED).forEach(match -> named.add(match.toString()));
        if (found.matches().size() > NAMED) {
            named.add("and " + (found.matches().size() - NAMED) + " more that match");
        }
        trail.step(
                cluster,
                RoutingRule.BEST_MATCH,
                Require.clip(number) + " matches " + best.entry().title() + " best, of " + found.compared()
                        + " patterns compared",
                named);
        if (found.matches().size() > 1 && found.matches().get(1).breadth().equals(best.breadth())) {
            Match second = found.matches().get(1);
            boolean elsewhere = second.place() != best.place();
            trail.step(
                    cluster,
                    elsewhere ? RoutingRule.EARLIER_CSS_ON_TIE : RoutingRule.EARLIER_ENTRY_ON_TIE,
                    best.entry().title() + " goes before " + second.entry().title(),
                    List.of());
        }
        if (found.grows() && !best.entry().urgent()) {
            trail.step(
                    cluster,
                    RoutingRule.WAITS_FOR_DIGITS,
                    "dialled key by key, " + Require.clip(number) + " waits for the inter-digit timer",
                    List.of());
        }
        return Optional.of(best.entry());
    }

    private Found lookUp(List<SearchSpace> order, String number) {
        List<Match> matches = new ArrayList<>();
        int compared = 0;
        boolean grows = false;
        int place = 0;
        for (String partition : plan.partitions(order)) {
            for (PlanEntry entry : plan.in(partition)) {
                compared++;
                if (entry.pattern().matches(number)) {
                    matches.add(new Match(entry, place, rules.matchRule().breadth(entry.pattern(), number)));
                }
                grows |= entry.pattern().matchesLonger(number);
            }
            place++;
        }
        // Stable: of equals, that of the earlier partition, and there the one given first.
        matches.sort(Comparator.comparing(Match::breadth));
        return new Found(matches, compared, grows);
    }

    private Way over(PlanEntry.RoutePattern route, String number) {
        if (route.routeList().isEmpty()) {
            return fails(
                    RoutingFault.BLOCKED,
                    RoutingRule.BLOCKED,
                    route.title() + " blocks the call",
                    List.of(route.title()));
        }
        String list = route.routeList().get();
        String sent = route.change().apply(number, route.pattern());
        for (RouteMember member : plan.routeLists().getOrDefault(list, List.of())) {
            if (member instanceof RouteMember.Group group) {
                Optional<RouteDevice> device = plan.first(group.name());
                if (device.isPresent()) {
                    return leaves(device.get(), group.name(), sent, ordinary(device.get()), "route list " + list);
                }
                trail.step(
                        cluster,
                        RoutingRule.EMPTY_ROUTE_GROUP,
                        "route group " + group.name() + " has no device",
                        List.of("route list " + list));
            } else if (local instanceof LocalGroup.PstnAccessTrunk access) {
                return new Way.ToVisiting(
                        access.trunk(),
                        access.visiting(),
                        access.addresses(),
                        sent,
                        trail.step(
                                cluster,
                                RoutingRule.SLRG_TO_VISITING,
                                "to " + access.visiting() + " over PSTN Access trunk " + access.trunk() + " as "
                                        + Require.clip(sent),
                                List.of(route.title(), "route list " + list, "standard local route group")));
            } else if (local instanceof LocalGroup.Named named) {
                Optional<RouteDevice> device = plan.first(named.routeGroup());
                if (device.isPresent()) {
                    return leaves(
                            device.get(),
                            named.routeGroup(),
                            sent,
                            named.rule(),
                            "route list " + list + ", standard local route group of " + named.whose());
                }
                unresolved(
                        new LocalGroup.Nothing(
                                RoutingRule.SLRG_UNRESOLVED,
                                "local route group " + named.routeGroup() + " of " + named.whose()
                                        + " has no device in the dial plan"),
                        list);
            } else if (local instanceof LocalGroup.Nothing nothing) {
                unresolved(nothing, list);
            }
            if (member.kind() == RouteMember.Kind.STANDARD_LOCAL_ROUTE_GROUP && !rules.nextMemberWhenUnavailable()) {
                break;
            }
        }
        return fails(
                RoutingFault.NO_USABLE_MEMBER,
                RoutingRule.END_OF_ROUTE_LIST,
                "route list " + list + " leads nowhere",
                List.of(route.title()));
    }

    private void unresolved(LocalGroup.Nothing nothing, String list) {
        trail.step(cluster, nothing.rule(), nothing.why(), List.of("route list " + list, "standard local route group"));
    }

    private Way leaves(RouteDevice device, String routeGroup, String sent, RoutingRule rule, String by) {
        String what = device.kind() == RouteDevice.Kind.GATEWAY ? "gateway " : "ordinary trunk ";
        return new Way.Leaves(
                device,
                routeGroup,
                sent,
                trail.step(
                        cluster,
                        rule,
                        "out by " + what + device.name() + " as " + Require.clip(sent),
                        List.of(by, "route group " + routeGroup)));
    }

    private static RoutingRule ordinary(RouteDevice device) {
        return device.kind() == RouteDevice.Kind.GATEWAY ? RoutingRule.HOME_GATEWAY : RoutingRule.ORDINARY_TRUNK;
    }

    private Way fails(RoutingFault fault, RoutingRule rule, String found, List<String> lookedAt) {
        return new Way.Fails(fault, trail.step(cluster, rule, found, lookedAt));
    }

    /** A calling search space and its partitions, for people. */
    String described(SearchSpace space) {
        List<String> partitions = plan.callingSearchSpaces().get(space.name());
        if (partitions == null) {
            return space + ", which is not in the dial plan";
        }
        return space + ": " + (partitions.isEmpty() ? "no partition" : String.join(", ", partitions));
    }
}
