package web

import (
	"net/http"
	"net/url"
	"testing"
)

func TestHasZero(t *testing.T) {
	for text, want := range map[string]bool{
		`{"a":"b"}`: false, `{"a":"\u0000"}`: true, `{"a":"\\u0000"}`: false, `{"a":"\\\u0000"}`: true, `{"a":"\\u0000\u0000"}`: true, `\u0000`: true, ``: false, `\u00001`: true, `\u0001`: false,
	} {
		if got := hasZero([]byte(text)); got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

func TestReadable(t *testing.T) {
	for text, want := range map[string]bool{
		"/api/v1/leads?q=%E5%AE%81": true, "/api/v1/leads?q=%00": false, "/api/v1/leads?q=%ff": false, "/api/v1/leads/%00": false, "/api/v1/leads/%ff": false, "/api/v1/leads?q=%zz": false,
	} {
		u, err := url.ParseRequestURI(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := readable(&http.Request{URL: u}) == nil; got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}
