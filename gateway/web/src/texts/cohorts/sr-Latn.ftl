nav-cohorts = Grupe
cohorts-title = Grupe
cohorts-lead = Svako izvođenje kursa: ko učestvuje, kako stoji i šta treba zabeležiti.
cohorts-cohort = Grupa
cohorts-state = Stanje
cohorts-state-any = Sva
cohorts-starts = Prvi dan
cohorts-ends = Poslednji dan
cohorts-capacity = Mesta
cohorts-capacity-hint = Ostavite prazno ako nema ograničenja.
cohorts-name = Naziv grupe
cohorts-create = Napravi grupu
cohorts-none = Nema grupe za prikaz
cohorts-none-text = Grupa je jedno izvođenje kursa: pravi se na stranici kursa. Ako predajete, vidite grupe koje su vam dodeljene.
cohorts-none-filtered = Nijedna grupa nije u ovom stanju. Izaberite „Sva“ da vidite ostale.
cohorts-without-title = Grupa bez naziva
cohorts-name-hidden = Ime se ne prikazuje
cohorts-parts = Stranice ove grupe
cohorts-part-people = Ljudi
cohorts-part-enrol = Upis
cohorts-part-attendance = Prisustvo
cohorts-part-results = Rezultati
cohorts-part-graduation = Diplomiranje
cohorts-part-sessions = Časovi
cohorts-part-settings = O grupi
cohorts-close = Zatvori
cohorts-actions = Radnje
cohorts-state-planned = Planirana
cohorts-state-open = Otvorena
cohorts-state-running = U toku
cohorts-state-closed = Završena
cohorts-state-cancelled = Otkazana
cohorts-state-changed = { $name }: { $state }.
cohorts-move-open = Otvori za upis
cohorts-move-running = Započni
cohorts-move-closed = Završi grupu
cohorts-move-cancelled = Otkaži grupu
cohorts-moved-open = Od sada se ljudi mogu upisivati. Grupa se ne vraća među planirane.
cohorts-moved-running = Grupa je od sada u toku, a pravilo završetka se više ne menja.
cohorts-moved-closed = Kurs je završen. Ko je ispunio pravilo, još može da diplomira.
cohorts-moved-cancelled = Grupa se ne održava. To se ne može povući.
cohorts-no-moves = Iz ovog stanja se ne može preći u drugo.
cohorts-enrolment-applied = Prijavljen
cohorts-enrolment-waitlisted = Na listi čekanja
cohorts-enrolment-accepted = Primljen
cohorts-enrolment-rejected = Odbijen
cohorts-enrolment-active = Aktivan
cohorts-enrolment-suspended = U prekidu
cohorts-enrolment-completed = Završio
cohorts-enrolment-graduated = Diplomirao
cohorts-enrolment-failed = Nije položio
cohorts-enrolment-withdrawn = Povukao se
cohorts-enrolment-dropped-out = Odustao
cohorts-enrolment-transferred = Premešten
cohorts-enrolment-expelled = Isključen
cohorts-enrolment-no-show = Nije došao
cohorts-enrolment-deceased = Preminuo
cohorts-enrolment-voided = Greškom upisan
cohorts-since = od { $day }
cohorts-standing = Napredak
cohorts-standing-met = Pravilo ispunjeno
cohorts-standing-on-track = Na dobrom putu
cohorts-standing-at-risk = U riziku
cohorts-standing-out-of-reach = Nedostižno
cohorts-standing-closed = Nije u toku
cohorts-standing-risk = U riziku ili nedostižno
cohorts-at-risk =
    { $count ->
        [one] { $count } osoba u riziku
        [few] { $count } osobe u riziku
       *[other] { $count } osoba u riziku
    }
cohorts-attendance = Prisustvo
cohorts-may-miss = Sme još da propusti
cohorts-may-miss-more =
    { $count ->
        [0] Više se ništa ne sme propustiti.
        [one] Sme se propustiti još { $count }.
        [few] Smeju se propustiti još { $count }.
       *[other] Sme se propustiti još { $count }.
    }
cohorts-sessions-so-far = Od { $sessions } časova: prisustvovao { $attended }, propustio { $missed }, opravdano { $excused }.
cohorts-no-requirements = Kurs ne traži ništa više od učešća.
cohorts-rule-attendance = Prisustvo od najmanje { $required }
cohorts-rule-assessment = Najmanje { $required } bodova: { $title }
cohorts-rule-submitted = Položeno: { $title }
cohorts-rule-total = Ukupno najmanje { $required }
cohorts-rule-enrolled = Upisan do dana diplomiranja
cohorts-rule-an-assessment = provera znanja
cohorts-rule-actual = dosad { $actual }
cohorts-rule-nothing-yet = još ništa nije zabeleženo
cohorts-person = Ime
cohorts-number = Broj
cohorts-filter = Izaberite ko se prikazuje
cohorts-find = Ime ili broj
cohorts-seats = Zauzeta mesta: { $taken }
cohorts-seats-of = Zauzeta mesta: { $taken } od { $capacity }
cohorts-shown = Prikazano { $shown } od { $all }
cohorts-nobody = Još niko nije upisan
cohorts-nobody-text = Upišite ljude tako što ćete ih potražiti ili nalepiti spisak njihovih brojeva.
cohorts-nobody-found = Niko ne odgovara izboru
cohorts-nobody-found-text = Izaberite drugo stanje ili napredak, ili manje slova.
cohorts-person-page = Otvori stranicu osobe
cohorts-change-state = Promeni stanje
cohorts-new-state = Novo stanje
cohorts-state-on = Dan promene
cohorts-state-on-hint = Ostavite prazno za današnji dan.
cohorts-graduate-hint = „Diplomirao“ se dobija diplomiranjem grupe.
cohorts-exit-reason = Zašto je završeno
cohorts-exit-usual = Uobičajen razlog za ovo stanje
cohorts-exit-dropout = Prestao da dolazi
cohorts-exit-expelled = Isključen
cohorts-exit-transferred = Premešten
cohorts-exit-withdrawn = Povukao se
cohorts-exit-no-show = Nije došao
cohorts-exit-died = Preminuo ili trajno onesposobljen
cohorts-exit-invalid = Upis je bio greška
cohorts-exit-other = Drugi razlog
cohorts-enrol-list = Brojevi ljudi
cohorts-enrol-list-hint = Po jedan u redu. Može i kolona ili tabela nalepljena iz programa za tabele: čita se prva kolona.
cohorts-enrol-search = Ili ih nađite po imenu
cohorts-enrol-search-hint = Svako izabran dodaje se ispod.
cohorts-enrol-chosen = Izabrani po imenu
cohorts-enrol-drop = Izostavi: { $name }
cohorts-enrol-state = Upiši ih kao
cohorts-enrol-state-hint = „Aktivan“ i „Primljen“ zauzimaju mesto, „Prijavljen“ ne.
cohorts-enrolled-on = Dan upisa
cohorts-enrol-do =
    { $count ->
        [0] Upiši
        [one] Upiši { $count } osobu
        [few] Upiši { $count } osobe
       *[other] Upiši { $count } osoba
    }
cohorts-enrolling = Upisivanje…
cohorts-answers = Šta je bilo sa svakim redom
cohorts-answers-count = Upisano: { $enrolled }. Nije upisano: { $others }.
cohorts-answer-line = Red
cohorts-answer = Odgovor
cohorts-outcome-enrolled = Upisan
cohorts-outcome-already = Već upisan
cohorts-outcome-twice = Dvaput na spisku
cohorts-outcome-unknown = Nema takve osobe
cohorts-outcome-full = Grupa je puna
cohorts-instructors = Instruktori
cohorts-instructor = Nalog
cohorts-teaches = { $name } sada predaje ovoj grupi.
cohorts-teaches-since = Od
cohorts-teaches-until = Do
cohorts-teaching-begin = Dodaj instruktora
cohorts-teaching-end = Završi predavanje
cohorts-teaching-end-text = Od sada ovaj nalog ne vidi i ne beleži ništa više o grupi.
cohorts-user-name = Korisničko ime
cohorts-user-name-hint = Nalog mora imati ulogu instruktora u ovoj organizaciji.
cohorts-no-instructors = Ovoj grupi još niko ne predaje
cohorts-no-instructors-text = Instruktori vide grupe koje su im dodeljene i nijednu drugu.
