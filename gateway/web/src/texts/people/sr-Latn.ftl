nav-people = Ljudi
people-title = Ljudi
people-lead = Svi čija se obuka i karijera ovde vode, dokle seže vaša uloga.
people-person-title = Osoba
people-new-title = Evidentirajte osobu
people-new-lead = Potrebno je samo ime. Ono što se još ne zna može se dodati kasnije.
people-edit-title = Izmenite podatke
people-register = Evidentiraj
people-registered = { $name }: evidentirano.
people-edit = Izmeni
people-back = Nazad na osobu
people-yes = Da
people-no = Ne

people-filters = Suzite spisak
people-search = Ime počinje sa
people-unit-below = Jedinica i sve ispod nje
people-state = Stanje
people-order = Redosled
people-order-recorded = Kako je evidentirano
people-order-name = Po imenu (bez skrivenih imena)
people-all = Sve
people-clear = Uklonite sve filtere
people-none = Još niko nije evidentiran
people-none-text = Evidentirajte prvu osobu ovde ili uvezite mnoge iz komandne linije: waymark import participants.
people-none-reach = Vaša uloga još ne seže ni do koga: vidite one iz svoje jedinice, svojih grupa ili one kojima ste mentor.
people-none-so = Niko nije tako pronađen
people-none-so-text = Ime mora da počinje onim što ste uneli, a broj mora biti ceo. Imena koja su za vas skrivena ne nalaze se po imenu.
people-find-hint = Početak imena ili ceo broj.

people-field-displayname = Ime
people-field-givenname = Lično ime
people-field-familyname = Prezime
people-field-patronymic = Ime oca
people-field-sex = Pol
people-field-birthdate = Rođenje
people-field-externalid = Broj
people-field-unit = Jedinica
people-field-joinedon = Pristupanje
people-field-emails = Adrese e-pošte
people-field-phones = Brojevi telefona
people-field-address = Poštanska adresa
people-field-protected = Štititi bez obzira na uzrast
people-part-name = Ime
people-part-person = Osoba
people-part-service = Služba
people-part-contact = Kontakt
people-hint-name = Kako ga osoba sama piše. Dovoljno je i samo jedno ime.
people-hint-born = Koliko se tačno zna: dovoljna je i sama godina.
people-hint-number = Na primer službeni broj. Kasnije se ne može menjati.
people-hint-unit = Početak njenog naziva. Nalaze se samo jedinice u upotrebi.
people-hint-joined = Ceo datum ili ništa.
people-hint-lines = Po jedno u svakom redu, najpre ono kojem se daje prednost.
people-hint-protected = Za preživele nasilja, svedoke i druge kojima šteti kada se navedu imenom. Maloletni se ionako štite.
people-estimated = Datum rođenja je procenjen
people-about-date = oko { $date }
people-born = rođenje: { $date }
people-since = od { $day }
people-field-othernames = Druga imena
people-other-numbers = Brojevi u drugim sistemima
people-gender = Rod, sopstvenim rečima
people-field-guardians = Staratelji
people-field-consents = Saglasnosti
people-other-name = Ime
people-other-name-number = Drugo ime { $number }
people-other-name-add = Dodaj drugo ime
people-script = Pismo
people-hint-othernames = Ime na drugim pismima, ime po rođenju, ranija imena.
people-hint-script = Četiri slova po ISO 15924, na primer Cyrl, Geor ili Latn.
people-guardian-number = Staratelj { $number }
people-guardian-add = Dodaj staratelja
people-relation = Šta je osobi
people-hint-relation = Na primer majka, brat ili zakonski staratelj.
people-hint-guardians = Ko zastupa osobu dok je maloletna.
people-consent-number = Saglasnost { $number }
people-consent-add = Dodaj saglasnost
people-consent-purpose = Svrha
people-hint-purpose = Za šta se podaci smeju koristiti, na primer za evaluaciju.
people-consent-basis = Pravni osnov
people-hint-basis = Na primer saglasnost ili javni zadatak.
people-consent-given-by = Dao
people-hint-given-by = Prazno: sama osoba. Inače na primer staratelj.
people-consent-given-on = Data dana
people-consent-expires-on = Važi do
people-consent-withdrawn-on = Povučena dana
people-hint-consents = Na šta je osoba ili staratelj pristao. Kod povučenog upišite dan i ostavite ga ovde.
people-consent-by = dao: { $name }
people-consent-withdrawn = povučeno { $day }
people-take-away = Ukloni: { $what }
people-attributes = Obeležja
people-recorded = Evidentirano
people-changed = Poslednja izmena
people-sex-female = Ženski
people-sex-male = Muški
people-sex-unspecified = Nepoznato
people-sex-not-applicable = Nije primenljivo
people-state-active = U službi
people-state-left = Van organizacije
people-state-deceased = Smrt
people-state-erased = Obrisano
people-state-hint-active = Pripada organizaciji.
people-state-hint-left = Više ne pripada organizaciji. Podaci ostaju.
people-state-hint-deceased = O obuci i karijeri se više ništa ne beleži.
people-state-change = Promeni stanje
people-state-reason = Zašto
people-state-reason-hint = U nekoliko reči, za one koji čitaju podatke. Ne o zdravlju ni o privatnim stvarima.
people-state-changed = Stanje je promenjeno.

people-protected = Zaštita
people-name-hidden = Skriveno ime ({ $number })
people-name-erased = Obrisano ({ $number })
people-hidden = Delovi ovih podataka su skriveni
people-hidden-text = Ova osoba je zaštićena. Ime, rođenje, kontakt i drugo ne prikazuju se vašoj ulozi. Ako su potrebni zbog predmeta, možete otvoriti podatke na sat vremena: administratori se odmah obaveštavaju i to ostaje u dnevniku.
people-open = Otvori podatke
people-open-title = Otvaranje zaštićenih podataka
people-open-text = Tokom 60 minuta vidite sve podatke. Ko ih je otvorio, kada i zašto javlja se administratorima i čuva se.
people-open-reason = Najmanje 10 znakova. Ne navodite osobu: oni koji to čitaju ne vide osobe.
people-case = Broj predmeta
people-opened = Otvoreno za vas do { $time }
people-opened-text = Otvoreno za predmet { $case }. Zatvorite čim dobijete ono što vam treba.
people-close = Zatvori podatke
people-redacted-edit = Delovi ovih podataka su za vas skriveni: mogu ih menjati oni koji ih vide cele.

people-tabs = Delovi podataka
people-tab-timeline = Vremenski tok
people-tab-training = Obuka
people-tab-career = Karijera
people-tab-record = Podaci
people-timeline-none = Još se ništa nije dogodilo
people-timeline-none-text = Upisi, rezultati, uverenja, mentori i koraci karijere pojavljuju se ovde od prvog.
people-no-day = Bez dana
people-kind-service = Služba
people-kind-training = Obuka
people-kind-result = Rezultati
people-kind-credential = Uverenje
people-kind-mentoring = Mentorstvo
people-kind-career = Čin i dužnost
people-joined = Pristupanje organizaciji
people-enrolled = Upis: { $course }
people-results =
    { $count ->
        [one] { $count } rezultat
        [few] { $count } rezultata
       *[other] { $count } rezultata
    }
people-score = { $score } od { $most }
people-passed = položeno
people-failed = nije položeno
people-not-submitted = nije predato
people-credential = Uverenje: { $title }
people-credential-revoked = Opozvano: { $title }
people-valid-until = važi do { $day }
people-order-number = rešenje { $number }
people-mentored = Početak mentorstva
people-mentored-until = Mentorstvo je završeno
people-mentorship-proposed = Predloženo
people-mentorship-pending-acceptance = Čeka prihvatanje
people-mentorship-active = U toku
people-mentorship-paused = Prekinuto na neko vreme
people-mentorship-goals-met = Ciljevi su postignuti
people-mentorship-ended-on-term = Završeno po isteku
people-mentorship-re-paired = Umesto toga drugi mentor
people-mentorship-dissolved = Raskinuto
people-mentorship-voided = Evidentirano greškom

people-training-none = Nijedna obuka nije evidentirana
people-training-none-text = Počinje upisom u grupu.
people-enrolled-on = upis { $day }
people-all-results = Svi rezultati
people-attempt = pokušaj { $attempt }
people-attendance = Prisustvo: { $attended } od { $sessions } časova, izostanci: { $missed }, opravdano: { $excused }.
people-may-miss =
    { $count ->
        [0] Ne sme se izostati više nijednom.
        [one] Sme se izostati još { $count } put.
        [few] Sme se izostati još { $count } puta.
       *[other] Sme se izostati još { $count } puta.
    }
people-may-miss-over =
    { $count ->
        [one] Izostalo se { $count } put više nego što je dozvoljeno.
        [few] Izostalo se { $count } puta više nego što je dozvoljeno.
       *[other] Izostalo se { $count } puta više nego što je dozvoljeno.
    }
people-required-attendance = Prisustvo najmanje { $required } %
people-required-score = { $title }: najmanje { $required }
people-required-total = Ukupno najmanje { $required } %
people-standing-met = Ispunjeno
people-standing-on-track = Na dobrom putu
people-standing-at-risk = Ugroženo
people-standing-out-of-reach = Nedostižno
people-standing-closed = Zatvoreno
people-standing-unspecified = Nepoznato
people-enrolment-applied = Prijava
people-enrolment-waitlisted = Na listi čekanja
people-enrolment-accepted = Prihvaćeno
people-enrolment-rejected = Odbijeno
people-enrolment-active = Učestvuje
people-enrolment-suspended = Prekinuto
people-enrolment-completed = Završeno
people-enrolment-graduated = Diplomirano
people-enrolment-failed = Nije položeno
people-enrolment-withdrawn = Povlačenje
people-enrolment-dropped-out = Odustajanje
people-enrolment-transferred = Prelazak u drugu grupu
people-enrolment-expelled = Isključenje
people-enrolment-no-show = Bez dolaska
people-enrolment-deceased = Smrt
people-enrolment-voided = Evidentirano greškom

people-promote = Evidentiraj korak karijere
people-career-none = Nijedan korak karijere nije evidentiran
people-career-none-text = Evidentirajte prvi, na primer stupanje u službu.
people-career-none-reach = Evidentiraju ih oni koji odlučuju o karijerama.
people-career-events = Koraci karijere
people-career-superseded = Ispravljeno
people-career-automatic = Automatski
people-career-correct = Ispravi
people-career-correct-this = Ispravi: { $what }, { $day }
people-career-finding =
    { $count ->
        [0] { $rung } od { $day }.
        [one] { $rung } od { $day }, posle { $count } promene čina.
        [few] { $rung } od { $day }, posle { $count } promene čina.
       *[other] { $rung } od { $day }, posle { $count } promena čina.
    }
people-career-finding-none = Danas nema čina.
people-career-about = Važeći koraci, stanje { $day }. Kvadrati gore: uverenja.
people-career-hire = Stupanje u službu
people-career-promotion = Unapređenje
people-career-appointment = Postavljenje
people-career-acting-appointment = Postavljenje vršioca dužnosti
people-career-transfer = Premeštaj
people-career-secondment = Upućivanje
people-career-demotion = Vraćanje u niži čin
people-career-suspension = Udaljenje sa dužnosti
people-career-separation = Prestanak službe
people-day = Dan
people-what = Šta
people-rung = Čin
people-post = Dužnost
people-title-of = Naziv
people-from = Od
people-until = Do
people-until-now = danas
people-acting = vršilac dužnosti
people-order-reference = Broj rešenja

people-log-title = Ko je gledao
people-log-lead = Svaka promena podataka ove osobe i svako čitanje zaštićenih podataka. Ovde se ništa ne može promeniti.
people-log-show = Prikaži
people-log-all = Sve
people-log-readings = Čitanja podataka
people-log-changes = Promene podataka
people-log-none = U dnevniku nema ničega
people-log-none-text = Promene stižu u dnevnik posle nekoliko sekundi, a čitanja se beleže samo za zaštićene osobe.
people-log-when = Kada
people-log-who = Nalog
people-log-nobody = Bez prijave
people-log-detail = Zašto ili šta je promenjeno
people-log-sealed = Zapečaćeno
people-log-from = Odakle
people-log-record-read = Podaci pročitani
people-log-participant-registered = Evidentirano
people-log-participant-updated = Podaci izmenjeni
people-log-participant-graduated = Diplomirano
people-log-participant-glass-broken = Zaštićeni podaci otvoreni
people-log-participant-opening-closed = Zaštićeni podaci zatvoreni
people-log-enrolment-state-changed = Upis izmenjen
people-log-credential-issued = Uverenje izdato
people-log-credential-revoked = Uverenje opozvano
people-log-career-hired = Stupanje u službu
people-log-career-promoted = Unapređenje
people-log-career-appointed = Postavljenje
people-log-career-transferred = Premeštaj
people-log-career-acting-appointed = Postavljenje vršioca dužnosti
people-log-career-seconded = Upućivanje
people-log-career-demoted = Vraćanje u niži čin
people-log-career-suspended = Udaljenje sa dužnosti
people-log-career-separated = Prestanak službe
people-log-mentorship-started = Početak mentorstva
people-log-mentorship-ended = Kraj mentorstva
people-log-mentorship-changed = Mentorstvo izmenjeno
