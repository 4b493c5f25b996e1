// Package web is the HTTP kit: session to actor, declared access, faults to problem documents, lists' parameters, repeated
// requests, OpenAPI and the live stream.
//
// A chapter registers each operation with Register, which will not take one without declared access. Every request then
// passes the same way: limits, language and request id, same-origin check, session, declared access, the operation.
package web

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"xiaoguan/base/actor"
	"xiaoguan/base/clock"
	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

// Prefix is where the API stands.
const Prefix = "/api/v1"

// Kit carries what every route needs.
type Kit struct {
	Mux     *http.ServeMux
	API     huma.API
	Dir     *db.Directory
	IDs     *id.Source
	Now     clock.Clock
	Log     *slog.Logger
	Auth    Authenticator
	Metrics *Metrics
	Secret  []byte // of the installation; keys the fingerprints of repeated requests
	routes  []Route
	refined map[string]bool // schemas, by name
}

// Route is one declared operation, for the authorization matrix and the fuzzer.
type Route struct {
	Method, Path string
	Access       Access
}

// New makes a kit with an empty API.
func New(dir *db.Directory, ids *id.Source, now clock.Clock, log *slog.Logger) *Kit {
	mux := http.NewServeMux()
	config := huma.DefaultConfig("Xiaoguan 销冠", "1")
	config.Info.Description = "销售管理系统。Errors are RFC 9457 problem documents; lists take filter, sort, cursor, limit and count."
	config.Components.Schemas = huma.NewMapRegistry(schemas, schemaName)
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = "", "", ""
	config.Formats = formats()
	config.CreateHooks, config.Transformers = nil, nil // no $schema member in every answer
	k := &Kit{Mux: mux, Dir: dir, IDs: ids, Now: now, Log: log, Metrics: newMetrics(), refined: map[string]bool{}}
	k.API = humago.New(mux, config)
	k.API.UseMiddleware(k.admit)
	return k
}

// Operation describes one route.
type Operation struct {
	Method  string // "POST"
	Path    string // under Prefix: "/leads/{id}/claim"
	ID      string // unique, becomes the client's name: "claim-lead"
	Summary string
	Tag     string // the chapter
	Access  Access
	Status  int   // of success; 0 means 200
	Body    int64 // most bytes read, 0 means 1 MB
	Takes   Media // of plain handlers: the body
	Gives   Media // of plain handlers: the answer
}

// described is the operation as huma knows it.
func (op Operation) described() huma.Operation {
	return huma.Operation{
		Method: op.Method, Path: Prefix + op.Path, OperationID: op.ID, Summary: op.Summary, Tags: []string{op.Tag},
		DefaultStatus: op.Status, MaxBodyBytes: op.Body, Metadata: map[string]any{"access": op.Access},
		Extensions: map[string]any{"x-access": op.Access.String()}, Errors: problems(op),
	}
}

// Nothing is the answer of an operation that returns none (204).
type Nothing struct{}

type answer[O any] struct{ Body O }

// Register mounts an operation: h gets the actor (nil only where access is public) and the parsed input.
func Register[I, O any](k *Kit, op Operation, h func(ctx context.Context, a *actor.Actor, in *I) (*O, error)) {
	k.declare(op)
	defer k.refine()
	if op.Body == 0 {
		op.Body = 1 << 20
	}
	described := op.described()
	if _, none := any(new(O)).(*Nothing); none {
		described.DefaultStatus = http.StatusNoContent
		huma.Register(k.API, described, func(ctx context.Context, in *I) (*struct{}, error) {
			_, err := h(ctx, actor.From(ctx), in)
			return nil, k.problem(ctx, err)
		})
		return
	}
	huma.Register(k.API, described, func(ctx context.Context, in *I) (*answer[O], error) {
		out, err := h(ctx, actor.From(ctx), in)
		if err != nil {
			return nil, k.problem(ctx, err)
		}
		return &answer[O]{Body: *out}, nil
	})
}

func problems(op Operation) []int {
	list := []int{400, 422, 429, 503}
	if op.Access.kind != public || op.Method == http.MethodPost { // signing in is public and may fail
		list = append(list, 401, 403)
	}
	if strings.Contains(op.Path, "{") {
		list = append(list, 404)
	}
	if op.Method != http.MethodGet {
		list = append(list, 409, 413)
	}
	return list
}

// Handle mounts a plain handler (uploads, files, streams) under the same rules; the actor is in the request's context. With
// an ID it stands in the document, described by what it takes and gives.
func (k *Kit) Handle(op Operation, h func(w http.ResponseWriter, r *http.Request, a *actor.Actor) error) {
	k.declare(op)
	if op.ID != "" {
		k.describe(op)
	}
	k.Mux.HandleFunc(op.Method+" "+Prefix+op.Path, func(w http.ResponseWriter, r *http.Request) {
		a := actor.From(r.Context())
		err := op.Access.admit(a)
		if err == nil {
			err = h(w, r, a)
		}
		if err != nil {
			k.WriteProblem(w, r, err)
		}
	})
}

// declare notes the route; one without declared access stops the program at its start.
func (k *Kit) declare(op Operation) {
	if op.Access.kind == 0 {
		panic(fmt.Sprintf("web: %s %s is registered without declared access", op.Method, op.Path))
	}
	k.routes = append(k.routes, Route{op.Method, Prefix + op.Path, op.Access})
}

// Routes lists what has been declared.
func (k *Kit) Routes() []Route { return k.routes }

// Check fails when the document holds an operation that was not declared through Register.
func (k *Kit) Check() error {
	for path, item := range k.API.OpenAPI().Paths {
		for _, op := range []*huma.Operation{item.Get, item.Post, item.Put, item.Patch, item.Delete} {
			if op == nil {
				continue
			}
			if access, ok := op.Metadata["access"].(Access); !ok || access.kind == 0 {
				return fmt.Errorf("web: %s %s has no declared access", op.Method, path)
			}
		}
	}
	return nil
}
