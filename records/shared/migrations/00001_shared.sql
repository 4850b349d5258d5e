-- +goose Up
-- Three roles without a login. A desk may add rows and ask the guard; a reader may
-- read what is not erased; IT may erase and delete. IT gives each desk a role of its
-- own with a login, as a member of facedesk_desk.
-- +goose StatementBegin
DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = 'facedesk_desk') THEN
        CREATE ROLE facedesk_desk NOLOGIN;
    END IF;
    IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = 'facedesk_reader') THEN
        CREATE ROLE facedesk_reader NOLOGIN;
    END IF;
    IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = 'facedesk_it') THEN
        CREATE ROLE facedesk_it NOLOGIN;
    END IF;
END
$$;
-- +goose StatementEnd

-- What programs must know to write here: version is that of this schema, oldest the
-- oldest schema whose programs may still write.
CREATE TABLE facedesk.compatible (version INTEGER PRIMARY KEY, oldest INTEGER NOT NULL);
INSERT INTO facedesk.compatible VALUES (1, 1);

-- Desks only ever add rows to these tables. Times are milliseconds since 1970 UTC,
-- 0 for none; flags are 0 or 1. written_by is the role that added a row: what a
-- desk says about another desk's call does not count. Ids sort by their bytes, as
-- programs sort them.
CREATE TABLE facedesk.attempts_started (
    id             TEXT COLLATE "C" PRIMARY KEY,
    started        BIGINT NOT NULL,
    day            TEXT NOT NULL DEFAULT '',
    desk           TEXT NOT NULL DEFAULT '',
    clerk          TEXT NOT NULL DEFAULT '',
    provider       TEXT NOT NULL DEFAULT '',
    demo           INTEGER NOT NULL DEFAULT 0,
    repeated       INTEGER NOT NULL DEFAULT 0,
    name           TEXT NOT NULL DEFAULT '',
    number         TEXT NOT NULL DEFAULT '',
    person         TEXT NOT NULL DEFAULT '',
    document_type  TEXT NOT NULL DEFAULT '',
    nation         TEXT NOT NULL DEFAULT '',
    face           INTEGER NOT NULL DEFAULT 0,
    source         TEXT NOT NULL DEFAULT '',
    portrait_bytes INTEGER NOT NULL DEFAULT 0,
    consent_to     TEXT NOT NULL DEFAULT '',
    consent_by     TEXT NOT NULL DEFAULT '',
    consent_at     BIGINT NOT NULL DEFAULT 0,
    price_fen      BIGINT NOT NULL DEFAULT 0 CHECK (price_fen >= 0),
    pid            BIGINT NOT NULL DEFAULT 0,
    boot           TEXT NOT NULL DEFAULT '',
    process_start  BIGINT NOT NULL DEFAULT 0,
    uptime         BIGINT NOT NULL DEFAULT 0,
    version        TEXT NOT NULL DEFAULT '',
    guarded_by     TEXT NOT NULL DEFAULT '',
    written_by     TEXT NOT NULL DEFAULT session_user,
    received       TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX attempts_started_person ON facedesk.attempts_started (person, provider, started);
CREATE INDEX attempts_started_provider ON facedesk.attempts_started (provider, started);
CREATE INDEX attempts_started_at ON facedesk.attempts_started (started, id);
CREATE INDEX attempts_started_name ON facedesk.attempts_started (name, started);

-- provider and started are those of the call again: what a service costs is asked at
-- every press, and is then read in the order of time.
CREATE TABLE facedesk.attempts_completed (
    id             TEXT NOT NULL,
    provider       TEXT NOT NULL DEFAULT '',
    started        BIGINT NOT NULL DEFAULT 0,
    finished       BIGINT NOT NULL,
    state          TEXT NOT NULL,
    outcome        TEXT NOT NULL DEFAULT '',
    kind           TEXT NOT NULL DEFAULT '',
    vendor_code    TEXT NOT NULL DEFAULT '',
    vendor_message TEXT NOT NULL DEFAULT '',
    vendor_order   TEXT NOT NULL DEFAULT '',
    vendor_changed TEXT NOT NULL DEFAULT '',
    score          DOUBLE PRECISION,
    charged        TEXT NOT NULL DEFAULT '',
    price_fen      BIGINT NOT NULL DEFAULT 0 CHECK (price_fen >= 0),
    duration_ms    BIGINT NOT NULL DEFAULT 0,
    written_by     TEXT NOT NULL DEFAULT session_user,
    received       TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (id, written_by, finished, state)
);
CREATE INDEX attempts_completed_provider ON facedesk.attempts_completed (provider, started);
CREATE TABLE facedesk.attempts_decided (
    id         TEXT NOT NULL,
    decision   TEXT NOT NULL,
    decided    BIGINT NOT NULL,
    written_by TEXT NOT NULL DEFAULT session_user,
    received   TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (id, written_by, decision)
);
CREATE TABLE facedesk.attempts_settled (
    id               TEXT NOT NULL,
    provider         TEXT NOT NULL DEFAULT '',
    started          BIGINT NOT NULL DEFAULT 0,
    settled          BIGINT NOT NULL,
    settled_by       TEXT NOT NULL DEFAULT '',
    settled_charged  TEXT NOT NULL DEFAULT '',
    settled_evidence TEXT NOT NULL DEFAULT '',
    written_by       TEXT NOT NULL DEFAULT session_user,
    received         TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (id, written_by, settled, settled_charged)
);
CREATE INDEX attempts_settled_provider ON facedesk.attempts_settled (provider, started);
CREATE TABLE facedesk.events_added (
    id         TEXT COLLATE "C" PRIMARY KEY,
    at         BIGINT NOT NULL,
    desk       TEXT NOT NULL DEFAULT '',
    clerk      TEXT NOT NULL DEFAULT '',
    demo       INTEGER NOT NULL DEFAULT 0,
    event      TEXT NOT NULL DEFAULT '',
    provider   TEXT NOT NULL DEFAULT '',
    by_whom    TEXT NOT NULL DEFAULT '',
    face       INTEGER NOT NULL DEFAULT 0,
    about      TEXT NOT NULL DEFAULT '',
    decision   TEXT NOT NULL DEFAULT '',
    reason     TEXT NOT NULL DEFAULT '',
    notice     TEXT NOT NULL DEFAULT '',
    row_count  BIGINT NOT NULL DEFAULT 0,
    name       TEXT NOT NULL DEFAULT '',
    number     TEXT NOT NULL DEFAULT '',
    person     TEXT NOT NULL DEFAULT '',
    reference  TEXT NOT NULL DEFAULT '',
    written_by TEXT NOT NULL DEFAULT session_user,
    received   TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX events_added_at ON facedesk.events_added (at, id);
CREATE INDEX events_added_about ON facedesk.events_added (about) WHERE about <> '';
CREATE INDEX events_added_person ON facedesk.events_added (person) WHERE person <> '';
CREATE INDEX events_added_name ON facedesk.events_added (name, at) WHERE name <> '';

-- What a desk erased or deleted of its own rows. They stay, so that a row that is
-- sent again is not revived.
CREATE TABLE facedesk.tombstones (
    id         TEXT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('erased', 'gone')),
    written_by TEXT NOT NULL DEFAULT session_user,
    received   TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (id, written_by, kind)
);
-- What IT erased of any desk's rows. The desks fetch it and do the same.
CREATE TABLE facedesk.erasures (
    id         TEXT PRIMARY KEY,
    n          BIGINT GENERATED ALWAYS AS IDENTITY,
    written_by TEXT NOT NULL DEFAULT session_user,
    received   TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX erasures_n ON facedesk.erasures (n);
-- What is older than the newest of these is deleted.
CREATE TABLE facedesk.retentions (
    kept_since BIGINT PRIMARY KEY,
    written_by TEXT NOT NULL DEFAULT session_user,
    received   TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp()
);
-- How far the rows of a desk's file have come. A row is added with the rows that it
-- speaks of, in one transaction, so a restored backup says what it holds.
CREATE TABLE facedesk.batches (
    generation TEXT NOT NULL,
    up_to      BIGINT NOT NULL,
    written_by TEXT NOT NULL DEFAULT session_user,
    received   TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (written_by, generation, up_to)
);
-- Calls that a desk is about to make, until their rows come.
CREATE TABLE facedesk.claims (
    id         TEXT PRIMARY KEY,
    person     TEXT NOT NULL,
    provider   TEXT NOT NULL,
    demo       INTEGER NOT NULL,
    price_fen  BIGINT NOT NULL CHECK (price_fen >= 0),
    started    BIGINT NOT NULL,
    written_by TEXT NOT NULL,
    received   TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX claims_person ON facedesk.claims (person, provider);
CREATE INDEX claims_provider ON facedesk.claims (provider, started);
-- Rows to lock, instead of advisory locks, which some engines only pretend to have.
CREATE TABLE facedesk.gates (name TEXT PRIMARY KEY);

-- The attempts without what was deleted, and without their guests where they were
-- erased. The two halves let the indexes of names and persons serve.
CREATE VIEW facedesk.attempts_kept AS
SELECT s.id, s.started, s.day, s.desk, s.clerk, s.provider, s.demo, s.repeated, s.name, s.number, s.person, s.document_type, s.nation, s.face, s.source,
    s.portrait_bytes, s.consent_to, s.consent_by, s.consent_at, s.price_fen, s.pid, s.boot, s.process_start, s.uptime, s.version, s.guarded_by,
    s.written_by, s.received,
    FALSE AS erased
FROM facedesk.attempts_started s
WHERE NOT EXISTS (SELECT 1 FROM facedesk.tombstones t WHERE t.id = s.id AND t.written_by = s.written_by)
    AND NOT EXISTS (SELECT 1 FROM facedesk.erasures t WHERE t.id = s.id)
UNION ALL
SELECT s.id, s.started, s.day, s.desk, s.clerk, s.provider, s.demo, s.repeated, CAST('' AS TEXT) AS name, CAST('' AS TEXT) AS number, CAST('' AS TEXT) AS
    person, CAST('' AS TEXT) AS document_type, CAST('' AS TEXT) AS nation, s.face, s.source, 0 AS portrait_bytes, s.consent_to, CAST('' AS TEXT) AS
    consent_by, s.consent_at, s.price_fen, s.pid, s.boot, s.process_start, s.uptime, s.version, s.guarded_by, s.written_by, s.received,
    TRUE AS erased
FROM facedesk.attempts_started s
WHERE NOT EXISTS (SELECT 1 FROM facedesk.tombstones t WHERE t.id = s.id AND t.written_by = s.written_by AND t.kind = 'gone')
    AND (EXISTS (SELECT 1 FROM facedesk.tombstones t WHERE t.id = s.id AND t.written_by = s.written_by)
        OR EXISTS (SELECT 1 FROM facedesk.erasures t WHERE t.id = s.id));

-- The attempts as they are now, whatever the order in which their rows came.
CREATE VIEW facedesk.attempts AS
SELECT s.id, s.started, s.day, s.desk, s.clerk, s.provider, s.demo, s.repeated, s.name, s.number, s.person, s.document_type, s.nation,
    s.face, s.source, s.portrait_bytes, s.consent_to, s.consent_by, s.consent_at, s.pid, s.boot, s.process_start, s.uptime, s.version, s.guarded_by,
    COALESCE(c.finished, 0) AS finished, COALESCE(c.state, 'open') AS state, COALESCE(c.outcome, '') AS outcome, COALESCE(c.kind, '') AS kind,
    COALESCE(c.vendor_code, '') AS vendor_code,
    CASE WHEN s.erased THEN '' ELSE COALESCE(c.vendor_message, '') END AS vendor_message,
    COALESCE(c.vendor_order, '') AS vendor_order,
    CASE WHEN s.erased THEN '' ELSE COALESCE(c.vendor_changed, '') END AS vendor_changed,
    CASE WHEN s.erased THEN NULL ELSE c.score END AS score,
    COALESCE(c.charged, 'unknown') AS charged, COALESCE(c.price_fen, s.price_fen) AS price_fen, COALESCE(c.duration_ms, 0) AS duration_ms,
    COALESCE(d.decision, '') AS decision, COALESCE(d.decided, 0) AS decided,
    COALESCE(f.settled, 0) AS settled, COALESCE(f.settled_by, '') AS settled_by,
    COALESCE(f.settled_charged, '') AS settled_charged, COALESCE(f.settled_evidence, '') AS settled_evidence,
    CAST(0 AS BIGINT) AS seal, s.written_by, s.received
FROM facedesk.attempts_kept s
LEFT JOIN LATERAL (SELECT * FROM facedesk.attempts_completed x WHERE x.id = s.id AND x.written_by = s.written_by
    ORDER BY x.finished DESC, x.state DESC LIMIT 1) c ON TRUE
LEFT JOIN LATERAL (SELECT * FROM facedesk.attempts_decided x WHERE x.id = s.id AND x.written_by = s.written_by
    ORDER BY x.decided DESC LIMIT 1) d ON TRUE
LEFT JOIN LATERAL (SELECT * FROM facedesk.attempts_settled x WHERE x.id = s.id AND x.written_by = s.written_by
    ORDER BY CASE x.settled_charged WHEN '' THEN 0 ELSE 1 END DESC, x.settled DESC LIMIT 1) f ON TRUE
WHERE s.started >= (SELECT COALESCE(MAX(kept_since), 0) FROM facedesk.retentions)
    OR COALESCE(c.state, 'open') = 'open' OR c.state = 'unknown' AND COALESCE(f.settled, 0) = 0;

-- The events. Of a guest they hold nothing once an attempt of that day is deleted.
CREATE VIEW facedesk.events AS
SELECT s.id, s.at, s.desk, s.clerk, s.demo, s.event, s.provider, s.by_whom, s.face, s.about, s.decision, s.reason, s.notice, s.row_count,
    s.name, s.number, s.person, s.reference, CAST(0 AS BIGINT) AS seal, s.written_by
FROM facedesk.events_added s
WHERE s.at >= (SELECT COALESCE(MAX(kept_since), 0) FROM facedesk.retentions)
    AND NOT EXISTS (SELECT 1 FROM facedesk.tombstones t WHERE t.id = s.id AND t.written_by = s.written_by)
    AND NOT EXISTS (SELECT 1 FROM facedesk.erasures t WHERE t.id = s.id)
UNION ALL
SELECT s.id, s.at, s.desk, s.clerk, s.demo, s.event, s.provider, s.by_whom, s.face, s.about, s.decision, s.reason, s.notice, s.row_count,
    CAST('' AS TEXT), CAST('' AS TEXT), CAST('' AS TEXT), CAST('' AS TEXT), CAST(0 AS BIGINT), s.written_by
FROM facedesk.events_added s
WHERE s.at < (SELECT COALESCE(MAX(kept_since), 0) FROM facedesk.retentions)
    OR EXISTS (SELECT 1 FROM facedesk.tombstones t WHERE t.id = s.id AND t.written_by = s.written_by)
    OR EXISTS (SELECT 1 FROM facedesk.erasures t WHERE t.id = s.id);

-- The totals, by the names of the table that a desk's own file keeps.
CREATE VIEW facedesk.tallies AS
SELECT day, desk, clerk, provider, demo, result, bill, COUNT(*) AS calls, CAST(SUM(price_fen) AS BIGINT) AS fen
FROM (SELECT day, desk, clerk, provider, demo, price_fen,
        CASE state WHEN 'verdict' THEN outcome WHEN 'open' THEN 'open' ELSE kind END AS result,
        CASE settled_charged WHEN '' THEN charged ELSE settled_charged END AS bill
    FROM facedesk.attempts) a
GROUP BY day, desk, clerk, provider, demo, result, bill;

-- What a desk must know before it sends: the schema, and how far its file has come.
-- +goose StatementBegin
CREATE FUNCTION facedesk.hello(p_generation TEXT)
RETURNS TABLE (version INTEGER, oldest INTEGER, up_to BIGINT)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT c.version, c.oldest,
        (SELECT COALESCE(MAX(b.up_to), 0) FROM facedesk.batches b WHERE b.written_by = session_user AND b.generation = p_generation)
    FROM facedesk.compatible c ORDER BY c.version DESC LIMIT 1
$$;
-- +goose StatementEnd

-- The rows of a desk's own that IT has erased since it last asked.
-- +goose StatementBegin
CREATE FUNCTION facedesk.erased_since(p_after BIGINT)
RETURNS TABLE (n BIGINT, id TEXT)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT e.n, e.id FROM facedesk.erasures e
    WHERE e.n > p_after AND (EXISTS (SELECT 1 FROM facedesk.attempts_started s WHERE s.id = e.id AND s.written_by = session_user)
        OR EXISTS (SELECT 1 FROM facedesk.events_added s WHERE s.id = e.id AND s.written_by = session_user))
    ORDER BY e.n
$$;
-- +goose StatementEnd

-- The guard's question before a call, and the claim of the call, in one. It tells
-- when this person was checked at this service, and what the service has cost:
-- never where, and never by whom. One desk asks after the other, so that two cannot
-- both be told that nobody else calls.
-- +goose StatementBegin
CREATE FUNCTION facedesk.guard(p_id TEXT, p_person TEXT, p_provider TEXT, p_demo INTEGER, p_price BIGINT, p_started BIGINT,
    p_since BIGINT, p_from BIGINT)
RETURNS TABLE (what TEXT, id TEXT, started BIGINT, state TEXT, kind TEXT, charged TEXT, settled BIGINT, calls BIGINT, fen BIGINT)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM set_config('synchronous_commit', 'off', true); -- a claim is soon followed by its row
    INSERT INTO facedesk.gates (name) VALUES ('guard ' || p_provider) ON CONFLICT DO NOTHING;
    PERFORM 1 FROM facedesk.gates g WHERE g.name = 'guard ' || p_provider FOR UPDATE;
    INSERT INTO facedesk.claims (id, person, provider, demo, price_fen, started, written_by)
        VALUES (p_id, p_person, p_provider, p_demo, p_price, p_started, session_user) ON CONFLICT DO NOTHING;
    RETURN QUERY
        SELECT 'attempt', a.id, a.started,
            CASE WHEN a.state = 'open' AND a.received < clock_timestamp() - INTERVAL '5 minutes' THEN 'unknown' ELSE a.state END,
            a.kind, a.charged, a.settled, CAST(0 AS BIGINT), CAST(0 AS BIGINT)
        FROM facedesk.attempts a
        WHERE p_person <> '' AND a.person = p_person AND a.provider = p_provider AND a.demo = p_demo
            AND (a.started > p_since OR a.state = 'open' OR a.state = 'unknown' AND a.settled = 0)
        ORDER BY a.started DESC, a.id DESC LIMIT 200;
    RETURN QUERY
        SELECT 'attempt', c.id, c.started, CASE WHEN c.received > clock_timestamp() - INTERVAL '2 minutes' THEN 'open' ELSE 'error' END,
            '', 'unknown', CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT)
        FROM facedesk.claims c
        WHERE p_person <> '' AND c.person = p_person AND c.provider = p_provider AND c.demo = p_demo AND c.id <> p_id AND c.started > p_since
            AND c.written_by <> session_user -- a desk's file knows its own calls
            AND NOT EXISTS (SELECT 1 FROM facedesk.attempts_started s WHERE s.id = c.id);
    IF p_from > 0 THEN
        RETURN QUERY
            SELECT CASE WHEN a.own THEN 'own' ELSE 'spent' END, '', CAST(0 AS BIGINT), '', '', '', CAST(0 AS BIGINT), COUNT(*),
                CAST(COALESCE(SUM(a.price_fen), 0) AS BIGINT)
            FROM (SELECT COALESCE(c.price_fen, s.price_fen) AS price_fen, s.written_by = session_user AS own
                    FROM facedesk.attempts_started s
                    LEFT JOIN (SELECT DISTINCT ON (x.id, x.written_by) x.id, x.written_by, x.charged, x.price_fen FROM facedesk.attempts_completed x
                        WHERE x.provider = p_provider AND x.started >= p_from
                        ORDER BY x.id, x.written_by, x.finished DESC, x.state DESC) c ON c.id = s.id AND c.written_by = s.written_by
                    LEFT JOIN (SELECT DISTINCT ON (x.id, x.written_by) x.id, x.written_by, x.settled_charged FROM facedesk.attempts_settled x
                        WHERE x.provider = p_provider AND x.started >= p_from AND x.settled_charged <> ''
                        ORDER BY x.id, x.written_by, x.settled DESC) f ON f.id = s.id AND f.written_by = s.written_by
                    WHERE s.provider = p_provider AND s.started >= p_from AND s.demo = 0
                        AND (f.settled_charged = 'yes' OR f.settled_charged IS NULL AND COALESCE(c.charged, 'unknown') <> 'no')
                UNION ALL
                SELECT c.price_fen, FALSE FROM facedesk.claims c
                    WHERE c.provider = p_provider AND c.started >= p_from AND c.demo = 0 AND c.written_by <> session_user
                        AND NOT EXISTS (SELECT 1 FROM facedesk.attempts_started s WHERE s.id = c.id)) a
            GROUP BY a.own;
    END IF;
END
$$;
-- +goose StatementEnd

-- A call that was not made after all.
-- +goose StatementBegin
CREATE FUNCTION facedesk.release(p_id TEXT) RETURNS VOID
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DELETE FROM facedesk.claims c WHERE c.id = p_id AND c.written_by = session_user
$$;
-- +goose StatementEnd

-- Readers note that they have exported. Nothing else can be noted this way.
-- +goose StatementBegin
CREATE FUNCTION facedesk.note_access(p_id TEXT, p_at BIGINT, p_desk TEXT, p_clerk TEXT, p_event TEXT, p_rows BIGINT) RETURNS VOID
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO facedesk.events_added (id, at, desk, clerk, event, row_count)
    SELECT p_id, p_at, p_desk, p_clerk, p_event, p_rows WHERE p_event IN ('records_exported', 'records_deleted', 'person_erased')
$$;
-- +goose StatementEnd

-- Nobody else executes functions. A desk adds rows under its own name only, and the
-- server says when they came.
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA facedesk FROM PUBLIC;
GRANT USAGE ON SCHEMA facedesk TO facedesk_desk, facedesk_reader, facedesk_it;
GRANT EXECUTE ON FUNCTION facedesk.hello(TEXT), facedesk.erased_since(BIGINT), facedesk.release(TEXT),
    facedesk.guard(TEXT, TEXT, TEXT, INTEGER, BIGINT, BIGINT, BIGINT, BIGINT) TO facedesk_desk;
GRANT SELECT ON facedesk.attempts, facedesk.events, facedesk.tallies, facedesk.compatible TO facedesk_reader, facedesk_it;
GRANT EXECUTE ON FUNCTION facedesk.note_access(TEXT, BIGINT, TEXT, TEXT, TEXT, BIGINT) TO facedesk_reader, facedesk_it;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA facedesk TO facedesk_it;
REVOKE INSERT, UPDATE, DELETE ON facedesk.compatible, facedesk.attempts_kept, facedesk.attempts, facedesk.events, facedesk.tallies FROM facedesk_it;
-- +goose StatementBegin
DO $$
DECLARE t TEXT; columns TEXT;
BEGIN
    FOREACH t IN ARRAY ARRAY['attempts_started', 'attempts_completed', 'attempts_decided', 'attempts_settled', 'events_added', 'tombstones', 'batches'] LOOP
        EXECUTE 'ALTER TABLE facedesk.' || t || ' ENABLE ROW LEVEL SECURITY';
        SELECT string_agg(quote_ident(c.column_name), ', ') INTO columns FROM information_schema.columns c
            WHERE c.table_schema = 'facedesk' AND c.table_name = t AND c.column_name <> 'received';
        EXECUTE 'GRANT INSERT (' || columns || ') ON facedesk.' || t || ' TO facedesk_desk';
        EXECUTE 'CREATE POLICY desks ON facedesk.' || t || ' FOR INSERT TO facedesk_desk WITH CHECK (written_by = session_user)';
        EXECUTE 'CREATE POLICY it ON facedesk.' || t || ' FOR ALL TO facedesk_it USING (TRUE) WITH CHECK (TRUE)';
    END LOOP;
END
$$;
-- +goose StatementEnd

-- +goose Down
DROP VIEW facedesk.tallies, facedesk.events, facedesk.attempts, facedesk.attempts_kept;
DROP FUNCTION facedesk.hello(TEXT), facedesk.erased_since(BIGINT), facedesk.release(TEXT),
    facedesk.guard(TEXT, TEXT, TEXT, INTEGER, BIGINT, BIGINT, BIGINT, BIGINT),
    facedesk.note_access(TEXT, BIGINT, TEXT, TEXT, TEXT, BIGINT);
DROP TABLE facedesk.gates, facedesk.claims, facedesk.batches, facedesk.retentions, facedesk.erasures, facedesk.tombstones, facedesk.events_added,
    facedesk.attempts_settled, facedesk.attempts_decided, facedesk.attempts_completed, facedesk.attempts_started, facedesk.compatible;
