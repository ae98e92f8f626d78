-- expect: script-memory|script-instructions|script-time
local keep = {}
while true do
    pcall(function()
        while true do keep[#keep + 1] = ("x"):rep(1000) .. #keep end
    end)
end
