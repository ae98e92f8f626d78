/* What a gate searches for: names, what its readers must not see of the study, and what may stand there all the same.
 */

#include "leak/private.h"

#include "base/arena.h"
#include "base/ascii.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/text.h"
#include "base/words.h"
#include "document/document.h"
#include "quotes/quotes.h"
#include "study/study.h"

#include <limits.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    SHORTEST_LOGIN = 4,
    SHORTEST_ROOT = 5,
    LONGEST_NUMBER = 24,
    SHORTEST_TITLE = 16, /* letters by which a work is known: "Stunting" is anywhere */
    YEAR = 4,            /* digits of the year in a date */
};

static const char identities_file[] = "content/private/identities.yaml", transcripts[] = "content/private/transcripts";

/* text as in a stream; letters_only: without all else, in lower case. */
static const char *plain(struct arena *arena, const char *text, bool letters_only)
{
    struct stream stream = {0};
    struct buffer out = {0};

    stream_text(&stream, text);
    for (size_t i = 0; i < stream.text.length; i++) {
        char c = stream.text.bytes[i];
        if (letters_only && ascii_is_capital(c))
            c = (char)(c | 0x20);
        if (!letters_only || stream_is_letter(c))
            buffer_char(&out, c);
    }
    const char *result = buffer_take(&out, arena);
    buffer_free(&stream.text);
    return result;
}

/* ---- what is let through ---- */

static void let_through(struct leak_gate *gate, const char *text, const struct allowed_text *entry)
{
    struct leak_allowed *allowed = arena_alloc(gate->arena, sizeof *allowed);

    *allowed = (struct leak_allowed){.letters = text ? plain(gate->arena, text, true) : "", .entry = entry};
    if (*allowed->letters != '\0')
        list_add(&gate->allowed, gate->arena, allowed);
}

static void read_settings(struct leak_gate *gate, const struct study_info *info)
{
    const char *const printed[] = {info->researcher, info->institution, info->faculty, info->program, info->place};
    const struct privacy_settings *privacy = info->privacy;

    for (size_t i = 0; i < sizeof printed / sizeof *printed; i++)
        let_through(gate, printed[i], NULL);
    for (size_t i = 0; privacy != NULL && i < privacy->allow.count; i++) {
        const struct allowed_text *entry = privacy->allow.items[i];
        let_through(gate, entry->text, entry);
    }
    for (size_t i = 0; privacy != NULL && i < privacy->emails.count; i++)
        list_add(&gate->emails, gate->arena, (void *)plain(gate->arena, privacy->emails.items[i], false));
}

static const char *letters_of(struct leak_gate *gate, const char *text)
{
    return text != NULL ? plain(gate->arena, text, true) : "";
}

/* The authors of a BibTeX list: "Rahman, Dewi and Ali Basri". */
static void add_authors(struct leak_gate *gate, const struct work *work, const char *list)
{
    const char *date = work_value(work, "date"), *year = date ? date : work_value(work, "year");
    const char *title = letters_of(gate, work_value(work, "title"));
    const char *digits = year ? letters_of(gate, arena_copy(gate->arena, year, strnlen(year, YEAR))) : "";

    while (*list != '\0') {
        const char *end = strstr(list, " and "), *next = end ? end + 5 : list + strlen(list);
        char *author = arena_copy(gate->arena, list, (size_t)((end ? end : next) - list));
        char *comma = strchr(author, ','), *blank = strrchr(author, ' ');
        const char *surname = author, *given = author;
        if (comma != NULL) {
            *comma = '\0';
            given = comma + 1 + strspn(comma + 1, " ");
        } else if (blank != NULL) {
            *blank = '\0';
            surname = blank + 1;
        }
        struct leak_cited *cited = arena_alloc(gate->arena, sizeof *cited);
        *cited = (struct leak_cited){letters_of(gate, surname), letters_of(gate, given),
                                     strlen(title) < SHORTEST_TITLE ? "" : title, digits};
        if (*cited->surname != '\0' && *cited->given != '\0') {
            leak_names_add_author(gate->names, cited->surname, *cited->given);
            list_add(&gate->cited, gate->arena, cited);
        }
        list = next;
    }
}

/* Where a work is found is as public as the work, whatever its digits look like. */
static bool is_address(const char *field)
{
    static const char *const names[] = {"doi", "isbn", "issn", "url", "eprint", "pmid", "pmcid", NULL};

    return text_is_one_of(field, strlen(field), names);
}

static void read_works(struct leak_gate *gate, const struct study *study)
{
    for (size_t i = 0; i < study->works.count; i++) {
        const struct work *work = study->works.items[i];
        for (const struct work_field *field = work->fields; field != NULL; field = field->next) {
            if (strcmp(field->name, "author") == 0 || strcmp(field->name, "editor") == 0)
                add_authors(gate, work, field->value);
            else if (is_address(field->name))
                let_through(gate, field->value, NULL);
        }
    }
}

/* ---- the machine ---- */

static const char *real_root(struct arena *arena, const char *root)
{
    char path[PATH_MAX];

    if (realpath(root, path) == NULL || strlen(path) < SHORTEST_ROOT || strrchr(path, '/') == path)
        return "";
    return plain(arena, path, false);
}

/* Whether the study itself prints login, as part of the researcher's name or of a place. */
static bool is_printed(const struct study_info *info, const char *login)
{
    const char *const texts[] = {info->title,
                                 info->subtitle,
                                 info->researcher,
                                 info->institution,
                                 info->faculty,
                                 info->program,
                                 info->place,
                                 info->approach,
                                 info->method,
                                 info->site ? info->site->title : NULL,
                                 info->site ? info->site->footer : NULL};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (texts[i] != NULL && strcasestr(texts[i], login) != NULL)
            return true;
    }
    return false;
}

/* The login name of who runs the program, through sudo too. */
static const char *login_name(const struct build *build)
{
    const struct passwd *entry = getpwuid(getuid());
    const char *behind_sudo = getuid() == 0 ? getenv("SUDO_USER") : NULL;

    if (build->login != NULL)
        return build->login;
    return behind_sudo ? behind_sudo : entry ? entry->pw_name : "";
}

/* The login name is searched for, unless it is a word that may be anywhere. */
static void add_login(struct leak_gate *gate, const struct build *build, const struct study *study)
{
    const char *name = login_name(build);

    if (strlen(name) < SHORTEST_LOGIN || is_printed(study->info, name) ||
        words_find(WORDS_LOGIN, name, strlen(name)) != NULL)
        return;
    for (const char *c = name; *c != '\0'; c++) {
        if (!stream_is_letter(*c))
            return;
    }
    leak_names_add_phrase(gate->names, (struct leak_thing){.kind = LEAK_LOGIN}, arena_string(gate->arena, name));
}

/* ---- persons ---- */

/* text is a number and nothing else: its digits, or NULL. */
static const char *number_of(struct arena *arena, const char *text)
{
    char digits[LONGEST_NUMBER + 1];
    size_t count = 0;

    for (; *text != '\0'; text++) {
        if (ascii_is_digit(*text) && count < LONGEST_NUMBER)
            digits[count++] = *text;
        else if (strchr(" -./()+", *text) == NULL)
            return NULL;
    }
    return count >= 4 ? arena_copy(arena, digits, count) : NULL;
}

void leak_add_identity(struct arena *arena, struct leak_names *names, struct list *numbers,
                       const struct identity *identity)
{
    const char *number = number_of(arena, identity->text);

    if (number == NULL) {
        leak_names_add_identity(names, (struct leak_thing){LEAK_NAME, identity->code, identities_file}, identity->text);
        return;
    }
    struct leak_number *listed = arena_alloc(arena, sizeof *listed);
    *listed = (struct leak_number){number, identity->code};
    list_add(numbers, arena, listed);
}

static void add_identity(struct leak_gate *gate, const struct study *seen, const struct identity *identity)
{
    const struct informant *informant = study_find(seen, OBJECT_INFORMANT, identity->code);
    bool is_named = informant != NULL && informant->credit != NULL; /* who wants to be */

    if (!is_named || number_of(gate->arena, identity->text) != NULL)
        leak_add_identity(gate->arena, gate->names, &gate->shapes.numbers, identity);
}

/* ---- what is withheld ---- */

/* A study, and what of it may be seen. */
struct sides {
    struct leak_gate *gate;
    const struct study *whole;
    const struct study *seen;
};

static bool may_be_seen(const struct sides *sides, enum object_kind kind, const char *id)
{
    return study_find(sides->seen, kind, id) != NULL;
}

static const char *plain_text(const struct sides *sides, const struct block *blocks)
{
    return blocks != NULL ? block_plain(sides->gate->arena, blocks) : NULL;
}

static void withhold(const struct sides *sides, enum leak_kind kind, const char *whose, const char *file,
                     const char *text, bool new_source)
{
    if (text != NULL && *text != '\0')
        leak_shingles_add(sides->gate->shingles, (struct leak_thing){kind, whose, file}, text, new_source);
}

/* Words alone: numbers, days and what is chosen from a list many have. */
static void withhold_attributes(const struct sides *sides, const struct informant *informant)
{
    const struct list *all = study_attributes_of(sides->whole, informant);
    const struct list *seen = study_attributes_of(sides->seen, informant);

    for (size_t i = 0; i < all->count; i++) {
        const struct attribute_value *value = all->items[i];
        if (value->attribute != NULL && value->attribute->type == ATTRIBUTE_TEXT && !list_has(seen, value))
            withhold(sides, LEAK_ATTRIBUTE, informant->code, value->place.file, value->text, false);
    }
}

static bool may_read(const struct sides *sides, const struct memo *memo)
{
    for (size_t i = 0; i < sides->seen->memos.count; i++) {
        const struct memo *seen = sides->seen->memos.items[i]; /* a copy */
        if (seen->text == memo->text)
            return true;
    }
    return false;
}

static void withhold_memos(const struct sides *sides)
{
    for (size_t i = 0; i < sides->whole->memos.count; i++) {
        const struct memo *memo = sides->whole->memos.items[i];
        if (!may_read(sides, memo))
            withhold(sides, LEAK_MEMO, memo->id ? memo->id : memo->about, memo->record.place.file,
                     plain_text(sides, memo->text), true);
    }
}

/* ---- what is written for the code of an informant ---- */

/* NULL: nobody writes number so. */
static const char *roman_of(unsigned long number)
{
    static const char *const numerals[] = {"I",  "II",  "III",  "IV",  "V",  "VI",  "VII",  "VIII",  "IX",  "X",
                                           "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX"};

    return number > 0 && number <= sizeof numerals / sizeof *numerals ? numerals[number - 1] : NULL;
}

static unsigned long number_in(const char *code)
{
    return strtoul(code + strcspn(code, "0123456789"), NULL, 10);
}

/* "IU-III" is IU-03, too; of one letter, "P-I", it would be anything. */
static void add_roman(struct arena *arena, struct leak_names *names, struct leak_thing code)
{
    size_t letters = strcspn(code.whose, "0123456789");
    const char *roman = roman_of(number_in(code.whose));

    if (roman != NULL && letters > 2 && code.whose[letters - 1] == '-')
        leak_names_add_id(names, code, arena_format(arena, "%.*s%s", (int)letters, code.whose, roman), true);
}

/* The row of the ordinal number, or NULL. */
static const struct word_row *ordinal_of(unsigned long number)
{
    for (const struct word_row *row = words_rows(WORDS_ORDINAL); row->list == WORDS_ORDINAL; row++) {
        if (strtoul(row->name, NULL, 10) == number)
            return row;
    }
    return NULL;
}

static void add_told(struct arena *arena, struct leak_names *names, struct leak_thing code, const char *called,
                     const char *number)
{
    leak_names_add_told(names, code, arena_format(arena, "%s %s", called, number));
    for (const char *const *word = words_rows(WORDS_NUMBERED)->words; *word != NULL; word++)
        leak_names_add_told(names, code, arena_format(arena, "%s %s %s", called, *word, number));
}

/* Whoever is called so, "informan utama", "main informant" or "IU", with the number of the code. */
static void add_numbered(struct arena *arena, struct leak_names *names, struct leak_thing code, const char *called)
{
    unsigned long number = number_in(code.whose);
    const struct word_row *ordinal = ordinal_of(number);
    const char *roman = roman_of(number), *figures = arena_format(arena, "%lu", number);

    if (number == 0)
        return;
    add_told(arena, names, code, called, figures);
    if (roman != NULL)
        add_told(arena, names, code, called, roman);
    if (ordinal == NULL)
        return;
    leak_names_add_told(names, code, arena_format(arena, "%s %s", called, ordinal->words[0]));
    leak_names_add_told(names, code, arena_format(arena, "%s yang %s", called, ordinal->words[0]));
    leak_names_add_told(names, code, arena_format(arena, "%s %s", ordinal->words[1], called));
    add_told(arena, names, code, called, ordinal->words[2]);
    add_told(arena, names, code, called, ordinal->words[3]);
}

/* Informants of a kind that all studies have, or just informants. */
static void add_people(struct arena *arena, struct leak_names *names, struct leak_thing code, const char *group)
{
    const struct word_row *kind = words_rows(WORDS_GROUP);

    while (kind->list == WORDS_GROUP && !word_row_is(kind, group))
        kind++;
    bool is_kind = kind->list == WORDS_GROUP;
    for (const struct word_row *row = words_rows(WORDS_PEOPLE); row->list == WORDS_PEOPLE; row++) {
        bool english = word_row_is(row, "en");
        for (const char *const *word = row->words; *word != NULL; word++) {
            const char *called = !is_kind  ? *word
                                 : english ? arena_format(arena, "%s %s", kind->words[1], *word)
                                           : arena_format(arena, "%s %s", *word, kind->words[0]);
            add_numbered(arena, names, code, called);
        }
    }
}

/* "I.U.03", "I U 0 3", "1U-03", "IU-O3", "IU tiga", "IU nomor 3" for IU-03. */
static void add_misspelled(struct arena *arena, struct leak_names *names, struct leak_thing code)
{
    size_t letters = strspn(code.whose, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"), digits = strcspn(code.whose, "0123456789");
    const char *number = code.whose + digits;
    struct buffer apart = {0};

    if (letters < 2)
        return;
    bool counts = letters == 2 && code.whose[1] <= 'H'; /* "1.A.2", "I.A.1.2": headings, rather than IA-02 or IA-12 */
    for (size_t i = 0; i < letters; i++)
        buffer_format(&apart, "%c.", code.whose[i]);
    if (*number != '\0')
        leak_names_add_id(names, code, arena_format(arena, "%s%s", buffer_string(&apart), number), true);
    for (const char *digit = number; ascii_is_digit(*digit); digit++)
        buffer_format(&apart, "%c%s", *digit, ascii_is_digit(digit[1]) ? "." : "");
    if (strlen(number) > 1 && !counts)
        leak_names_add_id(names, code, buffer_string(&apart), true);
    buffer_free(&apart);
    if (*code.whose == 'I' && !counts)
        leak_names_add_id(names, code, arena_format(arena, "1%s", code.whose + 1), true);
    if (*number == '0' && number[1] != '\0')
        leak_names_add_id(names, code, arena_format(arena, "%.*sO%s", (int)digits, code.whose, number + 1), false);
    if (letters < 4) /* longer ones are words: "kader pertama" is no KADER-01 */
        add_numbered(arena, names, code, arena_copy(arena, code.whose, letters));
}

/*
 * All that is written for code.whose, the code of an informant that is withheld. called: what the study calls
 * its group, if that is its own, or NULL.
 */
static void leak_add_code(struct arena *arena, struct leak_names *names, struct leak_thing code, const char *group,
                          const char *called)
{
    leak_names_add_id(names, code, code.whose, true);
    add_roman(arena, names, code);
    add_misspelled(arena, names, code);
    if (called == NULL) {
        add_people(arena, names, code, group);
        return;
    }
    add_numbered(arena, names, code, called);
    for (const char *const *word = words_rows(WORDS_PEOPLE)->words; *word != NULL; word++)
        add_numbered(arena, names, code, arena_format(arena, "%s %s", *word, called));
}

/* ---- whom and what is withheld ---- */

static void withhold_informant(const struct sides *sides, const struct informant *informant)
{
    const char *const texts[] = {informant->role, informant->institution, informant->exception,
                                 plain_text(sides, informant->note)};
    struct leak_thing code = {LEAK_CODE_WITHHELD, informant->code, informant->record.place.file};

    const struct group_description *own = study_own_group(sides->whole, informant->group);
    leak_add_code(sides->gate->arena, sides->gate->names, code, informant->group ? informant->group : "",
                  own != NULL && own->label != NULL ? span_plain(sides->gate->arena, own->label) : NULL);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        withhold(sides, LEAK_FIELD_WITHHELD, informant->code, informant->record.place.file, texts[i], i == 0);
}

static void withhold_excerpt(const struct sides *sides, const struct excerpt *excerpt, bool new_source)
{
    const char *const texts[] = {excerpt->text, excerpt->translation, plain_text(sides, excerpt->note)};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        withhold(sides, LEAK_WORDS_WITHHELD, excerpt->id, excerpt->record.place.file, texts[i], new_source && i == 0);
}

static void withhold_excerpts(const struct sides *sides)
{
    const char *source = "";

    for (size_t i = 0; i < sides->whole->excerpts.count; i++) {
        const struct excerpt *excerpt = sides->whole->excerpts.items[i];
        struct leak_thing id = {LEAK_ID_WITHHELD, excerpt->id, excerpt->record.place.file};
        if (may_be_seen(sides, OBJECT_EXCERPT, excerpt->id))
            continue;
        leak_names_add_id(sides->gate->names, id, excerpt->id, false);
        withhold_excerpt(sides, excerpt, strcmp(source, excerpt_source_id(excerpt)) != 0);
        source = excerpt_source_id(excerpt);
    }
    for (size_t i = 0; i < sides->whole->recodings.count; i++) {
        const struct excerpt *excerpt = sides->whole->recodings.items[i];
        if (!may_be_seen(sides, OBJECT_EXCERPT, excerpt->again->id))
            withhold_excerpt(sides, excerpt, false);
    }
}

static void withhold_all(const struct sides *sides)
{
    const struct list *informants = &sides->whole->informants->informants;
    const struct list *summaries = &sides->whole->summaries->summaries;

    for (size_t i = 0; i < informants->count; i++) {
        const struct informant *informant = informants->items[i];
        withhold_attributes(sides, informant);
        if (!may_be_seen(sides, OBJECT_INFORMANT, informant->code)) {
            withhold_informant(sides, informant);
            if (informant->credit != NULL)
                leak_names_add_identity(sides->gate->names,
                                        (struct leak_thing){LEAK_NAME, informant->code, informant->record.place.file},
                                        informant->credit);
        }
    }
    withhold_excerpts(sides);
    for (size_t i = 0; i < summaries->count; i++) {
        const struct summary *summary = summaries->items[i];
        if (summary->informant.id != NULL && !may_be_seen(sides, OBJECT_INFORMANT, summary->informant.id))
            withhold(sides, LEAK_WORDS_WITHHELD, summary->informant.id, summary->record.place.file,
                     plain_text(sides, summary->text), true);
    }
    withhold_memos(sides);
}

static void show_id(const struct sides *sides, const char *id)
{
    leak_names_add_id(sides->gate->names, (struct leak_thing){LEAK_VISIBLE, id, NULL}, id, false);
}

/* One that may be seen may begin with one that may not. */
static void show_ids(const struct sides *sides)
{
    const struct list *informants = &sides->seen->informants->informants, *excerpts = &sides->seen->excerpts;

    for (size_t i = 0; i < informants->count; i++)
        show_id(sides, ((const struct informant *)informants->items[i])->code);
    for (size_t i = 0; i < excerpts->count; i++)
        show_id(sides, ((const struct excerpt *)excerpts->items[i])->id);
}

/* The words of withheld excerpts in another language. */
static void withhold_translations(const struct sides *sides)
{
    for (size_t i = 0; i < sides->whole->excerpts.count; i++) {
        const struct excerpt *excerpt = sides->whole->excerpts.items[i];
        if (!may_be_seen(sides, OBJECT_EXCERPT, excerpt->id))
            withhold_excerpt(sides, excerpt, false);
    }
}

/* The words that were said: a code or time between two lines parts no passage, and none begins with one. */
static void read_transcripts(struct leak_gate *gate, const struct study *whole)
{
    struct list names = {0};
    struct buffer bytes = {0};
    struct arena *scratch = arena_new();

    file_list(file_join(gate->arena, gate->study_root, transcripts), gate->arena, &names);
    for (size_t i = 0; i < names.count; i++) {
        const char *path = file_join(gate->arena, transcripts, names.items[i]);
        struct leak_thing thing = {LEAK_PASSAGE, NULL, path};
        if (file_read(file_join(gate->arena, gate->study_root, path), &bytes) != FILE_OK)
            continue;
        const char *text = buffer_string(&bytes);
        if (transcript_has_marks(path))
            text = marks_read(scratch, text).text;
        text = transcript_words(scratch, &whole->informants->informants, NULL, text, strlen(text)).text;
        leak_shingles_add_transcript(gate->shingles, thing, text);
    }
    buffer_free(&bytes);
    arena_free(scratch);
}

/* ---- what others say as well ---- */

static void allow_text(const struct sides *sides, const char *text)
{
    if (text != NULL)
        leak_shingles_allow(sides->gate->shingles, text, true);
}

/* What the study says of its terms; a passage of what was said is nobody's definition. */
static void allow_definition(const struct sides *sides, const struct block *blocks)
{
    const char *text = plain_text(sides, blocks);

    if (text != NULL && !leak_shingles_are_quoted(sides->gate->shingles, text))
        allow_text(sides, text);
}

/* The words of somebody who agreed to it. */
static void allow_words(const struct sides *sides, const char *text)
{
    if (text != NULL)
        leak_shingles_allow(sides->gate->shingles, text, false);
}

/* Turns as they are printed, with who says each and, behind them, who spoke: a transcript has labels, too. */
static void allow_turns(const struct sides *sides, const struct excerpt *excerpt)
{
    for (const char *const *asker = words_single(WORDS_ASKER); *asker != NULL && excerpt->turns.count > 0; asker++) {
        struct buffer text = {0};
        for (size_t j = 0; j < excerpt->turns.count; j++) {
            const struct turn *turn = excerpt->turns.items[j];
            buffer_format(&text, "%s: %s\n", turn->speaker.id ? turn->speaker.id : *asker, turn->text);
        }
        buffer_text(&text, excerpt_source_id(excerpt));
        allow_words(sides, buffer_string(&text));
        buffer_free(&text);
    }
}

/* What examiners read of whole transcripts, with and without who speaks. */
static void allow_transcripts(const struct sides *sides)
{
    for (size_t i = 0; i < sides->seen->transcripts.count; i++) {
        const struct printed_transcript *transcript = sides->seen->transcripts.items[i];
        struct buffer words = {0}, turns = {0};
        for (size_t j = 0; j < transcript->lines.count; j++) {
            const struct printed_line *line = transcript->lines.items[j];
            buffer_format(&words, "%s\n", line->text);
            buffer_format(&turns, "%s%s %s\n", line->begins && line->code ? line->code : "", line->begins ? ":" : "",
                          line->text);
        }
        allow_words(sides, buffer_string(&words));
        allow_words(sides, buffer_string(&turns));
        buffer_free(&words);
        buffer_free(&turns);
    }
}

static void allow_blocks(const struct sides *sides, const struct block *blocks)
{
    allow_text(sides, plain_text(sides, blocks));
}

static void allow_blocks_of(const struct sides *sides, const struct list *blocks)
{
    for (size_t i = 0; i < blocks->count; i++)
        allow_blocks(sides, blocks->items[i]);
}

static void allow_span(const struct sides *sides, const struct span *span)
{
    allow_text(sides, span != NULL ? span_plain(sides->gate->arena, span) : NULL);
}

static void allow_definitions(const struct sides *sides, const struct list *definitions)
{
    for (size_t i = 0; i < definitions->count; i++) {
        const struct definition *definition = definitions->items[i];
        allow_span(sides, definition->label);
        allow_definition(sides, definition->text);
        allow_definitions(sides, &definition->indicators);
    }
}

/* What the study asked and set out to find, before anybody answered. */
static void allow_design(const struct sides *sides)
{
    const struct study *study = sides->whole;
    const struct study_info *info = study->info;
    const char *const texts[] = {info->title,   info->subtitle, info->researcher, info->institution,
                                 info->faculty, info->program,  info->place};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        allow_text(sides, texts[i]);
    allow_blocks(sides, info->question);
    allow_blocks(sides, study->objectives->general);
    for (size_t i = 0; i < study->objectives->objectives.count; i++) {
        const struct objective *objective = study->objectives->objectives.items[i];
        allow_span(sides, objective->title);
        allow_blocks(sides, objective->statement);
    }
    for (size_t i = 0; i < study->codes.count; i++) {
        const struct code *code = study->codes.items[i];
        allow_span(sides, code->label);
        allow_definition(sides, code->definition);
    }
    allow_definitions(sides, &study->definitions->variables);
    for (size_t i = 0; i < study->informants->groups.count; i++)
        allow_definition(sides, ((const struct group_description *)study->informants->groups.items[i])->definition);
    if (study->informants->criteria != NULL) {
        allow_blocks_of(sides, &study->informants->criteria->inclusion);
        allow_blocks_of(sides, &study->informants->criteria->exclusion);
    }
    allow_blocks(sides, study->guide->introduction);
    for (size_t i = 0; i < study->guide->questions.count; i++) {
        const struct question *question = study->guide->questions.items[i];
        allow_blocks(sides, question->text);
        allow_blocks_of(sides, &question->probes);
    }
}

/* Works and documents, and what others say who agreed to it. */
static void allow_others(const struct sides *sides)
{
    const struct study *study = sides->whole;

    for (size_t i = 0; i < study->documents->documents.count; i++) {
        const struct document *document = study->documents->documents.items[i];
        allow_text(sides, document->title);
        allow_text(sides, document->short_name);
        allow_text(sides, document->issuer);
    }
    for (size_t i = 0; i < study->works.count; i++) {
        const struct work *work = study->works.items[i];
        for (const struct work_field *field = work->fields; field != NULL; field = field->next)
            allow_text(sides, field->value);
    }
    for (size_t i = 0; i < sides->seen->informants->informants.count; i++) {
        const struct informant *informant = sides->seen->informants->informants.items[i];
        allow_words(sides, informant->role);
        allow_words(sides, informant->institution);
        allow_words(sides, plain_text(sides, informant->note));
        const struct list *values = study_attributes_of(sides->seen, informant);
        for (size_t j = 0; j < values->count; j++)
            allow_words(sides, ((const struct attribute_value *)values->items[j])->text);
    }
    for (size_t i = 0; i < sides->seen->excerpts.count; i++) {
        const struct excerpt *excerpt = sides->seen->excerpts.items[i];
        allow_words(sides, excerpt->text);
        allow_turns(sides, excerpt);
        allow_words(sides, excerpt->translation);
        allow_words(sides, plain_text(sides, excerpt->note));
    }
}

void leak_collect(struct leak_gate *gate, const struct build *build, const struct list *wholes, const struct list *seen,
                  const struct identities *identities)
{
    struct sides sides = {gate, wholes->items[0], seen->items[0]};

    read_settings(gate, sides.whole->info);
    gate->shapes.root = real_root(gate->arena, build->root);
    for (size_t i = 0; i < identities->list.count; i++)
        add_identity(gate, sides.seen, identities->list.items[i]);
    read_works(gate, sides.whole);
    add_login(gate, build, sides.whole);
    withhold_all(&sides);
    if (gate->names->longest_id > 0)
        show_ids(&sides);
    for (size_t i = 1; i < wholes->count; i++) {
        const struct sides other = {gate, wholes->items[i], seen->items[i]};
        withhold_translations(&other);
    }
    read_transcripts(gate, sides.whole);
    for (size_t i = 0; i < wholes->count && !leak_shingles_are_none(gate->shingles); i++) {
        const struct sides other = {gate, wholes->items[i], seen->items[i]};
        allow_design(&other);
        allow_others(&other);
        allow_transcripts(&other);
    }
    leak_names_seal(gate->names);
}
