package org.emcc.testkit.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.user.Pin;
import org.emcc.testing.Canary;
import org.emcc.testkit.fixture.Company;
import org.emcc.testkit.fixture.Site;
import org.emcc.testkit.lab.EmccLab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two thousand secure phones of London in one JVM register over TLS, and a user of New York logs in at one in ten; twenty of them in
 * {@code mvn verify}. All phones need {@value #DESCRIPTORS_OF_A_PHONE} file descriptors each, four of their own and one of the call
 * manager, and the lab {@value #DESCRIPTORS_OF_THE_LAB}; where the process may not have as many, the test is skipped.
 */
@Timeout(600)
class ThousandsOfSecurePhonesTest {
    private static final int PHONES = Boolean.getBoolean("emcc.deep") ? Integer.getInteger("emcc.phones", 2_000) : 20;
    private static final int DESCRIPTORS_OF_A_PHONE = 5;
    private static final int DESCRIPTORS_OF_THE_LAB = 1_000;
    private static final Pin PIN = Pin.of(Canary.PIN);

    private static Company newYork() {
        Company.Builder company = Company.builder("NYC", "cucm-nyc.example.com")
                .securityMode(ClusterSecurityMode.MIXED)
                .site(Site.in("US", "New York").build())
                .baseDevices(PHONES);
        for (int i = 0; i < PHONES; i += 10) {
            company.user("user" + i, PIN, "User " + i, String.valueOf(2_125_550_000L + i));
        }
        return company.build();
    }

    private static Company london() {
        return Company.builder("LON", "cucm-lon.example.com")
                .securityMode(ClusterSecurityMode.MIXED)
                .site(Site.in("GB", "London")
                        .securePhonesFrom("SEP001100000000", PHONES)
                        .build())
                .build();
    }

    @Test
    void allRegisterOverTlsAndOneInTenLogsIn() throws Exception {
        Descriptors.require(
                (long) PHONES * DESCRIPTORS_OF_A_PHONE + DESCRIPTORS_OF_THE_LAB,
                PHONES + " secure phones and their lab");
        try (EmccLab lab =
                EmccLab.builder().companies(newYork(), london()).direct().start()) {
            List<VirtualPhone> phones = lab.cluster("LON").company().phones().stream()
                    .map(name -> lab.phone(name.value()))
                    .toList();
            assertThat(phones).hasSize(PHONES);
            List<CompletableFuture<PhoneStatus>> starts =
                    phones.stream().map(VirtualPhone::start).toList();
            assertThat(starts)
                    .allSatisfy(start -> assertThat(start.join())
                            .isInstanceOfSatisfying(
                                    PhoneStatus.Registered.class,
                                    now -> assertThat(now.callManager())
                                            .isEqualTo(lab.cluster("LON").sipTlsAddress())));
            for (int i = 0; i < PHONES; i += 10) {
                assertThat(phones.get(i).logIn("user" + i, PIN).text()).startsWith("Login successful");
            }
            for (int i = 0; i < PHONES; i += 10) {
                lab.awaitRegistration(phones.get(i), "NYC");
                assertThat(phones.get(i).status())
                        .isEqualTo(new PhoneStatus.Registered(
                                lab.cluster("NYC").sipTlsAddress(), String.valueOf(2_125_550_000L + i), true));
            }
            assertThat(lab.cluster("NYC").home().freeBaseDevices()).isEqualTo(PHONES - (PHONES + 9) / 10);
        }
    }
}
