-- code: too-few
-- says: lihat kodenya
return {api = 1, lint = function(model, report)
    report:hint("belum ada yang dilaporkan")
    report:note(nil, "catatan")
    report:nearest("kde", {"kode"}, "milik catatan")
    report:warning(model.find("informant", "IK-01"), "terlalu sedikit", nil, "too-few")
    report:hint("lihat kodenya")
end}
