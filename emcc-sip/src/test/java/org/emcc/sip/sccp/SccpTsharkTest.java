package org.emcc.sip.sccp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.emcc.testing.CaptureFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wireshark's reader of SCCP finds the name and the fields of everything that is written here. Skipped where tshark is absent. */
class SccpTsharkTest {
    private static final int PORT = 20_000;
    private static final String PROTOCOL = "Skinny Client Control Protocol";
    private static final String SID = "DeviceName: SEP020000AABBCC|reserved_for_future_use: 0|instance: 1";
    private static final String SERVERS =
            "ServerRes|ServerName: node-1|ServerName: node-5|serverTcpListenPort: 2001|serverTcpListenPort: 2005|";

    /** What each of {@link Samples#ofStations} is for Wireshark: its name, and lines of its fields. */
    private static final List<String> FROM_STATIONS = List.of(
            "Alarm|alarmSeverity: Informational|text: 23: Name=SEP020000AABBCC Load=9.4 Last=reset-restart|parm1: 7|parm2: 9",
            "RegisterReq|" + SID + "|stationIpAddr: 192.0.2.17|Device Type: 7965|"
                    + "Maximum Number of Concurrent RTP Streams: 5|Active RTP Streams: 0|Protocol Version: 20|unknown: 133|"
                    + "Maximum Number of Concurrent Conferences: 0|maxNumberOfLines: 6|stationIpV6Addr: ::|"
                    + "firmwareLoadName: SCCP42.9-4-2SR3-1S",
            "IpPort|rtpMediaPort: 16384",
            "CapabilitiesRes|capCount: 2|payloadCapability: Media_Payload_G711Ulaw64k|maxFramesPerPacket: 40|"
                    + "payloadCapability: Media_Payload_G7231|maxFramesPerPacket: 20|g723BitRate: Media_G723BRate_6_3",
            "ButtonTemplateReq",
            "SoftKeyTemplateReq",
            "SoftKeySetReq",
            "ConfigStatReq",
            "LineStatReq|lineNumber: 1",
            "SpeedDialStatReq|speedDialNumber: 2",
            "ForwardStatReq|lineNumber: 3",
            "RegisterAvailableLines|maxNumOfAvailLines: 6",
            "TimeDateReq",
            "VersionReq",
            "ServerReq",
            "KeepAliveReq",
            "UnregisterReq",
            "UnregisterReq", // Wireshark reads its reason in longer messages only
            "RegisterTokenReq|" + SID + "|stationIpAddr: 192.0.2.17|Device Type: 7965",
            "SPCPRegisterTokenReq|" + SID + "|stationIpAddr: 192.0.2.17|Device Type: Cisco SPA 521S|"
                    + "Maximum Number of Concurrent RTP Streams: 2");

    /** The same of {@link Samples#ofCallManagers}. */
    private static final List<String> FROM_CALL_MANAGERS = List.of(
            "RegisterAck|keepAliveInterval: 30|dateTemplate: D/M/Ya|secondaryKeepAliveInterval: 60|maxProtocolVer: 20|unknown: 241",
            "CapabilitiesReq",
            "ButtonTemplateRes|buttonOffset: 0|buttonCount: 3|totalButtonCount: 3|instanceNumber: 1|instanceNumber: 2|"
                    + "buttonDefinition: Line (0x09)|buttonDefinition: SpeedDial (0x02)",
            "SoftKeyTemplateRes|softKeyOffset: 0|softKeyCount: 2|totalSoftKeyCount: 2|softKeyLabel: Own|softKeyEvent: Redial|"
                    + "softKeyEvent: NewCall",
            "SoftKeySetRes|softKeySetOffset: 0|softKeySetCount: 1|totalSoftKeySetCount: 1|softKeyTemplateIndex: Redial|"
                    + "softKeyTemplateIndex: MeetMe|softKeyInfoIndex: Unknown (0x0010)",
            "ConfigStatRes|" + SID + "|userName: alice|serverName: cucm-nyc|numberOfLines: 2|numberOfSpeedDials: 1",
            "LineStatRes|lineNumber: 1|lineDirNumber: 2125550100|lineFullyQualifiedDisplayName: Alice Archer|"
                    + "lineTextLabel: 2125550100|lineDisplayOptions: 1",
            "SpeedDialStatRes|speedDialNumber: 2|speedDialDirNumber: 5002|speedDialDisplayName: Desk 5002",
            "ForwardStatRes|activeForward: 1|lineNumber: 3|forwardAllActive: 1|forwardAllDirnum: 5003|forwardBusyActive: 0|"
                    + "forwardNoAnswerActive: 1|forwardNoAnswerlDirnum: 5004",
            "TimeDateRes|wYear: 2026|wMonth: 11|wDayOfWeek: 0|wDay: 22|wHour: 8|wMinute: 1|wSecond: 2|wMilliseconds: 3|"
                    + "systemTime: 1795334462",
            "VersionRes|versionStr: SCCP42.9-4-2",
            SERVERS + "stationIpAddr: 192.0.2.1|stationIpAddr: 192.0.2.5",
            SERVERS + "IPv4or6: v4 (0)|stationIpAddr IPv4 Address: 192.0.2.1|stationIpAddr IPv4 Address: 192.0.2.5",
            "KeepAliveAck",
            "Reset|resetType: RESTART",
            "UnregisterAck|status: Ok",
            "RegisterReject|text: Device unknown",
            "RegisterTokenAck",
            "RegisterTokenReject|waitTimeBeforeNextReq: 60",
            "SPCPRegisterTokenAck|features: 5",
            "SPCPRegisterTokenReject|waitTimeBeforeNextReq: 61",
            "ConfigStatV2Res|" + SID + "|numberOfLines: 2|numberOfSpeedDials: 1|userName: alice|serverName: cucm-nyc",
            "FeatureStatV2Res|featureIndex: 3|featureID: BusyLampField Speeddial|featureStatus: 1|featureTextLabel: Privacy",
            "LineStatV2Res|lineNumber: 1|lineDirNumber: 2125550100|lineFullyQualifiedDisplayName: Alice Archer|lineTextLabel: Alice",
            "ServiceURLStatV2Res|serviceURLIndex: 4",
            "SpeedDialStatV2Res|speedDialNumber: 2|speedDialDirNumber: 5002|speedDialDisplayName: Desk 5002");

    @TempDir
    Path directory;

    @BeforeAll
    static void needsTshark() {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(each -> Files.isExecutable(Path.of(each, "tshark"))),
                "tshark is not installed");
    }

    private static InetSocketAddress at(int last, int port) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, (byte) last}), port);
    }

    /** All messages, those of each side in one piece. */
    private Path capture(int headerVersion) throws IOException {
        CaptureFile capture = new CaptureFile();
        CaptureFile.Tcp tcp = capture.tcp(at(17, 50_000), at(1, PORT));
        tcp.fromClient(bytes(Samples.ofStations(), headerVersion));
        tcp.fromServer(bytes(Samples.ofCallManagers(), headerVersion));
        tcp.end();
        return capture.write(directory.resolve("sccp" + headerVersion + ".pcap"));
    }

    private static byte[] bytes(List<? extends SccpMessage> messages, int headerVersion) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        messages.forEach(each -> out.writeBytes(each.frame(headerVersion).encode()));
        return out.toByteArray();
    }

    private List<String> tshark(Path capture, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "tshark",
                "-r",
                capture.toString(),
                "-d",
                "tcp.port==" + PORT + ",skinny",
                "-o",
                "tcp.check_checksum:TRUE",
                "-o",
                "ip.check_checksum:TRUE"));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(directory, "tshark", ".txt");
        Path errors = Files.createTempFile(directory, "tshark", ".err");
        Process process = new ProcessBuilder(command)
                .redirectError(errors.toFile())
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("tshark ended").isTrue();
        assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
        return new String(Files.readAllBytes(out), UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    @Test
    void findsEveryMessageAndItsFields() throws Exception {
        Path capture = capture(20);
        assertThat(tshark(
                        capture,
                        "-Y",
                        "_ws.malformed or _ws.expert.severity >= 0x00600000 or tcp.checksum.status == 0"
                                + " or ip.checksum.status == 0"))
                .as("malformed, warned of, or with a wrong checksum")
                .isEmpty();
        compare(tshark(capture, "-O", "skinny"), 20);
    }

    @Test
    void findsThemWithTheOldestHeaderToo() throws Exception {
        compare(tshark(capture(0), "-O", "skinny"), 0);
    }

    private static void compare(List<String> output, int headerVersion) {
        List<List<String>> messages = new ArrayList<>();
        for (String line : output) {
            if (line.equals(PROTOCOL)) {
                messages.add(new ArrayList<>());
            } else if (!messages.isEmpty()) {
                messages.get(messages.size() - 1).add(line);
            }
        }
        List<String> expected = Stream.concat(FROM_STATIONS.stream(), FROM_CALL_MANAGERS.stream())
                .toList();
        assertThat(messages).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            List<String> fields = Arrays.asList(expected.get(i).split("\\|"));
            List<String> lines = messages.get(i);
            assertThat(lines.stream().filter(line -> line.startsWith("Message ID")))
                    .singleElement()
                    .satisfies(line -> assertThat(line).startsWith("Message ID: " + fields.get(0) + " ("));
            for (String field : fields.subList(1, fields.size())) {
                if (headerVersion == 0 && expected.get(i).contains("IPv4or6") && field.contains("IPv4")) {
                    continue; // long addresses go with newer headers
                }
                assertThat(lines)
                        .as(fields.get(0))
                        .anyMatch(line -> line.equals(field) || line.startsWith(field + " ("));
            }
        }
    }
}
