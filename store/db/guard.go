package db

import (
	"fmt"
	"regexp"
	"strings"
)

// mentions are the words behind which a statement names a table; mention reads the table there, with its alias.
var (
	mentions = [...]string{"from", "join", "into", "update"}
	mention  = regexp.MustCompile(`^\s+(?:only\s+)?([a-z_]+)(?:\s+(?:as\s+)?([a-z_]+))?`)
)

// widest is how much of a statement behind such a word is looked at.
const widest = 200

// guard refuses a statement that touches a tenant table without naming its org_id: written as alias.org_id, or bare where
// the statement names a single table. It is a net for mistakes in test builds, not a parser.
func guard(query string) error {
	for statement := range strings.SplitSeq(bare(query), ";\n") {
		if err := guardOne(statement); err != nil {
			return err
		}
	}
	return nil
}

// bare is a statement without what stands in its texts, by plain search: bulk statements are long.
func bare(query string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(query, "'")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		b.WriteString("''")
		if _, query, found = strings.Cut(rest, "'"); !found {
			return b.String()
		}
	}
}

// named finds the tables that a statement in lower case names, each with its alias.
func named(lower string) (found [][2]string) {
	for _, word := range mentions {
		for at := 0; ; {
			i := strings.Index(lower[at:], word)
			if i < 0 {
				break
			}
			from := at + i
			at = from + len(word)
			if from > 0 && inWord(lower[from-1]) {
				continue
			}
			if m := mention.FindStringSubmatch(lower[at:min(at+widest, len(lower))]); m != nil {
				found = append(found, [2]string{m[1], m[2]})
			}
		}
	}
	return found
}

func inWord(c byte) bool { return c == '_' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' }

func guardOne(text string) error {
	lower := strings.ToLower(strings.ReplaceAll(text, `"`, ""))
	head := strings.TrimSpace(lower)
	if strings.HasPrefix(head, "create ") || strings.HasPrefix(head, "alter ") || strings.HasPrefix(head, "drop ") {
		return nil
	}
	found := named(lower)
	tables := 0
	for _, m := range found {
		if _, ok := Tables[m[0]]; ok {
			tables++
		}
	}
	for _, m := range found {
		if Tables[m[0]] != Tenant {
			continue
		}
		told := tables == 1 && strings.Contains(lower, "org_id")
		for _, name := range m {
			told = told || name != "" && strings.Contains(lower, name+".org_id")
		}
		if strings.Contains(lower, "insert into "+m[0]+" ") {
			told = told || strings.Contains(lower, "org_id")
		}
		if !told {
			return fmt.Errorf("db: statement on tenant table %s does not name its org_id: %.300s", m[0], text)
		}
	}
	return nil
}
