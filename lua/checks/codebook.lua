-- What no schema says of codes: colors, ids of other tools, folders, former ids, names of levels; what memos are about.

local guid_form = "^" .. table.concat({8, 4, 4, 4, 12}, "-"):gsub("%d+", function(digits)
    return ("%x"):rep(tonumber(digits))
end):gsub("%-", "%%-") .. "$"

local function check_color(model, report, code)
    if code.color and not code.color:find("^#%x%x%x%x%x%x$") then
        report:error(model.place(code, "color"), report:text("'{1}' is not a color", code.color),
            report:text("six hexadecimal digits in quotes, as in color: \"#1f77b4\""), "bad-color")
    end
end

-- An outcome is printed behind what was expected.
local function check_outcome(model, report, code)
    if code.outcome ~= "unjudged" and not code.expectation then
        report:warning(model.place(code, "outcome"),
            report:text("code '{1}' has an 'outcome' and no 'expectation', so it is not printed", code.id),
            report:text("write in 'expectation' what theory or earlier studies led you to expect"), "no-expectation")
    end
end

-- The next import looks for it.
local function check_guid(model, report, object, seen)
    local guid = object.guid
    if not guid:find(guid_form) then
        report:error(model.place(object, "guid"), report:text("'{1}' is not an id of another tool", guid),
            report:text("it has the form 01234567-89ab-cdef-0123-456789abcdef; remove the line if there is none"),
            "bad-guid")
        return
    elseif seen[guid] then
        report:error(model.place(object, "guid"), report:text("another record has this guid already"),
            report:text("the first is {1}; take one of them out", model.place(seen[guid], "guid")), "duplicate-guid")
    end
    seen[guid] = object
end

local function check_formerly(model, report, code)
    for _, former in ipairs(code.formerly) do
        local now = former.id and model.find("code", former.id)
        if now and (now == code or former.how ~= "split") then
            report:warning(former,
                report:text("'{1}' is still a code, so it cannot be what '{2}' was before", former.id, code.id),
                report:text("remove it here, or remove the code in line {1}", model.place(now).line), "code-not-former")
        end
    end
end

local function check_levels(model, report, codebook)
    local depth = 0
    for _, code in ipairs(model.codes) do
        depth = math.max(depth, code.depth + 1)
    end
    if #codebook.levels > 0 and #codebook.levels < math.max(depth, 1) then
        report:warning(model.place(codebook, "levels"),
            report:text("{1} levels have a name, but the tree has {2}", #codebook.levels, depth),
            report:text("add the names of the inner levels"), "levels-too-few")
    end
end

-- Once for each folder: its excerpts may be many.
local function check_folders(model, report, folders)
    for _, excerpt in ipairs(model.excerpts) do
        for _, code in ipairs(model.references(excerpt, "codes")) do
            if folders[code.object] then
                report:error(code.place,
                    report:text("'{1}' is a folder of the codebook, which no excerpt may carry", code.id),
                    report:text("choose a code below it, or take 'codable: false' out ({1})",
                        model.place(code.object, "codable")), "code-is-folder")
                folders[code.object] = nil
            end
        end
    end
end

local function check_memo(model, report, memo)
    if memo.about and not memo.object and memo.about ~= "study" then
        report:error(model.place(memo, "about"),
            report:text("'{1}' is not a code, an informant, a document or an excerpt", memo.about),
            report:text("write its id as it is in its file, or 'study'"), "unknown-memo-object")
    end
end

local function check_codes(model, report)
    local guids, folders, has_folders = {}, {}, false
    for _, code in ipairs(model.codes) do
        check_color(model, report, code)
        check_outcome(model, report, code)
        check_formerly(model, report, code)
        if not code.codable then
            folders[code], has_folders = true, true
        end
    end
    for _, objects in ipairs {model.codes, model.codebook.sets, model.informants, model.excerpts} do
        for _, object in ipairs(objects:with("guid")) do
            check_guid(model, report, object, guids)
        end
    end
    if has_folders then
        check_folders(model, report, folders)
    end
end

local function lint(model, report)
    local codebook = model.codebook
    if model.place(codebook).line > 0 and #codebook.roots == 0
        and not (model.has(codebook, "variables") or model.has(codebook, "codes")) then
        report:error(codebook, report:text("there is no code in the codebook"),
            report:text("begin with 'codes:' and a list of '- id: ID' with 'label: TEXT'"), "no-codes")
    end
    check_codes(model, report)
    check_levels(model, report, codebook)
    for _, memo in ipairs(model.memos) do
        check_memo(model, report, memo)
    end
end

return {api = 1, partial = true, lint = lint}
