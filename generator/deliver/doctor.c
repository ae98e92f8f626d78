#include "deliver/deliver.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/map.h"
#include "base/process.h"
#include "base/say.h"

#include <stddef.h>
#include <string.h>

enum { MOST_PROGRAMS = 4, SECONDS = 20 };

/* Something that lampiran can make, what it takes, and the Debian packages that bring it. */
struct ability {
    const char *what;
    const char *programs[MOST_PROGRAMS]; /* any one of them */
    const char *file;                    /* of TeX, found by kpsewhich; or a path; NULL: none is needed */
    const char *packages;
};

static const struct ability abilities[] = {
    {N_("PDF of the appendices"),
     {"pdflatex", "lualatex", "xelatex"},
     "longtable.sty",
     "texlive-latex-recommended lmodern"},
    {N_("Indonesian hyphenation in the PDF"), {"kpsewhich"}, "indonesian.ldf", "texlive-lang-other"},
    {N_("PDF with fonts of the system"), {"xelatex", "lualatex"}, "fontspec.sty", "texlive-xetex texlive-luatex"},
    {N_("citations by biblatex in the thesis"), {"biber"}, "apa.bbx", "biber texlive-bibtex-extra"},
    {N_("appendices for Word"), {"pandoc"}, NULL, "pandoc"},
    {N_("mathematics in the site and in Word"), {"pandoc"}, NULL, "pandoc"},
    {N_("pictures of shared links, drawings in the Word document"),
     {"rsvg-convert"},
     NULL,
     "librsvg2-bin fonts-liberation"},
    {N_("citation styles other than APA"),
     {"pandoc"},
     "/usr/share/citation-style-language/styles",
     "citation-style-language-styles citation-style-language-locales"},
    {N_("pictures of PDF figures in the site"), {"pdftocairo"}, NULL, "poppler-utils"},
    {N_("searching PDF files for what is private"), {"pdftotext"}, NULL, "poppler-utils"},
    {N_("publishing to a branch"), {"git"}, NULL, "git"},
};

static const char *first_program(const struct ability *ability)
{
    for (size_t i = 0; i < MOST_PROGRAMS && ability->programs[i] != NULL; i++) {
        if (process_is_there(ability->programs[i]))
            return ability->programs[i];
    }
    return NULL;
}

/* TeX finds name. */
static bool tex_has(const char *name)
{
    const char *const arguments[] = {"kpsewhich", name, NULL};
    struct process process = {.arguments = arguments, .seconds = SECONDS};

    return process_run(&process) == PROCESS_DONE && process.exit_code == 0;
}

static bool has_file(const char *file)
{
    if (file == NULL)
        return true;
    return *file == '/' ? file_exists(file) : tex_has(file);
}

/* Adds each word of packages to wanted once. */
static void want(struct map *wanted, struct arena *arena, const char *packages)
{
    char *rest = arena_string(arena, packages);

    for (char *word = strsep(&rest, " "); word != NULL; word = strsep(&rest, " "))
        map_put(wanted, word, word);
}

static void print_state(struct buffer *out, bool is_there, const char *what, const char *by)
{
    buffer_format(out, "  %-8s %s%s%s%s\n", is_there ? translated("there") : translated("missing"), translated(what),
                  by ? " (" : "", by ? by : "", by ? ")" : "");
}

void doctor_print(struct arena *arena, const char *lunr, struct buffer *out)
{
    struct map *wanted = map_new(arena);

    buffer_format(out, "lampiran %s\n", VERSION);
    print_state(out, true, N_("site, and appendices as LaTeX"), NULL);
    print_state(out, lunr != NULL, N_("search in the site"), lunr ? "lunr" : NULL);
    if (lunr == NULL)
        want(wanted, arena, "libjs-lunr");
    for (size_t i = 0; i < sizeof abilities / sizeof *abilities; i++) {
        const struct ability *ability = &abilities[i];
        const char *program = first_program(ability);
        bool is_there = program != NULL && has_file(ability->file);
        print_state(out, is_there, ability->what, is_there ? program : NULL);
        if (!is_there)
            want(wanted, arena, ability->packages);
    }
    if (map_count(wanted) == 0) {
        buffer_format(out, "\n%s\n", translated("Nothing is missing."));
        return;
    }
    buffer_format(out, "\n%s\n  sudo apt install", translated("On Debian and Ubuntu, this installs what is missing:"));
    for (size_t i = 0; i < map_count(wanted); i++)
        buffer_format(out, " %s", (const char *)map_value(wanted, i));
    buffer_text(out, "\n");
}
