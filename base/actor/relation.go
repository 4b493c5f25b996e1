package actor

import (
	"bytes"
	"slices"

	"xiaoguan/base/id"
)

// Right is what a collaborator may do on a record that is not his own.
type Right uint8

// The rights, each containing the one before.
const (
	NoRight Right = iota
	Reads         // sees it
	Follows       // and works on it: changes fields, logs follow-ups, calls
)

var rightNames = [...]string{"", "read", "follow"}

// String is the name used in the API.
func (r Right) String() string { return rightNames[r] }

// RightOf reads a right's name; NoRight when there is none of it.
func RightOf(name string) Right { return Right(max(0, slices.Index(rightNames[:], name))) }

// granting is which records a permission is about, and the right by which a collaborator has it there. What is not named
// (passing a record on, counting it in figures) is never a collaborator's.
var granting = map[Permission]struct {
	kind  string
	right Right
}{
	LeadRead: {"lead", Reads}, LeadWrite: {"lead", Follows}, TouchWrite: {"lead", Follows}, LeadReveal: {"lead", Follows},
	CustomerRead: {"customer", Reads}, CustomerEdit: {"customer", Follows},
}

// Join is one record that a member collaborates on.
type Join struct {
	Kind   string
	Record id.ID
	Right  Right
}

// Joined are the records a member collaborates on. It is shared and must not be changed; nil is none.
type Joined struct {
	rights map[id.ID]Right
	lists  map[Permission][]id.ID
}

// JoinedOf arranges the records by what they are asked for.
func JoinedOf(joins []Join) *Joined {
	if len(joins) == 0 {
		return nil
	}
	slices.SortFunc(joins, func(a, b Join) int { return bytes.Compare(a.Record[:], b.Record[:]) })
	j := &Joined{rights: make(map[id.ID]Right, len(joins)), lists: map[Permission][]id.ID{}}
	for _, join := range joins {
		j.rights[join.Record] = join.Right
		for p, about := range granting {
			if about.kind == join.Kind && join.Right >= about.right {
				j.lists[p] = append(j.lists[p], join.Record)
			}
		}
	}
	return j
}

// JoinedFor are the records a permission reaches because the actor collaborates on them, whoever owns them: none where his role
// does not grant it at all, or grants it everywhere anyway.
func (a *Actor) JoinedFor(p Permission) []id.ID {
	if a.Joined == nil || a.Can(p) == None || a.Can(p) == All {
		return nil
	}
	return a.Joined.lists[p]
}

// Right is what the actor may do on a record as its collaborator.
func (a *Actor) Right(record id.ID) Right {
	if a.Joined == nil {
		return NoRight
	}
	return a.Joined.rights[record]
}

// ReachesRecord reports whether a record with this owner and group lies within the scope granted for p, or is one the actor
// collaborates on with the right that p takes.
func (a *Actor) ReachesRecord(p Permission, record, owner, group id.ID) bool {
	about, known := granting[p]
	return a.Reaches(p, owner, group) || known && a.Can(p) != None && a.Right(record) >= about.right
}
