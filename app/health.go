package app

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"time"
)

// health mounts what machines ask: is the process alive, can it keep data, how is it doing, what does the API look like.
func (a *App) health() {
	a.Kit.Mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, "ok\n") })
	a.Kit.Mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), 3*time.Second)
		defer cancel()
		if err := a.Store.Ready(ctx); err != nil {
			a.cfg.Log.Warn("not ready", "error", err)
			w.WriteHeader(http.StatusServiceUnavailable)
			_, _ = io.WriteString(w, "database\n")
			return
		}
		_, _ = io.WriteString(w, "ready\n")
	})
	a.Kit.Mux.Handle("GET /metrics", a.Kit.Metrics.Handler())
	a.Kit.Mux.HandleFunc("GET /api/v1/openapi.json", func(w http.ResponseWriter, r *http.Request) {
		doc, err := a.OpenAPI()
		if err != nil {
			a.Kit.WriteProblem(w, r, err)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(doc)
	})
}

// OpenAPI is the document of the API, indented, as kept in docs/openapi.json.
func (a *App) OpenAPI() ([]byte, error) {
	doc, err := json.MarshalIndent(a.Kit.API.OpenAPI(), "", "  ")
	return append(doc, '\n'), err
}
