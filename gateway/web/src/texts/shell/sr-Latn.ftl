skip = Pređi na sadržaj
navigation = Navigacija
group-figures = Brojke
group-keep = Administracija
another-organization = Druga organizacija
preferences = Podešavanja
language = Jezik
theme = Boje
theme-system = Kao na uređaju
theme-light = Svetle
theme-dark = Tamne
account-title = Vaš nalog
breadcrumb = Gde se stranica nalazi
loading = Učitava se…
to-start = Idi na početnu stranicu
sign-in = Prijavite se
sign-in-as = Ranije ste se prijavili kao { $name }.
sign-in-provider = Prijavite se preko: { $name }
sign-in-forgot = Zaboravili ste lozinku?
sign-out = Odjavite se
user-name = Korisničko ime
password = Lozinka
code = Kod
code-hint = Šest cifara iz aplikacije za potvrdu identiteta ili jedan od vaših kodova za oporavak.
session-ended-title = Prijavite se ponovo
session-ended-text = Vaša sesija je istekla. Ono što ste uneli i dalje je ovde: prijavite se i rad se nastavlja.
session-ended-provider = Prijava (preko: { $name }) vodi sa ove stranice i nazad na nju: ono što ste uneli u obrazac ostaje, a ono što ste uneli u tabelu i niste sačuvali gubi se.
session-ended-leave = Izađi bez čuvanja
not-found-title = Takva stranica ne postoji
not-found-text = Adresa je možda pogrešno uneta ili je stranica premeštena.
not-yours-title = Ova stranica nije za vašu ulogu
not-yours-text = Nijedna vaša uloga u ovoj organizaciji ne dozvoljava ono što se ovde prikazuje. To može da promeni njen administrator.
page-failed-title = Stranica nije učitana
cancel = Otkaži
save = Sačuvaj
undo = Opozovi
undone = Opozvano.
dismiss = Ukloni
copy-failed = Nije moglo da se kopira. Izaberite i kopirajte sami.
try-again = Pokušaj ponovo
saved = Sačuvano.
field-optional = (nije obavezno)
confirm-reason = Razlog
confirm-reason-missing = Navedite razlog: on se beleži.
date-day = Dan
date-month = Mesec
date-year = Godina
date-month-missing = Izaberite i mesec ili ostavite dan prazan.
date-year-missing = Unesite i godinu.
months-long = januar, februar, mart, april, maj, jun, jul, avgust, septembar, oktobar, novembar, decembar
months-short = jan, feb, mar, apr, maj, jun, jul, avg, sep, okt, nov, dec
weekdays-long = ponedeljak, utorak, sreda, četvrtak, petak, subota, nedelja
weekdays-short = pon, uto, sre, čet, pet, sub, ned
searching = Pretražuje se…
search-failed = Pretraga nije uspela. Nastavite da kucate da biste pokušali ponovo.
nothing-found = Ništa nije pronađeno. Pokušajte sa manje slova.
found =
    { $count ->
        [one] Pronađen { $count }
        [few] Pronađena { $count }
       *[other] Pronađeno { $count }
    }
pager-more = Prikaži još
pager-so-far = Prikazano: { $shown }, ima još
pager-all = Ukupno: { $shown }
chart-table = Prikaži tabelu
chart-picture = Prikaži sliku
form-look-again =
    { $count ->
        [one] Treba ponovo pogledati { $count } polje.
        [few] Treba ponovo pogledati { $count } polja.
       *[other] Treba ponovo pogledati { $count } polja.
    }
read-again = Prikaži kako je sada
draft-restored = Ono što ste ovde ranije uneli ponovo je tu; još nije sačuvano.
draft-drop = Odbaci
leave-unsaved = Ono što ste uneli još nije sačuvano. Napustiti stranicu?
conflict-title = Neko je ovo u međuvremenu promenio
conflict-text = Ova polja se razlikuju. Izaberite čija verzija ostaje; do tada se ništa ne čuva.
conflict-field = Polje
conflict-mine = Vaše
conflict-theirs = Sačuvao neko drugi
conflict-keep-mine = Zadrži moje
conflict-take-theirs = Uzmi tuđe
conflict-look-on = Nastavi uređivanje
problem-no-answer = Waymark ne odgovara. Proverite vezu i pokušajte ponovo; ono što ste uneli i dalje je ovde.
problem-unavailable = Waymark to trenutno ne može da uradi. Pokušajte ponovo za minut.
problem-unexpected = Nešto na ovoj stranici nije u redu. Učitajte je ponovo; ako se ponovi, javite administratoru.
problem-too-many = Previše zahteva odjednom. Sačekajte malo i pokušajte ponovo.
problem-request = Broj ovog zahteva, za administratora:
role-administrator = Administrator
role-registrar = Registrator
role-instructor = Instruktor
role-mentor = Mentor
role-commander = Komandant
role-evaluator = Evaluator
role-auditor = Revizor
role-participant = Učesnik
