package config

import (
	"context"
	"encoding/hex"
	"errors"
	"strings"

	"facedesk/identity"
	"facedesk/providers"
)

// These are the names of the secrets that hold addresses of the shared database,
// each with the role that it is for.
const (
	SecretDesk   = "shared.desk"   // a desk's own
	SecretReader = "shared.reader" // whoever reads the records of all desks
	SecretIT     = "shared.it"     // whoever sets the database up, erases and deletes
)

// SecretProxy is the name of the secret with the user and the password of the proxy,
// as user:password.
const SecretProxy = "network.proxy_login"

// SecretHashKey is the name of the key with which the records hash a person. Desks
// of one company share it.
const SecretHashKey = hashKeyName

// sharedFields are about the database that the desks of a company share.
func sharedFields() []providers.Field {
	return []providers.Field{
		{Key: KeyShared, Type: providers.TypeBool, Money: true, Default: false,
			Label: identity.Text{ZH: "多柜台共享记录", EN: "Records shared by desks"},
			Help: identity.Text{ZH: "把此后的记录同时存入共享的 PostgreSQL；地址用 facedesk config secret set shared.desk 存入密钥环。",
				EN: "Keep new records in a shared PostgreSQL too; its address goes into the keyring: facedesk config secret set shared.desk."}},
		{Key: KeyOperator, Type: providers.TypeText, Money: true, Default: "",
			Label: identity.Text{ZH: "共享记录库的运营方", EN: "Operator of the shared database"},
			Help: identity.Text{ZH: "告知书中说明记录还存放在谁那里。开启共享而此项为空时，柜台不能征求同意，记录也不离开本机。",
				EN: "Who keeps the shared records, as named in the notice. While records are shared and this is empty, the desk cannot ask for consent, and no record leaves this machine."}},
	}
}

// sharedSecrets are the secrets that belong to no service.
func sharedSecrets() []SecretName {
	address := identity.Text{ZH: "postgres://用户:密码@主机:5432/库名?sslmode=verify-full", EN: "postgres://user:password@host:5432/database?sslmode=verify-full"}
	return []SecretName{
		{SecretDesk, "shared", providers.SecretField{Key: "desk", Label: identity.Text{ZH: "共享记录库：本柜台的地址", EN: "Shared database: this desk's address"}, Help: address}},
		{SecretReader, "shared", providers.SecretField{Key: "reader", Label: identity.Text{ZH: "共享记录库：查阅用的地址", EN: "Shared database: a reader's address"}, Help: address}},
		{SecretIT, "shared", providers.SecretField{Key: "it", Label: identity.Text{ZH: "共享记录库：IT 的地址", EN: "Shared database: IT's address"}, Help: address}},
		{SecretProxy, "network", providers.SecretField{Key: "proxy_login", Label: identity.Text{ZH: "代理的用户名和密码", EN: "The proxy's user and password"},
			Help: identity.Text{ZH: "用户名:密码；代理要求登录时才需要。", EN: "user:password; needed only where the proxy asks for it."}}},
		{SecretHashKey, "records", providers.SecretField{Key: "hash_key", Label: identity.Text{ZH: "记录密钥（同一单位各柜台相同）", EN: "Key of the records (the same at all desks of a company)"},
			Help: identity.Text{ZH: "64 位十六进制；由 facedesk records key export 给出。", EN: "64 hexadecimal digits, as facedesk records key export gives them."}}},
	}
}

// checkHashKey returns a complaint about a text that is no key of the records.
func checkHashKey(text string) *identity.Sentences {
	if key, err := hex.DecodeString(text); err != nil || len(key) != hashKeySize {
		return wrong("记录密钥应为 64 位十六进制，未存入。", "The key of the records is 64 hexadecimal digits. Nothing was stored.")
	}
	return nil
}

// ImportHashKey makes another desk's key this one's too. A key that is here already
// is replaced only if that is wanted, because old records can then no longer be
// found by person.
func (k *Keyring) ImportHashKey(ctx context.Context, key providers.Secret, replace bool) error {
	text := strings.ToLower(key.Reveal())
	if complaint := checkHashKey(text); complaint != nil {
		return configuration(*complaint, nil)
	}
	_, err := run(ctx, k, func(ctx context.Context) (string, error) {
		release, err := k.store.exclude(ctx, k.service)
		if err != nil {
			return "", err
		}
		defer release()
		switch old, err := k.store.get(k.service, hashKeyName); {
		case err == nil && old == text:
			return old, nil
		case err == nil && !replace:
			return "", errOtherKey
		case err != nil && !errors.Is(err, errNotFound):
			return "", err
		}
		return k.write(hashKeyName, text)
	})
	if errors.Is(err, errOtherKey) {
		return configuration(identity.Say("密钥环中已有另一个记录密钥，未改动。", "The keyring holds another key of the records. Nothing was changed.").
			Do("确需更换时请用 facedesk records key import --replace；此后旧记录无法再按人查找。",
				"If it must be replaced, use facedesk records key import --replace; old records can then no longer be found by person."), nil)
	}
	if err != nil {
		return explain(err)
	}
	return nil
}

var errOtherKey = errors.New("there is another key")
