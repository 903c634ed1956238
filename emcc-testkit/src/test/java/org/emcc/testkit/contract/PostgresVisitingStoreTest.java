package org.emcc.testkit.contract;

import java.sql.SQLException;
import org.emcc.core.store.VisitingLoginStore;
import org.emcc.core.store.jdbc.JdbcStores;
import org.junit.jupiter.api.AfterEach;

/** Two nodes over one database. */
class PostgresVisitingStoreTest extends VisitingLoginStoreContract {
    private final Pool database = new Pool(Postgres.shared().fresh());

    @AfterEach
    void end() throws SQLException {
        database.close();
    }

    @Override
    protected VisitingLoginStore newStore() {
        return JdbcStores.open(database).visitingLogins();
    }

    @Override
    protected VisitingLoginStore otherNode(VisitingLoginStore store) {
        return JdbcStores.open(database).visitingLogins();
    }
}
