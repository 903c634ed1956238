package org.emcc.certs.bundle;

/**
 * What becomes of certificate files that no manifest names, such as those which a cluster of the vendor's product exported. In a
 * depot whose manifests name no STORE file, or none but retired ones, all STORE files are read whatever is chosen here; and all BULK files where
 * no consolidation left a manifest.
 *
 * <p>A file that a manifest names and that has other content by now, as when the product exported again over it, is not one of these: what the
 * manifest names counts, and a problem says so. To take what lies there, export it here, or retire its node and admit what no manifest names.
 *
 * <p>A file of which no manifest speaks is read twice, and counts only when it was the same both times.
 *
 * <p>Source: certificates 1.12 (no manifest is documented for the product), 4.4 (C7).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum UnlistedFiles {
    /** STORE files have the consolidation refused; BULK files are passed over with a problem. */
    REFUSE,

    /** They are read like others, but for a STORE file that counts under another spelling: a node has one file of each type. */
    ADMIT
}
