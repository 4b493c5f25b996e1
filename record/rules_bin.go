package record

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"xiaoguan/base/day"
	"xiaoguan/base/id"
)

// image is what a deleted record's rows were, table by table. A column that is added to a table later has its default when
// the record comes back.
type image []imageTable

type imageTable struct {
	Table   string   `json:"t"`
	Columns []string `json:"c"`
	Rows    [][]any  `json:"r"`
}

// keep writes one value of a row: the letter says what it is, so that it comes back as it was on either engine.
func keep(v any, column string) (any, error) {
	switch x := v.(type) {
	case nil:
		return nil, nil
	case bool:
		return x, nil
	case int64:
		return strconv.FormatInt(x, 10), nil
	case time.Time:
		if column == "DATE" {
			return "d" + x.Format(time.DateOnly), nil
		}
		return "t" + x.UTC().Format(time.RFC3339Nano), nil
	case []byte:
		if column != "JSONB" && len(x) == len(id.ID{}) { // SQLite names no type here, and has bytes for ids alone
			return "i" + id.ID(x).String(), nil
		}
		return "s" + string(x), nil
	case string:
		if column == "UUID" {
			return "i" + x, nil
		}
		return "s" + x, nil
	}
	return nil, fmt.Errorf("record: the bin cannot keep a %T", v)
}

// unkeep is the value that keep wrote.
func unkeep(v any) (any, error) {
	s, ok := v.(string)
	if !ok || s == "" {
		return v, nil
	}
	switch s[0] {
	case 'd':
		return day.Parse(s[1:])
	case 't':
		return time.Parse(time.RFC3339Nano, s[1:])
	case 'i':
		return id.Parse(s[1:])
	case 's':
		return s[1:], nil
	}
	return strconv.ParseInt(s, 10, 64)
}

func (im image) text() (string, error) {
	b, err := json.Marshal(im)
	return string(b), err
}

func imageFrom(text string) (im image, err error) {
	if err := json.Unmarshal([]byte(text), &im); err != nil {
		return nil, err
	}
	for _, t := range im {
		for _, row := range t.Rows {
			for i := range row {
				if row[i], err = unkeep(row[i]); err != nil {
					return nil, fmt.Errorf("bin: %s.%s: %w", t.Table, t.Columns[i], err)
				}
			}
		}
	}
	return im, nil
}

// column is where a column stands in the table's rows, -1 where it does not.
func (t *imageTable) column(name string) int {
	for i, c := range t.Columns {
		if c == name {
			return i
		}
	}
	return -1
}

// subjects are the ids of the record's own rows and of those that went along: whose personal values go when it goes for good.
func (im image) subjects() (out []id.ID) {
	for _, t := range im {
		at := t.column("id")
		if at < 0 || strings.Contains(t.Table, "_") {
			continue
		}
		for _, row := range t.Rows {
			if v, ok := row[at].(id.ID); ok {
				out = append(out, v)
			}
		}
	}
	return out
}
