nav-outcomes = Ishodi uživo
outcomes-title = Ishodi uživo
outcomes-lead = Diplomiranja i unapređenja čim se evidentiraju. Imena ljudi se ovde ne šalju.
outcomes-filters = Šta se prati
outcomes-kind = Šta
outcomes-kind-usual = Diplomiranja i unapređenja
outcomes-kind-graduations = Diplomiranja
outcomes-kind-promotions = Unapređenja
outcomes-kind-posts = Postavljenja na dužnosti
outcomes-kind-credentials = Uverenja
outcomes-kind-all = Svi ishodi
outcomes-programme = Program
outcomes-programme-all = Svi programi
outcomes-programme-hint = Uz program dolazi samo ono što pripada njegovim kursevima: bez unapređenja.
outcomes-unit = Jedinica i one ispod nje
outcomes-unit-all = Sve jedinice

## How it stands
outcomes-phase-connecting = Povezivanje
outcomes-phase-live = Uživo
outcomes-phase-again = Ponovno povezivanje
outcomes-phase-ended = Završeno
outcomes-paused =
    { $count ->
        [one] Pauza, čeka { $count }
        [few] Pauza, čekaju { $count }
       *[other] Pauza, čeka { $count }
    }
outcomes-pause = Pauziraj
outcomes-resume = Nastavi
outcomes-again-text = Veza je prekinuta i sama se ponovo uspostavlja. Što se u međuvremenu desi stiže posle; ništa se ne gubi.
outcomes-lost = Mesto na kom je ovaj spisak stao nije nađeno. Počeo je iznova s poslednjim ishodima.
outcomes-since = Počeo { $time } s poslednjim ishodima do tada; ono što je stiglo posle stoji iznad njih.
outcomes-left =
    { $count ->
        [one] Prikazano najnovijih: { $shown }; { $count } stariji više nije ovde.
        [few] Prikazano najnovijih: { $shown }; { $count } starija više nisu ovde.
       *[other] Prikazano najnovijih: { $shown }; { $count } starijih više nije ovde.
    }
outcomes-none = Još nema ishoda
outcomes-none-text = Što se od sada evidentira pojavljuje se ovde samo. Ostavite stranicu otvorenu ili izaberite više vrsta ishoda.
outcomes-announced =
    { $count ->
        [one] Novo ({ $count }): { $last }
        [few] { $count } nova ishoda, poslednji: { $last }
       *[other] { $count } novih ishoda, poslednji: { $last }
    }

## The list
outcomes-list = Ishodi, najnoviji prvo
outcomes-what = Šta
outcomes-about = O čemu
outcomes-day = Važi od
outcomes-recorded = Evidentirano
outcomes-person = Osoba
outcomes-open = Karton …{ $id }
outcomes-command = komanda
outcomes-corrects = ispravlja raniji zapis
outcomes-type-participant-graduated = Diplomiranje
outcomes-type-credential-issued = Izdato uverenje
outcomes-type-credential-revoked = Opozvano uverenje
outcomes-type-career-hired = Prijem u službu
outcomes-type-career-promoted = Unapređenje
outcomes-type-career-appointed = Postavljenje
outcomes-type-career-acting-appointed = Postavljenje za vršioca dužnosti
outcomes-type-career-transferred = Premeštaj
outcomes-type-career-seconded = Upućivanje
outcomes-type-career-demoted = Razrešenje u niži čin
outcomes-type-career-suspended = Udaljenje sa rada
outcomes-type-career-separated = Prestanak službe
outcomes-type-career-voided = Povučeno
