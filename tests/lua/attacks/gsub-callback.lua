-- expect: script-instructions
("abc"):gsub(".", function() while true do end end)
