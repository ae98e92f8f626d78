-- For an ethics board: how many informants of each edition share what is printed beside their codes, and what to write
-- less exactly. Only where study.yaml lists it among the appendices; never in the site.
local map = require("map")
local tables = require("tables")
local words = require("words")

-- What a row shows; tenure and dates are too long.
local traits = {"sector", "institution", "role", "attributes"}

-- What makes an informant stand out, in the words of the heads of tables; nil for nothing.
local function to_coarsen(ctx, row)
    local names = map(row.coarsen, function(trait) return ctx.labels["privacy_trait_" .. trait] end)
    return #names > 0 and table.concat(names, ", ") or false
end

local function values_cell(row)
    return map(traits, function(trait) return row.values[trait] end)
end

local function edition(ctx, name, found)
    local rows = {}
    for i, row in ipairs(found) do
        rows[i] = {
            ctx.b.object(row.informant, row.informant.code), values_cell(row), tostring(row.alike),
            to_coarsen(ctx, row), ctx.labels["attribution_" .. row.informant.attribution], of = row.informant,
        }
    end
    return #rows > 0 and {
        ctx.b.heading(2, ctx.b.label("privacy_" .. name), {id = ctx.labels["slug_privacy"] .. "-" .. name}),
        ctx.b.para(ctx.labels("privacy_below", found.below, #found, found.k)),
        ctx.b.table {
            columns = tables.columns(ctx, {
                "table_informant_code", "privacy_values", {"privacy_alike", align = "right"},
                "privacy_coarsen", "privacy_attribution",
            }),
            rows = rows,
            caption = ctx.b.label("privacy_caption_" .. name),
            label = tables.label(ctx, "privacy", name),
            notes = ctx.labels("privacy_note", found.k),
            of = ctx.model.sampling,
        },
    } or nil
end

local function section(ctx)
    if ctx.audience == "public" then
        return nil
    end
    local found = ctx.model.anonymity
    local public, examiner = edition(ctx, "public", found.public), edition(ctx, "examiner", found.examiner)
    return (public or examiner) and {
        ctx.b.para(ctx.b.label("privacy_introduction")),
        public or words.titled(ctx, "privacy_public", ctx.labels.slug_privacy .. "-public",
            ctx.b.para(ctx.b.label("privacy_nobody"))),
        examiner,
    } or nil
end

return {api = 1, section = section}
