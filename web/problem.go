package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"xiaoguan/base/actor"
	"xiaoguan/base/fault"
)

// statuses is the one table from kind of fault to HTTP status.
var statuses = map[fault.Kind]int{
	fault.Internal: 500, fault.Malformed: 400, fault.Invalid: 422, fault.Unauthenticated: 401, fault.Forbidden: 403, fault.NotFound: 404,
	fault.Conflict: 409, fault.TooLarge: 413, fault.TooMany: 429, fault.Unavailable: 503,
}

// WrongField is one field at fault, in the reader's language.
type WrongField struct {
	Field   string `json:"field" doc:"the member or parameter"`
	Message string `json:"message" doc:"what is wrong"`
	Want    string `json:"want,omitempty" doc:"what would be right"`
}

// Problem is the RFC 9457 document of every error answer.
type Problem struct {
	Type   string         `json:"type"`
	Title  string         `json:"title"`
	Status int            `json:"status"`
	Detail string         `json:"detail,omitempty"`
	Code   string         `json:"code"`
	Errors []WrongField   `json:"errors,omitempty"`
	Data   map[string]any `json:"data,omitempty"`
}

// Error makes a Problem an error for huma.
func (p *Problem) Error() string { return p.Code + ": " + p.Title }

// GetStatus tells huma the status.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is the media type of problem documents.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

func (k *Kit) problem(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	return k.document(ctx, err)
}

// document writes a fault as a problem in the reader's language; what is not a fault is logged and shown as internal.
func (k *Kit) document(ctx context.Context, err error) *Problem {
	lang := language(ctx)
	f, ok := fault.Of(err)
	if !ok {
		if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
			f = fault.ErrUnavailable.Wrap(err)
		} else {
			k.Log.Error("internal", "error", err, "request", requestID(ctx))
			f = fault.ErrInternal.New()
		}
	}
	p := &Problem{Type: "about:blank", Title: f.Text().In(lang), Status: statuses[f.Code.Kind], Code: f.Code.Name}
	for _, field := range f.Fields {
		p.Errors = append(p.Errors, WrongField{Field: field.Name, Message: field.What.In(lang), Want: field.Want.In(lang)})
	}
	if len(f.Data) > 0 {
		p.Data = maps.Clone(f.Data)
	}
	retryAfter(ctx, f)
	if f.Code.Kind == fault.Unavailable {
		k.Log.Warn("unavailable", "error", f.Error(), "request", requestID(ctx))
	}
	return p
}

// retryAfter tells programs when to come back: what people read in the title stands in the header too.
func retryAfter(ctx context.Context, f *fault.Fault) {
	e, ok := ctx.Value(envelopeKey{}).(*envelope)
	if !ok {
		return
	}
	switch f.Code.Kind {
	case fault.Unavailable:
		e.writer.Header().Set("Retry-After", "2")
	case fault.TooMany:
		e.writer.Header().Set("Retry-After", fmt.Sprint(f.Args["seconds"]))
	}
}

// WriteProblem answers a plain handler's error.
func (k *Kit) WriteProblem(w http.ResponseWriter, r *http.Request, err error) {
	p := k.document(r.Context(), err)
	w.Header().Set("Content-Type", p.ContentType(""))
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p)
}

func init() {
	huma.DefaultArrayNullable = false // an empty list is [], in every answer
	huma.NewError = func(status int, msg string, errs ...error) huma.StatusError {
		return schemaProblem("zh", status, msg, errs)
	}
	huma.NewErrorWithContext = func(ctx huma.Context, status int, msg string, errs ...error) huma.StatusError {
		lang := "zh"
		if ctx != nil {
			lang = language(ctx.Context())
		}
		return schemaProblem(lang, status, msg, errs)
	}
}

// schemaProblem words what huma found wrong with a request before any of our code saw it.
func schemaProblem(lang string, status int, msg string, errs []error) *Problem {
	code := fault.ErrInvalid
	args := fault.Args{}
	switch {
	case status == http.StatusRequestEntityTooLarge:
		code, args["limit"] = fault.ErrTooLarge, "1 MB"
	case status >= 500:
		code = fault.ErrInternal
	case status != http.StatusUnprocessableEntity:
		code, args["why"] = fault.ErrMalformed, msg
	}
	p := &Problem{Type: "about:blank", Title: code.Text.Fill(args).In(lang), Status: status, Code: code.Name}
	for _, err := range errs {
		var d *huma.ErrorDetail
		if errors.As(err, &d) {
			p.Errors = append(p.Errors, word(lang, d))
		} else if err != nil && status < 500 {
			p.Errors = append(p.Errors, WrongField{Field: "body", Message: word(lang, &huma.ErrorDetail{Message: err.Error()}).Message})
		}
	}
	return p
}

func language(ctx context.Context) string {
	if a := actor.From(ctx); a != nil && a.Lang != "" {
		return a.Lang
	}
	if e, ok := ctx.Value(envelopeKey{}).(*envelope); ok {
		return e.lang
	}
	return "zh"
}
