-- Informants who could be recognised from what is printed of them. Consent to be quoted is none to be recognised: only
-- `attribution` says that somebody agreed to be known by role or name. Of those who agreed to nothing, nothing is printed.

local any = require("any")
local counts, set, spoken = require("counts"), require("set"), require("spoken")

-- What a role begins with that one person holds at a time in an institution.
local offices = {
    -- Indonesian
    "kepala", "ketua", "wakil ketua", "wakil kepala", "sekretaris daerah", "sekda", "wali kota", "walikota", "bupati",
    "gubernur", "camat", "lurah", "direktur", "rektor", "dekan", "pimpinan", "menteri", "asisten", "sekretaris",
    "bendahara", "koordinator", "penanggung jawab", "penjabat", "pelaksana tugas", "plt.", "plt", "plh.", "plh", "pj.",
    "pj", "pjs.", "pjs", "kadis", "kadinkes", "sekdis", "kabid", "kabag", "kasi", "kasubag", "kasubbag", "kades",
    "kadus", "kapus", "kapolsek", "danramil", "sekcam", "seklur", "sekdes", "bidan desa", "bidan kelurahan",
    "dokter umum", "dokter gigi", "ahli gizi", "imam desa", "imam masjid", "kanit", "ketua rt", "ketua rw",
    -- English
    "head", "director", "chief", "mayor", "regent", "governor", "chair", "minister", "secretary of", "dean", "rector",
    "manager", "president", "secretary", "treasurer", "coordinator", "acting",
}

local function is_office(model, role)
    local folded = model.fold(role) .. " "
    return any(offices, function(office) return folded:sub(1, #office + 1) == office .. " " end)
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

-- What has a "kepala" or a "head" that is no person: "kepala kolom", "head of the table", "sakit kepala".
local is_headed = set {
    "kolom", "tabel", "baris", "surat", "halaman", "berita", "bab", "naskah", "kalimat", "judul", "kereta", "putik",
    "ikan", "sapi", "kambing", "ayam", "bayi", "janin", "tongkat", "tempat", "column", "columns", "row", "table", "page",
    "line", "circumference", "start",
}
local has_head = set {"sakit", "nyeri", "lingkar", "tutup", "per", "column", "table", "page"}

local function is_of_a_thing(passage, i)
    local behind = i + 1
    while passage[behind] == "of" or passage[behind] == "the" or passage[behind] == "a" do
        behind = behind + 1
    end
    return (passage[i] == "kepala" or passage[i] == "head") and (is_headed[passage[behind]] or has_head[passage[i - 1]])
end

-- An office is named at word i of passage: the number of its words, else nil.
local function office_at(passage, i)
    for _, words in ipairs(offices_by_word[passage[i]] or {}) do
        if stands_at(passage, i, words) and not is_of_a_thing(passage, i) then
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

-- Before an office, whose holder speaks: "menurut Camat".
local has_said = set {"kata", "ujar", "tutur", "menurut", "ungkap"}

-- Before an office: something is for its holder, somebody else speaks.
local is_for = set {"untuk", "bagi", "kepada", "terhadap", "for", "to"}

-- The first and the last word of the sentence that word i of passage is in.
local function sentence_of(passage, i)
    local function ends(word)
        return word == nil or word == "." or word == "!" or word == "?"
    end
    local first, last = i, i
    while not ends(passage[first - 1]) do
        first = first - 1
    end
    while not ends(passage[last + 1]) do
        last = last + 1
    end
    return first, last
end

-- The sentence that word i is in cites a work, or goes on about one: what it tells is of another study.
local is_study, is_that = set {"penelitian", "studi", "riset", "study"}, set {"itu", "tersebut", "mereka", "that"}

local function is_of_others(passage, i)
    local first, last = sentence_of(passage, i)
    for at = first - 1, last do
        if passage.cited[at] or is_study[passage[at]] and is_that[passage[at + 1]] and at >= first then
            return true
        end
    end
    return false
end

-- Words i to i + length - 1 of passage are an office, whose holder is quoted there.
local function is_quoted(passage, i, length)
    local before = passage[i - 1] == "the" and i - 2 or i - 1
    if has_said[passage[before]] or passage[before] == "to" and passage[before - 1] == "according" then
        return true
    elseif is_for[passage[before]] then
        return false
    end
    for at = i + length, math.min(i + length + 6, #passage) do
        if spoken.is_speaking(passage[at]) then
            return true
        elseif passage[at] == "." or passage[at] == "yang"
            or passage[at] == "," and not spoken.is_speaking(passage[at + 1]) then
            return false
        end
    end
    return false
end

-- Before an office that many hold: "para kepala dinas", "dua lurah"; of none: "seorang camat".
local is_many = set {
    "para", "semua", "seluruh", "setiap", "tiap", "beberapa", "seorang", "salah", "all", "every", "each", "several", "a",
    "an",
}

local function are_many(passage, i, length)
    return is_many[passage[i - 1]] or spoken.number_at(passage, i - 1) or passage[i - 1] == passage[i]
        or passage[i + 1] == passage[i] or passage[i + length] == "lain"
end

-- known_by_code: somebody is to be known by a code alone.
local function lint_prose(model, report, prose, codes, known_by_code)
    for _, passage in ipairs(model.passages(prose, first_words)) do
        for i = 1, #passage do
            local length = office_at(passage, i)
            local code = length and code_behind(passage, i + length, codes)
            if code then
                report:warning(passage.places[i],
                    report:text("an office that one person holds is named here beside the code '{1}'", code),
                    report:text("write the code alone, or the office more broadly, as 'seorang pejabat dinas'"), "recognisable")
            elseif length and known_by_code and is_quoted(passage, i, length) and not are_many(passage, i, length)
                and not is_of_others(passage, i) then
                report:warning(passage.places[i],
                    report:text("the holder of an office is said here to have spoken"),
                    report:text("write the office more broadly, as 'seorang pejabat dinas'; "
                        .. "'attribution: role' says that the informants agreed to be known"), "recognisable")
            end
        end
    end
end

-- ---- what singles a person out in prose ----

-- One of whom a text can say that there is no other.
local is_person = set {
    "orang", "informan", "narasumber", "bidan", "perawat", "dokter", "kader", "guru", "penyuluh", "staf", "pegawai",
    "petugas", "pejabat", "warga", "perempuan", "wanita", "laki", "pria", "ibu", "bapak", "janda", "duda", "anggota",
    "apoteker", "nutrisionis", "dosen", "imam", "pendeta", "polisi",
    "person", "informant", "midwife", "nurse", "doctor", "physician", "teacher", "officer", "official", "woman", "man",
    "widow", "member", "volunteer",
}

-- Before an age: "perempuan 34 tahun", "a woman aged 34 years"; what a person is there: "bidan desa berusia 34 tahun".
local is_sex = set {
    "perempuan", "wanita", "laki", "pria", "ibu", "bapak", "janda", "duda", "nenek", "kakek", "woman", "man", "female",
    "male", "widow", "widower",
}
local is_person_aged = set {"berusia", "berumur", "aged"}
local is_age = set {"usia", "berusia", "umur", "berumur", "aged", ",", "("}
local is_year = set {"tahun", "thn", "th", "years", "year"}

-- "satu-satunya bidan", "the only midwife"
local function is_only(passage, i)
    local next = passage[i] == "satu" and passage[i + 1] == "satunya" and i + 2
        or (passage[i] == "only" or passage[i] == "sole") and passage[i - 1] == "the" and i + 1
    return next and (is_person[passage[next]] or office_at(passage, next) ~= nil)
end

-- "perempuan, 34 tahun", "kader dusun berusia 51 tahun", not "perempuan 15-49 tahun"
local function is_aged(passage, i)
    local at = i + 1
    if not is_sex[passage[i]] then
        at = is_person_aged[passage[i + 1]] and at or at + 1
        if not is_person[passage[i]] or not is_person_aged[passage[at]] or is_many[passage[i - 1]] == nil
            and spoken.number_at(passage, i - 1) or passage[i - 1] == "para" then
            return false
        end
    end
    while is_age[passage[at]] or passage[at] == passage[i] do
        at = at + 1
    end
    local age = math.tointeger(tonumber(passage[at]))
    return age and age >= 10 and age < 100 and is_year[passage[at + 1]] and passage[at + 2] ~= "ke"
end

local is_people = set {
    "informan", "narasumber", "partisipan", "informants", "participants", "interviewees",
}

-- "orang yang diwawancarai", "people interviewed"
local is_asked = set {"diwawancarai", "diwawancara", "interviewed"}

-- What may be between a number and those who were asked: "4 orang yang telah diwawancarai".
local is_between = set {"orang", "(", ")", "yang", "kami", "telah", "sudah", "people", "persons", "were", "was"}

-- The words from at on are of those who were asked: "informan", "orang informan", ") informan".
local function are_people(passage, at)
    for behind = at, at + 4 do
        local word = passage[behind]
        if is_people[word] or is_asked[word] then
            return true
        elseif not is_between[word] and not spoken.number_at(passage, behind) then
            return false
        end
    end
    return false
end

-- The words before i say that a number of those who were asked follows: "informan berjumlah", "jumlah informan".
local is_count_word = set {"berjumlah", "sebanyak", "jumlah", "ada", "adalah", "yaitu", "terdiri", "atas", "dari"}

local function are_people_before(passage, i)
    local counted = false
    for at = i - 1, i - 4, -1 do
        local word = passage[at]
        if is_people[word] then
            return counted or passage[at - 1] == "jumlah"
        elseif not is_count_word[word] then
            return false
        end
        counted = true
    end
    return false
end

-- Where a number of all informants begins that tells how many of them a reader of the site does not see.
local function counts_withheld(passage, i, shown)
    local number, words = spoken.number_at(passage, i)
    number, words = number or spoken.number_in(passage[i]), words or 1
    return number and number == shown.all and shown.public < shown.all
        and (are_people(passage, i + words) or are_people_before(passage, i)) and not is_of_others(passage, i)
        and not (spoken.number_at(passage, i - 1) and spoken.number_at(passage, i - 1) == number)
end

local singling = {
    "satu", "only", "sole", "tahun", "thn", "th", "years", "year", "informan", "narasumber", "partisipan", "informants",
    "participants", "interviewees", "diwawancarai", "diwawancara", "interviewed",
}

local function lint_singling(model, report, prose, shown)
    for _, passage in ipairs(model.passages(prose, singling)) do
        for i = 1, #passage do
            if is_only(passage, i) then
                report:warning(passage.places[i], report:text("who is the only one of a kind can be recognised"),
                    report:text("leave out that there is no other, or where"), "recognisable")
            elseif is_aged(passage, i) then
                report:warning(passage.places[i], report:text("the sex and age of one person point to somebody"),
                    report:text("write neither, or the age more broadly, as 'berusia 30-an'"), "recognisable")
            elseif counts_withheld(passage, i, shown) then
                report:warning(passage.places[i],
                    report:text("the number of all informants is printed, but readers of the site see {1} of {2} alone",
                        shown.public, shown.all),
                    report:text("leave the number out, or say that some are not shown"), "withheld-count")
            end
        end
    end
end

-- Where a passage first names an office that one person holds, or nil.
local function first_office(passage)
    local i = 1
    while i <= #passage do
        local length = office_at(passage, i)
        if length and not are_many(passage, i, length) then
            return i
        end
        i = i + (length or 1)
    end
end

-- Texts that say who was asked: an office there is a person.
local function lint_asked(model, report, prose)
    for _, passage in ipairs(model.passages(prose, first_words)) do
        local at = first_office(passage)
        if at then
            report:warning(passage.places[at], report:text("an office that one person holds shows here who was asked"),
                report:text("write it more broadly, as 'seorang pejabat dinas', or how many of a kind there were; "
                    .. "'attribution: role' says that the informants agreed to be known"), "recognisable")
        end
    end
end

-- Whether somebody (of group) is to be known by a code alone.
local function has_codes(model, group)
    return any(model.informants, function(informant)
        return informant.attribution == "code" and (not group or informant.group == group)
    end)
end

local function lint_sampling(model, report, shown)
    local function lint_one(text, group)
        if text and has_codes(model, group) then
            lint_asked(model, report, text)
        end
        if text then
            lint_singling(model, report, text, shown)
        end
    end
    lint_one(model.sampling.sampling)
    for _, group in ipairs(model.sampling.groups) do
        lint_one(group.members, group.group or group.id)
    end
end

local function count_shown(model)
    local public = counts.number(model.informants, function(informant) return informant.consent == "public" end)
    return {all = #model.informants, public = public}
end

local function lint_texts(model, report)
    local codes, known_by_code, shown = {}, has_codes(model), count_shown(model)
    lint_sampling(model, report, shown)
    for _, informant in ipairs(model.informants) do
        if informant.code then
            codes[model.fold(informant.code)] = informant.code
        end
    end
    local function lint_one(text)
        if text then
            lint_prose(model, report, text, codes, known_by_code)
            lint_singling(model, report, text, shown)
        end
    end
    lint_one(model.study.answer)
    lint_one(model.study.abstract)
    for _, objective in ipairs(model.objectives) do
        lint_one(objective.answer)
    end
    for _, finding in ipairs(model.findings) do
        lint_one(finding.summary)
        lint_one(finding.body)
    end
    for _, page in ipairs(model.pages) do
        lint_one(page.body)
    end
    for _, excerpt in ipairs(model.excerpts:with("note")) do
        lint_one(excerpt.note)
    end
    for _, informant in ipairs(model.informants) do
        if informant.portrait and informant.attribution == "code" then
            lint_asked(model, report, informant.portrait)
        end
    end
end

-- Role and institution as one text; nil where no role is given.
local function position_of(informant)
    return informant.role and informant.role .. "\n" .. (informant.institution or "")
end

-- Sector, group and place of the interview as one text; nil where one of them is not given.
local function traits_of(informant, model)
    local interview = informant.interviews[1]
    return informant.sector and interview and interview.place
        and model.fold(informant.sector .. "\n" .. informant.group .. "\n" .. interview.place)
end

-- How many informants have what trait gives.
local function tally(model, trait)
    return counts.by(model.informants, function(informant) return trait(informant, model) end)
end

local function lint(model, report)
    lint_texts(model, report)
    local positions, traits = tally(model, position_of), tally(model, traits_of)
    for _, informant in ipairs(model.informants) do
        local code = informant.code
        local position, own = position_of(informant), traits_of(informant, model)
        if code and informant.consent ~= "none" and informant.attribution == "code" and position
            and positions[position] == 1 and is_office(model, informant.role) then
            report:warning(model.place(informant, "role"),
                report:text("the role points to one office-holder, but '{1}' did not agree to be known", code),
                report:text("write it more broadly, as 'Pejabat' of 'Perangkat daerah'; 'attribution: role' says that the "
                    .. "informant agreed to be known"), "recognisable")
        end
        if code and informant.consent == "examiner" then
            if own and traits[own] == 1 then
                report:warning(model.place(informant.interviews[1], "place"),
                    report:text(
                        "nobody else has the sector, group and place of '{1}', who agreed to 'examiner' only", code),
                    report:text("leave the place out, or write it or the sector more broadly"), "recognisable")
            end
        end
    end
end

return {api = 1, partial = true, guards = true, lint = lint}
