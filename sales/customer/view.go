package customer

import (
	"context"
	"time"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/base/page"
	"xiaoguan/record"
	"xiaoguan/sales/team"
	"xiaoguan/store/db"
)

// CustomerRef names a record.
type CustomerRef struct {
	ID   id.ID  `json:"id"`
	Name string `json:"name"`
}

// CustomerView is a customer as a list shows it.
type CustomerView struct {
	ID         id.ID        `json:"id"`
	Kind       string       `json:"kind" enum:"company,person"`
	Name       string       `json:"name"`
	CreditCode string       `json:"credit_code"`
	Industry   string       `json:"industry"`
	Region     string       `json:"region"`
	Parent     id.ID        `json:"parent_id,omitzero"`
	Owner      *CustomerRef `json:"owner"`
	Group      *CustomerRef `json:"group"`
	Tags       []string     `json:"tags"`
	LeadCount  int          `json:"lead_count"`
	CreatedAt  time.Time    `json:"created_at"`
	Version    int          `json:"version"`
	record.Shown
}

// CustomerDetail is a customer as its own page shows it; phone, e-mail and WeChat are the customer's own.
type CustomerDetail struct {
	CustomerView
	PhoneMasked string                     `json:"phone_masked"`
	HasPhone    bool                       `json:"has_phone"`
	EmailMasked string                     `json:"email_masked"`
	Wechat      string                     `json:"wechat"`
	Contacts    []ContactView              `json:"contacts"`
	Can         map[string]CustomerVerdict `json:"can"`
}

// ContactView is a contact as it is shown: no whole phone number or mail address.
type ContactView struct {
	ID          id.ID  `json:"id"`
	Name        string `json:"name"`
	Title       string `json:"title"`
	Role        string `json:"role" doc:"what he has to say there"`
	PhoneMasked string `json:"phone_masked"`
	HasPhone    bool   `json:"has_phone"`
	EmailMasked string `json:"email_masked"`
	Wechat      string `json:"wechat"`
	Version     int    `json:"version"`
}

func viewOf(c *Customer, people *team.People, tags []string) CustomerView {
	v := CustomerView{ID: c.ID, Kind: c.Kind, Name: c.Name, CreditCode: c.CreditCode, Industry: c.Industry, Region: c.Region, Parent: c.Parent,
		Tags: []string{}, LeadCount: c.LeadCount, CreatedAt: c.CreatedAt.UTC(), Version: c.Version}
	v.Tags = append(v.Tags, tags...)
	if m, ok := people.Member(c.Owner); ok {
		v.Owner = &CustomerRef{m.ID, m.Name}
	}
	if g, ok := people.Group(c.Group); ok {
		v.Group = &CustomerRef{g.ID, g.Name}
	}
	return v
}

func contactView(a *actor.Actor, c *Contact, points map[string]string) ContactView {
	return ContactView{ID: c.ID, Name: c.Name, Title: c.Title, Role: c.Role, Version: c.Version, PhoneMasked: record.Veil(a, Kind, actor.Phone, points[Phone]),
		HasPhone: record.Has(a, Kind, actor.Phone, points[Phone]), EmailMasked: record.Veil(a, Kind, actor.Email, points[Email]), Wechat: record.Veil(a, Kind, actor.Wechat, points[Wechat])}
}

// List reads a page of customers.
func (s *Service) List(ctx context.Context, a *actor.Actor, q page.Query) (page.Page[*CustomerView], error) {
	var out page.Page[*CustomerView]
	st := s.Dir.Of(a.Org)
	rows, err := record.List[Customer](ctx, st, a, Type, q)
	if err != nil {
		return out, err
	}
	people, err := s.Team.People(ctx, a.Org)
	if err != nil {
		return out, err
	}
	ids := make([]id.ID, len(rows.Items))
	for i, c := range rows.Items {
		ids[i] = c.ID
	}
	tags, err := readTags(ctx, st.Read(), a.Org, ids)
	if err != nil {
		return out, st.Fault(err)
	}
	out.Items, out.Next, out.Count = make([]*CustomerView, len(rows.Items)), rows.Next, rows.Count
	for i, c := range rows.Items {
		v := viewOf(c, people, tags[c.ID])
		out.Items[i] = &v
	}
	return out, s.showOwn(ctx, a, rows.Items, out.Items)
}

// Get reads a customer within the actor's scope with its contacts.
func (s *Service) Get(ctx context.Context, a *actor.Actor, customer id.ID) (*CustomerDetail, error) {
	st := s.Dir.Of(a.Org)
	c, err := visible(ctx, st.Read(), a, customer)
	if err != nil {
		return nil, st.Fault(err)
	}
	people, err := s.Team.People(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	contacts, err := readContacts(ctx, st.Read(), a.Org, customer)
	if err != nil {
		return nil, st.Fault(err)
	}
	ids := make([]id.ID, len(contacts))
	for i, p := range contacts {
		ids[i] = p.ID
	}
	theirs, err := readPoints(ctx, st.Read(), a.Org, KindContact, ids)
	if err != nil {
		return nil, st.Fault(err)
	}
	own, err := readPoints(ctx, st.Read(), a.Org, Kind, []id.ID{customer})
	if err != nil {
		return nil, st.Fault(err)
	}
	tags, err := readTags(ctx, st.Read(), a.Org, []id.ID{customer})
	if err != nil {
		return nil, st.Fault(err)
	}
	mine := own[customer]
	d := &CustomerDetail{CustomerView: viewOf(c, people, tags[customer]), PhoneMasked: record.Veil(a, Kind, actor.Phone, mine[Phone]),
		HasPhone: record.Has(a, Kind, actor.Phone, mine[Phone]), EmailMasked: record.Veil(a, Kind, actor.Email, mine[Email]), Wechat: record.Veil(a, Kind, actor.Wechat, mine[Wechat]), Contacts: []ContactView{}, Can: acts(a, c.ID, c.Owner, c.Group)}
	for i := range contacts {
		d.Contacts = append(d.Contacts, contactView(a, &contacts[i], theirs[contacts[i].ID]))
	}
	return d, s.showOwn(ctx, a, []*Customer{c}, []*CustomerView{&d.CustomerView})
}

// Found loads search hits within the actor's scope, dropping those that do not hold the whole fragment.
func (s *Service) Found(ctx context.Context, st *db.Store, a *actor.Actor, ids []id.ID, fragment string) (map[id.ID]record.Found, error) {
	rows, err := visibleOf(ctx, st.Read(), a, ids)
	if err != nil {
		return nil, st.Fault(err)
	}
	people, err := s.Team.People(ctx, a.Org)
	if err != nil {
		return nil, err
	}
	out := make(map[id.ID]record.Found, len(rows))
	for _, c := range rows {
		if !holds(fragment, c.Name, c.CreditCode) || !record.FoundOpenly(a, Kind, fragment, c.Name, c.CreditCode) {
			continue
		}
		f := record.Found{Kind: Kind, ID: c.ID, Title: c.Name, Subtitle: joined(c.Region, c.Industry), Owner: c.Owner}
		if m, ok := people.Member(c.Owner); ok {
			f.OwnerName = m.Name
		}
		out[c.ID] = f
	}
	return out, nil
}

func joined(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " · " + b
}
