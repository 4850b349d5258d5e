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

// HashKey returns the 32-byte key with which the records hash a person. If there
// is none, it is created from random, but only if mayCreate returns nil: a new key
// matches no record that exists. A nil mayCreate allows it. Processes that call it
// at the same time get the same key. A damaged key is an error and is not replaced.
// The slice belongs to the caller.
func (k *Keyring) HashKey(ctx context.Context, random io.Reader, mayCreate func(context.Context) error) ([]byte, error) {
	get := func(context.Context) (string, error) { return k.store.get(k.service, hashKeyName) }
	text, err := run(ctx, k, get)
	if errors.Is(err, errNotFound) {
		if mayCreate != nil { // it reads a file, for which a call of the keyring has no time
			if err := mayCreate(ctx); err != nil {
				return nil, err
			}
		}
		text, err = run(ctx, k, func(ctx context.Context) (string, error) { return k.createHashKey(ctx, random) })
	}
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

// HashKeyLost returns the error for records without the key with which they were
// written.
func HashKeyLost() error {
	return configuration(identity.Say(
		"密钥环里没有记录密钥，而本机已有核验记录：密钥环被清空或换过。没有另造新密钥，因为换新后，旧记录无法再按人查找，防止重复付费的次数限制和提醒也会忘掉以前的核验。",
		"The keyring has no key of the records, but there are records: the keyring was emptied or exchanged. No new key was made, because with one old records can no longer be found by person, "+
			"and the guards against paying twice forget earlier checks.").
		Do("请恢复密钥环或备份，或用 facedesk records key import 导入同单位其他柜台的密钥；确要换新：facedesk records key new。",
			"Restore the keyring or a backup, or import another desk's key with facedesk records key import; if there must be a new one: facedesk records key new."), nil)
}
