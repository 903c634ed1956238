package org.emcc.tftp;

import static org.assertj.core.api.Assertions.assertThat;

import org.emcc.testing.Canary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs after all tests of this module, in a process of its own, as the root POM says: no PIN is where none may be. */
class CanaryCheck {
    @Test
    void noTestOfThisModuleHasLeakedThePin() {
        assertThat(Canary.sightings()).isEmpty();
    }

    @AfterEach
    void forget() {
        Canary.forget();
    }
}
