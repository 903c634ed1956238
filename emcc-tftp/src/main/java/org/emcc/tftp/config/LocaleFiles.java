package org.emcc.tftp.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.emcc.core.internal.Require;

/**
 * Under which names phones ask for their languages and call progress tones. A language is an archive or a set of dictionaries that
 * only the vendor makes, and whose form is not public; tones are a {@link ToneList}.
 *
 * <p>Source: phone-config-files 5.7 and 1. The product stores the folders under lower-case names: serve them in any capitals.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class LocaleFiles {
    /** The user locale that phones have in themselves. */
    public static final String BUILT_IN_USER_LOCALE = "English_United_States";

    /** The network locale that phones have in themselves. */
    public static final String BUILT_IN_NETWORK_LOCALE = "United_States";

    private static final Pattern LOCALE = Pattern.compile("[A-Za-z0-9_]{1,64}");

    private LocaleFiles() {}

    /**
     * The files of a language.
     *
     * @param userLocale the name of its folder, 1 to 64 letters, digits and underscores, for example {@code German_Germany}
     * @param model for example {@code Cisco 8851}; the first number of four digits in it counts
     * @param deviceProtocol {@code SIP} or {@code SCCP}
     * @return the names, with the folder; empty when no source names the model's
     * @throws IllegalArgumentException when the locale or the protocol breaks its rule
     */
    public static List<String> display(String userLocale, String model, String deviceProtocol) {
        String folder =
                Require.form(userLocale, "user locale", LOCALE, "have 1 to 64 letters, digits or underscores") + "/";
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(deviceProtocol, "deviceProtocol");
        if (!deviceProtocol.equals("SIP") && !deviceProtocol.equals("SCCP")) {
            throw new IllegalArgumentException(
                    "deviceProtocol must be SIP or SCCP, but is \"" + Require.clip(deviceProtocol) + "\"");
        }
        String number = PhoneModels.number(model).orElse("");
        Optional<String> old = old(number);
        if (old.isPresent()) {
            String stem = folder + old.get();
            return List.of(stem + "-dictionary.xml", stem + "-font.xml", stem + "-kate.xml");
        }
        return stem(number)
                .map(stem -> stem.equals("gb") // one archive for both
                        ? List.of(folder + "gb-sccp-sip.jar")
                        : List.of(folder + stem + (deviceProtocol.equals("SIP") ? "-sip.jar" : "-sccp.jar")))
                .orElse(List.of());
    }

    /**
     * The file of the tones.
     *
     * @param networkLocale the name of its folder, at most 64 letters, digits and underscores; phones that have none ask for a file of the
     *     uppermost folder, with a slash in front
     * @param model for example {@code Cisco 8851}; the first number of four digits in it counts
     * @return the name, with the folder, or empty when no source names the model's
     * @throws IllegalArgumentException when the locale breaks its rule
     */
    public static Optional<String> tones(String networkLocale, String model) {
        Objects.requireNonNull(networkLocale, "networkLocale");
        if (!networkLocale.isEmpty()) {
            Require.form(networkLocale, "network locale", LOCALE, "have at most 64 letters, digits or underscores");
        }
        String number =
                PhoneModels.number(Objects.requireNonNull(model, "model")).orElse("");
        return old(number)
                .map(stem -> stem + "-tones.xml")
                .or(() -> PhoneFamily.ofModel(number)
                        .map(family -> number.startsWith("99") ? "g4-tones.xml" : "g3-tones.xml"))
                .map(file -> networkLocale + "/" + file);
    }

    /**
     * The files that a phone asks for because of its configuration; none for a locale that it has in itself, or whose name breaks the
     * rule.
     *
     * @param file the configuration
     * @param model for example {@code Cisco 8851}
     * @return the names, with their folders
     */
    public static List<String> of(PhoneConfiguration file, String model) {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(model, "model");
        List<String> names = new ArrayList<>();
        String user = file.text("userLocale", "name").orElse("");
        String protocol = file.deviceProtocol().filter("SCCP"::equals).orElse("SIP");
        if (!user.equals(BUILT_IN_USER_LOCALE) && LOCALE.matcher(user).matches()) {
            names.addAll(display(user, model, protocol));
        }
        String network = file.text("networkLocaleInfo", "name")
                .filter(name -> !name.isEmpty())
                .or(() -> file.text("networkLocale"))
                .orElse("");
        if (!network.equals(BUILT_IN_NETWORK_LOCALE)
                && (network.isEmpty() || LOCALE.matcher(network).matches())) {
            tones(network, model).ifPresent(names::add);
        }
        return List.copyOf(names);
    }

    /** The models from before the archives; the source names the files of 7960 and says that the others' are alike. */
    private static Optional<String> old(String number) {
        return switch (number) {
            case "7940", "7960" -> Optional.of("7960");
            case "7905", "7920", "7921" -> Optional.of(number);
            default -> Optional.empty();
        };
    }

    private static Optional<String> stem(String number) {
        return switch (number) {
            case "7906", "7911" -> Optional.of("tc");
            case "7941", "7942", "7961", "7962" -> Optional.of("mk");
            case "7945", "7965" -> Optional.of("be");
            case "7970", "7971", "7975" -> Optional.of("td");
            case "8845", "8865" -> Optional.of("sl-bev");
            case "8941", "8945" -> Optional.of("gb");
            case "8961" -> Optional.of("gh");
            case "9951" -> Optional.of("lk");
            case "9971" -> Optional.of("gd");
            default ->
                switch (number.isEmpty() ? "" : number.substring(0, 2)) {
                    case "69" -> Optional.of("rtl");
                    case "78" -> Optional.of("sp");
                    case "88" -> Optional.of("sl-be");
                    default -> Optional.empty();
                };
        };
    }
}
