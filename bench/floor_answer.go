package main

import (
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"net/http"
	"sync/atomic"
	"time"

	"xiaoguan/base/clock"
	"xiaoguan/base/day"
	"xiaoguan/base/id"
	"xiaoguan/base/money"
	"xiaoguan/base/text"
	"xiaoguan/sales/lead"
)

type scanner interface{ Scan(dest ...any) error }

// acts is what may be done, the same for every lead: the floor judges nothing.
var acts = map[string]lead.Verdict{"edit": {OK: true}, "touch": {OK: true}, "claim": {Why: "已经有人在跟"}, "assign": {Why: "你的角色不分线索"}, "win": {OK: true}, "lose": {OK: true},
	"reopen": {Why: "本来就在跟"}, "reveal": {OK: true}}

// scan reads a lead with the members that the product answers.
func (f *floor) scan(rows scanner) (*lead.View, error) {
	v := &lead.View{}
	l := &v.Lead
	var mode, stage id.ID
	var custom sql.NullString
	var touched, won, lost sql.NullTime
	err := rows.Scan(&l.ID, &l.No, &l.Name, &l.Kind, &mode, &stage, &l.State, &l.Chance, &l.ChanceReason, &l.Source, &l.ContactName, &l.ContactTitle, &l.Phone, &l.Email, &l.Wechat, &l.Region,
		&l.Industry, &l.ExpectedAmount, &l.Key, &l.KeyReason, &l.Customer, &l.Owner, &l.Group, &l.TouchCount, &touched, &l.IdleSince, &l.NextDue, &l.NextTime, &l.NextNote, &l.NextKind,
		&l.IntakeAt, &l.IntakeDay, &won, &l.WonDay, &lost, &l.LostDay, &l.LostReason, &l.TagList, &custom, &l.Version, &l.CreatedAt)
	if err != nil {
		return nil, err
	}
	l.LastTouchAt, l.WonAt, l.LostAt, l.Custom = touched.Time, won.Time, lost.Time, custom.String
	v.No, v.Title, v.Mode, v.Stage = l.Number(), l.Title(), f.mode, f.stage[stage]
	v.Owner, v.Group = &lead.Ref{ID: l.Owner, Name: f.names[l.Owner]}, &lead.Ref{ID: l.Group, Name: f.names[l.Group]}
	v.PhoneMasked, v.HasPhone, v.EmailMasked, v.Tags = text.MaskPhone(l.Phone), l.Phone != "", text.MaskEmail(l.Email), l.Tags()
	return v, nil
}

func (f *floor) id(r *http.Request, name string) any {
	v, _ := id.Parse(r.URL.Query().Get(name))
	return f.arg(v)
}

func (f *floor) get(w http.ResponseWriter, r *http.Request) {
	v, err := f.scan(f.stmts["get"].QueryRowContext(r.Context(), f.org, f.id(r, "id")))
	if err == nil {
		v.Can = acts
	}
	write(w, http.StatusOK, v, err)
}

func (f *floor) list(w http.ResponseWriter, r *http.Request) {
	scope := r.URL.Query().Get("scope")
	args := []any{f.org}
	if scope != "all" {
		args = append(args, f.id(r, "of"))
	}
	var out struct {
		Items []*lead.View `json:"items"`
		Next  string       `json:"next"`
		Count *int         `json:"count,omitempty"`
	}
	rows, err := f.stmts["list-"+scope].QueryContext(r.Context(), args...)
	if err != nil {
		write(w, 0, nil, err)
		return
	}
	defer rows.Close()
	for rows.Next() && err == nil {
		var v *lead.View
		v, err = f.scan(rows)
		out.Items = append(out.Items, v)
	}
	rows.Close()
	if r.URL.Query().Get("count") != "" && err == nil {
		out.Count = new(int)
		err = f.stmts["count-"+scope].QueryRowContext(r.Context(), args...).Scan(out.Count)
	}
	write(w, http.StatusOK, out, err)
}

type found struct {
	Kind      string `json:"kind"`
	ID        id.ID  `json:"id"`
	Title     string `json:"title"`
	Subtitle  string `json:"subtitle"`
	OwnerName string `json:"owner_name"`
}

func (f *floor) search(w http.ResponseWriter, r *http.Request) {
	var out struct {
		Items []found `json:"items"`
	}
	rows, err := f.stmts["search"].QueryContext(r.Context(), f.org, r.URL.Query().Get("match"))
	if err != nil {
		write(w, 0, nil, err)
		return
	}
	defer rows.Close()
	for rows.Next() && err == nil {
		var x found
		var owner id.ID
		err = rows.Scan(&x.Kind, &x.ID, &x.Title, &x.Subtitle, &owner)
		x.OwnerName = f.names[owner]
		out.Items = append(out.Items, x)
	}
	write(w, http.StatusOK, out, err)
}

func (f *floor) board(w http.ResponseWriter, r *http.Request) {
	type cell struct {
		Owner  id.ID      `json:"owner"`
		State  lead.State `json:"state"`
		Stage  id.ID      `json:"stage"`
		N      int64      `json:"n"`
		Amount int64      `json:"amount"`
	}
	out := []cell{}
	rows, err := f.stmts["board"].QueryContext(r.Context(), f.org)
	if err != nil {
		write(w, 0, nil, err)
		return
	}
	defer rows.Close()
	for rows.Next() && err == nil {
		var c cell
		err = rows.Scan(&c.Owner, &c.State, &c.Stage, &c.N, &c.Amount)
		out = append(out, c)
	}
	write(w, http.StatusOK, out, err)
}

var (
	floorIDs = id.NewSource(now, rand.Reader)
	floorNo  atomic.Int64
	zone     = clock.Zone("Asia/Shanghai")
)

// entry is the body both sides are sent to create a lead; the last three are the floor's, which has no session to know them by.
type entry struct {
	Name           string    `json:"name"`
	ContactName    string    `json:"contact_name"`
	Phone          string    `json:"phone"`
	Source         string    `json:"source"`
	Region         string    `json:"region"`
	Industry       string    `json:"industry"`
	ExpectedAmount money.Fen `json:"expected_amount"`
	Owner          *id.ID    `json:"owner,omitempty"`
	Group          *id.ID    `json:"group,omitempty"`
}

func (f *floor) create(w http.ResponseWriter, r *http.Request) {
	var e entry
	if err := json.NewDecoder(r.Body).Decode(&e); err != nil {
		write(w, 0, nil, err)
		return
	}
	at, made := now(), floorIDs.New()
	var stage id.ID
	for k, s := range f.stage {
		if s.Position == 1 {
			stage = k
		}
	}
	_, err := f.stmts["insert"].ExecContext(r.Context(), f.org, f.arg(made), 1e9+floorNo.Add(1), e.Name, e.Name, f.arg(f.mode.ID), f.arg(stage), e.Source, e.ContactName, e.Phone, e.Phone, e.Region, e.Industry,
		int64(e.ExpectedAmount), f.arg(*e.Owner), f.arg(*e.Group), f.time(at), day.Of(at, zone).String())
	write(w, http.StatusCreated, map[string]any{"id": made, "name": e.Name}, err)
}

func (f *floor) time(at time.Time) any {
	if f.lite {
		return at.UnixMicro()
	}
	return at
}

// revision is the body both sides are sent to change a lead.
type revision struct {
	NextNote       string    `json:"next_note"`
	ExpectedAmount money.Fen `json:"expected_amount"`
}

func (f *floor) update(w http.ResponseWriter, r *http.Request) {
	var p revision
	if err := json.NewDecoder(r.Body).Decode(&p); err != nil {
		write(w, 0, nil, err)
		return
	}
	_, err := f.stmts["update"].ExecContext(r.Context(), f.org, f.id(r, "id"), p.NextNote, int64(p.ExpectedAmount), f.time(now()))
	write(w, http.StatusOK, p, err)
}
