-- code: hook-lint
-- says: content/informants.yaml
-- says: terlalu sedikit
-- says: cari lagi
return {api = 1, lint = function(model, report)
    report:warning(model.find("informant", "IK-01"), "terlalu sedikit", "cari lagi")
    report:error(nil, "umum")
end}
