// Package demo makes a company that never was: people, customers, leads and two years of follow-ups, the same ones for the
// same seed. It shows what the product looks like in use and gives tests and benchmarks their data.
//
// The world has its own laws (which source is good, who is good at which industry, how a deal moves); it knows nothing of the
// product's matching or scoring, so that what those find in it is found and not planted.
package demo
