package config

import (
	"context"
	"encoding/hex"
	"errors"
	"io"

	"facedesk/identity"
)

const (
	hashKeyName = "records.hash_key"
	hashKeySize = 32 // bytes, as long as the output of SHA-256 (RFC 2104, 3)
)

// HashKey returns the 32 bytes under which the records hash a person, and makes
// them from random at first use. Processes that come at the same time get the
// same key. A key that is there but damaged is left alone and is an error: a new
// one would cut off every record so far. The slice belongs to the caller.
func (k *Keyring) HashKey(ctx context.Context, random io.Reader) ([]byte, error) {
	text, err := run(ctx, k, func(ctx context.Context) (string, error) {
		text, err := k.store.get(k.service, hashKeyName)
		if errors.Is(err, errNotFound) {
			return k.createHashKey(ctx, random)
		}
		return text, err
	})
	if err != nil {
		return nil, explain(err)
	}
	key, err := hex.DecodeString(text)
	if err != nil || len(key) != hashKeySize {
		return nil, damagedHashKey()
	}
	return key, nil
}

// createHashKey looks for the key again when no other process can be creating
// it.
func (k *Keyring) createHashKey(ctx context.Context, random io.Reader) (string, error) {
	release, err := k.store.exclude(ctx, k.service)
	if err != nil {
		return "", err
	}
	defer release()
	if text, err := k.store.get(k.service, hashKeyName); !errors.Is(err, errNotFound) {
		return text, err
	}
	key := make([]byte, hashKeySize)
	if _, err := io.ReadFull(random, key); err != nil {
		return "", err
	}
	if err := ctx.Err(); err != nil { // the caller has given up, so nothing is created
		return "", err
	}
	return k.write(hashKeyName, hex.EncodeToString(key))
}

func damagedHashKey() error {
	return configuration(identity.Say(
		"密钥环中的记录密钥（"+hashKeyName+"）已损坏，记录未改动。",
		"The key of the records in the keyring ("+hashKeyName+") is damaged. No record was changed.").
		Do("请从备份恢复密钥环；换新密钥将无法再按人查找旧记录。",
			"Restore the keyring from a backup; with a new key old records can no longer be found by person."), nil)
}
