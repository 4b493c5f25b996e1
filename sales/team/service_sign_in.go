package team

import (
	"context"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

// The faults of signing in. A wrong password, an account that does not exist and one whose person has left are one answer.
var (
	ErrSignIn      = fault.Declare("sign_in.wrong", fault.Unauthenticated, "账号或密码不对，请检查后再试", "The account or the password is wrong; check both and try again")
	errOldPassword = fault.Text{ZH: "原密码不对", EN: "The present password is wrong"}
)

// SignIn checks the password and opens a session in the person's first organisation. It answers the new token, whose hash
// alone is kept. Errors: ErrSignIn, fault.ErrTooMany.
func (s *Service) SignIn(ctx context.Context, typed, password string, from Origin) (token string, a *actor.Actor, err error) {
	who, ok := accountOf(typed)
	name := typed
	if ok {
		name = who.phone + who.email
	}
	guesses := []*guess{{subject: "account:" + digest(name), wait: waitAccount}, {subject: "address:" + digest(from.Address), wait: waitAddress}}
	err = s.queue.do(ctx, func() error {
		token, a, err = s.signIn(ctx, who, ok, password, from, guesses)
		return err
	})
	return token, a, err
}

func (s *Service) signIn(ctx context.Context, who account, readable bool, password string, from Origin, guesses []*guess) (string, *actor.Actor, error) {
	if err := s.takeGuesses(ctx, guesses); err != nil {
		return "", nil, err
	}
	var found identity
	if readable {
		var err error
		if found, err = identityOf(ctx, s.Dir.System(), who); err != nil {
			return "", nil, err
		}
	}
	hash := found.Hash
	if found.ID.IsZero() {
		hash = nobodysHash()
	}
	if !matches(hash, password) || found.ID.IsZero() {
		return "", nil, ErrSignIn.New()
	}
	orgs, err := s.organisations(ctx, found.ID)
	if err != nil {
		return "", nil, err
	}
	if len(orgs) == 0 {
		return "", nil, ErrSignIn.New()
	}
	return s.open(ctx, found, orgs[0].ID, from, guesses)
}

func (s *Service) takeGuesses(ctx context.Context, guesses []*guess) error {
	now := s.Now()
	return s.Dir.System().Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		for _, g := range guesses {
			if err := g.take(ctx, tx, now); err != nil {
				return err
			}
		}
		return nil
	})
}

// open adds a session for an identity whose password has been checked, and forgives the guesses.
func (s *Service) open(ctx context.Context, who identity, org id.ID, from Origin, guesses []*guess) (string, *actor.Actor, error) {
	now, token := s.Now(), newToken()
	se := &session{Hash: digest(token), ID: s.IDs.New(), Identity: who.ID, Org: org, CreatedAt: now, SeenAt: now, ExpiresAt: now.Add(Life),
		Address: cut(from.Address, 60), Agent: cut(from.Agent, 300)}
	err := s.Dir.System().Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		for i, g := range guesses {
			settle := g.forget
			if i > 0 {
				settle = func(ctx context.Context, tx *db.Tx) error { return g.giveBack(ctx, tx, now) }
			}
			if err := settle(ctx, tx); err != nil {
				return err
			}
		}
		return openSession(ctx, tx, se, who.Hash)
	})
	if err != nil {
		return "", nil, err
	}
	// Apart from the above, whose rows it would lock in another order; what it leaves is swept next time.
	_ = s.Dir.System().Write(ctx, func(ctx context.Context, tx *db.Tx) error { return sweepFailures(ctx, tx, now) })
	a, err := s.Authenticate(ctx, token)
	return token, a, err
}

func cut(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return string(r[:most])
	}
	return text
}

// ChangePassword replaces the person's own password and ends all other sessions. Guessing the present one through a session
// left open is slowed down as signing in is.
func (s *Service) ChangePassword(ctx context.Context, a *actor.Actor, old, password string) error {
	var p fault.Problems
	who, err := readIdentity(ctx, s.Dir.System(), a.Identity)
	if err != nil {
		return err
	}
	checkPassword(&p, "new", password, account{who.Phone, who.Email})
	if err := p.Err(); err != nil {
		return err
	}
	g := &guess{subject: "password:" + digest(a.Identity.String()), wait: waitAccount}
	return s.queue.do(ctx, func() error {
		if err := s.takeGuesses(ctx, []*guess{g}); err != nil {
			return err
		}
		if !matches(who.Hash, old) {
			return fault.Wrong("old", errOldPassword, fault.Text{ZH: "现在登录用的密码", EN: "The password you sign in with now"})
		}
		return s.replacePassword(ctx, a, who, Hash(password), s.Now(), g)
	})
}

func (s *Service) replacePassword(ctx context.Context, a *actor.Actor, who identity, hash string, now time.Time, g *guess) error {
	return s.Dir.System().Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		done, err := setPassword(ctx, tx, who.ID, who.Hash, hash, now)
		if err != nil {
			return err
		}
		if !done {
			return fault.ErrVersion.New()
		}
		if err := g.forget(ctx, tx); err != nil {
			return err
		}
		return s.end(ctx, tx, who.ID, id.ID{}, a.Session)
	})
}
