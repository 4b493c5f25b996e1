// Package customer is the chapter of whom we know: companies and persons, the contacts one talks to there, and the phones,
// mail addresses and WeChat ids they are reached by.
//
// A customer is one legal entity or one person. What two spellings of it share is its key: the credit code, else the
// normalised name of a company or the phone of a person. A key belongs to one customer of the organisation (customer_key), and
// claiming it is one statement that waits for whoever claims the same one: so the thousandth lead of a company, and the
// second in the same instant, find the customer the first one made.
//
//	lead comes in ──Link──▶ key known? ──yes──▶ that customer
//	                            └──no──▶ new customer, its key, spell, search document, journal
//	entry by hand ─Create─▶ key known? ──yes──▶ refused, saying who owns it
//
// Phones and mail addresses leave masked; reveal gives one phone and the journal keeps who asked.
package customer
