-- Which questions of the guide are about a theme, and whom they are put to.
local asked = {}

-- code is theme or below it.
local function is_within(code, theme)
    while code do
        if code == theme then
            return true
        end
        code = code.parent
    end
    return false
end

-- The question is about theme or a code below it.
function asked.is_about(question, theme)
    for _, code in ipairs(question.themes) do
        if is_within(code, theme) then
            return true
        end
    end
    return false
end

return asked
