package org.emcc.tftp.trust;

import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;
import org.emcc.core.Problem;

/** What may be written, but is weak or too much for phones (phone-config-files 2.5, 6.6). */
final class Remarks {
    /** More than these are not told of one list. */
    static final int MOST = 100;

    private Remarks() {}

    /** The first hundred, and one that says so when there are more. */
    static List<Problem> cut(List<Problem> all) {
        if (all.size() <= MOST) {
            return List.copyOf(all);
        }
        List<Problem> some = new ArrayList<>(all.subList(0, MOST));
        some.add(new Problem("list", "there are more problems than the " + MOST + " before, which are not told"));
        return List.copyOf(some);
    }

    static List<Problem> of(FileDigest digest, PublicKey signer) {
        List<Problem> remarks = new ArrayList<>();
        if (digest == FileDigest.SHA_1) {
            remarks.add(new Problem("digest", "SHA-1 is weak; use SHA-512 when all phones of the cluster know it"));
        }
        int bits = signer instanceof RSAPublicKey rsa ? rsa.getModulus().bitLength() : 0;
        if (bits > 2048) {
            remarks.add(new Problem("signer", "phones verify keys of at most 2048 bits, but this has " + bits));
        } else if (bits <= 1024) {
            remarks.add(new Problem("signer", "a key of 1024 bits is weak; use 2048"));
        }
        return List.copyOf(remarks);
    }
}
