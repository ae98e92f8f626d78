#include "leak/private.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/process.h"

#include <string.h>

enum { SECONDS = 60, MOST_TEXT = 64 * 1024 * 1024 };

void leak_scan_file(struct leak_gate *gate, const char *path, const char *full, struct place source)
{
    struct buffer bytes = {0};
    const char *const arguments[] = {"pdftotext", "-enc", "UTF-8", full, "-", NULL};
    struct process process = {
        .arguments = arguments, .output = &bytes, .drops_errors = true, .most_output = MOST_TEXT, .seconds = SECONDS};

    if (file_read(full, &bytes) == FILE_OK)
        leak_scan(gate, path, bytes.bytes, bytes.length, source);
    if (bytes.length > 4 && memcmp(bytes.bytes, "%PDF", 4) == 0) {
        if (process_run(&process) == PROCESS_DONE && process.exit_code == 0) {
            leak_scan(gate, path, buffer_string(&bytes), bytes.length, source);
        } else {
            pthread_mutex_lock(&gate->mutex);
            gate->no_pdf_text = true;
            pthread_mutex_unlock(&gate->mutex);
        }
    }
    buffer_free(&bytes);
}
