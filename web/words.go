package web

import (
	"regexp"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"xiaoguan/base/fault"
)

// phrase turns one of huma's findings into what is wrong and what would be right.
type phrase struct {
	found *regexp.Regexp
	what  fault.Text
	want  fault.Text
}

func say(pattern, whatZH, whatEN, wantZH, wantEN string) phrase {
	return phrase{regexp.MustCompile(pattern), fault.Text{ZH: whatZH, EN: whatEN}, fault.Text{ZH: wantZH, EN: wantEN}}
}

var phrases = []phrase{
	say(`^expected required property (.+) to be present`, "必填", "Required", "请填写「$1」", "Give a value for $1"),
	say(`^unexpected property`, "没有这个字段", "There is no such field", "去掉它，或检查拼写", "Leave it out, or check the spelling"),
	say(`^expected value to be one of "(.+)"`, "不在可选范围内", "Not one of the choices", "可选：$1", "Choose one of: $1"),
	say(`^expected length >= (\d+)`, "太短", "Too short", "至少 $1 个字", "At least $1 characters"),
	say(`^expected length <= (\d+)`, "太长", "Too long", "最多 $1 个字", "At most $1 characters"),
	say(`^expected number >= (.+)`, "太小", "Too small", "不小于 $1", "$1 or more"),
	say(`^expected number <= (.+)`, "太大", "Too large", "不大于 $1", "$1 or less"),
	say(`^expected array length <= (\d+)`, "太多", "Too many", "最多 $1 个", "At most $1"),
	say(`^expected array length >= (\d+)`, "太少", "Too few", "至少 $1 个", "At least $1"),
	say(`^expected string to be RFC 3339 date$`, "不是日期", "Not a day", "例如 2026-11-24", "Such as 2026-11-24"),
	say(`^expected string to be RFC 3339 date-time`, "不是时间", "Not an instant", "例如 2026-11-24T09:30:00Z", "Such as 2026-11-24T09:30:00Z"),
	say(`^expected string`, "要填文字", "Must be text", "一段文字", "A text"),
	say(`^expected (integer|number)|invalid integer|invalid float`, "要填数字", "Must be a number", "例如 50", "Such as 50"),
	say(`^expected boolean|invalid boolean`, "要填是或否", "Must be yes or no", "true 或 false", "true or false"),
	say(`^expected array`, "要填一组", "Must be a list", "一个列表", "A list"),
	say(`^expected object`, "要填一个对象", "Must be an object", "一个对象", "An object"),
	say(`id: want 36|invalid value`, "编号读不懂", "The id cannot be read", "形如 0192d4e1-7a3c-7b52-9d1e-3f2a6c8b9e01", "Such as 0192d4e1-7a3c-7b52-9d1e-3f2a6c8b9e01"),
	say(`request body is required`, "没有内容", "The body is empty", "一个 JSON 对象", "A JSON object"),
	say(`zero character`, "里面有零字符", "It holds a zero character", "去掉 \\u0000", "Leave \\u0000 out"),
	say(`exceeded max depth|invalid character|unexpected end|cannot unmarshal`, "不是有效的 JSON", "Not valid JSON", "一个 JSON 对象", "A JSON object"),
}

// word is a finding in the reader's language; an unforeseen one is shown as huma says it.
func word(lang string, d *huma.ErrorDetail) WrongField {
	field := strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(d.Location, "body."), "query."), "path.")
	out := WrongField{Field: field, Message: d.Message}
	for _, p := range phrases {
		if m := p.found.FindStringSubmatchIndex(d.Message); m != nil {
			out.Message = p.what.In(lang)
			out.Want = string(p.found.ExpandString(nil, p.want.In(lang), d.Message, m))
			if strings.Contains(d.Message, "required property") {
				out.Field = strings.TrimPrefix(strings.TrimPrefix(field+"."+d.Message[m[2]:m[3]], "body."), ".")
			}
			return out
		}
	}
	return out
}
