package org.emcc.sip.trunk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.emcc.core.configuration.Setting;

/**
 * A SIP profile, as far as it matters on a trunk. What is built by hand keeps its rules; what is read from a cluster keeps what is wrong.
 *
 * <p>Source: sip 1.7.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class SipProfile {
    private static final String WHAT = "SIP profile";

    private final FormValues values;

    private SipProfile(FormValues values) {
        this.values = values;
    }

    /**
     * The profile that the product ships, <em>Standard SIP Profile</em>: nothing but the name is set.
     *
     * @return the profile
     */
    public static SipProfile standard() {
        return builder("Standard SIP Profile").build();
    }

    /**
     * Starts one in which nothing but the name is set.
     *
     * @param name its name, 1 to 50 characters
     * @return a builder
     * @throws IllegalArgumentException when the name breaks its rule
     */
    public static Builder builder(String name) {
        return new Builder(FormValues.of(WHAT, SipProfileFields.all()).with(SipProfileFields.NAME, name));
    }

    /**
     * Reads what was found in a real cluster. What is wrong is kept as invalid, a field that is not among the texts is unknown, and a
     * text under another name is kept in {@link #others}.
     *
     * @param texts the texts by AXL name
     * @return the profile
     */
    public static SipProfile read(Map<String, String> texts) {
        return new SipProfile(FormValues.read(WHAT, SipProfileFields.all(), texts));
    }

    /**
     * A builder that holds what this holds. It refuses to build while it holds what is wrong.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        return new Builder(values);
    }

    /**
     * The name, as it was found.
     *
     * @return the name, or an empty text when nobody said
     */
    public String name() {
        return values.text(SipProfileFields.NAME);
    }

    /**
     * Whether the OPTIONS ping is on. It works on trunks of service type None(Default) only.
     *
     * @return whether it is on
     */
    public boolean pings() {
        return values.is(SipProfileFields.PING_ENABLED, true);
    }

    /**
     * The setting of a field, as it was found.
     *
     * @param field one of {@link SipProfileFields#all}
     * @param <T> the type of its values
     * @return the setting; absent when nobody set it
     * @throws IllegalArgumentException when it is none of them
     */
    public <T> Setting<T> setting(FormField<T> field) {
        return values.get(field);
    }

    /**
     * What the product goes by: the valid value, else the default. That an invalid text counts as the default is inferred.
     *
     * @param field one of {@link SipProfileFields#all}
     * @param <T> the type of its values
     * @return the value, or empty when there is neither
     * @throws IllegalArgumentException when it is none of them
     */
    public <T> Optional<T> valueOrDefault(FormField<T> field) {
        return values.valueOrDefault(field);
    }

    /**
     * What is set, as AXL has it: invalid texts as they were read, and what was read under names that are not those of these fields.
     *
     * @return an unmodifiable map of texts by AXL name, in the order of the page; what is unknown or absent is not in it
     */
    public Map<String, String> texts() {
        return values.texts();
    }

    /**
     * What was read under names that are not those of these fields.
     *
     * @return an unmodifiable map of the texts by name
     */
    public Map<String, String> others() {
        return values.others();
    }

    /**
     * What is wrong with it, and what is worth knowing.
     *
     * @return the findings, in the order of the fields and then of the rules
     */
    public List<TrunkFinding> findings() {
        Findings findings = new Findings();
        String me = WHAT + " " + Findings.quoted(name());
        findings.form(me, values);
        if (values.is(SipProfileFields.SEND_RECV_SDP_IN_MID_CALL_INVITE, true)
                && values.is(
                        SipProfileFields.EARLY_OFFER_SUPP_VOICE_CALL,
                        SipProfileFields.EARLY_OFFER_SUPP_VOICE_CALL.choices().get(0))) {
            findings.add(
                    TrunkRule.MID_CALL_SDP_WITHOUT_EARLY_OFFER,
                    Findings.at(me, SipProfileFields.SEND_RECV_SDP_IN_MID_CALL_INVITE),
                    "sendRecvSDPInMidCallInvite of " + me + " must go with early offer, which is disabled");
        }
        Optional<String> reliable = values.certain(SipProfileFields.SIP_REL1XX_ENABLED);
        if (values.is(SipProfileFields.RSVP_OVER_SIP, "E2E")
                && reliable.isPresent()
                && !reliable.get().equals("Send PRACK for all 1xx Messages")) {
            findings.add(
                    TrunkRule.RSVP_WITHOUT_PRACK,
                    Findings.at(me, SipProfileFields.SIP_REL1XX_ENABLED),
                    "sipRe11XxEnabled of " + me
                            + " should be Send PRACK for all 1xx Messages when rsvpOverSip is E2E, but is "
                            + reliable.get());
        }
        return findings.list();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SipProfile that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** The fields that are set. */
    @Override
    public String toString() {
        return "SipProfile[" + values + "]";
    }

    /**
     * Builds it.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private FormValues values;

        private Builder(FormValues values) {
            this.values = values;
        }

        /**
         * Sets a field.
         *
         * @param field one of {@link SipProfileFields#all}
         * @param value the value
         * @param <T> the type of its values
         * @return this builder
         * @throws IllegalArgumentException when it is none of them, or the value breaks its rule
         */
        public <T> Builder set(FormField<T> field, T value) {
            values = values.with(field, value);
            return this;
        }

        /**
         * Clears a field: the product takes its default.
         *
         * @param field one of {@link SipProfileFields#all}
         * @return this builder
         * @throws IllegalArgumentException when it is none of them
         */
        public Builder clear(FormField<?> field) {
            values = values.without(field);
            return this;
        }

        /**
         * The finished value.
         *
         * @return a new value
         * @throws IllegalArgumentException when it breaks a rule that is {@link TrunkRule#refused}; the message names all such
         *     places
         */
        public SipProfile build() {
            SipProfile built = new SipProfile(values);
            Findings.refuse(WHAT + " " + Findings.quoted(built.name()), built.findings());
            return built;
        }
    }
}
