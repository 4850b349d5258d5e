-- +goose Up
-- Times are milliseconds since 1970 UTC, 0 for none; flags are 0 or 1.
CREATE TABLE attempts (
    id             TEXT PRIMARY KEY,
    started        BIGINT NOT NULL,
    finished       BIGINT NOT NULL,
    desk           TEXT NOT NULL,
    clerk          TEXT NOT NULL,
    provider       TEXT NOT NULL,
    demo           INTEGER NOT NULL,
    repeated       INTEGER NOT NULL,
    name           TEXT NOT NULL,
    number         TEXT NOT NULL,
    person         TEXT NOT NULL,
    document_type  TEXT NOT NULL,
    nation         TEXT NOT NULL,
    face           INTEGER NOT NULL,
    source         TEXT NOT NULL,
    portrait_bytes INTEGER NOT NULL,
    consent_to     TEXT NOT NULL,
    consent_by     TEXT NOT NULL,
    consent_at     BIGINT NOT NULL,
    state          TEXT NOT NULL,
    outcome        TEXT NOT NULL,
    kind           TEXT NOT NULL,
    vendor_code    TEXT NOT NULL,
    vendor_message TEXT NOT NULL,
    vendor_order   TEXT NOT NULL,
    score          DOUBLE PRECISION,
    charged        TEXT NOT NULL,
    price_fen      BIGINT NOT NULL,
    duration_ms    BIGINT NOT NULL,
    pid            INTEGER NOT NULL,
    boot           TEXT NOT NULL,
    process_start  BIGINT NOT NULL,
    version        TEXT NOT NULL,
    decision       TEXT NOT NULL,
    decided        BIGINT NOT NULL,
    settled        BIGINT NOT NULL,
    settled_by     TEXT NOT NULL
);
CREATE INDEX attempts_person ON attempts (person, provider, started);
CREATE INDEX attempts_state ON attempts (state);
CREATE INDEX attempts_started ON attempts (started);

-- +goose Down
DROP TABLE attempts;
