package org.emcc.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.emcc.core.directory.Directories;
import org.emcc.core.gateway.Credentials;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.login.InProcessLink;
import org.emcc.testkit.fixture.Addresses;
import org.emcc.testkit.fixture.Company;
import org.emcc.tftp.content.ClusterPhoneFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what the README shows, so that its comments stay true. */
class ExamplesTest {
    private static final ServiceAddress SOMEWHERE = ServiceAddress.of("192.0.2.10");

    @Test
    void theEmbeddersClustersLogAUserInAndOut() {
        assertThat(EmbedderExample.run()).isEqualTo("LOGGED_IN LoggedOut");
    }

    @Test
    void aServiceHandsOutBothFormsOfAPhonesFileAndItsTrustList(@TempDir Path folder) throws Exception {
        Files.write(folder.resolve("ITLFile.tlv"), new byte[] {1, 2, 3});
        Directories none =
                Directories.of(Company.newYork().configuration(new Addresses(SOMEWHERE, SOMEWHERE, SOMEWHERE)));
        try (HomeCluster home = HomeCluster.builder(
                        none,
                        Credentials.inMemory(Clock.systemUTC(), new SecureRandom()),
                        ClusterPhoneFiles.of(none, Clock.systemUTC()),
                        InProcessLink.create())
                .build()) {
            assertThat(ServiceExample.run(folder, home)).isEqualTo("SEP0011AABBCCD1.cnf.xml.sgn 3 true");
        }
    }

    @Test
    void clustersTrustEachOtherByWhatTheyExchanged(@TempDir Path folder) throws Exception {
        assertThat(TrustExample.run(folder)).isEqualTo("CN=cucm-nyc.example.com is one of 2, 2, 2");
    }

    @Test
    void aPlanIsMadeOfWhatWasRead(@TempDir Path folder) {
        PlanExample.exchange(folder);
        String text = PlanExample.run(folder);

        assertThat(text)
                .contains("Import plan of LON (12.5.1): bulk import")
                .contains("Tomcat of NYC (cucm-nyc.example.com)")
                .doesNotContain("stated by no cluster");
        assertThat(text.substring(text.indexOf("Afterwards: ")))
                .contains("LON       NYC       holds")
                .doesNotContain("FAILS");
    }

    @Test
    void theTestAuthorsPhoneGoesToNewYork() {
        assertThat(TestAuthorExample.run()).isEqualTo("Login successful. The phone restarts now. / true");
    }

    @Test
    void aLabOfAnyCompaniesHasFaults() {
        assertThat(FaultsExample.run()).isEqualTo("Login is unavailable (208) / 2");
    }

    @Test
    void aMixedLabHasSecurePhonesAndNewPins() {
        assertThat(SecureExample.run())
                .matches("PIN change is required / Unregistered.* / Registered.*2125550100.*true.*");
    }

    @Test
    void aRecordedLoginIsReplayedWithAnotherAnswer() {
        assertThat(ReplayExample.run().lines())
                .startsWith("home accepted: awaiting home -> recorded; publish redirect")
                .anyMatch(
                        line -> line.contains("!LON visiting") && line.contains("home ended: awaiting home -> failed"))
                .anyMatch(line -> line.startsWith("Failed[ending=Refused[code="));
    }

    @Test
    void theVendorsToolNamesAllThreeCauses() {
        assertThat(VendorExample.run()).isEqualTo("201 39 44");
    }

    @Test
    void twoSnapshotsAreAuditedAndALoginExplained(@TempDir Path folder) throws Exception {
        Addresses somewhere = new Addresses(SOMEWHERE, SOMEWHERE, SOMEWHERE);
        String text = AuditExample.run(
                folder,
                Company.newYork().configuration(somewhere),
                Company.london().configuration(somewhere),
                Clock.systemUTC());

        assertThat(text)
                .startsWith("Audit of NYC, LON\n")
                .contains("\nNot checked\n")
                .contains("alice of NYC at phone SEP0011AABBCCD1 of LON: would be logged in.\n");
        assertThat(folder.resolve("audit.html")).content().contains("<title>Audit of NYC, LON</title>");
    }
}
