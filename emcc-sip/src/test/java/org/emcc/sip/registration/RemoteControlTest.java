package org.emcc.sip.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.emcc.sip.message.ContentType;
import org.emcc.sip.message.Multipart;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.message.SipResponse;
import org.emcc.sip.message.Uri;
import org.emcc.sip.registration.PhoneOptions.Option;
import org.junit.jupiter.api.Test;

class RemoteControlTest {
    /** What phones are seen to offer, written as they write it (sip 4.2). */
    private static final String OPTIONS = """
            <?xml version="1.0" encoding="UTF-8"?>
            <x-cisco-remotecc-request>
            <optionsind>
             <combine max="6"><remotecc><status></status></remotecc><service-control></service-control></combine>
             <dialog usage="hook status"><unot></unot><sub></sub></dialog>
             <dialog usage="shared line"><unot></unot><sub></sub></dialog>
             <presence usage="blf speed dial"><unot></unot><sub></sub></presence>
             <joinreq></joinreq><cfwdall-anyline></cfwdall-anyline><oosalarm></oosalarm><x-cisco-number></x-cisco-number><bfcp></bfcp><ix></ix>
            </optionsind>
            </x-cisco-remotecc-request>
            """;

    private static final String BULK = """
            <?xml version="1.0" encoding="UTF-8"?>
            <x-cisco-remotecc-request>
            <bulkregisterreq><contact all="true"><register></register></contact></bulkregisterreq>
            </x-cisco-remotecc-request>
            """;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static SipRequest with(ContentType type, byte[] body) {
        return SipRequest.builder("REGISTER", Uri.decodeOrThrow("sip:h"))
                .body(type, body)
                .build();
    }

    private static RemoteControl.Asked asked(String... documents) {
        Multipart.Builder body = Multipart.builder("mixed", "uniqueBoundary");
        for (String document : documents) {
            body.part(Multipart.Part.of(RemoteControl.REQUEST, bytes(document))
                    .withHeader("Content-Disposition", "session;handling=optional"));
        }
        Multipart all = body.build();
        return RemoteControl.asked(with(all.type(), all.encode()));
    }

    @Test
    void readsWhatAPhoneAsks() {
        RemoteControl.Asked both = asked(BULK, OPTIONS);
        assertThat(both).isEqualTo(new RemoteControl.Asked(true, true, PhoneOptions.OF_PHONES));
        assertThat(asked(BULK)).isEqualTo(new RemoteControl.Asked(true, true, null));
        assertThat(asked(OPTIONS)).isEqualTo(new RemoteControl.Asked(true, false, PhoneOptions.OF_PHONES));
        assertThat(RemoteControl.asked(with(RemoteControl.REQUEST, bytes(BULK))).allLines())
                .as("alone")
                .isTrue();
    }

    @Test
    void readsWhatOurPhoneWrites() {
        SipRequest request = with(RemoteControl.MULTIPART, RemoteControl.bulkRegister());
        assertThat(RemoteControl.asked(request)).isEqualTo(new RemoteControl.Asked(true, true, PhoneOptions.OF_PHONES));
        assertThat(RemoteControl.MULTIPART).hasToString("multipart/mixed;boundary=uniqueBoundary");
        assertThat(RemoteControl.bulkRegister())
                .asString()
                .startsWith("--uniqueBoundary\r\nContent-Type: application/x-cisco-remotecc-request+xml\r\n"
                        + "Content-Disposition: session;handling=optional\r\n\r\n" + BULK + "\r\n--uniqueBoundary\r\n")
                .contains("\n <combine max=\"6\"><remotecc><status></status></remotecc>"
                        + "<service-control></service-control></combine>\n <dialog usage=\"hook status\">")
                .endsWith("</x-cisco-remotecc-request>\n\r\n--uniqueBoundary--\r\n");
        PhoneOptions some = PhoneOptions.of(Option.of("new")
                .forUsage("a < \"b\"")
                .withMost(7)
                .with(Option.of("_x").with(Option.of("y.z"))));
        Multipart own = RemoteControl.bulkRegister(some);
        assertThat(RemoteControl.asked(with(own.type(), own.encode())).offered())
                .isEqualTo(some);
    }

    @Test
    void passesOverWhatItDoesNotKnow() {
        assertThat(asked("<x-cisco-remotecc-request><new/></x-cisco-remotecc-request>"))
                .isEqualTo(new RemoteControl.Asked(true, false, null));
        assertThat(asked("<other><optionsind/></other>", "broken <", BULK))
                .isEqualTo(new RemoteControl.Asked(true, true, null));
        assertThat(asked(BULK.replace("true", "false")).allLines()).isFalse();
        assertThat(asked(BULK.replace("<register></register>", "<unregister/>")).allLines())
                .isFalse();
        assertThat(asked(OPTIONS.replace("<joinreq>", "<joinreq new=\"1\">").replace("max=\"6\"", "max=\"x\""))
                        .offered())
                .isNotEqualTo(PhoneOptions.OF_PHONES)
                .extracting(
                        options -> options.options().get(4),
                        options -> options.options().get(0).most().isPresent())
                .containsExactly(Option.of("joinreq"), false);
        SipRequest none = with(ContentType.of("text", "plain"), bytes(BULK));
        assertThat(RemoteControl.asked(none)).isEqualTo(RemoteControl.Asked.NOTHING);
        SipRequest cut = with(RemoteControl.MULTIPART, bytes("--uniqueBoundary\r\n\r\nx\r\n--uniqueBoundary--\r\n"));
        assertThat(RemoteControl.asked(cut)).isEqualTo(RemoteControl.Asked.NOTHING);
        String entity = "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>";
        assertThat(asked(entity + BULK.substring(BULK.indexOf('\n') + 1)).anything())
                .isFalse();
        assertThat(asked("<x-cisco-remotecc-request>" + "<a>".repeat(20) + "</a>".repeat(20)
                                + "</x-cisco-remotecc-request>")
                        .anything())
                .as("too deep")
                .isFalse();
    }

    @Test
    void looksAtAFewPartsOnly() {
        String[] many = new String[20];
        java.util.Arrays.fill(many, "<other/>");
        many[7] = OPTIONS;
        many[8] = BULK;
        assertThat(asked(many)).isEqualTo(new RemoteControl.Asked(true, false, PhoneOptions.OF_PHONES));
    }

    @Test
    void answersAndReadsTheAnswer() {
        RemoteControl.Response nothing = new RemoteControl.Response(200, PhoneOptions.NONE);
        assertThat(nothing.encode())
                .asString()
                .isEqualTo("<x-cisco-remotecc-response><response><code>200</code><optionsind/></response>"
                        + "</x-cisco-remotecc-response>\n");
        for (RemoteControl.Response response : List.of(
                nothing,
                new RemoteControl.Response(200, null),
                new RemoteControl.Response(404, PhoneOptions.OF_PHONES))) {
            SipResponse message = SipResponse.builder(200, "OK")
                    .body(RemoteControl.RESPONSE, response.encode())
                    .build();
            assertThat(RemoteControl.Response.of(message)).contains(response);
        }
        for (String broken : List.of(
                "",
                "<a/>",
                "<x-cisco-remotecc-response><response><code>2e2</code></response></x-cisco-remotecc-response>")) {
            SipResponse message = SipResponse.builder(200, "OK")
                    .body(RemoteControl.RESPONSE, bytes(broken))
                    .build();
            assertThat(RemoteControl.Response.of(message)).isEmpty();
        }
        assertThat(RemoteControl.Response.of(SipResponse.builder(200, "OK").build()))
                .isEmpty();
    }

    @Test
    void usesWhatBothKnow() {
        PhoneOptions used = PhoneOptions.of(
                Option.of("ix"),
                Option.of("combine").withMost(4).with(Option.of("service-control"), Option.of("new")),
                Option.of("dialog").forUsage("hook status").with(Option.of("unot")),
                Option.of("dialog").forUsage("other").with(Option.of("unot")),
                Option.of("presence").forUsage("blf speed dial").with(Option.of("new")),
                Option.of("unknown"));
        PhoneOptions both = PhoneOptions.of(
                Option.of("combine").withMost(4).with(Option.of("service-control")),
                Option.of("dialog").forUsage("hook status").with(Option.of("unot")),
                Option.of("ix"));
        assertThat(PhoneOptions.OF_PHONES.sharedWith(used)).isEqualTo(both);
        assertThat(both.sharedWith(PhoneOptions.OF_PHONES)).isEqualTo(both);
        assertThat(PhoneOptions.OF_PHONES.sharedWith(PhoneOptions.NONE)).isEqualTo(PhoneOptions.NONE);
        assertThat(PhoneOptions.OF_PHONES.sharedWith(PhoneOptions.OF_PHONES)).isEqualTo(PhoneOptions.OF_PHONES);
        assertThat(both).hasToString("[combine max 4[service-control], dialog(hook status)[unot], ix]");
        assertThatThrownBy(() -> Option.of("a b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Option.of("a").withMost(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Option.of("a").forUsage("\n")).isInstanceOf(IllegalArgumentException.class);
    }
}
