package org.emcc.bench;

import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.crypto.util.PBKDF2Config;
import org.bouncycastle.pkcs.PKCS12PfxPdu;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBagFactory;
import org.bouncycastle.pkcs.jcajce.JcaPKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilderProvider;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;
import org.emcc.certs.pkcs12.CertificateBag;
import org.emcc.certs.pkcs12.Pkcs12Profile;

/** What one writes with Bouncy Castle's bags when one follows its examples, with one instance of its provider for all files. */
final class BouncyCastleBags {
    private final Provider provider;
    private final char[] password;

    BouncyCastleBags(Provider provider, char[] password) {
        this.provider = provider;
        this.password = password.clone();
    }

    List<X509Certificate> read(byte[] octets) throws Exception {
        PKCS12PfxPdu file = new PKCS12PfxPdu(octets);
        if (file.hasMac()
                && !file.isMacValid(new JcePKCS12MacCalculatorBuilderProvider().setProvider(provider), password)) {
            throw new IllegalStateException("the MAC does not fit");
        }
        JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
        List<X509Certificate> certificates = new ArrayList<>();
        for (ContentInfo safe : file.getContentInfos()) {
            PKCS12SafeBagFactory bags = safe.getContentType().equals(PKCSObjectIdentifiers.encryptedData)
                    ? new PKCS12SafeBagFactory(
                            safe,
                            new JcePKCSPBEInputDecryptorProviderBuilder()
                                    .setProvider(provider)
                                    .build(password))
                    : new PKCS12SafeBagFactory(safe);
            for (PKCS12SafeBag bag : bags.getSafeBags()) {
                certificates.add(converter.getCertificate((X509CertificateHolder) bag.getBagValue()));
            }
        }
        if (certificates.isEmpty()) {
            throw new IllegalStateException("nothing was read");
        }
        return certificates;
    }

    byte[] write(List<CertificateBag> certificates, Pkcs12Profile profile) throws Exception {
        List<PKCS12SafeBag> bags = new ArrayList<>();
        for (CertificateBag each : certificates) {
            PKCS12SafeBagBuilder bag = new JcaPKCS12SafeBagBuilder(each.certificate());
            each.friendlyName()
                    .ifPresent(name ->
                            bag.addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_friendlyName, new DERBMPString(name)));
            bags.add(bag.build());
        }
        PKCS12PfxPduBuilder file = new PKCS12PfxPduBuilder();
        if (profile == Pkcs12Profile.PLAIN) {
            for (PKCS12SafeBag bag : bags) {
                file.addData(bag);
            }
            return file.build(null, password).getEncoded("DER");
        }
        int iterations = profile == Pkcs12Profile.JDK ? 10_000 : 2048;
        file.addEncryptedData(
                new JcePKCSPBEOutputEncryptorBuilder(
                                new PBKDF2Config.Builder()
                                        .withPRF(PBKDF2Config.PRF_SHA256)
                                        .withIterationCount(iterations)
                                        .build(),
                                NISTObjectIdentifiers.id_aes256_CBC)
                        .setProvider(provider)
                        .build(password),
                bags.toArray(new PKCS12SafeBag[0]));
        return file.build(
                        new JcePKCS12MacCalculatorBuilder(NISTObjectIdentifiers.id_sha256)
                                .setIterationCount(iterations)
                                .setProvider(provider),
                        password)
                .getEncoded("DER");
    }
}
