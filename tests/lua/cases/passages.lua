-- code: nothing-more
-- says: content/findings/a-misi.md
-- says: "line": 11
-- says: "column": 5
return {api = 1, lint = function(model, report)
    local body = model.findings[1].body
    assert(#model.passages(body, {"tiada", "pernah"}) == 0)
    assert(#model.passages(nil, {"isi"}) == 0)
    assert(#model.passages(body, {"ISI"}) == 0, "words are given folded")
    assert(#model.passages(body, {"temu", "rinci"}) == 0, "words are whole")
    local both = model.passages(body, {"isi", "rincian"})
    assert(#both == 2 and table.concat(both[1], " ") == "isi temuan ." and both[2][1] == "rincian")
    -- short words, and words that are not ASCII
    assert(#model.passages(body, {"i", "é"}) == 0 and #model.passages(body, {"é", "temuan"}) == 1)
    report:warning(both[1].places[2], "kata", "hapus", "nothing-more")
    assert(model.fold("ÉTÉ Besar") == "été besar")
end}
