package org.emcc.core.device;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginType;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.internal.Require;

/**
 * The URL of the Extension Mobility phone service, or of the one at which PINs are changed, taken apart. A phone replaces {@code #DEVICENAME#} by its name and
 * {@code #EMCC#} by whether it is capable of EMCC.
 *
 * <p>Source: emcc-behaviour 2.3. That names of parameters count with regard to case, and that an incapable phone sends
 * {@code false}, is inferred.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class PhoneServiceUrl {
    /** The path of the Extension Mobility service. */
    public static final String EXTENSION_MOBILITY_PATH = "/emapp/EMAppServlet";

    /** The path of the service at which users change their PINs (em-api-and-axl 2.5). */
    public static final String CHANGE_CREDENTIAL_PATH = "/changecredential/ChangeCredentialServlet";

    /** What a phone replaces by its device name. */
    public static final String DEVICE_NAME = "#DEVICENAME#";

    /** What a phone replaces by whether it is capable of EMCC. */
    public static final String EMCC = "#EMCC#";

    private static final Pattern FORM =
            Pattern.compile("(?i:(https?)://)([^/?#\\s]{1,255})(/[^?#\\s]*)?(?:\\?([^\\s\\p{Cntrl}]*))?");

    private final String text;
    private final boolean secure;
    private final ServiceAddress node;
    private final String path;
    private final Map<String, String> parameters;

    private PhoneServiceUrl(String text) {
        this.text = Require.text(text, "phone service URL", 255);
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException(
                    "phone service URL must be http or https with a host, a path and parameters," + " but is \""
                            + Require.clip(text) + "\"");
        }
        this.secure = m.group(1).length() == 5;
        this.node = ServiceAddress.parse(m.group(2));
        this.path = m.group(3) == null ? "" : m.group(3);
        this.parameters = parameters(m.group(4) == null ? "" : m.group(4));
    }

    /** Of a parameter that is there twice the first counts, as with the service itself. */
    private static Map<String, String> parameters(String query) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                found.putIfAbsent(
                        equals < 0 ? pair : pair.substring(0, equals), equals < 0 ? "" : pair.substring(equals + 1));
            }
        }
        return Collections.unmodifiableMap(found);
    }

    /**
     * Takes a URL apart.
     *
     * @param text 1 to 255 characters: {@code http} or {@code https}, a host with or without port, a path and parameters
     * @return the parts
     * @throws IllegalArgumentException when the text has another form
     */
    public static PhoneServiceUrl parse(String text) {
        return new PhoneServiceUrl(text);
    }

    /**
     * The URL that the configuration procedure asks for, without a login type.
     *
     * @param node the node that runs the service; without a port it gets 8080, or 8443 when secure
     * @param secure whether by HTTPS
     * @return the URL
     * @throws IllegalArgumentException when the whole has more than 255 characters
     */
    public static PhoneServiceUrl extensionMobility(ServiceAddress node, boolean secure) {
        return parse(onNode(node, secure) + EXTENSION_MOBILITY_PATH + "?device=" + DEVICE_NAME + "&EMCC=" + EMCC);
    }

    /**
     * The URL of the service at which users change their PINs.
     *
     * <p>Source: em-api-and-axl 2.5.
     *
     * @param node the node that runs the service; without a port it gets 8080, or 8443 when secure
     * @param secure whether by HTTPS
     * @return the URL
     * @throws IllegalArgumentException when the whole has more than 255 characters
     */
    public static PhoneServiceUrl changeCredential(ServiceAddress node, boolean secure) {
        return parse(onNode(node, secure) + CHANGE_CREDENTIAL_PATH + "?device=" + DEVICE_NAME);
    }

    private static String onNode(ServiceAddress node, boolean secure) {
        ServiceAddress full =
                ServiceAddress.of(Objects.requireNonNull(node, "node").host(), node.portOr(secure ? 8443 : 8080));
        return (secure ? "https://" : "http://") + full;
    }

    /**
     * The same URL with a login type. Every peer must then have release 12.0 or later, also for {@link LoginType#UID}
     * (emcc-behaviour 8.2).
     *
     * @param type the login type
     * @return the URL
     * @throws IllegalArgumentException when there is a login type already, or the whole has more than 255 characters
     */
    public PhoneServiceUrl with(LoginType type) {
        Objects.requireNonNull(type, "type");
        if (loginTypeText().isPresent()) {
            throw new IllegalArgumentException(
                    "phone service URL must have one loginType, but has \"" + Require.clip(text) + "\"");
        }
        return parse(text + (parameters.isEmpty() ? "?" : "&") + "loginType=" + type);
    }

    /**
     * Whether the URL is secure; if not, the PIN travels in clear.
     *
     * @return true for {@code https}
     */
    public boolean secure() {
        return secure;
    }

    /**
     * The node that runs the service.
     *
     * @return a host, and the port where the URL gives one
     */
    public ServiceAddress node() {
        return node;
    }

    /**
     * The path.
     *
     * @return the path with its slash, or an empty text
     */
    public String path() {
        return path;
    }

    /**
     * The parameters, as they stand.
     *
     * @return an unmodifiable map, in order, with the substitutions unresolved
     */
    public Map<String, String> parameters() {
        return parameters;
    }

    /**
     * Whether the phone is made to say its name: {@code device=#DEVICENAME#}. Without it the service answers 207.
     *
     * @return true when the parameter is there
     */
    public boolean asksForDevice() {
        return DEVICE_NAME.equals(parameters.get("device"));
    }

    /**
     * Whether the phone is made to say that it is capable of EMCC: {@code EMCC=#EMCC#}. Without it users of other clusters are
     * not found.
     *
     * @return true when the parameter is there
     */
    public boolean asksForEmcc() {
        return EMCC.equals(parameters.get("EMCC"));
    }

    /**
     * The parameter {@code loginType}, right or wrong. The service answers any but {@code UID}, {@code SP} and {@code DN} with
     * 215.
     *
     * @return its text, or empty when it is absent, which means user ID and PIN
     */
    public Optional<String> loginTypeText() {
        return Optional.ofNullable(parameters.get("loginType"));
    }

    /**
     * The login type, where it is one.
     *
     * @return the login type, or empty when it is absent or wrong; {@link #loginTypeText} tells which
     */
    public Optional<LoginType> loginType() {
        return loginTypeText()
                .flatMap(wanted -> Arrays.stream(LoginType.values())
                        .filter(type -> type.name().equals(wanted))
                        .findFirst());
    }

    /**
     * What a phone asks for: the URL with its substitutions made.
     *
     * @param device the name of the phone
     * @param emccCapable whether the phone is capable of EMCC
     * @return the URL as text
     */
    public String resolve(DeviceName device, boolean emccCapable) {
        Objects.requireNonNull(device, "device");
        return text.replace(DEVICE_NAME, device.value()).replace(EMCC, String.valueOf(emccCapable));
    }

    /** Two URLs are equal when their texts are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof PhoneServiceUrl that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The text, as it was read. */
    @Override
    public String toString() {
        return text;
    }
}
