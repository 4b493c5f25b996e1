package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime/debug"

	"xiaoguan/app"
)

type serve struct{}

func (serve) Run(ctx context.Context, cfg app.Config) (err error) {
	a, err := app.New(ctx, cfg)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	return a.Serve(ctx)
}

type migrate struct{}

func (migrate) Run(ctx context.Context, cfg app.Config) error {
	a, err := app.New(ctx, cfg)
	if err != nil {
		return err
	}
	fmt.Println("schema is up to date")
	return a.Close()
}

type openapi struct{}

func (openapi) Run(ctx context.Context) (err error) {
	dir, err := os.MkdirTemp("", "xiaoguan-openapi")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	a, err := app.New(ctx, app.Config{Data: dir, Database: dir + "/x.db"})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	doc, err := a.OpenAPI()
	if err != nil {
		return err
	}
	_, err = os.Stdout.Write(doc)
	return err
}

type version struct{}

func (version) Run() error {
	info, _ := debug.ReadBuildInfo()
	fmt.Println("xiaoguan", info.Main.Version, info.GoVersion)
	return nil
}
