package org.emcc.sip.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.emcc.core.Decoded;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * What a server asks a user to prove: the value of WWW-Authenticate or Proxy-Authenticate.
 *
 * <p>A server sends one header for each algorithm, the best first, and a client answers the first that it supports
 * ({@link #choose}). A nonce is the server's business: it has to be unforgeable and to age, and its count to grow.
 *
 * <p>Source: RFC 7616 3.3, RFC 8760 2.3; sip 5.10.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class DigestChallenge {
    private final String realm;
    private final String nonce;
    private final @Nullable String opaque;
    private final boolean stale;
    private final String algorithm;
    private final List<String> protections;
    private final boolean userHash;
    private final boolean utf8;

    private DigestChallenge(Builder from) {
        this.realm = from.realm;
        this.nonce = from.nonce;
        this.opaque = from.opaque;
        this.stale = from.stale;
        this.algorithm = from.algorithm;
        this.protections = List.copyOf(from.protections);
        this.userHash = from.userHash;
        this.utf8 = from.utf8;
    }

    /**
     * Begins a challenge, which asks for no protection (no {@code qop}), the old form that some phones need.
     *
     * @param realm what the user is known in, without control characters
     * @param nonce the server's challenge, without control characters
     * @param algorithm the hash
     * @return a builder
     * @throws IllegalArgumentException when one of them breaks its rule
     */
    public static Builder builder(String realm, String nonce, DigestAlgorithm algorithm) {
        return new Builder(
                Require.textOrEmpty(realm, "realm", 255), Require.text(nonce, "nonce", 1024), algorithm.text());
    }

    /**
     * Reads the value of a header. One of an algorithm that this SDK does not know is read too.
     *
     * @param text the value
     * @return the challenge, or why it is none: another scheme, a parameter twice, no realm, no nonce
     */
    public static Decoded<DigestChallenge> decode(String text) {
        return Grammar.decode(text, DigestChallenge::decodeOrThrow);
    }

    /**
     * Reads the value of a header.
     *
     * @param text the value
     * @return the challenge
     * @throws SipFormatException when it is none
     */
    public static DigestChallenge decodeOrThrow(String text) {
        AuthParameters all = AuthParameters.read(Objects.requireNonNull(text, "text"));
        Builder read = new Builder(
                all.demand("realm"), all.demand("nonce"), all.value("algorithm").orElse("MD5"));
        read.opaque = all.value("opaque").orElse(null);
        read.stale = all.isTrue("stale");
        read.userHash = all.isTrue("userhash");
        read.utf8 = all.value("charset").filter("UTF-8"::equalsIgnoreCase).isPresent();
        all.value("qop").ifPresent(value -> {
            for (String one : Grammar.split(value)) {
                if (!one.isEmpty()) {
                    read.protections.add(Grammar.lower(one));
                }
            }
        });
        return new DigestChallenge(read);
    }

    /**
     * The challenge that a client answers: the first whose algorithm is allowed and whose protection is known. Those of other schemes
     * and broken ones are passed over.
     *
     * @param challenges the values of WWW-Authenticate or of Proxy-Authenticate in their order
     * @param allowed the algorithms that the client accepts
     * @return the challenge, or empty when there is none
     */
    public static Optional<DigestChallenge> choose(List<String> challenges, Set<DigestAlgorithm> allowed) {
        for (String text : challenges) {
            Optional<DigestChallenge> read = decode(text).value();
            if (read.isPresent()
                    && read.get().algorithm().filter(allowed::contains).isPresent()
                    && read.get().isAnswerable()) {
                return read;
            }
        }
        return Optional.empty();
    }

    private boolean isAnswerable() {
        return protections.isEmpty() || protections.contains("auth") || protections.contains("auth-int");
    }

    /**
     * What the user is known in.
     *
     * @return the realm; it may be empty
     */
    public String realm() {
        return realm;
    }

    /**
     * What the answer has to hold.
     *
     * @return the nonce
     */
    public String nonce() {
        return nonce;
    }

    /**
     * What the answer has to give back.
     *
     * @return the opaque text, or empty when there is none
     */
    public Optional<String> opaque() {
        return Optional.ofNullable(opaque);
    }

    /**
     * Tells whether only the nonce was too old, so that the client repeats without asking its user.
     *
     * @return whether the last answer would have been right
     */
    public boolean isStale() {
        return stale;
    }

    /**
     * The hash.
     *
     * @return the algorithm, or empty when this SDK does not know it
     */
    public Optional<DigestAlgorithm> algorithm() {
        return DigestAlgorithm.of(algorithm);
    }

    /**
     * What may be protected.
     *
     * @return {@code auth}, {@code auth-int} or something unknown, in lower case; empty in the old form
     */
    public List<String> protections() {
        return protections;
    }

    /**
     * Tells whether the server finds users by the hash of their name.
     *
     * @return whether it does
     */
    public boolean hasUserHash() {
        return userHash;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DigestChallenge that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** The value as it is written. */
    @Override
    public String toString() {
        AuthParameters.Writer out = new AuthParameters.Writer();
        out.quoted("realm", realm).quoted("nonce", nonce);
        if (opaque != null) {
            out.quoted("opaque", opaque);
        }
        if (stale) {
            out.plain("stale", "true");
        }
        out.plain("algorithm", algorithm);
        if (!protections.isEmpty()) {
            out.quoted("qop", String.join(",", protections));
        }
        if (userHash) {
            out.plain("userhash", "true");
        }
        if (utf8) {
            out.plain("charset", "UTF-8");
        }
        return out.toString();
    }

    /**
     * Puts a challenge together.
     *
     * @threadsafety not thread-safe
     * @since 0.1.0
     */
    public static final class Builder {
        private final String realm;
        private final String nonce;
        private final String algorithm;
        private final List<String> protections = new ArrayList<>();
        private @Nullable String opaque;
        private boolean stale;
        private boolean userHash;
        private boolean utf8;

        private Builder(String realm, String nonce, String algorithm) {
            this.realm = realm;
            this.nonce = nonce;
            this.algorithm = algorithm;
        }

        /**
         * Asks for a count and a number of the client's own ({@code qop=auth}).
         *
         * @return this builder
         */
        public Builder auth() {
            protections.add("auth");
            return this;
        }

        /**
         * Asks for the same, and that the body is covered ({@code qop=auth-int}).
         *
         * @return this builder
         */
        public Builder authInt() {
            protections.add("auth-int");
            return this;
        }

        /**
         * Sets what the answer has to give back.
         *
         * @param value at most 1024 characters, without control characters; it may be empty
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder opaque(String value) {
            opaque = Require.textOrEmpty(value, "opaque", 1024);
            return this;
        }

        /**
         * Says that only the nonce was too old.
         *
         * @return this builder
         */
        public Builder stale() {
            stale = true;
            return this;
        }

        /**
         * Says that users may be named by the hash of their name.
         *
         * @return this builder
         */
        public Builder userHash() {
            userHash = true;
            return this;
        }

        /**
         * Says that names and passwords are UTF-8.
         *
         * @return this builder
         */
        public Builder utf8() {
            utf8 = true;
            return this;
        }

        /**
         * Makes the challenge.
         *
         * @return the challenge
         */
        public DigestChallenge build() {
            return new DigestChallenge(this);
        }
    }
}
