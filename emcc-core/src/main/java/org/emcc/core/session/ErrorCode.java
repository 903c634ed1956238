package org.emcc.core.session;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
    private static final Pattern NUMBER = Pattern.compile("\\([0-9]{1,3}\\)|\\[[0-9]{1,3}\\]|^[0-9]{1,3}$");
    /** Words that more codes share tell nothing. */
    private static final int SAYING_SOMETHING = 3;
    /** What only the list of the application interface names. */
    private static final Set<Integer> FOR_APPLICATIONS = Set.of(7, 27);

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
     * {@code PIN change is required} has none. The number counts and not the words around it; it stands in round or square
     * brackets or is the whole text. Without a number the words count, if no more than three codes share them. Blanks and
     * upper case never count.
     *
     * <p>Source: emcc-behaviour 7.3.
     *
     * @param display what the phone shows
     * @return the candidates, the one of the same number first; empty when the text is of no known form, or no public document
     *     names its number
     */
    public static List<ErrorCode> fromDisplay(String display) {
        String wanted = normal(Objects.requireNonNull(display, "display"));
        Matcher number = NUMBER.matcher(wanted);
        return number.find() ? ofShown(Integer.parseInt(number.group().replaceAll("\\D", ""))) : ofWords(wanted);
    }

    private static List<ErrorCode> ofShown(int number) {
        return Stream.concat(
                        documentedCodes().stream().filter(code -> code.number == number),
                        documentedCodes().stream()
                                .filter(code -> code.number != number
                                        && normal(code.loginDisplay).endsWith("(" + number + ")")))
                .toList();
    }

    private static List<ErrorCode> ofWords(String wanted) {
        List<ErrorCode> found = documentedCodes().stream()
                .filter(code -> words(code.loginDisplay).equals(wanted)
                        || words(code.logoutDisplay).equals(wanted))
                .toList();
        return found.size() > SAYING_SOMETHING ? List.of() : found;
    }

    private static String words(String display) {
        return NUMBER.matcher(normal(display)).replaceAll("");
    }

    /** The guide is not consistent about blanks, so they do not count. */
    private static String normal(String display) {
        return display.replaceAll("[\\s\\u00a0]", "").toLowerCase(Locale.ROOT);
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
     * Whether the number stays inside: the log has it, but the phone shows another one or none.
     *
     * <p>Source: emcc-behaviour 7.2.
     *
     * @return true for 39 and 44 (shown as 201), 40 (shown as 23) and 41 (shown without a number)
     */
    public boolean internal() {
        return documented
                && !normal(loginDisplay).endsWith("(" + number + ")")
                && !normal(logoutDisplay).endsWith("(" + number + ")");
    }

    /**
     * Whether only the list of the application interface names it. What a phone shows then is not public, so the displays are
     * inferred.
     *
     * <p>Source: emcc-behaviour 7.2.
     *
     * @return true for 7 and 27
     */
    public boolean onlyForApplications() {
        return FOR_APPLICATIONS.contains(number);
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
     * What an application is told by it, where that is something else than what {@link #cause} tells a user at a phone.
     *
     * <p>Source: emcc-behaviour 7.2 and 11, row 30.
     *
     * @return a sentence, or empty when both are the same
     */
    public Optional<String> causeForApplications() {
        return ErrorTable.toApplications(number);
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

    /**
     * All of it in one sentence for people: the number and title, the cause, where to mend it, and how.
     *
     * @return for example {@code 33 No free EMCC dummy device: all EMCC base devices … are in use; in the home cluster: insert …}
     */
    public String explain() {
        String shown = internal() ? " (the phone shows \"" + loginDisplay + "\")" : "";
        return number + " " + title + shown + ": " + clause(cause) + "; " + where() + ": " + clause(remedy) + ".";
    }

    private String where() {
        return switch (mendingSide) {
            case HOME -> "in the home cluster";
            case VISITING -> "in the visiting cluster";
            case BOTH -> "in either cluster or between them";
            case USER -> "at the phone";
            case APPLICATION -> "in the application";
        };
    }

    /** A sentence as a part of another: no full stop, and no capital but that of a name. */
    private static String clause(String sentence) {
        String body = sentence.substring(0, sentence.length() - 1);
        boolean word = Character.isLowerCase(body.charAt(1)) || body.startsWith("A ");
        boolean name = body.startsWith("Enable ") || body.startsWith("Validate ") || body.startsWith("Extension ");
        return word && !name ? Character.toLowerCase(body.charAt(0)) + body.substring(1) : body;
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
