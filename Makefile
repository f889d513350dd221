# Two commands: `make run` and `make test`. The rest is for those who change the code.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test test-long bench quality check format messages clean

run: $(VENV)/.run
	$(BIN)/streamlit run app.py

test: $(VENV)/.test
	./deploy/install_chromium
	$(BIN)/python -m pytest -m "not long"

test-long: $(VENV)/.bench
	./deploy/install_chromium
	./deploy/install_nginx
	$(BIN)/python -m pytest -m long

quality: $(VENV)/.test
	$(BIN)/python -m tests.report

check: $(VENV)/.test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

messages: $(VENV)/.run
	$(BIN)/python -m components.i18n extract

bench: $(VENV)/.bench
	./deploy/install_chromium
	$(BIN)/python -m bench pages
	$(BIN)/python -m bench load
	$(BIN)/python -m bench wall

clean:
	rm -rf $(VENV) var

$(VENV)/.run: requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/.test: $(VENV)/.run requirements-test.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-test.txt
	touch $@

$(VENV)/.bench: $(VENV)/.test requirements-bench.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-bench.txt
	touch $@
