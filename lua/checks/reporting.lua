-- The items of a reporting checklist that neither reporting.yaml nor the study itself answers, where they are asked for:
-- COREQ (Tong, Sainsbury & Craig 2007) and SRQR (O'Brien et al. 2014), in our own words. What is answered is printed by
-- lib/answers.lua.
local any = require("any")
local approaches = require("approaches")
local counts = require("counts")

-- Marks what report:text translates later.
local function text(english)
    return english
end

local has = {}

function has.approach(model)
    return model.study.approach or model.study.method or model.study.perspective
end

function has.sampling(model) return model.sampling.sampling end

-- Whether one of the informants who were not made up is as is_meant says.
local function has_informant(model, is_meant)
    return any(model.informants, function(informant) return not informant.illustrative and is_meant(informant) end)
end

function has.informants(model) return has_informant(model, function() return true end) end

-- Only of interviews it is told who was asked again.
function has.interviews(model)
    return has_informant(model, function(informant)
        return any(informant.interviews, function(interview) return interview.technique == "interview" end)
    end)
end

function has.places(model)
    return has_informant(model, function(informant)
        return any(informant.interviews, function(interview) return interview.place end)
    end)
end

function has.minutes(model) return model.trail.timed > 0 end

local function has_evidence(model, is_meant)
    return any(model.excerpts, function(excerpt) return excerpt.is_evidence and is_meant(excerpt) end)
end

function has.excerpts(model) return has_evidence(model, function() return true end) end

function has.interview_excerpts(model)
    return has_evidence(model, function(excerpt) return excerpt.informant end)
end

-- Of excerpts that nobody judged, nobody can say that none diverges.
function has.judged_excerpts(model)
    return has_evidence(model, function(excerpt) return excerpt.stance ~= "unjudged" end)
end

function has.second_coding(model)
    return #model.second_coding.codings > 0 and not model.second_coding.illustrative
end

function has.components(model)
    return any(model.codes, function(code) return code.level == "theme" and #code.components > 0 end)
end

function has.codes(model) return #model.codes > 0 end
function has.settled_findings(model) return counts.settled(model.findings) > 0 end

-- Where sources are compared, at least one theme must have two of them.
function has.trustworthiness(model)
    if model.trail.segments == 0 or not approaches.uses(model, "triangulation") then
        return model.trail.segments > 0
    end
    return any(model.codes, function(code)
        return code.level == "theme" and code.triangulation.sources.verdict ~= "alone"
    end)
end

function has.findings_on_data(model) return #model.findings > 0 and model.trail.segments > 0 end
function has.guide(model) return #model.guide.questions > 0 end
function has.program() return true end
function has.title(model) return model.study.title end
function has.abstract(model) return model.study.abstract end
function has.purpose(model) return model.study.question or model.general end
function has.place(model) return model.study.place end
function has.ethics(model) return model.study.ethics end
function has.limits(model) return #model.study.limits > 0 end

-- What each item asks for; what says whether the study holds an answer, and where that comes from, if it can.
local checklists = {
    coreq = {
        {text("who interviewed")},
        {text("the interviewer's credentials")},
        {text("the interviewer's occupation at the time")},
        {text("the interviewer's gender")},
        {text("the interviewer's experience and training")},
        {text("whether interviewer and informants knew each other before")},
        {text("what informants knew of the interviewer")},
        {text("the interviewer's interests and bias")},
        {text("the methodological orientation"), has.approach,
            text("'approach', 'method' and 'perspective' in content/study.yaml")},
        {text("how informants were chosen"), has.sampling, text("'sampling' in content/informants.yaml")},
        {text("how informants were approached")},
        {text("the number of informants"), has.informants, "content/informants.yaml"},
        {text("who refused or dropped out, and why")},
        {text("where the data were collected"), has.places,
            text("'place' of the interviews in content/informants.yaml")},
        {text("who else was present")},
        {text("what marks the sample"), has.informants, "content/informants.yaml"},
        {text("the interview guide, and whether it was tried out"), has.guide, "content/guide.yaml"},
        {text("repeat interviews"), has.interviews, text("'interviews' in content/informants.yaml")},
        {text("recording")},
        {text("field notes")},
        {text("how long the interviews took"), has.minutes,
            text("'minutes' of the interviews in content/informants.yaml")},
        {text("saturation"), has.interview_excerpts, "content/excerpts/"},
        {text("whether transcripts went back to the informants")},
        {text("how many coded the data"), has.second_coding, "content/second-coding.yaml"},
        {text("the coding tree"), has.codes, "content/codebook.yaml"},
        {text("whether themes were set in advance or found"), has.components,
            text("'components' in content/codebook.yaml")},
        {text("the software"), has.program, text("this program")},
        {text("whether informants checked the findings")},
        {text("quotations, each with its source"), has.excerpts, "content/excerpts/"},
        {text("whether data and findings agree"), has.findings_on_data, "content/findings/"},
        {text("the major themes"), has.codes, "content/codebook.yaml"},
        {text("minor themes and divergent cases"), has.judged_excerpts, text("'stance' in content/excerpts/")},
    },
    srqr = {
        {text("the title"), has.title, text("'title' in content/study.yaml")},
        {text("the abstract"), has.abstract, text("'abstract' in content/study.yaml")},
        {text("the problem")},
        {text("the purpose or research question"), has.purpose, text("'question' in content/study.yaml")},
        {text("the approach and paradigm"), has.approach,
            text("'approach', 'method' and 'perspective' in content/study.yaml")},
        {text("the researcher's characteristics and reflexivity")},
        {text("the context"), has.place, text("'place' in content/study.yaml")},
        {text("the sampling"), has.sampling, text("'sampling' in content/informants.yaml")},
        {text("the ethics approval"), has.ethics, text("'ethics' in content/study.yaml")},
        {text("how data were collected"), has.excerpts, "content/excerpts/"},
        {text("the instruments"), has.guide, "content/guide.yaml"},
        {text("the units of study"), has.informants, "content/informants.yaml"},
        {text("how data were processed")},
        {text("how data were analysed"), has.codes, "content/codebook.yaml"},
        {text("what makes the findings trustworthy"), has.trustworthiness, "content/excerpts/"},
        {text("the synthesis"), has.settled_findings, "content/findings/"},
        {text("links to the data"), has.excerpts, "content/excerpts/"},
        {text("integration with earlier work, transferability")},
        {text("the limitations"), has.limits, text("'limits' in content/study.yaml")},
        {text("conflicts of interest")},
        {text("the funding")},
    },
}

local function check(model, report, name)
    local file, given = model.place(model.reporting).file, {}
    for _, item in ipairs(model.reporting.items) do
        given[item.standard .. (item.number or 0)] = true
    end
    for number, item in ipairs(checklists[name]) do
        if not given[name .. number] and not (item[2] and item[2](model)) then
            report:warning(model.reporting,
                report:text("{1} {2} is not answered: {3}", model.standards[name].title, ("%02d"):format(number),
                    report:text(item[1])),
                report:text("add 'standard: {1}', 'number: {2}' and 'answer: ...' to the items of {3}", name, number,
                    file), "reporting-missing")
            if item[3] then
                report:hint(report:text("or it is computed from {1}", report:text(item[3])))
            end
        end
    end
end

local function lint(model, report)
    for _, name in ipairs {"coreq", "srqr"} do
        if model.standards[name].asked then
            check(model, report, name)
        end
    end
end

return {api = 1, partial = true, lint = lint}
