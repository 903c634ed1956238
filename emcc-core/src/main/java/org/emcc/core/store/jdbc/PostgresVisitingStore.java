package org.emcc.core.store.jdbc;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.emcc.core.session.VisitingSession;
import org.emcc.core.store.Lease;
import org.emcc.core.store.Versioned;

/** What PostgreSQL can do in one statement, and therefore in one round trip and one commit. */
final class PostgresVisitingStore extends JdbcVisitingStore {
    private final String claim;

    PostgresVisitingStore(Database database, String prefix) {
        super(database, prefix);
        this.claim = sql(claiming("{visiting_login}", KNOWN)
                + " UPDATE {visiting_login} l SET " + moved(false) + " FROM found WHERE l.id = found.id"
                + " RETURNING l.id, l.version, l.state, l.detail, l.pending, l.format, l.facts");
    }

    @Override
    public Optional<Versioned<VisitingSession>> open(VisitingSession first, Lease lease) {
        boolean opened = database()
                .statement("open a login", connection -> insert(connection, first, lease, " ON CONFLICT DO NOTHING"));
        return saved(opened, first, NOTHING);
    }

    @Override
    public List<Versioned<VisitingSession>> claim(Instant now, Lease lease, int max) {
        return claim(claim, now, lease, max);
    }
}
