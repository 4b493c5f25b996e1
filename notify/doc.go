// Package notify tells people what concerns them, inside the house: notices behind the bell. What leaves the house (mail,
// robots, webhooks) will go through it too.
//
// A notice says its kind, what it is about and the values of its sentence; the sentence itself is made when it is read, in the
// reader's language. Notices of one group and one day that stand alike (read, or not yet) come as one with a count. In the
// quiet hours of a member notices are written, but not counted by the bell until they end.
//
//	operation ──Tell──▶ notice rows + one journal entry a member ──▶ that member's open screens
package notify
