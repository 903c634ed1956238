package org.emcc.sip.registration;

import java.nio.charset.StandardCharsets;
import org.emcc.sip.message.ContentType;
import org.emcc.sip.message.SipParameters;

/** The XML that a phone and its cluster exchange in REGISTER. Source: sip 4.2 and 4.3. */
final class RemoteControl {
    static final ContentType MULTIPART =
            new ContentType("multipart", "mixed", SipParameters.NONE.with("boundary", "uniqueBoundary"));
    static final ContentType RESPONSE = ContentType.of("application", "x-cisco-remotecc-response+xml");

    /** The framing has CRLF; the XML has LF, which no part of SIP looks into. */
    private static final String REQUEST = """
            --uniqueBoundary\r
            Content-Type: application/x-cisco-remotecc-request+xml\r
            Content-Disposition: session;handling=optional\r
            \r
            <?xml version="1.0" encoding="UTF-8"?>
            <x-cisco-remotecc-request>
            <bulkregisterreq><contact all="true"><register></register></contact></bulkregisterreq>
            </x-cisco-remotecc-request>
            \r
            --uniqueBoundary\r
            Content-Type: application/x-cisco-remotecc-request+xml\r
            Content-Disposition: session;handling=optional\r
            \r
            <?xml version="1.0" encoding="UTF-8"?>
            <x-cisco-remotecc-request>
            <optionsind>
             <combine max="6"><remotecc><status></status></remotecc><service-control></service-control></combine>
             <dialog usage="hook status"><unot></unot><sub></sub></dialog>
             <dialog usage="shared line"><unot></unot><sub></sub></dialog>
             <presence usage="blf speed dial"><unot></unot><sub></sub></presence>
             <joinreq></joinreq><cfwdall-anyline></cfwdall-anyline><oosalarm></oosalarm>
             <x-cisco-number></x-cisco-number><bfcp></bfcp><ix></ix>
            </optionsind>
            </x-cisco-remotecc-request>
            \r
            --uniqueBoundary--\r
            """;

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
