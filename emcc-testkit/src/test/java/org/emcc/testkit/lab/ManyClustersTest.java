package org.emcc.testkit.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.emcc.core.id.UserId;
import org.emcc.testkit.fixture.Company;
import org.emcc.testkit.fixture.Site;
import org.emcc.testkit.phone.PhoneStatus;
import org.emcc.testkit.phone.VirtualPhone;
import org.junit.jupiter.api.Test;

class ManyClustersTest {
    private static void logInAndOut(EmccLab lab, String user, String device) {
        VirtualPhone phone = lab.phone(device);
        LabCluster home = lab.homeOf(user).orElseThrow();
        assertThat(phone.start().join()).isInstanceOf(PhoneStatus.Registered.class);
        phone.logIn(user, home.company().pins().get(UserId.of(user)));
        lab.awaitRegistration(phone, home.id().value());
        phone.logOut();
        lab.awaitRegistration(phone, lab.clusterOf(phone).id().value());
        assertThat(home.home().freeBaseDevices()).isEqualTo(3);
    }

    /** Every cluster is home of one and visited by another; a Dublin phone belongs to London's cluster and to another country. */
    @Test
    void usersOfThreeClustersLogInAtEachOther() {
        try (EmccLab lab = EmccLab.builder()
                .companies(Company.newYork(), Company.london(), Company.tokyo())
                .start()) {
            logInAndOut(lab, "haruto", "SEP00AA11BB22C1");
            logInAndOut(lab, "alice", "SEP0011AABBCCD4");
            logInAndOut(lab, "nora", "SEP00CC33DD44E3");
            assertThat(lab.phone("SEP0011AABBCCD4").fetchedFiles())
                    .anySatisfy(file -> assertThat(new String(file.bytes(), java.nio.charset.StandardCharsets.UTF_8))
                            .contains("rdp-LON-IE")
                            .contains("Europe/Dublin"));
        }
    }

    @Test
    void labsRunSideBySide() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                runs.add(pool.submit(() -> {
                    try (EmccLab lab = EmccLab.start()) {
                        logInAndOut(lab, "alice", "SEP0011AABBCCD1");
                    }
                }));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void clustersOfALabShareNoNameOfAnything() {
        assertRefused(
                "clusters of a lab must not share a phone, but two have SEP00AA11BB22C1",
                Company.builder("PAR", "cucm-par.example.com")
                        .site(Site.in("FR", "Paris").phones("SEP00AA11BB22C1").build()));
        assertRefused(
                "clusters of a lab must not share a node name, but two have cucm-nyc.example.com",
                Company.builder("PAR", "cucm-nyc.example.com")
                        .site(Site.in("FR", "Paris").build()));
        assertRefused(
                "a lab must have at least two clusters with different ids, but has [Company[NYC], Company[NYC]]",
                Company.newYork().toBuilder());
    }

    private static void assertRefused(String rule, Company.Builder second) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmccLab.builder().companies(Company.newYork(), second.build()))
                .withMessage(rule);
    }

    /** The certificates lie in memory until somebody wants files; what lies there then is what is exchanged next. */
    @Test
    void certificateFilesAreThereWhenTheyAreAskedFor() {
        Path directory;
        try (EmccLab lab = EmccLab.start()) {
            directory = lab.certificateDirectory();
            assertThat(directory).isDirectoryContaining(file -> file.toString().endsWith(".pkcs12"));
            assertThat(lab.certificateDirectory()).isEqualTo(directory);
            lab.exchangeCertificates();
        }
        assertThat(Files.exists(directory)).isFalse();
    }
}
