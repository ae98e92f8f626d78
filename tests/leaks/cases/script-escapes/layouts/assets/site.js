var x = "⟦json⟧";
