package db

import (
	"context"
	"sync"

	"xiaoguan/base/id"
)

// Numbers hands out human numbers (lead 1024) from blocks reserved ahead, so that no two writers wait for one row. A number
// taken and not used leaves a gap; numbers that must have none (contracts) are counted elsewhere.
type Numbers struct {
	dir  *Directory
	name string
	mu   sync.Mutex
	kept map[id.ID]*block
}

type block struct{ next, end int64 }

// reserve is how many numbers are taken from the database at a time.
const reserve = 200

// NewNumbers makes the source of one kind of number.
func NewNumbers(dir *Directory, name string) *Numbers {
	return &Numbers{dir: dir, name: name, kept: map[id.ID]*block{}}
}

// Take returns the first of n consecutive numbers. It must be called outside Write.
func (n *Numbers) Take(ctx context.Context, org id.ID, count int64) (int64, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	b := n.kept[org]
	if b == nil || b.end-b.next < count {
		size := max(reserve, count)
		var end int64
		err := n.dir.Of(org).Write(WithKey(ctx, nil), func(ctx context.Context, tx *Tx) error {
			return tx.NewRaw(`INSERT INTO number_block (org_id, name, next) VALUES (?, ?, ?)
ON CONFLICT (org_id, name) DO UPDATE SET next = number_block.next + ? RETURNING next`, org, n.name, size+1, size).Scan(ctx, &end)
		})
		if err != nil {
			return 0, err
		}
		b = &block{next: end - size, end: end}
		n.kept[org] = b
	}
	first := b.next
	b.next += count
	return first, nil
}
