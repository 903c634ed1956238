package org.emcc.testkit.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.id.DeviceName;
import org.emcc.core.user.Pin;
import org.emcc.testing.Canary;
import org.emcc.testkit.fixture.Company;
import org.emcc.testkit.phone.FetchedFile;
import org.emcc.testkit.phone.PhoneStatus;
import org.emcc.testkit.phone.VirtualPhone;
import org.emcc.tftp.config.PhoneConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A phone that speaks SCCP goes to the other cluster and comes back, as one that speaks SIP does. */
@Timeout(120)
class SccpPhoneTest {
    private static final String PHONE = "SEP0011AABBCCD1";
    private static final DeviceName DEVICE = DeviceName.of(PHONE);

    private final EmccLab lab = EmccLab.builder()
            .companies(List.of(Company.newYork(), Company.london().withSccpPhones()))
            .start();

    @AfterEach
    void closeAndSearchTheTrace() {
        lab.close();
        Canary.mustNotBeIn("the trace", lab.trace().asText());
    }

    @Test
    void logsInAcrossClustersRegistersAtHomeAndIsResetAtLogout() {
        LabCluster home = lab.cluster("NYC");
        LabCluster visiting = lab.cluster("LON");
        VirtualPhone phone = lab.phone(PHONE);
        assertThat(phone.start().join()).isEqualTo(new PhoneStatus.Registered(visiting.sccpAddress(), "5001", false));

        assertThat(phone.logIn("alice", Pin.of(Canary.PIN)).text()).startsWith("Login successful");
        lab.awaitRegistration(phone, "NYC");
        assertThat(phone.status()).isEqualTo(new PhoneStatus.Registered(home.sccpAddress(), "2125550100", true));
        assertThat(home.home().temporaryDevice(DEVICE).orElseThrow().protocol().value())
                .isEqualTo(DeviceProtocol.SCCP);
        assertThat(home.home().freeBaseDevices()).isEqualTo(2);
        assertThat(last(phone).deviceProtocol()).contains("SCCP");

        assertThat(phone.logOut().text()).startsWith("Logout successful");
        lab.awaitRegistration(phone, "LON");
        assertThat(phone.status()).isEqualTo(new PhoneStatus.Registered(visiting.sccpAddress(), "5001", false));
        assertThat(home.home().freeBaseDevices()).isEqualTo(3);
        assertThat(lab.trace().events())
                .filteredOn(event -> event.from().equals(PHONE) && event.what().equals("is told to restart"))
                .as("by London at login, by New York at logout")
                .hasSize(2);
    }

    private static PhoneConfiguration last(VirtualPhone phone) {
        List<FetchedFile> files = phone.fetchedFiles();
        return PhoneConfiguration.decodeOrThrow(files.get(files.size() - 1).bytes());
    }

    /** Phones of both protocols side by side, each with the registrar of its own. */
    @Test
    void aSipPhoneLogsInAtTheSameTime() {
        VirtualPhone overSccp = lab.phone(PHONE);
        VirtualPhone overSip = lab.phone("SEP00AA11BB22C1");
        overSccp.start().join();
        overSip.start().join();
        overSccp.logIn("alice", Pin.of(Canary.PIN));
        overSip.logIn("nora", Pin.of("71935518022"));
        lab.awaitRegistration(overSccp, "NYC");
        lab.awaitRegistration(overSip, "LON");
        assertThat(overSip.await(status -> status instanceof PhoneStatus.Registered, Duration.ofSeconds(30)))
                .isEqualTo(new PhoneStatus.Registered(lab.cluster("LON").sipAddress(), "442075550100", true));
        assertThat(overSccp.status())
                .isEqualTo(new PhoneStatus.Registered(lab.cluster("NYC").sccpAddress(), "2125550100", true));
    }
}
