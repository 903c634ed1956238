package org.emcc.sip.message;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.Decoded;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * What a user proves to a server: the value of Authorization or Proxy-Authorization.
 *
 * <p>Who answers counts the answers to one nonce from 1 on, answers no nonce twice with the same count, and repeats a request once for
 * each new nonce. Who checks looks that the count of a nonce grows; this type keeps no state.
 *
 * <p>Source: RFC 7616 3.4, RFC 3261 22.4, RFC 8760; sip 5.10.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class DigestCredentials {
    private static final int MAX_COUNT_DIGITS = 8;

    private final String username;
    private final boolean userHash;
    private final String realm;
    private final String nonce;
    private final String uri;
    private final String response;
    private final @Nullable String algorithm;
    private final @Nullable String cnonce;
    private final @Nullable String opaque;
    private final @Nullable String protection;
    private final @Nullable String count;

    private DigestCredentials(Draft from) {
        this.username = from.username;
        this.userHash = from.userHash;
        this.realm = from.realm;
        this.nonce = from.nonce;
        this.uri = from.uri;
        this.response = from.response;
        this.algorithm = from.algorithm;
        this.cnonce = from.cnonce;
        this.opaque = from.opaque;
        this.protection = from.protection;
        this.count = from.count;
    }

    /** How credentials stand to a challenge. */
    public enum Outcome {
        /** The user knows the secret. */
        RIGHT,
        /** The user does not know it. */
        WRONG,
        /** They answer another nonce: they are to be challenged again, as stale when the nonce was the server's own. */
        OTHER_NONCE,
        /** They are for another Request-URI, which is refused with 400. */
        OTHER_URI,
        /** They are of another realm, algorithm or protection than the challenge, or miss a part: as if there were none. */
        OTHER_CHALLENGE
    }

    /**
     * Answers a challenge. Of the protections, {@code auth} is taken where it is offered, and the old form where none is.
     *
     * @param challenge the challenge, whose algorithm has to be known
     * @param username the user
     * @param secret what the user knows
     * @param request the request that is to be sent again, with its method, Request-URI and body
     * @param count how many requests have answered this nonce, this one counted: 1 or more
     * @param cnonce a random number of the client's own, as text; new for each nonce
     * @return the credentials
     * @throws IllegalArgumentException when the challenge cannot be answered, or the secret is a hash of another algorithm
     */
    public static DigestCredentials answer(
            DigestChallenge challenge,
            String username,
            DigestSecret secret,
            SipRequest request,
            int count,
            String cnonce) {
        DigestAlgorithm algorithm = challenge
                .algorithm()
                .orElseThrow(() -> new IllegalArgumentException("challenge must be of a known algorithm"));
        Require.text(username, "username", 255);
        Require.text(cnonce, "cnonce", 255);
        Require.range(count, "count", 1, Integer.MAX_VALUE);
        Draft draft = new Draft();
        draft.username = username;
        draft.realm = challenge.realm();
        draft.nonce = challenge.nonce();
        draft.uri = request.uriText();
        draft.algorithm = algorithm.text();
        draft.opaque = challenge.opaque().orElse(null);
        if (!challenge.protections().isEmpty()) {
            draft.protection = challenge.protections().contains("auth") ? "auth" : "auth-int";
            if (!challenge.protections().contains(draft.protection)) {
                throw new IllegalArgumentException("challenge must offer auth or auth-int");
            }
            draft.count = String.format("%08x", count);
        }
        if (draft.protection != null || algorithm.isSession()) {
            draft.cnonce = cnonce;
        }
        String hash = secret.hash(algorithm, username, challenge.realm())
                .orElseThrow(() ->
                        new IllegalArgumentException("secret must be a password or a hash of " + algorithm.text()));
        draft.response = new DigestCredentials(draft).expected(algorithm, hash, request);
        if (challenge.hasUserHash()) {
            draft.userHash = true;
            draft.username = algorithm.hash(username + ":" + challenge.realm());
        }
        return new DigestCredentials(draft);
    }

    /**
     * Reads the value of a header.
     *
     * @param text the value
     * @return the credentials, or why they are none: another scheme, a parameter twice, one missing
     */
    public static Decoded<DigestCredentials> decode(String text) {
        return Grammar.decode(text, DigestCredentials::decodeOrThrow);
    }

    /**
     * Reads the value of a header.
     *
     * @param text the value
     * @return the credentials
     * @throws SipFormatException when they are none
     */
    public static DigestCredentials decodeOrThrow(String text) {
        AuthParameters all = AuthParameters.read(Objects.requireNonNull(text, "text"));
        Draft read = new Draft();
        Optional<String> extended = all.value("username*");
        read.username = extended.isPresent() ? extended(extended.get()) : all.demand("username");
        read.userHash = all.isTrue("userhash");
        read.realm = all.demand("realm");
        read.nonce = all.demand("nonce");
        read.uri = all.demand("uri");
        read.response = all.demand("response");
        read.algorithm = all.value("algorithm").orElse(null);
        read.cnonce = all.value("cnonce").orElse(null);
        read.opaque = all.value("opaque").orElse(null);
        read.protection = all.value("qop").map(Grammar::lower).orElse(null);
        read.count = all.value("nc").orElse(null);
        if (read.count != null
                && (read.count.length() != MAX_COUNT_DIGITS
                        || !read.count.chars().allMatch(Grammar::isHex))) {
            throw SipFormatException.at(0, "nc must be 8 hexadecimal digits", read.count);
        }
        if (read.protection != null && (read.count == null || read.cnonce == null)) {
            throw SipFormatException.at(0, "nc and cnonce must be there with qop");
        }
        return new DigestCredentials(read);
    }

    /** Source: RFC 5987 3.2, RFC 7616 3.4. */
    private static String extended(String value) {
        if (!value.regionMatches(true, 0, "UTF-8'", 0, 6) || value.indexOf('\'', 6) < 0) {
            throw SipFormatException.at(0, "username* must be UTF-8");
        }
        return SipUri.unescape(value.substring(value.indexOf('\'', 6) + 1));
    }

    /**
     * Checks the proof in constant time. The URI of the credentials is compared with the Request-URI as URIs are.
     *
     * @param challenge what the server has asked
     * @param username the user that the server has found; see {@link #isOf}
     * @param secret what that user knows
     * @param request the request that the credentials came in
     * @return how they stand
     */
    public Outcome check(DigestChallenge challenge, String username, DigestSecret secret, SipRequest request) {
        Optional<DigestAlgorithm> known = challenge.algorithm();
        boolean sameAlgorithm =
                known.isPresent() && known.equals(DigestAlgorithm.of(algorithm == null ? "MD5" : algorithm));
        boolean sameProtection = protection == null
                ? challenge.protections().isEmpty()
                : challenge.protections().contains(protection);
        if (!sameAlgorithm
                || !sameProtection
                || !realm.equals(challenge.realm())
                || !Objects.equals(opaque, challenge.opaque().orElse(null))
                || (known.get().isSession() && cnonce == null)) {
            return Outcome.OTHER_CHALLENGE;
        }
        if (!nonce.equals(challenge.nonce())) {
            return Outcome.OTHER_NONCE;
        }
        if (!isForUriOf(request)) {
            return Outcome.OTHER_URI;
        }
        Optional<String> hash = secret.hash(known.get(), username, realm);
        if (hash.isEmpty()) {
            return Outcome.OTHER_CHALLENGE;
        }
        byte[] expected = expected(known.get(), hash.get(), request).getBytes(StandardCharsets.US_ASCII);
        byte[] met = Grammar.lower(response).getBytes(StandardCharsets.UTF_8);
        boolean same = MessageDigest.isEqual(expected, met);
        return same && isOf(username) ? Outcome.RIGHT : Outcome.WRONG;
    }

    private boolean isForUriOf(SipRequest request) {
        if (uri.equals(request.uriText())) {
            return true;
        }
        return Uri.decode(uri).value().orElse(null) instanceof SipUri mine
                && request.uri().value().orElse(null) instanceof SipUri theirs
                && mine.matches(theirs);
    }

    /** The response that proves the secret. */
    private String expected(DigestAlgorithm with, String hash, SipRequest request) {
        String first = with.isSession() ? with.hash(hash + ":" + nonce + ":" + cnonce) : hash;
        String second = request.method() + ":" + uri;
        if ("auth-int".equals(protection)) {
            second += ":" + with.hash(request.body());
        }
        String middle = protection == null ? nonce : nonce + ":" + count + ":" + cnonce + ":" + protection;
        return with.hash(first + ":" + middle + ":" + with.hash(second));
    }

    /**
     * Tells whether these are credentials of a user, whose name may stand in them as its hash.
     *
     * @param name the name of a user
     * @return whether they are
     */
    public boolean isOf(String name) {
        if (!userHash) {
            return username.equals(name);
        }
        return DigestAlgorithm.of(algorithm == null ? "MD5" : algorithm)
                .filter(known -> known.hash(name + ":" + realm).equalsIgnoreCase(username))
                .isPresent();
    }

    /**
     * The user as the credentials name it.
     *
     * @return the name, or its hash when {@link #hasUserHash()}
     */
    public String username() {
        return username;
    }

    /**
     * Tells whether the user is named by the hash of its name.
     *
     * @return whether it is
     */
    public boolean hasUserHash() {
        return userHash;
    }

    /**
     * What the user is known in.
     *
     * @return the realm
     */
    public String realm() {
        return realm;
    }

    /**
     * What is answered.
     *
     * @return the nonce of the server
     */
    public String nonce() {
        return nonce;
    }

    /**
     * How many requests have answered this nonce, as the client says.
     *
     * @return 0 to 4294967295; 0 in the old form, which does not count
     */
    public long count() {
        return count == null ? 0 : Long.parseLong(count, 16);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DigestCredentials that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** The value as it is written. The secret is not in it. */
    @Override
    public String toString() {
        AuthParameters.Writer out = new AuthParameters.Writer();
        if (username.chars().allMatch(c -> c >= ' ' && c < 127)) {
            out.quoted("username", username);
        } else {
            out.plain("username*", "UTF-8''" + SipUri.escape(username));
        }
        out.quoted("realm", realm).quoted("nonce", nonce).quoted("uri", uri).quoted("response", response);
        if (algorithm != null) {
            out.plain("algorithm", algorithm);
        }
        if (cnonce != null) {
            out.quoted("cnonce", cnonce);
        }
        if (opaque != null) {
            out.quoted("opaque", opaque);
        }
        if (protection != null) {
            out.plain("qop", protection);
        }
        if (count != null) {
            out.plain("nc", count);
        }
        if (userHash) {
            out.plain("userhash", "true");
        }
        return out.toString();
    }

    /** The parts before they are credentials. */
    private static final class Draft {
        private String username = "";
        private boolean userHash;
        private String realm = "";
        private String nonce = "";
        private String uri = "";
        private String response = "";
        private @Nullable String algorithm;
        private @Nullable String cnonce;
        private @Nullable String opaque;
        private @Nullable String protection;
        private @Nullable String count;
    }
}
