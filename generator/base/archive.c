#include "base/archive.h"

#include "base/buffer.h"
#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <zip.h>

enum { MIDNIGHT = 0, FIRST_DAY = 1 << 5 | 1 /* 1 January 1980: the format has no "no time" */ };

struct archive {
    zip_t *zip;
    zip_source_t *source; /* what libzip reads, and writes in the end; NULL: a file */
};

/* NULL: libzip cannot make an archive of it. */
static struct archive *make(const char *bytes, size_t length, int flags)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(bytes, length, 0, &error);
    zip_t *zip = source ? zip_open_from_source(source, flags, &error) : NULL;
    bool exhausted = zip_error_code_zip(&error) == ZIP_ER_MEMORY;

    zip_error_fini(&error);
    if (exhausted)
        memory_exhausted();
    if (zip == NULL) {
        zip_source_free(source);
        return NULL;
    }
    struct archive *archive = memory_alloc(sizeof *archive);
    *archive = (struct archive){.zip = zip, .source = source};
    zip_source_keep(source);
    return archive;
}

struct archive *archive_new(void)
{
    struct archive *archive = make(NULL, 0, ZIP_CREATE | ZIP_TRUNCATE);

    if (archive == NULL)
        memory_exhausted();
    return archive;
}

struct archive *archive_open(const char *bytes, size_t length)
{
    /* libzip takes nothing at all for an archive of nothing. */
    return length > 0 ? make(bytes, length, ZIP_CHECKCONS) : NULL;
}

struct archive *archive_open_file(const char *path)
{
    zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);

    if (zip == NULL)
        return NULL;
    struct archive *archive = memory_alloc(sizeof *archive);
    *archive = (struct archive){.zip = zip};
    return archive;
}

size_t archive_count(const struct archive *archive)
{
    return (size_t)zip_get_num_entries(archive->zip, 0);
}

const char *archive_name(const struct archive *archive, size_t position, size_t *size)
{
    zip_stat_t stat;

    if (zip_stat_index(archive->zip, position, 0, &stat) != 0 || !(stat.valid & ZIP_STAT_NAME))
        return NULL;
    *size = stat.valid & ZIP_STAT_SIZE ? (size_t)stat.size : 0;
    return stat.name;
}

/* Adds all of file, up to most bytes, and closes it. */
static bool read_file(zip_file_t *file, size_t most, struct buffer *out)
{
    char bytes[16384];
    zip_int64_t length = -1;
    size_t start = out->length;

    while (file != NULL && out->length - start <= most && (length = zip_fread(file, bytes, sizeof bytes)) > 0)
        buffer_bytes(out, bytes, (size_t)length);
    if (file != NULL)
        zip_fclose(file);
    return length == 0;
}

bool archive_get(struct archive *archive, const char *name, struct buffer *out)
{
    return read_file(zip_fopen(archive->zip, name, 0), SIZE_MAX - out->length, out);
}

bool archive_get_at(struct archive *archive, size_t position, size_t most, struct buffer *out)
{
    size_t size;

    return archive_name(archive, position, &size) != NULL && size <= most &&
           read_file(zip_fopen_index(archive->zip, position, 0), most, out);
}

void archive_put(struct archive *archive, const char *name, const char *bytes, size_t length)
{
    zip_source_t *source = zip_source_buffer(archive->zip, bytes, length, 0);
    zip_int64_t index = source ? zip_file_add(archive->zip, name, source, ZIP_FL_OVERWRITE | ZIP_FL_ENC_UTF_8) : -1;

    if (index < 0 || zip_file_set_dostime(archive->zip, (zip_uint64_t)index, MIDNIGHT, FIRST_DAY, 0) != 0)
        memory_exhausted();
}

/* Adds what source holds now. */
static bool read_source(zip_source_t *source, struct buffer *out)
{
    char bytes[16384];
    zip_int64_t length = -1;

    if (zip_source_open(source) != 0)
        return false;
    while ((length = zip_source_read(source, bytes, sizeof bytes)) > 0)
        buffer_bytes(out, bytes, (size_t)length);
    zip_source_close(source);
    return length == 0;
}

bool archive_close(struct archive *archive, struct buffer *out)
{
    bool done = out == NULL || zip_close(archive->zip) == 0;

    if (out == NULL || !done)
        zip_discard(archive->zip);
    done = done && (out == NULL || read_source(archive->source, out));
    zip_source_free(archive->source);
    free(archive);
    return done;
}
