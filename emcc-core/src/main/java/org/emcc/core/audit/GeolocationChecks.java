package org.emcc.core.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.emcc.core.FindingSeverity;
import org.emcc.core.configuration.EnterpriseParameters;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.Setting;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.geolocation.CivicField;
import org.emcc.core.geolocation.GeolocationMatch;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.DevicePoolFields;
import org.emcc.core.snapshot.GeolocationFields;
import org.emcc.core.snapshot.ObjectField;
import org.emcc.core.snapshot.ObjectKind;
import org.emcc.core.snapshot.PhoneFields;

/** Geolocations of phones and device pools (emcc-behaviour 5.8). */
final class GeolocationChecks {
    static final List<Check> ALL = List.of(
            new Check.OfGroup(AuditRule.EMCC_GEO_01, GeolocationChecks::phonesHaveOne),
            new Check.OfPair(AuditRule.EMCC_GEO_02, GeolocationChecks::poolMatches),
            new Check.OfPair(AuditRule.EMCC_GEO_03, GeolocationChecks::poolIsOne),
            new Check.OfGroup(AuditRule.EMCC_GEO_04, GeolocationChecks::filteredAreFilled),
            new Check.OfPair(AuditRule.EMCC_GEO_05, GeolocationChecks::spelling),
            new Check.OfCluster(AuditRule.EMCC_GEO_06, GeolocationChecks::limits),
            new Check.OfSeveral(AuditRule.EMCC_GEO_07, GeolocationChecks::toldApart));

    /** A place of a cluster, as home's filter sees it. */
    private record Seen(ClusterSnapshot cluster, ClusterObject geolocation) {}

    private GeolocationChecks() {}

    private static void phonesHaveOne(List<ClusterSnapshot> all, Look look) {
        List<ClusterSnapshot> homes = all.stream()
                .filter(home -> look.fact(home, HomePools.FACT).hasPools())
                .toList();
        for (ClusterSnapshot cluster : all) {
            // Nobody looks at geolocations where every home gives all its users one pool.
            if (all.size() == 1 || homes.stream().anyMatch(home -> !home.equals(cluster))) {
                Optional<ClusterSnapshot> unsafe = homes.stream()
                        .filter(home -> !home.equals(cluster) && lacksAdjunct(home, look))
                        .findFirst();
                look.fact(cluster, PhonePlaces.FACT)
                        .without()
                        .forEach((pool, phones) -> without(cluster, pool, phones, unsafe, look));
            }
        }
    }

    private static boolean lacksAdjunct(ClusterSnapshot home, Look look) {
        return look.fact(home, HomePools.FACT)
                .templatePool()
                .filter(pool ->
                        look.get(home, pool, DevicePoolFields.ADJUNCT_CALLING_SEARCH_SPACE) instanceof Setting.Absent)
                .isPresent();
    }

    private static void without(
            ClusterSnapshot cluster,
            String pool,
            PhonePlaces.Without phones,
            Optional<ClusterSnapshot> unsafe,
            Look look) {
        ClusterObject first = phones.first();
        int count = phones.more().size();
        Look.Told told = look.finding(
                        "phones of device pool " + pool,
                        (count == 1 ? "Phone " + first.name() : count + " phones, " + first.name() + " among them,")
                                + " of device pool " + pool + " of " + cluster.name() + (count == 1 ? " has" : " have")
                                + " no geolocation, so home uses the device pool of its template"
                                + unsafe.map(home -> ", which has no adjunct calling search space in " + home.name())
                                        .orElse(""))
                .severity(unsafe.isPresent() ? FindingSeverity.ERROR : FindingSeverity.WARNING)
                .evidence(cluster, first, PhoneFields.GEO_LOCATION_NAME)
                .evidence(
                        cluster,
                        EnterpriseParameters.DEFAULT_GEOLOCATION,
                        cluster.enterpriseParameters().setting(EnterpriseParameters.DEFAULT_GEOLOCATION))
                .remedy(cluster, ObjectKind.DEVICE_POOL, "Set Geolocation of device pool " + pool);
        cluster.find(ObjectKind.DEVICE_POOL, pool)
                .ifPresent(object -> told.evidence(cluster, object, DevicePoolFields.GEO_LOCATION_NAME));
        unsafe.ifPresentOrElse(
                home -> {
                    told.about(cluster, home);
                    look.fact(home, HomePools.FACT)
                            .templatePool()
                            .ifPresent(template ->
                                    told.evidence(home, template, DevicePoolFields.ADJUNCT_CALLING_SEARCH_SPACE));
                },
                () -> told.about(cluster));
        told.add();
    }

    /** What a home makes of the places of another cluster; what its filter looks at and nobody told is a gap. */
    private static Map<PhonePlaces.Place, GeolocationMatch> matches(
            ClusterSnapshot home, ClusterSnapshot visiting, Look look) {
        HomePools pools = look.fact(home, HomePools.FACT);
        Map<PhonePlaces.Place, GeolocationMatch> found = new LinkedHashMap<>();
        for (PhonePlaces.Place place : look.fact(visiting, PhonePlaces.FACT).places()) {
            pools.filter().forEach(civic -> look.get(visiting, place.geolocation(), PhonePlaces.field(civic)));
            found.put(place, pools.match(place.address()));
        }
        return found;
    }

    private static void poolMatches(ClusterSnapshot home, ClusterSnapshot visiting, Look look) {
        HomePools pools = look.fact(home, HomePools.FACT);
        matches(home, visiting, look).forEach((place, match) -> {
            if (pools.hasPools()
                    && look.isComplete()
                    && match instanceof GeolocationMatch.NoMatch none
                    && none.reason() == GeolocationMatch.Reason.NO_CANDIDATE) {
                Look.Told told = look.finding(
                                place.geolocation() + " of " + visiting.name(),
                                "No device pool of " + home.name() + " matches " + place.geolocation() + " of "
                                        + visiting.name() + " by " + labels(pools.filter()))
                        .evidence(
                                home,
                                FeatureParameters.GEOLOCATION_FILTER,
                                home.featureParameters().setting(FeatureParameters.GEOLOCATION_FILTER))
                        .remedy(
                                home,
                                ObjectKind.DEVICE_POOL,
                                "Add a device pool with a geolocation as " + place.name() + " of " + visiting.name());
                pools.filter().forEach(civic -> told.evidence(visiting, place.geolocation(), PhonePlaces.field(civic)));
                told.add();
            }
        });
    }

    private static void poolIsOne(ClusterSnapshot home, ClusterSnapshot visiting, Look look) {
        HomePools pools = look.fact(home, HomePools.FACT);
        matches(home, visiting, look).forEach((place, match) -> {
            if (match instanceof GeolocationMatch.Matched matched
                    && !matched.tied().isEmpty()) {
                List<String> names = new ArrayList<>(List.of(matched.name()));
                names.addAll(matched.tied());
                Look.Told told = look.finding(
                                place.geolocation() + " of " + visiting.name(),
                                "Device pools " + String.join(", ", names) + " of " + home.name() + " match "
                                        + place.geolocation() + " of " + visiting.name()
                                        + " equally well; the first by name is taken")
                        .remedy(
                                home,
                                ObjectKind.GEOLOCATION_FILTER,
                                "Tick more fields, or leave the geolocation of all these pools but one empty");
                names.forEach(name -> home.find(ObjectKind.DEVICE_POOL, name)
                        .ifPresent(pool -> told.evidence(home, pool, DevicePoolFields.GEO_LOCATION_NAME)));
                pools.filter().forEach(civic -> told.evidence(visiting, place.geolocation(), PhonePlaces.field(civic)));
                told.add();
            }
        });
    }

    /** Of the geolocations that a filter really looks at: those of home's device pools and those of the others' phones. */
    private static void filteredAreFilled(List<ClusterSnapshot> all, Look look) {
        for (ClusterSnapshot home : all) {
            HomePools pools = look.fact(home, HomePools.FACT);
            if (!pools.hasPools()) {
                continue;
            }
            Set<ClusterObject> own = new LinkedHashSet<>(pools.geolocations().values());
            own.forEach(geolocation -> filled(home, home, geolocation, look));
            for (ClusterSnapshot visiting : all) {
                if (!visiting.equals(home)) {
                    look.fact(visiting, PhonePlaces.FACT)
                            .places()
                            .forEach(place -> filled(home, visiting, place.geolocation(), look));
                }
            }
        }
    }

    private static void filled(ClusterSnapshot home, ClusterSnapshot at, ClusterObject geolocation, Look look) {
        List<ObjectField<?>> empty = new ArrayList<>();
        Set<CivicField> filter = look.fact(home, HomePools.FILTER);
        for (CivicField civic : CivicField.values()) {
            if (filter.contains(civic)
                    && look.get(at, geolocation, PhonePlaces.field(civic)) instanceof Setting.Absent) {
                empty.add(PhonePlaces.field(civic));
            }
        }
        if (!empty.isEmpty()) {
            String fields = empty.stream().map(ObjectField::label).collect(Collectors.joining(", "));
            Look.Told told = look.finding(
                            geolocation + " of " + at.name() + " by the filter of " + home.name(),
                            "The filter of " + home.name() + " looks at " + fields + ", but " + geolocation + " of "
                                    + at.name() + " leaves that empty")
                    .evidence(
                            home,
                            FeatureParameters.GEOLOCATION_FILTER,
                            home.featureParameters().setting(FeatureParameters.GEOLOCATION_FILTER))
                    .remedy(at, ObjectKind.GEOLOCATION, "Fill in " + fields + " of " + geolocation);
            empty.forEach(field -> told.evidence(at, geolocation, field));
            if (home.equals(at)) {
                told.about(home);
            } else {
                told.about(home, at);
            }
            told.add();
        }
    }

    private static void spelling(ClusterSnapshot home, ClusterSnapshot visiting, Look look) {
        HomePools pools = look.fact(home, HomePools.FACT);
        for (PhonePlaces.Place place : look.fact(visiting, PhonePlaces.FACT).places()) {
            for (CivicField civic : pools.filter()) {
                look.get(visiting, place.geolocation(), PhonePlaces.field(civic));
                place.address()
                        .get(civic)
                        .flatMap(text -> pools.otherSpelling(civic, text))
                        .ifPresent(other -> look.finding(
                                        place.geolocation() + " of " + visiting.name() + ", " + civic.label(),
                                        civic.label() + " is \"" + other + "\" in " + home.name() + " and \""
                                                + place.address().get(civic).orElseThrow() + "\" in "
                                                + place.geolocation() + " of " + visiting.name()
                                                + ", which do not match")
                                .evidence(home, "geolocation of a device pool", civic.label(), other)
                                .evidence(visiting, place.geolocation(), PhonePlaces.field(civic))
                                .remedy(
                                        visiting,
                                        ObjectKind.GEOLOCATION,
                                        "Set " + civic.label() + " of " + place.geolocation() + " to " + other)
                                .add());
            }
        }
    }

    private static void limits(ClusterSnapshot cluster, Look look) {
        for (ClusterObject geolocation : look.all(cluster, ObjectKind.GEOLOCATION)) {
            for (ObjectField<?> field : ObjectKind.GEOLOCATION.fields()) {
                if (field != GeolocationFields.DESCRIPTION
                        && look.get(cluster, geolocation, field) instanceof Setting.Invalid<?> invalid) {
                    look.finding(
                                    geolocation + ", " + field.label(),
                                    field.label() + " of " + geolocation + " of " + cluster.name()
                                            + " breaks its rule: " + invalid.rule())
                            .evidence(cluster, geolocation, field)
                            .remedy(
                                    cluster,
                                    ObjectKind.GEOLOCATION,
                                    "Change " + field.label() + " of " + geolocation + ", which must " + field.rule())
                            .add();
                }
            }
        }
    }

    private static void toldApart(List<ClusterSnapshot> all, Look look) {
        for (ClusterSnapshot home : all) {
            HomePools pools = look.fact(home, HomePools.FACT);
            if (!pools.hasPools() || pools.filter().isEmpty()) {
                continue;
            }
            Map<String, List<Seen>> alike = new TreeMap<>();
            for (ClusterSnapshot visiting : all) {
                if (!visiting.equals(home)) {
                    places(visiting, pools.filter(), look)
                            .forEach((seen, geolocation) -> alike.computeIfAbsent(seen, any -> new ArrayList<>())
                                    .add(new Seen(visiting, geolocation)));
                }
            }
            alike.forEach((seen, who) -> {
                if (who.size() > 1) {
                    alike(home, seen, who, pools, look);
                }
            });
        }
    }

    /** The places of a cluster as a filter sees them. */
    private static Map<String, ClusterObject> places(ClusterSnapshot visiting, Set<CivicField> filter, Look look) {
        Map<String, ClusterObject> seen = new TreeMap<>();
        for (PhonePlaces.Place place : look.fact(visiting, PhonePlaces.FACT).places()) {
            CivicAddress address = CivicAddress.empty();
            for (CivicField civic : CivicField.values()) {
                if (filter.contains(civic)) {
                    look.get(visiting, place.geolocation(), PhonePlaces.field(civic));
                    Optional<String> text = place.address().get(civic);
                    address = text.isPresent() ? address.with(civic, text.get()) : address;
                }
            }
            if (!address.isEmpty()) {
                seen.putIfAbsent(address.toString(), place.geolocation());
            }
        }
        return seen;
    }

    private static void alike(ClusterSnapshot home, String seen, List<Seen> who, HomePools pools, Look look) {
        List<ClusterSnapshot> about = new ArrayList<>(List.of(home));
        who.forEach(each -> about.add(each.cluster()));
        String names = who.stream().map(each -> each.cluster().name()).collect(Collectors.joining(", "));
        Look.Told told = look.finding(
                        "geolocation filter of " + home.name() + ", " + seen,
                        "By " + labels(pools.filter()) + " " + home.name() + " cannot tell clusters " + names
                                + " apart: each is " + seen)
                .about(about.toArray(ClusterSnapshot[]::new))
                .evidence(
                        home,
                        FeatureParameters.GEOLOCATION_FILTER,
                        home.featureParameters().setting(FeatureParameters.GEOLOCATION_FILTER))
                .remedy(
                        home,
                        ObjectKind.GEOLOCATION_FILTER,
                        "Tick more fields, such as A1 and A3, in which the geolocations of " + names + " differ");
        who.forEach(each -> pools.filter()
                .forEach(civic -> told.evidence(each.cluster(), each.geolocation(), PhonePlaces.field(civic))));
        told.add();
    }

    private static String labels(Set<CivicField> fields) {
        return fields.stream()
                .sorted()
                .map(civic -> PhonePlaces.field(civic).label())
                .collect(Collectors.joining(", "));
    }
}
