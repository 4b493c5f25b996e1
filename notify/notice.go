package notify

import (
	"encoding/json"
	"time"

	"github.com/uptrace/bun"

	"xiaoguan/base/day"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
)

// Subject is the subject kind of journal entries on notices: they are told to their owner alone.
const Subject = "notice"

// Kind declares one kind of notice. One is its sentence with the names of args in braces; Many says n of a group.
type Kind struct {
	Name      string
	Label     fault.Text // in the settings
	One, Many fault.Text
}

// Args are the values of a sentence: texts, numbers, or a fault.Text that is worded when it is read.
type Args map[string]any

// Notice is one row, and what an operation hands to Tell: Member, Kind and Args, what it is about, and a group where several
// belong together (absent: all of the kind). An ID given beforehand makes telling twice the same as once.
type Notice struct {
	bun.BaseModel `bun:"table:notice,alias:n"`
	Org           id.ID     `bun:"org_id"`
	ID            id.ID     `bun:"id"`
	Member        id.ID     `bun:"member_id"`
	Kind          string    `bun:"kind"`
	SubjectKind   string    `bun:"subject_kind"`
	Subject       id.ID     `bun:"subject_id,nullzero"`
	GroupKey      string    `bun:"group_key"`
	Day           day.Day   `bun:"day"` // the organisation's day
	Written       string    `bun:"args"`
	N             int       `bun:"n"` // how many things it stands for
	At            time.Time `bun:"at"`
	ReadAt        time.Time `bun:"read_at,nullzero"`

	Args  Args `bun:"-"`
	Count int  `bun:"count,scanonly"` // of its group
}

// setting is a member's choice about one kind; the row of the kind "" holds the quiet hours.
type setting struct {
	bun.BaseModel `bun:"table:notice_setting,alias:ns"`
	Org           id.ID  `bun:"org_id"`
	Member        id.ID  `bun:"member_id"`
	Kind          string `bun:"kind"`
	Muted         bool   `bun:"muted"`
	From          string `bun:"quiet_from"`
	Until         string `bun:"quiet_until"`
}

// both is a text in two languages as args keep it.
type both struct {
	ZH string `json:"zh"`
	EN string `json:"en"`
}

// write turns args into what is kept.
func (n *Notice) write() error {
	kept := Args{}
	for name, v := range n.Args {
		if t, ok := v.(fault.Text); ok {
			v = both(t)
		}
		kept[name] = v
	}
	text, err := json.Marshal(kept)
	n.Written = string(text)
	return err
}
