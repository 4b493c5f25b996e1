// Package xiaoguan is the root of the module. It holds no code, only the tests that keep the shape of the house:
// layout_test.go (rooms, story, file rules) and versions_test.go (pinned versions that must move together).
package xiaoguan
