package customer

import (
	"context"
	"net/http"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/base/page"
	"xiaoguan/web"
)

// Mount declares the routes of the chapter.
func (s *Service) Mount(k *web.Kit) {
	op := func(method, path, name, summary string, access web.Access) web.Operation {
		return web.Operation{Method: method, Path: path, ID: name, Summary: summary, Tag: "customer", Access: access}
	}
	made := func(o web.Operation) web.Operation { o.Status = http.StatusCreated; return o }
	read, edit := web.Need(actor.CustomerRead), web.Need(actor.CustomerEdit)
	web.Register(k, op(http.MethodGet, "/customers", "list-customers", "A page of customers", read), s.apiList)
	web.Register(k, made(op(http.MethodPost, "/customers", "create-customer", "Enter a customer", edit)), s.apiCreate)
	s.mountBoard(k)
	web.Register(k, op(http.MethodGet, "/customers/{id}", "get-customer", "One customer with its contacts", read), s.apiGet)
	web.Register(k, op(http.MethodPatch, "/customers/{id}", "edit-customer", "Change fields of a customer", edit), s.apiChange)
	web.Register(k, made(op(http.MethodPost, "/customers/{id}/contacts", "add-contact", "Enter a contact at a customer", edit)), s.apiAddContact)
	web.Register(k, op(http.MethodPatch, "/contacts/{id}", "edit-contact", "Change fields of a contact", edit), s.apiChangeContact)
	web.Register(k, op(http.MethodPost, "/customers/{id}/reveal-phone", "reveal-customer-phone", "The whole phone number of a customer or contact; recorded", web.Need(actor.LeadReveal)), s.apiReveal)
}

// Path is the input that names a customer.
type Path struct {
	ID id.ID `path:"id" doc:"the customer"`
}

type listCustomersInput struct{ web.List }

func (s *Service) apiList(ctx context.Context, a *actor.Actor, in *listCustomersInput) (*page.Page[*CustomerView], error) {
	q, err := in.Query()
	if err != nil {
		return nil, err
	}
	out, err := s.List(ctx, a, q)
	return &out, err
}

type createCustomerInput struct{ Body CustomerNew }

func (s *Service) apiCreate(ctx context.Context, a *actor.Actor, in *createCustomerInput) (*CustomerDetail, error) {
	return s.Create(ctx, a, &in.Body)
}

func (s *Service) apiGet(ctx context.Context, a *actor.Actor, in *Path) (*CustomerDetail, error) {
	return s.Get(ctx, a, in.ID)
}

type changeCustomerInput struct {
	Path
	Body CustomerPatch
}

func (s *Service) apiChange(ctx context.Context, a *actor.Actor, in *changeCustomerInput) (*CustomerDetail, error) {
	return s.Change(ctx, a, in.ID, &in.Body)
}

type addContactInput struct {
	Path
	Body ContactNew
}

func (s *Service) apiAddContact(ctx context.Context, a *actor.Actor, in *addContactInput) (*ContactView, error) {
	return s.AddContact(ctx, a, in.ID, in.Body)
}

type changeContactInput struct {
	ID   id.ID `path:"id" doc:"the contact"`
	Body ContactPatch
}

func (s *Service) apiChangeContact(ctx context.Context, a *actor.Actor, in *changeContactInput) (*ContactView, error) {
	return s.ChangeContact(ctx, a, in.ID, &in.Body)
}

type revealCustomerInput struct {
	Path
	Body struct {
		Contact id.ID `json:"contact_id,omitempty" doc:"absent: the customer's own phone"`
	}
}

// CustomerPhone is a whole number, told once.
type CustomerPhone struct {
	Phone string `json:"phone"`
}

func (s *Service) apiReveal(ctx context.Context, a *actor.Actor, in *revealCustomerInput) (*CustomerPhone, error) {
	phone, err := s.Reveal(ctx, a, in.ID, in.Body.Contact)
	return &CustomerPhone{phone}, err
}
