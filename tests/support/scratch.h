#ifndef TESTS_SUPPORT_SCRATCH_H
#define TESTS_SUPPORT_SCRATCH_H

/* A folder that a test may fill; one at a time. What cannot be done ends the program, and says so. */

struct arena;

/* Makes an empty one and returns its path, which lasts until the next is made. */
const char *scratch_make(void);

/* Removes it with all that is in it. */
void scratch_remove(void);

/* The same for cmocka, for a test or a group. */
int scratch_set_up(void **state);
int scratch_tear_down(void **state);

/* The path of the one that there is. */
const char *scratch_folder(void);

/* "FOLDER/name" in arena. */
const char *scratch_path(struct arena *arena, const char *name);

/* Writes text to the file name in it. */
void scratch_put(const char *name, const char *text);

/* Copies all files below the folder from into the folder to, which may lie anywhere. */
void scratch_copy(const char *from, const char *to);

#endif
