// Command xiaoguan is the one binary: the server, the demo company and the tools around them.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"xiaoguan/app"
)

var cli struct {
	Serve   serve   `cmd:"" help:"Serve the web interface and the API."`
	Demo    demoCmd `cmd:"" help:"Make a deterministic demo company, or a leads file to import."`
	Recount recount `cmd:"" help:"Count every lead anew, compare with the counters of the dashboards and mend them."`
	Migrate migrate `cmd:"" help:"Bring the database schema up to date and stop."`
	OpenAPI openapi `cmd:"" name:"openapi" help:"Print the OpenAPI document."`
	Version version `cmd:"" help:"Print the version."`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	parsed := kong.Parse(&cli, kong.Name("xiaoguan"), kong.Description("销冠 Xiaoguan: sales management."), kong.UsageOnError())
	parsed.BindTo(ctx, (*context.Context)(nil))
	parsed.FatalIfErrorf(parsed.Run(app.Config{}))
}
