-- Schema 1. Statements end with a semicolon at the end of a line; ${prefix} stands for the prefix of all names.
-- A later file only adds columns that are nullable or have a default, and tables: nodes of two versions work side by side.
-- Times are nanoseconds since 1970-01-01T00:00:00Z.

-- What changes while a login lives, in a row that is small. The row of a buried id has the state BURIED and no facts.
-- due changes with every step of a login; wake is never later, changes seldom while the login lives, and is what is indexed: most updates
-- need no new entry in any index (HOT).
CREATE TABLE ${prefix}home_login (
    id             VARCHAR(29) COLLATE "C" PRIMARY KEY,
    version        BIGINT NOT NULL,
    state          VARCHAR(40) NOT NULL,
    detail         TEXT,
    pending        TEXT,
    format         INTEGER NOT NULL DEFAULT 1,
    base_device    INTEGER,
    live_device    VARCHAR(128) COLLATE "C",
    live_user      VARCHAR(768) COLLATE "C",
    exclusive_user VARCHAR(768) COLLATE "C",
    due            BIGINT,
    wake           BIGINT,
    lease_node     VARCHAR(384)
) WITH (fillfactor = 70);
CREATE UNIQUE INDEX ${prefix}home_login_device ON ${prefix}home_login (live_device) WHERE live_device IS NOT NULL;
CREATE UNIQUE INDEX ${prefix}home_login_exclusive ON ${prefix}home_login (exclusive_user) WHERE exclusive_user IS NOT NULL;
CREATE INDEX ${prefix}home_login_user ON ${prefix}home_login (live_user) WHERE live_user IS NOT NULL;
CREATE INDEX ${prefix}home_login_wake ON ${prefix}home_login (wake) WHERE wake IS NOT NULL;

-- What is written once: the facts with the login, the temporary device when it is made.
CREATE TABLE ${prefix}home_facts (
    login  VARCHAR(29) COLLATE "C" PRIMARY KEY,
    facts  TEXT NOT NULL,
    device TEXT
);

CREATE TABLE ${prefix}base_device (
    number   INTEGER PRIMARY KEY,
    standing VARCHAR(10) NOT NULL,
    holder   VARCHAR(29) COLLATE "C"
) WITH (fillfactor = 50);
CREATE INDEX ${prefix}base_device_free ON ${prefix}base_device (number) WHERE holder IS NULL AND standing = 'NONSECURE';

CREATE TABLE ${prefix}visiting_login (
    id          VARCHAR(29) COLLATE "C" PRIMARY KEY,
    version     BIGINT NOT NULL,
    state       VARCHAR(40) NOT NULL,
    detail      TEXT,
    pending     TEXT,
    format      INTEGER NOT NULL DEFAULT 1,
    facts       TEXT NOT NULL,
    live_device VARCHAR(128) COLLATE "C",
    due         BIGINT,
    wake        BIGINT,
    lease_node  VARCHAR(384)
) WITH (fillfactor = 70);
CREATE UNIQUE INDEX ${prefix}visiting_login_device ON ${prefix}visiting_login (live_device) WHERE live_device IS NOT NULL;
CREATE INDEX ${prefix}visiting_login_wake ON ${prefix}visiting_login (wake) WHERE wake IS NOT NULL;
