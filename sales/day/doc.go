// Package day is 今天: what one person does today, in the order to do it, each with one line why.
//
//	overdue ── next contact before today: the oldest first, then the largest
//	due ────── next contact today: by the hour, then the largest
//	new ────── in hand, no next day and not spoken with since it came: the newest first
//
// It keeps nothing of its own: all of it is read from the leads and their log. A lead without a chance is dead and shows
// only on the day somebody set for it.
package day
