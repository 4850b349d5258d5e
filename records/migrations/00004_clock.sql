-- +goose Up
-- What the journal knows of this machine's clock, in its one row: the last time
-- at which the two agreed, the last at which somebody vouched for the clock, and
-- the newest attempt at that moment, which may lie in the future.
CREATE TABLE clock (
    agreed  BIGINT NOT NULL,
    vouched BIGINT NOT NULL,
    ahead   BIGINT NOT NULL
);
INSERT INTO clock (agreed, vouched, ahead) SELECT COALESCE(MAX(started), 0), 0, 0 FROM attempts;
-- Milliseconds since the machine was started, 0 where they are not known.
ALTER TABLE attempts ADD COLUMN uptime BIGINT NOT NULL DEFAULT 0;

-- +goose Down
ALTER TABLE attempts DROP COLUMN uptime;
DROP TABLE clock;
