package org.emcc.tftp.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.internal.XmlNode;
import org.jspecify.annotations.Nullable;

/** Small readers and writers of elements that several phone files share. */
final class Elements {
    private Elements() {}

    /** What JAXB bound, trimmed; empty when it bound nothing. */
    static String trimmed(@Nullable String bound) {
        return bound == null ? "" : bound.trim();
    }

    /** What JAXB leaves out when it is empty. */
    static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** A plain decimal of at most nine digits. */
    static OptionalInt number(Optional<String> text) {
        return text.map(String::trim)
                .filter(t -> !t.isEmpty() && t.length() <= 9 && t.chars().allMatch(c -> c >= '0' && c <= '9'))
                .map(t -> OptionalInt.of(Integer.parseInt(t)))
                .orElse(OptionalInt.empty());
    }

    /** The number in a child element, if it is a port. */
    static OptionalInt port(XmlNode.Element parent, String child) {
        OptionalInt number = number(parent.textOf(child));
        return number.isPresent() && number.getAsInt() >= 1 && number.getAsInt() <= 65_535
                ? number
                : OptionalInt.empty();
    }

    /** Text that is an address; a reader passes over what is none. */
    static Optional<ServiceAddress> address(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ServiceAddress.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** An address whose port stands in an element beside it; without a port when it is the default. */
    static Optional<ServiceAddress> address(Optional<String> host, OptionalInt port, int byDefault) {
        return host.filter(h -> !h.isEmpty()).flatMap(h -> {
            try {
                return Optional.of(
                        port.isEmpty() || port.getAsInt() == byDefault
                                ? ServiceAddress.of(h)
                                : ServiceAddress.of(h, port.getAsInt()));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }

    /** Whether no ports stand behind processNodeName, with which an entry ends for a phone (3.9). */
    static boolean portsFirst(XmlNode.Element callManager) {
        boolean named = false;
        for (XmlNode.Element child : callManager.elements()) {
            if (child.name().equals("processNodeName")) {
                named = true;
            } else if (named && child.name().equals("ports")) {
                return false;
            }
        }
        return true;
    }

    static Map<String, String> attributes(String first, Object firstValue, String second, Object secondValue) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put(first, firstValue.toString());
        attributes.put(second, secondValue.toString());
        return attributes;
    }

    static XmlNode.Element withPriority(XmlNode.Element member, int priority) {
        Map<String, String> attributes = new LinkedHashMap<>(member.attributes());
        attributes.put("priority", Integer.toString(priority));
        return new XmlNode.Element(member.name(), attributes, member.children());
    }

    /** A member of {@code TVS} without its priority. */
    static XmlNode.Element tvsMember(ServiceAddress server) {
        return XmlNode.Element.of(
                "member",
                List.of(
                        XmlNode.Element.of(
                                "port", Integer.toString(server.portOr(PhoneConfiguration.DEFAULT_TVS_PORT))),
                        XmlNode.Element.of("address", server.host())));
    }

    /** {@code TVS} with its members in order. */
    static XmlNode.Element tvs(List<ServiceAddress> servers) {
        List<XmlNode> members = new ArrayList<>();
        for (ServiceAddress server : servers) {
            members.add(withPriority(tvsMember(server), members.size()));
        }
        return XmlNode.Element.of("TVS", List.of(XmlNode.Element.of("members", members)));
    }
}
