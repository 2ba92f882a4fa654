problem-account-disabled = Llogaria është çaktivizuar. Aktivizojeni më parë.
problem-attendance-not-met = Prania që kërkon kursi nuk është arritur.
problem-audit-diff-erased = Të dhënat e personit u fshinë, dhe bashkë me to çelësi: askush nuk mund ta hapë më këtë.
problem-behind-parked = Një ngjarje e mëparshme e këtij regjistrimi shkon e para.
problem-body-too-large = Kjo është shumë përnjëherë. Dërgojeni pjesë-pjesë.
problem-capacity-below-seats = Janë zënë tashmë më shumë vende.
problem-code-wrong = Kodi është i gabuar ose tepër i vjetër. Shikoni orën e pajisjes dhe provoni tjetrin.
problem-cohort-begun = Grupi ka filluar: ai mbetet te versioni i kursit të tij.
problem-cohort-full = Grupi nuk ka vend të lirë. Shtoni vende, ose vendoseni personin në listën e pritjes.
problem-cohort-not-open = Grupi nuk pranon regjistrime tani. Hapeni më parë, nëse është i planifikuar.
problem-cohort-not-run = Për këtë grupi duhet të jetë në zhvillim ose i mbyllur.
problem-concurrent-change = Ndërkohë erdhi një ndryshim tjetër. Provoni përsëri.
problem-credential-revoked = Kjo certifikatë është revokuar tashmë.
problem-deadline-exceeded = Zgjati shumë. Provoni përsëri pas një minute.
problem-delivery-not-parked = Nga kjo dorëzesë nuk është hequr dorë: pret, ose është dorëzuar.
problem-disclosure-lowered = Ky kufi mund vetëm të rritet: një më i ulët do të tregonte atë që deri tani nuk tregohej.
problem-email-kept = Adresën e e-mailit e ndryshon kush administron llogaritë. Pyeteni.
problem-email-missing = Llogaria nuk ka adresë e-maili. Plotësojeni, ose krijoni një lidhje dhe dorëzojeni.
problem-enrolment-open-unique = Ky person është tashmë i regjistruar në grup.
problem-etag-mismatch = Dikush e ka ndryshuar këtë ndërkohë dhe asgjë nuk u ruajt. Shihni si është tani, pastaj ndryshojeni përsëri.
problem-event-of-another-person = Ai hap karriere është i një personi tjetër.
problem-event-still-fails = Ende nuk mund të zbatohet dhe mbetet. Së pari duhet ndrequr shkaku.
problem-event-superseded = Ai hap karriere është korrigjuar tashmë. Korrigjoni më të riun.
problem-field-invalid = Diçka nuk pranohet ashtu siç është plotësuar. Shërbimi thotë: { $detail }
problem-grant-ended = Ky rol ka mbaruar tashmë.
problem-instructor-ended = Kjo llogari nuk e mëson më grupin.
problem-internal = Diçka shkoi keq te Waymark. Nëse ndodh përsëri, njoftoni administratorin.
problem-last-administrator = Nuk do të mbetej askush për të dhënë role. Bëni më parë dikë tjetër administrator.
problem-link-invalid = Lidhja është përdorur, ka mbaruar ose nuk është e plotë. Kërkoni një të re.
problem-lock-timeout = Një ndryshim tjetër është në zhvillim. Provoni përsëri pas pak.
problem-mail-not-configured = Waymark nuk dërgon e-mail këtu. Krijoni një lidhje dhe dorëzojeni.
problem-mail-not-parked = Nga ky e-mail nuk është hequr dorë: u dërgua, pret ose nuk duhet më.
problem-not-an-instructor = Kjo llogari nuk e ka rolin e instruktorit këtu. Atë mund ta japë kush administron llogaritë.
problem-not-enrolled = Ky person nuk ka marrë pjesë kurrë në grup.
problem-not-graduated = Certifikata i lëshohet atij që ka diplomuar, e ky person nuk ka diplomuar.
problem-oidc-attempt-unknown = Kjo hyrje ka mbaruar më parë ose zgjati më shumë se dhjetë minuta. Filloni përsëri.
problem-oidc-code-refused = Ofruesi nuk e konfirmoi këtë hyrje. Filloni përsëri.
problem-oidc-not-configured = Këtu nuk ka hyrje nga një ofrues tjetër. Hyni me emër përdoruesi dhe fjalëkalim.
problem-oidc-not-linked = Ofruesi ju njeh, por asnjë llogari këtu nuk është e lidhur me të. Pyetni administratorin e Waymark.
problem-oidc-state-wrong = Ajo që u kthye nga ofruesi nuk është e kësaj hyrjeje. Filloni përsëri.
problem-oidc-subject-kept = Kush jeni te ofruesi e thotë kush administron llogaritë. Pyeteni.
problem-oidc-token-invalid = Ajo që thotë ofruesi për këtë hyrje nuk pranohet. Njoftoni administratorin e Waymark.
problem-opening-ended = Kjo hapje ka mbaruar tashmë.
problem-outcome-unknown = Nuk dihet nëse kjo u ruajt. Ngarkoni faqen përsëri për ta parë, para se të provoni prapë.
problem-outside-reach = Kjo është jashtë njësive që administroni. Zgjidhni një njësi brenda tyre, në të dy anët.
problem-participant-closed = Ky person ka vdekur ose të dhënat e tij janë fshirë.
problem-participant-has-merged = Me regjistrimin që nuk do të mbetej janë bashkuar të tjerë. Lëreni atë të mbetet, ose ktheni më parë ato bashkime mbrapsht.
problem-participant-merged = Ky regjistrim është bashkuar me një tjetër. Përdorni atë që e përfaqëson personin.
problem-participant-not-merged = Ky regjistrim nuk është bashkuar me asnjë: bashkimi është kthyer tashmë mbrapsht.
problem-participant-not-open = Ky person ka vdekur ose të dhënat e tij janë fshirë.
problem-participant-not-protected = Ky person nuk është i mbrojtur: i shihni të gjitha të dhënat e tij ashtu siç janë.
problem-password-missing = Mungon fjalëkalimi i tanishëm.
problem-password-weak = Ky gjendet shpejt. Merrni katër a më shumë fjalë që nuk kanë lidhje me njëra-tjetrën, pa emrin tuaj të përdoruesit.
problem-password-wrong = Fjalëkalimi i tanishëm është i gabuar.
problem-permission-denied = Asnjë nga rolet tuaja nuk e lejon këtë. Këtë mund ta ndryshojë kush administron llogaritë.
problem-protection-differs = Regjistrimi që nuk do të mbetej është shënuar për mbrojtje, kurse ai që mbetet jo. Shënojeni më parë këtë, ose lëreni tjetrin të mbetet.
problem-provider-unreachable = Hyrja e organizatës suaj nuk përgjigjet. Provoni përsëri pas një minute.
problem-provider-unusable = Hyrja e organizatës suaj nuk punon si duhet. Njoftoni administratorin e Waymark.
problem-reference-not-found = Ajo që emërtohet këtu nuk ekziston, ose nuk është për t’u parë nga ju.
problem-resource-exists = Këtë e ka tashmë një tjetër.
problem-resource-not-found = Kjo nuk ekziston, ose nuk është për t’u parë nga ju.
problem-session-too-old = Keni hyrë më shumë se pesë minuta më parë. Dilni, hyni përsëri dhe bëjeni këtë menjëherë.
problem-sign-in-refused = Emri i përdoruesit, fjalëkalimi ose kodi është i gabuar.
problem-state-change-not-allowed = Kjo gjendje nuk mund të vijë pas së tanishmes. Lexojeni faqen përsëri për të parë të tanishmen.
problem-token-invalid = Ajo që di kjo faqe është tepër e vjetër. Ngarkojeni përsëri.
problem-too-many-codes = Tepër kode të gabuara për këtë llogari. Përdorni një kod rikuperimi, ose prisni një orë. Nëse nuk ishit ju, vini një fjalëkalim tjetër.
problem-too-many-failures =
    { $minutes ->
        [one] Shumë përpjekje të gabuara. Prisni një minutë dhe provoni përsëri.
       *[other] Shumë përpjekje të gabuara. Prisni { $minutes } minuta dhe provoni përsëri.
    }
problem-too-many-links =
    { $minutes ->
        [one] Nga këtu janë kërkuar lidhje shumë shpesh. Prisni një minutë dhe provoni përsëri.
       *[other] Nga këtu janë kërkuar lidhje shumë shpesh. Prisni { $minutes } minuta dhe provoni përsëri.
    }
problem-too-many-merged = Me këtë janë bashkuar tashmë 20 regjistrime, aq sa lejohen.
problem-too-many-subscribers = I ndjekin rezultatet aq sa lejohen njëherësh. Mbyllni një faqe tjetër që i ndjek, ose provoni më vonë.
problem-too-many-webhooks = Ka tashmë 20 webhook-e, aq sa lejohen. Fshini një që nuk përdoret.
problem-totp-holds = Dy hapat janë tashmë aktivë. Administratori mund t’i heqë.
problem-totp-not-begun = Vendosni dy hapat nga fillimi.
problem-unit-below-closed = Njësia i përket një njësie të mbyllur. Hapni më parë atë.
problem-unit-below-itself = Një njësi nuk mund të vihet nën vetveten.
problem-unit-closed = Njësia është e mbyllur. Zgjidhni një të hapur.
problem-unit-has-open-children = Njësia ka nën vete njësi të hapura. Mbyllini ose zhvendosini më parë.
problem-webhook-disabled = Webhook-u është i fikur. Ndizeni më parë.
