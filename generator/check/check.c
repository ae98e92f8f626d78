#include "check/check.h"

void check_study(struct build *build, const struct study *study)
{
    (void)build;
    (void)study;
}
