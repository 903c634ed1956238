package org.emcc.sip.sccp;

import java.net.InetAddress;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.emcc.sip.sccp.CallManagerMessage.ButtonTemplateRes;
import org.emcc.sip.sccp.CallManagerMessage.ServerRes;
import org.emcc.sip.sccp.CallManagerMessage.SoftKeySetRes;
import org.emcc.sip.sccp.CallManagerMessage.SoftKeyTemplateRes;
import org.jspecify.annotations.Nullable;

/**
 * What a registered phone is told when it asks. It has lines and nothing else: no speed dials, no forwarding, and two softkeys that do
 * nothing, because calls are no part of this package. All of it is our choice.
 *
 * @param serverName the name of this node
 * @param port the port at which it listens
 * @param zone where the phones are
 * @param dateTemplate how they write a date
 */
record StationAnswers(String serverName, int port, ZoneId zone, String dateTemplate) {
    /** As many buttons as every phone takes. */
    static final int MOST_LINES = 42;

    private static final int SETS = 11;
    private static final List<SoftKeyTemplateRes.SoftKey> KEYS = List.of(
            new SoftKeyTemplateRes.SoftKey("\u0080\u0001", 1), // the phone's own word for redial
            new SoftKeyTemplateRes.SoftKey("\u0080\u0002", 2)); // and for a new call

    Optional<CallManagerMessage> to(SccpMessage message, ConnectionState.Registered phone, Instant now) {
        return message instanceof StationMessage asked
                ? Optional.ofNullable(answer(asked, phone, now))
                : Optional.empty();
    }

    private @Nullable CallManagerMessage answer(StationMessage asked, ConnectionState.Registered phone, Instant now) {
        if (asked instanceof StationMessage.KeepAliveReq) {
            return new CallManagerMessage.KeepAliveAck();
        } else if (asked instanceof StationMessage.ButtonTemplateReq) {
            return new ButtonTemplateRes(IntStream.rangeClosed(1, phone.lines().size())
                    .mapToObj(number -> new ButtonTemplateRes.Button(number, ButtonTemplateRes.Button.LINE))
                    .toList());
        } else if (asked instanceof StationMessage.SoftKeyTemplateReq) {
            return new SoftKeyTemplateRes(KEYS);
        } else if (asked instanceof StationMessage.SoftKeySetReq) {
            return softKeySets();
        } else if (asked instanceof StationMessage.LineStatReq line) {
            return line(line.line(), phone);
        } else if (asked instanceof StationMessage.ForwardStatReq forward) {
            return new CallManagerMessage.ForwardStat(forward.line());
        } else if (asked instanceof StationMessage.SpeedDialStatReq speedDial) {
            return HeaderVersion.isNewer(phone.protocol())
                    ? new CallManagerMessage.SpeedDialStatV2(speedDial.number(), "", "")
                    : new CallManagerMessage.SpeedDialStat(speedDial.number(), "", "");
        } else if (asked instanceof StationMessage.ConfigStatReq) {
            long lines = phone.lines().size();
            return HeaderVersion.isNewer(phone.protocol())
                    ? new CallManagerMessage.ConfigStatV2(phone.station(), lines, 0, "", serverName)
                    : new CallManagerMessage.ConfigStat(phone.station(), "", serverName, lines, 0);
        } else if (asked instanceof StationMessage.VersionReq) {
            return new CallManagerMessage.VersionRes(Wire.fitting(phone.load(), 16));
        } else if (asked instanceof StationMessage.ServerReq) {
            return servers(phone);
        } else if (asked instanceof StationMessage.TimeDateReq) {
            return time(now);
        }
        return null;
    }

    private static SoftKeySetRes softKeySets() {
        List<Integer> none = numbers();
        List<SoftKeySetRes.SoftKeySet> sets = new ArrayList<>();
        sets.add(new SoftKeySetRes.SoftKeySet(numbers(1, 2), numbers(301, 302)));
        for (int i = 1; i < SETS; i++) {
            sets.add(new SoftKeySetRes.SoftKeySet(none, none));
        }
        return new SoftKeySetRes(sets);
    }

    private static List<Integer> numbers(int... first) {
        return IntStream.of(Arrays.copyOf(first, 16)).boxed().toList();
    }

    private static CallManagerMessage line(long number, ConnectionState.Registered phone) {
        Optional<StationLine> line = number >= 1 && number <= phone.lines().size()
                ? Optional.of(phone.lines().get((int) number - 1))
                : Optional.empty();
        String directoryNumber = Wire.fitting(line.map(StationLine::number).orElse(""), 24);
        String label = line.map(StationLine::label).orElse("");
        if (HeaderVersion.isNewer(phone.protocol())) {
            String whole = Wire.fitting(label, 128);
            return new CallManagerMessage.LineStatV2(number, 0, directoryNumber, whole, whole);
        }
        String part = Wire.fitting(label, 40);
        return new CallManagerMessage.LineStat(number, directoryNumber, part, part, 0);
    }

    private ServerRes servers(ConnectionState.Registered phone) {
        boolean newer = HeaderVersion.isNewer(phone.protocol());
        SccpBytes unused = SccpBytes.zeros(newer ? 20 : 4);
        Stream<ServerRes.Server> others = IntStream.range(1, 5).mapToObj(i -> new ServerRes.Server("", 0, unused));
        return new ServerRes(Stream.concat(
                        Stream.of(new ServerRes.Server(serverName, port, address(phone.here(), newer))), others)
                .toList());
    }

    private static SccpBytes address(InetAddress here, boolean newer) {
        byte[] bytes = here.getAddress();
        if (newer) {
            return new FieldWriter()
                    .unsigned32(bytes.length == 4 ? 0 : 1)
                    .bytes(SccpBytes.of(Arrays.copyOf(bytes, 16)))
                    .end(SccpBytes.EMPTY);
        }
        return bytes.length == 4 ? SccpBytes.of(bytes) : SccpBytes.zeros(4);
    }

    private CallManagerMessage time(Instant now) {
        ZonedDateTime local = now.atZone(zone);
        return new CallManagerMessage.TimeDateRes(
                local.getYear(),
                local.getMonthValue(),
                local.getDayOfWeek() == DayOfWeek.SUNDAY
                        ? 0
                        : local.getDayOfWeek().getValue(),
                local.getDayOfMonth(),
                local.getHour(),
                local.getMinute(),
                local.getSecond(),
                local.getNano() / 1_000_000,
                now.getEpochSecond());
    }
}
