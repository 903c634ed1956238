package org.emcc.sip.registration;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.emcc.core.id.DeviceName;
import org.emcc.sip.message.DigestAlgorithm;
import org.emcc.sip.message.DigestChallenge;
import org.emcc.sip.message.DigestCredentials;
import org.emcc.sip.message.DigestSecret;
import org.emcc.sip.message.SipHeader;
import org.emcc.sip.message.SipRequest;
import org.jspecify.annotations.Nullable;

/**
 * Lets those pass who prove by digest which device they are. It holds something only of who has proved it: for each device the last
 * nonce and its count, as long as that nonce is good. Whoever answers a nonce that is older, or with a count that does not grow, is
 * challenged anew. Confined to the loop of its registrar.
 *
 * <p>Source: RFC 7616 3.4 and 5.5, RFC 8760 2.3; sip 4.3, 4.4 and 5.10.
 */
final class DigestGate {
    /** What is looked at of the Authorization headers of one request. Our choice; a phone writes one. */
    private static final int MOST_HEADERS = 4;

    private static final int MOST_USERNAME = 255;

    /** For users that do not exist, so that they take as long as others. */
    private static final DigestUser NOBODY = DigestUser.withoutDevice(DigestSecret.ofPassword(new char[0]));

    /** What is decided. */
    sealed interface Decision {
        /** The sender is this device. */
        record Passed(DeviceName device) implements Decision {}

        /** The sender has to prove who it is. */
        record Refused(Refusal refusal) implements Decision {}
    }

    private record Used(Nonces.Issued nonce, long count) {}

    private final String realm;
    private final DigestUsers users;
    private final List<DigestAlgorithm> algorithms;
    private final Nonces nonces;
    private final Map<DeviceName, Used> used = new LinkedHashMap<>();
    /** The latest nonce that was used and is forgotten: stale then, but not for ever where the clock is set back. */
    private long forgotten;

    /** The algorithms are offered in their order. */
    DigestGate(
            String realm,
            DigestUsers users,
            List<DigestAlgorithm> algorithms,
            Duration nonceLife,
            RandomGenerator random) {
        this.realm = realm;
        this.users = users;
        this.algorithms = List.copyOf(algorithms);
        this.nonces = new Nonces(random, realm, nonceLife);
    }

    /**
     * Decides about a request.
     *
     * @param named the device that its contact names, or null for a third-party phone
     * @param source where it came from
     */
    Decision check(SipRequest request, @Nullable DeviceName named, InetAddress source, Instant now) {
        if (named != null && !users.isDemandedOf(named)) {
            return new Decision.Passed(named);
        }
        Optional<DigestCredentials> given = credentials(request);
        Optional<Nonces.Issued> issued = given.flatMap(one -> nonces.read(one.nonce(), source));
        if (issued.isEmpty()) {
            return challenge(now, source, false);
        }
        DigestCredentials credentials = given.get();
        Optional<DigestUser> found = users.find(credentials.username());
        DigestUser user = found.orElse(NOBODY);
        DigestCredentials.Outcome outcome = outcome(credentials, user, request);
        if (outcome == DigestCredentials.Outcome.OTHER_URI) {
            return new Decision.Refused(new Refusal(400, "Bad Request", "the credentials are for another Request-URI"));
        }
        if (outcome != DigestCredentials.Outcome.RIGHT || found.isEmpty()) {
            return challenge(now, source, false);
        }
        if (nonces.isStale(issued.get(), now)) {
            return challenge(now, source, true);
        }
        Optional<DeviceName> device = user.device();
        if (device.isEmpty() || (named != null && !named.equals(device.get()))) {
            return new Decision.Refused(
                    new Refusal(404, "Not Found", "the digest user is not associated with the device"));
        }
        Used last = used.get(device.get());
        Used next = new Used(issued.get(), credentials.count());
        boolean maybeUsed = last == null && issued.get().number() <= forgotten;
        if (maybeUsed || !isNews(last, next)) {
            return challenge(now, source, true);
        }
        forget(now);
        used.remove(device.get());
        used.put(device.get(), next);
        return new Decision.Passed(device.get());
    }

    private static boolean isNews(@Nullable Used last, Used next) {
        if (last == null || next.count() == 0) {
            return next.count() > 0;
        }
        int age = next.nonce().compareTo(last.nonce());
        return age > 0 || (age == 0 && next.count() > last.count());
    }

    /** Those that were used longest ago, as far as their nonces are stale now. */
    private void forget(Instant now) {
        Iterator<Used> oldest = used.values().iterator();
        while (oldest.hasNext()) {
            Nonces.Issued nonce = oldest.next().nonce();
            if (!nonces.isStale(nonce, now)) {
                break;
            }
            forgotten = Math.max(forgotten, nonce.number());
            oldest.remove();
        }
    }

    /** Whether a device has to prove itself. */
    boolean isDemandedOf(DeviceName device) {
        return users.isDemandedOf(device);
    }

    /** Whose failures those of this are. */
    Class<?> port() {
        return users.getClass();
    }

    /** How many devices something is held of. */
    int held() {
        return used.size();
    }

    private Optional<DigestCredentials> credentials(SipRequest request) {
        return request.headers("Authorization").stream()
                .limit(MOST_HEADERS)
                .flatMap(header -> DigestCredentials.decode(header.value()).value().stream())
                .filter(one -> one.realm().equals(realm)
                        && !one.username().isEmpty()
                        && one.username().length() <= MOST_USERNAME)
                .findFirst();
    }

    private DigestCredentials.Outcome outcome(DigestCredentials credentials, DigestUser user, SipRequest request) {
        DigestCredentials.Outcome outcome = DigestCredentials.Outcome.OTHER_CHALLENGE;
        for (DigestAlgorithm algorithm : algorithms) {
            DigestChallenge challenge = DigestChallenge.builder(realm, credentials.nonce(), algorithm)
                    .auth()
                    .build();
            outcome = credentials.check(challenge, credentials.username(), user.secret(), request);
            if (outcome != DigestCredentials.Outcome.OTHER_CHALLENGE) {
                break;
            }
        }
        return outcome;
    }

    private Decision challenge(Instant now, InetAddress source, boolean stale) {
        String nonce = nonces.issue(now, source);
        List<SipHeader> headers = new ArrayList<>();
        for (DigestAlgorithm algorithm : algorithms) {
            DigestChallenge.Builder challenge =
                    DigestChallenge.builder(realm, nonce, algorithm).auth();
            if (stale) {
                challenge.stale();
            }
            headers.add(SipHeader.of("WWW-Authenticate", challenge.build().toString()));
        }
        String why = stale ? "the nonce is too old, or was used already" : "the device has to prove its digest user";
        return new Decision.Refused(new Refusal(401, "Unauthorized", why, headers));
    }
}
