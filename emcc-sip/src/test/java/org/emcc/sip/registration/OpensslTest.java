package org.emcc.sip.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.sip.testing.TestTls;
import org.emcc.sip.transport.SipTransport;
import org.emcc.sip.transport.SipTransport.ClientCertificate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS against one that others wrote, with certificates on both sides. */
class OpensslTest {
    private static final DeviceName DEVICE = DeviceName.of("SEP020000AABBCC");

    @TempDir
    private static Path folder;

    private static TestTls tls;

    private static boolean installed() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "openssl")));
    }

    @BeforeAll
    static void makeCertificate() throws Exception {
        tls = TestTls.make(folder);
    }

    @BeforeEach
    void needsOpenssl() {
        assumeTrue(installed(), "skipped: openssl is not installed");
    }

    private static Process openssl(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Key and certificate in the form that openssl reads everywhere. */
    private static String pem() throws Exception {
        Path pem = folder.resolve("both.pem");
        if (!Files.exists(pem)) {
            Process made = openssl(
                    "pkcs12",
                    "-in",
                    tls.store().toString(),
                    "-out",
                    pem.toString(),
                    "-nodes",
                    "-passin",
                    "pass:" + TestTls.PASSWORD);
            made.getOutputStream().close();
            assertThat(made.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(made.exitValue()).isZero();
        }
        return pem.toString();
    }

    /** Reads until a text has come, or the end. */
    private static String readTo(InputStream in, String mark) throws IOException {
        StringBuilder all = new StringBuilder();
        while (all.indexOf(mark) < 0) {
            int next = in.read();
            if (next < 0) {
                return all.toString();
            }
            all.append((char) next);
        }
        return all.toString();
    }

    private static Registrar registrar() {
        return Registrar.builder(DeviceAdmission.of(DEVICE::equals))
                .transport(SipTransport.tls(tls.known(), ClientCertificate.NEEDED))
                .start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private static String register(int cseq) {
        return "REGISTER sip:h SIP/2.0\r\nVia: SIP/2.0/TLS 127.0.0.1:9;branch=z9hG4bK" + cseq
                + "\r\nFrom: <sip:1@h>;tag=f\r\nTo: <sip:1@h>\r\nCall-ID: c\r\nCSeq: " + cseq
                + " REGISTER\r\nContact: <sip:1@127.0.0.1:9;transport=tls>;+u.sip!devicename.ccm.cisco.com=\""
                + DEVICE.value()
                + "\"\r\nContent-Length: 0\r\n\r\n";
    }

    @Test
    void aClientOfOpensslRegisters() throws Exception {
        for (String version : List.of("-tls1_2", "-tls1_3")) {
            try (Registrar registrar = registrar()) {
                Process client = openssl(
                        "s_client",
                        "-quiet",
                        "-nocommands",
                        version,
                        "-connect",
                        "127.0.0.1:" + registrar.address().getPort(),
                        "-cert",
                        pem(),
                        "-key",
                        pem(),
                        "-CAfile",
                        pem(),
                        "-verify_return_error");
                try {
                    OutputStream out = client.getOutputStream();
                    for (int cseq = 1; cseq <= 3; cseq++) {
                        out.write(register(cseq).getBytes(StandardCharsets.UTF_8));
                        out.flush();
                        assertThat(readTo(client.getInputStream(), "\r\n\r\n"))
                                .as(version)
                                .startsWith("SIP/2.0 100 Trying\r\n");
                        assertThat(readTo(client.getInputStream(), "\r\n\r\n"))
                                .as(version)
                                .startsWith("SIP/2.0 200 OK\r\n")
                                .contains("CSeq: " + cseq + " ");
                    }
                } finally {
                    client.destroyForcibly();
                }
            }
        }
    }

    @Test
    void aClientOfOpensslWithoutACertificateDoesNot() throws Exception {
        try (Registrar registrar = registrar()) {
            Process client = openssl(
                    "s_client",
                    "-quiet",
                    "-nocommands",
                    "-connect",
                    "127.0.0.1:" + registrar.address().getPort());
            try {
                client.getOutputStream().write(register(1).getBytes(StandardCharsets.UTF_8));
                client.getOutputStream().flush();
                assertThat(readTo(client.getInputStream(), "\r\n\r\n")).isEmpty();
                assertThat(registrar.contact(DEVICE)).isEmpty();
            } catch (IOException e) {
                assertThat(e).as("it is gone before we could write").hasMessageContaining("pipe");
            } finally {
                client.destroyForcibly();
            }
        }
    }

    /** What openssl is sent, it prints; what it is given, it sends. */
    @Test
    void aServerOfOpensslIsRegisteredWith() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process server = openssl(
                "s_server",
                "-accept",
                "127.0.0.1:" + port,
                "-Verify",
                "1",
                "-verify_return_error",
                "-cert",
                pem(),
                "-key",
                pem(),
                "-CAfile",
                pem());
        try (PhoneRegistration phone = PhoneRegistration.builder(DEVICE, "2222")
                .transport(SipTransport.tls(tls.known(), ClientCertificate.NONE))
                .start()) {
            assertThat(readTo(server.getInputStream(), "ACCEPT")).endsWith("ACCEPT");
            var outcome = phone.register(ServiceAddress.of("127.0.0.1", port), CiscoAlarm.INITIALIZED);
            String text = readTo(server.getInputStream(), "uniqueBoundary--\r\n");
            String request = text.substring(text.indexOf("REGISTER sip:"));
            StringBuilder answer = new StringBuilder("SIP/2.0 200 OK\r\n");
            request.lines()
                    .filter(line -> line.matches("(Via|From|To|Call-ID|CSeq|Contact):.*"))
                    .forEach(line -> answer.append(line).append("\r\n"));
            assertThat(answer).contains("Via: SIP/2.0/TLS 127.0.0.1:", ";transport=tls>");
            server.getOutputStream()
                    .write((answer + "Expires: 120\r\nContent-Length: 0\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            server.getOutputStream().flush();
            assertThat(outcome.get(20, TimeUnit.SECONDS).kind()).isEqualTo(RegistrationOutcome.Kind.REGISTERED);
        } finally {
            server.destroyForcibly();
        }
    }
}
