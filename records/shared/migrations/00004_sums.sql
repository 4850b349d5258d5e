-- +goose Up
-- Programs of versions 1 to 3 go on writing and reading as before.
INSERT INTO facedesk.compatible VALUES (4, 1);

-- A desk that takes the id of another desk's call adds a row of its own, and keeps
-- nobody's row away.
ALTER TABLE facedesk.attempts_started DROP CONSTRAINT attempts_started_pkey, ADD PRIMARY KEY (id, written_by);
ALTER TABLE facedesk.events_added DROP CONSTRAINT events_added_pkey, ADD PRIMARY KEY (id, written_by);
ALTER TABLE facedesk.claims DROP CONSTRAINT claims_pkey, ADD PRIMARY KEY (id, written_by);
-- Erasures say whose row they mean; those of version 1 mean everybody's.
ALTER TABLE facedesk.erasures ADD COLUMN desk_role TEXT NOT NULL DEFAULT '';
ALTER TABLE facedesk.erasures DROP CONSTRAINT erasures_pkey, ADD PRIMARY KEY (id, desk_role);

CREATE INDEX attempts_started_clerk ON facedesk.attempts_started (clerk, started);
CREATE INDEX attempts_started_desk ON facedesk.attempts_started (desk, started);
CREATE INDEX attempts_started_day ON facedesk.attempts_started (day);

-- What IT found out about a call whose desk cannot say it any more, such as one whose
-- file is lost. written_by is IT's role, desk_role the desk's. A desk that does live
-- fetches it.
CREATE TABLE facedesk.settlements (
    id               TEXT NOT NULL,
    desk_role        TEXT NOT NULL,
    n                BIGINT GENERATED ALWAYS AS IDENTITY,
    settled          BIGINT NOT NULL,
    settled_by       TEXT NOT NULL DEFAULT '',
    settled_charged  TEXT NOT NULL DEFAULT '' CHECK (settled_charged IN ('', 'yes', 'no')),
    settled_evidence TEXT NOT NULL DEFAULT '',
    written_by       TEXT NOT NULL DEFAULT session_user,
    received         TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (id, desk_role, settled, settled_charged)
);
CREATE INDEX settlements_n ON facedesk.settlements (n);
-- What each call may cost, as it is now. The guard adds it up at every press.
CREATE TABLE facedesk.costs (
    id         TEXT NOT NULL,
    written_by TEXT NOT NULL,
    provider   TEXT NOT NULL,
    started    BIGINT NOT NULL,
    calls      BIGINT NOT NULL,
    fen        BIGINT NOT NULL,
    PRIMARY KEY (id, written_by)
);
CREATE INDEX costs_provider ON facedesk.costs (provider, started);
-- The totals as they were last added up, and the days that have changed since. Days
-- are only ever added, by the transaction that changes them, so nobody waits there.
CREATE TABLE facedesk.totals (
    day      TEXT NOT NULL,
    desk     TEXT NOT NULL,
    clerk    TEXT NOT NULL,
    provider TEXT NOT NULL,
    demo     INTEGER NOT NULL,
    result   TEXT NOT NULL,
    bill     TEXT NOT NULL,
    calls    BIGINT NOT NULL,
    fen      BIGINT NOT NULL
);
CREATE INDEX totals_day ON facedesk.totals (day);
CREATE TABLE facedesk.changed_days (n BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, day TEXT NOT NULL);
CREATE INDEX changed_days_day ON facedesk.changed_days (day);

-- The attempts without what was deleted, and without their guests where they were
-- erased. The second half begins with the few that were.
CREATE OR REPLACE VIEW facedesk.attempts_kept AS
SELECT s.id, s.started, s.day, s.desk, s.clerk, s.provider, s.demo, s.repeated, s.name, s.number, s.person, s.document_type, s.nation, s.face, s.source,
    s.portrait_bytes, s.consent_to, s.consent_by, s.consent_at, s.price_fen, s.pid, s.boot, s.process_start, s.uptime, s.version, s.guarded_by,
    s.written_by, s.received,
    FALSE AS erased, s.reference, s.claim_source
FROM facedesk.attempts_started s
WHERE NOT EXISTS (SELECT 1 FROM facedesk.tombstones t WHERE t.id = s.id AND t.written_by = s.written_by)
    AND NOT EXISTS (SELECT 1 FROM facedesk.erasures t WHERE t.id = s.id AND t.desk_role IN ('', s.written_by))
UNION ALL
SELECT s.id, s.started, s.day, s.desk, s.clerk, s.provider, s.demo, s.repeated, CAST('' AS TEXT) AS name, CAST('' AS TEXT) AS number, CAST('' AS TEXT) AS
    person, CAST('' AS TEXT) AS document_type, CAST('' AS TEXT) AS nation, s.face, s.source, 0 AS portrait_bytes, s.consent_to, CAST('' AS TEXT) AS
    consent_by, s.consent_at, s.price_fen, s.pid, s.boot, s.process_start, s.uptime, s.version, s.guarded_by, s.written_by, s.received,
    TRUE AS erased, CAST('' AS TEXT) AS reference, s.claim_source
FROM (SELECT t.id, t.written_by FROM facedesk.tombstones t WHERE t.kind = 'erased'
    UNION SELECT x.id, x.written_by FROM facedesk.erasures t JOIN facedesk.attempts_started x ON x.id = t.id AND t.desk_role IN ('', x.written_by)) e
JOIN facedesk.attempts_started s ON s.id = e.id AND s.written_by = e.written_by
WHERE NOT EXISTS (SELECT 1 FROM facedesk.tombstones t WHERE t.id = s.id AND t.written_by = s.written_by AND t.kind = 'gone');

-- The attempts as they are now. What IT says about a call counts while its desk does
-- not know better.
CREATE OR REPLACE VIEW facedesk.attempts AS
SELECT s.id, s.started, s.day, s.desk, s.clerk, s.provider, s.demo, s.repeated, s.name, s.number, s.person, s.document_type, s.nation,
    s.face, s.source, s.portrait_bytes, s.consent_to, s.consent_by, s.consent_at, s.pid, s.boot, s.process_start, s.uptime, s.version, s.guarded_by,
    COALESCE(c.finished, 0) AS finished, COALESCE(c.state, CASE WHEN f.by_it THEN 'unknown' ELSE 'open' END) AS state, COALESCE(c.outcome, '') AS outcome,
    COALESCE(c.kind, CASE WHEN f.by_it THEN 'unknown_outcome' ELSE '' END) AS kind,
    COALESCE(c.vendor_code, '') AS vendor_code,
    CASE WHEN s.erased THEN '' ELSE COALESCE(c.vendor_message, '') END AS vendor_message,
    COALESCE(c.vendor_order, '') AS vendor_order,
    CASE WHEN s.erased THEN '' ELSE COALESCE(c.vendor_changed, '') END AS vendor_changed,
    CASE WHEN s.erased THEN NULL ELSE c.score END AS score,
    COALESCE(c.charged, 'unknown') AS charged, COALESCE(c.price_fen, s.price_fen) AS price_fen, COALESCE(c.duration_ms, 0) AS duration_ms,
    COALESCE(d.decision, '') AS decision, COALESCE(d.decided, 0) AS decided,
    COALESCE(f.settled, 0) AS settled, COALESCE(f.settled_by, '') AS settled_by,
    COALESCE(f.settled_charged, '') AS settled_charged, COALESCE(f.settled_evidence, '') AS settled_evidence,
    CAST(0 AS BIGINT) AS seal, s.written_by, s.received, s.reference,
    s.claim_source, COALESCE(d.decided_by, '') AS decided_by
FROM facedesk.attempts_kept s
LEFT JOIN LATERAL (SELECT * FROM facedesk.attempts_completed x WHERE x.id = s.id AND x.written_by = s.written_by
    ORDER BY x.finished DESC, x.state DESC LIMIT 1) c ON TRUE
LEFT JOIN LATERAL (SELECT * FROM facedesk.attempts_decided x WHERE x.id = s.id AND x.written_by = s.written_by
    ORDER BY x.decided DESC LIMIT 1) d ON TRUE
LEFT JOIN LATERAL (SELECT * FROM (
        SELECT x.settled, x.settled_by, x.settled_charged, x.settled_evidence, FALSE AS by_it FROM facedesk.attempts_settled x
            WHERE x.id = s.id AND x.written_by = s.written_by
        UNION ALL
        SELECT x.settled, x.settled_by, x.settled_charged, x.settled_evidence, TRUE AS by_it FROM facedesk.settlements x
            WHERE x.id = s.id AND x.desk_role = s.written_by AND (c.state IS NULL OR c.state = 'unknown' OR c.charged = 'unknown')) y
    ORDER BY CASE y.settled_charged WHEN '' THEN 0 ELSE 1 END DESC, y.settled DESC LIMIT 1) f ON TRUE
WHERE s.started >= (SELECT COALESCE(MAX(kept_since), 0) FROM facedesk.retentions)
    OR COALESCE(c.state, CASE WHEN f.by_it THEN 'unknown' ELSE 'open' END) = 'open' OR c.state = 'unknown' AND COALESCE(f.settled, 0) = 0;

CREATE OR REPLACE VIEW facedesk.events AS
SELECT s.id, s.at, s.desk, s.clerk, s.demo, s.event, s.provider, s.by_whom, s.face, s.about, s.decision, s.reason, s.notice, s.row_count,
    s.name, s.number, s.person, s.reference, CAST(0 AS BIGINT) AS seal, s.written_by
FROM facedesk.events_added s
WHERE s.at >= (SELECT COALESCE(MAX(kept_since), 0) FROM facedesk.retentions)
    AND NOT EXISTS (SELECT 1 FROM facedesk.tombstones t WHERE t.id = s.id AND t.written_by = s.written_by)
    AND NOT EXISTS (SELECT 1 FROM facedesk.erasures t WHERE t.id = s.id AND t.desk_role IN ('', s.written_by))
UNION ALL
SELECT s.id, s.at, s.desk, s.clerk, s.demo, s.event, s.provider, s.by_whom, s.face, s.about, s.decision, s.reason, s.notice, s.row_count,
    CAST('' AS TEXT), CAST('' AS TEXT), CAST('' AS TEXT), CAST('' AS TEXT), CAST(0 AS BIGINT), s.written_by
FROM facedesk.events_added s
WHERE s.at < (SELECT COALESCE(MAX(kept_since), 0) FROM facedesk.retentions)
UNION ALL
SELECT s.id, s.at, s.desk, s.clerk, s.demo, s.event, s.provider, s.by_whom, s.face, s.about, s.decision, s.reason, s.notice, s.row_count,
    CAST('' AS TEXT), CAST('' AS TEXT), CAST('' AS TEXT), CAST('' AS TEXT), CAST(0 AS BIGINT), s.written_by
FROM (SELECT t.id, t.written_by FROM facedesk.tombstones t
    UNION SELECT x.id, x.written_by FROM facedesk.erasures t JOIN facedesk.events_added x ON x.id = t.id AND t.desk_role IN ('', x.written_by)) e
JOIN facedesk.events_added s ON s.id = e.id AND s.written_by = e.written_by
WHERE s.at >= (SELECT COALESCE(MAX(kept_since), 0) FROM facedesk.retentions);

-- Each call with the words by which totals tell calls apart.
CREATE VIEW facedesk.results AS
SELECT day, desk, clerk, provider, demo, CASE state WHEN 'verdict' THEN outcome WHEN 'open' THEN 'open' ELSE kind END AS result,
    CASE settled_charged WHEN '' THEN charged ELSE settled_charged END AS bill, price_fen
FROM facedesk.attempts;

-- The totals are right at any time: days that have changed are added up here.
CREATE OR REPLACE VIEW facedesk.tallies AS
SELECT t.day, t.desk, t.clerk, t.provider, t.demo, t.result, t.bill, t.calls, t.fen
FROM facedesk.totals t WHERE NOT EXISTS (SELECT 1 FROM facedesk.changed_days c WHERE c.day = t.day)
UNION ALL
SELECT r.day, r.desk, r.clerk, r.provider, r.demo, r.result, r.bill, COUNT(*) AS calls, CAST(SUM(r.price_fen) AS BIGINT) AS fen
FROM facedesk.results r WHERE r.day IN (SELECT c.day FROM facedesk.changed_days c)
GROUP BY r.day, r.desk, r.clerk, r.provider, r.demo, r.result, r.bill;

-- Adds up the days that have changed. The days are read first and their calls after,
-- so that no change is missed that comes meanwhile.
-- +goose StatementBegin
CREATE FUNCTION facedesk.add_up() RETURNS VOID
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE days TEXT[];
BEGIN
    IF NOT EXISTS (SELECT 1 FROM facedesk.changed_days) THEN RETURN; END IF;
    INSERT INTO facedesk.gates (name) VALUES ('totals') ON CONFLICT DO NOTHING;
    PERFORM 1 FROM facedesk.gates g WHERE g.name = 'totals' FOR UPDATE;
    WITH gone AS (DELETE FROM facedesk.changed_days RETURNING day) SELECT array_agg(DISTINCT gone.day) INTO days FROM gone;
    DELETE FROM facedesk.totals t WHERE t.day = ANY (days);
    INSERT INTO facedesk.totals (day, desk, clerk, provider, demo, result, bill, calls, fen)
        SELECT r.day, r.desk, r.clerk, r.provider, r.demo, r.result, r.bill, COUNT(*), CAST(SUM(r.price_fen) AS BIGINT)
        FROM facedesk.results r WHERE r.day = ANY (days)
        GROUP BY r.day, r.desk, r.clerk, r.provider, r.demo, r.result, r.bill;
END
$$;
-- +goose StatementEnd

-- Notes that something came or changed about some calls of some roles.
-- +goose StatementBegin
CREATE FUNCTION facedesk.touch(p_ids TEXT[], p_roles TEXT[]) RETURNS VOID
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO facedesk.changed_days (day)
        SELECT DISTINCT s.day FROM unnest(p_ids, p_roles) AS k (id, role)
        JOIN facedesk.attempts_started s ON s.id = k.id AND s.written_by = k.role;
    -- Whoever else changes one of these calls is done before it is looked at.
    PERFORM 1 FROM facedesk.costs c JOIN unnest(p_ids, p_roles) AS k (id, role) ON c.id = k.id AND c.written_by = k.role FOR UPDATE OF c;
    INSERT INTO facedesk.costs AS old (id, written_by, provider, started, calls, fen)
        SELECT s.id, s.written_by, s.provider, s.started, CASE WHEN free THEN 0 ELSE 1 END, CASE WHEN free THEN 0 ELSE COALESCE(c.price_fen, s.price_fen) END
        FROM (SELECT DISTINCT u.id, u.role FROM unnest(p_ids, p_roles) AS u (id, role)) k
        JOIN facedesk.attempts_started s ON s.id = k.id AND s.written_by = k.role AND s.demo = 0
        LEFT JOIN LATERAL (SELECT x.charged, x.state, x.price_fen FROM facedesk.attempts_completed x WHERE x.id = s.id AND x.written_by = s.written_by
            ORDER BY x.finished DESC, x.state DESC LIMIT 1) c ON TRUE
        LEFT JOIN LATERAL (SELECT y.charged FROM (
                SELECT x.settled, x.settled_charged AS charged FROM facedesk.attempts_settled x WHERE x.id = s.id AND x.written_by = s.written_by
                UNION ALL
                SELECT x.settled, x.settled_charged FROM facedesk.settlements x
                    WHERE x.id = s.id AND x.desk_role = s.written_by AND (c.state IS NULL OR c.state = 'unknown' OR c.charged = 'unknown')) y
            WHERE y.charged <> '' ORDER BY y.settled DESC LIMIT 1) f ON TRUE
        CROSS JOIN LATERAL (SELECT COALESCE(f.charged, c.charged, 'unknown') = 'no' AS free) z
        ON CONFLICT (id, written_by) DO UPDATE SET calls = EXCLUDED.calls, fen = EXCLUDED.fen
            WHERE old.calls <> EXCLUDED.calls OR old.fen <> EXCLUDED.fen;
END
$$;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION facedesk.touched() RETURNS TRIGGER
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM facedesk.touch(array_agg(a.id), array_agg(a.written_by)) FROM added a HAVING COUNT(*) > 0;
    RETURN NULL;
END
$$;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION facedesk.touched_by_it() RETURNS TRIGGER
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM facedesk.touch(array_agg(a.id), array_agg(a.desk_role)) FROM added a HAVING COUNT(*) > 0;
    RETURN NULL;
END
$$;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION facedesk.removed() RETURNS TRIGGER
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO facedesk.changed_days (day) SELECT DISTINCT g.day FROM gone g;
    DELETE FROM facedesk.costs c USING gone g WHERE c.id = g.id AND c.written_by = g.written_by;
    RETURN NULL;
END
$$;
-- +goose StatementEnd
-- A new retention hides the calls of earlier days.
-- +goose StatementBegin
CREATE FUNCTION facedesk.retained() RETURNS TRIGGER
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO facedesk.changed_days (day)
        SELECT DISTINCT t.day FROM facedesk.totals t
        WHERE t.day <= (SELECT to_char(to_timestamp(MAX(a.kept_since) / 1000.0) AT TIME ZONE INTERVAL '8 hours', 'YYYY-MM-DD') FROM added a);
    RETURN NULL;
END
$$;
-- +goose StatementEnd
-- A desk that was given another role sends all it has once more. What is there
-- already, of the same process and moment, is not added again.
-- +goose StatementBegin
CREATE FUNCTION facedesk.same_attempt() RETURNS TRIGGER
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM facedesk.attempts_started s WHERE s.id = NEW.id AND s.written_by <> NEW.written_by AND s.started = NEW.started
            AND s.boot = NEW.boot AND s.pid = NEW.pid AND s.process_start = NEW.process_start AND s.uptime = NEW.uptime) THEN
        RETURN NULL;
    END IF;
    RETURN NEW;
END
$$;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION facedesk.same_event() RETURNS TRIGGER
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM facedesk.events_added s WHERE s.id = NEW.id AND s.written_by <> NEW.written_by AND s.at = NEW.at
            AND s.event = NEW.event AND s.desk = NEW.desk AND s.clerk = NEW.clerk AND s.provider = NEW.provider) THEN
        RETURN NULL;
    END IF;
    RETURN NEW;
END
$$;
-- +goose StatementEnd
CREATE TRIGGER same BEFORE INSERT ON facedesk.attempts_started FOR EACH ROW EXECUTE FUNCTION facedesk.same_attempt();
CREATE TRIGGER same BEFORE INSERT ON facedesk.events_added FOR EACH ROW EXECUTE FUNCTION facedesk.same_event();
CREATE TRIGGER touched AFTER INSERT ON facedesk.attempts_started REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION facedesk.touched();
CREATE TRIGGER touched AFTER INSERT ON facedesk.attempts_completed REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION facedesk.touched();
CREATE TRIGGER touched AFTER INSERT ON facedesk.attempts_settled REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION facedesk.touched();
CREATE TRIGGER touched AFTER INSERT ON facedesk.tombstones REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION facedesk.touched();
CREATE TRIGGER touched AFTER INSERT ON facedesk.settlements REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION facedesk.touched_by_it();
CREATE TRIGGER removed AFTER DELETE ON facedesk.attempts_started REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION facedesk.removed();
CREATE TRIGGER retained AFTER INSERT ON facedesk.retentions REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION facedesk.retained();

-- What is there already. The first who asks for totals adds up all days.
INSERT INTO facedesk.changed_days (day) SELECT DISTINCT s.day FROM facedesk.attempts_started s;
SELECT facedesk.touch(array_agg(s.id), array_agg(s.written_by)) FROM facedesk.attempts_started s
    WHERE s.received > clock_timestamp() - INTERVAL '3 days' HAVING COUNT(*) > 0;

CREATE OR REPLACE FUNCTION facedesk.erased_since(p_after BIGINT)
RETURNS TABLE (n BIGINT, id TEXT)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT e.n, e.id FROM facedesk.erasures e
    WHERE e.n > p_after AND e.desk_role IN ('', session_user)
        AND (EXISTS (SELECT 1 FROM facedesk.attempts_started s WHERE s.id = e.id AND s.written_by = session_user)
        OR EXISTS (SELECT 1 FROM facedesk.events_added s WHERE s.id = e.id AND s.written_by = session_user))
    ORDER BY e.n
$$;

-- What IT has settled of a desk's own calls since it last asked.
CREATE FUNCTION facedesk.settled_since(p_after BIGINT)
RETURNS TABLE (n BIGINT, id TEXT, settled BIGINT, settled_by TEXT, settled_charged TEXT, settled_evidence TEXT)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT x.n, x.id, x.settled, x.settled_by, x.settled_charged, x.settled_evidence FROM facedesk.settlements x
    WHERE x.n > p_after AND x.desk_role = session_user ORDER BY x.n
$$;

-- The guard's question, as before. It adds up what calls may cost by one table, and
-- tells the id of no call whose row has not come.
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION facedesk.guard(p_id TEXT, p_person TEXT, p_provider TEXT, p_demo INTEGER, p_price BIGINT, p_started BIGINT,
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
        SELECT 'attempt', '', c.started, CASE WHEN c.received > clock_timestamp() - INTERVAL '2 minutes' THEN 'open' ELSE 'error' END,
            '', 'unknown', CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT)
        FROM facedesk.claims c
        WHERE p_person <> '' AND c.person = p_person AND c.provider = p_provider AND c.demo = p_demo AND c.started > p_since
            AND c.written_by <> session_user -- a desk's file knows its own calls
            AND NOT EXISTS (SELECT 1 FROM facedesk.attempts_started s WHERE s.id = c.id AND s.written_by = c.written_by);
    IF p_from > 0 THEN
        RETURN QUERY
            SELECT CASE WHEN a.own THEN 'own' ELSE 'spent' END, '', CAST(0 AS BIGINT), '', '', '', CAST(0 AS BIGINT),
                CAST(SUM(a.calls) AS BIGINT), CAST(SUM(a.fen) AS BIGINT)
            FROM (SELECT k.calls, k.fen, k.written_by = session_user AS own FROM facedesk.costs k WHERE k.provider = p_provider AND k.started >= p_from
                UNION ALL
                SELECT 1, c.price_fen, FALSE FROM facedesk.claims c
                    WHERE c.provider = p_provider AND c.started >= p_from AND c.demo = 0 AND c.written_by <> session_user
                        AND NOT EXISTS (SELECT 1 FROM facedesk.attempts_started s WHERE s.id = c.id AND s.written_by = c.written_by)) a
            GROUP BY a.own;
    END IF;
END
$$;
-- +goose StatementEnd

-- Readers note that they have read, exported or printed, and IT what it has deleted.
-- Nothing else can be noted this way.
CREATE OR REPLACE FUNCTION facedesk.note_access(p_id TEXT, p_at BIGINT, p_desk TEXT, p_clerk TEXT, p_event TEXT, p_rows BIGINT) RETURNS VOID
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO facedesk.events_added (id, at, desk, clerk, event, row_count)
    SELECT p_id, p_at, p_desk, p_clerk, p_event, p_rows
    WHERE p_event IN ('records_read', 'records_exported', 'records_printed', 'records_deleted', 'person_erased')
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA facedesk FROM PUBLIC;
GRANT EXECUTE ON FUNCTION facedesk.settled_since(BIGINT) TO facedesk_desk;
GRANT EXECUTE ON FUNCTION facedesk.add_up() TO facedesk_reader, facedesk_it;
GRANT SELECT, INSERT, DELETE ON facedesk.settlements TO facedesk_it;
GRANT SELECT, DELETE ON facedesk.costs TO facedesk_it;
