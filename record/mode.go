package record

import (
	"slices"
	"time"

	"github.com/uptrace/bun"

	"xiaoguan/base/id"
)

// Mode is a sales mode (B2B, B2C …): it fixes the buyer's kind and the stages of a pursuit.
type Mode struct {
	bun.BaseModel `bun:"table:sales_mode,alias:m"`
	Org           id.ID    `bun:"org_id" json:"-"`
	ID            id.ID    `bun:"id" json:"id"`
	Key           string   `bun:"key" json:"key"`
	Name          string   `bun:"name" json:"name"`
	BuyerKind     string   `bun:"buyer_kind" json:"buyer_kind" enum:"company,person"`
	Position      int      `bun:"position" json:"position"`
	SameText      string   `bun:"same_by" json:"-"` // SameBy with commas; "" what its buyers are known by, "-" nothing
	Version       int      `bun:"version" json:"version"`
	SameBy        []string `bun:"-" json:"same_by" doc:"what makes two open leads the same: name, phone, email; an external id always does"`
	Stages        []Stage  `bun:"-" json:"stages"`
}

// Stage is one step of a mode, in order; winning and losing are states of the lead, not stages.
type Stage struct {
	bun.BaseModel `bun:"table:stage,alias:s"`
	Org           id.ID    `bun:"org_id" json:"-"`
	ID            id.ID    `bun:"id" json:"id"`
	Mode          id.ID    `bun:"mode_id" json:"-"`
	Key           string   `bun:"key" json:"key"`
	Name          string   `bun:"name" json:"name"`
	Position      int      `bun:"position" json:"position"`
	RequiredText  string   `bun:"required" json:"-"` // Required with commas
	Version       int      `bun:"version" json:"version"`
	Required      []string `bun:"-" json:"required" doc:"columns and own fields (own.key) that a lead needs to stand here"`
}

// Reason is a dictionary entry: why a chance became small or none, why a lead was lost.
type Reason struct {
	bun.BaseModel `bun:"table:reason"`
	Org           id.ID     `bun:"org_id" json:"-"`
	ID            id.ID     `bun:"id" json:"id"`
	Kind          string    `bun:"kind" json:"kind" enum:"chance,lost"`
	Name          string    `bun:"name" json:"text"`
	Position      int       `bun:"position" json:"position"`
	Parent        id.ID     `bun:"parent_id,nullzero" json:"parent_id,omitzero" doc:"the reason it is a kind of"`
	ArchivedAt    time.Time `bun:"archived_at,nullzero" json:"-"`
	Archived      bool      `bun:"-" json:"archived"`
	Version       int       `bun:"version" json:"version"`
}

// Catalogue is an organisation's modes, stages and reasons, kept in memory: they are read on every page and rarely change.
type Catalogue struct {
	Modes   []Mode
	Reasons []Reason
	stages  map[id.ID]*Stage
	fields  map[string][]*Field // in use, by kind of record
	every   map[string][]*Field // archived ones too
}

// Mode finds a mode by id; the zero id is the first mode.
func (c *Catalogue) Mode(mode id.ID) (*Mode, bool) {
	for i := range c.Modes {
		if c.Modes[i].ID == mode || mode.IsZero() {
			return &c.Modes[i], true
		}
	}
	return nil, false
}

// Stage finds a stage by id.
func (c *Catalogue) Stage(stage id.ID) (*Stage, bool) { s, ok := c.stages[stage]; return s, ok }

// Steps is how many stages the mode of a stage has.
func (c *Catalogue) Steps(mode id.ID) int {
	if m, ok := c.Mode(mode); ok {
		return len(m.Stages)
	}
	return 0
}

// open reads the kept texts of a mode and its stages.
func (m *Mode) open() {
	switch m.SameText {
	case "-":
		m.SameBy = []string{}
	case "":
		if m.SameBy = []string{"name", "phone"}; m.BuyerKind == "person" {
			m.SameBy = []string{"phone"}
		}
	default:
		m.SameBy = listed(m.SameText)
	}
	for i := range m.Stages {
		m.Stages[i].Required = listed(m.Stages[i].RequiredText)
	}
}

// Same reports whether leads of the mode are the same by a key: name, phone or email.
func (m *Mode) Same(by string) bool { return slices.Contains(m.SameBy, by) }

// HasReason reports whether the text is a known reason of the kind; one no longer offered still stands where it was given.
func (c *Catalogue) HasReason(kind, name string) bool {
	for _, r := range c.Reasons {
		if r.Kind == kind && r.Name == name {
			return true
		}
	}
	return false
}

// defaultReasons are the reasons a company starts with.
var defaultReasons = map[string][]string{
	"chance": {"嫌贵", "预算推迟", "在谈别家", "需求变了", "换了人", "其他"},
	"lost":   {"价格", "选了别家", "项目取消", "联系不上", "不是目标客户", "其他"},
}
