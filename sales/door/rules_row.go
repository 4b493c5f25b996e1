package door

import (
	"encoding/json"
	"strings"
	"time"
	"unicode/utf8"

	"xiaoguan/base/actor"
	"xiaoguan/base/day"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/base/money"
	"xiaoguan/base/text"
	"xiaoguan/record"
	"xiaoguan/record/dict"
	"xiaoguan/sales/lead"
)

// ownMost is how many characters own data has at most.
const ownMost = 4000

// ownNote is the name of the note among own data, as the entry form keeps it.
const ownNote = "备注"

// reader turns rows of a file into new leads; it is made once for an import.
type reader struct {
	cat      *record.Catalogue
	actor    *actor.Actor // on whose behalf
	columns  []record.ImportColumn
	fields   []*record.ImportField // of each column; nil: own data or ignored
	set      settings
	mode     *record.Mode
	imported id.ID
	owners   *owners
	reason   string // of a chance that needs one, where the file gives none
	today    day.Day
	loc      *time.Location
}

// Judge reads a row into a lead.New and notes what is wrong with it.
func (r *reader) Judge(row *record.ImportRow) {
	n := &lead.New{Mode: r.mode.ID, Import: r.imported, Cause: "import", ExternalSystem: system}
	row.Record = n
	for i := range r.columns {
		c := &r.columns[i]
		if c.Index >= len(row.Cells) {
			continue
		}
		cell := strings.TrimSpace(row.Cells[c.Index])
		if cell == "" || c.Field == "" {
			continue
		}
		if wrong := r.cell(n, c, r.fields[i], cell); wrong != nil {
			row.Problems = append(row.Problems, record.ImportProblem{Column: c.Index + 1, Title: c.Title, Value: cell, What: wrong.What, Want: wrong.Want})
		}
	}
	if n.ChanceReason == "" && (n.Chance == lead.Small || n.Chance == lead.NoHope) {
		n.ChanceReason = r.reason
	}
	if n.Chance != lead.Small && n.Chance != lead.NoHope {
		n.ChanceReason = ""
	}
	if n.Outcome != lead.Lost {
		n.LostReason = ""
	}
	if len(row.Problems) == 0 {
		r.identity(row, n)
	}
	if len(row.Problems) == 0 {
		r.arrival(row, n)
	}
}

// arrival notes what the row lacks that the company asks of every lead, or of leads in the stage where this one arrives: at
// the column that would bring it, where there is one.
func (r *reader) arrival(row *record.ImportRow, n *lead.New) {
	var p fault.Problems
	if n.CheckArrival(&p, r.cat, r.actor, r.mode) != nil {
		return // own data that cannot be written is refused with the row
	}
	f, bad := fault.Of(p.Err())
	if !bad {
		return
	}
	for _, lack := range f.Fields {
		what := record.ImportProblem{What: lack.What, Want: lack.Want}
		for i, c := range r.columns {
			if c.Field == lack.Name || c.Field == fieldTags && lack.Name == "tag" {
				what.Column, what.Title = r.columns[i].Index+1, c.Title
			}
		}
		row.Problems = append(row.Problems, what)
	}
}

// identity notes a row that says nothing about whom it is.
func (r *reader) identity(row *record.ImportRow, n *lead.New) {
	var p fault.Problems
	lead.CheckIdentity(&p, &lead.Lead{Name: n.Name, ContactName: n.ContactName, PhoneNorm: n.Phone, Email: n.Email}, n.External)
	if f, bad := fault.Of(p.Err()); bad {
		row.Problems = []record.ImportProblem{{What: f.Fields[0].What, Want: f.Fields[0].Want}}
	}
}

func misread(whatZH, whatEN, wantZH, wantEN string) *record.Misread {
	return &record.Misread{What: label(whatZH, whatEN), Want: label(wantZH, wantEN)}
}

// cell takes one cell into the lead.
func (r *reader) cell(n *lead.New, c *record.ImportColumn, f *record.ImportField, cell string) *record.Misread {
	if f == nil {
		return keepOwn(n, c, c.Own(), cell)
	}
	switch f.Name {
	case fieldOutcome:
		return r.outcome(n, cell)
	case fieldOwner:
		owner, wrong := r.owners.find(cell)
		n.Owner = owner
		return wrong
	}
	value, wrong := f.Read(cell, c.Format)
	if wrong != nil || value == nil {
		return wrong
	}
	if f.Own != nil {
		return r.own(n, f.Own, value)
	}
	switch v := value.(type) {
	case string:
		return r.text(n, c, f.Name, v)
	case money.Fen:
		n.ExpectedAmount = v
	case []string:
		n.Tags = v
	case day.Day:
		return r.intake(n, v)
	}
	return nil
}

// own takes the value of an own field.
func (r *reader) own(n *lead.New, f *record.Field, value any) *record.Misread {
	raw, err := json.Marshal(value)
	if err != nil {
		return misread("值读不懂", "The value cannot be read", "看一下这个字段的格式", "See what the field takes")
	}
	if n.Own == nil {
		n.Own = record.OwnPatch{}
	}
	n.Own[f.Key] = raw
	return nil
}

func (r *reader) text(n *lead.New, c *record.ImportColumn, field, v string) *record.Misread {
	switch field {
	case "name":
		n.Name = v
	case "contact_name":
		n.ContactName = v
	case "contact_title":
		n.ContactTitle = v
	case "phone":
		n.Phone = v
	case "email":
		n.Email = v
	case "wechat":
		n.Wechat = v
	case "source":
		n.Source = v
	case "region":
		n.Region = v
	case "industry":
		n.Industry = v
	case "chance":
		n.Chance = lead.Chance(v)
	case "chance_reason":
		n.ChanceReason = v
	case "lost_reason":
		n.LostReason = v
	case fieldExternal:
		n.External = v
	case fieldNote:
		return keepOwn(n, c, ownNote, v)
	}
	return nil
}

// keepOwn keeps a cell as own data; a name that is taken gets the column's letter.
func keepOwn(n *lead.New, c *record.ImportColumn, name, cell string) *record.Misread {
	if utf8.RuneCountInString(cell) > ownMost {
		return misread("太长", "Too long", "最多 4000 个字", "At most 4,000 characters")
	}
	if n.Custom == nil {
		n.Custom = map[string]any{}
	}
	if _, taken := n.Custom[name]; taken {
		name += " (" + c.Letter + ")"
	}
	n.Custom[name] = cell
	return nil
}

// intake dates the lead; today's came in now.
func (r *reader) intake(n *lead.New, on day.Day) *record.Misread {
	if on > r.today || on.Year() < 1980 {
		return misread("接入日期不对", "Not a possible day of intake", "1980 年到今天之间的日期", "A day from 1980 until today")
	}
	if on < r.today {
		n.IntakeAt = on.Start(r.loc).UTC()
	}
	return nil
}

// outcome reads how the lead ended by the import's own map of values.
func (r *reader) outcome(n *lead.New, cell string) *record.Misread {
	state, ok := r.set.States[cell]
	if !ok {
		if state, ok = outcomeOf(cell); !ok {
			return misread("不知道这个值算哪种结果", "It is not known which outcome this value stands for", "在导入设置里说明它是在跟、赢单还是输单", "Say in the settings of the import whether it means open, won or lost")
		}
	}
	if state != lead.Open {
		n.Outcome = state
	}
	return nil
}

// outcomeOf guesses the state a word stands for.
func outcomeOf(cell string) (lead.State, bool) {
	low := strings.ToLower(text.Fold(cell))
	state, _ := lead.Type.Column("state")
	for _, o := range state.Options {
		if low == o.Value || low == o.Label.ZH || low == strings.ToLower(o.Label.EN) {
			return lead.State(o.Value), true
		}
	}
	s, ok := outcomeWords[low]
	return lead.State(s), ok
}

// values are a row's cells as they were understood, for the preview; those at fault as they are written.
func (r *reader) values(row *record.ImportRow) map[string]string {
	out := map[string]string{}
	n, ok := row.Record.(*lead.New)
	if !ok {
		return out
	}
	for i := range r.columns {
		c, f := &r.columns[i], r.fields[i]
		if f == nil || c.Index >= len(row.Cells) {
			continue
		}
		cell := strings.TrimSpace(row.Cells[c.Index])
		if cell == "" {
			continue
		}
		switch f.Name {
		case "expected_amount":
			if n.ExpectedAmount > 0 {
				cell = n.ExpectedAmount.String()
			}
		case "region": // as the lead will have it
			cell = dict.Regions().Canon(n.Region)
		case "industry":
			cell = dict.Industries().Canon(n.Industry)
		case fieldTags:
			cell = strings.Join(n.Tags, "、")
		case "intake_day":
			if d, ok := mustDay(f.Read(cell, c.Format)); ok {
				cell = d.String()
			}
		}
		if f.Own != nil {
			if v, wrong := f.Read(cell, c.Format); wrong == nil {
				cell = f.Own.TellCell(v, cell)
			}
		}
		out[f.Name] = f.Mask(record.MaskValue(cell))
	}
	return out
}

func mustDay(v any, wrong *record.Misread) (day.Day, bool) {
	d, ok := v.(day.Day)
	return d, ok && wrong == nil
}
