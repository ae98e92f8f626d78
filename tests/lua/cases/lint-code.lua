-- code: too-few
-- says: content/informants.yaml
-- says: "line": 5
return {api = 1, lint = function(model, report)
    report:note(nil, "catatan")
    report:warning(model.place(model.find("informant", "IK-01"), "consent"), "terlalu sedikit", nil, "too-few")
end}
