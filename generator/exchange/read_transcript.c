/* Plain transcripts: texts as they are, and what pandoc makes plain texts of. */

#include "exchange/private.h"

#include "base/archive.h"
#include "base/ascii.h"
#include "base/buffer.h"
#include "base/process.h"
#include "base/text.h"

#include <string.h>
#include <strings.h>

static void project_add_transcript(struct project *project, const char *text)
{
    struct project_source *source = project_source_of_file(project);

    source->text = text;
    source->length = strlen(text);
}

bool read_transcript(struct project *project, const char *path)
{
    project->tool = "transcripts";
    const char *text = project_read_text(project, path);
    if (text == NULL)
        return false;
    project_add_transcript(project, text_trimmed(project->arena, text));
    return true;
}

/* ---- what pandoc reads ---- */

/* Texts that pandoc reads, as plain text: transcripts in OpenDocument or RTF, and the RTF that MAXQDA keeps. */

enum { SECONDS = 60 };

/*
 * RTF with a blank behind each "\\u233" that has none: pandoc 2 takes more for the sign that stands in for it ("?")
 * than that sign, and would lose a letter.
 */
static void part_signs(struct buffer *out, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length;) {
        size_t start = i, digits = 0;
        if (i + 2 < length && bytes[i] == '\\' && bytes[i + 1] == 'u') {
            i += 2 + (bytes[i + 2] == '-');
            while (i < length && ascii_is_digit(bytes[i])) {
                i++;
                digits++;
            }
        }
        i += i == start;
        buffer_bytes(out, bytes + start, i - start);
        if (digits > 0 && i < length && bytes[i] != ' ' && bytes[i] != '\\')
            buffer_char(out, ' ');
    }
}

const char *text_by_pandoc(struct project *project, const char *format, const char *bytes, size_t length)
{
    /* Rows of tables as lines, "| P | Siapa? |", which transcripts may have. */
    static const char to[] = "--to=plain+pipe_tables-simple_tables-multiline_tables";
    const char *const arguments[] = {"pandoc", "--sandbox",   "--from",         format,
                                     to,       "--wrap=none", "--columns=1000", NULL};
    struct buffer in = {0}, out = {0};

    if (strcmp(format, "rtf") == 0)
        part_signs(&in, bytes, length);
    else
        buffer_bytes(&in, bytes, length);
    enum process_status status = process_convert(arguments, buffer_string(&in), in.length, SECONDS, MOST_BYTES, &out);
    const char *text = NULL;
    size_t offset;

    if (status == PROCESS_MISSING)
        project_fail(project, "on Debian and Ubuntu: apt install pandoc; or save it as .docx or .txt",
                     "pandoc is not installed, which reads such files");
    else if (status != PROCESS_DONE || !text_is_utf8(buffer_string(&out), out.length, &offset))
        project_fail(project, "open it in the program it comes from and save it as .docx or .txt",
                     "pandoc cannot read it");
    else
        text = text_trimmed(project->arena, buffer_string(&out));
    buffer_free(&in);
    buffer_free(&out);
    return text;
}

/* Rows that a table repeats on each page become rows as others are: pandoc leaves them out of OpenDocument. */
static void show_headings(struct buffer *bytes)
{
    struct buffer text = {0}, begun = {0}, ended = {0}, out = {0};
    struct archive *archive = archive_open(buffer_string(bytes), bytes->length);
    size_t size;

    for (size_t i = 0; archive != NULL && i < archive_count(archive); i++) {
        const char *name = archive_name(archive, i, &size);
        if (name != NULL && strcmp(name, "content.xml") == 0)
            archive_get_at(archive, i, MOST_BYTES, &text);
    }
    buffer_replaced(&begun, buffer_string(&text), text.length, "<table:table-header-rows>", "");
    buffer_replaced(&ended, buffer_string(&begun), begun.length, "</table:table-header-rows>", "");
    bool has_some = ended.length < text.length;
    if (has_some)
        archive_put(archive, "content.xml", ended.bytes, ended.length);
    if (archive != NULL && archive_close(archive, has_some ? &out : NULL) && has_some) {
        buffer_clear(bytes);
        buffer_bytes(bytes, out.bytes, out.length);
    }
    buffer_free(&text);
    buffer_free(&begun);
    buffer_free(&ended);
    buffer_free(&out);
}

bool read_document(struct project *project, const char *path)
{
    const char *format = strcasecmp(path + strlen(path) - strlen(".odt"), ".odt") == 0 ? "odt" : "rtf";
    struct buffer bytes = {0};
    const char *text = NULL;

    project->tool = "transcripts";
    if (project_read(project, path, &bytes)) {
        if (strcmp(format, "odt") == 0)
            show_headings(&bytes);
        text = text_by_pandoc(project, format, buffer_string(&bytes), bytes.length);
    }
    buffer_free(&bytes);
    if (text != NULL)
        project_add_transcript(project, text);
    project_lose(project, "layout of a text", text != NULL, LOSS_LEFT, "its plain text is read");
    return text != NULL;
}
