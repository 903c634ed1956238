package org.emcc.tftp.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.emcc.core.internal.Require;
import org.emcc.core.internal.XmlNode;

/**
 * A key of a SIP phone: a line, or with another {@code featureID} a speed dial, a service or a function.
 *
 * <p>Source: phone-config-files 3.5.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class SipLine {
    /** The {@code featureID} of a line. */
    public static final int LINE = 9;

    /** The proxy that means "the callManagerGroup". */
    public static final String USE_CALL_MANAGER = "USECALLMANAGER";

    /** The most characters of a label and of a display name, and of a name that phones take (phone-config-files 3.5). */
    public static final int LONGEST = 30;

    static final String PATH = "sipProfile/sipLines/line";

    private static final XmlNode.Element AUTO_ANSWER = XmlNode.Element.of(
                    "autoAnswer",
                    List.of(
                            XmlNode.Element.of("autoAnswerEnabled", "2"),
                            XmlNode.Element.of("autoAnswerMode", "Auto Answer with Speakerphone")))
            .kept();

    private static final XmlNode.Element CALL_INFO = XmlNode.Element.of(
                    "forwardCallInfoDisplay",
                    List.of(
                            XmlNode.Element.of("callerName", "true"),
                            XmlNode.Element.of("callerNumber", "false"),
                            XmlNode.Element.of("redirectedNumber", "false"),
                            XmlNode.Element.of("dialedNumber", "true")))
            .kept();

    private static final XmlNode.Element FEATURE =
            XmlNode.Element.of("featureID", Integer.toString(LINE)).kept();
    private static final XmlNode.Element CALL_WAITING =
            XmlNode.Element.of("callWaiting", "3").kept();
    private static final XmlNode.Element SHARED =
            XmlNode.Element.of("sharedLine", "true").kept();
    private static final XmlNode.Element NOT_SHARED =
            XmlNode.Element.of("sharedLine", "false").kept();
    private static final XmlNode.Element LAMP =
            XmlNode.Element.of("messageWaitingLampPolicy", "3").kept();
    private static final XmlNode.Element AMWI =
            XmlNode.Element.of("messageWaitingAMWI", "0").kept();
    private static final XmlNode.Element RING_IDLE =
            XmlNode.Element.of("ringSettingIdle", "4").kept();
    private static final XmlNode.Element RING_ACTIVE =
            XmlNode.Element.of("ringSettingActive", "5").kept();

    /** Rows of the table whose defaults are those of a line. */
    private static final class Part {
        static final PhoneElement PROXY = PhoneElement.of(PATH + "/proxy");
        static final PhoneElement PORT = PhoneElement.of(PATH + "/port");
        static final PhoneElement CALLS = PhoneElement.of(PATH + "/maxNumCalls");
        static final PhoneElement BUSY = PhoneElement.of(PATH + "/busyTrigger");
    }

    private final XmlNode.Element element;

    private SipLine(XmlNode.Element element) {
        this.element = element;
    }

    /** A view of an element as it was read. */
    static SipLine of(XmlNode.Element element) {
        return new SipLine(element);
    }

    XmlNode.Element element() {
        return element;
    }

    /**
     * Begins a line.
     *
     * @param button the number of the key, 1 to 500
     * @param name the directory number: what the phone registers; 1 to 64 characters, of which phones take 30
     * @return a new builder
     * @throws IllegalArgumentException when one breaks its rule
     */
    public static Builder builder(int button, String name) {
        return new Builder(button, name);
    }

    /**
     * The number of the key; phones pass over a key without one.
     *
     * @return the number, or empty when it is absent or no number
     */
    public OptionalInt button() {
        return Elements.number(element.attribute("button"));
    }

    /**
     * What the key does: 9 is a line.
     *
     * @return the number, or empty when it is absent or no number
     */
    public OptionalInt featureId() {
        return Elements.number(element.textOf("featureID"));
    }

    /**
     * The directory number: the identity that is registered.
     *
     * @return the name, or empty when it is absent or empty
     */
    public Optional<String> name() {
        return text("name");
    }

    /**
     * The name in the From header.
     *
     * @return the name, or empty when it is absent or empty
     */
    public Optional<String> displayName() {
        return text("displayName");
    }

    /**
     * The text beside the key.
     *
     * @return the label, or empty when it is absent or empty
     */
    public Optional<String> label() {
        return text("featureLabel");
    }

    /**
     * The user part of the Contact header.
     *
     * @return the text, or empty when it is absent or empty
     */
    public Optional<String> contact() {
        return text("contact");
    }

    /**
     * Where the line registers; {@link #USE_CALL_MANAGER} for the callManagerGroup.
     *
     * @return the proxy, or empty when it is absent or empty
     */
    public Optional<String> proxy() {
        return text("proxy");
    }

    /**
     * The port of the proxy.
     *
     * @return the port, or empty when it is absent or no number
     */
    public OptionalInt port() {
        return Elements.number(element.textOf("port"));
    }

    /**
     * Whether a phone would register it: a line with a name that is not {@code UNPROVISIONED}, a proxy and a port
     * (phone-config-files 3.9).
     *
     * @return true when it would
     */
    public boolean registers() {
        return featureId().orElse(0) == LINE
                && button().isPresent()
                && name().filter(n -> !n.equals("UNPROVISIONED")).isPresent()
                && proxy().isPresent()
                && port().isPresent();
    }

    /**
     * What stands in an element or attribute of the table; the first where it stands several times.
     *
     * @param part a {@link PhoneElement} below {@code sipProfile/sipLines/line}
     * @return the value
     * @throws IllegalArgumentException when it is no part of a key
     */
    public ElementValue value(PhoneElement part) {
        List<ElementValue> found = TreeEdit.values(element, PATH, partOfKey(part));
        return found.isEmpty() ? ElementValue.absent() : found.get(0);
    }

    /**
     * A copy with another value of one of its parts. A new one comes where the product writes it (phone-config-files 3.5).
     *
     * @param part a {@link PhoneElement} below {@code sipProfile/sipLines/line}
     * @param value the new value; absent removes it
     * @return the copy
     * @throws IllegalArgumentException when it is no part of a key, or the value breaks its rule
     */
    public SipLine with(PhoneElement part, ElementValue value) {
        return new SipLine(TreeEdit.with(element, PATH, partOfKey(part), PhoneConfiguration.text(part, value)));
    }

    private static PhoneElement partOfKey(PhoneElement part) {
        if (!part.path().startsWith(PATH) || part.path().length() == PATH.length()) {
            throw new IllegalArgumentException("part of a key must be below " + PATH + ", but is " + part);
        }
        return part;
    }

    private Optional<String> text(String child) {
        return element.textOf(child).filter(text -> !text.isEmpty());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SipLine that && element.equals(that.element);
    }

    @Override
    public int hashCode() {
        return element.hashCode();
    }

    /** Without the content: a line may hold credentials. */
    @Override
    public String toString() {
        return "SipLine[button=" + element.attribute("button").orElse("") + ", name=" + name().orElse("") + "]";
    }

    /**
     * Collects the parts of a line; what is not said has the product's default.
     *
     * @threadsafety not thread-safe
     * @since 0.1.0
     */
    public static final class Builder {
        private final int button;
        private final String name;
        private int lineIndex;
        private String label = "";
        private String displayName = "";
        private String contact;
        private String proxy = USE_CALL_MANAGER;
        private int port = CallManagerNode.DEFAULT_SIP_PORT;
        private String messagesNumber = "";
        private int maxCalls = 4;
        private int busyTrigger = 2;
        private boolean shared;

        private Builder(int button, String name) {
            this.button = Require.range(button, "button", 1, 500);
            // A directory number may be longer than phones are said to take: that is a finding, and no reason to refuse
            // a login.
            this.name = Require.text(name, "name of a line", 64);
            this.contact = name;
            this.lineIndex = button;
        }

        /**
         * The number of the line among the lines; that of the button by default.
         *
         * @param index 1 to 500
         * @return this builder
         */
        public Builder lineIndex(int index) {
            lineIndex = Require.range(index, "lineIndex", 1, 500);
            return this;
        }

        /**
         * The text beside the key; none by default.
         *
         * @param label at most 30 characters
         * @return this builder
         */
        public Builder label(String label) {
            this.label = Require.textOrEmpty(label, "featureLabel", LONGEST);
            return this;
        }

        /**
         * The name in the From header; none by default.
         *
         * @param displayName at most 30 characters
         * @return this builder
         */
        public Builder displayName(String displayName) {
            this.displayName = Require.textOrEmpty(displayName, "displayName", LONGEST);
            return this;
        }

        /**
         * The user part of the Contact header; the line's name by default, a uuid in the product's files.
         *
         * @param contact 1 to 128 characters
         * @return this builder
         */
        public Builder contact(String contact) {
            this.contact = Require.text(contact, "contact", 128);
            return this;
        }

        /**
         * Where the line registers; {@link #USE_CALL_MANAGER} and 5060 by default.
         *
         * @param proxy a host, or {@link #USE_CALL_MANAGER}
         * @param port 1 to 65535
         * @return this builder
         */
        public Builder proxy(String proxy, int port) {
            this.proxy = Require.text(proxy, "proxy", 255);
            this.port = Require.range(port, "port", 1, 65_535);
            return this;
        }

        /**
         * The voice-mail pilot; none by default.
         *
         * @param number at most 64 characters
         * @return this builder
         */
        public Builder messagesNumber(String number) {
            this.messagesNumber = Require.textOrEmpty(number, "messagesNumber", 64);
            return this;
        }

        /**
         * How many calls it takes, and from which on it is busy; 4 and 2 by default.
         *
         * @param maxCalls 1 to 200
         * @param busyTrigger 1 to {@code maxCalls}
         * @return this builder
         */
        public Builder calls(int maxCalls, int busyTrigger) {
            this.maxCalls = Require.range(maxCalls, "maxNumCalls", 1, 200);
            this.busyTrigger = Require.range(busyTrigger, "busyTrigger", 1, maxCalls);
            return this;
        }

        /**
         * Whether others have the line too; not by default.
         *
         * @param shared true when they have
         * @return this builder
         */
        public Builder shared(boolean shared) {
            this.shared = shared;
            return this;
        }

        /**
         * Makes the line, its children in the order of phone-config-files 3.5.
         *
         * @return the line
         */
        public SipLine build() {
            List<XmlNode> children = List.of(
                    FEATURE,
                    XmlNode.Element.of("featureLabel", label),
                    Part.PROXY.holding(proxy),
                    Part.PORT.holding(Integer.toString(port)),
                    XmlNode.Element.of("name", name),
                    XmlNode.Element.of("displayName", displayName),
                    AUTO_ANSWER,
                    CALL_WAITING,
                    shared ? SHARED : NOT_SHARED,
                    LAMP,
                    AMWI,
                    XmlNode.Element.of("messagesNumber", messagesNumber),
                    RING_IDLE,
                    RING_ACTIVE,
                    XmlNode.Element.of("contact", contact),
                    CALL_INFO,
                    Part.CALLS.holding(Integer.toString(maxCalls)),
                    Part.BUSY.holding(Integer.toString(busyTrigger)));
            return new SipLine(new XmlNode.Element(
                    "line", Elements.attributes("button", button, "lineIndex", lineIndex), children));
        }
    }
}
