package team

import (
	"slices"

	"xiaoguan/base/fault"
	"xiaoguan/base/id"
)

// ErrCycle says that a group would come to hang under itself.
var ErrCycle = fault.Declare("group.cycle", fault.Conflict, "「{parent}」在「{group}」下面，不能反过来做它的上级", "{parent} is below {group} and cannot become its parent")

// below gives the group and all groups under it, nearest first.
func below(root id.ID, children map[id.ID][]id.ID) []id.ID {
	out := []id.ID{root}
	for i := 0; i < len(out); i++ {
		for _, c := range children[out[i]] {
			if !slices.Contains(out, c) {
				out = append(out, c)
			}
		}
	}
	return out
}

// childrenOf turns the parents of all groups into their children, in the order of groups.
func childrenOf(groups []*Group) map[id.ID][]id.ID {
	children := map[id.ID][]id.ID{}
	for _, g := range groups {
		if !g.Parent.IsZero() {
			children[g.Parent] = append(children[g.Parent], g.ID)
		}
	}
	return children
}

// mayHang judges whether group may hang under parent: the parent exists and is neither the group nor below it.
func mayHang(groups []*Group, group, parent id.ID) error {
	find := func(v id.ID) *Group {
		i := slices.IndexFunc(groups, func(g *Group) bool { return g.ID == v })
		if i < 0 {
			return nil
		}
		return groups[i]
	}
	to := find(parent)
	if to == nil {
		return fault.Wrong("parent_id", fault.Text{ZH: "没有这个小组", EN: "There is no such group"}, fault.Text{ZH: "选一个现有的小组", EN: "Choose a group that exists"})
	}
	if from := find(group); from != nil && slices.Contains(below(group, childrenOf(groups)), parent) {
		return ErrCycle.New(fault.Args{"parent": to.Name, "group": from.Name})
	}
	return nil
}
