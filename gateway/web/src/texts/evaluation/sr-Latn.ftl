nav-evaluation = Programi
evaluation-title = Programi u brojkama
evaluation-lead = Koliko ih je dokle stiglo, od upisa do komande. Samo brojevi: ovde se ničije ime ne prikazuje i ne šalje.
evaluation-again = Prebroj ponovo
evaluation-none = Ovde niko nije upisan
evaluation-none-text = Za ovaj kurs, grupu i period nijedan upis nije počeo. Izaberite duži period ili sve kurseve.

## Whom the figures are about
evaluation-filters = Šta se broji
evaluation-programme = Program
evaluation-programme-all = Svi programi
evaluation-course = Kurs
evaluation-course-all = Svi kursevi
evaluation-cohort = Grupa
evaluation-cohort-all = Sve grupe
evaluation-from = Upisani od
evaluation-to = Upisani do
evaluation-period-wrong = Poslednji dan je pre prvog. Izaberite kasniji.
evaluation-by = Podela po
evaluation-by-nothing = Bez podele
evaluation-by-sex = Pol
evaluation-by-age = Starost pri upisu
evaluation-by-unit = Jedinica
evaluation-by-cohort = Grupa
evaluation-by-course = Kurs
evaluation-by-attribute = Atribut
evaluation-attribute = Ključ atributa
evaluation-attribute-hint = Kao u podacima o osobama, na primer disability.
evaluation-level = Nivo jedinica
evaluation-level-number = Nivo { $level }
evaluation-choices-cut = Ima više za izbor nego što je ovde navedeno.
evaluation-all = Svi kursevi

## Groups and steps
evaluation-total = Ukupno
evaluation-unknown = Nepoznato
evaluation-sex-female = Žene
evaluation-sex-male = Muškarci
evaluation-sex-notapplicable = Nije primenljivo
evaluation-step-enrolled = Upisani
evaluation-step-completed = Završili
evaluation-step-graduated = Diplomirali
evaluation-step-promoted = Unapređeni posle diplome
evaluation-step-incommand = U komandi posle diplome
evaluation-step-acting = Vršioci komandne dužnosti posle diplome
evaluation-dayunknown = Diplomirali nepoznatog dana
evaluation-share-of = { $step }, % upisanih

## Headings
evaluation-file-title = Od upisa do komande: { $of } · { $by }
evaluation-file-whole = Od upisa do komande: { $of }
evaluation-pair = Poređenje dve skupine
evaluation-pair-title = { $one } i { $other }: poređenje
evaluation-pair-one = Prva skupina
evaluation-pair-other = Druga skupina
evaluation-cohorts = Grupa po grupa

## What the figures say
evaluation-finding-whole =
    { $enrolled ->
        [one] Upisana je { $enrolled } osoba; diplomiralo: { $graduated } ({ $share }), posle toga unapređeno: { $promoted }, preuzelo komandu: { $command }.
        [few] Upisane su { $enrolled } osobe; diplomiralo: { $graduated } ({ $share }), posle toga unapređeno: { $promoted }, preuzelo komandu: { $command }.
       *[other] Upisano je { $enrolled } osoba; diplomiralo: { $graduated } ({ $share }), posle toga unapređeno: { $promoted }, preuzelo komandu: { $command }.
    }
evaluation-finding-few =
    { $enrolled ->
        [one] Upisana je { $enrolled } osoba; diplomiralo: { $graduated }, posle toga unapređeno: { $promoted }, preuzelo komandu: { $command }.
        [few] Upisane su { $enrolled } osobe; diplomiralo: { $graduated }, posle toga unapređeno: { $promoted }, preuzelo komandu: { $command }.
       *[other] Upisano je { $enrolled } osoba; diplomiralo: { $graduated }, posle toga unapređeno: { $promoted }, preuzelo komandu: { $command }.
    }
evaluation-finding-partly = Upisanih osoba: { $enrolled }; ne kazuju se svi brojevi: neki bi govorili o manje od { $least } osoba.
evaluation-finding-withheld = Koliko je osoba upisano ne kazuje se: govorilo bi o manje od { $least }.
evaluation-finding-groups =
    { $points ->
        [one] Od skupina sa { $fewest } ili više osoba, najčešće diplomirali: { $high } ({ $highshare }); najređe: { $low } ({ $lowshare }). Razlika je { $points } procentni poen.
        [few] Od skupina sa { $fewest } ili više osoba, najčešće diplomirali: { $high } ({ $highshare }); najređe: { $low } ({ $lowshare }). Razlika je { $points } procentna poena.
       *[other] Od skupina sa { $fewest } ili više osoba, najčešće diplomirali: { $high } ({ $highshare }); najređe: { $low } ({ $lowshare }). Razlika je { $points } procentnih poena.
    }
evaluation-finding-even = Od skupina sa { $fewest } ili više osoba, sve su diplomirale podjednako često ({ $share }).
evaluation-finding-pair =
    { $points ->
        [one] Najveća prikazana razlika je kod „{ $step }“: { $one } { $oneshare }, { $other } { $othershare }, { $points } procentni poen.
        [few] Najveća prikazana razlika je kod „{ $step }“: { $one } { $oneshare }, { $other } { $othershare }, { $points } procentna poena.
       *[other] Najveća prikazana razlika je kod „{ $step }“: { $one } { $oneshare }, { $other } { $othershare }, { $points } procentnih poena.
    }
evaluation-finding-pair-few = Najveća prikazana razlika je kod „{ $step }“: { $one } { $onecount } od { $oneall }, { $other } { $othercount } od { $otherall }.
evaluation-finding-pair-withheld = { $one } i { $other } ne mogu se uporediti na svakom koraku: neki brojevi se ne kazuju.
evaluation-finding-alike = { $one } i { $other } stigli su jednako daleko na svakom koraku.
evaluation-finding-cohorts = Od završenih grupa sa { $fewest } ili više osoba, diplomirali u prvoj, { $first }: { $firstshare }; u poslednjoj, { $last }: { $lastshare }.

## What was counted, and as of when
evaluation-about = { $of }, { $period }. Osobe, svaka brojana jednom u svakoj skupini kojoj pripada.
evaluation-about-steps = Udeli su od upisanih u skupini. Unapređeni i u komandi: od diplomiranih, posle dana diplomiranja.
evaluation-period-all = upisani bilo kada
evaluation-period-from = upisani od { $from }
evaluation-period-to = upisani do { $to }
evaluation-period-both = upisani od { $from } do { $to }
evaluation-as-of = Brojano { $time }.
evaluation-facts-all = Uključeno je sve što je do tada evidentirano.
evaluation-facts-behind =
    { $count ->
        [one] { $count } evidentirani događaj još nije prebrojan.
        [few] { $count } evidentirana događaja još nisu prebrojana.
       *[other] { $count } evidentiranih događaja još nije prebrojano.
    }
evaluation-facts-unknown = Trenutno se ne može reći da li je uključeno sve što je evidentirano.
evaluation-facts-parked =
    { $count ->
        [one] { $count } događaj nije mogao da se prebroji i ostavljen je po strani.
        [few] { $count } događaja nisu mogla da se prebroje i ostavljena su po strani.
       *[other] { $count } događaja nije moglo da se prebroji i ostavljeno je po strani.
    }
evaluation-disclosure = Nezaštićeno: ovo su tačni brojevi. Razmislite ko bi mogao biti prepoznat pre nego što ih prosledite.
evaluation-disclosure-small =
    { $count ->
        [one] Nezaštićeno: { $count } tačan broj je manji od { $least }, pa bi neko mogao biti prepoznat. Ne objavljujte ga takvog.
        [few] Nezaštićeno: { $count } tačna broja su manja od { $least }, pa bi neko mogao biti prepoznat. Ne objavljujte ih takve.
       *[other] Nezaštićeno: { $count } tačnih brojeva je manje od { $least }, pa bi neko mogao biti prepoznat. Ne objavljujte ih takve.
    }
evaluation-disclosure-withheld = c: ne kazuje se, jer bi govorilo o manje od { $least } osoba. To štiti svaku tabelu za sebe: od onoga što sledi iz poređenja više njih, kao za dva perioda, zaštite nema.
evaluation-panels-some = Slika prikazuje { $shown } od { $all } skupina, tabela sve.
