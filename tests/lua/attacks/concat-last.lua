-- expect: script-error
return table.concat({}, "", math.maxinteger, math.maxinteger)
