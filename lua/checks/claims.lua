-- Findings, and answers to objectives, that claim more than their evidence: "semua informan" where three of eleven have
-- an excerpt that supports the theme, "5 dari 8 informan" where two speak of it. Only words about informants are held
-- against numbers; what is quoted is somebody else's claim. The words of all languages are looked for in every text, as
-- a study may write in more than one.

local set, spoken = require("set"), require("spoken")

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
local negators = set {"tidak", "tak", "bukan", "belum", "not", "hampir", "nearly", "almost"}

-- What may stand between the quantity and the people: "sebagian besar dari para informan".
local fillers = set {"dari", "para", "satu", "seorang", "pun", "of", "the", "our", "these"}

local people = {
    "informan", "informannya", "narasumber", "partisipan", "responden",
    "informant", "informants", "participant", "participants", "respondents", "interviewees",
}
local is_people = set(people)

-- What all of them do together: "para informan sepakat", "semuanya sependapat"; without a word that says who they all
-- are, one of them may be meant by "informan setuju".
local agrees = set {
    "sepakat", "sependapat", "seragam", "seia", "sekata", "kompak", "sepaham", "setuju", "senada", "agree", "agreed",
    "unanimous",
}
local may_be_one = set {"setuju", "senada", "agreed"}
local everybody = {"semuanya", "seluruhnya", "semua", "everyone", "everybody", "all"}
local is_everybody = set(everybody)
local is_all = set {"para", "the", "our", "these"}
local is_border = set {".", ",", ":", ";", "menurut", "bahwa", "that"}
local before_verb = set {
    "juga", "pun", "sama", "telah", "sudah", "semuanya", "secara", "bulat", "have", "had", "were", "also", "all", "of",
    "them", "unanimously",
}

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
    return {members = 0, informants = 0, supporting = 0, contradicting = 0}
end

-- quantity: "all", "most", "none", or {count = 3, of = 5}; those who are counted speak of it, in whatever sense.
local function is_too_much(quantity, found)
    if type(quantity) == "table" then
        return quantity.count > (quantity.of == quantity.count and found.supporting or found.informants)
    elseif quantity == "all" then
        return found.supporting < found.members or found.members == 0
    elseif quantity == "most" then
        return found.supporting * 2 <= found.members
    end
    return found.contradicting > 0
end

-- Holds the words from first to last against what each audience can see, the larger first.
local function judge(text, passage, quantity, group, first, last)
    for _, audience in ipairs(type(quantity) == "table" and {"examiner"} or {"examiner", "public"}) do
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

-- "3 dari 5", "ketiga": how many of how many, of all where it is not said, and its last word.
local function count_at(passage, first)
    local count, words = spoken.number_at(passage, first)
    local both = spoken.number_in(passage[first])
    if count and (passage[first + words] == "dari" or passage[first + words] == "of") then
        local of, more = spoken.number_at(passage, first + words + 1)
        return of and {count = count, of = of}, of and first + words + more
    end
    return both and {count = both}, both and first
end

local function is_own(text, group)
    return group ~= nil and text.own_groups[group] ~= nil
end

-- The people that begin at this word: the last word of them, and their group if one is named.
local function people_at(text, passage, at)
    local group = groups[passage[at]]
    at = group and at + 1 or at
    if is_people[passage[at]] then
        local behind = groups[passage[at + 1]]
        return behind and (not group or behind == group) and at + 1 or at, group or behind
    end
    for id, name in pairs(text.own_groups) do
        local last = at + select(2, name:gsub(" ", ""))
        if last <= #passage and name == table.concat(passage, " ", at, last) then
            return last, id
        end
    end
end

-- What people do who stand before, and where it stands.
local function deed_behind(passage, at)
    repeat
        at = at + 1
    until not before_verb[passage[at]]
    return passage[at], at
end

-- A claim that begins at this word with how many. Returns its last word, or nil.
local function read_quantity(text, passage, first)
    local quantity, last = quantity_at(passage, first)
    if not quantity then
        quantity, last = count_at(passage, first)
    end
    local at = last
    while at and fillers[passage[at + 1]] do
        at = at + 1
    end
    local group
    if at then
        at, group = people_at(text, passage, at + 1)
    end
    if not at or negators[passage[first - 1]] then
        return nil
    end
    -- Those that a group of the study's own is called after may be everywhere: "semua kader di kota ini".
    local deed = deed_behind(passage, at)
    if is_own(text, group) and type(quantity) ~= "table" and not agrees[deed] and not spoken.is_speaking(deed) then
        return at
    end
    if type(quantity) == "table" and not quantity.of then
        quantity.of = count(text.model, text.object, "examiner", group).members
    end
    judge(text, passage, quantity, group, first, at)
    return at
end

-- "Para informan sepakat", "semuanya setuju": a claim that begins at this word with who agrees.
local function read_agreement(text, passage, first)
    local before = passage[first - 1]
    local at, group = people_at(text, passage, is_all[passage[first]] and first + 1 or first)
    local whole = is_everybody[passage[first]] or at and is_all[passage[first]]
    local begins = at and (before == nil or is_border[before])
    if negators[before] or not whole and not begins then
        return nil
    end
    local deed, last = deed_behind(passage, at or first)
    if agrees[deed] and (whole or not may_be_one[deed]) then
        judge(text, passage, "all", group, first, last)
        return last
    end
end

local function read_claim(text, passage, first)
    return (read_quantity(text, passage, first) or read_agreement(text, passage, first) or first) + 1
end

local function check_text(text, prose)
    for _, passage in ipairs(text.model.passages(prose, text.words)) do
        local at = 1
        while at <= #passage do
            at = read_claim(text, passage, at)
        end
    end
end

-- What the groups of the study's own are called, by their ids, and the words by which passages are found.
local function names_of_groups(model)
    local names, words = {}, {}
    table.move(people, 1, #people, 1, words)
    table.move(everybody, 1, #everybody, #words + 1, words)
    for _, group in ipairs(model.sampling.groups) do
        local name = group.id and model.fold(tostring(group.label)) or ""
        if name ~= "" and #words < 100 then
            names[group.id] = name
            words[#words + 1] = name:match("^[^ ]+")
        end
    end
    return names, words
end

local function lint(model, report)
    local own_groups, words = names_of_groups(model)
    local function check(object, kind, prose)
        check_text({
            model = model, report = report, object = object, kind = kind, own_groups = own_groups, words = words,
        }, prose)
    end
    for _, finding in ipairs(model.findings) do
        check(finding.theme, "theme", finding.summary)
        check(finding.theme, "theme", finding.body)
    end
    for _, objective in ipairs(model.objectives) do
        check(objective, "objective", objective.answer)
    end
end

return {api = 1, lint = lint}
