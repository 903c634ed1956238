package org.emcc.certs.pkcs12;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.MacData;

/**
 * The MAC of a file. Only the octets of the digest are compared: the structure around them differs between writers.
 *
 * <p>Source: certificates 2.1, 2.4 (wrong answers of a comparison of structures).
 */
record Integrity(HashFunction hash, ASN1OctetString digest, ASN1OctetString salt, int iterations) {
    static final String WHERE = "MAC";

    /** May throw what the ASN.1 library throws on malformed input: see {@link Guard}. */
    static Integrity of(MacData mac, Pkcs12Limits limits) throws MalformedException {
        ASN1ObjectIdentifier id = mac.getMac().getAlgorithmId().getAlgorithm();
        HashFunction hash = HashFunction.ofDigest(id)
                .orElseThrow(
                        () -> new MalformedException(WHERE, "is made by " + id.getId() + ", which is not supported"));
        return new Integrity(
                hash,
                new DEROctetString(mac.getMac().getDigest()),
                Guard.salt(mac.getSalt(), WHERE, limits),
                Guard.iterations(mac.getIterationCount(), WHERE, limits));
    }

    /** The hash iterations that {@link #verify} runs at most. */
    long work(FilePassword password) {
        long once = Derivations.work(hash, hash.octets(), iterations);
        return password.isEmpty() ? 2 * once : once;
    }

    boolean verify(byte[] content, FilePassword password, Derivations derivations) throws GeneralSecurityException {
        for (byte[] form : Derivations.oldForms(password)) {
            if (MessageDigest.isEqual(
                    digest.getOctets(), compute(hash, salt.getOctets(), iterations, form, content, derivations))) {
                return true;
            }
        }
        return false;
    }

    static byte[] compute(
            HashFunction hash, byte[] salt, int iterations, byte[] form, byte[] content, Derivations derivations)
            throws GeneralSecurityException {
        byte[] key = derivations.pkcs12(form, hash, salt, Derivations.Purpose.MAC, iterations, hash.octets());
        Mac mac = Mac.getInstance(hash.hmac());
        mac.init(new SecretKeySpec(key, hash.hmac()));
        return mac.doFinal(content);
    }
}
