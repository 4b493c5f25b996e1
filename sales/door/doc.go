// Package door is every way in. Whoever brings a lead, a person at a screen, a file, later a form or an interface, it
// passes one intake:
//
//	check ──▶ known under its external id? ──▶ same company or phone as an open lead? ──▶ lead.Add
//	  │                 │                                   │
//	  ▼                 ▼                                   ▼
//	refused          skipped                     told, merged, skipped or created, as the way in says
//
// A file is an import: uploaded, mapped by guess and by hand, previewed without writing, then taken in by a job in chunks,
// each chunk one transaction with its progress, so that a killed import goes on where it stopped and no row is lost or doubled.
package door
