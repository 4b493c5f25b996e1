// Package money holds amounts of yuan as whole fen.
//
// There are no floats in it: amounts are read exactly, written exactly, and
// rounded at one place only, where a rate is applied.
package money

import (
	"errors"
	"math"
	"math/bits"
	"strconv"
)

// Fen is an amount in hundredths of a yuan. It is stored as bigint and travels
// as a JSON number.
type Fen int64

// Max is the greatest amount that may be entered, 90 万亿 yuan: the greatest
// round one that a browser still holds exactly as a number (below 2⁵³).
const Max Fen = 9_000_000_000_000_000

const fenPerYuan = 100

// ErrOverflow says that a result does not fit; no wrong amount is given instead.
var ErrOverflow = errors.New("money: the amount does not fit into 64 bits of fen")

// String gives the exact amount in yuan with two decimals: "-1234.50".
func (f Fen) String() string { return decimal(f.split(fenPerYuan)) }

// Wan gives the amount in 万元 with one decimal, rounded half away from zero:
// 12,345.60 yuan is "1.2". It is for reading only, the exact amount is String.
func (f Fen) Wan() string {
	const fenPerStep = 1000 * fenPerYuan // one decimal of 万元 is a thousand yuan
	neg, steps, rest := f.split(fenPerStep)
	if rest >= fenPerStep/2 {
		steps++
	}
	text := strconv.FormatUint(steps/10, 10) + "." + strconv.FormatUint(steps%10, 10)
	if neg && steps > 0 {
		return "-" + text
	}
	return text
}

// split gives sign, quotient and remainder of the magnitude by unit; unlike the
// negation of an int64 it is right for the smallest one too.
func (f Fen) split(unit uint64) (neg bool, quotient, rest uint64) {
	neg, m := f.magnitude()
	return neg, m / unit, m % unit
}

func (f Fen) magnitude() (neg bool, m uint64) {
	if f < 0 {
		return true, -uint64(f)
	}
	return false, uint64(f)
}

func decimal(neg bool, yuan, fen uint64) string {
	text := strconv.FormatUint(yuan, 10) + "." + strconv.FormatUint(fen/10, 10) + strconv.FormatUint(fen%10, 10)
	if neg {
		return "-" + text
	}
	return text
}

// MulRateBP applies a rate in basis points (10,000 = 1) and rounds once, half
// away from zero, so that an amount and its reversal round alike.
func (f Fen) MulRateBP(rate int64) (Fen, error) {
	const one = 10_000
	fNeg, fm := f.magnitude()
	rNeg, rm := Fen(rate).magnitude()
	hi, lo := bits.Mul64(fm, rm)
	lo, carry := bits.Add64(lo, one/2, 0)
	hi += carry
	if hi >= one {
		return 0, ErrOverflow
	}
	m, _ := bits.Div64(hi, lo, one)
	return signed(fNeg != rNeg, m)
}

func signed(neg bool, m uint64) (Fen, error) {
	switch {
	case m <= math.MaxInt64 && neg:
		return -Fen(m), nil
	case m <= math.MaxInt64:
		return Fen(m), nil
	case neg && m == 1<<63:
		return math.MinInt64, nil
	}
	return 0, ErrOverflow
}

// Sum adds amounts and refuses to wrap around. The amounts are summed as given:
// where an intermediate sum does not fit, the result is ErrOverflow.
func Sum(amounts ...Fen) (Fen, error) {
	var total Fen
	for _, a := range amounts {
		next := total + a
		if (a > 0) != (next > total) && a != 0 {
			return 0, ErrOverflow
		}
		total = next
	}
	return total, nil
}
