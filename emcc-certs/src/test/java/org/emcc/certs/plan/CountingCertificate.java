package org.emcc.certs.plan;

import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.Principal;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.security.auth.x500.X500Principal;

/** A certificate that counts how often all of its kind are compared, and asked for what they are compared by. */
public class CountingCertificate extends X509Certificate {
    private static final long serialVersionUID = 1L;

    private final transient X509Certificate real;
    private final transient Map<String, Long> counts;

    /**
     * Counts beside others.
     *
     * @param real what it is like
     * @param counts where all of its kind count
     */
    public CountingCertificate(X509Certificate real, Map<String, Long> counts) {
        this.real = real;
        this.counts = counts;
    }

    /** Nothing counted yet. */
    public static Map<String, Long> counts() {
        return new TreeMap<>();
    }

    private void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    @Override
    public boolean equals(Object other) {
        count("equals");
        return other instanceof CountingCertificate that && real.equals(that.real);
    }

    @Override
    public int hashCode() {
        count("hash");
        return real.hashCode();
    }

    @Override
    public X500Principal getSubjectX500Principal() {
        count("subject");
        return real.getSubjectX500Principal();
    }

    @Override
    public X500Principal getIssuerX500Principal() {
        count("issuer");
        return real.getIssuerX500Principal();
    }

    @Override
    public BigInteger getSerialNumber() {
        count("serial");
        return real.getSerialNumber();
    }

    @Override
    public byte[] getEncoded() throws CertificateEncodingException {
        count("encoded");
        return real.getEncoded();
    }

    @Override
    public Date getNotBefore() {
        count("from");
        return real.getNotBefore();
    }

    @Override
    public Date getNotAfter() {
        count("until");
        return real.getNotAfter();
    }

    @Override
    public void checkValidity() throws CertificateExpiredException, CertificateNotYetValidException {
        real.checkValidity();
    }

    @Override
    public void checkValidity(Date date) throws CertificateExpiredException, CertificateNotYetValidException {
        real.checkValidity(date);
    }

    @Override
    public int getVersion() {
        return real.getVersion();
    }

    @Override
    @SuppressWarnings("deprecation")
    public Principal getIssuerDN() {
        return getIssuerX500Principal();
    }

    @Override
    @SuppressWarnings("deprecation")
    public Principal getSubjectDN() {
        return getSubjectX500Principal();
    }

    @Override
    public byte[] getTBSCertificate() throws CertificateEncodingException {
        return real.getTBSCertificate();
    }

    @Override
    public byte[] getSignature() {
        return real.getSignature();
    }

    @Override
    public String getSigAlgName() {
        return real.getSigAlgName();
    }

    @Override
    public String getSigAlgOID() {
        return real.getSigAlgOID();
    }

    @Override
    public byte[] getSigAlgParams() {
        return real.getSigAlgParams();
    }

    @Override
    public boolean[] getIssuerUniqueID() {
        return real.getIssuerUniqueID();
    }

    @Override
    public boolean[] getSubjectUniqueID() {
        return real.getSubjectUniqueID();
    }

    @Override
    public boolean[] getKeyUsage() {
        return real.getKeyUsage();
    }

    @Override
    public int getBasicConstraints() {
        return real.getBasicConstraints();
    }

    @Override
    public void verify(PublicKey key)
            throws CertificateException, NoSuchAlgorithmException, InvalidKeyException, NoSuchProviderException,
                    SignatureException {
        real.verify(key);
    }

    @Override
    public void verify(PublicKey key, String provider)
            throws CertificateException, NoSuchAlgorithmException, InvalidKeyException, NoSuchProviderException,
                    SignatureException {
        real.verify(key, provider);
    }

    @Override
    public String toString() {
        return real.toString();
    }

    @Override
    public PublicKey getPublicKey() {
        return real.getPublicKey();
    }

    @Override
    public boolean hasUnsupportedCriticalExtension() {
        return real.hasUnsupportedCriticalExtension();
    }

    @Override
    public Set<String> getCriticalExtensionOIDs() {
        return real.getCriticalExtensionOIDs();
    }

    @Override
    public Set<String> getNonCriticalExtensionOIDs() {
        return real.getNonCriticalExtensionOIDs();
    }

    @Override
    public byte[] getExtensionValue(String oid) {
        return real.getExtensionValue(oid);
    }
}
