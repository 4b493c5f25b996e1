package team

import "time"

// window is how long failed guesses are remembered.
const window = 15 * time.Minute

// The number of guesses that cost no wait.
const (
	freePerAccount = 4
	freePerAddress = 30 // an office signs in from one address
)

// waitAccount is the pause after the n-th failed guess at an account: none after the first four, then 15 s, doubling. The
// eleventh guess of a row falls 945 s after the fifth, so no 15 minutes hold more than ten.
func waitAccount(n int) time.Duration { return doubling(n-freePerAccount, 15*time.Second) }

// waitAddress is the pause after the n-th failed guess from a network address.
func waitAddress(n int) time.Duration { return doubling(n-freePerAddress, time.Second) }

func doubling(n int, first time.Duration) time.Duration {
	switch {
	case n <= 0:
		return 0
	case n > 12:
		return window
	}
	return min(window, first<<(n-1))
}

// seconds is a wait in whole seconds for people, at least 1.
func seconds(wait time.Duration) int { return max(1, int((wait+time.Second-1)/time.Second)) }
