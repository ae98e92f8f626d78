-- Findings, and answers to objectives, that claim more than their evidence: "semua informan" where three of eleven have
-- an excerpt that supports the theme. Only words about informants are held against numbers; what is quoted is somebody
-- else's claim. The words of all languages are looked for in every text, as a study may write in more than one.

local set = require("set")

-- Words in a row that say how many.
local quantifiers = {
    -- Indonesian
    ["semua"] = "all", ["seluruh"] = "all", ["setiap"] = "all", ["tiap"] = "all", ["tiap-tiap"] = "all",
    ["hampir semua"] = "most", ["hampir seluruh"] = "most", ["hampir setiap"] = "most", ["sebagian besar"] = "most",
    ["mayoritas"] = "most", ["kebanyakan"] = "most", ["lebih dari separuh"] = "most", ["lebih dari setengah"] = "most",
    ["tidak ada"] = "none", ["tak ada"] = "none", ["tidak satu pun"] = "none", ["tidak seorang pun"] = "none",
    ["tak satu pun"] = "none", ["tak seorang pun"] = "none",
    -- English
    ["all"] = "all", ["every"] = "all", ["each"] = "all",
    ["almost all"] = "most", ["nearly all"] = "most", ["most"] = "most",
    ["the majority"] = "most", ["a majority"] = "most", ["the vast majority"] = "most", ["more than half"] = "most",
    ["none"] = "none", ["no"] = "none",
}
local longest_quantifier = 3

-- "tidak semua informan" claims little.
local negators = set {"tidak", "tak", "bukan", "belum", "not"}

-- What may stand between the quantity and the people: "sebagian besar dari para informan".
local fillers = set {"dari", "para", "satu", "seorang", "pun", "of", "the", "our", "these"}

local people = {
    "informan", "informannya", "narasumber", "partisipan", "responden",
    "informant", "informants", "participant", "participants", "respondents", "interviewees",
}
local is_people = set(people)

local groups = {
    kunci = "key", utama = "main", pendukung = "supporting", tambahan = "supporting",
    key = "key", main = "main", supporting = "supporting",
}

-- What informants of a group, or all, say about a theme or objective, as far as an audience sees them.
local function count(model, object, audience, group)
    local found = model.evidence(object, audience)
    if not group then
        return found
    end
    for _, voice in ipairs(found.sources) do
        if voice.name == group then
            return voice
        end
    end
    return {members = 0, supporting = 0, contradicting = 0}
end

local function is_too_much(quantity, found)
    if quantity == "all" then
        return found.supporting < found.members or found.members == 0
    elseif quantity == "most" then
        return found.supporting * 2 <= found.members
    end
    return found.contradicting > 0
end

-- Holds the words from first to last against what each audience can see, the larger first.
local function judge(text, passage, quantity, group, first, last)
    for _, audience in ipairs {"examiner", "public"} do
        local found = count(text.model, text.object, audience, group)
        if is_too_much(quantity, found) then
            local report = text.report
            local message = report:text("'{1}' is more than the evidence", table.concat(passage, " ", first, last))
            if audience == "public" then
                message = report:text("'{1}' is more than the evidence that the site may show",
                    table.concat(passage, " ", first, last))
            end
            local counts = text.kind == "theme"
                and report:text("{1} of {2} informants support theme '{3}', {4} contradict it", found.supporting,
                    found.members, text.object.id, found.contradicting)
                or report:text("{1} of {2} informants support objective '{3}', {4} contradict it", found.supporting,
                    found.members, text.object.id, found.contradicting)
            report:warning(passage.places[first], message .. ": " .. counts,
                report:text("say how many, or code what the others said"), "claim")
            return
        end
    end
end

-- The quantity that begins at this word, and its last word; of two the longer.
local function quantity_at(passage, first)
    for last = math.min(first + longest_quantifier - 1, #passage), first, -1 do
        local quantity = quantifiers[table.concat(passage, " ", first, last)]
        if quantity then
            return quantity, last
        end
    end
end

-- A claim that begins at this word, if one does. Returns where to go on.
local function read_claim(text, passage, first)
    local quantity, last = quantity_at(passage, first)
    if not quantity then
        return first + 1
    end
    local at = last + 1
    while fillers[passage[at]] do
        at = at + 1
    end
    local group = groups[passage[at]]
    if group then
        at = at + 1
    end
    if not is_people[passage[at]] or negators[passage[first - 1]] then
        return last + 1
    end
    if not group then
        group = groups[passage[at + 1]]
        at = group and at + 1 or at
    elseif groups[passage[at + 1]] == group then
        at = at + 1
    end
    judge(text, passage, quantity, group, first, at)
    return at + 1
end

local function check_text(text, prose)
    for _, passage in ipairs(text.model.passages(prose, people)) do
        local at = 1
        while at <= #passage do
            at = read_claim(text, passage, at)
        end
    end
end

local function lint(model, report)
    for _, finding in ipairs(model.findings) do
        local text = {model = model, report = report, object = finding.theme, kind = "theme"}
        check_text(text, finding.summary)
        check_text(text, finding.body)
    end
    for _, objective in ipairs(model.objectives) do
        check_text({model = model, report = report, object = objective, kind = "objective"}, objective.answer)
    end
end

return {api = 1, lint = lint}
