package app

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"io/fs"
	"net/http"
	"strconv"
	"strings"

	"xiaoguan/base/fault"
	"xiaoguan/ui"
	"xiaoguan/web"
)

// policy is the Content-Security-Policy of pages: own scripts only, no inline script, styles by nonce.
func policy(nonce string) string {
	return "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-" + nonce + "'; style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self'; " +
		"connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
}

// pages serves the front end for every path that no API route takes.
func pages(k *web.Kit) http.HandlerFunc {
	files := ui.FS()
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead || strings.HasPrefix(r.URL.Path, "/api/") {
			k.WriteProblem(w, r, fault.ErrNotFound.New())
			return
		}
		answer := ui.Find(r.URL.Path, r.Header.Get("Accept-Encoding"))
		w.Header().Set("Cache-Control", string(answer.Cache))
		if answer.File == "" {
			k.WriteProblem(w, r, fault.ErrNotFound.New())
			return
		}
		body, err := fs.ReadFile(files, answer.File)
		if err != nil {
			k.WriteProblem(w, r, err)
			return
		}
		w.Header().Set("Content-Type", answer.Type)
		if answer.Page {
			nonce := newNonce()
			w.Header().Set("Content-Security-Policy", policy(nonce))
			body = bytes.ReplaceAll(body, []byte(ui.NoncePlaceholder), []byte(nonce))
		}
		if answer.Encoding != "" {
			w.Header().Set("Content-Encoding", answer.Encoding)
		}
		w.Header().Add("Vary", "Accept-Encoding")
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		_, _ = w.Write(body)
	}
}

func newNonce() string {
	var b [18]byte
	_, _ = rand.Read(b[:]) // crypto/rand does not fail
	return base64.StdEncoding.EncodeToString(b[:])
}
