package main

import (
	"bytes"
	"database/sql"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"
)

// machine names where the figures come from.
type machine struct {
	Date       string `json:"date"`
	Cores      int    `json:"cores"`
	Memory     string `json:"memory"`
	CPU        string `json:"cpu"`
	Kernel     string `json:"kernel"`
	Go         string `json:"go"`
	Postgres   string `json:"postgres,omitempty"`
	Fsync      string `json:"fsync"` // median of writing and syncing 4 kB
	LoadBefore string `json:"load_before"`
	LoadAfter  string `json:"load_after"`
}

func describe(folder string) machine {
	m := machine{Date: time.Now().Format("2006-01-02 15:04"), Cores: runtime.NumCPU(), Go: runtime.Version(), LoadBefore: loadAverage()}
	m.CPU = field("/proc/cpuinfo", "model name")
	m.Memory = field("/proc/meminfo", "MemTotal")
	if b, err := os.ReadFile("/proc/version"); err == nil {
		m.Kernel = strings.Join(strings.Fields(string(b))[:3], " ")
	}
	m.Fsync = fsync(folder)
	return m
}

// field is the value behind the first "name :" of a file.
func field(path, name string) string {
	b, err := os.ReadFile(path)
	if err != nil {
		return "unknown"
	}
	for line := range strings.Lines(string(b)) {
		if key, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(key) == name {
			return strings.TrimSpace(value)
		}
	}
	return "unknown"
}

func loadAverage() string {
	b, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	return strings.Join(strings.Fields(string(b))[:3], " ")
}

// fsync measures what a commit cannot do without.
func fsync(folder string) string {
	f, err := os.CreateTemp(folder, "fsync")
	if err != nil {
		return "unknown"
	}
	defer os.Remove(f.Name())
	defer f.Close()
	block := bytes.Repeat([]byte{1}, 4096)
	took := make([]time.Duration, 200)
	for i := range took {
		began := time.Now()
		if _, err := f.Write(block); err != nil {
			return "unknown"
		}
		if err := f.Sync(); err != nil {
			return "unknown"
		}
		took[i] = time.Since(began)
	}
	slices.Sort(took)
	return fmt.Sprintf("%d µs (p95 %d µs)", took[100].Microseconds(), took[190].Microseconds())
}

func (e pgEngine) version() string {
	d, err := sql.Open("pgx", e.dsn)
	if err != nil {
		return "unknown"
	}
	defer d.Close()
	var version, sync, commit, buffers string
	for name, into := range map[string]*string{"server_version": &version, "fsync": &sync, "synchronous_commit": &commit, "shared_buffers": &buffers} {
		if err := d.QueryRow("SHOW " + name).Scan(into); err != nil {
			return "unknown"
		}
	}
	return fmt.Sprintf("%s (fsync %s, synchronous_commit %s, shared_buffers %s)", version, sync, commit, buffers)
}

func binarySize(path string) float64 {
	info, err := os.Stat(path)
	if err != nil {
		return 0
	}
	return float64(info.Size()) / (1 << 20)
}
