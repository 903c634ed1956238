package org.emcc.tftp.config;

import java.util.regex.Pattern;
import org.emcc.core.internal.Require;

/**
 * The element names of a redirect file. <b>They are not public:</b> the defaults are inferred from property names inside phone
 * firmware, and a real phone may need others; so this is the one class that knows them, and it can be replaced.
 *
 * <p>Source: phone-config-files 4.3 and 4.4 (inferred).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class RedirectVocabulary {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,63}");
    private static final RedirectVocabulary STANDARD =
            new RedirectVocabulary("emccMode", "tempTftpAddress", "visitingLogoutURI");

    private final String emccMode;
    private final String tempTftpAddress;
    private final String visitingLogoutUri;

    private RedirectVocabulary(String emccMode, String tempTftpAddress, String visitingLogoutUri) {
        this.emccMode = element(emccMode);
        this.tempTftpAddress = element(tempTftpAddress);
        this.visitingLogoutUri = element(visitingLogoutUri);
    }

    /**
     * {@code emccMode}, {@code tempTftpAddress1} to {@code 4}, {@code visitingLogoutURI}.
     *
     * @return the vocabulary
     */
    public static RedirectVocabulary standard() {
        return STANDARD;
    }

    /**
     * With another name for the flag.
     *
     * @param name an element name
     * @return a copy
     */
    public RedirectVocabulary withEmccMode(String name) {
        return new RedirectVocabulary(name, tempTftpAddress, visitingLogoutUri);
    }

    /**
     * With another name for the four addresses.
     *
     * @param stem an element name, behind which the number of the slot is written
     * @return a copy
     */
    public RedirectVocabulary withTempTftpAddress(String stem) {
        return new RedirectVocabulary(emccMode, stem, visitingLogoutUri);
    }

    /**
     * With another name for the logout URI.
     *
     * @param name an element name
     * @return a copy
     */
    public RedirectVocabulary withVisitingLogoutUri(String name) {
        return new RedirectVocabulary(emccMode, tempTftpAddress, name);
    }

    /**
     * The flag: {@code true} in a redirect.
     *
     * @return the element name
     */
    public String emccMode() {
        return emccMode;
    }

    /**
     * The address in a slot.
     *
     * @param slot 1 to 4
     * @return the element name
     */
    public String tempTftpAddress(int slot) {
        return tempTftpAddress + Require.range(slot, "slot", 1, RedirectFile.SLOTS);
    }

    /**
     * The logout URI.
     *
     * @return the element name
     */
    public String visitingLogoutUri() {
        return visitingLogoutUri;
    }

    private static String element(String name) {
        return Require.form(name, "element name", NAME, "be 1 to 64 letters, digits, dots, hyphens and underscores");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RedirectVocabulary that
                && emccMode.equals(that.emccMode)
                && tempTftpAddress.equals(that.tempTftpAddress)
                && visitingLogoutUri.equals(that.visitingLogoutUri);
    }

    @Override
    public int hashCode() {
        return emccMode.hashCode() + 31 * (tempTftpAddress.hashCode() + 31 * visitingLogoutUri.hashCode());
    }

    @Override
    public String toString() {
        return "RedirectVocabulary[" + emccMode + ", " + tempTftpAddress + ", " + visitingLogoutUri + "]";
    }
}
