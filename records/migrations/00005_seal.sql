-- +goose Up
-- A checksum over the row, 0 where it has none: a disk that changes a letter is
-- noticed. Whoever changes a row without it leaves it without one.
ALTER TABLE attempts ADD COLUMN seal BIGINT NOT NULL DEFAULT 0;
ALTER TABLE events ADD COLUMN seal BIGINT NOT NULL DEFAULT 0;
-- +goose StatementBegin
CREATE TRIGGER attempts_seal AFTER UPDATE ON attempts WHEN NEW.seal = OLD.seal AND NEW.seal <> 0
BEGIN
    UPDATE attempts SET seal = 0 WHERE id = NEW.id;
END;
-- +goose StatementEnd

-- +goose Down
DROP TRIGGER attempts_seal;
ALTER TABLE events DROP COLUMN seal;
ALTER TABLE attempts DROP COLUMN seal;
