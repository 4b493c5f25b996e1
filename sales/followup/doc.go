// Package followup is the rhythm of a pursuit: every touch as it happened, and when the next one is due.
//
//	touch ──▶ log (append-only) ──▶ lead: count, first and last touch, silence, next day, chance, stage
//	postpone ─────────────────────▶ lead: next day
//
// A touch is kept as it was told and is never changed or removed: what turned out wrong is told by a further touch. What
// lists and rules need of it stands on the lead, written in the same transaction. Whoever logs a touch is its member, also
// where somebody else owns the lead.
package followup
