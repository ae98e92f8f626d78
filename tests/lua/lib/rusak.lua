local function isi(t)
    return t.ada.tidak
end
return isi({})
