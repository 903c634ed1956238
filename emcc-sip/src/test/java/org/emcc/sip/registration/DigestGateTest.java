package org.emcc.sip.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.emcc.core.id.DeviceName;
import org.emcc.sip.message.DigestAlgorithm;
import org.emcc.sip.message.DigestChallenge;
import org.emcc.sip.message.DigestCredentials;
import org.emcc.sip.message.DigestSecret;
import org.emcc.sip.message.SipHeader;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.message.Uri;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DigestGateTest {
    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final DeviceName DEVICE = DeviceName.of("SEP020000AABBCC");
    private static final DeviceName OTHER = DeviceName.of("SEP020000AABBDD");
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final SipRequest PLAIN = SipRequest.builder("REGISTER", Uri.decodeOrThrow("sip:192.0.2.1"))
            .header("CSeq", "1 REGISTER")
            .build();

    private final Map<String, DigestUser> users = new HashMap<>(Map.of(
            "alice", DigestUser.of(DEVICE, secret("s3cret")),
            "bob", DigestUser.of(OTHER, secret("other")),
            "carol", DigestUser.withoutDevice(secret("nowhere"))));
    private final Set<DeviceName> spared = new HashSet<>();
    private final DigestGate gate = gate(List.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5));

    private static DigestSecret secret(String password) {
        return DigestSecret.ofPassword(password.toCharArray());
    }

    private DigestGate gate(List<DigestAlgorithm> algorithms) {
        DigestUsers port = new DigestUsers() {
            @Override
            public Optional<DigestUser> find(String name) {
                return Optional.ofNullable(users.get(name));
            }

            @Override
            public boolean isDemandedOf(DeviceName device) {
                return !spared.contains(device);
            }
        };
        return new DigestGate("lab", port, algorithms, LIFE, new Random(1));
    }

    private static Refusal refused(DigestGate.Decision decision) {
        return ((DigestGate.Decision.Refused) decision).refusal();
    }

    private static List<String> texts(DigestGate.Decision decision) {
        Refusal refusal = refused(decision);
        assertThat(refusal.status()).isEqualTo(401);
        assertThat(refusal.headers()).allMatch(header -> header.is("WWW-Authenticate"));
        return refusal.headers().stream().map(SipHeader::value).toList();
    }

    private static DigestChallenge challenge(DigestGate.Decision decision) {
        return DigestChallenge.decodeOrThrow(texts(decision).get(0));
    }

    private static SipRequest answer(DigestChallenge challenge, String user, String password, int count) {
        return PLAIN.toBuilder()
                .header(
                        "Authorization",
                        DigestCredentials.answer(challenge, user, secret(password), PLAIN, count, "0a4f113b")
                                .toString())
                .build();
    }

    private DigestGate.Decision check(SipRequest request, Instant now) {
        return gate.check(request, null, HERE, now);
    }

    @Test
    void challengesWhoProvesNothingWithTheBestFirst() {
        List<String> texts = texts(check(PLAIN, START));
        assertThat(texts).hasSize(2);
        DigestChallenge best = DigestChallenge.decodeOrThrow(texts.get(0));
        DigestChallenge next = DigestChallenge.decodeOrThrow(texts.get(1));
        assertThat(best.algorithm()).contains(DigestAlgorithm.SHA_256);
        assertThat(next.algorithm()).contains(DigestAlgorithm.MD5);
        assertThat(best.nonce()).isEqualTo(next.nonce());
        assertThat(best.protections()).containsExactly("auth");
        assertThat(best.realm()).isEqualTo("lab");
        assertThat(best.isStale()).isFalse();
        assertThat(challenge(check(PLAIN, START)).nonce()).isNotEqualTo(best.nonce());
    }

    @Test
    void letsPassWhoKnowsTheSecretAndNobodyElse() {
        DigestChallenge challenge = challenge(check(PLAIN, START));
        for (SipRequest wrong : List.of(
                answer(challenge, "alice", "wrong", 1),
                answer(challenge, "bob", "s3cret", 1),
                answer(challenge, "nobody", "s3cret", 1),
                answer(challenge, "nobody", "", 1))) {
            assertThat(challenge(check(wrong, START)).isStale()).isFalse();
        }
        assertThat(gate.held()).isZero();
        assertThat(check(answer(challenge, "alice", "s3cret", 1), START))
                .isEqualTo(new DigestGate.Decision.Passed(DEVICE));
        DigestChallenge md5 =
                DigestChallenge.decodeOrThrow(texts(check(PLAIN, START)).get(1));
        assertThat(check(answer(md5, "bob", "other", 1), START)).isEqualTo(new DigestGate.Decision.Passed(OTHER));
    }

    @ParameterizedTest
    @EnumSource(DigestAlgorithm.class)
    void takesOnlyTheAlgorithmsThatAreAllowed(DigestAlgorithm algorithm) {
        DigestGate only = gate(List.of(algorithm));
        for (DigestAlgorithm other : DigestAlgorithm.values()) {
            DigestChallenge mine = challenge(only.check(PLAIN, null, HERE, START));
            DigestChallenge asked =
                    DigestChallenge.builder("lab", mine.nonce(), other).auth().build();
            DigestGate.Decision decision = only.check(answer(asked, "alice", "s3cret", 1), null, HERE, START);
            assertThat(decision instanceof DigestGate.Decision.Passed)
                    .as("%s", other)
                    .isEqualTo(other == algorithm);
        }
    }

    @Test
    void aHashServesForItsOwnAlgorithm() {
        // MD5 of alice:lab:s3cret
        users.put(
                "alice",
                DigestUser.of(DEVICE, DigestSecret.ofHash(DigestAlgorithm.MD5, "da2a725bc3bdbb7e4b5af5621295c908")));
        DigestChallenge md5 =
                DigestChallenge.decodeOrThrow(texts(check(PLAIN, START)).get(1));
        DigestChallenge best = challenge(check(PLAIN, START));
        assertThat(texts(check(answer(best, "alice", "s3cret", 1), START))).hasSize(2);
        assertThat(check(answer(md5, "alice", "s3cret", 1), START)).isEqualTo(new DigestGate.Decision.Passed(DEVICE));
    }

    @Test
    void aNonceIsOursOrNone() {
        DigestChallenge challenge = challenge(check(PLAIN, START));
        DigestChallenge foreign = challenge(new DigestGate(
                        "lab",
                        name -> Optional.ofNullable(users.get(name)),
                        List.of(DigestAlgorithm.SHA_256),
                        LIFE,
                        new Random(2))
                .check(PLAIN, null, HERE, START));
        assertThat(texts(check(answer(foreign, "alice", "s3cret", 1), START))).hasSize(2);
        byte[] octets = Base64.getUrlDecoder().decode(challenge.nonce());
        for (int bit = 0; bit < octets.length * 8; bit++) {
            byte[] forged = octets.clone();
            forged[bit / 8] ^= (byte) (1 << (bit % 8));
            DigestChallenge one = DigestChallenge.builder(
                            "lab",
                            Base64.getUrlEncoder().withoutPadding().encodeToString(forged),
                            DigestAlgorithm.SHA_256)
                    .auth()
                    .build();
            assertThat(check(answer(one, "alice", "s3cret", 1), START)).isInstanceOf(DigestGate.Decision.Refused.class);
        }
        for (String text : List.of(
                "x", "#".repeat(43), challenge.nonce() + "=", challenge.nonce().substring(1))) {
            DigestChallenge one = DigestChallenge.builder("lab", text, DigestAlgorithm.SHA_256)
                    .auth()
                    .build();
            assertThat(challenge(check(answer(one, "alice", "s3cret", 1), START))
                            .isStale())
                    .isFalse();
        }
        assertThat(check(answer(challenge, "alice", "s3cret", 1), START))
                .isEqualTo(new DigestGate.Decision.Passed(DEVICE));
    }

    @Test
    void anOldNonceIsStaleForThoseWhoKnowTheSecret() {
        DigestChallenge challenge = challenge(check(PLAIN, START));
        assertThat(challenge(check(answer(challenge, "alice", "wrong", 1), START.plus(LIFE)))
                        .isStale())
                .isFalse();
        assertThat(challenge(check(answer(challenge, "alice", "s3cret", 1), START.minusMillis(1)))
                        .isStale())
                .as("the clock was set back")
                .isTrue();
        DigestChallenge again = challenge(check(answer(challenge, "alice", "s3cret", 1), START.plus(LIFE)));
        assertThat(again.isStale()).isTrue();
        assertThat(check(answer(again, "alice", "s3cret", 1), START.plus(LIFE)))
                .isEqualTo(new DigestGate.Decision.Passed(DEVICE));
        DigestChallenge last = challenge(check(PLAIN, START));
        assertThat(gate(List.of(DigestAlgorithm.SHA_256)).check(PLAIN, null, HERE, START))
                .isNotNull();
        assertThat(check(answer(last, "bob", "other", 1), START.plus(LIFE).minusMillis(1)))
                .isEqualTo(new DigestGate.Decision.Passed(OTHER));
    }

    @Test
    void aCountMustGrowAndAnOlderNonceIsNoMoreGood() {
        DigestChallenge older = challenge(check(PLAIN, START));
        DigestChallenge newer = challenge(check(PLAIN, START));
        Instant now = START.plusSeconds(1);
        assertThat(check(answer(older, "alice", "s3cret", 1), now)).isInstanceOf(DigestGate.Decision.Passed.class);
        assertThat(challenge(check(answer(older, "alice", "s3cret", 1), now)).isStale())
                .as("a replay")
                .isTrue();
        assertThat(check(answer(older, "alice", "s3cret", 3), now)).isInstanceOf(DigestGate.Decision.Passed.class);
        assertThat(texts(check(answer(older, "alice", "s3cret", 2), now))).hasSize(2);
        assertThat(check(answer(newer, "alice", "s3cret", 1), now)).isInstanceOf(DigestGate.Decision.Passed.class);
        assertThat(texts(check(answer(older, "alice", "s3cret", 4), now))).hasSize(2);
        assertThat(check(answer(newer, "bob", "other", 1), now))
                .as("each device counts alone")
                .isInstanceOf(DigestGate.Decision.Passed.class);
        assertThat(gate.held()).isEqualTo(2);
    }

    /** What was used is not good again because the clock goes there and back. */
    @Test
    void aNonceThatIsForgottenIsNotGoodAgain() {
        SipRequest heard = answer(challenge(check(PLAIN, START)), "alice", "s3cret", 1);
        assertThat(check(heard, START)).isInstanceOf(DigestGate.Decision.Passed.class);
        Instant back = START.minusSeconds(3_600);
        assertThat(check(answer(challenge(check(PLAIN, back)), "bob", "other", 1), back))
                .isInstanceOf(DigestGate.Decision.Passed.class);
        assertThat(gate.held()).as("hers is forgotten").isEqualTo(1);
        assertThat(challenge(check(heard, START.plusSeconds(1))).isStale()).isTrue();
        assertThat(check(answer(challenge(check(PLAIN, START)), "alice", "s3cret", 1), START))
                .as("a new one is good")
                .isInstanceOf(DigestGate.Decision.Passed.class);
    }

    @Test
    void anEarlierNonceThanAForgottenOneIsNotGoodAgain() {
        SipRequest first = answer(challenge(check(PLAIN, START)), "alice", "s3cret", 1);
        assertThat(check(first, START)).isInstanceOf(DigestGate.Decision.Passed.class);
        Instant back = START.minusSeconds(30);
        assertThat(check(answer(challenge(check(PLAIN, back)), "alice", "s3cret", 1), back))
                .isInstanceOf(DigestGate.Decision.Passed.class);
        Instant later = back.plus(LIFE);
        assertThat(check(answer(challenge(check(PLAIN, later)), "bob", "other", 1), later))
                .isInstanceOf(DigestGate.Decision.Passed.class);
        assertThat(challenge(check(first, later)).isStale()).isTrue();
    }

    @Test
    void aNonceServesForTheAddressThatAsked() throws Exception {
        InetAddress elsewhere = InetAddress.getByName("192.0.2.9");
        SipRequest proved = answer(challenge(check(PLAIN, START)), "alice", "s3cret", 1);
        assertThat(challenge(gate.check(proved, null, elsewhere, START)).isStale())
                .isFalse();
        assertThat(check(proved, START)).isInstanceOf(DigestGate.Decision.Passed.class);
    }

    @Test
    void aUserBelongsToItsDevice() {
        DigestChallenge challenge = challenge(check(PLAIN, START));
        assertThat(refused(check(answer(challenge, "carol", "nowhere", 1), START))
                        .status())
                .isEqualTo(404);
        assertThat(refused(gate.check(answer(challenge, "alice", "s3cret", 1), OTHER, HERE, START))
                        .status())
                .isEqualTo(404);
        assertThat(gate.held()).isZero();
        assertThat(gate.check(answer(challenge, "alice", "s3cret", 1), DEVICE, HERE, START))
                .isEqualTo(new DigestGate.Decision.Passed(DEVICE));
        assertThat(texts(gate.check(PLAIN, DEVICE, HERE, START))).hasSize(2);
        spared.add(DEVICE);
        assertThat(gate.check(PLAIN, DEVICE, HERE, START)).isEqualTo(new DigestGate.Decision.Passed(DEVICE));
        assertThat(texts(gate.check(PLAIN, OTHER, HERE, START))).hasSize(2);
    }

    @Test
    void whatIsNoAnswerToTheChallengeCountsForNothing() {
        DigestChallenge challenge = challenge(check(PLAIN, START));
        String good = answer(challenge, "alice", "s3cret", 1)
                .header("Authorization")
                .orElseThrow()
                .value();
        for (String odd : List.of(
                "Basic YWxpY2U6czNjcmV0",
                "Digest",
                good.replace("realm=\"lab\"", "realm=\"Lab\""),
                good.replace("nc=00000001, ", "").replace("nc=00000001", "nc=00000000"),
                good.replace("qop=auth", "qop=auth-int"),
                good.replaceFirst("username=\"alice\"", "username=\"" + "a".repeat(256) + "\""))) {
            SipRequest request = PLAIN.toBuilder().header("Authorization", odd).build();
            assertThat(refused(check(request, START)).status()).as(odd).isEqualTo(401);
        }
        SipRequest elsewhere = SipRequest.builder("REGISTER", Uri.decodeOrThrow("sip:192.0.2.2"))
                .header("Authorization", good)
                .build();
        assertThat(refused(check(elsewhere, START)).status()).isEqualTo(400);
        SipRequest second = PLAIN.toBuilder()
                .header(
                        "Authorization",
                        "Digest username=\"x\", realm=\"other\", nonce=\"1\", uri=\"sip:a\", response=\"\"")
                .header("Authorization", good)
                .build();
        assertThat(check(second, START)).isEqualTo(new DigestGate.Decision.Passed(DEVICE));
    }

    @Test
    void nothingIsKeptOfThoseWhoProveNothing() {
        for (int i = 0; i < 1_000; i++) {
            DigestChallenge challenge = challenge(check(PLAIN, START));
            check(answer(challenge, "user" + i, "guess", 1), START);
            check(answer(challenge, "alice", "guess" + i, 1), START);
        }
        assertThat(gate.held()).isZero();
        for (int i = 0; i < 100; i++) {
            users.put("user" + i, DigestUser.of(DeviceName.of("D" + i), secret("p")));
            Instant now = START.plusSeconds(i);
            assertThat(check(answer(challenge(check(PLAIN, now)), "user" + i, "p", 1), now))
                    .isInstanceOf(DigestGate.Decision.Passed.class);
        }
        assertThat(gate.held()).isEqualTo(100);
        Instant later = START.plusSeconds(50).plus(LIFE);
        assertThat(check(answer(challenge(check(PLAIN, later)), "alice", "s3cret", 1), later))
                .isInstanceOf(DigestGate.Decision.Passed.class);
        assertThat(gate.held()).as("49 nonces are still good, and one is new").isEqualTo(50);
    }

    @Test
    void printsNoSecret() {
        assertThat(users.get("alice")).hasToString("DigestUser[device=SEP020000AABBCC, secret hidden]");
        assertThat(users.get("carol").toString()).doesNotContain("nowhere");
    }

    /** An honest phone and one who hears all of it, and sends any of it again at any time. */
    @Test
    void noAnswerPassesTwiceAndAnHonestPhonePassesAtTheSecondTry() {
        for (int i = 0; i < Seeds.cases(5_000); i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            DigestGate fresh = gate(List.of(DigestAlgorithm.MD5));
            List<SipRequest> heard = new ArrayList<>();
            Set<SipRequest> passed = new HashSet<>();
            Instant now = START;
            DigestChallenge known = challenge(fresh.check(PLAIN, null, HERE, now));
            int count = 0;
            for (int j = 0; j < 40; j++) {
                now = now.plusMillis(random.nextInt(5) == 0 ? random.nextInt(-200_000, 400_000) : random.nextInt(3));
                if (random.nextBoolean() && !heard.isEmpty()) {
                    SipRequest again = heard.get(random.nextInt(heard.size()));
                    boolean passes = fresh.check(again, null, HERE, now) instanceof DigestGate.Decision.Passed;
                    assertThat(passes && !passed.add(again))
                            .as("seed %d, case %d, step %d", Seeds.seed(), i, j)
                            .isFalse();
                    continue;
                }
                count++;
                SipRequest mine = answer(known, "alice", "s3cret", count);
                DigestGate.Decision decision = fresh.check(mine, null, HERE, now);
                if (decision instanceof DigestGate.Decision.Refused) {
                    known = challenge(decision);
                    assertThat(known.isStale()).isTrue();
                    heard.add(mine);
                    count = 1;
                    mine = answer(known, "alice", "s3cret", 1);
                    decision = fresh.check(mine, null, HERE, now);
                }
                assertThat(decision)
                        .as("seed %d, case %d, step %d", Seeds.seed(), i, j)
                        .isInstanceOf(DigestGate.Decision.Passed.class);
                assertThat(passed.add(mine)).isTrue();
                heard.add(mine);
            }
            assertThat(fresh.held()).isLessThanOrEqualTo(1);
        }
    }
}
