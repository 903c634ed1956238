package org.emcc.core.device;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * What the bulk jobs for EMCC devices look at and change: the base devices, the templates, the names of others, and the jobs that
 * wait. {@link BaseDeviceJob#run} makes new records of old ones.
 *
 * <p>Source: emcc-behaviour 5.5 to 5.7.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class BaseDeviceRecords {
    private final List<BaseDevice> devices;
    private final int lastNumber;
    private final List<EmccTemplate> templates;
    private final @Nullable String defaultTemplate;
    private final Set<String> otherNames;
    private final int phones;
    private final List<BaseDeviceJob> waiting;

    private BaseDeviceRecords(Builder builder) {
        this.devices = builder.devices.stream()
                .sorted(Comparator.comparing(BaseDevice::name))
                .toList();
        this.templates = builder.templates;
        this.defaultTemplate = builder.defaultTemplate;
        this.otherNames = builder.otherNames;
        this.phones = builder.phones;
        this.waiting = builder.waiting;
        int highest =
                devices.isEmpty() ? 0 : devices.get(devices.size() - 1).name().number();
        this.lastNumber = Math.max(highest, builder.lastNumber);
        Require.distinct(devices.stream().map(BaseDevice::name).toList(), "base device");
        Require.distinct(templates.stream().map(EmccTemplate::name).toList(), "EMCC template");
        if (defaultTemplate != null && template(defaultTemplate).isEmpty()) {
            throw new IllegalArgumentException("default EMCC template must be one of the templates, but \""
                    + Require.clip(defaultTemplate) + "\" is not there");
        }
    }

    /**
     * Starts records.
     *
     * @return a builder with nothing
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A builder that holds what this holds.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        Builder copy = new Builder();
        copy.devices = devices;
        copy.lastNumber = lastNumber;
        copy.templates = templates;
        copy.defaultTemplate = defaultTemplate;
        copy.otherNames = otherNames;
        copy.phones = phones;
        copy.waiting = waiting;
        return copy;
    }

    /**
     * The base devices in the database.
     *
     * @return the devices, by number
     */
    public List<BaseDevice> devices() {
        return devices;
    }

    /**
     * The last number used: the next insert goes on after it.
     *
     * @return 0 when none was ever used; not less than that of any device that is there
     */
    public int lastNumber() {
        return lastNumber;
    }

    /**
     * The EMCC templates.
     *
     * @return the templates
     */
    public List<EmccTemplate> templates() {
        return templates;
    }

    /**
     * The <em>Default EMCC Template</em>.
     *
     * @return the template, or empty when none was chosen
     */
    public Optional<EmccTemplate> defaultTemplate() {
        return Optional.ofNullable(defaultTemplate).flatMap(this::template);
    }

    /**
     * The names of phones, user device profiles and remote destination profiles.
     *
     * @return the names
     */
    public Set<String> otherNames() {
        return otherNames;
    }

    /**
     * How many phones the cluster has.
     *
     * @return 0 or more
     */
    public int phones() {
        return phones;
    }

    /**
     * The jobs that were told to run later.
     *
     * @return the jobs, in order
     */
    public List<BaseDeviceJob> waiting() {
        return waiting;
    }

    /**
     * One template.
     *
     * @param name its name
     * @return the template, or empty when there is none of that name
     */
    public Optional<EmccTemplate> template(String name) {
        Objects.requireNonNull(name, "name");
        return templates.stream()
                .filter(template -> template.name().equals(name))
                .findFirst();
    }

    /** All names that a new base device must not have, in lower case, since the product compares names without regard to case. */
    Set<String> takenNames() {
        Set<String> taken = otherNames.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(HashSet::new));
        templates.forEach(template -> taken.add(template.name().toLowerCase(Locale.ROOT)));
        return taken;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BaseDeviceRecords that
                && devices.equals(that.devices)
                && lastNumber == that.lastNumber
                && templates.equals(that.templates)
                && Objects.equals(defaultTemplate, that.defaultTemplate)
                && otherNames.equals(that.otherNames)
                && phones == that.phones
                && waiting.equals(that.waiting);
    }

    @Override
    public int hashCode() {
        return Objects.hash(devices, lastNumber, templates, defaultTemplate, otherNames, phones, waiting);
    }

    @Override
    public String toString() {
        return "BaseDeviceRecords[" + devices.size() + " base devices, last number " + lastNumber
                + ", default template " + defaultTemplate + "]";
    }

    /**
     * Builds records.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private List<BaseDevice> devices = List.of();
        private int lastNumber;
        private List<EmccTemplate> templates = List.of();
        private @Nullable String defaultTemplate;
        private Set<String> otherNames = Set.of();
        private int phones;
        private List<BaseDeviceJob> waiting = List.of();

        private Builder() {}

        /**
         * The base devices in the database.
         *
         * @param devices the devices, each name once, in any order
         * @return this builder
         */
        public Builder devices(List<BaseDevice> devices) {
            this.devices = Require.list(devices, "devices");
            return this;
        }

        /**
         * The last number used, where it is greater than that of every device that is there.
         *
         * @param lastNumber 0 or more
         * @return this builder
         * @throws IllegalArgumentException when it is negative
         */
        public Builder lastNumber(int lastNumber) {
            this.lastNumber = Require.range(lastNumber, "last number of an EMCC base device", 0, Integer.MAX_VALUE);
            return this;
        }

        /**
         * The EMCC templates.
         *
         * @param templates the templates, each name once
         * @return this builder
         */
        public Builder templates(List<EmccTemplate> templates) {
            this.templates = Require.list(templates, "templates");
            return this;
        }

        /**
         * The <em>Default EMCC Template</em>.
         *
         * @param name the name of one of the templates
         * @return this builder
         */
        public Builder defaultTemplate(String name) {
            this.defaultTemplate = Objects.requireNonNull(name, "defaultTemplate");
            return this;
        }

        /**
         * The names of phones, user device profiles and remote destination profiles.
         *
         * @param otherNames the names
         * @return this builder
         */
        public Builder otherNames(Set<String> otherNames) {
            this.otherNames = Require.set(otherNames, "otherNames");
            return this;
        }

        /**
         * How many phones the cluster has.
         *
         * @param phones 0 or more
         * @return this builder
         * @throws IllegalArgumentException when it is negative
         */
        public Builder phones(int phones) {
            this.phones = Require.range(phones, "number of phones", 0, Integer.MAX_VALUE);
            return this;
        }

        /**
         * The jobs that were told to run later.
         *
         * @param waiting the jobs, in order
         * @return this builder
         */
        public Builder waiting(List<BaseDeviceJob> waiting) {
            this.waiting = Require.list(waiting, "waiting");
            return this;
        }

        /**
         * The finished records.
         *
         * @return a new value
         * @throws IllegalArgumentException when a device or template is there twice, or the default template is none of the
         *     templates
         */
        public BaseDeviceRecords build() {
            return new BaseDeviceRecords(this);
        }
    }
}
