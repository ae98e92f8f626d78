return {n = 0}
