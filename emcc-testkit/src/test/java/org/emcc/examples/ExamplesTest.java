package org.emcc.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Runs what the README shows, so that its comments stay true. */
class ExamplesTest {
    @Test
    void aServiceAddressIsRead() {
        assertThat(ServiceAddressExample.run()).isEqualTo("tftp.home.example 6969");
    }
}
