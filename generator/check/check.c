#include "check/check.h"

#include "base/diag.h"
#include "check/rules.h"
#include "quotes/quotes.h"
#include "lua/scripts.h"
#include "study/study.h"

void check_release(struct build *build, const struct study *study,
                   bool (*listed)(void *guard, const char *text, size_t length), void *guard)
{
    check_days(build, study);
    check_recognisable(build, study);
    check_persons(build, study, listed, guard);
}

void check_study(struct build *build, const struct study *study)
{
    bool is_whole = diags_count(build->diags, SEVERITY_ERROR) == 0;

    check_texts(build, study);
    check_ids(build, study);
    check_informants(build, study);
    check_consent(build, study);
    check_literature(build, study);
    check_works(build, study);
    check_excerpts(build, study);
    check_coding(build, study);
    check_codebook(build, study);
    check_statistics(build, study);
    check_joint(build, study);
    check_settings(build, study);
    check_appendices(build, study);
    check_languages(build, study);
    hooks_check(build, study, is_whole);
    if (!is_whole)
        return;
    /* Where something could not be read, what it holds would seem to be missing. */
    check_quotes(build, study);
    check_coverage(build, study);
    check_evidence(build, study);
    check_unprinted(build, study);
}
