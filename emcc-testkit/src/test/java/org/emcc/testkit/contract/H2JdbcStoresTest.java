package org.emcc.testkit.contract;

import javax.sql.DataSource;

class H2JdbcStoresTest extends JdbcStoresChecks {
    @Override
    DataSource empty() {
        return H2.fresh();
    }

    @Override
    int statementsOfSave() {
        return 2;
    }
}
