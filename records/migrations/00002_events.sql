-- +goose Up
-- What the guest agreed to and what the clerk decided, where it belongs to no
-- attempt. It names nobody.
CREATE TABLE events (
    id       TEXT PRIMARY KEY,
    at       BIGINT NOT NULL,
    desk     TEXT NOT NULL,
    clerk    TEXT NOT NULL,
    demo     INTEGER NOT NULL,
    event    TEXT NOT NULL,
    provider TEXT NOT NULL,
    by_whom  TEXT NOT NULL,
    face     INTEGER NOT NULL
);
CREATE INDEX events_at ON events (at);

-- +goose Down
DROP TABLE events;
