package org.emcc.core.audit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.geolocation.CivicField;
import org.emcc.core.geolocation.GeolocationMatch;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.DevicePoolFields;
import org.emcc.core.snapshot.EmccTemplateFields;
import org.emcc.core.snapshot.ObjectField;
import org.emcc.core.snapshot.ObjectKind;
import org.jspecify.annotations.Nullable;

/** By what a home cluster chooses the roaming device pool of its users (emcc-behaviour 5.8). */
final class HomePools {
    static final BiFunction<ClusterSnapshot, Look, HomePools> FACT = HomePools::new;

    /** The fields that the filter of a cluster has ticked; none without a filter. */
    static final BiFunction<ClusterSnapshot, Look, Set<CivicField>> FILTER = HomePools::filter;

    private final Set<CivicField> filter;
    private final Map<String, ClusterObject> geolocations = new LinkedHashMap<>();
    private final List<GeolocationMatch.Candidate> candidates = new ArrayList<>();
    private final @Nullable ClusterObject templatePool;
    private final Map<CivicAddress, GeolocationMatch> matches = new HashMap<>();
    private final Map<CivicField, Map<String, Set<String>>> spellings = new EnumMap<>(CivicField.class);

    private HomePools(ClusterSnapshot cluster, Look look) {
        this.filter = look.fact(cluster, FILTER);
        for (ClusterObject pool : look.all(cluster, ObjectKind.DEVICE_POOL)) {
            look.target(cluster, pool, DevicePoolFields.GEO_LOCATION_NAME).ifPresent(geolocation -> {
                CivicAddress address = PhonePlaces.address(cluster, geolocation, look);
                filter.forEach(civic -> look.get(cluster, geolocation, PhonePlaces.field(civic)));
                geolocations.put(pool.name(), geolocation);
                candidates.add(new GeolocationMatch.Candidate(pool.name(), address));
                filter.forEach(civic -> address.get(civic).ifPresent(text -> spelt(civic, text)));
            });
        }
        this.templatePool = look.all(cluster, ObjectKind.EMCC_TEMPLATE).stream()
                .filter(template -> look.get(cluster, template, EmccTemplateFields.IS_DEFAULT)
                        .value()
                        .orElse(false))
                .findFirst()
                .flatMap(template -> look.target(cluster, template, EmccTemplateFields.DEVICE_POOL_NAME))
                .orElse(null);
    }

    private static Set<CivicField> filter(ClusterSnapshot cluster, Look look) {
        Set<CivicField> fields = EnumSet.noneOf(CivicField.class);
        look.feature(cluster, FeatureParameters.GEOLOCATION_FILTER)
                .value()
                .flatMap(name -> look.named(cluster, ObjectKind.GEOLOCATION_FILTER, name))
                .ifPresent(filter -> {
                    for (CivicField civic : CivicField.values()) {
                        if (look.get(cluster, filter, flag(civic)).value().orElse(false)) {
                            fields.add(civic);
                        }
                    }
                });
        return Set.copyOf(fields);
    }

    @SuppressWarnings("unchecked") // the fields of a filter are flags but for its name and description
    private static ObjectField<Boolean> flag(CivicField civic) {
        return (ObjectField<Boolean>)
                ObjectKind.GEOLOCATION_FILTER.field(civic.axlFilterFlag()).orElseThrow();
    }

    Set<CivicField> filter() {
        return filter;
    }

    /** Without any device pool that has a geolocation, every visitor gets the template's pool, which may be meant so. */
    boolean hasPools() {
        return !candidates.isEmpty();
    }

    /** The geolocations of device pools, by the name of the pool. */
    Map<String, ClusterObject> geolocations() {
        return Map.copyOf(geolocations);
    }

    Optional<ClusterObject> templatePool() {
        return Optional.ofNullable(templatePool);
    }

    GeolocationMatch match(CivicAddress visitor) {
        return matches.computeIfAbsent(visitor, each -> GeolocationMatch.of(filter, each, candidates));
    }

    /** The spelling of a text in a geolocation of a pool that differs by case and blanks alone; empty where it is spelt the same. */
    Optional<String> otherSpelling(CivicField civic, String text) {
        Set<String> texts = spellings.getOrDefault(civic, Map.of()).getOrDefault(letters(text), Set.of());
        return texts.contains(text) ? Optional.empty() : texts.stream().findFirst();
    }

    private void spelt(CivicField civic, String text) {
        spellings
                .computeIfAbsent(civic, any -> new HashMap<>())
                .computeIfAbsent(letters(text), any -> new TreeSet<>())
                .add(text);
    }

    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("\\s", "");
    }
}
