package org.emcc.sip.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.emcc.sip.message.DigestAlgorithm;
import org.emcc.sip.message.DigestChallenge;
import org.emcc.sip.message.DigestCredentials;
import org.emcc.sip.message.DigestSecret;
import org.emcc.sip.message.SipHeader;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.message.SipResponse;
import org.emcc.sip.message.Uri;
import org.junit.jupiter.api.Test;

class DigestAnswersTest {
    private static final DigestSecret SECRET = DigestSecret.ofPassword("planted-secret".toCharArray());
    private static final SipRequest REQUEST = SipRequest.builder(
                    "REGISTER", Uri.decode("sip:192.0.2.1").value().orElseThrow())
            .header("CSeq", "101 REGISTER")
            .build();

    private final DigestAnswers.Attempt attempt = new DigestAnswers.Attempt();

    private static DigestAnswers answers(DigestSecret secret) {
        return new DigestAnswers(new DigestAnswers.Account("alice", secret), new Ids(new Random(1)));
    }

    private static DigestChallenge.Builder challenge(String nonce, DigestAlgorithm algorithm) {
        return DigestChallenge.builder("emcc.example", nonce, algorithm).auth();
    }

    private static SipResponse response(int status, DigestChallenge... challenges) {
        SipResponse.Builder response = SipResponse.builder(status, "Unauthorized");
        for (DigestChallenge one : challenges) {
            response.header(status == 407 ? "Proxy-Authenticate" : "WWW-Authenticate", one.toString());
        }
        return response.build();
    }

    private static String header(SipRequest request, String name) {
        return request.header(name).map(SipHeader::value).orElse("");
    }

    /** What a server would say that has sent this challenge. */
    private static DigestCredentials.Outcome check(SipRequest request, String header, DigestChallenge challenge) {
        return DigestCredentials.decodeOrThrow(header(request, header)).check(challenge, "alice", SECRET, request);
    }

    @Test
    void answersTheStrongestInWhateverOrder() {
        DigestChallenge md5 = challenge("n1", DigestAlgorithm.MD5).build();
        DigestChallenge sha = challenge("n2", DigestAlgorithm.SHA_256).build();
        DigestChallenge best = challenge("n3", DigestAlgorithm.SHA_512_256).build();
        for (List<DigestChallenge> offered : List.of(List.of(md5, sha, best), List.of(best, sha, md5))) {
            DigestAnswers answers = answers(SECRET);
            DigestAnswers.Attempt one = new DigestAnswers.Attempt();
            assertThat(answers.isRepeated(REQUEST, response(401, offered.toArray(DigestChallenge[]::new)), one))
                    .isTrue();
            SipRequest again = answers.authorized(REQUEST, one);
            assertThat(check(again, "Authorization", best)).isEqualTo(DigestCredentials.Outcome.RIGHT);
        }
        DigestAnswers hashed = answers(DigestSecret.ofHash(DigestAlgorithm.MD5, "0".repeat(32)));
        assertThat(hashed.isRepeated(REQUEST, response(401, md5, sha), attempt)).isTrue();
        assertThat(header(hashed.authorized(REQUEST, attempt), "Authorization"))
                .as("a hash serves for its own algorithm")
                .contains("algorithm=MD5", "nonce=\"n1\"");
        assertThat(hashed.isRepeated(REQUEST, response(401, sha), new DigestAnswers.Attempt()))
                .isFalse();
    }

    @Test
    void aProxyIsAnsweredInItsOwnHeaderBesideTheRegistrar() {
        DigestAnswers answers = answers(SECRET);
        DigestChallenge proxy = challenge("p", DigestAlgorithm.SHA_256).build();
        DigestChallenge registrar = challenge("r", DigestAlgorithm.MD5).build();
        assertThat(answers.isRepeated(REQUEST, response(407, proxy), attempt)).isTrue();
        assertThat(answers.isRepeated(answers.authorized(REQUEST, attempt), response(401, registrar), attempt))
                .isTrue();
        SipRequest again = answers.authorized(REQUEST, attempt);
        assertThat(check(again, "Proxy-Authorization", proxy)).isEqualTo(DigestCredentials.Outcome.RIGHT);
        assertThat(check(again, "Authorization", registrar)).isEqualTo(DigestCredentials.Outcome.RIGHT);
    }

    @Test
    void whatIsKnownIsAnsweredAtOnceWithTheNextCount() {
        DigestAnswers answers = answers(SECRET);
        DigestChallenge first = challenge("n", DigestAlgorithm.SHA_256).build();
        assertThat(answers.isRepeated(REQUEST, response(401, first), attempt)).isTrue();
        DigestCredentials one =
                DigestCredentials.decodeOrThrow(header(answers.authorized(REQUEST, attempt), "Authorization"));
        DigestCredentials two = DigestCredentials.decodeOrThrow(
                header(answers.authorized(REQUEST, new DigestAnswers.Attempt()), "Authorization"));
        assertThat(List.of(one.count(), two.count())).containsExactly(1L, 2L);
        assertThat(answers.isRepeated(REQUEST, response(401, first), new DigestAnswers.Attempt()))
                .as("a request that was on its way without an answer")
                .isTrue();
        SipRequest third = answers.authorized(REQUEST, new DigestAnswers.Attempt());
        assertThat(DigestCredentials.decodeOrThrow(header(third, "Authorization"))
                        .count())
                .isEqualTo(3);
    }

    @Test
    void aNonceThatIsTooOldIsReplacedOnce() {
        DigestAnswers answers = answers(SECRET);
        assertThat(answers.isRepeated(
                        REQUEST,
                        response(401, challenge("a", DigestAlgorithm.MD5).build()),
                        attempt))
                .isTrue();
        SipRequest second = answers.authorized(REQUEST, attempt);
        DigestChallenge stale = challenge("b", DigestAlgorithm.MD5).stale().build();
        assertThat(answers.isRepeated(second, response(401, stale), attempt)).isTrue();
        SipRequest third = answers.authorized(REQUEST, attempt);
        assertThat(check(third, "Authorization", stale)).isEqualTo(DigestCredentials.Outcome.RIGHT);
        DigestChallenge again = challenge("c", DigestAlgorithm.MD5).stale().build();
        assertThat(answers.isRepeated(third, response(401, again), attempt))
                .as("no loop")
                .isFalse();
    }

    @Test
    void aRefreshMayMeetANewNonceWithoutBeingWrong() {
        DigestAnswers answers = answers(SECRET);
        assertThat(answers.isRepeated(
                        REQUEST,
                        response(401, challenge("a", DigestAlgorithm.MD5).build()),
                        attempt))
                .isTrue();
        DigestAnswers.Attempt refresh = new DigestAnswers.Attempt();
        SipRequest with = answers.authorized(REQUEST, refresh);
        DigestChallenge other = challenge("b", DigestAlgorithm.MD5).build();
        assertThat(answers.isRepeated(with, response(401, other), refresh)).isTrue();
        assertThat(check(answers.authorized(REQUEST, refresh), "Authorization", other))
                .isEqualTo(DigestCredentials.Outcome.RIGHT);
    }

    @Test
    void whoIsWrongStops() {
        DigestAnswers answers = answers(SECRET);
        DigestChallenge first = challenge("a", DigestAlgorithm.MD5).build();
        assertThat(answers.isRepeated(REQUEST, response(401, first), attempt)).isTrue();
        SipRequest second = answers.authorized(REQUEST, attempt);
        assertThat(answers.isRepeated(
                        second,
                        response(401, challenge("b", DigestAlgorithm.MD5).build()),
                        attempt))
                .as("another nonce, not stale")
                .isFalse();
        DigestAnswers.Attempt other = new DigestAnswers.Attempt();
        assertThat(answers.isRepeated(REQUEST, response(401, first), other)).isTrue();
        SipRequest sent = answers.authorized(REQUEST, other);
        assertThat(answers.isRepeated(
                        sent,
                        response(
                                401, challenge("a", DigestAlgorithm.MD5).stale().build()),
                        other))
                .as("the same nonce, whatever it is called")
                .isFalse();
    }

    @Test
    void nothingElseIsRepeated() {
        DigestAnswers answers = answers(SECRET);
        DigestChallenge known = challenge("a", DigestAlgorithm.MD5).build();
        assertThat(answers.isRepeated(REQUEST, response(403, known), attempt)).isFalse();
        assertThat(answers.isRepeated(REQUEST, response(401), attempt)).isFalse();
        SipResponse unknown = SipResponse.builder(401, "Unauthorized")
                .header("WWW-Authenticate", "Digest realm=\"r\", nonce=\"n\", algorithm=WHIRL")
                .header("WWW-Authenticate", "Negotiate x")
                .build();
        assertThat(answers.isRepeated(REQUEST, unknown, attempt)).isFalse();
        DigestAnswers nobody = new DigestAnswers(null, new Ids(new Random(1)));
        assertThat(nobody.isRepeated(REQUEST, response(401, known), attempt)).isFalse();
        assertThat(nobody.authorized(REQUEST, attempt)).isEqualTo(REQUEST);
    }

    @Test
    void theSecretDoesNotPrint() {
        assertThat(new DigestAnswers.Account("alice", SECRET).toString()).doesNotContain("planted-secret");
    }
}
