attendance-session = Seanca
attendance-all-sessions = Të gjitha seancat
attendance-no-time = Pa orar
attendance-no-sessions = Nuk ka seancë për t’u regjistruar
attendance-no-sessions-text = Vendosni më parë seanca në orarin e grupit; të anuluarat nuk tregohen këtu.
attendance-nobody = Ende askush nuk merr pjesë
attendance-nobody-text = Kush është aktiv në grup ka një rresht këtu. Regjistroni njerëz si “Aktiv”, ose ndryshojuni gjendjen.
attendance-session-gone = Kjo seancë nuk është më
attendance-session-gone-text = U anulua, ose adresa është e gabuar. Zgjidhni një tjetër.
attendance-tools = Shënoni atë që është zgjedhur
attendance-mark-present = I pranishëm
attendance-mark-absent = Mungon
attendance-mark-late = Me vonesë
attendance-mark-excused = Me arsye
attendance-mark-left-early = Iku më herët
attendance-mark-none = I paregjistruar
attendance-clear = Pastro
attendance-rest = Të tjerët të pranishëm
attendance-undo = Zhbëj
attendance-redo = Ribëj
attendance-keys = Tastet
attendance-keys-move = nga personi te personi dhe nga seanca te seanca
attendance-keys-range = zgjedh disa; shenja u vihet të gjithëve
attendance-keys-repeat = shenja e fundit edhe një herë
attendance-keys-undo = zhbëj dhe ribëj
attendance-phase-pending = ende e paruajtur
attendance-phase-saved = e ruajtur
attendance-phase-failed = e paruajtur: shihni poshtë tabelës
attendance-phase-conflict = dikush tjetër regjistroi një tjetër: shihni poshtë tabelës
attendance-all-saved = Gjithçka është ruajtur.
attendance-saving =
    { $count ->
        [one] Po ruhet një shenjë…
       *[other] Po ruhen { $count } shenja…
    }
attendance-away =
    { $count ->
        [one] Nuk ka lidhje. Një shenjë mbahet këtu dhe dërgohet kur të kthehet lidhja.
       *[other] Nuk ka lidhje. { $count } shenja mbahen këtu dhe dërgohen kur të kthehet lidhja.
    }
attendance-said = { $name }: { $mark }.
attendance-said-many = { $mark }: { $count }.
attendance-said-rest =
    { $count ->
        [0] Të gjithë kanë tashmë një shenjë.
        [one] Edhe një i pranishëm.
       *[other] Edhe { $count } të pranishëm.
    }
attendance-said-undone =
    { $count ->
        [0] Nuk ka asgjë për t’u zhbërë.
        [one] Një shenjë u zhbë.
       *[other] { $count } shenja u zhbënë.
    }
attendance-said-redone =
    { $count ->
        [0] Nuk ka asgjë për t’u ribërë.
        [one] Një shenjë u ribë.
       *[other] { $count } shenja u ribënë.
    }
attendance-troubles =
    { $count ->
        [one] Një shenjë nuk është regjistruar
       *[other] { $count } shenja nuk janë regjistruar
    }
attendance-failed = “{ $mark }” u refuzua.
attendance-conflict = Ju shënuat “{ $mine }”, dhe ndërkohë dikush tjetër regjistroi “{ $theirs }”.
attendance-keep-mine = Mbaj timen: “{ $mark }”
attendance-take-theirs = Lër “{ $mark }”
