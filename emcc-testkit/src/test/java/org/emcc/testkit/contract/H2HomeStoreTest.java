package org.emcc.testkit.contract;

import java.sql.SQLException;
import org.emcc.core.store.HomeLoginStore;
import org.emcc.core.store.jdbc.JdbcStores;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;

class H2HomeStoreTest extends HomeLoginStoreContract {
    private final JdbcConnectionPool database = H2.fresh();

    @AfterEach
    void end() throws SQLException {
        H2.end(database);
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
