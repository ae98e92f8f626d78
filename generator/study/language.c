#include "study/study.h"

#include "document/document.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

enum { SUBTAG_LIMIT = 8 };

bool language_is_tag(const char *tag)
{
    for (bool first = true;; first = false) {
        size_t length = 0, letters = 0;
        for (; isalnum((unsigned char)tag[length]); length++)
            letters += isalpha((unsigned char)tag[length]) != 0;
        if (length == 0 || length > SUBTAG_LIMIT || (first && (length < 2 || length > 3 || letters != length)))
            return false;
        if (tag[length] == '\0')
            return true;
        if (tag[length] != '-')
            return false;
        tag += length + 1;
    }
}

bool language_is_same(const char *tag, const char *other)
{
    size_t length = strcspn(tag, "-");

    return length == strcspn(other, "-") && strncasecmp(tag, other, length) == 0;
}

struct span *language_untranslated_spans(struct arena *arena, struct span *spans, const char *tag)
{
    if (spans == NULL || tag == NULL)
        return spans;
    struct span *mark = span_new(arena, SPAN_LANGUAGE, spans->line, spans->column);
    mark->text = tag;
    mark->children = spans;
    mark->untranslated = true;
    return mark;
}

struct block *language_untranslated_blocks(struct arena *arena, struct block *blocks, const char *tag)
{
    struct block_chain marked = {0};

    while (blocks != NULL && tag != NULL) {
        struct block *block = blocks, *mark = block;
        blocks = block->next;
        block->next = NULL;
        if (block->kind == BLOCK_DIRECTIVE) {
            block->spans = language_untranslated_spans(arena, block->spans, tag);
            block->children = language_untranslated_blocks(arena, block->children, tag);
        } else if (block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_HEADING) {
            block->spans = language_untranslated_spans(arena, block->spans, tag);
        } else {
            mark = block_new(arena, BLOCK_LANGUAGE, block->place);
            mark->text = tag;
            mark->children = block;
            mark->untranslated = true;
        }
        block_chain_add(&marked, mark);
    }
    return tag ? marked.first : blocks;
}
