package app

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/notify"
	"xiaoguan/record"
	"xiaoguan/sales/lead"
	"xiaoguan/sales/team"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// The kinds of notice that follow from the journal.
const (
	noticeGiven  = "lead.given"
	noticeTaken  = "lead.taken"
	noticeImport = "import.ended"
)

// noticeJob is the name of the job that tells people what an act meant for them.
const noticeJob = "notice.tell"

var noticeKinds = []notify.Kind{
	{Name: noticeGiven, Label: fault.Text{ZH: "线索分给了我", EN: "A lead was given to me"},
		One:  fault.Text{ZH: "{by}把线索「{lead}」分给了你", EN: "{by} gave you the lead {lead}"},
		Many: fault.Text{ZH: "{n} 条线索分给了你", EN: "{n} leads were given to you"}},
	{Name: noticeTaken, Label: fault.Text{ZH: "我的线索被收回或转走", EN: "A lead of mine was taken back or passed on"},
		One:  fault.Text{ZH: "{by}把你的线索「{lead}」{to}", EN: "{by} {to}: your lead {lead}"},
		Many: fault.Text{ZH: "你的 {n} 条线索被收回或转走", EN: "{n} of your leads were taken back or passed on"}},
	{Name: noticeImport, Label: fault.Text{ZH: "我的导入结束了", EN: "An import of mine has ended"},
		One:  fault.Text{ZH: "导入「{file}」{how}", EN: "The import {file} {how}"},
		Many: fault.Text{ZH: "你的 {n} 次导入结束了", EN: "{n} of your imports have ended"}},
}

// tidings is what an act meant for one member: n subjects of it, the last of them named.
type tidings struct {
	Notice  id.ID  `json:"notice"` // given when the act is written: however often the job runs, it tells once
	Kind    string `json:"kind"`
	Member  id.ID  `json:"member"`
	By      id.ID  `json:"by"` // zero: the program itself
	Subject id.ID  `json:"subject"`
	To      id.ID  `json:"to"` // who has a taken lead now
	Group   string `json:"group"`
	How     string `json:"how"` // of an import: finished or failed
	N       int    `json:"n"`
}

// notices registers what is told and the reaction that tells it.
func (a *App) notices() {
	a.Notices.Declare(noticeKinds...)
	a.Notices.Declare(record.ApprovalNotices...)
	a.Notices.Declare(record.CollaboratorNotices...)
	a.jrnl.React(journal.Reaction{
		Wants: func(e *journal.Entry) bool { return len(tidingsOf(e)) > 0 },
		Enqueue: func(ctx context.Context, tx *db.Tx, who *actor.Actor, entries []*journal.Entry) error {
			return a.Queue.Enqueue(ctx, tx, noticeJob, who.Org, a.gather(entries), time.Time{})
		},
	})
	a.Queue.Handle(noticeJob, func(ctx context.Context, org id.ID, payload []byte) error {
		var news []tidings
		if err := json.Unmarshal(payload, &news); err != nil {
			return err
		}
		return a.tell(ctx, org, news)
	})
}

// tidingsOf reads what one entry means for whom. Whoever acts is not told what he did himself.
func tidingsOf(e *journal.Entry) (out []tidings) {
	add := func(t tidings) {
		if !t.Member.IsZero() && t.Member != e.Actor {
			t.By, t.Subject, t.N = e.Actor, e.Subject, 1
			out = append(out, t)
		}
	}
	if e.SubjectKind == record.ImportKind {
		if how, ended := map[string]string{"import.finished": "finished", "import.failed": "failed"}[e.Kind]; ended && !e.Owner.IsZero() {
			out = append(out, tidings{Kind: noticeImport, Member: e.Owner, Subject: e.Subject, How: how, N: 1})
		}
		return out
	}
	after, ok := e.After.(lead.Facts)
	if !ok || e.SubjectKind != lead.Kind {
		return nil
	}
	before, was := e.Before.(lead.Facts)
	if was && before.Owner == after.Owner || !was && after.State != lead.Open {
		return nil
	}
	batch := batchOf(e, after, was)
	add(tidings{Kind: noticeGiven, Member: after.Owner, Group: batch})
	if was {
		add(tidings{Kind: noticeTaken, Member: before.Owner, To: after.Owner, Group: batch})
	}
	return out
}

// batchOf names the batch or import that an entry is part of, "" for a single act.
func batchOf(e *journal.Entry, after lead.Facts, was bool) string {
	for _, c := range e.Changes {
		if c.Field == "batch_id" {
			return fmt.Sprint(":", c.After)
		}
	}
	if !was && !after.Import.IsZero() {
		return ":" + after.Import.String()
	}
	return ""
}

// gather folds the tidings of an act: one for each member, kind and batch.
func (a *App) gather(entries []*journal.Entry) (news []tidings) {
	for _, e := range entries {
		for _, t := range tidingsOf(e) {
			i := slices.IndexFunc(news, func(x tidings) bool { return x.Member == t.Member && x.Kind == t.Kind && x.Group == t.Group })
			if i < 0 {
				t.Notice = a.ids.New()
				news = append(news, t)
				continue
			}
			news[i].N, news[i].Subject, news[i].To = news[i].N+1, t.Subject, t.To
		}
	}
	return news
}

// tell words the tidings and writes the notices.
func (a *App) tell(ctx context.Context, org id.ID, news []tidings) error {
	people, err := a.Team.People(ctx, org)
	if err != nil {
		return err
	}
	who := actor.System(org, people.Organisation.Zone)
	notices := make([]notify.Notice, 0, len(news))
	for _, t := range news {
		n := notify.Notice{ID: t.Notice, Member: t.Member, Kind: t.Kind, SubjectKind: lead.Kind, Subject: t.Subject, GroupKey: t.Kind + t.Group, N: t.N}
		if n.Args, err = a.wording(ctx, who, people, &t); err != nil {
			if fault.KindOf(err) == fault.NotFound {
				continue // gone meanwhile
			}
			return err
		}
		if t.Kind == noticeImport {
			n.SubjectKind = record.ImportKind
		}
		notices = append(notices, n)
	}
	return a.Store.Write(ctx, func(ctx context.Context, tx *db.Tx) error { return a.Notices.Tell(ctx, tx, who, notices...) })
}

// wording is the values of a notice's sentence.
func (a *App) wording(ctx context.Context, who *actor.Actor, people *team.People, t *tidings) (notify.Args, error) {
	if t.Kind == noticeImport {
		im, err := a.Imports.Look(ctx, who, t.Subject)
		if err != nil {
			return nil, err
		}
		how := fault.Text{ZH: "完成了：新增 {created} 条，合并 {merged} 条，没进来 {failed} 条", EN: "is done: {created} new, {merged} merged, {failed} not taken in"}.
			Fill(fault.Args{"created": im.Created, "merged": im.Merged, "failed": im.Failures})
		if t.How == "failed" {
			how = fault.Text{ZH: "没能做完，打开看原因", EN: "could not be finished; open it to see why"}
		}
		return notify.Args{"file": im.FileName, "how": how}, nil
	}
	l, err := a.Leads.Get(ctx, who, t.Subject)
	if err != nil {
		return nil, err
	}
	by := any(people.Name(t.By))
	if t.By.IsZero() {
		by = fault.Text{ZH: "系统", EN: "The system"}
	}
	to := fault.Text{ZH: "收回了", EN: "took it back"}
	if !t.To.IsZero() {
		to = fault.Text{ZH: "转给了{name}", EN: "gave it to {name}"}.Fill(fault.Args{"name": people.Name(t.To)})
	}
	return notify.Args{"by": by, "lead": l.Title(), "to": to}, nil
}
