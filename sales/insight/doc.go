// Package insight is what the leader sees: how many leads came in, were followed and were won, by source, person, group,
// month and mode, exact at every moment. It writes nothing but its own projections.
//
// Words. Taken in (接入): accepted at a door after deduplication, dated at intake. Followed (已跟进): of those, with at least
// one touch. Won (赢单): a lead is won once. The cohort rate (同批转化率) is won ÷ taken in of the leads taken in within the
// period, whenever they were won; the period rate (当期转化率) sets the leads won within the period against those taken in.
//
// The figures come from counters that follow every lead in the same transaction: a lead contributes to a few cells by its
// facts, an act changes its contribution from the facts before to the facts after. Recount folds the same contributions over
// all leads and must find the same cells.
package insight
