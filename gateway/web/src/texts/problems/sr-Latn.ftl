problem-account-disabled = Nalog je isključen. Prvo ga uključite.
problem-attendance-not-met = Prisustvo koje kurs traži nije dostignuto.
problem-audit-diff-erased = Podaci osobe su izbrisani, a sa njima i ključ: ovo više niko ne može da otvori.
problem-behind-parked = Raniji događaj ovog podatka ide prvi.
problem-body-too-large = To je previše odjednom. Pošaljite u delovima.
problem-capacity-below-seats = Već je zauzeto više mesta.
problem-code-wrong = Kod nije ispravan ili je prestar. Proverite sat na uređaju i unesite sledeći.
problem-cohort-begun = Grupa je počela: ostaje na verziji svog kursa.
problem-cohort-full = Grupa nema slobodnog mesta. Dodajte mesta ili osobu stavite na listu čekanja.
problem-cohort-not-open = Grupa sada ne prima upise. Najpre je otvorite, ako je planirana.
problem-cohort-not-run = Za to grupa mora biti u toku ili završena.
problem-concurrent-change = U međuvremenu je stigla druga izmena. Pokušajte ponovo.
problem-credential-revoked = Ovo uverenje je već poništeno.
problem-deadline-exceeded = Trajalo je predugo. Pokušajte ponovo za minut.
problem-delivery-not-parked = Od ove isporuke se nije odustalo: čeka ili je isporučena.
problem-disclosure-lowered = Ova granica se može samo povećati: niža bi pokazala ono što se dosad nije kazivalo.
problem-email-kept = Adresu e-pošte menja administrator naloga. Obratite mu se.
problem-email-missing = Nalog nema adresu e-pošte. Upišite je ili napravite vezu i uručite je.
problem-enrolment-open-unique = Ova osoba je već upisana u grupu.
problem-etag-mismatch = Neko je ovo u međuvremenu promenio i ništa nije sačuvano. Pogledajte kako je sada, pa promenite ponovo.
problem-event-of-another-person = Taj korak karijere pripada drugoj osobi.
problem-event-still-fails = I dalje se ne može primeniti i ostaje. Prvo treba otkloniti uzrok.
problem-event-superseded = Taj korak karijere je već ispravljen. Ispravite noviji.
problem-field-invalid = Nešto se ne prihvata onako kako je uneto. Servis kaže: { $detail }
problem-grant-ended = Ova uloga je već završena.
problem-instructor-ended = Ovaj nalog više ne predaje toj grupi.
problem-internal = Nešto je u sistemu Waymark pošlo naopako. Ako se ponovi, javite administratoru.
problem-last-administrator = Ne bi ostao niko ko dodeljuje uloge. Prvo postavite drugog administratora.
problem-link-invalid = Veza je iskorišćena, istekla ili nije cela. Zatražite novu.
problem-lock-timeout = Druga izmena je u toku. Pokušajte ponovo za koji trenutak.
problem-mail-not-configured = Waymark ovde ne šalje e-poštu. Napravite vezu i uručite je.
problem-mail-not-parked = Od ove e-poruke se nije odustalo: poslata je, čeka ili više nije potrebna.
problem-not-an-instructor = Ovaj nalog ovde nema ulogu instruktora. Dodeliti je može administrator naloga.
problem-not-enrolled = Ova osoba nikada nije učestvovala u grupi.
problem-not-graduated = Uverenje se izdaje onome ko je završio, a ova osoba nije.
problem-oidc-attempt-unknown = Ova prijava je ranije završena ili je trajala duže od deset minuta. Počnite ponovo.
problem-oidc-code-refused = Pružalac nije potvrdio ovu prijavu. Počnite ponovo.
problem-oidc-not-configured = Ovde nema prijave preko drugog pružaoca. Prijavite se korisničkim imenom i lozinkom.
problem-oidc-not-linked = Pružalac vas poznaje, ali nijedan nalog ovde nije povezan s tim. Obratite se administratoru.
problem-oidc-state-wrong = Ono što je pružalac vratio nije od ove prijave. Počnite ponovo.
problem-oidc-subject-kept = Ko ste kod pružaoca određuje administrator naloga. Obratite mu se.
problem-oidc-token-invalid = Ono što pružalac kaže o ovoj prijavi se ne prihvata. Javite administratoru.
problem-opening-ended = Ovaj pristup je već završen.
problem-outcome-unknown = Ne zna se da li je ovo sačuvano. Učitajte stranicu ponovo da proverite pre novog pokušaja.
problem-outside-reach = To je izvan jedinica kojima upravljate. Izaberite jedinicu unutar njih, na obe strane.
problem-participant-closed = Ova osoba je preminula ili su joj podaci izbrisani.
problem-participant-has-merged = Sa zapisom koji ne bi ostao spojeni su drugi. Neka on ostane, ili prvo poništite ta spajanja.
problem-participant-merged = Ovaj zapis je spojen s drugim. Koristite onaj koji predstavlja osobu.
problem-participant-not-merged = Ovaj zapis nije spojen ni s jednim: spajanje je već poništeno.
problem-participant-not-open = Ova osoba je preminula ili su joj podaci izbrisani.
problem-participant-not-protected = Ova osoba nije zaštićena: sve njene podatke vidite i ovako.
problem-password-missing = Nedostaje sadašnja lozinka.
problem-password-weak = Ova bi se brzo pogodila. Uzmite četiri ili više reči koje nemaju veze jedna s drugom, bez korisničkog imena.
problem-password-wrong = Sadašnja lozinka nije ispravna.
problem-permission-denied = Nijedna vaša uloga to ne dozvoljava. To može da promeni administrator naloga.
problem-protection-differs = Zapis koji ne bi ostao označen je za zaštitu, a onaj koji ostaje nije. Prvo označite njega, ili neka ostane drugi.
problem-provider-unreachable = Prijava vaše organizacije ne odgovara. Pokušajte ponovo za minut.
problem-provider-unusable = Prijava vaše organizacije ne radi kako treba. Javite administratoru.
problem-reference-not-found = Ono što je ovde navedeno ne postoji ili nije za vas.
problem-resource-exists = To već ima drugi zapis.
problem-resource-not-found = To ne postoji ili nije za vas.
problem-session-too-old = Prijavili ste se pre više od pet minuta. Odjavite se, prijavite se ponovo i odmah uradite ovo.
problem-sign-in-refused = Korisničko ime, lozinka ili kod nije ispravan.
problem-state-change-not-allowed = Ovo stanje ne može slediti sadašnjem. Učitajte stranicu ponovo da vidite sadašnje.
problem-token-invalid = Ono što ova stranica zna je zastarelo. Učitajte je ponovo.
problem-too-many-codes = Previše pogrešnih kodova za ovaj nalog. Upotrebite kod za oporavak ili sačekajte sat vremena. Ako to niste bili vi, postavite drugu lozinku.
problem-too-many-failures =
    { $minutes ->
        [one] Previše pogrešnih pokušaja. Sačekajte { $minutes } minut i pokušajte ponovo.
        [few] Previše pogrešnih pokušaja. Sačekajte { $minutes } minuta i pokušajte ponovo.
       *[other] Previše pogrešnih pokušaja. Sačekajte { $minutes } minuta i pokušajte ponovo.
    }
problem-too-many-links =
    { $minutes ->
        [one] Odavde su veze tražene prečesto. Sačekajte { $minutes } minut i pokušajte ponovo.
        [few] Odavde su veze tražene prečesto. Sačekajte { $minutes } minuta i pokušajte ponovo.
       *[other] Odavde su veze tražene prečesto. Sačekajte { $minutes } minuta i pokušajte ponovo.
    }
problem-too-many-merged = S ovim je već spojeno 20 zapisa, koliko je najviše dozvoljeno.
problem-too-many-subscribers = Ishode već prati najviše dozvoljenih odjednom. Zatvorite drugu takvu stranicu ili pokušajte kasnije.
problem-too-many-webhooks = Već ima 20 webhook poziva, koliko je najviše dozvoljeno. Obrišite neki koji se ne koristi.
problem-totp-holds = Dva koraka su već uključena. Administrator to može da poništi.
problem-totp-not-begun = Uključite dva koraka od početka.
problem-unit-below-closed = Jedinica pripada zatvorenoj. Prvo otvorite onu.
problem-unit-below-itself = Jedinica ne može biti ispod same sebe.
problem-unit-closed = Jedinica je zatvorena. Izaberite otvorenu.
problem-unit-has-open-children = Jedinica ispod sebe ima otvorene jedinice. Prvo ih zatvorite ili premestite.
problem-webhook-disabled = Webhook poziv je isključen. Prvo ga uključite.
