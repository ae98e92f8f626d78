# lampiran: `make help` lists the targets. BUILD=DIR: objects elsewhere; PREFIX=DIR: where `make install` goes; NO_INSTALL=1: no
# apt; V=1: shows the commands; PORTABLE=1: without what Linux alone has. Also generator/setup/*.mk, tests/tests.mk.

VERSION := 0.1.0
BUILD   ?= build
PREFIX  ?= /usr/local
STUDY   ?= .
CC      ?= cc
CFLAGS  ?= -O2 -g
Q       := $(if $(V),,@)
CORES   := $(shell nproc 2>/dev/null || getconf _NPROCESSORS_ONLN)

# The folder with the built-in layouts/ and lua/ that is tried when none lies beside the program.
SHARE    = $(PREFIX)/share/lampiran
# The search engine of the site, copied into it; LAMPIRAN_LUNR names another one when the program runs.
LUNR    ?= /usr/share/javascript/lunr/lunr.min.js

PACKAGES := libcmark yaml-0.1 lua5.4 libutf8proc libmicrohttpd libgvc libcgraph zlib libzip sqlite3 libxml-2.0 libqrencode
FOUND    := $(shell pkg-config --cflags $(PACKAGES) 2>/dev/null)
LIBS     := $(shell pkg-config --libs $(PACKAGES) 2>/dev/null) -pthread -lm $(if $(filter Darwin,$(shell uname)),-lintl)
WARNINGS := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wformat=2 -Wundef -Wvla \
            -Wwrite-strings -Wno-missing-field-initializers
COMPILE   = $(CC) -std=c11 -D_GNU_SOURCE -DVERSION='"$(VERSION)"' -DSHARE='"$(SHARE)"' -DLUNR='"$(LUNR)"' -Igenerator \
            -I$(BUILD) -pthread $(WARNINGS) $(WERROR) $(if $(PORTABLE),-DPORTABLE) $(CFLAGS) $(FOUND)
MAKE_HERE = $(MAKE) --no-print-directory

# What translates the messages: generator/po/id.po -> build/locale/id/LC_MESSAGES/lampiran.mo
CATALOGUES := $(patsubst generator/po/%.po,$(BUILD)/locale/%/LC_MESSAGES/lampiran.mo,$(wildcard generator/po/*.po))

PROGRAM := $(patsubst generator/%.c,$(BUILD)/%.o,$(wildcard generator/*.c))
OBJECTS := $(patsubst generator/%.c,$(BUILD)/%.o,$(wildcard generator/*/*.c generator/*/*/*.c))

.PHONY: all deps deps-% site serve zip pdf clean help
.SECONDARY:

all: $(BUILD)/lampiran $(CATALOGUES) ## the program alone, as build/lampiran

deps: deps-build ## install the Debian packages that the program is built with, if any is missing
deps-%:
	@generator/setup/packages.sh $*

site: deps ## the study in content/ -> site/ and appendices/ (STUDY=DIR: another study)
	$(Q)$(MAKE_HERE) all
	$(BUILD)/lampiran build $(STUDY)
	@echo "the site: $(STUDY)/site/index.html    the appendices: $(STUDY)/appendices/lampiran.tex"

serve: deps ## the site in a browser while you write (PORT=N for another port than 8000)
	$(Q)$(MAKE_HERE) all
	@$(BUILD)/lampiran serve $(if $(PORT),--port $(PORT)) $(STUDY)

zip: site ## the site as one file, for a USB stick: unpack it anywhere and open index.html
	@generator/setup/zip.py $(STUDY)/site $(BUILD)/site.zip

pdf: deps ## as site, and the PDF of the appendices by the TeX that is installed, or that is installed now
	@command -v pdflatex >/dev/null || command -v lualatex >/dev/null || command -v xelatex >/dev/null || $(MAKE_HERE) deps-pdf
	@command -v pdftotext >/dev/null || $(MAKE_HERE) deps-pdf-search
	$(Q)$(MAKE_HERE) all
	$(BUILD)/lampiran build --pdf $(STUDY)

$(BUILD)/lampiran: $(PROGRAM) $(BUILD)/modules.a
	@echo "ld $@"
	$(Q)$(COMPILE) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/modules.a: $(OBJECTS)
	@rm -f $@ && ar rcs $@ $^

$(BUILD)/%.o: generator/%.c
	@mkdir -p $(@D) && echo "cc $<"
	$(Q)$(COMPILE) -MMD -MP -c -o $@ $<

$(BUILD)/locale/%/LC_MESSAGES/lampiran.mo: generator/po/%.po
	@mkdir -p $(@D)
	$(Q)msgfmt --check -o $@ $<

clean: ## remove all that was compiled
	rm -rf $(BUILD)

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile generator/setup/package.mk tests/tests.mk | column -t -s '|'

-include $(OBJECTS:.o=.d) $(PROGRAM:.o=.d)
include generator/setup/tables.mk generator/setup/package.mk tests/tests.mk
