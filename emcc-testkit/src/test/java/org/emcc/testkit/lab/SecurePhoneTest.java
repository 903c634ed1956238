package org.emcc.testkit.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.emcc.certs.trust.TrustStoreName;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.user.Pin;
import org.emcc.sip.registration.CiscoAlarm;
import org.emcc.sip.registration.PhoneNode;
import org.emcc.sip.registration.PhoneRegistration;
import org.emcc.sip.registration.RegistrationOutcome;
import org.emcc.sip.transport.SipTransport;
import org.emcc.testkit.fixture.Company;
import org.emcc.testkit.fixture.Site;
import org.emcc.testkit.phone.FetchedFile;
import org.emcc.testkit.phone.PhoneStatus;
import org.emcc.testkit.phone.VirtualPhone;
import org.emcc.testkit.trace.TraceEvent;
import org.emcc.tftp.config.PhoneConfiguration;
import org.emcc.tftp.trust.TrustListKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Phones with a secure profile: signed files, trust lists, TVS, and SIP over TLS with a certificate of the cluster. */
@Timeout(120)
class SecurePhoneTest {
    private static final String PHONE = "SEP0011AABBCCF1";
    private static final Pin PIN = Company.newYork().pins().get(UserId.of("alice"));

    private static Company newYork() {
        return Company.newYork().toBuilder()
                .securityMode(ClusterSecurityMode.MIXED)
                .build();
    }

    private static Company london() {
        return Company.london().toBuilder()
                .securityMode(ClusterSecurityMode.MIXED)
                .site(Site.in("GB", "Leeds").securePhones(PHONE).build())
                .build();
    }

    private static EmccLab.Builder builder() {
        return EmccLab.builder().companies(newYork(), london());
    }

    private static List<String> amiss(EmccLab lab) {
        return lab.trace().events().stream()
                .filter(TraceEvent::amiss)
                .map(TraceEvent::what)
                .toList();
    }

    private static PhoneConfiguration last(VirtualPhone phone) {
        List<FetchedFile> files = phone.fetchedFiles();
        return PhoneConfiguration.decodeOrThrow(files.get(files.size() - 1).bytes());
    }

    /** From London with home New York: nothing is exchanged in clear but what is signed. */
    @Test
    void aSecurePhoneLogsInAndOutAcrossClusters() {
        try (EmccLab lab = builder().start()) {
            LabCluster home = lab.cluster("NYC");
            LabCluster visiting = lab.cluster("LON");
            VirtualPhone phone = lab.phone(PHONE);
            assertThat(phone.start().join())
                    .isEqualTo(new PhoneStatus.Registered(visiting.sipTlsAddress(), "5005", false));
            assertThat(phone.trust().list(TrustListKind.ITL)).isPresent();
            assertThat(phone.trust().list(TrustListKind.CTL)).isPresent();
            assertThat(phone.fetchedFiles())
                    .extracting(FetchedFile::name)
                    .containsExactly("CTL" + PHONE + ".tlv", "ITL" + PHONE + ".tlv", PHONE + ".cnf.xml.sgn");

            assertThat(phone.logIn("alice", PIN).text()).startsWith("Login successful");
            lab.awaitRegistration(phone, "NYC");
            assertThat(phone.status()).isEqualTo(new PhoneStatus.Registered(home.sipTlsAddress(), "2125550100", true));
            assertThat(last(phone).transportLayerProtocol()).hasValue(3);
            assertThat(home.home()
                            .temporaryDevice(DeviceName.of(PHONE))
                            .orElseThrow()
                            .security()
                            .value())
                    .isEqualTo(PhoneSecurity.SECURE);

            assertThat(phone.logOut().text()).startsWith("Logout successful");
            lab.awaitRegistration(phone, "LON");
            assertThat(phone.status()).isEqualTo(new PhoneStatus.Registered(visiting.sipTlsAddress(), "5005", false));
            assertThat(amiss(lab)).isEmpty();
        }
    }

    /** Without certificates of New York, London's TVS knows no signer of it (phone-config-files 4.6 and 7). */
    @Test
    void aPhoneIsNotLedAwayToAClusterWhoseSignerItsTvsDoesNotKnow() {
        try (EmccLab lab = builder().start()) {
            VirtualPhone phone = lab.phone(PHONE);
            phone.start().join();
            // London trusts New York's EM service, as before, but has forgotten who signs its files.
            lab.cluster("LON").emptyTrustStores(TrustStoreName.PHONE_SAST_TRUST, TrustStoreName.CALL_MANAGER_TRUST);
            assertThat(phone.logIn("alice", PIN).text()).startsWith("Login successful");
            phone.await(
                    status -> status instanceof PhoneStatus.Registered
                            && amiss(lab).contains("keeps the configuration it has"),
                    Duration.ofSeconds(30));
            lab.awaitRegistration(phone, "LON");
            assertThat(((PhoneStatus.Registered) phone.status()).emccMode()).isFalse();
            assertThat(amiss(lab))
                    .containsSubsequence(
                            "has emptied trust stores", "keeps its trust lists", "keeps the configuration it has");
        }
    }

    /** The service is not trusted either where the exchange was left out. */
    @Test
    void withoutTheExchangeNobodyLogsIn() {
        try (EmccLab lab = builder().withoutExchangeAt(ClusterId.of("LON")).start()) {
            VirtualPhone phone = lab.phone(PHONE);
            assertThat(phone.start().join()).isInstanceOf(PhoneStatus.Registered.class);
            assertThat(phone.logIn("alice", PIN).candidates()).hasToString("[208 EMService connection error]");
        }
    }

    /** Sip 4.9: the certificate of another device, or none, does not do; neither does that of another cluster's device. */
    @Test
    void nobodyRegistersASecureDeviceWithoutItsCertificate() {
        try (EmccLab lab = builder().start()) {
            LabCluster london = lab.cluster("LON");
            DeviceName other = DeviceName.of("SEP0011AABBCCF2");
            assertThat(registering(SipTransport.tcp(), london.sipAddress()))
                    .isInstanceOfSatisfying(
                            RegistrationOutcome.Rejected.class,
                            outcome -> assertThat(outcome.status()).isEqualTo(403));
            assertThat(registering(overTls(london.trust().issue(other)), london.sipTlsAddress()))
                    .isInstanceOfSatisfying(
                            RegistrationOutcome.Rejected.class,
                            outcome -> assertThat(outcome.status()).isEqualTo(403));
            assertThat(registering(overTls(london.trust().issue(DeviceName.of(PHONE))), london.sipTlsAddress()))
                    .isInstanceOf(RegistrationOutcome.Registered.class);
            lab.cluster("LON").emptyTrustStores(TrustStoreName.CALL_MANAGER_TRUST);
            assertThat(registering(
                            overTls(lab.cluster("NYC").trust().issue(DeviceName.of(PHONE))), london.sipTlsAddress()))
                    .as("London does not believe New York's CAPF any more")
                    .isInstanceOf(RegistrationOutcome.NoAnswer.class);
        }
    }

    private static SipTransport overTls(X509ExtendedKeyManager keys) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {keys}, new TrustManager[] {new Credulous()}, null);
            return SipTransport.tls(context, SipTransport.ClientCertificate.NONE);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static RegistrationOutcome registering(SipTransport transport, ServiceAddress at) {
        try (PhoneRegistration phone = PhoneRegistration.builder(DeviceName.of(PHONE), "5005")
                .transport(transport)
                .start()) {
            return phone.register(PhoneNode.list(List.of(at), List.of()), CiscoAlarm.INITIALIZED)
                    .get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** Believes every call manager. */
    private static final class Credulous extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    @Test
    void aNonsecurePhoneOfAMixedClusterReadsSignedFilesToo() {
        try (EmccLab lab = builder().start()) {
            VirtualPhone phone = lab.phone("SEP0011AABBCCD1");
            phone.start().join();
            assertThat(phone.logIn("alice", PIN).text()).startsWith("Login successful");
            lab.awaitRegistration(phone, "NYC");
            assertThat(phone.status())
                    .isEqualTo(new PhoneStatus.Registered(lab.cluster("NYC").sipAddress(), "2125550100", true));
            phone.logOut();
            lab.awaitRegistration(phone, "LON");
            assertThat(phone.fetchedFiles())
                    .filteredOn(file -> file.name().contains("cnf.xml"))
                    .allMatch(file -> file.name().endsWith(".sgn"));
            assertThat(amiss(lab)).isEmpty();
        }
    }

    @Test
    void filesAreReadOverHttpFirst() {
        try (EmccLab lab = EmccLab.builder()
                .companies(newYork(), london().toBuilder().httpFiles().build())
                .start()) {
            LabCluster london = lab.cluster("LON");
            VirtualPhone phone = lab.phone(PHONE);
            london.tftp().refuse();
            assertThat(phone.start().join())
                    .as("all that it asks for comes over HTTP")
                    .isInstanceOf(PhoneStatus.Registered.class);
            london.tftp().clear();
            london.files().refuse();
            assertThat(phone.start().join()).as("and over TFTP else").isInstanceOf(PhoneStatus.Registered.class);
        }
    }

    @Test
    void aClusterWithSecurePhonesMustBeMixed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> london().toBuilder()
                        .securityMode(ClusterSecurityMode.NONSECURE)
                        .build())
                .withMessage("cluster LON must be mixed, as it has secure phones");
    }
}
