nav-credentials = Certifikatat
graduation-not-run = Ky grup nuk mund të diplomohet tani
graduation-lead = Asgjë nuk regjistrohet derisa të konfirmoni. Më poshtë është çfarë do të ndodhte me secilin në ditën që zgjidhni.
graduation-day = Dita e diplomimit
graduation-day-hint = Lëreni bosh për sot.
graduation-nobody = Askush nuk është i regjistruar
graduation-nobody-text = Regjistroni më parë njerëz në grup.
graduation-none-ready = Në këtë ditë askush që nuk është diplomuar më parë nuk e përmbush rregullin.
graduation-do =
    { $count ->
        [one] Diplomo një person
       *[other] Diplomo { $count } persona
    }
graduation-confirm = Regjistrimet e tyre mbarojnë si të diplomuara dhe secili merr një certifikatë me numër. Të tjerët mbeten si janë dhe mund të diplomohen më vonë.
graduation-done =
    { $count ->
        [one] { $name }: u diplomua një person.
       *[other] { $name }: u diplomuan { $count } persona.
    }
graduation-would = Do të diplomoheshin: { $count }
graduation-decided-graduated = U diplomuan: { $count }
graduation-decided-rule-not-met = Nuk kalojnë: { $count }
graduation-decided-already-graduated = Të diplomuar më parë: { $count }
graduation-decided-state-not-eligible = Nuk marrin pjesë: { $count }
graduation-why = Çfarë mungon
graduation-reason = { $required }: { $actual }.
graduation-attended = ndjekur { $actual } e të gjitha seancave
graduation-to-come =
    { $count ->
        [one] Një seancë ende nuk është mbajtur. Deri atëherë llogaritet si e pandjekur.
       *[other] { $count } seanca ende nuk janë mbajtur. Deri atëherë llogariten si të pandjekura.
    }
graduation-credential = Certifikata
graduation-credentials = Certifikatat
graduation-credentials-lead = Secila ka një numër, me të cilin gjendet.
graduation-number = Numri i certifikatës
graduation-find = Gjej
graduation-says = Çfarë thotë
graduation-issued = Lëshuar
graduation-until = E vlefshme deri
graduation-credential-valid = E vlefshme
graduation-credential-ended = Ka skaduar
graduation-credential-revoked = E revokuar
graduation-revoke = Revoko
graduation-revoke-title = Të revokohet { $number }?
graduation-revoke-text = Certifikata e { $name } nuk është më e vlefshme nga sot. Kjo nuk mund të kthehet dhe arsyeja regjistrohet.
graduation-revoked = { $number } u revokua.
graduation-no-credentials = Nuk ka certifikatë për t’u treguar
graduation-no-credentials-text = Certifikatat lëshohen me diplomimin e një grupi.
graduation-no-such-number = Asnjë nuk e ka këtë numër. Zbrazni fushën për t’i parë të gjitha.
