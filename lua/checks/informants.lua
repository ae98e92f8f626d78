-- Whether informants meet the criteria, by the dates of their interviews; what of them is missing, or cannot be; whether
-- excerpts are for more readers than who speaks agreed to.
local map = require("map")

local shortest_interview, longest_interview = 1, 600 -- minutes

local function check_criteria(model, report, criteria, informant)
    local found = informant.criteria
    local function refuse(key, message)
        report:error(model.place(informant, key), message,
            report:text("correct '{1}', remove the informant, or say under 'exception' why this one is included", key),
            "criteria")
    end
    if found.moved == "failed" then
        refuse("moved", report:text("informant '{1}' was moved from sector to sector", informant.code))
    end
    if found.involved == "failed" then
        refuse("involved", report:text("informant '{1}' takes no part in the activities studied", informant.code))
    end
    if found.knowledgeable == "failed" then
        refuse("knowledgeable",
            report:text("informant '{1}' does not know the activities from experience", informant.code))
    end
    if found.since == "failed" then
        local first
        for _, interview in ipairs(informant.interviews) do
            first = interview.date and (not first or interview.date < first) and interview.date or first
        end
        refuse("since",
            report:text("informant '{1}' was in the sector for less than {2} months at the first interview ({3})",
                informant.code, criteria.minimum_tenure_months, first))
    end
end

-- What the criteria that the study asks for cannot be judged without.
local function check_data(model, report, criteria, informant)
    local found, missing = informant.criteria, {}
    local has_limit = criteria.minimum_tenure_months ~= nil
    for _, key in ipairs {"involved", "knowledgeable", "since", "interviews"} do
        local is_needed = has_limit
        if key == "involved" or key == "knowledgeable" then
            is_needed = found[key] ~= "unasked"
        end
        if is_needed and model.lacks(informant, key) then
            missing[#missing + 1] = "'" .. key .. "'"
        end
    end
    if #missing > 0 then
        report:warning(informant,
            report:text("informant '{1}' cannot be held against the criteria without {2}", informant.code,
                table.concat(missing, ", ")),
            report:text("add what is known; 'exception: ...' says why it does not matter"), "criteria-data")
    end
end

-- Dates may leave out day and month: the first day that one can mean, and the last one.
local function first_day(date)
    return date .. ("-01-01"):sub(#date - 3)
end

local function last_day(date)
    return date .. ("-12-31"):sub(#date - 3)
end

local function check_interview(model, report, informant, interview)
    local date, since, minutes = interview.date, informant.since, interview.minutes
    if date and since and last_day(date) < first_day(since) then
        report:error(model.place(interview, "date"),
            report:text("the interview of {1} comes before '{2}' began in the sector ({3})", date, informant.code, since),
            report:text("correct 'date' here or 'since' in line {1}", model.place(informant, "since").line),
            "interview-date")
    end
    if minutes and (minutes < shortest_interview or minutes > longest_interview) then
        report:warning(model.place(interview, "minutes"),
            report:text("an interview of {1} minutes is unlikely", minutes),
            report:text("'minutes' is how long it took, in whole minutes"), "interview-minutes")
    end
end

-- Where some informants have a group, or a sector, one without is counted in none.
local function check_missing(model, report, key)
    local without = map(model.informants, function(informant)
        return model.lacks(informant, key) and informant or nil
    end)
    for _, informant in ipairs(#without < #model.informants and without or {}) do
        if informant.code then
            report:warning(informant,
                report:text("informant '{1}' has no '{2}', though others have", informant.code, key),
                report:text("add '{1}: ...', or leave it out of all", key), "informant-without")
        end
    end
end

local function check_group(report, group)
    if (group.id == nil) == (group.group == nil) or group.id and not group.label then
        report:error(group, report:text("the group has no name to print"),
            report:text("write 'id: ID' and 'label: TEXT', or 'group: key' for a usual one"), "group-unnamed")
    end
end

local function check_bands(model, report, attribute)
    local last = -math.huge
    for _, text in ipairs(attribute.bands) do
        local border = tonumber(text)
        if not border or border <= last then
            report:error(model.place(attribute, "bands"),
                report:text("'{1}' is not a number above the border before it", text),
                report:text("rising borders, as in bands: [30, 40, 50]"), "bad-bands")
            return
        end
        last = border
    end
end

-- The leak gate searches for no code as short as this: it would be found anywhere. One warning for all that could be
-- typed into a text without being noticed.
local function check_codes(model, report)
    local codes, first = {}, nil
    for _, informant in ipairs(model.informants) do
        local signs = informant.code and informant.code:gsub("[-_./ ]", "")
        if signs and informant.consent ~= "public" and (#signs < 3 or not signs:find("%D")) then
            codes[#codes + 1] = "'" .. informant.code .. "'"
            first = first or informant
        end
    end
    if first then
        report:warning(model.place(first, "code"),
            report:text("too short to be searched for where not all readers may see them: {1}",
                table.concat(codes, ", ")),
            report:text("use codes of letters and digits, three or more, as 'IK-01'"), "short-code")
    end
end

-- A name is printed of those alone who want to be named.
local function check_name(model, report, informant)
    local is_named = informant.attribution == "named"
    if is_named and not informant.credit then
        report:error(informant, report:text("'{1}' is to be named, but no name is given", informant.code),
            report:text("add 'credit: ...', or 'attribution: code'"), "unnamed")
    elseif informant.credit and not is_named then
        report:error(model.place(informant, "credit"),
            report:text("a name is given, but '{1}' did not ask to be named", informant.code),
            report:text("take the name out, or write 'attribution: named' if the informant agreed to that"),
            "unwanted-name")
    end
end

local readers = {public = 2, examiner = 1, none = 0}

-- An excerpt cannot be shown to more than each of its speakers agreed to.
local function check_width(model, report, excerpt)
    if excerpt.consent == "inherit" then
        return
    end
    for _, informant in ipairs(excerpt.speakers) do
        if readers[excerpt.consent] > readers[informant.consent] then
            report:warning(model.place(excerpt, "consent"),
                report:text("the excerpt says '{1}', but informant '{2}' agreed to '{3}' only, using '{3}'",
                    excerpt.consent, informant.code, informant.consent),
                report:text("take 'consent' out here, or change it in {1} if the informant agreed to more",
                    model.place(informant, "consent")), "wider-consent")
        end
    end
end

local function check_informant(model, report, criteria, informant)
    check_name(model, report, informant)
    for _, interview in ipairs(informant.interviews) do
        check_interview(model, report, informant, interview)
    end
    if criteria and not informant.exception then
        check_criteria(model, report, criteria, informant)
        check_data(model, report, criteria, informant)
    end
end

local function lint(model, report)
    local sampling = model.sampling
    for _, group in ipairs(sampling.groups) do
        check_group(report, group)
    end
    for _, attribute in ipairs(sampling.attributes) do
        check_bands(model, report, attribute)
    end
    check_missing(model, report, "group")
    check_missing(model, report, "sector")
    check_codes(model, report)
    for _, informant in ipairs(model.informants) do
        if informant.code then
            check_informant(model, report, sampling.criteria, informant)
        end
    end
    for _, excerpt in ipairs(model.excerpts:with("consent")) do
        check_width(model, report, excerpt)
    end
end

return {api = 1, partial = true, guards = true, lint = lint}
