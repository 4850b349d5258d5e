-- +goose Up
-- Where name and number came from, and which clerk decided, where clerks sign in.
ALTER TABLE attempts ADD COLUMN claim_source TEXT NOT NULL DEFAULT '';
ALTER TABLE attempts ADD COLUMN decided_by TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE attempts DROP COLUMN decided_by;
ALTER TABLE attempts DROP COLUMN claim_source;
