package org.emcc.tftp.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.emcc.core.id.ServiceAddress;
import org.emcc.tftp.config.EncryptionStub;
import org.emcc.tftp.config.VpnGroup;
import org.junit.jupiter.api.Test;

/** The hashes of certificates that phone files hold. */
class CertificateHashTest {
    private final X509Certificate phone = Identities.ofVector().certificate();
    private final X509Certificate other = Identities.rsa("CN=Other", "01", 1024).certificate();

    @Test
    void aStubIsForOneCertificate() throws Exception {
        List<ServiceAddress> capf = List.of(ServiceAddress.of("10.1.0.10"));
        EncryptionStub stub = EncryptionStub.of("load", phone, 3, capf);

        assertThat(HexFormat.of().parseHex(stub.certHash()))
                .isEqualTo(MessageDigest.getInstance("MD5").digest(phone.getEncoded()));
        assertThat(stub.isFor(phone)).isTrue();
        assertThat(stub.isFor(other)).isFalse();
        assertThat(new EncryptionStub(0, "", 0, List.of(), stub.certHash().toUpperCase(Locale.ROOT)).isFor(phone))
                .isTrue();
        assertThat(EncryptionStub.decodeOrThrow(stub.encode())).isEqualTo(stub);
        assertThat(stub.capf()).isEqualTo(capf);
        assertThat(stub.capfAuthMode()).isEqualTo(3);
        assertThatThrownBy(() -> EncryptionStub.of("load", phone, 0, capf))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("capfAuthMode");
        assertThatThrownBy(() -> EncryptionStub.of("load", phone, 3, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CAPF servers");
        assertThatThrownBy(() -> stub.isFor(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("phone");
    }

    @Test
    void aVpnGroupKnowsItsGateways() throws Exception {
        VpnGroup group = VpnGroup.builder(List.of("https://vpn"))
                .gateway(phone)
                .gateway(other)
                .build();

        assertThat(Base64.getDecoder().decode(group.certHashes().get(0)))
                .isEqualTo(MessageDigest.getInstance("SHA-1").digest(phone.getEncoded()));
        assertThat(group.certHashes()).hasSize(2).doesNotHaveDuplicates();
    }
}
