package team

import (
	"context"
	"time"

	"xiaoguan/base/fault"
	"xiaoguan/store/db"
)

// guess is one guess taken from a subject's allowance before it is checked, so that guesses sent at once count as well.
type guess struct {
	subject string // "account:…", "address:…": hashed, since people also type passwords into the wrong box
	wait    func(n int) time.Duration
	until   time.Time // set by take: the subject is blocked until then, unless the guess was right
}

// take counts the guess, or fails with fault.ErrTooMany while the subject is blocked.
func (g *guess) take(ctx context.Context, tx *db.Tx, now time.Time) error {
	if _, err := tx.NewRaw("INSERT INTO sign_in_failure (subject, failures, blocked_until, last_at) VALUES (?, 0, ?, ?) ON CONFLICT (subject) DO NOTHING", g.subject, now, now).Exec(ctx); err != nil {
		return err
	}
	var n int
	err := tx.NewRaw("UPDATE sign_in_failure SET failures = CASE WHEN last_at <= ? THEN 1 ELSE failures + 1 END, last_at = ? WHERE subject = ? AND blocked_until <= ? RETURNING failures",
		now.Add(-window), now, g.subject, now).Scan(ctx, &n)
	if db.IsNone(err) {
		var until time.Time
		if err := tx.NewRaw("SELECT blocked_until FROM sign_in_failure WHERE subject = ?", g.subject).Scan(ctx, &until); err != nil {
			return err
		}
		return fault.ErrTooMany.New(fault.Args{"seconds": seconds(until.Sub(now))})
	}
	if err != nil {
		return err
	}
	g.until = now.Add(g.wait(n))
	_, err = tx.NewRaw("UPDATE sign_in_failure SET blocked_until = ? WHERE subject = ?", g.until, g.subject).Exec(ctx)
	return err
}

// forget clears the subject after a right guess.
func (g *guess) forget(ctx context.Context, tx *db.Tx) error {
	_, err := tx.NewRaw("DELETE FROM sign_in_failure WHERE subject = ?", g.subject).Exec(ctx)
	return err
}

// giveBack takes this one guess back: others' failures from the same address stay counted.
func (g *guess) giveBack(ctx context.Context, tx *db.Tx, now time.Time) error {
	_, err := tx.NewRaw("UPDATE sign_in_failure SET failures = failures - 1, blocked_until = CASE WHEN blocked_until = ? THEN ? ELSE blocked_until END WHERE subject = ? AND failures > 0",
		g.until, now, g.subject).Exec(ctx)
	return err
}

// sweepFailures drops what no longer counts.
func sweepFailures(ctx context.Context, tx *db.Tx, now time.Time) error {
	_, err := tx.NewRaw("DELETE FROM sign_in_failure WHERE last_at < ? AND blocked_until < ?", now.Add(-window), now).Exec(ctx)
	return err
}
