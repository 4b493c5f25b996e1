package app_test

import (
	"context"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"xiaoguan/app"
	"xiaoguan/app/apptest"
	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/store/db/dbtest"
	"xiaoguan/web"
)

// wide is an authenticator whose scopes always say yes: what is granted at all reaches everything.
type wide struct{ web.Authenticator }

func (w wide) Authenticate(ctx context.Context, token string) (*actor.Actor, error) {
	a, err := w.Authenticator.Authenticate(ctx, token)
	if err != nil {
		return nil, err
	}
	mine := *a
	mine.Grants = map[actor.Permission]actor.Scope{}
	for p, scope := range a.Grants {
		if scope != actor.None {
			mine.Grants[p] = actor.All
		}
	}
	return &mine, nil
}

// astray is an authenticator that sends everybody to the other organisation's records.
type astray struct {
	web.Authenticator
	org id.ID
}

func (w astray) Authenticate(ctx context.Context, token string) (*actor.Actor, error) {
	a, err := w.Authenticator.Authenticate(ctx, token)
	if err != nil {
		return nil, err
	}
	mine := *a
	mine.Org = w.org
	return &mine, nil
}

// count counts the faults of a kind.
func (m *matrix) count(kind string) (n int) {
	for _, f := range m.faults {
		if strings.HasPrefix(f, kind+":") {
			n++
		}
	}
	return n
}

// TestMatrixSeesAScopeThatSaysYes plants the fault the matrix is there for and expects every way of noticing it to speak.
func TestMatrixSeesAScopeThatSaysYes(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: a planted fault (short)")
	}
	h := apptest.Open(t, app.Config{Database: dbtest.SQLite(t)})
	m := newMatrix(t, h)
	h.App.Kit.Auth = wide{h.App.Kit.Auth}
	m.refuse()
	for _, kind := range []string{"status", "leak", "changed"} {
		if n := m.count(kind); n < 5 {
			t.Errorf("scopes that always say yes: only %d faults of the kind %q", n, kind)
		}
	}
}

func TestMatrixSeesTheOtherOrganisation(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: a planted fault (short)")
	}
	h := apptest.Open(t, app.Config{Database: dbtest.SQLite(t)})
	m := newMatrix(t, h)
	h.App.Kit.Auth = astray{h.App.Kit.Auth, m.abroad.ID}
	m.refuse()
	for _, kind := range []string{"status", "leak", "tells apart"} {
		if n := m.count(kind); n < 5 {
			t.Errorf("another organisation's records: only %d faults of the kind %q", n, kind)
		}
	}
}

// TestRouteWithoutAccess: such a route does not exist, whichever way it is registered.
func TestRouteWithoutAccess(t *testing.T) {
	h := apptest.Open(t, app.Config{Database: dbtest.SQLite(t)})
	k := h.App.Kit
	for name, register := range map[string]func(){
		"an operation": func() {
			web.Register(k, web.Operation{Method: "GET", Path: "/open-door"}, func(context.Context, *actor.Actor, *struct{}) (*web.Nothing, error) { return nil, nil })
		},
		"a plain handler": func() { k.Handle(web.Operation{Method: "GET", Path: "/open-gate"}, nil) },
	} {
		if !panics(register) {
			t.Errorf("%s without access was registered", name)
		}
	}
	if err := k.Check(); err != nil {
		t.Fatalf("the program as it is: %v", err)
	}
	huma.Register(k.API, huma.Operation{Method: "GET", Path: "/api/v1/open-window", OperationID: "open-window"}, func(context.Context, *struct{}) (*struct{}, error) { return nil, nil })
	if err := k.Check(); err == nil || !strings.Contains(err.Error(), "open-window") {
		t.Errorf("a route registered past the kit: %v", err)
	}
	if got := h.Client("", "").Do(t, "GET", "/open-window", nil); got.Status != 403 {
		t.Errorf("it answers %d", got.Status)
	}
}

func panics(fn func()) (did bool) {
	defer func() { did = recover() != nil }()
	fn()
	return false
}
