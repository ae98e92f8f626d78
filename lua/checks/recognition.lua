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
    local positions, traits = tally(model, position_of), tally(model, traits_of)
    for _, informant in ipairs(model.informants) do
        local code = informant.code
        if code and informant.consent == "examiner" then
            local position, own = position_of(informant), traits_of(informant, model)
            if position and positions[position] == 1 and is_office(model, informant.role) then
                report:warning(model.place(informant, "role"), "role and institution point to one office-holder, but '"
                    .. code .. "' agreed to 'examiner' only", "write them wider, as 'Pejabat' of 'Perangkat daerah'",
                    "recognisable")
            end
            if own and traits[own] == 1 then
                report:warning(model.place(informant.interviews[1], "place"),
                    "nobody else has the sector, group and place of '" .. code .. "', who agreed to 'examiner' only",
                    "leave the place out, or write it or the sector wider", "recognisable")
            end
        end
    end
end

return {api = 1, lint = lint, partial = true}
