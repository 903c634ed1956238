package org.emcc.sip.trunk;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.configuration.Setting;
import org.emcc.core.id.ServiceAddress;

/**
 * A row of a trunk's destination table.
 *
 * <p>Source: sip 1.5.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class Destination {
    private static final String WHAT = "destination";

    private final FormValues values;

    private Destination(FormValues values) {
        this.values = values;
    }

    /**
     * A destination.
     *
     * @param sortOrder its place, 0 or more
     * @param address a name, an IPv4 or an IPv6 address; without a port it is 5060
     * @return the destination
     * @throws IllegalArgumentException when the place is negative
     */
    public static Destination of(int sortOrder, ServiceAddress address) {
        Objects.requireNonNull(address, "address");
        FormValues values = FormValues.of(WHAT, DestinationFields.all())
                .with(DestinationFields.SORT_ORDER, sortOrder)
                .with(
                        address.host().indexOf(':') >= 0
                                ? DestinationFields.ADDRESS_IPV6
                                : DestinationFields.ADDRESS_IPV4,
                        address.host());
        return new Destination(
                address.port().isPresent()
                        ? values.with(DestinationFields.PORT, address.port().getAsInt())
                        : values);
    }

    /**
     * Reads what was found in a real cluster. What is wrong is kept as invalid, a field that is not among the texts is unknown, and a
     * text under another name is kept in {@link #others}.
     *
     * @param texts the texts by AXL name
     * @return the destination
     */
    public static Destination read(Map<String, String> texts) {
        return new Destination(FormValues.read(WHAT, DestinationFields.all(), texts));
    }

    /**
     * The same with an IPv6 address, beside an IPv4 address or alone.
     *
     * @param address at most 255 characters
     * @return a new destination
     * @throws IllegalArgumentException when the address breaks its rule
     */
    public Destination withIpv6(String address) {
        return new Destination(values.with(DestinationFields.ADDRESS_IPV6, address));
    }

    /**
     * The IPv4 address or name, else the IPv6 address.
     *
     * @return the text, or empty when there is neither
     */
    public Optional<String> host() {
        return values.get(DestinationFields.ADDRESS_IPV4)
                .value()
                .or(() -> values.get(DestinationFields.ADDRESS_IPV6).value());
    }

    /**
     * The port, 5060 when none is set.
     *
     * @return 0 to 65535
     */
    public int port() {
        return values.valueOrDefault(DestinationFields.PORT).orElse(5060);
    }

    /**
     * The setting of a field, as it was found.
     *
     * @param field one of {@link DestinationFields#all}
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
     * @param field one of {@link DestinationFields#all}
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

    /** What the checks of a trunk look at. */
    FormValues values() {
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Destination that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** The fields that are set. */
    @Override
    public String toString() {
        return "Destination[" + values + "]";
    }
}
