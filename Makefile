# Every goal finds a JDK 25 by itself, as ./mien does. ARGS are handed on.
.DEFAULT_GOAL := help
.PHONY: help build check test fuzz bench run package clean

HOUSE := ./packaging/house.sh

help: ## this list
	@echo "mien: the open system for faces"
	@echo
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "  ./mien faces photos/   every face in a folder of photos"

build: ## compile and pack every module, without tests
	@$(HOUSE) build $(ARGS)

check: ## everything CI runs: format, compile, tests, architecture, javadoc, SBOM
	@$(HOUSE) check $(ARGS)

test: ## the tests alone; ARGS='-pl core' or ARGS='-Dtest=Box*' chooses
	@$(HOUSE) test $(ARGS)

fuzz: ## the long fuzz runs over damaged photos
	@$(HOUSE) fuzz $(ARGS)

bench: ## measurements; ARGS='accuracy --data ../shared/photos' chooses
	@./mien bench $(ARGS)

run: ## the mien command; ARGS='faces photos/' are its words
	@./mien $(ARGS)

package: ## a release that needs JDK 25 only: target/mien-VERSION.tar.gz, built twice and compared
	@$(HOUSE) package

clean: ## remove everything that was built
	@$(HOUSE) clean $(ARGS)
