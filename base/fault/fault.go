// Package fault holds the one error type that people get to see.
//
// A Code is declared once, beside the rule that raises it, with its Kind (which decides the HTTP status in web) and its
// message in Chinese and English. Everything that is not a Fault is an internal error: logged, never shown.
package fault

import (
	"errors"
	"fmt"
	"strings"
)

// Kind is the class of a fault; web holds the one table from Kind to HTTP status.
type Kind uint8

// The kinds, from «what was sent is wrong» to «we are at fault».
const (
	Internal        Kind = iota // a bug or a broken machine: never shown in detail
	Malformed                   // not readable at all (bad JSON, bad cursor)
	Invalid                     // readable, but a field is wrong
	Unauthenticated             // nobody is signed in
	Forbidden                   // signed in, the act itself is not this role's
	NotFound                    // does not exist, or may not be seen: the same answer
	Conflict                    // exists, but its state does not allow the act
	TooLarge                    // more bytes than are read
	TooMany                     // too often, try later
	Unavailable                 // database locked, full or gone: nothing was kept
)

// Text is one sentence in the two languages of the product.
type Text struct{ ZH, EN string }

// In returns the sentence in the language ("en" or anything else for Chinese).
func (t Text) In(lang string) string {
	if lang == "en" {
		return t.EN
	}
	return t.ZH
}

// Fill replaces {name} by args["name"] in both languages.
func (t Text) Fill(args Args) Text {
	for name, value := range args {
		s := fmt.Sprint(value)
		t.ZH = strings.ReplaceAll(t.ZH, "{"+name+"}", s)
		t.EN = strings.ReplaceAll(t.EN, "{"+name+"}", s)
	}
	return t
}

// Args are the values named in a message.
type Args map[string]any

// Code identifies a fault for programs and carries its message for people.
type Code struct {
	Name string // dotted, stable: "lead.claimed_already"
	Kind Kind
	Text Text
}

// codes keeps every declared code so that names stay unique.
var codes = map[string]Code{}

// Declare registers a code; declaring a name twice is a programming error and panics at start.
func Declare(name string, kind Kind, zh, en string) Code {
	if _, taken := codes[name]; taken {
		panic("fault: declared twice: " + name)
	}
	c := Code{Name: name, Kind: kind, Text: Text{zh, en}}
	codes[name] = c
	return c
}

// Field says which field is wrong, what is wrong and what would be right.
type Field struct {
	Name string
	What Text
	Want Text
}

// Fault is an error that may be shown: a code with its arguments, the fields at fault, data for the client, a cause for the log.
type Fault struct {
	Code   Code
	Args   Args
	Fields []Field
	Data   map[string]any // extra members of the problem document, e.g. the duplicate found
	cause  error
}

// New makes a fault of the code.
func (c Code) New(args ...Args) *Fault {
	f := &Fault{Code: c}
	if len(args) > 0 {
		f.Args = args[0]
	}
	return f
}

// Wrap makes a fault of the code that keeps the cause for the log.
func (c Code) Wrap(cause error, args ...Args) *Fault {
	f := c.New(args...)
	f.cause = cause
	return f
}

// Is reports whether err is, or wraps, a fault of this code.
func (c Code) Is(err error) bool {
	var f *Fault
	return errors.As(err, &f) && f.Code.Name == c.Name
}

// With adds data for the client.
func (f *Fault) With(name string, value any) *Fault {
	if f.Data == nil {
		f.Data = map[string]any{}
	}
	f.Data[name] = value
	return f
}

// Text is the message with its arguments filled in.
func (f *Fault) Text() Text { return f.Code.Text.Fill(f.Args) }

// Error is for the log: code, English message, fields, cause.
func (f *Fault) Error() string {
	var b strings.Builder
	b.WriteString(f.Code.Name + ": " + f.Text().EN)
	for _, field := range f.Fields {
		b.WriteString("; " + field.Name + ": " + field.What.EN)
	}
	if f.cause != nil {
		b.WriteString(": " + f.cause.Error())
	}
	return b.String()
}

// Unwrap gives the cause to errors.Is and errors.As.
func (f *Fault) Unwrap() error { return f.cause }

// KindOf is the kind of err, Internal for everything that is not a fault.
func KindOf(err error) Kind {
	var f *Fault
	if errors.As(err, &f) {
		return f.Code.Kind
	}
	return Internal
}

// Of returns the fault inside err, if there is one.
func Of(err error) (*Fault, bool) {
	var f *Fault
	ok := errors.As(err, &f)
	return f, ok
}
