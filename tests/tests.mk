# The tests, included by the Makefile. Each runs through tests/run.sh, which keeps what it prints in build/results/ and
# shows it when it fails (or with V=1); `summary` counts them all at the end. tests/README.md says what each one is.

SUPPORT := $(patsubst tests/%.c,$(BUILD)/tests/%.o,$(wildcard tests/support/*.c))
UNITS   := $(patsubst tests/unit/%.c,$(BUILD)/tests/unit/%,$(wildcard tests/unit/test_*.c))
FUZZERS := $(patsubst tests/%.c,$(BUILD)/tests/%,$(wildcard tests/fuzz/*.c))
STUDIES := $(BUILD)/tests/study/run
UNITS_RUN := $(UNITS:$(BUILD)/tests/unit/test_%=unit-%)
WORD_HTML := $(BUILD)/tests/docs/word_html
MADE    := $(BUILD)/tests/bench/make_study
RUN      = tests/run.sh $(BUILD)/results
SUMMARY  = @tests/summary.sh $(BUILD)/results

# Messages are English, whatever language who runs the tests prefers.
export LC_ALL := C.UTF-8

# A python3 that is a script, as that of pyenv, looks for the real one at each start, for longer than most scripts of the
# tests run: it is asked once.
ifneq ($(shell head -c 2 "$$(command -v python3)" 2>/dev/null | grep -c '^.!'),0)
export PATH := $(shell python3 -c 'import os, sys; print(os.path.dirname(sys.executable))'):$(PATH)
endif

# All cores, unless the caller said how many.
PARALLEL = $(if $(filter -j%,$(MAKEFLAGS)),,-j$(CORES))

# Settings for objects of their own that watch every access and every undefined operation. They stand at fixed addresses,
# as each start would move 250,000 pointers otherwise.
SANITIZED = BUILD=$(BUILD)/sanitized ONCE=once SHARE='$(CURDIR)' LDFLAGS='-no-pie -fsanitize=address,undefined' \
            CFLAGS='-O1 -g -fno-pie -fsanitize=address,undefined -fno-sanitize-recover'

QUICK = layers unit study-bad golden docs search
# The rest runs together, the longest first: one job more than there are cores, as some of them wait more than they
# work. What measures time runs alone, when all others are done.
TOGETHER = latex-hosts-engines sanitize browser-pages latex-run-lualatex latex-run-xelatex latex-run-pdflatex latex-pdf-lualatex \
         latex-pdf-xelatex latex-pdf-pdflatex latex-hosts serve-test docs-long study-good portable fault valgrind hostile latex-biblatex \
         latex-word office bibliography leaks exchange hosting edit scripts words spec
# Packages are there by then; what asked for them once more would start last of all.
INSTALLED = -o deps-test -o deps-test-engines
TIMED    = browser-times
MORE     = $(if $(filter -j%,$(MAKEFLAGS)),,-j$(shell expr $(CORES) + 1))

.PHONY: test check quick programs fresh-results $(QUICK) $(filter-out browser-% latex-run-% latex-pdf-%,$(TOGETHER)) $(UNITS_RUN) study browser \
        latex latex-engines golden-accept guide fuzz word-pages bench lint format

test: deps deps-test deps-test-engines ## everything that is tested; installs the Debian packages that are missing
	$(Q)$(MAKE_HERE) -j$(CORES) WERROR=-Werror programs
	+$(Q)$(MAKE_HERE) check
	+$(Q)$(MAKE_HERE) $(MORE) $(INSTALLED) $(TOGETHER)
	$(Q)$(MAKE_HERE) $(TIMED)
	$(SUMMARY)

check: fresh-results ## the quick tests, on all cores
	+$(Q)$(MAKE_HERE) $(PARALLEL) WERROR=-Werror quick
	$(SUMMARY)

quick: $(QUICK)

fresh-results:
	@rm -rf $(BUILD)/results

programs: all $(UNITS) $(STUDIES) $(FUZZERS) $(MADE) $(WORD_HTML)

# A test program: tests/unit/test_map.c -> build/tests/unit/test_map
$(BUILD)/tests/%: tests/%.c $(BUILD)/tests/support.a $(BUILD)/modules.a
	@mkdir -p $(@D) && echo "cc $<"
	$(Q)$(COMPILE) -Itests $(LDFLAGS) -MMD -MP -MF $@.d -o $@ $< $(BUILD)/tests/support.a $(BUILD)/modules.a $(LIBS) $(if $(findstring /unit/,$@),-lcmocka)

# It reads a study as the whole program does.
$(WORD_HTML): tests/docs/word_html.c $(BUILD)/pipeline.o $(BUILD)/modules.a
	@mkdir -p $(@D) && echo "cc $<"
	$(Q)$(COMPILE) $(LDFLAGS) -MMD -MP -MF $@.d -o $@ $< $(BUILD)/pipeline.o $(BUILD)/modules.a $(LIBS)

$(BUILD)/tests/support.a: $(SUPPORT)
	@rm -f $@ && ar rcs $@ $^

$(BUILD)/tests/support/%.o: tests/support/%.c
	@mkdir -p $(@D) && echo "cc $<"
	$(Q)$(COMPILE) -Itests -MMD -MP -c -o $@ $<

# The program and some tests once more with all that takes the place of Linux's own calls on other systems; only what
# asks for them is compiled anew.
PORTABLE_OBJECTS := $(patsubst generator/%.c,$(BUILD)/portable/%.o,$(shell grep -l '"base/platform.h"' generator/*/*.c))
PORTABLE_TESTS := process publish serve_watch edit
$(BUILD)/portable/%.o: generator/%.c
	@mkdir -p $(@D) && echo "cc $< (portable)"
	$(Q)$(COMPILE) -O0 -DPORTABLE -MMD -MP -c -o $@ $<
$(BUILD)/portable/test_%: tests/unit/test_%.c $(PORTABLE_OBJECTS) $(BUILD)/tests/support.a $(BUILD)/modules.a
	$(Q)$(COMPILE) -Itests $(LDFLAGS) -o $@ $< $(filter %.o,$^) $(filter %.a,$^) $(LIBS) -lcmocka
$(BUILD)/lampiran-portable: $(PROGRAM) $(PORTABLE_OBJECTS) $(BUILD)/modules.a
	$(Q)$(COMPILE) $(LDFLAGS) -o $@ $^ $(LIBS)

portable: $(BUILD)/lampiran-portable $(PORTABLE_TESTS:%=$(BUILD)/portable/test_%) ## what other systems than Linux run
	@$(RUN) $@ tests/portable/run.sh $(BUILD) $(PORTABLE_TESTS)

layers: $(BUILD)/lampiran ## prove that includes and symbols point one way between rooms, and each library has one door
	@$(RUN) $@ generator/setup/layers.sh $(BUILD)

unit: $(UNITS_RUN) ## the rooms, function by function (cmocka)
$(UNITS_RUN): unit-%: $(BUILD)/tests/unit/test_%
	@$(RUN) $@ $<

study: study-bad study-good ## broken studies and their diagnostics; good ones built twice (ACCEPT=1 takes what is said)
study-bad: $(STUDIES)
	@$(RUN) $@ $< $(if $(ACCEPT),--accept) tests/study/bad
study-good: $(BUILD)/lampiran
	@$(RUN) $@ tests/study/good.sh $< $(ONCE)

golden: $(BUILD)/lampiran ## Markdown in; our tree, diagnostics, HTML and LaTeX out
	@$(RUN) $@ tests/golden/run.sh $<
golden-accept: $(BUILD)/lampiran ## take what golden finds as right
	@tests/golden/run.sh $< accept

docs: $(BUILD)/lampiran ## what is written about the program, and what it prints
	@$(RUN) $@ tests/docs/run.sh $<
docs-long: $(BUILD)/lampiran $(WORD_HTML) ## the same, where many studies are built for it
	@$(RUN) $@ tests/docs/long.sh $< $(WORD_HTML)
words: $(BUILD)/lampiran $(STUDIES) ## what is said of the broken studies in Indonesian has no English word left
	@$(RUN) $@ python3 tests/docs/words.py $(STUDIES) $(BUILD)/locale
guide: $(BUILD)/lampiran ## put the tables of keys into the format guide
	@python3 tests/docs/guide.py $< --write

scripts: $(BUILD)/lampiran ## hooks and layouts that go too far (ACCEPT=1 takes what is said)
	@$(RUN) $@ tests/scripts/run.sh $< $(if $(ACCEPT),accept)

search: $(BUILD)/lampiran $(MADE) ## the site's search, run by node as a browser runs it
	@$(RUN) $@ tests/search/run.sh $(BUILD)

spec: $(BUILD)/tests/spec/spec tests/spec/node_modules/.package-lock.json ## the examples of the CommonMark specification
	@$(RUN) $@ $< tests/spec/node_modules/commonmark-spec/spec.txt

%/node_modules/.package-lock.json: %/package-lock.json
	cd $* && npm ci --silent && touch node_modules/.package-lock.json

leaks: $(BUILD)/lampiran ## studies that give a person away: the gate stops each
	@$(RUN) $@-gate python3 tests/leaks/run.py $<
	@$(RUN) $@-files python3 tests/leaks/files.py $<
	@$(RUN) $@-consent python3 tests/leaks/consent.py $<

edit: $(BUILD)/lampiran ## ids and codes that change, with all that names them and nothing else
	@$(RUN) $@ python3 tests/edit/run.py $<

exchange: $(BUILD)/lampiran ## projects of other tools in and out, newer exports, hostile files; reviews in Word
	@$(RUN) $@ python3 tests/exchange/run.py $<
	@$(RUN) $@-review python3 tests/exchange/review.py $<

serve-test: $(BUILD)/lampiran ## the preview on loopback: saves, broken studies, hostile requests, signals
	@$(RUN) $@ python3 tests/serve/run.py $< .

browser: browser-pages ## the site in Chromium
	$(Q)$(MAKE_HERE) browser-times
browser-%: $(BUILD)/lampiran $(MADE) tests/browser/node_modules/.package-lock.json
	@$(RUN) $@ tests/browser/run.sh $(BUILD) $*

hosting: $(BUILD)/lampiran ## nginx by our recipe, a host with the site in a folder, a ZIP file
	@$(RUN) $@ python3 tests/hosting/run.py $<
	@$(RUN) $@-publish python3 tests/hosting/publish.py $<

bibliography: $(BUILD)/tests/bibliography/cite_text $(BUILD)/lampiran ## our citations against pandoc's
	@$(RUN) $@ tests/bibliography/run.sh $(BUILD)

# TeX uses one core, and each of these its own folder.
latex: deps-test $(BUILD)/lampiran $(BUILD)/tests/latex/hostile ## the appendices through a real TeX, and Word
	$(Q)$(MAKE_HERE) -j$(CORES) latex-run-pdflatex latex-pdf-pdflatex latex-biblatex latex-word
latex-biblatex: $(BUILD)/lampiran
	@$(RUN) $@ tests/latex/biblatex.sh $(BUILD) pdflatex
latex-word: $(BUILD)/lampiran tests/office/node_modules/.package-lock.json
	@$(RUN) $@ tests/latex/word.sh $(BUILD)
# tests/office/valid.py reads files of Word and Excel for other tests, too.
office: $(BUILD)/lampiran tests/office/node_modules/.package-lock.json ## Word documents of several settings by the schema
	@rm -rf $(BUILD)/office && mkdir -p $(BUILD)/office
	@$(RUN) $@ python3 tests/office/run.py $< $(BUILD)/office
latex-run-%: $(BUILD)/lampiran $(BUILD)/tests/latex/hostile
	@$(RUN) $@ tests/latex/run.sh $(BUILD) $*
latex-pdf-%: $(BUILD)/lampiran
	@$(RUN) $@ tests/latex/pdf.sh $(BUILD) $*

latex-hosts: deps-test $(BUILD)/lampiran ## the appendices \input into theses of other classes
	@$(RUN) $@ tests/latex/hosts.sh $(BUILD) pdflatex

deps-test-engines: deps-test # one apt at a time

latex-hosts-engines: deps-test deps-test-engines $(BUILD)/lampiran ## the same by LuaLaTeX and XeLaTeX
	@$(RUN) $@ tests/latex/hosts.sh $(BUILD) xelatex lualatex

latex-engines: deps-test deps-test-engines $(BUILD)/lampiran $(BUILD)/tests/latex/hostile ## the appendices alone, by both
	$(Q)$(MAKE_HERE) -j$(CORES) $(foreach engine,lualatex xelatex,latex-run-$(engine) latex-pdf-$(engine))

word-pages: $(BUILD)/lampiran ## the Word document as pages, to look at, if LibreOffice is installed
	$(BUILD)/lampiran build --latex --docx --out $(BUILD)/word $(STUDY)
	soffice --headless --convert-to pdf --outdir $(BUILD)/word $(BUILD)/word/appendices/lampiran.docx

fuzz: $(FUZZERS) ## changed files through every reader, CHANGES of each; under clang the programs are fuzzers
	@$(RUN) $@ tests/fuzz/run.sh $(BUILD)

fault: $(BUILD)/lampiran $(BUILD)/interpose.so ## allocations and writes that fail, builds that are killed
	@$(RUN) $@ tests/fault/run.py $(BUILD)/lampiran $(BUILD)/interpose.so tests/study/base
	@$(RUN) $@-limits tests/fault/limits.sh $(BUILD)/lampiran tests/study/base
	@$(RUN) $@-mutants tests/fault/mutants.py $(BUILD)/lampiran tests/study/base
	@$(RUN) $@-kills tests/fault/kills.py $(BUILD)/lampiran $(BUILD)/interpose.so tests/study/base
hostile: $(BUILD)/lampiran $(BUILD)/interpose.so ## studies that attack whoever builds them
	@$(RUN) $@ tests/hostile/run.py $(BUILD)/lampiran $(BUILD)/interpose.so

$(BUILD)/interpose.so: tests/fault/interpose.c
	$(Q)$(CC) -O2 -shared -fPIC -o $@ $< -ldl

sanitize: ## the quick tests once more, every access and every undefined operation watched
	+$(Q)$(MAKE_HERE) $(PARALLEL) $(SANITIZED) programs
	+$(Q)$(MAKE_HERE) $(PARALLEL) $(SANITIZED) CHANGES=50 unit study golden fuzz

valgrind: $(BUILD)/lampiran ## a whole build under valgrind
	@rm -rf $(BUILD)/valgrind && mkdir -p $(BUILD)/valgrind && cp -r tests/study/base $(BUILD)/valgrind/study
	@$(RUN) $@ valgrind --quiet --child-silent-after-fork=yes --leak-check=full --error-exitcode=1 $< build --jobs 2 --docx $(BUILD)/valgrind/study

bench: deps deps-bench ## ratios against a bare cmark loop and against Hugo; takes some minutes
	$(Q)$(MAKE_HERE) $(BUILD)/lampiran $(MADE) $(BUILD)/tests/bench/floor
	python3 tests/bench/run.py $(BUILD)

lint: deps-lint ## what clang-tidy thinks of the program; takes some minutes
	@printf '%s\n' $(wildcard generator/*.c generator/*/*.c generator/*/*/*.c) | \
	    xargs -P $(CORES) -I{} clang-tidy --quiet {} -- $(wordlist 2,99,$(COMPILE)) 2>/dev/null

format: deps-lint ## clang-format over all C
	clang-format -i $(wildcard generator/*.[ch] generator/*/*.[ch] generator/*/*/*.[ch] tests/*/*.[ch])

-include $(PORTABLE_OBJECTS:.o=.d) $(SUPPORT:.o=.d) $(UNITS:=.d) $(FUZZERS:=.d)
