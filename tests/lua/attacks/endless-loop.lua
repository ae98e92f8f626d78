-- expect: script-instructions|script-time
while true do end
