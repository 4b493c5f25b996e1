// Package customer is the chapter of whom we know: companies and persons, with
// the contacts and contact points through which they are reached.
package customer
