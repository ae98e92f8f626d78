-- code: hook-file
return 5
