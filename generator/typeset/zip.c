#include "typeset/zip.h"

#include "base/buffer.h"

#include <string.h>
#include <zlib.h>

enum {
    LOCAL_MARK = 0x04034b50,
    ENTRY_MARK = 0x02014b50,
    END_MARK = 0x06054b50,
    VERSION_NEEDED = 20,
    UTF8_NAMES = 1 << 11,
    FIRST_DAY = 1 << 5 | 1, /* 1 January 1980: the format has no "no time" */
};

static void put_number(struct buffer *out, unsigned long number, int size)
{
    for (int i = 0; i < size; i++)
        buffer_char(out, (char)(number >> (8 * i) & 0xff));
}

/* What the local header and the entry of the directory have in common. */
static void put_facts(struct buffer *out, const char *name, unsigned long checksum, size_t length)
{
    put_number(out, VERSION_NEEDED, 2);
    put_number(out, UTF8_NAMES, 2);
    put_number(out, 0, 2); /* stored */
    put_number(out, 0, 2); /* midnight */
    put_number(out, FIRST_DAY, 2);
    put_number(out, checksum, 4);
    put_number(out, length, 4);
    put_number(out, length, 4);
    put_number(out, strlen(name), 2);
    put_number(out, 0, 2); /* no extra field */
}

void zip_add(struct zip *zip, const char *name, const char *bytes, size_t length)
{
    unsigned long checksum = crc32(0, (const unsigned char *)bytes, (unsigned)length);
    size_t start = zip->out->length;

    put_number(zip->out, LOCAL_MARK, 4);
    put_facts(zip->out, name, checksum, length);
    buffer_text(zip->out, name);
    buffer_bytes(zip->out, bytes, length);
    put_number(zip->directory, ENTRY_MARK, 4);
    put_number(zip->directory, VERSION_NEEDED, 2);
    put_facts(zip->directory, name, checksum, length);
    put_number(zip->directory, 0, 2); /* no comment */
    put_number(zip->directory, 0, 2); /* disk */
    put_number(zip->directory, 0, 2); /* attributes */
    put_number(zip->directory, 0, 4);
    put_number(zip->directory, start, 4);
    buffer_text(zip->directory, name);
    zip->count++;
}

void zip_finish(struct zip *zip)
{
    size_t start = zip->out->length;

    buffer_bytes(zip->out, buffer_string(zip->directory), zip->directory->length);
    put_number(zip->out, END_MARK, 4);
    put_number(zip->out, 0, 2);
    put_number(zip->out, 0, 2);
    put_number(zip->out, zip->count, 2);
    put_number(zip->out, zip->count, 2);
    put_number(zip->out, zip->directory->length, 4);
    put_number(zip->out, start, 4);
    put_number(zip->out, 0, 2);
}
