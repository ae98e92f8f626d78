jpeg place ⟦plain⟧
