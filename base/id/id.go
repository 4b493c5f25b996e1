// Package id makes and carries the ids of everything: UUIDv7, made in Go from an injected clock and randomness.
//
// The text form is the usual 8-4-4-4-12; PostgreSQL keeps them as uuid, SQLite as 16-byte BLOB (as text they cost 1.8 times
// the space), so the type writes itself as a literal of the engine at hand.
package id

import (
	"database/sql/driver"
	"encoding/hex"
	"errors"
	"fmt"

	"github.com/uptrace/bun/dialect"
	"github.com/uptrace/bun/schema"
)

// ID is a UUID. The zero ID means «none» and is stored as NULL.
type ID [16]byte

var errForm = errors.New("id: want 36 characters such as 0192d4e1-7a3c-7b52-9d1e-3f2a6c8b9e01")

// Parse reads the text form.
func Parse(s string) (ID, error) {
	var v ID
	err := v.UnmarshalText([]byte(s))
	return v, err
}

// MustParse is Parse for constants.
func MustParse(s string) ID {
	v, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return v
}

// IsZero reports whether this is «none».
func (v ID) IsZero() bool { return v == ID{} }

// String is the text form, "" for none.
func (v ID) String() string {
	if v.IsZero() {
		return ""
	}
	return string(v.appendText(make([]byte, 0, 36)))
}

func (v ID) appendText(b []byte) []byte {
	var s [36]byte
	hex.Encode(s[0:8], v[0:4])
	s[8] = '-'
	hex.Encode(s[9:13], v[4:6])
	s[13] = '-'
	hex.Encode(s[14:18], v[6:8])
	s[18] = '-'
	hex.Encode(s[19:23], v[8:10])
	s[23] = '-'
	hex.Encode(s[24:36], v[10:16])
	return append(b, s[:]...)
}

// MarshalText is the text form, empty for none.
func (v ID) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// UnmarshalText reads the text form; empty is none.
func (v *ID) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*v = ID{}
		return nil
	}
	if len(b) != 36 || b[8] != '-' || b[13] != '-' || b[18] != '-' || b[23] != '-' {
		return errForm
	}
	var h [32]byte
	copy(h[0:8], b[0:8])
	copy(h[8:12], b[9:13])
	copy(h[12:16], b[14:18])
	copy(h[16:20], b[19:23])
	copy(h[20:32], b[24:36])
	if _, err := hex.Decode(v[:], h[:]); err != nil {
		return errForm
	}
	return nil
}

// AppendQuery writes the id as a literal of the engine (bun calls it).
func (v ID) AppendQuery(gen schema.QueryGen, b []byte) ([]byte, error) {
	if v.IsZero() {
		return append(b, "NULL"...), nil
	}
	if gen.Dialect().Name() == dialect.PG {
		b = append(b, '\'')
		b = v.appendText(b)
		return append(b, '\''), nil
	}
	b = append(b, "X'"...)
	b = hex.AppendEncode(b, v[:])
	return append(b, '\''), nil
}

// Value is the 16 bytes, for prepared statements on SQLite; PostgreSQL's prepared statements take String.
func (v ID) Value() (driver.Value, error) {
	if v.IsZero() {
		return nil, nil
	}
	return v[:], nil
}

// Scan reads what either engine returns.
func (v *ID) Scan(src any) error {
	switch s := src.(type) {
	case nil:
		*v = ID{}
		return nil
	case []byte:
		if len(s) == 16 {
			copy(v[:], s)
			return nil
		}
		return v.UnmarshalText(s)
	case string:
		return v.UnmarshalText([]byte(s))
	case [16]byte:
		*v = s
		return nil
	}
	return fmt.Errorf("id: cannot read %T", src)
}
