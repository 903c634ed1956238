package org.emcc.tftp.config;

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
 * @param host a host name or address, 1 to 50 characters without blanks
 * @param mode how it is asked
 * @threadsafety immutable
 * @since 0.1.0
 */
public record NtpServer(String host, Mode mode) {
    private static final PhoneElement NAME = PhoneElement.of("devicePool/dateTimeSetting/ntps/ntp/name");

    /** How a phone learns the time; phones compare the words without case and blanks. */
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
     * Checks the host.
     *
     * @param host a host name or address
     * @param mode how it is asked
     * @throws IllegalArgumentException when the host breaks its rule
     */
    public NtpServer {
        Objects.requireNonNull(mode, "mode");
        Require.text(host, "NTP server", 50);
        if (NAME.read(host).kind() != ElementValue.Kind.TEXT) {
            throw new IllegalArgumentException("NTP server must " + NAME.rule());
        }
    }

    /**
     * A server that is asked directly.
     *
     * @param host a host name or address
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
                return Optional.of(new NtpServer(ntp.textOf("name").orElse(""), mode));
            } catch (IllegalArgumentException unusable) {
                return Optional.empty();
            }
        });
    }

    XmlNode.Element element() {
        return XmlNode.Element.of(
                "ntp", List.of(XmlNode.Element.of("name", host), XmlNode.Element.of("ntpMode", mode.word)));
    }
}
