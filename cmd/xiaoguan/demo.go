package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"xiaoguan/app"
	"xiaoguan/app/demo"
	"xiaoguan/base/id"
)

type demoCmd struct {
	People int    `default:"12" help:"Salespeople."`
	Leads  int    `default:"1286" help:"Leads."`
	Years  int    `default:"2" help:"Years of history."`
	Seed   uint64 `default:"20261124" help:"The same seed makes the same company."`
	XLSX   string `name:"xlsx" placeholder:"FILE" help:"Write a leads file to import instead."`
	Rows   int    `default:"200000" help:"Rows of that file."`
}

func (c demoCmd) Run(ctx context.Context, cfg app.Config) (err error) {
	if c.XLSX != "" {
		return c.sheet()
	}
	a, err := app.New(ctx, cfg)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	made, err := a.Plant(ctx, demo.Size{People: c.People, Leads: c.Leads, Years: c.Years, Seed: c.Seed}, id.ID{}, id.ID{}, func(n int) {
		if n%1000 == 0 {
			fmt.Fprintf(os.Stderr, "%d leads\n", n)
		}
	})
	if err != nil {
		return err
	}
	fmt.Printf("%s: %d leads, %d touches\npassword of all: %s\n", demo.Company, made.Leads, made.Touches, made.Password)
	for _, l := range made.Logins {
		fmt.Printf("%-14s %-14s %s %s\n", l.Phone, l.Role, l.Name, l.Group)
	}
	return nil
}

func (c demoCmd) sheet() (err error) {
	out, err := os.Create(c.XLSX)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	return demo.Sheet(out, c.Rows, c.Seed)
}

type recount struct {
	Check bool `help:"Only say what differs."`
}

func (c recount) Run(ctx context.Context, cfg app.Config) (err error) {
	a, err := app.New(ctx, cfg)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	orgs, err := a.Organisations(ctx)
	if err != nil {
		return err
	}
	for _, o := range orgs {
		wrong, err := a.Insight.Recount(ctx, o.ID, !c.Check)
		if err != nil {
			return err
		}
		fmt.Printf("%s: %d counters differ\n", o.Name, wrong)
	}
	return nil
}
