results-lead = Upišite bodove ili ih nalepite iz programa za tabele u prvo polje. Ako svaki nalepljeni red počinje brojem osobe, ide toj osobi. Prazno polje znači da nije predato, što nije nula.
results-lead-read = Crta znači da ništa nije predato, što nije nula.
results-attempt = Pokušaj
results-of = od { $max }
results-was = pre: { $score }
results-in-between = neko drugi je u međuvremenu zabeležio { $score }
results-no-number = Nije broj.
results-above = Najviše { $max }.
results-pasted = Nalepljeno: { $count }. Još ništa nije zabeleženo.
results-pasted-beyond = Ćelije iza poslednjeg reda ili kolone, izostavljene: { $count }.
results-unplaced = Redovi koji nisu uneti, jer ne počinju brojem osobe odavde ili njime počinju po drugi put: { $count }
results-unchanged = Nema ničega za beleženje.
results-preview = Biće zabeleženo: novih { $fresh }, ispravljenih { $corrected }. Pogrešno: { $wrong }.
results-record =
    { $count ->
        [one] Zabeleži { $count } rezultat
        [few] Zabeleži { $count } rezultata
       *[other] Zabeleži { $count } rezultata
    }
results-recorded = Zabeleženo: { $recorded }. Odbijeno: { $refused }.
results-no-assessments-text = Šta se boduje, unosi se na stranici kursa.
results-nobody = Još niko ne učestvuje
results-nobody-text = Ko je aktivan u grupi, ovde ima svoj red.
