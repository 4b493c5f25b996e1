package dict

import (
	_ "embed"
	"regexp"
	"strings"
	"sync"
)

//go:embed regions.txt
var regionText string

// Regions is the book of administrative divisions. A line is a province (two digits and the name), a city of it (behind one
// blank: two digits and the name, then its districts), or, behind two blanks, what stands directly under the province.
var Regions = sync.OnceValue(func() *Book {
	b := &Book{}
	var province *Node
	for _, line := range strings.Split(strings.TrimSpace(regionText), "\n") {
		switch {
		case strings.HasPrefix(line, "  "):
			for _, part := range strings.Fields(line) {
				b.add(district(province, province.Code[:2]+part[:4], part[4:]))
			}
		case strings.HasPrefix(line, " "):
			parts := strings.Fields(line)
			city := b.add(city(province, province.Code[:2]+parts[0][:2]+"00", parts[0][2:]))
			for _, part := range parts[1:] {
				b.add(district(city, city.Code[:4]+part[:2], part[2:]))
			}
		default:
			name := line[2:]
			short := provinceEnd.ReplaceAllString(name, "")
			province = b.add(&Node{Code: line[:2] + "0000", Name: name, Text: short, names: []string{short, name}, level: 1})
		}
	}
	return b.index()
})

var (
	provinceEnd = regexp.MustCompile(`(省|市|(壮族|回族|维吾尔)?自治区|特别行政区)$`)
	cityEnd     = regexp.MustCompile(`(((朝鲜|藏|羌|彝|苗|土家|侗|布依|白|傣|景颇|傈僳|哈尼|壮|回|蒙古)族|蒙古|哈萨克|柯尔克孜)+自治州|地区|市|盟)$`)
)

// city is a city: short where nothing else is called so. The city of Jilin in the province of Jilin keeps its 市.
func city(province *Node, code, name string) *Node {
	short := cityEnd.ReplaceAllString(name, "")
	n := &Node{Code: code, Name: name, Text: short, Parent: province, names: []string{name, short}, level: 2}
	if provinceNames[short] {
		n.Text, n.names = name, []string{name}
	}
	for _, p := range []string{province.Text, province.Name} {
		n.names = append(n.names, p+name, p+short)
	}
	return n
}

// provinceNames are the short names of provinces that a city has too.
var provinceNames = map[string]bool{"吉林": true, "海南": true}

// district is a district, county or county-level city; it is called after what is above it: there are four 鼓楼区.
func district(above *Node, code, name string) *Node {
	short := name
	if s := strings.TrimSuffix(name, "市"); s != name && len([]rune(s)) > 1 {
		short = s
	}
	n := &Node{Code: code, Name: name, Text: above.Text + short, Parent: above, level: 3}
	for _, own := range []string{short, name} {
		n.names = append(n.names, own, above.Text+own, above.Name+own)
		if top := above.Parent; top != nil {
			n.names = append(n.names, top.Text+own, top.Name+own, top.Text+above.Text+own, top.Text+above.Name+own, top.Name+above.Name+own)
		}
	}
	return n
}
