package team

import (
	"context"

	"github.com/uptrace/bun"

	"xiaoguan/base/clock"
	"xiaoguan/base/day"
	"xiaoguan/base/id"
	"xiaoguan/record"
	"xiaoguan/store/db"
)

// readPeople reads everything People holds.
func readPeople(ctx context.Context, dir *db.Directory, org id.ID) (*People, error) {
	s := dir.Of(org)
	p := &People{members: map[id.ID]*Member{}, groups: map[id.ID]*Group{}, identities: map[id.ID]*Member{}}
	if err := dir.System().Read().NewSelect().Model(&p.Organisation).Where("id = ?", org).Scan(ctx); err != nil {
		return nil, s.Fault(err)
	}
	if err := db.In(s.Read().NewSelect().Model(&p.list).ColumnExpr("?TableColumns, mb.group_id, mb.head"), "mb", org).OrderExpr("mb.initials, mb.name, mb.id").Scan(ctx); err != nil {
		return nil, s.Fault(err)
	}
	groups, err := readGroups(ctx, s.Read(), org)
	if err != nil {
		return nil, s.Fault(err)
	}
	p.order = groups
	if p.roles, err = readRoles(ctx, s.Read(), org); err != nil {
		return nil, s.Fault(err)
	}
	if err := readMemberTags(ctx, s, org, p); err != nil {
		return nil, err
	}
	if p.absences, err = readAbsences(ctx, s, org, day.Of(s.Clock(), nil).Add(-1)); err != nil {
		return nil, err
	}
	if p.joined, err = record.JoinsOf(ctx, s, org); err != nil {
		return nil, err
	}
	own, err := readOwnDays(ctx, s, org)
	if err != nil {
		return nil, err
	}
	calendar := day.China(own...)
	p.Zone, p.calendar = clock.Zone(p.Organisation.Zone), &calendar
	p.index()
	return p, nil
}

// readGroups reads all groups of an organisation with today's parent, in the order they are shown.
func readGroups(ctx context.Context, from bun.IDB, org id.ID) (groups []*Group, err error) {
	err = db.In(from.NewSelect().Model(&groups).ColumnExpr("g.*, gp.parent_id"), "g", org).
		Join("LEFT JOIN group_parent AS gp ON gp.org_id = g.org_id AND gp.group_id = g.id AND gp.to_day IS NULL").
		OrderExpr("g.position, g.id").Scan(ctx)
	return groups, err
}

func readMemberTags(ctx context.Context, s *db.Store, org id.ID, p *People) error {
	var rows []struct {
		Member id.ID  `bun:"member_id"`
		Name   string `bun:"name"`
	}
	err := s.Read().NewSelect().TableExpr("member_tag AS mt").Join("JOIN tag AS tg ON tg.org_id = mt.org_id AND tg.id = mt.tag_id").
		ColumnExpr("mt.member_id, tg.name").Where("mt.org_id = ?", org).OrderExpr("tg.name").Scan(ctx, &rows)
	if err != nil {
		return s.Fault(err)
	}
	tags := map[id.ID][]string{}
	for _, r := range rows {
		tags[r.Member] = append(tags[r.Member], r.Name)
	}
	for _, m := range p.list {
		if m.Tags = tags[m.ID]; m.Tags == nil {
			m.Tags = []string{}
		}
	}
	return nil
}

// ownDay is a day on which an organisation's calendar differs from the statutory one.
type ownDay struct {
	bun.BaseModel `bun:"table:calendar_day,alias:cd"`
	Org           id.ID   `bun:"org_id"`
	Day           day.Day `bun:"day"`
	Off           bool    `bun:"off"`
	Name          string  `bun:"name"`
}

func readOwnDays(ctx context.Context, s *db.Store, org id.ID) ([]day.Holiday, error) {
	var rows []ownDay
	if err := db.In(s.Read().NewSelect().Model(&rows), "cd", org).OrderExpr("cd.day").Scan(ctx); err != nil {
		return nil, s.Fault(err)
	}
	own := make([]day.Holiday, len(rows))
	for i, r := range rows {
		own[i] = day.Holiday{Day: r.Day, Name: r.Name, Off: r.Off}
	}
	return own, nil
}
