PYTHON ?= $(shell command -v python3.11 || command -v python3)
SETUP := $(PYTHON) scripts/setup
VENV := .venv/bin
# Node comes from the machine, else from the folder that set-up brought it to.
WITH_NODE = PATH="$$($(SETUP) node):$$PATH"

.DEFAULT_GOAL := help
.PHONY: help run setup test check format words lock bench bench-together bench-inbetween

help: ## Say what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 18

run: ## Install what is missing, then run the studio until Ctrl-C
	@$(SETUP) run
	@exec $(VENV)/python manage.py studio

setup: ## Install what tests and checks need
	@$(SETUP) test

# Browsers mostly wait, so what is tested in them runs beside all else; what is killed on purpose, alone after that.
test: setup ## Run every test; what this machine could not run is said at the end
	@mkdir -p build
	@$(WITH_NODE) node --test --test-timeout=60000 --test-reporter=dot tests/js/
	@$(VENV)/python -m pytest --quiet -p no:cacheprovider tests/browser >build/browser.txt 2>&1 & beside=$$!; \
		$(VENV)/python -m pytest --quiet --ignore=tests/browser --ignore=tests/crash; rest=$$?; \
		wait $$beside; browser=$$?; cat build/browser.txt; \
		$(VENV)/python -m pytest --quiet tests/crash; crash=$$?; \
		test "$$rest$$browser$$crash" = 000

check: setup ## Look at the code without running it
	@$(VENV)/ruff check --quiet
	@$(VENV)/ruff format --check --quiet
	@$(VENV)/mypy --no-error-summary
	@$(VENV)/lint-imports --no-logo
	@$(WITH_NODE) npm run --silent types
	@$(WITH_NODE) npm run --silent lint
	@$(VENV)/python manage.py makemigrations --check --dry-run
	@KF_HTTPS=1 KF_ALLOWED_HOSTS=kfweb.example KF_MAIL_URL=smtp://mail.example \
		$(VENV)/python manage.py check --deploy --fail-level WARNING

format: setup ## Put the code into its form
	@$(VENV)/ruff check --quiet --fix
	@$(VENV)/ruff format --quiet
	@$(WITH_NODE) npm run --silent format

lock: setup ## Choose the newest fitting packages and lock them
	@scripts/lock

bench: setup ## Measure the product; prints figures and writes them as JSON
	@$(VENV)/python -m tests.bench

bench-together: setup ## Measure many people at one project, a shared render, a killed server
	@$(VENV)/python -m tests.bench.together $(WHAT)

bench-inbetween: setup ## Measure the engine against true drawings: make bench-inbetween BENCH=FOLDER
	@$(VENV)/python -m tests.bench.inbetween $(if $(BENCH),--bench $(BENCH))
