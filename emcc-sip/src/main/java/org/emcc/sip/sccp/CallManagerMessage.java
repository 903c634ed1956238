package org.emcc.sip.sccp;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.emcc.core.internal.Require;

/**
 * A message from a call manager to a phone.
 *
 * <p>Source: sip 4.10 for ids and names. The layouts are known from published dissectors and servers, not from the vendor: all of them
 * are <em>inferred</em>. Of the ids from 0142 to 014A those are read that answer a question about a state; the others, which show texts
 * and calls, are {@link UnknownMessage}.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface CallManagerMessage extends SccpMessage {
    /**
     * The phone is registered.
     *
     * @param keepAlive how often it is to show that it lives, in seconds; 0 to 4,294,967,295
     * @param dateTemplate how it writes a date, such as {@code D/M/Y}; six characters are usual; at most 8 characters
     * @param secondaryKeepAlive the same towards a standby node, in seconds; 0 to 4,294,967,295
     * @param protocolVersion the protocol version to speak; 0 to 255
     * @param features one bit each; the meaning of the bits is not known for sure; 0 to 16,777,215
     * @param rest what follows and is not known
     */
    record RegisterAck(
            long keepAlive,
            String dateTemplate,
            long secondaryKeepAlive,
            int protocolVersion,
            int features,
            SccpBytes rest)
            implements CallManagerMessage {
        /**
         * Checks the parts.
         *
         * @param keepAlive how often it is to show that it lives, in seconds; 0 to 4,294,967,295
         * @param dateTemplate how it writes a date, such as {@code D/M/Y}; six characters are usual; at most 8 characters
         * @param secondaryKeepAlive the same towards a standby node, in seconds; 0 to 4,294,967,295
         * @param protocolVersion the protocol version to speak; 0 to 255
         * @param features one bit each; the meaning of the bits is not known for sure; 0 to 16,777,215
         * @param rest what follows and is not known
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public RegisterAck {
            Wire.unsigned32(keepAlive, "keep alive");
            Wire.text(dateTemplate, "date template", 8);
            Wire.unsigned32(secondaryKeepAlive, "secondary keep alive");
            Require.range(protocolVersion, "protocol version", 0, 0xFF);
            Require.range(features, "features", 0, 0xFF_FFFF);
            Objects.requireNonNull(rest, "rest");
        }

        /**
         * A message without anything behind the known fields.
         *
         * @param keepAlive how often it is to show that it lives, in seconds; 0 to 4,294,967,295
         * @param dateTemplate how it writes a date, such as {@code D/M/Y}; six characters are usual; at most 8 characters
         * @param secondaryKeepAlive the same towards a standby node, in seconds; 0 to 4,294,967,295
         * @param protocolVersion the protocol version to speak; 0 to 255
         * @param features one bit each; the meaning of the bits is not known for sure; 0 to 16,777,215
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public RegisterAck(
                long keepAlive, String dateTemplate, long secondaryKeepAlive, int protocolVersion, int features) {
            this(keepAlive, dateTemplate, secondaryKeepAlive, protocolVersion, features, SccpBytes.EMPTY);
        }

        static RegisterAck read(FieldReader in) {
            return new RegisterAck(
                    in.unsigned32("keep alive"),
                    in.text(8, "date template"),
                    in.unsigned32("secondary keep alive"),
                    in.unsigned8("protocol version"),
                    in.unsigned24("features"),
                    in.rest());
        }

        @Override
        public long id() {
            return 0x0081;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            return new FieldWriter()
                    .unsigned32(keepAlive)
                    .text(dateTemplate, 8)
                    .unsigned32(secondaryKeepAlive)
                    .unsigned8(protocolVersion)
                    .unsigned24(features)
                    .end(rest);
        }
    }

    /**
     * Whether a line is forwarded.
     *
     * @param active 0 when it is not; 0 to 4,294,967,295
     * @param line its number, from 1; 0 to 4,294,967,295
     * @param always where all calls go
     * @param busy where calls go when the line is busy
     * @param noAnswer where calls go that nobody answers
     * @param rest what follows and is not known
     */
    record ForwardStat(long active, long line, Target always, Target busy, Target noAnswer, SccpBytes rest)
            implements CallManagerMessage {
        /** From this header version on a number has a byte more. */
        private static final int LONGER_NUMBERS = 18;

        /**
         * Where calls go.
         *
         * @param active 0 when they do not; 0 to 4,294,967,295
         * @param number a directory number, at most 24 characters
         */
        public record Target(long active, String number) {
            /** No forwarding. */
            public static final Target NONE = new Target(0, "");

            /**
             * Checks the parts.
             *
             * @param active 0 when they do not; 0 to 4,294,967,295
             * @param number a directory number, at most 24 characters
             * @throws IllegalArgumentException when a part breaks its rule
             */
            public Target {
                Wire.unsigned32(active, "active");
                Wire.text(number, "number", 24);
            }

            private static Target read(FieldReader in, int size) {
                return new Target(in.unsigned32("active"), in.text(size, "number"));
            }
        }

        /**
         * Checks the parts.
         *
         * @param active 0 when it is not; 0 to 4,294,967,295
         * @param line its number, from 1; 0 to 4,294,967,295
         * @param always where all calls go
         * @param busy where calls go when the line is busy
         * @param noAnswer where calls go that nobody answers
         * @param rest what follows and is not known
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public ForwardStat {
            Wire.unsigned32(active, "active");
            Wire.unsigned32(line, "line");
            Objects.requireNonNull(always, "always");
            Objects.requireNonNull(busy, "busy");
            Objects.requireNonNull(noAnswer, "noAnswer");
            Objects.requireNonNull(rest, "rest");
        }

        /**
         * A line that is not forwarded.
         *
         * @param line its number, from 1; 0 to 4,294,967,295
         * @throws IllegalArgumentException when the number breaks its rule
         */
        public ForwardStat(long line) {
            this(0, line, Target.NONE, Target.NONE, Target.NONE, SccpBytes.EMPTY);
        }

        static ForwardStat read(FieldReader in) {
            int size = numberSize(in.headerVersion());
            return new ForwardStat(
                    in.unsigned32("active"),
                    in.unsigned32("line"),
                    Target.read(in, size),
                    Target.read(in, size),
                    Target.read(in, size),
                    in.rest());
        }

        private static int numberSize(long headerVersion) {
            return headerVersion >= LONGER_NUMBERS ? 25 : 24;
        }

        @Override
        public long id() {
            return 0x0090;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            FieldWriter out = new FieldWriter().unsigned32(active).unsigned32(line);
            for (Target target : List.of(always, busy, noAnswer)) {
                out.unsigned32(target.active).text(target.number, numberSize(headerVersion));
            }
            return out.end(rest);
        }
    }

    /**
     * A speed dial.
     *
     * @param number its number, from 1; 0 to 4,294,967,295
     * @param directoryNumber what is dialled; at most 24 characters
     * @param label what is shown; at most 40 characters
     * @param rest what follows and is not known
     */
    record SpeedDialStat(long number, String directoryNumber, String label, SccpBytes rest)
            implements CallManagerMessage {
        /**
         * Checks the parts.
         *
         * @param number its number, from 1; 0 to 4,294,967,295
         * @param directoryNumber what is dialled; at most 24 characters
         * @param label what is shown; at most 40 characters
         * @param rest what follows and is not known
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public SpeedDialStat {
            Wire.unsigned32(number, "number");
            Wire.text(directoryNumber, "directory number", 24);
            Wire.text(label, "label", 40);
            Objects.requireNonNull(rest, "rest");
        }

        /**
         * A message without anything behind the known fields.
         *
         * @param number its number, from 1; 0 to 4,294,967,295
         * @param directoryNumber what is dialled; at most 24 characters
         * @param label what is shown; at most 40 characters
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public SpeedDialStat(long number, String directoryNumber, String label) {
            this(number, directoryNumber, label, SccpBytes.EMPTY);
        }

        static SpeedDialStat read(FieldReader in) {
            return new SpeedDialStat(
                    in.unsigned32("number"), in.text(24, "directory number"), in.text(40, "label"), in.rest());
        }

        @Override
        public long id() {
            return 0x0091;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            return new FieldWriter()
                    .unsigned32(number)
                    .text(directoryNumber, 24)
                    .text(label, 40)
                    .end(rest);
        }
    }

    /**
     * A line.
     *
     * @param line its number, from 1; 0 to 4,294,967,295
     * @param directoryNumber its directory number; at most 24 characters
     * @param fullName the fully qualified name that is shown; at most 40 characters
     * @param label the label of its button; at most 40 characters
     * @param displayOptions what is shown of a caller, one bit each; 0 to 4,294,967,295
     * @param rest what follows and is not known
     */
    record LineStat(
            long line, String directoryNumber, String fullName, String label, long displayOptions, SccpBytes rest)
            implements CallManagerMessage {
        /**
         * Checks the parts.
         *
         * @param line its number, from 1; 0 to 4,294,967,295
         * @param directoryNumber its directory number; at most 24 characters
         * @param fullName the fully qualified name that is shown; at most 40 characters
         * @param label the label of its button; at most 40 characters
         * @param displayOptions what is shown of a caller, one bit each; 0 to 4,294,967,295
         * @param rest what follows and is not known
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public LineStat {
            Wire.unsigned32(line, "line");
            Wire.text(directoryNumber, "directory number", 24);
            Wire.text(fullName, "full name", 40);
            Wire.text(label, "label", 40);
            Wire.unsigned32(displayOptions, "display options");
            Objects.requireNonNull(rest, "rest");
        }

        /**
         * A message without anything behind the known fields.
         *
         * @param line its number, from 1; 0 to 4,294,967,295
         * @param directoryNumber its directory number; at most 24 characters
         * @param fullName the fully qualified name that is shown; at most 40 characters
         * @param label the label of its button; at most 40 characters
         * @param displayOptions what is shown of a caller, one bit each; 0 to 4,294,967,295
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public LineStat(long line, String directoryNumber, String fullName, String label, long displayOptions) {
            this(line, directoryNumber, fullName, label, displayOptions, SccpBytes.EMPTY);
        }

        static LineStat read(FieldReader in) {
            return new LineStat(
                    in.unsigned32("line"),
                    in.text(24, "directory number"),
                    in.text(40, "full name"),
                    in.text(40, "label"),
                    in.unsigned32("display options"),
                    in.rest());
        }

        @Override
        public long id() {
            return 0x0092;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            return new FieldWriter()
                    .unsigned32(line)
                    .text(directoryNumber, 24)
                    .text(fullName, 40)
                    .text(label, 40)
                    .unsigned32(displayOptions)
                    .end(rest);
        }
    }

    /**
     * How many lines and speed dials there are.
     *
     * @param station whose
     * @param user the user of the phone; at most 40 characters
     * @param server the name of the call manager; at most 40 characters
     * @param lines how many lines; 0 to 4,294,967,295
     * @param speedDials how many speed dials; 0 to 4,294,967,295
     * @param rest what follows and is not known
     */
    record ConfigStat(StationId station, String user, String server, long lines, long speedDials, SccpBytes rest)
            implements CallManagerMessage {
        /**
         * Checks the parts.
         *
         * @param station whose
         * @param user the user of the phone; at most 40 characters
         * @param server the name of the call manager; at most 40 characters
         * @param lines how many lines; 0 to 4,294,967,295
         * @param speedDials how many speed dials; 0 to 4,294,967,295
         * @param rest what follows and is not known
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public ConfigStat {
            Objects.requireNonNull(station, "station");
            Wire.text(user, "user", 40);
            Wire.text(server, "server", 40);
            Wire.unsigned32(lines, "lines");
            Wire.unsigned32(speedDials, "speed dials");
            Objects.requireNonNull(rest, "rest");
        }

        /**
         * A message without anything behind the known fields.
         *
         * @param station whose
         * @param user the user of the phone; at most 40 characters
         * @param server the name of the call manager; at most 40 characters
         * @param lines how many lines; 0 to 4,294,967,295
         * @param speedDials how many speed dials; 0 to 4,294,967,295
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public ConfigStat(StationId station, String user, String server, long lines, long speedDials) {
            this(station, user, server, lines, speedDials, SccpBytes.EMPTY);
        }

        static ConfigStat read(FieldReader in) {
            return new ConfigStat(
                    StationId.read(in),
                    in.text(40, "user"),
                    in.text(40, "server"),
                    in.unsigned32("lines"),
                    in.unsigned32("speed dials"),
                    in.rest());
        }

        @Override
        public long id() {
            return 0x0093;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            return new FieldWriter()
                    .station(station)
                    .text(user, 40)
                    .text(server, 40)
                    .unsigned32(lines)
                    .unsigned32(speedDials)
                    .end(rest);
        }
    }

    /**
     * The time at the phone's place.
     *
     * @param year such as 2026; 0 to 4,294,967,295
     * @param month 1 to 12; 0 to 4,294,967,295
     * @param dayOfWeek 0 is Sunday; 0 to 4,294,967,295
     * @param day of the month; 0 to 4,294,967,295
     * @param hour 0 to 23; 0 to 4,294,967,295
     * @param minute 0 to 59; 0 to 4,294,967,295
     * @param second 0 to 59; 0 to 4,294,967,295
     * @param millisecond 0 to 999; 0 to 4,294,967,295
     * @param systemTime seconds since 1970, UTC; 0 to 4,294,967,295
     * @param rest what follows and is not known
     */
    record TimeDateRes(
            long year,
            long month,
            long dayOfWeek,
            long day,
            long hour,
            long minute,
            long second,
            long millisecond,
            long systemTime,
            SccpBytes rest)
            implements CallManagerMessage {
        /**
         * Checks the parts.
         *
         * @param year such as 2026; 0 to 4,294,967,295
         * @param month 1 to 12; 0 to 4,294,967,295
         * @param dayOfWeek 0 is Sunday; 0 to 4,294,967,295
         * @param day of the month; 0 to 4,294,967,295
         * @param hour 0 to 23; 0 to 4,294,967,295
         * @param minute 0 to 59; 0 to 4,294,967,295
         * @param second 0 to 59; 0 to 4,294,967,295
         * @param millisecond 0 to 999; 0 to 4,294,967,295
         * @param systemTime seconds since 1970, UTC; 0 to 4,294,967,295
         * @param rest what follows and is not known
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public TimeDateRes {
            Wire.unsigned32(year, "year");
            Wire.unsigned32(month, "month");
            Wire.unsigned32(dayOfWeek, "day of week");
            Wire.unsigned32(day, "day");
            Wire.unsigned32(hour, "hour");
            Wire.unsigned32(minute, "minute");
            Wire.unsigned32(second, "second");
            Wire.unsigned32(millisecond, "millisecond");
            Wire.unsigned32(systemTime, "system time");
            Objects.requireNonNull(rest, "rest");
        }

        /**
         * A message without anything behind the known fields.
         *
         * @param year such as 2026; 0 to 4,294,967,295
         * @param month 1 to 12; 0 to 4,294,967,295
         * @param dayOfWeek 0 is Sunday; 0 to 4,294,967,295
         * @param day of the month; 0 to 4,294,967,295
         * @param hour 0 to 23; 0 to 4,294,967,295
         * @param minute 0 to 59; 0 to 4,294,967,295
         * @param second 0 to 59; 0 to 4,294,967,295
         * @param millisecond 0 to 999; 0 to 4,294,967,295
         * @param systemTime seconds since 1970, UTC; 0 to 4,294,967,295
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public TimeDateRes(
                long year,
                long month,
                long dayOfWeek,
                long day,
                long hour,
                long minute,
                long second,
                long millisecond,
                long systemTime) {
            this(year, month, dayOfWeek, day, hour, minute, second, millisecond, systemTime, SccpBytes.EMPTY);
        }

        static TimeDateRes read(FieldReader in) {
            return new TimeDateRes(
                    in.unsigned32("year"),
                    in.unsigned32("month"),
                    in.unsigned32("day of week"),
                    in.unsigned32("day"),
                    in.unsigned32("hour"),
                    in.unsigned32("minute"),
                    in.unsigned32("second"),
                    in.unsigned32("millisecond"),
                    in.unsigned32("system time"),
                    in.rest());
        }

        @Override
        public long id() {
            return 0x0094;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            return new FieldWriter()
                    .unsigned32(year)
                    .unsigned32(month)
                    .unsigned32(dayOfWeek)
                    .unsigned32(day)
                    .unsigned32(hour)
                    .unsigned32(minute)
                    .unsigned32(second)
                    .unsigned32(millisecond)
                    .unsigned32(systemTime)
                    .end(rest);
        }
    }

    /**
     * What the buttons are.
     *
     * @param offset the number of the first one here, from 0; 0 to 4,294,967,295
     * @param total how many the phone has; 0 to 4,294,967,295
     * @param buttons those of this message, at most 500
     * @param rest what follows and is not known; older servers always write 42 buttons, and these are the spare ones
     */
    record ButtonTemplateRes(long offset, long total, List<Button> buttons, SccpBytes rest)
            implements CallManagerMessage {
        /**
         * One button.
         *
         * @param instance which of its kind it is, from 1; 0 to 255
         * @param kind 9 is a line, 2 a speed dial, 0xFF nothing; 0 to 255
         */
        public record Button(int instance, int kind) {
            /** A button that selects a line. */
            public static final int LINE = 9;

            /**
             * Checks the parts.
             *
             * @param instance which of its kind it is, from 1; 0 to 255
             * @param kind 9 is a line, 2 a speed dial, 0xFF nothing; 0 to 255
             * @throws IllegalArgumentException when a part breaks its rule
             */
            public Button {
                Require.range(instance, "instance", 0, 0xFF);
                Require.range(kind, "kind", 0, 0xFF);
            }
        }

        /**
         * Checks the parts.
         *
         * @param offset the number of the first one here, from 0; 0 to 4,294,967,295
         * @param total how many the phone has; 0 to 4,294,967,295
         * @param buttons those of this message, at most 500
         * @param rest what follows and is not known
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public ButtonTemplateRes {
            Wire.unsigned32(offset, "offset");
            Wire.unsigned32(total, "total");
            buttons = Wire.list(buttons, "buttons");
            Objects.requireNonNull(rest, "rest");
        }

        /**
         * All buttons of a phone, in one message that ends on a multiple of four bytes.
         *
         * @param buttons the buttons, at most 500
         * @throws IllegalArgumentException when there are more than 500
         */
        public ButtonTemplateRes(List<Button> buttons) {
            this(0, buttons.size(), buttons, SccpBytes.zeros(buttons.size() % 2 * 2));
        }

        static ButtonTemplateRes read(FieldReader in) {
            long offset = in.unsigned32("offset");
            long count = in.unsigned32("count");
            long total = in.unsigned32("total");
            List<Button> read = in.list(
                    count,
                    Wire.MOST,
                    2,
                    "buttons",
                    each -> new Button(each.unsigned8("instance"), each.unsigned8("kind")));
            return new ButtonTemplateRes(offset, total, read, in.rest());
        }

        @Override
        public long id() {
            return 0x0097;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            FieldWriter out = new FieldWriter()
                    .unsigned32(offset)
                    .unsigned32(buttons.size())
                    .unsigned32(total);
            buttons.forEach(each -> out.unsigned8(each.instance).unsigned8(each.kind));
            return out.end(rest);
        }
    }

    /**
     * Which firmware the phone is to run.
     *
     * @param version its name; at most 16 characters
     * @param rest what follows and is not known
     */
    record VersionRes(String version, SccpBytes rest) implements CallManagerMessage {
        /**
         * Checks the parts.
         *
         * @param version its name; at most 16 characters
         * @param rest what follows and is not known
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public VersionRes {
            Wire.text(version, "version", 16);
            Objects.requireNonNull(rest, "rest");
        }

        /**
         * A message without anything behind the known fields.
         *
         * @param version its name; at most 16 characters
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public VersionRes(String version) {
            this(version, SccpBytes.EMPTY);
        }

        static VersionRes read(FieldReader in) {
            return new VersionRes(in.text(16, "version"), in.rest());
        }

        @Override
        public long id() {
            return 0x0098;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            return new FieldWriter().text(version, 16).end(rest);
        }
    }

    /**
     * Asks which media the phone can play.
     *
     * @param rest what follows and is not known
     */
    record CapabilitiesReq(SccpBytes rest) implements CallManagerMessage {
        /**
         * Checks that the rest is there.
         *
         * @param rest what follows and is not known
         */
        public CapabilitiesReq {
            Objects.requireNonNull(rest, "rest");
        }

        /** A message without anything behind the known fields. */
        public CapabilitiesReq() {
            this(SccpBytes.EMPTY);
        }

        static CapabilitiesReq read(FieldReader in) {
            return new CapabilitiesReq(in.rest());
        }

        @Override
        public long id() {
            return 0x009B;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            return new FieldWriter().end(rest);
        }
    }

    /**
     * The phone may not register.
     *
     * @param text shown by the phone; at most 32 characters
     * @param rest what follows and is not known
     */
    record RegisterReject(String text, SccpBytes rest) implements CallManagerMessage {
        /**
         * Checks the parts.
         *
         * @param text shown by the phone; at most 32 characters
         * @param rest what follows and is not known
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public RegisterReject {
            Wire.text(text, "text", 32);
            Objects.requireNonNull(rest, "rest");
        }

        /**
         * A message without anything behind the known fields.
         *
         * @param text shown by the phone; at most 32 characters
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public RegisterReject(String text) {
            this(text, SccpBytes.EMPTY);
        }

        static RegisterReject read(FieldReader in) {
            return new RegisterReject(in.text(32, "text"), in.rest());
        }

        @Override
        public long id() {
            return 0x009D;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            return new FieldWriter().text(text, 32).end(rest);
        }
    }

    /**
     * The call managers of the phone, the best first.
     *
     * @param servers five; empty names where there are fewer
     * @param rest what follows and is not known
     */
    record ServerRes(List<Server> servers, SccpBytes rest) implements CallManagerMessage {
        private static final int COUNT = 5;
        private static final int NAME = 48;
        private static final int IPV4 = 4;
        /** The kind of address, and 16 bytes for it. */
        private static final int LONG_ADDRESS = 20;

        /**
         * One call manager.
         *
         * @param name its name, at most 48 characters
         * @param port its TCP port; 0 to 4,294,967,295
         * @param address its address in network order: 4 bytes of IPv4, or, towards newer phones, 20 bytes: 0 for IPv4 or 1 for IPv6 in
         *     little-endian order, and 16 bytes
         */
        public record Server(String name, long port, SccpBytes address) {
            /**
             * Checks the parts.
             *
             * @param name its name, at most 48 characters
             * @param port its TCP port; 0 to 4,294,967,295
             * @param address 4 or 20 bytes
             * @throws IllegalArgumentException when a part breaks its rule
             */
            public Server {
                Wire.text(name, "name", NAME);
                Wire.unsigned32(port, "port");
                if (address.length() != IPV4 && address.length() != LONG_ADDRESS) {
                    throw new IllegalArgumentException("address must have 4 or 20 bytes, but has " + address.length());
                }
            }
        }

        /**
         * Checks the parts.
         *
         * @param servers five, all with addresses of the same length
         * @param rest what follows and is not known
         * @throws IllegalArgumentException when there are not five, their addresses differ in length, or so much follows that
         *     the addresses would be taken for long ones
         */
        public ServerRes {
            servers = Wire.list(servers, "servers");
            if (servers.size() != COUNT
                    || servers.stream()
                                    .mapToInt(each -> each.address.length())
                                    .distinct()
                                    .count()
                            != 1) {
                throw new IllegalArgumentException("servers must be " + COUNT
                        + " with addresses of one length, but are " + servers.size() + " servers");
            }
            Objects.requireNonNull(rest, "rest");
            if (servers.get(0).address.length() == IPV4 && rest.length() >= COUNT * (LONG_ADDRESS - IPV4)) {
                throw new IllegalArgumentException("behind short addresses there must be fewer than "
                        + COUNT * (LONG_ADDRESS - IPV4) + " bytes, but are " + rest.length());
            }
        }

        /**
         * A message without anything behind the known fields.
         *
         * @param servers five, all with addresses of the same length
         * @throws IllegalArgumentException when there are not five, or their addresses differ in length
         */
        public ServerRes(List<Server> servers) {
            this(servers, SccpBytes.EMPTY);
        }

        static ServerRes read(FieldReader in) {
            List<String> names = in.list(COUNT, COUNT, NAME, "names", each -> each.text(NAME, "name"));
            List<Long> ports = in.list(COUNT, COUNT, 4, "ports", each -> each.unsigned32("port"));
            int size = in.remaining() < COUNT * LONG_ADDRESS ? IPV4 : LONG_ADDRESS;
            List<SccpBytes> addresses = in.list(COUNT, COUNT, size, "addresses", each -> each.bytes(size, "address"));
            List<Server> servers = new ArrayList<>();
            for (int i = 0; i < COUNT; i++) {
                servers.add(new Server(names.get(i), ports.get(i), addresses.get(i)));
            }
            return new ServerRes(servers, in.rest());
        }

        @Override
        public long id() {
            return 0x009E;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            FieldWriter out = new FieldWriter();
            servers.forEach(each -> out.text(each.name, NAME));
            servers.forEach(each -> out.unsigned32(each.port));
            servers.forEach(each -> out.bytes(each.address));
            return out.end(rest);
        }
    }

    /**
     * Tells the phone to start anew. It is not answered.
     *
     * @param type 1, 2 or 3; others are kept; 0 to 4,294,967,295
     * @param rest what follows and is not known
     */
    record Reset(long type, SccpBytes rest) implements CallManagerMessage {
        /**
         * Checks the parts.
         *
         * @param type 1, 2 or 3; others are kept; 0 to 4,294,967,295
         * @param rest what follows and is not known
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public Reset {
            Wire.unsigned32(type, "type");
            Objects.requireNonNull(rest, "rest");
        }

        /**
         * A message without anything behind the known fields.
         *
         * @param type 1, 2 or 3; others are kept; 0 to 4,294,967,295
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public Reset(long type) {
            this(type, SccpBytes.EMPTY);
        }

        static Reset read(FieldReader in) {
            return new Reset(in.unsigned32("type"), in.rest());
        }

        /** Starts the phone from the ground up. */
        public static final long RESET = 1;

        /** Registers anew without a new start. */
        public static final long RESTART = 2;

        /** Takes over a changed configuration, with a restart only where one is needed. */
        public static final long APPLY_CONFIGURATION = 3;

        @Override
        public long id() {
            return 0x009F;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            return new FieldWriter().unsigned32(type).end(rest);
        }
    }

    /**
     * The call manager lives.
     *
     * @param rest what follows and is not known
     */
    record KeepAliveAck(SccpBytes rest) implements CallManagerMessage {
        /**
         * Checks that the rest is there.
         *
         * @param rest what follows and is not known
         */
        public KeepAliveAck {
            Objects.requireNonNull(rest, "rest");
        }

        /** A message without anything behind the known fields. */
        public KeepAliveAck() {
            this(SccpBytes.EMPTY);
        }

        static KeepAliveAck read(FieldReader in) {
            return new KeepAliveAck(in.rest());
        }

        @Override
        public long id() {
            return 0x0100;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            return new FieldWriter().end(rest);
        }
    }

    /**
     * What the softkeys are.
     *
     * @param offset the number of the first one here, from 0; 0 to 4,294,967,295
     * @param total how many there are; 0 to 4,294,967,295
     * @param keys those of this message, at most 500
     * @param rest what follows and is not known
     */
    record SoftKeyTemplateRes(long offset, long total, List<SoftKey> keys, SccpBytes rest)
            implements CallManagerMessage {
        private static final int LABEL = 16;

        /**
         * One softkey.
         *
         * @param label what is shown, at most 16 characters; U+0080 and another character name a text of the phone's own language
         * @param event what the phone says when it is pressed; 0 to 4,294,967,295
         */
        public record SoftKey(String label, long event) {
            /**
             * Checks the parts.
             *
             * @param label what is shown, at most 16 characters
             * @param event what the phone says when it is pressed; 0 to 4,294,967,295
             * @throws IllegalArgumentException when a part breaks its rule
             */
            public SoftKey {
                Wire.text(label, "label", LABEL);
                Wire.unsigned32(event, "event");
            }
        }

        /**
         * Checks the parts.
         *
         * @param offset the number of the first one here, from 0; 0 to 4,294,967,295
         * @param total how many there are; 0 to 4,294,967,295
         * @param keys those of this message, at most 500
         * @param rest what follows and is not known
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public SoftKeyTemplateRes {
            Wire.unsigned32(offset, "offset");
            Wire.unsigned32(total, "total");
            keys = Wire.list(keys, "keys");
            Objects.requireNonNull(rest, "rest");
        }

        /**
         * All softkeys, in one message.
         *
         * @param keys the softkeys, at most 500
         * @throws IllegalArgumentException when there are more than 500
         */
        public SoftKeyTemplateRes(List<SoftKey> keys) {
            this(0, keys.size(), keys, SccpBytes.EMPTY);
        }

        static SoftKeyTemplateRes read(FieldReader in) {
            long offset = in.unsigned32("offset");
            long count = in.unsigned32("count");
            long total = in.unsigned32("total");
            List<SoftKey> read = in.list(
                    count,
                    Wire.MOST,
                    LABEL + 4,
                    "softkeys",
                    each -> new SoftKey(each.text(LABEL, "label"), each.unsigned32("event")));
            return new SoftKeyTemplateRes(offset, total, read, in.rest());
        }

        @Override
        public long id() {
            return 0x0108;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            FieldWriter out =
                    new FieldWriter().unsigned32(offset).unsigned32(keys.size()).unsigned32(total);
            keys.forEach(each -> out.text(each.label, LABEL).unsigned32(each.event));
            return out.end(rest);
        }
    }

    /**
     * Which softkeys are shown when.
     *
     * @param offset the number of the first set here, from 0; 0 to 4,294,967,295
     * @param total how many sets there are; 0 to 4,294,967,295
     * @param sets those of this message, at most 150; the first is for a phone on the hook
     * @param rest what follows and is not known
     */
    record SoftKeySetRes(long offset, long total, List<SoftKeySet> sets, SccpBytes rest) implements CallManagerMessage {
        private static final int KEYS = 16;
        private static final int MOST = 150;

        /**
         * The softkeys of one state of the phone, from left to right.
         *
         * @param keys 16 numbers of softkeys in the template, from 1, 0 for none; each 0 to 255
         * @param information 16 numbers of help texts; each 0 to 65,535
         */
        public record SoftKeySet(List<Integer> keys, List<Integer> information) {
            /**
             * Checks the parts.
             *
             * @param keys 16 numbers of softkeys in the template, from 1, 0 for none; each 0 to 255
             * @param information 16 numbers of help texts; each 0 to 65,535
             * @throws IllegalArgumentException when there are not 16, or one is out of range
             */
            public SoftKeySet {
                keys = numbers(keys, "keys", 0xFF);
                information = numbers(information, "information", 0xFFFF);
            }

            private static List<Integer> numbers(List<Integer> values, String what, int most) {
                List<Integer> copy = Require.list(values, what);
                if (copy.size() != KEYS) {
                    throw new IllegalArgumentException(what + " must be " + KEYS + ", but are " + copy.size());
                }
                copy.forEach(each -> Require.range(each, what, 0, most));
                return copy;
            }
        }

        /**
         * Checks the parts.
         *
         * @param offset the number of the first set here, from 0; 0 to 4,294,967,295
         * @param total how many sets there are; 0 to 4,294,967,295
         * @param sets those of this message, at most 150
         * @param rest what follows and is not known
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public SoftKeySetRes {
            Wire.unsigned32(offset, "offset");
            Wire.unsigned32(total, "total");
            sets = Wire.list(sets, "sets");
            Require.range(sets.size(), "number of sets", 0, MOST);
            Objects.requireNonNull(rest, "rest");
        }

        /**
         * All sets, in one message.
         *
         * @param sets the sets, at most 150
         * @throws IllegalArgumentException when there are more than 150
         */
        public SoftKeySetRes(List<SoftKeySet> sets) {
            this(0, sets.size(), sets, SccpBytes.EMPTY);
        }

        static SoftKeySetRes read(FieldReader in) {
            long offset = in.unsigned32("offset");
            long count = in.unsigned32("count");
            long total = in.unsigned32("total");
            List<SoftKeySet> read = in.list(
                    count,
                    MOST,
                    3 * KEYS,
                    "sets",
                    each -> new SoftKeySet(
                            each.list(KEYS, KEYS, 1, "keys", key -> key.unsigned8("key")),
                            each.list(KEYS, KEYS, 2, "information", key -> key.unsigned16("information"))));
            return new SoftKeySetRes(offset, total, read, in.rest());
        }

        @Override
        public long id() {
            return 0x0109;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            FieldWriter out =
                    new FieldWriter().unsigned32(offset).unsigned32(sets.size()).unsigned32(total);
            for (SoftKeySet set : sets) {
                set.keys.forEach(out::unsigned8);
                set.information.forEach(out::unsigned16);
            }
            return out.end(rest);
        }
    }

    /**
     * The phone is no longer registered.
     *
     * @param status 0 is good, 1 an error, 2 not now because of a call; 0 to 4,294,967,295
     * @param rest what follows and is not known
     */
    record UnregisterAck(long status, SccpBytes rest) implements CallManagerMessage {
        /**
         * Checks the parts.
         *
         * @param status 0 is good, 1 an error, 2 not now because of a call; 0 to 4,294,967,295
         * @param rest what follows and is not known
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public UnregisterAck {
            Wire.unsigned32(status, "status");
            Objects.requireNonNull(rest, "rest");
        }

        /**
         * A message without anything behind the known fields.
         *
         * @param status 0 is good, 1 an error, 2 not now because of a call; 0 to 4,294,967,295
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public UnregisterAck(long status) {
            this(status, SccpBytes.EMPTY);
        }

        static UnregisterAck read(FieldReader in) {
            return new UnregisterAck(in.unsigned32("status"), in.rest());
        }

        @Override
        public long id() {
            return 0x0118;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            return new FieldWriter().unsigned32(status).end(rest);
        }
    }

    /**
     * The phone may come and register.
     *
     * @param rest what follows and is not known
     */
    record RegisterTokenAck(SccpBytes rest) implements CallManagerMessage {
        /**
         * Checks that the rest is there.
         *
         * @param rest what follows and is not known
         */
        public RegisterTokenAck {
            Objects.requireNonNull(rest, "rest");
        }

        /** A message without anything behind the known fields. */
        public RegisterTokenAck() {
            this(SccpBytes.EMPTY);
        }

        static RegisterTokenAck read(FieldReader in) {
            return new RegisterTokenAck(in.rest());
        }

        @Override
        public long id() {
            return 0x011A;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            return new FieldWriter().end(rest);
        }
    }

    /**
     * The phone is to stay where it is.
     *
     * @param seconds when to ask again; 0 to 4,294,967,295
     * @param rest what follows and is not known
     */
    record RegisterTokenReject(long seconds, SccpBytes rest) implements CallManagerMessage {
        /**
         * Checks the parts.
         *
         * @param seconds when to ask again; 0 to 4,294,967,295
         * @param rest what follows and is not known
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public RegisterTokenReject {
            Wire.unsigned32(seconds, "seconds");
            Objects.requireNonNull(rest, "rest");
        }

        /**
         * A message without anything behind the known fields.
         *
         * @param seconds when to ask again; 0 to 4,294,967,295
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public RegisterTokenReject(long seconds) {
            this(seconds, SccpBytes.EMPTY);
        }

        static RegisterTokenReject read(FieldReader in) {
            return new RegisterTokenReject(in.unsigned32("seconds"), in.rest());
        }

        @Override
        public long id() {
            return 0x011B;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            return new FieldWriter().unsigned32(seconds).end(rest);
        }
    }

    /**
     * How many lines and speed dials there are, to newer phones.
     *
     * @param station whose
     * @param lines how many lines; 0 to 4,294,967,295
     * @param speedDials how many speed dials; 0 to 4,294,967,295
     * @param user the user of the phone; at most 1,024 characters
     * @param server the name of the call manager; at most 1,024 characters
     * @param rest what follows and is not known
     */
    record ConfigStatV2(StationId station, long lines, long speedDials, String user, String server, SccpBytes rest)
            implements CallManagerMessage {
        /**
         * Checks the parts.
         *
         * @param station whose
         * @param lines how many lines; 0 to 4,294,967,295
         * @param speedDials how many speed dials; 0 to 4,294,967,295
         * @param user the user of the phone; at most 1,024 characters
         * @param server the name of the call manager; at most 1,024 characters
         * @param rest what follows and is not known
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public ConfigStatV2 {
            Objects.requireNonNull(station, "station");
            Wire.unsigned32(lines, "lines");
            Wire.unsigned32(speedDials, "speed dials");
            Wire.text(user, "user", Wire.LONGEST_TEXT);
            Wire.text(server, "server", Wire.LONGEST_TEXT);
            Objects.requireNonNull(rest, "rest");
        }

        /**
         * A message that ends on a multiple of four bytes, filled with zeros.
         *
         * @param station whose
         * @param lines how many lines; 0 to 4,294,967,295
         * @param speedDials how many speed dials; 0 to 4,294,967,295
         * @param user the user of the phone; at most 1,024 characters
         * @param server the name of the call manager; at most 1,024 characters
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public ConfigStatV2(StationId station, long lines, long speedDials, String user, String server) {
            this(station, lines, speedDials, user, server, Wire.filled(32, user, server));
        }

        static ConfigStatV2 read(FieldReader in) {
            return new ConfigStatV2(
                    StationId.read(in),
                    in.unsigned32("lines"),
                    in.unsigned32("speed dials"),
                    in.endedText("user"),
                    in.endedText("server"),
                    in.rest());
        }

        @Override
        public long id() {
            return 0x0142;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            return new FieldWriter()
                    .station(station)
                    .unsigned32(lines)
                    .unsigned32(speedDials)
                    .endedText(user)
                    .endedText(server)
                    .end(rest);
        }
    }

    /**
     * A feature button, to newer phones.
     *
     * @param index its number, from 1; 0 to 4,294,967,295
     * @param type what it does; 0 to 4,294,967,295
     * @param status how it is shown; 0 to 4,294,967,295
     * @param label its label; at most 1,024 characters
     * @param rest what follows and is not known
     */
    record FeatureStatV2(long index, long type, long status, String label, SccpBytes rest)
            implements CallManagerMessage {
        /**
         * Checks the parts.
         *
         * @param index its number, from 1; 0 to 4,294,967,295
         * @param type what it does; 0 to 4,294,967,295
         * @param status how it is shown; 0 to 4,294,967,295
         * @param label its label; at most 1,024 characters
         * @param rest what follows and is not known
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public FeatureStatV2 {
            Wire.unsigned32(index, "index");
            Wire.unsigned32(type, "type");
            Wire.unsigned32(status, "status");
            Wire.text(label, "label", Wire.LONGEST_TEXT);
            Objects.requireNonNull(rest, "rest");
        }

        /**
         * A message that ends on a multiple of four bytes, filled with zeros.
         *
         * @param index its number, from 1; 0 to 4,294,967,295
         * @param type what it does; 0 to 4,294,967,295
         * @param status how it is shown; 0 to 4,294,967,295
         * @param label its label; at most 1,024 characters
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public FeatureStatV2(long index, long type, long status, String label) {
            this(index, type, status, label, Wire.filled(12, label));
        }

        static FeatureStatV2 read(FieldReader in) {
            return new FeatureStatV2(
                    in.unsigned32("index"),
                    in.unsigned32("type"),
                    in.unsigned32("status"),
                    in.endedText("label"),
                    in.rest());
        }

        @Override
        public long id() {
            return 0x0146;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            return new FieldWriter()
                    .unsigned32(index)
                    .unsigned32(type)
                    .unsigned32(status)
                    .endedText(label)
                    .end(rest);
        }
    }

    /**
     * A line, to newer phones.
     *
     * @param line its number, from 1; 0 to 4,294,967,295
     * @param displayOptions what is shown of a caller, one bit each; 0 to 4,294,967,295
     * @param directoryNumber its directory number; at most 1,024 characters
     * @param fullName the fully qualified name that is shown; at most 1,024 characters
     * @param label the label of its button; at most 1,024 characters
     * @param rest what follows and is not known
     */
    record LineStatV2(
            long line, long displayOptions, String directoryNumber, String fullName, String label, SccpBytes rest)
            implements CallManagerMessage {
        /**
         * Checks the parts.
         *
         * @param line its number, from 1; 0 to 4,294,967,295
         * @param displayOptions what is shown of a caller, one bit each; 0 to 4,294,967,295
         * @param directoryNumber its directory number; at most 1,024 characters
         * @param fullName the fully qualified name that is shown; at most 1,024 characters
         * @param label the label of its button; at most 1,024 characters
         * @param rest what follows and is not known
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public LineStatV2 {
            Wire.unsigned32(line, "line");
            Wire.unsigned32(displayOptions, "display options");
            Wire.text(directoryNumber, "directory number", Wire.LONGEST_TEXT);
            Wire.text(fullName, "full name", Wire.LONGEST_TEXT);
            Wire.text(label, "label", Wire.LONGEST_TEXT);
            Objects.requireNonNull(rest, "rest");
        }

        /**
         * A message that ends on a multiple of four bytes, filled with zeros.
         *
         * @param line its number, from 1; 0 to 4,294,967,295
         * @param displayOptions what is shown of a caller, one bit each; 0 to 4,294,967,295
         * @param directoryNumber its directory number; at most 1,024 characters
         * @param fullName the fully qualified name that is shown; at most 1,024 characters
         * @param label the label of its button; at most 1,024 characters
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public LineStatV2(long line, long displayOptions, String directoryNumber, String fullName, String label) {
            this(
                    line,
                    displayOptions,
                    directoryNumber,
                    fullName,
                    label,
                    Wire.filled(8, directoryNumber, fullName, label));
        }

        static LineStatV2 read(FieldReader in) {
            return new LineStatV2(
                    in.unsigned32("line"),
                    in.unsigned32("display options"),
                    in.endedText("directory number"),
                    in.endedText("full name"),
                    in.endedText("label"),
                    in.rest());
        }

        @Override
        public long id() {
            return 0x0147;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            return new FieldWriter()
                    .unsigned32(line)
                    .unsigned32(displayOptions)
                    .endedText(directoryNumber)
                    .endedText(fullName)
                    .endedText(label)
                    .end(rest);
        }
    }

    /**
     * A service button, to newer phones. The texts are <em>inferred</em>.
     *
     * @param index its number, from 1; 0 to 4,294,967,295
     * @param url where the service is; at most 1,024 characters
     * @param label its label; at most 1,024 characters
     * @param rest what follows and is not known
     */
    record ServiceUrlStatV2(long index, String url, String label, SccpBytes rest) implements CallManagerMessage {
        /**
         * Checks the parts.
         *
         * @param index its number, from 1; 0 to 4,294,967,295
         * @param url where the service is; at most 1,024 characters
         * @param label its label; at most 1,024 characters
         * @param rest what follows and is not known
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public ServiceUrlStatV2 {
            Wire.unsigned32(index, "index");
            Wire.text(url, "url", Wire.LONGEST_TEXT);
            Wire.text(label, "label", Wire.LONGEST_TEXT);
            Objects.requireNonNull(rest, "rest");
        }

        /**
         * A message that ends on a multiple of four bytes, filled with zeros.
         *
         * @param index its number, from 1; 0 to 4,294,967,295
         * @param url where the service is; at most 1,024 characters
         * @param label its label; at most 1,024 characters
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public ServiceUrlStatV2(long index, String url, String label) {
            this(index, url, label, Wire.filled(4, url, label));
        }

        static ServiceUrlStatV2 read(FieldReader in) {
            return new ServiceUrlStatV2(in.unsigned32("index"), in.endedText("url"), in.endedText("label"), in.rest());
        }

        @Override
        public long id() {
            return 0x0148;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            return new FieldWriter()
                    .unsigned32(index)
                    .endedText(url)
                    .endedText(label)
                    .end(rest);
        }
    }

    /**
     * A speed dial, to newer phones.
     *
     * @param number its number, from 1; 0 to 4,294,967,295
     * @param directoryNumber what is dialled; at most 1,024 characters
     * @param label what is shown; at most 1,024 characters
     * @param rest what follows and is not known
     */
    record SpeedDialStatV2(long number, String directoryNumber, String label, SccpBytes rest)
            implements CallManagerMessage {
        /**
         * Checks the parts.
         *
         * @param number its number, from 1; 0 to 4,294,967,295
         * @param directoryNumber what is dialled; at most 1,024 characters
         * @param label what is shown; at most 1,024 characters
         * @param rest what follows and is not known
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public SpeedDialStatV2 {
            Wire.unsigned32(number, "number");
            Wire.text(directoryNumber, "directory number", Wire.LONGEST_TEXT);
            Wire.text(label, "label", Wire.LONGEST_TEXT);
            Objects.requireNonNull(rest, "rest");
        }

        /**
         * A message that ends on a multiple of four bytes, filled with zeros.
         *
         * @param number its number, from 1; 0 to 4,294,967,295
         * @param directoryNumber what is dialled; at most 1,024 characters
         * @param label what is shown; at most 1,024 characters
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public SpeedDialStatV2(long number, String directoryNumber, String label) {
            this(number, directoryNumber, label, Wire.filled(4, directoryNumber, label));
        }

        static SpeedDialStatV2 read(FieldReader in) {
            return new SpeedDialStatV2(
                    in.unsigned32("number"), in.endedText("directory number"), in.endedText("label"), in.rest());
        }

        @Override
        public long id() {
            return 0x0149;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            return new FieldWriter()
                    .unsigned32(number)
                    .endedText(directoryNumber)
                    .endedText(label)
                    .end(rest);
        }
    }

    /**
     * A small-business phone (SPCP) may register.
     *
     * @param features one bit each; the meaning of the bits is not known; 0 to 4,294,967,295
     * @param rest what follows and is not known
     */
    record SpcpRegisterTokenAck(long features, SccpBytes rest) implements CallManagerMessage {
        /**
         * Checks the parts.
         *
         * @param features one bit each; the meaning of the bits is not known; 0 to 4,294,967,295
         * @param rest what follows and is not known
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public SpcpRegisterTokenAck {
            Wire.unsigned32(features, "features");
            Objects.requireNonNull(rest, "rest");
        }

        /**
         * A message without anything behind the known fields.
         *
         * @param features one bit each; the meaning of the bits is not known; 0 to 4,294,967,295
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public SpcpRegisterTokenAck(long features) {
            this(features, SccpBytes.EMPTY);
        }

        static SpcpRegisterTokenAck read(FieldReader in) {
            return new SpcpRegisterTokenAck(in.unsigned32("features"), in.rest());
        }

        @Override
        public long id() {
            return 0x8100;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            return new FieldWriter().unsigned32(features).end(rest);
        }
    }

    /**
     * A small-business phone (SPCP) may not register now.
     *
     * @param seconds when to ask again; 0 to 4,294,967,295
     * @param rest what follows and is not known
     */
    record SpcpRegisterTokenReject(long seconds, SccpBytes rest) implements CallManagerMessage {
        /**
         * Checks the parts.
         *
         * @param seconds when to ask again; 0 to 4,294,967,295
         * @param rest what follows and is not known
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public SpcpRegisterTokenReject {
            Wire.unsigned32(seconds, "seconds");
            Objects.requireNonNull(rest, "rest");
        }

        /**
         * A message without anything behind the known fields.
         *
         * @param seconds when to ask again; 0 to 4,294,967,295
         * @throws IllegalArgumentException when a part breaks its rule
         */
        public SpcpRegisterTokenReject(long seconds) {
            this(seconds, SccpBytes.EMPTY);
        }

        static SpcpRegisterTokenReject read(FieldReader in) {
            return new SpcpRegisterTokenReject(in.unsigned32("seconds"), in.rest());
        }

        @Override
        public long id() {
            return 0x8101;
        }

        @Override
        public SccpBytes payload(int headerVersion) {
            return new FieldWriter().unsigned32(seconds).end(rest);
        }
    }
}
