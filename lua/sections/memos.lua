-- The memos that this audience may read, under what each is about.
local words = require("words")

-- "2 Mei 2024, Peneliti"
local function signature(ctx, memo)
    local parts = {}
    parts[1] = memo.date and words.date(ctx, memo.date)
    parts[#parts + 1] = memo.author
    return #parts > 0 and ctx.b.para(ctx.b.em(table.concat(parts, ", "))) or nil
end

local function heading(ctx, memo)
    local b, object = ctx.b, memo.object
    return b.heading(2, object and b.object(object) or b.label("memo_study"), {id = memo.id})
end

local function section(ctx)
    local blocks, last = {}, nil
    for i, memo in ipairs(ctx.model.memos) do
        local about = memo.about
        blocks[i] = {about ~= last and heading(ctx, memo), signature(ctx, memo), memo.text}
        last = about
    end
    return #blocks > 0 and blocks or nil
end

return {api = 1, section = section}
