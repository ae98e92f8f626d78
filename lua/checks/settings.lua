-- Values of study.yaml and reporting.yaml that no schema can judge: the site, its first screen, saturation, the items of
-- a reporting checklist.
local attributes = require("attributes")
local counts = require("counts")
local points = require("points")
local set = require("set")

-- A reader takes the answer for a result: it says which findings it follows from.
local function check_answer(model, report, info)
    if info.answer and #model.references(info, "rests_on") == 0 then
        report:warning(model.place(info, "answer"), report:text("the answer names no finding that it follows from"),
            report:text("add 'rests_on: [...]' with the ids of the findings"), "answer-without-finding")
    end
end

local function check_number(model, report, number)
    local statistic = number.statistic
    if statistic and #statistic.series > 0 then
        report:error(model.place(number, "statistic"),
            report:text("statistic '{1}' has several series, of which none is said", statistic.id),
            report:text("make a statistic of its own of the number that readers should see first"), "unknown-point")
    elseif statistic and number.point then
        points.check(report, statistic, model.place(number, "point"), number.point,
            report:text("leave it out to show the first and the last"))
    end
end

local function check_address(model, report, site)
    local url = site.base_url
    if url and not url:find("^https?://") then
        report:error(model.place(site, "base_url"),
            report:text("'base_url' must be a full address, but '{1}' was found", url),
            report:text("begin it with https://, or leave it out"), "bad-url")
    end
end

-- How many informants whom the public hears have the value of an attribute that the fewest of them have.
local function fewest_alike(model, attribute)
    local fewest = math.huge
    local members = counts.by(model.informants, function(informant)
        return informant.consent == "public" and attributes.value(informant, attribute)
    end)
    for _, count in pairs(members) do
        fewest = math.min(fewest, count)
    end
    return fewest
end

-- Who is told apart on the board of the home page.
local function check_board(model, report, site)
    local known = {"sector", "group", "none"}
    for _, attribute in ipairs(model.sampling.attributes) do
        known[#known + 1] = attribute.id
        if site.board == attribute.id and fewest_alike(model, attribute.id) < model.anonymity.public.k then
            report:warning(model.place(site, "board"), report:text(
                "the site has no board: by '{1}' it would point to fewer than {2} informants", attribute.id,
                model.anonymity.public.k), report:text("choose another one, or make its bands or choices wider"), "small-board")
        end
    end
    if site.board and not set(known)[site.board] then
        report:error(model.place(site, "board"), report:text("informants cannot be told apart by '{1}'", site.board),
            nil, "unknown-board")
        report:nearest(site.board, known,
            report:text("write 'sector', 'group', or the id of an attribute in informants.yaml"))
    end
end

-- The headings of the page of actions that have an id.
local function check_steps(model, report, site, actor)
    local place, headings = model.place(actor, "steps"), {}
    if model.lacks(site, "actions") then
        report:error(place, report:text("'steps' is a heading of the page 'actions', which is missing"),
            report:text("add 'actions: ID' to 'site', with the id of that page"), "unknown-steps")
    end
    if not site.actions then
        return
    end
    for _, heading in ipairs(model.outline(site.actions.body, 2)) do
        headings[#headings + 1] = heading.id
    end
    if not set(headings)[actor.steps] then
        report:error(place, report:text("page '{1}' has no heading '#{2}'", site.actions.id, actor.steps), nil,
            "unknown-steps")
        report:nearest(actor.steps, headings, report:text("give the heading an id: ## ... {#{1}}", actor.steps))
    end
end

-- Those who speak for actors are of sectors and groups that informants have.
local function check_voices(model, report, actors)
    local known = {}
    for _, informant in ipairs(model.informants) do
        known[#known + 1] = informant.sector
        known[#known + 1] = informant.group
    end
    local is_known = set(known)
    for _, actor in ipairs(actors) do
        for _, voice in ipairs(actor.voices) do
            if not is_known[voice] then
                report:error(model.place(actor, "voices"),
                    report:text("no informant belongs to the sector or group '{1}'", voice), nil, "unknown-voice")
                report:nearest(voice, known, report:text("write a sector or a group as informants.yaml has it"))
            end
        end
    end
end

local function check_actors(model, report, site)
    for _, actor in ipairs(site.actors) do
        if actor.steps then
            check_steps(model, report, site, actor)
        end
    end
    if not model.incomplete("informant") then
        check_voices(model, report, site.actors)
    end
    if #site.actors > 0 and not site.base_url then
        report:note(model.place(site, "actors"),
            report:text("the sheets to print have no QR code of their address"),
            report:text("add 'base_url' to 'site', where the site will be hosted"), "no-address")
    end
end

local function check_saturation(model, report, saturation)
    local hint = report:text("the usual values are 'base_size: 4', 'run_length: 2' and 'threshold: 5'")
    local function refuse(key, message)
        report:error(model.place(saturation, key), message, hint, "saturation")
    end
    if (saturation.base_size or 1) < 1 then
        refuse("base_size", report:text("the base needs one interview or more"))
    end
    if (saturation.run_length or 1) < 1 then
        refuse("run_length", report:text("a run has one interview or more"))
    end
    if saturation.threshold and not (saturation.threshold >= 0 and saturation.threshold < 100) then
        refuse("threshold", report:text("the threshold is a percentage from 0 to below 100"))
    end
end

local function check_item(model, report, item, first)
    local place, standard = model.place(item, "number"), model.standards[item.standard]
    if item.number < 1 or item.number > standard.items then
        report:error(place, report:text("{1} has no item {2}", standard.title, item.number),
            report:text("its items are numbered from 1 to {1}", standard.items), "reporting-item")
    end
    if first then
        report:warning(place, report:text("item {1} of {2} is answered twice", item.number, standard.title),
            report:text("the first answer is in line {1}: join them", model.place(first).line), "reporting-item")
    end
end

local function check_reporting(model, report)
    local seen = {}
    for _, item in ipairs(model.reporting.items) do
        if item.number then
            local key = item.standard .. " " .. item.number
            check_item(model, report, item, seen[key])
            seen[key] = item
        end
    end
end

-- What a translation says of the site is that of the study's own language.
local function check_own(model, report, info)
    check_answer(model, report, info)
    for _, language in ipairs(info.translations) do
        if language == info.language then
            report:error(model.place(info, "translations"),
                report:text("'{1}' is the study's own language already", language),
                report:text("remove it from 'translations'"), "bad-language")
        end
    end
    if info.site then
        check_address(model, report, info.site)
        check_actors(model, report, info.site)
        for _, number in ipairs(info.site.numbers) do
            check_number(model, report, number)
        end
    end
end

local function lint(model, report)
    local info = model.study
    if not model.original then
        check_own(model, report, info)
    end
    if info.site then
        check_board(model, report, info.site)
    end
    if info.saturation then
        check_saturation(model, report, info.saturation)
    end
    check_reporting(model, report)
end

return {api = 1, partial = true, lint = lint}
