package org.emcc.sip.registration;

import java.nio.charset.StandardCharsets;
import org.emcc.sip.message.ContentType;
import org.emcc.sip.message.SipParameters;

/** The XML that a phone and its cluster exchange in REGISTER. Source: sip 4.2 and 4.3. */
final class RemoteControl {
    static final ContentType MULTIPART =
            new ContentType("multipart", "mixed", SipParameters.NONE.with("boundary", "uniqueBoundary"));
    static final ContentType RESPONSE = ContentType.of("application", "x-cisco-remotecc-response+xml");

    private static final String PART = "--uniqueBoundary\r\n"
            + "Content-Type: application/x-cisco-remotecc-request+xml\r\n"
            + "Content-Disposition: session;handling=optional\r\n"
            + "\r\n"
            + "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<x-cisco-remotecc-request>\n";

    private static final String REQUEST = PART
            + "<bulkregisterreq><contact all=\"true\"><register></register></contact></bulkregisterreq>\n"
            + "</x-cisco-remotecc-request>\n"
            + "\r\n"
            + PART
            + "<optionsind>\n"
            + " <combine max=\"6\"><remotecc><status></status></remotecc><service-control></service-control></combine>\n"
            + " <dialog usage=\"hook status\"><unot></unot><sub></sub></dialog>\n"
            + " <dialog usage=\"shared line\"><unot></unot><sub></sub></dialog>\n"
            + " <presence usage=\"blf speed dial\"><unot></unot><sub></sub></presence>\n"
            + " <joinreq></joinreq><cfwdall-anyline></cfwdall-anyline><oosalarm></oosalarm>"
            + "<x-cisco-number></x-cisco-number><bfcp></bfcp><ix></ix>\n"
            + "</optionsind>\n"
            + "</x-cisco-remotecc-request>\n"
            + "\r\n--uniqueBoundary--\r\n";

    private RemoteControl() {}

    /** All lines at once, and what the phone can do. */
    static byte[] bulkRegister() {
        return REQUEST.getBytes(StandardCharsets.UTF_8);
    }

    /** Of what the phone offers, this registrar uses nothing. */
    static byte[] accepted() {
        return "<x-cisco-remotecc-response><response><code>200</code><optionsind/></response></x-cisco-remotecc-response>\n"
                .getBytes(StandardCharsets.UTF_8);
    }
}
