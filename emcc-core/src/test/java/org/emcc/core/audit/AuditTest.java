package org.emcc.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The engine of the audit. */
class AuditTest {
    @Test
    void aGoodPairHasNoErrors() {
        AuditReport report = AuditFixtures.audit(AuditFixtures.newYork(), AuditFixtures.london());

        assertThat(report.isFreeOfErrors()).isTrue();
        assertThat(report.unchecked()).isEmpty();
    }
}
