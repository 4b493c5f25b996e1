package actor

import "slices"

// Sight is how much a role gets to see of a sensitive field.
type Sight uint8

// The sights, each showing less than the one before.
const (
	Shown  Sight = iota // whole
	Masked              // a phone or mail address with stars, which a reveal opens; an amount not at all
	Hidden              // not at all, and not to be revealed
)

var sightNames = [...]string{"shown", "masked", "hidden"}

// String is the name used in the API.
func (s Sight) String() string { return sightNames[s] }

// SightOf reads a sight's name; false when there is none of it.
func SightOf(name string) (Sight, bool) {
	i := slices.Index(sightNames[:], name)
	return Sight(max(0, i)), i >= 0
}

// Sensitive is a group of fields that a role may be kept from seeing, the same word on every record type.
type Sensitive string

// The groups.
const (
	Phone  Sensitive = "phone"
	Email  Sensitive = "email"
	Wechat Sensitive = "wechat"
	Amount Sensitive = "amount"
)

// Usual is how much everybody sees of a group unless a role says otherwise.
func (s Sensitive) Usual() Sight {
	if s == Phone || s == Email {
		return Masked
	}
	return Shown
}

// Field names a sensitive group of one record type.
type Field struct {
	Kind  string // "lead"
	Group Sensitive
}

// Masks are the sights in which a role differs from what is usual.
type Masks map[Field]Sight

// Sees is how much the actor gets to see of a group of fields on a record type.
func (a *Actor) Sees(kind string, group Sensitive) Sight {
	if s, ok := a.Masks[Field{kind, group}]; ok {
		return s
	}
	return group.Usual()
}

// Knows reports whether a value of the group may be compared, sorted, summed or written over by the actor: all of these tell
// something of it. A phone that is usually masked is found by its last digits, which the mask shows.
func (a *Actor) Knows(kind string, group Sensitive) bool { return a.Sees(kind, group) == Shown }
