package org.emcc.core.audit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.emcc.core.configuration.EnterpriseParameters;
import org.emcc.core.configuration.Setting;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.geolocation.CivicField;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.DevicePoolFields;
import org.emcc.core.snapshot.ObjectField;
import org.emcc.core.snapshot.ObjectKind;
import org.emcc.core.snapshot.PhoneFields;

/**
 * Where the phones of a cluster are that may be lent to visitors: of the phone, else of its device pool, else the default geolocation
 * (emcc-behaviour 5.8). Each geolocation is there once, however many phones have it.
 */
final class PhonePlaces {
    static final BiFunction<ClusterSnapshot, Look, PhonePlaces> FACT = PhonePlaces::new;

    /** What the parameter says when there is none. */
    private static final String UNSPECIFIED = "Unspecified";

    /** A geolocation of phones. */
    record Place(ClusterObject geolocation, CivicAddress address) {
        String name() {
            return geolocation.name();
        }
    }

    /** Phones of one device pool that have none. */
    record Without(ClusterObject first, List<ClusterObject> more) {}

    private final List<Place> places = new ArrayList<>();
    private final Map<String, Without> without = new LinkedHashMap<>();

    private PhonePlaces(ClusterSnapshot cluster, Look look) {
        Map<String, Place> byName = new LinkedHashMap<>();
        for (ClusterObject phone : look.all(cluster, ObjectKind.PHONE)) {
            if (look.isTicked(cluster, phone, PhoneFields.ENABLE_EXTENSION_MOBILITY)) {
                add(cluster, phone, byName, look);
            }
        }
        places.addAll(byName.values());
    }

    private void add(ClusterSnapshot cluster, ClusterObject phone, Map<String, Place> byName, Look look) {
        Setting<String> found = geolocationOf(cluster, phone, look);
        if (found instanceof Setting.Unknown) {
            return;
        }
        Optional<String> name = found.value();
        if (name.isPresent() && byName.containsKey(name.get())) {
            return;
        }
        Optional<ClusterObject> geolocation = name.flatMap(each -> look.named(cluster, ObjectKind.GEOLOCATION, each));
        if (geolocation.isPresent()) {
            byName.put(name.get(), new Place(geolocation.get(), address(cluster, geolocation.get(), look)));
        } else if (name.isEmpty() || cluster.knows(ObjectKind.GEOLOCATION)) {
            String pool = phone.text(PhoneFields.DEVICE_POOL_NAME);
            without.computeIfAbsent(pool, any -> new Without(phone, new ArrayList<>()))
                    .more()
                    .add(phone);
        }
    }

    private static Setting<String> geolocationOf(ClusterSnapshot cluster, ClusterObject phone, Look look) {
        Setting<String> own = look.get(cluster, phone, PhoneFields.GEO_LOCATION_NAME);
        if (own instanceof Setting.Unknown || own.value().isPresent()) {
            return own;
        }
        Setting<String> pool = look.get(cluster, phone, PhoneFields.DEVICE_POOL_NAME);
        if (pool instanceof Setting.Unknown || (pool.value().isPresent() && !cluster.knows(ObjectKind.DEVICE_POOL))) {
            look.all(cluster, ObjectKind.DEVICE_POOL);
            return Setting.unknown();
        }
        Setting<String> ofPool = look.target(cluster, phone, PhoneFields.DEVICE_POOL_NAME)
                .map(each -> look.get(cluster, each, DevicePoolFields.GEO_LOCATION_NAME))
                .orElse(Setting.absent());
        if (ofPool instanceof Setting.Unknown || ofPool.value().isPresent()) {
            return ofPool;
        }
        Setting<String> byDefault = look.enterprise(cluster, EnterpriseParameters.DEFAULT_GEOLOCATION);
        return byDefault.value().filter(UNSPECIFIED::equalsIgnoreCase).isPresent() ? Setting.absent() : byDefault;
    }

    /** The fields that are valid; of one that is too long as a whole nothing can be compared, and that is a gap. */
    static CivicAddress address(ClusterSnapshot cluster, ClusterObject geolocation, Look look) {
        Map<CivicField, String> texts = new EnumMap<>(CivicField.class);
        for (CivicField civic : CivicField.values()) {
            ObjectField<?> field = field(civic);
            if (geolocation.get(field) instanceof Setting.Valid) {
                texts.put(civic, geolocation.text(field));
            }
        }
        try {
            return CivicAddress.of(texts);
        } catch (IllegalArgumentException e) {
            look.gap(
                    cluster.name() + " long address",
                    geolocation + " of " + cluster.name() + " cannot be compared: " + e.getMessage());
            return CivicAddress.empty();
        }
    }

    /** The field of a geolocation object. */
    static ObjectField<?> field(CivicField civic) {
        return ObjectKind.GEOLOCATION.field(civic.axlName()).orElseThrow();
    }

    List<Place> places() {
        return List.copyOf(places);
    }

    /** Phones that have none, by device pool. */
    Map<String, Without> without() {
        return Map.copyOf(without);
    }
}
