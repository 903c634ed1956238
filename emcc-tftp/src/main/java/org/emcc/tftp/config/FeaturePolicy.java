package org.emcc.tftp.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.core.internal.Require;
import org.emcc.core.internal.XmlException;
import org.emcc.tftp.TftpFormatException;
import org.emcc.tftp.internal.binding.FeaturePolicyDocument;
import org.emcc.tftp.internal.binding.PhoneFileBinding;

/**
 * A feature control policy: which soft keys and functions a phone offers. Source: phone-config-files 5.6.
 *
 * @param name the name of the policy; may be empty
 * @param versionStamp what changes when the policy does; may be empty
 * @param features what it says, in order; what it says nothing about is as the phone has it
 * @threadsafety immutable
 * @since 0.1.0
 */
public record FeaturePolicy(String name, String versionStamp, List<Feature> features) {
    /** The names of the features 1 to 16. */
    private static final List<String> NAMES = List.of(
            "Forward All",
            "Park",
            "Divert (Alerting)",
            "Conference Details",
            "Speed Dial",
            "Call Back",
            "Redial",
            "Barge",
            "Divert (Connected)",
            "Call PickUp",
            "Other Call PickUp",
            "Group Call PickUp",
            "Mobility",
            "Meet Me",
            "Quality Reporting Tool",
            "Malicious Caller ID");

    /**
     * What the policy says about a feature.
     *
     * @param name its name; may be empty
     * @param id its number: 1 to 16 are known, 0 to 9999 are kept
     * @param enabled whether the phone offers it
     */
    public record Feature(String name, int id, boolean enabled) {
        /**
         * Checks the parts.
         *
         * @param name its name
         * @param id its number
         * @param enabled whether the phone offers it
         * @throws IllegalArgumentException when the name has more than 64 characters, or the number is none of 0 to 9999
         */
        public Feature {
            Require.textOrEmpty(name, "name of a feature", 64);
            Require.range(id, "id of a feature", 0, 9999);
        }

        /**
         * A feature of the list of 5.6, with its name there.
         *
         * @param id 1 to 16
         * @param enabled whether the phone offers it
         * @return the feature
         * @throws IllegalArgumentException when there is no such feature
         */
        public static Feature of(int id, boolean enabled) {
            return new Feature(NAMES.get(Require.range(id, "id of a known feature", 1, NAMES.size()) - 1), id, enabled);
        }
    }

    /**
     * Copies the list.
     *
     * @param name the name of the policy
     * @param versionStamp what changes when the policy does
     * @param features what it says, in order
     * @throws IllegalArgumentException when the name or the stamp has more than 128 characters
     */
    public FeaturePolicy {
        Require.textOrEmpty(name, "name of a feature policy", 128);
        Require.textOrEmpty(versionStamp, "versionStamp", 128);
        features = Require.list(features, "features");
    }

    /**
     * Reads a file. What it does not know is passed over; one feature that breaks a rule of this class refuses the whole file.
     *
     * @param file the bytes
     * @return the policy, or why it cannot be read
     */
    public static Decoded<FeaturePolicy> decode(byte[] file) {
        Objects.requireNonNull(file, "file");
        try {
            FeaturePolicyDocument document =
                    PhoneFileBinding.read(file, FeaturePolicyDocument.class, "featurePolicy", name -> name);
            List<Feature> features = new ArrayList<>();
            for (FeaturePolicyDocument.Feature feature : document.features) {
                String enabled = Elements.trimmed(feature.enable);
                if (!enabled.equals("true") && !enabled.equals("false")) {
                    throw new IllegalArgumentException("enable must be exactly true or false");
                }
                int id = Elements.number(Optional.of(Elements.trimmed(feature.id)))
                        .orElseThrow(() -> new IllegalArgumentException("id must be a number"));
                features.add(new Feature(Elements.trimmed(feature.name), id, enabled.equals("true")));
            }
            return Decoded.ok(new FeaturePolicy(
                    Elements.trimmed(document.name), Elements.trimmed(document.versionStamp), features));
        } catch (XmlException e) {
            return Decoded.refused(e.where(), String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return Decoded.refused("featureDef", String.valueOf(e.getMessage()));
        }
    }

    /**
     * Reads a file.
     *
     * @param file the bytes
     * @return the policy
     * @throws TftpFormatException when it cannot be read
     */
    public static FeaturePolicy decodeOrThrow(byte[] file) {
        return TftpFormatException.unwrap(decode(file));
    }

    /**
     * What phones would not take: numbers that they do not know, and a feature twice. At most 200 findings, of which the last says so when
     * there are more.
     *
     * @return the findings; empty when there are none
     */
    public List<Problem> check() {
        Findings findings = new Findings("featurePolicy");
        Set<Integer> seen = new HashSet<>();
        for (Feature feature : features) {
            String where = "featureDef " + feature.id;
            if (!seen.add(feature.id)) {
                findings.add(where, "a feature must stand there once, but is there again.");
            }
            if (feature.id < 1 || feature.id > NAMES.size()) {
                findings.add(where, "phones know the features 1 to " + NAMES.size() + " only.");
            }
        }
        return findings.list();
    }

    /**
     * Writes the file.
     *
     * @return a new array, in UTF-8
     */
    public byte[] encode() {
        FeaturePolicyDocument document = new FeaturePolicyDocument();
        document.name = Elements.orNull(name);
        document.versionStamp = Elements.orNull(versionStamp);
        for (Feature feature : features) {
            FeaturePolicyDocument.Feature bound = new FeaturePolicyDocument.Feature();
            bound.name = Elements.orNull(feature.name);
            bound.id = Integer.toString(feature.id);
            bound.enable = Boolean.toString(feature.enabled);
            document.features.add(bound);
        }
        return PhoneFileBinding.write(document);
    }
}
