package org.emcc.rivals;

import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.header.ContactList;
import gov.nist.javax.sip.header.ContentType;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import javax.sip.address.SipURI;
import javax.sip.address.TelURL;
import javax.sip.address.URI;
import javax.sip.header.HeaderAddress;
import javax.sip.header.Parameters;
import org.emcc.sip.message.NameAddress;
import org.emcc.sip.message.SipMessage;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.message.SipResponse;
import org.emcc.sip.message.SipUri;
import org.emcc.sip.message.TelUri;
import org.emcc.sip.message.Uri;

/** What a parser tells of a message, as texts that can be compared. A field that the parser cannot read is not in it. */
final class Telling {
    enum Field {
        START,
        REQUEST_URI,
        VIA,
        FROM,
        TO,
        CALL_ID,
        CSEQ,
        CONTACT,
        CONTENT_TYPE,
        CONTENT_LENGTH,
        BODY
    }

    private Telling() {}

    static Map<Field, String> ours(SipMessage message) {
        Map<Field, String> told = new EnumMap<>(Field.class);
        if (message instanceof SipRequest request) {
            told.put(Field.START, request.method());
            request.uri().value().ifPresent(uri -> told.put(Field.REQUEST_URI, ours(uri)));
        } else if (message instanceof SipResponse response) {
            told.put(Field.START, response.status() + " " + response.reason());
        }
        message.vias()
                .value()
                .ifPresent(vias -> told.put(
                        Field.VIA,
                        vias.stream()
                                .map(via -> join(
                                        via.transport(),
                                        host(via.host()),
                                        port(via.port()),
                                        via.branch().orElse(null)))
                                .collect(Collectors.joining(", "))));
        message.from().value().ifPresent(from -> told.put(Field.FROM, ours(from, "tag")));
        message.to().value().ifPresent(to -> told.put(Field.TO, ours(to, "tag")));
        message.callId().value().ifPresent(id -> told.put(Field.CALL_ID, id));
        message.cseq().value().ifPresent(cseq -> told.put(Field.CSEQ, join(cseq.number(), cseq.method())));
        message.contacts()
                .value()
                .ifPresent(contacts -> told.put(
                        Field.CONTACT,
                        contacts.stream()
                                .map(contact -> ours(contact, "expires", "+sip.instance"))
                                .collect(Collectors.joining(", "))));
        message.contentType()
                .value()
                .ifPresent(type -> told.put(
                        Field.CONTENT_TYPE,
                        join(
                                lower(type.type()),
                                lower(type.subtype()),
                                type.parameters().value("charset").orElse(null),
                                type.parameters().value("boundary").orElse(null))));
        message.contentLength().value().ifPresent(length -> told.put(Field.CONTENT_LENGTH, length.toString()));
        told.put(Field.BODY, HexFormat.of().formatHex(message.body()));
        return told;
    }

    private static String ours(NameAddress address, String... parameters) {
        List<Object> all = new ArrayList<>();
        all.add(ours(address.uri()));
        for (String parameter : parameters) {
            all.add(address.parameters().value(parameter).orElse(null));
        }
        return join(all.toArray());
    }

    private static String ours(Uri uri) {
        if (uri instanceof SipUri sip) {
            return join(
                    sip.scheme(),
                    sip.user().orElse(null),
                    host(sip.host()),
                    port(sip.port()),
                    sip.parameters().value("transport").orElse(null),
                    sip.parameters().has("lr"));
        }
        return uri instanceof TelUri tel ? tel(tel.number()) : uri.text();
    }

    static Map<Field, String> jain(SIPMessage message) {
        Map<Field, String> told = new EnumMap<>(Field.class);
        if (message instanceof SIPRequest request) {
            told.put(Field.START, request.getMethod());
            told.put(Field.REQUEST_URI, jain(request.getRequestURI()));
        } else if (message instanceof SIPResponse response) {
            told.put(
                    Field.START,
                    response.getStatusCode()
                            + " "
                            + Optional.ofNullable(response.getReasonPhrase()).orElse(""));
        }
        if (message.getViaHeaders() != null) {
            List<String> vias = new ArrayList<>();
            for (Via via : message.getViaHeaders()) {
                vias.add(join(via.getTransport(), host(via.getHost()), via.getPort(), via.getBranch()));
            }
            told.put(Field.VIA, String.join(", ", vias));
        }
        if (message.getFrom() != null) {
            told.put(Field.FROM, jain(message.getFrom(), (Parameters) message.getFrom(), "tag"));
        }
        if (message.getTo() != null) {
            told.put(Field.TO, jain(message.getTo(), (Parameters) message.getTo(), "tag"));
        }
        if (message.getCallId() != null) {
            told.put(Field.CALL_ID, message.getCallId().getCallId());
        }
        if (message.getCSeq() != null) {
            told.put(
                    Field.CSEQ,
                    join(message.getCSeq().getSeqNumber(), message.getCSeq().getMethod()));
        }
        contacts(message.getContactHeaders(), told);
        ContentType type = message.getContentTypeHeader();
        if (type != null) {
            told.put(
                    Field.CONTENT_TYPE,
                    join(
                            lower(type.getContentType()),
                            lower(type.getContentSubType()),
                            type.getParameter("charset"),
                            type.getParameter("boundary")));
        }
        if (message.getContentLength() != null) {
            told.put(
                    Field.CONTENT_LENGTH,
                    Integer.toString(message.getContentLength().getContentLength()));
        }
        byte[] body = message.getRawContent();
        told.put(Field.BODY, body == null ? "" : HexFormat.of().formatHex(body));
        return told;
    }

    private static void contacts(ContactList list, Map<Field, String> told) {
        if (list == null) {
            return;
        }
        List<String> contacts = new ArrayList<>();
        for (Contact contact : list) {
            if (contact.isWildCard()) {
                return;
            }
            contacts.add(jain(contact, contact, "expires", "+sip.instance"));
        }
        told.put(Field.CONTACT, String.join(", ", contacts));
    }

    private static String jain(HeaderAddress header, Parameters from, String... parameters) {
        List<Object> all = new ArrayList<>();
        all.add(jain(header.getAddress().getURI()));
        for (String parameter : parameters) {
            all.add(from.getParameter(parameter));
        }
        return join(all.toArray());
    }

    private static String jain(URI uri) {
        if (uri instanceof SipURI sip) {
            return join(
                    sip.getScheme(),
                    unescape(sip.getUser()),
                    host(sip.getHost()),
                    sip.getPort(),
                    sip.getTransportParam(),
                    sip.hasLrParam());
        }
        return uri instanceof TelURL tel ? tel((tel.isGlobal() ? "+" : "") + tel.getPhoneNumber()) : uri.toString();
    }

    /** Visual separators and case do not count when numbers are compared (RFC 3966 4). */
    private static String tel(String number) {
        return "tel:" + number.replaceAll("[-.()]", "").toUpperCase(Locale.ROOT);
    }

    /** JAIN-SIP tells a user as it is written. Source: RFC 3261 19.1.2. */
    private static String unescape(String user) {
        return user == null ? null : URLDecoder.decode(user.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Hosts compare without regard to case (RFC 3261 19.1.4), and JAIN-SIP keeps the brackets. */
    private static String host(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1).toLowerCase(Locale.ROOT) : lower(host);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static int port(OptionalInt port) {
        return port.orElse(-1);
    }

    private static String join(Object... parts) {
        return Arrays.stream(parts).map(String::valueOf).collect(Collectors.joining("|"));
    }
}
