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
	hashKeySize = 32 // bytes, the output size of SHA-256 (RFC 2104, section 3)
)

// HashKey returns the 32-byte key with which the records hash a person. The
// first call creates it from random. Processes that call it at the same time
// get the same key. A damaged key is an error and is not replaced, because a
// new key would match no old record. The slice belongs to the caller.
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

// createHashKey creates the key while no other process can. It first looks
// whether another process has just created it.
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
	if err := ctx.Err(); err != nil { // the caller has given up
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
