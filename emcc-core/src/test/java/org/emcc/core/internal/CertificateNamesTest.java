package org.emcc.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;

/** What certificates name is tested with certificates, beside the EM service. */
class CertificateNamesTest {
    @Test
    void findsCommonNamesWhereverTheyStandAndOnlyThose() {
        assertThat(CertificateNames.commonNames(new X500Principal("CN=a\\,b+OU=x,O=CN\\=c,cn=d")))
                .containsExactlyInAnyOrder("a,b", "d");
    }

    @Test
    void takesOnlyLettersOfAsciiForEachOther() {
        assertThat(HostNames.normal("Kiev.Example.")).isEqualTo("kiev.example");
        assertThat(HostNames.normal("\u212Aiev.example")).isNotEqualTo("kiev.example");
    }

    @Test
    void tellsAddressesFromNames() {
        for (String address :
                new String[] {"10.1.1.1", "10.1.1.1.", "10.1", "0x7f", "2001:db8::1", "::ffff:10.1.1.1"}) {
            assertThat(HostNames.isAddress(address)).as(address).isTrue();
        }
        for (String name : new String[] {"ucm1", "1.a", "10.1.1.1.example", ""}) {
            assertThat(HostNames.isAddress(name)).as(name).isFalse();
        }
    }
}
