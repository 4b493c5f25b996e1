package main

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"slices"
	"sync"
	"time"
)

// call is one request and the status it must have.
type call struct {
	method, path string
	body         []byte
	cookie       string
	want         int
}

// worker is one connection with its own chance.
type worker struct {
	*rand.Rand
	http *http.Client
	n    int // which of the workers
}

func newWorker(n int, stream uint64) *worker {
	return &worker{Rand: rand.New(rand.NewPCG(seed, stream<<8+uint64(n))), n: n,
		http: &http.Client{Timeout: 30 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 1, MaxConnsPerHost: 1, DisableCompression: true}}}
}

// do sends one request and reads the answer to its end.
func (w *worker) do(base string, c call) (time.Duration, []byte, error) {
	req, err := http.NewRequest(c.method, base+c.path, bytes.NewReader(c.body))
	if err != nil {
		return 0, nil, err
	}
	if c.body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	if c.cookie != "" {
		req.Header.Set("Cookie", c.cookie)
	}
	start := time.Now()
	res, err := w.http.Do(req)
	if err != nil {
		return 0, nil, err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	took := time.Since(start)
	if err == nil && res.StatusCode != c.want {
		err = fmt.Errorf("%s %s: %d %.200s", c.method, c.path, res.StatusCode, body)
	}
	return took, body, err
}

// sample is what one slice of time gave.
type sample struct {
	Rate          float64 `json:"rate"` // requests a second
	P50, P95, P99 float64 // ms
	CPU           float64 `json:"cpu_us"` // processor time of the server a request, µs
	N             int     `json:"n"`
	Errors        int     `json:"errors"`
	Fault         string  `json:"fault,omitempty"` // the first error
}

// measure lets conns connections send for as long as span, after a warm-up of a tenth of it.
func measure(p *process, conns int, span time.Duration, stream uint64, next func(*worker) call) sample {
	type part struct {
		took   []time.Duration
		all    int
		errors int
		fault  string
	}
	parts := make([]part, conns)
	start, cpu := time.Now(), p.cpu()
	warm, end := start.Add(span/10), start.Add(span/10+span)
	var wg sync.WaitGroup
	for i := range conns {
		wg.Go(func() {
			w := newWorker(i, stream)
			defer w.http.CloseIdleConnections()
			mine := &parts[i]
			for at := start; at.Before(end); at = time.Now() {
				took, _, err := w.do(p.base, next(w))
				if err != nil {
					mine.errors++
					if mine.fault == "" {
						mine.fault = err.Error()
					}
					continue
				}
				mine.all++
				if at.After(warm) {
					mine.took = append(mine.took, took)
				}
			}
		})
	}
	wg.Wait()
	var all []time.Duration
	s := sample{}
	answered := 0
	for _, p := range parts {
		answered += p.all
		all = append(all, p.took...)
		s.Errors += p.errors
		if s.Fault == "" {
			s.Fault = p.fault
		}
	}
	s.N = len(all)
	s.CPU = over(float64((p.cpu() - cpu).Microseconds()), float64(answered))
	s.Rate = float64(s.N) / time.Since(warm).Seconds()
	slices.Sort(all)
	s.P50, s.P95, s.P99 = quantile(all, .5), quantile(all, .95), quantile(all, .99)
	return s
}

func quantile(sorted []time.Duration, q float64) float64 {
	if len(sorted) == 0 {
		return 0
	}
	at := min(len(sorted)-1, int(q*float64(len(sorted))))
	return float64(sorted[at].Microseconds()) / 1000
}

// middle is the median of each figure over the rounds; errors add up.
func middle(rounds []sample) sample {
	pick := func(of func(sample) float64) float64 {
		v := make([]float64, len(rounds))
		for i, r := range rounds {
			v[i] = of(r)
		}
		slices.Sort(v)
		return v[len(v)/2]
	}
	m := sample{Rate: pick(func(s sample) float64 { return s.Rate }), P50: pick(func(s sample) float64 { return s.P50 }), P95: pick(func(s sample) float64 { return s.P95 }),
		P99: pick(func(s sample) float64 { return s.P99 }), CPU: pick(func(s sample) float64 { return s.CPU })}
	for _, r := range rounds {
		m.N += r.N
		m.Errors += r.Errors
		if m.Fault == "" {
			m.Fault = r.Fault
		}
	}
	return m
}
