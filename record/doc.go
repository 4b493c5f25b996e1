// Package record is what all records share: declared types with their columns, lists with filters, order and keyset paging,
// search, sales modes with their stages, dictionaries and tags. It knows record types only as declarations that chapters
// register; it never names a chapter.
//
// A list is asked for as a page.Query. Every field in it must be declared by the type, every value must fit the declared
// kind; what is read is decided by the actor's scope alone (db.Visible). A cursor holds the sort values of the last row, so
// that a page costs the same at the end of a million rows as at their head.
//
// An import takes an uploaded table into records of one type: record parses, maps, previews and resumes it; the chapter
// registers an Importer, whose RowWriter knows what a row means. A running import moves in chunks, each one transaction with
// its progress, and may be killed anywhere.
package record
