-- +goose Up
-- What a person found out about the charge of a call by asking the service, yes,
-- no or nothing, and by what evidence.
ALTER TABLE attempts ADD COLUMN settled_charged TEXT NOT NULL DEFAULT '';
ALTER TABLE attempts ADD COLUMN settled_evidence TEXT NOT NULL DEFAULT '';
-- What a service has cost is asked at every press: this index holds all of it.
CREATE INDEX attempts_spent ON attempts (provider, started, demo, settled_charged, charged, price_fen);

-- +goose Down
DROP INDEX attempts_spent;
ALTER TABLE attempts DROP COLUMN settled_evidence;
ALTER TABLE attempts DROP COLUMN settled_charged;
