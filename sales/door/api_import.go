package door

import (
	"context"
	"net/http"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/base/page"
	"xiaoguan/record"
	"xiaoguan/sales/lead"
	"xiaoguan/web"
)

// importView is an import of leads as it is shown.
type importView struct {
	record.ImportView
	ModeID   id.ID                 `json:"mode_id"`
	Match    string                `json:"match" enum:"after,no"`
	StateMap map[string]lead.State `json:"state_map" each:"open,won,lost" doc:"what the values of the outcome column stand for"`
}

// ImportPath is the input that names an import.
type ImportPath struct {
	ID id.ID `path:"id" doc:"the import"`
}

type importsInput struct{ web.List }

type importInput struct {
	ImportPath
	Body struct {
		Sheet      *string               `json:"sheet,omitempty" maxLength:"200"`
		HeaderRow  *int                  `json:"header_row,omitempty" minimum:"0" maximum:"1048576" doc:"0: the table has none"`
		Mapping    []record.ColumnChoice `json:"mapping,omitempty" maxItems:"20000"`
		Duplicates *record.Duplicates    `json:"duplicates,omitempty" enum:"skip,merge,create"`
		Match      *string               `json:"match,omitempty" enum:"after,no"`
		StateMap   map[string]lead.State `json:"state_map,omitempty"`
		ModeID     *id.ID                `json:"mode_id,omitempty"`
	}
}

// mountImports declares the routes of imports.
func (s *Service) mountImports(k *web.Kit) {
	need := web.Need(actor.LeadImport)
	op := func(method, path, name, summary string) web.Operation {
		return web.Operation{Method: method, Path: path, ID: name, Summary: summary, Tag: "door", Access: need}
	}
	upload := op(http.MethodPost, "/imports", "upload-import", "Bring a file, and preview it")
	upload.Status, upload.Takes, upload.Gives = http.StatusCreated, web.Media{Type: "multipart/form-data", Of: uploadForm{}}, web.Media{Type: "application/json", Of: importView{}}
	k.Handle(upload, s.apiUpload)
	web.Register(k, op(http.MethodGet, "/imports", "list-imports", "A page of imports"), s.apiImports)
	web.Register(k, op(http.MethodGet, "/imports/{id}", "get-import", "One import, with its preview or its progress"), s.apiImport)
	web.Register(k, op(http.MethodPatch, "/imports/{id}", "settle-import", "Change what an import will do, and preview it"), s.apiSettle)
	web.Register(k, op(http.MethodPost, "/imports/{id}/start", "start-import", "Take the rows in"), s.apiStart)
	web.Register(k, op(http.MethodPost, "/imports/{id}/cancel", "cancel-import", "Stop an import; what is in stays"), s.apiCancel)
	problems := op(http.MethodGet, "/imports/{id}/errors.xlsx", "import-problems", "The rows that were not taken in, with what would be right")
	problems.Gives = web.Media{Type: workbook}
	k.Handle(problems, s.apiProblems)
}

// view words an import for the actor; p may be nil.
func (s *Service) view(a *actor.Actor, im *record.Import, p *record.ImportPreview) (*importView, error) {
	set, err := settingsOf(&im.Spec)
	if err != nil {
		return nil, err
	}
	v := &importView{ImportView: s.Imports.View(a, im, p), ModeID: set.Mode, Match: set.Match, StateMap: set.States}
	if p == nil {
		return v, nil
	}
	for i := range v.Preview {
		words(v.Preview[i].Values, p.Rows[i], a.Lang)
	}
	return v, nil
}

// words replaces what was understood of choices by their labels.
func words(values map[string]string, row *record.ImportRow, lang string) {
	n, ok := row.Record.(*lead.New)
	if !ok || len(row.Problems) > 0 {
		return
	}
	outcome := n.Outcome
	if outcome == "" {
		outcome = lead.Open
	}
	for field, value := range map[string]string{"chance": string(n.Chance), fieldOutcome: string(outcome)} {
		column := field
		if field == fieldOutcome {
			column = "state"
		}
		c, _ := lead.Type.Column(column)
		for _, o := range c.Options {
			if _, shown := values[field]; shown && o.Value == value {
				values[field] = o.Label.In(lang)
			}
		}
	}
}

func (s *Service) apiImports(ctx context.Context, a *actor.Actor, in *importsInput) (*page.Page[*importView], error) {
	q, err := in.Query()
	if err != nil {
		return nil, err
	}
	found, err := s.Imports.List(ctx, a, q)
	if err != nil {
		return nil, err
	}
	out := &page.Page[*importView]{Items: make([]*importView, len(found.Items)), Next: found.Next, Count: found.Count}
	for i, im := range found.Items {
		if out.Items[i], err = s.view(a, im, nil); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (s *Service) apiImport(ctx context.Context, a *actor.Actor, in *ImportPath) (*importView, error) {
	im, p, err := s.Imports.Get(ctx, a, in.ID)
	if err != nil {
		return nil, err
	}
	return s.view(a, im, p)
}

func (s *Service) apiSettle(ctx context.Context, a *actor.Actor, in *importInput) (*importView, error) {
	b := &in.Body
	change := record.ImportChange{Sheet: b.Sheet, HeaderRow: b.HeaderRow, Mapping: b.Mapping, Duplicates: b.Duplicates, Chapter: map[string]any{}}
	if b.Match != nil {
		change.Chapter["match"] = *b.Match
	}
	if b.StateMap != nil {
		if len(b.StateMap) > 200 {
			return nil, fault.Wrong("state_map", label("太多", "Too many"), label("最多 200 个值", "At most 200 values"))
		}
		change.Chapter["state_map"] = b.StateMap
	}
	if b.ModeID != nil {
		change.Chapter["mode_id"] = *b.ModeID
	}
	im, p, err := s.Imports.Change(ctx, a, in.ID, change)
	if err != nil {
		return nil, err
	}
	return s.view(a, im, p)
}

func (s *Service) apiStart(ctx context.Context, a *actor.Actor, in *ImportPath) (*importView, error) {
	if _, err := s.Imports.Start(ctx, a, in.ID); err != nil {
		return nil, err
	}
	return s.apiImport(ctx, a, in)
}

func (s *Service) apiCancel(ctx context.Context, a *actor.Actor, in *ImportPath) (*importView, error) {
	if _, err := s.Imports.Cancel(ctx, a, in.ID); err != nil {
		return nil, err
	}
	return s.apiImport(ctx, a, in)
}
