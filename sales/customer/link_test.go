package customer_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"sync"
	"testing"

	"xiaoguan/base/actor"
	"xiaoguan/base/clock"
	"xiaoguan/base/fault"
	"xiaoguan/base/id"
	"xiaoguan/sales/customer"
	"xiaoguan/store/db"
	"xiaoguan/store/db/dbtest"
	"xiaoguan/store/journal"
)

var ids = id.NewSource(clock.System, rand.Reader)

// linkOnce links in a transaction of its own.
func (h *house) link(t *testing.T, i customer.Identity) id.ID {
	t.Helper()
	c, err := h.tryLink(i)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (h *house) tryLink(i customer.Identity) (c id.ID, err error) {
	err = h.store.Write(context.Background(), func(ctx context.Context, tx *db.Tx) error {
		var err error
		c, err = h.service.Link(ctx, tx, h.boss, i)
		return err
	})
	return c, err
}

func (h *house) count(t *testing.T, statement string) (n int) {
	t.Helper()
	if err := h.store.Read().NewRaw(statement, h.org).Scan(context.Background(), &n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestLinkFindsBySpelling(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *db.Store) {
		h := newHouse(t, s)
		company := h.link(t, customer.Identity{Kind: customer.Company, Name: "华东精工（苏州）有限公司", Industry: "机械"})
		person := h.link(t, customer.Identity{Kind: customer.Person, Name: "王芳", Phone: "138 0013 8000"})
		coded := h.link(t, customer.Identity{Kind: customer.Company, Name: "福州甲有限公司", CreditCode: "91350100M000100Y43"})
		none := id.ID{}
		for _, c := range []struct {
			name string
			i    customer.Identity
			want id.ID
		}{
			{"全角与括号", customer.Identity{Kind: customer.Company, Name: "华东精工(苏州) 有限责任公司"}, company},
			{"省名在前", customer.Identity{Kind: customer.Company, Name: "福建省福州市甲有限公司"}, coded},
			{"信用代码小写，名称不同", customer.Identity{Kind: customer.Company, Name: "换了名的公司", CreditCode: "91350100m000100y43"}, coded},
			{"只有代码", customer.Identity{Kind: customer.Company, CreditCode: "91350100M000100Y43"}, coded},
			{"手机带国家码", customer.Identity{Kind: customer.Person, Name: "王小芳", Phone: "+86 13800138000"}, person},
			{"个人无电话", customer.Identity{Kind: customer.Person, Name: "王芳"}, none},
			{"个人只有短号", customer.Identity{Kind: customer.Person, Name: "王芳", Phone: "95588"}, none},
			{"企业无名称", customer.Identity{Kind: customer.Company, Phone: "13800138000"}, none},
			{"名称等于没写", customer.Identity{Kind: customer.Company, Name: "无"}, none},
			{"只有标点", customer.Identity{Kind: customer.Company, Name: "——"}, none},
		} {
			t.Run(c.name, func(t *testing.T) {
				if got := h.link(t, c.i); got != c.want {
					t.Fatalf("got %v, want %v", got, c.want)
				}
			})
		}
		if n := h.count(t, "SELECT count(*) FROM customer WHERE org_id = ?"); n != 3 {
			t.Fatalf("%d customers, want 3", n)
		}
		if n := h.count(t, "SELECT count(*) FROM owner_spell WHERE org_id = ? AND to_at IS NULL"); n != 3 {
			t.Fatalf("%d spells, want 3", n)
		}
		if n := h.count(t, "SELECT count(*) FROM journal_entry WHERE org_id = ? AND kind = 'customer.created'"); n != 3 {
			t.Fatalf("%d entries, want 3", n)
		}
		if n := h.count(t, "SELECT count(*) FROM contact_point WHERE org_id = ? AND norm = '+8613800138000'"); n != 1 {
			t.Fatalf("%d points, want 1", n)
		}
	})
}

func TestLinkTellsApartByCreditCode(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *db.Store) {
		h := newHouse(t, s)
		first := h.link(t, customer.Identity{Kind: customer.Company, Name: "同名贸易有限公司", CreditCode: "91350100M000100Y43"})
		second := h.link(t, customer.Identity{Kind: customer.Company, Name: "同名贸易有限公司", CreditCode: "91100000000000000" + checkOf("91100000000000000")})
		if first == second {
			t.Fatal("two credit codes became one customer")
		}
		if again := h.link(t, customer.Identity{Kind: customer.Company, Name: "同名贸易有限公司", CreditCode: "91100000000000000" + checkOf("91100000000000000")}); again != second {
			t.Fatalf("the second is not found by its code: %v", again)
		}
		if named := h.link(t, customer.Identity{Kind: customer.Company, Name: "同名贸易有限公司"}); named != first {
			t.Fatalf("the name alone means the first: %v", named)
		}
		_, err := h.tryLink(customer.Identity{Kind: customer.Company, Name: "乙", CreditCode: "123"})
		if f, ok := fault.Of(err); !ok || f.Code.Kind != fault.Invalid || f.Fields[0].Name != "credit_code" {
			t.Fatalf("a wrong code: %v", err)
		}
	})
}

// checkOf is the one character that makes 17 characters a credit code.
func checkOf(head string) string {
	for _, c := range "0123456789ABCDEFGHJKLMNPQRTUWXY" {
		if _, v := customer.CheckCreditCode(head + string(c)); v.OK {
			return string(c)
		}
	}
	return ""
}

func TestLinkMakesOneCustomerUnderConcurrency(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *db.Store) {
		h := newHouse(t, s)
		const callers, companies = 64, 4
		got := make([]id.ID, callers)
		var wg sync.WaitGroup
		for n := range callers {
			wg.Go(func() {
				c, err := h.tryLink(customer.Identity{Kind: customer.Company, Name: fmt.Sprintf("并发第%d有限公司", n%companies)})
				if err != nil {
					t.Error(err)
				}
				got[n] = c
			})
		}
		wg.Wait()
		for n := range callers {
			if got[n].IsZero() || got[n] != got[n%companies] {
				t.Fatalf("caller %d got %v, want %v", n, got[n], got[n%companies])
			}
		}
		if n := h.count(t, "SELECT count(*) FROM customer WHERE org_id = ?"); n != companies {
			t.Fatalf("%d customers, want %d", n, companies)
		}
	})
}

func TestLinkWithinOneTransaction(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *db.Store) {
		h := newHouse(t, s)
		var made [3]id.ID
		err := s.Write(context.Background(), func(ctx context.Context, tx *db.Tx) error {
			for n, i := range []customer.Identity{
				{Kind: customer.Company, Name: "批量导入有限公司"}, {Kind: customer.Company, Name: "批量导入公司"},
				{Kind: customer.Company, Name: "批量导入有限公司", CreditCode: "91350100M000100Y43"},
			} {
				var err error
				if made[n], err = h.service.Link(ctx, tx, h.boss, i); err != nil {
					return err
				}
				if err := h.service.CountLead(tx, h.org, made[n], 1); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if made[0] != made[1] || made[0] != made[2] {
			t.Fatalf("one company became several: %v", made)
		}
		if n := h.count(t, "SELECT lead_count FROM customer WHERE org_id = ?"); n != 3 {
			t.Fatalf("lead_count %d, want 3", n)
		}
	})
}

// A failed transaction gives its keys back.
func TestLinkUndone(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, s *db.Store) {
		h := newHouse(t, s)
		boom := fmt.Errorf("boom")
		err := s.Write(context.Background(), func(ctx context.Context, tx *db.Tx) error {
			if _, err := h.service.Link(ctx, tx, h.boss, customer.Identity{Kind: customer.Company, Name: "半途公司"}); err != nil {
				return err
			}
			return boom
		})
		if err == nil {
			t.Fatal("the failure was swallowed")
		}
		h.link(t, customer.Identity{Kind: customer.Company, Name: "半途公司"})
		if n := h.count(t, "SELECT count(*) FROM customer WHERE org_id = ?"); n != 1 {
			t.Fatalf("%d customers, want 1", n)
		}
	})
}

// house is one organisation with a service over it.
type house struct {
	store   *db.Store
	service *customer.Service
	org     id.ID
	boss    *actor.Actor
}

func newHouse(t *testing.T, s *db.Store) *house {
	t.Helper()
	live := journal.NewLive(db.NewDirectory(s), clock.System)
	j := journal.New(ids, clock.System, []byte("key"), live)
	org := ids.New()
	return &house{store: s, org: org, boss: actor.System(org, "Asia/Shanghai"),
		service: &customer.Service{Dir: db.NewDirectory(s), IDs: ids, Now: clock.System, Journal: j}}
}
