"""The words that made-up works are put together from, in two languages. The lists of one name are equally long, so that
both languages give the same works from the same numbers."""

INDONESIAN = {
    "subjects": ["Konvergensi program", "Pencegahan stunting", "Kolaborasi lintas sektor", "Kepemimpinan daerah",
                 "Tata kelola kesehatan", "Peran kader posyandu", "Anggaran gizi", "Pemantauan dan evaluasi",
                 "Partisipasi masyarakat", "Komitmen politik", "Pelayanan kesehatan ibu", "Kebijakan pangan"],
    "places": ["di Kota Palopo", "di Sulawesi Selatan", "pada puskesmas", "di Indonesia timur", "pada masa pandemi",
               "dari sudut pandang pelaksana", "di tingkat kelurahan", "menurut pendamping keluarga", "di daerah pesisir"],
    "subtitles": ["sebuah studi kasus", "telaah pustaka", "bukti dari lapangan", "pelajaran dari lima desa"],
    "accented": ("program", r"{\'e}gal", r" \& gizi"),
    "journals": ["Jurnal Kesehatan Masyarakat", "Jurnal Gizi Indonesia", "Public Administration Review",
                 "Jurnal Administrasi Publik", "Global Health Action", "Media Kesehatan"],
    "publishers": ["Gramedia", "Sage", "Rajawali Pers", "UI Press", "Alfabeta", "Routledge"],
    "offices": ["Kementerian Kesehatan", "Badan Pusat Statistik", "Bappenas", "Dinas Kesehatan Kota Palopo"],
    "universities": ["Universitas Hasanuddin", "Universitas Indonesia", "Universitas Gadjah Mada"],
    "newspapers": ["Kompas", "Tempo", "Fajar"],
    "proceedings": "Prosiding Seminar Nasional",
    "theses": ["Skripsi", "Tesis", "Disertasi"],
    "reports": ["Laporan", "Kertas Kerja"],
    "forms": ["Leaflet", "Poster"],
    "prefixes": ["lihat ", "bandingkan "],
    "locators": ["hlm. ", "hlm. ", "bab ", "paragraf "],
    "page": "hlm. ",
    "pages": "hlm. ",
    "suffix": " dan seterusnya",
}

ENGLISH = {
    "subjects": ["Convergence Programmes", "Prevention of Stunting", "Cross-Sector Collaboration", "Regional Leadership",
                 "Health Governance", "Roles of {Posyandu} Volunteers", "Nutrition Budgets", "Monitoring and Evaluation",
                 "Community Participation", "Political Commitment", "Maternal health services", "Food policy"],
    "places": ["in {Kota Palopo}", "in {South Sulawesi}", "at Health Centres", "in eastern {Indonesia}",
               "During the Pandemic", "From the Implementers' View", "Below the District", "According to UNICEF Field Staff", "in Coastal Areas"],
    "subtitles": ["A Case Study", "a review of the literature", "Evidence From the Field", "Lessons From Five Villages"],
    "accented": ("Programme", r"{\'E}gal", r" \& Nutrition"),
    "journals": ["Journal of Public Health", "Nutrition Reviews", "Public Administration Review",
                 "The Journal of Mixed Methods", "Global Health Action", "BMC Public Health"],
    "publishers": ["Gramedia", "Sage", "Oxford University Press", "UI Press", "Springer", "Routledge"],
    "offices": ["Ministry of Health", "Statistics Indonesia", "World Bank", "Palopo City Health Office"],
    "universities": ["Hasanuddin University", "University of Indonesia", "Gadjah Mada University"],
    "newspapers": ["The Jakarta Post", "The Guardian", "Time"],
    "proceedings": "Proceedings of the National Seminar",
    "theses": ["Bachelor's thesis", "Master's thesis", "Doctoral dissertation"],
    "reports": ["Working Paper", "Policy Brief"],
    "forms": ["Leaflet", "Poster"],
    "prefixes": ["see ", "cf. "],
    "locators": ["p. ", "p. ", "chap. ", "para. "],
    "page": "p. ",
    "pages": "pp. ",
    "suffix": " and passim",
}

VOCABULARY = {"id": INDONESIAN, "en": ENGLISH}
