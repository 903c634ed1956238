package org.emcc.sip.trunk;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.emcc.core.configuration.Setting;

/**
 * A SIP trunk security profile. What is built by hand keeps its rules; what is read from a cluster keeps what is wrong.
 *
 * <p>Source: sip 1.6.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class TrunkSecurityProfile {
    private static final String WHAT = "SIP trunk security profile";

    /** What a mode with TLS makes of the fields that are not set. */
    private static final Map<FormField<?>, String> WITH_TLS = Map.of(
            SecurityProfileFields.INCOMING_TRANSPORT, "TLS",
            SecurityProfileFields.OUTGOING_TRANSPORT, "TLS",
            SecurityProfileFields.INCOMING_PORT, "5061");

    private final FormValues values;

    private TrunkSecurityProfile(FormValues values) {
        this.values = values;
    }

    /**
     * The profile that the product ships, <em>Non Secure SIP Trunk Profile</em>: outgoing over TCP.
     *
     * @return the profile
     */
    public static TrunkSecurityProfile nonSecure() {
        return builder("Non Secure SIP Trunk Profile")
                .set(SecurityProfileFields.OUTGOING_TRANSPORT, TrunkTransport.TCP)
                .build();
    }

    /**
     * Starts one in which nothing but the name is set.
     *
     * @param name its name, 1 to 75 characters
     * @return a builder
     * @throws IllegalArgumentException when the name breaks its rule
     */
    public static Builder builder(String name) {
        return new Builder(FormValues.of(WHAT, SecurityProfileFields.all()).with(SecurityProfileFields.NAME, name));
    }

    /**
     * Reads what was found in a real cluster. What is wrong is kept as invalid, a field that is not among the texts is unknown, and a
     * text under another name is kept in {@link #others}.
     *
     * @param texts the texts by AXL name
     * @return the profile
     */
    public static TrunkSecurityProfile read(Map<String, String> texts) {
        return new TrunkSecurityProfile(FormValues.read(WHAT, SecurityProfileFields.all(), texts));
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
        return values.text(SecurityProfileFields.NAME);
    }

    /**
     * The device security mode; non secure when none is set.
     *
     * @return the mode
     */
    public TrunkSecurityMode mode() {
        return values.valueOrDefault(SecurityProfileFields.SECURITY_MODE).orElse(TrunkSecurityMode.NON_SECURE);
    }

    /**
     * The transport of incoming requests: what is set, else TLS or TCP+UDP by the mode.
     *
     * @return the transport
     */
    public TrunkTransport incomingTransport() {
        return valueOrDefault(SecurityProfileFields.INCOMING_TRANSPORT).orElse(TrunkTransport.TCP_UDP);
    }

    /**
     * The transport of outgoing requests: what is set, else TLS or TCP by the mode. For non secure that is what the shipped profile
     * has.
     *
     * @return the transport
     */
    public TrunkTransport outgoingTransport() {
        return valueOrDefault(SecurityProfileFields.OUTGOING_TRANSPORT).orElse(TrunkTransport.TCP);
    }

    /**
     * The port on which the trunks of this profile are reached: what is set, else 5061 with TLS and 5060 without.
     *
     * @return 0 to 65535
     */
    public int incomingPort() {
        return valueOrDefault(SecurityProfileFields.INCOMING_PORT).orElse(5060);
    }

    /**
     * The subject names of which the certificate of a peer must have one; used only with TLS.
     *
     * @return the names, as they are parted by space, comma, semicolon or colon; none when the field is not set
     */
    public List<String> subjectNames() {
        return values.get(SecurityProfileFields.X509_SUBJECT_NAME)
                .value()
                .map(text -> Arrays.stream(text.split("[ ,;:]+"))
                        .filter(name -> !name.isEmpty())
                        .toList())
                .orElse(List.of());
    }

    /** Whether it is certain that this has TLS, or has not; an unknown mode is neither. */
    boolean isCertainly(boolean tls) {
        return values.certain(SecurityProfileFields.SECURITY_MODE)
                .filter(mode -> mode.usesTls() == tls)
                .isPresent();
    }

    /**
     * The setting of a field, as it was found.
     *
     * @param field one of {@link SecurityProfileFields#all}
     * @param <T> the type of its values
     * @return the setting; absent when nobody set it
     * @throws IllegalArgumentException when it is none of them
     */
    public <T> Setting<T> setting(FormField<T> field) {
        return values.get(field);
    }

    /**
     * What the product goes by: the valid value, else the default, which for transports and port depends on the mode: with TLS it is TLS
     * and 5061. That an invalid text counts as the default is inferred.
     *
     * @param field one of {@link SecurityProfileFields#all}
     * @param <T> the type of its values
     * @return the value, or empty when there is neither
     * @throws IllegalArgumentException when it is none of them
     */
    public <T> Optional<T> valueOrDefault(FormField<T> field) {
        return values.get(field).value().or(() -> withTls(field)).or(field::byDefault);
    }

    private <T> Optional<T> withTls(FormField<T> field) {
        String text = WITH_TLS.get(field);
        return text != null && mode().usesTls() ? field.read(text).value() : Optional.empty();
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
        ProfileChecks.security(me, values, findings);
        return findings.list();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrunkSecurityProfile that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** The fields that are set. */
    @Override
    public String toString() {
        return "TrunkSecurityProfile[" + values + "]";
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
         * @param field one of {@link SecurityProfileFields#all}
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
         * @param field one of {@link SecurityProfileFields#all}
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
        public TrunkSecurityProfile build() {
            TrunkSecurityProfile built = new TrunkSecurityProfile(values);
            Findings.refuse(WHAT + " " + Findings.quoted(built.name()), built.findings());
            return built;
        }
    }
}
