-- Schema 1. Statements end with a semicolon at the end of a line; ${prefix} stands for the prefix of all names.
-- A later file only adds columns that are nullable or have a default, and tables: nodes of two versions work side by side.
-- H2 commits each of these statements by itself, so each must do no harm when it runs again.
-- Times are nanoseconds since 1970-01-01T00:00:00Z.

-- What changes while a login lives, in a row that is small. The row of a buried id has the state BURIED and no facts.
-- due changes with every step of a login; wake is never later, changes seldom while the login lives, and is what is indexed.
CREATE TABLE IF NOT EXISTS ${prefix}home_login (
    id             VARCHAR(29) PRIMARY KEY,
    version        BIGINT NOT NULL,
    state          VARCHAR(40) NOT NULL,
    detail         VARCHAR,
    pending        VARCHAR,
    format         INTEGER DEFAULT 1 NOT NULL,
    base_device    INTEGER,
    live_device    VARCHAR(128),
    live_user      VARCHAR(768),
    exclusive_user VARCHAR(768),
    due            BIGINT,
    wake           BIGINT,
    lease_node     VARCHAR(384)
);
CREATE UNIQUE INDEX IF NOT EXISTS ${prefix}home_login_device ON ${prefix}home_login (live_device);
CREATE UNIQUE INDEX IF NOT EXISTS ${prefix}home_login_exclusive ON ${prefix}home_login (exclusive_user);
CREATE INDEX IF NOT EXISTS ${prefix}home_login_user ON ${prefix}home_login (live_user);
CREATE INDEX IF NOT EXISTS ${prefix}home_login_wake ON ${prefix}home_login (wake);

-- What is written once: the facts with the login, the temporary device when it is made.
CREATE TABLE IF NOT EXISTS ${prefix}home_facts (
    login  VARCHAR(29) PRIMARY KEY,
    facts  VARCHAR NOT NULL,
    device VARCHAR
);

CREATE TABLE IF NOT EXISTS ${prefix}base_device (
    number   INTEGER PRIMARY KEY,
    standing VARCHAR(10) NOT NULL,
    holder   VARCHAR(29)
);
CREATE INDEX IF NOT EXISTS ${prefix}base_device_free ON ${prefix}base_device (standing, holder, number);

CREATE TABLE IF NOT EXISTS ${prefix}visiting_login (
    id          VARCHAR(29) PRIMARY KEY,
    version     BIGINT NOT NULL,
    state       VARCHAR(40) NOT NULL,
    detail      VARCHAR,
    pending     VARCHAR,
    format      INTEGER DEFAULT 1 NOT NULL,
    facts       VARCHAR NOT NULL,
    live_device VARCHAR(128),
    due         BIGINT,
    wake        BIGINT,
    lease_node  VARCHAR(384)
);
CREATE UNIQUE INDEX IF NOT EXISTS ${prefix}visiting_login_device ON ${prefix}visiting_login (live_device);
CREATE INDEX IF NOT EXISTS ${prefix}visiting_login_wake ON ${prefix}visiting_login (wake);
