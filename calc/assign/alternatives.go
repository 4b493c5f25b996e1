package assign

import (
	"cmp"
	"slices"
	"sync"
)

// Alternative is another bin for an item.
type Alternative struct {
	Bin int
	// Loss is by how much the greatest total falls when the item must go to this
	// bin and everything else is arranged anew as well as can be; never
	// negative, 0 for a choice that is just as good.
	Loss int64
}

// residual is what is left of a search to ask for alternatives: the arcs between
// the nodes with their potentials.
type residual struct {
	search
	mu sync.Mutex
	to map[int][]int64 // distances of all nodes to one
}

func (s *search) residual() *residual {
	r := &residual{search: *s, to: map[int][]int64{}}
	r.moves.heaps = nil
	return r
}

// Alternatives gives up to most other bins for an item, in order of loss and
// then of bin. Bins that are forbidden, or that cannot take the item whatever
// else is moved, are not among them. The answers are exact; the first for an
// item of a bin costs O(m²), further ones O(m·log m). It may be called from
// several goroutines.
//
// Forcing item i from bin j to bin k leaves k with one too many and j with one
// too few, so the rest of the best arrangement is a shortest path from k to j in
// the residual network.
func (r Result) Alternatives(item, most int) []Alternative {
	if r.residual == nil || item < 0 || item >= len(r.Bin) {
		return nil
	}
	res := r.residual
	now := int(res.at[item])
	dist := res.distances(now)
	var all []Alternative
	for bin := range res.Capacity {
		score := res.score(item, bin)
		if bin == now || score == Forbidden || dist[bin] >= far/2 {
			continue
		}
		all = append(all, Alternative{bin, int64(res.score(item, now)) - int64(score) + dist[bin]})
	}
	slices.SortFunc(all, func(a, b Alternative) int {
		return cmp.Or(cmp.Compare(a.Loss, b.Loss), cmp.Compare(a.Bin, b.Bin))
	})
	return all[:min(len(all), max(0, most))]
}

// distances gives the lengths of the shortest paths from every node to target.
func (r *residual) distances(target int) []int64 {
	r.mu.Lock()
	defer r.mu.Unlock()
	if d, ok := r.to[target]; ok {
		return d
	}
	sink := r.nodes
	dist := make([]int64, r.nodes+1)
	finished := make([]bool, r.nodes+1)
	for node := range dist {
		dist[node] = far
	}
	dist[target] = 0
	for {
		near := -1
		for node, d := range dist {
			if !finished[node] && d < far && (near < 0 || d < dist[near]) {
				near = node
			}
		}
		if near < 0 {
			break
		}
		finished[near] = true
		for node := range dist {
			if cost, ok := r.arc(node, near, sink); ok && !finished[node] {
				dist[node] = min(dist[node], dist[near]+cost+r.potential(node)-r.potential(near))
			}
		}
	}
	for node := range dist {
		if dist[node] < far {
			dist[node] += r.potential(target) - r.potential(node)
		}
	}
	r.to[target] = dist
	return dist
}

func (r *residual) potential(node int) int64 {
	if node == r.nodes {
		return r.sinkPot
	}
	return r.pot[node]
}

// arc gives the cost of the residual arc between two nodes: moving the best item
// over, taking one more item in (to the sink), giving one up (from the sink).
func (r *residual) arc(from, to, sink int) (int64, bool) {
	switch {
	case from == to:
		return 0, false
	case to == sink:
		if !r.spare(from) {
			return 0, false
		}
		return r.load(from, r.count[from]), true
	case from == sink:
		if r.count[to] == 0 {
			return 0, false
		}
		return -r.load(to, r.count[to]-1), true
	}
	gain := r.moves.row(from)[to]
	return -gain, gain != noMove
}
