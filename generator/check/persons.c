#include "check/rules.h"

#include "base/ascii.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/words.h"
#include "document/document.h"
#include "study/study.h"

#include <string.h>

/*
 * Persons whom nobody listed: what is written in capitals behind "Bu", "Pak" or "Hj.", in a quote also behind a name
 * that half of all people have, as elsewhere where who is called so speaks.  A child, a neighbour or an official in a
 * quote agreed to nothing.  Offices, streets and shops are let alone; so is whom the leak gate finds anyway, and what
 * study.yaml lets pass.
 */

enum { SHORTEST_NAME = 3, BEFORE = 2 /* words in which a street or shop is looked for */ };

struct persons {
    struct build *build;
    struct arena *arena;
    const struct list *allow; /* of struct allowed_text */
    bool (*listed)(void *guard, const char *text, size_t length);
    void *guard;
};

struct word_at {
    const char *start;
    size_t length;
};

static bool is_letter(char c)
{
    return ascii_is_letter(c) || (unsigned char)c >= 0x80;
}

/* The word at or behind at; its length is 0 at the end. */
static struct word_at next_word(const char *at)
{
    struct word_at word = {at, 0};

    while (*word.start != '\0' && !is_letter(*word.start))
        word.start++;
    while (is_letter(word.start[word.length]))
        word.length++;
    return word;
}

/* "Hasnah", not "RT" or "IK". */
static bool looks_like_name(struct word_at word)
{
    return word.length >= SHORTEST_NAME && ascii_is_capital(word.start[0]) && !ascii_is_capital(word.start[1]) &&
           words_find(WORDS_UNNAMED, word.start, word.length) == NULL;
}

/* What is between a word and the next leaves them together: a blank, behind what is short for something also a stop. */
static bool are_together(struct word_at first, struct word_at second, bool may_stop)
{
    const char *at = first.start + first.length;

    at += may_stop && *at == '.';
    at += *at == ' ';
    return at == second.start && second.start > first.start + first.length;
}

/* The word is put before names. */
static bool is_address(struct word_at word, bool *may_stop)
{
    const struct word_row *row = words_find(WORDS_ADDRESS, word.start, word.length);

    *may_stop = row != NULL && word_row_is(row, "stop");
    return row != NULL;
}

static bool is_place(struct word_at word)
{
    const struct word_row *row = words_find(WORDS_AROUND, word.start, word.length);

    return row != NULL && !word_row_is(row, "person");
}

/* The name from first to the end of last is one that study.yaml lets pass. */
static bool is_allowed(const struct persons *persons, struct word_at first, struct word_at last)
{
    const char *name = arena_copy(persons->arena, first.start, (size_t)(last.start + last.length - first.start));

    for (size_t i = 0; persons->allow != NULL && i < persons->allow->count; i++) {
        struct allowed_text *entry = persons->allow->items[i];
        if (entry->text != NULL && strstr(entry->text, name) != NULL) {
            entry->names_somebody = true;
            return true;
        }
    }
    return false;
}

static void diagnose(const struct persons *persons, struct place place, struct word_at first, struct word_at last)
{
    struct diags *diags = persons->build->diags;

    if (is_allowed(persons, first, last) ||
        persons->listed(persons->guard, first.start, (size_t)(last.start + last.length - first.start)))
        return;
    diag_warning(diags, place, "unlisted-person", "somebody who is in no list seems to be named here");
    diag_hide_line(diags);
    diag_hint(diags, "put what the person is in brackets, as '[tetangga]'; list the name under 'others' in "
                     "content/private/identities.yaml; or let it pass under 'privacy: allow' in content/study.yaml");
}

/* The last word of the name that begins with first. */
static struct word_at end_of_name(struct word_at first)
{
    struct word_at last = first;

    for (struct word_at next = next_word(last.start + last.length); looks_like_name(next);
         next = next_word(last.start + last.length)) {
        if (!are_together(last, next, words_find(WORDS_SHORT, last.start, last.length) != NULL))
            break;
        last = next;
    }
    return last;
}

static bool is_speaking(struct word_at word, const char *where)
{
    const struct word_row *row = words_find(WORDS_SPEAKING, word.start, word.length);

    return row != NULL && word_row_is(row, where);
}

/* Who is called first speaks: "kata Siti Aminah", "Siti Aminah menyampaikan"; "(2022)" is behind an author. */
static bool is_speaker(struct word_at before, struct word_at first)
{
    struct word_at last = end_of_name(first), next = next_word(last.start + last.length);
    const char *behind = last.start + last.length;

    behind += strspn(behind, " ");
    return *behind != '(' && (is_speaking(next, "behind") || is_speaking(before, "before"));
}

/* recent: a word and those right before it. */
static bool holds_place(const struct word_at recent[BEFORE + 1])
{
    for (size_t i = 0; i <= BEFORE; i++) {
        if (recent[i].length > 0 && is_place(recent[i]))
            return true;
    }
    return false;
}

/* Where the nth word from place on is in its file: how a text is written in YAML, with its escapes, is not known here.
 */
static struct place find_word(const struct persons *persons, struct place place, struct word_at word, size_t nth)
{
    struct buffer bytes = {0};
    struct place found = place;

    if (place.file == NULL || file_read(file_join(persons->arena, persons->build->root, place.file), &bytes) != FILE_OK)
        return place;
    const char *at = buffer_string(&bytes);
    for (int line = 1; line < place.line && *at != '\0'; at++)
        line += *at == '\n';
    for (found.column = 1; *at != '\0'; at++, found.column++) {
        if (strncmp(at, word.start, word.length) == 0 && nth-- == 0)
            break;
        if (*at == '\n') {
            found.line++;
            found.column = 0;
        }
    }
    if (*at == '\0')
        found = place;
    buffer_free(&bytes);
    return found;
}

/* Where word is, which is within text, of a quote at place. */
static struct place place_in_quote(const struct persons *persons, struct place place, const char *text,
                                   struct word_at word)
{
    size_t nth = 0;

    for (const char *at = text; at < word.start; at++)
        nth += strncmp(at, word.start, word.length) == 0;
    return find_word(persons, place, word, nth);
}

/* quoted: somebody says the text, so that a name needs no address. */
static void search(const struct persons *persons, struct place place, const char *text, bool quoted)
{
    struct word_at before = {text, 0}, recent[BEFORE + 1] = {0};
    size_t passed = 0;

    for (struct word_at word = next_word(text); word.length > 0;
         before = word, word = next_word(word.start + word.length)) {
        struct word_at name = next_word(word.start + word.length);
        recent[passed++ % (BEFORE + 1)] = word;
        if (!looks_like_name(name)) /* so most words are not looked up */
            continue;
        bool may_stop, address = is_address(word, &may_stop);
        bool given = !address && ascii_is_capital(*word.start) &&
                     words_find(WORDS_SHORT, word.start, word.length) != NULL &&
                     (quoted ? looks_like_name(word) : is_speaker(before, name));
        if ((!address && !given) || !are_together(word, name, may_stop || given) || holds_place(recent))
            continue;
        struct word_at last = end_of_name(name), first = given ? word : name;
        struct place at = place;
        at.column += (int)(first.start - text);
        diagnose(persons, quoted ? place_in_quote(persons, place, text, first) : at, first, last);
        word = last;
    }
}

/* Headings are in capitals anyway. */
static void search_blocks(const struct persons *persons, const struct block *blocks)
{
    struct iterator it;

    iterator_start(&it, persons->arena, blocks);
    while (iterator_next(&it)) {
        if (iterator_meets_block(&it) && it.block->kind == BLOCK_HEADING)
            iterator_skip(&it);
        else if (iterator_meets_span(&it) && it.span->kind == SPAN_TEXT)
            search(persons, (struct place){it.block->place.file, it.span->line, it.span->column}, it.span->text, false);
    }
}

static void search_excerpt(const struct persons *persons, const struct excerpt *excerpt)
{
    search_blocks(persons, excerpt->note);
    if (excerpt->text != NULL)
        search(persons, record_place_of(&excerpt->record, "text"), excerpt->text, true);
    if (excerpt->translation != NULL)
        search(persons, record_place_of(&excerpt->record, "translation"), excerpt->translation, true);
    for (size_t i = 0; i < excerpt->turns.count; i++) {
        const struct turn *turn = excerpt->turns.items[i];
        if (turn->text != NULL)
            search(persons, turn->record.place, turn->text, true);
    }
}

void check_persons(struct build *build, const struct study *study,
                   bool (*listed)(void *guard, const char *text, size_t length), void *guard)
{
    struct persons persons = {build, arena_new(), study->info->privacy ? &study->info->privacy->allow : NULL, listed,
                              guard};

    for (size_t i = 0; i < study->excerpts.count; i++)
        search_excerpt(&persons, study->excerpts.items[i]);
    search_blocks(&persons, study->info->answer);
    search_blocks(&persons, study->info->abstract);
    for (size_t i = 0; i < study->objectives->objectives.count; i++)
        search_blocks(&persons, ((const struct objective *)study->objectives->objectives.items[i])->answer);
    for (size_t i = 0; i < study->informants->informants.count; i++)
        search_blocks(&persons, ((const struct informant *)study->informants->informants.items[i])->portrait);
    for (size_t i = 0; i < study->findings.count; i++) {
        const struct finding *finding = study->findings.items[i];
        search_blocks(&persons, finding->summary);
        search_blocks(&persons, finding->body);
    }
    for (size_t i = 0; i < study->pages.count; i++)
        search_blocks(&persons, ((const struct page *)study->pages.items[i])->body);
    arena_free(persons.arena);
}
