package org.emcc.testkit.contract;

import java.sql.SQLException;
import org.emcc.core.store.VisitingLoginStore;
import org.emcc.core.store.jdbc.JdbcStores;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;

class H2VisitingStoreTest extends VisitingLoginStoreContract {
    private final JdbcConnectionPool database = H2.fresh();

    @AfterEach
    void end() throws SQLException {
        H2.end(database);
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
