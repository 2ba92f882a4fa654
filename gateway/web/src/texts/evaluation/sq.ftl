nav-evaluation = Programet
evaluation-title = Programet në shifra
evaluation-lead = Sa veta arritën deri ku, nga regjistrimi deri te komanda. Vetëm numra: këtu nuk tregohet e nuk dërgohet emri i askujt.
evaluation-again = Numëro përsëri
evaluation-none = Këtu nuk është regjistruar askush
evaluation-none-text = Me këtë kurs, grup dhe periudhë nuk ka nisur asnjë regjistrim. Zgjidhni një periudhë më të gjatë ose të gjitha kurset.

## Whom the figures are about
evaluation-filters = Çfarë numërohet
evaluation-programme = Programi
evaluation-programme-all = Të gjitha programet
evaluation-course = Kursi
evaluation-course-all = Të gjitha kurset
evaluation-cohort = Grupi
evaluation-cohort-all = Të gjitha grupet
evaluation-from = Regjistruar nga
evaluation-to = Regjistruar deri më
evaluation-period-wrong = Dita e fundit është para së parës. Zgjidhni një më të vonshme.
evaluation-by = Ndarë sipas
evaluation-by-nothing = Pa ndarje
evaluation-by-sex = Gjinisë
evaluation-by-age = Moshës në regjistrim
evaluation-by-unit = Njësisë
evaluation-by-cohort = Grupit
evaluation-by-course = Kursit
evaluation-by-attribute = Atributi
evaluation-attribute = Çelësi i atributit
evaluation-attribute-hint = Siç është në të dhënat e personave, për shembull disability.
evaluation-level = Niveli i njësive
evaluation-level-number = Niveli { $level }
evaluation-choices-cut = Ka më shumë për të zgjedhur sesa janë renditur këtu.
evaluation-all = Të gjitha kurset

## Groups and steps
evaluation-total = Gjithsej
evaluation-unknown = E panjohur
evaluation-sex-female = Femra
evaluation-sex-male = Meshkuj
evaluation-sex-notapplicable = Nuk zbatohet
evaluation-step-enrolled = Të regjistruar
evaluation-step-completed = E përfunduan
evaluation-step-graduated = U diplomuan
evaluation-step-promoted = U graduan pas diplomimit
evaluation-step-incommand = Në komandë pas diplomimit
evaluation-step-acting = Ushtrues detyre në komandë pas diplomimit
evaluation-dayunknown = U diplomuan në ditë të panjohur
evaluation-share-of = { $step }, % e të regjistruarve

## Headings
evaluation-file-title = Nga regjistrimi te komanda: { $of } · { $by }
evaluation-file-whole = Nga regjistrimi te komanda: { $of }
evaluation-pair = Krahasimi i dy pjesëve
evaluation-pair-title = { $one } dhe { $other } të krahasuara
evaluation-pair-one = Pjesa e parë
evaluation-pair-other = Pjesa e dytë
evaluation-cohorts = Grup pas grupi

## What the figures say
evaluation-finding-whole =
    { $enrolled ->
        [one] U regjistrua një person; u diplomuan: { $graduated } ({ $share }), u graduan pas kësaj: { $promoted }, morën komandën pas kësaj: { $command }.
       *[other] Nga { $enrolled } persona të regjistruar u diplomuan { $graduated } ({ $share }); pas kësaj u graduan { $promoted } dhe morën komandën { $command }.
    }
evaluation-finding-few =
    { $enrolled ->
        [one] U regjistrua një person; u diplomuan: { $graduated }, u graduan pas kësaj: { $promoted }, morën komandën pas kësaj: { $command }.
       *[other] Nga { $enrolled } persona të regjistruar u diplomuan { $graduated }; pas kësaj u graduan { $promoted } dhe morën komandën { $command }.
    }
evaluation-finding-partly = Nga { $enrolled } persona të regjistruar, jo të gjithë numrat tregohen: disa do të tregonin për më pak se { $least } persona.
evaluation-finding-withheld = Sa persona u regjistruan nuk tregohet: do të tregonte për më pak se { $least }.
evaluation-finding-groups =
    { $points ->
        [one] Nga pjesët me { $fewest } persona ose më shumë, më shpesh u diplomuan: { $high } ({ $highshare }); më rrallë: { $low } ({ $lowshare }). Dallimi është një pikë përqindjeje.
       *[other] Nga pjesët me { $fewest } persona ose më shumë, më shpesh u diplomuan: { $high } ({ $highshare }); më rrallë: { $low } ({ $lowshare }). Dallimi është { $points } pikë përqindjeje.
    }
evaluation-finding-even = Nga pjesët me { $fewest } persona ose më shumë, të gjitha u diplomuan njësoj shpesh ({ $share }).
evaluation-finding-pair =
    { $points ->
        [one] Dallimi më i madh i treguar është te “{ $step }”: { $one } { $oneshare }, { $other } { $othershare }, një pikë përqindjeje.
       *[other] Dallimi më i madh i treguar është te “{ $step }”: { $one } { $oneshare }, { $other } { $othershare }, { $points } pikë përqindjeje.
    }
evaluation-finding-pair-few = Dallimi më i madh i treguar është te “{ $step }”: { $one } { $onecount } nga { $oneall }, { $other } { $othercount } nga { $otherall }.
evaluation-finding-pair-withheld = { $one } dhe { $other } nuk mund të krahasohen në çdo hap: disa numra nuk tregohen.
evaluation-finding-alike = { $one } dhe { $other } arritën njësoj larg në çdo hap.
evaluation-finding-cohorts = Nga grupet me { $fewest } persona ose më shumë që kanë mbaruar u diplomuan në të parin, { $first }: { $firstshare }; në të fundit, { $last }: { $lastshare }.

## What was counted, and as of when
evaluation-about = { $of }, { $period }. Persona, secili i numëruar një herë në çdo pjesë ku bën pjesë.
evaluation-about-steps = Përqindjet janë nga të regjistruarit e pjesës. Të graduarit dhe ata në komandë: nga të diplomuarit, pas ditës së diplomimit.
evaluation-period-all = të regjistruar në çdo kohë
evaluation-period-from = të regjistruar nga { $from }
evaluation-period-to = të regjistruar deri më { $to }
evaluation-period-both = të regjistruar nga { $from } deri më { $to }
evaluation-as-of = Numëruar më { $time }.
evaluation-facts-all = Gjithçka e regjistruar deri atëherë është përfshirë.
evaluation-facts-behind =
    { $count ->
        [one] Një ngjarje e regjistruar nuk është numëruar ende.
       *[other] { $count } ngjarje të regjistruara nuk janë numëruar ende.
    }
evaluation-facts-unknown = Për momentin nuk dihet nëse është përfshirë gjithçka e regjistruar.
evaluation-facts-parked =
    { $count ->
        [one] Një ngjarje nuk mund të numërohej dhe u la mënjanë.
       *[other] { $count } ngjarje nuk mund të numëroheshin dhe u lanë mënjanë.
    }
evaluation-disclosure = Të pambrojtura: këto janë numra të saktë. Mendoni kush mund të njihet, para se t’i jepni më tej.
evaluation-disclosure-small =
    { $count ->
        [one] Të pambrojtura: një numër i saktë është nën { $least }, nga i cili mund të njihet një person. Mos e botoni ashtu siç është.
       *[other] Të pambrojtura: { $count } numra të saktë janë nën { $least }, nga të cilët mund të njihen persona. Mos i botoni ashtu siç janë.
    }
evaluation-disclosure-withheld = c: nuk tregohet, sepse do të tregonte për më pak se { $least } persona. Kjo mbron secilën tabelë më vete: ajo që del nga krahasimi i disave, si e dy periudhave, nuk mbrohet.
evaluation-panels-some = Figura tregon { $shown } nga { $all } pjesë, tabela të gjitha.
