-- What tables of counts have in common.
local map = require("map")
local words = require("words")

local counts = {}

-- How many items of a list are as is_meant says.
function counts.number(list, is_meant)
    local number = 0
    for _, item in ipairs(list) do
        number = number + (is_meant(item) and 1 or 0)
    end
    return number
end

local function parts_beside(ctx, found)
    local parts = {}
    if found.illustrative > 0 then
        parts[1] = ctx.labels("count_made_up", found.illustrative)
    end
    if found.paraphrased > 0 then
        parts[#parts + 1] = ctx.labels("count_paraphrased", found.paraphrased)
    end
    return parts
end

-- What is shown beside evidence and is none, in words: "7 contoh rekaan; 2 ringkasan"; nil for nothing. `found` is
-- ctx.trail or the evidence of a theme or an objective.
function counts.beside(ctx, found)
    local parts = parts_beside(ctx, found)
    return #parts > 0 and table.concat(parts, "; ") or nil
end

-- The same within a sentence: "7 contoh rekaan dan 2 ringkasan".
function counts.beside_in_words(ctx, found)
    return words.list(ctx, parts_beside(ctx, found))
end

-- So many excerpts that are evidence: "12 kutipan"; "12 kutipan nyata", "belum ada kutipan nyata" where some were made up.
function counts.real(ctx, number, has_made_up)
    local key = has_made_up and (number > 0 and "count_real" or "count_real_none") or "count_excerpts"
    return ctx.labels(key, number)
end

-- The same of the evidence of a theme or an objective.
function counts.evidence(ctx, found)
    return counts.real(ctx, found.excerpts, found.illustrative > 0)
end

-- "12 kutipan", "belum ada kutipan nyata; 7 contoh rekaan"
function counts.excerpts(ctx, found)
    return ctx.b.spans(
        counts.evidence(ctx, found),
        found.illustrative > 0 and ctx.b.made_up("; " .. ctx.labels("count_made_up", found.illustrative)),
        found.paraphrased > 0 and "; " .. ctx.labels("count_paraphrased", found.paraphrased))
end

-- How many items of a list have each key that key_of gives them; those without one are not counted.
function counts.by(list, key_of)
    local found = {}
    for _, item in ipairs(list) do
        local key = key_of(item)
        if key then
            found[key] = (found[key] or 0) + 1
        end
    end
    return found
end

-- How many of the findings are settled: drafts answer nothing yet.
function counts.settled(findings)
    return counts.number(findings, function(finding) return finding.status ~= "draft" end)
end

-- How many were made up, how many are summaries: cells that are empty, and so left out, where the study has none at all.
function counts.made_up_cell(ctx, found)
    return ctx.trail.illustrative > 0 and found.illustrative
end

function counts.summary_cell(ctx, found)
    return ctx.trail.paraphrased > 0 and found.paraphrased
end

-- How many documents the study has, and how many of them were read, as of others nobody knows what they say; logs of what
-- was observed are none. Each theme asks.
local of_study, read
function counts.documents(model)
    if not of_study then
        of_study, read = 0, 0
        for _, document in ipairs(model.documents) do
            local counts_as_read = document.review == "done" or #document.excerpts > 0
            of_study = of_study + (document.is_observed and 0 or 1)
            read = read + (counts_as_read and not document.is_observed and 1 or 0)
        end
    end
    return of_study, read
end

-- Fewer persons than this are not told apart where everybody may read: `k` of study.yaml. Examiners are told of each.
function counts.fewest(ctx)
    return ctx.audience == "public" and ctx.model.anonymity.public.k or 1
end

-- ", tercatat untuk 4 dari 6 wawancara"; nil where the length of each is known.
function counts.timed(ctx, trail)
    local all = trail.interviews + trail.focus_groups
    local key = trail.focus_groups > 0 and "timed_talks" or "timed_interviews"
    return trail.timed < all and ctx.labels(key, trail.timed, all) or nil
end

-- Values that fewer persons have are one row for the public, with the next larger ones as far as it takes: a number that
-- is hidden beside the others follows from their sum. `order` has the values, `found` how many persons have each.
-- Returns rows {value = "S1, S2", number = 4} in their order.
function counts.rows(ctx, order, found)
    local rows, small, sum = {}, {}, 0
    local fewest = counts.fewest(ctx)
    local by_size = map(order, function(value) return found[value] > 0 and value or nil end)
    table.sort(by_size, function(a, b) return found[a] < found[b] or found[a] == found[b] and a < b end)
    for _, value in ipairs(ctx.audience == "public" and by_size or {}) do
        if found[value] < fewest or sum > 0 and sum < fewest then
            small[value], sum = true, sum + found[value]
        end
    end
    if sum > 0 and sum < fewest then
        return {}
    end
    local joined
    for _, value in ipairs(order) do
        if small[value] and joined then
            joined.value = joined.value .. ", " .. value
        else
            local row = {value = value, number = small[value] and sum or found[value]}
            rows[#rows + 1] = row
            joined = joined or small[value] and row
        end
    end
    return rows
end

-- So many persons of so many: two cells, the number and the percent.
function counts.share(ctx, number, total)
    return number, words.decimal(ctx, 100 * number / total, 1)
end

-- "3 dari 12" persons; an empty cell where there is nobody to count.
function counts.people(ctx, found)
    return found.members > 0 and words.of(ctx, found.informants, found.members)
end

-- What the numbers of a section leave out: what was made up, what others summarised, what this edition withholds; then
-- what introduces the section. An appendix with something made up begins by saying so, and needs no second box: there all
-- of it is one paragraph.
function counts.warning(ctx, introduction)
    local b, trail, beside = ctx.b, ctx.trail, counts.beside(ctx, ctx.trail)
    local made_up = trail.illustrative > 0
    local text = beside and ctx.labels("counts_beside", counts.real(ctx, trail.segments, made_up), beside)
    local visible = ctx.model.withholds and b.label("counts_visible")
    if ctx.for_site or text and not made_up then
        return {
            text and b.callout(made_up and "illustrative" or "note", nil, text), visible and b.para(visible),
            introduction and b.para(introduction),
        }
    end
    local spans = {}
    for _, part in ipairs {text or false, visible or false, introduction or false} do
        spans[#spans + 1] = part and #spans > 0 and " " or nil
        spans[#spans + 1] = part or nil
    end
    return #spans > 0 and b.para(b.spans(spans)) or nil
end

-- How many excerpts contrast; of those that were judged, where not all were. An empty cell in a study without evidence.
function counts.contrasts(ctx, found)
    if found.excerpts == 0 then
        return ctx.trail.segments > 0 and "–"
    elseif found.judged == found.excerpts then
        return found.contrasts
    elseif found.judged == 0 then
        return ctx.labels.stance_unjudged
    end
    return ctx.labels("count_contrasts_of_judged", found.contrasts, found.judged)
end

-- The themes of the codebook, in its order.
function counts.themes(ctx)
    return map(ctx.model.codes, function(code) return code.level == "theme" and code or nil end)
end

-- The dashes before a code that is below a theme, one for each step; false for the others.
function counts.dashes(code)
    local dashes = ""
    while code.level == "subtheme" do
        dashes = dashes .. "– "
        code = code.parent
    end
    return dashes ~= "" and dashes
end

-- What a reader of a chart can do, which on paper is less: the label "KEY_site" or "KEY_print".
function counts.chart_note(ctx, key)
    return ctx.labels[key .. (ctx.for_site and "_site" or "_print")]
end

-- Whether interviews still bring new codes, in words; `found` is model.saturation.
function counts.saturation(ctx, found)
    local labels, threshold = ctx.labels, found.threshold
    if #found == 0 then
        return labels.numbers_none
    end
    local needed = found.base_size + found.run_length
    local verdict = labels.numbers_not_reached
    if #found < needed then
        verdict = labels("numbers_too_few", #found, needed)
    elseif found.reached then
        -- Guest and others tell the run apart: "4+2".
        verdict = labels("numbers_reached", found.reached, found.reached - found.run_length .. "+" .. found.run_length)
    end
    local rule = labels("numbers_rule", found.base_size, found.run_length)
    local limit = words.decimal(ctx, threshold, threshold == math.floor(threshold) and 0 or 1)
    return verdict .. " " .. rule .. " " .. labels("numbers_rule_threshold", limit)
end

return counts
