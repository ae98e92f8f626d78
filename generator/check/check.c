#include "check/check.h"

#include "base/diag.h"
#include "check/rules.h"
#include "model/build.h"

void check_study(struct build *build, const struct study *study)
{
    /* Where something could not be read, what it holds would seem to be missing. */
    if (diags_count(build->diags, SEVERITY_ERROR) == 0) {
        check_coverage(build, study);
        check_evidence(build, study);
        check_claims(build, study);
        check_quotes(build, study);
    }
    check_informants(build, study);
    check_consent(build, study);
    check_recognition(build, study);
    check_literature(build, study);
    check_coding(build, study);
    check_statistics(build, study);
    check_settings(build, study);
    check_ids(build, study);
    check_texts(build, study);
}
