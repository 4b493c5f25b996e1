package record

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/clock"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/base/money"
	"xiaoguan/store/journal"
)

// Class groups the kinds of entry that the audit is searched by.
type Class string

// The classes; what is in none of the others was changed.
const (
	ClassChanged  Class = "changed"
	ClassRevealed Class = "revealed"
	ClassExported Class = "exported"
	ClassImported Class = "imported"
	ClassPeople   Class = "people"
	ClassRoles    Class = "roles"
	ClassSettings Class = "settings"
	ClassProbed   Class = "probed" // told of by the duplicate check, out of the reach of whoever asked
)

// classes are the patterns of the kinds in each class.
var classes = map[Class][]string{ClassRevealed: {"%.revealed"}, ClassExported: {"%.exported"}, ClassImported: {"import.%"}, ClassPeople: {"member.%", "group.%"}, ClassRoles: {"role.%"},
	ClassSettings: {"field.%", "mode.%", "reason.%", "source.%", "tag.%", "touch_kind.%", "approval_rule.%", "calendar.%", "match.settings"}, ClassProbed: {"%.probed"}}

// ClassOf is the class of a kind of entry.
func ClassOf(kind string) Class {
	for class, patterns := range classes {
		for _, p := range patterns {
			if head, ok := strings.CutSuffix(p, "%"); ok && strings.HasPrefix(kind, head) {
				return class
			}
			if tail, ok := strings.CutPrefix(p, "%"); ok && strings.HasSuffix(kind, tail) {
				return class
			}
		}
	}
	return ClassChanged
}

// narrow sets the patterns of a class.
func (c Class) narrow(q *journal.Query) {
	if q.Like = classes[c]; c == ClassChanged {
		for _, patterns := range classes {
			q.Unlike = append(q.Unlike, patterns...)
		}
	}
}

// Audited is one entry of the audit.
type Audited struct {
	ID          id.ID           `json:"id"`
	At          time.Time       `json:"at"`
	Actor       *AuditRef       `json:"actor" doc:"absent: the system"`
	Kind        string          `json:"kind" doc:"lead.edited and the like"`
	Class       Class           `json:"class" enum:"changed,revealed,exported,imported,people,roles,settings,probed"`
	SubjectKind string          `json:"subject_kind"`
	Subject     id.ID           `json:"subject_id"`
	Title       string          `json:"title" doc:"empty where the record is gone or out of reach"`
	Changes     []AuditedChange `json:"changes" doc:"only of records that whoever asks may see"`
	Request     string          `json:"request_id"`
}

// AuditRef names a member.
type AuditRef struct {
	ID   id.ID  `json:"id"`
	Name string `json:"name"`
}

// AuditedChange is one field before and after, in words.
type AuditedChange struct {
	Field  string `json:"field"`
	Label  string `json:"label"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// auditPage is how many entries a page of the audit holds.
const auditPage = 50

// Audit reads what has been done within the actor's scope, newest first; next is the cursor of the page behind.
func (o *Oversight) Audit(ctx context.Context, a *actor.Actor, q journal.Query) (items []Audited, next string, err error) {
	q.Limit = auditPage + 1
	q.Unlike = append(q.Unlike, "notice.%", CollaborationKind+".%") // that somebody was told is no act of anybody
	entries, err := journal.Search(ctx, o.Dir.Of(a.Org), a, actor.AuditRead, q)
	if err != nil {
		return nil, "", err
	}
	if len(entries) > auditPage {
		entries = entries[:auditPage]
		next = entries[auditPage-1].ID.String()
	}
	names, err := o.Names(ctx, a.Org)
	if err != nil {
		return nil, "", err
	}
	cat, err := o.Modes.Of(ctx, a.Org)
	if err != nil {
		return nil, "", err
	}
	ids := map[string][]id.ID{}
	for _, e := range entries {
		ids[e.SubjectKind] = append(ids[e.SubjectKind], e.Subject)
	}
	titles, err := o.titles(ctx, a, ids)
	if err != nil {
		return nil, "", err
	}
	w := &auditor{o, a, names, cat}
	items = make([]Audited, len(entries))
	for i, e := range entries {
		items[i] = w.entry(e, titles)
	}
	return items, next, nil
}

// auditor words entries for one reader.
type auditor struct {
	*Oversight
	actor *actor.Actor
	names Names
	cat   *Catalogue
}

func (w *auditor) entry(e *journal.Entry, titles map[id.ID]string) Audited {
	out := Audited{ID: e.ID, At: e.At, Kind: e.Kind, Class: ClassOf(e.Kind), SubjectKind: e.SubjectKind, Subject: e.Subject, Title: titles[e.Subject], Changes: []AuditedChange{}, Request: e.Request}
	if name := w.names.Name(e.Actor); name != "" {
		out.Actor = &AuditRef{e.Actor, name}
	}
	switch e.SubjectKind {
	case "member":
		out.Title = w.names.Name(e.Subject)
	case "group":
		out.Title = w.names.GroupName(e.Subject)
	}
	t, known := w.Types.Type(e.SubjectKind)
	if e.SubjectKind == "contact" { // told like the customer it belongs to
		t, known = w.Types.Type("customer")
	}
	if known && !w.actor.ReachesRecord(t.Read, e.Subject, e.Owner, e.Group) && !(e.Owner.IsZero() && t.sees(w.actor)) {
		return out
	}
	for _, c := range e.Changes {
		if told, ok := w.change(e, t, c); ok {
			out.Changes = append(out.Changes, told)
		}
		switch {
		case out.Title != "":
		case c.Field == "name" || c.Field == "label":
			out.Title = cmp.Or(word(c.After), word(c.Before))
		case !known: // a setting is told by what it was called then
			out.Title = c.Label
		}
	}
	return out
}

// change words one change; false: it is not told.
func (w *auditor) change(e *journal.Entry, t *Type, c journal.Change) (AuditedChange, bool) {
	out := AuditedChange{Field: c.Field, Label: c.Field}
	if permission, ok := strings.CutPrefix(c.Field, "grant:"); ok {
		out.Label = w.Granting(actor.Permission(permission)).In(w.actor.Lang)
		out.Before, out.After = w.scope(c.Before), w.scope(c.After)
		return out, true
	}
	if f, ok := strings.CutPrefix(c.Field, "mask:"); ok {
		kind, group, _ := strings.Cut(f, ".")
		out.Label = sensitiveWords[actor.Sensitive(group)].In(w.actor.Lang)
		if t, known := w.Types.Type(kind); known {
			out.Label = t.Label.In(w.actor.Lang) + " · " + out.Label
		}
		out.Before, out.After = w.sight(c.Before), w.sight(c.After)
		return out, true
	}
	if c.Field == RightField {
		out.Label, out.Before, out.After = RightLabel.In(w.actor.Lang), RightWord(c.Before).In(w.actor.Lang), RightWord(c.After).In(w.actor.Lang)
		return out, true
	}
	var column *Column
	if t != nil {
		column = t.journalled(c.Field)
	}
	if column == nil {
		label, ok := w.Word(c.Field)
		out.Label, out.Before, out.After = label.In(w.actor.Lang), w.id(c.Before), w.id(c.After)
		return out, ok && !c.Personal
	}
	out.Label = column.Label.In(w.actor.Lang)
	before, told := t.Tell(w.actor, column, w.value(column, c.Before))
	after, _ := t.Tell(w.actor, column, w.value(column, c.After))
	out.Before, out.After = before, after
	return out, told
}

// journalled is the column a journalled field is told as: a declared one, or a contact point kept beside the table.
func (t *Type) journalled(field string) *Column {
	if c, ok := t.Column(field); ok {
		return c
	}
	for _, g := range t.Sensitive {
		if string(g) == field {
			return &Column{Name: field, Label: sensitiveWords[g], Kind: Text, Sensitive: g}
		}
	}
	return nil
}

func (w *auditor) scope(v any) string {
	s, _ := v.(string)
	scope, _ := actor.ScopeOf(s)
	return scopeWords[scope].In(w.actor.Lang)
}

func (w *auditor) sight(v any) string {
	s, _ := v.(string)
	sight, _ := actor.SightOf(s)
	return sightWords[sight].In(w.actor.Lang)
}

func (w *auditor) value(c *Column, v any) string {
	s := word(v)
	switch c.Kind {
	case Choice:
		for _, o := range c.Options {
			if o.Value == s {
				return o.Label.In(w.actor.Lang)
			}
		}
	case Money:
		if n, ok := v.(float64); ok {
			return money.Fen(n).String()
		}
	case Instant:
		if at, err := time.Parse(time.RFC3339, s); err == nil {
			return at.In(clock.Zone(w.actor.Zone)).Format("2006-01-02 15:04")
		}
	case YesNo:
		if yes, ok := v.(bool); ok {
			return map[bool]fault.Text{true: {ZH: "是", EN: "yes"}, false: {ZH: "否", EN: "no"}}[yes].In(w.actor.Lang)
		}
	case Own:
		return ""
	}
	return w.id(v)
}

// id names a member, group, stage or mode; another value stays as it is.
func (w *auditor) id(v any) string {
	s := word(v)
	parsed, err := id.Parse(s)
	if err != nil {
		return s
	}
	if st, ok := w.cat.Stage(parsed); ok {
		return st.Name
	}
	if m, ok := w.cat.Mode(parsed); ok && !parsed.IsZero() {
		return m.Name
	}
	if name := w.names.Name(parsed); name != "" {
		return name
	}
	return w.names.GroupName(parsed)
}

func word(v any) string {
	if v == nil {
		return ""
	}
	return fmt.Sprint(v)
}

// errDays says that a range of days ends before it begins.
var errDays = fault.Wrong("to", fault.Text{ZH: "起止日期不对", EN: "Not a possible period"}, fault.Text{ZH: "不早于开始", EN: "Not before the start"})
