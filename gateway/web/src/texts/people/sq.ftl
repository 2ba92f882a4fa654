nav-people = Njerëzit
people-title = Njerëzit
people-lead = Të gjithë ata, trajnimi dhe karriera e të cilëve mbahen këtu, aq sa arrin roli juaj.
people-person-title = Personi
people-new-title = Regjistroni një person
people-new-lead = Nevojitet vetëm emri. Ajo që ende nuk dihet mund të shtohet më vonë.
people-edit-title = Ndryshoni të dhënat
people-register = Regjistro
people-registered = { $name } u regjistrua.
people-edit = Ndrysho
people-back = Kthehu te personi
people-yes = Po
people-no = Jo

people-filters = Ngushtoni listën
people-search = Emri fillon me
people-unit-below = Njësia dhe ato nën të
people-state = Gjendja
people-order = Renditja
people-order-recorded = Sipas regjistrimit
people-order-name = Sipas emrit (pa emrat e fshehur)
people-all = Të gjithë
people-clear = Hiqni të gjithë filtrat
people-none = Askush nuk është regjistruar ende
people-none-text = Regjistroni personin e parë këtu, ose importoni shumë nga rreshti i komandave: waymark import participants.
people-none-reach = Roli juaj nuk arrin ende askënd: ju shihni ata të njësisë, të grupeve ose të mentoruarit tuaj.
people-none-so = Askush nuk u gjet kështu
people-none-so-text = Emri duhet të fillojë me atë që shkruat, kurse numri duhet të jetë i plotë. Emrat që ju fshihen nuk gjenden sipas emrit.
people-find-hint = Fillimi i emrit, ose numri i plotë.

people-field-displayname = Emri
people-field-givenname = Emri i dhënë
people-field-familyname = Mbiemri
people-field-patronymic = Emri i babait
people-field-sex = Gjinia
people-field-birthdate = Lindja
people-field-externalid = Numri
people-field-unit = Njësia
people-field-joinedon = U bashkua më
people-field-emails = Adresat e e-mailit
people-field-phones = Numrat e telefonit
people-field-address = Adresa postare
people-field-protected = Të mbrohet pavarësisht nga mosha
people-part-name = Emri
people-part-person = Personi
people-part-service = Shërbimi
people-part-contact = Kontakti
people-hint-name = Ashtu si e shkruan vetë personi. Mjafton edhe një emër i vetëm.
people-hint-born = Aq saktë sa dihet: mjafton edhe viti.
people-hint-number = Për shembull numri i shërbimit. Më vonë nuk mund të ndryshohet.
people-hint-unit = Fillimi i emrit të saj. Gjenden vetëm njësitë në përdorim.
people-hint-joined = Dita e plotë, ose asgjë.
people-hint-lines = Një në çdo rresht, e para ajo që parapëlqehet.
people-hint-protected = Për të mbijetuarit e dhunës, dëshmitarët dhe të tjerë që dëmtohen kur përmenden me emër. Të miturit mbrohen gjithsesi.
people-estimated = Data e lindjes është e përafërt
people-about-date = rreth { $date }
people-born = lindur më { $date }
people-since = që nga { $day }
people-other-names = Emra të tjerë
people-other-numbers = Numra në sisteme të tjera
people-gender = Identiteti gjinor, me fjalët e veta
people-guardians = Kujdestarët
people-consents = Pëlqimet
people-attributes = Veçoritë
people-recorded = Regjistruar
people-changed = Ndryshuar së fundi
people-sex-female = Femër
people-sex-male = Mashkull
people-sex-unspecified = Nuk dihet
people-sex-not-applicable = Nuk zbatohet
people-state-active = Aktiv
people-state-left = Larguar
people-state-deceased = I vdekur
people-state-erased = I fshirë
people-state-hint-active = Në organizatë.
people-state-hint-left = Nuk është më në organizatë. Të dhënat mbeten.
people-state-hint-deceased = Nuk regjistrohet më asgjë për trajnimin dhe karrierën.
people-state-change = Ndrysho gjendjen
people-state-changed = Gjendja u ndryshua.

people-protected = I mbrojtur
people-name-hidden = Emër i fshehur ({ $number })
people-name-erased = I fshirë ({ $number })
people-hidden = Pjesë të këtyre të dhënave janë të fshehura
people-hidden-text = Ky person është i mbrojtur. Emri, lindja, kontakti dhe të tjera nuk i tregohen rolit tuaj. Nëse një rast i kërkon, mund t’i hapni të dhënat për një orë: administratorët njoftohen menjëherë dhe kjo mbetet në ditar.
people-open = Hap të dhënat
people-open-title = Hapja e të dhënave të mbrojtura
people-open-text = Për 60 minuta i shihni të dhënat e plota. Kush i hapi, kur dhe pse u tregohet administratorëve dhe ruhet.
people-open-reason = Të paktën 10 shenja. Mos e përmendni personin: ata që e lexojnë nuk shohin persona.
people-case = Numri i rastit
people-opened = E hapur për ju deri më { $time }
people-opened-text = E hapur për rastin { $case }. Mbylleni sapo të keni atë që ju duhet.
people-close = Mbyll të dhënat
people-redacted-edit = Pjesë të këtyre të dhënave ju fshihen: mund t’i ndryshojnë ata që i shohin të plota.

people-tabs = Pjesët e të dhënave
people-tab-timeline = Kronologjia
people-tab-training = Trajnimi
people-tab-career = Karriera
people-tab-record = Të dhënat
people-timeline-none = Ende nuk ka ndodhur asgjë
people-timeline-none-text = Regjistrimet, rezultatet, dëshmitë, mentorët dhe hapat e karrierës shfaqen këtu që nga i pari.
people-no-day = Pa ditë
people-kind-service = Shërbimi
people-kind-training = Trajnimi
people-kind-result = Rezultatet
people-kind-credential = Dëshmia
people-kind-mentoring = Mentorimi
people-kind-career = Grada dhe posti
people-joined = U bashkua me organizatën
people-enrolled = Regjistruar: { $course }
people-results =
    { $count ->
        [one] Një rezultat
       *[other] { $count } rezultate
    }
people-score = { $score } nga { $most }
people-passed = kaloi
people-failed = nuk kaloi
people-not-submitted = nuk u dorëzua
people-credential = Dëshmi: { $title }
people-credential-revoked = Revokuar: { $title }
people-valid-until = e vlefshme deri më { $day }
people-order-number = urdhri { $number }
people-mentored = Shoqërohet nga një mentor
people-mentored-until = Mentorimi përfundoi
people-mentorship-proposed = I propozuar
people-mentorship-pending-acceptance = Në pritje të pranimit
people-mentorship-active = Në zhvillim
people-mentorship-paused = I ndërprerë përkohësisht
people-mentorship-goals-met = Synimet u arritën
people-mentorship-ended-on-term = Përfundoi në afat
people-mentorship-re-paired = Një mentor tjetër në vend të tij
people-mentorship-dissolved = I zgjidhur
people-mentorship-voided = Regjistruar gabimisht

people-training-none = Nuk është regjistruar asnjë trajnim
people-training-none-text = Fillon me regjistrimin në një grup.
people-enrolled-on = regjistruar më { $day }
people-all-results = Të gjitha rezultatet
people-attempt = përpjekja { $attempt }
people-attendance = { $attended } nga { $sessions } seanca të ndjekura, { $missed } të humbura, { $excused } me arsye.
people-may-miss =
    { $count ->
        [0] Nuk mund të humbet më asnjë seancë.
        [one] Mund të humbet edhe një seancë.
       *[other] Mund të humben edhe { $count } seanca.
    }
people-may-miss-over =
    { $count ->
        [one] U humb një seancë më tepër se sa lejohet.
       *[other] U humbën { $count } seanca më tepër se sa lejohet.
    }
people-required-attendance = Pjesëmarrje së paku { $required } %
people-required-score = { $title }: së paku { $required }
people-required-total = Gjithsej së paku { $required } %
people-standing-met = E plotësuar
people-standing-on-track = Në rrugë të mbarë
people-standing-at-risk = Në rrezik
people-standing-out-of-reach = E paarritshme
people-standing-closed = E mbyllur
people-standing-unspecified = Nuk dihet
people-enrolment-applied = Ka aplikuar
people-enrolment-waitlisted = Në listën e pritjes
people-enrolment-accepted = I pranuar
people-enrolment-rejected = I refuzuar
people-enrolment-active = Merr pjesë
people-enrolment-suspended = I ndërprerë
people-enrolment-completed = E përfundoi
people-enrolment-graduated = U diplomua
people-enrolment-failed = Nuk kaloi
people-enrolment-withdrawn = U tërhoq
people-enrolment-dropped-out = E braktisi
people-enrolment-transferred = Kaloi në grup tjetër
people-enrolment-expelled = I përjashtuar
people-enrolment-no-show = Nuk erdhi kurrë
people-enrolment-deceased = I vdekur
people-enrolment-voided = Regjistruar gabimisht

people-promote = Regjistro një hap karriere
people-career-none = Nuk është regjistruar asnjë hap karriere
people-career-none-text = Regjistroni të parin, për shembull hyrjen në shërbim.
people-career-none-reach = I regjistrojnë ata që vendosin për karrierat.
people-career-events = Hapat e karrierës
people-career-superseded = I korrigjuar
people-career-automatic = Automatik
people-career-correct = Korrigjo
people-career-correct-this = Korrigjo: { $what }, { $day }
people-career-finding =
    { $count ->
        [0] { $rung } që nga { $day }.
        [one] { $rung } që nga { $day }, pas një ndryshimi të gradës.
       *[other] { $rung } që nga { $day }, pas { $count } ndryshimesh të gradës.
    }
people-career-finding-none = Sot nuk mbahet asnjë gradë.
people-career-about = Hapat në fuqi më { $day }. Katrorët sipër: dëshmitë.
people-career-hire = Hyri në shërbim
people-career-promotion = Gradim
people-career-appointment = Emërim
people-career-acting-appointment = Emërim ushtrues detyre
people-career-transfer = Transferim
people-career-secondment = Caktim i përkohshëm
people-career-demotion = Ulje në gradë
people-career-suspension = Pezullim nga detyra
people-career-separation = Doli nga shërbimi
people-day = Dita
people-what = Çfarë
people-rung = Grada
people-post = Posti
people-title-of = Titulli
people-from = Nga
people-until = Deri
people-until-now = sot
people-acting = ushtrues detyre
people-order-reference = Numri i urdhrit

people-log-title = Kush i shikoi
people-log-lead = Çdo ndryshim i të dhënave të këtij personi dhe çdo lexim i të dhënave të mbrojtura. Këtu asgjë nuk mund të ndryshohet.
people-log-show = Trego
people-log-all = Gjithçka
people-log-readings = Leximet e të dhënave
people-log-changes = Ndryshimet e të dhënave
people-log-none = Në ditar nuk ka asgjë
people-log-none-text = Ndryshimet arrijnë në ditar pas disa sekondash; leximet regjistrohen vetëm për personat e mbrojtur.
people-log-when = Kur
people-log-who = Llogaria
people-log-nobody = Askush i kyçur
people-log-detail = Pse, ose çfarë ndryshoi
people-log-sealed = E vulosur
people-log-from = Nga
people-log-record-read = Të dhënat u lexuan
people-log-participant-registered = U regjistrua
people-log-participant-updated = Të dhënat u ndryshuan
people-log-participant-graduated = U diplomua
people-log-participant-glass-broken = Të dhënat e mbrojtura u hapën
people-log-participant-opening-closed = Të dhënat e mbrojtura u mbyllën
people-log-enrolment-state-changed = Regjistrimi në grup u ndryshua
people-log-credential-issued = Dëshmia u lëshua
people-log-credential-revoked = Dëshmia u revokua
people-log-career-hired = Hyri në shërbim
people-log-career-promoted = U gradua
people-log-career-appointed = U emërua
people-log-career-transferred = U transferua
