# The commands of the project; `make help` lists them. GNU make 3.81 or newer, a POSIX shell.
#
#   PYTHON=/path/to/python3     the interpreter to set up with (else the newest of 3.11 to 3.13)
#   UKJP_ARTICLES=FOLDER        articles for `make report` (else the five briefs)
#   JOBS=2                      test processes
#   OPTIONS='-k money'          handed on to pytest

JOBS = 2
OPTIONS =
BIN = .venv/bin
NOTEBOOKS = find notebooks -name '*.ipynb' -not -path '*/.ipynb_checkpoints/*'

.DEFAULT_GOAL = help
.NOTPARALLEL:
.PHONY: help report test lint tables sample lab bench lock clean setup setup-test

help: ## list the commands
	@sed -n 's/^\([a-z]*\):[^#]*## /  make \1@/p' Makefile | awk -F@ '{ printf "%-14s %s\n", $$1, $$2 }'

report: setup ## set up .venv and write the briefing with both charts to reports/
	$(BIN)/ukjp report $(if $(UKJP_ARTICLES),-P articles="$$UKJP_ARTICLES")

test: setup-test ## set up what the tests need, run every check and test
	@sh scripts/system_packages.sh
	@$(MAKE) --no-print-directory lint
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder $(OPTIONS)

lint: setup-test ## run the checks alone: ruff, mypy, import-linter, notebooks
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --quiet --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(NOTEBOOKS) -exec $(BIN)/nbstripout --verify --keep-id {} +

tables: setup ## build data/tables from the briefs, and docs/data-dictionary.md
	$(BIN)/ukjp build data/articles --out data/tables
	$(BIN)/python -m ukjp.publishing.dictionary docs/data-dictionary.md

sample: setup ## build reports/sample, which the README shows, from the briefs
	$(BIN)/ukjp report -P articles=data/articles --formats html,figures --out build/sample
	mkdir -p reports/sample
	cp build/sample/briefing/briefing.html reports/sample/
	cp build/sample/briefing/figures/*.png reports/sample/
	sh scripts/sample_slides.sh reports/sample
	@# Few colours are in them: a palette makes them a third of the size.
	$(BIN)/python -c 'import sys; from PIL import Image; \
	    [Image.open(p).convert("RGB").quantize(256).save(p, optimize=True) for p in sys.argv[1:]]' \
	    reports/sample/*.png
	@# Needs the tests' browser; without it the picture stays as it is.
	$(BIN)/python scripts/explorer_picture.py reports/sample/explore.png

lab: setup ## open JupyterLab on the notebooks
	$(BIN)/jupyter lab $$([ "$$(id -u)" != 0 ] || echo --allow-root) notebooks

bench: setup-test ## measure speed and memory (LARGE=1: 100,000 articles, too)
	$(BIN)/python benchmarks/bench_extraction.py
	$(BIN)/python benchmarks/bench_memory.py $(if $(LARGE),--large)
	$(BIN)/python benchmarks/bench_watching.py $(if $(LARGE),10000,1000)
	$(BIN)/python benchmarks/bench_reports.py

lock: ## renew requirements.lock after a change of pyproject.toml (UPGRADE=1: newest versions)
	@sh scripts/setup.sh uv
	@unset UV_INDEX UV_EXTRA_INDEX_URL UV_FIND_LINKS UV_CONSTRAINT UV_OVERRIDE; \
	$(BIN)/uv --no-config pip compile --quiet --universal --python-version 3.11 \
	    --generate-hashes --no-emit-index-url --no-header --no-annotate \
	    --all-extras --group setup $(if $(UPGRADE),--upgrade) \
	    pyproject.toml --output-file requirements.lock

clean: ## remove what was built and .venv, not the tables and the sample report
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	rm -rf .hypothesis .benchmarks .jupyter
	[ ! -d reports ] || find reports -mindepth 1 -maxdepth 1 ! -name sample ! -name README.md \
	    -exec rm -rf {} +
	find ukjp tests benchmarks notebooks \( -name __pycache__ -o -name .ipynb_checkpoints \) \
	    -prune -exec rm -rf {} +

setup:
	@sh scripts/setup.sh run

setup-test:
	@sh scripts/setup.sh test
