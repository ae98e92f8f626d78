-- code: script-instructions
-- says: while assembling objective 'a'
return {api = 1, assemble = function() while true do end end}
