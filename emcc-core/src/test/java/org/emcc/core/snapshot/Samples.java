package org.emcc.core.snapshot;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.emcc.core.configuration.EnterpriseParameters;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.ServiceParameters;
import org.emcc.core.configuration.Setting;
import org.emcc.core.id.Release;

/** Snapshots for tests: a cluster of which much is wrong or unknown, and any number of arbitrary ones. */
final class Samples {
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "x",
            "Hub",
            "HUB",
            "hub",
            "SIP",
            "SEP00AA11BB22C1",
            "EMCC1",
            "EMCC01",
            "true",
            "perhaps",
            "0",
            "7",
            "604800",
            "1;Hub",
            "1;2001;;Alice",
            "GB",
            "10.1.1.1",
            "Cisco CallManager",
            "EMCC",
            "2026-01-31T12:00:00Z",
            "<b>&\"'\r\n\u0007\uD800\uFFFF\\u0041\\",
            "x".repeat(300));

    private Samples() {}

    static ClusterSnapshot cluster() {
        return ClusterSnapshot.builder("New \"York\" & Boston")
                .release(Setting.of(Release.parse("12.5(1)SU3")))
                .remark("base devices are not offered by AXL")
                .enterpriseParameters(EnterpriseParameters.read(
                        Map.of("Cluster ID", "NYC", "Default Geolocation", "", "Owner", "Bob")))
                .featureParameters(FeatureParameters.read(Map.of(
                        "EMCC Geolocation Filter", "gf", "Default Interval for Expired EMCC Device Maintenance", "5")))
                .serviceParameters(ServiceParameters.read(Map.of("Alphanumeric User ID", "False")))
                .add(
                        ClusterObject.builder(ObjectKind.PHONE)
                                .read(PhoneFields.NAME, "SEP00AA11BB22C1")
                                .read(PhoneFields.GEO_LOCATION_NAME, "")
                                .read(PhoneFields.ENABLE_EXTENSION_MOBILITY, "perhaps")
                                .read(PhoneFields.LINES, List.of("1;5001;PT;Desk", "2;5002;;"))
                                .other("ringSettings", "<ring volume=\"3\">Loud &amp; clear</ring>")
                                .build(),
                        ClusterObject.builder(ObjectKind.PHONE)
                                .read(PhoneFields.NAME, "SEP00AA11BB22C1")
                                .read(PhoneFields.DESCRIPTION, "bell \u0007, back\\slash, \uD800 and <tags>")
                                .read(PhoneFields.SERVICES, List.of("", "one\ntwo"))
                                .build(),
                        ClusterObject.builder(ObjectKind.USER)
                                .read(UserFields.USERID, "alice")
                                .read(UserFields.EM_MAX_LOGIN_TIME, List.of("1", "2"))
                                .build())
                .objects(ObjectKind.SRST, List.of())
                .other("gizmo", "<gizmo><a>1</a></gizmo>")
                .build();
    }

    static ClusterSnapshot any(RandomGenerator random) {
        ClusterSnapshot.Builder builder = ClusterSnapshot.builder("any")
                .release(Setting.of(Release.parse("12.5")))
                .enterpriseParameters(EnterpriseParameters.read(Map.of(
                        "Cluster ID",
                        "Hub",
                        "Default Geolocation",
                        text(random),
                        "Prepare Cluster for Rollback to pre 8.0",
                        text(random))))
                .featureParameters(FeatureParameters.read(Map.of("EMCC Geolocation Filter", text(random))));
        for (ObjectKind kind : ObjectKind.values()) {
            int count = random.nextInt(4);
            if (count == 3) {
                builder.objects(kind, List.of());
            }
            for (int i = 0; i < count; i++) {
                builder.add(object(kind, random));
            }
        }
        return builder.build();
    }

    private static ClusterObject object(ObjectKind kind, RandomGenerator random) {
        ClusterObject.Builder object = ClusterObject.builder(kind);
        for (ObjectField<?> field : kind.fields()) {
            if (random.nextInt(5) > 0) {
                object.read(field, texts(field, random));
            }
        }
        return object.build();
    }

    /** Half of them fit together, so that there are phones. */
    private static List<String> texts(ObjectField<?> field, RandomGenerator random) {
        if (random.nextBoolean()) {
            return List.of(
                    switch (field.name()) {
                        case "protocol" -> "SIP";
                        case "members" -> "1;Hub";
                        default -> "Hub";
                    });
        }
        return field.isMany() ? List.of(text(random), text(random)) : List.of(text(random));
    }

    private static String text(RandomGenerator random) {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }
}
