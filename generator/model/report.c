#include "model/report.h"

#include "base/map.h"

const struct target *report_target(const struct report *report, const char *label)
{
    return map_get(report->targets, label);
}
