-- code: nothing-more
-- says: content/informants.yaml
return {api = 1, lint = function(model, report)
    local informant = model.informants[1]
    local whole, sector = model.place(informant), model.place(informant, "sector")
    assert(whole.file == "content/informants.yaml" and tostring(whole) == informant.location)
    assert(sector.line > whole.line and tostring(sector) == sector.file .. ":" .. sector.line)
    report:warning(sector, "sektor", "hapus", "nothing-more")
end}
