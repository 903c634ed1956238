package org.emcc.core.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.id.Release;
import org.emcc.core.session.ErrorCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every row of emcc-behaviour 8.1; 0 stands for success. */
class SecurityMatrixTest {
    @ParameterizedTest
    @CsvSource({
        // both 9.x or later
        "9.0, 9.0, MIXED, MIXED, SECURE, 0",
        "9.0, 9.0, MIXED, MIXED, NONSECURE, 0",
        "9.0, 9.0, MIXED, NONSECURE, NONSECURE, 0",
        "9.0, 9.0, NONSECURE, MIXED, SECURE, 46",
        "9.0, 9.0, NONSECURE, NONSECURE, NONSECURE, 0",
        // visiting 8.x
        "8.6, 9.0, MIXED, MIXED, SECURE, 45",
        "8.6, 9.0, MIXED, MIXED, NONSECURE, 0",
        "8.6, 9.0, MIXED, NONSECURE, NONSECURE, 0",
        "8.6, 9.0, NONSECURE, MIXED, SECURE, 45",
        "8.6, 9.0, NONSECURE, NONSECURE, NONSECURE, 0",
        // home 8.x
        "9.0, 8.6, MIXED, MIXED, SECURE, 45",
        "9.0, 8.6, MIXED, MIXED, NONSECURE, 0",
        "9.0, 8.6, MIXED, NONSECURE, NONSECURE, 0",
        "9.0, 8.6, NONSECURE, MIXED, SECURE, 45",
        "9.0, 8.6, NONSECURE, NONSECURE, NONSECURE, 0",
        // the row that every table lacks
        "9.0, 9.0, NONSECURE, MIXED, NONSECURE, 0",
        "8.6, 9.0, NONSECURE, MIXED, NONSECURE, 0",
        "9.0, 8.6, NONSECURE, MIXED, NONSECURE, 0",
        // no table: a secure phone of a nonsecure cluster, and two old clusters
        "9.0, 9.0, MIXED, NONSECURE, SECURE, 45",
        "9.0, 9.0, NONSECURE, NONSECURE, SECURE, 45",
        "8.6, 8.6, MIXED, MIXED, SECURE, 45",
        "8.6, 8.6, MIXED, MIXED, NONSECURE, 0",
        // the border lies at 9.0, however it is written
        "8.6(1)SU3, 15SU2, MIXED, MIXED, SECURE, 45",
        "9.1.2, 10.5.2.11900-3, MIXED, MIXED, SECURE, 0",
        "9, 14, MIXED, MIXED, SECURE, 0"
    })
    void eachRowOfTheTables(
            String visiting,
            String home,
            ClusterSecurityMode homeMode,
            ClusterSecurityMode visitingMode,
            PhoneSecurity phone,
            int code) {
        assertThat(SecurityMatrix.refusal(Release.parse(visiting), visitingMode, Release.parse(home), homeMode, phone)
                        .map(ErrorCode::number)
                        .orElse(0))
                .isEqualTo(code);
    }
}
