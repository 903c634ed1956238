package org.emcc.tftp.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.core.internal.Require;
import org.emcc.core.internal.XmlException;
import org.emcc.tftp.TftpFormatException;
import org.emcc.tftp.internal.binding.DialTemplateDocument;
import org.emcc.tftp.internal.binding.PhoneFileBinding;

/**
 * A dial template: when a phone takes what was dialled as complete. Names of attributes are read in any capitals and written in small
 * letters. Several tones in one rule are not well-formed XML, and are refused as such. Source: phone-config-files 5.3.
 *
 * @param versionStamp what changes when the rules do; may be empty
 * @param rules the rules, in order
 * @threadsafety immutable
 * @since 0.1.0
 */
public record DialTemplate(String versionStamp, List<Rule> rules) {
    /** The bytes of the largest file that a phone takes (phone-config-files 2.5). */
    public static final int LARGEST = 8192;

    private static final Pattern MATCH = Pattern.compile("(?:[0-9#.*,]|\\\\\\*)*+");
    private static final Pattern REWRITE = Pattern.compile("(?:[0-9#*.]|%[0-5%.])*+");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern TONE = Pattern.compile(
            "Bellcore-(?:Inside|Outside|Busy|Reorder|CallWaiting|Hold|Reminder|Confirmation|Permanent|None)"
                    + "|Cisco-(?:Zip|ZipZip|BeepBonk)");

    /**
     * A rule; each part but the match may be empty, which leaves it out.
     *
     * @param match digits and {@code #} for themselves, {@code .} for one of any, {@code *} for any number of them, a star behind a
     *     backslash for itself, {@code ,} for the secondary dial tone; empty matches off-hook
     * @param timeout seconds until it is dialled; 0 at once
     * @param line the index of the line; all when empty
     * @param rewrite what is dialled instead
     * @param tone the tone that a comma plays
     * @param user the {@code user=} parameter, {@code phone} or {@code ip}
     */
    public record Rule(String match, String timeout, String line, String rewrite, String tone, String user) {
        /**
         * Checks the lengths.
         *
         * @param match what was dialled
         * @param timeout seconds
         * @param line the index of the line
         * @param rewrite what is dialled instead
         * @param tone the tone
         * @param user the parameter
         * @throws IllegalArgumentException when one has more than 255 characters, or control characters
         */
        public Rule {
            Require.textOrEmpty(match, "match", 255);
            Require.textOrEmpty(timeout, "timeout", 255);
            Require.textOrEmpty(line, "line", 255);
            Require.textOrEmpty(rewrite, "rewrite", 255);
            Require.textOrEmpty(tone, "tone", 255);
            Require.textOrEmpty(user, "user", 255);
        }

        /**
         * A rule for all lines.
         *
         * @param match what was dialled
         * @param timeout seconds until it is dialled, 0 to 3600
         * @return the rule
         * @throws IllegalArgumentException when one breaks its rule
         */
        public static Rule of(String match, int timeout) {
            return new Rule(match, Integer.toString(Require.range(timeout, "timeout", 0, 3600)), "", "", "", "");
        }
    }

    /**
     * Copies the list.
     *
     * @param versionStamp what changes when the rules do
     * @param rules the rules, in order
     * @throws IllegalArgumentException when the stamp has more than 128 characters
     */
    public DialTemplate {
        Require.textOrEmpty(versionStamp, "versionStamp", 128);
        rules = Require.list(rules, "rules");
    }

    /**
     * Reads a file. What it does not know is passed over; one rule that has no match, an attribute twice in different capitals or too
     * long a part refuses the whole file.
     *
     * @param file the bytes
     * @return the template, or why it cannot be read
     */
    public static Decoded<DialTemplate> decode(byte[] file) {
        Objects.requireNonNull(file, "file");
        try {
            DialTemplateDocument document =
                    PhoneFileBinding.read(file, DialTemplateDocument.class, "dialTemplate", DialTemplate::canonical);
            List<Rule> rules = new ArrayList<>();
            for (DialTemplateDocument.Rule rule : document.rules) {
                if (rule.match == null) { // an empty one dials at once when the phone goes off-hook
                    throw new IllegalArgumentException("TEMPLATE " + (rules.size() + 1) + " must have a match");
                }
                rules.add(new Rule(
                        Elements.trimmed(rule.match),
                        Elements.trimmed(rule.timeout),
                        Elements.trimmed(rule.line),
                        Elements.trimmed(rule.rewrite),
                        Elements.trimmed(rule.tone),
                        Elements.trimmed(rule.user)));
            }
            return Decoded.ok(new DialTemplate(Elements.trimmed(document.versionStamp), rules));
        } catch (XmlException e) {
            return Decoded.refused(e.where(), String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return Decoded.refused("dialTemplate", String.valueOf(e.getMessage()));
        }
    }

    /**
     * Reads a file.
     *
     * @param file the bytes
     * @return the template
     * @throws TftpFormatException when it cannot be read
     */
    public static DialTemplate decodeOrThrow(byte[] file) {
        return TftpFormatException.unwrap(decode(file));
    }

    /** Two names of the root and any capitals of the attributes are in use. */
    private static String canonical(String name) {
        if (name.equals("DIALTEMPLATE")) {
            return "dialTemplate";
        }
        if (name.equals("TEMPLATE")) {
            return name;
        }
        String small = name.toLowerCase(Locale.ROOT);
        return switch (small) {
            case "match", "timeout", "line", "rewrite", "tone", "user" -> small;
            default -> name;
        };
    }

    /**
     * What phones would not understand, or read in a way that is documented nowhere, such as {@code [1-8]}. At most 200 findings, of
     * which the last says so when there are more.
     *
     * @return the findings; empty when there are none
     */
    public List<Problem> check() {
        Findings findings = new Findings("dialTemplate");
        int size = encode().length;
        if (size > LARGEST) {
            findings.add("dialTemplate", "the file must have at most " + LARGEST + " bytes, but has " + size + ".");
        }
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            String where = "TEMPLATE " + (i + 1);
            fits(findings, where, "match", MATCH, rule.match, "have only digits, # . * , and \\*");
            fits(findings, where, "timeout", NUMBER, rule.timeout, "be a number of seconds");
            fits(findings, where, "line", NUMBER, rule.line, "be the index of a line");
            fits(findings, where, "rewrite", REWRITE, rule.rewrite, "have only digits, # * . and %0 to %5, %% or %.");
            fits(findings, where, "tone", TONE, rule.tone, "be a tone of the phones");
            if (!List.of("", "phone", "ip").contains(rule.user.toLowerCase(Locale.ROOT))) {
                findings.add(where, "user must be phone or ip.");
            }
        }
        return findings.list();
    }

    private static void fits(Findings findings, String where, String name, Pattern form, String text, String rule) {
        if (!text.isEmpty() && !form.matcher(text).matches()) {
            findings.add(where, name + " must " + rule + ", but is \"" + Require.clip(text) + "\".");
        }
    }

    /**
     * Writes the file.
     *
     * @return a new array, in UTF-8
     */
    public byte[] encode() {
        DialTemplateDocument document = new DialTemplateDocument();
        document.versionStamp = Elements.orNull(versionStamp);
        for (Rule rule : rules) {
            DialTemplateDocument.Rule bound = new DialTemplateDocument.Rule();
            bound.match = rule.match;
            bound.timeout = Elements.orNull(rule.timeout);
            bound.line = Elements.orNull(rule.line);
            bound.rewrite = Elements.orNull(rule.rewrite);
            bound.tone = Elements.orNull(rule.tone);
            bound.user = Elements.orNull(rule.user);
            document.rules.add(bound);
        }
        return PhoneFileBinding.write(document);
    }
}
