package db

import (
	"context"

	"xiaoguan/base/fault"
	"xiaoguan/base/id"
)

// Key is the Idempotency-Key of a request, together with who sent what.
type Key struct {
	Org, Member id.ID
	Key         string // as sent
	Hash        string // of method, path and body
	used        bool
}

// ErrRepeated says that a request with this key was carried out already; web answers with what was answered then.
var ErrRepeated = fault.Declare("repeated", fault.Conflict, "这个请求已经处理过了，刷新即可看到结果", "This request has been carried out already; reload to see the result")

type onceKey struct{}

// WithKey lets the first Write under ctx claim the key, in the same transaction as what the request does.
func WithKey(ctx context.Context, k *Key) context.Context {
	return context.WithValue(ctx, onceKey{}, k)
}

// once claims the request's key at the head of its first transaction.
func (tx *Tx) once(ctx context.Context) error {
	k, _ := ctx.Value(onceKey{}).(*Key)
	if k == nil || k.used {
		return nil
	}
	res, err := tx.NewRaw("INSERT INTO idempotency (org_id, member_id, key, request_hash, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (org_id, member_id, key) DO NOTHING",
		k.Org, k.Member, k.Key, k.Hash, tx.store.Clock()).Exec(ctx)
	if err != nil {
		return err
	}
	if n, _ := res.RowsAffected(); n == 0 {
		return ErrRepeated.New()
	}
	tx.After(func() { k.used = true })
	return nil
}

// Answer is what a repeated request is told: status 0 when the first answer is not on record.
func (s *Store) Answer(ctx context.Context, k *Key) (status int, body, hash string, err error) {
	err = s.read.NewRaw("SELECT status, body, request_hash FROM idempotency WHERE org_id = ? AND member_id = ? AND key = ?", k.Org, k.Member, k.Key).Scan(ctx, &status, &body, &hash)
	return status, body, hash, s.translate(err)
}

// KeepAnswer records the answer given to the request that claimed the key.
func (s *Store) KeepAnswer(ctx context.Context, k *Key, status int, body string) error {
	if !k.used {
		return nil
	}
	return s.Write(context.WithValue(ctx, onceKey{}, (*Key)(nil)), func(ctx context.Context, tx *Tx) error {
		_, err := tx.NewRaw("UPDATE idempotency SET status = ?, body = ? WHERE org_id = ? AND member_id = ? AND key = ?", status, body, k.Org, k.Member, k.Key).Exec(ctx)
		return err
	})
}
