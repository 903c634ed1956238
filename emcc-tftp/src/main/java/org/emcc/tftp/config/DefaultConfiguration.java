package org.emcc.tftp.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.emcc.core.Decoded;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.internal.Require;
import org.emcc.core.internal.Xml;
import org.emcc.core.internal.XmlException;
import org.emcc.core.internal.XmlNode;
import org.emcc.tftp.TftpFormatException;

/**
 * The file {@code XMLDefault.cnf.xml}: what a phone goes by that has no file of its own. An ordered tree like
 * {@link PhoneConfiguration}, because its elements {@code loadInformation<N>} have a number in their names; what is not known stays in
 * its place. Source: phone-config-files 5.1.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class DefaultConfiguration {
    private static final String LOAD = "loadInformation";

    private final XmlNode.Element root;

    private DefaultConfiguration(XmlNode.Element root) {
        this.root = root;
    }

    /**
     * The firmware of a model.
     *
     * @param modelNumber the product's number of the model, 0 to 99999
     * @param model what it is called; may be empty
     * @param load the name of the load; may be empty
     */
    public record ModelLoad(int modelNumber, String model, String load) {
        /**
         * Checks the parts.
         *
         * @param modelNumber the product's number of the model
         * @param model what it is called
         * @param load the name of the load
         * @throws IllegalArgumentException when the number is none of 0 to 99999, or a text has more than 128 characters
         */
        public ModelLoad {
            Require.range(modelNumber, "model number", 0, 99_999);
            Require.textOrEmpty(model, "model", 128);
            Require.textOrEmpty(load, "load", 128);
        }
    }

    /**
     * The models of 5.1 by the product's number, as {@code loadInformation<N>} has it.
     *
     * @return an unmodifiable map, by number: what each model is called
     */
    public static Map<Integer, String> knownModels() {
        return PhoneModels.BY_NUMBER;
    }

    /**
     * Begins a file in the order of 5.1.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads a file.
     *
     * @param file the bytes, in any encoding that XML allows
     * @return the file, or why it cannot be read
     */
    public static Decoded<DefaultConfiguration> decode(byte[] file) {
        Objects.requireNonNull(file, "file");
        try {
            XmlNode.Element root = Xml.read(file, Xml.Limits.FILE, Xml.Doctype.REFUSED);
            return root.name().equals("Default")
                    ? Decoded.ok(new DefaultConfiguration(root))
                    : Decoded.refused("root element", "the root of this file is Default");
        } catch (XmlException e) {
            return Decoded.refused(e.where(), String.valueOf(e.getMessage()));
        }
    }

    /**
     * Reads a file.
     *
     * @param file the bytes, in any encoding that XML allows
     * @return the file
     * @throws TftpFormatException when it cannot be read
     */
    public static DefaultConfiguration decodeOrThrow(byte[] file) {
        return TftpFormatException.unwrap(decode(file));
    }

    /**
     * Writes the file.
     *
     * @return a new array, in UTF-8
     */
    public byte[] encode() {
        return Xml.write(root).getBytes(UTF_8);
    }

    /**
     * The trimmed text of an element right below {@code Default}; the first one where a name repeats.
     *
     * @param name its name, for example {@code autoRegistrationName} or {@code servicesURL}
     * @return the text, perhaps empty, or empty when there is no such element
     */
    public Optional<String> text(String name) {
        return root.textOf(Objects.requireNonNull(name, "name"));
    }

    /**
     * The nodes with which an unknown phone may register, in document order.
     *
     * @return the nodes; the same rules as {@link PhoneConfiguration#callManagers()}
     */
    public List<CallManagerNode> callManagers() {
        return asPhoneFile().callManagers();
    }

    /**
     * The trust verification servers, in document order.
     *
     * @return the addresses that can be read
     */
    public List<ServiceAddress> tvs() {
        return asPhoneFile().tvs();
    }

    private PhoneConfiguration asPhoneFile() {
        List<XmlNode> device = new ArrayList<>();
        root.first("callManagerGroup").ifPresent(g -> device.add(XmlNode.Element.of("devicePool", List.of(g))));
        root.first("TVS").ifPresent(device::add);
        return PhoneConfiguration.of(XmlNode.Element.of("device", device));
    }

    /**
     * The firmware of the models, in document order. What has no number in its name, or too long a text, is passed over.
     *
     * @return the loads
     */
    public List<ModelLoad> loads() {
        List<ModelLoad> loads = new ArrayList<>();
        for (XmlNode.Element element : root.elements()) {
            if (element.name().startsWith(LOAD)) {
                Elements.number(Optional.of(element.name().substring(LOAD.length())))
                        .ifPresent(number -> {
                            try {
                                loads.add(new ModelLoad(
                                        number, element.attribute("model").orElse(""), element.text()));
                            } catch (IllegalArgumentException unusable) {
                                // No phone has such a number or name.
                            }
                        });
            }
        }
        return List.copyOf(loads);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DefaultConfiguration that && root.equals(that.root);
    }

    @Override
    public int hashCode() {
        return root.hashCode();
    }

    /** Without the content. */
    @Override
    public String toString() {
        return "DefaultConfiguration[" + root.elements().size() + " elements]";
    }

    /**
     * Collects the values of a file.
     *
     * @threadsafety not thread-safe
     * @since 0.1.0
     */
    public static final class Builder {
        private static final List<String> URLS = List.of(
                "authenticationURL",
                "directoryURL",
                "idleURL",
                "informationURL",
                "messagesURL",
                "servicesURL",
                "secureAuthenticationURL",
                "secureDirectoryURL",
                "secureIdleURL",
                "secureInformationURL",
                "secureMessagesURL",
                "secureServicesURL");

        private final PhoneConfiguration.Builder phone = PhoneConfiguration.ownFile(VersionStamp.of("default"));
        private final Map<Integer, ModelLoad> loads = new TreeMap<>();
        private final Map<String, String> urls = new TreeMap<>();
        private String autoRegistrationName = "";
        private boolean autoRegistration;
        private final Map<String, Boolean> selfProvisioning = new TreeMap<>();
        private int ipAddressMode;
        private int ipPreferenceModeControl;
        private int ipMediaAddressFamilyPreference;

        private Builder() {}

        /**
         * The name of auto-registration; empty by default.
         *
         * @param name at most 128 characters; may be empty
         * @return this builder
         * @throws IllegalArgumentException when it is longer or has control characters
         */
        public Builder autoRegistrationName(String name) {
            autoRegistrationName = Require.textOrEmpty(name, "autoRegistrationName", 128);
            return this;
        }

        /**
         * Whether unknown phones may register; not by default, which EMCC demands of both clusters (phone-config-files 4.5).
         *
         * @param on true when they may
         * @return this builder
         */
        public Builder autoRegistration(boolean on) {
            autoRegistration = on;
            return this;
        }

        /**
         * What the product writes of self-provisioning: <em>inferred</em>, whether users who make an unknown phone their own prove who they
         * are. Left out by default, because what a phone does without it is not public.
         *
         * @param on the value
         * @return this builder
         */
        public Builder selfProvisioningSecureMode(boolean on) {
            selfProvisioning.put("selfProvisioningSecureMode", on);
            return this;
        }

        /**
         * What the product writes of self-provisioning: <em>inferred</em>, whether an administrator may do it for users. Left out by default.
         *
         * @param on the value
         * @return this builder
         */
        public Builder adminProvisionMode(boolean on) {
            selfProvisioning.put("adminProvisionMode", on);
            return this;
        }

        /**
         * How phones are addressed; 0 by default (phone-config-files 3.3).
         *
         * @param mode 0 for IPv4, 1 for IPv6, 2 for both
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder ipAddressMode(int mode) {
            ipAddressMode = Require.range(mode, "ipAddressMode", 0, 2);
            return this;
        }

        /**
         * By what phones with both addresses signal; 0 by default (phone-config-files 3.3).
         *
         * @param preferred 0 for IPv4, 1 for IPv6, 2 as <em>inferred</em> for the system's default
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder ipPreferenceModeControl(int preferred) {
            ipPreferenceModeControl = Require.range(preferred, "ipPreferenceModeControl", 0, 2);
            return this;
        }

        /**
         * By what phones with both addresses send media; 0 by default (phone-config-files 3.3).
         *
         * @param preferred 0 for IPv4, 1 for IPv6
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder ipMediaAddressFamilyPreference(int preferred) {
            ipMediaAddressFamilyPreference = Require.range(preferred, "ipMediaAddressFamilyPreference", 0, 1);
            return this;
        }

        /**
         * What the group of nodes is called; without a name by default.
         *
         * @param name the name
         * @return this builder
         * @throws IllegalArgumentException when the name has control characters or more than 4096 characters
         */
        public Builder callManagerGroupName(String name) {
            phone.element(PhoneElement.of("devicePool/callManagerGroup/name"), ElementValue.text(name));
            return this;
        }

        /**
         * Whether the group of nodes is the one for unknown phones, which has no effect in phones; left out by default.
         *
         * @param on the value
         * @return this builder
         */
        public Builder tftpDefault(boolean on) {
            phone.element(PhoneElement.of("devicePool/callManagerGroup/tftpDefault"), ElementValue.flag(on));
            return this;
        }

        /**
         * Adds a node.
         *
         * @param node the node; at most five
         * @return this builder
         */
        public Builder callManager(CallManagerNode node) {
            phone.callManager(node);
            return this;
        }

        /**
         * Adds a trust verification server.
         *
         * @param server the server; at most five, port 2445 by default
         * @return this builder
         */
        public Builder tvs(ServiceAddress server) {
            phone.tvs(server);
            return this;
        }

        /**
         * The firmware of a model, in place of an earlier one of the same number.
         *
         * @param load the load
         * @return this builder
         */
        public Builder load(ModelLoad load) {
            loads.put(load.modelNumber(), load);
            return this;
        }

        /**
         * A URL.
         *
         * @param name one of 5.1, for example {@code servicesURL}
         * @param url at most 255 characters; may be empty
         * @return this builder
         * @throws IllegalArgumentException when there is no such URL in this file, or it is too long
         */
        public Builder url(String name, String url) {
            if (!URLS.contains(name)) {
                throw new IllegalArgumentException(
                        "name of a URL must be one of the default file, but is \"" + Require.clip(name) + "\"");
            }
            urls.put(name, Require.textOrEmpty(url, name, 255));
            return this;
        }

        /**
         * Makes the file, the loads by number.
         *
         * @return the file
         */
        public DefaultConfiguration build() {
            XmlNode.Element shared = phone.build().root();
            List<XmlNode> all = new ArrayList<>();
            all.add(XmlNode.Element.of("autoRegistrationName", autoRegistrationName));
            all.add(XmlNode.Element.of("autoRegistration", Boolean.toString(autoRegistration)));
            for (String name : List.of("selfProvisioningSecureMode", "adminProvisionMode")) {
                Optional.ofNullable(selfProvisioning.get(name))
                        .ifPresent(on -> all.add(XmlNode.Element.of(name, on.toString())));
            }
            all.add(XmlNode.Element.of("ipAddressMode", Integer.toString(ipAddressMode)));
            all.add(XmlNode.Element.of("ipPreferenceModeControl", Integer.toString(ipPreferenceModeControl)));
            all.add(XmlNode.Element.of(
                    "ipMediaAddressFamilyPreference", Integer.toString(ipMediaAddressFamilyPreference)));
            shared.first("devicePool")
                    .flatMap(pool -> pool.first("callManagerGroup"))
                    .ifPresent(all::add);
            shared.first("TVS").ifPresent(all::add);
            for (ModelLoad load : loads.values()) {
                XmlNode.Element element = XmlNode.Element.of(LOAD + load.modelNumber(), load.load());
                all.add(new XmlNode.Element(element.name(), Map.of("model", load.model()), element.children()));
            }
            for (String name : URLS) {
                all.add(XmlNode.Element.of(name, urls.getOrDefault(name, "")));
            }
            return new DefaultConfiguration(XmlNode.Element.of("Default", all));
        }
    }
}
