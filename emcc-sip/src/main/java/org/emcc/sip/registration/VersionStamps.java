package org.emcc.sip.registration;

import java.util.regex.Pattern;
import org.emcc.core.internal.Require;

/**
 * The versions of what a phone holds, as a service-control NOTIFY names them. A phone compares them with its own, and reads anew what
 * differs.
 *
 * <p>Source: sip 4.7. That a stamp has the form of a UUID is inferred, so any word is kept.
 *
 * @param config of its configuration: 1 to 64 letters, digits, dots, hyphens and underscores, as the others
 * @param dialPlan of its dial rules
 * @param softkeys of its softkey template
 * @param featureControl of its feature control policy
 * @threadsafety immutable
 * @since 0.1.0
 */
public record VersionStamps(String config, String dialPlan, String softkeys, String featureControl) {
    private static final String ZERO = "00000000-0000-0000-0000-000000000000";

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** All zeros: everything that the phone holds is stale. */
    public static final VersionStamps STALE = new VersionStamps(ZERO, ZERO, ZERO, ZERO);

    /**
     * Checks the stamps.
     *
     * @param config of its configuration: 1 to 64 letters, digits, dots, hyphens and underscores, as the others
     * @param dialPlan of its dial rules
     * @param softkeys of its softkey template
     * @param featureControl of its feature control policy
     * @throws IllegalArgumentException when one of them breaks its rule
     */
    public VersionStamps {
        stamp(config, "config");
        stamp(dialPlan, "dialPlan");
        stamp(softkeys, "softkeys");
        stamp(featureControl, "featureControl");
    }

    private static void stamp(String value, String what) {
        Require.form(value, what, FORM, "have 1 to 64 letters, digits, dots, hyphens and underscores and nothing else");
    }

    static boolean isStamp(String text) {
        return FORM.matcher(text).matches();
    }
}
