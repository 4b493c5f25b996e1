package web

import (
	"context"
	"io"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
)

// Cookie is the name of the session cookie.
const Cookie = "xg_session"

// Authenticator turns a session token into the actor it stands for; fault.ErrUnauthenticated when it stands for nobody.
type Authenticator interface {
	Authenticate(ctx context.Context, token string) (*actor.Actor, error)
}

type envelopeKey struct{}

// envelope is what belongs to one request beside the actor.
type envelope struct {
	id     string
	lang   string
	writer http.ResponseWriter
	reader *http.Request
	route  string
}

func requestID(ctx context.Context) string {
	if e, ok := ctx.Value(envelopeKey{}).(*envelope); ok {
		return e.id
	}
	return ""
}

// Request is the HTTP request behind ctx, for signing in (address, agent).
func Request(ctx context.Context) *http.Request {
	if e, ok := ctx.Value(envelopeKey{}).(*envelope); ok {
		return e.reader
	}
	return nil
}

// SetCookie sets or, with an empty token, removes the session cookie of the request behind ctx.
func SetCookie(ctx context.Context, token string, life time.Duration) {
	e, ok := ctx.Value(envelopeKey{}).(*envelope)
	if !ok {
		return
	}
	c := &http.Cookie{Name: Cookie, Value: token, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode, MaxAge: int(life.Seconds()), Secure: Secure(e.reader)}
	if token == "" {
		c.MaxAge = -1
	}
	http.SetCookie(e.writer, c)
}

// Secure reports whether the browser came by HTTPS, directly or through a proxy on this machine.
func Secure(r *http.Request) bool {
	return r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https"
}

func langOf(r *http.Request) string {
	if strings.HasPrefix(strings.ToLower(r.Header.Get("Accept-Language")), "en") {
		return "en"
	}
	return "zh"
}

// Handler is the whole chain in front of the mux.
func (k *Kit) Handler() http.Handler {
	origin := http.NewCrossOriginProtection()
	origin.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { k.WriteProblem(w, r, fault.ErrForbidden.New()) }))
	inner := k.once(http.HandlerFunc(k.route))
	inner = k.session(inner)
	inner = origin.Handler(inner)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := k.Now()
		rec := &recorder{ResponseWriter: w}
		e := &envelope{id: k.IDs.New().String(), lang: langOf(r), writer: rec}
		r = r.WithContext(context.WithValue(r.Context(), envelopeKey{}, e))
		e.reader = r
		rec.Header().Set("X-Request-Id", e.id)
		rec.Header().Set("X-Content-Type-Options", "nosniff")
		rec.Header().Set("Referrer-Policy", "same-origin")
		if strings.HasPrefix(r.URL.Path, Prefix) {
			rec.Header().Set("Cache-Control", "no-store")
		}
		defer func() {
			if p := recover(); p != nil {
				if p == http.ErrAbortHandler {
					panic(p)
				}
				k.Log.Error("panic", "value", p, "stack", string(debug.Stack()), "request", e.id)
				if rec.status == 0 {
					k.WriteProblem(rec, r, fault.ErrInternal.New())
				}
			}
			k.Metrics.observe(e.route, rec.status, k.Now().Sub(start))
		}()
		inner.ServeHTTP(rec, r)
		if rec.status >= 400 && r.ContentLength != 0 && (r.Close || rec.status == http.StatusRequestEntityTooLarge) {
			lingers(w)
		}
	})
}

// lingers lets a connection that is going to be closed stay half open for a moment: closed at once, with a body that nobody
// read still coming, the refusal would be lost in a reset. The server does so itself where its own reader met the limit.
func lingers(w http.ResponseWriter) {
	_, _ = http.MaxBytesReader(w, io.NopCloser(strings.NewReader("..")), 1).Read(make([]byte, 2))
}

// route serves the mux and notes which pattern answered, for the metrics.
func (k *Kit) route(w http.ResponseWriter, r *http.Request) {
	defer func() {
		if e, ok := r.Context().Value(envelopeKey{}).(*envelope); ok {
			e.route = r.Pattern
		}
	}()
	if err := readable(r); err != nil {
		k.WriteProblem(w, r, err)
		return
	}
	k.Mux.ServeHTTP(w, r)
}

// session puts the actor of the cookie into the context; a cookie that stands for nobody is the same as none.
func (k *Kit) session(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c, err := r.Cookie(Cookie)
		if err != nil || k.Auth == nil || !strings.HasPrefix(r.URL.Path, Prefix) {
			next.ServeHTTP(w, r)
			return
		}
		a, err := k.Auth.Authenticate(r.Context(), c.Value)
		switch {
		case fault.KindOf(err) == fault.Unauthenticated:
			next.ServeHTTP(w, r)
			return
		case err != nil:
			k.WriteProblem(w, r, err)
			return
		}
		mine := *a
		mine.Request, mine.Lang = requestID(r.Context()), langOf(r)
		next.ServeHTTP(w, r.WithContext(actor.With(r.Context(), &mine)))
	})
}

// recorder remembers the status and can flush.
type recorder struct {
	http.ResponseWriter
	status int
}

func (r *recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(b []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	return r.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the connection.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }
