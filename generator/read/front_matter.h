#ifndef LAMPIRAN_READ_FRONT_MATTER_H
#define LAMPIRAN_READ_FRONT_MATTER_H

/* Parts a Markdown file into its front matter (YAML between two lines '---') and what follows. */

#include <stdbool.h>
#include <stddef.h>

struct diags;

struct front_matter {
    const char *yaml; /* between the lines */
    size_t yaml_length;
    int yaml_line; /* number of its first line */
    const char *body;
    size_t body_length;
    int body_line;
};

/* False: there is none, or it is not closed (reported); body is then the whole text, or nothing. */
bool front_matter_split(struct front_matter *parts, struct diags *diags, const char *file, const char *text,
                        size_t length);

#endif
