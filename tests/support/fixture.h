#ifndef TESTS_SUPPORT_FIXTURE_H
#define TESTS_SUPPORT_FIXTURE_H

/* What most unit tests work with, made anew for each by cmocka_unit_test_setup_teardown(test, set_up, tear_down). */

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"

extern struct arena *arena;
extern struct diags *diags;
extern struct buffer out; /* empty */

int set_up(void **state);
int tear_down(void **state);

#endif
