package org.emcc.core.em;

import java.util.Arrays;
import java.util.Objects;
import org.emcc.core.internal.Require;

/**
 * Who calls, and with what he proves it. The secret is in the message as plain text, so use it over TLS only; it does not print, and
 * is compared in constant time.
 *
 * <p>Source: em-api-and-axl 1.2 and 1.3 ({@code appInfo}).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class ApiApplication {
    private static final int LIMIT = 1024;

    /** Which of the two elements holds the secret. */
    public enum Form {
        /** {@code appCertificate}: the password of the application. */
        PASSWORD,
        /** {@code appEncryptedCertificate}: what only components of the product make and read; its algorithm is not public. */
        ENCRYPTED
    }

    private final String appId;
    private final Form form;
    private final char[] secret;

    private ApiApplication(String appId, Form form, char[] secret) {
        this.appId = Require.text(appId, "appID", 128);
        this.form = Objects.requireNonNull(form, "form");
        if (secret.length == 0 || secret.length > LIMIT) {
            throw new IllegalArgumentException(
                    "the secret of an application must have 1 to " + LIMIT + " characters, but has " + secret.length);
        }
        this.secret = secret;
    }

    /**
     * An application with its password.
     *
     * @param appId 1 to 128 characters
     * @param password 1 to 1024 characters; copied, so that the caller may clear them
     * @return the value
     * @throws IllegalArgumentException when a value breaks its rule
     */
    public static ApiApplication password(String appId, char[] password) {
        return of(appId, Form.PASSWORD, password);
    }

    /**
     * An application with a secret of either form.
     *
     * @param appId 1 to 128 characters
     * @param form which form the secret has
     * @param secret 1 to 1024 characters; copied, so that the caller may clear them
     * @return the value
     * @throws IllegalArgumentException when a value breaks its rule
     */
    public static ApiApplication of(String appId, Form form, char[] secret) {
        return new ApiApplication(
                appId, form, Objects.requireNonNull(secret, "secret").clone());
    }

    /**
     * The name of the application.
     *
     * @return 1 to 128 characters
     */
    public String appId() {
        return appId;
    }

    /**
     * Which form the secret has.
     *
     * @return the form
     */
    public Form form() {
        return form;
    }

    /**
     * The secret, for whoever has to check or send it.
     *
     * @return a copy that the caller clears after use
     */
    public char[] reveal() {
        return secret.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ApiApplication that
                && appId.equals(that.appId)
                && form == that.form
                && sameSecret(that.secret);
    }

    private boolean sameSecret(char[] other) {
        int difference = secret.length ^ other.length;
        for (int i = 0; i < secret.length; i++) {
            difference |= secret[i] ^ other[i % other.length];
        }
        return difference == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(appId, form, Arrays.hashCode(secret));
    }

    /** Names the application, and nothing of its secret. */
    @Override
    public String toString() {
        return "ApiApplication[" + appId + "]";
    }
}
