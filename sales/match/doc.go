// Package match brings the right salesperson and the right lead together: by claim, by hand, in batches and by itself.
//
//	nobody's ──claim──▶ mine                      one winner; within the member's capacity
//	         ──assign─▶ somebody's                by whoever may, within his reach
//	         ──match──▶ preview ──▶ applied ──▶ undone     a batch: the exact optimum of fit, level and load
//
// A lead that comes in singly without an owner is matched by a job within seconds, unless the organisation has switched that
// off; an import is matched as a batch at its end. A bulk assignment is kept as a batch too, applied at once, so that it
// can be undone.
//
// Capacity is how many open leads a member carries. Claims and batches never exceed it; who assigns by hand decides himself.
//
// Order of holding within a transaction: the organisation's hand-out (for what touches many leads), then members, then leads.
// Everything here holds in that order, so two acts never wait for one another.
package match
