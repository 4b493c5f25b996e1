package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// hostile is one piece of bad input and how it was refused.
type hostile struct {
	What   string  `json:"what"`
	Status int     `json:"status"`
	MS     float64 `json:"ms"`
	Fault  string  `json:"fault,omitempty"`
}

// refuseWithin is how long a refusal may take, in ms.
const refuseWithin = 100

func (h hostile) row() []string {
	v := "holds"
	if h.Status < 400 || h.Status > 499 || h.MS > refuseWithin {
		v = "**misses** " + h.Fault
	}
	return []string{h.What, fmt.Sprint(h.Status), ms(h.MS), fmt.Sprintf("4xx ≤ %d", refuseWithin), v}
}

// zeros is an endless body.
type zeros struct{}

func (zeros) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = ' '
	}
	return len(b), nil
}

// hostile sends what nobody means well by; each is sent three times and the slowest counts.
func (s *site) hostile(base string) (out []hostile) {
	who := s.sellers[0].cookie
	deep := strings.Repeat(`{"a":`, 1e5) + "1" + strings.Repeat("}", 1e5)
	nested := `{"name":"x","tags":` + strings.Repeat("[", 1e5) + strings.Repeat("]", 1e5) + "}"
	for _, t := range []struct {
		what, method, path string
		body               func() io.Reader
		length             int64
	}{
		{"body of 100 MB, said beforehand", "POST", "/leads", func() io.Reader { return io.LimitReader(zeros{}, 100<<20) }, 100 << 20},
		{"body of 100 MB, in pieces", "POST", "/leads", func() io.Reader { return io.LimitReader(zeros{}, 100<<20) }, -1},
		{"JSON 100,000 objects deep", "POST", "/leads", func() io.Reader { return strings.NewReader(deep) }, int64(len(deep))},
		{"JSON 100,000 lists deep", "POST", "/leads", func() io.Reader { return strings.NewReader(nested) }, int64(len(nested))},
		{"page of 1,000,000,000", "GET", "/leads?limit=1000000000", func() io.Reader { return bytes.NewReader(nil) }, 0},
	} {
		worst := hostile{What: t.what}
		for range 3 {
			h := hostile{What: t.what}
			began := time.Now()
			h.Status, h.Fault = refuse(t.method, base+api+t.path, who, t.body(), t.length)
			h.MS = float64(time.Since(began).Microseconds()) / 1000
			if h.MS >= worst.MS {
				worst = h
			}
		}
		out = append(out, worst)
	}
	return out
}

// refuse sends a body on a connection of its own and gives the status of the answer.
func refuse(method, url, cookie string, body io.Reader, length int64) (int, string) {
	req, err := http.NewRequest(method, url, io.NopCloser(body))
	if err != nil {
		return 0, err.Error()
	}
	req.ContentLength = length
	if length == 0 {
		req.Body = nil
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Cookie", cookie)
	client := &http.Client{Timeout: 20 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	res, err := client.Do(req)
	if err != nil {
		return 0, err.Error()
	}
	res.Body.Close()
	return res.StatusCode, ""
}
