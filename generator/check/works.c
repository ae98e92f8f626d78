/* Works that will be printed otherwise than was meant: names as "Sari & Budi" and "Badan Pusat Statistik", none at all.
 */

#include "check/rules.h"

#include "bibliography/bibliography.h"
#include "study/study.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

/* One name of a field. */
struct name {
    struct diags *diags;
    const struct work_field *field;
    const char *text;
    size_t length;
};

static bool is_one_of(const char *word, size_t length, const char *const *words)
{
    for (; *words != NULL; words++) {
        if (strlen(*words) == length && strncmp(*words, word, length) == 0)
            return true;
    }
    return false;
}

static bool is_one_of_any_case(const char *word, size_t length, const char *const *words)
{
    for (; *words != NULL; words++) {
        if (strlen(*words) == length && strncasecmp(*words, word, length) == 0)
            return true;
    }
    return false;
}

/* The next word of the name, of what stands outside of braces: from at on, its length in length. NULL if there is none.
 */
static const char *next_word(const struct name *name, const char *at, size_t *length)
{
    static const char parting[] = " ,";
    const char *end = name->text + name->length;
    int depth = 0;

    for (; at < end && (depth > 0 || strchr(parting, *at) != NULL || *at == '{'); at++)
        depth += (*at == '{') - (*at == '}');
    *length = 0;
    while (at + *length < end && strchr(parting, at[*length]) == NULL && at[*length] != '{')
        ++*length;
    return at < end ? at : NULL;
}

static size_t count_outside(const struct name *name, char wanted)
{
    size_t count = 0;
    int depth = 0;

    for (const char *at = name->text; at < name->text + name->length; at++) {
        depth += (*at == '{') - (*at == '}');
        count += depth == 0 && *at == wanted;
    }
    return count;
}

static bool has_word(const struct name *name, const char *const *words)
{
    size_t length;

    for (const char *at = name->text; (at = next_word(name, at, &length)) != NULL; at += length) {
        if (is_one_of(at, length, words))
            return true;
    }
    return false;
}

/* "M.Kes.", "S.KM" */
static bool is_degree(const char *word, size_t length)
{
    static const char *const subjects[] = {"Kes", "KM",  "Si",   "Kep", "Keb", "Pd", "Sos", "Kom",
                                           "Hum", "Psi", "Farm", "Gz",  "Ak",  "AP", "IP",  NULL};

    if (length >= strlen("Ph.D") && strncmp(word, "Ph.D", strlen("Ph.D")) == 0)
        return true;
    if (length <= strlen("S.") || word[1] != '.')
        return false;
    bool stopped = word[length - 1] == '.';
    return is_one_of(word + strlen("S."), length - strlen("S.") - stopped, subjects);
}

static bool has_title(const struct name *name)
{
    static const char *const titles[] = {"dr.", "prof.", "drs.", "dra.", "ir.", "hj.", "apt.", NULL};
    size_t length;

    for (const char *at = name->text; (at = next_word(name, at, &length)) != NULL; at += length) {
        if (is_one_of_any_case(at, length, titles) || is_degree(at, length))
            return true;
    }
    return false;
}

/* Several words without a comma, the first of which begins the name of an institution. */
static bool is_institution(const struct name *name)
{
    static const char *const words[] = {"Badan",        "Balai",      "Bank",        "Dinas",       "Direktorat",
                                        "Kementerian",  "Kementrian", "Komisi",      "Lembaga",     "Menteri",
                                        "Pemerintah",   "Puskesmas",  "Sekretariat", "Universitas", "Association",
                                        "Council",      "Department", "Institute",   "Ministry",    "Organisation",
                                        "Organization", "United",     "University",  "World",       NULL};
    size_t length;
    const char *word = next_word(name, name->text, &length);

    return word == name->text && length < name->length && count_outside(name, ',') == 0 &&
           is_one_of_any_case(word, length, words);
}

static void warn(const struct name *name, const char *what)
{
    diag_warning(name->diags, name->field->place, "odd-name", "'%.*s' in '%s' %s", (int)name->length, name->text,
                 name->field->name, what);
}

static void check_name(const struct name *name)
{
    static const char *const others[] = {"et", "Et", "al.", "Al.", "et.al.", "dkk.", "dkk", NULL};
    static const char *const ands[] = {"&", "dan", "und", NULL};

    if (name->length == 0) {
        diag_warning(name->diags, name->field->place, "odd-name", "an 'and' in '%s' has a name on one side only",
                     name->field->name);
        diag_hint(name->diags, "write 'and' between two names");
    } else if (count_outside(name, '=') > 0) {
        return; /* biblatex's "family=Berg, given=Jan" */
    } else if (has_word(name, others)) {
        warn(name, "is read as a name");
        diag_hint(name->diags, "end a list that is cut short with 'and others'");
    } else if (count_outside(name, ';') > 0 || has_word(name, ands)) {
        warn(name, "is read as one name");
        diag_hint(name->diags, "write 'and' between names; put the name of an institution in braces");
    } else if (has_title(name)) {
        warn(name, "holds a title or degree");
        diag_hint(name->diags, "APA leaves these out; write the name alone: Sari, Dewi");
    } else if (count_outside(name, ',') > 2) {
        warn(name, "has more commas than a name can have");
        diag_hint(name->diags, "write 'and' between names: Sari, A. and Budi, B.");
    } else if (is_institution(name)) {
        warn(name, "is read as a person's name");
        diag_hint(name->diags, "put an institution in braces: {{%.*s}}", (int)name->length, name->text);
    }
}

static void check_names(struct build *build, const struct work *work)
{
    static const char *const fields[] = {"author", "editor", "translator", "bookauthor", NULL};

    for (const struct work_field *field = work->fields; field != NULL; field = field->next) {
        if (!is_one_of(field->name, strlen(field->name), fields))
            continue;
        struct name name = {.diags = build->diags, .field = field};
        for (const char *rest = field->value; (name.text = names_next(&rest, &name.length)) != NULL;)
            check_name(&name);
    }
}

static bool has_lead(const struct work *work)
{
    static const char *const fields[] = {"author", "editor", "title", "organization", "institution", "maintitle"};

    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        if (work_find_field(work, fields[i]) != NULL)
            return true;
    }
    return false;
}

void check_works(struct build *build, const struct study *study)
{
    for (size_t i = 0; i < study->works.count; i++) {
        const struct work *work = study->works.items[i];
        check_names(build, work);
        if (!has_lead(work) && strcmp(work->type, "xdata") != 0)
            diag_warning(build->diags, work->place, "nameless-work",
                         "'%s' has neither author nor title, printing its key", work->key);
    }
}
