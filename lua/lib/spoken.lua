-- Words that checks know in prose, as model.passages gives it: numbers, and who speaks.

local set = require("set")

local spoken = {}

local speaks = set {
    "berkata", "mengatakan", "menyatakan", "menuturkan", "menjelaskan", "menyampaikan", "menyebut", "menyebutkan",
    "mengaku", "mengakui", "menceritakan", "mengeluh", "mengeluhkan", "mengungkapkan", "memaparkan", "menambahkan",
    "menegaskan", "said", "says", "told", "stated", "states", "explained", "explains", "admitted", "admits",
}

-- "mengatakannya" counts as "mengatakan".
function spoken.is_speaking(word)
    return word and speaks[(word:gsub("nya$", ""))]
end

local numbers = {
    dua = 2, tiga = 3, empat = 4, lima = 5, enam = 6, tujuh = 7, delapan = 8, sembilan = 9, sepuluh = 10, sebelas = 11,
    two = 2, three = 3, four = 4, five = 5, six = 6, seven = 7, eight = 8, nine = 9, ten = 10, eleven = 11, twelve = 12,
}

-- The number that begins at word i, and how many words it has; nil: none does.
function spoken.number_at(passage, i)
    if (numbers[passage[i]] or 10) < 10 and passage[i + 1] == "belas" then
        return numbers[passage[i]] + 10, 2
    end
    local number = numbers[passage[i]] or math.tointeger(tonumber(passage[i]))
    return number, number and 1
end

-- "keempat informan": the number in the word, or nil.
function spoken.number_in(word)
    local stem = word and word:match("^ke(%a+)$")
    return stem and numbers[stem]
end

return spoken
