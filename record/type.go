package record

import (
	"fmt"
	"slices"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
)

// ColumnKind is what a column holds; it decides how filter values are read.
type ColumnKind string

// The kinds of column.
const (
	Text    ColumnKind = "text"
	Number  ColumnKind = "number"
	Money   ColumnKind = "money"   // fen
	Day     ColumnKind = "day"     // yyyy-mm-dd
	Instant ColumnKind = "instant" // RFC 3339
	Choice  ColumnKind = "choice"
	YesNo   ColumnKind = "yesno"
	Ref     ColumnKind = "ref"    // the id of another record
	Member  ColumnKind = "member" // the id of a member; «me» is the actor
	Group   ColumnKind = "group"
	TagList ColumnKind = "tags"    // a side table
	Own     ColumnKind = "own"     // the JSON of a company's own data
	Partner ColumnKind = "partner" // a member in the side table of collaborators; «me» is the actor
)

// Option is one value of a Choice column.
type Option struct {
	Value string
	Label fault.Text
}

// Column declares one column of a record type. Every column of the table is declared, or the schema test fails.
type Column struct {
	Name      string // in the API
	SQL       string // in the table; "" = Name
	Label     fault.Text
	Kind      ColumnKind
	Options   []Option
	Refers    string          // the record kind a Ref points at
	Personal  bool            // of a person: kept aside in the journal, emptied by erasure
	Open      bool            // a Choice with values of the company's own beside the options
	Sensitive actor.Sensitive // the group of fields by which a role may be kept from seeing it; "" = none
	Masked    bool            // never leaves whole without a reveal
	Filter    bool            // may be filtered
	Sort      bool            // may be sorted
	Null      string          // what NULL sorts as, for nullable columns that may be sorted
	Import    bool            // an import may fill it
	Aliases   []string        // other titles it goes by in customers' files
	Book      string          // the dictionary (package dict) its texts come from; "" = none
}

// Type declares a record type.
type Type struct {
	Kind       string // "lead"
	Table      string
	Alias      string
	Label      fault.Text
	Columns    []Column
	Read       actor.Permission
	Unowned    actor.Permission  // whoever has it also sees records without owner; "" = nobody
	TagTable   string            // side table of tags, "" = none
	TagKey     string            // its column that names the record
	Sensitive  []actor.Sensitive // groups kept outside the table, such as contact points
	Acts       []Act             // what access decides on one record, in the order it is explained
	DefaultBy  string            // the field a list is sorted by when nothing is said, descending
	Searchable bool
	SumBy      string // the column of an amount that groups of records are summed by, "" for none
}

// Column finds a declared column by its API name.
func (t *Type) Column(name string) (*Column, bool) {
	for i := range t.Columns {
		if t.Columns[i].Name == name {
			return &t.Columns[i], true
		}
	}
	return nil, false
}

// In is the column's name in the table.
func (c *Column) In() string {
	if c.SQL != "" {
		return c.SQL
	}
	return c.Name
}

// Registry holds the declared types of the program.
type Registry struct{ types []*Type }

// Register adds a type; a kind declared twice is a programming error.
func (r *Registry) Register(t *Type) {
	if slices.ContainsFunc(r.types, func(have *Type) bool { return have.Kind == t.Kind }) {
		panic(fmt.Sprintf("record: %s declared twice", t.Kind))
	}
	r.types = append(r.types, t)
}

// Types lists the declared types in the order of the story.
func (r *Registry) Types() []*Type { return r.types }

// Type finds a declared type by its kind.
func (r *Registry) Type(kind string) (*Type, bool) {
	i := slices.IndexFunc(r.types, func(t *Type) bool { return t.Kind == kind })
	if i < 0 {
		return nil, false
	}
	return r.types[i], true
}

// Sensitive are the groups of fields that a role may be kept from seeing, by type in the order of the story.
func (r *Registry) Sensitive() (out []actor.Field) {
	add := func(t *Type, g actor.Sensitive) {
		if f := (actor.Field{Kind: t.Kind, Group: g}); g != "" && !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	for _, t := range r.types {
		for i := range t.Columns {
			add(t, t.Columns[i].Sensitive)
		}
		for _, g := range t.Sensitive {
			add(t, g)
		}
	}
	return out
}

// sees reports whether the actor sees records of the type that nobody owns.
func (t *Type) sees(a *actor.Actor) bool { return t.Unowned != "" && a.Can(t.Unowned) != actor.None }

func unknownField(parameter, field string, t *Type, may func(*Column) bool) error {
	var names string
	for i := range t.Columns {
		if may(&t.Columns[i]) {
			names += " " + t.Columns[i].Name
		}
	}
	return fault.Wrong(parameter, fault.Text{ZH: "没有这个字段，或不能这样用：" + field, EN: "No such field, or it cannot be used so: " + field},
		fault.Text{ZH: "可用的字段：" + names, EN: "Fields to use:" + names})
}
