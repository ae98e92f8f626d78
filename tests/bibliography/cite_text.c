/*
 * cite_text LANGUAGE LABELS... REFERENCES.bib CITATIONS: prints each citation of the file CITATIONS (one a line, in
 * Pandoc's syntax) as text, an empty line, and the bibliography, a paragraph a line with its key before a tab. Emphasis
 * is marked by asterisks. Labels (YAML, only "key: text") of later files win over those of earlier ones.
 */

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/list.h"
#include "base/map.h"
#include "bibliography/bibliography.h"
#include "study/study.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_file(struct arena *arena, const char *path)
{
    struct buffer text = {0};

    if (file_read(path, &text) != FILE_OK) {
        fprintf(stderr, "%s: cannot be read\n", path);
        exit(2);
    }
    char *copy = arena_copy(arena, buffer_string(&text), text.length);
    buffer_free(&text);
    return copy;
}

static void read_labels_file(struct arena *arena, struct map *texts, const char *path)
{
    char *rest = read_file(arena, path);

    for (char *line; (line = strsep(&rest, "\n")) != NULL;) {
        char *colon = strchr(line, ':');
        if (colon == NULL || line[0] == '#' || strncmp(line, "cite_", 5) != 0)
            continue;
        *colon = '\0';
        char *text = colon + 1 + strspn(colon + 1, " ");
        size_t length = strlen(text);
        if (length >= 2 && text[0] == '"') {
            text[length - 1] = '\0';
            text++;
        }
        map_put(texts, line, text);
    }
}

static struct span *words(struct arena *arena, const char *start, const char *end)
{
    while (start < end && isspace((unsigned char)*start))
        start++;
    while (end > start && isspace((unsigned char)end[-1]))
        end--;
    return end > start ? span_text(arena, arena_copy(arena, start, (size_t)(end - start))) : NULL;
}

/* "lihat -@key, hlm. 4 dan lain": prefix, key, locator up to its last digit, suffix. */
static void parse_work(struct arena *arena, struct cited_work *cited, const char *start, const char *end)
{
    const char *at = memchr(start, '@', (size_t)(end - start));

    cited->year_only = at > start && at[-1] == '-';
    cited->prefix = words(arena, start, at - cited->year_only);
    const char *key_end = at + 1;
    while (key_end < end && (isalnum((unsigned char)*key_end) || strchr("_-:.", *key_end) != NULL))
        key_end++;
    cited->key = arena_copy(arena, at + 1, (size_t)(key_end - at - 1));
    const char *rest = key_end + strspn(key_end, ", ");
    const char *digit = rest;
    while (digit < end && !isdigit((unsigned char)*digit))
        digit++;
    if (digit < end) {
        while (digit < end && (isdigit((unsigned char)*digit) || (*digit == '-' && isdigit((unsigned char)digit[1]))))
            digit++;
        cited->locator = arena_copy(arena, rest, (size_t)(digit - rest));
        rest = digit;
        cited->suffix = words(arena, rest, end);
    } else {
        cited->suffix = words(arena, key_end, end);
    }
}

/* "[@a; @b]", "@a" or "@a [hlm. 5]". */
static struct citation *parse_citation(struct arena *arena, const char *line)
{
    struct citation *citation = arena_alloc(arena, sizeof *citation);
    struct cited_work **end_of_list = &citation->works;
    const char *end = line + strlen(line);

    if (line[0] == '@') {
        citation->form = CITATION_NARRATIVE;
        char *work = arena_string(arena, line);
        for (char *c = work; *c != '\0'; c++)
            *c = (char)(*c == '[' ? ',' : *c == ']' ? ' ' : *c);
        citation->works = arena_alloc(arena, sizeof *citation->works);
        parse_work(arena, citation->works, work, work + strlen(work));
        return citation;
    }
    for (const char *start = line + 1; start < end;) {
        const char *stop = start + strcspn(start, ";]");
        *end_of_list = arena_alloc(arena, sizeof **end_of_list);
        parse_work(arena, *end_of_list, start, stop);
        end_of_list = &(*end_of_list)->next;
        start = *stop == ';' ? stop + 1 : end;
    }
    return citation;
}

static void print_spans(const struct span *spans)
{
    for (; spans != NULL; spans = spans->next) {
        const char *mark = spans->kind == SPAN_EMPHASIS ? "*" : "";
        printf("%s%s", mark, spans->kind == SPAN_TEXT ? spans->text : "");
        print_spans(spans->children);
        printf("%s", mark);
    }
}

int main(int count, char **arguments)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct study *study = arena_alloc(arena, sizeof *study);
    struct labels labels = {count > 1 ? arguments[1] : "", map_new(arena)};
    struct list citations = {0};

    if (count < 5)
        return 2;
    for (int i = 2; i < count - 2; i++)
        read_labels_file(arena, labels.texts, arguments[i]);
    const char *text = read_file(arena, arguments[count - 2]);
    bibliography_read(arena, diags, arguments[count - 2], text, strlen(text), &study->works);
    study->objects[OBJECT_WORK] = map_new(arena);
    for (size_t i = 0; i < study->works.count; i++)
        map_put(study->objects[OBJECT_WORK], ((struct work *)study->works.items[i])->key, study->works.items[i]);
    struct cite *cite = cite_new(arena, study, &labels);
    char *rest = read_file(arena, arguments[count - 1]);
    for (char *line; (line = strsep(&rest, "\n")) != NULL;) {
        if (line[0] == '\0')
            continue;
        struct citation *citation = parse_citation(arena, line);
        list_add(&citations, arena, citation);
        cite_register(cite, diags, citation, arguments[count - 1]);
    }
    cite_settle(cite);
    for (size_t i = 0; i < citations.count; i++) {
        print_spans(cite_print(cite, citations.items[i], false));
        printf("\n");
    }
    printf("\n");
    for (const struct block *block = cite_bibliography(cite); block; block = block->next) {
        printf("%s\t", block->id + strlen("work-"));
        print_spans(block->spans);
        printf("\n");
    }
    diags_print(diags, ".", 0, stderr);
    int status = diags_count(diags, SEVERITY_ERROR) > 0;
    diags_free(diags);
    arena_free(arena);
    return status;
}
