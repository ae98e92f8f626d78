#include "leak/private.h"

#include "base/buffer.h"
#include "base/confine.h"
#include "base/process.h"

/* It reads what TeX made of a study. */
static const char *const installed[] = {"/usr", "/lib", "/lib64", "/bin", "/etc/fonts", "/etc/ld.so.cache", NULL};
static const struct confinement confinement = {.readable = installed};

enum { SECONDS = 60, MOST_TEXT = 64 * 1024 * 1024 };

void leak_scan_pdf(struct leak_gate *gate, const char *path, const char *bytes, size_t length, struct place source)
{
    static const char *const arguments[] = {"pdftotext", "-enc", "UTF-8", "-", "-", NULL};
    struct buffer text = {0};
    struct process process = {.arguments = arguments,
                              .input = bytes,
                              .input_length = length,
                              .output = &text,
                              .drops_errors = true,
                              .confinement = &confinement,
                              .most_output = MOST_TEXT,
                              .seconds = SECONDS};

    leak_scan(gate, path, bytes, length, source);
    if (process_run(&process) == PROCESS_DONE && process.exit_code == 0) {
        leak_scan(gate, path, buffer_string(&text), text.length, source);
    } else {
        pthread_mutex_lock(&gate->mutex);
        gate->no_pdf_text = true;
        pthread_mutex_unlock(&gate->mutex);
    }
    buffer_free(&text);
}
