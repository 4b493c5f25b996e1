package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"

	"xiaoguan/base/fault"
)

// No text of ours holds a zero character: the engines and the drivers disagree about it, and nobody types it.
var (
	errZero = errors.New("zero character")
	escaped = []byte(`\u0000`)
)

// formats reads JSON as huma does, without zero characters.
func formats() map[string]huma.Format {
	f := huma.DefaultJSONFormat
	f.Unmarshal = func(data []byte, v any) error {
		if hasZero(data) {
			return errZero
		}
		return json.Unmarshal(data, v)
	}
	return map[string]huma.Format{"application/json": f, "json": f}
}

// hasZero finds the escape of a zero character in JSON; an escaped backslash before u0000 is text about one.
func hasZero(data []byte) bool {
	for at := 0; ; {
		i := bytes.Index(data[at:], escaped)
		if i < 0 {
			return false
		}
		slashes := 0
		for at+i-slashes > 0 && data[at+i-slashes-1] == '\\' {
			slashes++
		}
		if slashes%2 == 0 {
			return true
		}
		at += i + len(escaped)
	}
}

// readable refuses an address that is no text.
func readable(r *http.Request) error {
	query, err := url.QueryUnescape(r.URL.RawQuery)
	for _, text := range []string{r.URL.Path, query} {
		if err != nil || !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
			return fault.ErrMalformed.Wrap(err, fault.Args{"why": "URL"})
		}
	}
	return nil
}
