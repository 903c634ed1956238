package org.emcc.tftp.trust;

/**
 * Why a file or a trust list is not trusted.
 *
 * <p>Source: phone-config-files 2.4, 6.5 (verification), 7, 8.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum TrustRefusal {
    /** The signature is not that of the file by the key. */
    BAD_SIGNATURE(
            "EMCC-TFTP-0001",
            "the signature must be that of the file, by the key of the signer it names",
            "let the signing cluster build the file again; a file that was changed on the way looks like this too"),

    /** The key cannot have made the signature. */
    UNFIT_KEY(
            "EMCC-TFTP-0002",
            "the key of the signer must be RSA of at least 1024 bits, as long as the signature, and the same in its record"
                    + " and its certificate",
            "sign with an RSA certificate, also where phones use elliptic curves, and list that certificate as it is"),

    /** The digest or the algorithm of the signature has a number that nothing is known of. */
    UNKNOWN_ALGORITHM(
            "EMCC-TFTP-0003",
            "the signature must be by RSA over SHA-1, SHA-256 or SHA-512",
            "set the TFTP File Signature Algorithm of the signing cluster to SHA-1 or SHA-512"),

    /** A trust list without its own signer. */
    SIGNER_NOT_LISTED(
            "EMCC-TFTP-0004",
            "a trust list must have a record with the role SAST for its own signer",
            "build the list again with the signer's certificate in the role SAST"),

    /** A trust list that breaks phones. */
    LIST_TOO_LARGE(
            "EMCC-TFTP-0005",
            "a trust list must have at most 65536 bytes, which is about 39 certificates",
            "delete certificates that are no longer needed, old imports of other clusters first, and build the list again"),

    /** The name inside is not the one that the phone expects, or the file is of another kind than the name that it asked. */
    WRONG_NAME(
            "EMCC-TFTP-0006",
            "the name in the header must be ITLFile.tlv or CTLFile.tlv in a trust list, whatever it is downloaded as, and the"
                    + " name that was asked in any other file; and the file must be of the kind that was asked",
            "build the file again with the right name in its header; a file of another phone looks like this too"),

    /** Nobody whom the phone trusts knows the signer, and there is nobody to ask. */
    UNKNOWN_SIGNER(
            "EMCC-TFTP-0007",
            "the signer must be in a trust list that the phone holds, or the phone must hold a list with a TVS that it can ask",
            "put the signer's certificate in the trust list, or a TVS record, and let the phone fetch the list first"),

    /** TVS says no. */
    DENIED_BY_TVS(
            "EMCC-TFTP-0008",
            "a signer that no list of the phone has must be known to the TVS of the cluster whose list the phone holds",
            "export, consolidate and import certificates in both directions, ITLRecovery with them, then restart TVS"),

    /** TVS does not answer. */
    TVS_UNREACHABLE(
            "EMCC-TFTP-0009",
            "a signer that no list of the phone has must be asked of TVS, which did not answer",
            "start TVS, and open port 2445 from the phone to it"),

    /** TVS knows the signer, but not as one that may sign this. */
    WRONG_ROLE(
            "EMCC-TFTP-0010",
            "the signer must have the role SAST for a trust list, and TFTP or CCM+TFTP for any other file",
            "import the signer's certificate as the type it is: for trust lists into Phone-SAST-trust");

    private final String code;
    private final String message;
    private final String remedy;

    TrustRefusal(String code, String message, String remedy) {
        this.code = code;
        this.message = message;
        this.remedy = remedy;
    }

    /**
     * The stable code.
     *
     * @return such as {@code EMCC-TFTP-0001}
     */
    public String code() {
        return code;
    }

    /**
     * What rule was broken.
     *
     * @return a plain sentence
     */
    public String message() {
        return message;
    }

    /**
     * What an operator does next.
     *
     * @return a plain sentence
     */
    public String remedy() {
        return remedy;
    }
}
