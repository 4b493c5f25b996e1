package record

import (
	"context"
	"net/http"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/web"
)

type deleteInput struct {
	Body struct {
		IDs    []id.ID  `json:"ids,omitempty" maxItems:"1000" doc:"these records; else those the conditions show"`
		Filter []string `json:"filter,omitempty" maxItems:"30" doc:"as in lists"`
		Or     []string `json:"or,omitempty" maxItems:"30" doc:"as in lists"`
		Dry    bool     `json:"dry,omitempty" doc:"only say what would be deleted"`
	}
}

type binInput struct {
	Kind   string `query:"kind" maxLength:"50" doc:"lead, customer; absent: all"`
	Cursor id.ID  `query:"cursor" doc:"next of the page before"`
}

type binOutput struct {
	Items []BinItem `json:"items"`
	Next  string    `json:"next"`
}

type restoreInput struct {
	Body struct {
		IDs   []id.ID `json:"ids,omitempty" maxItems:"1000" doc:"items of the bin"`
		Batch id.ID   `json:"batch_id,omitempty" doc:"instead of ids: all of one deletion"`
	}
}

type binPath struct {
	ID id.ID `path:"id" doc:"the item of the bin"`
}

// Mount declares the routes of the bin, and of deleting for each type that has one. The bin itself is everybody's: it shows,
// and gives back, what one may delete.
func (b *Bin) Mount(k *web.Kit) {
	op := func(method, path, name, summary string, access web.Access, status int) web.Operation {
		return web.Operation{Method: method, Path: path, ID: name, Summary: summary, Tag: "record", Access: access, Status: status}
	}
	for _, keeper := range b.keepers {
		kind := keeper.Type.Kind
		web.Register(k, op(http.MethodPost, "/"+kind+"s/delete", "delete-"+kind+"s", "Move records into the bin, or say what would be moved", web.Need(keeper.Delete), 0),
			func(ctx context.Context, a *actor.Actor, in *deleteInput) (*BulkResult, error) {
				q, err := Conditions(in.Body.IDs, in.Body.Filter, in.Body.Or, fault.Text{ZH: "没说删哪些", EN: "Which records?"})
				if err != nil {
					return nil, err
				}
				return b.Delete(ctx, a, kind, in.Body.IDs, q, in.Body.Dry)
			})
	}
	web.Register(k, op(http.MethodGet, "/bin", "list-bin", "What has been deleted, the youngest first", web.SignedIn(), 0), func(ctx context.Context, a *actor.Actor, in *binInput) (*binOutput, error) {
		items, next, err := b.List(ctx, a, in.Kind, in.Cursor)
		return &binOutput{items, next}, err
	})
	web.Register(k, op(http.MethodPost, "/bin/restore", "restore-from-bin", "Bring deleted records back as they were", web.SignedIn(), 0), func(ctx context.Context, a *actor.Actor, in *restoreInput) (*BulkResult, error) {
		return b.Restore(ctx, a, in.Body.IDs, in.Body.Batch)
	})
	web.Register(k, op(http.MethodDelete, "/bin/{id}", "erase-from-bin", "Delete a record for good", web.Need(actor.BinEmpty), http.StatusNoContent), func(ctx context.Context, a *actor.Actor, in *binPath) (*web.Nothing, error) {
		return nil, b.Erase(ctx, a, in.ID)
	})
}
