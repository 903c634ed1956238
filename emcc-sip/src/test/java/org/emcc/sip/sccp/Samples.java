package org.emcc.sip.sccp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.emcc.core.id.DeviceName;

/** One message of every kind, with values that can be told apart. */
final class Samples {
    static final DeviceName PHONE = DeviceName.of("SEP020000AABBCC");
    static final StationId STATION = StationId.of(PHONE);
    static final Inet4Address ADDRESS = address(192, 0, 2, 17);

    static final StationMessage.RegisterReq REGISTER =
            new StationMessage.RegisterReq(STATION, ADDRESS, 436, 5).with(20, 0x80_1085, 6, "SCCP42.9-4-2SR3-1S");

    private Samples() {}

    static Inet4Address address(int a, int b, int c, int d) {
        try {
            return (Inet4Address) InetAddress.getByAddress(new byte[] {(byte) a, (byte) b, (byte) c, (byte) d});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    static List<StationMessage> ofStations() {
        return List.of(
                new StationMessage.Alarm(2, "23: Name=SEP020000AABBCC Load=9.4 Last=reset-restart", 7, 9),
                REGISTER,
                new StationMessage.IpPort(16_384),
                new StationMessage.CapabilitiesRes(List.of(
                        new StationMessage.CapabilitiesRes.Capability(4, 40),
                        new StationMessage.CapabilitiesRes.Capability(
                                9, 20, SccpBytes.of(new byte[] {2, 0, 0, 0, 0, 0, 0, 0})))),
                new StationMessage.ButtonTemplateReq(),
                new StationMessage.SoftKeyTemplateReq(),
                new StationMessage.SoftKeySetReq(),
                new StationMessage.ConfigStatReq(),
                new StationMessage.LineStatReq(1),
                new StationMessage.SpeedDialStatReq(2),
                new StationMessage.ForwardStatReq(3),
                new StationMessage.RegisterAvailableLines(6),
                new StationMessage.TimeDateReq(),
                new StationMessage.VersionReq(),
                new StationMessage.ServerReq(),
                new StationMessage.KeepAliveReq(),
                new StationMessage.UnregisterReq(),
                StationMessage.UnregisterReq.because(1),
                new StationMessage.RegisterTokenReq(STATION, ADDRESS, 436, SccpBytes.zeros(20)),
                new StationMessage.SpcpRegisterTokenReq(STATION, ADDRESS, 80_000, 2));
    }

    static List<CallManagerMessage> ofCallManagers() {
        List<Integer> keys = IntStream.rangeClosed(1, 16).boxed().toList();
        return List.of(
                new CallManagerMessage.RegisterAck(30, "D/M/Ya", 60, 20, 0x1085F1),
                new CallManagerMessage.CapabilitiesReq(),
                new CallManagerMessage.ButtonTemplateRes(List.of(
                        new CallManagerMessage.ButtonTemplateRes.Button(1, 9),
                        new CallManagerMessage.ButtonTemplateRes.Button(2, 9),
                        new CallManagerMessage.ButtonTemplateRes.Button(1, 2))),
                new CallManagerMessage.SoftKeyTemplateRes(List.of(
                        new CallManagerMessage.SoftKeyTemplateRes.SoftKey("\u0080\u0001", 1),
                        new CallManagerMessage.SoftKeyTemplateRes.SoftKey("Own", 2))),
                new CallManagerMessage.SoftKeySetRes(
                        List.of(new CallManagerMessage.SoftKeySetRes.SoftKeySet(keys, keys))),
                new CallManagerMessage.ConfigStat(STATION, "alice", "cucm-nyc", 2, 1),
                new CallManagerMessage.LineStat(1, "2125550100", "Alice Archer", "2125550100", 1),
                new CallManagerMessage.SpeedDialStat(2, "5002", "Desk 5002"),
                forward(3),
                new CallManagerMessage.TimeDateRes(2026, 11, 0, 22, 8, 1, 2, 3, 1_795_334_462L),
                new CallManagerMessage.VersionRes("SCCP42.9-4-2"),
                servers(4),
                servers(20),
                new CallManagerMessage.KeepAliveAck(),
                new CallManagerMessage.Reset(2),
                new CallManagerMessage.UnregisterAck(0),
                new CallManagerMessage.RegisterReject("Device unknown"),
                new CallManagerMessage.RegisterTokenAck(),
                new CallManagerMessage.RegisterTokenReject(60),
                new CallManagerMessage.SpcpRegisterTokenAck(5),
                new CallManagerMessage.SpcpRegisterTokenReject(61),
                new CallManagerMessage.ConfigStatV2(STATION, 2, 1, "alice", "cucm-nyc"),
                new CallManagerMessage.FeatureStatV2(3, 21, 1, "Privacy"),
                new CallManagerMessage.LineStatV2(1, 15, "2125550100", "Alice Archer", "Alice"),
                new CallManagerMessage.ServiceUrlStatV2(4, "http://192.0.2.1/menu", "Menu"),
                new CallManagerMessage.SpeedDialStatV2(2, "5002", "Desk 5002"));
    }

    static CallManagerMessage.ForwardStat forward(long line) {
        return new CallManagerMessage.ForwardStat(
                1,
                line,
                new CallManagerMessage.ForwardStat.Target(1, "5003"),
                CallManagerMessage.ForwardStat.Target.NONE,
                new CallManagerMessage.ForwardStat.Target(1, "5004"),
                SccpBytes.EMPTY);
    }

    static CallManagerMessage.ServerRes servers(int addressLength) {
        return new CallManagerMessage.ServerRes(IntStream.rangeClosed(1, 5)
                .mapToObj(i -> {
                    byte[] address = new byte[addressLength];
                    System.arraycopy(address(192, 0, 2, i).getAddress(), 0, address, addressLength == 4 ? 0 : 4, 4);
                    return new CallManagerMessage.ServerRes.Server("node-" + i, 2_000 + i, SccpBytes.of(address));
                })
                .toList());
    }

    static List<SccpMessage> all() {
        return Stream.<SccpMessage>concat(
                        Stream.concat(ofStations().stream(), ofCallManagers().stream()),
                        Stream.of(new UnknownMessage(0x015A, SccpBytes.of("<x-cisco-alarm/>".getBytes(US_ASCII)))))
                .toList();
    }
}
