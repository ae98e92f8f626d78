-- expect: script-instructions|script-time
while true do
    pcall(function()
        while true do end
    end)
end
