# What a person types here. Each target is one command or one script. What is missing on the machine
# is installed where that is allowed; else the one command to type is said.
# To add a target: name it in .PHONY, and write what it does after `##`, for `make help`.

.PHONY: help run test check format schema simulate fuzz bench disconnects clean
.DEFAULT_GOAL := help

swift_files = Package.swift Sources Tests \
	$(wildcard Benchmarks/Package.swift Benchmarks/Sources Fuzzing/Package.swift Fuzzing/Sources)

help: ## lists these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' Makefile

run: ## builds the gateway and runs it with two demo boards, no hardware needed
	@scripts/run.sh

test: ## builds everything and runs all tests
	@scripts/test.sh

check: ## checks formatting, scripts and the rules of the tree
	@scripts/check.sh $(swift_files)

format: ## formats every Swift file
	@scripts/prepare.sh build
	swift format --in-place --recursive $(swift_files)

schema: ## writes Tests/HistoryTests/schema.sql from migrations/
	@scripts/schema.sh Tests/HistoryTests/schema.sql

simulate: ## plays random lives of a lease; SEED=42 repeats one, SEEDS=1000 plays so many
	@scripts/prepare.sh build
	swift run -c release simulate $(if $(SEED),--seed $(SEED),--seeds $(or $(SEEDS),200))

fuzz: ## looks for bytes that break the telnet module; SECONDS=600 so long
	@scripts/fuzz.sh $(SECONDS)

bench: ## measures hand-over and recording
	@scripts/prepare.sh build
	swift run --package-path Benchmarks -c release bench

disconnects: ## compares how clients leave, and writes docs/DISCONNECTS.md; ONLY="fin rst" some
	@scripts/disconnects.sh $(ONLY)

clean: ## removes what was built
	rm -rf .build Benchmarks/.build Fuzzing/.build
