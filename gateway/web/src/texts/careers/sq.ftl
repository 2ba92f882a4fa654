nav-careers = Karrierat
careers-title = Karrierat
careers-lead = Kush ku qëndron: gradat dhe postet në një ditë.
careers-new-title = Regjistroni një hap karriere
careers-new-lead = Një gradim, një emërim ose një hap tjetër. Ajo që regjistrohet nuk ndryshohet kurrë, vetëm korrigjohet me një regjistrim të ri.
careers-correct-title = Korrigjoni një hap karriere
careers-correct-lead = Regjistrimi juaj e zëvendëson të mëparshmin. Ai mbetet i lexueshëm, i shënuar si i korrigjuar.
careers-record = Regjistro një hap
careers-record-this = Regjistro
careers-correct = Korrigjo
careers-recorded = U regjistrua: { $what }, { $day }.
careers-day = Më datën
careers-tab-ladder = Shkalla
careers-tab-posts = Postet
careers-command = Komandë
careers-counted =
    { $count ->
        [one] Një person mban gradë më { $day }.
       *[other] { $count } persona mbajnë gradë më { $day }.
    }
careers-no-ladder = Ende nuk ka shkallë
careers-no-ladder-text = Administratori i organizatës krijon shkallët dhe gradat, ose i importon: waymark import rungs.
careers-all = Të gjithë ata që kanë gradë ose post
careers-nobody = Askush nuk qëndron këtu në atë ditë
careers-nobody-text = Zgjidhni një ditë tjetër, ose hiqni një filtër.
careers-since = Që nga
careers-holder = E mban
careers-title-begins = Titulli fillon me
careers-vacant = I lirë
careers-no-posts = Këtu nuk ka poste
careers-no-posts-text = Provoni më pak shkronja ose një njësi tjetër. Postet i krijon administratori i organizatës.
careers-who = Kush
careers-stands = Gjendja sot
careers-no-standing = Ende pa gradë dhe pa post
careers-derived = Sipas shkallës
careers-type-hint = Sipas shkallës, një gradë më e lartë është gradim dhe një post i ri emërim.
careers-effective = Vlen nga
careers-unchanged = Si më parë
careers-post-hint = Fillimi i titullit. Bosh: si më parë.
careers-unit-hint = Bosh: njësia e postit, ose si më parë.
