nav-credentials = Uverenja
graduation-not-run = Ova grupa sada ne može da diplomira
graduation-lead = Ništa se ne beleži dok ne potvrdite. Ispod je šta bi bilo sa svakim na dan koji izaberete.
graduation-day = Dan diplomiranja
graduation-day-hint = Ostavite prazno za današnji dan.
graduation-nobody = Niko nije upisan
graduation-nobody-text = Najpre upišite ljude u grupu.
graduation-none-ready = Na taj dan pravilo ne ispunjava niko ko već nije diplomirao.
graduation-do =
    { $count ->
        [one] Diplomiraj { $count } osobu
        [few] Diplomiraj { $count } osobe
       *[other] Diplomiraj { $count } osoba
    }
graduation-confirm = Njihovi upisi se završavaju diplomiranjem i svako dobija uverenje sa brojem. Ostali ostaju kako jesu i mogu diplomirati kasnije.
graduation-done =
    { $count ->
        [one] { $name }: diplomirala je { $count } osoba.
        [few] { $name }: diplomirale su { $count } osobe.
       *[other] { $name }: diplomiralo je { $count } osoba.
    }
graduation-would = Diplomiralo bi: { $count }
graduation-decided-graduated = Diplomiralo: { $count }
graduation-decided-rule-not-met = Ne prolazi: { $count }
graduation-decided-already-graduated = Ranije diplomiralo: { $count }
graduation-decided-state-not-eligible = Ne učestvuje: { $count }
graduation-why = Šta nedostaje
graduation-reason = { $required }: { $actual }.
graduation-attended = prisustvo na { $actual } svih časova
graduation-to-come =
    { $count ->
        [one] Predstoji još { $count } čas. Dok se ne održi, računa se kao propušten.
        [few] Predstoje još { $count } časa. Dok se ne održe, računaju se kao propušteni.
       *[other] Predstoji još { $count } časova. Dok se ne održe, računaju se kao propušteni.
    }
graduation-credential = Uverenje
graduation-credentials = Uverenja
graduation-credentials-lead = Svako ima broj po kome se nalazi.
graduation-number = Broj uverenja
graduation-find = Nađi
graduation-says = Šta piše
graduation-issued = Izdato
graduation-until = Važi do
graduation-credential-valid = Važi
graduation-credential-ended = Isteklo
graduation-credential-revoked = Poništeno
graduation-revoke = Poništi
graduation-revoke-title = Poništiti { $number }?
graduation-revoke-text = Uverenje ne važi više od danas. Ime: { $name }. To se ne može povući, a razlog se beleži.
graduation-revoked = { $number } je poništeno.
graduation-no-credentials = Nema uverenja za prikaz
graduation-no-credentials-text = Uverenja se izdaju diplomiranjem grupe.
graduation-no-such-number = Nijedno nema ovaj broj. Ispraznite polje da vidite sva.
