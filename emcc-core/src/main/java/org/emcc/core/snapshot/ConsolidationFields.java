package org.emcc.core.snapshot;

import java.time.Instant;
import java.util.List;

/**
 * The fields of a bulk certificate exchange. What this cluster did in the bulk exchange of certificates.
 *
 * <p>Source: certificates 2; emcc-behaviour 8.4.
 *
 * @since 0.1.0
 */
public final class ConsolidationFields {
    /** IP Address. */
    public static final ObjectField<String> SFTP_SERVER =
            ObjectField.text("sftpServer", "IP Address", 255).byHand().make();

    /** Directory. */
    public static final ObjectField<String> SFTP_DIRECTORY =
            ObjectField.text("sftpDirectory", "Directory", 255).byHand().make();

    /** Exported. */
    public static final ObjectField<Instant> EXPORTED =
            ObjectField.instant("exported", "Exported").make();

    /** Consolidated here. */
    public static final ObjectField<Instant> CONSOLIDATED =
            ObjectField.instant("consolidated", "Consolidated here").make();

    /** Imported. */
    public static final ObjectField<Instant> IMPORTED =
            ObjectField.instant("imported", "Imported").make();

    static final List<ObjectField<?>> ALL = List.of(SFTP_SERVER, SFTP_DIRECTORY, EXPORTED, CONSOLIDATED, IMPORTED);

    private ConsolidationFields() {}
}
