package db

import (
	"database/sql"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestLift(t *testing.T) {
	cases := []struct {
		name, query, text string
		args              []any
	}{
		{"文字、字节、数字", `SELECT "l"."id" FROM "lead" AS "l" WHERE (l.org_id = X'0aFF') AND (l.state = 'op''en') AND l.n >= -12`, `SELECT "l"."id" FROM "lead" AS "l" WHERE (l.org_id = ?) AND (l.state = ?) AND l.n >= -?`, []any{[]byte{10, 255}, "op'en", int64(12)}},
		{"空字节与空文字", `INSERT INTO t (a, b) VALUES (X'', '')`, `INSERT INTO t (a, b) VALUES (?, ?)`, []any{[]byte{}, ""}},
		{"BY 和 LIMIT 后的数字是列号", `SELECT a, 1 FROM t WHERE b = 2 GROUP BY 1, coalesce(a, 3) LIMIT 51`, `SELECT a, ? FROM t WHERE b = ? GROUP BY 1, coalesce(a, 3) LIMIT 51`, []any{int64(1), int64(2)}},
		{"BY 只管到自己的括号", `SELECT * FROM (SELECT a FROM t ORDER BY 1 LIMIT 2) WHERE b = 7`, `SELECT * FROM (SELECT a FROM t ORDER BY 1 LIMIT 2) WHERE b = ?`, []any{int64(7)}},
		{"引号里的问号和数字不动", `SELECT "a?1" FROM t WHERE x = '?2'`, `SELECT "a?1" FROM t WHERE x = ?`, []any{"?2"}},
		{"带数字的名字", `UPDATE t SET x1 = 5 WHERE c2 = 'x'`, `UPDATE t SET x1 = ? WHERE c2 = ?`, []any{int64(5), "x"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			text, args, ok := lift(c.query)
			var got []any
			for _, a := range args {
				got = append(got, a.Value)
			}
			if diff := cmp.Diff([]any{c.text, true, c.args}, []any{text, ok, got}); diff != "" {
				t.Error(diff)
			}
		})
	}
	for _, query := range []string{"PRAGMA user_version", "CREATE TABLE t (a INT DEFAULT 5)", "SELECT 1 -- '", "SELECT /* ' */ 1", "SELECT ?", "SELECT $1, 'a'", "SELECT 1.5", "SELECT 1e9", "SELECT 0x10",
		"SELECT 'open", "SELECT 1; SELECT 2", "SELECT X'0'", "SELECT 99999999999999999999", "SELECT " + strings.Repeat("'a',", longest)} {
		if text, _, ok := lift(query); ok || text != query {
			t.Errorf("lifted: %.60s", query)
		}
	}
}

// A lifted statement means what the written one means, whatever the text holds.
func TestLiftKeepsMeaning(t *testing.T) {
	d, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	rapid.Check(t, func(rt *rapid.T) {
		s := strings.ReplaceAll(rapid.StringMatching(`[ 'a"?$:x;\-中0-9\n\\]{0,12}`).Draw(rt, "text"), "'", "''")
		b := rapid.SliceOfN(rapid.Byte(), 0, 6).Draw(rt, "blob")
		n := rapid.Int64Range(-1<<40, 1<<40).Draw(rt, "number")
		query := fmt.Sprintf("SELECT hex('%s'), typeof('%s'), hex(X'%x'), typeof(X'%x'), %d, typeof(%d), '%s' = '%s' LIMIT 1", s, s, b, b, n, n, s, s)
		text, lifted, ok := lift(query)
		if !ok {
			rt.Fatalf("not lifted: %s", query)
		}
		args := make([]any, len(lifted))
		for i, a := range lifted {
			args[i] = a.Value
		}
		row := func(query string, args ...any) (out [7]string) {
			if err := d.QueryRow(query, args...).Scan(&out[0], &out[1], &out[2], &out[3], &out[4], &out[5], &out[6]); err != nil {
				rt.Fatalf("%s: %v", query, err)
			}
			return out
		}
		if diff := cmp.Diff(row(query), row(text, args...)); diff != "" {
			rt.Error(diff)
		}
	})
}

func TestLiftTexts(t *testing.T) {
	cases := []struct{ name, query, text, args string }{
		{"只取文字，数字留下", `SELECT "l"."id" FROM "lead" AS "l" WHERE (l.org_id = '0a') AND l.n > 12 ORDER BY COALESCE("l"."d", '9999') LIMIT 51`,
			`SELECT "l"."id" FROM "lead" AS "l" WHERE (l.org_id = $1) AND l.n > 12 ORDER BY COALESCE("l"."d", $2) LIMIT 51`, "[0a 9999]"},
		{"同样的文字是同一个", `SELECT a || '中' FROM t WHERE b = 'x''y' GROUP BY a || '中' HAVING 1 = 1`, `SELECT a || $1 FROM t WHERE b = $2 GROUP BY a || $1 HAVING 1 = 1`, "[中 x'y]"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			text, lifted, ok := liftTexts(c.query)
			args := []any{}
			for _, a := range lifted {
				args = append(args, a.Value)
			}
			if !ok || text != c.text || fmt.Sprint(args) != c.args {
				t.Errorf("%v %s %v", ok, text, args)
			}
		})
	}
	for _, query := range []string{"INSERT INTO t VALUES ('a')", "SELECT 'a' @@ 'b'", `SELECT E'a\'b'`, "SELECT 'a'::uuid", "SELECT $1", "SELECT 'a"} {
		if text, _, ok := liftTexts(query); ok || text != query {
			t.Errorf("lifted: %s", query)
		}
	}
}

func TestLiftAny(t *testing.T) {
	cases := []struct{ name, query, text, args string }{
		{"写入：数字和文字各算各的", `INSERT INTO "t" ("a", "n", "m", "z") VALUES ('x', -5, 7, NULL), ('x', 6, 8, TRUE) ON CONFLICT (a) DO UPDATE SET n = t.n + EXCLUDED.n`,
			`INSERT INTO "t" ("a", "n", "m", "z") VALUES ($1, $2, $3, NULL), ($4, $5, $6, TRUE) ON CONFLICT (a) DO UPDATE SET n = t.n + EXCLUDED.n`, "[x -5 7 x 6 8]"},
		{"加一个负数", `UPDATE t SET n = n + -1 WHERE a = 'x'`, `UPDATE t SET n = n + $1 WHERE a = $2`, "[-1 x]"},
		{"减号是运算就留下", `UPDATE t SET n = n - 3, m = -2 WHERE a = 'x' AND n > -1`, `UPDATE t SET n = n - $1, m = $2 WHERE a = $3 AND n > $4`, "[3 -2 x -1]"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if text, args, ok := liftAny(c.query); !ok || text != c.text || fmt.Sprint(args) != c.args {
				t.Errorf("%v %s %v", ok, text, args)
			}
		})
	}
}
