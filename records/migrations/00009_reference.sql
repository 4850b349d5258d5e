-- +goose Up
-- The booking's reference, which the hotel's own software hands over with the guest.
ALTER TABLE attempts ADD COLUMN reference TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE attempts DROP COLUMN reference;
