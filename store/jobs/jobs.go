// Package jobs runs work after the commit. A job is enqueued inside the business transaction, so it exists exactly when what
// it follows exists; handlers are idempotent, since a job may run twice. River keeps the queue; nothing outside this package
// names it.
package jobs

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"log/slog"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivertype"

	"xiaoguan/base/id"
	"xiaoguan/store/db"
)

// Job is a piece of work: its kind chooses the handler, the payload is a short JSON of ids.
type Job struct {
	Name    string          `json:"name"`
	Org     id.ID           `json:"org"`
	Payload json.RawMessage `json:"payload"`
}

// Kind is River's name for all of ours.
func (Job) Kind() string { return "xiaoguan" }

// Handler does one kind of work; an error means try again later.
type Handler func(ctx context.Context, org id.ID, payload []byte) error

// Queue enqueues and works jobs.
type Queue struct {
	client   *river.Client[*sql.Tx]
	handlers map[string]Handler
	log      *slog.Logger
}

// timeout is how long one job may run; long work goes on in a next job. stuck is when a job whose process died runs again.
const (
	timeout = 30 * time.Second
	stuck   = 45 * time.Second
)

// New makes the queue of a store. Handlers are added with Handle before Start.
func New(s *db.Store, log *slog.Logger) (*Queue, error) {
	q := &Queue{handlers: map[string]Handler{}, log: log}
	var driver riverdriver.Driver[*sql.Tx] = riversqlite.New(s.Jobs())
	if s.Engine == db.Postgres {
		driver = riverdatabasesql.New(s.Jobs())
	}
	workers := river.NewWorkers()
	river.AddWorker(workers, &worker{queue: q})
	client, err := river.NewClient(driver, &river.Config{
		Queues:  map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: 4}},
		Workers: workers, Logger: slog.New(quiet{log.Handler()}),
		FetchCooldown: 100 * time.Millisecond, FetchPollInterval: 500 * time.Millisecond,
		JobTimeout: timeout, RescueStuckJobsAfter: stuck,
	})
	if err != nil {
		return nil, fmt.Errorf("jobs: %w", err)
	}
	q.client = client
	return q, nil
}

// Handle registers the handler of a kind of job.
func (q *Queue) Handle(name string, h Handler) { q.handlers[name] = h }

// Enqueue adds a job within the transaction; due zero is at once.
func (q *Queue) Enqueue(ctx context.Context, tx *db.Tx, name string, org id.ID, payload any, due time.Time) error {
	body, err := json.Marshal(payload)
	if err != nil {
		return err
	}
	_, err = q.client.InsertTx(ctx, tx.Tx.Tx, Job{Name: name, Org: org, Payload: body}, &river.InsertOpts{ScheduledAt: due})
	return err
}

// Start begins to work; Stop waits for the jobs under way.
func (q *Queue) Start(ctx context.Context) error { return q.client.Start(ctx) }

// Stop ends the work, cancelling what does not finish in time.
func (q *Queue) Stop(ctx context.Context) error { return q.client.StopAndCancel(ctx) }

type worker struct {
	river.WorkerDefaults[Job]
	queue *Queue
}

// NextRetry tries again soon at first: most failures are a database that was away for a moment.
func (w *worker) NextRetry(job *river.Job[Job]) time.Time {
	return job.AttemptedAt.Add(time.Duration(job.Attempt*job.Attempt) * time.Second)
}

func (w *worker) Work(ctx context.Context, job *river.Job[Job]) error {
	h, ok := w.queue.handlers[job.Args.Name]
	if !ok {
		return river.JobCancel(fmt.Errorf("no handler for %q", job.Args.Name))
	}
	err := h(ctx, job.Args.Org, job.Args.Payload)
	if err != nil {
		w.queue.log.Warn("job failed", "job", job.Args.Name, "attempt", job.Attempt, "error", err)
	}
	return err
}

var _ rivertype.JobArgs = Job{}

// quiet lets only River's warnings through.
type quiet struct{ slog.Handler }

func (q quiet) Enabled(ctx context.Context, l slog.Level) bool {
	return l >= slog.LevelWarn && q.Handler.Enabled(ctx, l)
}
