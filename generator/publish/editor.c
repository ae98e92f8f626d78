/*
 * What an editor is told of the files of a study: a JSON Schema for each, which knows the ids of the study, and which
 * file is which.  They lie in .vscode/ of the study folder, where VS Code looks; others are told by a line in the
 * files.
 */

#include "publish/publish.h"

#include "base/arena.h"
#include "base/beneath.h"
#include "base/buffer.h"
#include "base/json.h"
#include "base/say.h"
#include "base/text.h"
#include "manual/manual.h"
#include "study/study.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static const char settings_path[] = ".vscode/settings.json", schemas_folder[] = ".vscode/schemas/";

/* ".vscode/schemas/excerpts.json". In arena. */
static const char *schema_path(struct arena *arena, const struct schema_file *file)
{
    return arena_concat(arena, schemas_folder, file->schema->name, ".json", NULL);
}

/* "content/excerpts/" and its like, or "content/codebook.yaml". In arena. */
static const char *pattern_of(struct arena *arena, const struct schema_file *file)
{
    return file->folder ? arena_concat(arena, "content/", file->folder, "/*", file->pattern, NULL)
                        : arena_concat(arena, "content/", file->pattern, NULL);
}

static void print_settings(struct arena *arena, struct buffer *out)
{
    struct json json = {.out = out};

    json_open(&json, '{');
    json_open_key(&json, "yaml.schemas", '{');
    for (size_t i = 0; i < schema_file_count; i++) {
        if (strcmp(schema_files[i].pattern, ".md") == 0)
            continue;
        json_key_text(&json, schema_path(arena, &schema_files[i]), pattern_of(arena, &schema_files[i]));
    }
    json_close(&json, '}');
    json_close(&json, '}');
    buffer_char(out, '\n');
}

static bool write_schemas(struct arena *arena, int root, const struct study *study)
{
    struct buffer text = {0};
    bool done = true;

    for (size_t i = 0; i < schema_file_count && done; i++) {
        const char *path = schema_path(arena, &schema_files[i]);
        buffer_clear(&text);
        schema_print_study_json(&text, study, schema_files[i].schema);
        if (!beneath_equals(root, path, text.bytes, text.length))
            done =
                beneath_remove(root, path) == FILE_OK && beneath_write(root, path, text.bytes, text.length) == FILE_OK;
    }
    buffer_free(&text);
    return done;
}

bool editor_write(struct build *build, const struct study *study)
{
    struct buffer settings = {0};
    int root = open(build->root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool done = root >= 0 && write_schemas(build->arena, root, study);

    print_settings(build->arena, &settings);
    /* What a person set there stays. */
    done = done && (beneath_write(root, settings_path, settings.bytes, settings.length) == FILE_OK || errno == EEXIST);
    if (!done) {
        say_error("cannot write '%s': %s", schemas_folder, strerror(errno));
        say_hint("give a folder that can be written to");
    }
    buffer_free(&settings);
    if (root >= 0)
        close(root);
    return done;
}

const char *editor_line(struct arena *arena, const char *path)
{
    const char *name = text_starts_with(path, "content/") ? path + strlen("content/") : NULL;
    const char *slash = name ? strchr(name, '/') : NULL;

    for (size_t i = 0; name != NULL && i < schema_file_count; i++) {
        const struct schema_file *file = &schema_files[i];
        bool is_it = file->folder ? slash != NULL && strncmp(name, file->folder, (size_t)(slash - name)) == 0 &&
                                        file->folder[slash - name] == '\0' && text_ends_with(name, file->pattern)
                                  : strcmp(name, file->pattern) == 0;
        if (is_it && text_ends_with(name, ".yaml"))
            return arena_concat(arena, "# yaml-language-server: $schema=", file->folder ? "../../" : "../",
                                schema_path(arena, file), "\n", NULL);
    }
    return "";
}
