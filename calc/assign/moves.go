package assign

import "slices"

// moves keeps, for each ordered pair of nodes, the items that could move from
// the first to the second, the most gainful on top.
//
// An entry packs gain and item into one word whose order is the order wanted:
// greater gain first, then the smaller item. Items that have left the first node
// stay in its heaps until they come to the top or the heap is rebuilt.
type moves struct {
	nodes int
	heaps [][]uint64
	top   []int64 // gain on top of each heap, noMove where it is empty
}

const (
	itemBits = 31
	itemMask = 1<<itemBits - 1
	gainZero = 1 << 32 // scores have 32 bits, so gains lie within ±2³²
)

func pack(gain int64, item int) uint64 {
	return uint64(gain+gainZero)<<itemBits | uint64(itemMask-item)
}

func unpack(entry uint64) (gain int64, item int) {
	return int64(entry>>itemBits) - gainZero, itemMask - int(entry&itemMask)
}

func newMoves(nodes int) moves {
	m := moves{nodes: nodes, heaps: make([][]uint64, nodes*nodes), top: make([]int64, nodes*nodes)}
	for i := range m.top {
		m.top[i] = noMove
	}
	return m
}

// row gives the best gain from a node to each.
func (m *moves) row(from int) []int64 { return m.top[from*m.nodes : (from+1)*m.nodes] }

// best gives the item whose move gains most.
func (m *moves) best(from, to int) int {
	_, item := unpack(m.heaps[from*m.nodes+to][0])
	return item
}

func (m *moves) push(from, to, item int, gain int64) {
	h := append(m.heaps[from*m.nodes+to], pack(gain, item))
	child := len(h) - 1
	for child > 0 {
		parent := (child - 1) / 2
		if h[parent] >= h[child] {
			break
		}
		h[parent], h[child] = h[child], h[parent]
		child = parent
	}
	m.heaps[from*m.nodes+to] = h
}

// mend takes items that have left the node off the tops of its heaps and notes
// the gains. A heap with more strangers than items of the node, which number
// count, is rebuilt.
func (m *moves) mend(from int, at []int32, count int) {
	stays := func(entry uint64) bool {
		_, item := unpack(entry)
		return at[item] == int32(from)
	}
	for i := from * m.nodes; i < (from+1)*m.nodes; i++ {
		h := m.heaps[i]
		if len(h) > 2*count+16 {
			h = rebuild(h, stays)
		}
		for len(h) > 0 && !stays(h[0]) {
			h = pop(h)
		}
		m.heaps[i] = h
		m.top[i] = noMove
		if len(h) > 0 {
			m.top[i], _ = unpack(h[0])
		}
	}
}

// rebuild keeps each entry that stays once; falling order is a heap.
func rebuild(h []uint64, stays func(uint64) bool) []uint64 {
	h = slices.DeleteFunc(h, func(e uint64) bool { return !stays(e) })
	slices.SortFunc(h, func(a, b uint64) int {
		switch {
		case a > b:
			return -1
		case a < b:
			return 1
		}
		return 0
	})
	return slices.Compact(h)
}

func pop(h []uint64) []uint64 {
	last := len(h) - 1
	h[0] = h[last]
	h = h[:last]
	parent := 0
	for {
		child := 2*parent + 1
		if child >= last {
			return h
		}
		if child+1 < last && h[child+1] > h[child] {
			child++
		}
		if h[parent] >= h[child] {
			return h
		}
		h[parent], h[child] = h[child], h[parent]
		parent = child
	}
}
