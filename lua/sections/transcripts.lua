-- Whole interviews for examiners, line by line, with codes for names and withheld words blacked out. Only where
-- study.yaml lists it among the appendices; never in the site.
local any = require("any")
local tables = require("tables")

-- "IK-01:", "Pewawancara:" before the first line of a turn.
local function speaker(ctx, line, asker)
    local name = line.asks and asker or line.code or ctx.labels.transcripts_other
    return line.begins and {ctx.b.strong(name .. ":"), " "} or nil
end

local function is_focus_group(ctx, transcript)
    return any(ctx.model.excerpts, function(excerpt)
        return excerpt.named_transcript == transcript.name and excerpt.technique_kind == "focus-group"
    end)
end

local function transcript_table(ctx, transcript)
    local rows, informant, in_group = {}, transcript.informant, is_focus_group(ctx, transcript)
    local asker = ctx.labels[in_group and "turn_moderator" or "turn_interviewer"]
    for i, line in ipairs(transcript) do
        rows[i] = {tostring(line.number), ctx.b.para(speaker(ctx, line, asker), line.text)}
    end
    return ctx.b.table {
        columns = tables.columns(ctx, {{"transcripts_line", align = "right"}, "transcripts_words"}),
        rows = rows,
        caption = ctx.labels(in_group and "transcripts_caption_focus-group" or "transcripts_caption", transcript.name),
        label = tables.label(ctx, "transcripts", transcript.name),
        illustrative = informant and informant.illustrative,
        of = informant or ctx.model.sampling,
    }
end

local function section(ctx)
    local blocks = {}
    for i, transcript in ipairs(ctx.model.transcripts) do
        blocks[i] = {
            ctx.b.heading(2, ctx.labels("transcripts_of", transcript.name), {id = transcript.name}),
            transcript_table(ctx, transcript),
        }
    end
    return #blocks > 0 and {ctx.b.para(ctx.b.label("transcripts_introduction")), blocks} or nil
end

return {api = 1, section = section}
