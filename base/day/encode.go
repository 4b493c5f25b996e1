package day

import (
	"bytes"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"time"
)

// Value stores the day as yyyy-mm-dd, which SQLite keeps as TEXT and PostgreSQL
// reads as date; "no day" is NULL.
func (d Day) Value() (driver.Value, error) {
	if d.IsZero() {
		return nil, nil
	}
	return d.String(), nil
}

// Scan reads a column: NULL, text that begins with yyyy-mm-dd and holds no more
// than a time of day behind it, or a time.Time whose own date counts (drivers
// hand a date over as its midnight).
func (d *Day) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*d = 0
		return nil
	case string:
		return d.scanText(v)
	case []byte:
		return d.scanText(string(v))
	case time.Time:
		if v.IsZero() {
			*d = 0
			return nil
		}
		*d = Date(v.Date())
		return nil
	}
	return fmt.Errorf("day: cannot read a %T: want text, time or NULL", src)
}

func (d *Day) scanText(text string) error {
	if len(text) > lengthOfLayout && (text[lengthOfLayout] == 'T' || text[lengthOfLayout] == ' ') {
		text = text[:lengthOfLayout]
	}
	return d.UnmarshalText([]byte(text))
}

// MarshalText gives yyyy-mm-dd, or nothing for "no day".
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads yyyy-mm-dd; the empty text is "no day".
func (d *Day) UnmarshalText(text []byte) error {
	v, err := Parse(string(text))
	if err != nil {
		return err
	}
	*d = v
	return nil
}

// MarshalJSON gives a JSON string, "" for "no day": a field of one type whether
// filled or not.
func (d Day) MarshalJSON() ([]byte, error) { return []byte(`"` + d.String() + `"`), nil }

// UnmarshalJSON reads a JSON string; both "" and null are "no day".
func (d *Day) UnmarshalJSON(data []byte) error {
	if bytes.Equal(data, []byte("null")) {
		*d = 0
		return nil
	}
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return &FormError{Text: string(data)}
	}
	return d.UnmarshalText([]byte(text))
}
