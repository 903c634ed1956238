package org.emcc.tftp.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.Decoded;
import org.emcc.core.id.DeviceName;

/**
 * The name of a file in its one normal form: lower case, parts separated by single slashes, none at either end.
 *
 * <p>Backslashes count as slashes, leading and doubled slashes go. Refused are: nothing at all, more than 255 characters, anything
 * but printable ASCII, a part that begins with a dot (so also {@code .} and {@code ..}), a drive letter, a slash at the end.
 *
 * <p>Source: tftp 9.1 and 10.2; phone-config-files 1 (case) and 2.2.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class ContentName {
    private static final int MAX = 255;
    private static final String PHONE_FILE = ".cnf.xml";

    private final String value;
    private final String spelled;

    private ContentName(String spelled) {
        this.value = spelled.toLowerCase(Locale.ROOT);
        this.spelled = spelled;
    }

    /**
     * Reads a name as it was asked for.
     *
     * @param asked the name from the wire
     * @return its normal form, or which rule it breaks
     */
    public static Decoded<ContentName> decode(String asked) {
        Objects.requireNonNull(asked, "asked");
        if (asked.isEmpty() || asked.length() > MAX) {
            return Decoded.refused(
                    "file name", "a file name has 1 to " + MAX + " characters, this has " + asked.length());
        }
        for (int i = 0; i < asked.length(); i++) {
            if (asked.charAt(i) < 0x20 || asked.charAt(i) > 0x7E) {
                return Decoded.refused("character " + i, "a file name is printable ASCII");
            }
        }
        String slashed = asked.replace('\\', '/');
        List<String> parts = new ArrayList<>();
        for (String part : slashed.split("/", -1)) {
            if (part.startsWith(".")) {
                return Decoded.refused("part " + (parts.size() + 1), "no part of a file name begins with a dot");
            }
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        if (parts.isEmpty() || slashed.endsWith("/")) {
            return Decoded.refused("file name", "a file name does not end with a slash");
        }
        if (parts.get(0).length() > 1 && parts.get(0).charAt(1) == ':') {
            return Decoded.refused("part 1", "a file name has no drive letter");
        }
        return Decoded.ok(new ContentName(String.join("/", parts)));
    }

    /**
     * A name that the program itself chose.
     *
     * @param name a name in any case
     * @return its normal form
     * @throws IllegalArgumentException when it breaks a rule
     */
    public static ContentName of(String name) {
        Decoded<ContentName> decoded = decode(name);
        return decoded.value()
                .orElseThrow(() ->
                        new IllegalArgumentException(decoded.problems().get(0).message()));
    }

    /**
     * The name of a phone's configuration file.
     *
     * @param phone the phone
     * @return {@code sep<mac>.cnf.xml}
     */
    public static ContentName ofPhoneFile(DeviceName phone) {
        return of(phone.value() + PHONE_FILE);
    }

    /**
     * The phone whose plain configuration file this is.
     *
     * @return the phone, or empty when the name is not {@code sep<mac>.cnf.xml}
     */
    public Optional<DeviceName> phone() {
        if (!value.startsWith("sep") || !value.endsWith(PHONE_FILE) || value.length() != 15 + PHONE_FILE.length()) {
            return Optional.empty();
        }
        try {
            return Optional.of(DeviceName.of(value.substring(0, 15)))
                    .filter(name -> name.mac().isPresent());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * The normal form.
     *
     * @return 1 to 255 characters
     */
    public String value() {
        return value;
    }

    /**
     * The normal form, but with the letters as large or small as they were asked for. Names are equal whatever this is.
     *
     * @return 1 to 255 characters
     */
    String spelled() {
        return spelled;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ContentName that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
