-- Whole interviews for examiners, line by line, with codes for names and withheld words blacked out. Only where
-- study.yaml lists it among the appendices; never in the site.
local tables = require("tables")

-- "IK-01:", "Pewawancara:" before the first line of a turn.
local function speaker(ctx, line)
    local name = line.asks and ctx.labels.turn_interviewer or line.code or ctx.labels.transcripts_other
    return line.begins and {ctx.b.strong(name .. ":"), " "} or nil
end

local function caption(ctx, transcript)
    local key = "transcripts_caption"
    for _, excerpt in ipairs(ctx.model.excerpts) do
        if excerpt.named_transcript == transcript.name and excerpt.technique == "focus-group" then
            key = "transcripts_caption_focus-group"
        end
    end
    return ctx.labels(key, transcript.name)
end

local function transcript_table(ctx, transcript)
    local rows, informant = {}, transcript.informant
    for i, line in ipairs(transcript) do
        rows[i] = {tostring(line.number), ctx.b.para(speaker(ctx, line), line.text)}
    end
    return ctx.b.table {
        columns = tables.columns(ctx, {{"transcripts_line", align = "right"}, "transcripts_words"}),
        rows = rows,
        caption = caption(ctx, transcript),
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
