package web

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/store/db"
)

// ErrKeyReused says that an Idempotency-Key came back with another request.
var ErrKeyReused = fault.Declare("idempotency_key_reused", fault.Invalid, "同一个 Idempotency-Key 用在了不同的请求上，请换一个", "This Idempotency-Key was used for a different request; use a new one")

// keyedBody is how much of a body is read to compare repeated requests; larger ones go without the comparison of bodies.
const keyedBody = 1 << 20

// once answers a repeated request with what was answered the first time. The key is claimed inside the operation's own
// transaction, so it is spent exactly when the operation was kept.
func (k *Kit) once(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a, sent := actor.From(r.Context()), r.Header.Get("Idempotency-Key")
		if a == nil || sent == "" || r.Method == http.MethodGet || r.Method == http.MethodHead {
			next.ServeHTTP(w, r)
			return
		}
		if len(sent) > 100 {
			k.WriteProblem(w, r, fault.Wrong("Idempotency-Key", fault.Text{ZH: "太长", EN: "Too long"}, fault.Text{ZH: "最多 100 个字符", EN: "At most 100 characters"}))
			return
		}
		head, err := io.ReadAll(io.LimitReader(r.Body, keyedBody))
		if err != nil {
			k.WriteProblem(w, r, fault.ErrMalformed.Wrap(err, fault.Args{"why": "body"}))
			return
		}
		r.Body = struct {
			io.Reader
			io.Closer
		}{io.MultiReader(bytes.NewReader(head), r.Body), r.Body}
		key := &db.Key{Org: a.Org, Member: a.Member, Key: sent, Hash: k.fingerprint(r, head)}
		store := k.Dir.Of(a.Org)
		status, body, hash, err := store.Answer(r.Context(), key)
		switch {
		case err == nil && hash != key.Hash:
			k.WriteProblem(w, r, ErrKeyReused.New())
		case err == nil && status != 0:
			w.Header().Set("Content-Type", "application/json")
			w.Header().Set("Idempotent-Replayed", "true")
			w.WriteHeader(status)
			_, _ = io.WriteString(w, body)
		case err != nil && fault.KindOf(err) != fault.NotFound:
			k.WriteProblem(w, r, err)
		default:
			kept := &keeper{ResponseWriter: w}
			next.ServeHTTP(kept, r.WithContext(db.WithKey(r.Context(), key)))
			if err := store.KeepAnswer(r.Context(), key, kept.status, kept.body.String()); err != nil {
				k.Log.Warn("answer not kept", "error", err)
			}
		}
	})
}

// fingerprint is a keyed hash of a request: a body may hold a password, so what is kept must not be guessable.
func (k *Kit) fingerprint(r *http.Request, body []byte) string {
	m := hmac.New(sha256.New, k.Secret)
	m.Write([]byte(r.Method + " " + r.URL.Path + "\n"))
	m.Write(body)
	return hex.EncodeToString(m.Sum(nil))
}

// keeper copies the answer while it is written.
type keeper struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
}

func (w *keeper) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

func (w *keeper) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	w.body.Write(b)
	return w.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the connection.
func (w *keeper) Unwrap() http.ResponseWriter { return w.ResponseWriter }
