# make site    the study in content/ -> site/ and appendices/      make test    everything that is tested
# make check   the quick tests                                      make help    the other targets
# BUILD=DIR keeps objects elsewhere, PREFIX=DIR is where `make install` goes, NO_INSTALL=1 forbids apt.

BUILD   ?= build
PREFIX  ?= /usr/local
STUDY   ?= .
VERSION := 0.1.0

# V=1 shows the commands.
Q        = $(if $(V),,@)

CC       = gcc
WARNINGS = -Wall -Wextra -Werror -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wformat=2 \
           -Wundef -Wvla -Wwrite-strings -Wno-missing-field-initializers
CFLAGS  ?= -O2 -g
MODULES  = libcmark yaml-0.1 lua5.4 libutf8proc libmicrohttpd libgvc libcgraph zlib libzip
ALL_CFLAGS = -std=c11 -D_GNU_SOURCE -DVERSION='"$(VERSION)"' -DSHARE='"$(SHARE)"' -DLUNR='"$(LUNR)"' -Igenerator -pthread $(WARNINGS) \
             $(CFLAGS) $(shell pkg-config --cflags $(MODULES))
LIBS     = $(shell pkg-config --libs $(MODULES)) -pthread -lm

# The folder with the built-in layouts/ and lua/ that is tried when none lies beside the program.
SHARE    = $(PREFIX)/share/lampiran

# The search engine of the site, copied into it; LAMPIRAN_LUNR names another one when the program runs.
LUNR    ?= /usr/share/javascript/lunr/lunr.min.js

SOURCES := $(wildcard generator/*/*.c generator/*/*/*.c)
OBJECTS := $(SOURCES:generator/%.c=$(BUILD)/%.o)
PROGRAM := $(patsubst generator/%.c,$(BUILD)/%.o,$(wildcard generator/*.c))
SUPPORT := $(patsubst tests/%.c,$(BUILD)/tests/%.o,$(wildcard tests/support/*.c))
UNITS   := $(patsubst tests/unit/%.c,$(BUILD)/tests/unit/%,$(wildcard tests/unit/test_*.c))
FUZZERS  = $(addprefix $(BUILD)/tests/fuzz/,bibtex yaml markdown)
CORES   := $(shell nproc)

# Settings for objects of their own that watch every access and every undefined operation.
SANITIZED = BUILD=$(BUILD)/sanitized SHARE='$(CURDIR)' CFLAGS='-O1 -g -fsanitize=address,undefined -fno-sanitize-recover' \
            LDFLAGS=-fsanitize=address,undefined

.PHONY: all programs site zip pdf serve test check unit study golden golden-accept docs leaks guide search hosting spec fuzz bibliography serve-test latex latex-hosts latex-engines latex-lualatex latex-xelatex word-pages fault sanitize valgrind layers bench install clean help lint format
.SECONDARY:

all: $(BUILD)/lampiran

site: setup-build
	$(MAKE) --no-print-directory $(BUILD)/lampiran
	$(BUILD)/lampiran build $(STUDY)
	@echo "the site: $(STUDY)/site/index.html    the appendices: $(STUDY)/appendices/lampiran.tex"

# The site in a browser while you write; PORT=N for another port than 8000.
serve: setup-build
	$(MAKE) --no-print-directory $(BUILD)/lampiran
	@$(BUILD)/lampiran serve $(if $(PORT),--port $(PORT)) $(STUDY)

# The site as one file, for a USB stick: unpack it anywhere and open index.html.
zip: site
	@generator/setup/zip.py $(STUDY)/site $(BUILD)/site.zip

# As site, and the PDF of the appendices by the TeX that is installed, or that is installed now.
pdf: setup-build
	@command -v pdflatex >/dev/null || command -v lualatex >/dev/null || command -v xelatex >/dev/null || generator/setup/packages.sh pdf
	$(MAKE) --no-print-directory $(BUILD)/lampiran
	$(BUILD)/lampiran build --pdf $(STUDY)

$(BUILD)/lampiran: $(PROGRAM) $(BUILD)/modules.a
	@echo "ld $@"
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/modules.a: $(OBJECTS)
	@rm -f $@
	@ar rcs $@ $^

$(BUILD)/%.o: generator/%.c
	@mkdir -p $(@D)
	@echo "cc $<"
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# A test program: tests/unit/test_map.c -> build/tests/unit/test_map
$(BUILD)/tests/%: tests/%.c $(BUILD)/tests/support.a $(BUILD)/modules.a
	@mkdir -p $(@D)
	@echo "cc $<"
	$(Q)$(CC) $(ALL_CFLAGS) -Itests $(LDFLAGS) -MMD -MP -MF $@.d -o $@ $< $(BUILD)/tests/support.a $(BUILD)/modules.a $(LIBS) $(if $(findstring /unit/,$@),-lcmocka)

# What they share.
$(BUILD)/tests/support.a: $(SUPPORT)
	@rm -f $@
	@ar rcs $@ $^

$(BUILD)/tests/support/%.o: tests/support/%.c
	@mkdir -p $(@D)
	@echo "cc $<"
	$(Q)$(CC) $(ALL_CFLAGS) -Itests -MMD -MP -c -o $@ $<

-include $(OBJECTS:.o=.d) $(PROGRAM:.o=.d) $(SUPPORT:.o=.d) $(UNITS:=.d)

setup-%:
	@generator/setup/packages.sh $*

unit: $(UNITS)
	@for unit in $(UNITS); do $$unit || exit 1; done

# Broken studies, each with the diagnostics it must give (ACCEPT=1 takes what it gives now), and good ones built twice.
study: $(BUILD)/tests/study/run $(BUILD)/lampiran
	@$(BUILD)/tests/study/run $(if $(ACCEPT),--accept) tests/study/bad
	@tests/study/good.sh $(BUILD)/lampiran

# Works that are hard to print, and our bibliography against pandoc's on made-up works, two lists of 600, in both languages.
bibliography: $(BUILD)/tests/bibliography/cite_text $(BUILD)/lampiran
	@python3 tests/bibliography/hard.py $(BUILD)/lampiran
	@for list in "7 id" "10 id" "7 en" "10 en"; do \
	    python3 tests/bibliography/generate.py $(BUILD)/bibliography 600 $$list && \
	    python3 tests/bibliography/compare.py $< $(BUILD)/bibliography $${list#* } || exit 1; done

# Files cut short and with bytes changed, CHANGES times each, through the readers; under clang the programs are fuzzers.
fuzz: $(FUZZERS)
	$(BUILD)/tests/fuzz/bibtex tests/fuzz/bibtex/* tests/bibliography/hard.bib
	$(BUILD)/tests/fuzz/yaml tests/study/base/content/*.yaml tests/study/base/content/*/*.yaml tests/study/base/content/findings/*.md
	$(BUILD)/tests/fuzz/markdown tests/golden/*.md tests/fuzz/markdown/*

layers:
	@generator/setup/layers.sh

# The preview on loopback: saves and what pages hear of them, broken studies, hostile requests, signals.
serve-test: $(BUILD)/lampiran
	@python3 tests/serve/run.py $< .

# The appendices through a real TeX.
latex: setup-test $(BUILD)/lampiran $(BUILD)/tests/latex/hostile
	@tests/latex/run.sh $(BUILD) pdflatex
	@tests/latex/pdf.sh $(BUILD) pdflatex
	@tests/latex/biblatex.sh $(BUILD) pdflatex
	@tests/latex/word.sh $(BUILD)

# The appendices \input into theses of other classes.
latex-hosts: setup-test $(BUILD)/lampiran
	@tests/latex/hosts.sh $(BUILD) pdflatex

# Both through the other two engines; some minutes, and 300 MB more of TeX.
latex-engines: setup-test setup-test-engines $(BUILD)/lampiran $(BUILD)/tests/latex/hostile
	$(MAKE) --no-print-directory -j2 -Otarget latex-lualatex latex-xelatex
	@tests/latex/hosts.sh $(BUILD) xelatex lualatex

latex-lualatex latex-xelatex: latex-%: $(BUILD)/lampiran $(BUILD)/tests/latex/hostile
	@tests/latex/run.sh $(BUILD) $*
	@tests/latex/pdf.sh $(BUILD) $*

# The Word document as pages, to look at, if LibreOffice is installed.
word-pages: $(BUILD)/lampiran
	$(BUILD)/lampiran build --latex --docx --out $(BUILD)/word $(STUDY)
	soffice --headless --convert-to pdf --outdir $(BUILD)/word $(BUILD)/word/appendices/lampiran.docx

# Markdown in; our tree, diagnostics, HTML and LaTeX out. golden-accept takes what is found as right.
golden: $(BUILD)/lampiran
	@tests/golden/run.sh $<

golden-accept: $(BUILD)/lampiran
	@tests/golden/run.sh $< accept

# The 652 examples of the CommonMark specification, which npm fetches.
spec: $(BUILD)/tests/spec/spec tests/spec/node_modules/.package-lock.json
	@$< tests/spec/node_modules/commonmark-spec/spec.txt

tests/spec/node_modules/.package-lock.json: tests/spec/package-lock.json
	cd tests/spec && npm ci --silent && touch node_modules/.package-lock.json

# The site of content/ in Chromium, from a server and from its folder: WCAG, links, keyboard, print, weight, Lighthouse.
# And one whose quotes do not fit on one page.
browser: $(BUILD)/lampiran $(BUILD)/tests/bench/make_study tests/browser/node_modules/.package-lock.json
	@$< build --html --out $(BUILD)/browser .
	@$(BUILD)/tests/bench/make_study $(BUILD)/browser/large-study 10 900 5
	@sed -i '/^appendices:/d' $(BUILD)/browser/large-study/content/study.yaml
	@$< build --html --out $(BUILD)/browser/large $(BUILD)/browser/large-study 2>/dev/null
	@python3 tests/docs/links.py $(BUILD)/browser/large/site
	@$< build --html --out $(BUILD)/browser/bilingual tests/study/good-bilingual
	@cd tests/browser && SITE='$(abspath $(BUILD))/browser/site' LARGE='$(abspath $(BUILD))/browser/large/site' \
	    BILINGUAL='$(abspath $(BUILD))/browser/bilingual/site' node --test

tests/browser/node_modules/.package-lock.json: tests/browser/package-lock.json
	cd tests/browser && npm ci --silent && touch node_modules/.package-lock.json

# What is written about the program, and what it prints: the README's walk, the format guide, labels, links of the site.
docs: $(BUILD)/lampiran
	@tests/docs/run.sh $<

# Puts the tables of keys into the format guide.
guide: $(BUILD)/lampiran
	@python3 tests/docs/guide.py $< --write

# A study made to leak in many ways, one by one: the gate stops each. Another with every consent: no output shows too much.
leaks: $(BUILD)/lampiran
	@python3 tests/leaks/run.py $<
	@python3 tests/leaks/consent.py $<

# The site's search, run by node as the browser runs it: queries and the pages they must find.
# Another study is too large for a browser.
search: $(BUILD)/lampiran $(BUILD)/tests/bench/make_study
	@$< build --html --out $(BUILD)/search . && node tests/search/run.js $(BUILD)/search/site
	@$(BUILD)/tests/bench/make_study $(BUILD)/search/large-study 700 500 5
	@$< build --html --out $(BUILD)/search/large $(BUILD)/search/large-study 2>$(BUILD)/search/said
	@grep -q 'search-titles' $(BUILD)/search/said
	@node tests/search/large.js $(BUILD)/search/large/site
	@python3 tests/docs/links.py $(BUILD)/search/large/site

# nginx as layouts/hosting/ says, a host with the site in a folder, a ZIP file; what feed and sitemap tell.
hosting: $(BUILD)/lampiran
	@python3 tests/hosting/run.py $<

check: layers unit study golden docs search

# What the quick tests are made of, to be compiled on all cores.
programs: $(BUILD)/lampiran $(UNITS) $(BUILD)/tests/study/run $(FUZZERS)

# Everything. What is slow or needs more packages than the program comes after the quick tests.
test: setup-build setup-test
	$(MAKE) --no-print-directory -j$(CORES) programs
	$(MAKE) --no-print-directory check
	$(MAKE) --no-print-directory spec leaks serve-test browser hosting bibliography latex latex-hosts latex-engines fault sanitize valgrind

# Allocations and writes that fail, one by one.
fault: $(BUILD)/lampiran $(BUILD)/interpose.so
	@tests/fault/run.sh $(BUILD)/lampiran $(BUILD)/interpose.so tests/study/base

$(BUILD)/interpose.so: tests/fault/interpose.c
	$(Q)$(CC) -O2 -shared -fPIC -o $@ $< -ldl

# The quick tests again, every access and every undefined operation watched.
sanitize:
	$(MAKE) --no-print-directory -j$(CORES) $(SANITIZED) programs
	$(MAKE) --no-print-directory $(SANITIZED) CHANGES=50 unit study golden fuzz

valgrind: $(BUILD)/lampiran
	valgrind --quiet --child-silent-after-fork=yes --leak-check=full --error-exitcode=1 $(BUILD)/lampiran build --jobs 2 --docx --out $(BUILD)/valgrind tests/study/base

# Ratios against a bare cmark loop and against Hugo; takes some minutes.
bench: setup-build setup-bench
	$(MAKE) --no-print-directory $(BUILD)/lampiran $(BUILD)/tests/bench/make_study $(BUILD)/tests/bench/floor
	python3 tests/bench/run.py $(BUILD)

# DESTDIR is for packagers. The program finds what lies in share/ beside it, so the tree may be moved.
install: $(BUILD)/lampiran
	install -D -m 755 $(BUILD)/lampiran $(DESTDIR)$(PREFIX)/bin/lampiran
	install -D -m 644 generator/lampiran.1 $(DESTDIR)$(PREFIX)/share/man/man1/lampiran.1
	@for file in $$(find layouts lua -type f ! -path "layouts/pictures/*"); do \
	    install -D -m 644 $$file $(DESTDIR)$(SHARE)/$$file || exit 1; done

# What clang-tidy thinks of the program, by the rules of .clang-tidy; takes some minutes.
lint: setup-lint
	@printf '%s\n' $(wildcard generator/*.c) $(SOURCES) | \
	    xargs -P $$(nproc) -I{} clang-tidy --quiet {} -- $(filter-out -W%,$(ALL_CFLAGS)) 2>/dev/null

format: setup-lint
	clang-format -i $(wildcard generator/*.[ch] generator/*/*.[ch] generator/*/*/*.[ch] tests/*/*.[ch])

help:
	@sed -n 's/^# //p' Makefile | head -3
	@echo "Targets: site zip pdf serve test check unit study golden golden-accept docs leaks guide search hosting spec fuzz bibliography serve-test latex latex-hosts latex-engines word-pages fault sanitize valgrind layers bench install lint format clean"

clean:
	rm -rf $(BUILD)
