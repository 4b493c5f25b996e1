package text

import (
	"slices"
	"strings"
	"sync"

	"github.com/mozillazg/go-pinyin"
)

// surnames are read otherwise when they stand at the start of a person's name.
var surnames = readings(`单 shan 仇 qiu 解 xie 曾 zeng 查 zha 朴 piao 区 ou 乐 yue 盖 ge 翟 zhai 覃 qin 缪 miao 卜 bu 种 chong 阚 kan
尉迟 yu,chi 澹台 tan,tai 万俟 mo,qi 单于 chan,yu`)

// phrases are words in which a character is not read as it is alone.
var phrases = readings(`重庆 chong,qing 厦门 xia,men 长沙 chang,sha 蚌埠 beng,bu 六安 lu,an 长春 chang,chun 成都 cheng,du 佛山 fo,shan 番禺 pan,yu
西藏 xi,zang 都匀 du,yun 乐清 yue,qing 乐亭 lao,ting 黄陂 huang,pi 铅山 yan,shan 长治 chang,zhi 长安 chang,an 长江 chang,jiang 长城 chang,cheng 朝阳 chao,yang
银行 yin,hang 商行 shang,hang 行业 hang,ye 会计 kuai,ji 音乐 yin,yue 乐器 yue,qi 调试 tiao,shi 大厦 da,sha 重工 zhong,gong 重型 zhong,xing`)

type reading struct {
	word      []rune
	syllables []string
}

// readings parses "word syllable,syllable …"; longer words come first.
func readings(list string) []reading {
	fields := strings.Fields(list)
	var out []reading
	for i := 0; i+1 < len(fields); i += 2 {
		out = append(out, reading{[]rune(fields[i]), strings.Split(fields[i+1], ",")})
	}
	slices.SortStableFunc(out, func(a, b reading) int { return len(b.word) - len(a.word) })
	return out
}

func match(at []rune, in []reading) (reading, bool) {
	for _, r := range in {
		if len(at) >= len(r.word) && slices.Equal(at[:len(r.word)], r.word) {
			return r, true
		}
	}
	return reading{}, false
}

// Pinyin gives the syllables of a name in lower case without tones, ü as v; runs
// of other letters and digits stand among them as one element each. Characters
// without a known reading are left out.
func Pinyin(name string) []string { return spell(name, nil) }

// PersonPinyin is Pinyin with the readings that surnames have at the start of a
// person's name: 单, 曾, 尉迟.
func PersonPinyin(name string) []string { return spell(name, surnames) }

// Initials gives the first letters of the syllables, with runs of other letters
// and digits whole: 华为技术 is "hwjs", IBM中国 is "ibmzg".
func Initials(name string) string { return initials(Pinyin(name), name) }

// PersonInitials is Initials with the readings of surnames.
func PersonInitials(name string) string { return initials(PersonPinyin(name), name) }

func spell(name string, atStart []reading) []string {
	var out []string
	first := true
	runs(strings.ToLower(Fold(name)), func(run []rune, cjk bool) {
		if !cjk {
			out = append(out, string(run))
			first = false
			return
		}
		for len(run) > 0 {
			r, found := reading{}, false
			if first {
				r, found = match(run, atStart)
			}
			first = false
			if !found {
				r, found = match(run, phrases)
			}
			if !found {
				r = reading{run[:1], alone(run[0])}
			}
			out = append(out, r.syllables...)
			run = run[len(r.word):]
		}
	})
	return out
}

var silent = pinyin.NewArgs()

var spoken sync.Map // rune → []string: the characters in use are few, the library's way to a reading is long

// alone is the reading of one character by itself, none for what has no reading.
func alone(r rune) []string {
	if s, ok := spoken.Load(r); ok {
		return s.([]string)
	}
	s := pinyin.SinglePinyin(r, silent)
	spoken.Store(r, s)
	return s
}

// initials shortens the syllables; the runs that were written in Latin are told
// apart by standing in the name as they are.
func initials(syllables []string, name string) string {
	written := map[string]bool{}
	runs(strings.ToLower(Fold(name)), func(run []rune, cjk bool) {
		if !cjk {
			written[string(run)] = true
		}
	})
	var b strings.Builder
	for _, s := range syllables {
		if written[s] {
			b.WriteString(s)
		} else if r, ok := firstRune(s); ok {
			b.WriteRune(r)
		}
	}
	return b.String()
}
