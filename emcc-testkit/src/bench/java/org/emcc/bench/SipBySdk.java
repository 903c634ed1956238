package org.emcc.bench;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.emcc.sip.message.CSeq;
import org.emcc.sip.message.ContentType;
import org.emcc.sip.message.NameAddress;
import org.emcc.sip.message.SipMessage;
import org.emcc.sip.message.SipParameters;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.message.SipUri;
import org.emcc.sip.message.Via;

/** The SDK's codec. */
final class SipBySdk implements SipCodec {
    private static final ContentType SDP = ContentType.of("application", "sdp");
    private static final ContentType MIXED =
            new ContentType("multipart", "mixed", SipParameters.NONE.with("boundary", SipSamples.BOUNDARY));

    private final InetSocketAddress phone;

    SipBySdk() throws UnknownHostException {
        this.phone = new InetSocketAddress(InetAddress.getByName(SipSamples.PHONE), SipSamples.PHONE_PORT);
    }

    @Override
    public String name() {
        return "SDK";
    }

    @Override
    public void read(byte[] datagram, Object[] values) {
        SipMessage message = SipMessage.decode(datagram).value().orElseThrow();
        Via via = message.vias().value().orElseThrow().get(0);
        values[0] = via.transport();
        values[1] = via.host();
        values[2] = via.port().orElseThrow();
        values[3] = via.branch().orElseThrow();
        NameAddress from = message.from().value().orElseThrow();
        address(from, values, 4);
        values[6] = from.tag().orElseThrow();
        address(message.to().value().orElseThrow(), values, 7);
        values[9] = message.callId().value().orElseThrow();
        CSeq cseq = message.cseq().value().orElseThrow();
        values[10] = cseq.number();
        values[11] = cseq.method();
        NameAddress contact = message.contacts().value().orElseThrow().get(0);
        address(contact, values, 12);
        values[14] = ((SipUri) contact.uri()).port().orElseThrow();
        ContentType type = message.contentType().value().orElseThrow();
        values[15] = type.type();
        values[16] = type.subtype();
    }

    private static void address(NameAddress address, Object[] values, int at) {
        SipUri uri = (SipUri) address.uri();
        values[at] = uri.user().orElseThrow();
        values[at + 1] = uri.host();
    }

    @Override
    public byte[] invite(Ids ids) {
        SipRequest.Builder request = begin(
                "INVITE",
                SipUri.builder(SipSamples.VISITING)
                        .user(SipSamples.CALLED)
                        .port(5060)
                        .build(),
                ids,
                NameAddress.of(SipUri.builder(SipSamples.VISITING)
                        .user(SipSamples.CALLED)
                        .build()));
        NameAddress contact = NameAddress.of(SipUri.builder(SipSamples.PHONE)
                .user(SipSamples.LINE)
                .port(SipSamples.PHONE_PORT)
                .parameter("transport", "tcp")
                .build());
        request.header("Contact", contact.toString());
        SipSamples.INVITE_HEADERS.forEach(request::header);
        return request.body(SDP, SipSamples.SDP).build().encode();
    }

    @Override
    public byte[] register(Ids ids) {
        SipRequest.Builder request = begin(
                "REGISTER",
                SipUri.builder(SipSamples.HOME).build(),
                ids,
                NameAddress.of(
                        SipUri.builder(SipSamples.HOME).user(SipSamples.LINE).build()));
        NameAddress contact = NameAddress.of(SipUri.builder(SipSamples.PHONE)
                        .user(SipSamples.CONTACT_USER)
                        .port(SipSamples.PHONE_PORT)
                        .parameter("transport", "tcp")
                        .build())
                .withQuotedParameters(SipSamples.FEATURES);
        request.header("Contact", contact.toString());
        SipSamples.REGISTER_HEADERS.forEach(request::header);
        return request.body(MIXED, SipSamples.OPTIONS).build().encode();
    }

    private SipRequest.Builder begin(String method, SipUri uri, Ids ids, NameAddress to) {
        NameAddress from = NameAddress.of(
                        SipUri.builder(SipSamples.HOME).user(SipSamples.LINE).build())
                .withParameter("tag", ids.tag());
        return SipRequest.builder(method, uri)
                .header("Via", Via.of("TCP", phone, ids.branch()).toString())
                .header("From", from.toString())
                .header("To", to.toString())
                .header("Call-ID", ids.callId())
                .header("Max-Forwards", "70")
                .header("CSeq", new CSeq(ids.cseq(), method).toString());
    }
}
