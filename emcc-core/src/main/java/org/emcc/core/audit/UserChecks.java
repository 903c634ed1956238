package org.emcc.core.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.emcc.core.configuration.Setting;
import org.emcc.core.device.PhoneServiceUrl;
import org.emcc.core.id.LoginType;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.DeviceProfileFields;
import org.emcc.core.snapshot.ObjectField;
import org.emcc.core.snapshot.ObjectKind;
import org.emcc.core.snapshot.UserFields;

/** End users whose home the cluster is (emcc-behaviour 2.4, 7 and 9). */
final class UserChecks {
    static final List<Check> ALL = List.of(
            new Check.OfCluster(AuditRule.EMCC_USR_01, UserChecks::enabled),
            new Check.OfCluster(AuditRule.EMCC_USR_02, UserChecks::profiles),
            new Check.OfSeveral(AuditRule.EMCC_USR_03, UserChecks::oneHome),
            new Check.OfGroup(AuditRule.EMCC_USR_04, UserChecks::extensions),
            new Check.OfCluster(AuditRule.EMCC_USR_05, UserChecks::pins),
            new Check.OfCluster(AuditRule.EMCC_USR_06, UserChecks::searchSpaces),
            new Check.OfCluster(AuditRule.EMCC_USR_07, UserChecks::oneProfile));

    private UserChecks() {}

    /** The users whose home the cluster is: a box that is not set counts as ticked, which is AXL's default (emcc-behaviour 2.4). */
    private static List<ClusterObject> home(ClusterSnapshot cluster, Look look) {
        return look.all(cluster, ObjectKind.USER).stream()
                .filter(user -> isHome(cluster, look, user))
                .toList();
    }

    private static boolean isHome(ClusterSnapshot cluster, Look look, ClusterObject user) {
        Setting<Boolean> home = look.get(cluster, user, UserFields.HOME_CLUSTER);
        return home instanceof Setting.Absent || home.value().orElse(false);
    }

    /** Those who may log in abroad. */
    private static List<ClusterObject> travellers(ClusterSnapshot cluster, Look look) {
        return home(cluster, look).stream()
                .filter(user -> look.isSurelyTicked(cluster, user, UserFields.ENABLE_EMCC))
                .toList();
    }

    /** Not everybody travels: the box is missed where a controlled profile has been given what only EMCC uses. */
    private static void enabled(ClusterSnapshot cluster, Look look) {
        for (ClusterObject user : home(cluster, look)) {
            if (look.isTicked(cluster, user, UserFields.ENABLE_EMCC)) {
                continue;
            }
            Optional<String> prepared =
                    look.get(cluster, user, UserFields.PHONE_PROFILES).value().orElse(List.of()).stream()
                            .filter(name -> look.named(cluster, ObjectKind.DEVICE_PROFILE, name)
                                    .flatMap(profile -> look.get(
                                                    cluster, profile, DeviceProfileFields.EMCC_CALLING_SEARCH_SPACE)
                                            .value())
                                    .isPresent())
                            .findFirst();
            prepared.ifPresent(profile -> look.finding(
                            user.toString(),
                            user + " of " + cluster.name() + " is not enabled for EMCC, though device profile "
                                    + profile + " is prepared for it")
                    .evidence(cluster, user, UserFields.ENABLE_EMCC)
                    .evidence(cluster, user, UserFields.PHONE_PROFILES)
                    .remedy(cluster, ObjectKind.USER, "Tick Enable Extension Mobility Cross Cluster of " + user.name())
                    .add());
        }
    }

    private static void profiles(ClusterSnapshot cluster, Look look) {
        for (ClusterObject user : travellers(cluster, look)) {
            Setting<List<String>> controlled = look.get(cluster, user, UserFields.PHONE_PROFILES);
            if (controlled instanceof Setting.Unknown) {
                continue;
            }
            List<String> names = user.texts(UserFields.PHONE_PROFILES);
            if (names.isEmpty()) {
                withoutProfile(cluster, look, user, user + " of " + cluster.name() + " has no controlled profile");
            }
            for (String name : names) {
                if (look.named(cluster, ObjectKind.DEVICE_PROFILE, name).isEmpty()
                        && cluster.knows(ObjectKind.DEVICE_PROFILE)) {
                    withoutProfile(
                            cluster,
                            look,
                            user,
                            user + " of " + cluster.name() + " controls device profile " + name
                                    + ", which does not exist");
                }
            }
        }
    }

    private static void withoutProfile(ClusterSnapshot cluster, Look look, ClusterObject user, String message) {
        look.finding(user.toString(), message)
                .evidence(cluster, user, UserFields.PHONE_PROFILES)
                .remedy(
                        cluster,
                        ObjectKind.USER,
                        "Move a device profile that exists to Controlled Profiles of " + user.name())
                .add();
    }

    /** A user, and the place of his cluster in the group. */
    private record Resident(int place, ClusterSnapshot cluster, ClusterObject user) {}

    /** Where nobody of the name travels, nobody is looked for elsewhere. */
    private static void oneHome(List<ClusterSnapshot> all, Look look) {
        Map<String, Resident> first = new HashMap<>();
        Map<String, List<Resident>> several = new LinkedHashMap<>();
        for (int place = 0; place < all.size(); place++) {
            ClusterSnapshot cluster = all.get(place);
            for (ClusterObject user : home(cluster, look)) {
                String key = user.name().toLowerCase(Locale.ROOT);
                Resident resident = new Resident(place, cluster, user);
                Resident earlier = first.putIfAbsent(key, resident);
                if (earlier != null && earlier.place() != place) {
                    several.computeIfAbsent(key, any -> new ArrayList<>(List.of(earlier)))
                            .add(resident);
                }
            }
        }
        several.values().stream()
                .filter(residents -> residents.stream()
                        .anyMatch(each -> look.isSurelyTicked(each.cluster(), each.user(), UserFields.ENABLE_EMCC)))
                .forEach(residents -> twoHomes(residents, look));
    }

    private static void twoHomes(List<Resident> residents, Look look) {
        List<String> names =
                residents.stream().map(each -> each.cluster().name()).toList();
        Resident last = residents.get(residents.size() - 1);
        Look.Told told = look.finding(
                        "user " + last.user().name(),
                        "user " + last.user().name() + " has a home in " + String.join(" and in ", names))
                .about(residents.stream().map(Resident::cluster).toArray(ClusterSnapshot[]::new))
                .remedy(
                        last.cluster(),
                        ObjectKind.USER,
                        "Clear Home Cluster of " + last.user().name()
                                + " here, or else in the other cluster, so that one home is left");
        residents.forEach(each -> told.evidence(each.cluster(), each.user(), UserFields.HOME_CLUSTER));
        told.add();
    }

    /** A login by extension is possible at home as at any other cluster, so the URLs of all count. */
    private static void extensions(List<ClusterSnapshot> all, Look look) {
        boolean byExtension = false;
        for (ClusterSnapshot cluster : all) {
            byExtension |= EmServices.of(look, cluster).services().stream()
                    .anyMatch(service ->
                            EmServices.urls(service).stream().anyMatch(field -> isByExtension(service.text(field))));
        }
        if (byExtension) {
            all.forEach(cluster -> extensionsOf(cluster, look));
        }
    }

    private static boolean isByExtension(String url) {
        try {
            return PhoneServiceUrl.parse(url).loginType().equals(Optional.of(LoginType.DN));
        } catch (IllegalArgumentException e) {
            // What is no URL opens no login page; EMCC-URL-01 tells it.
            return false;
        }
    }

    private static void extensionsOf(ClusterSnapshot cluster, Look look) {
        Map<String, List<ClusterObject>> byNumber = new LinkedHashMap<>();
        for (ClusterObject user : home(cluster, look)) {
            look.get(cluster, user, UserFields.PRIMARY_EXTENSION)
                    .value()
                    .ifPresent(number -> byNumber.computeIfAbsent(number, any -> new ArrayList<>())
                            .add(user));
        }
        byNumber.forEach((number, users) -> {
            if (users.size() > 1) {
                String names = String.join(
                        " and ", users.stream().map(ClusterObject::name).toList());
                Look.Told told = look.finding(
                                "primary extension " + number,
                                "Primary extension " + number + " of " + cluster.name() + " belongs to users " + names
                                        + ", who cannot log in by it")
                        .about(cluster)
                        .remedy(
                                cluster,
                                ObjectKind.USER,
                                "Give each of " + names + " a primary extension of their own");
                users.forEach(user -> told.evidence(cluster, user, UserFields.PRIMARY_EXTENSION));
                told.add();
            }
        });
    }

    private static void pins(ClusterSnapshot cluster, Look look) {
        for (ClusterObject user : travellers(cluster, look)) {
            if (look.isSurelyTicked(cluster, user, UserFields.PIN_MUST_CHANGE)) {
                pin(cluster, look, user, UserFields.PIN_MUST_CHANGE, "must change the PIN first", "Change the PIN of ")
                        .add();
            }
            if (look.isSurelyTicked(cluster, user, UserFields.PIN_LOCKED)) {
                // A locked PIN is answered like a wrong one (emcc-behaviour 7.2).
                pin(cluster, look, user, UserFields.PIN_LOCKED, "has a locked PIN", "Unlock the PIN of ")
                        .codes(ErrorCode.of(2))
                        .add();
            }
        }
    }

    private static Look.Told pin(
            ClusterSnapshot cluster,
            Look look,
            ClusterObject user,
            ObjectField<Boolean> field,
            String trouble,
            String remedy) {
        return look.finding(user + ", " + field.label(), user + " of " + cluster.name() + " " + trouble)
                .evidence(cluster, user, field)
                .remedy(cluster, ObjectKind.USER, remedy + user.name() + ", under Edit Credential");
    }

    /** Once for each profile, however many users control it. */
    private static void searchSpaces(ClusterSnapshot cluster, Look look) {
        Map<String, ClusterObject> owners = new LinkedHashMap<>();
        for (ClusterObject user : travellers(cluster, look)) {
            look.get(cluster, user, UserFields.PHONE_PROFILES)
                    .value()
                    .orElse(List.of())
                    .forEach(name -> owners.putIfAbsent(name, user));
        }
        owners.forEach((name, user) -> look.named(cluster, ObjectKind.DEVICE_PROFILE, name)
                .filter(profile -> look.get(cluster, profile, DeviceProfileFields.EMCC_CALLING_SEARCH_SPACE)
                        instanceof Setting.Absent)
                .ifPresent(profile -> look.finding(
                                profile.toString(),
                                profile + " of " + cluster.name() + " has no EMCC calling search space, but " + user
                                        + " takes it abroad")
                        .evidence(cluster, profile, DeviceProfileFields.EMCC_CALLING_SEARCH_SPACE)
                        .evidence(cluster, user, UserFields.PHONE_PROFILES)
                        .remedy(
                                cluster,
                                ObjectKind.DEVICE_PROFILE,
                                "Set Extension Mobility Cross Cluster CSS of " + profile.name())
                        .add()));
    }

    private static void oneProfile(ClusterSnapshot cluster, Look look) {
        for (ClusterObject user : travellers(cluster, look)) {
            int controlled = look.get(cluster, user, UserFields.PHONE_PROFILES)
                    .value()
                    .orElse(List.of())
                    .size();
            if (controlled > 1) {
                look.finding(
                                user.toString(),
                                user + " of " + cluster.name() + " has to choose from " + controlled
                                        + " profiles at each login")
                        .evidence(cluster, user, UserFields.PHONE_PROFILES)
                        .remedy(
                                cluster,
                                ObjectKind.USER,
                                "Leave one profile in Controlled Profiles of " + user.name()
                                        + " where no choice is wanted")
                        .add();
            }
        }
    }
}
