package org.emcc.examples;

// tag::readme[]
import static org.emcc.testkit.assertion.EmccAssertions.assertThat;

import org.emcc.core.store.HomeLoginStore;
import org.emcc.core.user.Pin;
import org.emcc.testkit.contract.HomeLoginStoreContract;
import org.emcc.testkit.junit.EmccLabExtension;
import org.emcc.testkit.lab.EmccLab;
import org.emcc.testkit.phone.Display;
import org.emcc.testkit.phone.VirtualPhone;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmccLabExtension.class) // one lab for the class; a failure says what happened in it
class RoamingTest {
    @Test
    void aNewYorkerLogsInInLondon(EmccLab lab) {
        VirtualPhone phone = lab.phone("SEP0011AABBCCD1");
        phone.start().join();

        Display display = phone.logIn("alice", Pin.of("7193551802"));
        lab.awaitRegistration(phone, "NYC");

        assertThat(display).hasNoError();
        assertThat(phone).isInEmccMode();
    }

    @Nested // what every store keeps to, asked of yours
    class OwnStore extends HomeLoginStoreContract {
        @Override
        protected HomeLoginStore newStore() {
            return HomeLoginStore.inMemory(); // a new and empty one
        }

        @Override
        protected HomeLoginStore otherNode(HomeLoginStore store) {
            return store; // a second one over the same data, where there are nodes
        }
    }
}
// end::readme[]
