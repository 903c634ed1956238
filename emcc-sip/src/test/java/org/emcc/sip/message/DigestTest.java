package org.emcc.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.random.RandomGenerator;
import org.emcc.testing.Canary;
import org.emcc.testing.Mutator;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;

class DigestTest {
    private static final DigestSecret SECRET = DigestSecret.ofPassword("s3cret".toCharArray());
    private static final SipRequest REGISTER =
            SipRequest.builder("REGISTER", Uri.decodeOrThrow("sip:192.0.2.1")).build();

    private static DigestChallenge.Builder challenge(DigestAlgorithm algorithm) {
        return DigestChallenge.builder("emcc.example", "bm9uY2U", algorithm);
    }

    private static DigestCredentials answer(DigestChallenge challenge) {
        return DigestCredentials.answer(challenge, "alice", SECRET, REGISTER, 1, "0a4f113b");
    }

    private static DigestCredentials.Outcome check(DigestChallenge challenge, DigestCredentials credentials) {
        return credentials.check(challenge, "alice", SECRET, REGISTER);
    }

    /** Sip 5.10. */
    @Test
    void answersAsTheVectorsDo() {
        assertThat(answer(challenge(DigestAlgorithm.MD5).auth().build()).toString())
                .isEqualTo(
                        "Digest username=\"alice\", realm=\"emcc.example\", nonce=\"bm9uY2U\", uri=\"sip:192.0.2.1\","
                                + " response=\"ebf795abaf2b88f8752ecbdc7315294f\", algorithm=MD5, cnonce=\"0a4f113b\", qop=auth,"
                                + " nc=00000001");
        assertThat(answer(challenge(DigestAlgorithm.MD5).build()).toString())
                .contains("response=\"dd71fb7533eb11f7b3092806b95087ce\"")
                .doesNotContain("cnonce", "qop", "nc=");
        assertThat(answer(challenge(DigestAlgorithm.SHA_256).auth().build()).toString())
                .contains("response=\"bc0de304a4ace6367559aa7c3893b3e294dde2cedbb813913e474c9e35b1bfba\"");
        assertThat(answer(challenge(DigestAlgorithm.SHA_512_256).auth().build()).toString())
                .contains("response=\"3de86b7eb20939996f02fc85bf2c0c32dd5b9b2f48621984a826977d053eb284\"");
    }

    /** RFC 7616 3.9.1. */
    @Test
    void answersAsTheStandardDoes() {
        SipRequest get = (SipRequest) SipMessage.decodeOrThrow(Samples.bytes("GET /dir/index.html SIP/2.0\r\n\r\n"));
        DigestSecret secret = DigestSecret.ofPassword("Circle of Life".toCharArray());
        for (DigestAlgorithm algorithm : List.of(DigestAlgorithm.MD5, DigestAlgorithm.SHA_256)) {
            DigestChallenge challenge = DigestChallenge.builder(
                            "http-auth@example.org", "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", algorithm)
                    .auth()
                    .authInt()
                    .opaque("FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS")
                    .build();
            assertThat(DigestCredentials.answer(
                                    challenge, "Mufasa", secret, get, 1, "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ")
                            .toString())
                    .contains(
                            algorithm == DigestAlgorithm.MD5
                                    ? "response=\"8ca523f5e9506fed4657c9700eebdbec\""
                                    : "response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\"");
        }
    }

    /** RFC 7616 3.4.2 and 3.4.3, in its own words. */
    @Test
    void bindsToASessionAndToABody() {
        DigestAlgorithm md5 = DigestAlgorithm.MD5_SESS;
        String first = md5.hash(md5.hash("alice:emcc.example:s3cret") + ":bm9uY2U:0a4f113b");
        String middle = ":bm9uY2U:00000001:0a4f113b:auth:";
        assertThat(answer(challenge(md5).auth().build()).toString())
                .contains("response=\"" + md5.hash(first + middle + md5.hash("REGISTER:sip:192.0.2.1")) + "\"");
        DigestAlgorithm sha = DigestAlgorithm.SHA_256;
        String second = sha.hash("REGISTER:sip:192.0.2.1:" + sha.hash(""));
        String whole = sha.hash("alice:emcc.example:s3cret") + ":bm9uY2U:00000001:0a4f113b:auth-int:" + second;
        assertThat(answer(challenge(sha).authInt().build()).toString())
                .contains("response=\"" + sha.hash(whole) + "\"");
    }

    @Test
    void checksWhatItAnswers() {
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            for (DigestChallenge challenge : List.of(
                    challenge(algorithm).build(),
                    challenge(algorithm).auth().build(),
                    challenge(algorithm).authInt().opaque("o\"p").build(),
                    challenge(algorithm).auth().userHash().utf8().build())) {
                DigestCredentials credentials =
                        DigestCredentials.decodeOrThrow(answer(challenge).toString());
                assertThat(credentials).isEqualTo(answer(challenge));
                assertThat(check(challenge, credentials))
                        .as(challenge.toString())
                        .isEqualTo(DigestCredentials.Outcome.RIGHT);
                assertThat(credentials.check(challenge, "bob", SECRET, REGISTER))
                        .isEqualTo(DigestCredentials.Outcome.WRONG);
                assertThat(credentials.check(
                                challenge, "alice", DigestSecret.ofPassword("S3cret".toCharArray()), REGISTER))
                        .isEqualTo(DigestCredentials.Outcome.WRONG);
                assertThat(credentials.isOf("alice")).isTrue();
                assertThat(credentials.isOf("bob")).isFalse();
                assertThat(credentials.username().equals("alice")).isNotEqualTo(challenge.hasUserHash());
                assertThat(credentials.count())
                        .isEqualTo(challenge.protections().isEmpty() ? 0 : 1);
            }
        }
    }

    @Test
    void coversTheBodyWhereThatIsAsked() {
        SipRequest one = REGISTER.toBuilder()
                .body(ContentType.of("text", "plain"), Samples.bytes("one"))
                .build();
        SipRequest other = REGISTER.toBuilder()
                .body(ContentType.of("text", "plain"), Samples.bytes("other"))
                .build();
        DigestChallenge covered = challenge(DigestAlgorithm.SHA_256).authInt().build();
        DigestCredentials credentials = DigestCredentials.answer(covered, "alice", SECRET, one, 1, "c");
        assertThat(credentials.check(covered, "alice", SECRET, one)).isEqualTo(DigestCredentials.Outcome.RIGHT);
        assertThat(credentials.check(covered, "alice", SECRET, other)).isEqualTo(DigestCredentials.Outcome.WRONG);
    }

    @Test
    void tellsWhatIsAmiss() {
        DigestChallenge challenge =
                challenge(DigestAlgorithm.SHA_256).auth().opaque("o").build();
        DigestCredentials good = answer(challenge);
        assertThat(check(challenge(DigestAlgorithm.MD5).auth().opaque("o").build(), good))
                .isEqualTo(DigestCredentials.Outcome.OTHER_CHALLENGE);
        assertThat(check(
                        challenge(DigestAlgorithm.SHA_256).authInt().opaque("o").build(), good))
                .isEqualTo(DigestCredentials.Outcome.OTHER_CHALLENGE);
        assertThat(check(challenge(DigestAlgorithm.SHA_256).auth().build(), good))
                .isEqualTo(DigestCredentials.Outcome.OTHER_CHALLENGE);
        assertThat(check(
                        challenge,
                        answer(challenge(DigestAlgorithm.SHA_256).opaque("o").build())))
                .isEqualTo(DigestCredentials.Outcome.OTHER_CHALLENGE);
        DigestChallenge next = DigestChallenge.builder("emcc.example", "other", DigestAlgorithm.SHA_256)
                .auth()
                .opaque("o")
                .build();
        assertThat(check(next, good)).isEqualTo(DigestCredentials.Outcome.OTHER_NONCE);
        DigestCredentials renamed =
                DigestCredentials.decodeOrThrow(good.toString().replace("alice", "bob"));
        assertThat(check(challenge, renamed)).isEqualTo(DigestCredentials.Outcome.WRONG);
        SipRequest elsewhere = SipRequest.builder("REGISTER", Uri.decodeOrThrow("sip:192.0.2.2"))
                .build();
        assertThat(good.check(challenge, "alice", SECRET, elsewhere)).isEqualTo(DigestCredentials.Outcome.OTHER_URI);
        SipRequest invite =
                SipRequest.builder("INVITE", Uri.decodeOrThrow("sip:192.0.2.1")).build();
        assertThat(good.check(challenge, "alice", SECRET, invite)).isEqualTo(DigestCredentials.Outcome.WRONG);
    }

    @Test
    void comparesTheUriAsUri() {
        SipRequest upper = SipRequest.builder("REGISTER", Uri.decodeOrThrow("sip:HC.example"))
                .build();
        SipRequest lower = SipRequest.builder("REGISTER", Uri.decodeOrThrow("SIP:hc.example"))
                .build();
        DigestChallenge challenge = challenge(DigestAlgorithm.MD5).auth().build();
        DigestCredentials credentials = DigestCredentials.answer(challenge, "alice", SECRET, upper, 1, "c");
        assertThat(credentials.check(challenge, "alice", SECRET, lower)).isEqualTo(DigestCredentials.Outcome.RIGHT);
    }

    @Test
    void aKeptHashServesForItsUserOnly() {
        DigestSecret hash =
                DigestSecret.ofHash(DigestAlgorithm.MD5, DigestAlgorithm.MD5.hash("alice:emcc.example:s3cret"));
        DigestChallenge challenge = challenge(DigestAlgorithm.MD5_SESS).auth().build();
        assertThat(answer(challenge).check(challenge, "alice", hash, REGISTER))
                .isEqualTo(DigestCredentials.Outcome.RIGHT);
        assertThat(DigestCredentials.answer(challenge, "alice", hash, REGISTER, 1, "0a4f113b"))
                .isEqualTo(answer(challenge));
        DigestChallenge other = challenge(DigestAlgorithm.SHA_256).auth().build();
        assertThat(answer(other).check(other, "alice", hash, REGISTER))
                .isEqualTo(DigestCredentials.Outcome.OTHER_CHALLENGE);
        assertThatThrownBy(() -> DigestCredentials.answer(other, "alice", hash, REGISTER, 1, "c"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DigestSecret.ofHash(DigestAlgorithm.MD5, "abc"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void countsInEightDigits() {
        DigestChallenge challenge = challenge(DigestAlgorithm.MD5).auth().build();
        DigestCredentials credentials = DigestCredentials.answer(challenge, "alice", SECRET, REGISTER, 255, "c");
        assertThat(credentials.toString()).endsWith("nc=000000ff");
        assertThat(credentials.count()).isEqualTo(255);
        assertThat(DigestCredentials.decode(credentials.toString().replace("000000ff", "ff"))
                        .value())
                .isEmpty();
    }

    @Test
    void readsWithAndWithoutQuotes() {
        DigestCredentials odd =
                DigestCredentials.decodeOrThrow("digest  USERNAME=alice,realm=\"a\\\"b\" , nonce=n,uri=\"sip:h\","
                        + "response=abc,algorithm=\"MD5\",qop=\"auth\",nc=\"00000002\",cnonce=c,more=\"x\"");
        assertThat(odd.username()).isEqualTo("alice");
        assertThat(odd.realm()).isEqualTo("a\"b");
        assertThat(odd.count()).isEqualTo(2);
        assertThat(odd.nonce()).isEqualTo("n");
        for (String text : List.of(
                "",
                "Basic abc=",
                "Digest",
                "Digest username=a",
                "Digest username=a,realm=r,nonce=n,uri=u",
                "Digest username=a,realm=r,nonce=n,uri=u,response=r,response=r",
                "Digest username=a,realm=r,nonce=n,uri=u,response=r,qop=auth",
                "Digest username*=latin1''a,realm=r,nonce=n,uri=u,response=r",
                "Digest username=\"a,realm=r,nonce=n,uri=u,response=r",
                "Digest a=b" + ",c=d".repeat(100))) {
            assertThat(DigestCredentials.decode(text).value()).as(text).isEmpty();
        }
        assertThat(DigestChallenge.decode("Digest realm=r").value()).isEmpty();
        assertThat(DigestChallenge.decode("Digest nonce=n").value()).isEmpty();
    }

    @Test
    void namesThatAreNoAsciiAreWrittenSo() {
        DigestChallenge challenge =
                challenge(DigestAlgorithm.SHA_256).auth().utf8().build();
        DigestCredentials credentials =
                DigestCredentials.answer(challenge, "J\u00e4s\u00f8n", SECRET, REGISTER, 1, "c");
        assertThat(credentials.toString())
                .contains("username*=UTF-8''J%C3%A4s%C3%B8n")
                .doesNotContain("username=");
        assertThat(DigestCredentials.decodeOrThrow(credentials.toString())
                        .check(challenge, "J\u00e4s\u00f8n", SECRET, REGISTER))
                .isEqualTo(DigestCredentials.Outcome.RIGHT);
    }

    @Test
    void aClientTakesTheFirstThatItKnows() {
        List<String> offered = List.of(
                "Other realm=r",
                "Digest realm=\"r\", nonce=\"1\", algorithm=SHA-1024",
                "Digest realm=\"r\", nonce=\"2\", algorithm=SHA-256, qop=\"strange\"",
                "Digest realm=\"r\", nonce=\"3\", algorithm=SHA-256, qop=\"strange, AUTH\", stale=TRUE",
                "Digest realm=\"r\", nonce=\"4\"");
        EnumSet<DigestAlgorithm> all = EnumSet.allOf(DigestAlgorithm.class);
        DigestChallenge chosen = DigestChallenge.choose(offered, all).orElseThrow();
        assertThat(chosen.nonce()).isEqualTo("3");
        assertThat(chosen.isStale()).isTrue();
        assertThat(chosen.protections()).containsExactly("strange", "auth");
        assertThat(DigestChallenge.choose(offered, EnumSet.of(DigestAlgorithm.MD5))
                        .map(DigestChallenge::nonce))
                .contains("4");
        assertThat(DigestChallenge.choose(offered, EnumSet.of(DigestAlgorithm.SHA_512_256)))
                .isEmpty();
    }

    @Test
    void theSecretIsSeenNowhere() {
        DigestSecret secret = DigestSecret.ofPassword(Canary.PIN.toCharArray());
        DigestChallenge challenge = challenge(DigestAlgorithm.MD5).auth().build();
        DigestCredentials credentials = DigestCredentials.answer(challenge, "alice", secret, REGISTER, 1, "c");
        Canary.mustNotBeIn("the secret", secret.toString());
        Canary.mustNotBeIn("the credentials", credentials.toString());
        assertThat(secret).hasToString("DigestSecret[hidden]");
        assertThat(DigestSecret.ofHash(DigestAlgorithm.MD5, "0".repeat(32))).hasToString("DigestSecret[hidden]");
    }

    @Test
    void brokenHeadersThrowNothingElse() {
        byte[] good = Samples.bytes(
                answer(challenge(DigestAlgorithm.SHA_256).auth().opaque("o").build())
                        .toString());
        String whole = new String(good, StandardCharsets.UTF_8);
        int at = whole.indexOf("response=") + 10;
        String response = whole.substring(at, at + 64);
        int cases = Seeds.cases(100_000);
        int read = 0;
        DigestChallenge challenge =
                challenge(DigestAlgorithm.SHA_256).auth().opaque("o").build();
        for (int i = 0; i < cases; i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            String text = new String(Mutator.mutate(good, random), StandardCharsets.UTF_8);
            try {
                DigestChallenge.decode(text);
                var credentials = DigestCredentials.decode(text).value();
                if (credentials.isPresent()) {
                    read++;
                    if (check(challenge, credentials.get()) == DigestCredentials.Outcome.RIGHT) {
                        assertThat(text.replace("\\", "")).containsIgnoringCase(response);
                    }
                }
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + Seeds.seed() + ", case " + i, e);
            }
        }
        assertThat(read).as("cases that could be read, of " + cases).isBetween(cases / 10, cases);
    }
}
