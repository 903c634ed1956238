package org.emcc.core.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.emcc.core.internal.Require;

/**
 * A result code of Extension Mobility: what the phone shows, what it means, and who mends what. Codes are open: a number that no
 * public document names is kept as it came.
 *
 * <p>Source: emcc-behaviour 7.1 (EMApp), 7.2 (EMService), 7.3 (reading the display).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class ErrorCode {
    private static final Pattern IN_BRACKETS = Pattern.compile("\\((\\d{1,3})\\)");

    private final int number;
    private final boolean documented;
    private final String title;
    private final String loginDisplay;
    private final String logoutDisplay;
    private final String cause;
    private final MendingSide mendingSide;
    private final String remedy;

    ErrorCode(
            int number,
            boolean documented,
            String title,
            String loginDisplay,
            String logoutDisplay,
            String cause,
            MendingSide mendingSide,
            String remedy) {
        this.number = number;
        this.documented = documented;
        this.title = title;
        this.loginDisplay = loginDisplay;
        this.logoutDisplay = logoutDisplay;
        this.cause = cause;
        this.mendingSide = mendingSide;
        this.remedy = remedy;
    }

    /**
     * The code of a number.
     *
     * @param number 0 to 999
     * @return the code; one that is not {@link #documented} for a number that no public document names
     * @throws IllegalArgumentException when the number is out of range
     */
    public static ErrorCode of(int number) {
        return ErrorTable.of(Require.range(number, "error code", 0, 999));
    }

    /**
     * All documented codes.
     *
     * @return the codes in the order of their numbers
     */
    public static List<ErrorCode> documentedCodes() {
        return ErrorTable.all();
    }

    /**
     * The codes that a text on a phone's display can stand for. Some numbers stand for several causes: 201 for three, 23 for two;
     * {@code PIN change is required} has none.
     *
     * @param display what the phone shows
     * @return the candidates, the one of the same number first; empty when the text is of no known form
     */
    public static List<ErrorCode> fromDisplay(String display) {
        Objects.requireNonNull(display, "display");
        String wanted = normal(display);
        Matcher brackets = IN_BRACKETS.matcher(wanted);
        int number = brackets.find() ? Integer.parseInt(brackets.group(1)) : -1;
        List<ErrorCode> found = new ArrayList<>();
        if (number >= 0) {
            found.add(of(number));
        }
        for (ErrorCode code : documentedCodes()) {
            boolean shown = normal(code.loginDisplay).equals(wanted)
                    || normal(code.logoutDisplay).equals(wanted);
            boolean sameNumber = number >= 0 && normal(code.loginDisplay).endsWith("(" + number + ")");
            if (code.number != number && (shown || sameNumber)) {
                found.add(code);
            }
        }
        return List.copyOf(found);
    }

    /** The guide is not consistent about blanks, so they do not count. */
    private static String normal(String display) {
        return display.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
    }

    /**
     * The vendor's number.
     *
     * @return 0 to 999
     */
    public int number() {
        return number;
    }

    /**
     * The SDK's own stable text for the code.
     *
     * @return for example {@code EMCC-LOGIN-0033}
     */
    public String stableCode() {
        return String.format(Locale.ROOT, "EMCC-LOGIN-%04d", number);
    }

    /**
     * Whether a public document names the number.
     *
     * @return false for a number that is only kept
     */
    public boolean documented() {
        return documented;
    }

    /**
     * Which part of the service numbers it.
     *
     * @return EMApp from 201 on, EMService below
     */
    public ErrorOrigin origin() {
        return number > 200 ? ErrorOrigin.EM_APP : ErrorOrigin.EM_SERVICE;
    }

    /**
     * The short title.
     *
     * @return a few words
     */
    public String title() {
        return title;
    }

    /**
     * What the phone shows when a login ends with this code.
     *
     * @return the text; its number may be another than {@link #number()}
     */
    public String loginDisplay() {
        return loginDisplay;
    }

    /**
     * What the phone shows when a logout ends with this code.
     *
     * @return the text; its number may be another than {@link #number()}
     */
    public String logoutDisplay() {
        return logoutDisplay;
    }

    /**
     * What happened.
     *
     * @return one or two sentences
     */
    public String cause() {
        return cause;
    }

    /**
     * Where it is to be mended.
     *
     * @return the side
     */
    public MendingSide mendingSide() {
        return mendingSide;
    }

    /**
     * What somebody does next.
     *
     * @return one or two sentences
     */
    public String remedy() {
        return remedy;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ErrorCode that && number == that.number;
    }

    @Override
    public int hashCode() {
        return number;
    }

    /** The number and the title. */
    @Override
    public String toString() {
        return number + " " + title;
    }
}
