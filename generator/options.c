#include "options.h"

#include "base/buffer.h"
#include "base/say.h"
#include "base/text.h"
#include "study/study.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* How an option's value gets into the options; false: it is wrong, and that was said. */
struct option;
typedef bool setter(const struct option *option, const char *value, struct options *options);

static setter set_flag, set_text, set_id, set_choice, set_second, set_word, set_number, set_standard, set_export;

struct option {
    unsigned commands; /* a bit for each that takes it; one name may mean different things to different commands */
    const char *name;
    const char *value; /* what its value is called, NULL if it takes none */
    const char *help;
    setter *set;
    size_t field;               /* where in struct options */
    const char *const *choices; /* NULL-terminated; NULL if any text will do */
    int least, most;            /* of a number; else least is the first choice in its enum */
};

#define FIELD(name) offsetof(struct options, name)
#define ON(name) (1u << COMMAND_##name)
#define CHANGES (ON(RENAME) | ON(MERGE) | ON(MOVE) | ON(SPLIT) | ON(ADD))

static const char *const message_formats[] = {"text", "json", NULL};
static const char *const schema_formats[] = {"json", "markdown", NULL};
static const char *const model_audiences[] = {"public", "examiner", "all", NULL};
static const char *const export_audiences[] = {"public", "examiner", "researcher", NULL};
static const char *const appendix_audiences[] = {"examiner", "public", NULL};
static const char *const render_formats[] = {"html", "latex", "dump", NULL};
static const char *const word_policies[] = {"keep", "widen", NULL};

static const struct option option_table[] = {
    {ON(BUILD), "--out", N_("DIR"), N_("put site/ and appendices/ under DIR (default: the study folder)"), set_text,
     FIELD(out)},
    {ON(BUILD), "--html", NULL, N_("the site alone"), set_flag, FIELD(html)},
    {ON(BUILD), "--latex", NULL, N_("the appendices alone"), set_flag, FIELD(latex)},
    {ON(BUILD), "--pdf", NULL, N_("also the PDF of the appendices, by the TeX that is installed"), set_flag,
     FIELD(pdf)},
    {ON(BUILD), "--docx", NULL, N_("also the appendices for Word, by pandoc"), set_flag, FIELD(docx)},
    {ON(BUILD), "--overleaf", NULL, N_("also the LaTeX files as one ZIP, to upload to Overleaf"), set_flag,
     FIELD(overleaf)},
    {ON(BUILD), "--engine", N_("NAME"), N_("the TeX of the PDF: pdflatex, lualatex or xelatex"), set_word,
     FIELD(engine), appendix_engine_names + 1 /* without "any" */},
    {ON(BUILD) | ON(SERVE) | ON(CHECK) | ON(PUBLISH), "--final", NULL, N_("refuse excerpts marked illustrative"),
     set_flag, FIELD(final)},
    {ON(BUILD) | ON(SERVE) | ON(CHECK) | ON(PUBLISH), "--strict", NULL, N_("treat warnings as errors"), set_flag,
     FIELD(strict)},
    {ON(CHECK), "--show-private", NULL, N_("show the words that must not be published, on a terminal only"), set_flag,
     FIELD(show_private)},
    {ON(MODEL), "--audience", N_("NAME"), N_("public (default), examiner, or all with what is withheld"), set_choice,
     FIELD(audience), model_audiences},
    {ON(BUILD), "--audience", N_("NAME"),
     N_("of the appendices: examiner (default), or public, into appendices-public/"), set_second, FIELD(open),
     appendix_audiences},
    {ON(CHECK), "--privacy", NULL, N_("also report how many informants are alike, and who could be recognised"),
     set_flag, FIELD(privacy)},
    {ON(CHECK), "--standard", N_("NAME"), N_("report unanswered items of coreq or srqr"), set_standard,
     FIELD(standards), standard_names},
    {ON(BUILD) | ON(SERVE) | ON(CHECK) | ON(MODEL) | ON(PUBLISH), "--jobs", "N",
     N_("work on N pages at a time (default: one a core)"), set_number, FIELD(jobs), NULL, 1, 64},
    {ON(BUILD) | ON(CHECK) | ON(PUBLISH) | ON(IMPORT) | ON(EXPORT) | ON(REVIEW) | CHANGES, "--format", "FORMAT",
     N_("of the messages: text, or json (for editors)"), set_choice, FIELD(format), message_formats},
    {ON(SCHEMA), "--format", "FORMAT", N_("json (JSON Schema, for editors) or markdown (the format guide)"), set_second,
     FIELD(guide), schema_formats},
    {ON(RENDER), "--to", "FORMAT", N_("html, latex or dump (the document tree with places)"), set_choice, FIELD(to),
     render_formats},
    {ON(PUBLISH), "--to", N_("PLACE"), N_("a folder, or branch:NAME of the git repository that the study is in"),
     set_text, FIELD(target)},
    {ON(RENDER), "--plain", NULL, N_("CommonMark alone, without the extensions"), set_flag, FIELD(plain)},
    {ON(RENDER), "--trusted", NULL, N_("pass raw HTML on"), set_flag, FIELD(trusted)},
    {ON(SERVE), "--port", "N", N_("serve at port N, or the next free one (default: 8000; 0: any)"), set_number,
     FIELD(port), NULL, 0, 65535},
    {ON(BUILD), "--no-sync", NULL, N_("do not wait until the disk has what was published"), set_flag, FIELD(unsynced)},
    {ON(BUILD) | ON(SERVE), "--trust", NULL, N_("trust whoever wrote this study, from now on (see SECURITY.md)"),
     set_flag, FIELD(trust)},
    {ON(IMPORT) | ON(REVIEW), "--dry-run", NULL, N_("report what would change, and write nothing"), set_flag,
     FIELD(import.dry_run)},
    {ON(IMPORT), "--template", N_("FILE"), N_("write an empty sheet to fill in, .csv or .xlsx"), set_text,
     FIELD(template_file)},
    {ON(IMPORT), "--encoding", N_("NAME"), N_("the encoding of texts that are not UTF-8, as GBK"), set_text,
     FIELD(import.encoding)},
    {ON(IMPORT), "--separator", N_("SIGNS"), N_("what separates levels in names of codes, as ': '"), set_text,
     FIELD(import.separator)},
    {ON(IMPORT), "--words", N_("HOW"), N_("keep or widen what begins or ends within a word"), set_choice,
     FIELD(import.words), word_policies},
    {ON(IMPORT), "--documents", NULL, N_("sources without a case are documents, not informants"), set_flag,
     FIELD(import.documents)},
    {ON(IMPORT), "--coder", "ID", N_("who coded a sheet of `export --coding-sheet` that was filled in"), set_id,
     FIELD(import.coder)},
    {ON(EXPORT), "--qdpx", N_("FILE"), N_("a REFI-QDA project, as NVivo, MAXQDA, ATLAS.ti and QualCoder open it"),
     set_export, FIELD(export_file), NULL, EXPORT_QDPX},
    {ON(EXPORT), "--qdc", N_("FILE"), N_("the codebook alone, as REFI-QDA"), set_export, FIELD(export_file), NULL,
     EXPORT_QDC},
    {ON(EXPORT), "--csv", N_("FILE"), N_("a sheet with a row for each excerpt and a column for each code"), set_export,
     FIELD(export_file), NULL, EXPORT_CSV},
    {ON(EXPORT), "--xlsx", N_("FILE"), N_("the same for Excel"), set_export, FIELD(export_file), NULL, EXPORT_XLSX},
    {ON(EXPORT), "--coding-sheet", N_("FILE"),
     N_("a sheet for another coder, .csv or .xlsx: each excerpt, an empty column for each code"), set_export,
     FIELD(export_file), NULL, EXPORT_CODING},
    {ON(EXPORT), "--audience", N_("NAME"), N_("public (default), examiner, or researcher with what is withheld"),
     set_choice, FIELD(audience), export_audiences},
    {ON(NEW), "--language", "en|id", N_("of the small study: id (default) or en"), set_word, FIELD(language),
     language_names},
    {ON(NEW), "--approach", N_("NAME"), N_("of the small study: phenomenology, grounded-theory, ..."), set_word,
     FIELD(approach), approach_kind_names + 1 /* without "general" */},
    {ON(REVIEW), "--apply", "N", N_("make change N in the study, and show the lines before and after"), set_number,
     FIELD(change), NULL, 1, 1000000},
    {ON(SCHEMA), "--study", NULL, N_("write schemas with the study's own ids for editors, into .vscode/"), set_flag,
     FIELD(of_study)},
    {CHANGES, "--dry-run", NULL, N_("print what would be different, as diff does, and change nothing"), set_flag,
     FIELD(edit.dry_run)},
    {ON(MOVE), "--under", N_("CODE"), N_("the code to be below; without it, the top of the tree"), set_text,
     FIELD(edit.under)},
    {ON(SPLIT), "--decided", N_("FILE"), N_("lines 'EXCERPT: CODE', which without it are printed to be filled in"),
     set_text, FIELD(edit.decided)},
    {ON(MERGE), "--keep", NULL, N_("where A and B say different things, what B says holds"), set_flag,
     FIELD(edit.keep)},
};

enum { OPTIONS = sizeof option_table / sizeof *option_table };

struct command_entry {
    const char *name;
    enum command command;
    const char *argument; /* what its argument is called */
    const char *help;
    int ids; /* arguments that are ids, before the others */
};

static const struct command_entry command_table[] = {
    {"build", COMMAND_BUILD, N_("[STUDY]"), N_("make the site and the appendices of a study")},
    {"serve", COMMAND_SERVE, N_("[STUDY]"),
     N_("show the site in a browser while you write, and what is wrong with it")},
    {"check", COMMAND_CHECK, N_("[STUDY]"), N_("report what is wrong with a study, and make nothing")},
    {"render", COMMAND_RENDER, N_("FILE.md"), N_("print one Markdown file as HTML or LaTeX ('-': standard input)")},
    {"model", COMMAND_MODEL, N_("[STUDY]"), N_("print the study as JSON, as an audience sees it")},
    {"schema", COMMAND_SCHEMA, N_("[STUDY]"), N_("print the schema of all study files")},
    {"publish", COMMAND_PUBLISH, N_("[STUDY]"),
     N_("make the site and publish it: to a folder, or to a branch that a service hosts")},
    {"import", COMMAND_IMPORT, N_("PROJECT... [STUDY]"),
     N_("make or extend a study from a project of another tool, or from a sheet")},
    {"export", COMMAND_EXPORT, N_("[STUDY]"), N_("write the excerpts and codes of a study for another tool")},
    {"review", COMMAND_REVIEW, N_("FILE.docx [STUDY]"),
     N_("list the comments and tracked changes of a Word document where they belong in the study")},
    {"new", COMMAND_NEW, N_("DIR"), N_("make a small complete study to start from")},
    {"rename", COMMAND_RENAME, N_("OLD NEW [STUDY]"), N_("change the id of a code, an informant, an excerpt, ..."), 2},
    {"merge", COMMAND_MERGE, N_("A B [STUDY]"), N_("merge A into B: codes, informants, excerpts, ..."), 2},
    {"move", COMMAND_MOVE, N_("CODE [STUDY]"), N_("move a code, with all below it, under another one"), 1},
    {"split", COMMAND_SPLIT, N_("A B C [STUDY]"), N_("split code A into B and C"), 3},
    {"add", COMMAND_ADD, N_("KIND [KEY=VALUE...] [STUDY]"), N_("add an informant, an excerpt, a finding or a work")},
    {"doctor", COMMAND_DOCTOR, "", N_("report what this machine can make, and what is missing for the rest")},
};

enum { COMMANDS = sizeof command_table / sizeof *command_table };

static void print_usage(FILE *out)
{
    fputs(translated("Usage: lampiran [--lang en|id] COMMAND [OPTION...] [STUDY]\n\n"
                     "Makes a static site and LaTeX thesis appendices from a qualitative study kept as plain text.\n"
                     "STUDY is the folder that holds content/ (default: the current one).\n\nCommands:\n"),
          out);
    for (size_t i = 0; i < COMMANDS; i++)
        fprintf(out, "  %-8s  %s\n", command_table[i].name, translated(command_table[i].help));
    fputs(translated("\n`lampiran COMMAND --help` shows its options; `man lampiran` explains all.\n"
                     "Exit status: 0 done, with warnings perhaps; 1 the study has errors, nothing was published; 2 "
                     "usage or system.\n"),
          out);
}

/* The first option behind after (NULL: of all) that the command takes, or NULL. */
static const struct option *next_option(const struct option *after, const struct command_entry *entry)
{
    const struct option *option = after ? after + 1 : option_table;

    while (option < option_table + OPTIONS && !(option->commands & 1u << entry->command))
        option++;
    return option < option_table + OPTIONS ? option : NULL;
}

static int wider(int width, const char *text)
{
    int length = (int)strlen(text);

    return length > width ? length : width;
}

/* What a value or an argument is called; "" if there is none. */
static const char *called(const char *name)
{
    return name != NULL && *name != '\0' ? translated(name) : "";
}

static void print_command_help(const struct command_entry *entry)
{
    int name = (int)strlen("--help"), value = 0;

    for (const struct option *option = next_option(NULL, entry); option != NULL; option = next_option(option, entry)) {
        name = wider(name, option->name);
        value = wider(value, called(option->value));
    }
    printf(translated("Usage: lampiran %s [OPTION...] %s\n\nTo %s.\n\nOptions:\n"), entry->name,
           called(entry->argument), translated(entry->help));
    for (const struct option *option = next_option(NULL, entry); option != NULL; option = next_option(option, entry))
        printf("  %-*s %-*s  %s\n", name, option->name, value, called(option->value), translated(option->help));
    printf("  %-*s %-*s  %s\n", name, "--help", value, "", translated("print this"));
}

/* The next step after what was said: the nearest of the names if any is near. */
static bool suggest(const struct nearest *nearest)
{
    if (nearest != NULL && nearest->match != NULL)
        say_hint("did you mean '%s'?", nearest->match);
    else
        say_hint("'lampiran --help' lists what there is");
    return false;
}

static const struct command_entry *find_command(const char *name)
{
    for (size_t i = 0; i < COMMANDS; i++) {
        if (strcmp(command_table[i].name, name) == 0)
            return &command_table[i];
    }
    return NULL;
}

/* The position of word among names (NULL-terminated), or -1 with a complaint. */
static int choose(const char *option, const char *word, const char *const *names)
{
    struct nearest nearest = {.word = word};

    for (int i = 0; names[i] != NULL; i++) {
        if (strcmp(names[i], word) == 0)
            return i;
        text_nearest(&nearest, names[i]);
    }
    struct buffer list = {0};
    for (int i = 0; names[i] != NULL; i++)
        buffer_format(&list, " %s", names[i]);
    say_error("%s cannot be '%s'", option, word);
    say_hint("one of:%s", buffer_string(&list));
    buffer_free(&list);
    return -1;
}

static void *field_of(const struct option *option, struct options *options)
{
    return (char *)options + option->field;
}

static bool set_flag(const struct option *option, const char *value, struct options *options)
{
    (void)value;
    *(bool *)field_of(option, options) = true;
    return true;
}

static bool set_text(const struct option *option, const char *value, struct options *options)
{
    *(const char **)field_of(option, options) = value;
    return true;
}

static bool set_id(const struct option *option, const char *value, struct options *options)
{
    if (text_is_study_id(value))
        return set_text(option, value, options);
    say_error("%s cannot be '%s'", option->name, value);
    say_hint("letters a-z, digits, '.', '_' and '-' are allowed, after a letter or digit");
    return false;
}

/* The field is an enum in the order of the choices, from least on. */
static bool set_choice(const struct option *option, const char *value, struct options *options)
{
    int chosen = choose(option->name, value, option->choices);
    int number = option->least + chosen;

    memcpy(field_of(option, options), &number, sizeof number);
    return chosen >= 0;
}

/* The field is true for the second of two choices. */
static bool set_second(const struct option *option, const char *value, struct options *options)
{
    int chosen = choose(option->name, value, option->choices);

    *(bool *)field_of(option, options) = chosen == 1;
    return chosen >= 0;
}

/* The field is the word itself, which must be one of the choices. */
static bool set_word(const struct option *option, const char *value, struct options *options)
{
    return choose(option->name, value, option->choices) >= 0 && set_text(option, value, options);
}

static bool set_number(const struct option *option, const char *value, struct options *options)
{
    char *end;
    long number = strtol(value, &end, 10);

    if (*end != '\0' || number < option->least || number > option->most) {
        say_error("%s takes a number from %d to %d, not '%s'", option->name, option->least, option->most, value);
        return false;
    }
    *(int *)field_of(option, options) = (int)number;
    return true;
}

static bool set_standard(const struct option *option, const char *value, struct options *options)
{
    int chosen = choose(option->name, value, option->choices);

    if (chosen >= 0)
        options->standards |= 1u << chosen;
    return chosen >= 0;
}

static bool set_export(const struct option *option, const char *path, struct options *options)
{
    if (options->export_file != NULL) {
        say_error("one file is written at a time: '%s' or '%s'", options->export_file, path);
        say_hint("run 'lampiran export' once for each");
        return false;
    }
    options->export_format = (enum export_format)option->least;
    return set_text(option, path, options);
}

/* The option that argument names ("--jobs", or "--jobs=2" with *value set), if the command takes it; or NULL. */
static const struct option *find_option(const struct command_entry *entry, const char *argument, const char **value)
{
    const char *equals = strchr(argument, '=');
    size_t length = equals ? (size_t)(equals - argument) : strlen(argument);

    for (const struct option *option = next_option(NULL, entry); option != NULL; option = next_option(option, entry)) {
        if (strlen(option->name) == length && strncmp(option->name, argument, length) == 0) {
            *value = equals ? equals + 1 : NULL;
            return option;
        }
    }
    return NULL;
}

static bool complain_of_option(const struct command_entry *entry, const char *argument)
{
    struct nearest nearest = {.word = argument};

    for (const struct option *option = next_option(NULL, entry); option != NULL; option = next_option(option, entry))
        text_nearest(&nearest, option->name);
    say_error("'%s' is not an option of 'lampiran %s'", argument, entry->name);
    if (nearest.match != NULL)
        say_hint("did you mean '%s'?", nearest.match);
    else
        say_hint("'lampiran %s --help' lists them", entry->name);
    return false;
}

/* Takes the option at arguments[*i] and its value. */
static bool take_option(const struct command_entry *entry, char **arguments, int *i, struct options *options)
{
    const char *argument = arguments[*i], *value = NULL;
    const struct option *option = find_option(entry, argument, &value);

    if (option == NULL)
        return complain_of_option(entry, argument);
    if (option->value == NULL && value != NULL) {
        say_error("no value belongs to '%s'", argument);
        return suggest(NULL);
    }
    if (option->value != NULL && value == NULL) {
        value = arguments[*i + 1];
        if (value == NULL) {
            say_error("%s needs a value: %s %s", option->name, option->name, called(option->value));
            return false;
        }
        ++*i;
    }
    if (value != NULL && *value == '\0') {
        say_error("no value was given to '%s'", option->name);
        return suggest(NULL);
    }
    return option->set(option, value, options);
}

/* Where the next argument goes. */
static const char **slot_of(const struct command_entry *entry, struct options *options)
{
    for (int i = 0; i < entry->ids; i++) {
        if (options->edit.ids[i] == NULL)
            return &options->edit.ids[i];
    }
    if (entry->command == COMMAND_ADD && options->add.kind == NULL)
        return &options->add.kind;
    bool is_file = entry->command == COMMAND_RENDER || (entry->command == COMMAND_REVIEW && options->file == NULL);
    return is_file ? &options->file : &options->folder;
}

static bool take_argument(const struct command_entry *entry, const char *argument, struct options *options)
{
    const char **slot = slot_of(entry, options);

    if (*argument == '\0') {
        say_error("this is not the name of a file or folder: '%s'", argument);
        return suggest(NULL);
    }
    if (*slot != NULL || *entry->argument == '\0') {
        say_error("too many arguments: '%s'", argument);
        return suggest(NULL);
    }
    *slot = argument;
    return true;
}

static bool complain_of_nothing(const struct command_entry *entry)
{
    say_error("'%s' needs an argument", entry->name);
    say_hint("write: lampiran %s %s", entry->name, called(entry->argument));
    return false;
}

/* Arguments of import are projects, but for the last if it is none: the folder of the study. */
static bool split_projects(const struct command_entry *entry, struct options *options)
{
    struct list *files = &options->import.files;

    if (files->count > 1 && !import_is_project(files->items[files->count - 1]))
        options->folder = files->items[--files->count];
    if (files->count == 0 && options->template_file == NULL)
        return complain_of_nothing(entry);
    return true;
}

static bool is_help(const char *argument)
{
    return strcmp(argument, "--help") == 0 || strcmp(argument, "-h") == 0;
}

/* "key=value" */
static bool is_value(const char *argument)
{
    size_t key = strspn(argument, "abcdefghijklmnopqrstuvwxyz_");

    return key > 0 && argument[key] == '=';
}

/* What follows the command. */
static bool read_rest(const struct command_entry *entry, char **arguments, struct options *options)
{
    for (int i = 0; arguments[i] != NULL; i++) {
        const char *argument = arguments[i];
        if (is_help(argument)) {
            print_command_help(entry);
            options->command = COMMAND_NONE;
            return true;
        }
        bool is_option = argument[0] == '-' && argument[1] != '\0';
        if (entry->command == COMMAND_ADD && is_value(argument))
            options->add.values.items[options->add.values.count++] = (void *)argument;
        else if (!is_option && entry->command == COMMAND_IMPORT)
            options->import.files.items[options->import.files.count++] = (void *)argument;
        else if (is_option ? !take_option(entry, arguments, &i, options) : !take_argument(entry, argument, options))
            return false;
    }
    if (options->command == COMMAND_IMPORT)
        return split_projects(entry, options);
    if (options->command == COMMAND_EXPORT && options->export_file == NULL) {
        say_error("'export' needs to be told what to write");
        say_hint("one of: --qdpx FILE, --qdc FILE, --csv FILE, --xlsx FILE, --coding-sheet FILE");
        return false;
    }
    if (options->command == COMMAND_PUBLISH && options->target == NULL) {
        say_error("'publish' needs to be told where: --to DIR, or --to branch:gh-pages");
        say_hint("'lampiran publish --help' lists its options");
        return false;
    }
    bool needs_file = options->command == COMMAND_RENDER || options->command == COMMAND_REVIEW;
    if (options->command == COMMAND_ADD && options->add.kind == NULL)
        return complain_of_nothing(entry);
    bool has_ids = entry->ids == 0 || options->edit.ids[entry->ids - 1] != NULL;
    if (!has_ids || (needs_file ? options->file == NULL : options->command == COMMAND_NEW && options->folder == NULL))
        return complain_of_nothing(entry);
    return true;
}

/* Fills in what was not said. */
static bool complete(struct options *options)
{
    if (options->folder == NULL)
        options->folder = ".";
    if ((options->pdf || options->docx || options->overleaf) && options->html)
        options->latex = true;
    if (options->open)
        options->latex = true;
    else if (!options->html && !options->latex)
        options->html = options->latex = true;
    return true;
}

const char *options_take_language(char **arguments)
{
    static const char name[] = "--lang";
    const char *language = NULL;
    char **kept = arguments;

    for (char **argument = arguments; *argument != NULL; argument++) {
        if (strncmp(*argument, "--lang=", sizeof name) == 0)
            language = *argument + sizeof name;
        else if (strcmp(*argument, name) == 0)
            language = argument[1] ? *++argument : "";
        else
            *kept++ = *argument;
    }
    *kept = NULL;
    return language;
}

bool options_read(char **arguments, struct options *options)
{
    *options = (struct options){.port = 8000, .language = "id"};
    if (arguments[0] == NULL || arguments[1] == NULL) {
        print_usage(stderr);
        return false;
    }
    if (is_help(arguments[1]) || strcmp(arguments[1], "help") == 0) {
        print_usage(stdout);
        return complete(options);
    }
    if (strcmp(arguments[1], "--version") == 0) {
        puts("lampiran " VERSION);
        return complete(options);
    }
    const struct command_entry *entry = find_command(arguments[1]);
    if (entry == NULL) {
        struct nearest nearest = {.word = arguments[1]};
        for (size_t i = 0; i < COMMANDS; i++)
            text_nearest(&nearest, command_table[i].name);
        say_error("there is no command '%s'", arguments[1]);
        return suggest(&nearest);
    }
    options->command = entry->command;
    /* What is left of the arguments is as long as the list of projects can get. */
    options->import.files.items = options->add.values.items = (void **)(arguments + 1);
    return read_rest(entry, arguments + 2, options) && complete(options);
}
