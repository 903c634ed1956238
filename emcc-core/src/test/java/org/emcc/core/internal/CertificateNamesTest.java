package org.emcc.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What certificates name is tested with certificates, beside the EM service. */
class CertificateNamesTest {
    @Test
    void findsCommonNamesWhereverTheyStandAndOnlyThose() {
        assertThat(CertificateNames.commonNames("CN=a\\,b+OU=x,O=CN\\=c,cn=d")).containsExactly("a,b", "d");
    }
}
