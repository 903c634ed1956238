package org.emcc.sip.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.emcc.sip.message.SipHeader;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;

class TrunkInviteTest {
    private static final TrunkCallId CALL = TrunkCallId.of(0xd51d3b80, 0x1b2c3d4e, 0x5f, "10.1.2.3");
    private static final VisitingPhoneIdentity OURS = VisitingPhoneIdentity.ofThisSdk();

    private static TrunkInvite.Builder invite(String name) {
        return TrunkInvite.builder(
                "999",
                "1111",
                CallerName.of(name),
                "10.1.2.3",
                "10.2.0.1",
                CALL,
                Instant.parse("2026-11-03T09:05:07Z"));
    }

    private static List<String> values(TrunkInvite invite, String name) {
        return invite.headers().stream()
                .filter(field -> field.is(name))
                .map(SipHeader::value)
                .toList();
    }

    /** Sip 2.7, line by line. */
    @Test
    void carriesWhatTheTraceShows() {
        TrunkInvite invite = invite("Alice \"A\" Back\\slash")
                .guid(CiscoGuid.of(CALL, 1, -1))
                .sessionId("0123456789abcdef0123456789abcdef")
                .location(true)
                .earlyOffer(true)
                .diversion("2222")
                .callbackNumber("+12125551111")
                .userAgent("Cisco-CUCM14.0")
                .build();
        assertThat(values(invite, "From")).containsExactly("\"Alice \\\"A\\\" Back\\\\slash\" <sip:1111@10.1.2.3>");
        assertThat(values(invite, "To")).containsExactly("<sip:999@10.2.0.1>");
        assertThat(values(invite, "CSeq")).containsExactly("101 INVITE");
        assertThat(values(invite, "Call-ID")).containsExactly("d51d3b80-1b2c3d4e-5f-0302010a@10.1.2.3");
        assertThat(values(invite, "Date")).containsExactly("Tue, 03 Nov 2026 09:05:07 GMT");
        assertThat(values(invite, "Supported"))
                .containsExactly(
                        "timer,resource-priority,replaces",
                        "X-cisco-srtp-fallback",
                        "X-cisco-original-called",
                        "Geolocation");
        assertThat(values(invite, "User-Agent")).containsExactly("Cisco-CUCM14.0");
        assertThat(values(invite, "Allow-Events")).containsExactly("presence, kpml");
        assertThat(values(invite, "Expires")).containsExactly("180");
        assertThat(values(invite, "Min-SE")).containsExactly("1800");
        assertThat(values(invite, "Session-Expires")).containsExactly("1800;refresher=uac");
        assertThat(values(invite, "Cisco-Guid")).containsExactly("3575462784-0000000001-4294967295-0050462986");
        assertThat(values(invite, "Session-ID"))
                .containsExactly("0123456789abcdef0123456789abcdef;remote=00000000000000000000000000000000");
        assertThat(values(invite, "Call-Info"))
                .containsExactly(
                        "<sip:10.1.2.3:5060>;method=\"NOTIFY;Event=telephone-event;Duration=500\"",
                        "<urn:x-cisco-remotecc:callinfo>;x-cisco-video-traffic-class=DESKTOP");
        assertThat(values(invite, "P-Asserted-Identity")).isEqualTo(values(invite, "From"));
        assertThat(values(invite, "Remote-Party-ID"))
                .containsExactly(
                        "\"Alice \\\"A\\\" Back\\\\slash\" <sip:1111@10.1.2.3;x-cisco-callback-number=+12125551111>"
                                + ";party=calling;screen=yes;privacy=off");
        assertThat(values(invite, "Diversion")).containsExactly("<sip:2222@10.1.2.3>");
        assertThat(values(invite, "Geolocation")).containsExactly("<cid:1111@10.1.2.3>;inserted-by=\"10.1.2.3\"");
        assertThat(values(invite, "Content-Type")).containsExactly("multipart/mixed;boundary=uniqueBoundary");
        assertThat(invite.headers())
                .noneMatch(field -> field.name().toLowerCase(Locale.ROOT).contains("emcc"));
    }

    @Test
    void settingsOfTheTrunkLeaveHeadersOut() {
        TrunkInvite bare =
                invite("Alice").withoutAssertedIdentity().remotePartyId(false).build();
        assertThat(bare.headers())
                .extracting(SipHeader::name)
                .doesNotContain(
                        "P-Asserted-Identity",
                        "P-Preferred-Identity",
                        "Remote-Party-ID",
                        "Diversion",
                        "Geolocation",
                        "Content-Type",
                        "Cisco-Guid",
                        "Session-ID");
        assertThat(values(
                        invite("Alice")
                                .assertedType(TrunkInvite.AssertedType.PREFERRED)
                                .build(),
                        "P-Preferred-Identity"))
                .hasSize(1);
        assertThat(values(invite("Alice").rsvp(RsvpOverSip.E2E).build(), "Supported"))
                .contains("precondition");
        assertThat(values(bare, "User-Agent")).containsExactly("emcc-sdk");
    }

    @Test
    void theBodyFollowsOfferAndLocation() {
        assertThat(InviteBody.of(false, false).contentType()).isEmpty();
        assertThat(InviteBody.of(true, false).contentType()).hasValue("application/sdp");
        assertThat(InviteBody.of(true, true).contentType()).hasValue("multipart/mixed;boundary=uniqueBoundary");
        assertThat(InviteBody.of(false, true).contentType()).hasValue("application/pidf+xml");
    }

    @Test
    void theCallIdNamesItsSender() {
        assertThat(CALL.sender()).isEqualTo("10.1.2.3");
        assertThat(CALL.first()).isEqualTo(0xd51d3b80L);
        assertThat(TrunkCallId.of(0, 0, 0, "255.254.0.1").sender()).isEqualTo("255.254.0.1");
        for (String wrong :
                List.of("", "abc", "d51d3b80-1b2c3d4e-5f-0302010a", "d51d3b8-1b2c3d4e-5f-0302010a@a", "x@y")) {
            assertThatThrownBy(() -> new TrunkCallId(wrong)).hasMessageContaining("Call-ID of a trunk must");
        }
        assertThatThrownBy(() -> TrunkCallId.of(0, 0, 0, "256.0.0.1")).hasMessageContaining("must be an IPv4 address");
    }

    @Test
    void theGuidBelongsToItsCallId() {
        CiscoGuid guid = CiscoGuid.of(CALL, 7, 8);
        assertThat(CiscoGuid.parse(guid.toString())).isEqualTo(guid);
        assertThat(guid.belongsTo(CALL)).isTrue();
        assertThat(guid.belongsTo(TrunkCallId.of(1, 2, 3, "10.1.2.3"))).isFalse();
        assertThat(guid.belongsTo(TrunkCallId.of(0xd51d3b80, 2, 3, "10.1.2.4"))).isFalse();
        assertThatThrownBy(() -> invite("A").guid(new CiscoGuid(0, 0, 0, 0)))
                .hasMessageContaining("must begin and end");
        assertThatThrownBy(() -> CiscoGuid.parse("1-2-3-4")).hasMessageContaining("four times ten digits");
        assertThatThrownBy(() -> CiscoGuid.parse("4294967296-0000000000-0000000000-0000000000"))
                .hasMessageContaining("must be from 0 to 4294967295");
    }

    /** Sip 2.7: our own encoding goes there and back; a message without it, or with something else there, is no error. */
    @Test
    void theVisitingPhoneIsSaidInAHeaderOfOurOwn() {
        TrunkInvite invite =
                invite("Alice").visitingPhone(TwoClusters.PHONE, OURS).build();
        assertThat(OURS.decode(invite.headers())).hasValue(TwoClusters.PHONE);
        assertThat(OURS.encode(TwoClusters.PHONE).name())
                .doesNotStartWithIgnoringCase("x-")
                .doesNotContainIgnoringCase("cisco");
        assertThat(OURS.decode(invite("Alice").build().headers())).isEmpty();
        for (String odd : List.of("", " ", "two words", "a".repeat(129), "\u00e4")) {
            assertThat(OURS.decode(List.of(SipHeader.of(VisitingPhoneIdentity.HEADER, odd))))
                    .isEmpty();
        }
        assertThat(OURS.decode(List.of(
                        SipHeader.of(VisitingPhoneIdentity.HEADER, "SEP1"),
                        SipHeader.of(VisitingPhoneIdentity.HEADER.toUpperCase(Locale.ROOT), "SEP2"))))
                .isEmpty();
        assertThat(OURS.decode(List.of(SipHeader.of("EMCC-SDK-VISITING-PHONE", " sep0011aabbccdd "))))
                .hasValue(TwoClusters.PHONE);
    }

    @Test
    void namesAreReadFromWhereTheyStand() {
        assertThat(TrunkInvite.displayName(List.of(
                        SipHeader.of("From", "\"From\" <sip:1@a>"),
                        SipHeader.of("Remote-Party-ID", "\"Rpid\" <sip:1@a>"),
                        SipHeader.of("p-asserted-identity", "\"Pai\" <sip:1@a>"))))
                .hasValue("Pai");
        assertThat(TrunkInvite.displayName(List.of(
                        SipHeader.of("P-Asserted-Identity", "<sip:1@a>"), SipHeader.of("From", "Bob B <sip:1@a>"))))
                .hasValue("Bob B");
        for (String none : List.of("", "<sip:1@a>", "\"\" <sip:1@a>", "\"open", "sip:1@a", "\"x\\")) {
            assertThat(TrunkInvite.displayName(List.of(SipHeader.of("From", none))))
                    .as(none)
                    .isEmpty();
        }
    }

    @Test
    void everyNameComesBackAsItWasSent() {
        for (int i = 0; i < Seeds.cases(50_000); i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            StringBuilder text = new StringBuilder("n");
            for (int c = random.nextInt(20); c > 0; c--) {
                text.append("\"\\<>;,a \u00e9\u4e2d".charAt(random.nextInt(10)));
            }
            for (boolean utf8 : new boolean[] {true, false}) {
                TrunkInvite invite = invite(text.toString()).transmitUtf8(utf8).build();
                Optional<String> back = TrunkInvite.displayName(invite.headers());
                assertThat(back).as("seed %d, case %d", Seeds.seed(), i).hasValue(invite.nameSent());
            }
        }
    }

    @Test
    void refusesWhatCannotBeCalled() {
        assertThatThrownBy(() -> TrunkInvite.builder("abc", "1", CallerName.of("n"), "a", "b", CALL, Instant.EPOCH))
                .hasMessageContaining("called number must");
        assertThatThrownBy(() -> TrunkInvite.builder("1", "1", CallerName.of("n"), "a b", "b", CALL, Instant.EPOCH))
                .hasMessageContaining("host of the sender must");
        assertThatThrownBy(() -> invite("n").sessionId("ABC")).hasMessageContaining("Session-ID must");
        assertThatThrownBy(() -> CallerName.of(" ")).isInstanceOf(IllegalArgumentException.class);
    }
}
