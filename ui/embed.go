// Package ui carries the built front end inside the binary: the desk at /, the phone at /m/. It serves nothing by
// itself; it only says which file answers a path, so that the HTTP server stays in one place.
package ui

import (
	"embed"
	"io/fs"
	"path"
	"strings"
)

//go:embed all:dist
var built embed.FS

// NoncePlaceholder stands in the two HTML files where the server puts the nonce of the page's style elements.
const NoncePlaceholder = "__CSP_NONCE__"

// Cache says how long a browser may keep an answer.
type Cache string

const (
	// CacheForever is for files whose name carries their hash.
	CacheForever Cache = "public, max-age=31536000, immutable"
	// CacheCheck is for files that keep their name: asked for again each time, answered 304 when unchanged.
	CacheCheck Cache = "no-cache"
	// CacheNever is for answers that must not be kept at all: a missing asset, a page with a nonce.
	CacheNever Cache = "no-store"
)

// Answer says what to send for a path.
type Answer struct {
	File     string // name inside FS; empty when there is nothing (404)
	Encoding string // Content-Encoding: "br", or empty for the file as it is
	Type     string // Content-Type
	Cache    Cache  // Cache-Control
	Page     bool   // an HTML page: NoncePlaceholder must be replaced before sending
}

// FS is the built front end. It is empty of pages in a checkout that has not been built.
func FS() fs.FS {
	sub, err := fs.Sub(built, "dist/app")
	if err != nil {
		return built // fs.Sub fails on an invalid name only
	}
	return sub
}

// Find is Lookup on the embedded files.
func Find(urlPath, acceptEncoding string) Answer { return Lookup(FS(), urlPath, acceptEncoding) }

// Lookup chooses the file for a URL path: an asset under /assets/ or at the root, else, for a path without an extension,
// the page of the entry it belongs to (/m and below: phone, the rest: desk). A path with an extension that is no file is
// a missing asset, never a page, so that an outdated page cannot load HTML as a script. Nothing outside the build is
// reachable: fs.FS refuses names with "..".
func Lookup(files fs.FS, urlPath, acceptEncoding string) Answer {
	name := strings.TrimPrefix(path.Clean("/"+urlPath), "/")
	if path.Ext(name) == "" {
		return page(files, name)
	}
	if strings.HasPrefix(name, ".") || strings.HasSuffix(name, ".html") || strings.HasSuffix(name, ".br") || !exists(files, name) {
		return Answer{Cache: CacheNever}
	}
	answer := Answer{File: name, Type: contentType(name), Cache: CacheCheck}
	if strings.HasPrefix(name, "assets/") {
		answer.Cache = CacheForever
	}
	if acceptsBrotli(acceptEncoding) && exists(files, name+".br") {
		answer.File, answer.Encoding = name+".br", "br"
	}
	return answer
}

// page answers a route of the single-page applications with their HTML file.
func page(files fs.FS, name string) Answer {
	file := "index.html"
	if name == "m" || strings.HasPrefix(name, "m/") {
		file = "m.html"
	}
	if !exists(files, file) {
		return Answer{Cache: CacheNever}
	}
	return Answer{File: file, Type: "text/html; charset=utf-8", Cache: CacheNever, Page: true}
}

func exists(files fs.FS, name string) bool {
	info, err := fs.Stat(files, name)
	return err == nil && !info.IsDir()
}

// acceptsBrotli reads Accept-Encoding as far as needed: br named and not refused by q=0.
func acceptsBrotli(header string) bool {
	for part := range strings.SplitSeq(header, ",") {
		coding, params, _ := strings.Cut(part, ";")
		if strings.TrimSpace(coding) != "br" {
			continue
		}
		q := strings.ReplaceAll(params, " ", "")
		return q != "q=0" && !strings.HasPrefix(q, "q=0.000") && q != "q=0.0" && q != "q=0.00"
	}
	return false
}

// types are written out: the machine's own table differs from place to place.
var types = map[string]string{
	".js":          "text/javascript; charset=utf-8",
	".css":         "text/css; charset=utf-8",
	".svg":         "image/svg+xml",
	".png":         "image/png",
	".json":        "application/json",
	".webmanifest": "application/manifest+json",
	".woff2":       "font/woff2",
}

func contentType(name string) string {
	if t, ok := types[path.Ext(name)]; ok {
		return t
	}
	return "application/octet-stream"
}
