package org.emcc.bench;

import gov.nist.javax.sip.address.AddressFactoryImpl;
import gov.nist.javax.sip.header.ExtensionHeaderImpl;
import gov.nist.javax.sip.header.HeaderFactoryImpl;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.MessageFactoryImpl;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import javax.sip.InvalidArgumentException;
import javax.sip.address.AddressFactory;
import javax.sip.address.SipURI;
import javax.sip.header.CSeqHeader;
import javax.sip.header.ContactHeader;
import javax.sip.header.ContentTypeHeader;
import javax.sip.header.HeaderAddress;
import javax.sip.header.HeaderFactory;
import javax.sip.message.MessageFactory;

/** JAIN-SIP. Headers that it need not understand are given to it as such, which is its shortest way. */
final class SipByJain implements SipCodec {
    private final AddressFactory addresses = new AddressFactoryImpl();
    private final HeaderFactory headers = new HeaderFactoryImpl();
    private final MessageFactory messages = new MessageFactoryImpl();
    private final StringMsgParser parser = new StringMsgParser();

    @Override
    public String name() {
        return "JAIN-SIP";
    }

    @Override
    public void read(byte[] datagram, Object[] values) throws ParseException {
        SIPMessage message = parser.parseSIPMessage(datagram, true, false, null);
        Via via = message.getTopmostVia();
        values[0] = via.getTransport();
        values[1] = via.getHost();
        values[2] = via.getPort();
        values[3] = via.getBranch();
        address(message.getFrom(), values, 4);
        values[6] = message.getFrom().getTag();
        address(message.getTo(), values, 7);
        values[9] = message.getCallId().getCallId();
        CSeqHeader cseq = message.getCSeq();
        values[10] = cseq.getSeqNumber();
        values[11] = cseq.getMethod();
        ContactHeader contact = message.getContactHeader();
        address(contact, values, 12);
        values[14] = ((SipURI) contact.getAddress().getURI()).getPort();
        ContentTypeHeader type = message.getContentTypeHeader();
        values[15] = type.getContentType();
        values[16] = type.getContentSubType();
    }

    private static void address(HeaderAddress header, Object[] values, int at) {
        SipURI uri = (SipURI) header.getAddress().getURI();
        values[at] = uri.getUser();
        values[at + 1] = uri.getHost();
    }

    @Override
    public byte[] invite(Ids ids) throws ParseException, InvalidArgumentException {
        SipURI to = uri(SipSamples.CALLED, SipSamples.VISITING);
        to.setPort(5060);
        SIPRequest request = request(
                "INVITE",
                to,
                ids,
                uri(SipSamples.CALLED, SipSamples.VISITING),
                headers.createContentTypeHeader("application", "sdp"),
                SipSamples.SDP);
        request.addHeader(contact(SipSamples.LINE));
        others(request, SipSamples.INVITE_HEADERS);
        return request.encodeAsBytes("tcp");
    }

    @Override
    public byte[] register(Ids ids) throws ParseException, InvalidArgumentException {
        ContentTypeHeader type = headers.createContentTypeHeader("multipart", "mixed");
        type.setParameter("boundary", SipSamples.BOUNDARY);
        SIPRequest request = request(
                "REGISTER",
                uri(null, SipSamples.HOME),
                ids,
                uri(SipSamples.LINE, SipSamples.HOME),
                type,
                SipSamples.OPTIONS);
        gov.nist.javax.sip.header.Contact contact =
                (gov.nist.javax.sip.header.Contact) contact(SipSamples.CONTACT_USER);
        for (Map.Entry<String, String> feature : SipSamples.FEATURES.entrySet()) {
            contact.setQuotedParameter(feature.getKey(), feature.getValue());
        }
        request.addHeader(contact);
        others(request, SipSamples.REGISTER_HEADERS);
        return request.encodeAsBytes("tcp");
    }

    private SipURI uri(String user, String host) throws ParseException {
        return addresses.createSipURI(user, host);
    }

    private ContactHeader contact(String user) throws ParseException {
        SipURI uri = uri(user, SipSamples.PHONE);
        uri.setPort(SipSamples.PHONE_PORT);
        uri.setTransportParam("tcp");
        return headers.createContactHeader(addresses.createAddress(uri));
    }

    private SIPRequest request(String method, SipURI uri, Ids ids, SipURI to, ContentTypeHeader type, byte[] body)
            throws ParseException, InvalidArgumentException {
        return (SIPRequest) messages.createRequest(
                uri,
                method,
                headers.createCallIdHeader(ids.callId()),
                headers.createCSeqHeader((long) ids.cseq(), method),
                headers.createFromHeader(addresses.createAddress(uri(SipSamples.LINE, SipSamples.HOME)), ids.tag()),
                headers.createToHeader(addresses.createAddress(to), null),
                List.of(headers.createViaHeader(SipSamples.PHONE, SipSamples.PHONE_PORT, "TCP", ids.branch())),
                headers.createMaxForwardsHeader(70),
                type,
                body);
    }

    private static void others(SIPRequest request, Map<String, String> all) {
        all.forEach((name, value) -> {
            ExtensionHeaderImpl header = new ExtensionHeaderImpl(name);
            header.setValue(value);
            request.addHeader(header);
        });
    }
}
