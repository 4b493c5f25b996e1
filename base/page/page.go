// Package page is how a list is asked for: filters, order, a keyset cursor and a limit, independent of HTTP and SQL.
package page

// Op compares a field with values.
type Op string

// The operations a filter may use.
const (
	Eq     Op = "eq"
	Ne     Op = "ne"
	In     Op = "in"
	Lt     Op = "lt"
	Le     Op = "le"
	Gt     Op = "gt"
	Ge     Op = "ge"
	Empty  Op = "empty"
	Filled Op = "has"
	Search Op = "q"
	Holds  Op = "like"  // the text holds the value, as written
	Under  Op = "under" // the text means the value's entry of the dictionary, or one below it
)

// Ops lists the operations, for the message that says what would be right.
var Ops = []Op{Eq, Ne, In, Lt, Le, Gt, Ge, Empty, Filled, Search, Holds, Under}

// Filter keeps the rows whose field compares so; In has several values, Empty and Filled none.
type Filter struct {
	Field  string
	Op     Op
	Values []string
}

// Order sorts by a field.
type Order struct {
	Field string
	Desc  bool
}

// The bounds of a page.
const (
	DefaultLimit = 50
	MaxLimit     = 200
	CountCap     = 1000
	MaxOrder     = 4 // fields of one order
)

// Query asks for one page of a list.
type Query struct {
	Filters []Filter   // each must hold
	Any     [][]Filter // of each of these groups at least one
	Order   []Order
	Cursor  string
	Limit   int
	Count   bool // also count, up to CountCap
}

// Count is how many rows match, at most CountCap of them counted.
type Count struct {
	N      int  `json:"n"`
	Capped bool `json:"capped"`
}

// Page is one page of rows; Next is the cursor of the page that follows, empty at the end.
type Page[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next"`
	Count *Count `json:"count,omitempty"`
}
