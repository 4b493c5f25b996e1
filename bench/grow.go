package main

import (
	"context"
	"fmt"
	"os"
)

// grow measures what must not grow: lists against themselves at fewer leads, searches against the clock. Both databases are
// served at once and asked in turn.
func (o *options) grow(ctx context.Context, e engine, small, big string, r *engineResult) error {
	var sites [2]*site
	var served [2]*process
	for i, url := range []string{small, big} {
		people, err := casting(ctx, url)
		if err != nil {
			return err
		}
		p, err := startProduct(o.binary, o.folder, url)
		if err != nil {
			return err
		}
		defer p.stop()
		served[i] = p
		if i == 1 {
			r.StartMillion = p.ready.Seconds()
			defer func() { r.PeakMillion = p.memory("VmHWM") }()
		}
		if sites[i], err = people.signIn(p.base, e.name() == "SQLite"); err != nil {
			return err
		}
	}
	lists, searches := sites[1].large()
	before, _ := sites[0].large()
	for _, conns := range []int{1, 16} {
		for i, op := range lists {
			if !o.match.MatchString(op.name) {
				continue
			}
			var was, is []sample
			for round := range o.rounds {
				was = append(was, measure(served[0], conns, o.span, uint64(round), before[i].product))
				is = append(is, measure(served[1], conns, o.span, uint64(round), op.product))
			}
			r.Growth = append(r.Growth, growthOf(op.name, conns, middle(is), middle(was)))
		}
		for _, op := range searches {
			if !o.match.MatchString(op.name) {
				continue
			}
			var is []sample
			for round := range o.rounds {
				is = append(is, measure(served[1], conns, o.span, uint64(round), op.product))
			}
			r.Growth = append(r.Growth, limitOf(op.name, conns, op.limit, middle(is)))
		}
	}
	for _, t := range sites[1].twins() {
		if o.match.MatchString(t.name) {
			r.Own = append(r.Own, o.pair(t, served[1]))
		}
	}
	for _, g := range r.Growth {
		fmt.Fprintln(os.Stderr, g.line())
	}
	return nil
}

// pair measures a question about an own field and its twin about a built-in column, in turn.
func (o *options) pair(t twin, p *process) cell {
	var own, plain []sample
	for round := range o.rounds {
		own = append(own, measure(p, 1, o.span, uint64(round), t.own))
		plain = append(plain, measure(p, 1, o.span, uint64(round), t.plain))
	}
	c := cell{Op: t.name, Conns: 1, Product: middle(own), Floor: middle(plain)}
	c.judge()
	fmt.Fprintln(os.Stderr, c.line())
	return c
}
