package org.emcc.sip.message;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * What a user proves to know: a password, or the hash that a server keeps instead of it. It does not print.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class DigestSecret {
    private static final int LIMIT = 256;

    private final char @Nullable [] password;
    private final @Nullable DigestAlgorithm algorithm;
    private final @Nullable String hash;

    private DigestSecret(char @Nullable [] password, @Nullable DigestAlgorithm algorithm, @Nullable String hash) {
        this.password = password;
        this.algorithm = algorithm;
        this.hash = hash;
    }

    /**
     * A password.
     *
     * @param password at most 256 characters; copied, so that the caller may clear them
     * @return the secret
     * @throws IllegalArgumentException when there are more
     */
    public static DigestSecret ofPassword(char[] password) {
        Require.range(Objects.requireNonNull(password, "password").length, "length of password", 0, LIMIT);
        return new DigestSecret(password.clone(), null, null);
    }

    /**
     * The hash of {@code user:realm:password}, which serves for that user, that realm and that hash only. Whoever has it can log in
     * as the user, so it is to be kept like a password.
     *
     * @param algorithm which hash it is; one that is bound to a session has the same
     * @param digits its hexadecimal digits
     * @return the secret
     * @throws IllegalArgumentException when the hash does not have that length, or something else than digits
     */
    public static DigestSecret ofHash(DigestAlgorithm algorithm, String digits) {
        Objects.requireNonNull(algorithm, "algorithm");
        if (digits.length() != algorithm.digits() || !digits.chars().allMatch(Grammar::isHex)) {
            throw new IllegalArgumentException(
                    "hash of " + algorithm.text() + " must be " + algorithm.digits() + " hexadecimal digits");
        }
        return new DigestSecret(null, algorithm, Grammar.lower(digits));
    }

    /** The hash of user, realm and password, or empty when only that of another algorithm is known. */
    Optional<String> hash(DigestAlgorithm wanted, String user, String realm) {
        if (password == null) {
            return Optional.ofNullable(algorithm)
                    .filter(known -> known.hasHashOf(wanted))
                    .map(known -> Objects.requireNonNull(hash));
        }
        byte[] before = (user + ":" + realm + ":").getBytes(StandardCharsets.UTF_8);
        byte[] octets = new byte[before.length + 4 * password.length];
        ByteBuffer out = ByteBuffer.wrap(octets).put(before);
        StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .encode(CharBuffer.wrap(password), out, true);
        byte[] all = Arrays.copyOf(octets, out.position());
        String digits = wanted.hash(all);
        Arrays.fill(all, (byte) 0);
        Arrays.fill(octets, (byte) 0);
        return Optional.of(digits);
    }

    /** Says that it is a secret, and nothing of it. */
    @Override
    public String toString() {
        return "DigestSecret[hidden]";
    }
}
