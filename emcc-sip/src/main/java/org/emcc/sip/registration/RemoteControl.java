package org.emcc.sip.registration;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.emcc.core.internal.Xml;
import org.emcc.core.internal.XmlException;
import org.emcc.core.internal.XmlNode;
import org.emcc.sip.message.ContentType;
import org.emcc.sip.message.Multipart;
import org.emcc.sip.message.SipMessage;
import org.emcc.sip.message.SipRequest;
import org.jspecify.annotations.Nullable;

/**
 * The XML that a phone and its cluster exchange in REGISTER. Readers take what they know and pass over the rest: the product says of
 * each part that its handling is optional. Source: sip 4.2 and 4.3.
 */
final class RemoteControl {
    static final ContentType REQUEST = ContentType.of("application", "x-cisco-remotecc-request+xml");
    static final ContentType RESPONSE = ContentType.of("application", "x-cisco-remotecc-response+xml");

    /** Our choice; a phone's body has some 900 bytes. */
    private static final Xml.Limits LIMITS = new Xml.Limits(16 * 1024, 8, 500);

    /** How many parts of a body are looked at. Our choice; a phone writes two. */
    private static final int MOST_PARTS = 8;

    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private static final Multipart USUAL = bulkRegister(PhoneOptions.OF_PHONES);
    /** The type of {@link #bulkRegister()}. */
    static final ContentType MULTIPART = USUAL.type();

    private RemoteControl() {}

    /** All lines at once, and what phones offer. */
    static byte[] bulkRegister() {
        return USUAL.encode();
    }

    /** What the first REGISTER of a phone says: all lines at once, and what the phone can do. The XML has LF, the framing CRLF. */
    static Multipart bulkRegister(PhoneOptions offered) {
        return Multipart.builder("mixed", "uniqueBoundary")
                .part(part(
                        "<bulkregisterreq><contact all=\"true\"><register></register></contact></bulkregisterreq>\n"))
                .part(part(options(offered) + "\n"))
                .build();
    }

    private static Multipart.Part part(String inside) {
        String document = DECLARATION + "<x-cisco-remotecc-request>\n" + inside + "</x-cisco-remotecc-request>\n";
        return Multipart.Part.of(REQUEST, document.getBytes(StandardCharsets.UTF_8))
                .withHeader("Content-Disposition", "session;handling=optional");
    }

    /**
     * What a REGISTER asks in its body.
     *
     * @param anything whether there is a part for a registrar at all
     * @param allLines whether all lines are to be registered at once
     * @param offered what the phone can do, or null when it does not say
     */
    record Asked(
            boolean anything, boolean allLines, @Nullable PhoneOptions offered) {
        static final Asked NOTHING = new Asked(false, false, null);
    }

    /** Reads the body of a REGISTER; what is broken or unknown is as if it were not there. */
    static Asked asked(SipRequest request) {
        Asked all = Asked.NOTHING;
        for (byte[] body : bodies(request, REQUEST)) {
            Optional<XmlNode.Element> root = root(body, "x-cisco-remotecc-request");
            if (root.isPresent()) {
                boolean lines = root.get().all("bulkregisterreq").stream()
                        .flatMap(bulk -> bulk.all("contact").stream())
                        .anyMatch(contact ->
                                contact.attribute("all").filter("true"::equals).isPresent()
                                        && contact.first("register").isPresent());
                PhoneOptions options = root.get()
                        .first("optionsind")
                        .map(RemoteControl::options)
                        .orElse(all.offered());
                all = new Asked(true, all.allLines() || lines, options);
            }
        }
        return all;
    }

    /**
     * What a registrar answers to a first REGISTER.
     *
     * @param code 200
     * @param used what it uses of what the phone can do, or null when it was not told
     */
    record Response(int code, @Nullable PhoneOptions used) {
        byte[] encode() {
            return ("<x-cisco-remotecc-response><response><code>" + code + "</code>"
                            + (used == null ? "" : used.options().isEmpty() ? "<optionsind/>" : options(used))
                            + "</response></x-cisco-remotecc-response>\n")
                    .getBytes(StandardCharsets.UTF_8);
        }

        /** Reads the body of an answer; empty when it has none, or none that can be read. */
        static Optional<Response> of(SipMessage message) {
            for (byte[] body : bodies(message, RESPONSE)) {
                Optional<XmlNode.Element> response =
                        root(body, "x-cisco-remotecc-response").flatMap(root -> root.first("response"));
                Optional<String> code = response.flatMap(element -> element.textOf("code"));
                if (code.isPresent() && code.get().matches("[1-6][0-9][0-9]")) {
                    return Optional.of(new Response(
                            Integer.parseInt(code.get()),
                            response.get()
                                    .first("optionsind")
                                    .map(RemoteControl::options)
                                    .orElse(null)));
                }
            }
            return Optional.empty();
        }
    }

    /** The parts of a type, or the whole body when it is of that type. */
    private static List<byte[]> bodies(SipMessage message, ContentType type) {
        Optional<ContentType> said = message.contentType().value();
        if (said.isPresent() && said.get().is(type.type(), type.subtype())) {
            return List.of(message.body());
        }
        List<byte[]> found = new ArrayList<>();
        for (Multipart.Part part :
                message.multipart().value().map(Multipart::leaves).orElse(List.of())) {
            Optional<ContentType> its = part.contentType().value();
            if (found.size() < MOST_PARTS && its.isPresent() && its.get().is(type.type(), type.subtype())) {
                found.add(part.body());
            }
        }
        return found;
    }

    private static Optional<XmlNode.Element> root(byte[] document, String name) {
        try {
            return Optional.of(Xml.read(document, LIMITS, Xml.Doctype.REFUSED))
                    .filter(root -> root.name().equals(name));
        } catch (XmlException e) {
            return Optional.empty();
        }
    }

    private static PhoneOptions options(XmlNode.Element parent) {
        return PhoneOptions.of(parts(parent));
    }

    private static List<PhoneOptions.Option> parts(XmlNode.Element parent) {
        List<PhoneOptions.Option> read = new ArrayList<>();
        for (XmlNode.Element element : parent.elements()) {
            if (PhoneOptions.Option.isName(element.name())) {
                read.add(option(element));
            }
        }
        return read;
    }

    private static PhoneOptions.Option option(XmlNode.Element element) {
        PhoneOptions.Option option =
                PhoneOptions.Option.of(element.name()).with(parts(element).toArray(PhoneOptions.Option[]::new));
        Optional<String> usage = element.attribute("usage").filter(RemoteControl::isUsage);
        if (usage.isPresent()) {
            option = option.forUsage(usage.get());
        }
        Optional<String> most = element.attribute("max").filter(text -> text.matches("[1-9][0-9]{0,8}"));
        return most.isPresent() ? option.withMost(Integer.parseInt(most.get())) : option;
    }

    private static boolean isUsage(String text) {
        return !text.isBlank() && text.length() <= 64 && text.chars().noneMatch(Character::isISOControl);
    }

    private static String options(PhoneOptions options) {
        StringBuilder out = new StringBuilder("<optionsind>\n");
        for (PhoneOptions.Option option : options.options()) {
            out.append(' ');
            write(option, out);
            out.append('\n');
        }
        return out.append("</optionsind>").toString();
    }

    /** With an end tag for each element, as phones write it. */
    private static void write(PhoneOptions.Option option, StringBuilder out) {
        out.append('<').append(option.name());
        option.usage().ifPresent(usage -> {
            out.append(" usage=\"");
            Xml.escape(usage, out, true);
            out.append('"');
        });
        option.most().ifPresent(most -> out.append(" max=\"").append(most).append('"'));
        out.append('>');
        option.parts().forEach(part -> write(part, out));
        out.append("</").append(option.name()).append('>');
    }
}
