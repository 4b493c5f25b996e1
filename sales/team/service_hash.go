package team

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"
	"sync"

	"golang.org/x/crypto/argon2"

	"xiaoguan/base/fault"
)

// The cost of one check: 19 MiB, two passes, one lane (the minimum OWASP's password storage cheat sheet gives for argon2id).
const (
	hashMemory = 19 * 1024 // KiB
	hashTime   = 2
	hashLanes  = 1
	hashLength = 32
	saltLength = 16
)

// At most this many checks run at once, and this many wait: a flood of guesses takes neither memory nor every core.
const (
	hashersAtOnce  = 2
	hashersWaiting = 16
)

var hashHead = fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$", argon2.Version, hashMemory, hashTime, hashLanes)

// Hash is the PHC string of a password with a salt of its own. It takes about 30 ms of one core; requests go through the
// service, which bounds how many run at once.
func Hash(password string) string {
	salt := make([]byte, saltLength)
	if _, err := rand.Read(salt); err != nil {
		panic("team: no randomness: " + err.Error())
	}
	sum := argon2.IDKey([]byte(password), salt, hashTime, hashMemory, hashLanes, hashLength)
	return hashHead + base64.RawStdEncoding.EncodeToString(salt) + "$" + base64.RawStdEncoding.EncodeToString(sum)
}

// matches reports whether the password is the one of the hash; a hash of another form matches nothing.
func matches(hash, password string) bool {
	rest, ok := strings.CutPrefix(hash, hashHead)
	saltText, sumText, two := strings.Cut(rest, "$")
	salt, saltErr := base64.RawStdEncoding.DecodeString(saltText)
	sum, sumErr := base64.RawStdEncoding.DecodeString(sumText)
	if !ok || !two || saltErr != nil || sumErr != nil || len(sum) != hashLength {
		return false
	}
	got := argon2.IDKey([]byte(password), salt, hashTime, hashMemory, hashLanes, hashLength)
	return subtle.ConstantTimeCompare(got, sum) == 1
}

// nobodysHash is checked where there is no account, so that the answer takes as long.
var nobodysHash = sync.OnceValue(func() string { return Hash("nobody signs in with this") })

// hashQueue bounds the checks of passwords.
type hashQueue struct{ room, running chan struct{} }

func newHashQueue() *hashQueue {
	return &hashQueue{room: make(chan struct{}, hashersAtOnce+hashersWaiting), running: make(chan struct{}, hashersAtOnce)}
}

// do runs fn when its turn comes; fault.ErrTooMany at once when the waiting room is full.
func (q *hashQueue) do(ctx context.Context, fn func() error) error {
	select {
	case q.room <- struct{}{}:
		defer func() { <-q.room }()
	default:
		return fault.ErrTooMany.New(fault.Args{"seconds": 1})
	}
	select {
	case q.running <- struct{}{}:
		defer func() { <-q.running }()
		return fn()
	case <-ctx.Done():
		return ctx.Err()
	}
}

// hash is Hash within the queue.
func (q *hashQueue) hash(ctx context.Context, password string) (hash string, err error) {
	err = q.do(ctx, func() error { hash = Hash(password); return nil })
	return hash, err
}
