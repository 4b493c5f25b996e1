package lead

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"xiaoguan/base/day"
	"xiaoguan/base/id"
	"xiaoguan/base/money"
)

// State is where a pursuit stands.
type State string

// The states.
const (
	Open State = "open" // 在跟
	Won  State = "won"  // 赢单
	Lost State = "lost" // 输单
)

// Chance is how likely the deal is, as the owner sees it; "" is not judged yet.
type Chance string

// The chances.
const (
	Large  Chance = "large"  // 大
	Medium Chance = "medium" // 一般
	Small  Chance = "small"  // 小, needs a reason
	NoHope Chance = "none"   // 无, needs a reason: the lead is dead
)

// Lead is one row. Texts are as people wrote them, beside their comparable forms.
type Lead struct {
	bun.BaseModel  `bun:"table:lead,alias:l"`
	Org            id.ID     `bun:"org_id" json:"-"`
	ID             id.ID     `bun:"id" json:"id"`
	No             int64     `bun:"no" json:"-"`
	Name           string    `bun:"name" json:"name"`
	NameNorm       string    `bun:"name_norm" json:"-"`
	Kind           string    `bun:"kind" json:"kind"`
	Mode           id.ID     `bun:"mode_id" json:"-"`
	Stage          id.ID     `bun:"stage_id" json:"-"`
	StageTop       int       `bun:"stage_top" json:"-"` // the furthest position reached
	State          State     `bun:"state" json:"state" enum:"open,won,lost"`
	Chance         Chance    `bun:"chance" json:"chance" enum:",large,medium,small,none"`
	ChanceReason   string    `bun:"chance_reason" json:"chance_reason"`
	Source         string    `bun:"source" json:"source"`
	ContactName    string    `bun:"contact_name" json:"contact_name"`
	ContactTitle   string    `bun:"contact_title" json:"contact_title"`
	Phone          string    `bun:"phone" json:"-"`
	PhoneNorm      string    `bun:"phone_norm" json:"-"`
	Email          string    `bun:"email" json:"-"`
	Wechat         string    `bun:"wechat" json:"-"`
	Region         string    `bun:"region" json:"region"`
	Industry       string    `bun:"industry" json:"industry"`
	ExpectedAmount money.Fen `bun:"expected_amount" json:"-"`
	Key            bool      `bun:"is_key" json:"key"`
	KeyReason      string    `bun:"key_reason" json:"key_reason"`
	Customer       id.ID     `bun:"customer_id,nullzero" json:"customer_id"`
	Owner          id.ID     `bun:"owner_id,nullzero" json:"-"`
	Group          id.ID     `bun:"group_id,nullzero" json:"-"`
	TouchCount     int       `bun:"touch_count" json:"touch_count"`
	FirstTouchAt   time.Time `bun:"first_touch_at,nullzero" json:"-"`
	LastTouchAt    time.Time `bun:"last_touch_at,nullzero" json:"last_touch_at,omitzero"`
	IdleSince      time.Time `bun:"idle_since" json:"-"` // last touch, or intake
	NextDue        day.Day   `bun:"next_due,nullzero" json:"next_due"`
	NextTime       string    `bun:"next_time" json:"next_time"` // hh:mm or ""
	NextNote       string    `bun:"next_note" json:"next_note"`
	NextKind       string    `bun:"next_kind" json:"next_kind" enum:",phone,visit,wechat,meeting,other"`
	IntakeAt       time.Time `bun:"intake_at" json:"intake_at"`
	IntakeDay      day.Day   `bun:"intake_day" json:"intake_day"`
	WonAt          time.Time `bun:"won_at,nullzero" json:"won_at,omitzero"`
	WonDay         day.Day   `bun:"won_day,nullzero" json:"won_day"`
	LostAt         time.Time `bun:"lost_at,nullzero" json:"lost_at,omitzero"`
	LostDay        day.Day   `bun:"lost_day,nullzero" json:"lost_day"`
	LostReason     string    `bun:"lost_reason" json:"lost_reason"`
	TagList        string    `bun:"tags" json:"-"` // comma separated, as in the side table
	Import         id.ID     `bun:"import_id,nullzero" json:"-"`
	Custom         string    `bun:"custom,nullzero" json:"-"` // JSON of the company's own data
	Version        int64     `bun:"version" json:"version"`
	CreatedBy      id.ID     `bun:"created_by,nullzero" json:"-"`
	CreatedAt      time.Time `bun:"created_at" json:"created_at"`
	UpdatedAt      time.Time `bun:"updated_at" json:"-"`
}

// Facts is what projections count a lead by: the same lead before and after an act differs in some of these.
type Facts struct {
	Mode, Stage, Owner, Group  id.ID
	Import                     id.ID // the import that brought it; zero: it came singly
	StageTop                   int
	Source                     string
	State                      State
	IntakeDay, WonDay, LostDay day.Day
	Followed                   bool // has at least one touch
	Amount                     money.Fen
}

// Facts are the lead's countable facts.
func (l *Lead) Facts() Facts {
	return Facts{Mode: l.Mode, Stage: l.Stage, Owner: l.Owner, Group: l.Group, Import: l.Import, StageTop: l.StageTop, Source: l.Source, State: l.State,
		IntakeDay: l.IntakeDay, WonDay: l.WonDay, LostDay: l.LostDay, Followed: l.TouchCount > 0, Amount: l.ExpectedAmount}
}

// Number is the number people say: XS-000128.
func (l *Lead) Number() string { return fmt.Sprintf("XS-%06d", l.No) }

// Tags are the lead's tags.
func (l *Lead) Tags() []string {
	if l.TagList == "" {
		return []string{}
	}
	return strings.Split(l.TagList, ",")
}

// Title is what the lead is called on screens: its name, else the contact's, else its number.
func (l *Lead) Title() string {
	switch {
	case l.Name != "":
		return l.Name
	case l.ContactName != "":
		return l.ContactName
	}
	return l.Number()
}

// Own is the company's own data as a map.
func (l *Lead) Own() map[string]any {
	own := map[string]any{}
	if l.Custom != "" {
		d := json.NewDecoder(strings.NewReader(l.Custom))
		d.UseNumber() // an own number stays as it was written
		_ = d.Decode(&own)
	}
	return own
}
