package org.emcc.testkit.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.bundle.KeyKind;
import org.emcc.certs.bundle.NodeIdentity;
import org.emcc.certs.trust.ClusterTls;
import org.emcc.certs.trust.TrustStoreName;
import org.emcc.certs.trust.TrustStores;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.sip.registration.DeviceAdmission;
import org.emcc.sip.registration.Registrar;
import org.emcc.sip.registration.RegistrationListener;
import org.emcc.sip.registration.UnregisterReason;
import org.emcc.sip.transport.SipTransport;
import org.emcc.testkit.trace.Trace;
import org.emcc.testkit.trace.TraceEvent;
import org.emcc.tftp.config.CallManagerNode;
import org.emcc.tftp.config.PhoneConfiguration;
import org.emcc.tftp.config.RedirectFile;
import org.emcc.tftp.config.SipLine;
import org.emcc.tftp.config.VersionStamp;
import org.emcc.tftp.content.Content;
import org.emcc.tftp.content.ContentAnswer;
import org.emcc.tftp.server.ContentHttpServer;
import org.emcc.tftp.server.TftpServer;
import org.emcc.tftp.trust.FileSigner;
import org.emcc.tftp.trust.SignedFile;
import org.emcc.tftp.trust.SignerId;
import org.emcc.tftp.trust.TrustList;
import org.emcc.tftp.trust.TrustListKind;
import org.emcc.tftp.trust.TrustRecord;
import org.emcc.tftp.trust.TrustRole;
import org.emcc.tftp.trust.TrustVerifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whom a phone believes: phone-config-files 2.2 to 2.4, 4.3, 4.5, 6.5 and 7. */
class VirtualPhoneTrustTest {
    private static final DeviceName NAME = DeviceName.of("SEP020000AABBCC");
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Instant TIME = Instant.parse("2026-11-23T08:00:00Z");
    private static final Signer VISITING = new Signer("visiting");
    private static final Signer HOME = new Signer("home");
    private static final URI LOGOUT =
            URI.create("https://127.0.0.1:1/emapp/EMAppServlet?device=" + NAME + "&doLogout=true");

    private final List<AutoCloseable> open = new ArrayList<>();
    private final Trace trace = new Trace(Clock.systemUTC());
    private final Service visiting = new Service();
    private final Service home = new Service();
    /** By TFTP service: the signers that the TVS of its cluster knows. */
    private final Map<ServiceAddress, Signer> known = new ConcurrentHashMap<>();

    /** Signs lists and files of one cluster, as a CallManager certificate does. */
    private static final class Signer {
        private final NodeIdentity identity;
        private final FileSigner signer;

        Signer(String node) {
            this.identity = NodeIdentity.selfSigned(node + ".example.com", CertificateType.TFTP)
                    .key(KeyKind.RSA_2048)
                    .generate();
            this.signer = FileSigner.of(certificate(), identity.privateKey());
        }

        X509Certificate certificate() {
            return identity.certificate().certificate();
        }

        byte[] list(TrustListKind kind) {
            TrustList.Builder list = TrustList.builder(kind, TIME)
                    .record(TrustRecord.builder(TrustRole.SAST)
                            .certificate(certificate())
                            .build())
                    .record(TrustRecord.builder(TrustRole.CCM_TFTP)
                            .certificate(certificate())
                            .build());
            if (kind == TrustListKind.ITL) {
                list.record(TrustRecord.builder(TrustRole.TVS)
                        .certificate(certificate())
                        .build());
            }
            return list.build(signer).encode();
        }

        byte[] signed(byte[] file) {
            return SignedFile.builder(NAME + ".cnf.xml.sgn", file, TIME)
                    .build(signer)
                    .encode();
        }

        TrustVerifier.Answer answer(SignerId asked) {
            return SignerId.of(certificate()).matches(asked)
                    ? new TrustVerifier.Valid(certificate(), Set.of(TrustRole.SAST, TrustRole.CCM_TFTP))
                    : new TrustVerifier.Invalid();
        }
    }

    /** A TFTP service whose files can be replaced. */
    private final class Service {
        private final Map<String, byte[]> files = new ConcurrentHashMap<>();
        private final List<String> asked = new CopyOnWriteArrayList<>();
        private final TftpServer tftp =
                opened(TftpServer.builder(ANY, request -> found(request.name().value()))
                        .start());

        ContentAnswer found(String name) {
            asked.add(name);
            byte[] file = files.get(name.toLowerCase(Locale.ROOT));
            return file == null ? new ContentAnswer.NotFound() : new ContentAnswer.Found(Content.of(file, "1"));
        }

        ServiceAddress address() {
            return at(tftp.address());
        }

        Service has(String name, byte[] file) {
            files.put(name.toLowerCase(Locale.ROOT), file);
            return this;
        }

        Service lists(Signer signer) {
            return has("ITL" + NAME + ".tlv", signer.list(TrustListKind.ITL));
        }

        Service signed(Signer signer, byte[] file) {
            return has(NAME + ".cnf.xml.sgn", signer.signed(file));
        }
    }

    @AfterEach
    void close() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    private <T extends AutoCloseable> T opened(T one) {
        open.add(one);
        return one;
    }

    private static ServiceAddress at(InetSocketAddress address) {
        return ServiceAddress.of("127.0.0.1", address.getPort());
    }

    private VirtualPhone.Builder builder() throws Exception {
        return VirtualPhone.builder(
                        NAME,
                        new PhoneModel("Cisco 8851", 684, true),
                        visiting.address(),
                        SSLContext.getDefault(),
                        trace)
                .tvs(tftp ->
                        asked -> known.containsKey(tftp) ? known.get(tftp).answer(asked) : new TrustVerifier.Invalid());
    }

    private Registrar registrar(RegistrationListener listener) {
        return opened(Registrar.builder(DeviceAdmission.of(NAME::equals))
                .transport(SipTransport.tcp())
                .listener(listener)
                .start(ANY));
    }

    private Registrar registrar() {
        return registrar(new RegistrationListener() {});
    }

    private static byte[] file(Registrar registrar, String line) {
        return PhoneConfiguration.ownFile(VersionStamp.of("1"))
                .transportLayerProtocol(4)
                .callManager(CallManagerNode.of(at(registrar.address())))
                .line(SipLine.builder(1, line).contact("7c0e5a2e-1111").build())
                .build()
                .encode();
    }

    private byte[] redirect() {
        return RedirectFile.builder()
                .homeTftp(List.of(home.address()))
                .visitingLogout(LOGOUT)
                .versionStamp(VersionStamp.of("2"))
                .build()
                .encode();
    }

    private static PhoneStatus registered(Registrar registrar, String line, boolean emccMode) {
        return new PhoneStatus.Registered(at(registrar.address()), line, emccMode);
    }

    private static PhoneStatus started(VirtualPhone phone) throws Exception {
        return phone.start().get(20, TimeUnit.SECONDS);
    }

    private List<String> amiss() {
        return trace.events().stream()
                .filter(TraceEvent::amiss)
                .map(TraceEvent::what)
                .toList();
    }

    @Test
    void withoutListsItReadsThePlainFile() throws Exception {
        Registrar own = registrar();
        visiting.has(NAME + ".cnf.xml", file(own, "5001"));
        try (VirtualPhone phone = builder().build()) {
            assertThat(started(phone)).isEqualTo(registered(own, "5001", false));
            assertThat(visiting.asked)
                    .containsExactly(
                            ("CTL" + NAME + ".tlv").toLowerCase(Locale.ROOT),
                            ("ITL" + NAME + ".tlv").toLowerCase(Locale.ROOT),
                            (NAME + ".cnf.xml").toLowerCase(Locale.ROOT));
            assertThat(amiss()).isEmpty();
        }
    }

    @Test
    void takesTheFirstListsAndThenSignedFilesOnly() throws Exception {
        Registrar own = registrar();
        visiting.lists(VISITING)
                .has("CTL" + NAME + ".tlv", VISITING.list(TrustListKind.CTL))
                .signed(VISITING, file(own, "5001"))
                .has(NAME + ".cnf.xml", file(own, "9999"));
        try (VirtualPhone phone = builder().build()) {
            assertThat(started(phone)).isEqualTo(registered(own, "5001", false));
            assertThat(phone.trust().list(TrustListKind.ITL)).isPresent();
            assertThat(phone.trust().list(TrustListKind.CTL)).isPresent();
            assertThat(phone.fetchedFiles())
                    .extracting(FetchedFile::name)
                    .containsExactly("CTL" + NAME + ".tlv", "ITL" + NAME + ".tlv", NAME + ".cnf.xml.sgn");
            visiting.files.remove((NAME + ".cnf.xml.sgn").toLowerCase(Locale.ROOT));
            assertThat(started(phone)).as("the plain file is none for it").isInstanceOf(PhoneStatus.Unregistered.class);
        }
    }

    @Test
    void keepsWhatItHasWhereItDoesNotKnowTheSigner() throws Exception {
        Registrar own = registrar();
        visiting.lists(VISITING).signed(VISITING, file(own, "5001"));
        try (VirtualPhone phone = builder().build()) {
            started(phone);
            visiting.lists(HOME).signed(HOME, file(own, "6001"));
            assertThat(started(phone)).isEqualTo(registered(own, "5001", false));
            assertThat(amiss()).containsExactly("keeps its trust lists", "keeps the configuration it has");
            known.put(visiting.address(), HOME);
            assertThat(started(phone)).as("its TVS knows the signer").isEqualTo(registered(own, "6001", false));
        }
    }

    /** The most common mistake in the field: home's signer was never imported (phone-config-files 4.6 and 7). */
    @Test
    void isNotLedAwayByARedirectToAClusterThatItDoesNotTrust() throws Exception {
        Registrar own = registrar();
        Registrar there = registrar();
        visiting.lists(VISITING).signed(VISITING, file(own, "5001"));
        home.lists(HOME).signed(HOME, file(there, "2125550100"));
        try (VirtualPhone phone = builder().build()) {
            started(phone);
            visiting.signed(VISITING, redirect());
            assertThat(started(phone)).isEqualTo(registered(own, "5001", false));
            assertThat(amiss()).containsExactly("keeps its trust lists", "keeps the configuration it has");
            assertThat(there.contact(NAME)).isEmpty();
        }
    }

    @Test
    void followsARedirectAndComesBackWhereBothKnowEachOther() throws Exception {
        Registrar own = registrar();
        Registrar there = registrar();
        visiting.lists(VISITING).signed(VISITING, file(own, "5001"));
        home.lists(HOME).signed(HOME, file(there, "2125550100"));
        known.put(visiting.address(), HOME);
        try (VirtualPhone phone = builder().build()) {
            started(phone);
            visiting.signed(VISITING, redirect());
            assertThat(started(phone)).isEqualTo(registered(there, "2125550100", true));
            visiting.signed(VISITING, file(own, "5001"));
            assertThat(started(phone))
                    .as("stuck: home's TVS does not know visiting's signer")
                    .isEqualTo(registered(there, "2125550100", true));
            known.put(home.address(), VISITING);
            assertThat(started(phone)).isEqualTo(registered(own, "5001", false));
        }
    }

    @Test
    void isFreedByWhoeverDeletesItsLists() throws Exception {
        Registrar own = registrar();
        visiting.lists(VISITING).signed(VISITING, file(own, "5001"));
        try (VirtualPhone phone = builder().build()) {
            started(phone);
            visiting.lists(HOME).signed(HOME, file(own, "6001"));
            assertThat(started(phone)).isEqualTo(registered(own, "5001", false));
            assertThat(phone.deleteTrustLists().get(20, TimeUnit.SECONDS)).isEqualTo(registered(own, "6001", false));
        }
    }

    @Test
    void takesNoFileOfAnotherPhone() throws Exception {
        Registrar own = registrar();
        byte[] others = SignedFile.builder("SEP020000AABBDD.cnf.xml.sgn", file(own, "5001"), TIME)
                .build(VISITING.signer)
                .encode();
        visiting.lists(VISITING).has(NAME + ".cnf.xml.sgn", others);
        try (VirtualPhone phone = builder().build()) {
            assertThat(started(phone))
                    .isInstanceOfSatisfying(
                            PhoneStatus.Unregistered.class,
                            status -> assertThat(status.why()).contains("is not trusted"));
        }
    }

    @Test
    void readsOverHttpFirst() throws Exception {
        Registrar own = registrar();
        byte[] file = file(own, "5001");
        List<String> overHttp = new CopyOnWriteArrayList<>();
        ContentHttpServer http = opened(ContentHttpServer.builder(ANY, request -> {
                    overHttp.add(request.name().value());
                    return request.name().value().endsWith(".cnf.xml")
                            ? new ContentAnswer.Found(Content.of(file, "1"))
                            : new ContentAnswer.Busy();
                })
                .start());
        visiting.lists(VISITING).signed(VISITING, file);
        try (VirtualPhone phone =
                builder().http(tftp -> Optional.of(at(http.address()))).build()) {
            assertThat(started(phone)).isEqualTo(registered(own, "5001", false));
            assertThat(overHttp).hasSize(3);
            assertThat(trace.events())
                    .filteredOn(event -> event.what().startsWith("reads "))
                    .singleElement()
                    .satisfies(event -> assertThat(event.facts()).startsWith("TFTP " + visiting.address()));
            assertThat(visiting.asked).as("503 sends it to TFTP").hasSize(3);
        }
        visiting.files.clear();
        visiting.asked.clear();
        try (VirtualPhone phone =
                builder().http(tftp -> Optional.of(at(http.address()))).build()) {
            assertThat(started(phone)).isEqualTo(registered(own, "5001", false));
            assertThat(visiting.asked)
                    .as("its lists are nowhere, its file is there")
                    .hasSize(2);
            assertThat(trace.events())
                    .filteredOn(event -> event.what().startsWith("reads "))
                    .last()
                    .satisfies(event -> assertThat(event.facts()).startsWith("HTTP " + at(http.address())));
        }
    }

    @Test
    void losesItsPowerWithoutAWord() throws Exception {
        List<UnregisterReason> left = new CopyOnWriteArrayList<>();
        Registrar own = registrar(new RegistrationListener() {
            @Override
            public void unregistered(DeviceName device, UnregisterReason reason) {
                left.add(reason);
            }
        });
        visiting.has(NAME + ".cnf.xml", file(own, "5001"));
        try (VirtualPhone phone = builder().build()) {
            started(phone);
            assertThat(phone.powerOff().get(20, TimeUnit.SECONDS)).isEqualTo(new PhoneStatus.Off());
            assertThat(own.contact(NAME)).as("the registrar does not know yet").isPresent();
            assertThat(started(phone)).isEqualTo(registered(own, "5001", false));
            assertThat(left).doesNotContain(UnregisterReason.BY_PHONE);
        }
    }

    @Test
    void registersOverTlsWithCallManagersOfItsLists() throws Exception {
        NodeIdentity own = NodeIdentity.selfSigned(NAME.value(), CertificateType.CAPF)
                .key(KeyKind.EC_P256)
                .generate();
        TrustStores phones = TrustStores.of(
                Map.of(TrustStoreName.CAPF_TRUST, List.of(own.certificate().certificate())));
        Registrar secure = opened(Registrar.builder(DeviceAdmission.of(NAME::equals))
                .transport(SipTransport.tls(callManager(VISITING, phones), SipTransport.ClientCertificate.NEEDED))
                .start(ANY));
        byte[] file = PhoneConfiguration.ownFile(VersionStamp.of("1"))
                .transportLayerProtocol(3)
                .deviceSecurityMode(3)
                .callManager(CallManagerNode.of("127.0.0.1")
                        .withSecuredSipPort(secure.address().getPort()))
                .line(SipLine.builder(1, "5001").contact("7c0e5a2e-1111").build())
                .build()
                .encode();
        visiting.lists(VISITING)
                .has("CTL" + NAME + ".tlv", VISITING.list(TrustListKind.CTL))
                .signed(VISITING, file);
        try (VirtualPhone phone = builder().identity(ClusterTls.keyManager(own)).build()) {
            assertThat(started(phone)).isEqualTo(registered(secure, "5001", false));
        }
        visiting.files.clear();
        visiting.lists(HOME)
                .has("CTL" + NAME + ".tlv", HOME.list(TrustListKind.CTL))
                .signed(HOME, file);
        try (VirtualPhone phone = builder().identity(ClusterTls.keyManager(own)).build()) {
            assertThat(started(phone))
                    .as("no list of the phone has this call manager")
                    .isInstanceOf(PhoneStatus.Unregistered.class);
            known.put(visiting.address(), VISITING);
            assertThat(started(phone)).as("its TVS has").isEqualTo(registered(secure, "5001", false));
        }
    }

    private static SSLContext callManager(Signer signer, TrustStores phones) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                new KeyManager[] {ClusterTls.keyManager(signer.identity)},
                new TrustManager[] {ClusterTls.trustManager(phones, TrustStoreName.CAPF_TRUST, Clock.systemUTC())},
                null);
        return context;
    }
}
