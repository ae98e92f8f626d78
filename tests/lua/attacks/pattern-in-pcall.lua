-- expect: script-instructions|script-time
while true do
    pcall(string.find, ("a"):rep(40), ("a?"):rep(40) .. ("a"):rep(40))
end
