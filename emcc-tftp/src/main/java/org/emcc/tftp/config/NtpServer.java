package org.emcc.tftp.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.internal.Require;
import org.emcc.core.internal.XmlNode;

/**
 * A time server that a SIP phone asks.
 *
 * <p>Source: phone-config-files 3.3.
 *
 * @param host a host name or address, at most 50 characters without blanks; empty when there is one of IPv6 only
 * @param hostV6 a host name or address for IPv6, the same; empty when there is none
 * @param mode how it is asked
 * @threadsafety immutable
 * @since 0.1.0
 */
public record NtpServer(String host, String hostV6, Mode mode) {
    private static final PhoneElement NAME = PhoneElement.of("devicePool/dateTimeSetting/ntps/ntp/name");

    /**
     * How a phone learns the time; phones compare the words without case and blanks.
     *
     * @threadsafety immutable
     * @since 0.1.0
     */
    public enum Mode {
        /** The phone asks, and the server answers. */
        UNICAST("Unicast"),
        /** The server sends to all of a network. */
        DIRECTED_BROADCAST("Directed Broadcast"),
        /** The server sends to a group. */
        MULTICAST("Multicast"),
        /** The phone asks a group, and then the one that answers first. */
        ANYCAST("Anycast");

        private final String word;

        Mode(String word) {
            this.word = word;
        }

        /** The mode of a word; the default when there is none. */
        private static Optional<Mode> of(String text) {
            if (text.isEmpty()) {
                return Optional.of(UNICAST);
            }
            for (Mode mode : values()) {
                if (mode.word.replace(" ", "").equalsIgnoreCase(text.replace(" ", ""))) {
                    return Optional.of(mode);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * Checks the hosts.
     *
     * @param host a host name or address, or empty
     * @param hostV6 a host name or address for IPv6, or empty
     * @param mode how it is asked
     * @throws IllegalArgumentException when a host breaks its rule, or there is none
     */
    public NtpServer {
        checked(host, "NTP server");
        checked(hostV6, "NTP server of IPv6");
        Objects.requireNonNull(mode, "mode");
        if (host.isEmpty() && hostV6.isEmpty()) {
            throw new IllegalArgumentException("NTP server must have a host");
        }
    }

    /**
     * A server without one for IPv6.
     *
     * @param host a host name or address, 1 to 50 characters without blanks
     * @param mode how it is asked
     * @throws IllegalArgumentException when the host breaks its rule
     */
    public NtpServer(String host, Mode mode) {
        this(host, "", mode);
    }

    private static void checked(String host, String what) {
        Require.textOrEmpty(host, what, 50);
        if (NAME.read(host).kind() != ElementValue.Kind.TEXT) {
            throw new IllegalArgumentException(what + " must " + NAME.rule());
        }
    }

    /**
     * A server that is asked directly.
     *
     * @param host a host name or address, 1 to 50 characters without blanks
     * @return the server
     * @throws IllegalArgumentException when the host breaks its rule
     */
    public static NtpServer of(String host) {
        return new NtpServer(host, Mode.UNICAST);
    }

    /** What an element says; empty when that is no server. */
    static Optional<NtpServer> of(XmlNode.Element ntp) {
        return Mode.of(ntp.textOf("ntpMode").orElse("")).flatMap(mode -> {
            try {
                return Optional.of(new NtpServer(
                        ntp.textOf("name").orElse(""), ntp.textOf("nameV6").orElse(""), mode));
            } catch (IllegalArgumentException unusable) {
                return Optional.empty();
            }
        });
    }

    XmlNode.Element element() {
        List<XmlNode> children = new ArrayList<>();
        if (!host.isEmpty()) {
            children.add(XmlNode.Element.of("name", host));
        }
        if (!hostV6.isEmpty()) {
            children.add(XmlNode.Element.of("nameV6", hostV6));
        }
        children.add(XmlNode.Element.of("ntpMode", mode.word));
        return XmlNode.Element.of("ntp", children);
    }
}
