attendance-session = Čas
attendance-all-sessions = Svi časovi
attendance-no-time = Bez vremena
attendance-no-sessions = Nema časa za beleženje
attendance-no-sessions-text = Najpre unesite časove u raspored grupe; otkazani se ovde ne prikazuju.
attendance-nobody = Još niko ne učestvuje
attendance-nobody-text = Ko je aktivan u grupi, ovde ima svoj red. Upišite ljude kao „Aktivan“ ili im promenite stanje.
attendance-session-gone = Ovog časa više nema
attendance-session-gone-text = Otkazan je ili je adresa pogrešna. Izaberite drugi.
attendance-tools = Obeležite izabrano
attendance-mark-present = Prisutan
attendance-mark-absent = Odsutan
attendance-mark-late = Zakasnio
attendance-mark-excused = Opravdano
attendance-mark-left-early = Otišao ranije
attendance-mark-none = Nije zabeleženo
attendance-clear = Obriši
attendance-rest = Ostali prisutni
attendance-undo = Opozovi
attendance-redo = Ponovi
attendance-keys = Tasteri
attendance-keys-move = od osobe do osobe i od časa do časa
attendance-keys-range = bira više njih; oznaka tada važi za sve
attendance-keys-repeat = poslednja oznaka još jednom
attendance-keys-undo = opozovi i ponovi
attendance-phase-pending = još nije sačuvano
attendance-phase-saved = sačuvano
attendance-phase-failed = nije sačuvano: pogledajte ispod tabele
attendance-phase-conflict = neko drugi je zabeležio drugačije: pogledajte ispod tabele
attendance-all-saved = Sve je sačuvano.
attendance-saving =
    { $count ->
        [one] Čuva se { $count } oznaka…
        [few] Čuvaju se { $count } oznake…
       *[other] Čuva se { $count } oznaka…
    }
attendance-away =
    { $count ->
        [one] Nema veze. { $count } oznaka čeka ovde i šalje se kada se veza vrati.
        [few] Nema veze. { $count } oznake čekaju ovde i šalju se kada se veza vrati.
       *[other] Nema veze. { $count } oznaka čeka ovde i šalje se kada se veza vrati.
    }
attendance-said = { $name }: { $mark }.
attendance-said-many = { $mark }: { $count }.
attendance-said-rest =
    { $count ->
        [0] Svi već imaju oznaku.
        [one] Još { $count } prisutan.
        [few] Još { $count } prisutna.
       *[other] Još { $count } prisutnih.
    }
attendance-said-undone =
    { $count ->
        [0] Nema šta da se opozove.
        [one] Opozvana { $count } oznaka.
        [few] Opozvane { $count } oznake.
       *[other] Opozvano { $count } oznaka.
    }
attendance-said-redone =
    { $count ->
        [0] Nema šta da se ponovi.
        [one] Ponovljena { $count } oznaka.
        [few] Ponovljene { $count } oznake.
       *[other] Ponovljeno { $count } oznaka.
    }
attendance-troubles =
    { $count ->
        [one] { $count } oznaka nije zabeležena
        [few] { $count } oznake nisu zabeležene
       *[other] { $count } oznaka nije zabeleženo
    }
attendance-failed = „{ $mark }“ je odbijeno.
attendance-conflict = Označili ste „{ $mine }“, a neko drugi je u međuvremenu zabeležio „{ $theirs }“.
attendance-keep-mine = Zadrži moju: „{ $mark }“
attendance-take-theirs = Ostavi „{ $mark }“
