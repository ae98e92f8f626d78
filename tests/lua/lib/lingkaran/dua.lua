return {dua = require('lingkaran.satu')}
