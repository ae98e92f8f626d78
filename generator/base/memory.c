#include "base/memory.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Uses write and _exit alone: stdio may need the memory that is not there. */
void memory_exhausted(void)
{
    static const char message[] = "lampiran: out of memory, nothing was published\n"
                                  "  hint: close other programs, or build on a machine with more memory\n";
    ssize_t ignored = write(STDERR_FILENO, message, strlen(message));
    (void)ignored;
    _exit(2);
}

void *memory_alloc(size_t size)
{
    if (size == 0 || size % MEMORY_LARGE != 0)
        return memory_resize(NULL, size);
    void *bytes = aligned_alloc(MEMORY_LARGE, size);
    if (bytes == NULL)
        memory_exhausted();
    /* Advice: without it the bytes are as good. */
    madvise(bytes, size, MADV_HUGEPAGE);
    return bytes;
}

void *memory_resize(void *bytes, size_t size)
{
    void *result = realloc(bytes, size ? size : 1);
    if (result == NULL)
        memory_exhausted();
    return result;
}
