/* Who could be recognised in which edition: lampiran check --privacy. */

#include "check/check.h"

#include "analysis/analysis.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/json.h"
#include "study/study.h"

/* "'role', 'date'": the keys whose values are to be written less exactly. */
static void name_traits(struct buffer *out, unsigned traits)
{
    const char *comma = "";

    for (int trait = 0; trait < TRAIT_COUNT; trait++) {
        if (traits & 1u << trait) {
            buffer_format(out, "%s'%s'", comma, trait_keys[trait]);
            comma = ", ";
        }
    }
}

/* Who agreed to be known by role or name cannot be endangered by it. */
static void diagnose_row(struct build *build, const struct anonymity *found, const struct anonymous *row,
                         enum audience audience)
{
    const struct informant *informant = row->informant;
    struct buffer traits = {0};

    if (row->coarsen == 0 || informant->attribution != ATTRIBUTION_CODE)
        return;
    name_traits(&traits, row->coarsen);
    diag_warning(build->diags, informant->record.place, "few-alike",
                 "in the %s edition %zu of %zu informants have the group, sector, institution, role, tenure, dates and "
                 "attributes "
                 "of '%s', fewer than %zu",
                 audience_names[audience], row->alike, found->count, informant->code, found->k);
    diag_hint(build->diags,
              "write %s less exactly or leave out what can be; 'attribution: role' says that the informant agreed to "
              "be known",
              buffer_string(&traits));
    buffer_free(&traits);
}

static void print_edition(struct buffer *out, const struct anonymity *found, enum audience audience)
{
    buffer_format(out, "%s: k = %zu; informants: %zu, below k: %zu\n", audience_names[audience], found->k, found->count,
                  found->below);
    for (size_t i = 0; i < found->count; i++) {
        const struct anonymous *row = &found->rows[i];
        buffer_format(out, "  %-10s %4zu  ", row->informant->code, row->alike);
        for (int trait = 0; trait < TRAIT_COUNT; trait++)
            buffer_format(out, "%s%s", trait > 0 ? " | " : "", row->values[trait] ? row->values[trait] : "-");
        if (row->coarsen != 0) {
            buffer_text(out, "  <- ");
            name_traits(out, row->coarsen);
        }
        buffer_char(out, '\n');
    }
}

static void json_row(struct json *json, const struct anonymous *row)
{
    json_open(json, '{');
    json_key_text(json, "code", row->informant->code);
    json_key(json, "alike");
    json_integer(json, (long)row->alike);
    for (int trait = 0; trait < TRAIT_COUNT; trait++) {
        json_key_text(json, trait_keys[trait], row->values[trait]);
    }
    json_open_key(json, "coarsen", '[');
    for (int trait = 0; trait < TRAIT_COUNT; trait++) {
        if (row->coarsen & 1u << trait)
            json_text(json, trait_keys[trait]);
    }
    json_close(json, ']');
    json_close(json, '}');
}

static void json_edition(struct json *json, const struct anonymity *found, enum audience audience)
{
    json_open(json, '{');
    json_key_text(json, "edition", audience_names[audience]);
    json_key(json, "k");
    json_integer(json, (long)found->k);
    json_key(json, "below");
    json_integer(json, (long)found->below);
    json_open_key(json, "informants", '[');
    for (size_t i = 0; i < found->count; i++)
        json_row(json, &found->rows[i]);
    json_close(json, ']');
    json_close(json, '}');
}

void check_privacy(struct build *build, struct views *views, struct buffer *text, struct json *json)
{
    for (int audience = 0; audience < AUDIENCE_COUNT; audience++) {
        const struct anonymity found = anonymity_of(build->arena, views_of(views, (enum audience)audience));
        for (size_t i = 0; i < found.count; i++)
            diagnose_row(build, &found, &found.rows[i], (enum audience)audience);
        if (json != NULL)
            json_edition(json, &found, (enum audience)audience);
        else
            print_edition(text, &found, (enum audience)audience);
    }
}
