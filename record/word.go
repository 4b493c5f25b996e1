package record

import (
	"time"

	"github.com/uptrace/bun"

	"xiaoguan/base/fault"
	"xiaoguan/base/id"
)

// Word is an entry of a dictionary with an order: a source leads come from, or what a company calls a kind of touch.
type Word struct {
	bun.BaseModel `bun:"table:word,alias:w"`
	Org           id.ID     `bun:"org_id" json:"-"`
	ID            id.ID     `bun:"id" json:"id,omitzero"`
	List          string    `bun:"list" json:"-"`
	Key           string    `bun:"key" json:"key"`
	Name          string    `bun:"name" json:"name"`
	Position      int       `bun:"position" json:"position"`
	ArchivedAt    time.Time `bun:"archived_at,nullzero" json:"-"`
	Archived      bool      `bun:"-" json:"archived" doc:"no longer offered"`
	Version       int       `bun:"version" json:"version"`
}

// The dictionaries of words.
const (
	Sources    = "source"
	TouchKinds = "touch_kind"
)

// builtinTouchKinds are the kinds of touch there always are; a company may call, order and hide them as it likes.
var builtinTouchKinds = []struct {
	key  string
	name fault.Text
}{
	{"phone", fault.Text{ZH: "电话", EN: "Phone"}}, {"visit", fault.Text{ZH: "拜访", EN: "Visit"}}, {"wechat", fault.Text{ZH: "微信", EN: "WeChat"}},
	{"meeting", fault.Text{ZH: "会议", EN: "Meeting"}}, {"other", fault.Text{ZH: "其他", EN: "Other"}},
}

// Colours are the colours a tag may have; "" is none.
var Colours = []string{"", "red", "orange", "yellow", "green", "teal", "blue", "purple", "grey"}

// TagUse is how many records of each kind have a tag.
type TagUse struct {
	Tag  id.ID          `json:"tag_id"`
	Uses map[string]int `json:"uses" doc:"kind of record → how many"`
}
