package org.emcc.sip.sccp;

import java.util.List;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.sip.message.SipFormatException;

/**
 * One message of SCCP, as far as registration has it.
 *
 * <p>Newer phones append fields to messages that older ones have too: what follows the known fields is in {@code rest}, and is written
 * again. Texts are one byte a character (ISO 8859-1, <em>inferred</em>); no field of text is changed by reading and writing it, but what
 * lies behind the zero byte that ends it is left out, which is a remark of the reader. A message that was read without a remark is
 * written as the same bytes, with the same header version.
 *
 * <p>Source: sip 4.10.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface SccpMessage permits StationMessage, CallManagerMessage, UnknownMessage {
    /**
     * The message id.
     *
     * @return 0 to 4,294,967,295
     */
    long id();

    /**
     * What stands behind the message id.
     *
     * @param headerVersion the version of the header, on which the layout of few messages depends; 0 to 255
     * @return the bytes
     */
    SccpBytes payload(int headerVersion);

    /**
     * This message, ready to be sent.
     *
     * @param headerVersion the version of the header; 0 to 255
     * @return the frame
     * @throws IllegalArgumentException when the message is too long for a frame
     */
    default SccpFrame frame(int headerVersion) {
        return new SccpFrame(headerVersion, id(), payload(headerVersion));
    }

    /**
     * Reads a message. Bytes are never too wrong to be refused in peace.
     *
     * @param frame what has come
     * @return the message, an {@link UnknownMessage} when the id is not known, or why a message of a known id cannot be read
     */
    static Decoded<SccpMessage> decode(SccpFrame frame) {
        FieldReader in = new FieldReader(frame.payload(), frame.headerVersion());
        try {
            SccpMessage read = read(frame, in);
            return new Decoded.Ok<>(read, in.remarks());
        } catch (SipFormatException e) {
            Problem problem = e.problem();
            String where = String.format("message %04X, %s", frame.messageId(), problem.where());
            return new Decoded.Refused<>(List.of(new Problem(where, problem.message())));
        }
    }

    /**
     * Reads a message.
     *
     * @param frame what has come
     * @return the message
     * @throws SipFormatException when it cannot be read
     */
    static SccpMessage decodeOrThrow(SccpFrame frame) {
        Decoded<SccpMessage> decoded = decode(frame);
        return decoded.value()
                .orElseThrow(() -> new SipFormatException(decoded.problems().get(0)));
    }

    private static SccpMessage read(SccpFrame frame, FieldReader in) {
        if (frame.messageId() > 0xFFFF) {
            return new UnknownMessage(frame.messageId(), frame.payload());
        }
        return switch ((int) frame.messageId()) {
            case 0x0000 -> StationMessage.KeepAliveReq.read(in);
            case 0x0001 -> StationMessage.RegisterReq.read(in);
            case 0x0002 -> StationMessage.IpPort.read(in);
            case 0x0009 -> StationMessage.ForwardStatReq.read(in);
            case 0x000A -> StationMessage.SpeedDialStatReq.read(in);
            case 0x000B -> StationMessage.LineStatReq.read(in);
            case 0x000C -> StationMessage.ConfigStatReq.read(in);
            case 0x000D -> StationMessage.TimeDateReq.read(in);
            case 0x000E -> StationMessage.ButtonTemplateReq.read(in);
            case 0x000F -> StationMessage.VersionReq.read(in);
            case 0x0010 -> StationMessage.CapabilitiesRes.read(in);
            case 0x0012 -> StationMessage.ServerReq.read(in);
            case 0x0020 -> StationMessage.Alarm.read(in);
            case 0x0025 -> StationMessage.SoftKeySetReq.read(in);
            case 0x0027 -> StationMessage.UnregisterReq.read(in);
            case 0x0028 -> StationMessage.SoftKeyTemplateReq.read(in);
            case 0x0029 -> StationMessage.RegisterTokenReq.read(in);
            case 0x002D -> StationMessage.RegisterAvailableLines.read(in);
            case 0x8000 -> StationMessage.SpcpRegisterTokenReq.read(in);
            case 0x0081 -> CallManagerMessage.RegisterAck.read(in);
            case 0x0090 -> CallManagerMessage.ForwardStat.read(in);
            case 0x0091 -> CallManagerMessage.SpeedDialStat.read(in);
            case 0x0092 -> CallManagerMessage.LineStat.read(in);
            case 0x0093 -> CallManagerMessage.ConfigStat.read(in);
            case 0x0094 -> CallManagerMessage.TimeDateRes.read(in);
            case 0x0097 -> CallManagerMessage.ButtonTemplateRes.read(in);
            case 0x0098 -> CallManagerMessage.VersionRes.read(in);
            case 0x009B -> CallManagerMessage.CapabilitiesReq.read(in);
            case 0x009D -> CallManagerMessage.RegisterReject.read(in);
            case 0x009E -> CallManagerMessage.ServerRes.read(in);
            case 0x009F -> CallManagerMessage.Reset.read(in);
            case 0x0100 -> CallManagerMessage.KeepAliveAck.read(in);
            case 0x0108 -> CallManagerMessage.SoftKeyTemplateRes.read(in);
            case 0x0109 -> CallManagerMessage.SoftKeySetRes.read(in);
            case 0x0118 -> CallManagerMessage.UnregisterAck.read(in);
            case 0x011A -> CallManagerMessage.RegisterTokenAck.read(in);
            case 0x011B -> CallManagerMessage.RegisterTokenReject.read(in);
            case 0x0142 -> CallManagerMessage.ConfigStatV2.read(in);
            case 0x0146 -> CallManagerMessage.FeatureStatV2.read(in);
            case 0x0147 -> CallManagerMessage.LineStatV2.read(in);
            case 0x0148 -> CallManagerMessage.ServiceUrlStatV2.read(in);
            case 0x0149 -> CallManagerMessage.SpeedDialStatV2.read(in);
            case 0x8100 -> CallManagerMessage.SpcpRegisterTokenAck.read(in);
            case 0x8101 -> CallManagerMessage.SpcpRegisterTokenReject.read(in);
            default -> new UnknownMessage(frame.messageId(), frame.payload());
        };
    }
}
