package assign

import "math"

const (
	far    = math.MaxInt64 / 4  // the distance of what cannot be reached
	noMove = -math.MaxInt64 / 4 // the gain of a move for which there is no item
)

// search is the flow so far. Its nodes are the bins, one more bin that means
// nowhere (unlimited, free of load), and a sink to which a bin leads at the cost
// of its next item.
//
// The invariant: with the potentials, every arc of the residual network costs at
// least nothing. So no chain of moves around a circle gains anything, which is
// what makes the flow the best of its size.
type search struct {
	Problem
	nodes   int // bins and nowhere
	nowhere int // the last node

	at    []int32 // the node of each item; -1: not yet placed
	count []int   // items in each node; never falls

	moves    moves
	pot      []int64 // potential of each node
	sinkPot  int64
	dist     []int64 // reduced distance from the item being placed
	from     []int32 // the node before on the path; -1: the item itself
	finished []bool
}

func newSearch(p Problem) *search {
	nodes := len(p.Capacity) + 1
	s := &search{
		Problem: p, nodes: nodes, nowhere: nodes - 1,
		at: make([]int32, len(p.Score)), count: make([]int, nodes),
		pot: make([]int64, nodes), dist: make([]int64, nodes), from: make([]int32, nodes), finished: make([]bool, nodes),
	}
	for item := range s.at {
		s.at[item] = -1
	}
	s.moves = newMoves(nodes)
	for node := range nodes {
		if s.spare(node) {
			s.sinkPot = min(s.sinkPot, s.load(node, 0))
		}
	}
	return s
}

func (s *search) score(item, node int) int32 {
	if node == s.nowhere {
		return s.Unassigned
	}
	return s.Score[item][node]
}

func (s *search) load(node, k int) int64 {
	if node == s.nowhere || s.LoadCost == nil {
		return 0
	}
	return s.LoadCost(node, k)
}

func (s *search) spare(node int) bool { return node == s.nowhere || s.count[node] < s.Capacity[node] }

// place brings one more item in along the cheapest path.
func (s *search) place(item int) {
	end, length := s.shortest(item)
	for node, d := range s.dist {
		s.pot[node] += min(d, length)
	}
	s.sinkPot += length
	s.shift(item, end)
}

// shortest is Dijkstra's search on a dense graph: it gives the node in which the
// path ends and the reduced distance of the sink behind it. It stops at the
// sink, so distances beyond that one are upper bounds only.
func (s *search) shortest(item int) (end int, length int64) {
	for node := range s.nodes {
		s.dist[node], s.from[node], s.finished[node] = far, -1, false
		if score := s.score(item, node); score != Forbidden {
			s.dist[node] = -int64(score) - s.pot[node]
		}
	}
	end, length = -1, far
	for {
		near := -1
		nearest := length
		for node, d := range s.dist {
			if d < nearest && !s.finished[node] {
				near, nearest = node, d
			}
		}
		if near < 0 {
			return end, length
		}
		s.finished[near] = true
		if s.spare(near) {
			if d := nearest + s.load(near, s.count[near]) + s.pot[near] - s.sinkPot; d < length {
				end, length = near, d
			}
		}
		s.relax(near, nearest)
	}
}

func (s *search) relax(near int, nearest int64) {
	base := nearest + s.pot[near]
	for node, gain := range s.moves.row(near) {
		if gain == noMove || s.finished[node] {
			continue
		}
		if d := base - gain - s.pot[node]; d < s.dist[node] {
			s.dist[node], s.from[node] = d, int32(near)
		}
	}
}

// shift moves the items along the path that ends in the node end, from there
// backwards, and puts the new item at its start. Heaps are mended only when all
// have moved, since a move is chosen by the state before.
func (s *search) shift(item, end int) {
	s.count[end]++
	type move struct{ item, to int }
	var path []move
	node := end
	for s.from[node] >= 0 {
		before := int(s.from[node])
		path = append(path, move{s.moves.best(before, node), node})
		node = before
	}
	path = append(path, move{item, node})
	for _, m := range path {
		s.at[m.item] = int32(m.to)
	}
	for _, m := range path {
		for node := range s.nodes {
			if score := s.score(m.item, node); node != m.to && score != Forbidden {
				s.moves.push(m.to, node, m.item, int64(score)-int64(s.score(m.item, m.to)))
			}
		}
	}
	for _, m := range path {
		s.moves.mend(m.to, s.at, s.count[m.to])
	}
}
