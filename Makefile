# One command each; what a command needs it sets up itself (scripts/setup.sh). `make help` lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# everything the front end is built from, except what it makes itself
UI_SOURCES := $(shell find ui \( -path ui/node_modules -o -path ui/dist -o -path ui/e2e \) -prune -o -type f -not -name '*.go' -print 2>/dev/null)
GO_FLAGS := -trimpath -ldflags '-s -w'

.PHONY: help run test bench crash build lint fmt gen setup clean

help: ## this list
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' Makefile | expand -t 18

run: build ## set up, build and serve on http://127.0.0.1:8080, data in ./data
	bin/xiaoguan serve

test: setup build ## set up and run all tests: Go on SQLite and PostgreSQL, front end, browser stories
	scripts/with-postgres.sh scripts/test.sh

bench: build ## the benchmarks with their floors: a table and bench/out/*.json
	scripts/setup.sh postgres
	XIAOGUAN_POSTGRES_DURABLE=1 XIAOGUAN_TEST_BINARY=$(CURDIR)/bin/xiaoguan scripts/with-postgres.sh go run ./bench -million -doc

crash: build ## the long fault runs: kill -9, races for one lead
	scripts/setup.sh postgres
	XIAOGUAN_LONG=1 XIAOGUAN_TEST_BINARY=$(CURDIR)/bin/xiaoguan scripts/with-postgres.sh \
		go test -count=1 -v -timeout 12h -run '^TestCrash' ./...

build: ui/dist/app/index.html ## the static binary bin/xiaoguan with the web pages inside
	CGO_ENABLED=0 go build $(GO_FLAGS) -o bin/xiaoguan ./cmd/xiaoguan

lint: ui/node_modules/.installed ## gofmt, vet, staticcheck, repeated code, types and format of the front end
	scripts/lint.sh

fmt: ui/node_modules/.installed ## format everything
	gofmt -w $$(find . -name '*.go' -not -path './ui/node_modules/*')
	cd ui && npm run --silent fix

gen: ui/node_modules/.installed ## make generated files again: docs/openapi.json, the front end's client
	@mkdir -p out
	go run ./cmd/xiaoguan openapi > out/openapi.json
	mv out/openapi.json docs/openapi.json
	cd ui && npm run --silent gen

setup: ui/node_modules/.installed ## install what the tests need
	scripts/setup.sh compiler browser postgres

clean: ## remove what was built, not the data
	rm -rf bin out bench/out ui/dist/app ui/node_modules

ui/node_modules/.installed: ui/package.json ui/package-lock.json ui/.npmrc
	scripts/setup.sh tools npm
	@touch $@

ui/dist/app/index.html: ui/node_modules/.installed $(UI_SOURCES)
	cd ui && npm run --silent build
	@touch $@
