package org.emcc.tftp.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.emcc.core.Decoded;
import org.emcc.core.internal.XmlException;
import org.emcc.tftp.TftpFormatException;
import org.emcc.tftp.internal.binding.DialRulesDocument;
import org.emcc.tftp.internal.binding.PhoneFileBinding;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code AppDialRules.xml}. Newer phones ask for it at every boot, so even an empty one is worth serving. Source:
 * phone-config-files 2.2 and 5.4.
 *
 * @param rules the rules, in order
 * @threadsafety immutable
 * @since 0.1.0
 */
public record DialRules(List<DialRule> rules) {
    /**
     * Copies the list.
     *
     * @param rules the rules, in order
     */
    public DialRules {
        rules = List.copyOf(rules);
    }

    /**
     * No rules.
     *
     * @return the empty file
     */
    public static DialRules none() {
        return new DialRules(List.of());
    }

    /**
     * Reads a file. What is no rule in it is passed over.
     *
     * @param file the bytes
     * @return the rules, or why they cannot be read
     */
    public static Decoded<DialRules> decode(byte[] file) {
        Objects.requireNonNull(file, "file");
        try {
            List<DialRule> rules = new ArrayList<>();
            for (DialRulesDocument.Rule rule :
                    PhoneFileBinding.read(file, DialRulesDocument.class, "DialRules", name -> name).rules) {
                rules.add(new DialRule(
                        given(rule.beginsWith),
                        given(rule.numDigits),
                        given(rule.digitsToRemove),
                        given(rule.prefixWith)));
            }
            return Decoded.ok(new DialRules(rules));
        } catch (XmlException e) {
            return Decoded.refused(e.where(), String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return Decoded.refused("DialRule", String.valueOf(e.getMessage()));
        }
    }

    /**
     * Reads a file.
     *
     * @param file the bytes
     * @return the rules
     * @throws TftpFormatException when they cannot be read
     */
    public static DialRules decodeOrThrow(byte[] file) {
        return TftpFormatException.unwrap(decode(file));
    }

    /**
     * Writes the file.
     *
     * @return a new array, in UTF-8; {@code <DialRules></DialRules>} and CR LF when there are none
     */
    public byte[] encode() {
        DialRulesDocument document = new DialRulesDocument();
        for (DialRule rule : rules) {
            DialRulesDocument.Rule bound = new DialRulesDocument.Rule();
            bound.beginsWith = rule.beginsWith();
            bound.numDigits = rule.numDigits();
            bound.digitsToRemove = rule.digitsToRemove();
            bound.prefixWith = rule.prefixWith();
            document.rules.add(bound);
        }
        return PhoneFileBinding.writeBare(document);
    }

    private static String given(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
