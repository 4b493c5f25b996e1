package record

import (
	"context"
	"encoding/json"
	"net/http"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/web"
)

// OwnFieldView is an own field as the API shows it.
type OwnFieldView struct {
	ID        id.ID         `json:"id"`
	Kind      string        `json:"kind" doc:"of the record"`
	Key       string        `json:"key" doc:"its name among own values"`
	Name      string        `json:"name" doc:"its name in filters and sorting: own.key"`
	Label     string        `json:"label"`
	Help      string        `json:"help"`
	Type      FieldType     `json:"type" enum:"text,long_text,number,money,date,yes_no,one_of,many_of,person,customer,link"`
	Options   []FieldOption `json:"options"`
	Default   any           `json:"default,omitempty"`
	Unique    bool          `json:"unique"`
	Required  bool          `json:"required"`
	Position  int           `json:"position"`
	ViewRoles []string      `json:"view_roles" doc:"empty for all; told to who may change settings"`
	EditRoles []string      `json:"edit_roles" doc:"empty for all that edit the record; told to who may change settings"`
	Archived  bool          `json:"archived"`
	MayEdit   bool          `json:"may_edit" doc:"the reader's role may fill it in"`
	Version   int           `json:"version"`
}

func fieldView(f *Field, a *actor.Actor) *OwnFieldView {
	v := &OwnFieldView{ID: f.ID, Kind: f.Kind, Key: f.Key, Name: f.Name(), Label: f.Label, Help: f.Help, Type: f.Type, Options: append([]FieldOption{}, f.Options...), Default: f.preset(),
		Unique: f.Unique, Required: f.Required, Position: f.Position, ViewRoles: []string{}, EditRoles: []string{}, Archived: f.Archived(), MayEdit: f.Takes(a), Version: f.Version}
	if a.Can(actor.SettingsEdit) != actor.None {
		v.ViewRoles, v.EditRoles = f.ViewRoles(), f.EditRoles()
	}
	return v
}

func (s *Settings) shownField(a *actor.Actor) func(*Field, error) (*OwnFieldView, error) {
	return func(f *Field, err error) (*OwnFieldView, error) {
		if err != nil {
			return nil, err
		}
		return fieldView(f, a), nil
	}
}

// FieldList is the own fields of a kind of record, in order.
type FieldList struct {
	Items []*OwnFieldView `json:"items"`
}

type fieldsQuery struct {
	Kind     string `query:"kind" enum:"lead,customer,member" doc:"without it: of all kinds"`
	Archived bool   `query:"archived" doc:"archived ones too, for who may change settings"`
}

// FieldPath is the input that names an own field.
type FieldPath struct {
	ID id.ID `path:"id" doc:"the field"`
}

type addFieldInput struct {
	Body struct {
		Kind string `json:"kind" enum:"lead,customer,member"`
		FieldDraft
	}
}

type planFieldInput struct {
	FieldPath
	Body FieldDraft
}

type changeFieldInput struct {
	FieldPath
	Body struct {
		FieldDraft
		Choice  string `json:"choice,omitempty" enum:"keep,fill,archive" doc:"what becomes of records that would no longer be valid, see the preview"`
		Version int    `json:"version"`
	}
}

// Mount registers the routes of fields, modes and dictionaries.
func (s *Settings) Mount(k *web.Kit) {
	s.mountFields(k)
	s.mountModes(k)
	s.mountWords(k)
	s.mountTags(k)
	s.mountHistory(k)
}

func settingsOp(method, path, name, summary string) web.Operation {
	return web.Operation{Method: method, Path: path, ID: name, Summary: summary, Tag: "record", Access: web.Need(actor.SettingsEdit)}
}

func created(op web.Operation) web.Operation { op.Status = http.StatusCreated; return op }

func (s *Settings) mountFields(k *web.Kit) {
	web.Register(k, web.Operation{Method: "GET", Path: "/fields", ID: "list-fields", Summary: "The own fields that the reader's role sees", Tag: "record", Access: web.SignedIn()}, s.apiFields)
	web.Register(k, created(settingsOp("POST", "/fields", "add-field", "Declare an own field")),
		func(ctx context.Context, a *actor.Actor, in *addFieldInput) (*OwnFieldView, error) {
			return s.shownField(a)(s.AddField(ctx, a, in.Body.Kind, &in.Body.FieldDraft))
		})
	web.Register(k, settingsOp("POST", "/fields/{id}/preview", "preview-field", "What a change of a field would do to the records there are"),
		func(ctx context.Context, a *actor.Actor, in *planFieldInput) (*FieldPlan, error) {
			return s.PlanField(ctx, a, in.ID, &in.Body)
		})
	web.Register(k, settingsOp("PATCH", "/fields/{id}", "change-field", "Change an own field"),
		func(ctx context.Context, a *actor.Actor, in *changeFieldInput) (*OwnFieldView, error) {
			return s.shownField(a)(s.ChangeField(ctx, a, in.ID, in.Body.Version, &in.Body.FieldDraft, in.Body.Choice))
		})
	web.Register(k, settingsOp("POST", "/fields/{id}/archive", "archive-field", "Take a field out of use; its values stay"),
		func(ctx context.Context, a *actor.Actor, in *FieldPath) (*OwnFieldView, error) {
			return s.shownField(a)(s.ArchiveField(ctx, a, in.ID, true))
		})
	web.Register(k, settingsOp("POST", "/fields/{id}/restore", "restore-field", "Take a field back into use"),
		func(ctx context.Context, a *actor.Actor, in *FieldPath) (*OwnFieldView, error) {
			return s.shownField(a)(s.ArchiveField(ctx, a, in.ID, false))
		})
	web.Register(k, settingsOp("DELETE", "/fields/{id}", "delete-field", "Delete a field that no record has a value of"),
		func(ctx context.Context, a *actor.Actor, in *FieldPath) (*web.Nothing, error) {
			return nil, s.RemoveField(ctx, a, in.ID)
		})
	doc := web.Operation{Method: "GET", Path: "/fields/openapi", ID: "fields-document", Summary: "This document with the own fields in it that the reader's role sees", Tag: "record", Access: web.SignedIn()}
	doc.Gives = web.Media{Type: "application/json", Of: map[string]any{}}
	k.Handle(doc, func(w http.ResponseWriter, r *http.Request, a *actor.Actor) error {
		cat, err := s.Catalogues.Of(r.Context(), a.Org)
		if err != nil {
			return err
		}
		text, err := json.Marshal(k.API.OpenAPI())
		if err != nil {
			return err
		}
		if text, err = withOwn(text, cat, a); err != nil {
			return err
		}
		w.Header().Set("Content-Type", "application/json")
		_, err = w.Write(text)
		return err
	})
}

func (s *Settings) apiFields(ctx context.Context, a *actor.Actor, in *fieldsQuery) (*FieldList, error) {
	cat, err := s.Catalogues.Of(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	out := &FieldList{Items: []*OwnFieldView{}}
	all := in.Archived && a.Can(actor.SettingsEdit) != actor.None
	for _, kind := range s.kinds() {
		list := cat.fields[kind]
		if all {
			list = cat.every[kind]
		}
		for _, f := range list {
			if (in.Kind == "" || in.Kind == kind) && f.Shows(a) {
				out.Items = append(out.Items, fieldView(f, a))
			}
		}
	}
	return out, nil
}
