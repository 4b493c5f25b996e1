package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"

	"xiaoguan/base/actor"
	"xiaoguan/base/id"
	"xiaoguan/base/money"
	"xiaoguan/base/text"
	"xiaoguan/store/search"
)

// operation is one thing that is done to both sides. The ratios are the least requests a second, as a part of the floor's;
// 0 is no target.
type operation struct {
	name           string
	product, floor func(*worker) call
	ratio          float64 // at 1 connection, and at 16 unless said otherwise
	at16lite       float64 // at 16 connections on SQLite
	same           bool    // both sides answer the same rows
	limit          float64 // most ms of p95 at a million leads
}

// floorLimit is how many times the floor's p95 an operation may take.
const floorLimit = 4

// site is the cast with its cookies: whoever the requests come from.
type site struct {
	*cast
	lite                      bool
	sellers, managers, bosses []signed
	serial                    atomic.Int64
}

type signed struct {
	account
	cookie string
}

// enough is how many salespeople sign in: one a connection.
const enough = 16

// signIn opens a session for everybody who is going to act.
func (c *cast) signIn(base string, lite bool) (*site, error) {
	s := &site{cast: c, lite: lite}
	w := newWorker(0, 99)
	for _, a := range c.Accounts {
		list := map[actor.Role]*[]signed{actor.Salesperson: &s.sellers, actor.Manager: &s.managers, actor.Leader: &s.bosses, actor.Administrator: &s.bosses}[a.Role]
		if list == nil || len(*list) >= enough {
			continue
		}
		body, err := json.Marshal(map[string]string{"account": a.Phone, "password": password})
		if err != nil {
			return nil, err
		}
		req, err := http.NewRequestWithContext(context.Background(), http.MethodPost, base+"/api/v1/session", bytes.NewReader(body))
		if err != nil {
			return nil, err
		}
		req.Header.Set("Content-Type", "application/json")
		res, err := w.http.Do(req)
		if err != nil {
			return nil, err
		}
		res.Body.Close()
		if res.StatusCode != http.StatusOK || len(res.Cookies()) == 0 {
			return nil, fmt.Errorf("sign-in of %s: %s", a.Phone, res.Status)
		}
		*list = append(*list, signed{a, res.Cookies()[0].Name + "=" + res.Cookies()[0].Value})
	}
	if len(s.sellers) < enough || len(s.managers) < groupCount || len(s.bosses) < 2 {
		return nil, fmt.Errorf("the data set lacks people: %d, %d, %d", len(s.sellers), len(s.managers), len(s.bosses))
	}
	return s, nil
}

func (s *site) seller(w *worker) signed { return s.sellers[w.n%len(s.sellers)] }

// of is who asks in a scope.
func (s *site) of(scope string, w *worker) signed {
	switch scope {
	case "own":
		return s.seller(w)
	case "group":
		return s.managers[(w.n+w.IntN(groupCount))%groupCount]
	}
	return s.bosses[w.n%2]
}

const api = "/api/v1"

func read(who signed, path string) call {
	return call{method: http.MethodGet, path: api + path, cookie: who.cookie, want: http.StatusOK}
}

func plainRead(path string) call {
	return call{method: http.MethodGet, path: path, want: http.StatusOK}
}

// list is a page of 50 open leads by last touch, in a scope, with or without the capped count.
func (s *site) list(scope, name, count string) operation {
	filter := "?filter=state:eq:open&sort=-idle_since&limit=50" + count
	if scope == "own" {
		filter += "&filter=owner_id:eq:me"
	}
	return operation{name: name + " " + scope, ratio: .5, same: true,
		product: func(w *worker) call { return read(s.of(scope, w), "/leads"+filter) },
		floor: func(w *worker) call {
			who := s.of(scope, w)
			of := who.Member
			if scope == "group" {
				of = who.Group
			}
			return plainRead("/list?scope=" + scope + "&of=" + of.String() + count)
		}}
}

// find is a search for the newest 20 records that hold a fragment.
func (s *site) find(scope, name, fragment string) operation {
	and, or, quote := " & ", " | ", ""
	if s.lite {
		and, or, quote = " AND ", " OR ", `"`
	}
	return operation{name: name + " " + scope, same: scope == "all",
		product: func(w *worker) call { return read(s.of(scope, w), "/search?q="+url.QueryEscape(fragment)) },
		floor: func(w *worker) call {
			token := func(owner id.ID, i int) string { // the fragment's at 0, the owner's at 1
				d := search.Doc{Owner: owner, Tokens: []string{fragment}}
				return quote + strings.Fields(d.Text(s.Org))[i] + quote
			}
			match := token(id.ID{}, 0)
			if scope == "own" { // and what nobody owns, which a salesperson may take
				match += and + "(" + token(s.seller(w).Member, 1) + or + token(id.ID{}, 1) + ")"
			}
			return plainRead("/search?match=" + url.QueryEscape(match))
		}}
}

func (s *site) get() operation {
	pick := func(w *worker) (signed, id.ID) {
		who := s.seller(w)
		mine := s.Leads[who.Member]
		return who, mine[w.IntN(len(mine))]
	}
	return operation{name: "get", ratio: .5,
		product: func(w *worker) call { who, l := pick(w); return read(who, "/leads/"+l.String()) },
		floor:   func(w *worker) call { _, l := pick(w); return plainRead("/get?id=" + l.String()) }}
}

// entry makes a lead that nobody has heard of: what comes in twice would be refused.
func (s *site) entry(w *worker) entry {
	n := s.serial.Add(1)
	_, city, trade := companyName(w.Rand)
	return entry{Name: fmt.Sprintf("%s%s%s%s%d号厂", city, pick(w.Rand, brandOne), pick(w.Rand, brandTwo), trade, n), ContactName: personName(w.Rand), Phone: fmt.Sprintf("15%09d", n), Source: pick(w.Rand, sources),
		Region: city, Industry: trade, ExpectedAmount: money.Fen(w.IntN(5000)+1) * 100000}
}

func send(method, path, cookie string, want int, body any) call {
	b, err := json.Marshal(body)
	if err != nil {
		panic(err) // a struct of texts and numbers
	}
	return call{method: method, path: path, cookie: cookie, want: want, body: b}
}

func (s *site) create() operation {
	return operation{name: "create", ratio: 1.0 / 3, at16lite: 1,
		product: func(w *worker) call {
			return send(http.MethodPost, api+"/leads", s.seller(w).cookie, http.StatusCreated, s.entry(w))
		},
		floor: func(w *worker) call {
			e, who := s.entry(w), s.seller(w)
			e.Owner, e.Group = &who.Member, &who.Group
			return send(http.MethodPost, "/create", "", http.StatusCreated, e)
		}}
}

func (s *site) update() operation {
	next := func(w *worker) (signed, id.ID, revision) {
		who := s.seller(w)
		mine := s.Leads[who.Member]
		return who, mine[w.IntN(len(mine))], revision{"约" + personName(w.Rand) + "谈方案", money.Fen(w.IntN(5000)+1) * 100000}
	}
	return operation{name: "update", ratio: 1.0 / 3, at16lite: 1,
		product: func(w *worker) call {
			who, l, p := next(w)
			return send(http.MethodPatch, api+"/leads/"+l.String(), who.cookie, http.StatusOK, p)
		},
		floor: func(w *worker) call {
			_, l, p := next(w)
			return send(http.MethodPatch, "/update?id="+l.String(), "", http.StatusOK, p)
		}}
}

func (s *site) board() operation {
	return operation{name: "board", ratio: 10,
		product: func(w *worker) call { return read(s.of("all", w), "/insight/board") },
		floor:   func(w *worker) call { return plainRead("/board") }}
}

// operations are all that is compared with the floor.
func (s *site) operations() []operation {
	ops := []operation{s.get()}
	for _, scope := range []string{"own", "group", "all"} {
		ops = append(ops, s.list(scope, "list", ""))
	}
	for _, scope := range []string{"own", "group", "all"} {
		ops = append(ops, s.list(scope, "list+count", "&count=true"))
	}
	ops = append(ops, s.find("all", "search rare", rare), s.find("all", "search common", common), s.find("own", "search common", common), s.create(), s.update(), s.board())
	return ops
}

// large are the operations that must not grow with the data.
func (s *site) large() (lists, searches []operation) {
	for _, scope := range []string{"own", "group", "all"} {
		limit := 30.0
		if scope == "group" {
			limit = 50
		}
		lists = append(lists, s.list(scope, "list", ""))
		for _, f := range fragments {
			op := s.find(scope, "search "+f.name, f.text)
			if op.limit = limit; f.name != "rare" && f.name != "common" && f.name != "every" {
				op.limit = 50
			}
			searches = append(searches, op)
		}
		for _, f := range []fragment{{"common", common}, {"every", every}} {
			searches = append(searches, operation{name: "newest 1,000 " + f.name + " " + scope, limit: 150,
				product: func(w *worker) call {
					return read(s.of(scope, w), "/leads?limit=200&filter="+url.QueryEscape("q:q:"+f.text))
				}})
		}
	}
	return lists, searches
}

// fragmentsHold says that the fragments are what the index knows: one token each.
func fragmentsHold() bool {
	for _, f := range []string{rare, common, every} {
		if q := text.QueryTokens(f); len(q.Exact) != 1 || q.Exact[0] != f {
			return false
		}
	}
	return true
}
