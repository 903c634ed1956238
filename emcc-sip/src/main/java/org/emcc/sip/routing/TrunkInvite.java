package org.emcc.sip.routing;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.emcc.core.id.DeviceName;
import org.emcc.core.internal.Require;
import org.emcc.sip.message.SipHeader;
import org.jspecify.annotations.Nullable;

/**
 * What an INVITE between two clusters carries, as values; bytes are made elsewhere. {@link #headers} are those that do not depend on
 * the transport: not {@code Via}, {@code Contact}, {@code Max-Forwards} and {@code Content-Length}.
 *
 * <p>The form is that of an ordinary inter-cluster trunk, of which a trace is public. None is public of an EMCC trunk, and that it carries the same
 * is inferred; which phone calls is said as {@link VisitingPhoneIdentity} says it, or not at all.
 *
 * <p>Source: sip 2.7 and 8. Not modelled: <em>SIP Privacy</em> and the transformations of calling and called party of the trunk.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class TrunkInvite {
    /** The number of the first request of a call. */
    public static final int FIRST_CSEQ = 101;

    /** How long the call may ring. */
    public static final Duration EXPIRES = Duration.ofMinutes(3);

    /** The session timer, and the least that is taken. */
    public static final Duration SESSION_EXPIRES = Duration.ofMinutes(30);

    /** The extensions that are named, each group in a {@code Supported} of its own. */
    public static final List<String> SUPPORTED = List.of(
            "timer,resource-priority,replaces", "X-cisco-srtp-fallback", "X-cisco-original-called", "Geolocation");

    /** The methods of {@code Allow}; which ones the trace names is not in our notes, so this is the usual list (inferred). */
    public static final String ALLOW =
            "INVITE, OPTIONS, INFO, BYE, CANCEL, ACK, PRACK, UPDATE, REFER, SUBSCRIBE, NOTIFY";

    private static final Pattern SESSION_ID = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}\\]");
    private static final String HOST_RULE = "be a host name, an IPv4 address, or an IPv6 address in brackets";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

    /** Which header says who calls. */
    public enum AssertedType {
        /** {@code P-Asserted-Identity}. */
        ASSERTED("P-Asserted-Identity"),
        /** {@code P-Preferred-Identity}. */
        PREFERRED("P-Preferred-Identity");

        private final String header;

        AssertedType(String header) {
            this.header = header;
        }

        /**
         * The name of the header.
         *
         * @return the name
         */
        public String header() {
            return header;
        }
    }

    private final String called;
    private final String calling;
    private final CallerName name;
    private final String from;
    private final String to;
    private final TrunkCallId callId;
    private final Instant date;
    private final String userAgent;
    private final boolean transmitUtf8;
    private final @Nullable AssertedType assertedType;
    private final boolean remotePartyId;
    private final @Nullable String diversion;
    private final @Nullable String callbackNumber;
    private final @Nullable CiscoGuid guid;
    private final @Nullable String sessionId;
    private final boolean location;
    private final boolean earlyOffer;
    private final RsvpOverSip rsvp;
    private final @Nullable SipHeader visitingPhone;

    private TrunkInvite(Builder builder) {
        this.called = builder.called;
        this.calling = builder.calling;
        this.name = builder.name;
        this.from = builder.from;
        this.to = builder.to;
        this.callId = builder.callId;
        this.date = builder.date;
        this.userAgent = builder.userAgent;
        this.transmitUtf8 = builder.transmitUtf8;
        this.assertedType = builder.assertedType;
        this.remotePartyId = builder.remotePartyId;
        this.diversion = builder.diversion;
        this.callbackNumber = builder.callbackNumber;
        this.guid = builder.guid;
        this.sessionId = builder.sessionId;
        this.location = builder.location;
        this.earlyOffer = builder.earlyOffer;
        this.rsvp = builder.rsvp;
        this.visitingPhone = builder.visitingPhone;
    }

    /**
     * Starts one with the defaults of a trunk: {@code P-Asserted-Identity}, {@code Remote-Party-ID}, the plain name, a delayed offer and no location.
     *
     * @param called the number that is called, of what can be dialled
     * @param calling the number that calls, of what can be dialled
     * @param name the name that calls
     * @param from the host of the sender
     * @param to the host of the receiver
     * @param callId the Call-ID
     * @param date the time
     * @return a builder
     * @throws IllegalArgumentException when a number or a host breaks its rule
     */
    public static Builder builder(
            String called, String calling, CallerName name, String from, String to, TrunkCallId callId, Instant date) {
        return new Builder(called, calling, name, from, to, callId, date);
    }

    /**
     * The number that is called.
     *
     * @return the number
     */
    public String called() {
        return called;
    }

    /**
     * The number that calls.
     *
     * @return the number
     */
    public String calling() {
        return calling;
    }

    /**
     * The name that calls, as it is sent.
     *
     * @return the text, never empty
     */
    public String nameSent() {
        return name.sent(transmitUtf8);
    }

    /**
     * The Call-ID.
     *
     * @return the Call-ID
     */
    public TrunkCallId callId() {
        return callId;
    }

    /**
     * What the body is.
     *
     * @return the body
     */
    public InviteBody body() {
        return InviteBody.of(earlyOffer, location);
    }

    /**
     * The headers that do not depend on the transport, in an order that may be sent.
     *
     * @return an unmodifiable list
     */
    public List<SipHeader> headers() {
        String caller = CallerName.quoted(nameSent()) + " <sip:" + userPart(calling) + "@" + from + ">";
        List<SipHeader> headers = new ArrayList<>();
        add(headers, "From", caller);
        add(headers, "To", "<sip:" + userPart(called) + "@" + to + ">");
        add(headers, "Date", DATE.format(date.atZone(ZoneOffset.UTC)));
        add(headers, "Call-ID", callId.value());
        SUPPORTED.forEach(extensions -> add(headers, "Supported", extensions));
        rsvp.extensions().forEach(extension -> add(headers, "Supported", extension));
        add(headers, "Min-SE", Long.toString(SESSION_EXPIRES.toSeconds()));
        add(headers, "User-Agent", userAgent);
        add(headers, "Allow", ALLOW);
        add(headers, "CSeq", FIRST_CSEQ + " INVITE");
        add(headers, "Expires", Long.toString(EXPIRES.toSeconds()));
        add(headers, "Allow-Events", "presence, kpml");
        add(headers, "Call-Info", "<sip:" + from + ":5060>;method=\"NOTIFY;Event=telephone-event;Duration=500\"");
        add(headers, "Call-Info", "<urn:x-cisco-remotecc:callinfo>;x-cisco-video-traffic-class=DESKTOP");
        if (guid != null) {
            add(headers, "Cisco-Guid", guid.toString());
        }
        if (sessionId != null) {
            add(headers, "Session-ID", sessionId + ";remote=" + "0".repeat(32));
        }
        add(headers, "Session-Expires", SESSION_EXPIRES.toSeconds() + ";refresher=uac");
        if (assertedType != null) {
            add(headers, assertedType.header(), caller);
        }
        if (remotePartyId) {
            String uri = callbackNumber == null
                    ? "<sip:" + userPart(calling) + "@" + from + ">"
                    : "<sip:" + userPart(calling) + "@" + from + ";x-cisco-callback-number=" + userPart(callbackNumber)
                            + ">";
            add(
                    headers,
                    "Remote-Party-ID",
                    CallerName.quoted(nameSent()) + " " + uri + ";party=calling;screen=yes;privacy=off");
        }
        if (diversion != null) {
            add(headers, "Diversion", "<sip:" + userPart(diversion) + "@" + from + ">");
        }
        if (location) {
            add(headers, "Geolocation", "<cid:" + userPart(calling) + "@" + from + ">;inserted-by=\"" + from + "\"");
        }
        if (visitingPhone != null) {
            headers.add(visitingPhone);
        }
        body().contentType().ifPresent(type -> add(headers, "Content-Type", type));
        return List.copyOf(headers);
    }

    private static void add(List<SipHeader> headers, String name, String value) {
        headers.add(SipHeader.of(name, value));
    }

    /** The pound sign has no place in the user part of a URI. */
    private static String userPart(String number) {
        return number.replace("#", "%23");
    }

    /**
     * The name of the caller that an INVITE shows: that of {@code P-Asserted-Identity}, else {@code P-Preferred-Identity}, else
     * {@code Remote-Party-ID}, else {@code From} (the order is inferred from <em>Trust All</em>).
     *
     * @param headers the headers of the INVITE
     * @return the name, or empty when none of them has one that can be read
     */
    public static Optional<String> displayName(List<SipHeader> headers) {
        for (String wanted : List.of("P-Asserted-Identity", "P-Preferred-Identity", "Remote-Party-ID", "From")) {
            for (SipHeader header : headers) {
                if (header.is(wanted)) {
                    Optional<String> name = CallerName.atFrontOf(header.value());
                    if (name.isPresent()) {
                        return name;
                    }
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return "TrunkInvite[" + calling + " calls " + called + ", " + callId + "]";
    }

    /**
     * Builds it.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private final String called;
        private final String calling;
        private final CallerName name;
        private final String from;
        private final String to;
        private final TrunkCallId callId;
        private final Instant date;
        private String userAgent = "emcc-sdk";
        private boolean transmitUtf8 = false;
        private @Nullable AssertedType assertedType = AssertedType.ASSERTED;
        private boolean remotePartyId = true;
        private @Nullable String diversion;
        private @Nullable String callbackNumber;
        private @Nullable CiscoGuid guid;
        private @Nullable String sessionId;
        private boolean location = false;
        private boolean earlyOffer = false;
        private RsvpOverSip rsvp = RsvpOverSip.LOCAL_RSVP;
        private @Nullable SipHeader visitingPhone;

        private Builder(
                String called,
                String calling,
                CallerName name,
                String from,
                String to,
                TrunkCallId callId,
                Instant date) {
            this.called = number(called, "called number");
            this.calling = number(calling, "calling number");
            this.name = Objects.requireNonNull(name, "name");
            this.from = Require.form(from, "host of the sender", HOST, HOST_RULE);
            this.to = Require.form(to, "host of the receiver", HOST, HOST_RULE);
            this.callId = Objects.requireNonNull(callId, "callId");
            this.date = Objects.requireNonNull(date, "date");
        }

        private static String number(String number, String what) {
            Require.text(number, what, Router.MAX_NUMBER);
            if (!Keys.dialable(number)) {
                throw new IllegalArgumentException(
                        what + " must have only what can be dialled, but is \"" + Require.clip(number) + "\"");
            }
            return number;
        }

        /**
         * The {@code User-Agent}; the product's is of the form {@code Cisco-CUCM11.5}, which this SDK does not claim to be by itself.
         *
         * @param userAgent 1 to 128 characters
         * @return this builder
         * @throws IllegalArgumentException when it breaks its rule
         */
        public Builder userAgent(String userAgent) {
            this.userAgent = Require.text(userAgent, "User-Agent", 128);
            return this;
        }

        /**
         * <em>Transmit UTF-8 for Calling Party Name</em>, false by default.
         *
         * @param transmitUtf8 the value
         * @return this builder
         */
        public Builder transmitUtf8(boolean transmitUtf8) {
            this.transmitUtf8 = transmitUtf8;
            return this;
        }

        /**
         * Which header says who calls.
         *
         * @param assertedType the type
         * @return this builder
         */
        public Builder assertedType(AssertedType assertedType) {
            this.assertedType = Objects.requireNonNull(assertedType, "assertedType");
            return this;
        }

        /**
         * No header asserts who calls: <em>Asserted-Identity</em> is not ticked.
         *
         * @return this builder
         */
        public Builder withoutAssertedIdentity() {
            this.assertedType = null;
            return this;
        }

        /**
         * <em>Remote-Party-Id</em>, true by default.
         *
         * @param remotePartyId the value
         * @return this builder
         */
        public Builder remotePartyId(boolean remotePartyId) {
            this.remotePartyId = remotePartyId;
            return this;
        }

        /**
         * The number that was called first, for a call that was diverted.
         *
         * @param diversion a number of what can be dialled
         * @return this builder
         * @throws IllegalArgumentException when it breaks its rule
         */
        public Builder diversion(String diversion) {
            this.diversion = number(diversion, "diverting number");
            return this;
        }

        /**
         * The globalised number to call back.
         *
         * @param callbackNumber a number of what can be dialled
         * @return this builder
         * @throws IllegalArgumentException when it breaks its rule
         */
        public Builder callbackNumber(String callbackNumber) {
            this.callbackNumber = number(callbackNumber, "callback number");
            return this;
        }

        /**
         * The {@code Cisco-Guid}.
         *
         * @param guid one that belongs to the Call-ID
         * @return this builder
         * @throws IllegalArgumentException when it does not
         */
        public Builder guid(CiscoGuid guid) {
            if (!guid.belongsTo(callId)) {
                throw new IllegalArgumentException(
                        "Cisco-Guid must begin and end as Call-ID " + callId + " does, but is " + guid);
            }
            this.guid = guid;
            return this;
        }

        /**
         * The local part of the {@code Session-ID}; that of the other side is not known yet, and so zero.
         *
         * @param sessionId 32 lower-case hexadecimal digits
         * @return this builder
         * @throws IllegalArgumentException when it breaks its rule
         */
        public Builder sessionId(String sessionId) {
            this.sessionId = Require.form(
                    sessionId, "Session-ID", SESSION_ID, "have 32 lower-case hexadecimal digits and nothing else");
            return this;
        }

        /**
         * <em>Send Geolocation Information</em>: a location goes along, false by default.
         *
         * @param location the value
         * @return this builder
         */
        public Builder location(boolean location) {
            this.location = location;
            return this;
        }

        /**
         * Whether the offer is in the INVITE, false by default.
         *
         * @param earlyOffer the value
         * @return this builder
         */
        public Builder earlyOffer(boolean earlyOffer) {
            this.earlyOffer = earlyOffer;
            return this;
        }

        /**
         * <em>RSVP Over SIP</em>.
         *
         * @param rsvp the value
         * @return this builder
         */
        public Builder rsvp(RsvpOverSip rsvp) {
            this.rsvp = Objects.requireNonNull(rsvp, "rsvp");
            return this;
        }

        /**
         * Which visiting phone calls.
         *
         * @param phone the phone
         * @param identity how that is said
         * @return this builder
         */
        public Builder visitingPhone(DeviceName phone, VisitingPhoneIdentity identity) {
            this.visitingPhone = identity.encode(phone);
            return this;
        }

        /**
         * The finished value.
         *
         * @return a new value
         */
        public TrunkInvite build() {
            return new TrunkInvite(this);
        }
    }
}
