-- +goose Up
-- Programs of versions 1 to 4 go on writing and reading as before.
INSERT INTO facedesk.compatible VALUES (5, 1);

-- Nobody will ask the parts by these. They go first, in the order in which desks write:
-- that waits for the rows that are coming, and keeps others waiting until all is done.
DROP INDEX facedesk.attempts_started_person, facedesk.attempts_started_provider, facedesk.attempts_started_at, facedesk.attempts_started_name,
    facedesk.attempts_started_clerk, facedesk.attempts_started_desk, facedesk.attempts_started_day, facedesk.attempts_completed_provider,
    facedesk.attempts_settled_provider, facedesk.events_added_at, facedesk.events_added_about, facedesk.events_added_person, facedesk.events_added_name;

-- The ids of calls and events sort by their bytes, those of the tables that speak of
-- them by the database's rules, so the keys of these serve no question that comes from
-- a call: each row would be looked for in a whole table. These indexes serve it.
CREATE INDEX attempts_completed_of ON facedesk.attempts_completed (id COLLATE "C", written_by);
CREATE INDEX attempts_decided_of ON facedesk.attempts_decided (id COLLATE "C", written_by);
CREATE INDEX attempts_settled_of ON facedesk.attempts_settled (id COLLATE "C", written_by);
CREATE INDEX settlements_of ON facedesk.settlements (id COLLATE "C", desk_role);
CREATE INDEX tombstones_of ON facedesk.tombstones (id COLLATE "C", written_by);
CREATE INDEX erasures_of ON facedesk.erasures (id COLLATE "C", desk_role);
CREATE INDEX costs_of ON facedesk.costs (id COLLATE "C", written_by);

-- What the views show is kept as it is shown, so that a list need not put a month of
-- calls together from their parts to show the last hundred. Triggers put anew what
-- somebody adds to; the views that put together say what is right.
DROP VIEW facedesk.tallies, facedesk.results, facedesk.attempts, facedesk.attempts_kept, facedesk.events;
CREATE VIEW facedesk.attempts_computed AS
SELECT s.id, s.started, s.day, s.desk, s.clerk, s.provider, s.demo, s.repeated,
    CASE WHEN e.erased THEN '' ELSE s.name END AS name, CASE WHEN e.erased THEN '' ELSE s.number END AS number,
    CASE WHEN e.erased THEN '' ELSE s.person END AS person, CASE WHEN e.erased THEN '' ELSE s.document_type END AS document_type,
    CASE WHEN e.erased THEN '' ELSE s.nation END AS nation, s.face, s.source, CASE WHEN e.erased THEN 0 ELSE s.portrait_bytes END AS portrait_bytes,
    s.consent_to, CASE WHEN e.erased THEN '' ELSE s.consent_by END AS consent_by, s.consent_at, s.pid, s.boot, s.process_start, s.uptime, s.version, s.guarded_by,
    COALESCE(c.finished, 0) AS finished, COALESCE(c.state, CASE WHEN f.by_it THEN 'unknown' ELSE 'open' END) AS state, COALESCE(c.outcome, '') AS outcome,
    COALESCE(c.kind, CASE WHEN f.by_it THEN 'unknown_outcome' ELSE '' END) AS kind,
    COALESCE(c.vendor_code, '') AS vendor_code,
    CASE WHEN e.erased THEN '' ELSE COALESCE(c.vendor_message, '') END AS vendor_message,
    COALESCE(c.vendor_order, '') AS vendor_order,
    CASE WHEN e.erased THEN '' ELSE COALESCE(c.vendor_changed, '') END AS vendor_changed,
    CASE WHEN e.erased THEN NULL ELSE c.score END AS score,
    COALESCE(c.charged, 'unknown') AS charged, COALESCE(c.price_fen, s.price_fen) AS price_fen, COALESCE(c.duration_ms, 0) AS duration_ms,
    COALESCE(d.decision, '') AS decision, COALESCE(d.decided, 0) AS decided,
    COALESCE(f.settled, 0) AS settled, COALESCE(f.settled_by, '') AS settled_by,
    COALESCE(f.settled_charged, '') AS settled_charged, COALESCE(f.settled_evidence, '') AS settled_evidence,
    CAST(0 AS BIGINT) AS seal, s.written_by, s.received, CASE WHEN e.erased THEN '' ELSE s.reference END AS reference,
    s.claim_source, COALESCE(d.decided_by, '') AS decided_by
FROM facedesk.attempts_started s
CROSS JOIN LATERAL (SELECT EXISTS (SELECT 1 FROM facedesk.tombstones t WHERE t.id = s.id AND t.written_by = s.written_by)
    OR EXISTS (SELECT 1 FROM facedesk.erasures t WHERE t.id = s.id AND t.desk_role IN ('', s.written_by)) AS erased OFFSET 0) e
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
WHERE NOT EXISTS (SELECT 1 FROM facedesk.tombstones t WHERE t.id = s.id AND t.written_by = s.written_by AND t.kind = 'gone')
    AND (s.started >= (SELECT COALESCE(MAX(kept_since), 0) FROM facedesk.retentions)
        OR COALESCE(c.state, CASE WHEN f.by_it THEN 'unknown' ELSE 'open' END) = 'open' OR c.state = 'unknown' AND COALESCE(f.settled, 0) = 0);
CREATE VIEW facedesk.events_computed AS
SELECT s.id, s.at, s.desk, s.clerk, s.demo, s.event, s.provider, s.by_whom, s.face, s.about, s.decision, s.reason, s.notice, s.row_count,
    CASE WHEN h.hidden THEN '' ELSE s.name END AS name, CASE WHEN h.hidden THEN '' ELSE s.number END AS number,
    CASE WHEN h.hidden THEN '' ELSE s.person END AS person, CASE WHEN h.hidden THEN '' ELSE s.reference END AS reference,
    CAST(0 AS BIGINT) AS seal, s.written_by
FROM facedesk.events_added s
CROSS JOIN LATERAL (SELECT s.at < (SELECT COALESCE(MAX(kept_since), 0) FROM facedesk.retentions)
    OR EXISTS (SELECT 1 FROM facedesk.tombstones t WHERE t.id = s.id AND t.written_by = s.written_by)
    OR EXISTS (SELECT 1 FROM facedesk.erasures t WHERE t.id = s.id AND t.desk_role IN ('', s.written_by)) AS hidden OFFSET 0) h;

CREATE TABLE facedesk.attempts_now AS SELECT * FROM facedesk.attempts_computed;
ALTER TABLE facedesk.attempts_now ADD PRIMARY KEY (id, written_by);
CREATE TABLE facedesk.events_now AS SELECT * FROM facedesk.events_computed;
ALTER TABLE facedesk.events_now ADD PRIMARY KEY (id, written_by);
CREATE INDEX attempts_now_at ON facedesk.attempts_now (started, id);
CREATE INDEX attempts_now_person ON facedesk.attempts_now (person, provider, started);
CREATE INDEX attempts_now_name ON facedesk.attempts_now (name, started, id);
CREATE INDEX attempts_now_provider ON facedesk.attempts_now (provider, started, id);
CREATE INDEX attempts_now_clerk ON facedesk.attempts_now (clerk, started, id);
CREATE INDEX attempts_now_desk ON facedesk.attempts_now (desk, started, id);
CREATE INDEX attempts_now_day ON facedesk.attempts_now (day);
CREATE INDEX attempts_now_result ON facedesk.attempts_now ((CASE state WHEN 'verdict' THEN outcome WHEN 'open' THEN 'open' ELSE kind END), started, id);
CREATE INDEX attempts_now_state ON facedesk.attempts_now (state, started, id) WHERE state IN ('open', 'unknown');
CREATE INDEX attempts_now_changed ON facedesk.attempts_now (started, id) WHERE vendor_changed <> '';
CREATE INDEX events_now_at ON facedesk.events_now (at, id);
CREATE INDEX events_now_event ON facedesk.events_now (event, at, id);
CREATE INDEX events_now_clerk ON facedesk.events_now (clerk, at, id);
CREATE INDEX events_now_desk ON facedesk.events_now (desk, at, id);
CREATE INDEX events_now_about ON facedesk.events_now (about) WHERE about <> '';
CREATE INDEX events_now_person ON facedesk.events_now (person, at) WHERE person <> '';
CREATE INDEX events_now_name ON facedesk.events_now (name, at) WHERE name <> '';
CREATE VIEW facedesk.attempts AS SELECT * FROM facedesk.attempts_now;
CREATE VIEW facedesk.events AS SELECT * FROM facedesk.events_now;
CREATE VIEW facedesk.results AS
SELECT day, desk, clerk, provider, demo, CASE state WHEN 'verdict' THEN outcome WHEN 'open' THEN 'open' ELSE kind END AS result,
    CASE settled_charged WHEN '' THEN charged ELSE settled_charged END AS bill, price_fen
FROM facedesk.attempts;
-- The totals, with what has changed since they were added up.
CREATE VIEW facedesk.tallies AS
SELECT t.day, t.desk, t.clerk, t.provider, t.demo, t.result, t.bill, t.calls, t.fen
FROM facedesk.totals t WHERE NOT EXISTS (SELECT 1 FROM facedesk.changed_days c WHERE c.day = t.day)
UNION ALL
SELECT r.day, r.desk, r.clerk, r.provider, r.demo, r.result, r.bill, COUNT(*) AS calls, CAST(SUM(r.price_fen) AS BIGINT) AS fen
FROM facedesk.results r WHERE r.day IN (SELECT c.day FROM facedesk.changed_days c)
GROUP BY r.day, r.desk, r.clerk, r.provider, r.demo, r.result, r.bill;

-- Puts calls anew. Whoever else changes one of them is done before it is put.
-- +goose StatementBegin
CREATE FUNCTION facedesk.show_attempts(p_ids TEXT[], p_roles TEXT[]) RETURNS VOID
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM 1 FROM facedesk.attempts_now n JOIN unnest(p_ids, p_roles) AS k (id, role) ON n.id = k.id AND n.written_by = k.role
        ORDER BY n.id, n.written_by FOR UPDATE OF n;
    DELETE FROM facedesk.attempts_now n USING unnest(p_ids, p_roles) AS k (id, role) WHERE n.id = k.id AND n.written_by = k.role;
    INSERT INTO facedesk.attempts_now SELECT c.* FROM (SELECT DISTINCT u.id, u.role FROM unnest(p_ids, p_roles) AS u (id, role)) k
        JOIN facedesk.attempts_computed c ON c.id = k.id AND c.written_by = k.role ON CONFLICT DO NOTHING;
END
$$;
CREATE FUNCTION facedesk.show_events(p_ids TEXT[], p_roles TEXT[]) RETURNS VOID
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM 1 FROM facedesk.events_now n JOIN unnest(p_ids, p_roles) AS k (id, role) ON n.id = k.id AND n.written_by = k.role
        ORDER BY n.id, n.written_by FOR UPDATE OF n;
    DELETE FROM facedesk.events_now n USING unnest(p_ids, p_roles) AS k (id, role) WHERE n.id = k.id AND n.written_by = k.role;
    INSERT INTO facedesk.events_now SELECT c.* FROM (SELECT DISTINCT u.id, u.role FROM unnest(p_ids, p_roles) AS u (id, role)) k
        JOIN facedesk.events_computed c ON c.id = k.id AND c.written_by = k.role ON CONFLICT DO NOTHING;
END
$$;
-- +goose StatementEnd

-- As before, and then puts the calls anew.
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION facedesk.touch(p_ids TEXT[], p_roles TEXT[]) RETURNS VOID
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
    PERFORM facedesk.show_attempts(p_ids, p_roles);
END
$$;
CREATE FUNCTION facedesk.decided() RETURNS TRIGGER
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM facedesk.show_attempts(array_agg(a.id), array_agg(a.written_by)) FROM added a HAVING COUNT(*) > 0;
    RETURN NULL;
END
$$;
CREATE FUNCTION facedesk.events_touched() RETURNS TRIGGER
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM facedesk.show_events(array_agg(a.id), array_agg(a.written_by)) FROM added a HAVING COUNT(*) > 0;
    RETURN NULL;
END
$$;
-- An erasure of version 1 means everybody's row.
CREATE FUNCTION facedesk.erased() RETURNS TRIGGER
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM facedesk.touch(array_agg(s.id), array_agg(s.written_by)) FROM facedesk.attempts_started s
        JOIN added a ON s.id = a.id AND a.desk_role IN ('', s.written_by) HAVING COUNT(*) > 0;
    PERFORM facedesk.show_events(array_agg(s.id), array_agg(s.written_by)) FROM facedesk.events_added s
        JOIN added a ON s.id = a.id AND a.desk_role IN ('', s.written_by) HAVING COUNT(*) > 0;
    RETURN NULL;
END
$$;
CREATE OR REPLACE FUNCTION facedesk.removed() RETURNS TRIGGER
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO facedesk.changed_days (day) SELECT DISTINCT g.day FROM gone g;
    DELETE FROM facedesk.costs c USING gone g WHERE c.id = g.id AND c.written_by = g.written_by;
    DELETE FROM facedesk.attempts_now n USING gone g WHERE n.id = g.id AND n.written_by = g.written_by;
    RETURN NULL;
END
$$;
CREATE FUNCTION facedesk.events_removed() RETURNS TRIGGER
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    DELETE FROM facedesk.events_now n USING gone g WHERE n.id = g.id AND n.written_by = g.written_by;
    RETURN NULL;
END
$$;
-- What is older is shown no more: calls but for those that nobody knows about, and of
-- events who they are about.
CREATE OR REPLACE FUNCTION facedesk.retained() RETURNS TRIGGER
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE kept BIGINT;
BEGIN
    SELECT MAX(r.kept_since) INTO kept FROM facedesk.retentions r;
    INSERT INTO facedesk.changed_days (day)
        SELECT DISTINCT t.day FROM facedesk.totals t
        WHERE t.day <= to_char(to_timestamp(kept / 1000.0) AT TIME ZONE INTERVAL '8 hours', 'YYYY-MM-DD');
    DELETE FROM facedesk.attempts_now n WHERE n.started < kept AND n.state <> 'open' AND (n.state <> 'unknown' OR n.settled <> 0);
    UPDATE facedesk.events_now n SET name = '', number = '', person = '', reference = ''
        WHERE n.at < kept AND (n.name <> '' OR n.number <> '' OR n.person <> '' OR n.reference <> '');
    RETURN NULL;
END
$$;
-- +goose StatementEnd
CREATE TRIGGER decided AFTER INSERT ON facedesk.attempts_decided REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION facedesk.decided();
CREATE TRIGGER events_touched AFTER INSERT ON facedesk.events_added REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION facedesk.events_touched();
CREATE TRIGGER events_touched AFTER INSERT ON facedesk.tombstones REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION facedesk.events_touched();
CREATE TRIGGER erased AFTER INSERT ON facedesk.erasures REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION facedesk.erased();
CREATE TRIGGER events_removed AFTER DELETE ON facedesk.events_added REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION facedesk.events_removed();

-- A plan that was made while the tables were empty would read them whole for each row.
ALTER FUNCTION facedesk.touch(TEXT[], TEXT[]) SET enable_seqscan = off;
ALTER FUNCTION facedesk.show_attempts(TEXT[], TEXT[]) SET enable_seqscan = off;
ALTER FUNCTION facedesk.show_events(TEXT[], TEXT[]) SET enable_seqscan = off;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA facedesk FROM PUBLIC;
GRANT SELECT ON facedesk.attempts, facedesk.events, facedesk.tallies TO facedesk_reader, facedesk_it;
