package insight

import (
	"time"

	"xiaoguan/base/day"
	"xiaoguan/base/id"
	"xiaoguan/base/money"
)

// By is what the conversion is broken down by.
type By string

// The breakdowns.
const (
	Source By = "source"
	Person By = "person"
	Group  By = "group"
	Month  By = "month"
	Mode   By = "mode"
)

// Basis is which leads stand in the numerator.
type Basis string

// The bases.
const (
	Cohort Basis = "cohort" // of the leads taken in within the period, those won until now
	Period Basis = "period" // those won within the period
)

// Row is one line of the conversion; each number opens the rows that make it with its filters.
type Row struct {
	Key      string              `json:"key"`
	Label    string              `json:"label"`
	Intake   int64               `json:"intake"`
	Followed int64               `json:"followed"`
	Won      int64               `json:"won"`
	Lost     int64               `json:"lost"`
	RateBP   int64               `json:"rate_bp" doc:"won ÷ taken in, basis points, half up"`
	Filters  map[string][]string `json:"filters"`
}

// Conversion is the leader's table.
type Conversion struct {
	From   day.Day   `json:"from"`
	To     day.Day   `json:"to"`
	Basis  Basis     `json:"basis" enum:"cohort,period"`
	Total  Row       `json:"total"`
	Rows   []Row     `json:"rows"`
	LiveAt time.Time `json:"live_at"`
}

// Step is one step of the funnel.
type Step struct {
	Key     string   `json:"key"`
	Label   string   `json:"label"`
	N       int64    `json:"n"`
	RateBP  int64    `json:"rate_bp" doc:"of the step before"`
	Filters []string `json:"filters"`
}

// TrendMonth is one month of the trend.
type TrendMonth struct {
	Month   string              `json:"month"`
	Intake  int64               `json:"intake"`
	Won     int64               `json:"won"`
	RateBP  int64               `json:"rate_bp"`
	Filters map[string][]string `json:"filters"`
}

// Ref names a record.
type Ref struct {
	ID   id.ID  `json:"id"`
	Name string `json:"name"`
}

// StageCount is how many open leads stand in a stage.
type StageCount struct {
	StageID id.ID `json:"stage_id"`
	N       int64 `json:"n"`
}

// BoardRow is what one person has in hand.
type BoardRow struct {
	Owner  *Ref         `json:"owner"`
	Open   int64        `json:"open"`
	Won    int64        `json:"won"`
	Lost   int64        `json:"lost"`
	Amount money.Fen    `json:"amount" doc:"expected, of the open ones"`
	Stages []StageCount `json:"stages"`
}
