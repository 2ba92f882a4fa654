results-lead = Shkruani pikët, ose ngjitini nga një fletë llogaritëse në fushën e parë. Kur çdo rresht i ngjitur fillon me numrin e një personi, i shkon atij personi. Fushë bosh do të thotë e padorëzuar, që nuk është zero.
results-lead-read = Viza do të thotë se nuk u dorëzua asgjë, që nuk është zero.
results-attempt = Përpjekja
results-of = nga { $max }
results-was = më parë: { $score }
results-in-between = dikush tjetër regjistroi { $score } ndërkohë
results-no-number = Nuk është numër.
results-above = Më së shumti { $max }.
results-pasted = U ngjitën: { $count }. Ende asgjë nuk është regjistruar.
results-pasted-beyond = Qeliza përtej rreshtit ose kolonës së fundit, të lëna jashtë: { $count }.
results-unplaced = Rreshta që nuk u vendosën, sepse nuk fillojnë me numrin e një personi këtu, ose fillojnë me të për herë të dytë: { $count }
results-unchanged = Asgjë për të regjistruar.
results-preview = Për regjistrim: { $fresh } të reja, { $corrected } të korrigjuara. Të gabuara: { $wrong }.
results-record =
    { $count ->
        [one] Regjistro një rezultat
       *[other] Regjistro { $count } rezultate
    }
results-recorded = U regjistruan: { $recorded }. U refuzuan: { $refused }.
results-no-assessments-text = Çfarë vlerësohet me pikë shënohet në faqen e kursit.
results-nobody = Ende askush nuk merr pjesë
results-nobody-text = Kush është aktiv në grup ka një rresht këtu.
