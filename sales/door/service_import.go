package door

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/clock"
	"xiaoguan/base/day"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/sales/lead"
	"xiaoguan/store/db"
	"xiaoguan/store/jobs"
)

// MatchJob is the name of the job that matches the leads of a finished import.
const MatchJob = "import.match"

type matchJob struct {
	Import id.ID `json:"import"`
}

var errMakerGone = fault.Declare("import.maker_gone", fault.Conflict, "导入的人已离职，或不再有导入的权限", "Whoever started the import has left, or may no longer import")

// Importer is what record needs to take files into leads.
func (s *Service) Importer() *record.Importer {
	fields := importFields()
	return &record.Importer{
		Kind: lead.Kind, Fields: fields, More: s.ownFields, Settle: s.settle, Actor: s.maker,
		Open: func(ctx context.Context, a *actor.Actor, im *record.Import) (record.RowWriter, error) {
			own, err := s.ownFields(ctx, a)
			if err != nil {
				return nil, err
			}
			return s.openRows(ctx, a, im, slices.Concat(fields, own))
		},
		Finish: func(ctx context.Context, tx *db.Tx, a *actor.Actor, im *record.Import) error {
			set, err := settingsOf(&im.Spec)
			if err != nil || set.Match != MatchAfter || im.Created == 0 || s.Match == nil {
				return err
			}
			return s.Imports.Queue.Enqueue(ctx, tx, MatchJob, im.Org, matchJob{im.ID}, time.Time{})
		},
	}
}

// Handlers registers the chapter's jobs.
func (s *Service) Handlers(q *jobs.Queue) {
	s.Imports.Register(s.Importer())
	q.Handle(record.ImportJob, s.Imports.Run)
	q.Handle(MatchJob, func(ctx context.Context, org id.ID, payload []byte) error {
		var job matchJob
		if err := json.Unmarshal(payload, &job); err != nil {
			return err
		}
		_, err := s.Match.MatchImport(ctx, org, job.Import)
		return err
	})
}

// maker is whoever started an import, as he may act today.
func (s *Service) maker(ctx context.Context, org, member id.ID) (*actor.Actor, error) {
	people, err := s.Team.People(ctx, org)
	if err != nil {
		return nil, err
	}
	a, ok := people.Actor(member)
	if !ok || a.Can(actor.LeadImport) == actor.None {
		return nil, errMakerGone.New()
	}
	a.Lang = "zh"
	return a, nil
}

// settle completes the leads' part of a spec: the mode, what follows the import, what the values of the outcome column mean;
// and takes the owner away from a column whose names are nobody's here.
func (s *Service) settle(ctx context.Context, a *actor.Actor, spec *record.ImportSpec, sample []*record.ImportRow) error {
	set, err := settingsOf(spec)
	if err != nil {
		return err
	}
	cat, err := s.Catalogues.Of(ctx, a.Org)
	if err != nil {
		return err
	}
	people, err := s.Team.People(ctx, a.Org)
	if err != nil {
		return err
	}
	strangers(spec, ownersOf(a, people.Members()), sample)
	if set.Mode.IsZero() {
		set.Mode = guessMode(cat, spec)
	}
	if set.Match == "" {
		set.Match = MatchAfter
	}
	set.States = states(spec, set.States, sample)
	if err := set.check(cat); err != nil {
		return err
	}
	set.put(spec)
	return nil
}

// openRows makes the writer of an import's rows.
func (s *Service) openRows(ctx context.Context, a *actor.Actor, im *record.Import, fields []record.ImportField) (record.RowWriter, error) {
	set, err := settingsOf(&im.Spec)
	if err != nil {
		return nil, err
	}
	cat, err := s.Catalogues.Of(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	if err := set.check(cat); err != nil {
		return nil, err
	}
	people, err := s.Team.People(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	loc := clock.Zone(a.Zone)
	r := reader{columns: kept(im.Spec.Columns, fields), cat: cat, actor: a, fields: make([]*record.ImportField, len(im.Spec.Columns)), set: set, imported: im.ID, owners: ownersOf(a, people.Members()),
		reason: otherReason(cat), today: day.Of(s.Now(), loc), loc: loc}
	r.mode, _ = cat.Mode(set.Mode)
	for i, c := range r.columns {
		for k := range fields {
			if fields[k].Name == c.Field {
				r.fields[i] = &fields[k]
			}
		}
	}
	return &rows{reader: r, service: s, actor: a, policy: Duplicates(im.Spec.Duplicates)}, nil
}

// rows writes the rows of one import as leads.
type rows struct {
	reader
	service *Service
	actor   *actor.Actor
	policy  Duplicates
}

// Foresee says what would become of judged rows.
func (w *rows) Foresee(ctx context.Context, list []*record.ImportRow) error {
	for _, row := range list[:min(record.PreviewRows, len(list))] {
		row.Values = w.values(row)
	}
	sound := slices.DeleteFunc(slices.Clone(list), func(r *record.ImportRow) bool { return len(r.Problems) > 0 })
	st := w.service.Dir.Of(w.actor.Org)
	met, err := w.meet(ctx, st.Read(), newsOf(sound))
	if err != nil {
		return st.Fault(err)
	}
	for i, row := range sound {
		row.Outcome, row.Note = outcomes[met[i].outcome], met[i].note(func(j int) int { return sound[j].Number })
	}
	return st.Fault(w.alone(ctx, st.Read(), sound, newsOf(sound), met))
}

// newsOf are the rows' leads, as copies: a chunk that is tried again starts from what was read.
func newsOf(list []*record.ImportRow) []*lead.New {
	out := make([]*lead.New, len(list))
	for i, row := range list {
		n := *row.Record.(*lead.New)
		out[i] = &n
	}
	return out
}

// Take numbers the rows and returns what writes them.
func (w *rows) Take(ctx context.Context, list []*record.ImportRow) (func(ctx context.Context, tx *db.Tx) error, error) {
	if len(list) == 0 {
		return func(context.Context, *db.Tx) error { return nil }, nil
	}
	news := newsOf(list)
	no, err := w.service.Leads.Numbers.Take(ctx, w.actor.Org, int64(len(list)))
	if err != nil {
		return nil, err
	}
	for i, n := range news {
		n.ID, n.No = w.service.IDs.New(), no+int64(i)
	}
	return func(ctx context.Context, tx *db.Tx) error { return w.write(ctx, tx, list, news) }, nil
}

// write decides what becomes of each row and writes them together.
func (w *rows) write(ctx context.Context, tx *db.Tx, list []*record.ImportRow, news []*lead.New) error {
	met, err := w.meet(ctx, tx, news)
	if err != nil {
		return err
	}
	there, err := w.hold(ctx, tx, met)
	if err != nil {
		return err
	}
	if err := w.alone(ctx, tx, list, news, met); err != nil {
		return err
	}
	var fresh []*lead.New
	known := map[string]id.ID{} // external id → the lead it was merged into
	for i, n := range news {
		m := &met[i]
		into := id.ID{}
		switch {
		case len(list[i].Problems) > 0: // a value that another record has
			continue
		case m.outcome == Created:
			fresh = append(fresh, n)
		case m.outcome == Merged && m.same >= 0:
			fold(news[m.same], n)
			into = news[m.same].ID
		case m.outcome == Merged:
			l := there[m.twin.ID]
			if l == nil { // moved out of reach, or ended, a moment ago
				m.outcome = Skipped
				break
			}
			if there[l.ID], err = w.service.Leads.Fill(ctx, tx, w.actor, l, n); err != nil {
				return err
			}
			into = l.ID
		}
		if n.External != "" && !into.IsZero() {
			known[n.External] = into
		}
		list[i].Outcome = outcomes[m.outcome]
	}
	if err := w.tag(ctx, tx, fresh); err != nil {
		return err
	}
	if err := w.service.Leads.AddMany(ctx, tx, w.actor, fresh); err != nil {
		return err
	}
	for _, external := range slices.Sorted(maps.Keys(known)) {
		if err := w.service.Leads.Knows(tx, w.actor, system, external, known[external]); err != nil {
			return err
		}
	}
	return nil
}

// hold takes the leads that rows are merged into.
func (w *rows) hold(ctx context.Context, tx *db.Tx, met []meeting) (map[id.ID]*lead.Lead, error) {
	var ids []id.ID
	for _, m := range met {
		if m.outcome == Merged && m.twin != nil && !slices.Contains(ids, m.twin.ID) {
			ids = append(ids, m.twin.ID)
		}
	}
	slices.SortFunc(ids, func(a, b id.ID) int { return slices.Compare(a[:], b[:]) })
	held, err := w.service.Leads.HoldMany(ctx, tx, w.actor, ids, actor.LeadWrite, true)
	out := make(map[id.ID]*lead.Lead, len(held))
	for _, l := range held {
		if l.State == lead.Open {
			out[l.ID] = l
		}
	}
	return out, err
}

// tag gives the new leads the ids of their tags.
func (w *rows) tag(ctx context.Context, tx *db.Tx, fresh []*lead.New) error {
	var names []string
	for _, n := range fresh {
		names = append(names, n.Tags...)
	}
	slices.Sort(names)
	ids, err := record.TagsByName(ctx, tx, w.service.IDs, w.actor.Org, slices.Compact(names), w.service.Now())
	if err != nil {
		return err
	}
	for _, n := range fresh {
		for _, t := range n.Tags {
			n.TagIDs = append(n.TagIDs, ids[t])
		}
	}
	return nil
}

func otherReason(cat *record.Catalogue) string {
	if cat.HasReason("chance", "其他") {
		return "其他"
	}
	for _, r := range cat.Reasons {
		if r.Kind == "chance" {
			return r.Name
		}
	}
	return ""
}

func guessMode(cat *record.Catalogue, spec *record.ImportSpec) id.ID {
	buyer := "person"
	if slices.ContainsFunc(spec.Columns, func(c record.ImportColumn) bool { return c.Field == "name" }) {
		buyer = "company"
	}
	for _, m := range cat.Modes {
		if m.BuyerKind == buyer {
			return m.ID
		}
	}
	m, _ := cat.Mode(id.ID{})
	return m.ID
}

// trimmed is the column's cell of a row.
func trimmed(row *record.ImportRow, c *record.ImportColumn) string {
	if c.Index >= len(row.Cells) {
		return ""
	}
	return strings.TrimSpace(row.Cells[c.Index])
}
