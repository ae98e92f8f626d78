#ifndef TESTS_SUPPORT_TOLD_H
#define TESTS_SUPPORT_TOLD_H

struct arena;
struct diags;

/* What the user is told: as text, with source lines from below root; as JSON. In arena. */
const char *told(struct arena *arena, struct diags *diags, const char *root);
const char *told_json(struct arena *arena, struct diags *diags);

#endif
