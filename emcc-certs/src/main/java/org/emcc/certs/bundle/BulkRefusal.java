package org.emcc.certs.bundle;

import java.util.List;
import java.util.stream.Collectors;
import org.emcc.certs.internal.Printable;
import org.emcc.core.Problem;

/**
 * Why an action of Bulk Certificate Management is refused.
 *
 * <p>Source: certificates 1.2 (what the product's page demands before it offers an action), 1.12 (manifest, approval).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum BulkRefusal {
    /** Fewer than two clusters have exported; where clusters are not stated, fewer than two nodes. */
    TOO_FEW_EXPORTS(
            "EMCC-CERTS-0001",
            "the depot must hold files of at least two clusters before they can be consolidated",
            "export on every cluster, to the same directory of the same server, then consolidate again"),

    /** There is no consolidated file. */
    NOT_CONSOLIDATED(
            "EMCC-CERTS-0002",
            "the depot must hold a consolidated file before it can be imported",
            "export on every cluster and consolidate on one, then import again; or take bundle() or preview() where the product"
                    + " consolidated, which leaves no manifest"),

    /**
     * A file cannot be read or holds no certificate. Without it a cluster would be missing, which shows only when a login
     * fails; so nothing is done (the product's behaviour is not public).
     */
    UNREADABLE_FILE(
            "EMCC-CERTS-0003",
            "every certificate file in the depot must be readable and hold a certificate",
            "export again what the problems name, or retire those nodes, then repeat"),

    /**
     * A file does not have, or no longer has, the content by which its manifest names it; or other writers laid down manifests
     * faster than they could be read, or consolidated each time before this one had.
     */
    CHANGED_FILE(
            "EMCC-CERTS-0004",
            "every file that a manifest names must have the content of the manifest's hash",
            "repeat when the other clusters have finished; if it stays so, consolidate again where a BULK file is named,"
                    + " and export again or retire the node where a STORE file is"),

    /** There are manifests, and a STORE file that none of them names; see {@link UnlistedFiles}. */
    UNLISTED_FILE(
            "EMCC-CERTS-0005",
            "where manifests are, one of them must name every certificate file that counts",
            "find out who wrote what the problems name; then admit unlisted files, or take those out of the directory"),

    /** A manifest is whole and yet not understood: of a later version, or not ours. */
    UNREADABLE_MANIFEST(
            "EMCC-CERTS-0006",
            "every manifest in the depot must be readable",
            "consolidate with the version that wrote what the problems name, or take those manifests out of the directory"),

    /** A certificate is distrusted, or not approved where approvals are demanded; see {@link CertificateChecks}. */
    UNTRUSTED_CERTIFICATE(
            "EMCC-CERTS-0007",
            "no certificate may be distrusted, and where approvals are demanded each must be approved",
            "find out who exported what the problems name; then approve it, or retire its node"),

    /**
     * An export is for a node that another cluster stated to be its own, or states no cluster for it: two clusters have a node of one name.
     * One of them would have lost its certificate, or have been believed to have that of the other.
     */
    NODE_OF_ANOTHER_CLUSTER(
            "EMCC-CERTS-0008",
            "a node for which a cluster was stated takes exports of that cluster only",
            "if it is the same cluster, state it; if that cluster has given the node up, retire the node first; else give one of"
                    + " the two nodes another name; then export again");

    private static final int SAID = 3;

    private final String code;
    private final String message;
    private final String remedy;

    BulkRefusal(String code, String message, String remedy) {
        this.code = code;
        this.message = message;
        this.remedy = remedy;
    }

    /**
     * The stable code.
     *
     * @return such as {@code EMCC-CERTS-0001}
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

    /** What is thrown where there is no result to say it: the code, the rule, the first files at fault, the remedy. */
    IllegalStateException exception(List<Problem> problems) {
        String files = problems.stream()
                .limit(SAID)
                .map(each -> Printable.of(each.toString()))
                .collect(Collectors.joining("; "));
        return new IllegalStateException(code + ": " + message + (files.isEmpty() ? "" : ", but " + files)
                + (problems.size() > SAID ? "; and " + (problems.size() - SAID) + " more" : "") + ". Remedy: "
                + remedy + ".");
    }
}
