nav-outcomes = Rezultatet drejtpërdrejt
outcomes-title = Rezultatet drejtpërdrejt
outcomes-lead = Diplomimet dhe gradimet sapo regjistrohen. Këtu nuk dërgohen emra njerëzish.
outcomes-filters = Çfarë ndiqet
outcomes-kind = Çfarë
outcomes-kind-usual = Diplomimet dhe gradimet
outcomes-kind-graduations = Diplomimet
outcomes-kind-promotions = Gradimet
outcomes-kind-posts = Emërimet në poste
outcomes-kind-credentials = Dëshmitë
outcomes-kind-all = Të gjitha rezultatet
outcomes-programme = Programi
outcomes-programme-all = Të gjitha programet
outcomes-programme-hint = Me një program vjen vetëm ajo që u takon kurseve të tij: pa gradime.
outcomes-unit = Njësia dhe ato nën të
outcomes-unit-all = Të gjitha njësitë

## How it stands
outcomes-phase-connecting = Po lidhet
outcomes-phase-live = Drejtpërdrejt
outcomes-phase-again = Po lidhet përsëri
outcomes-phase-ended = Përfundoi
outcomes-paused =
    { $count ->
        [one] Në pauzë, pret një
       *[other] Në pauzë, presin { $count }
    }
outcomes-pause = Pauzë
outcomes-resume = Vazhdo
outcomes-again-text = Lidhja u ndërpre dhe provohet vetë përsëri. Çfarë ndodh ndërkohë vjen më pas; asgjë nuk humbet.
outcomes-lost = Nuk u gjet më vendi ku ishte kjo listë. Ajo nisi nga e para me rezultatet e fundit.
outcomes-since = Nisi { $time } me rezultatet e fundit deri atëherë; çfarë erdhi më pas është sipër tyre.
outcomes-left =
    { $count ->
        [one] Tregohen { $shown } më të rejat; një më e vjetër nuk është më këtu.
       *[other] Tregohen { $shown } më të rejat; { $count } më të vjetra nuk janë më këtu.
    }
outcomes-none = Ende nuk ka rezultate
outcomes-none-text = Çfarë regjistrohet tani e tutje shfaqet këtu vetë. Lëreni faqen të hapur, ose zgjidhni më shumë lloje rezultatesh.
outcomes-announced =
    { $count ->
        [one] E re: { $last }
       *[other] { $count } rezultate të reja, i fundit: { $last }
    }

## The list
outcomes-list = Rezultatet, më të rejat së pari
outcomes-what = Çfarë
outcomes-about = Për çfarë
outcomes-day = Vlen nga
outcomes-recorded = Regjistruar
outcomes-person = Personi
outcomes-open = Kartela …{ $id }
outcomes-command = komandë
outcomes-corrects = korrigjon një shënim të mëparshëm
outcomes-type-participant-graduated = Diplomim
outcomes-type-credential-issued = Dëshmi e lëshuar
outcomes-type-credential-revoked = Dëshmi e revokuar
outcomes-type-career-hired = Punësim
outcomes-type-career-promoted = Gradim
outcomes-type-career-appointed = Emërim
outcomes-type-career-acting-appointed = Emërim si ushtrues detyre
outcomes-type-career-transferred = Transferim
outcomes-type-career-seconded = Komandim i përkohshëm
outcomes-type-career-demoted = Ulje në gradë
outcomes-type-career-suspended = Pezullim
outcomes-type-career-separated = Largim
outcomes-type-career-voided = U tërhoq
