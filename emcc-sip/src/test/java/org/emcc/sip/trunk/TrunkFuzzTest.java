package org.emcc.sip.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.InterclusterServiceProfile;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.Release;
import org.emcc.core.id.ServiceAddress;
import org.emcc.testing.Mutator;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;

/** Whatever a cluster says, reading and checking it throws nothing, and gives back what was read. */
class TrunkFuzzTest {
    @Test
    void checkingNeverThrows() {
        int findings = 0;
        int built = 0;
        int cases = Seeds.cases(100_000);
        for (int i = 0; i < cases; i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            try {
                Trunk trunk = trunk(random);
                findings += check(trunk, random);
                built += rebuilds(trunk) ? 1 : 0;
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + Seeds.seed() + ", case " + i, e);
            }
        }
        assertThat(findings).as("findings in " + cases + " cases").isGreaterThan(cases);
        assertThat(built)
                .as("trunks without anything that is refused, of " + cases)
                .isBetween(cases / 100, cases - cases / 100);
    }

    private static int check(Trunk trunk, RandomGenerator random) {
        List<Trunk> trunks = new ArrayList<>(List.of(trunk, trunk(random)));
        if (random.nextBoolean()) {
            trunks.add(trunk);
        }
        TrunkSettings settings = TrunkSettings.builder(cluster(random))
                .trunks(trunks)
                .securityProfiles(List.of(
                        TrunkSecurityProfile.read(texts(SecurityProfileFields.all(), random)),
                        TrunkSecurityProfile.read(texts(SecurityProfileFields.all(), random)),
                        TrunkSecurityProfile.nonSecure()))
                .sipProfiles(List.of(SipProfile.read(texts(SipProfileFields.all(), random)), SipProfile.standard()))
                .build();
        List<TrunkFinding> findings = settings.findings();
        assertThat(findings)
                .allSatisfy(finding -> assertThat(finding.message())
                        .hasSizeLessThan(2_000)
                        .matches(text -> text.chars().noneMatch(Character::isISOControl), "no control characters"));
        assertThat(Trunk.read(trunk.texts()).texts()).isEqualTo(trunk.texts());
        settings.validate(InterclusterServiceProfile.builder()
                .pstnAccessTrunk("T")
                .rsvpAgentActive(random.nextBoolean())
                .build());
        settings.peersOf(trunk).findings();
        settings.regionDifferences(
                ClusterId.of("peer"),
                FeatureParameters.read(
                        Map.of(FeatureParameters.all().get(random.nextInt(13)).name(), word(random))));
        settings.deletion(trunk.name());
        trunk.changeTo(trunks.get(1));
        assertThat(trunk.sipTrunk()).isNotNull();
        assertThat(settings.sipProfileOf(trunk).flatMap(profile -> OptionsPing.of(trunk, profile)))
                .isNotNull();
        assertThat(trunk.toString()).doesNotContain("\n");
        return findings.size();
    }

    /** A builder refuses exactly what is found and marked as refused. */
    private static boolean rebuilds(Trunk trunk) {
        boolean refused =
                trunk.findings().stream().anyMatch(finding -> finding.rule().refused());
        try {
            assertThat(trunk.toBuilder().build()).isEqualTo(trunk);
            assertThat(refused).as("refused").isFalse();
            return true;
        } catch (IllegalArgumentException e) {
            assertThat(refused).as("refused").isTrue();
            return false;
        }
    }

    private static Trunk trunk(RandomGenerator random) {
        List<Destination> rows = new ArrayList<>();
        for (int i = random.nextInt(4) == 0 ? random.nextInt(20) : 0; i > 0; i--) {
            rows.add(Destination.read(texts(DestinationFields.all(), random)));
        }
        Map<String, String> texts = texts(TrunkFields.all(), random);
        return Trunk.read(texts, rows);
    }

    /** Some fields, mostly legal: the fewer, the more often the whole is sound. */
    private static Map<String, String> texts(List<FormField<?>> fields, RandomGenerator random) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            FormField<?> field = fields.get(random.nextInt(fields.size()));
            texts.put(field.name(), random.nextInt(8) == 0 ? word(random) : legal(field, random));
        }
        if (random.nextInt(4) == 0) {
            texts.put(word(random), word(random));
        }
        return texts;
    }

    private static String legal(FormField<?> field, RandomGenerator random) {
        if (!field.choices().isEmpty()) {
            return field.choices().get(random.nextInt(field.choices().size()));
        }
        if (field.type() == FieldType.NUMBER) {
            return Integer.toString(field.least().orElse(0) + random.nextInt(12));
        }
        return List.of("T", "U", "192.0.2.1", "2001:db8::1", "Standard SIP Profile")
                .get(random.nextInt(5));
    }

    private static String word(RandomGenerator random) {
        byte[] broken = Mutator.mutate("Trunk 99 \u00fc".getBytes(java.nio.charset.StandardCharsets.UTF_8), random);
        return new String(broken, java.nio.charset.StandardCharsets.UTF_8);
    }

    private static ClusterSettings cluster(RandomGenerator random) {
        return ClusterSettings.builder(ClusterId.of("home"), Release.parse("12.5.1"))
                .featureParameters(FeatureParameters.read(
                        Map.of("RSVP SIP Trunk KeepAlive Timer", Integer.toString(random.nextInt(700)))))
                .serviceProfile(InterclusterServiceProfile.builder()
                        .emccActive(random.nextBoolean())
                        .pstnAccessActive(random.nextBoolean())
                        .build())
                .remoteClusters(List.of(RemoteCluster.builder(ClusterId.of("vc"), ServiceAddress.of("vc.example"))
                        .build()))
                .build();
    }
}
