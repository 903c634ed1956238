package org.emcc.core.store.jdbc;

import java.util.Optional;

/** The databases that the stores know. */
enum Dialect {
    POSTGRESQL("PostgreSQL", "postgresql"),
    H2("H2", "h2");

    private final String product;
    private final String folder;

    Dialect(String product, String folder) {
        this.product = product;
        this.folder = folder;
    }

    /** The dialect of a product, by the name that its driver reports. */
    static Optional<Dialect> of(String product) {
        for (Dialect dialect : values()) {
            if (dialect.product.equals(product)) {
                return Optional.of(dialect);
            }
        }
        return Optional.empty();
    }

    /** Where the files with its schema lie. */
    String folder() {
        return folder;
    }
}
