-- expect: script-instructions
while true do end
