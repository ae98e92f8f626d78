return {satu = require('lingkaran.dua')}
