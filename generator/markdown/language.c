#include "markdown/private.h"

#include "document/document.h"
#include "study/study.h"

#include <string.h>

/* The tag in the braces, or NULL with a diagnostic at place. */
static const char *take_tag(struct reading *reading, const struct directive *directive, struct place place)
{
    const struct argument *argument = directive->arguments;

    if (argument == NULL) {
        diag_error(reading->diags, place, "bad-language", "directive 'lang' does not say which language");
    } else if (directive->id != NULL || argument->next != NULL || *argument->value != '\0') {
        diag_error(reading->diags, place, "bad-language", "directive 'lang' takes one language and nothing else");
    } else if (!language_is_tag(argument->name)) {
        place.line = argument->line;
        place.column = argument->column;
        diag_error(reading->diags, place, "bad-language", "'%s' is not the tag of a language", argument->name);
    } else {
        return argument->name;
    }
    diag_hint(reading->diags, "write the tag in the braces: :lang[starting condition]{en}");
    return NULL;
}

void language_take_block(struct reading *reading, struct block *directive, bool holds)
{
    if (strcmp(directive->directive->name, "lang") != 0)
        return;
    const char *tag = take_tag(reading, directive->directive, directive->place);
    if (directive->spans != NULL || !holds) {
        diag_error(reading->diags, directive->place, "bad-language",
                   holds ? "directive 'lang' around blocks has no text in brackets"
                         : "directive 'lang' cannot stand by itself");
        diag_hint(reading->diags, "put the text on the lines between :::lang{en} and :::");
    }
    directive->spans = NULL;
    directive->kind = tag ? BLOCK_LANGUAGE : BLOCK_SECTION;
    directive->text = tag;
    directive->info = NULL;
}

void language_take_span(struct reading *reading, struct span *directive, struct place place)
{
    if (strcmp(directive->directive->name, "lang") != 0)
        return;
    const char *tag = take_tag(reading, directive->directive, place);
    if (directive->children == NULL) {
        diag_error(reading->diags, place, "bad-language", "directive 'lang' has no text in brackets");
        diag_hint(reading->diags, "write :lang[starting condition]{en}");
    }
    directive->kind = SPAN_LANGUAGE;
    directive->text = tag ? tag : "und";
    directive->directive = NULL;
}
