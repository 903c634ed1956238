package org.emcc.bench;

import io.pkts.buffer.Buffers;
import io.pkts.packet.sip.SipMessage;
import io.pkts.packet.sip.SipRequest;
import io.pkts.packet.sip.address.SipURI;
import io.pkts.packet.sip.header.CSeqHeader;
import io.pkts.packet.sip.header.CallIdHeader;
import io.pkts.packet.sip.header.ContactHeader;
import io.pkts.packet.sip.header.ContentTypeHeader;
import io.pkts.packet.sip.header.FromHeader;
import io.pkts.packet.sip.header.HeaderAddress;
import io.pkts.packet.sip.header.MaxForwardsHeader;
import io.pkts.packet.sip.header.SipHeader;
import io.pkts.packet.sip.header.ToHeader;
import io.pkts.packet.sip.header.ViaHeader;
import java.io.IOException;
import java.util.Map;

/** pkts-sip. What it reads stays in its buffers and is not made text, which is its shortest way. */
final class SipByPkts implements SipCodec {
    @Override
    public String name() {
        return "pkts-sip";
    }

    @Override
    public void read(byte[] datagram, Object[] values) throws IOException {
        SipMessage message = SipMessage.frame(datagram);
        ViaHeader via = message.getViaHeader();
        values[0] = via.getTransport();
        values[1] = via.getHost();
        values[2] = via.getPort();
        values[3] = via.getBranch();
        FromHeader from = message.getFromHeader();
        address(from, values, 4);
        values[6] = from.getTag();
        address(message.getToHeader(), values, 7);
        values[9] = message.getCallIDHeader().getCallId();
        CSeqHeader cseq = message.getCSeqHeader();
        values[10] = cseq.getSeqNumber();
        values[11] = cseq.getMethod();
        ContactHeader contact = message.getContactHeader();
        SipURI uri = address(contact, values, 12);
        values[14] = uri.getPort();
        ContentTypeHeader type = message.getContentTypeHeader();
        values[15] = type.getContentType();
        values[16] = type.getContentSubType();
    }

    private static SipURI address(HeaderAddress header, Object[] values, int at) {
        SipURI uri = header.getAddress().getURI().toSipURI();
        values[at] = uri.getUser().orElseThrow();
        values[at + 1] = uri.getHost();
        return uri;
    }

    @Override
    public byte[] invite(Ids ids) {
        SipURI uri = SipURI.withUser(SipSamples.CALLED)
                .withHost(SipSamples.VISITING)
                .withPort(5060)
                .build();
        SipMessage.Builder<SipRequest> request = begin(
                        SipRequest.invite(uri),
                        ids,
                        "INVITE",
                        ToHeader.withHost(SipSamples.VISITING)
                                .withUser(SipSamples.CALLED)
                                .build())
                .withContactHeader(contact(SipSamples.LINE, Map.of()));
        SipSamples.INVITE_HEADERS.forEach((name, value) -> request.withHeader(SipHeader.create(name, value)));
        return request.withHeader(ContentTypeHeader.withType("application")
                        .withSubType("sdp")
                        .build())
                .withHeader(length(SipSamples.SDP))
                .withBody(Buffers.wrap(SipSamples.SDP))
                .build()
                .toBuffer()
                .getArray();
    }

    @Override
    public byte[] register(Ids ids) {
        SipMessage.Builder<SipRequest> request = begin(
                        SipRequest.register(SipURI.withHost(SipSamples.HOME).build()),
                        ids,
                        "REGISTER",
                        ToHeader.withHost(SipSamples.HOME)
                                .withUser(SipSamples.LINE)
                                .build())
                .withContactHeader(contact(SipSamples.CONTACT_USER, SipSamples.FEATURES));
        SipSamples.REGISTER_HEADERS.forEach((name, value) -> request.withHeader(SipHeader.create(name, value)));
        return request.withHeader(ContentTypeHeader.withType("multipart")
                        .withSubType("mixed")
                        .withParameter("boundary", SipSamples.BOUNDARY)
                        .build())
                .withHeader(length(SipSamples.OPTIONS))
                .withBody(Buffers.wrap(SipSamples.OPTIONS))
                .build()
                .toBuffer()
                .getArray();
    }

    private static SipMessage.Builder<SipRequest> begin(
            SipRequest.Builder builder, Ids ids, String method, ToHeader to) {
        return builder.withNoDefaults()
                .withTopMostViaHeader(ViaHeader.withHost(SipSamples.PHONE)
                        .withPort(SipSamples.PHONE_PORT)
                        .withTransportTCP()
                        .withBranch(ids.branch())
                        .build())
                .withFromHeader(FromHeader.withHost(SipSamples.HOME)
                        .withUser(SipSamples.LINE)
                        .withTag(ids.tag())
                        .build())
                .withToHeader(to)
                .withCallIdHeader(CallIdHeader.frame(Buffers.wrap(ids.callId())))
                .withMaxForwardsHeader(MaxForwardsHeader.create(70))
                .withCSeqHeader(
                        CSeqHeader.withMethod(method).withCSeq(ids.cseq()).build());
    }

    /** It adds none by itself when it adds no other defaults. */
    private static SipHeader length(byte[] body) {
        return SipHeader.create("Content-Length", Integer.toString(body.length));
    }

    private static ContactHeader contact(String user, Map<String, String> features) {
        var contact = ContactHeader.withHost(SipSamples.PHONE)
                .withUser(user)
                .withPort(SipSamples.PHONE_PORT)
                .withTransportTCP();
        features.forEach((name, value) -> contact.withParameter(name, "\"" + value + "\""));
        return contact.build();
    }
}
