package door

import (
	"context"
	"net/http"
	"strings"

	"xiaoguan/base/actor"
	"xiaoguan/base/day"
	"xiaoguan/base/id"
	"xiaoguan/base/money"
	"xiaoguan/record"
	"xiaoguan/sales/lead"
	"xiaoguan/web"
)

type enterInput struct {
	Body struct {
		ID             id.ID           `json:"id,omitempty" doc:"the client's own; repeating it is safe"`
		Name           string          `json:"name,omitempty" maxLength:"200" doc:"company"`
		ContactName    string          `json:"contact_name,omitempty" maxLength:"100"`
		ContactTitle   string          `json:"contact_title,omitempty" maxLength:"100"`
		Phone          string          `json:"phone,omitempty" maxLength:"50"`
		Email          string          `json:"email,omitempty" maxLength:"200"`
		Wechat         string          `json:"wechat,omitempty" maxLength:"100"`
		ModeID         id.ID           `json:"mode_id,omitempty" doc:"absent: the first mode"`
		Source         string          `json:"source,omitempty" maxLength:"100"`
		Region         string          `json:"region,omitempty" maxLength:"100"`
		Industry       string          `json:"industry,omitempty" maxLength:"100"`
		Tags           []string        `json:"tags,omitempty" maxItems:"30"`
		ExpectedAmount money.Fen       `json:"expected_amount,omitempty" minimum:"0" maximum:"9000000000000000"`
		Chance         lead.Chance     `json:"chance,omitempty" enum:",large,medium,small,none"`
		ChanceReason   string          `json:"chance_reason,omitempty" maxLength:"100"`
		Note           string          `json:"note,omitempty" maxLength:"2000"`
		NextDue        day.Day         `json:"next_due,omitempty"`
		OwnerID        string          `json:"owner_id,omitempty" maxLength:"36" doc:"me, none, or a colleague in reach; absent: me for who sells, nobody for who assigns"`
		CustomerID     id.ID           `json:"customer_id,omitempty"`
		External       *external       `json:"external,omitempty"`
		Own            record.OwnPatch `json:"own,omitempty" doc:"own fields, see GET /fields: key and value"`
		AllowDuplicate bool            `json:"allow_duplicate,omitempty"`
	}
}

type external struct {
	System string `json:"system" minLength:"1" maxLength:"50"`
	ID     string `json:"id" minLength:"1" maxLength:"200"`
}

// Mount declares the routes of the chapter.
func (s *Service) Mount(k *web.Kit) {
	web.Register(k, web.Operation{Method: http.MethodPost, Path: "/leads", ID: "create-lead", Summary: "Take in a lead", Tag: "door",
		Access: web.Need(actor.LeadCreate), Status: http.StatusCreated}, s.apiEnter)
	if s.Imports != nil {
		s.mountImports(k)
	}
}

func (s *Service) apiEnter(ctx context.Context, a *actor.Actor, in *enterInput) (*lead.View, error) {
	b := &in.Body
	owner, err := s.ownerOf(ctx, a, b.OwnerID)
	if err != nil {
		return nil, err
	}
	trim := strings.TrimSpace
	n := &lead.New{ID: b.ID, Name: trim(b.Name), ContactName: trim(b.ContactName), ContactTitle: trim(b.ContactTitle), Phone: trim(b.Phone), Email: trim(b.Email), Wechat: trim(b.Wechat),
		Source: trim(b.Source), Region: trim(b.Region), Industry: trim(b.Industry), Mode: b.ModeID, Owner: owner, Customer: b.CustomerID, Tags: b.Tags, ExpectedAmount: b.ExpectedAmount,
		Chance: b.Chance, ChanceReason: b.ChanceReason, NextDue: b.NextDue, Own: b.Own, Cause: "entry"}
	if b.External != nil {
		n.ExternalSystem, n.External = b.External.System, b.External.ID
	}
	if b.Note = trim(b.Note); b.Note != "" {
		n.Custom = map[string]any{"备注": b.Note}
	}
	l, err := s.Enter(ctx, a, n, b.AllowDuplicate)
	return s.Leads.View(ctx, a, l, err)
}
