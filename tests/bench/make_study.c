/*
 * Writes a study to measure with: make_study DIR FINDINGS EXCERPTS PER_THEME.  The same numbers always give the same
 * bytes.  FINDINGS Markdown files of about 5 KB, PER_THEME on each theme, five themes to an objective; EXCERPTS coded
 * excerpts of 100 informants.  DIR/plain holds the findings' Markdown without front matter, for the peers.
 */

#include "base/buffer.h"
#include "base/file.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { THEMES_PER_OBJECTIVE = 5, INFORMANTS = 100, FINDING_BYTES = 5000 };

static const char *const words[] = {
    "konvergensi", "stunting",   "lintas",      "sektor", "penganggaran", "kelurahan", "puskesmas", "kader",
    "posyandu",    "koordinasi", "rapat",       "data",   "sasaran",      "keluarga",  "balita",    "gizi",
    "program",     "kegiatan",   "pelaksanaan", "kota",   "peran",        "mitra",     "regulasi",  "komitmen",
    "yang",        "dan",        "untuk",       "pada",   "dengan",       "dari",      "belum",     "sudah",
};

static uint64_t state = 20240976;

/* xorshift64, https://www.jstatsoft.org/article/view/v008i14 */
static unsigned draw(unsigned below)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (unsigned)(state >> 33) % below;
}

static void sentence(struct buffer *out)
{
    unsigned length = 8 + draw(12);

    for (unsigned i = 0; i < length; i++) {
        const char *word = words[draw(sizeof words / sizeof *words)];
        const char *mark = i == length / 2 && draw(3) == 0 ? "*" : i == 3 && draw(6) == 0 ? "**" : "";
        if (i > 0)
            buffer_char(out, ' ');
        buffer_format(out, "%s%s%s", mark, word, mark);
    }
    buffer_text(out, ". ");
}

static void paragraph(struct buffer *out)
{
    for (unsigned i = 3 + draw(3); i > 0; i--)
        sentence(out);
    buffer_text(out, "\n\n");
}

/* About FINDING_BYTES of ordinary Markdown. */
static void body(struct buffer *out)
{
    size_t end = out->length + FINDING_BYTES;

    while (out->length < end) {
        paragraph(out);
        switch (draw(6)) {
        case 0:
            buffer_text(out, "## ");
            buffer_format(out, "%s %s\n\n", words[draw(24)], words[draw(24)]);
            break;
        case 1:
            for (unsigned i = 0; i < 4; i++) {
                buffer_text(out, "- ");
                sentence(out);
                buffer_char(out, '\n');
            }
            buffer_char(out, '\n');
            break;
        case 2:
            buffer_text(out, "> ");
            sentence(out);
            buffer_format(out, "[%s](https://example.org/%u)\n\n", words[draw(24)], draw(1000));
            break;
        default:
            break;
        }
    }
}

static void put(const char *folder, const char *name, const struct buffer *text)
{
    char path[4096];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    if (file_write(path, text->bytes, text->length) != FILE_OK) {
        perror(path);
        exit(2);
    }
}

static void write_findings(const char *folder, unsigned findings, unsigned per_theme)
{
    struct buffer text = {0}, plain = {0};
    char name[64];

    for (unsigned i = 0; i < findings; i++) {
        buffer_clear(&plain);
        body(&plain);
        buffer_clear(&text);
        buffer_format(&text, "---\nid: f%u\nobjective: o%u\ntheme: t%u\ntitle: Temuan %u\nstatus: final\n---\n\n", i,
                      i / per_theme / THEMES_PER_OBJECTIVE, i / per_theme, i);
        buffer_bytes(&text, plain.bytes, plain.length);
        snprintf(name, sizeof name, "content/findings/f%05u.md", i);
        put(folder, name, &text);
        snprintf(name, sizeof name, "plain/f%05u.md", i);
        put(folder, name, &plain);
    }
    buffer_free(&text);
    buffer_free(&plain);
}

static void write_frame(const char *folder, unsigned themes)
{
    struct buffer codes = {0}, objectives = {0}, study = {0};
    unsigned count = (themes + THEMES_PER_OBJECTIVE - 1) / THEMES_PER_OBJECTIVE;

    buffer_text(&codes, "variables:\n");
    buffer_text(&objectives, "general: Mengukur.\nobjectives:\n");
    for (unsigned i = 0; i < count; i++) {
        buffer_format(&codes, "  - id: v%u\n    label: Variabel %u\n    themes:\n", i, i);
        buffer_format(&objectives,
                      "  - id: o%u\n    title: Tujuan %u\n    statement: Mengukur.\n    variable: v%u\n    themes: [",
                      i, i, i);
        for (unsigned j = i * THEMES_PER_OBJECTIVE; j < (i + 1) * THEMES_PER_OBJECTIVE && j < themes; j++) {
            buffer_format(&codes, "      - {id: t%u, label: Tema %u, definition: Arti tema.}\n", j, j);
            buffer_format(&objectives, "%st%u", j % THEMES_PER_OBJECTIVE ? ", " : "", j);
        }
        buffer_text(&objectives, "]\n");
    }
    buffer_text(&study, "title: Ukuran\ninstitution: Universitas\nplace: Kota\nyear: \"2024\"\n"
                        "appendices: [narrative, bibliography]\n");
    put(folder, "content/codebook.yaml", &codes);
    put(folder, "content/objectives.yaml", &objectives);
    put(folder, "content/study.yaml", &study);
    buffer_free(&codes);
    buffer_free(&objectives);
    buffer_free(&study);
}

static void write_excerpts(const char *folder, unsigned excerpts, unsigned themes)
{
    struct buffer text = {0}, informants = {0};
    char name[64];

    buffer_text(&informants, "informants:\n");
    for (unsigned i = 0; i < INFORMANTS && excerpts > 0; i++) {
        buffer_format(
            &informants,
            "  - {code: I%u, group: %s, sector: sektor, consent: public, involved: true, knowledgeable: true}\n", i,
            i % 3 ? "key" : "main");
        buffer_clear(&text);
        buffer_format(&text, "source: I%u\nexcerpts:\n", i);
        for (unsigned j = i; j < excerpts; j += INFORMANTS) {
            buffer_format(&text, "  - id: I%u.%u\n    codes: [t%u]\n    text: |\n      ", i, j, draw(themes));
            sentence(&text);
            sentence(&text);
            buffer_text(&text, "\n");
        }
        snprintf(name, sizeof name, "content/excerpts/I%u.yaml", i);
        put(folder, name, &text);
    }
    if (excerpts > 0)
        put(folder, "content/informants.yaml", &informants);
    buffer_free(&text);
    buffer_free(&informants);
}

int main(int count, char **arguments)
{
    if (count != 5 || atoi(arguments[4]) < 1) {
        fputs("usage: make_study DIR FINDINGS EXCERPTS PER_THEME\n", stderr);
        return 2;
    }
    const char *folder = arguments[1];
    unsigned findings = (unsigned)atoi(arguments[2]), excerpts = (unsigned)atoi(arguments[3]);
    unsigned per_theme = (unsigned)atoi(arguments[4]), themes = (findings + per_theme - 1) / per_theme;
    write_frame(folder, themes);
    write_findings(folder, findings, per_theme);
    write_excerpts(folder, excerpts, themes);
    return 0;
}
