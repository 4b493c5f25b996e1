package money

import (
	"errors"
	"math"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParse(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       Fen
	}{
		{"一位小数", "12.5", 1250},
		{"千分位", "1,234.56", 123456},
		{"万", "60万", 60_000_000},
		{"万元带符号", "￥3.2万元", 3_200_000},
		{"小写 w", "45w", 45_000_000},
		{"大写 W", "45W", 45_000_000},
		{"全角", "１，２３４．５６", 123456},
		{"人民币元整", "人民币 1 000 元整", 100_000},
		{"负数", "-12.34", -1234},
		{"负号在货币符号之前", "-¥12.34", -1234},
		{"负号在货币符号之后", "¥-12.34", -1234},
		{"长横", "−5", -500},
		{"亿", "1.5亿", 15_000_000_000},
		{"千万", "2千万", 2_000_000_000},
		{"百万", "1.5百万元", 150_000_000},
		{"千", "3k", 300_000},
		{"万里到分", "3.200001万", 3_200_001},
		{"多余的零", "1.5000", 150},
		{"零", "0.00", 0},
		{"前导零", "007", 700},
		{"上限", "90000000000000", Max},
		{"RMB", "RMB 88", 8800},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, err := Parse(c.text); err != nil || got != c.want {
				t.Fatalf("Parse(%q) = %d, %v; want %d", c.text, got, err, c.want)
			}
		})
	}
}

func TestParseRefuses(t *testing.T) {
	for _, c := range []struct{ name, text, what string }{
		{"空", "", "不是金额"},
		{"只有单位", "万", "不是金额"},
		{"文字", "面议", "不是金额"},
		{"千分位错位", "12,34", "不是金额"},
		{"千分位开头", ",123", "不是金额"},
		{"千分位前段太长", "1234,567", "不是金额"},
		{"小数点在末尾", "12.", "不是金额"},
		{"小数点在开头", ".5", "不是金额"},
		{"两个小数点", "1.2.3", "不是金额"},
		{"两个负号", "--5", "不是金额"},
		{"区间", "10-20万", "不是金额"},
		{"科学记数", "1e6", "不是金额"},
		{"十六进制", "0x10", "不是金额"},
		{"比分还小", "1.234", "比分还小"},
		{"万里比分还小", "1.2345678万", "比分还小"},
		{"太大", "900000亿1", "不是金额"},
		{"超过上限", "90000000000000.01", "金额太大"},
		{"超过六十四位", "99999999999999999999亿", "金额太大"},
		{"很长", strings.Repeat("9", 10_000), "不是金额"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := Parse(c.text)
			var p *ParseError
			if !errors.As(err, &p) || got != 0 {
				t.Fatalf("Parse(%q) = %d, %v", c.text, got, err)
			}
			if p.What.ZH != c.what || p.Want.ZH == "" || p.What.EN == "" || p.Want.EN == "" || p.Text != c.text {
				t.Errorf("%+v", p)
			}
			if !strings.Contains(p.Error(), p.Want.EN) {
				t.Errorf("the error does not say what would be right: %v", p)
			}
		})
	}
}

func TestWords(t *testing.T) {
	for _, c := range []struct {
		f          Fen
		exact, wan string
	}{
		{0, "0.00", "0.0"},
		{5, "0.05", "0.0"},
		{-5, "-0.05", "0.0"},
		{60_000_000, "600000.00", "60.0"},
		{1_234_560, "12345.60", "1.2"},
		{1_250_000, "12500.00", "1.3"},
		{-1_250_000, "-12500.00", "-1.3"},
		{99_950_000, "999500.00", "100.0"},
		{math.MaxInt64, "92233720368547758.07", "9223372036854.8"},
		{math.MinInt64, "-92233720368547758.08", "-9223372036854.8"},
	} {
		if c.f.String() != c.exact || c.f.Wan() != c.wan {
			t.Errorf("%d: %s and %s万, want %s and %s万", int64(c.f), c.f, c.f.Wan(), c.exact, c.wan)
		}
	}
}

func TestMulRateBP(t *testing.T) {
	for _, c := range []struct {
		name string
		f    Fen
		rate int64
		want Fen
		err  error
	}{
		{"百分之十三", 10_000, 1300, 1300, nil},
		{"半分进一", 50, 100, 1, nil},
		{"不足半分舍去", 49, 100, 0, nil},
		{"冲销与原额对称", -50, 100, -1, nil},
		{"负费率", 50, -100, -1, nil},
		{"负负得正", -50, -100, 1, nil},
		{"全额", math.MinInt64, 10_000, math.MinInt64, nil},
		{"放不下", math.MaxInt64, 10_001, 0, ErrOverflow},
		{"远远放不下", math.MaxInt64, math.MaxInt64, 0, ErrOverflow},
		{"最小值取反放不下", math.MinInt64, -10_000, 0, ErrOverflow},
	} {
		if got, err := c.f.MulRateBP(c.rate); got != c.want || !errors.Is(err, c.err) {
			t.Errorf("%s: %d, %v", c.name, int64(got), err)
		}
	}
}

func TestMulRateBPAgainstBigNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, rate := rapid.Int64().Draw(t, "fen"), rapid.Int64().Draw(t, "rate")
		if rapid.Bool().Draw(t, "usual") {
			rate %= 20_000
		}
		// half away from zero: add half of the divisor to the magnitude
		m := new(big.Int).Mul(big.NewInt(f), big.NewInt(rate))
		sign := m.Sign()
		m.Abs(m).Add(m, big.NewInt(5000)).Quo(m, big.NewInt(10_000))
		if sign < 0 {
			m.Neg(m)
		}
		got, err := Fen(f).MulRateBP(rate)
		if m.IsInt64() != (err == nil) || err == nil && int64(got) != m.Int64() {
			t.Fatalf("%d × %d bp = %d, %v; want %v", f, rate, int64(got), err, m)
		}
	})
}

func TestWhatIsWrittenIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := Fen(rapid.Int64Range(int64(-Max), int64(Max)).Draw(t, "fen"))
		if back, err := Parse(f.String()); err != nil || back != f {
			t.Fatalf("%s came back as %s, %v", f, back, err)
		}
	})
}

func TestParseNeverPanics(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom([]rune("0123456789.,-+¥￥万亿千百元整wk １，．x"))).Draw(t, "text")
		f, err := Parse(text)
		if err != nil && f != 0 || f > Max || f < -Max {
			t.Fatalf("Parse(%q) = %d, %v", text, int64(f), err)
		}
	})
}

func TestSum(t *testing.T) {
	for _, c := range []struct {
		in   []Fen
		want Fen
		err  error
	}{
		{nil, 0, nil},
		{[]Fen{1, -2, 3}, 2, nil},
		{[]Fen{math.MaxInt64, 0}, math.MaxInt64, nil},
		{[]Fen{math.MaxInt64, 1}, 0, ErrOverflow},
		{[]Fen{math.MinInt64, -1}, 0, ErrOverflow},
	} {
		if got, err := Sum(c.in...); got != c.want || !errors.Is(err, c.err) {
			t.Errorf("Sum(%v) = %d, %v", c.in, got, err)
		}
	}
}
