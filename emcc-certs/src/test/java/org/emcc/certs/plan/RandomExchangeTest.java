package org.emcc.certs.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.security.auth.x500.X500Principal;
import org.emcc.certs.bundle.BundledCertificate;
import org.emcc.certs.bundle.CertificateBundle;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.bundle.NodeCertificate;
import org.emcc.certs.pkcs12.Fingerprint;
import org.emcc.certs.trust.ClusterTls;
import org.emcc.certs.trust.TrustStoreName;
import org.emcc.certs.trust.TrustStores;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.Release;
import org.emcc.testing.JsonText;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;

/** Random clusters, stores, releases and bundles: what a plan says is what a simulated cluster does. */
class RandomExchangeTest {
    private static final Instant NOW = Made.NOW;
    private static final List<String> RELEASES = List.of(
            "7.1.5",
            "8.6.2",
            "9.1.2",
            "10.5(1)",
            "10.5.2.13900-2",
            "10.5.2.13900-12",
            "10.5.2",
            "11.5.1SU9",
            "12.0",
            "12.5(1)SU3",
            "14",
            "15SU2");
    private static final List<CertificateType> TYPES = List.of(
            CertificateType.TOMCAT,
            CertificateType.TFTP,
            CertificateType.CAPF,
            CertificateType.ITL_RECOVERY,
            CertificateType.TOMCAT_ECDSA,
            CertificateType.of("tvs"));
    private static final List<TrustStoreName> STORES =
            List.of(TrustStoreName.TOMCAT_TRUST, TrustStoreName.CALL_MANAGER_TRUST, TrustStoreName.PHONE_SAST_TRUST);

    private final Made made = new Made();

    private static <T> T pick(RandomGenerator random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private Instant begin(RandomGenerator random) {
        return NOW.minus(Duration.ofDays(10L * (1 + random.nextInt(8))));
    }

    private Instant end(RandomGenerator random) {
        return random.nextInt(6) == 0
                ? NOW.plus(Duration.ofDays(random.nextInt(80) - 5L))
                : NOW.plus(Duration.ofDays(400L + random.nextInt(3)));
    }

    private X509Certificate certificate(RandomGenerator random, String node, CertificateType type) {
        String subject = "CN=" + node;
        if (type.equals(CertificateType.CAPF)) {
            subject = "CN=CAPF-0000000" + random.nextInt(4);
        } else if (type.equals(CertificateType.ITL_RECOVERY)) {
            subject = "CN=ITLRECOVERY_" + node;
        } else if (random.nextInt(25) == 0) {
            subject = "CN=*.lab";
        }
        long serial = 1L + random.nextInt(40);
        if (random.nextInt(6) == 0) {
            return made.issued(subject, serial, begin(random), end(random), 1, "CN=CA 1", 7, false);
        }
        return made.self(subject, serial, begin(random), end(random));
    }

    private ClusterInventory cluster(RandomGenerator random, int number) {
        String publisher = "n" + (random.nextInt(9) == 0 ? 0 : number) + ".lab";
        Release release = Release.parse(pick(random, RELEASES));
        List<NodeCertificate> certificates = new ArrayList<>();
        List<String> nodes = new ArrayList<>(List.of(publisher));
        for (int i = 0; i < random.nextInt(3); i++) {
            nodes.add("n" + number + "-" + i + ".lab");
        }
        X509Certificate shared = certificate(random, "n" + number + "-ms.lab", CertificateType.TOMCAT);
        boolean multi = random.nextInt(4) == 0;
        for (String node : nodes) {
            for (CertificateType type : TYPES) {
                boolean rare = TYPES.indexOf(type) > 3;
                if (random.nextInt(10) < (rare ? 2 : 8)) {
                    certificates.add(Made.on(
                            node,
                            type,
                            multi && type.equals(CertificateType.TOMCAT) ? shared : certificate(random, node, type)));
                }
            }
        }
        return ClusterInventory.builder(ClusterId.of("c" + number), release, publisher)
                .subscribers(nodes.subList(1, nodes.size()))
                .certificates(certificates)
                .securityMode(random.nextBoolean() ? ClusterSecurityMode.MIXED : ClusterSecurityMode.NONSECURE)
                .tlsTrunk(random.nextBoolean())
                .singleSignOn(random.nextBoolean())
                .sipOAuth(random.nextBoolean())
                .build();
    }

    private TrustStores stores(RandomGenerator random, List<ClusterInventory> clusters) {
        Map<TrustStoreName, Map<String, X509Certificate>> stores = new HashMap<>();
        for (TrustStoreName store : STORES) {
            Map<String, X509Certificate> there = new LinkedHashMap<>();
            for (ClusterInventory cluster : clusters) {
                for (NodeCertificate each : cluster.certificates()) {
                    switch (random.nextInt(7)) {
                        case 0, 1 -> put(there, each.certificate());
                        case 2 -> put(there, certificate(random, each.node(), each.type()));
                        default -> {}
                    }
                }
            }
            if (random.nextInt(3) == 0) {
                put(there, made.self("CN=gone" + random.nextInt(3) + ".lab", 5));
            }
            if (random.nextBoolean()) {
                put(there, made.ca("CN=CA 1", 7, "CN=root", 9, 77, end(random)));
                put(there, made.ca("CN=root", 9, "CN=root", 9, 78, Made.LATER));
            }
            stores.put(store, there);
        }
        Map<TrustStoreName, List<X509Certificate>> lists = new HashMap<>();
        stores.forEach((name, there) -> lists.put(name, List.copyOf(there.values())));
        return TrustStores.of(lists);
    }

    private static void put(Map<String, X509Certificate> there, X509Certificate certificate) {
        there.putIfAbsent(certificate.getSubjectX500Principal().getName(X500Principal.CANONICAL), certificate);
    }

    private List<ClusterInventory> clusters(RandomGenerator random) {
        List<ClusterInventory> bare = new ArrayList<>();
        for (int i = 0; i < 2 + random.nextInt(3); i++) {
            bare.add(cluster(random, i));
        }
        return bare.stream().map(each -> each.withTrust(stores(random, bare))).toList();
    }

    private ExchangePlan exchange(RandomGenerator random, List<ClusterInventory> clusters) {
        ExchangePlan.Builder builder = ExchangePlan.builder(clusters, NOW);
        if (random.nextBoolean()) {
            List<BundledCertificate> found = new ArrayList<>();
            for (ClusterInventory cluster : clusters) {
                for (NodeCertificate each : cluster.certificates()) {
                    if (random.nextInt(5) > 0) {
                        found.add(Made.bundled(each.certificate(), each.type()));
                    }
                    if (random.nextInt(8) == 0) {
                        found.add(Made.bundled(certificate(random, each.node(), each.type()), each.type()));
                    }
                    if (random.nextInt(12) == 0) {
                        found.add(Made.bundled(each.certificate(), pick(random, TYPES)));
                    }
                }
            }
            builder.bundle(CertificateBundle.of(found));
        }
        if (random.nextInt(4) == 0) {
            builder.consolidator(pick(random, clusters).id());
        }
        return builder.build();
    }

    private interface Check {
        void check(RandomGenerator random, ExchangePlan plan);
    }

    private void forAll(int deep, Check check) {
        for (int i = 0; i < Math.max(6, Seeds.cases(deep / 5)); i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            ExchangePlan plan = exchange(random, clusters(random));
            try {
                check.check(random, plan);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + Seeds.seed() + ", case " + i + "\n" + plan.toText(), e);
            }
        }
    }

    private static boolean isCertain(ImportPlan plan) {
        return plan.findings().stream()
                        .noneMatch(each ->
                                each.rule() == PlanRule.RESULT_NOT_CERTAIN || each.rule() == PlanRule.EQUAL_NOT_BEFORE)
                && plan.manual().map(RandomExchangeTest::isCertain).orElse(true);
    }

    /** What the product could read of the bundle, told by the notes and not by the rules under test. */
    private static List<Map.Entry<String, X509Certificate>> entries(ExchangePlan exchange, ClusterInventory cluster) {
        List<Map.Entry<String, X509Certificate>> entries = new ArrayList<>();
        int[] own = build(cluster.release().toString());
        boolean broken = own[0] < 8;
        for (ClusterInventory other : exchange.clusters()) {
            boolean part = exchange.consolidator().equals(java.util.Optional.of(other.id()))
                    || exchange.bundle().certificates().stream()
                            .anyMatch(each -> other.certificates().stream()
                                    .anyMatch(one -> one.certificate().equals(each.certificate())));
            broken |= !other.id().equals(cluster.id())
                    && part
                    && isBelow(own, 10, 5, 2, 13900, 2)
                    && !isBelow(build(other.release().toString()), 10, 5, 2, 13900, 12);
        }
        if (!broken) {
            for (BundledCertificate each : exchange.bundle().certificates()) {
                for (CertificateType type : each.types()) {
                    boolean offered = switch (type.value()) {
                        case "ITL_Recovery" -> own[0] >= 12;
                        case "Tomcat-ECDSA" -> own[0] >= 11;
                        default -> true;
                    };
                    if (offered) {
                        entries.add(Map.entry(type.value(), each.certificate()));
                    }
                }
            }
        }
        return entries;
    }

    private static int[] build(String release) {
        int[] numbers = new int[5];
        String[] parts = release.replaceAll("SU.*", "").split("[^0-9]+", -1);
        for (int i = 0; i < parts.length; i++) {
            numbers[i] = parts[i].isEmpty() ? 0 : Integer.parseInt(parts[i]);
        }
        return numbers;
    }

    /** 10.5.2 without a build counts as neither side, as nobody can tell. */
    private static boolean isBelow(int[] release, int... bound) {
        if (release[0] == 10 && release[1] == 5 && release[2] == 2 && release[3] == 0) {
            return bound[4] == 12;
        }
        for (int i = 0; i < bound.length; i++) {
            if (release[i] != bound[i]) {
                return release[i] < bound[i];
            }
        }
        return false;
    }

    @Test
    void aSimulatedClusterEndsAsThePlanSays() {
        Set<String> seen = new HashSet<>();
        forAll(800, (random, exchange) -> {
            for (ClusterInventory cluster : exchange.clusters()) {
                ImportPlan plan = exchange.plan(cluster.id());
                SimulatedCluster simulated = new SimulatedCluster(cluster.trust());
                List<Map.Entry<String, X509Certificate>> entries = entries(exchange, cluster);
                if (isCertain(plan)) {
                    Collections.shuffle(entries, new Random(random.nextLong()));
                } else {
                    entries.sort(Comparator.comparing((Map.Entry<String, X509Certificate> e) ->
                                    e.getValue().getNotBefore())
                            .reversed()
                            .thenComparing(e -> Fingerprint.of(e.getValue())));
                }
                entries.forEach(e -> simulated.importOne(e.getKey(), e.getValue()));

                assertThat(simulated.trust())
                        .as("bulk import of %s", cluster.id())
                        .isEqualTo(plan.after());
                assertThat(plan.applyTo(cluster.trust())).isEqualTo(plan.after());
                for (PlanStep step : plan.steps()) {
                    boolean before = cluster.trust().certificates(step.store()).contains(step.certificate());
                    boolean after = simulated.trust().certificates(step.store()).contains(step.certificate());
                    seen.add(step.verdict().name());
                    assertThat(List.of(before, after))
                            .as("%s", step)
                            .isEqualTo(
                                    switch (step.verdict()) {
                                        case ADD, REPLACE -> List.of(false, true);
                                        case ALREADY_THERE, ORPHAN -> List.of(true, true);
                                        case REFUSED -> List.of(before, false);
                                    });
                    step.replaced()
                            .forEach(each -> assertThat(simulated.trust().certificates(step.store()))
                                    .doesNotContain(each));
                }
                plan.manual().ifPresent(manual -> {
                    seen.add("manual");
                    manual.uploads()
                            .forEach(each -> simulated.upload(each.store().value(), each.certificate()));
                    assertThat(simulated.trust()).isEqualTo(manual.after());
                    assertThat(manual.applyTo(plan.after())).isEqualTo(manual.after());
                });
            }
        });
        assertThat(seen)
                .as("what occurs")
                .containsExactlyInAnyOrder("ADD", "REPLACE", "ALREADY_THERE", "REFUSED", "ORPHAN", "manual");
    }

    @Test
    void theCallsOfAPlanEndAsThePlanSays() {
        int[] calls = new int[1];
        forAll(450, (random, exchange) -> {
            for (ClusterInventory cluster : exchange.clusters()) {
                ImportPlan plan = exchange.plan(cluster.id());
                assertThat(plan.restCalls().isEmpty())
                        .isEqualTo(plan.isEmpty() || !cluster.release().isAtLeast(14, 0));
                if (!plan.restCalls().isEmpty()) {
                    SimulatedCluster simulated = new SimulatedCluster(cluster.trust());
                    plan.restCalls().stream()
                            .filter(each -> each.method().equals("POST"))
                            .forEach(each -> simulated.post(each.body()));
                    assertThat(simulated.trust()).isEqualTo(plan.after());
                    calls[0]++;
                }
                Map<?, ?> json = (Map<?, ?>) JsonText.read(plan.toJson());
                assertThat((List<?>) json.get("steps")).hasSameSizeAs(plan.steps());
            }
            JsonText.read(exchange.toJson());
        });
        assertThat(calls[0]).isPositive();
    }

    /** A crash after any upload: the cluster restarts from its files, is planned anew, and ends where it would have. */
    @Test
    void anInterruptedPlanIsFinishedByANewOne() {
        int[] interrupted = new int[1];
        forAll(450, (random, exchange) -> {
            for (ClusterInventory cluster : exchange.clusters()) {
                ImportPlan plan = exchange.plan(cluster.id());
                if (!isCertain(plan)) {
                    continue;
                }
                SimulatedCluster first = new SimulatedCluster(cluster.trust());
                List<ManualUpload> uploads = plan.uploads();
                uploads.subList(0, random.nextInt(uploads.size() + 1))
                        .forEach(each -> first.upload(each.store().value(), each.certificate()));
                SimulatedCluster restarted = new SimulatedCluster(first.trust());
                ImportPlan rest = again(exchange, cluster.withTrust(restarted.trust()));
                rest.uploads().forEach(each -> restarted.upload(each.store().value(), each.certificate()));
                assertThat(restarted.trust()).isEqualTo(plan.after()).isEqualTo(rest.after());
                if (!rest.isEmpty() && rest.uploads().size() < uploads.size()) {
                    interrupted[0]++;
                }
                ImportPlan once = again(exchange, cluster.withTrust(plan.after()));
                assertThat(once.isEmpty()).isTrue();
                assertThat(once.followUps()).isEmpty();
                assertThat(once.after()).isEqualTo(plan.after());
            }
        });
        assertThat(interrupted[0]).isPositive();
    }

    private static ImportPlan again(ExchangePlan exchange, ClusterInventory cluster) {
        // The consolidator decides whether the files can be read at all; a plan that refuses all has nothing to
        // interrupt.
        List<ClusterInventory> clusters = exchange.clusters().stream()
                .map(each -> each.id().equals(cluster.id()) ? cluster : each)
                .toList();
        ExchangePlan.Builder next = ExchangePlan.builder(clusters, NOW).bundle(exchange.bundle());
        exchange.consolidator().ifPresent(next::consolidator);
        return next.build().plan(cluster.id());
    }

    @Test
    void thePlanDoesNotDependOnTheOrderInWhichThingsAreTold() {
        forAll(500, (random, exchange) -> {
            List<ClusterInventory> shuffled = new ArrayList<>();
            for (ClusterInventory each : exchange.clusters()) {
                List<NodeCertificate> certificates = new ArrayList<>(each.certificates());
                Collections.shuffle(certificates, new Random(random.nextLong()));
                shuffled.add(ClusterInventory.builder(each.id(), each.release(), each.publisher())
                        .subscribers(each.nodes())
                        .certificates(certificates)
                        .trust(each.trust())
                        .securityMode(each.securityMode())
                        .tlsTrunk(each.tlsTrunk())
                        .singleSignOn(each.singleSignOn())
                        .sipOAuth(each.sipOAuth())
                        .build());
            }
            Collections.shuffle(shuffled, new Random(random.nextLong()));
            ExchangePlan.Builder builder = ExchangePlan.builder(shuffled, NOW).bundle(exchange.bundle());
            exchange.consolidator().ifPresent(builder::consolidator);
            ExchangePlan other = builder.build();
            exchange.clusters()
                    .forEach(each -> assertThat(other.plan(each.id()).toText())
                            .isEqualTo(exchange.plan(each.id()).toText()));
        });
    }

    @Test
    void restartsAreInOrder() {
        int[] withCtl = new int[1];
        int[] withUploads = new int[1];
        forAll(
                2000,
                (random, exchange) -> exchange.plans().forEach(plan -> {
                    ClusterInventory cluster = plan.inventory();
                    // What is uploaded by hand comes last, so that is where everything is told.
                    boolean uploads =
                            plan.manual().filter(each -> !each.isEmpty()).isPresent();
                    ImportPlan last = uploads ? plan.manual().orElseThrow() : plan;
                    List<FollowUp> all = last.followUps();
                    if (uploads) {
                        withUploads[0] += plan.isEmpty() ? 0 : 1;
                        assertThat(plan.followUps())
                                .hasSize(plan.isEmpty() ? 0 : 1)
                                .allMatch(each -> each.kind() == FollowUp.Kind.PHONES_RESET);
                        assertThat(plan.findings()).noneMatch(each -> each.rule() == PlanRule.RESTART_OF_ALL_NODES);
                    }
                    assertThat(last.findings().stream().anyMatch(each -> each.rule() == PlanRule.RESTART_OF_ALL_NODES))
                            .isEqualTo(!last.isEmpty());
                    Set<TrustStoreName> changed = new HashSet<>();
                    List.of(plan, last).stream()
                            .flatMap(each -> each.steps().stream())
                            .filter(each -> each.verdict().isChange())
                            .forEach(each -> changed.add(each.store()));
                    assertThat(all.isEmpty()).isEqualTo(changed.isEmpty());
                    assertThat(nodesOf(all, "Cisco Tomcat"))
                            .isEqualTo(changed.contains(TrustStoreName.TOMCAT_TRUST) ? cluster.nodes() : List.of());
                    for (String service : List.of("Cisco CallManager", "Cisco CTIManager")) {
                        assertThat(nodesOf(all, service))
                                .isEqualTo(
                                        changed.contains(TrustStoreName.CALL_MANAGER_TRUST)
                                                ? cluster.nodes()
                                                : List.of());
                    }
                    List<String> tvs = nodesOf(all, "Cisco Trust Verification Service");
                    assertThat(tvs)
                            .isEqualTo(changed.contains(TrustStoreName.PHONE_SAST_TRUST) ? cluster.nodes() : List.of());
                    List<FollowUp> restarts = all.stream()
                            .filter(each -> each.kind() == FollowUp.Kind.RESTART)
                            .toList();
                    assertThat(restarts.subList(restarts.size() - tvs.size(), restarts.size()))
                            .allMatch(each -> each.what().equals("Cisco Trust Verification Service"));
                    for (FollowUp each : all) {
                        if (each.kind() == FollowUp.Kind.UPDATE_CTL) {
                            withCtl[0]++;
                            assertThat(cluster.securityMode()).isEqualTo(ClusterSecurityMode.MIXED);
                            assertThat(all.indexOf(each)).isLessThan(all.indexOf(restarts.get(0)));
                            assertThat(all.get(all.size() - 1).kind()).isEqualTo(FollowUp.Kind.RESET_PHONES);
                        }
                    }
                }));
        assertThat(withCtl[0]).isPositive();
        assertThat(withUploads[0]).as("a bulk import and uploads").isPositive();
    }

    private static List<String> nodesOf(List<FollowUp> all, String service) {
        return all.stream()
                .filter(each -> each.what().equals(service))
                .map(FollowUp::where)
                .toList();
    }

    /** What a trust manager over the same stores says to the same certificates. */
    @Test
    void coverageAgreesWithHandshakes() {
        Set<TrustCoverage.Verdict> seen = new HashSet<>();
        forAll(450, (random, exchange) -> {
            List<ClusterInventory> after = exchange.clustersAfter();
            TrustCoverage coverage = exchange.coverageAfter();
            for (ClusterInventory visiting : after) {
                for (ClusterInventory home : after) {
                    if (visiting.id().equals(home.id())) {
                        continue;
                    }
                    TrustCoverage.Verdict verdict = coverage.verdict(visiting.id(), home.id(), EmccTrust.EM_SERVICE);
                    seen.add(verdict);
                    List<Boolean> there = believed(visiting, home);
                    List<Boolean> back = believed(home, visiting);
                    if (verdict == TrustCoverage.Verdict.HOLDS) {
                        assertThat(there).isNotEmpty().doesNotContain(false);
                        assertThat(back).isNotEmpty().doesNotContain(false);
                    }
                    boolean onlySelfSigned = java.util.stream.Stream.of(visiting, home)
                            .flatMap(each -> each.certificates().stream())
                            .allMatch(each -> Chains.isSelfIssued(each.certificate()));
                    if (onlySelfSigned) {
                        boolean fails = !there.contains(true) || !back.contains(true);
                        boolean all = !there.contains(false) && !back.contains(false);
                        assertThat(verdict)
                                .isEqualTo(
                                        fails
                                                ? TrustCoverage.Verdict.FAILS
                                                : all ? TrustCoverage.Verdict.HOLDS : TrustCoverage.Verdict.PARTLY);
                    }
                    assertThat(coverage.gaps().stream()
                                    .anyMatch(each -> each.visiting().equals(visiting.id())
                                            && each.home().equals(home.id())))
                            .isNotEqualTo(coverage.isComplete(visiting.id(), home.id()));
                }
            }
        });
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        TrustCoverage.Verdict.HOLDS, TrustCoverage.Verdict.PARTLY, TrustCoverage.Verdict.FAILS);
    }

    private static List<Boolean> believed(ClusterInventory verifier, ClusterInventory presenter) {
        X509ExtendedTrustManager trust = ClusterTls.trustManager(
                verifier.trust(), TrustStoreName.TOMCAT_TRUST, Clock.fixed(NOW, ZoneOffset.UTC));
        List<Boolean> believed = new ArrayList<>();
        for (NodeCertificate each : presenter.certificates()) {
            if (each.type().value().startsWith("Tomcat")) {
                boolean yes = true;
                try {
                    X509Certificate root = new Made().ca("CN=CA 1", 7, "CN=root", 9, 77, Made.LATER);
                    trust.checkServerTrusted(
                            Chains.isSelfIssued(each.certificate())
                                    ? new X509Certificate[] {each.certificate()}
                                    : new X509Certificate[] {each.certificate(), root},
                            "EdDSA");
                } catch (CertificateException e) {
                    yes = false;
                }
                believed.add(yes);
            }
        }
        return believed;
    }

    /** Whatever stops to hold until a horizon is told by the expiries, and what they tell does stop. */
    @Test
    void expiriesTellWhatBreaks() {
        int[] broken = new int[1];
        forAll(450, (random, exchange) -> {
            Instant horizon = NOW.plus(Duration.ofDays(60));
            List<ClusterInventory> after = exchange.clustersAfter();
            List<Expiry> expiries = exchange.expiries().until(horizon);
            TrustCoverage now = exchange.coverageAfter();
            TrustCoverage then = TrustCoverage.of(after, horizon.plusSeconds(1));
            for (ClusterId visiting : now.clusters()) {
                for (ClusterId home : now.clusters()) {
                    for (EmccTrust trust : EmccTrust.values()) {
                        if (!visiting.equals(home)
                                && now.verdict(visiting, home, trust) == TrustCoverage.Verdict.HOLDS
                                && then.verdict(visiting, home, trust) != TrustCoverage.Verdict.HOLDS) {
                            broken[0]++;
                            assertThat(expiries)
                                    .as("%s %s %s", visiting, home, trust)
                                    .anyMatch(each -> !each.isPast()
                                            && each.effects().stream()
                                                    .anyMatch(effect -> effect.trust() == trust
                                                            && effect.visiting().equals(visiting)
                                                            && effect.home().equals(home)
                                                            && effect.before() == TrustCoverage.Verdict.HOLDS));
                        }
                    }
                }
            }
            for (Expiry expiry : expiries) {
                assertThat(expiry.expires()).isBeforeOrEqualTo(horizon);
                assertThat(expiry.isPast()).isEqualTo(expiry.expires().isBefore(NOW));
                TrustCoverage last = TrustCoverage.of(after, expiry.expires());
                TrustCoverage gone = TrustCoverage.of(after, expiry.expires().plusSeconds(1));
                for (ExpiryEffect effect : expiry.effects()) {
                    assertThat(effect.before())
                            .as("%s of %s", effect, expiry)
                            .isEqualTo(last.verdict(effect.visiting(), effect.home(), effect.trust()));
                    assertThat(effect.after())
                            .as("%s of %s", effect, expiry)
                            .isEqualTo(gone.verdict(effect.visiting(), effect.home(), effect.trust()))
                            .isNotIn(TrustCoverage.Verdict.HOLDS, TrustCoverage.Verdict.NOT_NEEDED);
                }
            }
        });
        assertThat(broken[0]).isPositive();
    }

    /** What is presented, of which a gap tells. */
    private static final Pattern PRESENTED = Pattern.compile("\\S+ of \\S+ in \\S+ \\(serial ([0-9a-f]+)\\)");

    private static Set<String> presented(List<TrustGap> gaps, EmccTrust trust, ClusterId visiting, ClusterId home) {
        Set<String> found = new HashSet<>();
        for (TrustGap each : gaps) {
            Matcher matcher = PRESENTED.matcher(each.sentence());
            if (each.trust() == trust
                    && each.visiting().equals(visiting)
                    && each.home().equals(home)
                    && matcher.find()) {
                found.add(each.store() + " " + matcher.group());
            }
        }
        return found;
    }

    /** Hands do no harm of which the plan does not warn, and what they upload is never only the cluster's own. */
    @Test
    void uploadsByHandTakeNoTrustAwayUnlessTheirPlanSaysSo() {
        int[] seen = new int[1];
        forAll(6000, (random, exchange) -> {
            for (ImportPlan plan : exchange.plans()) {
                if (plan.manual().isEmpty()) {
                    continue;
                }
                ImportPlan manual = plan.manual().orElseThrow();
                seen[0]++;
                assertThat(manual.uploads())
                        .noneMatch(each -> !each.from().isEmpty()
                                && each.from().stream()
                                        .allMatch(use -> use.cluster().equals(plan.cluster())));
                TrustCoverage before = coverage(exchange, plan.cluster(), plan.after());
                TrustCoverage after = coverage(exchange, plan.cluster(), manual.applyTo(plan.after()));
                for (ClusterId visiting : after.clusters()) {
                    for (ClusterId home : after.clusters()) {
                        for (EmccTrust trust : EmccTrust.values()) {
                            if (!visiting.equals(home)
                                    && before.verdict(visiting, home, trust)
                                                    .compareTo(after.verdict(visiting, home, trust))
                                            < 0) {
                                Set<String> lost = presented(after.gaps(), trust, visiting, home);
                                lost.removeAll(presented(before.gaps(), trust, visiting, home));
                                assertThat(lost)
                                        .as("%s %s %s", visiting, home, trust)
                                        .isNotEmpty();
                                lost.forEach(each -> assertThat(manual.findings())
                                        .as("%s is lost to %s visiting, %s home, %s", each, visiting, home, trust)
                                        .anyMatch(finding -> names(finding, each)));
                            }
                        }
                    }
                }
            }
        });
        assertThat(seen[0]).as("manual plans").isPositive();
    }

    private static boolean names(PlanFinding finding, String lost) {
        Matcher matcher = PRESENTED.matcher(lost);
        String store = lost.substring(0, lost.indexOf(' '));
        String serial = matcher.find() ? matcher.group(1) : "";
        String sentence = finding.sentence();
        return switch (finding.rule()) {
            case NAME_TAKEN, NAME_SHARED, NAME_TWICE ->
                sentence.startsWith(store) && sentence.contains("keeps out serial " + serial + " (");
            case SAME_ISSUER_AND_SERIAL ->
                sentence.startsWith(store) && sentence.contains("the serial number " + serial + ",");
            default -> false;
        };
    }

    private static TrustCoverage coverage(ExchangePlan exchange, ClusterId changed, TrustStores stores) {
        return TrustCoverage.of(
                exchange.clusters().stream()
                        .map(each -> each.id().equals(changed) ? each.withTrust(stores) : each)
                        .toList(),
                NOW);
    }
}
