package team

import (
	"context"
	"strings"

	"xiaoguan/base/actor"
	"xiaoguan/base/day"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
	"xiaoguan/store/journal"
)

// Founding is what a new organisation is made of. Its administrator is the identity given, or else the person with this phone
// or address, who signs in with the password behind Hash.
type Founding struct {
	Company, Zone      string // an empty zone is DefaultZone
	Demo               bool
	MadeBy             id.ID // the member who has a demo company made
	Identity           id.ID
	Name, Phone, Email string
	Hash               string
	From               day.Day // since when root group and administrator are here; zero is today
}

// Found makes an organisation within a transaction: itself, a root group of its name, an administrator who heads it, and the
// catalogue a company starts with. It answers the administrator as actor, in whose name the rest can be done.
func (s *Service) Found(ctx context.Context, tx *db.Tx, in Founding) (*Organisation, *actor.Actor, error) {
	var p fault.Problems
	in.Company = strings.TrimSpace(in.Company)
	checkName(&p, "company", in.Company, 100)
	if err := p.Err(); err != nil {
		return nil, nil, err
	}
	if in.Zone == "" {
		in.Zone = DefaultZone
	}
	o := &Organisation{ID: s.IDs.New(), Name: in.Company, Zone: in.Zone, Demo: in.Demo, MadeBy: in.MadeBy, CreatedAt: s.Now()}
	if err := insertOrganisation(ctx, tx, o); err != nil {
		return nil, nil, err
	}
	a := actor.System(o.ID, o.Zone)
	if err := s.seedRoles(ctx, tx, o.ID); err != nil {
		return nil, nil, err
	}
	root, err := s.PlantGroup(ctx, tx, a, o.Name, id.ID{}, in.From)
	if err != nil {
		return nil, nil, err
	}
	m, err := s.Join(ctx, tx, a, Joining{Name: in.Name, Phone: in.Phone, Email: in.Email, Role: actor.Administrator, Group: root.ID, Head: true,
		Level: 1, Capacity: DefaultCapacity, Hash: in.Hash, Identity: in.Identity, From: in.From})
	if err != nil {
		return nil, nil, err
	}
	if err := s.Catalogues.Seed(ctx, tx, o.ID); err != nil {
		return nil, nil, err
	}
	s.Journal.Record(tx, a, &journal.Entry{Kind: "organisation.founded", SubjectKind: KindOrganisation, Subject: o.ID,
		Changes: []journal.Change{{Field: "name", After: o.Name}, {Field: "zone", After: o.Zone}}})
	a.Member, a.Identity, a.Name, a.Group, a.Below = m.ID, m.Identity, m.Name, root.ID, []id.ID{root.ID}
	return o, a, nil
}

// DefaultCapacity is how many open leads a member can carry unless said otherwise.
const DefaultCapacity = 50

// SetupInput is the first company with its first administrator.
type SetupInput struct{ Company, Name, Phone, Email, Password string }

// SetupNeeded reports whether there is no organisation yet.
func (s *Service) SetupNeeded(ctx context.Context) (bool, error) {
	n, err := countOrganisations(ctx, s.Dir.System())
	return n == 0, err
}

// Setup founds the first organisation and signs its administrator in. It works once: as soon as there is an organisation it
// is fault.ErrNotFound, also for all but one of those who try at the same time.
func (s *Service) Setup(ctx context.Context, in SetupInput, from Origin) (token string, a *actor.Actor, err error) {
	needed, err := s.SetupNeeded(ctx)
	if err != nil {
		return "", nil, err
	}
	if !needed {
		return "", nil, fault.ErrNotFound.New()
	}
	var p fault.Problems
	checkName(&p, "company", strings.TrimSpace(in.Company), 100)
	checkName(&p, "name", strings.TrimSpace(in.Name), 50)
	checkPassword(&p, "password", in.Password, contactOf(&p, in.Phone, in.Email))
	if err := p.Err(); err != nil {
		return "", nil, err
	}
	hash, err := s.queue.hash(ctx, in.Password)
	if err != nil {
		return "", nil, err
	}
	var o *Organisation
	err = s.Dir.System().Write(ctx, func(ctx context.Context, tx *db.Tx) error {
		if err := claimSetup(ctx, tx, s.Now()); err != nil {
			return err
		}
		o, a, err = s.Found(ctx, tx, Founding{Company: in.Company, Name: in.Name, Phone: in.Phone, Email: in.Email, Hash: hash})
		return err
	})
	if err != nil {
		return "", nil, err
	}
	return s.open(ctx, identity{ID: a.Identity, Hash: hash}, o.ID, from, nil)
}
