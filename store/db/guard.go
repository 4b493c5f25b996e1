package db

import (
	"fmt"
	"regexp"
	"strings"
)

// mention finds a table where a statement can name one, with its alias.
var mention = regexp.MustCompile(`(?i)\b(?:FROM|JOIN|INTO|UPDATE)\s+(?:ONLY\s+)?"?([a-z_]+)"?(?:\s+(?:AS\s+)?"?([a-z_]+)"?)?`)

var quoted = regexp.MustCompile(`'(?:[^']|'')*'`)

// guard refuses a statement that touches a tenant table without naming its org_id: written as alias.org_id, or bare where
// the statement names a single table. It is a net for mistakes in test builds, not a parser.
func guard(query string) error {
	text := quoted.ReplaceAllString(query, "''")
	for _, statement := range strings.Split(text, ";\n") {
		if err := guardOne(statement); err != nil {
			return err
		}
	}
	return nil
}

func guardOne(text string) error {
	lower := strings.ToLower(strings.ReplaceAll(text, `"`, ""))
	head := strings.TrimSpace(lower)
	if strings.HasPrefix(head, "create ") || strings.HasPrefix(head, "alter ") || strings.HasPrefix(head, "drop ") {
		return nil
	}
	found := mention.FindAllStringSubmatch(lower, -1)
	tables := 0
	for _, m := range found {
		if _, ok := Tables[m[1]]; ok {
			tables++
		}
	}
	for _, m := range found {
		if Tables[m[1]] != Tenant {
			continue
		}
		named := tables == 1 && strings.Contains(lower, "org_id")
		for _, name := range []string{m[1], m[2]} {
			named = named || name != "" && strings.Contains(lower, name+".org_id")
		}
		if strings.Contains(lower, "insert into "+m[1]+" ") {
			named = named || strings.Contains(lower, "org_id")
		}
		if !named {
			return fmt.Errorf("db: statement on tenant table %s does not name its org_id: %.300s", m[1], text)
		}
	}
	return nil
}
