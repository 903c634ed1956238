package org.emcc.testkit.lab;

import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.net.ssl.X509ExtendedKeyManager;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.bundle.NodeCertificate;
import org.emcc.certs.bundle.NodeIdentity;
import org.emcc.certs.trust.ClusterTls;
import org.emcc.certs.trust.TrustStoreName;
import org.emcc.certs.trust.TrustStores;
import org.emcc.core.id.DeviceName;
import org.emcc.tftp.content.Content;
import org.emcc.tftp.content.ContentAnswer;
import org.emcc.tftp.content.ContentSource;
import org.emcc.tftp.content.DeviceTrustLists;
import org.emcc.tftp.content.SignedContent;
import org.emcc.tftp.trust.FileDigest;
import org.emcc.tftp.trust.FileSigner;
import org.emcc.tftp.trust.SignerId;
import org.emcc.tftp.trust.TrustList;
import org.emcc.tftp.trust.TrustListKind;
import org.emcc.tftp.trust.TrustRecord;
import org.emcc.tftp.trust.TrustRole;
import org.emcc.tftp.trust.TrustVerifier;

/**
 * Why phones believe a cluster, and its call manager its phones: trust lists and signed files, the trust verification service, and the
 * certificates that CAPF issues.
 *
 * <p>Source: phone-config-files 2.2, 4.5, 6.5 and 8; certificates 1.10. What TVS takes a certificate for follows from the store that
 * holds it (inferred).
 */
final class LabTrust {
    private final NodeIdentity callManager;
    private final NodeIdentity capf;
    private final Supplier<TrustStores> imported;
    private final Clock clock;
    private final AtomicLong serials = new AtomicLong();

    LabTrust(NodeIdentity callManager, NodeIdentity capf, Supplier<TrustStores> imported, Clock clock) {
        this.callManager = callManager;
        this.capf = capf;
        this.imported = imported;
        this.clock = clock;
    }

    private static X509Certificate of(NodeIdentity identity) {
        return identity.certificate().certificate();
    }

    /**
     * Both forms of all files, and the trust lists.
     *
     * @param files the plain files
     * @param mixed whether there is a CTL too
     * @param known which phones get the lists
     * @param threads where files are signed
     */
    ContentSource over(ContentSource files, boolean mixed, Predicate<DeviceName> known, Executor threads) {
        FileSigner signer = FileSigner.of(of(callManager), callManager.privateKey());
        Map<TrustListKind, Content> lists = new EnumMap<>(TrustListKind.class);
        lists.put(TrustListKind.ITL, list(TrustListKind.ITL, signer));
        if (mixed) {
            lists.put(TrustListKind.CTL, list(TrustListKind.CTL, signer));
        }
        ContentSource withLists = request -> switch (request.name().value()) {
            case "itlfile.tlv" -> new ContentAnswer.Found(lists.get(TrustListKind.ITL));
            case "ctlfile.tlv" ->
                lists.containsKey(TrustListKind.CTL)
                        ? new ContentAnswer.Found(lists.get(TrustListKind.CTL))
                        : new ContentAnswer.NotFound();
            default -> files.find(request);
        };
        return SignedContent.builder(DeviceTrustLists.of(withLists, known), signer, threads)
                .digest(FileDigest.SHA_512)
                .clock(clock)
                .build();
    }

    private Content list(TrustListKind kind, FileSigner signer) {
        TrustList.Builder list = TrustList.builder(kind, clock.instant())
                .record(record(TrustRole.SAST, of(callManager)))
                .record(record(TrustRole.CCM_TFTP, of(callManager)))
                .record(record(TrustRole.CAPF, of(capf)));
        if (kind == TrustListKind.ITL) {
            list.record(record(TrustRole.TVS, of(callManager)));
        }
        return Content.of(list.digest(FileDigest.SHA_512).build(signer).encode(), "1");
    }

    private static TrustRecord record(TrustRole role, X509Certificate certificate) {
        return TrustRecord.builder(role).certificate(certificate).build();
    }

    /** What its TVS says: of its own call manager, and of those that were imported. */
    TrustVerifier.Answer verify(SignerId asked) {
        if (SignerId.of(of(callManager)).matches(asked)) {
            return answer(of(callManager), Set.of(TrustRole.SAST, TrustRole.CCM_TFTP));
        }
        TrustStores stores = imported.get();
        Set<TrustRole> roles = new HashSet<>();
        List<X509Certificate> found = List.of();
        for (TrustStoreName store : List.of(TrustStoreName.PHONE_SAST_TRUST, TrustStoreName.CALL_MANAGER_TRUST)) {
            List<X509Certificate> here = stores.certificates(store).stream()
                    .filter(each -> SignerId.of(each).matches(asked))
                    .toList();
            if (!here.isEmpty()) {
                roles.add(store.equals(TrustStoreName.PHONE_SAST_TRUST) ? TrustRole.SAST : TrustRole.CCM_TFTP);
                found = here;
            }
        }
        return found.isEmpty() ? new TrustVerifier.Invalid() : answer(found.get(0), roles);
    }

    private TrustVerifier.Answer answer(X509Certificate certificate, Set<TrustRole> roles) {
        try {
            certificate.checkValidity(Date.from(clock.instant()));
            return new TrustVerifier.Valid(certificate, roles);
        } catch (CertificateException e) {
            return new TrustVerifier.Invalid();
        }
    }

    /** The certificate of a phone, new each time, as after each enrolment. */
    X509ExtendedKeyManager issue(DeviceName device) {
        KeyPair keys = LabKeys.made();
        X509Certificate certificate = PhoneCertificate.issue(device, keys.getPublic(), capf, serials.incrementAndGet());
        NodeCertificate named = new NodeCertificate(device.value(), CertificateType.CAPF, certificate);
        return ClusterTls.keyManager(NodeIdentity.of(named, List.of(of(capf)), keys.getPrivate()));
    }
}
