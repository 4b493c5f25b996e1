// Package app puts the house together by hand: it opens the store, makes each chapter with what it needs, mounts their
// routes, registers projections and reactions, starts jobs and serves the front end.
package app
