package org.emcc.tftp.trust;

import java.util.Arrays;
import java.util.Optional;

/**
 * The two kinds of trust list.
 *
 * <p>Source: phone-config-files 1, 6.5.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum TrustListKind {
    /** The certificate trust list: one for a cluster, in mixed mode only. */
    CTL("CTLFile.tlv"),
    /** The initial trust list of one TFTP node. */
    ITL("ITLFile.tlv");

    private final String fileName;

    TrustListKind(String fileName) {
        this.fileName = fileName;
    }

    /**
     * The name in the header, also of a list that is downloaded as {@code ITLSEP<MAC>.tlv}.
     *
     * @return the name
     */
    public String fileName() {
        return fileName;
    }

    /** The kind by the name in the header, to the letter. */
    static Optional<TrustListKind> of(String fileName) {
        return Arrays.stream(values())
                .filter(kind -> kind.fileName.equals(fileName))
                .findFirst();
    }
}
