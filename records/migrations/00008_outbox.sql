-- +goose Up
-- Who was asked before the call whether the person was checked today: the shared
-- database or this file alone. Empty where no guard asked, or none but this file
-- could be asked.
ALTER TABLE attempts ADD COLUMN guarded_by TEXT NOT NULL DEFAULT '';
-- The way of the rows to a shared database, in one row. A new file is another
-- generation. Rows flow that are written while shared_since is not 0. last is the
-- newest change, sent the last that the database has. While carrying is 1, rows of
-- an older file are written.
CREATE TABLE outbox (
    generation   TEXT NOT NULL,
    shared_since BIGINT NOT NULL,
    last         BIGINT NOT NULL,
    sent         BIGINT NOT NULL,
    carrying     INTEGER NOT NULL
);
INSERT INTO outbox SELECT lower(hex(randomblob(16))), 0, 0, 0, 0;
-- The newest change of each row that flows. state is empty,
-- 'erased' (it holds nothing about its guest any more) or 'gone' (it was deleted).
CREATE TABLE changes (
    id    TEXT PRIMARY KEY,
    seq   BIGINT NOT NULL,
    state TEXT NOT NULL,
    at    BIGINT NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX changes_seq ON changes (seq);
-- +goose StatementBegin
CREATE TRIGGER attempts_change_new AFTER INSERT ON attempts
WHEN (SELECT shared_since > 0 AND (carrying = 0 OR NEW.started >= shared_since) FROM outbox)
BEGIN
    DELETE FROM changes WHERE id = NEW.id;
    UPDATE outbox SET last = last + 1;
    INSERT INTO changes SELECT NEW.id, last, CASE NEW.person WHEN '' THEN 'erased' ELSE '' END, strftime('%s', 'now') * 1000 FROM outbox;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER attempts_change AFTER UPDATE OF state, finished, decision, settled, settled_charged, person ON attempts
WHEN EXISTS (SELECT 1 FROM changes WHERE id = NEW.id)
BEGIN
    UPDATE outbox SET last = last + 1;
    UPDATE changes SET seq = (SELECT last FROM outbox), at = strftime('%s', 'now') * 1000,
        state = CASE NEW.person WHEN '' THEN 'erased' ELSE state END WHERE id = NEW.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER attempts_change_gone AFTER DELETE ON attempts
WHEN EXISTS (SELECT 1 FROM changes WHERE id = OLD.id)
BEGIN
    UPDATE outbox SET last = last + 1;
    UPDATE changes SET seq = (SELECT last FROM outbox), at = strftime('%s', 'now') * 1000, state = 'gone' WHERE id = OLD.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER events_change_new AFTER INSERT ON events
WHEN (SELECT shared_since > 0 AND (carrying = 0 OR NEW.at >= shared_since) FROM outbox)
BEGIN
    DELETE FROM changes WHERE id = NEW.id;
    UPDATE outbox SET last = last + 1;
    INSERT INTO changes SELECT NEW.id, last,
        CASE WHEN carrying = 1 AND NEW.person = '' AND NEW.event IN ('by_eye', 'doubt', 'left') THEN 'erased' ELSE '' END,
        strftime('%s', 'now') * 1000 FROM outbox;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER events_change AFTER UPDATE OF name, number, person, reference ON events
WHEN EXISTS (SELECT 1 FROM changes WHERE id = NEW.id)
BEGIN
    UPDATE outbox SET last = last + 1;
    UPDATE changes SET seq = (SELECT last FROM outbox), at = strftime('%s', 'now') * 1000, state = 'erased' WHERE id = NEW.id;
END;
-- +goose StatementEnd

-- +goose Down
DROP TRIGGER events_change;
DROP TRIGGER events_change_new;
DROP TRIGGER attempts_change_gone;
DROP TRIGGER attempts_change;
DROP TRIGGER attempts_change_new;
DROP TABLE changes;
DROP TABLE outbox;
ALTER TABLE attempts DROP COLUMN guarded_by;
