package org.emcc.testkit.contract;

import java.sql.SQLException;
import org.emcc.core.store.HomeLoginStore;
import org.emcc.core.store.jdbc.JdbcStores;
import org.junit.jupiter.api.AfterEach;

/** Two nodes over one database. */
class PostgresHomeStoreTest extends HomeLoginStoreContract {
    private final Pool database = new Pool(Postgres.shared().fresh());

    @AfterEach
    void end() throws SQLException {
        database.close();
    }

    @Override
    protected HomeLoginStore newStore() {
        return JdbcStores.open(database).homeLogins();
    }

    @Override
    protected HomeLoginStore otherNode(HomeLoginStore store) {
        return JdbcStores.open(database).homeLogins();
    }
}
