-- Informants who could be recognised from what is printed beside their code. Those who agreed to "public" may be
-- recognised; of those who agreed to nothing, nothing is printed.

-- What a role begins with that one person holds at a time in an institution.
local offices = {
    -- Indonesian
    "kepala", "ketua", "wakil ketua", "wakil kepala", "sekretaris daerah", "sekda", "wali kota", "walikota", "bupati",
    "gubernur", "camat", "lurah", "direktur", "rektor", "dekan", "pimpinan", "menteri", "asisten", "sekretaris",
    "bendahara", "koordinator", "penanggung jawab", "penjabat", "pelaksana tugas", "plt.", "plt", "plh.", "plh", "pj.",
    "pj", "pjs.", "pjs", "kadis", "kadinkes", "sekdis", "kabid", "kabag", "kasi", "kasubag", "kasubbag", "kades",
    "kadus", "kapus", "kapolsek", "danramil", "sekcam", "seklur", "sekdes", "bidan desa", "bidan kelurahan",
    "dokter umum", "dokter gigi", "ahli gizi", "imam desa", "ketua rt", "ketua rw",
    -- English
    "head", "director", "chief", "mayor", "regent", "governor", "chair", "minister", "secretary of", "dean", "rector",
    "manager", "president", "secretary", "treasurer", "coordinator", "acting",
}

local function is_office(model, role)
    local folded = model.fold(role) .. " "
    for _, office in ipairs(offices) do
        if folded:sub(1, #office + 1) == office .. " " then
            return true
        end
    end
    return false
end

-- Offices as lists of their words, by the first one, and these first words, by which passages are found.
local offices_by_word, first_words = {}, {}
for _, office in ipairs(offices) do
    local words = {}
    for word in office:gmatch("[^ .]+") do
        words[#words + 1] = word
    end
    local first = words[1]
    if not offices_by_word[first] then
        offices_by_word[first] = {}
        first_words[#first_words + 1] = first
    end
    table.insert(offices_by_word[first], words)
end

local function stands_at(passage, i, words)
    for at, word in ipairs(words) do
        if passage[i + at - 1] ~= word then
            return false
        end
    end
    return true
end

-- An office is named at word i of passage: the number of its words, else nil.
local function office_at(passage, i)
    for _, words in ipairs(offices_by_word[passage[i]] or {}) do
        if stands_at(passage, i, words) then
            return #words
        end
    end
end

-- Words between an office and a code that are still about one person: "Kepala Dinas Kesehatan Kota Contoh (IK-01)".
local reach = 12

-- The code that stands behind word i of passage in the same sentence, or nil.
local function code_behind(passage, i, codes)
    for at = i, math.min(i + reach, #passage) do
        if passage[at] == "." or passage[at] == "!" or passage[at] == "?" then
            return nil
        end
        local code = codes[passage[at]] or passage[at + 1] and codes[passage[at] .. "-" .. passage[at + 1]]
        if code then
            return code
        end
    end
end

local function lint_prose(model, report, prose, codes)
    for _, passage in ipairs(model.passages(prose, first_words)) do
        for i = 1, #passage do
            local length = office_at(passage, i)
            local code = length and code_behind(passage, i + length, codes)
            if code then
                report:warning(passage.places[i],
                    report:text("an office that one person holds stands here beside the code '{1}'", code),
                    report:text("write the code alone, or the office wider, as 'seorang pejabat dinas'"), "recognisable")
            end
        end
    end
end

local function lint_texts(model, report)
    local codes = {}
    for _, informant in ipairs(model.informants) do
        if informant.code then
            codes[model.fold(informant.code)] = informant.code
        end
    end
    for _, finding in ipairs(model.findings) do
        if finding.body then
            lint_prose(model, report, finding.body, codes)
        end
    end
    for _, page in ipairs(model.pages) do
        if page.body then
            lint_prose(model, report, page.body, codes)
        end
    end
end

-- Role and institution as one text; nil where one of them is not given.
local function position_of(informant)
    return informant.role and informant.institution and informant.role .. "\n" .. informant.institution
end

-- Sector, group and place of the interview as one text; nil where one of them is not given.
local function traits_of(informant, model)
    local interview = informant.interviews[1]
    return informant.sector and interview and interview.place
        and model.fold(informant.sector .. "\n" .. informant.group .. "\n" .. interview.place)
end

-- How many informants have what trait gives.
local function tally(model, trait)
    local counts = {}
    for _, informant in ipairs(model.informants) do
        local own = trait(informant, model)
        if own then
            counts[own] = (counts[own] or 0) + 1
        end
    end
    return counts
end

local function lint(model, report)
    lint_texts(model, report)
    local positions, traits = tally(model, position_of), tally(model, traits_of)
    for _, informant in ipairs(model.informants) do
        local code = informant.code
        if code and informant.consent == "examiner" then
            local position, own = position_of(informant), traits_of(informant, model)
            if position and positions[position] == 1 and is_office(model, informant.role) then
                report:warning(model.place(informant, "role"),
                    report:text("role and institution point to one office-holder, but '{1}' agreed to 'examiner' only",
                        code),
                    report:text("write them wider, as 'Pejabat' of 'Perangkat daerah'"), "recognisable")
            end
            if own and traits[own] == 1 then
                report:warning(model.place(informant.interviews[1], "place"),
                    report:text(
                        "nobody else has the sector, group and place of '{1}', who agreed to 'examiner' only", code),
                    report:text("leave the place out, or write it or the sector wider"), "recognisable")
            end
        end
    end
end

return {api = 1, lint = lint, partial = true}
