package org.emcc.sip.registration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.emcc.sip.message.DigestAlgorithm;
import org.emcc.sip.message.DigestChallenge;
import org.emcc.sip.message.DigestCredentials;
import org.emcc.sip.message.DigestSecret;
import org.emcc.sip.message.SipHeader;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.message.SipResponse;
import org.jspecify.annotations.Nullable;

/**
 * Answers the challenges of one server, within one session. Once challenged, further requests bring their answer with them, each with
 * the next count. Confined to the loop of its endpoint.
 *
 * <p>Of several challenges the one with the strongest known algorithm is answered, whatever their order: RFC 8760 2.4 lets a client
 * decide, and a server that lists MD5 first is no reason to use it. Source: sip 5.10; RFC 3261 22, RFC 7616, RFC 8760.
 */
final class DigestAnswers {
    /** One for the first challenge, one for a nonce that was too old. */
    private static final int MOST_REPEATS = 2;

    /** The most characters of what answers a challenge. Our choice; what a challenge says is given back in it. */
    private static final int MOST_ANSWER = 4_096;

    private static final List<Set<DigestAlgorithm>> STRONGEST_FIRST = List.of(
            Set.of(DigestAlgorithm.SHA_512_256, DigestAlgorithm.SHA_512_256_SESS),
            Set.of(DigestAlgorithm.SHA_256, DigestAlgorithm.SHA_256_SESS),
            Set.of(DigestAlgorithm.MD5, DigestAlgorithm.MD5_SESS));

    /** Who the phone is to servers. */
    record Account(String user, DigestSecret secret) {}

    private final @Nullable Account account;
    private final Ids ids;
    /** By the header that answers. */
    private final Map<String, Known> known = new HashMap<>();

    /** A challenge and how it is answered. */
    private static final class Known {
        private final DigestChallenge challenge;
        private final String cnonce;
        private int count;

        Known(DigestChallenge challenge, String cnonce) {
            this.challenge = challenge;
            this.cnonce = cnonce;
        }
    }

    /** One request with its repetitions. */
    static final class Attempt {
        /** The nonce that was answered last, by the header that answered. */
        private final Map<String, String> carried = new HashMap<>();

        private final Set<String> challenged = new HashSet<>();
        private int repeats;
    }

    DigestAnswers(@Nullable Account account, Ids ids) {
        this.account = account;
        this.ids = ids;
    }

    /** The request with the answers to what the server is known to ask. */
    SipRequest authorized(SipRequest request, Attempt attempt) {
        Account who = account;
        if (who == null || known.isEmpty()) {
            return request;
        }
        SipRequest.Builder with = request.toBuilder();
        known.forEach((header, one) -> {
            one.count++;
            attempt.carried.put(header, one.challenge.nonce());
            with.header(
                    header,
                    DigestCredentials.answer(one.challenge, who.user(), who.secret(), request, one.count, one.cnonce)
                            .toString());
        });
        return with.build();
    }

    /**
     * Whether the request is to be repeated. It is not when the server asks for nothing that is known here, or does not accept what it
     * got: who does not know the secret gets challenged again, and not as stale.
     */
    boolean isRepeated(SipRequest request, SipResponse response, Attempt attempt) {
        boolean proxy = response.status() == 407;
        Account who = account;
        if (who == null || (!proxy && response.status() != 401) || attempt.repeats >= MOST_REPEATS) {
            return false;
        }
        String header = proxy ? "Proxy-Authorization" : "Authorization";
        Optional<DigestChallenge> challenge = strongest(
                response.headers(proxy ? "Proxy-Authenticate" : "WWW-Authenticate").stream()
                        .map(SipHeader::value)
                        .toList(),
                request,
                who);
        if (challenge.isEmpty()) {
            return false;
        }
        String nonce = challenge.get().nonce();
        boolean again = !attempt.challenged.add(header);
        if (nonce.equals(attempt.carried.get(header))
                || (again && !challenge.get().isStale())) {
            known.remove(header);
            return false;
        }
        attempt.repeats++;
        Known before = known.get(header);
        if (before == null || !before.challenge.nonce().equals(nonce)) {
            known.put(header, new Known(challenge.get(), ids.hex(16)));
        }
        return true;
    }

    private static Optional<DigestChallenge> strongest(List<String> challenges, SipRequest request, Account account) {
        List<DigestChallenge> offered = new ArrayList<>();
        for (Set<DigestAlgorithm> algorithms : STRONGEST_FIRST) {
            DigestChallenge.choose(challenges, algorithms).ifPresent(offered::add);
        }
        return offered.stream()
                .filter(one -> isAnswerable(one, request, account))
                .findFirst();
    }

    /** A hash serves for its own algorithm only; and an answer must have its place in a request. */
    private static boolean isAnswerable(DigestChallenge challenge, SipRequest request, Account account) {
        try {
            String answer = DigestCredentials.answer(challenge, account.user(), account.secret(), request, 1, "0")
                    .toString();
            return answer.length() <= MOST_ANSWER
                    && answer.chars().noneMatch(c -> Character.isISOControl(c) || c == RegisterRequest.NO_UTF_8);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
