package record

import (
	"context"
	"net/http"

	"xiaoguan/base/actor"
	"xiaoguan/base/clock"
	"xiaoguan/base/day"
	"xiaoguan/base/id"
	"xiaoguan/store/journal"
	"xiaoguan/web"
)

type explainInput struct {
	Kind   string `query:"kind" required:"true" enum:"lead,customer"`
	ID     id.ID  `query:"id" required:"true"`
	Member id.ID  `query:"member" doc:"absent: oneself"`
}

type auditInput struct {
	Actor   id.ID  `query:"actor" doc:"who did it"`
	Class   Class  `query:"class" enum:"changed,revealed,exported,imported,people,roles,settings,probed"`
	Kind    string `query:"subject_kind" maxLength:"40" doc:"on which kind of record"`
	Subject id.ID  `query:"subject_id" doc:"on which record"`
	From    string `query:"from" format:"date"`
	To      string `query:"to" format:"date" doc:"this day included"`
	Request string `query:"request_id" maxLength:"80"`
	Cursor  id.ID  `query:"cursor" doc:"next of the page before"`
}

// AuditPage is one page of the audit.
type AuditPage struct {
	Items []Audited `json:"items"`
	Next  string    `json:"next"`
}

// Mount declares the questions about access and about what has been done.
func (o *Oversight) Mount(k *web.Kit) {
	web.Register(k, web.Operation{Method: http.MethodGet, Path: "/access/explain", ID: "explain-access", Summary: "Why somebody may or may not do what with a record; about others only for whoever may change roles", Tag: "record", Access: web.SignedIn()},
		func(ctx context.Context, a *actor.Actor, in *explainInput) (*Explanation, error) {
			return o.Explain(ctx, a, in.Kind, in.ID, in.Member)
		})
	web.Register(k, web.Operation{Method: http.MethodGet, Path: "/audit", ID: "audit", Summary: "Who did what to which record, newest first", Tag: "record", Access: web.Need(actor.AuditRead)},
		func(ctx context.Context, a *actor.Actor, in *auditInput) (*AuditPage, error) {
			q, err := in.query(a)
			if err != nil {
				return nil, err
			}
			items, next, err := o.Audit(ctx, a, q)
			return &AuditPage{items, next}, err
		})
}

func (in *auditInput) query(a *actor.Actor) (journal.Query, error) {
	q := journal.Query{Actor: in.Actor, SubjectKind: in.Kind, Subject: in.Subject, Request: in.Request, Before: in.Cursor}
	in.Class.narrow(&q)
	from, _ := day.Parse(in.From) // the schema has checked both
	to, _ := day.Parse(in.To)
	if !from.IsZero() && !to.IsZero() && to < from {
		return q, errDays
	}
	zone := clock.Zone(a.Zone)
	if !from.IsZero() {
		q.From = from.Start(zone)
	}
	if !to.IsZero() {
		q.To = to.Add(1).Start(zone)
	}
	return q, nil
}
