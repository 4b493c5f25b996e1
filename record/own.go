package record

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
)

// FieldType is what an own field holds; it decides how a value is judged, kept and compared.
type FieldType string

// The types of own field.
const (
	OwnText     FieldType = "text"      // one line, 1 to 200 characters
	OwnLongText FieldType = "long_text" // up to 5,000 characters
	OwnNumber   FieldType = "number"    // up to four decimals
	OwnMoney    FieldType = "money"     // fen
	OwnDate     FieldType = "date"      // yyyy-mm-dd
	OwnYesNo    FieldType = "yes_no"
	OwnOneOf    FieldType = "one_of"   // the key of an option
	OwnManyOf   FieldType = "many_of"  // keys of options
	OwnPerson   FieldType = "person"   // the id of a member
	OwnCustomer FieldType = "customer" // the id of a customer
	OwnLink     FieldType = "link"     // an http or https address
)

// FieldTypes in the order they are offered.
var FieldTypes = []FieldType{OwnText, OwnLongText, OwnNumber, OwnMoney, OwnDate, OwnYesNo, OwnOneOf, OwnManyOf, OwnPerson, OwnCustomer, OwnLink}

// FieldOption is one choice of a one_of or many_of field; the key stays when the label changes.
type FieldOption struct {
	Key      string `json:"key,omitempty" maxLength:"20" doc:"made by the server; absent for a new option"`
	Label    string `json:"label" maxLength:"50"`
	Archived bool   `json:"archived,omitempty" doc:"kept where it stands, no longer offered"`
}

// Field is a field that a company adds to a record type. Its values stand in the record's custom column under Key.
type Field struct {
	bun.BaseModel `bun:"table:own_field,alias:f"`
	Org           id.ID         `bun:"org_id"`
	ID            id.ID         `bun:"id"`
	Kind          string        `bun:"kind"` // of the record
	Key           string        `bun:"key"`  // short, latin, never changes
	Label         string        `bun:"label"`
	Help          string        `bun:"help"`
	Type          FieldType     `bun:"type"`
	OptionText    string        `bun:"options"` // Options as JSON
	Preset        string        `bun:"preset"`  // the default value as JSON, "" for none
	Unique        bool          `bun:"only_one"`
	Required      bool          `bun:"required"`
	Position      int           `bun:"position"`
	ViewText      string        `bun:"view_roles"` // roles, comma separated; "" is all
	EditText      string        `bun:"edit_roles"`
	ArchivedAt    time.Time     `bun:"archived_at,nullzero"`
	Version       int           `bun:"version"`
	CreatedAt     time.Time     `bun:"created_at"`
	Options       []FieldOption `bun:"-"`
	Veiled        bool          `bun:"-"` // some role masks it
}

// OwnPrefix stands before an own field's key wherever fields are named: own.budget_1.
const OwnPrefix = "own."

// Name is the field's name in filters, sorting and problems.
func (f *Field) Name() string { return OwnPrefix + f.Key }

// Archived reports whether the field is kept but no longer shown.
func (f *Field) Archived() bool { return !f.ArchivedAt.IsZero() }

// ViewRoles are the roles that see the field, nil for all.
func (f *Field) ViewRoles() []string { return listed(f.ViewText) }

// EditRoles are the roles that fill the field in, nil for all that edit the record.
func (f *Field) EditRoles() []string { return listed(f.EditText) }

func listed(text string) []string {
	if text == "" {
		return []string{}
	}
	return strings.Split(text, ",")
}

// Mask names the field among what a role may be kept from seeing.
func (f *Field) Mask() actor.Field {
	return actor.Field{Kind: f.Kind, Group: actor.Sensitive(f.Name())}
}

// Shows reports whether the actor's role sees the field: the field names it or none, and the role does not mask the field. An
// administrator sees all.
func (f *Field) Shows(a *actor.Actor) bool {
	if a.Role == actor.Administrator {
		return true
	}
	return a.Knows(f.Kind, f.Mask().Group) && (f.ViewText == "" || slices.Contains(f.ViewRoles(), string(a.Role)))
}

// Takes reports whether the actor's role may fill the field in.
func (f *Field) Takes(a *actor.Actor) bool {
	return f.Shows(a) && (f.EditText == "" || a.Role == actor.Administrator || slices.Contains(f.EditRoles(), string(a.Role)))
}

// Option finds an option by key.
func (f *Field) Option(key string) (*FieldOption, bool) {
	for i := range f.Options {
		if f.Options[i].Key == key {
			return &f.Options[i], true
		}
	}
	return nil, false
}

// open reads the kept texts of a row.
func (f *Field) open() {
	if f.OptionText != "" {
		_ = json.Unmarshal([]byte(f.OptionText), &f.Options) // written by us
	}
}

// Preset as the canonical value, nil for none.
func (f *Field) preset() any {
	if f.Preset == "" {
		return nil
	}
	return decoded(f.Preset)
}

// Fields are the fields of a kind of record that are in use, in order.
func (c *Catalogue) Fields(kind string) []*Field { return c.fields[kind] }

// Field finds a field in use by its key.
func (c *Catalogue) Field(kind, key string) (*Field, bool) {
	for _, f := range c.fields[kind] {
		if f.Key == key {
			return f, true
		}
	}
	return nil, false
}

// AnyField finds a field by its key, archived or not.
func (c *Catalogue) AnyField(kind, key string) (*Field, bool) {
	for _, f := range c.every[kind] {
		if f.Key == key {
			return f, true
		}
	}
	return nil, false
}
