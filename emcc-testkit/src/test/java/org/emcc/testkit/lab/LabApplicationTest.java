package org.emcc.testkit.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.emcc.core.em.ApiResponse;
import org.emcc.core.em.http.ApiAnswer;
import org.emcc.core.em.http.EmApiClient;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.UserId;
import org.emcc.core.user.Pin;
import org.emcc.testing.Canary;
import org.emcc.testkit.phone.VirtualPhone;
import org.junit.jupiter.api.Test;

/** An application, a phone and two clusters, which talk over HTTPS only. */
class LabApplicationTest {
    private static final DeviceName DESK = DeviceName.of("SEP0011AABBCCD2");
    private static final UserId NORA = UserId.of("nora");

    private static <T extends ApiResponse> T answered(CompletableFuture<ApiAnswer<T>> call) {
        ApiAnswer<T> answer = call.join();
        assertThat(answer).isInstanceOf(ApiAnswer.Answered.class);
        return ((ApiAnswer.Answered<T>) answer).response();
    }

    @Test
    void anApplicationSeesAVisitorAndEndsTheVisit() {
        try (EmccLab lab = EmccLab.start()) {
            LabCluster london = lab.cluster("LON");
            EmApiClient application = london.application();
            VirtualPhone phone = lab.phone("SEP0011AABBCCD1");
            Pin pin = lab.cluster("NYC").company().pins().get(UserId.of("alice"));
            phone.start().join();
            lab.awaitRegistration(phone, "LON");
            phone.logIn("alice", pin);
            lab.awaitRegistration(phone, "NYC");
            answered(application.login(DESK, NORA));

            assertThat(answered(application.deviceUsers(List.of(phone.name(), DESK)))
                            .devices())
                    .extracting(device -> device.user().user().orElseThrow().value())
                    .containsExactly("alice", "nora");
            assertThat(answered(lab.cluster("NYC").application().deviceUsers(List.of(phone.name())))
                            .devices())
                    .extracting(ApiResponse.Device::emcc)
                    .containsExactly(ApiResponse.EmccDevice.YES);

            answered(application.logoutAll(EmApiClient.Confirmation.LOG_OUT_EVERYBODY));

            lab.awaitRegistration(phone, "LON");
            assertThat(lab.cluster("NYC").home().freeBaseDevices()).isEqualTo(3);
            assertThat(answered(application.userDevices(List.of(NORA))).users())
                    .containsExactly(new ApiResponse.Places(NORA, true, List.of()));
            assertThat(application).hasToString("EmApiClient[em-gateway]");
            Canary.mustNotBeIn("the log", Canary.log());
        }
    }
}
