/**
 * The stores over a database, for PostgreSQL and H2. Any number of nodes may share one.
 *
 * <p>Start with {@link org.emcc.core.store.jdbc.JdbcStores#open(javax.sql.DataSource)}.
 */
@NullMarked
package org.emcc.core.store.jdbc;

import org.jspecify.annotations.NullMarked;
