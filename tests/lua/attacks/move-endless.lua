-- expect: script-instructions|script-time
table.move({}, 1, 1 << 60, 2)
