package record

import (
	"context"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/web"
)

// ModePath is the input that names a sales mode.
type ModePath struct {
	ID id.ID `path:"id" doc:"the mode"`
}

type addModeInput struct {
	Body struct {
		Template string   `json:"template" enum:"b2b,b2c,c2b,c2c" doc:"the way of selling it starts from"`
		Stages   []string `json:"stages,omitempty" maxItems:"20" doc:"names of its stages in order, instead of the template's"`
		ModeDraft
	}
}

type changeModeInput struct {
	ModePath
	Body struct {
		ModeDraft
		Version int `json:"version"`
	}
}

type addStageInput struct {
	ModePath
	Body struct {
		StageDraft
		Position int `json:"position,omitempty" minimum:"0" maximum:"21" doc:"absent: the end"`
	}
}

type orderStagesInput struct {
	ModePath
	Body struct {
		Stages []id.ID `json:"stage_ids" maxItems:"20" doc:"all stages of the mode in their new order"`
	}
}

// StagePath is the input that names a stage.
type StagePath struct {
	ID id.ID `path:"id" doc:"the stage"`
}

type changeStageInput struct {
	StagePath
	Body struct {
		StageDraft
		Version int `json:"version"`
	}
}

type removeStageInput struct {
	StagePath
	MoveTo id.ID `query:"move_to" doc:"the stage that its leads go to"`
}

// StageUses is how many leads stand on each stage.
type StageUses struct {
	Items []StageUse `json:"items"`
}

func (s *Settings) mountModes(k *web.Kit) {
	web.Register(k, created(settingsOp("POST", "/modes", "add-mode", "Add a sales mode from a template")),
		func(ctx context.Context, a *actor.Actor, in *addModeInput) (*Mode, error) {
			return s.AddMode(ctx, a, in.Body.Template, in.Body.Stages, &in.Body.ModeDraft)
		})
	web.Register(k, settingsOp("GET", "/modes/uses", "count-modes", "How many leads stand on each stage"),
		func(ctx context.Context, a *actor.Actor, _ *struct{}) (*StageUses, error) {
			uses, err := s.Uses(ctx, a.Org)
			return &StageUses{uses}, err
		})
	web.Register(k, settingsOp("PATCH", "/modes/{id}", "change-mode", "Change a sales mode"),
		func(ctx context.Context, a *actor.Actor, in *changeModeInput) (*Mode, error) {
			return s.ChangeMode(ctx, a, in.ID, in.Body.Version, &in.Body.ModeDraft)
		})
	web.Register(k, settingsOp("DELETE", "/modes/{id}", "delete-mode", "Delete a sales mode without leads"),
		func(ctx context.Context, a *actor.Actor, in *ModePath) (*web.Nothing, error) {
			return nil, s.RemoveMode(ctx, a, in.ID)
		})
	web.Register(k, created(settingsOp("POST", "/modes/{id}/stages", "add-stage", "Add a stage to a mode")),
		func(ctx context.Context, a *actor.Actor, in *addStageInput) (*Mode, error) {
			return s.AddStage(ctx, a, in.ID, in.Body.Position, &in.Body.StageDraft)
		})
	web.Register(k, settingsOp("PUT", "/modes/{id}/stages", "order-stages", "Put the stages of a mode into another order"),
		func(ctx context.Context, a *actor.Actor, in *orderStagesInput) (*Mode, error) {
			return s.OrderStages(ctx, a, in.ID, in.Body.Stages)
		})
	web.Register(k, settingsOp("PATCH", "/stages/{id}", "change-stage", "Rename a stage or change what it asks for"),
		func(ctx context.Context, a *actor.Actor, in *changeStageInput) (*Mode, error) {
			return s.ChangeStage(ctx, a, in.ID, in.Body.Version, &in.Body.StageDraft)
		})
	web.Register(k, settingsOp("DELETE", "/stages/{id}", "delete-stage", "Delete a stage; its leads go to another"),
		func(ctx context.Context, a *actor.Actor, in *removeStageInput) (*Mode, error) {
			return s.RemoveStage(ctx, a, in.ID, in.MoveTo)
		})
}

// TagPath is the input that names a tag.
type TagPath struct {
	ID id.ID `path:"id" doc:"the tag"`
}

type addTagInput struct{ Body TagDraft }

type changeTagInput struct {
	TagPath
	Body struct {
		TagDraft
		Version int `json:"version"`
	}
}

type mergeTagInput struct {
	TagPath
	Body struct {
		Into id.ID `json:"into" doc:"the tag that stays"`
	}
}

// TagUseList is how many records have each tag.
type TagUseList struct {
	Items []TagUse `json:"items"`
}

func (s *Settings) mountTags(k *web.Kit) {
	web.Register(k, settingsOp("GET", "/tags/uses", "count-tags", "How many records have each tag"),
		func(ctx context.Context, a *actor.Actor, _ *struct{}) (*TagUseList, error) {
			uses, err := s.TagUses(ctx, a.Org)
			return &TagUseList{uses}, err
		})
	web.Register(k, created(settingsOp("POST", "/tags", "add-tag", "Put a tag into the vocabulary")),
		func(ctx context.Context, a *actor.Actor, in *addTagInput) (*Tag, error) {
			return s.AddTag(ctx, a, &in.Body)
		})
	web.Register(k, settingsOp("PATCH", "/tags/{id}", "change-tag", "Rename or colour a tag"),
		func(ctx context.Context, a *actor.Actor, in *changeTagInput) (*Tag, error) {
			return s.ChangeTag(ctx, a, in.ID, in.Body.Version, &in.Body.TagDraft)
		})
	web.Register(k, settingsOp("POST", "/tags/{id}/merge", "merge-tag", "Give every record with this tag another instead"),
		func(ctx context.Context, a *actor.Actor, in *mergeTagInput) (*Tag, error) {
			return s.MergeTags(ctx, a, in.ID, in.Body.Into)
		})
	web.Register(k, settingsOp("DELETE", "/tags/{id}", "delete-tag", "Delete a tag that no record has"),
		func(ctx context.Context, a *actor.Actor, in *TagPath) (*web.Nothing, error) {
			return nil, s.RemoveTag(ctx, a, in.ID)
		})
}
