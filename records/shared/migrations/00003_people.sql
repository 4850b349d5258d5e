-- +goose Up
-- Where name and number came from, and which clerk decided. Programs that do not know
-- these columns may still write.
ALTER TABLE facedesk.attempts_started ADD COLUMN claim_source TEXT NOT NULL DEFAULT '';
ALTER TABLE facedesk.attempts_decided ADD COLUMN decided_by TEXT NOT NULL DEFAULT '';
GRANT INSERT (claim_source) ON facedesk.attempts_started TO facedesk_desk;
GRANT INSERT (decided_by) ON facedesk.attempts_decided TO facedesk_desk;
-- The views of the second version, with these columns behind.
CREATE OR REPLACE VIEW facedesk.attempts_kept AS
SELECT s.id, s.started, s.day, s.desk, s.clerk, s.provider, s.demo, s.repeated, s.name, s.number, s.person, s.document_type, s.nation, s.face, s.source,
    s.portrait_bytes, s.consent_to, s.consent_by, s.consent_at, s.price_fen, s.pid, s.boot, s.process_start, s.uptime, s.version, s.guarded_by,
    s.written_by, s.received,
    FALSE AS erased, s.reference, s.claim_source
FROM facedesk.attempts_started s
WHERE NOT EXISTS (SELECT 1 FROM facedesk.tombstones t WHERE t.id = s.id AND t.written_by = s.written_by)
    AND NOT EXISTS (SELECT 1 FROM facedesk.erasures t WHERE t.id = s.id)
UNION ALL
SELECT s.id, s.started, s.day, s.desk, s.clerk, s.provider, s.demo, s.repeated, CAST('' AS TEXT) AS name, CAST('' AS TEXT) AS number, CAST('' AS TEXT) AS
    person, CAST('' AS TEXT) AS document_type, CAST('' AS TEXT) AS nation, s.face, s.source, 0 AS portrait_bytes, s.consent_to, CAST('' AS TEXT) AS
    consent_by, s.consent_at, s.price_fen, s.pid, s.boot, s.process_start, s.uptime, s.version, s.guarded_by, s.written_by, s.received,
    TRUE AS erased, CAST('' AS TEXT) AS reference, s.claim_source
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
    CAST(0 AS BIGINT) AS seal, s.written_by, s.received, s.reference,
    s.claim_source, COALESCE(d.decided_by, '') AS decided_by
FROM facedesk.attempts_kept s
LEFT JOIN LATERAL (SELECT * FROM facedesk.attempts_completed x WHERE x.id = s.id AND x.written_by = s.written_by
    ORDER BY x.finished DESC, x.state DESC LIMIT 1) c ON TRUE
LEFT JOIN LATERAL (SELECT * FROM facedesk.attempts_decided x WHERE x.id = s.id AND x.written_by = s.written_by
    ORDER BY x.decided DESC LIMIT 1) d ON TRUE
LEFT JOIN LATERAL (SELECT * FROM facedesk.attempts_settled x WHERE x.id = s.id AND x.written_by = s.written_by
    ORDER BY CASE x.settled_charged WHEN '' THEN 0 ELSE 1 END DESC, x.settled DESC LIMIT 1) f ON TRUE
WHERE s.started >= (SELECT COALESCE(MAX(kept_since), 0) FROM facedesk.retentions)
    OR COALESCE(c.state, 'open') = 'open' OR c.state = 'unknown' AND COALESCE(f.settled, 0) = 0;
INSERT INTO facedesk.compatible VALUES (3, 1);
