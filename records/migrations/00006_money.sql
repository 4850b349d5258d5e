-- +goose Up
-- What a person found out about the charge of a call by asking the service, yes,
-- no or nothing, and by what evidence.
ALTER TABLE attempts ADD COLUMN settled_charged TEXT NOT NULL DEFAULT '';
ALTER TABLE attempts ADD COLUMN settled_evidence TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE attempts DROP COLUMN settled_evidence;
ALTER TABLE attempts DROP COLUMN settled_charged;
