# What the program knows as C, included by the Makefile: tables with a tab between cells, which are typed as C reads them
# between quotes, and rows of words.

TABLES := $(patsubst generator/%.tsv,$(BUILD)/%.inc,$(wildcard generator/*/*.tsv)) $(BUILD)/base/words.inc

$(OBJECTS): | $(TABLES)

$(BUILD)/%.inc: generator/%.tsv
	@mkdir -p $(@D)
	$(Q)awk -F'\t' '!/^# / { n = NF; gsub(/\t/, "\", \""); print (n > 1 ? "{\"" $$0 "\"}," : "\"" $$0 "\",") }' $< > $@

$(BUILD)/base/words.inc: generator/base/words.txt
	@mkdir -p $(@D)
	$(Q)awk -F': ' '/^[a-z]/ { split($$1, head, " "); gsub(/[^ ]+/, "\"&\",", $$2); gsub(/~/, " ", $$2); \
	    printf "{WORDS_%s, \"%s\", (const char *const[]){%s NULL}},\n", toupper(head[1]), head[2], $$2 }' $< > $@
