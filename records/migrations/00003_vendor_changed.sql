-- +goose Up
-- Where an answer differed from the service's manual: JSON pointers and types,
-- never a value.
ALTER TABLE attempts ADD COLUMN vendor_changed TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE attempts DROP COLUMN vendor_changed;
