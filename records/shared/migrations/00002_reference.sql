-- +goose Up
-- The booking's reference, which the hotel's own software hands over with the guest. It
-- goes with the guest when he is erased. Programs that do not know it may still write.
ALTER TABLE facedesk.attempts_started ADD COLUMN reference TEXT NOT NULL DEFAULT '';
GRANT INSERT (reference) ON facedesk.attempts_started TO facedesk_desk;
CREATE OR REPLACE VIEW facedesk.attempts_kept AS
SELECT s.id, s.started, s.day, s.desk, s.clerk, s.provider, s.demo, s.repeated, s.name, s.number, s.person, s.document_type, s.nation, s.face, s.source,
    s.portrait_bytes, s.consent_to, s.consent_by, s.consent_at, s.price_fen, s.pid, s.boot, s.process_start, s.uptime, s.version, s.guarded_by,
    s.written_by, s.received,
    FALSE AS erased, s.reference
FROM facedesk.attempts_started s
WHERE NOT EXISTS (SELECT 1 FROM facedesk.tombstones t WHERE t.id = s.id AND t.written_by = s.written_by)
    AND NOT EXISTS (SELECT 1 FROM facedesk.erasures t WHERE t.id = s.id)
UNION ALL
SELECT s.id, s.started, s.day, s.desk, s.clerk, s.provider, s.demo, s.repeated, CAST('' AS TEXT) AS name, CAST('' AS TEXT) AS number, CAST('' AS TEXT) AS
    person, CAST('' AS TEXT) AS document_type, CAST('' AS TEXT) AS nation, s.face, s.source, 0 AS portrait_bytes, s.consent_to, CAST('' AS TEXT) AS
    consent_by, s.consent_at, s.price_fen, s.pid, s.boot, s.process_start, s.uptime, s.version, s.guarded_by, s.written_by, s.received,
    TRUE AS erased, CAST('' AS TEXT) AS reference
FROM facedesk.attempts_started s
WHERE NOT EXISTS (SELECT 1 FROM facedesk.tombstones t WHERE t.id = s.id AND t.written_by = s.written_by AND t.kind = 'gone')
    AND (EXISTS (SELECT 1 FROM facedesk.tombstones t WHERE t.id = s.id AND t.written_by = s.written_by)
        OR EXISTS (SELECT 1 FROM facedesk.erasures t WHERE t.id = s.id));
CREATE OR REPLACE VIEW facedesk.attempts AS
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
    CAST(0 AS BIGINT) AS seal, s.written_by, s.received, s.reference
FROM facedesk.attempts_kept s
LEFT JOIN LATERAL (SELECT * FROM facedesk.attempts_completed x WHERE x.id = s.id AND x.written_by = s.written_by
    ORDER BY x.finished DESC, x.state DESC LIMIT 1) c ON TRUE
LEFT JOIN LATERAL (SELECT * FROM facedesk.attempts_decided x WHERE x.id = s.id AND x.written_by = s.written_by
    ORDER BY x.decided DESC LIMIT 1) d ON TRUE
LEFT JOIN LATERAL (SELECT * FROM facedesk.attempts_settled x WHERE x.id = s.id AND x.written_by = s.written_by
    ORDER BY CASE x.settled_charged WHEN '' THEN 0 ELSE 1 END DESC, x.settled DESC LIMIT 1) f ON TRUE
WHERE s.started >= (SELECT COALESCE(MAX(kept_since), 0) FROM facedesk.retentions)
    OR COALESCE(c.state, 'open') = 'open' OR c.state = 'unknown' AND COALESCE(f.settled, 0) = 0;
INSERT INTO facedesk.compatible VALUES (2, 1);

-- +goose Down
DELETE FROM facedesk.compatible WHERE version = 2;
DROP VIEW facedesk.tallies, facedesk.attempts, facedesk.attempts_kept;
ALTER TABLE facedesk.attempts_started DROP COLUMN reference;
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
CREATE VIEW facedesk.tallies AS
SELECT day, desk, clerk, provider, demo, result, bill, COUNT(*) AS calls, CAST(SUM(price_fen) AS BIGINT) AS fen
FROM (SELECT day, desk, clerk, provider, demo, price_fen,
        CASE state WHEN 'verdict' THEN outcome WHEN 'open' THEN 'open' ELSE kind END AS result,
        CASE settled_charged WHEN '' THEN charged ELSE settled_charged END AS bill
    FROM facedesk.attempts) a
GROUP BY day, desk, clerk, provider, demo, result, bill;
GRANT SELECT ON facedesk.attempts, facedesk.tallies TO facedesk_reader, facedesk_it;
GRANT SELECT ON facedesk.attempts_kept TO facedesk_it;
