-- expect: script-instructions|script-time
("abc"):gsub(".", function() while true do end end)
