-- +goose Up
-- The business day of a call, as a date of this machine: 2026-11-28.
ALTER TABLE attempts ADD COLUMN day TEXT NOT NULL DEFAULT '';
UPDATE attempts SET day = date(started / 1000, 'unixepoch', '+8 hours');
-- What was corrected, why, by which version of the notice, and how many rows. Of
-- a guest it has what an attempt has, until an attempt would be deleted.
ALTER TABLE events ADD COLUMN about TEXT NOT NULL DEFAULT '';
ALTER TABLE events ADD COLUMN decision TEXT NOT NULL DEFAULT '';
ALTER TABLE events ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE events ADD COLUMN notice TEXT NOT NULL DEFAULT '';
ALTER TABLE events ADD COLUMN row_count BIGINT NOT NULL DEFAULT 0;
ALTER TABLE events ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE events ADD COLUMN number TEXT NOT NULL DEFAULT '';
ALTER TABLE events ADD COLUMN person TEXT NOT NULL DEFAULT '';
ALTER TABLE events ADD COLUMN reference TEXT NOT NULL DEFAULT '';
DROP INDEX attempts_started;
DROP INDEX events_at;
CREATE INDEX attempts_started ON attempts (started, id);
CREATE INDEX attempts_name ON attempts (name, started, id);
CREATE INDEX attempts_provider ON attempts (provider, started, id);
CREATE INDEX attempts_clerk ON attempts (clerk, started, id);
CREATE INDEX attempts_result ON attempts ((CASE state WHEN 'verdict' THEN outcome WHEN 'open' THEN 'open' ELSE kind END), started, id);
CREATE INDEX events_at ON events (at, id);
CREATE INDEX events_about ON events (about) WHERE about <> '';
CREATE INDEX events_name ON events (name, at, id) WHERE name <> '';
CREATE INDEX events_person ON events (person, at, id) WHERE person <> '';
-- How many calls came to what on each day, and what they cost. Triggers keep it,
-- so that totals of a month need not read the calls.
CREATE TABLE tallies (
    day      TEXT NOT NULL,
    desk     TEXT NOT NULL,
    clerk    TEXT NOT NULL,
    provider TEXT NOT NULL,
    demo     INTEGER NOT NULL,
    result   TEXT NOT NULL,
    bill     TEXT NOT NULL,
    calls    BIGINT NOT NULL,
    fen      BIGINT NOT NULL,
    PRIMARY KEY (day, desk, clerk, provider, demo, result, bill)
);
INSERT INTO tallies
SELECT day, desk, clerk, provider, demo, CASE state WHEN 'verdict' THEN outcome WHEN 'open' THEN 'open' ELSE kind END AS result,
    CASE settled_charged WHEN '' THEN charged ELSE settled_charged END AS bill, COUNT(*), SUM(price_fen)
FROM attempts GROUP BY day, desk, clerk, provider, demo, result, bill;
-- +goose StatementBegin
CREATE TRIGGER attempts_tally_more AFTER INSERT ON attempts
BEGIN
    INSERT INTO tallies VALUES (NEW.day, NEW.desk, NEW.clerk, NEW.provider, NEW.demo,
        CASE NEW.state WHEN 'verdict' THEN NEW.outcome WHEN 'open' THEN 'open' ELSE NEW.kind END,
        CASE NEW.settled_charged WHEN '' THEN NEW.charged ELSE NEW.settled_charged END, 1, NEW.price_fen)
    ON CONFLICT (day, desk, clerk, provider, demo, result, bill) DO UPDATE SET calls = calls + 1, fen = fen + excluded.fen;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER attempts_tally_less AFTER DELETE ON attempts
BEGIN
    UPDATE tallies SET calls = calls - 1, fen = fen - OLD.price_fen
    WHERE day = OLD.day AND desk = OLD.desk AND clerk = OLD.clerk AND provider = OLD.provider AND demo = OLD.demo
        AND result = CASE OLD.state WHEN 'verdict' THEN OLD.outcome WHEN 'open' THEN 'open' ELSE OLD.kind END
        AND bill = CASE OLD.settled_charged WHEN '' THEN OLD.charged ELSE OLD.settled_charged END;
    DELETE FROM tallies WHERE calls = 0 AND day = OLD.day;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER attempts_tally_other AFTER UPDATE OF day, desk, clerk, provider, demo, state, outcome, kind, charged, settled_charged, price_fen ON attempts
BEGIN
    UPDATE tallies SET calls = calls - 1, fen = fen - OLD.price_fen
    WHERE day = OLD.day AND desk = OLD.desk AND clerk = OLD.clerk AND provider = OLD.provider AND demo = OLD.demo
        AND result = CASE OLD.state WHEN 'verdict' THEN OLD.outcome WHEN 'open' THEN 'open' ELSE OLD.kind END
        AND bill = CASE OLD.settled_charged WHEN '' THEN OLD.charged ELSE OLD.settled_charged END;
    INSERT INTO tallies VALUES (NEW.day, NEW.desk, NEW.clerk, NEW.provider, NEW.demo,
        CASE NEW.state WHEN 'verdict' THEN NEW.outcome WHEN 'open' THEN 'open' ELSE NEW.kind END,
        CASE NEW.settled_charged WHEN '' THEN NEW.charged ELSE NEW.settled_charged END, 1, NEW.price_fen)
    ON CONFLICT (day, desk, clerk, provider, demo, result, bill) DO UPDATE SET calls = calls + 1, fen = fen + excluded.fen;
    DELETE FROM tallies WHERE calls = 0 AND day = OLD.day;
END;
-- +goose StatementEnd

-- +goose Down
DROP TRIGGER attempts_tally_other;
DROP TRIGGER attempts_tally_less;
DROP TRIGGER attempts_tally_more;
DROP TABLE tallies;
DROP INDEX events_person;
DROP INDEX events_name;
DROP INDEX events_about;
DROP INDEX events_at;
DROP INDEX attempts_result;
DROP INDEX attempts_clerk;
DROP INDEX attempts_provider;
DROP INDEX attempts_name;
DROP INDEX attempts_started;
CREATE INDEX attempts_started ON attempts (started);
CREATE INDEX events_at ON events (at);
ALTER TABLE events DROP COLUMN reference;
ALTER TABLE events DROP COLUMN person;
ALTER TABLE events DROP COLUMN number;
ALTER TABLE events DROP COLUMN name;
ALTER TABLE events DROP COLUMN row_count;
ALTER TABLE events DROP COLUMN notice;
ALTER TABLE events DROP COLUMN reason;
ALTER TABLE events DROP COLUMN decision;
ALTER TABLE events DROP COLUMN about;
ALTER TABLE attempts DROP COLUMN day;
