package id

import (
	"encoding/binary"
	"io"
	"sync"
	"time"

	"xiaoguan/base/clock"
)

// Source makes ids that sort in the order they were made within one process.
type Source struct {
	mu   sync.Mutex
	now  clock.Clock
	rand io.Reader
	last uint64 // milliseconds<<12 | counter of the last id
}

// NewSource makes a Source of a clock and randomness (crypto/rand.Reader in the product, a seeded one in the demo).
func NewSource(now clock.Clock, rand io.Reader) *Source { return &Source{now: now, rand: rand} }

// New makes the next id; a broken source of randomness panics, since no id could be trusted any more.
func (s *Source) New() ID { return s.At(s.now()) }

// At makes an id dated t: rows brought in with their own date sort by it.
func (s *Source) At(t time.Time) ID {
	var v ID
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, err := io.ReadFull(s.rand, v[8:]); err != nil {
		panic("id: no randomness: " + err.Error())
	}
	tick := uint64(t.UnixMilli()) << 12
	if tick>>12 == s.last>>12 || (tick < s.last && s.last-tick < 4096<<12) {
		tick = s.last + 1 // same millisecond or a clock that stepped back a little: keep the order
	}
	s.last = tick
	binary.BigEndian.PutUint64(v[0:8], (tick>>12)<<16|0x7000|tick&0xfff)
	v[8] = v[8]&0x3f | 0x80
	return v
}

// Time is the instant an id was made, to the millisecond.
func (v ID) Time() time.Time {
	return time.UnixMilli(int64(binary.BigEndian.Uint64(v[0:8]) >> 16)).UTC()
}

// Floor is the smallest id dated t or later: the lower bound of «made since t».
func Floor(t time.Time) ID {
	var v ID
	binary.BigEndian.PutUint64(v[0:8], uint64(t.UnixMilli())<<16)
	return v
}
