-- What only some approaches use, in one table. A study decides by `sections` of study.yaml; what it leaves out follows
-- from its `approach_kind`.
local approaches = {}

-- triangulation: sources and techniques are compared. Not where each account is read for itself.
-- emic: tables keep what was said apart from what the researcher reads in it.
-- saturation: new codes are counted. Not where codes are made by the reader and no sample can run out of them
-- (Braun and Clarke), nor where few cases are read in depth.
-- trail: the steps from data to findings, in numbers.
-- missing: the researcher is told what a theme still lacks.
-- defined: what the upper levels of the codebook mean was defined before. Not where codes grow out of what was said; no
-- study says otherwise.
local uses = {
    general = {triangulation = true, emic = true, saturation = true, trail = true, missing = true, defined = true},
    ["content-analysis"] = {triangulation = true, emic = false, saturation = true, trail = true, missing = true, defined = true},
    ["thematic-analysis"] = {triangulation = false, emic = false, saturation = false, trail = true, missing = true, defined = false},
    phenomenology = {triangulation = false, emic = true, saturation = false, trail = true, missing = false, defined = false},
    ["grounded-theory"] = {triangulation = false, emic = false, saturation = true, trail = true, missing = true, defined = false},
    ["case-study"] = {triangulation = true, emic = false, saturation = false, trail = true, missing = true, defined = true},
    ["framework-analysis"] = {triangulation = false, emic = false, saturation = false, trail = true, missing = true, defined = true},
}

-- Whether what the codebook rests on was defined before.
function approaches.defines(model)
    return uses[model.study.approach_kind].defined
end

-- Whether the study uses what, a name above.
function approaches.uses(model, what)
    local study = model.study
    local own = study.sections and study.sections[what]
    if own ~= nil then
        return own
    end
    return uses[study.approach_kind][what]
end

return approaches
