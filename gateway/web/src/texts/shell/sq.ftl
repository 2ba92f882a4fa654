skip = Kalo te përmbajtja
navigation = Navigimi
group-figures = Shifrat
group-keep = Administrimi
another-organization = Organizatë tjetër
preferences = Parapëlqimet
language = Gjuha
theme = Ngjyrat
theme-system = Si pajisja
theme-light = E çelët
theme-dark = E errët
account-title = Llogaria juaj
breadcrumb = Ku ndodhet kjo faqe
loading = Po ngarkohet…
to-start = Shko te faqja e parë
sign-in = Hyni
sign-in-as = Më parë keni hyrë si { $name }.
sign-in-provider = Hyni me { $name }
sign-in-forgot = Keni harruar fjalëkalimin?
sign-out = Dilni
user-name = Emri i përdoruesit
password = Fjalëkalimi
code = Kodi
code-hint = Gjashtë shifra nga aplikacioni juaj i vërtetimit, ose një nga kodet tuaja të rikuperimit.
session-ended-title = Hyni përsëri
session-ended-text = Sesioni juaj ka mbaruar. Ajo që keni shkruar është ende këtu: hyni dhe puna vazhdon.
session-ended-leave = Dil pa ruajtur
not-found-title = Nuk ka faqe të tillë
not-found-text = Adresa mund të jetë shkruar gabim, ose faqja është zhvendosur.
not-yours-title = Kjo faqe nuk është për rolin tuaj
not-yours-text = Asnjë nga rolet tuaja në këtë organizatë nuk e lejon atë që tregon kjo faqe. Këtë mund ta ndryshojë administratori i saj.
page-failed-title = Faqja nuk u ngarkua
cancel = Anulo
save = Ruaj
undo = Zhbëj
undone = U zhbë.
dismiss = Largo
copy-failed = Nuk mund të kopjohej. Zgjidheni dhe kopjojeni vetë.
try-again = Provo përsëri
saved = U ruajt.
field-optional = (jo e detyrueshme)
confirm-reason = Arsyeja
confirm-reason-missing = Thoni pse: arsyeja regjistrohet.
date-day = Dita
date-month = Muaji
date-year = Viti
date-month-missing = Zgjidhni edhe muajin, ose lëreni ditën bosh.
date-year-missing = Plotësoni edhe vitin.
searching = Po kërkohet…
search-failed = Kërkimi dështoi. Vazhdoni të shkruani për të provuar përsëri.
nothing-found = Nuk u gjet asgjë. Provoni me më pak shkronja.
found =
    { $count ->
        [one] U gjet një
       *[other] U gjetën { $count }
    }
pager-more = Trego më shumë
pager-so-far = { $shown } të treguara, ka edhe të tjera
pager-all = { $shown } gjithsej
chart-table = Trego tabelën
chart-picture = Trego figurën
form-look-again =
    { $count ->
        [one] Një fushë duhet parë përsëri.
       *[other] { $count } fusha duhen parë përsëri.
    }
leave-unsaved = Ajo që keni shkruar nuk është ruajtur ende. Të dilet nga faqja?
conflict-title = Dikush e ka ndryshuar këtë ndërkohë
conflict-text = Këto fusha ndryshojnë. Zgjidhni cili version mbahet; deri atëherë nuk ruhet asgjë.
conflict-field = Fusha
conflict-mine = Juaji
conflict-theirs = Ruajtur nga dikush tjetër
conflict-keep-mine = Mbaj timin
conflict-take-theirs = Merr tjetrin
conflict-look-on = Vazhdo redaktimin
problem-no-answer = Waymark nuk përgjigjet. Kontrolloni lidhjen dhe provoni përsëri; ajo që keni shkruar është ende këtu.
problem-unavailable = Waymark nuk mund ta bëjë këtë për momentin. Provoni përsëri pas një minute.
problem-unexpected = Diçka shkoi keq në këtë faqe. Ringarkojeni; nëse ndodh përsëri, njoftoni administratorin e Waymark.
problem-too-many = Shumë kërkesa njëherësh. Prisni pak dhe provoni përsëri.
problem-request = Numri i kësaj kërkese, për administratorin e Waymark:
role-administrator = Administrator
role-registrar = Regjistrues
role-instructor = Instruktor
role-mentor = Mentor
role-commander = Komandant
role-evaluator = Vlerësues
role-auditor = Auditor
role-participant = Pjesëmarrës
