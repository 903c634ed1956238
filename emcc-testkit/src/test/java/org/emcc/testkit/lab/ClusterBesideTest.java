package org.emcc.testkit.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.emcc.certs.bundle.BulkCertificates;
import org.emcc.certs.bundle.BulkResult;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.bundle.NodeIdentity;
import org.emcc.certs.depot.CertificateDepot;
import org.emcc.certs.pkcs12.FilePassword;
import org.emcc.certs.trust.CertificateOwners;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ServiceAddress;
import org.emcc.testing.Canary;
import org.emcc.testkit.fault.Wires;
import org.emcc.testkit.phone.PhoneStatus;
import org.emcc.testkit.phone.VirtualPhone;
import org.emcc.testkit.trace.Trace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two labs beside each other: each has clusters of the other as remote ones, and nothing but a directory to exchange certificates over. */
@Timeout(300)
class ClusterBesideTest {
    private static final String OF_LONDON = "SEP0011AABBCCD1";
    private static final String OF_TOKYO = "SEP00CC33DD44E1";
    private static final String SECRET = "not-" + Canary.PIN;
    private static final ClusterId TYO = ClusterId.of("TYO");
    private static final String REMOTE = "remote TYO cucm-tyo.example.com 127.0.0.1:";

    @TempDir
    private Path directory;

    private final List<EmccLab> labs = new CopyOnWriteArrayList<>();
    private final Trace between = new Trace(Clock.systemUTC());
    private final Wires wires = Wires.open(between, 1, Clock.systemUTC());
    private Path shared;
    private int tokyo;
    private int newYork;
    private int london;

    /** Each lab is told where the other is before that is anywhere: wires lead there. */
    @BeforeEach
    void prepare() throws IOException {
        shared = Files.createDirectory(directory.resolve("shared"));
        tokyo = wireTo("TYO");
        newYork = wireTo("NYC");
        london = wireTo("LON");
    }

    private int wireTo(String cluster) {
        return wires.stream("beside", cluster, "EM", () -> emOf(cluster))
                .address()
                .port()
                .orElseThrow();
    }

    private InetSocketAddress emOf(String cluster) {
        ServiceAddress em = labs.stream()
                .flatMap(lab -> lab.clusters().stream())
                .filter(each -> each.id().value().equals(cluster))
                .findFirst()
                .orElseThrow()
                .emAddress();
        return new InetSocketAddress(em.host(), em.port().orElseThrow());
    }

    @AfterEach
    void close() throws Exception {
        labs.forEach(EmccLab::close);
        wires.close();
    }

    private static LabFile file(String text) {
        return LabFile.decode(text).value().orElseThrow();
    }

    private EmccLab started(String text) {
        EmccLab lab = file(text).builder().start();
        labs.add(lab);
        return lab;
    }

    private String lab(Path certificates, String password) {
        return REMOTE + tokyo + "\ncertificates \"" + certificates + "\"" + password + "\nready NYC\nready LON\n";
    }

    private String besideTheLab(Path certificates, String password) {
        return "remote NYC cucm-nyc.example.com 127.0.0.1:" + newYork + "\nremote LON cucm-lon.example.com 127.0.0.1:"
                + london + "\ncertificates \"" + certificates + "\"" + password
                + "\nready TYO\ncluster PAR cucm-par.example.com\n  site Paris FR\n    phone SEP00AA11BB0001\n";
    }

    private static void done(LabConsole console, String line) {
        LabConsole.Reply reply = console.run(line);
        assertThat(reply.outcome()).as("%s: %s", line, reply.text()).isEqualTo(LabConsole.Outcome.DONE);
    }

    private static String refused(LabConsole console, String line) {
        LabConsole.Reply reply = console.run(line);
        assertThat(reply.outcome()).as("%s: %s", line, reply.text()).isEqualTo(LabConsole.Outcome.NOT_DONE);
        assertThat(reply.text()).hasLineCount(1);
        return reply.text();
    }

    private static void isAt(VirtualPhone phone, LabCluster home) {
        phone.await(
                status -> status instanceof PhoneStatus.Registered registered
                        && registered.callManager().equals(home.sipAddress()),
                Duration.ofSeconds(30));
    }

    /** The user of one lab at a phone of the other, in and out. */
    private static void logsInAndOut(EmccLab visiting, String phone, String user, LabCluster home) {
        LabConsole console = new LabConsole(visiting);
        int free = home.home().freeBaseDevices();
        done(console, "start " + phone);
        done(console, "login " + phone + " " + user + " " + pin(home, user));
        assertThat(console.run("await " + phone + " " + home.id()).text()).startsWith("registered beside the lab: ");
        isAt(visiting.phone(phone), home);
        assertThat(home.home().freeBaseDevices()).isEqualTo(free - 1);
        done(console, "logout " + phone);
        done(
                console,
                "await " + phone + " "
                        + visiting.clusterOf(visiting.phone(phone)).id());
    }

    private static String pin(LabCluster home, String user) {
        return home.company().pins().entrySet().stream()
                .filter(entry -> entry.getKey().value().equals(user))
                .map(entry -> new String(entry.getValue().reveal()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void loginsWorkBothWaysOnceCertificatesWereExchanged() throws IOException {
        Path password = Files.writeString(directory.resolve("password"), SECRET + "\nnothing more");
        EmccLab here = started(lab(shared, " \"" + password + "\""));
        LabConsole ours = new LabConsole(here);
        assertThat(ours.run("exchange").text()).contains("TYO  has exported nothing yet, so that nobody trusts it");
        EmccLab there = started(besideTheLab(shared, " \"" + password + "\""));
        LabConsole theirs = new LabConsole(there);

        done(ours, "start " + OF_LONDON);
        assertThat(ours.run("login " + OF_LONDON + " aiko " + pin(there.cluster("TYO"), "aiko")))
                .as("the lab has not imported what the other has exported")
                .satisfies(reply -> assertThat(reply.outcome()).isEqualTo(LabConsole.Outcome.REFUSED));

        assertThat(ours.run("exchange").text()).startsWith("NYC  imports ").hasLineCount(2);
        done(theirs, "exchange");
        assertThat(BulkCertificates.in(
                                CertificateDepot.directory(shared),
                                "sftp.example.com",
                                FilePassword.of(SECRET.toCharArray()))
                        .consolidation())
                .as("read with the password")
                .isInstanceOf(BulkResult.Done.class);
        logsInAndOut(here, OF_LONDON, "aiko", there.cluster("TYO"));
        logsInAndOut(there, OF_TOKYO, "alice", here.cluster("NYC"));
        assertThat(ours.run("certificates " + directory.resolve("copy")).text())
                .endsWith("with the password that the lab was given")
                .doesNotContain(SECRET);
        assertThat(here.trace().asText() + there.trace().asText()).doesNotContain(SECRET);
    }

    /** As the vendor's product leaves them: no manifest, and the host name of the node without its domain. */
    @Test
    void filesWithoutAManifestAreOfTheClusterThatTheirNamesTell() throws IOException {
        Path theirs = Files.createDirectory(directory.resolve("theirs"));
        EmccLab here = started(lab(shared, ""));
        EmccLab there = started(besideTheLab(theirs, ""));
        copy(theirs, shared, "cucm-tyo", "cucm-tyo.example.com", "cucm-tyo");
        copy(shared, theirs, "cucm-nyc", "cucm-nyc.example.com", "cucm-nyc");
        copy(shared, theirs, "cucm-lon", "cucm-lon.example.com", "cucm-lon");

        done(new LabConsole(here), "exchange");
        done(new LabConsole(there), "exchange");
        done(new LabConsole(here), "exchange"); // when it asked the other for the first time, that had not imported yet
        CertificateOwners owners = here.cluster("NYC").certificateOwners();
        assertThat(owners.nodes(TYO)).containsExactly("cucm-tyo");
        logsInAndOut(here, OF_LONDON, "aiko", there.cluster("TYO"));
        logsInAndOut(there, OF_TOKYO, "alice", here.cluster("NYC"));
    }

    private static void copy(Path from, Path to, String begin, String node, String host) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(from)) {
            files = all.filter(each -> each.getFileName().toString().startsWith(begin))
                    .filter(each -> each.getFileName().toString().endsWith(".pkcs12"))
                    .toList();
        }
        assertThat(files).as("files of %s", node).isNotEmpty();
        for (Path each : files) {
            Files.copy(each, to.resolve(each.getFileName().toString().replace(node, host)));
        }
    }

    @Test
    void whatIsNoCertificateFileIsNamedAndNothingIsWritten() throws IOException {
        EmccLab here = started(lab(shared, ""));
        LabConsole console = new LabConsole(here);
        done(console, "exchange");
        Files.writeString(shared.resolve("cucm-tyo_tomcat.pkcs12"), "no certificate");
        List<String> before = names();

        assertThat(refused(console, "exchange"))
                .startsWith("The lab cannot do that: the certificates in " + shared + " could not be exchanged: every"
                        + " certificate file in the depot must be readable and hold a certificate, but"
                        + " cucm-tyo_tomcat.pkcs12");
        assertThat(names()).isEqualTo(before);
        done(console, "start SEP0011AABBCCD1");
        done(console, "login SEP0011AABBCCD1 alice");
        Files.delete(shared.resolve("cucm-tyo_tomcat.pkcs12"));
        done(console, "exchange");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(shared)) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void filesOfAnotherPasswordAreNamedAndThePasswordIsNot() throws IOException {
        BulkCertificates.in(
                        CertificateDepot.directory(shared), "sftp.example.com", FilePassword.of(SECRET.toCharArray()))
                .export(
                        TYO,
                        List.of(NodeIdentity.selfSigned("cucm-tyo.example.com", CertificateType.TOMCAT)
                                .generate()
                                .certificate()));
        List<String> before = names();
        assertThatIllegalStateException()
                .isThrownBy(() -> started(lab(shared, "")))
                .withMessageStartingWith("the certificates in " + shared + " could not be exchanged: every")
                .withMessageContaining("cucm-tyo.example.com_tomcat.pkcs12")
                .withMessageContaining("password")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain(SECRET));
        assertThat(names()).as("what a lab that cannot start has written").isEqualTo(before);
    }

    @Test
    void aDirectoryAndAPasswordFileMustBeThere() throws IOException {
        Path none = directory.resolve("none");
        assertThat(told(lab(none, "")))
                .isEqualToNormalizingNewlines("The lab cannot start: certificate directory " + none + " must exist\n");
        assertThat(told(lab(shared, " \"" + none + "\"")))
                .startsWith("The lab cannot start: the password of certificate files cannot be read from file " + none)
                .hasLineCount(1);
        Path empty = Files.writeString(directory.resolve("empty"), "\n" + SECRET);
        assertThat(told(lab(shared, " \"" + empty + "\"")))
                .isEqualToNormalizingNewlines(
                        "The lab cannot start: the password of certificate files must be the first line of file "
                                + empty + ", of 1 to 1024 octets, but that has none\n");
        Path binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xFF, 'x'});
        assertThat(told(lab(shared, " \"" + binary + "\"")))
                .isEqualToNormalizingNewlines(
                        "The lab cannot start: the password of certificate files must be text in UTF-8, but file "
                                + binary + " is not\n");
    }

    private String told(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("lab.txt"), text);
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        int status = LabMain.run(
                new String[] {file.toString()},
                new ByteArrayInputStream("quit".getBytes(StandardCharsets.UTF_8)),
                new PrintStream(told, true, StandardCharsets.UTF_8));
        assertThat(status).isEqualTo(2);
        return told.toString(StandardCharsets.UTF_8);
    }
}
