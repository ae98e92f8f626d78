# make site    the study in content/ -> site/ and appendices/      make test    everything that is tested
# make check   the quick tests                                      make help    the other targets
# BUILD=DIR keeps objects elsewhere, PREFIX=DIR is where `make install` goes, NO_INSTALL=1 forbids apt.

BUILD   ?= build
PREFIX  ?= /usr/local
STUDY   ?= .
VERSION := 0.1.0

CC       = gcc
WARNINGS = -Wall -Wextra -Werror -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wformat=2 \
           -Wundef -Wvla -Wwrite-strings -Wno-missing-field-initializers
CFLAGS  ?= -O2 -g
MODULES  = libcmark yaml-0.1 lua5.4 libutf8proc
ALL_CFLAGS = -std=c11 -D_GNU_SOURCE -DVERSION='"$(VERSION)"' -DSHARE='"$(SHARE)"' -Igenerator -pthread $(WARNINGS) \
             $(CFLAGS) $(shell pkg-config --cflags $(MODULES))
LIBS     = $(shell pkg-config --libs $(MODULES)) -pthread -lm

# The folder with the built-in layouts/ and lua/ that is tried when none lies beside the program.
SHARE    = $(PREFIX)/share/lampiran

SOURCES := $(wildcard generator/*/*.c)
OBJECTS := $(SOURCES:generator/%.c=$(BUILD)/%.o)
PROGRAM := $(patsubst generator/%.c,$(BUILD)/%.o,$(wildcard generator/*.c))
UNITS   := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/test_*.c))

.PHONY: all site test check unit layers install clean help format setup-%
.SECONDARY:

all: $(BUILD)/lampiran

site: setup-build
	$(MAKE) --no-print-directory $(BUILD)/lampiran
	$(BUILD)/lampiran build $(STUDY)

$(BUILD)/lampiran: $(PROGRAM) $(OBJECTS)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/%.o: generator/%.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/unit/%: tests/unit/%.c $(OBJECTS)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -MF $@.d -o $@ $< $(OBJECTS) $(LIBS) -lcmocka

-include $(OBJECTS:.o=.d) $(PROGRAM:.o=.d) $(UNITS:=.d)

setup-%:
	@generator/setup/packages.sh $*

unit: $(UNITS)
	@for unit in $(UNITS); do $$unit || exit 1; done

layers:
	@generator/setup/layers.sh

check: layers unit

clean:
	rm -rf $(BUILD)
