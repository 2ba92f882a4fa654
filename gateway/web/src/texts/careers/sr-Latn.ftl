nav-careers = Karijere
careers-title = Karijere
careers-lead = Ko je gde: činovi i dužnosti na određeni dan.
careers-new-title = Evidentirajte korak karijere
careers-new-lead = Unapređenje, postavljenje ili drugi korak. Evidentirano se nikada ne menja, samo se ispravlja novim unosom.
careers-correct-title = Ispravite korak karijere
careers-correct-lead = Vaš unos zamenjuje prethodni. On ostaje čitljiv, označen kao ispravljen.
careers-record = Evidentiraj korak
careers-record-this = Evidentiraj
careers-correct = Ispravi
careers-recorded = Evidentirano: { $what }, { $day }.
careers-day = Na dan
careers-tab-ladder = Lestvica
careers-tab-posts = Dužnosti
careers-command = Komanda
careers-counted =
    { $count ->
        [one] { $count } osoba ima čin, stanje { $day }.
        [few] { $count } osobe imaju čin, stanje { $day }.
       *[other] { $count } osoba ima čin, stanje { $day }.
    }
careers-no-ladder = Još nema lestvice
careers-no-ladder-text = Lestvice i činove pravi ili uvozi administrator organizacije: waymark import rungs.
careers-all = Svi sa činom ili dužnošću
careers-nobody = Tog dana ovde nema nikoga
careers-nobody-text = Izaberite drugi dan ili uklonite neki filter.
careers-since = Od
careers-holder = Obavlja
careers-title-begins = Naziv počinje sa
careers-vacant = Upražnjeno
careers-no-posts = Ovde nema dužnosti
careers-no-posts-text = Pokušajte sa manje slova ili drugom jedinicom. Dužnosti pravi administrator organizacije.
careers-who = Ko
careers-stands = Stanje danas
careers-no-standing = Još bez čina i dužnosti
careers-derived = Prema lestvici
careers-type-hint = Prema lestvici, viši čin je unapređenje, a nova dužnost postavljenje.
careers-effective = Važi od
careers-unchanged = Kao do sada
careers-post-hint = Početak naziva. Prazno: kao do sada.
careers-unit-hint = Prazno: jedinica dužnosti ili kao do sada.
