package customer

import (
	"time"

	"github.com/uptrace/bun"

	"xiaoguan/base/id"
)

// Kind is the record kind of customers, KindContact that of contacts.
const (
	Kind        = "customer"
	KindContact = "contact"
)

// The kinds of customer.
const (
	Company = "company"
	Person  = "person"
)

// Customer is a row of the table: a company or a person, one legal entity.
type Customer struct {
	bun.BaseModel `bun:"table:customer,alias:c"`
	Org           id.ID     `bun:"org_id"`
	ID            id.ID     `bun:"id"`
	Kind          string    `bun:"kind"`
	Name          string    `bun:"name"`
	NameNorm      string    `bun:"name_norm"` // what is compared: a company's key, a person's folded name
	CreditCode    string    `bun:"credit_code"`
	Industry      string    `bun:"industry"`
	Region        string    `bun:"region"`
	Parent        id.ID     `bun:"parent_id,nullzero"` // the group company it belongs to
	Owner         id.ID     `bun:"owner_id,nullzero"`
	Group         id.ID     `bun:"group_id,nullzero"` // the owner's group when he became owner
	LeadCount     int       `bun:"lead_count"`
	Custom        string    `bun:"custom,nullzero"` // JSON of the company's own fields
	Version       int       `bun:"version"`
	CreatedAt     time.Time `bun:"created_at"`
	UpdatedAt     time.Time `bun:"updated_at"`
}

// Contact is a person one talks to at a customer; the same person may stand at several.
type Contact struct {
	bun.BaseModel `bun:"table:contact,alias:p"`
	Org           id.ID     `bun:"org_id"`
	ID            id.ID     `bun:"id"`
	Name          string    `bun:"name"`
	Title         string    `bun:"title"`
	Version       int       `bun:"version"`
	CreatedAt     time.Time `bun:"created_at"`
	Customer      id.ID     `bun:"customer_id,scanonly"`
	Role          string    `bun:"role,scanonly"`     // there
	Owner         id.ID     `bun:"owner_id,scanonly"` // of the customer, where asked for
	Group         id.ID     `bun:"group_id,scanonly"`
}

// The kinds of contact point.
const (
	Phone  = "phone"
	Email  = "email"
	Wechat = "wechat"
)

// Point is a phone, mail address or WeChat id of a customer or contact; each has at most one of a kind.
type Point struct {
	bun.BaseModel `bun:"table:contact_point,alias:cp"`
	Org           id.ID  `bun:"org_id"`
	SubjectKind   string `bun:"subject_kind"`
	Subject       id.ID  `bun:"subject_id"`
	Kind          string `bun:"kind"`
	Value         string `bun:"value"` // as written
	Norm          string `bun:"norm"`  // as compared
}

// Identity is what a lead, an import row or a form knows of the customer behind it.
type Identity struct {
	Kind                 string // company or person
	Name                 string
	NameNorm             string // a company's comparable name, where it has been worked out
	Phone, Email, Wechat string // of the customer itself
	CreditCode           string // companies; "" = not known
	Industry, Region     string
	Owner, Group         id.ID // of a customer that has to be made
}
