package org.emcc.sip.sccp;

import java.net.Inet4Address;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.emcc.core.internal.Require;
import org.emcc.sip.registration.CiscoAlarm;
import org.jspecify.annotations.Nullable;

/**
 * A message from a phone to its call manager.
 *
 * <p>Source: sip 4.10 for ids and names. The layouts are known from published dissectors and servers, not from the vendor: all of them
 * are <em>inferred</em>.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface StationMessage extends SccpMessage {
    /**
     * The phone lives.
     *
     * @param rest what follows and is not known
     */
    record KeepAliveReq(SccpBytes rest) implements StationMessage {
        /**
         * Checks that the rest is there.
         *
         * @param rest what follows and is not known
         */
        public KeepAliveReq {
            Objects.requireNonNull(rest, "rest");
        }

        /** A message without anything behind the known fields. */
        public KeepAliveReq() {
            this(SccpBytes.EMPTY);
        }

        static KeepAliveReq read(FieldReader in) {
            return new KeepAliveReq(in.rest());
        }

        @Override
        public long id() {
            return 0x0000;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            return new FieldWriter().end(rest);
        }
    }

    /**
     * The phone wants to register. What newer phones append is read from the rest.
     *
     * @param station who it is
     * @param address its IPv4 address, 0.0.0.0 when it has none
     * @param deviceType the number of its model; 0 to 4,294,967,295
     * @param maxStreams how many media streams it can have; 0 to 4,294,967,295
     * @param rest what follows and is not known
     */
    record RegisterReq(StationId station, Inet4Address address, long deviceType, long maxStreams, SccpBytes rest)
            implements StationMessage {
        /**
         * Checks the parts.
         *
         * @param station who it is
         * @param address its IPv4 address, 0.0.0.0 when it has none
         * @param deviceType the number of its model; 0 to 4,294,967,295
         * @param maxStreams how many media streams it can have; 0 to 4,294,967,295
         * @param rest what follows and is not known
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public RegisterReq {
            Objects.requireNonNull(station, "station");
            Objects.requireNonNull(address, "address");
            Wire.unsigned32(deviceType, "device type");
            Wire.unsigned32(maxStreams, "max streams");
            Objects.requireNonNull(rest, "rest");
        }

        /**
         * A message without anything behind the known fields.
         *
         * @param station who it is
         * @param address its IPv4 address, 0.0.0.0 when it has none
         * @param deviceType the number of its model; 0 to 4,294,967,295
         * @param maxStreams how many media streams it can have; 0 to 4,294,967,295
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public RegisterReq(StationId station, Inet4Address address, long deviceType, long maxStreams) {
            this(station, address, deviceType, maxStreams, SccpBytes.EMPTY);
        }

        static RegisterReq read(FieldReader in) {
            return new RegisterReq(
                    StationId.read(in),
                    in.ipv4("address"),
                    in.unsigned32("device type"),
                    in.unsigned32("max streams"),
                    in.rest());
        }

        /**
         * How many media streams the phone has open.
         *
         * @return the number, or empty when the message ends before it
         */
        public OptionalLong activeStreams() {
            return rest.unsigned32(0);
        }

        /**
         * The newest protocol version that the phone speaks.
         *
         * @return 0 to 255, or empty when the message ends before it, as that of the oldest phones does
         */
        public OptionalInt protocolVersion() {
            return rest.unsigned8(4);
        }

        /**
         * What the phone can do, one bit each; the meaning of the bits is not known for sure.
         *
         * @return 24 bits, or empty when the message ends before them
         */
        public OptionalInt features() {
            return rest.unsigned24(5);
        }

        /**
         * How many conferences the phone can have at once.
         *
         * @return the number, or empty when the message ends before it
         */
        public OptionalLong maxConferences() {
            return rest.unsigned32(8);
        }

        /**
         * How many conferences the phone has now.
         *
         * @return the number, or empty when the message ends before it
         */
        public OptionalLong activeConferences() {
            return rest.unsigned32(12);
        }

        /**
         * The MAC address, as the phone writes it: 12 bytes, and zeros where there is none.
         *
         * @return the bytes, or empty when the message ends before them
         */
        public Optional<SccpBytes> macAddress() {
            return rest.part(16, 12);
        }

        /**
         * How many lines the phone can have.
         *
         * @return the number, or empty when the message ends before it
         */
        public OptionalLong maxLines() {
            return rest.unsigned32(32);
        }

        /**
         * The IPv6 address, in network order.
         *
         * @return 16 bytes, zeros where there is none, or empty when the message ends before them
         */
        public Optional<SccpBytes> ipv6() {
            return rest.part(36, 16);
        }

        /**
         * The firmware that the phone runs.
         *
         * @return at most 32 characters, or empty when the message ends before them
         */
        public Optional<String> load() {
            return rest.text(56, 32);
        }

        /**
         * The version stamp of the configuration that the phone has, of newer phones.
         *
         * @return at most 48 characters, or empty when the message ends before them
         */
        public Optional<String> configurationStamp() {
            return rest.text(88, 48);
        }

        /**
         * The same request with the fields that newer phones append: no streams or conferences open, MAC and IPv6 address zero.
         *
         * @param protocolVersion the newest protocol version that the phone speaks; 0 to 255
         * @param features what the phone can do, one bit each; 0 to 16,777,215
         * @param maxLines how many lines the phone can have; 0 to 4,294,967,295
         * @param load the firmware that it runs; at most 32 characters
         * @return a request whose rest are these fields
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public RegisterReq with(int protocolVersion, int features, long maxLines, String load) {
            Require.range(protocolVersion, "protocol version", 0, 0xFF);
            Require.range(features, "features", 0, 0xFF_FFFF);
            Wire.unsigned32(maxLines, "max lines");
            Wire.text(load, "load", 32);
            SccpBytes appended = new FieldWriter()
                    .unsigned32(0)
                    .unsigned8(protocolVersion)
                    .unsigned24(features)
                    .zeros(20)
                    .unsigned32(0)
                    .unsigned32(maxLines)
                    .zeros(20)
                    .text(load, 32)
                    .end(SccpBytes.EMPTY);
            return new RegisterReq(station, address, deviceType, maxStreams, appended);
        }

        @Override
        public long id() {
            return 0x0001;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            return new FieldWriter()
                    .station(station)
                    .ipv4(address)
                    .unsigned32(deviceType)
                    .unsigned32(maxStreams)
                    .end(rest);
        }
    }

    /**
     * Where the phone receives media.
     *
     * @param port a UDP port; 0 to 4,294,967,295
     * @param rest what follows and is not known
     */
    record IpPort(long port, SccpBytes rest) implements StationMessage {
        /**
         * Checks the parts.
         *
         * @param port a UDP port; 0 to 4,294,967,295
         * @param rest what follows and is not known
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public IpPort {
            Wire.unsigned32(port, "port");
            Objects.requireNonNull(rest, "rest");
        }

        /**
         * A message without anything behind the known fields.
         *
         * @param port a UDP port; 0 to 4,294,967,295
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public IpPort(long port) {
            this(port, SccpBytes.EMPTY);
        }

        static IpPort read(FieldReader in) {
            return new IpPort(in.unsigned32("port"), in.rest());
        }

        @Override
        public long id() {
            return 0x0002;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            return new FieldWriter().unsigned32(port).end(rest);
        }
    }

    /**
     * Asks whether a line is forwarded.
     *
     * @param line its number, from 1; 0 to 4,294,967,295
     * @param rest what follows and is not known
     */
    record ForwardStatReq(long line, SccpBytes rest) implements StationMessage {
        /**
         * Checks the parts.
         *
         * @param line its number, from 1; 0 to 4,294,967,295
         * @param rest what follows and is not known
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public ForwardStatReq {
            Wire.unsigned32(line, "line");
            Objects.requireNonNull(rest, "rest");
        }

        /**
         * A message without anything behind the known fields.
         *
         * @param line its number, from 1; 0 to 4,294,967,295
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public ForwardStatReq(long line) {
            this(line, SccpBytes.EMPTY);
        }

        static ForwardStatReq read(FieldReader in) {
            return new ForwardStatReq(in.unsigned32("line"), in.rest());
        }

        @Override
        public long id() {
            return 0x0009;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            return new FieldWriter().unsigned32(line).end(rest);
        }
    }

    /**
     * Asks for a speed dial.
     *
     * @param number its number, from 1; 0 to 4,294,967,295
     * @param rest what follows and is not known
     */
    record SpeedDialStatReq(long number, SccpBytes rest) implements StationMessage {
        /**
         * Checks the parts.
         *
         * @param number its number, from 1; 0 to 4,294,967,295
         * @param rest what follows and is not known
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public SpeedDialStatReq {
            Wire.unsigned32(number, "number");
            Objects.requireNonNull(rest, "rest");
        }

        /**
         * A message without anything behind the known fields.
         *
         * @param number its number, from 1; 0 to 4,294,967,295
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public SpeedDialStatReq(long number) {
            this(number, SccpBytes.EMPTY);
        }

        static SpeedDialStatReq read(FieldReader in) {
            return new SpeedDialStatReq(in.unsigned32("number"), in.rest());
        }

        @Override
        public long id() {
            return 0x000A;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            return new FieldWriter().unsigned32(number).end(rest);
        }
    }

    /**
     * Asks for a line.
     *
     * @param line its number, from 1; 0 to 4,294,967,295
     * @param rest what follows and is not known
     */
    record LineStatReq(long line, SccpBytes rest) implements StationMessage {
        /**
         * Checks the parts.
         *
         * @param line its number, from 1; 0 to 4,294,967,295
         * @param rest what follows and is not known
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public LineStatReq {
            Wire.unsigned32(line, "line");
            Objects.requireNonNull(rest, "rest");
        }

        /**
         * A message without anything behind the known fields.
         *
         * @param line its number, from 1; 0 to 4,294,967,295
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public LineStatReq(long line) {
            this(line, SccpBytes.EMPTY);
        }

        static LineStatReq read(FieldReader in) {
            return new LineStatReq(in.unsigned32("line"), in.rest());
        }

        @Override
        public long id() {
            return 0x000B;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            return new FieldWriter().unsigned32(line).end(rest);
        }
    }

    /**
     * Asks how many lines and speed dials there are.
     *
     * @param rest what follows and is not known
     */
    record ConfigStatReq(SccpBytes rest) implements StationMessage {
        /**
         * Checks that the rest is there.
         *
         * @param rest what follows and is not known
         */
        public ConfigStatReq {
            Objects.requireNonNull(rest, "rest");
        }

        /** A message without anything behind the known fields. */
        public ConfigStatReq() {
            this(SccpBytes.EMPTY);
        }

        static ConfigStatReq read(FieldReader in) {
            return new ConfigStatReq(in.rest());
        }

        @Override
        public long id() {
            return 0x000C;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            return new FieldWriter().end(rest);
        }
    }

    /**
     * Asks for the time.
     *
     * @param rest what follows and is not known
     */
    record TimeDateReq(SccpBytes rest) implements StationMessage {
        /**
         * Checks that the rest is there.
         *
         * @param rest what follows and is not known
         */
        public TimeDateReq {
            Objects.requireNonNull(rest, "rest");
        }

        /** A message without anything behind the known fields. */
        public TimeDateReq() {
            this(SccpBytes.EMPTY);
        }

        static TimeDateReq read(FieldReader in) {
            return new TimeDateReq(in.rest());
        }

        @Override
        public long id() {
            return 0x000D;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            return new FieldWriter().end(rest);
        }
    }

    /**
     * Asks what the buttons are.
     *
     * @param rest what follows and is not known
     */
    record ButtonTemplateReq(SccpBytes rest) implements StationMessage {
        /**
         * Checks that the rest is there.
         *
         * @param rest what follows and is not known
         */
        public ButtonTemplateReq {
            Objects.requireNonNull(rest, "rest");
        }

        /** A message without anything behind the known fields. */
        public ButtonTemplateReq() {
            this(SccpBytes.EMPTY);
        }

        static ButtonTemplateReq read(FieldReader in) {
            return new ButtonTemplateReq(in.rest());
        }

        @Override
        public long id() {
            return 0x000E;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            return new FieldWriter().end(rest);
        }
    }

    /**
     * Asks which firmware the phone is to run.
     *
     * @param rest what follows and is not known
     */
    record VersionReq(SccpBytes rest) implements StationMessage {
        /**
         * Checks that the rest is there.
         *
         * @param rest what follows and is not known
         */
        public VersionReq {
            Objects.requireNonNull(rest, "rest");
        }

        /** A message without anything behind the known fields. */
        public VersionReq() {
            this(SccpBytes.EMPTY);
        }

        static VersionReq read(FieldReader in) {
            return new VersionReq(in.rest());
        }

        @Override
        public long id() {
            return 0x000F;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            return new FieldWriter().end(rest);
        }
    }

    /**
     * Which media the phone can play.
     *
     * @param capabilities one for each kind of media, at most 500
     * @param rest what follows and is not known
     */
    record CapabilitiesRes(List<Capability> capabilities, SccpBytes rest) implements StationMessage {
        /**
         * One kind of media.
         *
         * @param payload its number; 0 to 4,294,967,295
         * @param framesPerPacket how much of it a packet has at most; 0 to 4,294,967,295
         * @param parameters 8 bytes whose meaning depends on the number
         */
        public record Capability(long payload, long framesPerPacket, SccpBytes parameters) {
            /**
             * Checks the parts.
             *
             * @param payload its number; 0 to 4,294,967,295
             * @param framesPerPacket how much of it a packet has at most; 0 to 4,294,967,295
             * @param parameters 8 bytes whose meaning depends on the number
             * @throws IllegalArgumentException when a part breaks its rule
             */
            public Capability {
                Wire.unsigned32(payload, "payload");
                Wire.unsigned32(framesPerPacket, "frames per packet");
                Wire.length(parameters, "parameters", 8);
            }

            /**
             * A kind of media without parameters.
             *
             * @param payload its number; 0 to 4,294,967,295
             * @param framesPerPacket how much of it a packet has at most; 0 to 4,294,967,295
             * @throws IllegalArgumentException when a part breaks its rule
             */
            public Capability(long payload, long framesPerPacket) {
                this(payload, framesPerPacket, SccpBytes.zeros(8));
            }
        }

        /**
         * Checks the parts.
         *
         * @param capabilities one for each kind of media, at most 500
         * @param rest what follows and is not known
         * @throws IllegalArgumentException when there are more than 500
         */
        public CapabilitiesRes {
            capabilities = Wire.list(capabilities, "capabilities");
            Objects.requireNonNull(rest, "rest");
        }

        /**
         * A message without anything behind the known fields.
         *
         * @param capabilities one for each kind of media, at most 500
         * @throws IllegalArgumentException when there are more than 500
         */
        public CapabilitiesRes(List<Capability> capabilities) {
            this(capabilities, SccpBytes.EMPTY);
        }

        static CapabilitiesRes read(FieldReader in) {
            long count = in.unsigned32("count");
            List<Capability> read = in.list(
                    count,
                    Wire.MOST,
                    16,
                    "capabilities",
                    each -> new Capability(
                            each.unsigned32("payload"),
                            each.unsigned32("frames per packet"),
                            each.bytes(8, "parameters")));
            return new CapabilitiesRes(read, in.rest());
        }

        @Override
        public long id() {
            return 0x0010;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            FieldWriter out = new FieldWriter().unsigned32(capabilities.size());
            capabilities.forEach(each -> out.unsigned32(each.payload)
                    .unsigned32(each.framesPerPacket)
                    .bytes(each.parameters));
            return out.end(rest);
        }
    }

    /**
     * Asks for the call managers.
     *
     * @param rest what follows and is not known
     */
    record ServerReq(SccpBytes rest) implements StationMessage {
        /**
         * Checks that the rest is there.
         *
         * @param rest what follows and is not known
         */
        public ServerReq {
            Objects.requireNonNull(rest, "rest");
        }

        /** A message without anything behind the known fields. */
        public ServerReq() {
            this(SccpBytes.EMPTY);
        }

        static ServerReq read(FieldReader in) {
            return new ServerReq(in.rest());
        }

        @Override
        public long id() {
            return 0x0012;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            return new FieldWriter().end(rest);
        }
    }

    /**
     * Why the phone is no longer where it was, and what it is; the first message of a connection.
     *
     * @param severity 2 is informational; 0 to 4,294,967,295
     * @param text for people, such as {@code 23: Name=SEP020000AABBCC Load=9.4 Last=Reset-Restart}; at most 80 characters
     * @param parameter1 the meaning depends on the text; 0 to 4,294,967,295
     * @param parameter2 the meaning depends on the text; 0 to 4,294,967,295
     * @param rest what follows and is not known
     */
    record Alarm(long severity, String text, long parameter1, long parameter2, SccpBytes rest)
            implements StationMessage {
        private static final Pattern BEFORE = Pattern.compile("([0-9]{1,9}):");
        private static final Pattern LAST = Pattern.compile(" Last=([A-Za-z0-9_-]{1,64})(?![^ ])");

        /**
         * Checks the parts.
         *
         * @param severity 2 is informational; 0 to 4,294,967,295
         * @param text for people, such as {@code 23: Name=SEP020000AABBCC Load=9.4 Last=Reset-Restart}; at most 80 characters
         * @param parameter1 the meaning depends on the text; 0 to 4,294,967,295
         * @param parameter2 the meaning depends on the text; 0 to 4,294,967,295
         * @param rest what follows and is not known
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public Alarm {
            Wire.unsigned32(severity, "severity");
            Wire.text(text, "text", 80);
            Wire.unsigned32(parameter1, "parameter1");
            Wire.unsigned32(parameter2, "parameter2");
            Objects.requireNonNull(rest, "rest");
        }

        /**
         * A message without anything behind the known fields.
         *
         * @param severity 2 is informational; 0 to 4,294,967,295
         * @param text for people, such as {@code 23: Name=SEP020000AABBCC Load=9.4 Last=Reset-Restart}; at most 80 characters
         * @param parameter1 the meaning depends on the text; 0 to 4,294,967,295
         * @param parameter2 the meaning depends on the text; 0 to 4,294,967,295
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public Alarm(long severity, String text, long parameter1, long parameter2) {
            this(severity, text, parameter1, parameter2, SccpBytes.EMPTY);
        }

        /** Why the phone unregistered last time; null when the text does not begin with a number and a colon. Sip 4.6. */
        @Nullable
        CiscoAlarm before() {
            Matcher said = BEFORE.matcher(text);
            if (!said.lookingAt()) {
                return null;
            }
            Matcher last = LAST.matcher(text);
            return new CiscoAlarm(
                    Integer.parseInt(said.group(1)),
                    last.find() ? last.group(1).toLowerCase(Locale.ROOT) : CiscoAlarm.UNSPECIFIED.last());
        }

        static Alarm read(FieldReader in) {
            return new Alarm(
                    in.unsigned32("severity"),
                    in.text(80, "text"),
                    in.unsigned32("parameter1"),
                    in.unsigned32("parameter2"),
                    in.rest());
        }

        @Override
        public long id() {
            return 0x0020;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            return new FieldWriter()
                    .unsigned32(severity)
                    .text(text, 80)
                    .unsigned32(parameter1)
                    .unsigned32(parameter2)
                    .end(rest);
        }
    }

    /**
     * Asks which softkeys are shown when.
     *
     * @param rest what follows and is not known
     */
    record SoftKeySetReq(SccpBytes rest) implements StationMessage {
        /**
         * Checks that the rest is there.
         *
         * @param rest what follows and is not known
         */
        public SoftKeySetReq {
            Objects.requireNonNull(rest, "rest");
        }

        /** A message without anything behind the known fields. */
        public SoftKeySetReq() {
            this(SccpBytes.EMPTY);
        }

        static SoftKeySetReq read(FieldReader in) {
            return new SoftKeySetReq(in.rest());
        }

        @Override
        public long id() {
            return 0x0025;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            return new FieldWriter().end(rest);
        }
    }

    /**
     * The phone leaves.
     *
     * @param rest what follows and is not known
     */
    record UnregisterReq(SccpBytes rest) implements StationMessage {
        /**
         * Checks that the rest is there.
         *
         * @param rest what follows and is not known
         */
        public UnregisterReq {
            Objects.requireNonNull(rest, "rest");
        }

        /** A message without anything behind the known fields. */
        public UnregisterReq() {
            this(SccpBytes.EMPTY);
        }

        static UnregisterReq read(FieldReader in) {
            return new UnregisterReq(in.rest());
        }

        /**
         * An unregistration with its reason.
         *
         * @param reason 0 is unknown, 1 is power save; 0 to 4,294,967,295
         * @return the message
         * @throws IllegalArgumentException when the reason breaks its rule
         */
        public static UnregisterReq because(long reason) {
            Wire.unsigned32(reason, "reason");
            return new UnregisterReq(new FieldWriter().unsigned32(reason).end(SccpBytes.EMPTY));
        }

        /**
         * Why the phone leaves, which newer phones say.
         *
         * @return 0 is unknown, 1 is power save; empty when the message ends before it
         */
        public OptionalLong reason() {
            return rest.unsigned32(0);
        }

        @Override
        public long id() {
            return 0x0027;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            return new FieldWriter().end(rest);
        }
    }

    /**
     * Asks what the softkeys are.
     *
     * @param rest what follows and is not known
     */
    record SoftKeyTemplateReq(SccpBytes rest) implements StationMessage {
        /**
         * Checks that the rest is there.
         *
         * @param rest what follows and is not known
         */
        public SoftKeyTemplateReq {
            Objects.requireNonNull(rest, "rest");
        }

        /** A message without anything behind the known fields. */
        public SoftKeyTemplateReq() {
            this(SccpBytes.EMPTY);
        }

        static SoftKeyTemplateReq read(FieldReader in) {
            return new SoftKeyTemplateReq(in.rest());
        }

        @Override
        public long id() {
            return 0x0028;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            return new FieldWriter().end(rest);
        }
    }

    /**
     * The phone is registered at a worse node, and asks whether it may come. Unlike in {@link RegisterReq}, the address is little-endian.
     *
     * @param station who it is
     * @param address its IPv4 address
     * @param deviceType the number of its model; 0 to 4,294,967,295
     * @param rest what follows and is not known
     */
    record RegisterTokenReq(StationId station, Inet4Address address, long deviceType, SccpBytes rest)
            implements StationMessage {
        /**
         * Checks the parts.
         *
         * @param station who it is
         * @param address its IPv4 address
         * @param deviceType the number of its model; 0 to 4,294,967,295
         * @param rest what follows and is not known
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public RegisterTokenReq {
            Objects.requireNonNull(station, "station");
            Objects.requireNonNull(address, "address");
            Wire.unsigned32(deviceType, "device type");
            Objects.requireNonNull(rest, "rest");
        }

        /**
         * A message without anything behind the known fields.
         *
         * @param station who it is
         * @param address its IPv4 address
         * @param deviceType the number of its model; 0 to 4,294,967,295
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public RegisterTokenReq(StationId station, Inet4Address address, long deviceType) {
            this(station, address, deviceType, SccpBytes.EMPTY);
        }

        static RegisterTokenReq read(FieldReader in) {
            return new RegisterTokenReq(
                    StationId.read(in), in.reversedIpv4("address"), in.unsigned32("device type"), in.rest());
        }

        /**
         * The IPv6 address, in network order, of newer phones.
         *
         * @return 16 bytes, zeros where there is none, or empty when the message ends before them
         */
        public Optional<SccpBytes> ipv6() {
            return rest.part(0, 16);
        }

        @Override
        public long id() {
            return 0x0029;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            return new FieldWriter()
                    .station(station)
                    .reversedIpv4(address)
                    .unsigned32(deviceType)
                    .end(rest);
        }
    }

    /**
     * How many lines the phone can have.
     *
     * @param lines the number; 0 to 4,294,967,295
     * @param rest what follows and is not known
     */
    record RegisterAvailableLines(long lines, SccpBytes rest) implements StationMessage {
        /**
         * Checks the parts.
         *
         * @param lines the number; 0 to 4,294,967,295
         * @param rest what follows and is not known
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public RegisterAvailableLines {
            Wire.unsigned32(lines, "lines");
            Objects.requireNonNull(rest, "rest");
        }

        /**
         * A message without anything behind the known fields.
         *
         * @param lines the number; 0 to 4,294,967,295
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public RegisterAvailableLines(long lines) {
            this(lines, SccpBytes.EMPTY);
        }

        static RegisterAvailableLines read(FieldReader in) {
            return new RegisterAvailableLines(in.unsigned32("lines"), in.rest());
        }

        @Override
        public long id() {
            return 0x002D;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            return new FieldWriter().unsigned32(lines).end(rest);
        }
    }

    /**
     * A small-business phone (SPCP) asks whether it may register. Unlike in {@link RegisterReq}, the address is little-endian.
     *
     * @param station who it is
     * @param address its IPv4 address
     * @param deviceType the number of its model; 0 to 4,294,967,295
     * @param maxStreams how many media streams it can have; 0 to 4,294,967,295
     * @param rest what follows and is not known
     */
    record SpcpRegisterTokenReq(
            StationId station, Inet4Address address, long deviceType, long maxStreams, SccpBytes rest)
            implements StationMessage {
        /**
         * Checks the parts.
         *
         * @param station who it is
         * @param address its IPv4 address
         * @param deviceType the number of its model; 0 to 4,294,967,295
         * @param maxStreams how many media streams it can have; 0 to 4,294,967,295
         * @param rest what follows and is not known
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public SpcpRegisterTokenReq {
            Objects.requireNonNull(station, "station");
            Objects.requireNonNull(address, "address");
            Wire.unsigned32(deviceType, "device type");
            Wire.unsigned32(maxStreams, "max streams");
            Objects.requireNonNull(rest, "rest");
        }

        /**
         * A message without anything behind the known fields.
         *
         * @param station who it is
         * @param address its IPv4 address
         * @param deviceType the number of its model; 0 to 4,294,967,295
         * @param maxStreams how many media streams it can have; 0 to 4,294,967,295
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public SpcpRegisterTokenReq(StationId station, Inet4Address address, long deviceType, long maxStreams) {
            this(station, address, deviceType, maxStreams, SccpBytes.EMPTY);
        }

        static SpcpRegisterTokenReq read(FieldReader in) {
            return new SpcpRegisterTokenReq(
                    StationId.read(in),
                    in.reversedIpv4("address"),
                    in.unsigned32("device type"),
                    in.unsigned32("max streams"),
                    in.rest());
        }

        @Override
        public long id() {
            return 0x8000;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            return new FieldWriter()
                    .station(station)
                    .reversedIpv4(address)
                    .unsigned32(deviceType)
                    .unsigned32(maxStreams)
                    .end(rest);
        }
    }
}
