-- expect: script-instructions|script-time
while true do print("x") end
