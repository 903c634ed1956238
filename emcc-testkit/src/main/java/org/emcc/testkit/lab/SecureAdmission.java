package org.emcc.testkit.lab;

import java.security.cert.X509Certificate;
import java.util.function.Predicate;
import org.emcc.core.id.DeviceName;
import org.emcc.sip.registration.DeviceAdmission;
import org.emcc.sip.transport.Flow;

/** Lets a secure device register only with the certificate that bears its name, and so over TLS only (sip 4.9 and 4.10). */
final class SecureAdmission implements DeviceAdmission {
    private final DeviceAdmission admission;
    private final Predicate<DeviceName> secure;

    SecureAdmission(DeviceAdmission admission, Predicate<DeviceName> secure) {
        this.admission = admission;
        this.secure = secure;
    }

    @Override
    public Verdict verdict(DeviceName device) {
        return admission.verdict(device);
    }

    @Override
    public Verdict verdict(DeviceName device, Flow flow) {
        Verdict verdict = admission.verdict(device);
        return verdict == Verdict.ADMITTED && secure.test(device) && !isShown(device, flow)
                ? Verdict.FORBIDDEN
                : verdict;
    }

    private static boolean isShown(DeviceName device, Flow flow) {
        return flow.peerCertificates().stream()
                .limit(1)
                .anyMatch(shown -> shown instanceof X509Certificate certificate
                        && certificate.getSubjectX500Principal().equals(PhoneCertificate.nameOf(device)));
    }
}
