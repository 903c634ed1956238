package org.emcc.sip.registration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.emcc.core.internal.Require;

/**
 * What a phone can do, or what its registrar uses of it: the {@code optionsind} of a first REGISTER and of its answer. The phone
 * offers, and the registrar answers with the subset that it uses. Options that are not listed here are kept by their name; attributes
 * other than {@code usage} and {@code max} count for nothing, as on both sides of the product.
 *
 * <p>Source: sip 4.2.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class PhoneOptions {
    /** Nothing. */
    public static final PhoneOptions NONE = new PhoneOptions(List.of());

    /** What phones are seen to offer (sip 4.2). */
    public static final PhoneOptions OF_PHONES = of(
            Option.of("combine")
                    .withMost(6)
                    .with(Option.of("remotecc").with(Option.of("status")), Option.of("service-control")),
            notified("dialog", "hook status"),
            notified("dialog", "shared line"),
            notified("presence", "blf speed dial"),
            Option.of("joinreq"),
            Option.of("cfwdall-anyline"),
            Option.of("oosalarm"),
            Option.of("x-cisco-number"),
            Option.of("bfcp"),
            Option.of("ix"));

    private final List<Option> options;

    private PhoneOptions(List<Option> options) {
        this.options = List.copyOf(options);
    }

    private static Option notified(String name, String usage) {
        return Option.of(name).forUsage(usage).with(Option.of("unot"), Option.of("sub"));
    }

    /**
     * These options.
     *
     * @param options the options in their order
     * @return all of them
     */
    public static PhoneOptions of(Option... options) {
        return new PhoneOptions(Arrays.asList(options));
    }

    static PhoneOptions of(List<Option> options) {
        return new PhoneOptions(options);
    }

    /**
     * The options in their order.
     *
     * @return the options
     */
    public List<Option> options() {
        return options;
    }

    /**
     * What of these options another side knows as well, in the order of these. An option that has parts on one side needs a common
     * part; of two limits the less counts. How exactly the product compares is not public: this is inferred.
     *
     * @param other the options of the other side
     * @return the options of both
     */
    public PhoneOptions sharedWith(PhoneOptions other) {
        return new PhoneOptions(shared(options, other.options));
    }

    private static List<Option> shared(List<Option> mine, List<Option> others) {
        List<Option> both = new ArrayList<>();
        for (Option option : mine) {
            for (Option other : others) {
                Optional<Option> one = option.sharedWith(other);
                if (one.isPresent()) {
                    both.add(one.get());
                    break;
                }
            }
        }
        return both;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PhoneOptions that && options.equals(that.options);
    }

    @Override
    public int hashCode() {
        return options.hashCode();
    }

    /** The options as they are named. */
    @Override
    public String toString() {
        return options.toString();
    }

    /**
     * One option: its name, perhaps what it is used for, perhaps a limit, perhaps parts.
     *
     * @threadsafety immutable
     * @since 0.1.0
     */
    public static final class Option {
        private final String name;
        private final String usage;
        private final int most;
        private final List<Option> parts;

        private Option(String name, String usage, int most, List<Option> parts) {
            this.name = name;
            this.usage = usage;
            this.most = most;
            this.parts = List.copyOf(parts);
        }

        /**
         * An option without anything else.
         *
         * @param name such as {@code joinreq}: 1 to 64 letters, digits, dots, hyphens and underscores, the first a letter or an
         *     underscore
         * @return the option
         * @throws IllegalArgumentException when the name breaks its rule
         */
        public static Option of(String name) {
            Objects.requireNonNull(name, "name");
            if (!isName(name)) {
                throw new IllegalArgumentException(
                        "name of an option must be 1 to 64 letters, digits, dots, hyphens and underscores, but is \""
                                + Require.clip(name) + "\"");
            }
            return new Option(name, "", 0, List.of());
        }

        static boolean isName(String name) {
            return name.matches("[A-Za-z_][A-Za-z0-9._-]{0,63}");
        }

        /**
         * This option for one usage.
         *
         * @param text such as {@code hook status}, 1 to 64 characters
         * @return the option
         * @throws IllegalArgumentException when the text breaks its rule
         */
        public Option forUsage(String text) {
            return new Option(name, Require.text(text, "usage", 64), most, parts);
        }

        /**
         * This option with a limit.
         *
         * @param number 1 or more, such as the most parts of one message
         * @return the option
         * @throws IllegalArgumentException when it is less
         */
        public Option withMost(int number) {
            return new Option(name, usage, Require.range(number, "max", 1, Integer.MAX_VALUE), parts);
        }

        /**
         * This option with more parts behind those it has.
         *
         * @param more the parts
         * @return the option
         */
        public Option with(Option... more) {
            List<Option> all = new ArrayList<>(parts);
            all.addAll(Arrays.asList(more));
            return new Option(name, usage, most, all);
        }

        /**
         * What it is called.
         *
         * @return the name
         */
        public String name() {
            return name;
        }

        /**
         * What it is used for.
         *
         * @return the usage, or empty when there is none
         */
        public Optional<String> usage() {
            return usage.isEmpty() ? Optional.empty() : Optional.of(usage);
        }

        /**
         * Its limit, written as {@code max}.
         *
         * @return 1 or more, or empty when there is none
         */
        public OptionalInt most() {
            return most == 0 ? OptionalInt.empty() : OptionalInt.of(most);
        }

        /**
         * Its parts in their order.
         *
         * @return the parts
         */
        public List<Option> parts() {
            return parts;
        }

        private Optional<Option> sharedWith(Option other) {
            if (!name.equals(other.name) || !usage.equals(other.usage)) {
                return Optional.empty();
            }
            List<Option> both = shared(parts, other.parts);
            if (both.isEmpty() && !(parts.isEmpty() && other.parts.isEmpty())) {
                return Optional.empty();
            }
            int less = most == 0 || other.most == 0 ? Math.max(most, other.most) : Math.min(most, other.most);
            return Optional.of(new Option(name, usage, less, both));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Option that
                    && name.equals(that.name)
                    && usage.equals(that.usage)
                    && most == that.most
                    && parts.equals(that.parts);
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, usage, most, parts);
        }

        /** Name, usage, limit and parts. */
        @Override
        public String toString() {
            return name
                    + (usage.isEmpty() ? "" : "(" + usage + ")")
                    + (most == 0 ? "" : " max " + most)
                    + (parts.isEmpty() ? "" : parts.toString());
        }
    }
}
