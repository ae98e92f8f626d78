-- What can be counted, each with its definition: frequency, co-occurrence, saturation, agreement of coders.
local approaches = require("approaches")
local attributes = require("attributes")
local counts = require("counts")
local map = require("map")
local tables = require("tables")
local words = require("words")

-- A matrix of more themes would be too wide for a page; the list of pairs says the same.
local most_themes = 16

-- A table of each two coders would be too many of them.
local most_coders = 3

-- A table of the part, whose caption and note are labels, but for rows: nil without them. `more` goes on with the note.
local function numbers_table(ctx, part, caption, columns, rows, more)
    return #rows > 0 and ctx.b.table {
        columns = columns,
        rows = rows,
        caption = ctx.b.label(caption),
        label = tables.part_label(ctx, "numbers", part),
        notes = ctx.b.para(ctx.b.label(caption .. "_note"), more),
        drop_empty = true,
        of = ctx.model.codebook,
    } or nil
end

local function code_cell(ctx, code)
    return ctx.b.para(counts.dashes(code), ctx.b.object(code))
end

-- Where sources are not compared, that nothing was judged is no news.
local function contrasts(ctx, found)
    return (found.judged > 0 or approaches.uses(ctx.model, "triangulation")) and counts.contrasts(ctx, found)
end

-- What the columns hold that are printed: an empty one is not.
local function frequency_columns(ctx, rows)
    local parts = {[3] = "beside", [4] = "beside", [5] = "informants", [6] = "documents", [7] = "contrasts"}
    local spans, told = {}, {}
    for column = 3, 7 do
        local part = parts[column]
        for _, row in ipairs(rows) do
            if row[column] and not told[part] then
                told[part] = true
                spans[#spans + 1] = " " .. ctx.labels["numbers_frequency_" .. part]
            end
        end
    end
    return spans
end

local function frequency_table(ctx)
    local rows, has_documents = {}, ctx.trail.documents > 0
    for _, code in ipairs(ctx.model.codes) do
        if code.level ~= "variable" then
            local found = code.triangulation
            rows[#rows + 1] = {
                code_cell(ctx, code), found.excerpts, counts.made_up_cell(ctx, found), counts.summary_cell(ctx, found),
                counts.people(ctx, found), has_documents and found.documents, contrasts(ctx, found),
                of = code, illustrative = found.illustrative > 0,
            }
        end
    end
    return numbers_table(ctx, "frequency", "numbers_frequency", tables.columns(ctx, {
        "table_code", {"numbers_excerpts", align = "right"}, {"illustrative", align = "right"},
        {"numbers_paraphrased", align = "right"}, {"numbers_informants", align = "right"},
        {"numbers_documents", align = "right"}, {"numbers_contrasts", align = "right"},
    }), rows, frequency_columns(ctx, rows))
end

-- By size, the largest first; those of one size stay in the order of the codebook.
local function sort_points(points)
    local place = {}
    for i, point in ipairs(points) do
        place[point] = i
    end
    table.sort(points, function(a, b)
        return a.value > b.value or (a.value == b.value and place[a] < place[b])
    end)
end

-- Excerpts of each theme, as bars that lead to its quotes; nil where none is evidence.
local function frequency_chart(ctx)
    local points, any, has_people = {}, false, false
    for i, theme in ipairs(counts.themes(ctx)) do
        local found = theme.triangulation
        has_people = has_people or found.members > 0
        local people = found.members > 0 and ": " .. ctx.labels("count_informants", found.informants, found.members)
        any = any or found.excerpts > 0
        points[i] = {
            label = tostring(theme.label) .. (people or ""), value = found.excerpts,
            text = ctx.labels("count_excerpts", found.excerpts), of = theme,
        }
    end
    sort_points(points)
    return any and ctx.b.chart {
        kind = "bar",
        points = points,
        caption = ctx.b.label("numbers_themes"),
        label = tables.figure_label(ctx, "numbers", "themes"),
        notes = has_people and counts.chart_note(ctx, "numbers_themes_note") or nil,
        of = ctx.model.codebook,
    } or nil
end

local function frequency(ctx)
    local chart, rows = frequency_chart(ctx), frequency_table(ctx)
    return (chart or rows) and {chart, rows} or nil
end

-- Themes by what is known of the informants, a table for each attribute; what all of them say stands before the first.
local function crosstabs(ctx)
    local b, tables_of = ctx.b, {}
    for _, attribute in ipairs(ctx.model.sampling.attributes) do
        local rows, categories = attributes.crosstab(ctx, attribute, counts.themes(ctx))
        if rows then
            local columns = tables.columns(ctx, {"table_theme"})
            for i, name in ipairs(categories) do
                columns[i + 1] = {head = attributes.category(ctx, attribute, name), align = "right"}
            end
            tables_of[#tables_of + 1] = b.table {
                columns = columns,
                rows = rows,
                caption = b.label("numbers_crosstab_caption", attributes.name(ctx, attribute)),
                label = tables.label(ctx, "numbers", attribute.id),
                of = ctx.model.sampling,
            }
        end
    end
    local fewest = counts.fewest(ctx)
    local small = fewest > 1 and " " .. ctx.labels("numbers_crosstab_small", fewest)
    return #tables_of > 0 and {b.para(ctx.labels.numbers_crosstab_note, small), tables_of} or nil
end

-- How often each theme occurs with each: [theme][theme].
local function same_of_pairs(found)
    local same = {}
    for _, item in ipairs(found.themes) do
        same[item.theme] = {[item.theme] = item.excerpts}
    end
    for _, pair in ipairs(found) do
        same[pair.first][pair.second] = pair.same
        same[pair.second][pair.first] = pair.same
    end
    return same
end

-- Themes by themes; the columns are numbers, as the names would not fit.
local function theme_matrix(ctx, found)
    local columns, rows, same = tables.columns(ctx, {"table_theme"}), {}, same_of_pairs(found)
    if #found.themes > most_themes then
        return nil
    end
    for i, item in ipairs(found.themes) do
        columns[i + 1] = {head = tostring(i), align = "right"}
        local row = {ctx.b.para(i .. ". ", ctx.b.object(item.theme)), of = item.theme}
        for j, other in ipairs(found.themes) do
            local count = same[item.theme][other.theme] or 0
            row[j + 1] = count > 0 and count or "–"
        end
        rows[i] = row
    end
    return numbers_table(ctx, "together", "numbers_together", columns, rows)
end

local function pair_table(ctx, found)
    local rows = {}
    local columns = {
        "numbers_first_theme", "numbers_second_theme", {"numbers_both", align = "right"},
        {"numbers_coefficient", align = "right"}, found.overlaps and {"numbers_overlap", align = "right"} or nil,
    }
    for i, pair in ipairs(found) do
        rows[i] = {
            code_cell(ctx, pair.first), code_cell(ctx, pair.second), pair.same,
            words.decimal(ctx, pair.same / pair.either, 2), of = pair.first,
        }
        if found.overlaps then
            rows[i][5] = pair.overlap
        end
    end
    return numbers_table(ctx, "pairs", "numbers_pairs", tables.columns(ctx, columns), rows,
        found.overlaps and {" ", ctx.b.label("numbers_overlap_note")})
end

-- The matrix as a picture: themes, and arcs between those that occur together.
local function network(ctx, found)
    local heads, points, same = {}, {}, same_of_pairs(found)
    for i, item in ipairs(found.themes) do
        local values = map(found.themes, function(other) return same[item.theme][other.theme] or 0 end)
        heads[i] = tostring(item.theme.label)
        points[i] = {label = heads[i] .. " (" .. item.excerpts .. ")", values = values, of = item.theme}
    end
    return #points > 2 and #points <= most_themes and ctx.b.chart {
        kind = "network",
        columns = heads,
        points = points,
        caption = ctx.b.label("numbers_network"),
        label = tables.figure_label(ctx, "numbers", "network"),
        notes = ctx.labels.numbers_network_note,
        of = ctx.model.codebook,
    } or nil
end

local function cooccurrence(ctx)
    local found = ctx.model.cooccurrence
    local pairs_found = pair_table(ctx, found)
    if pairs_found then
        return {network(ctx, found), theme_matrix(ctx, found), pairs_found}
    end
    -- A matrix with nothing beside its diagonal says no more than a sentence.
    return #found.themes > 1 and ctx.b.para(ctx.b.label("numbers_no_pairs")) or nil
end

local function saturation_table(ctx, found)
    local rows = {}
    for i, step in ipairs(found) do
        rows[i] = {
            i, ctx.b.object(step.informant, step.informant.code), step.date and words.date(ctx, step.date) or "–",
            step.fresh, step.cumulative,
            step.run and step.run .. " (" .. words.decimal(ctx, step.percent, 1) .. "%)" or "–", of = step.informant,
        }
    end
    return numbers_table(ctx, "saturation", "numbers_saturation", tables.columns(ctx, {
        "table_number", "table_informant_code", "table_date",
        {"numbers_fresh", align = "right"}, {"numbers_cumulative", align = "right"},
        {"numbers_run", align = "right"},
    }), rows, words.cited(ctx, {"Guest", "2020"}))
end

local function saturation_curve(ctx, found)
    local points = map(found, function(step) return {label = step.informant.code, value = step.cumulative} end)
    return ctx.b.chart {
        kind = "line",
        points = points,
        events = found.reached and {{
            at = found[found.reached].informant.code, label = ctx.labels("numbers_reached_mark", words.decimal(
                ctx, found.threshold, found.threshold == math.floor(found.threshold) and 0 or 1)),
        }} or nil,
        unit = ctx.labels.numbers_codes,
        caption = ctx.b.label("numbers_curve"),
        label = tables.figure_label(ctx, "numbers", "saturation"),
        of = ctx.model.sampling,
    }
end

local function saturation(ctx)
    local found = ctx.model.saturation
    if not approaches.uses(ctx.model, "saturation") then
        return nil
    elseif #found == 0 then
        return ctx.trail.illustrative > 0 and ctx.b.para(counts.saturation(ctx, found)) or nil
    end
    return {
        ctx.b.para(counts.saturation(ctx, found)),
        saturation_table(ctx, found),
        #found > 1 and saturation_curve(ctx, found),
    }
end

-- A coefficient with three places, or a dash where it is not defined.
local function coefficient(ctx, value)
    return value and words.decimal(ctx, value, 3) or "–"
end

local function coefficients_cited(ctx)
    return words.cited(ctx, {"Cohen", "1960"}, {"Krippendorff", "2011"})
end

local function agreement_row(ctx, name, found, object)
    return {
        name, found.both, found.first, found.second, found.neither,
        words.decimal(ctx, 100 * found.observed, 1) .. "%", coefficient(ctx, found.kappa),
        coefficient(ctx, found.alpha), of = object,
    }
end

local function agreement_table(ctx, found, caption, label, object)
    local columns, rows = {"table_code"}, {}
    for _, key in ipairs {"both", "first", "second", "neither", "share", "kappa", "alpha"} do
        columns[#columns + 1] = {"agreement_" .. key, align = "right"}
    end
    for i, item in ipairs(found) do
        rows[i] = agreement_row(ctx, ctx.b.object(item.code), item, item.code)
    end
    local all = ctx.b.strong(ctx.b.label("agreement_all"))
    rows[#rows + 1] = agreement_row(ctx, all, found.all, object)
    return ctx.b.table {
        columns = tables.columns(ctx, columns),
        rows = rows,
        caption = caption,
        label = label,
        notes = ctx.b.para(ctx.b.label("agreement_note"), " ", ctx.b.label("agreement_coefficients"), " ",
            ctx.b.label("agreement_last_row"), coefficients_cited(ctx)),
        drop_empty = true,
        of = object,
    }
end

-- Coders by coders, over all decisions: kappa above the diagonal, alpha below it. Who have no text in common are no pair, so
-- that who is met later may be the first of one.
local function coders_matrix(ctx, found)
    local b, coders, numbers, rows, undecided = ctx.b, {}, {}, {}, 0
    local function number_of(coder)
        if not numbers[coder] then
            coders[#coders + 1] = coder
            numbers[coder] = #coders
        end
        return numbers[coder]
    end
    local cells = {}
    for _, pair in ipairs(found) do
        local first, second = number_of(pair.first), number_of(pair.second)
        local low, high = math.min(first, second), math.max(first, second)
        cells[low .. "," .. high] = coefficient(ctx, pair.all.kappa)
        cells[high .. "," .. low] = coefficient(ctx, pair.all.alpha)
        undecided = undecided + pair.undecided
    end
    local columns = tables.columns(ctx, {"agreement_coders"})
    for i, coder in ipairs(coders) do
        columns[i + 1] = {head = tostring(i), align = "right"}
        rows[i] = {b.para(i .. ". ", coder.label), of = coder}
        for j in ipairs(coders) do
            rows[i][j + 1] = cells[i .. "," .. j] or false
        end
    end
    return b.table {
        columns = columns,
        rows = rows,
        caption = b.label("agreement_matrix"),
        label = tables.part_label(ctx, "numbers", "agreement"),
        notes = b.para(b.label("agreement_matrix_note"), " ", b.label("agreement_coefficients"),
            undecided > 0 and " " .. ctx.labels("agreement_undecided", undecided), coefficients_cited(ctx)),
    }
end

-- Agreement of each two of several coders, code by code as long as they are few; nil without coders of the same texts.
local function coders_agreement(ctx)
    local b, found = ctx.b, ctx.model.coders_agreement
    local blocks = {b.para(ctx.labels("agreement_segments", found.coders, found.units))}
    if found.coders > 2 and found.alpha then
        blocks[2] = b.para(ctx.labels("agreement_alpha_all", coefficient(ctx, found.alpha)))
    end
    if found.coders > most_coders then
        blocks[#blocks + 1] = #found > 0 and coders_matrix(ctx, found) or nil
        return #found > 0 and blocks or nil
    end
    for _, pair in ipairs(found) do
        local first, second = pair.first, pair.second
        local label = tables.part_label(ctx, "numbers", "coders") .. "-" .. first.id .. "-" .. second.id
        blocks[#blocks + 1] = b.para(ctx.labels("agreement_pair_units", first.label, second.label),
            pair.undecided > 0 and " " .. ctx.labels("agreement_undecided", pair.undecided))
        blocks[#blocks + 1] = agreement_table(
            ctx, pair, ctx.labels("agreement_pair", first.label, second.label), label, first)
    end
    return #found > 0 and blocks or nil
end

-- Agreement of two coders, code by code; only for a study that has a second coding.
local function agreement(ctx)
    local b, found, second = ctx.b, ctx.model.agreement, ctx.model.second_coding
    if #found == 0 then
        return #second.codings > 0 and {
            b.callout("illustrative", nil, b.para(b.label("agreement_illustrative"))),
            second.coder and b.para(ctx.labels("agreement_coder", second.coder)),
            second.note,
        } or nil
    end
    return {
        b.para(ctx.labels("agreement_units", found.units, found.excerpts)),
        second.coder and b.para(ctx.labels("agreement_coder", second.coder)),
        second.note,
        agreement_table(ctx, found, b.label("numbers_agreement"), tables.part_label(ctx, "numbers", "coders"), second),
    }
end

local function section(ctx)
    if #ctx.model.excerpts == 0 then
        return nil
    end
    return {
        counts.warning(ctx, ctx.b.label("numbers_introduction")),
        words.titled(ctx, "numbers_frequency", "frequency", frequency(ctx)),
        words.titled(ctx, "numbers_crosstab", "attributes", crosstabs(ctx)),
        words.titled(ctx, "numbers_co_occurrence", "co-occurrence", cooccurrence(ctx)),
        words.titled(ctx, "numbers_saturation", "saturation", saturation(ctx)),
        words.titled(ctx, "numbers_agreement", "agreement", agreement(ctx)),
        words.titled(ctx, "numbers_coders", "coders", coders_agreement(ctx)),
    }
end

return {api = 1, section = section}
