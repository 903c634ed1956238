package org.emcc.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Runs what the README shows, so that its comments stay true. */
class ExamplesTest {
    @Test
    void theEmbeddersClustersLogAUserInAndOut() {
        assertThat(EmbedderExample.run()).isEqualTo("LOGGED_IN LoggedOut");
    }

    @Test
    void theTestAuthorsPhoneGoesToNewYork() {
        assertThat(TestAuthorExample.run()).isEqualTo("Login successful. The phone restarts now. / true");
    }

    @Test
    void theVendorsToolNamesAllThreeCauses() {
        assertThat(VendorExample.run()).isEqualTo("201 39 44");
    }
}
