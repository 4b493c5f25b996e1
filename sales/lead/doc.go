// Package lead is the pursuit: from the first sign of interest to won or lost.
//
//	        touch, stage, chance
//	           ┌───────┐
//	intake ──▶ open ───┴──▶ won      the first business; the next one is a new lead on the same customer
//	           │  ▲   └───▶ lost     with a reason
//	           │  └─────── reopen    undoes either
//	           └ chance 无 = open and dead: kept, handed out again from time to time
//
// A stage belongs to the lead's sales mode and says how far the pursuit has come; the chance (大 一般 小 无) says how likely
// it is, and 小 and 无 need a reason. Who owns a lead is a history of spells; the group is frozen with the spell. A lead
// without owner is in nobody's hands and may be claimed.
//
// Other chapters change a lead only through Save, which keeps row, journal and search in step.
package lead
