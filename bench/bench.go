// Command bench measures the real program against a floor: a bare net/http handler with one prepared statement, on a copy of
// the same data, in the same minute, with the same durability. Rounds are interleaved and the median counts.
//
//	go run ./bench                      get, lists, search, create, update, board at 100,000 leads; size; bad input
//	go run ./bench -million -doc        the same, growth to 1,000,000 leads, and docs/benchmarks.md made anew
//
// The program under measurement is XIAOGUAN_TEST_BINARY, else it is built. PostgreSQL is measured where
// XIAOGUAN_TEST_POSTGRES names a server. The data set is made once and kept in bench/out/data.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"time"
)

// options are the flags.
type options struct {
	leads   int
	million bool
	doc     bool
	span    time.Duration
	rounds  int
	only    string
	engine  string
	binary  string
	folder  string // for data and logs, absolute
	match   *regexp.Regexp
}

func readOptions(args []string) (*options, error) {
	o := &options{}
	f := flag.NewFlagSet("bench", flag.ContinueOnError)
	f.IntVar(&o.leads, "leads", 100_000, "leads of the comparison with the floor")
	f.BoolVar(&o.million, "million", false, "also measure at 1,000,000 leads")
	f.BoolVar(&o.doc, "doc", false, "write docs/benchmarks.md")
	f.DurationVar(&o.span, "span", 1500*time.Millisecond, "time of one round of one cell")
	f.IntVar(&o.rounds, "rounds", 3, "rounds, of which the median counts")
	f.StringVar(&o.only, "only", "", "only operations whose name matches this expression")
	f.StringVar(&o.engine, "engine", "", "only sqlite or postgresql")
	if err := f.Parse(args); err != nil {
		return nil, err
	}
	var err error
	if o.match, err = regexp.Compile(o.only); err != nil {
		return nil, err
	}
	if o.folder, err = filepath.Abs("bench/out/data"); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(o.folder, 0o755); err != nil {
		return nil, err
	}
	if o.binary = os.Getenv("XIAOGUAN_TEST_BINARY"); o.binary == "" {
		o.binary = filepath.Join(filepath.Dir(o.folder), "xiaoguan")
		build := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", o.binary, "./cmd/xiaoguan")
		build.Env = append(os.Environ(), "CGO_ENABLED=0")
		build.Stderr = os.Stderr
		return o, build.Run()
	}
	return o, nil
}

func benchmark(args []string) error {
	o, err := readOptions(args)
	if errors.Is(err, flag.ErrHelp) {
		return nil
	}
	if err != nil {
		return err
	}
	if !fragmentsHold() {
		return errors.New("the fragments are not single tokens of the index")
	}
	mark, err := fingerprint()
	if err != nil {
		return err
	}
	ctx := context.Background()
	out := &result{Machine: describe(o.folder), Leads: o.leads, Rounds: o.rounds, Span: o.span.String()}
	for _, e := range o.engines(out) {
		r, err := o.run(ctx, e, mark)
		if err != nil {
			return fmt.Errorf("%s: %w", e.name(), err)
		}
		out.Engines = append(out.Engines, r)
	}
	out.Binary = binarySize(o.binary)
	out.Machine.LoadAfter = loadAverage()
	out.print(os.Stdout)
	if err := out.save(filepath.Join(filepath.Dir(o.folder), "bench.json")); err != nil {
		return err
	}
	if o.doc {
		return out.document("docs/benchmarks.md")
	}
	return nil
}

// engines are those to be measured; what is left out is said.
func (o *options) engines(out *result) (list []engine) {
	if o.engine == "" || o.engine == "sqlite" {
		list = append(list, liteEngine{o.folder})
	}
	if o.engine == "" || o.engine == "postgresql" {
		if dsn := os.Getenv("XIAOGUAN_TEST_POSTGRES"); dsn != "" {
			e := pgEngine{dsn}
			out.Machine.Postgres = e.version()
			list = append(list, e)
		} else {
			out.Skipped = append(out.Skipped, "PostgreSQL: XIAOGUAN_TEST_POSTGRES names no server")
		}
	}
	return list
}

// run measures one engine.
func (o *options) run(ctx context.Context, e engine, mark string) (*engineResult, error) {
	kept, err := e.kept(ctx, o.leads, mark)
	if err != nil {
		return nil, err
	}
	r := &engineResult{Name: e.name()}
	if err := o.compare(ctx, e, kept, r); err != nil {
		return nil, err
	}
	if o.million {
		big, err := e.kept(ctx, 1_000_000, mark)
		if err != nil {
			return nil, err
		}
		if err := o.grow(ctx, e, kept, big, r); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// compare measures product and floor on two copies of the data, round by round.
func (o *options) compare(ctx context.Context, e engine, kept string, r *engineResult) error {
	var urls [2]string
	for i, name := range []string{"bench_product", "bench_floor"} {
		var err error
		if urls[i], err = e.copy(ctx, kept, name); err != nil {
			return err
		}
		defer e.drop(ctx, urls[i])
	}
	people, err := casting(ctx, urls[0])
	if err != nil {
		return err
	}
	product, err := startProduct(o.binary, o.folder, urls[0])
	if err != nil {
		return err
	}
	defer product.stop()
	floor, err := startFloor(o.folder, urls[1], people.Org.String())
	if err != nil {
		return err
	}
	defer floor.stop()
	r.Start = product.ready.Seconds()
	time.Sleep(2 * time.Second)
	r.Idle = product.memory("VmRSS")
	s, err := people.signIn(product.base, e.name() == "SQLite")
	if err != nil {
		return err
	}
	if err := agree(s, product.base, floor.base); err != nil {
		return err
	}
	for _, conns := range []int{1, 16} {
		for _, op := range s.operations() {
			if o.match.MatchString(op.name) {
				r.Cells = append(r.Cells, o.cell(op, conns, product, floor, s.lite))
			}
		}
	}
	r.Peak = product.memory("VmHWM")
	r.Hostile = s.hostile(product.base)
	return nil
}

// cell measures one operation on both sides.
func (o *options) cell(op operation, conns int, product, floor *process, lite bool) cell {
	var ours, theirs []sample
	for round := range o.rounds {
		ours = append(ours, measure(product, conns, o.span, uint64(round), op.product))
		theirs = append(theirs, measure(floor, conns, o.span, uint64(round), op.floor))
	}
	c := cell{Op: op.name, Conns: conns, Product: middle(ours), Floor: middle(theirs), Want: op.ratio}
	if conns == 16 && lite && op.at16lite > 0 {
		c.Want = op.at16lite
	}
	c.judge()
	fmt.Fprintln(os.Stderr, c.line())
	return c
}

// agree checks that both sides answer the same rows before their speed is compared.
func agree(s *site, product, floor string) error {
	for _, op := range s.operations() {
		if !op.same {
			continue
		}
		w := newWorker(0, 7)
		_, a, err := w.do(product, op.product(w))
		if err != nil {
			return err
		}
		w = newWorker(0, 7)
		_, b, err := w.do(floor, op.floor(w))
		if err != nil {
			return err
		}
		if x, y := idsOf(a), idsOf(b); fmt.Sprint(x) != fmt.Sprint(y) || len(x) == 0 {
			return fmt.Errorf("%s: product and floor answer different rows:\n%v\n%v", op.name, x, y)
		}
	}
	return nil
}

func idsOf(answer []byte) (ids []string) {
	var page struct{ Items []struct{ ID string } }
	_ = json.Unmarshal(answer, &page)
	for _, x := range page.Items {
		ids = append(ids, x.ID)
	}
	return ids
}
