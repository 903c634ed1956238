package org.emcc.core.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class TrunkServiceTypeTest {
    @Test
    void readsTheTextsOfAxlAndOfThePage() {
        for (TrunkServiceType type : TrunkServiceType.values()) {
            assertThat(TrunkServiceType.byLabel(type.label().toUpperCase(Locale.ROOT)))
                    .contains(type);
        }
        assertThat(TrunkServiceType.byLabel("Extension Mobility Cross Clusters"))
                .contains(TrunkServiceType.EXTENSION_MOBILITY_CROSS_CLUSTER);
        assertThat(TrunkServiceType.byLabel("IP Multimedia System Service Control (ISC)"))
                .contains(TrunkServiceType.IMS_SERVICE_CONTROL);
        assertThat(TrunkServiceType.byLabel("Extension Mobility")).isEmpty();
    }
}
