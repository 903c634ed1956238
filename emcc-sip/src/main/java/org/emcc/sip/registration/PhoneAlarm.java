package org.emcc.sip.registration;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.core.id.DeviceName;
import org.emcc.core.internal.Require;
import org.emcc.core.internal.Xml;
import org.emcc.core.internal.XmlException;
import org.emcc.core.internal.XmlNode;
import org.emcc.sip.message.ContentType;
import org.emcc.sip.message.SipFormatException;

/**
 * An alarm that a phone sends to its registrar in the body of a REFER, before it registers. Names that are not listed here are kept.
 *
 * <p>Source: sip 4.8.
 *
 * @param name what the alarm is about, such as {@link #TRUST_LISTS}
 * @param parameters what it says, in its order; at most {@value #MOST_PARAMETERS}
 * @threadsafety immutable
 * @since 0.1.0
 */
public record PhoneAlarm(String name, List<Parameter> parameters) {
    /** The alarm that tells of the trust lists of a phone. */
    public static final String TRUST_LISTS = "DeviceTLInfo";

    /** The parameter with the name of the device. */
    public static final String DEVICE_NAME = "DeviceName";
    /** The parameter with its IPv4 address. */
    public static final String IPV4_ADDRESS = "IPv4Address";
    /** The parameter with its IPv6 address. */
    public static final String IPV6_ADDRESS = "IPv6Address";
    /** The parameter with the signature of its CTL file, or {@code Not Installed}. */
    public static final String CTL_SIGNATURE = "CTL_Signature";
    /** The parameter with the TFTP server that its CTL file is from, or {@code N/A}. */
    public static final String CTL_TFTP_SERVER = "CTL_TFTP_Server";
    /** The parameter with the signature of its ITL file, or {@code Not Installed}. */
    public static final String ITL_SIGNATURE = "ITL_Signature";
    /** The parameter with the TFTP server that its ITL file is from, or {@code N/A}. */
    public static final String ITL_TFTP_SERVER = "ITL_TFTP_Server";
    /** The parameter with a number that says what came of it. */
    public static final String STATUS_CODE = "StatusCode";

    /** The most parameters of one alarm. A limit of this SDK. */
    public static final int MOST_PARAMETERS = 64;

    /** The most characters of one value. A limit of this SDK. */
    public static final int MOST_CHARACTERS = 4_096;

    static final ContentType TYPE = ContentType.of("application", "x-cisco-alarm+xml");

    private static final Xml.Limits LIMITS = new Xml.Limits(32 * 1024, 8, 400);

    /**
     * One thing that an alarm says.
     *
     * @param kind the name of its element, {@code String} in all that is known
     * @param name what it is, such as {@link #STATUS_CODE}
     * @param value the value; it may be empty
     * @threadsafety immutable
     * @since 0.1.0
     */
    public record Parameter(String kind, String name, String value) {
        /**
         * Checks the parts.
         *
         * @param kind 1 to 64 letters, digits, dots, hyphens and underscores, the first a letter or an underscore
         * @param name 1 to 128 characters
         * @param value at most {@value PhoneAlarm#MOST_CHARACTERS} characters
         * @throws IllegalArgumentException when one of them breaks its rule
         */
        public Parameter {
            if (!PhoneOptions.Option.isName(kind)) {
                throw new IllegalArgumentException(
                        "kind must be the name of an element, but is \"" + Require.clip(kind) + "\"");
            }
            Require.text(name, "name of parameter", 128);
            Require.textOrEmpty(value, "value of parameter", MOST_CHARACTERS);
        }

        /**
         * A text.
         *
         * @param name what it is, 1 to 128 characters
         * @param value at most {@value PhoneAlarm#MOST_CHARACTERS} characters
         * @return the parameter
         * @throws IllegalArgumentException when one of them breaks its rule
         */
        public static Parameter of(String name, String value) {
            return new Parameter("String", name, value);
        }
    }

    /**
     * Checks the name and the number of parameters.
     *
     * @param name 1 to 128 characters
     * @param parameters at most {@value #MOST_PARAMETERS}
     * @throws IllegalArgumentException when one of them breaks its rule
     */
    public PhoneAlarm {
        Require.text(name, "name of alarm", 128);
        parameters = List.copyOf(parameters);
        Require.range(parameters.size(), "number of parameters", 0, MOST_PARAMETERS);
    }

    /**
     * Reads the body of a REFER. Of several alarms the first counts; parameters that break a rule of {@link Parameter} are tolerated
     * as problems, and are not in the alarm.
     *
     * @param body its bytes
     * @return the alarm, or why there is none
     */
    public static Decoded<PhoneAlarm> decode(byte[] body) {
        XmlNode.Element root;
        try {
            root = Xml.read(body, LIMITS, Xml.Doctype.REFUSED);
        } catch (XmlException e) {
            return Decoded.refused(e.where(), String.valueOf(e.getMessage()));
        }
        if (!root.name().equals("x-cisco-alarm")) {
            return Decoded.refused("root", "an alarm must stand in x-cisco-alarm");
        }
        List<XmlNode.Element> alarms = root.all("Alarm");
        Optional<String> name = alarms.stream()
                .findFirst()
                .flatMap(alarm -> alarm.attribute("Name"))
                .filter(text -> isText(text, 128));
        if (name.isEmpty()) {
            return Decoded.refused("Alarm", "an alarm must have a Name of 1 to 128 characters");
        }
        List<Problem> problems = new ArrayList<>();
        if (alarms.size() > 1) {
            problems.add(new Problem("Alarm", "of several alarms the first counts"));
        }
        List<Parameter> read = new ArrayList<>();
        int broken = 0;
        for (XmlNode.Element element : alarms.get(0)
                .first("ParameterList")
                .map(XmlNode.Element::elements)
                .orElse(List.of())) {
            Optional<String> its = element.attribute("name").filter(text -> isText(text, 128));
            String value = element.text();
            if (its.isPresent()
                    && PhoneOptions.Option.isName(element.name())
                    && (value.isEmpty() || isText(value, MOST_CHARACTERS))
                    && read.size() < MOST_PARAMETERS) {
                read.add(new Parameter(element.name(), its.get(), value));
            } else {
                broken++;
            }
        }
        if (broken > 0) {
            problems.add(new Problem("ParameterList", broken + " parameters have no name, are too long or too many"));
        }
        return new Decoded.Ok<>(new PhoneAlarm(name.get(), read), problems);
    }

    /**
     * Reads the body of a REFER, as {@link #decode} does.
     *
     * @param body its bytes
     * @return the alarm
     * @throws SipFormatException when there is none
     */
    public static PhoneAlarm decodeOrThrow(byte[] body) {
        Decoded<PhoneAlarm> decoded = decode(body);
        return decoded.value()
                .orElseThrow(() -> new SipFormatException(decoded.problems().get(0)));
    }

    private static boolean isText(String text, int most) {
        return !text.isBlank() && text.length() <= most && text.chars().noneMatch(Character::isISOControl);
    }

    /**
     * The value of the first parameter of a name.
     *
     * @param parameter the name
     * @return the value, which may be empty text, or empty when there is no such parameter
     */
    public Optional<String> value(String parameter) {
        return parameters.stream()
                .filter(one -> one.name().equals(parameter))
                .map(Parameter::value)
                .findFirst();
    }

    /**
     * The device that the alarm is about.
     *
     * @return its name, or empty when the alarm names none
     */
    public Optional<DeviceName> device() {
        return value(DEVICE_NAME).flatMap(RegisterRequest::deviceName);
    }

    /**
     * The alarm as the body of a REFER.
     *
     * @return its bytes
     */
    public byte[] encode() {
        StringBuilder out = new StringBuilder("<x-cisco-alarm><Alarm Name=\"");
        Xml.escape(name, out, true);
        out.append("\"><ParameterList>\n");
        for (Parameter one : parameters) {
            out.append('<').append(one.kind()).append(" name=\"");
            Xml.escape(one.name(), out, true);
            out.append("\">");
            Xml.escape(one.value(), out, false);
            out.append("</").append(one.kind()).append(">\n");
        }
        return out.append("</ParameterList></Alarm></x-cisco-alarm>\n")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }
}
