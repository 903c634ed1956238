package org.emcc.core.em;

import java.util.Set;
import java.util.regex.Pattern;
import org.emcc.core.internal.Require;

/**
 * An object of the {@code CiscoIPPhone} family that the EM service does not use, such as {@code CiscoIPPhoneIconMenu},
 * {@code CiscoIPPhoneDirectory}, {@code CiscoIPPhoneStatus} or {@code CiscoIPPhoneImageFile}: kept as it was read, and written back
 * so. Its limits are not checked; {@link #head} is what of title, prompt and softkeys a phone can show.
 *
 * <p>Source: em-api-and-axl 2.6.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class PhoneOther implements PhonePage {
    private static final Pattern NAME = Pattern.compile("CiscoIPPhone[A-Za-z0-9]{1,52}");
    private static final Set<String> OF_THEIR_OWN = Set.of(
            "CiscoIPPhoneText",
            "CiscoIPPhoneMenu",
            "CiscoIPPhoneInput",
            "CiscoIPPhoneExecute",
            "CiscoIPPhoneResponse",
            "CiscoIPPhoneError");

    private final PhoneElement element;
    private final PageHead head;

    private PhoneOther(PhoneElement element) {
        this.element = element;
        this.head = PhonePageReader.headOf(element.node());
    }

    /**
     * An object of this element.
     *
     * @param element the whole object; its name begins with {@code CiscoIPPhone} and is not that of an object with a type of its own
     * @return the object
     * @throws IllegalArgumentException when the name breaks the rule
     */
    public static PhoneOther of(PhoneElement element) {
        String name = Require.form(
                element.name(), "name of an object for phones", NAME, "begin with CiscoIPPhone and go on in letters");
        if (OF_THEIR_OWN.contains(name)) {
            throw new IllegalArgumentException(
                    "name of an object for phones must be one without a type of its own, but is \"" + name + "\"");
        }
        return new PhoneOther(element);
    }

    /** Whether an element of this name can be one. */
    static boolean isNamed(String name) {
        return NAME.matcher(name).matches() && !OF_THEIR_OWN.contains(name);
    }

    /**
     * The whole object.
     *
     * @return the element, as it was read
     */
    public PhoneElement element() {
        return element;
    }

    @Override
    public Kind kind() {
        return Kind.OTHER;
    }

    @Override
    public PageHead head() {
        return head;
    }

    /** Two are equal when their elements are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof PhoneOther that && element.equals(that.element);
    }

    @Override
    public int hashCode() {
        return element.hashCode();
    }

    /** The name of the object and its head. */
    @Override
    public String toString() {
        return "PhoneOther[" + element.name() + ", " + head + "]";
    }
}
